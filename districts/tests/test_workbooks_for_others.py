"""A district's workbook of all its communes: there and back, each commune whole or not, recorded as entered for it."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from districts import sheets
from districts.models import Event, Figure, Submission
from districts.tests.builders import accepted, complete, fill, make_cast, make_province, start, submitted
from districts.tests.steps import submit
from districts.tests.workbook_files import address, downloaded, edited, filled, put, row_of, sent

FORM_NOTICE = "Trong đó có 2 đơn vị được nhập thay; việc này được ghi vào nhật ký."


@pytest.fixture
def officer(client, cast):
    """The accepter of the district with the first and the third commune."""
    client.force_login(cast.district)
    return client


@pytest.fixture
def first(province):
    return province.communes[0]


@pytest.fixture
def third(province):
    return province.communes[2]


def sheet_of(content: bytes, unit) -> int:
    """The place of a unit's worksheet in the file."""
    return load_workbook(BytesIO(content)).sheetnames.index(unit.name)


def filled_for(content: bytes, values: dict) -> bytes:
    """Filled in by unit: {unit: {element: value}}."""
    for unit, own in values.items():
        content = filled(content, own, sheet_of(content, unit))
    return content


def confirmed(client, period, unit, page):
    return client.post(address(period, unit, "confirm/"), {"sealed": page.context["sealed"]}, follow=True)


def previews(page) -> dict[str, tuple[int, str]]:
    """By unit the number of lines and why it cannot be taken."""
    return {
        one.name.partition(" · ")[0]: (len(one.lines), one.refusal)
        for one in page.context["units"]
        if not one.is_untouched
    }


def numbers_of(unit, period) -> dict[str, int]:
    return {key[0]: figure.number for key, figure in sheets.read(unit, period).cells.items()}


# There and back -------------------------------------------------------------------------------------------------


def test_the_workbook_has_the_district_and_its_communes_and_no_others(officer, province, period):
    book = load_workbook(BytesIO(downloaded(officer, period, None)))

    assert book.sheetnames == ["Hướng dẫn", "Huyện 901", "Xã 90001", "Xã 90003", "_749"]


def test_the_provinces_workbook_has_the_districts_and_the_departments_that_are_asked(
    client, cast, province, period
):
    client.force_login(cast.province)
    content = downloaded(client, period, None)
    assert load_workbook(BytesIO(content)).sheetnames == [
        "Hướng dẫn", "Sở Y tế", "Huyện 901", "Huyện 902", "_749",
    ]  # fmt: skip

    health = province.departments[0]
    page = sent(client, period, None, filled_for(content, {health: {"hiv_exposed_tested": 3}}))
    confirmed(client, period, None, page)
    assert Event.objects.get(action="changed", unit=health).on_behalf
    assert numbers_of(health, period) == {"hiv_exposed_tested": 3}


def test_each_commune_is_written_whole_or_not_and_recorded_as_entered_for_it(officer, period, first, third):
    content = downloaded(officer, period, None)
    values = {
        first: {"live_births": 12, "injury_deaths": "∅"},
        third: {"live_births": 7, "injury_deaths": 1.5},
    }
    page = sent(officer, period, None, filled_for(content, values))
    assert previews(page) == {"Xã 90001": (2, ""), "Xã 90003": (1, "")}
    assert [one.name for one in page.context["untouched"]] == ["Huyện 901 · Tỉnh 62"]

    done = confirmed(officer, period, None, page)
    assert [(one.unit, one.is_saved) for one in done.context["results"]] == [(first, True)]
    assert numbers_of(first, period) == {"live_births": 12, "injury_deaths": None}
    assert numbers_of(third, period) == {}
    recorded = Event.objects.filter(submission__isnull=False).values_list(
        "unit__code", "action", "by__username", "on_behalf", "origin"
    )
    assert set(recorded) == {
        ("90001", "started", "district", True, "workbook"),
        ("90001", "changed", "district", True, "workbook"),
    }


def test_the_districts_own_sheet_in_the_same_file_is_its_own_work(officer, period, first, province):
    district = province.districts[0]
    content = downloaded(officer, period, None)
    book = load_workbook(BytesIO(content))
    code = book[district.name].cell(8, 1).value
    page = sent(officer, period, None, filled_for(content, {first: {"live_births": 12}, district: {code: 9}}))
    confirmed(officer, period, None, page)

    recorded = Event.objects.filter(action="changed").values_list("unit__code", "on_behalf")
    assert set(recorded) == {("90001", True), ("901", False)}


def test_what_was_handed_in_or_accepted_is_there_to_look_at_locked(officer, period, first, third):
    submitted(first, period, {"live_births": 12})
    accepted(third, period, {"live_births": 7})
    book = load_workbook(BytesIO(downloaded(officer, period, None)))

    for unit, number in ((first, 12), (third, 7)):
        sheet = book[unit.name]
        assert "Biểu đang khóa: chỉ để xem." in sheet["B4"].value
        assert sheet.cell(row_of(sheet, "live_births"), 6).value == number
        assert all(cell.protection.locked for row in sheet.iter_rows() for cell in row)
    states = {row[0].value: row[2].value for row in book["Hướng dẫn"].iter_rows(min_row=11) if row[0].value}
    assert (states["Xã 90001"], states["Xã 90003"]) == ("chờ duyệt", "đã duyệt")


def test_a_commune_that_handed_in_meanwhile_takes_nothing_and_holds_up_no_other(
    officer, cast, period, first, third
):
    draft = complete(start(first, period), {"live_births": 12})
    content = filled_for(
        downloaded(officer, period, None), {first: {"live_births": 99}, third: {"live_births": 7}}
    )
    submit(draft, cast.commune)
    page = sent(officer, period, None, content)

    _lines, refusal = previews(page)["Xã 90001"]
    assert refusal.startswith("Biểu đang chờ duyệt.")
    confirmed(officer, period, None, page)
    assert numbers_of(first, period)["live_births"] == 12
    assert numbers_of(third, period) == {"live_births": 7}


def test_a_commune_that_handed_in_after_the_preview_is_refused_in_words_and_the_others_are_written(
    officer, cast, period, first, third
):
    draft = complete(start(first, period), {"live_births": 12})
    values = {first: {"live_births": 99}, third: {"live_births": 7}}
    page = sent(officer, period, None, filled_for(downloaded(officer, period, None), values))
    submit(draft, cast.commune)
    done = confirmed(officer, period, None, page)

    results = {one.unit: (one.is_saved, one.words) for one in done.context["results"]}
    assert results[third] == (True, "Đã ghi 1 ô từ tệp Excel.")
    assert (results[first][0], results[first][1].startswith("Biểu đang chờ duyệt.")) == (False, True)


def test_what_the_commune_changed_meanwhile_is_asked_about(officer, cast, period, first):
    draft = fill(start(first, period), {"live_births": 12})
    content = filled_for(downloaded(officer, period, None), {first: {"live_births": 15}})
    fill(draft, {"live_births": 20})
    page = sent(officer, period, None, content)

    [conflict] = next(one for one in page.context["units"] if one.unit == first).conflicts
    assert (conflict.old, conflict.new, conflict.by) == ("20", "15", cast.commune)


def test_more_questions_than_a_form_can_answer_are_refused_in_words(officer, settings, period, first):
    draft = fill(start(first, period), {"live_births": 12, "injury_deaths": 1})
    content = filled_for(downloaded(officer, period, None), {first: {"live_births": 15, "injury_deaths": 2}})
    fill(draft, {"live_births": 20, "injury_deaths": 0})
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 11
    [said] = sent(officer, period, None, content).context["form"].errors["file"]

    assert said == "Tệp có quá nhiều thay đổi cho một lần. Xin nạp từng đơn vị."


def test_the_page_says_for_how_many_others_the_workbook_is(officer, client, cast, period, first):
    assert FORM_NOTICE in officer.get(address(period, None, "upload/")).content.decode()
    own = "Ông/bà đang nhập thay cho Xã 90001"
    assert own in officer.get(address(period, first, "upload/")).content.decode()

    client.force_login(cast.commune)
    for unit in (None, first):
        assert "nhập thay" not in client.get(address(period, unit, "upload/")).content.decode()


# What does not belong there --------------------------------------------------------------------------------------


def test_a_communes_own_workbook_brought_by_its_district_is_taken_for_the_commune(
    client, cast, period, first
):
    client.force_login(cast.commune)
    content = filled(downloaded(client, period, first), {"live_births": 12})
    client.force_login(cast.district)

    for unit in (None, first):
        page = sent(client, period, unit, content)
        assert previews(page) == {"Xã 90001": (1, "")}
        assert page.context["missing"] == []
    confirmed(client, period, first, page)
    assert Event.objects.get(action="changed").on_behalf


def test_a_districts_workbook_at_a_communes_address_gives_the_commune_its_own_and_the_others_nothing(
    officer, client, cast, period, first, third
):
    values = {first: {"live_births": 12}, third: {"live_births": 7}}
    content = filled_for(downloaded(officer, period, None), values)
    client.force_login(cast.commune)
    page = sent(client, period, first, content)

    refusal = "Trang này không nhận số liệu của đơn vị này."
    assert previews(page) == {"Huyện 901": (0, refusal), "Xã 90001": (1, ""), "Xã 90003": (0, refusal)}
    confirmed(client, period, first, page)
    assert list(Figure.objects.values_list("submission__unit__code", "number")) == [("90001", 12)]
    assert not Event.objects.get(action="changed").on_behalf


def test_another_districts_workbook_is_refused_whole(client, cast, period):
    client.force_login(cast.stranger)
    content = downloaded(client, period, None)
    client.force_login(cast.district)
    [said] = sent(client, period, None, content).context["form"].errors["file"]

    theirs = "Huyện 902 · Tỉnh 62, Xã 90002 · Huyện 902, Xã 90004 · Huyện 902"
    assert said == f"Tệp này là của {theirs}; trang này nhận số liệu của Huyện 901, Xã 90001, Xã 90003."


def test_a_worksheet_of_another_districts_commune_moved_into_the_file_is_not_read(
    client, cast, period, province
):
    client.force_login(cast.stranger)
    theirs = load_workbook(BytesIO(downloaded(client, period, None)))[province.communes[1].name]
    client.force_login(cast.district)

    def move_in(book) -> None:
        page = book.create_sheet("Xã 90002")
        for row in theirs.iter_rows():
            for cell in row:
                page.cell(cell.row, cell.column, cell.value)
        page.cell(row_of(page, "live_births"), 6, 55)

    page = sent(client, period, None, edited(downloaded(client, period, None), move_in))
    assert (page.context["strange"], previews(page), page.context["sealed"]) == (["Xã 90002"], {}, "")


def test_a_commune_that_comes_twice_is_refused_and_the_other_is_taken(officer, period, first, third):
    def copied(book) -> None:
        put(book, "live_births", 12, sheet=book.sheetnames.index(first.name))
        put(book, "live_births", 7, sheet=book.sheetnames.index(third.name))
        book.copy_worksheet(book[first.name])

    page = sent(officer, period, None, edited(downloaded(officer, period, None), copied))
    refused = {one.name for one in page.context["units"] if one.refusal}

    assert refused == {"Xã 90001 · Huyện 901"}
    confirmed(officer, period, None, page)
    assert list(Figure.objects.values_list("submission__unit__code", "number")) == [("90003", 7)]


def test_a_sealed_preview_reaches_no_commune_that_its_sender_does_not_enter_for(client, cast, period, first):
    client.force_login(cast.district)
    page = sent(
        client, period, None, filled_for(downloaded(client, period, None), {first: {"live_births": 12}})
    )
    client.force_login(cast.stranger)
    answer = confirmed(client, period, None, page)

    assert "Xin chọn lại tệp." in answer.content.decode()
    assert not Submission.objects.exists()


# Size -----------------------------------------------------------------------------------------------------------

DOWNLOADING = 11


@pytest.mark.parametrize("communes", [2, 12])
def test_a_workbook_asks_as_much_for_two_communes_as_for_many(
    client, the_plan, period, communes, django_assert_num_queries
):
    made = make_province(communes=communes)
    for unit in made.communes:
        fill(start(unit, period), {"live_births": 12})
    client.force_login(make_cast(made).district)

    with django_assert_num_queries(DOWNLOADING):
        downloaded(client, period, None)


SHOWING, SHOWING_EACH = 10, 1
WRITING, WRITING_EACH = 7, 9


@pytest.mark.parametrize("cells", [1, 3])
@pytest.mark.parametrize("communes", [1, 2])
def test_showing_and_writing_cost_by_the_unit_and_not_by_the_cell(
    officer, period, first, third, communes, cells, django_assert_num_queries
):
    values = dict.fromkeys(["live_births", "infant_deaths", "injury_deaths"][:cells], 1)
    touched = [first, third][:communes]
    for unit in touched:
        fill(start(unit, period), {"children_under_16": 1240})
    content = filled_for(downloaded(officer, period, None), dict.fromkeys(touched, values))

    with django_assert_num_queries(SHOWING + SHOWING_EACH * communes):
        page = sent(officer, period, None, content)
    with django_assert_num_queries(WRITING + WRITING_EACH * communes):
        officer.post(address(period, None, "confirm/"), {"sealed": page.context["sealed"]})


def test_a_district_of_a_hundred_and_more_communes_gets_all_and_brings_some_back(client, period, the_plan):
    made = make_province(communes=110)
    client.force_login(make_cast(made).district)
    content = downloaded(client, period, None)
    last = made.communes[-1]
    page = sent(client, period, None, filled(content, {"live_births": 12}, 111))

    assert previews(page) == {last.name: (1, "")}
    assert len(page.context["untouched"]) == 110
    confirmed(client, period, None, page)
    assert numbers_of(last, period) == {"live_births": 12}
