"""The sheet on paper: what stands there for the head's signature, and that it is A4."""

from io import BytesIO

import pytest
from django.test import Client
from playwright.sync_api import Page
from pypdf import PdfReader

from districts.models import Period, Submission
from districts.models.people import Role
from districts.tests.builders import UNKNOWN, Cast, Province, accepted, fill, make_user, start, submitted
from districts.tests.steps import send_back
from plan749.tests import desk

A4_IN_POINTS = (595, 842)
FIGURES = {"live_births": 12, ("live_births", "male"): 7, ("live_births", "female"): 5, "abused_children": 3}


def printed(client: Client, user: object, submission: Submission) -> str:
    client.force_login(user)
    answer = client.get(f"/submissions/{submission.pk}/print/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_an_accepted_sheet_says_its_version_who_and_when(
    client: Client, province: Province, cast: Cast, period: Period
):
    submission = accepted(province.communes[0], period, FIGURES)

    text = printed(client, cast.commune, submission)

    assert "BIỂU SỐ LIỆU QUÝ I/2024" in text
    assert f"đã duyệt, phiên bản {submission.version}" in text
    assert f"<dt>Người gửi</dt><dd>{submission.submitted_by}, 12:00 15/3/2024" in text
    assert f"<dt>Người duyệt</dt><dd>{submission.accepted_by}, 12:00 15/3/2024" in text
    assert "Nam: 7; Nữ: 5" in text
    assert "Lý do: chưa rà soát xong" in text
    assert "BẢN NHÁP" not in text


@pytest.mark.parametrize(
    ("state", "words"), [("draft", "BẢN NHÁP – chưa gửi duyệt"), ("returned", "bị trả lại, chưa gửi lại")]
)
def test_what_is_not_handed_in_is_a_draft(
    client: Client, province: Province, cast: Cast, period: Period, state: str, words: str
):
    unit = province.communes[0]
    if state == "draft":
        submission = fill(start(unit, period), {"live_births": 12})
    else:
        submission = send_back(submitted(unit, period, {}), cast.district)

    assert words in printed(client, cast.commune, submission)


def test_it_is_vietnamese_on_an_english_page_too(
    client: Client, province: Province, cast: Cast, period: Period
):
    client.cookies["django_language"] = "en"
    submission = fill(start(province.communes[0], period), {"live_births": 1200})

    text = printed(client, cast.commune, submission)

    assert "Số trẻ đẻ sống trong kỳ" in text and "1.200" in text and "QUÝ I/2024" in text


def test_sensitive_figures_are_for_those_with_the_right(
    client: Client, province: Province, cast: Cast, period: Period
):
    submission = submitted(province.communes[0], period, {**FIGURES, "abused_children": 713})
    reader = make_user(Role.LOOKS, province.province, "reader")

    assert "<strong>713</strong>" in printed(client, cast.district, submission)
    assert "713" not in printed(client, reader, submission)


@pytest.mark.browser
def test_the_paper_is_a4_with_the_version_on_every_page(
    browser_page: Page, province: Province, cast: Cast, period: Period, live_server
):
    submission = submitted(province.communes[0], period, {**FIGURES, "children_under_16": UNKNOWN})
    desk.be(browser_page.context, cast.commune, live_server.url)
    browser_page.goto(f"/submissions/{submission.pk}/print/")

    paper = PdfReader(BytesIO(browser_page.pdf(prefer_css_page_size=True)))

    assert len(paper.pages) > 1
    for page in paper.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == A4_IN_POINTS
        assert f"phiên bản {submission.version}. {cast.commune} in lúc" in page.extract_text()
