"""Cells returned with a word each: who reads them, where, and until when."""

import pytest
from django.test import Client
from django.urls import reverse

from districts.actions import submissions
from districts.actions.refusals import Refused
from districts.models import Period, Remark, Submission, Unit
from districts.remarks import open_remarks
from districts.tests import steps
from districts.tests.builders import PAGE, Cast, Province, after, fill, submitted
from districts.tests.steps import submit

BIRTHS = ("live_births", "")
ABUSE = ("abused_children", "")


@pytest.fixture
def waiting(province: Province, cast: Cast, period: Period) -> Submission:
    figures = {"live_births": 12, "children_under_16": 100, "abused_children": 1}
    return submitted(province.communes[0], period, figures)


def send_back(waiting: Submission, cast: Cast, remarks: dict[tuple[str, str], str]) -> Submission:
    at, reason = after(waiting.period), "Xin xem các ô được ghi chú"
    return submissions.send_back(
        waiting,
        version=waiting.version,
        reason=reason,
        by=cast.district,
        at=at,
        origin=PAGE,
        remarks=remarks,
    )


def entry(unit: Unit, period: Period) -> str:
    return reverse("districts:entry", args=[period.plan.slug, period.as_quarter, unit.code])


@pytest.mark.parametrize("remarks", [{BIRTHS: "12\u202e34"}, {BIRTHS: "a\x07b"}])
def test_a_remark_that_reads_otherwise_than_it_was_written_is_refused(
    waiting: Submission, cast: Cast, remarks: dict[tuple[str, str], str]
):
    with pytest.raises(Refused) as refused:
        send_back(waiting, cast, remarks)

    assert list(refused.value.cells) == [BIRTHS]
    assert Submission.objects.get().state == "submitted"


def test_a_reason_that_reads_otherwise_than_it_was_written_is_refused(waiting: Submission, cast: Cast):
    with pytest.raises(Refused, match="ký tự không đọc được"):
        steps.send_back(waiting, cast.district, reason="sót thôn \u202e3")


def test_the_accepter_returns_two_cells_from_the_page(client: Client, waiting: Submission, cast: Cast):
    client.force_login(cast.district)
    form = {
        "version": waiting.version,
        "reason": "Xin xem các ô được ghi chú",
        "remark-live_births": " thấp hơn sổ khai sinh ",
        "remark-abused_children": "đã có trong quý trước",
        "remark-children_under_16": "  ",
    }

    client.post(reverse("districts:send_back", args=[waiting.pk]), form)

    waiting.refresh_from_db()
    assert waiting.state == "returned"
    assert open_remarks(waiting) == {BIRTHS: "thấp hơn sổ khai sinh", ABUSE: "đã có trong quý trước"}


def test_a_return_without_its_reason_keeps_the_words_that_were_typed(
    client: Client, waiting: Submission, cast: Cast
):
    client.force_login(cast.district)
    form = {"version": waiting.version, "reason": "", "remark-live_births": "thấp hơn sổ"}

    answer = client.post(reverse("districts:send_back", args=[waiting.pk]), form)

    assert answer.status_code == 422
    assert ">thấp hơn sổ</textarea>" in answer.content.decode()
    assert Remark.objects.count() == 0


def test_the_officer_sees_just_the_cells_that_came_back(client: Client, waiting: Submission, cast: Cast):
    returned = send_back(waiting, cast, {BIRTHS: "thấp hơn sổ khai sinh"})
    client.force_login(cast.commune)
    place = entry(returned.unit, returned.period)

    only, whole = client.get(f"{place}?only=returned"), client.get(place)

    for answer in (only, whole):
        assert "Bị trả lại: thấp hơn sổ khai sinh" in answer.content.decode()
    assert 'name="number-live_births"' in only.content.decode()
    assert 'name="number-children_under_16"' not in only.content.decode()
    assert 'name="number-children_under_16"' in whole.content.decode()


def test_what_is_not_shown_stays_as_it_was(client: Client, waiting: Submission, cast: Cast):
    returned = send_back(waiting, cast, {BIRTHS: "thấp hơn sổ khai sinh"})
    client.force_login(cast.commune)

    client.post(
        entry(returned.unit, returned.period),
        {"version": returned.version, "number-live_births": "15", "submit": "1"},
    )

    returned.refresh_from_db()
    figures = dict(returned.figures.filter(absence="").values_list("element__code", "number"))
    assert figures == {"live_births": 15, "children_under_16": 100, "abused_children": 1}
    assert returned.state == "submitted"


def test_handing_in_again_answers_them_and_the_log_keeps_them(
    client: Client, waiting: Submission, cast: Cast
):
    returned = send_back(waiting, cast, {BIRTHS: "thấp hơn sổ khai sinh"})
    again = submit(fill(returned, {"live_births": 15}), cast.commune)
    client.force_login(cast.district)

    page = client.get(reverse("districts:submission", args=[again.pk])).content.decode()

    assert open_remarks(again) == {}
    assert "Số trẻ đẻ sống trong kỳ: thấp hơn sổ khai sinh" in page


def test_words_about_a_sensitive_figure_are_not_for_everyone(client: Client, waiting: Submission, cast: Cast):
    returned = send_back(waiting, cast, {ABUSE: "cháu ở thôn 3 đã tính quý trước", BIRTHS: "thấp hơn sổ"})
    client.force_login(cast.looker)

    page = client.get(reverse("districts:submission", args=[returned.pk])).content.decode()

    assert "thấp hơn sổ" in page
    assert "cháu ở thôn 3" not in page


@pytest.mark.parametrize(
    ("remarks", "sentence"),
    [
        ({("no_such", ""): "?"}, "Biểu của đơn vị không có ô này."),
        ({("live_births", "kinhs"): "?"}, "Biểu của đơn vị không có ô này."),
        ({BIRTHS: "x" * 1001}, "Ghi chú dài quá 1.000 ký tự."),
    ],
)
def test_a_remark_that_cannot_be_refuses_the_whole_return(
    waiting: Submission, cast: Cast, remarks: dict, sentence: str
):
    with pytest.raises(Refused) as refused:
        send_back(waiting, cast, remarks)

    assert list(refused.value.cells.values()) == [sentence]
    waiting.refresh_from_db()
    assert (waiting.state, Remark.objects.count()) == ("submitted", 0)
