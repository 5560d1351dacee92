"""What must never be false of who reports and what they reported, the database itself refuses."""

from collections.abc import Iterator
from datetime import date, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import IntegrityError, models, transaction
from pytest_django import DjangoDbBlocker

from districts.actions import periods
from districts.models import (
    Delivery,
    Event,
    GroupWords,
    KeptAnswer,
    Letter,
    Membership,
    Period,
    Remark,
    Reopening,
    Token,
    Webhook,
)
from districts.models.submissions import NEEDS_A_REASON
from districts.tests.assigned import assigned, done
from districts.tests.builders import (
    COMMAND,
    Cast,
    Province,
    accepted,
    fill,
    make_cast,
    make_period,
    make_province,
    make_unit,
    noon,
    start,
    submitted,
)
from districts.tests.steps import send_back
from districts.tests.task_report_builders import accept, begun, prove, say, sent
from districts.tests.task_report_builders import send_back as return_report
from indicators.models import Element
from indicators.tests.builders import load_the_plan
from indicators.tests.constraints import constraints_of, refuses_another, refuses_update

LATER = noon(date(2024, 5, 1))
END = LATER + timedelta(days=90)
DAY = date(2024, 3, 14)  # the quarter's last day; communes are due on the 18th, a Monday


@pytest.fixture(scope="module")
def rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[SimpleNamespace]:
    """One good row of each kind and state, made once: every test here ends as it began."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield good_rows()
        transaction.set_rollback(True)


@pytest.fixture
def good(rows: SimpleNamespace, db: None) -> SimpleNamespace:
    return rows


def good_rows() -> SimpleNamespace:
    period = make_period(load_the_plan(), "2024-Q1")
    within = make_province(communes=4, districts=2)
    cast, communes = make_cast(within), within.communes
    draft = fill(start(communes[2], period), {"live_births": 12})
    waiting = submitted(communes[3], period, {})
    extension = periods.extend(
        period, unit=communes[0], until=date(2024, 4, 1), reason="lũ", by=None, at=LATER, origin=COMMAND
    )
    reopening = Reopening.objects.create(period=period, unit=communes[0], until=date(2024, 4, 1), reason="lũ")
    letter = Letter.objects.create(
        kind="digest", to=cast.commune, address="xa@kontum.example", subject="Nhắc việc", body="Kính gửi",
        day=LATER.date(), written_at=LATER, try_at=LATER,
    )  # fmt: skip
    returned = send_back(submitted(communes[1], period, {}), cast.province)
    remark = Remark.objects.create(
        event=returned.events.get(action="returned"),
        element=Element.objects.get(code="live_births"),
        words="thấp hơn sổ khai sinh",
    )
    return SimpleNamespace(
        someone=cast.commune,
        membership=cast.commune.membership,
        top=within.province,
        unit=communes[0],
        period=period,
        extension=extension,
        reopening=reopening,
        letter=letter,
        key=good_key(cast),
        draft=draft,
        submitted=waiting,
        accepted=accepted(communes[0], period, {}),
        returned=returned,
        remark=remark,
        task=assigned(period.plan, within.departments[0]),
        finished=done(assigned(period.plan, within.departments[0]), DAY, "đã xong"),
        figure=draft.figures.get(),
        event=Event.objects.filter(action="started").first(),
        kept=good_answer(cast),
        **good_words(within, period),
        **good_webhooks(cast, within),
    )


def good_key(cast: Cast) -> Token:
    return Token.objects.create(
        user=cast.commune, name="kho", digest="1" * 64, created_at=LATER, expires_at=END
    )


def good_answer(cast: Cast) -> KeptAnswer:
    return KeptAnswer.objects.create(
        user=cast.commune, key="a key", fingerprint="f", rights="r", status=200, body="{}", kept_at=LATER
    )


def good_webhooks(cast: Cast, within: Province) -> dict[str, models.Model]:
    """An address that is told, with news that waits and news that was taken."""
    told = {"kind": "test", "body": "{}", "written_at": LATER, "try_at": LATER}
    webhook = Webhook.objects.create(
        province=within.province, name="kho dữ liệu", url="https://kho.example.vn/", kinds=["period.closed"],
        salt="0" * 32, created_at=LATER, created_by=cast.province,
    )  # fmt: skip
    return {
        "webhook": webhook,
        "waiting_news": Delivery.objects.create(webhook=webhook, event=uuid4(), **told),
        "taken_news": Delivery.objects.create(
            webhook=webhook, event=uuid4(), state="taken", status=200, ended_at=LATER, **told
        ),
    }


def good_words(within: Province, period: Period) -> dict[str, models.Model]:
    """A task report in each state, with its words and its evidence."""
    districts, departments = within.districts, within.departments
    draft = say(begun(districts[0], period), 1, "đã mở 4 lớp tập huấn")
    return {
        "draft_report": draft,
        "submitted_report": sent(districts[1], period),
        "accepted_report": accept(sent(departments[0], period)),
        "returned_report": return_report(sent(departments[1], period)),
        "words": draft.words.get(),
        "file": prove(draft),
        "event_of_words": draft.events.first(),
    }


# (the constraint, the good row, what would make it wrong)
WRONG = [
    ("a_token_has_a_name", "key", {"name": ""}),
    ("a_token_ends_after_it_began", "key", {"expires_at": LATER}),
    ("whoever_revoked_a_token_did_so_at_a_moment", "key", {"revoked_by": 1}),
    ("a_level_is_one_of_four", "unit", {"level": "hamlet"}),
    ("a_period_is_open_or_closed", "period", {"state": "ajar"}),
    ("a_submission_is_in_a_state_we_know", "submitted", {"state": "lost"}),
    ("a_role_is_one_of_five", "membership", {"role": "king"}),
    ("a_unit_begins_before_it_ends", "unit", {"valid_from": date(2024, 2, 1), "valid_to": date(2024, 1, 31)}),
    ("only_a_province_stands_alone", "unit", {"parent": None}),
    ("only_a_province_stands_alone", "unit", {"province": None}),
    ("only_a_province_stands_alone", "unit", {"level": "province"}),
    ("only_a_province_stands_alone", "top", {"level": "commune"}),
    ("a_year_has_four_quarters", "period", {"quarter": 0}),
    ("a_year_has_four_quarters", "period", {"quarter": 5}),
    ("a_period_begins_before_it_ends", "period", {"first_day": date(2024, 3, 15)}),
    ("due_days_follow_the_chain", "period", {"due_commune": date(2024, 3, 13)}),
    ("due_days_follow_the_chain", "period", {"due_district": DAY}),
    ("due_days_follow_the_chain", "period", {"due_department": date(2024, 3, 13)}),
    ("due_days_follow_the_chain", "period", {"due_lead_department": DAY}),
    ("due_days_follow_the_chain", "period", {"due_province": DAY}),
    ("an_extension_has_its_reason", "extension", {"reason": ""}),
    ("who_submitted_and_when_go_together", "submitted", {"submitted_by": None}),
    ("who_submitted_and_when_go_together", "submitted", {"first_submitted_at": None}),
    ("who_submitted_and_when_go_together", "draft", {"submitted_at": LATER}),
    ("an_accepted_submission_says_by_whom_and_when", "accepted", {"accepted_by": None}),
    ("an_accepted_submission_says_by_whom_and_when", "accepted", {"accepted_at": None}),
    ("an_accepted_submission_says_by_whom_and_when", "submitted", {"state": "accepted"}),
    ("an_accepted_submission_says_by_whom_and_when", "accepted", {"state": "submitted"}),
    ("an_accepted_submission_says_by_whom_and_when", "submitted", {"accepted_at": LATER}),
    ("only_a_draft_was_never_submitted", "draft", {"state": "submitted"}),
    ("only_a_draft_was_never_submitted", "draft", {"state": "returned", "return_reason": "?"}),
    ("a_return_has_its_reason", "returned", {"return_reason": ""}),
    ("a_split_is_one_we_know", "figure", {"split": "boys"}),
    ("a_figure_is_a_number_or_an_absence", "figure", {"number": None}),
    ("a_figure_is_a_number_or_an_absence", "figure", {"absence": "nothing_occurred"}),
    ("a_figure_is_a_number_or_an_absence", "figure", {"number": None, "absence": "not_due"}),
    ("a_figure_is_from_0_to_999999999", "figure", {"number": -1}),
    ("a_figure_is_from_0_to_999999999", "figure", {"number": 1_000_000_000}),
    ("no_data_has_its_reason", "figure", {"number": None, "absence": "no_data"}),
    ("a_remark_is_about_a_split_we_know", "remark", {"split": "boys"}),
    ("a_remark_has_its_words", "remark", {"words": ""}),
    ("a_digest_and_no_other_letter_has_its_day", "letter", {"day": None}),
    ("a_digest_and_no_other_letter_has_its_day", "letter", {"kind": "returned"}),
    ("a_digest_and_no_other_letter_has_its_day", "letter", {"kind": "newsletter"}),
    ("a_reopening_has_its_reason", "reopening", {"reason": ""}),
    ("an_assignment_says_what_is_to_be_done", "task", {"text": ""}),
    ("an_assignment_is_of_a_group", "task", {"group": 0}),
    ("an_assignment_is_due_within_the_programme", "task", {"due": date(2020, 12, 31)}),
    ("an_assignment_is_done_within_the_programme", "task", {"done_on": date(2020, 12, 31)}),
    ("only_what_is_done_has_a_note", "task", {"note": "đã xong"}),
    ("only_what_is_done_has_a_note", "finished", {"done_on": None}),
    ("what_is_done_is_not_cancelled", "finished", {"cancelled_because": "thôi"}),
    ("a_task_report_is_in_a_state_we_know", "submitted_report", {"state": "lost"}),
    ("who_submitted_a_task_report_and_when_go_together", "submitted_report", {"submitted_by": None}),
    ("who_submitted_a_task_report_and_when_go_together", "submitted_report", {"first_submitted_at": None}),
    ("who_submitted_a_task_report_and_when_go_together", "draft_report", {"submitted_at": LATER}),
    ("an_accepted_task_report_says_by_whom_and_when", "accepted_report", {"accepted_by": None}),
    ("an_accepted_task_report_says_by_whom_and_when", "submitted_report", {"state": "accepted"}),
    ("an_accepted_task_report_says_by_whom_and_when", "accepted_report", {"state": "submitted"}),
    ("only_a_draft_of_a_task_report_was_never_submitted", "draft_report", {"state": "submitted"}),
    ("a_returned_task_report_has_its_reason", "returned_report", {"return_reason": ""}),
    ("a_group_of_words_has_its_number", "words", {"group": 0}),
    ("nothing_to_say_is_said_without_words", "words", {"nothing_to_say": True}),
    ("done_has_its_length", "words", {"done": "ạ" * 5001}),
    ("difficulties_has_its_length", "words", {"difficulties": "ạ" * 5001}),
    ("proposals_has_its_length", "words", {"proposals": "ạ" * 5001}),
    ("a_file_has_the_number_of_its_group", "file", {"group": 0}),
    ("a_file_is_from_1_byte_to_10_mb", "file", {"size": 0}),
    ("a_file_is_from_1_byte_to_10_mb", "file", {"size": 10 * 1024 * 1024 + 1}),
    ("a_file_is_of_a_kind_we_take", "file", {"content_type": "text/html"}),
    ("a_file_has_its_name_its_place_and_its_hash", "file", {"name": ""}),
    ("a_file_has_its_name_its_place_and_its_hash", "file", {"file": ""}),
    ("a_file_has_its_name_its_place_and_its_hash", "file", {"sha256": ""}),
    ("who_removed_a_file_and_when_go_together", "file", {"removed_at": LATER}),
    ("who_removed_a_file_and_when_go_together", "file", {"removed_by": 1}),
    ("a_webhook_has_its_name_its_address_and_its_salt", "webhook", {"name": ""}),
    ("a_webhook_has_its_name_its_address_and_its_salt", "webhook", {"url": ""}),
    ("a_webhook_has_its_name_its_address_and_its_salt", "webhook", {"salt": ""}),
    ("a_former_secret_has_its_end", "webhook", {"former_salt": "1" * 32}),
    ("a_former_secret_has_its_end", "webhook", {"former_until": LATER}),
    ("a_webhook_that_is_off_says_why", "webhook", {"off_at": LATER}),
    ("a_webhook_that_is_off_says_why", "webhook", {"off_because": "gone"}),
    ("a_webhook_that_is_off_says_why", "webhook", {"off_at": LATER, "off_because": "tired"}),
    ("a_delivery_is_of_a_kind_we_know", "waiting_news", {"kind": "figure.changed"}),
    ("a_delivery_waits_until_it_ended", "waiting_news", {"ended_at": LATER}),
    ("a_delivery_waits_until_it_ended", "waiting_news", {"state": "given_up"}),
    ("a_delivery_waits_until_it_ended", "waiting_news", {"state": "lost", "ended_at": LATER}),
    ("what_was_taken_was_answered_so", "taken_news", {"status": None}),
    ("what_was_taken_was_answered_so", "taken_news", {"status": 199}),
    ("what_was_taken_was_answered_so", "taken_news", {"status": 300}),
    ("what_was_taken_was_answered_so", "taken_news", {"fault": "timeout"}),
]
AGAIN = {
    "one_unit_per_code_and_first_day": "unit",
    "one_period_per_quarter": "period",
    "one_extension_per_period_and_unit": "extension",
    "one_submission_per_unit_and_period": "draft",
    "one_figure_per_element_and_split": "figure",
    "one_remark_per_cell_and_return": "remark",
    "one_reopening_per_period_and_unit": "reopening",
    "one_digest_per_person_and_day": "letter",
    "one_task_report_per_unit_and_period": "draft_report",
    "one_text_per_group_and_report": "words",
    "one_answer_per_person_and_key": "kept",
    "one_webhook_per_province_and_name": "webhook",
    "one_delivery_per_webhook_and_event": "taken_news",
}
# Of rows that are never altered.
WRONG_FROM_THE_BEGINNING = [
    ("a_fault_of_ours_is_not_kept", "kept", {"key": "another", "status": 500}),
    ("a_fault_of_ours_is_not_kept", "kept", {"key": "another", "status": 199}),
    ("an_answer_is_kept_under_a_key", "kept", {"key": ""}),
]
REASONED_EVENTS = "what_needs_a_reason_is_logged_with_it"
EVENTS_OF_ONE = "an_event_is_of_figures_or_of_words"


@pytest.mark.parametrize(("name", "kind", "wrong"), WRONG)
def test_the_database_refuses_a_row_that_is_wrong(name: str, kind: str, wrong: dict, good: SimpleNamespace):
    refuses_update(name, getattr(good, kind), wrong)


@pytest.mark.parametrize(("name", "kind", "wrong"), WRONG_FROM_THE_BEGINNING)
def test_the_database_refuses_a_row_that_would_begin_wrong(
    name: str, kind: str, wrong: dict, good: SimpleNamespace
):
    refuses_another(name, getattr(good, kind), **wrong)


@pytest.mark.parametrize(("name", "kind"), AGAIN.items())
def test_the_database_refuses_the_same_again(name: str, kind: str, good: SimpleNamespace):
    row: models.Model = getattr(good, kind)
    refuses_another(name, row)


@pytest.mark.parametrize("action", NEEDS_A_REASON)
def test_the_log_refuses_what_needs_a_reason_without_one(action: str, good: SimpleNamespace):
    refuses_another(REASONED_EVENTS, good.event, action=action)


def test_the_log_refuses_an_event_of_figures_and_of_words(good: SimpleNamespace):
    refuses_another(EVENTS_OF_ONE, good.event, task_report_id=good.draft_report.pk)


def test_words_are_kept_to_their_last_sign(good: SimpleNamespace):
    longest = "ạ" * 5000

    GroupWords.objects.filter(pk=good.words.pk).update(done=longest, difficulties=longest, proposals=longest)

    good.words.refresh_from_db()
    assert {good.words.done, good.words.difficulties, good.words.proposals} == {longest}


def test_a_code_is_free_again_from_another_day_on_and_in_another_province(good: SimpleNamespace):
    elsewhere = make_unit("51", "province")

    again = make_unit(good.unit.code, "commune", good.unit.parent, valid_from=date(2025, 7, 1))
    health = make_unit("health", "department", elsewhere)

    assert {again.code, health.code} == {good.unit.code, "health"}
    refuses_another("one_unit_per_code_and_first_day", again)


def test_every_constraint_is_tried():
    tried = (
        {name for name, _, _ in [*WRONG, *WRONG_FROM_THE_BEGINNING]}
        | set(AGAIN)
        | {REASONED_EVENTS, EVENTS_OF_ONE}
    )

    assert tried == set(constraints_of("districts"))


def test_a_person_belongs_to_one_unit(good: SimpleNamespace):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=good.someone, unit=good.top, role="looks")


def test_two_keys_never_have_the_same_digest(good: SimpleNamespace):
    key = {"user": good.someone, "name": "kho", "digest": "0" * 64, "created_at": LATER, "expires_at": END}
    Token.objects.create(**key)

    with pytest.raises(IntegrityError), transaction.atomic():
        Token.objects.create(**key)


@pytest.mark.parametrize("wrong", [{"reason": "khác"}, {"at": LATER}, {"changes": []}, {"by": None}])
def test_an_event_is_never_altered(wrong: dict, good: SimpleNamespace):
    with pytest.raises(IntegrityError, match="An event is never altered"), transaction.atomic():
        Event.objects.filter(pk=good.event.pk).update(**wrong)


def test_an_event_is_not_altered_by_saving_it_either(good: SimpleNamespace):
    event = Event.objects.get(pk=good.event.pk)
    event.reason = "khác"

    with pytest.raises(IntegrityError, match="An event is never altered"), transaction.atomic():
        event.save()


def test_what_was_reported_keeps_its_unit_its_period_and_its_people(good: SimpleNamespace):
    for row in (good.unit, good.period, good.someone):
        with pytest.raises(models.ProtectedError):
            row.delete()
