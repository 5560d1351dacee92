"""The submission's page: what its accepter reads, the steps it takes, and what is kept from whom."""

from datetime import timedelta

import pytest
from django.urls import reverse

from districts.actions import periods, submissions
from districts.models import Event, Submission
from districts.tests import builders as build
from districts.tests.builders import NOTHING

State = Submission.State


@pytest.fixture
def commune(province):
    return province.communes[0]


@pytest.fixture
def waiting(commune, period, cast):
    """The commune's first quarter, handed in."""
    return build.submitted(commune, period, {"children_under_16": 1240, "abused_children": 7})


def address(submission, step="submission"):
    return reverse(f"districts:{step}", args=[submission.pk])


def read(client, user, submission):
    client.force_login(user)
    return client.get(address(submission)).content.decode()


def test_an_accepter_accepts_what_was_seen(client, cast, waiting):
    client.force_login(cast.district)

    client.post(address(waiting, "accept"), {"version": waiting.version})

    accepted = Submission.objects.get()
    assert (accepted.state, accepted.accepted_by) == (State.ACCEPTED, cast.district)


def test_what_changed_since_it_was_seen_is_not_accepted(client, cast, waiting):
    client.force_login(cast.district)

    answer = client.post(address(waiting, "accept"), {"version": waiting.version - 1})

    assert answer.status_code == 409
    assert "Biểu đã thay đổi" in answer.content.decode()
    assert Submission.objects.get().state == State.SUBMITTED


def test_a_second_click_on_accept_is_told_what_stands(client, cast, waiting):
    client.force_login(cast.district)
    form = {"version": waiting.version}

    client.post(address(waiting, "accept"), form)
    page = client.post(address(waiting, "accept"), form, follow=True)

    assert "Biểu đã duyệt: district," in page.content.decode()
    assert Event.objects.filter(action=Event.Action.ACCEPTED).count() == 1


@pytest.mark.parametrize("step", ["submit", "accept", "send_back"])
def test_a_steps_bare_address_shows_the_submission_and_takes_no_step(client, cast, waiting, step):
    """Whoever was signed out meanwhile comes back to it after signing in anew."""
    client.force_login(cast.district)

    answer = client.get(address(waiting, step))

    assert answer.url == address(waiting)
    assert Submission.objects.get().state == State.SUBMITTED


def test_a_return_carries_its_reason_to_the_commune(client, cast, waiting):
    client.force_login(cast.district)

    client.post(address(waiting, "send_back"), {"version": waiting.version, "reason": "Xin rà lại 7 vụ"})

    assert "“Xin rà lại 7 vụ”" in read(client, cast.commune, waiting)


@pytest.mark.parametrize(
    ("reason", "sentence"), [("  ", "Xin ghi lý do trả lại"), ("dài " * 1000, "Lý do dài quá 2.000 ký tự")]
)
def test_a_return_without_a_proper_reason_is_refused(client, cast, waiting, reason, sentence):
    client.force_login(cast.district)

    answer = client.post(address(waiting, "send_back"), {"version": waiting.version, "reason": reason})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Submission.objects.get().state == State.SUBMITTED


def test_a_stale_return_keeps_the_reason_that_was_typed(client, cast, waiting):
    client.force_login(cast.district)

    answer = client.post(address(waiting, "send_back"), {"version": 1, "reason": "Xin rà lại 7 vụ"})

    assert answer.status_code == 409
    assert "Xin rà lại 7 vụ</textarea>" in answer.content.decode()


def test_an_accepted_one_may_be_returned_later_and_is_then_corrected(client, cast, waiting, period):
    at = build.after(period)
    accepted = submissions.accept(waiting, version=waiting.version, by=cast.district, at=at, origin="page")
    client.force_login(cast.province)

    client.post(address(waiting, "send_back"), {"version": accepted.version, "reason": "Sai số trẻ em"})

    assert Submission.objects.get().state == State.RETURNED
    assert "Sửa và gửi lại" in read(client, cast.commune, waiting)


@pytest.mark.parametrize("step", ["accept", "send_back"])
def test_a_commune_accepts_and_returns_nothing(client, cast, waiting, step):
    client.force_login(cast.commune)

    answer = client.post(address(waiting, step), {"version": waiting.version, "reason": "thử"})

    assert answer.status_code == 403
    assert "Tài khoản này không" in answer.content.decode()


@pytest.mark.parametrize("who", ["neighbour", "stranger"])
@pytest.mark.parametrize("step", ["submission", "submit", "accept", "send_back"])
def test_a_stranger_finds_nothing(client, cast, waiting, who, step):
    client.force_login(getattr(cast, who))
    ask = client.get if step == "submission" else client.post

    assert ask(address(waiting, step)).status_code == 404


def test_a_draft_is_handed_in_as_it_is_stored(client, cast, commune, period):
    draft = build.complete(build.start(commune, period), {"live_births": 3})
    client.force_login(cast.commune)

    client.post(address(draft, "submit"), {"version": draft.version})

    assert Submission.objects.get().state == State.SUBMITTED


def test_a_draft_that_is_not_ready_leads_to_its_form(client, cast, commune, period):
    draft = build.fill(build.start(commune, period), {"live_births": 3})
    client.force_login(cast.commune)

    page = client.post(address(draft, "submit"), {"version": draft.version}, follow=True)

    assert "Những chỗ còn phải làm trước khi gửi duyệt" in page.content.decode()


def test_sensitive_figures_are_withheld_in_the_table_and_in_the_log(client, cast, waiting):
    page = read(client, cast.looker, waiting)

    assert "▒ Không công bố" in page
    assert "<strong>7</strong>" not in page
    assert "<strong>1.240</strong>" in page


def test_a_sentence_that_tells_a_sensitive_figure_is_withheld_too(client, cast, commune, period):
    draft = build.fill(build.start(commune, period), {"children_under_16": 100, "abused_children": 117})

    assert "117" in read(client, cast.district, draft)
    assert "117" not in read(client, cast.looker, draft)


def test_differences_stand_beside_the_figures(client, cast, commune, the_plan, period, waiting):
    earlier = build.make_period(the_plan, "2023-Q4")
    build.accepted(commune, earlier, {"children_under_16": 1250})
    last_year = build.make_period(the_plan, "2023-Q1")
    build.accepted(commune, last_year, {"children_under_16": 1200})

    page = read(client, cast.district, waiting)

    assert ">−10</td>" in page
    assert ">+40</td>" in page


def test_the_log_tells_each_step_in_words_with_old_and_new(client, cast, commune, period):
    draft = build.fill(build.start(commune, period), {"live_births": 12})
    build.fill(draft, {"live_births": NOTHING})

    page = read(client, cast.commune, draft)

    assert "12 → <strong>∅ Không phát sinh</strong>" in page
    assert "Bắt đầu biểu" in page


def test_a_late_sheet_says_so_and_an_extended_one_does_not(client, cast, commune, period):
    draft = build.complete(build.start(commune, period), {})
    at = build.noon(period.due_commune + timedelta(days=2))
    late = submissions.submit(draft, version=draft.version, by=cast.commune, at=at, origin="page")
    assert "gửi muộn" in read(client, cast.district, late)

    until = period.due_commune + timedelta(days=5)
    periods.extend(period, unit=commune, until=until, reason="lũ", by=cast.province, at=at, origin="page")
    assert "gửi muộn" not in read(client, cast.district, late)


def test_in_a_closed_quarter_nothing_is_accepted(client, cast, period, waiting):
    at = build.after(period)
    periods.close(period, version=period.version, by=None, at=at, origin="command")

    assert "Quý đã khóa số liệu: chỉ xem được." in read(client, cast.district, waiting)
    answer = client.post(address(waiting, "accept"), {"version": waiting.version})
    assert answer.status_code == 409
    assert Submission.objects.get().state == State.SUBMITTED


def test_the_next_one_that_waits_is_offered(client, cast, province, period, waiting):
    other = next(unit for unit in province.communes[1:] if unit.parent_id == province.districts[0].pk)
    following = build.submitted(other, period, {})
    client.force_login(cast.district)

    page = client.post(address(waiting, "accept"), {"version": waiting.version}, follow=True)

    link = f'Đơn vị tiếp theo đang chờ duyệt: <a href="{address(following)}">{other.name}</a>'
    assert link in page.content.decode()


def test_the_page_takes_the_same_queries_however_long_its_log(
    client, cast, commune, period, django_assert_num_queries
):
    draft = build.fill(build.start(commune, period), {"live_births": 1})
    client.force_login(cast.commune)

    with django_assert_num_queries(READING):
        client.get(address(draft))
    for number in range(2, 8):
        build.fill(draft, {"live_births": number, "children_under_16": number})
    with django_assert_num_queries(READING):
        client.get(address(draft))


READING = 12
