"""The province's own text of the report: versions, who may, what a stale one is told, and the page."""

from html import unescape
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from districts.actions.refusals import NotAllowed, Refused, SomeoneWasFirst
from districts.models import Event, Period, User
from districts.tests.builders import (
    PAGE,
    Cast,
    Province,
    accepted,
    after,
    make_period,
    make_province,
    make_user,
)
from districts.tests.task_report_builders import accept, begun, hand_in, prove, say, sent
from indicators.tests.builders import load_the_plan
from reports import text_actions
from reports.models import ReportText
from reports.tests.builders import FIGURES


def write(
    period: Period, text: str, by: User, *, section: str = "assessment", version: int = 0
) -> ReportText | None:
    return text_actions.write_text(
        period, section, text, version=version, by=by, at=after(period), origin=PAGE
    )


def colleague_in(province: Province) -> User:
    return make_user("province", province.province, "mai", full_name="Y Mai")


def address(period: Period) -> str:
    return reverse("reports:report_text", args=["749-2024", period.as_quarter])


# Writing ----------------------------------------------------------------------------------------------------------


def test_each_saving_is_a_version_and_the_log_names_its_section(
    province: Province, cast: Cast, period: Period
):
    write(period, "Một", cast.province)
    write(period, "Hai\r\nBa  ", cast.province, version=1)

    texts = ReportText.objects.filter(period=period).values_list("section", "version", "text")
    assert list(texts) == [("assessment", 2, "Hai\nBa"), ("assessment", 1, "Một")]
    events = Event.objects.filter(action="report_text_written").order_by("pk")
    assert [(event.subject, event.reason, event.period) for event in events] == [
        ("assessment", "Đánh giá chung, bản 1", period),
        ("assessment", "Đánh giá chung, bản 2", period),
    ]


def test_the_same_text_makes_no_version_and_no_event(province: Province, cast: Cast, period: Period):
    write(period, "Một", cast.province)

    assert write(period, " Một\n", cast.province, version=1) is None
    assert write(period, "Một", cast.province, version=0) is None  # an answer was lost, and it was sent again

    assert ReportText.objects.count() == 1
    assert Event.objects.filter(action="report_text_written").count() == 1


def test_an_empty_text_where_nothing_was_is_no_version(province: Province, cast: Cast, period: Period):
    assert write(period, " \n ", cast.province) is None

    assert not ReportText.objects.exists()


def test_a_text_can_be_emptied_again(province: Province, cast: Cast, period: Period):
    write(period, "Một", cast.province)

    emptied = write(period, "", cast.province, version=1)

    assert emptied is not None
    assert (emptied.version, emptied.text) == (2, "")


def test_a_stale_text_is_refused_with_the_others_who_and_when(province: Province, cast: Cast, period: Period):
    other = colleague_in(province)
    write(period, "Một", cast.province)
    write(period, "Của Mai", other, version=1)

    with pytest.raises(SomeoneWasFirst) as refusal:
        write(period, "Của tôi", cast.province, version=1)

    theirs = refusal.value.theirs["assessment", ""]
    assert (theirs.text, theirs.written_by, theirs.written_at) == ("Của Mai", other, after(period))
    assert (refusal.value.code, refusal.value.version) == ("stale_text", 2)
    assert ReportText.objects.count() == 2


def test_what_its_writer_left_as_it_was_is_not_stale_when_somebody_else_wrote(
    province: Province, cast: Cast, period: Period
):
    write(period, "Một", cast.province)
    write(period, "Của Mai", colleague_in(province), version=1)

    assert write(period, "Một", cast.province, version=1) is None

    assert ReportText.objects.count() == 2


@pytest.mark.parametrize("who", ["commune", "district", "department", "looker", "administrator"])
def test_only_who_may_publish_writes(province: Province, cast: Cast, period: Period, who: str):
    with pytest.raises(NotAllowed, match="Chỉ cán bộ tỉnh"):
        write(period, "Một", getattr(cast, who))

    assert not ReportText.objects.exists()


@pytest.mark.parametrize(
    ("section", "text", "code"),
    [
        ("assessment", "ă" * 20_001, "too_long"),
        ("task-7", "Một", "no_such_section"),
        ("", "Một", "no_such_section"),
    ],
)
def test_what_cannot_be_kept_is_refused(
    province: Province, cast: Cast, period: Period, section: str, text: str, code: str
):
    with pytest.raises(Refused) as refusal:
        write(period, text, cast.province, section=section)

    assert refusal.value.code == code


def test_the_longest_text_is_kept_and_invisible_signs_are_not(province: Province, cast: Cast, period: Period):
    made = write(period, "\x00\x0b" + "ă" * 20_000, cast.province)

    assert made is not None
    assert made.text == "ă" * 20_000


def test_a_base_quarter_has_no_text(province: Province, cast: Cast, the_plan: Any):
    base = make_period(the_plan, "2023-Q1", is_base=True)

    with pytest.raises(Refused) as refusal:
        write(base, "Một", cast.province)

    assert refusal.value.code == "base_quarter"


def test_the_database_refuses_to_alter_a_text(province: Province, cast: Cast, period: Period):
    made = write(period, "Một", cast.province)
    assert made is not None

    with pytest.raises(DatabaseError, match="never altered"), transaction.atomic():
        ReportText.objects.filter(pk=made.pk).update(text="Hai")

    made.refresh_from_db()
    assert made.text == "Một"


# The page ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def said(province: Province, cast: Cast, period: Period) -> None:
    """A department's accepted words with a file, and a figure that misses its target."""
    report = begun(province.departments[0], period)
    report = say(report, 1, "Đã tập huấn 12 lớp", difficulties="Thiếu kinh phí", proposals="Bổ sung kinh phí")
    prove(report, 1)
    for group in range(2, 7):
        report = say(report, group, nothing_to_say=True)
    report.refresh_from_db()
    accept(hand_in(report))
    for commune in province.communes:
        accepted(commune, period, {**FIGURES, "special_circumstances_assisted": 3})


def page_of(client: Client, period: Period) -> str:
    answer = client.get(address(period))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_the_page_has_the_units_words_their_evidence_who_is_missing_and_what_lags(
    client: Client, said: None, cast: Cast, period: Period
):
    client.force_login(cast.province)

    page = page_of(client, period)

    assert "Đã tập huấn 12 lớp" in page
    assert page.count("Thiếu kinh phí") == 1
    assert page.count("Bổ sung kinh phí") == 1
    assert "Kế hoạch.pdf" in page
    assert "đơn vị chưa có báo cáo nhiệm vụ được duyệt" in page
    first = page[page.index('id="section-task-1"') : page.index('id="section-task-2"')]
    assert "Đã duyệt, không có nội dung ở mục này" not in first
    second = page[page.index('id="section-task-2"') : page.index('id="section-task-3"')]
    assert "Đã duyệt, không có nội dung ở mục này: Sở Y tế." in second
    # 3 of 20 children, of whom 90 % ought to be assisted: what lags comes before the rest.
    assert first.index("8. ") < first.index("<strong>15,0</strong>") < first.index("2. ")


def test_saving_keeps_each_changed_section_and_leads_back(
    client: Client, province: Province, cast: Cast, period: Period
):
    client.force_login(cast.province)

    answer = client.post(
        address(period),
        {"text-task-1": "Nhóm một", "version-task-1": "0", "text-causes": "", "version-causes": "0"},
        follow=True,
    )

    assert [str(message) for message in answer.context["messages"]] == ["Đã lưu 1 mục."]
    assert list(ReportText.objects.values_list("section", "text")) == [("task-1", "Nhóm một")]
    assert "Nhóm một</textarea>" in answer.content.decode()


def test_a_conflict_gives_back_what_was_typed_beside_the_others_text_and_saves_the_rest(
    client: Client, province: Province, cast: Cast, period: Period
):
    write(period, "Của Mai", colleague_in(province))
    client.force_login(cast.province)

    body = {"text-assessment": "Của tôi", "version-assessment": "0", "text-causes": "Vì mưa"}
    answer = client.post(address(period), body)
    page = unescape(answer.content.decode())

    assert answer.status_code == 409
    assert "Của tôi</textarea>" in page
    assert "Bản 1 đang lưu, Y Mai viết lúc" in page
    assert '<p class="mb-0 as-typed">Của Mai</p>' in page
    assert 'name="version-assessment" value="1"' in page
    assert ReportText.objects.get(section="causes").text == "Vì mưa"

    again = client.post(address(period), {"text-assessment": "Của tôi", "version-assessment": "1"})
    assert again.status_code == 302
    assert ReportText.objects.filter(section="assessment").first().text == "Của tôi"


def test_a_text_that_is_too_long_is_given_back(
    client: Client, province: Province, cast: Cast, period: Period
):
    client.force_login(cast.province)

    answer = client.post(address(period), {"text-causes": "x" * 20_001, "version-causes": "0"})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert f"{'x' * 20_001}</textarea>" in page
    assert "Mỗi mục dài nhất 20.000 ký tự; nội dung này có 20.001." in page


@pytest.mark.parametrize("version", ["", "-1", "x", "9" * 30, "²"])
def test_a_version_that_is_no_number_is_none_seen(
    client: Client, province: Province, cast: Cast, period: Period, version: str
):
    write(period, "Một", cast.province)
    client.force_login(cast.province)

    answer = client.post(address(period), {"text-assessment": "Hai", "version-assessment": version})

    assert answer.status_code == 409


def test_earlier_versions_are_listed_and_can_be_read(
    client: Client, province: Province, cast: Cast, period: Period
):
    write(period, "Bản đầu <b>", cast.province)
    write(period, "Bản sau", cast.province, version=1)
    client.force_login(cast.province)

    page = page_of(client, period)
    place = reverse("reports:report_text_version", args=["749-2024", period.as_quarter, "assessment", 1])
    old = unescape(client.get(place).content.decode())

    assert f'href="{place}"' in page
    assert "Bản đầu <b>" in old
    assert "bản đang dùng là bản 2" in old
    assert client.get(place.replace("/1/", "/3/")).status_code == 404


def test_a_base_quarter_has_no_page(client: Client, cast: Cast, the_plan: Any):
    base = make_period(the_plan, "2023-Q1", is_base=True)
    client.force_login(cast.province)

    assert client.get(address(base)).status_code == 404


@pytest.mark.parametrize("districts", [1, 3])
def test_the_page_costs_the_same_however_many_units_wrote(client: Client, db: None, districts: int):
    period = make_period(load_the_plan(), "2024-Q1")
    within = make_province(communes=districts, districts=districts)
    for unit in within.districts:
        accept(sent(unit, period, {1: "Đã làm"}))
    client.force_login(make_user("province", within.province, "staff"))
    client.get(address(period))  # what is asked once a process

    with CaptureQueriesContext(connection) as asked:
        assert client.get(address(period)).status_code == 200

    assert len(asked) == 28
