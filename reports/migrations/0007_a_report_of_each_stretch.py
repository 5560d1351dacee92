"""A publication has a report of its quarter, and one of the stretch that ends with it. What was published is the quarter's."""

from django.db import migrations, models

from plan749.append_only import allow_update, forbid_update


def call_papers_the_quarters(apps, schema_editor):
    apps.get_model("reports", "Document").objects.exclude(kind="xlsx").update(report="quarter")


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0006_provisional_reports'),
    ]

    operations = [
        allow_update("reports_document", "A publication is never altered."),
        migrations.AlterModelOptions(
            name='document',
            options={'ordering': ['publication', 'pk']},
        ),
        migrations.RemoveConstraint(
            model_name='document',
            name='one_document_of_a_kind',
        ),
        migrations.AddField(
            model_name='document',
            name='report',
            field=models.CharField(blank=True, help_text="which of the quarter's reports; empty: of all of them", max_length=11),
        ),
        migrations.RunPython(call_papers_the_quarters, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(fields=('publication', 'kind', 'report'), name='one_document_of_a_kind_and_report'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'xlsx'), ('report', '')), models.Q(('kind__in', ['docx', 'pdf']), ('report__in', ['quarter', 'half-year', 'nine-months', 'year'])), _connector='OR'), name='a_paper_is_one_of_the_reports'),
        ),
        forbid_update("reports_document", "A publication is never altered."),
    ]
