"""The database itself refuses to alter what was published: its values, its files, its content."""

from django.db import migrations

from plan749.append_only import forbid_update

TABLES = ["reports_publication", "reports_publishedvalue", "reports_document"]


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [forbid_update(table, "A publication is never altered.") for table in TABLES]
