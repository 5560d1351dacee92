"""Who has sent words of a quarter; and what the pages of words ask of the database, as literals."""

from datetime import date

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from districts.models import Period, Unit
from districts.tests.builders import Cast, Province
from districts.tests.task_report_builders import answered, prove, sent
from districts.tests.test_query_budgets import asks
from districts.tests.test_task_report_pages import as_shown

pytestmark = pytest.mark.usefixtures("in_march")
SHOWING_NEW, SHOWING, SAVING, HANDING_IN, READING = 8, 10, 19, 25, 12


@pytest.fixture
def in_march():
    with override_settings(DEMO_TODAY=date(2024, 3, 15)):
        yield


@pytest.fixture
def unit(province: Province) -> Unit:
    return province.districts[0]


@pytest.fixture
def place(unit: Unit, period: Period) -> str:
    return reverse("districts:task_report", args=["749-2024", period.as_quarter, unit.code])


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    client.force_login(cast.district)
    return client


def test_the_list_shows_who_has_sent_and_who_has_not(
    client: Client, cast: Cast, province: Province, period: Period
):
    sent(province.districts[0], period)
    client.force_login(cast.province)
    address = reverse("districts:task_reports", args=["749-2024", period.as_quarter])

    page = client.get(address)
    assert [(row.unit.code, row.state) for row in page.context["rows"]] == [
        ("education", "not_started"),
        ("health", "not_started"),
        ("901", "submitted"),
        ("902", "not_started"),
    ]
    assert [row.unit.code for row in client.get(address, {"state": "submitted"}).context["rows"]] == ["901"]
    assert (
        address
        in client.get(reverse("districts:reporting", args=["749-2024", period.as_quarter])).content.decode()
    )


@pytest.mark.parametrize(
    ("person", "seen"), [("district", ["901"]), ("department", ["health"]), ("commune", None)]
)
def test_the_list_holds_the_units_one_may_see(client: Client, cast: Cast, period: Period, person: str, seen):
    client.force_login(getattr(cast, person))

    page = client.get(reverse("districts:task_reports", args=["749-2024", period.as_quarter]))

    assert (
        (page.status_code == 404) if seen is None else [row.unit.code for row in page.context["rows"]] == seen
    )


# What it costs ----------------------------------------------------------------------------------------------


def test_what_each_page_asks_of_the_database(
    officer: Client, cast: Cast, unit: Unit, period: Period, place: str
):
    with asks(SHOWING_NEW):
        officer.get(place)
    report = answered(unit, period, {1: "một", 2: "hai"})
    for number in range(1, 5):
        prove(report, number)
    with asks(SHOWING):
        sent = as_shown(officer.get(place))
    with asks(SAVING):
        officer.post(place, {**sent, "done-1": "một lớp"})
    sent = as_shown(officer.get(place))
    with asks(HANDING_IN):
        officer.post(place, {**sent, "done-1": "hai lớp", "submit": "1"})
    officer.force_login(cast.province)
    with asks(READING):
        officer.get(place)


@pytest.mark.parametrize("units", [1, 4])
def test_the_list_costs_the_same_however_many_wrote(
    client: Client, cast: Cast, province: Province, period: Period, units: int
):
    for unit in [*province.districts, *province.departments][:units]:
        sent(unit, period)
    client.force_login(cast.province)

    with asks(10):
        client.get(reverse("districts:task_reports", args=["749-2024", period.as_quarter]))
