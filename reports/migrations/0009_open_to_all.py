"""What may be seen of a publication without the right to sensitive figures is decided when it is published."""

from django.db import migrations, models

from plan749.append_only import allow_update, forbid_update

VALUES = ("reports_publishedvalue", "A publication is never altered.")


def open_what_hides_nobody(apps, schema_editor):
    """Of what was published before, sensitive values stay closed: nobody decided about them."""
    apps.get_model("reports", "PublishedValue").objects.filter(sensitive=False).update(open_to_all=True)


class Migration(migrations.Migration):
    dependencies = [("reports", "0008_report_texts")]

    operations = [
        # SQLite makes the table anew for a column with a default, and its lock would be gone.
        allow_update(*VALUES),
        migrations.AddField(
            model_name="publishedvalue",
            name="open_to_all",
            field=models.BooleanField(
                default=False,
                help_text="whether those see it who may not see sensitive figures; decided once, when it is published",
            ),
        ),
        migrations.RunPython(open_what_hides_nobody, migrations.RunPython.noop),
        forbid_update(*VALUES),
    ]
