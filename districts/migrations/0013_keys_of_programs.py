"""What a program's key may do and how long stands on the key. Those there are keep what they could do, for a year."""

import datetime

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

A_YEAR = datetime.timedelta(days=365)
NOTICE = datetime.timedelta(days=30)
WRITERS = ("enters", "accepts", "province")


def keep_what_they_could_do(apps, schema_editor):
    """Each is one for all its owner may; it ends a year after it was made, and not within a month of today."""
    now = django.utils.timezone.now()
    memberships = apps.get_model("districts", "Membership").objects.filter(role__in=WRITERS)
    unit_of = dict(memberships.values_list("user", "unit"))
    for token in apps.get_model("districts", "Token").objects.all():
        token.reads_sensitive = True
        token.writes_for_id = unit_of.get(token.user_id)
        token.expires_at = max(token.created_at + A_YEAR, now + NOTICE)
        token.save(update_fields=["reads_sensitive", "writes_for", "expires_at"])


class Migration(migrations.Migration):

    dependencies = [
        ('districts', '0012_report_texts'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='token',
            options={'ordering': ['-created_at', '-pk']},
        ),
        migrations.AddField(
            model_name='token',
            name='expires_at',
            field=models.DateTimeField(default=django.utils.timezone.now, help_text='the first moment at which it opens nothing'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='token',
            name='reads_sensitive',
            field=models.BooleanField(default=False, help_text="sees sensitive figures and the report's files, as far as its owner does"),
        ),
        migrations.AddField(
            model_name='token',
            name='revoked_at',
            field=models.DateTimeField(help_text='empty: not revoked', null=True),
        ),
        migrations.AddField(
            model_name='token',
            name='revoked_by',
            field=models.ForeignKey(help_text='empty: nobody, or a command', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='token',
            name='writes_for',
            field=models.ForeignKey(help_text='writes for this unit and those below it, as far as its owner does; empty: only reads', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='districts.unit'),
        ),
        migrations.AlterField(
            model_name='token',
            name='last_used_at',
            field=models.DateTimeField(help_text='to the minute; empty: never', null=True),
        ),
        migrations.RunPython(keep_what_they_could_do, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='token',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='a_token_has_a_name'),
        ),
        migrations.AddConstraint(
            model_name='token',
            constraint=models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='a_token_ends_after_it_began'),
        ),
        migrations.AddConstraint(
            model_name='token',
            constraint=models.CheckConstraint(condition=models.Q(('revoked_by__isnull', True), ('revoked_at__isnull', False), _connector='OR'), name='whoever_revoked_a_token_did_so_at_a_moment'),
        ),
    ]
