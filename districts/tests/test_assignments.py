"""What the province gives its units to do: who may, what is refused, and that all of it is logged."""

from datetime import date
from typing import Any

import pytest

from districts import assignments as reading
from districts.actions import assignments
from districts.actions.refusals import NotAllowed, Refused, SomeoneWasFirst
from districts.models import Assignment, Event, User
from districts.tests.assigned import DUE, TEXT, TODAY, assigned, cancelled, done
from districts.tests.builders import PAGE, Cast, Province, make_province, make_unit, make_user, noon
from indicators.models import Plan

AT = noon(TODAY)


@pytest.fixture
def given(the_plan: Plan, province: Province, cast: Cast) -> Assignment:
    """Health leads, education helps."""
    health, education = province.departments
    return assigned(the_plan, health, helpers=[education])


def told(assignment: Assignment, **changes: Any) -> dict[str, Any]:
    """The assignment as a form would send it, but for these."""
    same = {
        "group": assignment.group,
        "text": assignment.text,
        "lead": assignment.lead,
        "helpers": list(assignment.helpers.all()),
        "due": assignment.due,
        "version": assignment.version,
    }
    return {**same, **changes}


def change(assignment: Assignment, by: User, **changes: Any) -> Assignment:
    return assignments.change(assignment, **told(assignment, **changes), by=by, at=AT, origin=PAGE)


def report_done(assignment: Assignment, by: User, on: date = TODAY, note: str = "") -> Assignment:
    return assignments.report_done(
        assignment, done_on=on, note=note, version=assignment.version, by=by, at=AT, origin=PAGE
    )


def test_giving_a_task_writes_who_what_and_until_when(given, cast, province):
    held = Assignment.objects.get()

    assert (held.group, held.text, held.lead, held.due) == (2, TEXT, province.departments[0], DUE)
    assert list(held.helpers.all()) == [province.departments[1]]
    assert (held.done_on, held.note, held.cancelled_because, held.version) == (None, "", "", 1)
    event = Event.objects.get()
    assert (event.action, event.by, event.unit) == ("assigned", cast.province, province.departments[0])
    assert event.subject == f"749-2024/tasks/{held.pk}"
    assert {change["field"]: change["new"] for change in event.changes} == {
        "group": 2,
        "text": TEXT,
        "lead": "Sở Y tế",
        "helpers": ["Sở Giáo dục và Đào tạo"],
        "due": "2024-12-06",
    }


def test_signs_that_are_not_seen_or_turn_the_text_round_are_not_kept(the_plan, province, cast):
    made = assigned(the_plan, province.departments[0], text=" Rà soát\x07 \u202eao, hồ ")

    assert made.text == "Rà soát ao, hồ"


def test_a_change_is_logged_with_old_and_new_and_nothing_else(given, cast, province):
    changed = change(given, cast.province, due=date(2024, 12, 20), helpers=[province.districts[0]])

    assert (changed.version, changed.due, changed.changed_at) == (2, date(2024, 12, 20), AT)
    event = Event.objects.first()
    assert event.action == "assignment_changed"
    assert event.changes == [
        {"field": "helpers", "old": ["Sở Giáo dục và Đào tạo"], "new": ["Huyện 901"]},
        {"field": "due", "old": "2024-12-06", "new": "2024-12-20"},
    ]


def test_saying_the_same_again_changes_nothing(given, cast):
    assert change(given, cast.province).version == 1
    assert [event.action for event in Event.objects.all()] == ["assigned"]


def test_whoever_saw_an_older_one_is_told_who_was_first_and_overwrites_nothing(given, cast):
    change(given, cast.province, due=date(2024, 12, 20))

    with pytest.raises(SomeoneWasFirst) as refused:
        change(given, cast.province, text="Việc khác", version=1)

    assert refused.value.version == 2
    assert "province" in refused.value.sentence
    assert "12:00 18/12/2024" in refused.value.sentence
    assert Assignment.objects.get().text == TEXT


@pytest.mark.parametrize("who", ["department", "province"])
def test_the_lead_and_the_province_say_that_it_is_done(given, cast, who):
    finished = report_done(given, getattr(cast, who), date(2024, 12, 2), " Đã tập huấn 102 xã. ")

    assert (finished.done_on, finished.note, finished.version) == (
        date(2024, 12, 2),
        "Đã tập huấn 102 xã.",
        2,
    )
    event = Event.objects.first()
    assert (event.action, event.on_behalf) == ("assignment_done", who == "province")
    assert event.changes == [
        {"field": "done_on", "old": "", "new": "2024-12-02"},
        {"field": "note", "old": "", "new": "Đã tập huấn 102 xã."},
    ]


@pytest.mark.parametrize("who", ["commune", "district", "stranger", "looker", "administrator"])
def test_nobody_else_does_not_even_who_helps(the_plan, province, cast, who):
    given = assigned(the_plan, province.departments[0], helpers=province.districts)

    with pytest.raises(NotAllowed):
        report_done(given, getattr(cast, who))
    assert Assignment.objects.get().done_on is None


@pytest.mark.parametrize("who", ["commune", "district", "department", "looker", "administrator"])
def test_only_the_province_gives_changes_takes_back_and_cancels(the_plan, given, cast, province, who):
    user = getattr(cast, who)
    done_one = done(assigned(the_plan, province.departments[0]), DUE)
    step = {"by": user, "at": AT, "origin": PAGE}
    words = {**told(given), "plan": the_plan}
    del words["version"]
    before = Event.objects.count()

    with pytest.raises(NotAllowed):
        assignments.assign(**words, **step)
    with pytest.raises(NotAllowed):
        change(given, user, due=TODAY)
    with pytest.raises(NotAllowed):
        assignments.reopen(done_one, reason="chưa xong", version=2, **step)
    with pytest.raises(NotAllowed):
        assignments.cancel(given, reason="thôi", version=1, **step)
    assert Event.objects.count() == before


def test_another_provinces_staff_may_nothing(given, db):
    elsewhere = make_user("province", make_unit("01", "province"), "ha-noi")

    assert not reading.may_see(elsewhere, given.plan)
    with pytest.raises(NotAllowed):
        change(given, elsewhere, due=TODAY)
    with pytest.raises(NotAllowed):
        report_done(given, elsewhere)


def test_done_is_taken_back_with_a_reason_and_the_log_keeps_what_was_said(given, cast):
    finished = done(given, DUE, "Đã xong ở các huyện.")

    again = assignments.reopen(
        finished, reason="còn hai huyện", version=finished.version, by=cast.province, at=AT, origin=PAGE
    )

    assert (again.done_on, again.note, again.is_open) == (None, "", True)
    event = Event.objects.first()
    assert (event.action, event.reason) == ("assignment_reopened", "còn hai huyện")
    assert [change["old"] for change in event.changes] == ["2024-12-06", "Đã xong ở các huyện."]


def test_a_cancelled_one_stays_with_its_reason_and_is_over(given, cast):
    gone = cancelled(given, "gộp vào việc của Sở Y tế")

    assert Assignment.objects.get().cancelled_because == "gộp vào việc của Sở Y tế"
    assert Event.objects.first().reason == "gộp vào việc của Sở Y tế"
    for act in (
        lambda: change(gone, cast.province, due=TODAY),
        lambda: report_done(gone, cast.province),
        lambda: cancelled(gone),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "cancelled"


def test_what_is_done_is_neither_changed_nor_done_again_nor_cancelled(given, cast):
    finished = done(given, DUE)

    for act in (
        lambda: change(finished, cast.province, due=TODAY),
        lambda: report_done(finished, cast.department),
        lambda: cancelled(finished),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "done"


def test_what_was_not_done_cannot_be_taken_back(given, cast):
    with pytest.raises(Refused) as refused:
        assignments.reopen(given, reason="nhầm", version=1, by=cast.province, at=AT, origin=PAGE)
    assert refused.value.code == "not_done"


@pytest.mark.parametrize("act", [assignments.reopen, assignments.cancel])
def test_a_step_back_needs_its_reason(given, cast, act):
    with pytest.raises(Refused) as refused:
        act(given, reason="  ", version=1, by=cast.province, at=AT, origin=PAGE)
    assert refused.value.code == "reason_missing"


@pytest.mark.parametrize(
    ("on", "code"), [(date(2024, 12, 19), "future_day"), (date(2020, 12, 31), "far_day")]
)
def test_nothing_is_done_tomorrow_or_before_the_programme_began(given, cast, on, code):
    with pytest.raises(Refused) as refused:
        report_done(given, cast.department, on)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"group": 0}, "no_group"),
        ({"group": 7}, "no_group"),
        ({"text": "  "}, "text_missing"),
        ({"text": "x" * 1001}, "text_long"),
        ({"due": date(2020, 12, 31)}, "far_day"),
        ({"due": date(2030, 1, 1)}, "far_day"),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field(the_plan, province, cast, wrong, code):
    with pytest.raises(Refused) as refused:
        assigned(the_plan, province.departments[0], **wrong)

    assert refused.value.code == code
    assert list(refused.value.cells) == [(next(iter(wrong)), "")]
    assert not Assignment.objects.exists()


def test_who_leads_does_not_help_as_well(the_plan, province, cast):
    health = province.departments[0]

    with pytest.raises(Refused) as refused:
        assigned(the_plan, health, helpers=[health])
    assert refused.value.code == "lead_helps"


def test_the_province_asks_itself_and_whoever_is_directly_under_it(the_plan, province):
    units = list(reading.units_of(the_plan, on=TODAY))

    assert units == [province.province, *sorted(province.departments, key=str), *province.districts]


def test_a_commune_under_a_district_is_asked_by_its_district(the_plan, province, cast):
    with pytest.raises(Refused) as refused:
        assigned(the_plan, province.communes[0])
    assert refused.value.code == "not_of_the_province"


def test_without_districts_a_commune_leads_like_any_other(the_plan, db):
    within = make_province(communes=2, districts=0)

    given = assigned(the_plan, within.communes[0], helpers=[within.communes[1]])

    assert (given.lead, list(given.helpers.all())) == (within.communes[0], [within.communes[1]])


def test_a_unit_that_is_no_more_is_given_nothing_new_but_keeps_what_it_has(the_plan, province, cast):
    district = province.districts[0]
    given = assigned(the_plan, district)
    district.valid_to = date(2024, 6, 30)
    district.save()

    assert change(given, cast.province, due=date(2024, 12, 20)).lead == district
    other = assigned(the_plan, province.departments[0])
    with pytest.raises(Refused) as refused:
        change(other, cast.province, helpers=[district])
    assert refused.value.code == "not_of_the_province"
