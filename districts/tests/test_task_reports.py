"""Task reports: written by their unit, handed in, accepted and returned by the province, and by nobody else."""

import pytest

from districts.actions import task_reports
from districts.actions.refusals import NotAllowed, NotReady, Refused, SomeoneWasFirst
from districts.actions.task_reports import Said
from districts.models import Letter, Period, TaskReport, Unit, User
from districts.tests.builders import PAGE, Cast, Province, after, make_period, make_user
from districts.tests.task_report_builders import accept, answered, begun, hand_in, prove, say, send_back, sent
from indicators.models import Plan

EVERYONE = (
    "commune",
    "district",
    "department",
    "province",
    "looker",
    "administrator",
    "neighbour",
    "stranger",
)


@pytest.fixture
def unit(province: Province) -> Unit:
    """The first district, whose own officer is `cast.district`."""
    return province.districts[0]


def steps_of(report: TaskReport) -> list[tuple[str, str, bool]]:
    return [(one.action, one.by.username, one.on_behalf) for one in report.events.order_by("pk")]


def kept(report: TaskReport, group: int) -> tuple[str, str, str, bool]:
    words = report.words.get(group=group)
    return words.done, words.difficulties, words.proposals, words.nothing_to_say


# Beginning and writing --------------------------------------------------------------------------------------


def test_a_report_goes_its_whole_way(cast: Cast, unit: Unit, period: Period):
    report = begun(unit, period)
    for group in range(1, 7):
        report = say(report, group, f"kết quả {group}", difficulties="thiếu người")
    report = send_back(hand_in(report), reason="nhóm 2 thiếu số lớp")
    report = accept(hand_in(say(report, 2, "kết quả 2: 4 lớp")))

    assert (report.state, report.accepted_by, report.submitted_by) == (
        "accepted",
        cast.province,
        cast.district,
    )
    assert kept(report, 2) == ("kết quả 2: 4 lớp", "", "", False)
    assert [step for step, _by, _behalf in steps_of(report)] == [
        "task_report_started",
        *["words_changed"] * 6,
        "submitted",
        "returned",
        "words_changed",
        "submitted",
        "accepted",
    ]


@pytest.mark.parametrize("person", EVERYONE)
def test_only_its_own_people_and_whoever_enters_for_it_write(
    cast: Cast, unit: Unit, period: Period, person: str
):
    by = getattr(cast, person)

    if person in ("district", "province"):
        report = begun(unit, period, by=by)
        report = say(report, 1, "đã làm", by=by)
        assert {on_behalf for _step, _by, on_behalf in steps_of(report)} == {person == "province"}
    else:
        with pytest.raises(NotAllowed):
            begun(unit, period, by=by)
        with pytest.raises(NotAllowed):
            say(begun(unit, period), 1, "đã làm", by=by)
        with pytest.raises(NotAllowed):
            prove(TaskReport.objects.get(), by=by)
        with pytest.raises(NotAllowed):
            hand_in(answered_already(TaskReport.objects.get()), by=by)


def answered_already(report: TaskReport) -> TaskReport:
    for group in range(1, 7):
        report = say(report, group, nothing_to_say=True)
    return report


@pytest.mark.parametrize("person", EVERYONE)
@pytest.mark.parametrize("step", [accept, send_back])
def test_only_the_province_accepts_and_returns(cast: Cast, unit: Unit, period: Period, person: str, step):
    report = sent(unit, period)

    if person == "province":
        assert step(report, by=cast.province).state in ("accepted", "returned")
    else:
        with pytest.raises(NotAllowed):
            step(report, by=getattr(cast, person))
        report.refresh_from_db()
        assert report.state == "submitted"


def test_a_department_writes_too_and_a_commune_does_not(cast: Cast, province: Province, period: Period):
    assert begun(province.departments[0], period).unit.code == "health"

    with pytest.raises(Refused) as refused:
        begun(province.communes[0], period)
    assert refused.value.code == "not_a_writer"


def test_of_a_base_quarter_no_words_are_written(cast: Cast, unit: Unit, the_plan: Plan):
    with pytest.raises(Refused) as refused:
        begun(unit, make_period(the_plan, "2023-Q1", is_base=True), by=cast.province)

    assert refused.value.code == "not_a_writer"


def test_a_second_report_of_a_quarter_is_refused(cast: Cast, unit: Unit, period: Period):
    begun(unit, period)

    with pytest.raises(SomeoneWasFirst) as refused:
        begun(unit, period)
    assert refused.value.code == "already_started"


def test_words_are_kept_as_typed_without_what_cannot_be_seen(cast: Cast, unit: Unit, period: Period):
    report = say(begun(unit, period), 3, "  đã xử lý\r\n2 vụ\x00\x0b\x7f\u202e\u200b \n")

    assert kept(report, 3) == ("đã xử lý\n2 vụ", "", "", False)


def test_the_log_keeps_both_the_old_words_and_the_new(cast: Cast, unit: Unit, period: Period):
    report = say(begun(unit, period), 1, "hai lớp")
    say(report, 1, "ba lớp", proposals="thêm kinh phí")

    assert report.events.first().changes == [
        {"group": 1, "field": "done", "old": "hai lớp", "new": "ba lớp"},
        {"group": 1, "field": "proposals", "old": "", "new": "thêm kinh phí"},
    ]


@pytest.mark.parametrize("field", ["done", "difficulties", "proposals"])
def test_a_text_may_have_5000_signs_and_no_more(cast: Cast, unit: Unit, period: Period, field: str):
    report = say(begun(unit, period), 1, **{"done": "", field: "ạ" * 5000})

    with pytest.raises(Refused) as refused:
        say(report, 1, **{"done": "", field: "ạ" * 5001})
    assert list(refused.value.cells) == [("1", field)]
    assert getattr(report.words.get(), field) == "ạ" * 5000


def test_whoever_says_there_was_nothing_says_nothing_else(cast: Cast, unit: Unit, period: Period):
    with pytest.raises(Refused) as refused:
        say(begun(unit, period), 1, "đã làm", nothing_to_say=True)

    assert list(refused.value.cells) == [("1", "nothing_to_say")]


@pytest.mark.parametrize("group", [0, 7, 99])
def test_a_group_that_the_plan_does_not_have_is_refused(cast: Cast, unit: Unit, period: Period, group: int):
    report = begun(unit, period)

    for write in (lambda: say(report, group, "đã làm"), lambda: prove(report, group)):
        with pytest.raises(Refused) as refused:
            write()
        assert refused.value.code == "no_such_group"


# Two writers ------------------------------------------------------------------------------------------------


def test_of_two_writers_the_second_sees_both_texts_and_overwrites_nothing(
    cast: Cast, unit: Unit, period: Period
):
    report = say(begun(unit, period), 1, "bản đầu")
    other = make_user("enters", unit, "other", full_name="Y Ngọc")
    say(report, 1, "bản của Y Ngọc", by=other)

    with pytest.raises(SomeoneWasFirst) as refused:
        write(report, Said(1, "bản của tôi", version=1), cast.district)
    theirs = refused.value.theirs["1", ""]
    assert (theirs.done, theirs.changed_by, theirs.changed_at) == ("bản của Y Ngọc", other, after(period))
    assert kept(report, 1)[0] == "bản của Y Ngọc"

    write(report, Said(1, "cả hai", version=theirs.version), cast.district)
    assert kept(report, 1)[0] == "cả hai"


def write(report: TaskReport, said: Said, by: User) -> TaskReport:
    return task_reports.write_words(report, said=said, by=by, at=after(report.period), origin=PAGE)


def test_a_stale_group_is_refused_alone(cast: Cast, unit: Unit, period: Period):
    report = say(begun(unit, period), 1, "bản đầu")
    say(report, 1, "bản sau")

    write(report, Said(2, "nhóm khác", version=0), cast.district)
    with pytest.raises(SomeoneWasFirst):
        write(report, Said(1, "của tôi", version=1), cast.district)
    assert (kept(report, 1)[0], kept(report, 2)[0]) == ("bản sau", "nhóm khác")


def test_the_same_words_again_are_written_once_whatever_was_seen(cast: Cast, unit: Unit, period: Period):
    report = say(begun(unit, period), 1, "đã làm")
    before = report.events.count()

    again = write(report, Said(1, "đã làm", version=0), cast.district)

    assert (again.version, again.events.count()) == (report.version, before)


def test_what_was_not_seen_is_not_handed_in_accepted_or_returned(cast: Cast, unit: Unit, period: Period):
    report = answered(unit, period)
    seen = report.version
    report = say(report, 1, "thêm sau")
    told = {"by": cast.district, "at": after(period), "origin": PAGE}

    with pytest.raises(SomeoneWasFirst) as refused:
        task_reports.submit(report, version=seen, **told)
    assert str(refused.value).startswith("Báo cáo nhiệm vụ đã thay đổi: ")

    report = hand_in(report)
    told["by"] = cast.province
    for step in (
        task_reports.accept,
        lambda *each, **kind: task_reports.send_back(*each, reason="?", **kind),
    ):
        with pytest.raises(SomeoneWasFirst):
            step(report, version=seen, **told)


@pytest.mark.parametrize("change", ["words", "evidence", "removal"])
def test_every_write_raises_the_version(cast: Cast, unit: Unit, period: Period, change: str):
    report = begun(unit, period)
    file = prove(report)
    report.refresh_from_db()
    before = report.version

    if change == "words":
        say(report, 1, "đã làm")
    elif change == "evidence":
        prove(report, 2)
    else:
        remove(file, cast.district)
    report.refresh_from_db()
    assert report.version == before + 1


def remove(file, by: User):
    at = after(file.task_report.period)
    return task_reports.remove_evidence(file, by=by, at=at, origin=PAGE)


# Handing in -------------------------------------------------------------------------------------------------


def test_silence_on_a_group_is_not_nothing_and_is_named(cast: Cast, unit: Unit, period: Period):
    report = say(begun(unit, period), 1, "đã làm")
    report = say(report, 2, nothing_to_say=True)
    report = say(report, 4, difficulties="chỉ có khó khăn")

    with pytest.raises(NotReady) as refused:
        hand_in(report)
    assert str(refused.value) == "Chưa gửi duyệt được: còn thiếu nhóm 3, 4, 5, 6."
    assert list(refused.value.cells) == [(number, "done") for number in ("3", "4", "5", "6")]


def test_handed_in_words_are_locked_until_they_are_returned(cast: Cast, unit: Unit, period: Period):
    report = answered(unit, period)
    file = prove(report)
    report.refresh_from_db()
    report = hand_in(report)

    for write_late in (
        lambda: say(report, 1, "sửa"),
        lambda: prove(report),
        lambda: remove(file, cast.district),
    ):
        with pytest.raises(Refused) as refused:
            write_late()
        assert str(refused.value).startswith("Báo cáo nhiệm vụ đang chờ duyệt.")
    report = send_back(report)
    assert say(report, 1, "sửa").state == "returned"


@pytest.mark.parametrize("state", ["draft", "submitted", "accepted", "returned"])
@pytest.mark.parametrize("step", ["submitted", "accepted", "returned"])
def test_the_steps_are_those_of_figures_in_words_of_their_own(
    cast: Cast, unit: Unit, period: Period, state: str, step: str
):
    report = answered(unit, period)
    report = report if state == "draft" else hand_in(report)
    report = {"accepted": accept, "returned": send_back}.get(state, lambda same: same)(report)
    take = {"submitted": hand_in, "accepted": accept, "returned": send_back}[step]

    if (state, step) in {
        ("draft", "submitted"), ("submitted", "accepted"), ("submitted", "returned"),
        ("returned", "submitted"), ("accepted", "returned"),
    }:  # fmt: skip
        assert take(report).state == step
    else:
        with pytest.raises(Refused) as refused:
            take(report)
        assert refused.value.code == "wrong_step"
        assert str(refused.value).startswith("Báo cáo nhiệm vụ")


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_a_return_wants_its_reason(cast: Cast, unit: Unit, period: Period, reason: str):
    with pytest.raises(Refused) as refused:
        send_back(sent(unit, period), reason=reason)

    assert refused.value.code == "reason_missing"


def test_a_return_writes_to_the_units_people_that_it_is_the_words(cast: Cast, unit: Unit, period: Period):
    User.objects.filter(pk=cast.district.pk).update(email="huyen@kontum.example")

    send_back(sent(unit, period), reason="thiếu số lớp")

    [letter] = Letter.objects.all()
    assert (letter.to, letter.subject) == (
        cast.district,
        "Bị trả lại: báo cáo nhiệm vụ quý I/2024 của Huyện 901",
    )
    assert (
        "Báo cáo nhiệm vụ quý I/2024 của Huyện 901 bị trả lại để sửa, với lý do:\n“thiếu số lớp”"
        in letter.body
    )
