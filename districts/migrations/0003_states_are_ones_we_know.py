"""A level or a state that no page knows would be in no list: the database refuses it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('districts', '0002_events_are_append_only'),
        ('indicators', '0001_initial'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='period',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'closed'])), name='a_period_is_open_or_closed'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'returned', 'accepted'])), name='a_submission_is_in_a_state_we_know'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(('level__in', ['province', 'district', 'commune', 'department'])), name='a_level_is_one_of_four'),
        ),
    ]
