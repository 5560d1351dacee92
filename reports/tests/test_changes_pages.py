"""The pages of what changed: between any two publications, and since the newest; as far as each may see."""

import pytest
from django.test import Client
from django.urls import reverse

from districts.models import Period, Submission
from districts.models.people import Role
from districts.tests.builders import (
    Cast,
    Province,
    accepted,
    accepter_of,
    make_period,
    make_province,
    make_user,
    officer_of,
)
from districts.tests.steps import accept, send_back, submit
from indicators.models import Plan
from reports import marks
from reports.ledger import SheetFate
from reports.models import Publication
from reports.tests.late import FIRST, ThreeTimes, corrected, three_times
from reports.tests.published import publish
from reports.tests.small_content import small_content


@pytest.fixture
def published(province: Province, cast: Cast, period: Period) -> ThreeTimes:
    return three_times(province, period)


def page(person, address: str) -> str:
    client = Client()
    client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def pair(published: ThreeTimes, one: int, other: int) -> str:
    return reverse("reports:publication_changes", args=[published.publications[one - 1].pk, other])


# Between two publications -----------------------------------------------------------------------------------------


def test_a_pair_is_the_same_page_whichever_of_the_two_is_named_first(published: ThreeTimes, cast: Cast):
    told = [page(cast.province, pair(published, *numbers)) for numbers in ((1, 3), (3, 1))]

    assert all("lần 3 khác gì lần 1?" in text for text in told)
    assert told[0].count("<tr>") == told[1].count("<tr>")


def test_the_page_counts_the_cells_and_goes_down_to_each(published: ThreeTimes, cast: Cast):
    text = page(cast.province, pair(published, 2, 1))

    assert "3 ô số liệu của 2 đơn vị thay đổi." in text
    assert '<td class="number" data-label="Lần 1">1.000</td>' in text
    assert '<td class="number" data-label="Lần 2">1.010</td>' in text
    assert "district trả lại lúc 12:00 15/3/2024: “sót thôn 3”" in text
    assert "commune, 12:00 15/3/2024" in text


def test_what_was_undone_on_the_way_is_not_on_the_page(published: ThreeTimes, cast: Cast):
    assert "tính trùng 5 trẻ" in page(cast.province, pair(published, 2, 3))
    assert "tính trùng 5 trẻ" not in page(cast.province, pair(published, 1, 3))


def test_each_sees_the_cells_of_their_own_units_and_how_many_others_changed(
    published: ThreeTimes, cast: Cast
):
    own = page(cast.commune, pair(published, 1, 2))
    stranger = page(cast.department, pair(published, 1, 2))

    assert "sót thôn 3" in own and "thiếu trẻ mồ côi" not in own
    assert "Còn 1 biểu thay đổi ngoài phạm vi xem" in own
    assert "sót thôn 3" not in stranger and "thiếu trẻ mồ côi" not in stranger
    assert "Còn 2 biểu thay đổi ngoài phạm vi xem" in stranger


def test_whose_sensitive_cell_changed_is_for_those_with_the_right(
    province: Province, cast: Cast, period: Period
):
    for commune in province.communes[:3]:
        accepted(commune, period, {**FIRST, "abused_children": 417})
    publish(period)
    corrected(province.communes[0], period, {"abused_children": 523}, reason="sót một vụ")
    newest = publish(period, "sửa")
    address = reverse("reports:publication_changes", args=[newest.pk, 1])

    allowed, looker = page(cast.province, address), page(cast.looker, address)
    assert "417" in allowed and "523" in allowed
    assert "417" not in looker and "523" not in looker
    # The counts side by side would say what the one commune wrote.
    assert "1.251" in allowed and "1.357" in allowed
    assert "1.251" not in looker and "1.357" not in looker
    # Beside the two totals the commune's name alone would say it, and so would the reason.
    assert "sót một vụ" in allowed and "Còn 1 biểu" not in allowed
    assert "sót một vụ" not in looker and "Còn 1 biểu thay đổi ngoài phạm vi xem" in looker
    assert "<strong>Xã 90001</strong>" in allowed and "<strong>Xã 90001</strong>" not in looker


def test_which_sheet_came_in_is_for_those_with_the_right(published: ThreeTimes, cast: Cast):
    """In the third publication the third commune has come in, and the fourth has left."""
    allowed, looker = (page(person, pair(published, 2, 3)) for person in (cast.province, cast.looker))

    assert "<strong>Xã 90003</strong>" in allowed and "Biểu mới được duyệt, nay được tính" in allowed
    assert "90003" not in looker and "90004" not in looker


def test_both_sides_of_a_result_are_withheld_where_one_is(province: Province, cast: Cast, period: Period):
    for commune in province.communes:
        accepted(commune, period, {**FIRST, "abused_children": 417})
    publish(period)
    corrected(province.communes[0], period, {"abused_children": 523}, reason="sót một vụ")
    newest = publish(period, "sửa", closed=lambda value: value.measure == "9.1")

    text = page(cast.looker, reverse("reports:publication_changes", args=[newest.pk, 1]))

    row = text.split("9.1 ")[1].split("</tr>")[0]
    assert row.count('<span class="silence">▒ Không công bố</span>') == 2
    assert "41,7" not in row and "44,3" not in row


@pytest.mark.parametrize("number", [2, 9])
def test_a_publication_is_not_compared_with_itself_nor_with_what_is_not_there(
    published: ThreeTimes, cast: Cast, number: int
):
    client = Client()
    client.force_login(cast.province)

    assert client.get(pair(published, 2, number)).status_code == 404


def test_the_publications_own_page_says_what_changed_since_the_one_before(published: ThreeTimes, cast: Cast):
    first, second, _third = published.publications

    assert "Thay đổi so với lần công bố" not in page(cast.province, address_of(first))
    text = page(cast.province, address_of(second))
    assert "Thay đổi so với lần công bố 1" in text
    assert "3 ô số liệu của 2 đơn vị thay đổi." in text
    assert "thiếu trẻ mồ côi" in text
    assert "Đã có lần công bố mới hơn: lần 3" in text


def address_of(publication: Publication) -> str:
    return reverse("reports:publication", args=[publication.pk])


def test_an_old_publication_is_still_shown_and_compared_by_its_results(
    published: ThreeTimes, cast: Cast, period: Period
):
    old = Publication.objects.create(
        period=period,
        number=4,
        published_at=published.publications[0].published_at,
        reason="bản cũ",
        content={**published.frozen(3).content, "version": 1, "plan": small_content()["plan"]},
        sha256="0" * 64,
    )

    assert "công bố lần 4" in page(cast.province, address_of(old))
    assert "không lưu từng ô số liệu" in page(cast.province, pair(published, 3, 4))


@pytest.mark.parametrize("communes", [2, 102])
def test_a_pair_costs_as_many_questions_for_any_province(
    the_plan: Plan, communes: int, django_assert_num_queries
):
    province = make_province(communes=communes, districts=1)
    period = make_period(the_plan, "2024-Q1")
    accepted(province.communes[0], period, FIRST)
    publish(period)
    corrected(province.communes[0], period, {"children_under_16": 1010}, reason="sót thôn 3")
    accepted(province.communes[1], period, FIRST)
    address = reverse("reports:publication_changes", args=[publish(period, "sửa").pk, 1])
    client = Client()
    client.force_login(make_user(Role.PROVINCE, province.province, "staff", sees_sensitive=True))
    client.get(address)

    with django_assert_num_queries(QUERIES_OF_A_PAIR):
        client.get(address)


QUERIES_OF_A_PAIR = 10


# Since the newest -------------------------------------------------------------------------------------------------


def changed(
    publication: Publication,
) -> list[tuple[str, SheetFate, dict[tuple[str, str], tuple[object, object]]]]:
    return [
        (sheet.unit, sheet.fate, {cell.key: (cell.old, cell.new) for cell in sheet.cells})
        for sheet in marks.since(publication)
    ]


def test_what_was_just_published_has_not_changed(published: ThreeTimes):
    assert marks.since(published.publications[2]) == []
    assert marks.since_each(published.publications).get(published.publications[2].pk, []) == []


def test_a_cell_accepted_otherwise_later_is_told_with_both_values_and_why(
    published: ThreeTimes, province: Province, period: Period
):
    corrected(province.communes[1], period, {"live_births": 13}, reason="sót một trẻ")

    [sheet] = marks.since(published.publications[2])
    assert (sheet.unit, sheet.fate) == ("90002", SheetFate.CHANGED)
    assert [(cell.key, cell.old, cell.new, cell.by) for cell in sheet.cells] == [
        (("live_births", ""), 12, 13, "neighbour")
    ]
    assert [step.reason for step in sheet.steps if step.reason] == ["sót một trẻ"]


def test_a_return_alone_takes_the_whole_sheet_out_and_its_acceptance_as_it_was_brings_it_back(
    published: ThreeTimes, province: Province, period: Period
):
    second = province.communes[1]
    send_back(Submission.objects.get(unit=second, period=period), accepter_of(second))
    [(unit, fate, cells)] = changed(published.publications[2])
    assert (unit, fate, cells["live_births", ""]) == ("90002", SheetFate.LEFT, (12, None))

    submission = Submission.objects.get(unit=second, period=period)
    corrected_back(submission)

    assert changed(published.publications[2]) == []


def corrected_back(submission: Submission) -> None:
    """Handed in and accepted as it was."""
    accept(submit(submission, officer_of(submission.unit)), accepter_of(submission.unit))


def test_an_earlier_quarter_that_is_corrected_marks_the_quarters_that_add_it_up(
    province: Province, cast: Cast, the_plan: Plan, period: Period
):
    commune = province.communes[0]
    accepted(commune, period, FIRST)
    second = make_period(the_plan, "2024-Q2")
    accepted(commune, second, FIRST)
    of_second = publish(second)

    corrected(commune, period, {"live_births": 15, "children_under_16": 1003}, reason="sót ba trẻ")

    # A birth of the first quarter is in the year so far; how many children there were then is not.
    assert [(sheet.unit, sheet.quarter) for sheet in marks.since(of_second)] == [("90001", "2024-Q1")]
    assert changed(of_second) == [("90001", SheetFate.CHANGED, {("live_births", ""): (12, 15)})]


def test_the_mark_stands_on_the_board_the_list_and_the_newest_publications_page(
    published: ThreeTimes, province: Province, cast: Cast, period: Period
):
    board = reverse("reports:unit_board", args=[period.plan.slug, period.as_quarter, "62"])
    listed = reverse("reports:publications")
    addresses = [board, listed, address_of(published.publications[2])]
    assert all("Đã có thay đổi sau lần công bố" not in page(cast.province, address) for address in addresses)

    corrected(province.communes[1], period, {"live_births": 13}, reason="sót một trẻ")

    assert all("Đã có thay đổi sau lần công bố 3" in page(cast.province, address) for address in addresses)
    assert "1 ô số liệu của 1 đơn vị" in page(cast.province, listed)
    assert "sót một trẻ" in page(cast.province, board)
    assert "sót một trẻ" not in page(cast.commune, address_of(published.publications[2]))
    assert "Đã có thay đổi" not in page(cast.province, address_of(published.publications[1]))


def test_the_board_of_another_district_is_not_marked(
    published: ThreeTimes, province: Province, cast: Cast, period: Period
):
    corrected(province.communes[1], period, {"live_births": 13}, reason="sót một trẻ")

    boards = {
        code: page(
            cast.province, reverse("reports:unit_board", args=[period.plan.slug, period.as_quarter, code])
        )
        for code in ("901", "902", "90002")
    }
    assert {code: "Đã có thay đổi sau" in text for code, text in boards.items()} == {
        "901": False,
        "902": True,
        "90002": True,
    }


@pytest.mark.parametrize("quarters", [1, 3])
def test_marks_cost_as_many_questions_for_any_number_of_publications(
    province: Province, cast: Cast, the_plan: Plan, quarters: int, django_assert_num_queries
):
    for number in range(1, quarters + 1):
        period = make_period(the_plan, f"2024-Q{number}")
        accepted(province.communes[0], period, FIRST)
        publish(period)
        corrected(province.communes[0], period, {"live_births": 13}, reason="sót một trẻ")
    newest = list(Publication.objects.select_related("period__plan").defer("content"))

    with django_assert_num_queries(5):
        found = marks.since_each(newest)
    assert len(found) == quarters
