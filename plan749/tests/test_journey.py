"""The whole way of a quarter in a real browser: from a commune's sheet to the province's published report."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document as read_docx
from openpyxl import load_workbook
from playwright.sync_api import Download, Page, expect

from districts.models import Period
from districts.models.people import Role
from districts.tests.builders import NOTHING, Province, accepted, make_province, make_user
from plan749.tests import desk
from reports import jobs
from reports.models import Job

pytestmark = pytest.mark.browser
# What the second commune reports; the first one's figures are typed below.
SECOND = {
    "children_under_16": 760,
    "special_circumstances": 26,
    "special_circumstances_assisted": 24,
    "live_births": 10,
    "neonatal_deaths": 1,
    "abused_children": 3,
    "child_marriages": NOTHING,
    "child_friendly": 0,
}
# By hand: 1.1 one of two communes. 3.1 (0 + 1) / (40 + 10) x 1000. 7.1 8 / 10. 8.1 (124 + 26) / (1240 + 760).
# 8.2 (120 + 24) / (124 + 26). 9.1 the second commune alone, 3 / 760: the first has no figure.
PUBLISHED = {"1.1": "50,0", "3.1": "20,00", "7.1": "80,0", "8.1": "7,50", "8.2": "96,0", "9.1": "0,3947"}


@pytest.fixture
def small(the_plan) -> Province:
    """A district with two communes, whose people have passwords; the second commune is done."""
    made = make_province(communes=2)
    people = [
        ("xa", Role.ENTERS, made.communes[0]),
        ("huyen", Role.ACCEPTS, made.districts[0]),
        ("soyte", Role.ENTERS, made.departments[0]),
        ("tinh", Role.PROVINCE, made.province),
    ]
    for username, role, unit in people:
        make_user(role, unit, username, password=desk.PASSWORD, sees_sensitive=role == Role.PROVINCE)
    return made


def test_a_quarter_goes_from_a_commune_to_the_published_report(
    browser_page: Page, small: Province, period: Period, queued_tasks
):
    accepted(small.communes[1], period, SECOND)
    the_commune_hands_in(browser_page)
    the_district_returns_it_and_the_commune_corrects(browser_page)
    the_district_accepts_and_enters_its_schools(browser_page)
    the_department_hands_in(browser_page)
    the_province_accepts(browser_page, ["Huyện 901", "Sở Y tế"])

    browser_page.goto("/749-2024/2024-Q1/board/")
    board = desk.results(browser_page)
    assert {code: board[code] for code in PUBLISHED} == PUBLISHED

    the_province_publishes(browser_page)
    assert desk.results(browser_page) == board
    assert results_in_workbook(download(browser_page, "Excel")) == numbers_of(board)
    assert results_in_report(download(browser_page, "Word")) == numbers_of(board)
    the_language_is_switched_and_back(browser_page)


# The steps ----------------------------------------------------------------------------------------------------


def the_commune_hands_in(page: Page) -> None:
    """A number that is none is refused beside its cell; a part above its whole is kept, and stops the submission."""
    desk.sign_in(page, "xa")
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc của tôi")
    page.get_by_role("link", name="Bắt đầu nhập").click()
    desk.type_in(
        page,
        {
            "children_under_16": "1.240",
            "children_under_16-male": "640",
            "children_under_16-female": "600",
            "live_births": "40",
            "neonatal_deaths": desk.NOTHING,
            "child_marriages": desk.NOTHING,
            "child_friendly": "Có",
            "special_circumstances": "1,5",
        },
    )
    desk.say_no_data_elsewhere(page)
    desk.leave(page)
    expect(page.locator("#saving")).to_contain_text("1 ô chưa lưu được")
    expect(page.locator("#said-special_circumstances")).to_contain_text("“1,5” không phải là số nguyên")
    expect(desk.cell(page, "special_circumstances")).to_have_value("1,5")
    expect(desk.cell(page, "children_under_16-male")).to_have_value("640")
    expect(page.locator("#reason-abused_children")).to_have_value(desk.REASON)

    desk.type_in(page, {"special_circumstances": "124"})
    choose_number(page, "special_circumstances_assisted", "142")
    desk.save(page)
    for part_or_whole in ("special_circumstances", "special_circumstances_assisted"):
        expect(page.locator(f"#said-{part_or_whole} .fault")).to_be_visible()
    page.get_by_role("button", name="Gửi duyệt").click()
    expect(page.get_by_role("alert")).to_contain_text("Những chỗ còn phải làm trước khi gửi duyệt")

    desk.type_in(page, {"special_circumstances_assisted": "102"})
    desk.submit(page)


def choose_number(page: Page, name: str, number: str) -> None:
    """A number where "chưa có số liệu" stood."""
    page.locator(f"select[name=absence-{name}]").select_option("")
    desk.type_in(page, {name: number})


def the_district_returns_it_and_the_commune_corrects(page: Page) -> None:
    reason = "Sổ theo dõi của huyện ghi 120 trẻ được trợ giúp."
    desk.sign_in(page, "huyen")
    page.locator(".worklist").get_by_role("link", name="Xã 90001", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Xã 90001")
    page.get_by_text("Trả lại đơn vị kèm lý do").click()
    page.get_by_label("Lý do trả lại").fill(reason)
    page.get_by_role("button", name="Trả lại").click()
    expect(page.locator(".state-returned")).to_be_visible()

    desk.sign_in(page, "xa")
    expect(page.get_by_text(reason)).to_be_visible()
    page.get_by_role("link", name="Sửa và gửi lại").click()
    expect(page.get_by_text(reason)).to_be_visible()
    desk.type_in(page, {"special_circumstances_assisted": "120"})
    desk.submit(page)


def the_district_accepts_and_enters_its_schools(page: Page) -> None:
    desk.sign_in(page, "huyen")
    page.locator(".worklist").get_by_role("link", name="Xã 90001", exact=True).click()
    row = page.get_by_role("row", name="Số trẻ em có hoàn cảnh đặc biệt được")
    expect(row.locator("[data-label='Quý này']")).to_have_text("120")
    page.get_by_role("button", name="Duyệt", exact=True).click()
    expect(page.locator(".state-accepted")).to_be_visible()

    page.goto(reverse("districts:my_work"))
    page.get_by_role("link", name="Bắt đầu nhập").click()
    desk.type_in(page, {"schools": "10", "schools_with_sanitation": "8"})
    desk.say_no_data_elsewhere(page)
    desk.submit(page)


def the_department_hands_in(page: Page) -> None:
    desk.sign_in(page, "soyte")
    page.get_by_role("link", name="Bắt đầu nhập").click()
    desk.say_no_data_elsewhere(page)
    desk.submit(page)


def the_province_accepts(page: Page, units: list[str]) -> None:
    """Province staff come in on the board; what waits for them is on their list of work."""
    desk.sign_in(page, "tinh")
    for unit in units:
        page.goto(reverse("districts:my_work"))
        page.locator(".worklist").get_by_role("link", name=unit, exact=True).click()
        page.get_by_role("button", name="Duyệt", exact=True).click()
        expect(page.locator(".state-accepted")).to_be_visible()


def the_province_publishes(page: Page) -> None:
    """The order waits in the queue; a worker takes it, and the page's bar moves by itself to the end."""
    page.get_by_role("link", name="Công bố", exact=False).first.click()
    page.get_by_role("button", name="Công bố").click()
    page.wait_for_url("**/jobs/*/")
    bar = page.locator("progress")
    expect(bar).to_have_attribute("value", "0")

    def seen_half_way(job: Job) -> None:
        if job.done_steps == job.all_steps // 2:
            expect(bar).to_have_attribute("value", str(job.done_steps))

    job = Job.objects.get()
    assert jobs.run(job.pk, at=timezone.now(), tell=seen_half_way)
    expect(page.get_by_text("Đã công bố lần 1.")).to_be_visible()
    page.get_by_role("link", name="Mở báo cáo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Báo cáo quý I/2024, công bố lần 1")


def the_language_is_switched_and_back(page: Page) -> None:
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert desk.results(page)["8.1"] == "7.50"
    page.get_by_role("button", name="Tiếng Việt").click()
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    assert desk.results(page)["8.1"] == "7,50"


# What the files say -------------------------------------------------------------------------------------------


def download(page: Page, name: str) -> bytes:
    """A file as it is saved, from the link with this word in it."""
    with page.expect_download() as coming:
        page.get_by_role("link", name=name).click()
    file: Download = coming.value
    return Path(file.path()).read_bytes()


def number_in(text: str) -> float | None:
    """The number that a printed result begins with; None where a silence stands."""
    found = re.match(r"(?:ít nhất )?(\d[\d.]*)(?:,(\d+))?", text)
    return float(f"{found[1].replace('.', '')}.{found[2] or 0}") if found else None


def numbers_of(printed: dict[str, str]) -> dict[str, float | None]:
    return {code: number_in(text) for code, text in printed.items()}


def results_in_workbook(file: bytes) -> dict[str, float | None]:
    """The province's sheet: a measure's code, and its result as the number that stands beside its formula."""
    sheet = load_workbook(BytesIO(file), data_only=True)["Tổng hợp"]
    headings, *rows = list(sheet.iter_rows(min_row=5, values_only=True))
    code, result = headings.index("Mã số"), headings.index("Kết quả từ đầu năm")
    return {row[code]: row[result] if isinstance(row[result], int | float) else None for row in rows}


def results_in_report(file: bytes) -> dict[str, float | None]:
    """The annex of all measures: the table that has their numerators too."""
    for table in read_docx(BytesIO(file)).tables:
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        if "Tử số" in rows[0]:
            code, result = rows[0].index("Mã số"), rows[0].index("Kết quả từ đầu năm")
            return {row[code]: number_in(row[result]) for row in rows if re.fullmatch(r"\d+\.\d+", row[code])}
    raise AssertionError("no annex of measures")
