"""What showing and saving a sheet may ask of the database, as literals: the same for one cell and for all of them.

Counted is every statement on a table, who is signed in among them; not what only opens and closes a transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from districts import sheets
from districts.models import Period, Submission, Unit
from districts.sheet_layout import parts_of
from districts.tests import builders as build
from districts.tests.builders import Cast, Province

# SQLite takes 124 figures a statement, so that a sheet filled in whole needs one more of them there.
FULL = 12 if connection.vendor == "sqlite" else 11
SHOWING_NEW, SHOWING = 11, 12  # one that is begun is asked who else wrote in it; the plan's ratios are one
SAVING = {1: 11, 60: FULL}
BEGINNING = {1: 11, 60: FULL}  # the first save of a quarter begins the submission too
HANDING_IN = 19  # a save, then the step with all its checks, and whom to tell of it
FORM = "application/x-www-form-urlencoded"
NO_TABLE = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


@contextmanager
def asks(number: int) -> Iterator[None]:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        yield
    asked = [one["sql"] for one in captured if not one["sql"].startswith(NO_TABLE)]
    assert len(asked) == number, "\n".join(sql[:150] for sql in asked)


@pytest.fixture
def commune(province: Province) -> Unit:
    return province.communes[0]


@pytest.fixture
def place(period: Period, commune: Unit) -> str:
    return reverse("districts:entry", args=["749-2024", period.as_quarter, commune.code])


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    client.force_login(cast.commune)
    return client


@pytest.fixture
def draft(commune: Unit, period: Period) -> Submission:
    """A draft with a total that the saves below empty."""
    return build.fill(build.start(commune, period), {"children_under_16": 100})


def whole_form(unit: Unit, period: Period, number: int) -> dict[str, str]:
    """So many totals typed in, with all their parts; the total that stands is emptied."""
    sheet = sheets.read(unit, period)
    version = sheet.submission.version if sheet.submission else 0
    form = {"version": str(version), "number-children_under_16": ""}
    typed = [one for one in sheet.elements if not one.boolean and one.code != "children_under_16"][:number]
    for element in typed:
        form[f"number-{element.code}"] = "2"
        form |= {f"number-{element.code}-{code}": "1" for code, _name in parts_of(element, sheet.plan)}
    return form


def as_cells(form: dict[str, str], version: int | None) -> str:
    """The same as the form's script sends it."""
    seen = {"version-children_under_16": "" if version is None else str(version)}
    return urlencode({**form, **seen})


@pytest.mark.parametrize("number", [1, 60])
def test_saving_the_plain_form(
    officer: Client, place: str, period: Period, commune: Unit, draft: Submission, number: int
):
    form = whole_form(commune, period, number)

    with asks(SAVING[number]):
        officer.post(place, form)

    assert draft.figures.count() == len(form) - 2


@pytest.mark.parametrize("number", [1, 60])
def test_saving_cells_as_they_are_left(
    officer: Client, place: str, period: Period, commune: Unit, draft: Submission, number: int
):
    form = whole_form(commune, period, number)
    body = as_cells(form, draft.version)

    with asks(SAVING[number]):
        answer = officer.post(f"{place}cells/", body, FORM)

    assert answer.status_code == 200
    assert draft.figures.count() == len(form) - 2


@pytest.mark.parametrize("number", [1, 60])
def test_the_first_save_of_a_quarter(officer: Client, place: str, period: Period, commune: Unit, number: int):
    body = as_cells(whole_form(commune, period, number), None)

    with asks(BEGINNING[number]):
        answer = officer.post(f"{place}cells/", body, FORM)

    assert answer.status_code == 200


def test_saving_and_handing_in(officer: Client, place: str, period: Period, commune: Unit):
    version = build.complete(build.start(commune, period), {"children_under_16": 100}).version

    with asks(HANDING_IN):
        officer.post(place, {"version": version, "number-live_births": "2", "submit": "1"})

    assert Submission.objects.get().state == "submitted"


def test_showing_the_form_empty_and_full(officer: Client, place: str, period: Period, commune: Unit):
    with asks(SHOWING_NEW):
        officer.get(place)
    build.complete(build.start(commune, period), {"children_under_16": 100})
    with asks(SHOWING):
        officer.get(place)
