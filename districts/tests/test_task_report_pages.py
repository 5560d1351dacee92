"""The pages of a task report: nothing typed is lost, nothing is overwritten unseen, and each sees what is theirs."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from districts.models import Event, EvidenceFile, Period, TaskReport, Unit
from districts.tests.builders import Cast, Province, make_user
from districts.tests.evidence_files import HOSTILE, PNG_FILE
from districts.tests.steps import close
from districts.tests.task_report_builders import (
    PDF_FILE,
    accept,
    answered,
    begun,
    hand_in,
    prove,
    say,
    send_back,
    sent,
)

# The day after the quarter's last, on which figures and words may be handed in.
pytestmark = pytest.mark.usefixtures("in_march")


@pytest.fixture
def in_march():
    with override_settings(DEMO_TODAY=date(2024, 3, 15)):
        yield


@pytest.fixture
def unit(province: Province) -> Unit:
    """The first district, whose own officer is `cast.district`."""
    return province.districts[0]


@pytest.fixture
def place(unit: Unit, period: Period) -> str:
    return reverse("districts:task_report", args=["749-2024", period.as_quarter, unit.code])


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    client.force_login(cast.district)
    return client


def as_shown(page: HttpResponse) -> dict[str, Any]:
    """What the form would send if nothing were touched."""
    form = page.context["form"]
    sent = {"version": page.context["version"]}
    for group in form.groups:
        sent |= {f"version-{group.number}": group.version, f"was-{group.number}": group.mark}
        sent |= {field.name: field.text for field in group.fields}
        sent |= {f"nothing-{group.number}": "1"} if group.says_nothing else {}
    return sent


def typed(page: HttpResponse) -> dict[str, str]:
    """Every text in the form, by its name, where there is any."""
    return {
        field.name: field.text
        for group in page.context["form"].groups
        for field in group.fields
        if field.text
    }


def kept(group: int) -> tuple[str, bool]:
    words = TaskReport.objects.get().words.get(group=group)
    return words.done, words.nothing_to_say


def pdf(name: str = "Kế hoạch.pdf", content: bytes = PDF_FILE) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


# Showing ----------------------------------------------------------------------------------------------------


def test_the_form_has_the_six_groups_each_with_its_indicators(officer: Client, place: str):
    page = officer.get(place)

    assert [group.number for group in page.context["form"].groups] == [1, 2, 3, 4, 5, 6]
    assert 'href="/749-2024/handbook/21/"' in page.content.decode()
    assert not TaskReport.objects.exists()


@pytest.mark.parametrize("person", ["province", "looker", "district"])
def test_whoever_sees_the_unit_reads_it_and_only_its_own_people_find_the_form(
    client: Client, cast: Cast, unit: Unit, period: Period, place: str, person: str
):
    say(begun(unit, period), 1, "đã mở 4 lớp")
    client.force_login(getattr(cast, person))

    page = client.get(place)

    shown = "districts/write_task_report.html" if person == "district" else "districts/task_report.html"
    assert shown in [template.name for template in page.templates]
    assert "đã mở 4 lớp" in page.content.decode()


def test_whoever_writes_for_a_unit_asks_for_the_form_and_is_told_so(
    client: Client, cast: Cast, unit: Unit, period: Period, place: str
):
    client.force_login(cast.province)
    assert f'href="{place}?write=1"' in client.get(place).content.decode()

    page = client.get(f"{place}?write=1")
    assert "Ông/bà đang viết thay cho Huyện 901" in page.content.decode()
    client.post(place, {**as_shown(page), "done-1": "theo văn bản giấy"})
    assert Event.objects.filter(on_behalf=True).count() == 2
    assert "Viết thay bởi province." in client.get(place).content.decode()


@pytest.mark.parametrize("code", ["90001", "62", "999"])
def test_a_unit_that_writes_no_words_has_no_such_page(client: Client, cast: Cast, period: Period, code: str):
    client.force_login(cast.province)

    assert client.get(f"/749-2024/2024-Q1/task-report/{code}/").status_code == 404


# Saving -----------------------------------------------------------------------------------------------------


def test_words_and_files_are_saved_by_one_plain_form(officer: Client, place: str):
    sent = as_shown(officer.get(place))

    answer = officer.post(
        place, {**sent, "done-1": "đã mở 4 lớp", "nothing-2": "1", "files-1": [pdf(), pdf("b.png", PNG_FILE)]}
    )

    assert (answer.status_code, answer["Location"]) == (302, place)
    assert (kept(1), kept(2)) == (("đã mở 4 lớp", False), ("", True))
    assert [file.name for file in EvidenceFile.objects.all()] == ["Kế hoạch.pdf", "b.png"]
    page = officer.get(place).content.decode()
    assert "Đã lưu lúc" in page
    assert "2/6 nhóm đã có nội dung" in page


def test_a_form_that_says_nothing_begins_nothing(officer: Client, place: str):
    assert officer.post(place, as_shown(officer.get(place))).status_code == 302

    assert not TaskReport.objects.exists()


def test_a_refused_text_stays_in_its_box_and_the_others_are_saved(officer: Client, place: str):
    sent = as_shown(officer.get(place))
    too_long = "ạ" * 5001

    page = officer.post(
        place, {**sent, "done-1": too_long, "done-2": "đã làm", "done-3": "x", "nothing-3": "1"}
    )

    assert page.status_code == 422
    assert typed(page) == {"done-1": too_long, "done-2": "đã làm", "done-3": "x"}
    assert list(TaskReport.objects.get().words.values_list("group", "done")) == [(2, "đã làm")]
    assert [fault.place for fault in page.context["form"].faults] == ["done-1", "nothing-3"]
    again = officer.post(place, {**as_shown(page), "done-1": "ngắn", "done-3": ""})
    assert again.status_code == 302
    assert (kept(1), kept(3)) == (("ngắn", False), ("", True))


@pytest.mark.parametrize(
    "hostile", ["a program renamed .pdf", "a page renamed .png", "a document with macros", "nothing"]
)
def test_a_refused_file_is_named_with_the_reason_and_the_words_are_saved(
    officer: Client, place: str, hostile: str
):
    sent = as_shown(officer.get(place))
    bad = pdf("Biên bản.pdf", HOSTILE[hostile][0])

    page = officer.post(place, {**sent, "done-1": "đã làm", "files-1": [bad, pdf()]})

    assert page.status_code == 422
    assert "Tệp “Biên bản.pdf”: " in page.content.decode()
    assert "Tệp đã chọn mà chưa lưu được thì xin chọn lại." in page.content.decode()
    assert (kept(1), EvidenceFile.objects.get().name) == (("đã làm", False), "Kế hoạch.pdf")


def test_files_too_large_to_be_kept_are_refused_and_the_words_are_saved(officer: Client, place: str):
    sent = as_shown(officer.get(place))
    large = [pdf(f"{number}.pdf", PDF_FILE + b" " * 8_000_000) for number in range(3)]

    page = officer.post(place, {**sent, "done-1": "đã làm", "files-1": large})

    assert page.status_code == 422
    assert (
        page.content.decode().count("Các tệp gửi cùng lúc lớn hơn 20 MB.") == 6
    )  # in the list, and at the place
    assert kept(1) == ("đã làm", False)
    assert not EvidenceFile.objects.exists()


def test_a_file_that_goes_makes_room_for_one_that_comes(
    officer: Client, unit: Unit, period: Period, place: str
):
    report = begun(unit, period)
    files = [prove(report, 1, PDF_FILE + b"\n" * number) for number in range(10)]
    sent = {**as_shown(officer.get(place)), "files-1": [pdf("mới.png", PNG_FILE)]}

    assert officer.post(place, sent).status_code == 422
    sent["files-1"][0].seek(0)
    assert officer.post(place, {**sent, "remove": [files[0].pk]}).status_code == 302
    assert EvidenceFile.objects.there().count() == 10
    assert EvidenceFile.objects.filter(removed_by__isnull=False).get() == files[0]


def test_another_reports_file_is_not_taken_out(
    officer: Client, province: Province, period: Period, place: str
):
    other = prove(begun(province.districts[1], period))

    officer.post(place, {**as_shown(officer.get(place)), "done-1": "đã làm", "remove": [other.pk, "x", ""]})

    other.refresh_from_db()
    assert other.removed_at is None


# Two writers ------------------------------------------------------------------------------------------------


@pytest.fixture
def colleague(client: Client, unit: Unit, cast: Cast) -> Client:
    found = Client()
    found.force_login(make_user("enters", unit, "colleague", full_name="Y Ngọc"))
    return found


def test_two_who_write_the_same_group_see_both_texts(officer: Client, colleague: Client, place: str):
    mine, theirs = as_shown(officer.get(place)), as_shown(colleague.get(place))
    colleague.post(place, {**theirs, "done-1": "bản của Y Ngọc"})

    page = officer.post(place, {**mine, "done-1": "bản của tôi", "done-2": "nhóm hai"})

    assert page.status_code == 409
    text = page.content.decode()
    assert typed(page) == {"done-1": "bản của tôi", "done-2": "nhóm hai"}
    assert "Bản đang lưu, Y Ngọc viết lúc" in text
    assert "bản của Y Ngọc" in text
    assert (kept(1)[0], kept(2)[0]) == ("bản của Y Ngọc", "nhóm hai")
    assert officer.post(place, {**as_shown(page), "done-1": "cả hai bản"}).status_code == 302
    assert kept(1)[0] == "cả hai bản"


def test_what_somebody_else_wrote_stays_where_one_touched_nothing(
    officer: Client, colleague: Client, place: str
):
    mine, theirs = as_shown(officer.get(place)), as_shown(colleague.get(place))
    colleague.post(place, {**theirs, "done-1": "bản của Y Ngọc"})

    assert officer.post(place, {**mine, "done-2": "nhóm hai"}).status_code == 302
    assert (kept(1)[0], kept(2)[0]) == ("bản của Y Ngọc", "nhóm hai")


def test_what_one_has_not_seen_one_does_not_hand_in(
    officer: Client, colleague: Client, unit: Unit, period: Period, place: str
):
    answered(unit, period)
    mine, theirs = as_shown(officer.get(place)), as_shown(colleague.get(place))
    colleague.post(
        place, {**{name: value for name, value in theirs.items() if name != "nothing-1"}, "done-1": "mới"}
    )

    page = officer.post(place, {**mine, "submit": "1"})

    assert page.status_code == 409
    assert typed(page)["done-1"] == "mới"
    assert TaskReport.objects.get().state == "draft"
    assert officer.post(place, {**as_shown(page), "submit": "1"}).status_code == 302
    assert TaskReport.objects.get().state == "submitted"


# Handing in, accepting, returning ---------------------------------------------------------------------------


def test_handing_in_saves_first_and_a_second_click_is_no_failure(officer: Client, place: str):
    sent = as_shown(officer.get(place))
    all_six = {
        **sent,
        **{f"nothing-{number}": "1" for number in range(2, 7)},
        "done-1": "đã làm",
        "submit": "1",
    }

    for _click in range(2):
        assert officer.post(place, all_six).status_code == 302

    report = TaskReport.objects.get()
    assert report.state == "submitted"
    assert report.events.filter(action="submitted").count() == 1
    assert "districts/task_report.html" in [template.name for template in officer.get(place).templates]


def test_what_is_missing_is_said_and_what_was_typed_is_saved(officer: Client, place: str):
    page = officer.post(place, {**as_shown(officer.get(place)), "done-1": "đã làm", "submit": "1"})

    assert page.status_code == 422
    text = page.content.decode()
    assert "Chưa gửi duyệt được: còn thiếu nhóm 2, 3, 4, 5, 6." in text
    assert 'href="#done-2"' in text
    assert kept(1) == ("đã làm", False)


def test_words_typed_into_a_report_that_was_handed_in_meanwhile_are_not_lost(
    officer: Client, colleague: Client, unit: Unit, period: Period, place: str
):
    answered(unit, period)
    mine = as_shown(officer.get(place))
    colleague.post(place, {**as_shown(colleague.get(place)), "submit": "1"})

    page = officer.post(
        place, {**mine, "nothing-1": "", "done-1": "câu dài đã gõ", "proposals-2": "xin thêm"}
    )

    assert page.status_code == 409
    assert typed(page)["done-1"] == "câu dài đã gõ"
    assert 'name="save"' not in page.content.decode()


def test_words_typed_into_a_quarter_that_closed_meanwhile_are_not_lost(
    officer: Client, period: Period, place: str
):
    mine = as_shown(officer.get(place))
    close(period)

    page = officer.post(place, {**mine, "done-1": "câu dài đã gõ"})

    assert (page.status_code, typed(page)) == (409, {"done-1": "câu dài đã gõ"})
    assert "Quý đã khóa số liệu." in page.content.decode()


def test_the_province_accepts_what_it_saw_and_a_second_click_says_so(
    client: Client, cast: Cast, unit: Unit, period: Period, place: str
):
    report = sent(unit, period, {1: "đã mở 4 lớp"})
    client.force_login(cast.province)

    for _click in range(2):
        assert client.post(f"{place}accept/", {"version": report.version})["Location"] == place
    report.refresh_from_db()
    assert (report.state, report.accepted_by) == ("accepted", cast.province)
    assert client.post(f"{place}return/", {"version": 1, "reason": "muộn"}).status_code == 409


def test_a_return_without_its_word_asks_for_it(
    client: Client, cast: Cast, unit: Unit, period: Period, place: str
):
    report = sent(unit, period)
    client.force_login(cast.province)

    page = client.post(f"{place}return/", {"version": report.version, "reason": " "})
    assert page.status_code == 422
    assert "Xin ghi lý do trả lại để đơn vị biết cần sửa gì." in page.content.decode()
    client.post(f"{place}return/", {"version": report.version, "reason": "thiếu số lớp"})
    client.force_login(cast.district)
    assert "“thiếu số lớp”" in client.get(place).content.decode()


def test_the_log_says_what_changed_and_who_did_it(officer: Client, unit: Unit, period: Period, place: str):
    report = sent(unit, period, {1: "hai lớp"})
    report = say(send_back(report, reason="thiếu"), 1, "ba lớp")
    prove(report, 1)
    report.refresh_from_db()
    accept(hand_in(report))

    text = officer.get(place).content.decode()
    assert "Nhóm 1, kết quả thực hiện: hai lớp → <strong>ba lớp</strong>" in text
    assert "<strong>Kế hoạch.pdf</strong>" in text
