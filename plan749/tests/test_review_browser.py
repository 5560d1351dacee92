"""A district at its list: accepts what needs no look, returns two cells, and the commune mends just those."""

import pytest
from playwright.sync_api import Page, expect

from districts.models import Period, Submission
from districts.tests.builders import Cast, Province, submitted
from districts.tests.test_review import whole
from plan749.tests import desk
from plan749.tests.test_accessibility import FINDINGS, axe

pytestmark = pytest.mark.browser


@pytest.fixture
def two(province: Province, cast: Cast, period: Period) -> tuple[Submission, Submission]:
    """The first commune's figures are to be looked at, its neighbour's are not."""
    births = {"live_births": 12, ("live_births", "male"): 7, ("live_births", "female"): 5}
    looked_at = submitted(province.communes[0], period, {**whole(children_under_16="no_data"), **births})
    return looked_at, submitted(province.communes[2], period, whole())


def states(*submissions: Submission) -> list[str]:
    return [Submission.objects.get(pk=submission.pk).state for submission in submissions]


def return_two_cells(page: Page) -> None:
    """With a word beside the births and one beside the boys among them."""
    page.get_by_text("Trả lại đơn vị kèm lý do").click()
    page.get_by_label("Lý do trả lại").fill("Xin xem hai ô được ghi chú")
    births = page.locator("tr", has=page.locator("#remark-live_births-male"))
    births.get_by_text("Ghi chú trả lại các ô này").click()
    births.locator("#remark-live_births").fill("thấp hơn sổ khai sinh")
    births.locator("#remark-live_births-male").fill("lệch một cháu")
    page.get_by_role("button", name="Trả lại", exact=True).click()
    expect(page.locator(".state-returned").first).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_accepts_in_one_click_returns_two_cells_and_sees_what_became_of_them(
    browser_page: Page, cast: Cast, two: tuple[Submission, Submission], live_server, width: int
):
    page, (looked_at, clear) = browser_page, two
    page.set_viewport_size({"width": width, "height": 900})
    desk.be(page.context, cast.district, live_server.url)
    page.goto("/my-work/")
    page.get_by_role("link", name="Xem và duyệt").click()
    expect(page.get_by_role("heading", level=2)).to_have_text([str(looked_at.unit), str(clear.unit)])
    page.evaluate(axe())
    assert page.evaluate(FINDINGS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.get_by_role("button", name="Duyệt 1 biểu không có điểm cần xem").click()
    expect(page.get_by_text(f"Đã duyệt 1 biểu: {clear.unit}.")).to_be_visible()
    assert states(looked_at, clear) == ["submitted", "accepted"]

    page.get_by_role("link", name=f"trả lại ({looked_at.unit})").click()
    return_two_cells(page)

    desk.be(page.context, cast.commune, live_server.url)
    page.goto("/my-work/")
    page.get_by_role("link", name="Sửa và gửi lại").click()
    expect(page.locator("section .cell:visible, section details .cell")).not_to_have_count(0)
    names = page.locator("[data-cell]").evaluate_all("cells => cells.map(cell => cell.dataset.cell)")
    assert [name.split("-")[0] for name in names] == ["live_births"] * 5
    desk.type_in(page, {"live_births": "13", "live_births-male": "8"})
    desk.save(page)
    page.get_by_role("button", name="Gửi duyệt").click()
    expect(page.locator(".state-submitted")).to_be_visible()

    desk.be(page.context, cast.district, live_server.url)
    page.goto("/749-2024/2024-Q1/review/")
    expect(page.get_by_text("“thấp hơn sổ khai sinh” → 12 sửa thành 13")).to_be_visible()
    expect(page.get_by_text("Nam: “lệch một cháu” → 7 sửa thành 8")).to_be_visible()
    page.locator("[name=chosen]").check()
    page.get_by_role("button", name="Duyệt các biểu đã chọn").click()
    expect(page.get_by_text(f"Đã duyệt 1 biểu: {looked_at.unit}.")).to_be_visible()
    assert states(looked_at, clear) == ["accepted", "accepted"]


def test_a_double_click_accepts_once(
    browser_page: Page, cast: Cast, two: tuple[Submission, Submission], live_server
):
    desk.be(browser_page.context, cast.district, live_server.url)
    browser_page.goto("/749-2024/2024-Q1/review/")

    browser_page.get_by_role("button", name="Duyệt 1 biểu").dblclick()

    expect(browser_page.get_by_text(f"Đã duyệt 1 biểu: {two[1].unit}.")).to_be_visible()
    assert two[1].events.filter(action="accepted").count() == 1
