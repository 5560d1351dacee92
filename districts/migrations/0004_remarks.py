"""Words beside single cells of a return."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('districts', '0003_states_are_ones_we_know'),
        ('indicators', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('split', models.CharField(blank=True, help_text='empty: the total', max_length=10)),
                ('words', models.TextField()),
                ('element', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.element')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='remarks', to='districts.event')),
            ],
            options={
                'ordering': ['event', 'element__position', 'split'],
                'constraints': [models.UniqueConstraint(fields=('event', 'element', 'split'), name='one_remark_per_cell_and_return'), models.CheckConstraint(condition=models.Q(('split__in', ('', 'male', 'female', 'kinh', 'minority'))), name='a_remark_is_about_a_split_we_know'), models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='a_remark_has_its_words')],
            },
        ),
    ]
