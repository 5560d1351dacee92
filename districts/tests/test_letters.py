"""Letters: who is reminded when, what a return sends, and that a mail server that is down loses nothing."""

import socket
from datetime import date, datetime, timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings as portal_settings
from django.core import mail
from django.db import transaction
from django.utils.timezone import get_default_timezone
from pytest_django import DjangoAssertNumQueries

from districts import digests, tasks
from districts.actions import letters, people, periods
from districts.models import Letter, Period, User
from districts.models.people import Role
from districts.tests.assigned import assigned, cancelled, done
from districts.tests.builders import (
    COMMAND,
    PAGE,
    Cast,
    Province,
    after,
    make_period,
    make_province,
    make_user,
    submitted,
)
from districts.tests.steps import close, send_back
from districts.tests.task_report_builders import sent as words_sent
from indicators.models import Plan
from plan749.celery import app

NOON = datetime(2024, 3, 15, 12, tzinfo=get_default_timezone())
DUE = date(2024, 3, 18)  # of communes, in the quarter of these tests


@pytest.fixture
def reachable(cast: Cast) -> Cast:
    """Each of the cast with an address."""
    for user in (cast.commune, cast.district, cast.department, cast.province, cast.looker):
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@kontum.example")
        user.email = f"{user.username}@kontum.example"
    return cast


def reminded(today: date) -> dict[str, str]:
    return {one.to.username: one.body for one in digests.reminders(today)}


# The day's reminder -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (4, ""),
        (3, "còn 3 ngày (hạn 18/3/2024)"),
        (2, ""),
        (1, ""),
        (0, "hôm nay là hạn cuối (hạn 18/3/2024)"),
        (-1, "đã quá hạn 1 ngày (hạn 18/3/2024)"),
        (-2, ""),
    ],
)
def test_a_commune_is_reminded_three_days_before_on_the_day_and_a_day_late(
    period: Period, reachable: Cast, days: int, words: str
):
    assert period.due_commune == DUE

    body = reminded(DUE - timedelta(days=days)).get("commune", "")

    assert words in body
    assert bool(body) == bool(words)


def test_a_letter_is_plain_and_names_the_unit_the_quarter_and_the_page(
    period: Period, reachable: Cast, settings: Any
):
    settings.PORTAL_URL = "https://treem.kontum.example/"
    [one] = [one for one in digests.reminders(DUE) if one.to == reachable.commune]

    assert one.subject == "Nhắc việc ngày 18/3/2024: số liệu Kế hoạch 749"
    assert one.body == (
        "Kính gửi ông/bà commune,\n\n"
        "- Nộp số liệu quý I/2024 của Xã 90001: hôm nay là hạn cuối (hạn 18/3/2024).\n\n"
        "Xin xem trang Việc của tôi: https://treem.kontum.example/my-work/\n\n"
        "Thư này do cổng số liệu Kế hoạch 749 tự gửi; xin không trả lời thư.\n"
    )


def test_whoever_has_handed_in_is_not_reminded(province: Province, period: Period, reachable: Cast):
    submitted(province.communes[0], period, {})

    assert "commune" not in reminded(DUE)


def test_whoever_was_given_longer_is_reminded_of_their_own_day(
    province: Province, period: Period, reachable: Cast
):
    periods.extend(
        period,
        unit=province.communes[0],
        until=date(2024, 3, 25),
        reason="lũ",
        by=None,
        at=NOON,
        origin=COMMAND,
    )

    assert "commune" not in reminded(DUE)
    assert "còn 3 ngày (hạn 25/3/2024)" in reminded(date(2024, 3, 22))["commune"]


def test_an_accepter_reads_in_it_how_many_sheets_wait(province: Province, period: Period, reachable: Cast):
    submitted(province.communes[0], period, {})

    body = reminded(period.due_district)["district"]

    assert "- Duyệt số liệu quý I/2024: 1 biểu đang chờ." in body
    assert "Nộp số liệu quý I/2024 của Huyện 901: hôm nay là hạn cuối" in body


def test_words_stand_beside_figures_for_whoever_writes_and_whoever_accepts_them(
    province: Province, period: Period, reachable: Cast
):
    assert "- Nộp báo cáo nhiệm vụ quý I/2024 của Huyện 901: hôm nay là hạn cuối" in reminded(DUE)["district"]
    assert "báo cáo nhiệm vụ" not in reminded(DUE)["commune"]

    words_sent(province.districts[0], period)

    assert "báo cáo nhiệm vụ" not in reminded(DUE)["district"]
    body = reminded(period.due_lead_department)["province"]
    assert "- Duyệt báo cáo nhiệm vụ quý I/2024: 1 báo cáo đang chờ." in body


@pytest.mark.parametrize("why", ["no address", "closed account", "looks only", "closed quarter"])
def test_nobody_else_is_written_to(period: Period, reachable: Cast, why: str):
    if why == "no address":
        User.objects.update(email="")
    if why == "closed account":
        User.objects.update(is_active=False)
    if why == "closed quarter":
        close(period)

    found = reminded(DUE)

    assert "looker" not in found
    assert bool(found) == (why == "looks only")


def test_it_is_written_once_a_day_however_often_it_is_asked(period: Period, reachable: Cast):
    first = letters.write_digests(DUE, at=NOON)

    assert first == Letter.objects.count() > 0
    assert letters.write_digests(DUE, at=NOON + timedelta(hours=1)) == 0
    assert letters.write_digests(DUE + timedelta(days=1), at=NOON) > 0


def test_seven_in_the_morning_is_the_provinces_seven():
    timetable = app.conf.beat_schedule["remind of due days"]["schedule"]

    assert (timetable.hour, timetable.minute) == ({7}, {0})
    assert str(app.timezone) == portal_settings.TIME_ZONE == "Asia/Ho_Chi_Minh"


@pytest.mark.parametrize("communes", [3, 30])
def test_reminding_asks_as_much_for_any_number_of_people(
    the_plan: Plan, communes: int, django_assert_num_queries: DjangoAssertNumQueries
):
    for unit in make_province(communes=communes, districts=1).communes:
        make_user(Role.ENTERS, unit, email=f"xa{unit.code}@kontum.example")
    make_period(the_plan, "2024-Q1")

    with django_assert_num_queries(7):
        assert len(digests.reminders(DUE)) == communes


def test_a_lead_is_reminded_of_its_tasks_as_of_its_figures_and_each_letter_names_what_is_late(
    the_plan: Plan, province: Province, reachable: Cast
):
    lead = province.departments[0]
    assigned(the_plan, lead, text="Tập huấn", due=date(2024, 12, 6))
    assigned(the_plan, lead, text="Diễn đàn", due=date(2024, 12, 20))
    done(assigned(the_plan, lead, text="Đã làm", due=date(2024, 12, 6)), date(2024, 12, 5))
    cancelled(assigned(the_plan, lead, text="Thôi làm", due=date(2024, 12, 6)))

    assert "department" not in reminded(date(2024, 12, 8))
    assert (
        "- Việc được giao “Tập huấn”: đã quá hạn 1 ngày (hạn 06/12/2024).\n"
        in (reminded(date(2024, 12, 7))["department"])
    )
    body = reminded(date(2024, 12, 17))["department"]
    assert body.splitlines()[2:4] == [
        "- Việc được giao “Tập huấn”: đã quá hạn 11 ngày (hạn 06/12/2024).",
        "- Việc được giao “Diễn đàn”: còn 3 ngày (hạn 20/12/2024).",
    ]
    assert not any("làm" in text for text in reminded(date(2024, 12, 17)).values())
    assert "district" not in reminded(date(2024, 12, 17))


# At once ------------------------------------------------------------------------------------------


def test_a_return_writes_to_the_units_people_with_its_word(
    province: Province, period: Period, reachable: Cast
):
    send_back(submitted(province.communes[0], period, {}), reachable.district, reason="sót thôn 3")

    [letter] = Letter.objects.all()
    assert (letter.kind, letter.to, letter.address) == (
        "returned",
        reachable.commune,
        "commune@kontum.example",
    )
    assert letter.subject == "Bị trả lại: số liệu quý I/2024 của Xã 90001"
    assert "“sót thôn 3”" in letter.body
    assert letter.sent_at is None


def test_a_reopening_writes_to_the_units_people(province: Province, period: Period, reachable: Cast):
    until, unit = date(2024, 4, 10), province.communes[0]
    periods.reopen_unit(
        close(period), unit=unit, until=until, reason="sót", by=reachable.province, at=NOON, origin=PAGE
    )

    [letter] = Letter.objects.all()
    assert (letter.kind, letter.to) == ("reopened", reachable.commune)
    assert "Số liệu quý I/2024 được mở lại cho Xã 90001 đến hết ngày 10/4/2024" in letter.body


def test_a_quarter_reopened_writes_to_the_people_of_all_its_units(period: Period, reachable: Cast):
    closed = close(period)
    told = {"by": reachable.province, "at": NOON, "origin": PAGE}
    periods.reopen(closed, version=closed.version, reason="bổ sung xã Đăk Long", **told)

    letters_of = {letter.to: letter for letter in Letter.objects.filter(kind="reopened")}
    assert {reachable.commune, reachable.district, reachable.department} <= set(letters_of)
    assert reachable.province not in letters_of
    assert letters_of[reachable.commune].subject == "Được mở lại: số liệu quý I/2024"
    assert "Số liệu quý I/2024 được mở lại cho mọi đơn vị, với lý do:\n“bổ sung xã Đăk Long”" in (
        letters_of[reachable.commune].body
    )


def test_a_return_that_is_undone_leaves_no_letter(province: Province, period: Period, reachable: Cast):
    waiting = submitted(province.communes[0], period, {})

    with transaction.atomic():
        send_back(waiting, reachable.district)
        transaction.set_rollback(True)

    assert not Letter.objects.exists()


def test_a_queue_that_is_down_fails_no_return(
    province: Province, period: Period, reachable: Cast, monkeypatch: pytest.MonkeyPatch, queued_tasks: None,
    django_capture_on_commit_callbacks: Any,
):  # fmt: skip
    monkeypatch.setattr(app.conf, "broker_url", "redis://127.0.0.1:1/0")
    with django_capture_on_commit_callbacks(execute=True):
        send_back(submitted(province.communes[0], period, {}), reachable.district)

    assert Letter.objects.get().sent_at is None


# To the mail server -------------------------------------------------------------------------------


def write_one(person: User) -> Letter:
    letters.write(
        Letter.Kind.RETURNED, person, "Bị trả lại: số liệu quý I/2024", "Kính gửi ông/bà,\n", at=NOON
    )
    return Letter.objects.get()


def test_what_was_taken_is_not_sent_again(reachable: Cast):
    write_one(reachable.commune)

    assert (letters.send_waiting(at=NOON), letters.send_waiting(at=NOON)) == (1, 0)
    assert [message.to for message in mail.outbox] == [["commune@kontum.example"]]


class Postman:
    """What a mail server on loopback got, or why it takes nothing."""

    def __init__(self, refusal: str = "") -> None:
        self.refusal, self.got = refusal, []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.refusal:
            return self.refusal
        self.got.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"


@pytest.fixture
def real_mail(settings: Any) -> Any:
    """A mail server on loopback; the portal's settings lead to it."""

    def started(postman: Postman) -> Controller:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        controller = Controller(postman, hostname="127.0.0.1", port=port)
        controllers.append(controller)
        controller.start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.DEFAULT_FROM_EMAIL = "Cổng số liệu <treem@kontum.example>"
        return controller

    controllers: list[Controller] = []
    yield started
    for controller in controllers:
        if controller.server is not None:
            controller.stop()


def test_a_real_server_gets_the_letter_with_every_vietnamese_letter(real_mail: Any, reachable: Cast):
    postman = Postman()
    real_mail(postman)
    letter = write_one(reachable.commune)

    assert letters.send_waiting(at=NOON) == 1

    [(to, message)] = postman.got
    assert to == ["commune@kontum.example"]
    assert message["Subject"] == letter.subject
    assert message["From"] == "Cổng số liệu <treem@kontum.example>"
    assert message.get_content().replace("\r\n", "\n") == letter.body
    letter.refresh_from_db()
    assert (letter.sent_at, letter.tries, letter.fault) == (NOON, 1, "")


def test_a_server_that_refuses_leaves_the_letter_and_is_asked_again_after_a_growing_pause(
    real_mail: Any, reachable: Cast
):
    postman = Postman("451 Hộp thư đầy".encode("ascii", "replace").decode())
    real_mail(postman)
    letter = write_one(reachable.commune)

    assert letters.send_waiting(at=NOON) == 0
    letter.refresh_from_db()
    assert (letter.tries, letter.try_at, "451" in letter.fault) == (1, NOON + timedelta(minutes=5), True)
    assert letters.send_waiting(at=NOON + timedelta(minutes=4)) == 0
    postman.refusal = ""
    assert letters.send_waiting(at=NOON + timedelta(minutes=5)) == 1
    assert len(postman.got) == 1


def test_no_server_at_all_loses_nothing(real_mail: Any, reachable: Cast):
    real_mail(Postman()).stop()
    letter = write_one(reachable.commune)

    assert letters.send_waiting(at=NOON) == 0
    letter.refresh_from_db()
    assert letter.sent_at is None and letter.fault


def test_after_nine_tries_a_letter_is_left(reachable: Cast):
    write_one(reachable.commune)
    Letter.objects.update(tries=letters.MOST_TRIES)

    assert letters.send_waiting(at=NOON) == 0


def test_the_morning_task_writes_and_sends(period: Period, reachable: Cast, settings: Any):
    settings.DEMO_TODAY = DUE

    tasks.write_digests()
    tasks.write_digests()

    assert len(mail.outbox) == Letter.objects.exclude(sent_at=None).count() == len(reminded(DUE))


# The address --------------------------------------------------------------------------------------


def test_the_administrator_writes_down_an_address(cast: Cast, period: Period):
    people.change_details(
        cast.commune,
        full_name="Y Thảo",
        phone="",
        email=" xa90001@kontum.example ",
        by=cast.administrator,
        at=after(period),
        origin=PAGE,
    )

    assert User.objects.get(pk=cast.commune.pk).email == "xa90001@kontum.example"
