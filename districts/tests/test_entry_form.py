"""The form of a unit's sheet: what it asks, what a save writes, and what a second one does."""

import re

import pytest
from django.urls import reverse

from districts import sheets
from districts.actions import submissions
from districts.forms.entry import SheetForm
from districts.models import Event, Submission
from districts.sheet_layout import by_objective
from districts.tests import builders as build
from districts.tests.builders import NOTHING, UNKNOWN


@pytest.fixture
def commune(province):
    return province.communes[0]


@pytest.fixture
def place(period, commune):
    return reverse("districts:entry", args=["749-2024", period.as_quarter, commune.code])


@pytest.fixture
def officer(client, cast):
    """The commune's officer at her browser."""
    client.force_login(cast.commune)
    return client


def stored(unit, period):
    """Every cell as it is stored: (element, split) -> number or absence."""
    cells = sheets.read(unit, period).cells
    return {key: figure.absence if figure.number is None else figure.number for key, figure in cells.items()}


def full_form(unit, period, **fields: str):
    """The form as a browser sends it, with every required total "chưa có số liệu" unless told otherwise."""
    sheet = sheets.read(unit, period)
    posted = {"version": sheet.submission.version if sheet.submission else 0}
    for cell in SheetForm(sheet).cells:
        posted[f"number-{cell.suffix}"] = cell.text
        if cell.split:
            continue
        is_answer = cell.element.boolean and sheet.is_required(cell.element)
        posted[f"number-{cell.suffix}"] = UNKNOWN if is_answer else cell.text
        is_left_out = sheet.is_required(cell.element) and f"number-{cell.suffix}" not in fields
        posted[f"absence-{cell.suffix}"] = UNKNOWN if is_left_out else ""
        posted[f"reason-{cell.suffix}"] = "chưa rà soát xong" if sheet.is_required(cell.element) else ""
    return posted | fields


def test_the_form_asks_every_element_of_a_commune_once(officer, place, period, commune):
    page = officer.get(place).content.decode()

    for element in sheets.elements_of(commune, period):
        assert page.count(f'name="number-{element.code}"') == 1


def test_elements_stand_under_the_objective_of_their_first_measure(the_plan, period, commune):
    sections = by_objective(sheets.elements_of(commune, period), the_plan)

    assert [section.objective.number for section in sections] == [1, 2, 3, 4]
    assert "drowning_deaths" in [element.code for element in sections[1].elements]


def test_a_save_writes_numbers_silences_and_splits_as_they_are_written_here(officer, place, period, commune):
    officer.post(
        place,
        {
            "version": "0",
            "number-children_under_16": " 1.240 ",
            "number-children_under_16-male": "600",
            "number-children_under_16-female": "640",
            "number-live_births": "",
            "absence-live_births": NOTHING,
            "number-abused_children": "",
            "absence-abused_children": UNKNOWN,
            "reason-abused_children": "công an xã chưa gửi",
            "save": "1",
        },
    )

    assert stored(commune, period) == {
        ("children_under_16", ""): 1240,
        ("children_under_16", "male"): 600,
        ("children_under_16", "female"): 640,
        ("live_births", ""): NOTHING,
        ("abused_children", ""): UNKNOWN,
    }


def test_yes_no_and_no_data_are_three_answers_of_one_field(officer, place, period, commune):
    yes_no = [element.code for element in sheets.elements_of(commune, period) if element.boolean]
    first, second = yes_no[:2]
    fields = {f"number-{first}": "1", f"number-{second}": UNKNOWN, f"reason-{second}": "chưa họp"}

    officer.post(place, {"version": "0", **fields})

    assert stored(commune, period) == {(first, ""): 1, (second, ""): UNKNOWN}


def test_what_was_saved_stands_in_the_fields_written_the_vietnamese_way(officer, place, period, commune):
    build.fill(build.start(commune, period), {"children_under_16": 1240})

    page = officer.get(place).content.decode()

    assert re.search(r'name="number-children_under_16" value="1\.240"', page)


def test_last_quarter_and_the_same_quarter_last_year_stand_beside(officer, the_plan, place, commune):
    for code, number in (("2023-Q1", 1111), ("2023-Q4", 2222)):
        earlier = build.make_period(the_plan, code)
        build.fill(build.start(commune, earlier), {"children_under_16": number})

    page = officer.get(place).content.decode()

    assert "1.111</td>" in page
    assert "2.222</td>" in page


def test_an_emptied_field_clears_its_cell_and_a_missing_field_leaves_it(officer, place, period, commune):
    submission = build.fill(build.start(commune, period), {"children_under_16": 1240, "live_births": 12})

    officer.post(place, {"version": submission.version, "number-children_under_16": ""})

    assert stored(commune, period) == {("live_births", ""): 12}


def test_a_save_leaves_one_event_with_old_and_new(officer, place, period, commune):
    submission = build.fill(build.start(commune, period), {"live_births": 12})

    officer.post(place, {"version": submission.version, "number-live_births": "13"})

    event = Event.objects.filter(action=Event.Action.CHANGED).first()
    old, new = {"value": "12"}, {"value": "13"}
    assert event.changes == [{"element": "live_births", "split": "", "old": old, "new": new}]
    assert event.by.username == "commune"


def test_relation_faults_are_kept_in_the_draft_and_said_beside_both_cells(officer, place, period, commune):
    fields = {"number-children_under_16": "100", "number-special_circumstances": "130"}

    page = officer.post(place, {"version": "0", **fields}, follow=True).content.decode()

    assert stored(commune, period) == {("children_under_16", ""): 100, ("special_circumstances", ""): 130}
    assert 'id="said-children_under_16"' in page
    assert 'id="said-special_circumstances"' in page
    assert "1 lỗi phải sửa" in page


def test_male_and_female_unlike_the_total_stand_in_the_way_of_submitting(officer, place, period, commune):
    fields = {
        "number-children_under_16": "100",
        "absence-children_under_16": "",
        "number-children_under_16-male": "40",
        "number-children_under_16-female": "50",
    }

    page = officer.post(place, full_form(commune, period, **fields) | {"submit": "1"}, follow=True)

    assert "Nam + Nữ cộng lại là 90, khác tổng số 100" in page.content.decode()
    assert Submission.objects.get().state == Submission.State.DRAFT
    assert stored(commune, period)["children_under_16", "male"] == 40


def test_a_soft_finding_asks_for_an_explanation_and_is_quiet_once_it_has_one(
    officer, the_plan, place, period, commune
):
    earlier = build.make_period(the_plan, "2023-Q1")
    build.fill(build.start(commune, earlier), {"abused_children": 1})

    page = officer.post(place, {"version": "0", "number-abused_children": "9"}, follow=True).content.decode()
    assert "1 chỗ cần giải trình" in page
    assert 'name="explanation-abused_children"' in page

    version = Submission.objects.of(period).get().version
    words = {"number-abused_children": "9", "explanation-abused_children": "có một vụ nhiều nạn nhân"}
    page = officer.post(place, {"version": version, **words}, follow=True).content.decode()
    assert "chỗ cần giải trình" not in page
    assert "có một vụ nhiều nạn nhân" in page


def test_submitting_saves_and_hands_in(officer, place, period, commune):
    answer = officer.post(place, full_form(commune, period, **{"number-live_births": "12"}) | {"submit": "1"})

    submission = Submission.objects.get()
    assert submission.state == Submission.State.SUBMITTED
    assert answer.url == reverse("districts:submission", args=[submission.pk])
    assert stored(commune, period)["live_births", ""] == 12


def test_where_submitting_is_refused_the_save_stays_and_the_page_lists_what_is_open(
    officer, place, period, commune
):
    page = officer.post(place, {"version": "0", "number-live_births": "12", "submit": "1"}, follow=True)

    assert stored(commune, period) == {("live_births", ""): 12}
    assert "Những chỗ còn phải làm trước khi gửi duyệt" in page.content.decode()
    assert 'href="#number-children_under_16"' in page.content.decode()


def test_the_same_save_twice_changes_nothing_and_is_no_failure(officer, place):
    form = {"version": "0", "number-live_births": "12"}

    officer.post(place, form)
    second = officer.post(place, form)

    assert second.status_code == 302
    assert Submission.objects.get().version == 1
    assert Event.objects.filter(action=Event.Action.CHANGED).count() == 1


def test_a_second_click_on_submit_is_told_who_submitted(officer, place, period, commune):
    form = full_form(commune, period) | {"submit": "1"}

    officer.post(place, form)
    page = officer.post(place, form, follow=True)

    assert "Biểu chờ duyệt; commune gửi lúc" in page.content.decode()
    assert Event.objects.filter(action=Event.Action.SUBMITTED).count() == 1


def test_a_submitted_sheet_is_shown_and_not_edited(officer, place, period, commune):
    submission = build.submitted(commune, period, {})

    assert officer.get(place).url == reverse("districts:submission", args=[submission.pk])


def test_a_return_says_its_reason_on_top(officer, place, period, commune, cast):
    submission = build.submitted(commune, period, {})
    submissions.send_back(
        submission,
        version=submission.version,
        reason="Xin rà lại số trẻ em",
        by=cast.district,
        at=build.after(period),
        origin="page",
    )

    assert "“Xin rà lại số trẻ em”" in officer.get(place).content.decode()


def test_annual_elements_outside_their_quarter_are_folded_away(client, province, period, cast):
    district = province.districts[0]
    client.force_login(cast.district)
    place = reverse("districts:entry", args=["749-2024", period.as_quarter, district.code])

    page = client.get(place).content.decode()

    fold = page.index("Không yêu cầu trong quý này")
    asked_in_spring = {
        element.code for element in sheets.elements_of(district, period) if not element.entered_in
    }
    for element in sheets.elements_of(district, period):
        is_folded = page.index(f'name="number-{element.code}"') > fold
        assert is_folded == (element.code not in asked_in_spring)


def test_province_staff_enter_a_base_quarter_from_paper_and_it_is_marked(client, the_plan, commune, cast):
    base = build.make_period(the_plan, "2023-Q2", is_base=True)
    client.force_login(cast.province)
    place = reverse("districts:entry", args=["749-2024", base.as_quarter, commune.code])

    client.post(place, {"version": "0", "number-child_marriages": "3"})

    assert stored(commune, base) == {("child_marriages", ""): 3}
    assert Event.objects.get(action=Event.Action.CHANGED).on_behalf
