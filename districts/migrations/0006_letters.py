"""Letters: what is to be sent by mail, kept until a mail server took it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('districts', '0005_one_unit_reopened'),
    ]

    operations = [
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('digest', 'Digest'), ('returned', 'Returned'), ('reopened', 'Reopened')], max_length=10)),
                ('address', models.EmailField(help_text='as it was when the letter was written', max_length=254)),
                ('subject', models.CharField(max_length=200)),
                ('body', models.TextField()),
                ('day', models.DateField(null=True)),
                ('written_at', models.DateTimeField()),
                ('try_at', models.DateTimeField(help_text='not to be tried before')),
                ('sent_at', models.DateTimeField(null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('fault', models.CharField(blank=True, help_text='what the mail server said last', max_length=300)),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('to', 'day'), name='one_digest_per_person_and_day'), models.CheckConstraint(condition=models.Q(models.Q(('day__isnull', False), ('kind', 'digest')), models.Q(('day__isnull', True), ('kind__in', ['returned', 'reopened'])), _connector='OR'), name='a_digest_and_no_other_letter_has_its_day')],
            },
        ),
    ]
