"""The quarter's workbook there and back: what is filled in is shown first, then written, and nothing else is."""

from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from districts import sheets
from districts.changes import Change
from districts.models import Event, Figure, Submission
from districts.tests.builders import NOTHING, after, fill, make_period, start, write
from districts.tests.workbook_files import PART_COLUMNS, address, downloaded, edited, filled, row_of, sent
from districts.workbooks import layout


@pytest.fixture
def unit(province):
    return province.communes[0]


@pytest.fixture
def officer(client, cast):
    client.force_login(cast.commune)
    return client


def stored(unit, period) -> dict[tuple[str, str], int | str]:
    cells = sheets.read(unit, period).cells
    return {key: one.absence if one.number is None else one.number for key, one in cells.items()}


def confirmed(client, period, unit, page, **chosen: str):
    body = {"sealed": page.context["sealed"], **chosen}
    return client.post(address(period, unit, "confirm/"), body, follow=True)


def lines(page) -> list[tuple[str, str, str, str]]:
    return [
        (line.standing.value, line.cell.key[0], line.old, line.new)
        for one in page.context["units"]
        for line in one.lines
    ]


def test_what_was_filled_in_is_shown_first_and_written_when_confirmed(officer, period, unit):
    fill(start(unit, period), {"live_births": 12, "infant_deaths": 1, "children_under_16": 1240})
    content = downloaded(officer, period, unit)
    values = {"live_births": 15, "infant_deaths": None, "injury_deaths": "∅", ("live_births", "male"): "7"}
    page = sent(officer, period, unit, filled(content, values))

    assert sorted(lines(page)) == [
        ("added", "injury_deaths", "", "∅ Không phát sinh"),
        ("added", "live_births", "", "7"),
        ("changed", "live_births", "12", "15"),
        ("emptied", "infant_deaths", "1", ""),
    ]
    assert not Event.objects.filter(origin=Event.Origin.WORKBOOK).exists()

    done = confirmed(officer, period, unit, page)
    assert "Đã ghi 4 ô từ tệp Excel." in done.content.decode()
    assert stored(unit, period) == {
        ("live_births", ""): 15,
        ("live_births", "male"): 7,
        ("children_under_16", ""): 1240,
        ("injury_deaths", ""): NOTHING,
    }
    [event] = Event.objects.filter(origin=Event.Origin.WORKBOOK)
    assert (event.action, event.on_behalf, len(event.changes)) == ("changed", False, 4)


def test_a_unit_that_has_not_begun_begins_with_its_workbook(officer, period, unit):
    page = sent(officer, period, unit, filled(downloaded(officer, period, unit), {"live_births": "1.234"}))
    assert not Submission.objects.exists()
    confirmed(officer, period, unit, page)

    assert stored(unit, period) == {("live_births", ""): 1234}


def test_a_workbook_sent_back_as_it_is_changes_nothing(officer, period, unit):
    fill(start(unit, period), {"live_births": 12, "injury_deaths": "no_data", "injured_children": NOTHING})
    page = sent(officer, period, unit, downloaded(officer, period, unit))

    assert (lines(page), page.context["sealed"]) == ([], "")


def test_an_untouched_cell_never_overwrites_a_newer_figure(officer, period, unit):
    submission = fill(start(unit, period), {"live_births": 12})
    content = downloaded(officer, period, unit)
    fill(submission, {"live_births": 20, "injury_deaths": 1})
    confirmed(officer, period, unit, sent(officer, period, unit, filled(content, {"infant_deaths": 0})))

    assert stored(unit, period) == {
        ("live_births", ""): 20, ("injury_deaths", ""): 1, ("infant_deaths", ""): 0,
    }  # fmt: skip


@pytest.mark.parametrize(("choice", "kept"), [("theirs", 20), ("mine", 15), ("", 20)])
def test_a_cell_that_another_changed_is_asked_about_and_left_unless_chosen(
    officer, period, unit, cast, choice, kept
):
    submission = fill(start(unit, period), {"live_births": 12})
    content = downloaded(officer, period, unit)
    fill(submission, {"live_births": 20})
    page = sent(officer, period, unit, filled(content, {"live_births": 15, "infant_deaths": 0}))
    [conflict] = page.context["units"][0].conflicts
    assert (conflict.old, conflict.new, conflict.by) == ("20", "15", cast.commune)
    confirmed(officer, period, unit, page, **{f"keep-{unit.pk}-live_births-": choice})

    assert stored(unit, period) == {("live_births", ""): kept, ("infant_deaths", ""): 0}


def test_a_cell_changed_while_the_preview_was_open_is_asked_about_and_nothing_of_the_sheet_is_written(
    officer, period, unit
):
    submission = fill(start(unit, period), {"live_births": 12})
    values = {"live_births": 15, "infant_deaths": 0}
    page = sent(officer, period, unit, filled(downloaded(officer, period, unit), values))
    fill(submission, {"live_births": 20})
    again = confirmed(officer, period, unit, page)

    assert [line[0] for line in lines(again)] == ["conflict", "added"]
    assert stored(unit, period) == {("live_births", ""): 20}

    confirmed(officer, period, unit, again, **{f"keep-{unit.pk}-live_births-": "mine"})
    assert stored(unit, period) == {("live_births", ""): 15, ("infant_deaths", ""): 0}


def test_confirming_twice_writes_once(officer, period, unit):
    page = sent(officer, period, unit, filled(downloaded(officer, period, unit), {"live_births": 12}))
    confirmed(officer, period, unit, page)
    confirmed(officer, period, unit, page)

    assert Event.objects.filter(action="changed").count() == 1


def test_a_sheet_that_was_handed_in_takes_nothing(officer, period, unit):
    start(unit, period)
    content = filled(downloaded(officer, period, unit), {"live_births": 99})
    submission = Submission.objects.get()
    Submission.objects.filter(pk=submission.pk).update(
        state="submitted", submitted_at=after(period), submitted_by=submission.changed_by,
        first_submitted_at=after(period),
    )  # fmt: skip
    [one] = sent(officer, period, unit, content).context["units"]

    assert one.refusal.startswith("Biểu đang chờ duyệt.")
    assert not one.is_ready


def test_a_preview_belongs_to_who_saw_it(officer, period, unit, cast, province):
    page = sent(officer, period, unit, filled(downloaded(officer, period, unit), {"live_births": 12}))
    officer.force_login(cast.neighbour)
    body = {"sealed": page.context["sealed"]}

    assert officer.post(address(period, unit, "confirm/"), body).status_code == 404
    answer = officer.post(address(period, province.communes[1], "confirm/"), body)
    assert "Xin chọn lại tệp." in answer.content.decode()
    assert not Figure.objects.exists()


def test_a_worksheet_under_another_name_and_in_another_place_is_known_again(officer, period, unit):
    def rename(book) -> None:
        book.worksheets[1].title = "Bản của tôi"
        book.move_sheet(book.worksheets[1], 1)
        book["Bản của tôi"].cell(row_of(book["Bản của tôi"], "live_births"), 6, 12)

    page = sent(officer, period, unit, edited(downloaded(officer, period, unit), rename))
    assert [line.cell.address for line in page.context["units"][0].lines] == ["Bản của tôi!F12"]


def test_texts_that_look_like_formulas_go_out_as_texts_and_come_back_as_they_were(officer, period, unit):
    submission = start(unit, period)
    write(submission, [Change("live_births", number=12, explanation="=1+1")])
    content = downloaded(officer, period, unit)
    sheet = load_workbook(BytesIO(content)).worksheets[1]
    cell = sheet.cell(row_of(sheet, "live_births"), PART_COLUMNS["explanation"])

    assert (cell.value, cell.data_type) == ("'=1+1", "s")
    assert lines(sent(officer, period, unit, content)) == []


def test_only_the_cells_to_fill_are_unlocked_and_what_the_workbook_knows_is_hidden(officer, period, unit):
    book = load_workbook(BytesIO(downloaded(officer, period, unit)))
    sheet = book.worksheets[1]
    unlocked = {cell.column for row in sheet.iter_rows() for cell in row if not cell.protection.locked}

    assert unlocked == set(PART_COLUMNS.values())
    assert (sheet.protection.sheet, sheet.freeze_panes) == (True, "C7")
    assert (book["_749"].sheet_state, sheet.row_dimensions[1].hidden) == ("veryHidden", True)
    assert sheet.column_dimensions["A"].hidden


def test_a_districts_workbook_has_a_sheet_for_each_unit_it_enters_for(client, cast, province, period):
    client.force_login(cast.district)
    book = load_workbook(BytesIO(downloaded(client, period, None)))

    assert province.districts[0].name in book.sheetnames


def test_many_units_in_one_workbook_are_written_each_by_itself_and_recorded_as_entered_for_them(
    client, cast, province, the_plan
):
    base = make_period(the_plan, "2023-Q4", is_base=True)
    client.force_login(cast.province)
    content = downloaded(client, base, None)
    titles = load_workbook(BytesIO(content)).sheetnames
    first, second, third = (titles.index(unit.name) for unit in province.communes[:3])
    content = filled(content, {"child_marriages": 2}, first)
    content = filled(content, {"child_marriages": "∅"}, second)
    content = filled(content, {"child_marriages": 1.5}, third)
    page = sent(client, base, None, content)
    done = confirmed(client, base, None, page)

    assert [(one.unit.code, one.is_saved) for one in done.context["results"]] == [
        ("90001", True), ("90002", True),
    ]  # fmt: skip
    entered = [stored(unit, base) for unit in province.communes[:3]]
    assert entered == [{("child_marriages", ""): 2}, {("child_marriages", ""): NOTHING}, {}]
    assert set(Event.objects.filter(action="changed").values_list("on_behalf", "origin")) == {
        (True, "workbook")
    }


def test_worksheets_names_are_legal_and_no_two_alike():
    names = ["Xã A/B", "xã a b", "'Xã [C]'", "History", "Xã " + "dài " * 20, "Xã " + "dài " * 20]

    assert layout.titles(names, taken=["Hướng dẫn"]) == [
        "Xã A B", "xã a b (2)", "Xã C", "History (2)",
        "Xã dài dài dài dài dài dài dài", "Xã dài dài dài dài dài dài (2)",
    ]  # fmt: skip


SHOWING, WRITING = 10, 13
FLOWS = ["live_births", "infant_deaths", "injury_deaths", "injured_children"]
CONTENTS = st.one_of(st.none(), st.integers(0, 999_999_999), st.just("∅"))


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.dictionaries(st.sampled_from(FLOWS), CONTENTS))
def test_whatever_is_filled_in_is_what_is_stored(officer, period, unit, values):
    page = sent(officer, period, unit, filled(downloaded(officer, period, unit), values))
    before = stored(unit, period)
    if page.context["sealed"]:
        confirmed(officer, period, unit, page)

    wanted = {**before, **{(code, ""): NOTHING if one == "∅" else one for code, one in values.items()}}
    assert stored(unit, period) == {key: one for key, one in wanted.items() if one is not None}


@pytest.mark.parametrize("cells", [1, 4])
def test_showing_and_writing_cost_as_much_for_one_cell_as_for_many(
    officer, period, unit, django_assert_num_queries, cells
):
    fill(start(unit, period), {"children_under_16": 1240})
    values = dict.fromkeys(FLOWS[:cells], 1)
    content = filled(downloaded(officer, period, unit), values)
    with django_assert_num_queries(SHOWING):
        page = sent(officer, period, unit, content)
    with django_assert_num_queries(WRITING):
        officer.post(address(period, unit, "confirm/"), {"sealed": page.context["sealed"]})
