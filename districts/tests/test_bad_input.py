"""Bad input is refused with a sentence beside its cell, whole, and with all that was typed still there."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from districts.actions import figures, periods
from districts.models import Figure, Submission
from districts.tests import builders as build
from districts.tests.builders import NOTHING, UNKNOWN


@dataclass
class Desk:
    """A commune's officer before the form of the first quarter."""

    browser: Client
    unit: object
    period: object

    @property
    def place(self):
        return reverse("districts:entry", args=["749-2024", self.period.as_quarter, self.unit.code])

    def post(self, version=0, **cells: str):
        """Send the form; cells are written "live_births" or "live_births__male" and get what was typed."""
        fields = {f"number-{name.replace('__', '-')}": text for name, text in cells.items()}
        return self.send({"version": version, **fields})

    def send(self, fields):
        answer = self.browser.post(self.place, fields)
        self.page = answer.content.decode()
        return answer

    def said_beside(self, cell):
        """What stands beside a cell, without its tags."""
        _, _, rest = self.page.partition(f'id="said-{cell}"')
        return rest.partition("</div>")[0]


@pytest.fixture
def desk(client, cast, province, period):
    client.force_login(cast.commune)
    return Desk(client, province.communes[0], period)


SENTENCES = {
    "a letter": ("abc", "“abc” không phải là số."),
    "a negative": ("-5", "Số liệu không thể là số âm."),
    "half a child": ("1,5", "“1,5” không phải là số nguyên."),
    "an English thousand": ("1,240", "“1,240” là 1.240 hay là số lẻ?"),
    "30 digits": ("9" * 30, "Số này quá lớn. Số lớn nhất có thể nhập là 999.999.999."),
    "10,000 letters": ("x" * 10_000, f"“{'x' * 40}…” không phải là số."),
    "one too many": ("1.000.000.000", "Số này quá lớn."),
    "a sum": ("=1+1", "“=1+1” không phải là số."),
    "a script": ("<script>", "“&lt;script&gt;” không phải là số."),
}


@pytest.mark.parametrize(("typed", "sentence"), SENTENCES.values(), ids=SENTENCES)
def test_what_is_no_figure_is_refused_beside_its_cell(desk, typed, sentence):
    answer = desk.post(live_births=typed, children_under_16="1.240")

    assert answer.status_code == 422
    assert sentence in desk.said_beside("live_births")
    assert 'href="#number-live_births"' in desk.page
    assert not Submission.objects.exists()


def test_the_rest_of_what_was_typed_is_still_there(desk):
    desk.send(
        {
            "version": "0",
            "number-live_births": "abc",
            "number-children_under_16": "1240",
            "number-children_under_16-male": "6oo",
            "absence-abused_children": UNKNOWN,
            "number-abused_children": "",
            "reason-abused_children": "chờ công an huyện",
        }
    )

    for typed in ('value="abc"', 'value="1240"', 'value="6oo"', ">chờ công an huyện</textarea>"):
        assert typed in desk.page


def test_a_part_with_a_fault_is_unfolded_so_that_it_is_seen(desk):
    desk.post(children_under_16__male="-1")

    assert "âm" in desk.said_beside("children_under_16-male")
    assert "<details open>" in desk.page


@pytest.mark.parametrize(
    "name", ["live_births-unknown", "disaster_affected-male-kinh", "schools", "nonsense"]
)
def test_a_cell_that_the_sheet_does_not_have_is_refused_by_its_name(desk, name):
    answer = desk.send({"version": "0", "number-live_births": "12", f"number-{name}": "5"})

    assert answer.status_code == 422
    assert f"Biểu của đơn vị không có ô “{name}”." in desk.page
    assert not Figure.objects.exists()


def test_a_number_and_an_absence_in_one_cell_are_refused(desk):
    answer = desk.send({"version": "0", "number-live_births": "12", "absence-live_births": NOTHING})

    assert answer.status_code == 422
    assert "Chỉ ghi một trong hai" in desk.said_beside("live_births")
    assert not Submission.objects.exists()


def test_no_data_wants_its_reason(desk):
    desk.send({"version": "0", "number-live_births": "", "absence-live_births": UNKNOWN})

    assert "Xin ghi lý do chưa có số liệu." in desk.said_beside("live_births")


def test_a_stock_cannot_say_that_nothing_occurred(desk):
    desk.send({"version": "0", "number-children_under_16": "", "absence-children_under_16": NOTHING})

    assert "không có thì ghi số 0" in desk.said_beside("children_under_16")


def test_an_absence_nobody_knows_is_refused(desk):
    desk.send({"version": "0", "number-live_births": "", "absence-live_births": "perhaps"})

    assert "Chỉ có “không phát sinh” và “chưa có số liệu”." in desk.said_beside("live_births")


@pytest.mark.parametrize("reason", ["dài " * 2500, "lạ\x00"], ids=["10,000 letters", "an unreadable sign"])
def test_a_reason_that_is_no_reason_is_refused_kindly(desk, reason):
    fields = {"number-live_births": "", "absence-live_births": UNKNOWN, "reason-live_births": reason}

    answer = desk.send({"version": "0", **fields})

    assert answer.status_code == 422
    assert "Lời giải thích" in desk.said_beside("live_births")


@pytest.mark.parametrize("version", ["", "abc", "-1", "9" * 30, "٣"])
def test_a_version_that_is_no_number_overwrites_nothing(desk, version):
    build.fill(build.start(desk.unit, desk.period), {"live_births": 12})

    answer = desk.post(version=version, live_births="13")

    assert answer.status_code == 409
    assert Figure.objects.get().number == 12


def test_a_stale_form_is_refused_whole_with_what_is_stored_and_by_whom(desk, cast):
    submission = build.fill(
        build.start(desk.unit, desk.period), {"live_births": 12, "children_under_16": 900}
    )
    seen = submission.version
    colleague = build.make_user("enters", desk.unit, "colleague", full_name="Y Blô")
    build.fill(submission, {"live_births": 15}, by=colleague)

    answer = desk.post(version=seen, live_births="13", children_under_16="950")

    assert answer.status_code == 409
    assert "Đang lưu: <strong>15</strong> (Y Blô" in desk.said_beside("live_births")
    assert 'href="#number-live_births">Số trẻ đẻ sống trong kỳ: đang lưu 15</a>' in desk.page
    assert 'value="13"' in desk.page
    assert 'value="950"' in desk.page
    assert "Đang lưu" not in desk.said_beside("children_under_16")  # nobody else touched it
    assert sorted(Figure.objects.values_list("number", flat=True)) == [15, 900]


def test_after_a_stale_form_the_officer_decides_and_saves(desk):
    submission = build.fill(build.start(desk.unit, desk.period), {"live_births": 12})
    build.fill(submission, {"live_births": 15})
    desk.post(version=submission.version, live_births="13")
    current = Submission.objects.get().version

    assert f'name="version" value="{current}"' in desk.page
    assert desk.post(version=current, live_births="13").status_code == 302
    assert Figure.objects.get().number == 13


def test_a_cell_emptied_by_someone_else_is_told_as_empty(desk):
    submission = build.fill(build.start(desk.unit, desk.period), {"live_births": 12, "children_under_16": 9})
    emptied = figures.change_figures(
        submission,
        changes=[build.Change("live_births", version=submission.version)],
        by=build.officer_of(desk.unit),
        at=build.after(desk.period),
        origin="page",
    )

    desk.post(version=emptied.version - 1, live_births="13")

    assert "Đang lưu: <strong>–</strong>" in desk.said_beside("live_births")


def test_a_second_submission_of_the_same_quarter_is_refused_and_nothing_is_lost(desk):
    build.fill(build.start(desk.unit, desk.period), {"live_births": 12})

    answer = desk.post(version=0, live_births="13")

    assert answer.status_code == 409
    assert 'value="13"' in desk.page
    assert Submission.objects.count() == 1


def test_a_closed_quarter_refuses_the_whole_and_keeps_what_was_typed(desk):
    submission = build.fill(build.start(desk.unit, desk.period), {"live_births": 12})
    at = build.after(desk.period)
    periods.close(desk.period, version=desk.period.version, by=None, at=at, origin="command")

    answer = desk.post(version=submission.version, live_births="13")

    assert answer.status_code == 409
    assert "Quý đã khóa số liệu." in desk.page
    assert 'value="13"' in desk.page
    assert 'name="submit"' not in desk.page
    assert Figure.objects.get().number == 12


def test_a_sheet_that_was_handed_in_meanwhile_keeps_what_was_typed(desk):
    submission = build.submitted(desk.unit, desk.period, {"live_births": 12})

    answer = desk.post(version=submission.version - 1, live_births="13")

    assert answer.status_code == 409
    assert "Biểu đang chờ duyệt. Muốn sửa số liệu" in desk.page
    assert 'value="13"' in desk.page


def test_another_units_form_does_not_exist(desk, province):
    other = reverse("districts:entry", args=["749-2024", desk.period.as_quarter, province.communes[1].code])

    assert desk.browser.get(other).status_code == 404
    assert desk.browser.post(other, {"version": "0", "number-live_births": "1"}).status_code == 404
    assert not Submission.objects.exists()


def test_the_province_sees_a_commune_and_may_not_write_in_it(desk, cast):
    desk.browser.force_login(cast.province)

    answer = desk.post(live_births="1")

    assert answer.status_code == 403
    assert "Tài khoản này không nhập được số liệu của đơn vị." in desk.page
    assert not Submission.objects.exists()


def test_before_the_last_day_a_save_stays_and_submitting_says_from_when(desk, settings):
    settings.DEMO_TODAY = date(2024, 3, 1)
    build.complete(build.start(desk.unit, desk.period), {})
    version = Submission.objects.get().version
    reason = {"absence-live_births": UNKNOWN, "reason-live_births": "chưa hết quý"}

    fields = {"version": version, "number-live_births": "", **reason, "submit": "1"}
    page = desk.browser.post(desk.place, fields, follow=True).content.decode()

    assert "Số liệu của quý chỉ gửi được từ ngày 14/3/2024." in page
    assert Figure.objects.get(element__code="live_births").reason == "chưa hết quý"
    assert Submission.objects.get().state == Submission.State.DRAFT
