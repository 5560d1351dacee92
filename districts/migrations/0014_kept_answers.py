"""Answers of the API, kept for a day."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from plan749.append_only import forbid_update


class Migration(migrations.Migration):

    dependencies = [
        ('districts', '0013_keys_of_programs'),
    ]

    operations = [
        migrations.CreateModel(
            name='KeptAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=255)),
                ('fingerprint', models.CharField(max_length=64)),
                ('rights', models.CharField(max_length=64)),
                ('status', models.PositiveSmallIntegerField()),
                ('body', models.TextField(help_text='JSON as it was sent, in its language')),
                ('language', models.CharField(max_length=10)),
                ('location', models.CharField(blank=True, help_text='the address of what was made', max_length=300)),
                ('kept_at', models.DateTimeField(db_index=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kept_answers', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'key'), name='one_answer_per_person_and_key'), models.CheckConstraint(condition=models.Q(('status__gte', 200), ('status__lt', 500)), name='a_fault_of_ours_is_not_kept'), models.CheckConstraint(condition=models.Q(('key', ''), _negated=True), name='an_answer_is_kept_under_a_key')],
            },
        ),
        forbid_update("districts_keptanswer", "A kept answer is never altered."),
    ]
