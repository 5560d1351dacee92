"""What was published is proved to be what it was; whatever was done to it behind the portal's back is told."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from districts.models import Period
from districts.tests.builders import Cast, Province
from reports import verifying
from reports.models import Job, Publication
from reports.tests.builders import publish, two_of_four

CONTENT = "Nội dung không còn khớp mã SHA-256 đã ghi khi công bố."
ROWS = "Các dòng số liệu không còn khớp nội dung đã công bố."


@pytest.fixture
def publication(province: Province, cast: Cast, period: Period) -> Publication:
    two_of_four(province, period)
    return publish(period, cast.province)


def behind_its_back(statement: str, table: str) -> None:
    """Do what the triggers refuse, as someone with the database in hand could."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {table}_refuses_update")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # none may be waiting when a table is altered
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_refuses_update")
        cursor.execute(statement)


def test_a_publication_is_as_it_was_published(publication: Publication, capsys: pytest.CaptureFixture[str]):
    call_command("verify_publications")

    assert capsys.readouterr().out == f"✓ 2024-Q1 lần 1 {publication.sha256}\n"


def test_an_altered_content_is_told(publication: Publication):
    behind_its_back("UPDATE reports_publication SET content = '{}'", "reports_publication")
    publication.refresh_from_db()

    assert verifying.faults(publication) == [CONTENT]


def test_an_altered_number_is_told(publication: Publication):
    statement = "UPDATE reports_publishedvalue SET numerator = numerator + 1 WHERE numerator = 38"
    behind_its_back(statement, "reports_publishedvalue")

    assert verifying.faults(publication) == [ROWS]


@pytest.mark.parametrize("place", ["first", "last"])
def test_a_missing_row_is_told(publication: Publication, place: str):
    getattr(publication.values.order_by("position"), place)().delete()

    assert verifying.faults(publication) == [ROWS]


def test_a_missing_and_an_altered_file_are_told(publication: Publication):
    word, sheet = publication.documents.get(kind="docx"), publication.documents.get(kind="xlsx")
    word.file.storage.delete(word.file.name)
    with open(sheet.file.path, "ab") as file:
        file.write(b"!")

    assert verifying.faults(publication) == [
        "Tệp xlsx không còn khớp mã SHA-256 đã ghi khi công bố.",
        "Tệp docx quarter không còn trong kho.",
    ]


def test_a_publication_that_was_taken_away_is_told(
    publication: Publication, period: Period, cast: Cast, capsys: pytest.CaptureFixture[str]
):
    publish(period, cast.province, reason="bổ sung")
    Job.objects.filter(publication=publication).delete()
    publication.delete()

    with pytest.raises(CommandError, match="1 chỗ không còn như khi công bố"):
        call_command("verify_publications")

    assert "✗ 2024-Q1: thiếu công bố lần 1.\n" in capsys.readouterr().out
