"""A district's words on their whole way in a browser: written, sent, returned, corrected, accepted; nothing lost."""

import pytest
from playwright.sync_api import Page, expect

from districts.models import EvidenceFile, Period, TaskReport
from districts.tests.builders import Cast, Province, make_user
from districts.tests.task_report_builders import PDF_FILE, answered, begun, say
from plan749.tests import desk
from plan749.tests.test_accessibility import BY_DARK, BY_LIGHT, FINDINGS, axe, seen_by

pytestmark = pytest.mark.browser
PLACE = "/749-2024/2024-Q1/task-report/901/"


def be(page: Page, cast: Cast, person: str, address: str) -> None:
    desk.be(page.context, getattr(cast, person), address)


def faults_here(page: Page) -> list[str]:
    page.evaluate(axe())
    found: list[str] = page.evaluate(FINDINGS)
    return found


def write_and_send(page: Page) -> None:
    """What was done in the first group, with a file; nothing to say in the others."""
    page.locator("#done-1").fill("Đã mở 4 lớp tập huấn\ncho cán bộ xã.")
    page.locator("#difficulties-1").fill("Thiếu kinh phí.")
    for number in range(2, 7):
        page.locator(f"#nothing-{number}").check()
    page.locator("#files-1").set_input_files(
        {"name": "Kế hoạch tập huấn.pdf", "mimeType": "application/pdf", "buffer": PDF_FILE}
    )
    page.get_by_role("button", name="Lưu và gửi duyệt").click()
    expect(page.locator(".state-submitted")).to_have_text("chờ duyệt")
    expect(page.get_by_role("link", name="Kế hoạch tập huấn.pdf")).to_be_visible()


def save_the_file_and_return(page: Page) -> None:
    with page.expect_download() as download:
        page.get_by_role("link", name="Kế hoạch tập huấn.pdf").click()
    assert download.value.suggested_filename == "Kế hoạch tập huấn.pdf"
    page.get_by_text("Trả lại đơn vị kèm lý do").click()
    page.get_by_label("Lý do trả lại").fill("Xin nêu số người dự")
    page.get_by_role("button", name="Trả lại", exact=True).click()
    expect(page.locator(".state-returned").first).to_be_visible()


def correct_and_send_again(page: Page) -> None:
    """With other words, and without the file."""
    expect(page.locator("#done-1")).to_have_value("Đã mở 4 lớp tập huấn\ncho cán bộ xã.")
    page.locator("#done-1").fill("Đã mở 4 lớp tập huấn cho toàn bộ cán bộ xã.")
    page.get_by_label("Bỏ tệp này khi lưu (Kế hoạch tập huấn.pdf)").check()
    page.get_by_role("button", name="Lưu và gửi duyệt").click()
    expect(page.locator(".state-submitted")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_words_go_their_whole_way(
    browser_page: Page, cast: Cast, province: Province, period: Period, live_server, width: int
):
    page = browser_page
    page.set_viewport_size({"width": width, "height": 900})
    be(page, cast, "district", live_server.url)
    page.goto("/my-work/")
    mine = page.locator("li", has_text="báo cáo nhiệm vụ quý I/2024")
    mine.get_by_role("link", name="Bắt đầu viết").click()
    assert faults_here(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    write_and_send(page)

    be(page, cast, "province", live_server.url)
    page.goto("/my-work/")
    page.get_by_role("link", name="Xem và duyệt báo cáo nhiệm vụ").click()
    assert faults_here(page) == []
    page.get_by_role("link", name="Huyện 901").click()
    assert faults_here(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    save_the_file_and_return(page)

    be(page, cast, "district", live_server.url)
    page.goto("/my-work/")
    expect(page.get_by_text("“Xin nêu số người dự”")).to_be_visible()
    page.locator("li", has_text="Bị trả lại: báo cáo nhiệm vụ").get_by_role("link").click()
    correct_and_send_again(page)

    be(page, cast, "province", live_server.url)
    page.goto(PLACE)
    page.get_by_role("button", name="Duyệt báo cáo nhiệm vụ").click()
    expect(page.locator(".state-accepted")).to_have_text("đã duyệt")
    report = TaskReport.objects.get()
    assert report.state == "accepted"
    assert report.words.get(group=1).done == "Đã mở 4 lớp tập huấn cho toàn bộ cán bộ xã."
    assert EvidenceFile.objects.there().count() == 0


def test_leaving_with_words_unsaved_is_asked_about_and_after_saving_it_is_not(
    browser_page: Page, cast: Cast, province: Province, period: Period, live_server
):
    page, asked = browser_page, []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    be(page, cast, "district", live_server.url)
    page.goto(PLACE)

    page.locator("#done-1").press_sequentially("Đã làm")
    page.get_by_role("link", name="Việc của tôi").click()
    page.wait_for_timeout(300)
    assert (asked, page.url.endswith(PLACE)) == (["beforeunload"], True)
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text("Đã lưu lúc")).to_be_visible()
    page.get_by_role("link", name="Việc của tôi").click()
    page.wait_for_url("**/my-work/")
    assert asked == ["beforeunload"]


@pytest.mark.parametrize("look", [BY_LIGHT, BY_DARK], ids="-".join)
def test_two_writers_see_both_texts_and_the_examiner_finds_nothing(
    browser_page: Page, cast: Cast, province: Province, period: Period, live_server, look
):
    report = say(begun(province.districts[0], period), 1, "bản đầu")
    other = make_user("enters", province.districts[0], "other", full_name="Y Ngọc")
    page = seen_by(browser_page, look, live_server.url)
    be(page, cast, "district", live_server.url)
    page.goto(PLACE)
    say(report, 1, "bản của Y Ngọc", by=other)

    page.locator("#done-1").fill("bản của tôi")
    page.locator("#done-2").fill("x")
    page.locator("#nothing-2").check()
    page.locator("#files-3").set_input_files(
        {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"MZ"}
    )
    page.locator("button[name=save]").click()

    expect(page.locator(".theirs .as-typed")).to_have_text("bản của Y Ngọc")
    expect(page.locator("#done-1")).to_have_value("bản của tôi")
    expect(page.locator("#refusal li")).to_have_count(3)
    assert faults_here(page) == []


def test_without_scripts_the_form_saves_and_sends(
    browser, live_server, cast: Cast, province: Province, period: Period
):
    answered(province.districts[0], period, {1: "đã làm"})
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    be(page, cast, "district", live_server.url)
    page.goto(PLACE)

    page.locator("#proposals-1").fill("xin thêm kinh phí")
    page.get_by_role("button", name="Lưu và gửi duyệt").click()

    expect(page.locator(".state-submitted")).to_be_visible()
    assert TaskReport.objects.get().words.get(group=1).proposals == "xin thêm kinh phí"
    context.close()
