"""Whoever enters for a unit that cannot: who may, that it is recorded, and where it is said."""

import pytest
from django.test import override_settings
from django.urls import reverse

from districts import behalf, reporting
from districts.actions import people
from districts.actions.refusals import NotAllowed
from districts.models import Event, Submission
from districts.my_work import Work
from districts.tests.builders import COMMAND, after, complete, fill, make_user, start
from districts.tests.steps import accept, send_back, submit

NOTICE = "Ông/bà đang nhập thay cho Xã 90001; việc này được ghi vào nhật ký."
FORM = "application/x-www-form-urlencoded"
OWN_NOTICE = "Biểu này do chính ông/bà nhập thay."


@pytest.fixture
def unit(province):
    return province.communes[0]


@pytest.fixture
def place(unit, period) -> str:
    return reverse("districts:entry", args=["749-2024", period.as_quarter, unit.code])


@pytest.fixture
def done_for(unit, cast, period) -> Submission:
    """The first commune's quarter, entered and handed in by its district."""
    draft = complete(start(unit, period, by=cast.district), {"live_births": 12})
    return submit(fill(draft, {"live_births": 13}, by=cast.district), cast.district)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


# Recorded -----------------------------------------------------------------------------------------------------


def test_every_step_of_a_district_for_its_commune_is_recorded_as_done_for_it(done_for, cast):
    done = Event.objects.filter(submission=done_for).order_by("pk")
    recorded = list(done.values_list("action", "by__username", "on_behalf"))

    assert recorded == [
        ("started", "district", True),
        ("changed", "commune", False),
        ("changed", "district", True),
        ("submitted", "district", True),
    ]


def test_accepting_and_returning_are_the_accepters_own_work_and_done_for_nobody(done_for, cast):
    send_back(accept(done_for, cast.district), cast.district)

    steps = done_for.events.filter(action__in=["accepted", "returned"])
    assert list(steps.values_list("on_behalf", flat=True)) == [False, False]


def test_the_province_enters_for_a_district_and_a_department_and_for_no_commune(cast, province, period):
    for unit in (province.districts[0], province.departments[0]):
        assert start(unit, period, by=cast.province).events.get().on_behalf
    with pytest.raises(NotAllowed):
        start(province.communes[0], period, by=cast.province)


def test_province_staff_without_the_mark_enter_for_nobody(province, period):
    unmarked = make_user("province", province.province, "unmarked")

    with pytest.raises(NotAllowed):
        start(province.departments[0], period, by=unmarked)


def test_a_district_officer_who_only_enters_enters_for_no_commune(province, period, unit):
    with pytest.raises(NotAllowed):
        start(unit, period, by=make_user("enters", province.districts[0], "schools"))


def test_what_was_recorded_stays_when_the_person_moves_to_the_commune(done_for, cast, unit):
    at = after(done_for.period)
    people.move(cast.district, unit=unit, role="enters", by=None, at=at, origin=COMMAND)

    assert Event.objects.get(submission=done_for, action="submitted").on_behalf


def test_who_entered_for_a_unit_is_told_once_a_person_with_the_newest_first(unit, cast, period, province):
    colleague = make_user("accepts", province.districts[0], "colleague")
    draft = fill(start(unit, period, by=cast.district), {"live_births": 12}, by=cast.district)
    fill(draft, {"live_births": 13}, by=colleague)
    own = start(province.communes[1], period)

    found = behalf.entered_for(Submission.objects.all())
    assert {key: [event.by for event in events] for key, events in found.items()} == {
        draft.pk: [colleague, cast.district]
    }
    marked = Submission.objects.with_on_behalf().values_list("pk", "on_behalf")
    assert dict(marked) == {draft.pk: True, own.pk: False}


# Said ---------------------------------------------------------------------------------------------------------


def test_the_form_of_another_unit_says_for_whom_it_is_filled_in_and_ones_own_does_not(client, cast, place):
    client.force_login(cast.district)
    assert NOTICE in text(client.get(place))

    client.force_login(cast.commune)
    assert "nhập thay" not in text(client.get(place))


def test_the_form_saves_and_hands_in_for_the_commune(client, cast, place, unit, period):
    complete(start(unit, period), {"live_births": 12})
    client.force_login(cast.district)
    body = {"version": Submission.objects.get().version, "number-live_births": "15", "submit": "1"}
    with override_settings(DEMO_TODAY=after(period).date()):
        page = text(client.post(place, body, follow=True))

    assert "chờ duyệt" in page
    assert "gửi thay bởi district" in page
    assert "nhập thay bởi district" in page
    assert set(Event.objects.filter(by=cast.district).values_list("on_behalf", "origin")) == {(True, "page")}


def test_cells_saved_as_they_are_left_are_recorded_too(client, cast, place):
    client.force_login(cast.district)
    answer = client.post(f"{place}cells/", "number-live_births=7", FORM)

    assert answer.status_code == 200
    done = Submission.objects.get().events
    assert set(done.values_list("action", "on_behalf")) == {("started", True), ("changed", True)}


def test_the_commune_sees_in_its_form_and_its_list_who_entered_for_it_and_goes_on(
    client, cast, place, unit, period
):
    fill(start(unit, period, by=cast.district), {"live_births": 12}, by=cast.district)
    client.force_login(cast.commune)

    for page in (client.get(place), client.get(reverse("districts:my_work"))):
        assert "Nhập thay bởi district, lần cuối" in text(page)
    answer = client.post(f"{place}cells/", "number-injury_deaths=1", FORM)
    assert answer.status_code == 200
    assert [event.by for event in Submission.objects.get().events.filter(on_behalf=False)] == [cast.commune]


def test_the_submission_says_who_entered_for_the_unit(client, done_for, cast):
    client.force_login(cast.commune)
    page = text(client.get(reverse("districts:submission", args=[done_for.pk])))

    assert "Nhập thay bởi district." in page
    assert OWN_NOTICE not in page


def test_whoever_handed_in_for_a_unit_is_warned_and_may_still_accept(client, done_for, cast, province):
    address = reverse("districts:submission", args=[done_for.pk])
    client.force_login(cast.district)
    assert OWN_NOTICE in text(client.get(address))
    client.force_login(make_user("accepts", province.districts[0], "colleague"))
    assert OWN_NOTICE not in text(client.get(address))

    assert done_for.was_handed_in_by(cast.district)
    assert accept(done_for, cast.district).state == "accepted"


def test_a_draft_of_another_unit_offers_to_enter_for_it(client, cast, unit, period, place):
    draft = start(unit, period)
    client.force_login(cast.district)
    page = text(client.get(reverse("districts:submission", args=[draft.pk])))

    assert f'href="{place}">Nhập thay</a>' in page


# The list of who has sent ---------------------------------------------------------------------------------------


def rows(user, period) -> dict[str, reporting.Row]:
    return {row.unit.code: row for row in reporting.rows_of(period, user, after(period).date())}


def test_the_list_offers_to_enter_for_those_who_have_not_sent(cast, province, period, unit):
    offered = [code for code, row in rows(cast.district, period).items() if row.is_to_be_entered]
    assert offered == ["90001", "90003"]

    submit(complete(start(unit, period), {}), cast.commune)
    offered = [code for code, row in rows(cast.district, period).items() if row.is_to_be_entered]
    assert offered == ["90003"]
    for who in (cast.commune, cast.looker):
        assert not any(row.is_to_be_entered for row in rows(who, period).values())


def test_the_province_is_offered_districts_and_departments(cast, period):
    offered = {code for code, row in rows(cast.province, period).items() if row.is_to_be_entered}

    assert offered == {"901", "902", "health"}


def test_the_list_says_who_entered_for_a_unit(client, done_for, cast, period):
    client.force_login(cast.district)
    page = text(client.get(reverse("districts:reporting", args=["749-2024", period.as_quarter])))

    assert "nhập thay bởi district" in page
    assert 'Nhập thay<span class="visually-hidden"> Xã 90003<' in page
    assert 'Nhập thay<span class="visually-hidden"> Xã 90001<' not in page


def test_the_list_of_work_leads_to_those_who_have_not_sent(cast, period):
    offers = {
        who: [task.may_enter_for for task in Work.of(getattr(cast, who), period.last_day).tasks()]
        for who in ("commune", "district", "province")
    }

    assert offers == {"commune": [False], "district": [False, True], "province": [True]}
