"""The database itself refuses to alter an event: a log that could be rewritten would prove nothing."""

from django.db import migrations

from plan749.append_only import forbid_update


class Migration(migrations.Migration):
    dependencies = [("districts", "0001_initial")]

    operations = [forbid_update("districts_event", "An event is never altered.")]
