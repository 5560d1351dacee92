"""Whatever people do to a submission, in whatever order: it is always where a very small model says it is.

The health department's first quarter: two totals to enter, HIV-exposed children tested and infected, and one hard
rule between them. The department enters, the province for it; the province accepts and returns; two others may do
neither.
"""

from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from districts.actions import figures, periods, submissions
from districts.actions.refusals import Refused
from districts.changes import Change
from districts.models import Event, Figure, Period, Submission
from districts.tests.builders import COMMAND, PAGE, Cast, Province, after, start

TESTED, INFECTED = "hiv_exposed_tested", "hiv_exposed_infected"
NOTHING = Change("", absence="nothing_occurred")
CONTENTS = [Change(""), *(Change("", number=number) for number in range(3)), NOTHING]
CONTENTS += [Change("", absence="no_data", reason="chưa có kết quả xét nghiệm")]
contents = st.sampled_from(CONTENTS)
# Mostly the right person with a fresh page, or nobody would get anywhere.
enterers = st.sampled_from(["department"] * 5 + ["province"] * 2 + ["commune", "looker"])
ENTER = {"department", "province"}
accepters = st.sampled_from(["province"] * 6 + ["department", "commune", "looker"])
behind = st.sampled_from([0] * 6 + [1, 2])  # how many versions ago the person's page was loaded


def held_as(change: Change) -> tuple:
    return change.number, change.absence, change.reason


class OneSubmission(RuleBasedStateMachine):
    """The model is the six attributes below; the table of steps is written out once more in the rules."""

    cast: Cast
    province: Province
    period: Period

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.state, self.version, self.closed = "draft", 1, False
        self.cells: dict[str, tuple[Change, int]] = {}
        self.written: dict[str, int] = {}  # the version at which each cell was last written, or emptied
        self.accepted_cells: dict[str, tuple] | None = None
        self.log = ["started"]

    @initialize()
    def begin(self) -> None:
        self.row = start(self.province.departments[0], self.period)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def attempt(self, deed, reasons: dict[str, bool]) -> bool:
        """Done exactly when nothing speaks against it; else refused for one of the reasons, and nothing is written."""
        against = {reason for reason, applies in reasons.items() if applies}
        try:
            deed()
        except Refused as refused:
            assert refused.code in against
            return False
        assert not against
        return True

    def step(self, action, who: str, back: int, reasons: dict[str, bool], **more: object) -> bool:
        by, at, version = getattr(self.cast, who), after(self.period), self.version - back
        reasons |= {"period_closed": self.closed, "conflict": back > 0}
        return self.attempt(
            lambda: action(self.row, version=version, by=by, at=at, origin=PAGE, **more), reasons
        )

    def done(self, state: str, event: str) -> None:
        self.state, self.version = state, self.version + 1
        self.log.append(event)

    # What people do -----------------------------------------------------------------------------------------

    @rule(who=enterers, tested=contents, infected=contents, back=behind)
    def save_the_form(self, who: str, tested: Change, infected: Change, back: int) -> None:
        changes = [replace(tested, element=TESTED), replace(infected, element=INFECTED)]
        self.save(who, changes, {"conflict": back > 0}, version=self.version - back)

    @rule(who=enterers, content=contents, code=st.sampled_from([TESTED, INFECTED]), back=behind)
    def save_a_cell(self, who: str, content: Change, code: str, back: int) -> None:
        held = self.written.get(code)
        seen = held if not back else (None if held else 99)
        stale = seen != held and self.differs(replace(content, element=code))
        self.save(who, [replace(content, element=code, version=seen)], {"stale_figures": stale})

    def differs(self, change: Change) -> bool:
        held = self.cells.get(change.element)
        return not change.is_empty if held is None else held_as(held[0]) != held_as(change)

    def save(self, who: str, changes: list[Change], reasons: dict[str, bool], **more: object) -> None:
        by, at = getattr(self.cast, who), after(self.period)
        reasons |= {
            "not_allowed": who not in ENTER,
            "period_closed": self.closed,
            "locked": self.state not in ("draft", "returned"),
        }
        saved = self.attempt(
            lambda: figures.change_figures(self.row, changes=changes, by=by, at=at, origin=PAGE, **more),
            reasons,
        )
        written = [change for change in changes if self.differs(change)]
        if not saved or not written:
            return
        self.done(self.state, "changed")
        for change in written:
            self.cells.pop(change.element, None)
            self.written[change.element] = self.version
            if not change.is_empty:
                self.cells[change.element] = change, self.version

    @rule(who=enterers, back=behind)
    def submit(self, who: str, back: int) -> None:
        reasons = {
            "not_allowed": who not in ENTER,
            "wrong_step": self.state not in ("draft", "returned"),
            "not_ready": not self.is_ready(),
        }
        if self.step(submissions.submit, who, back, reasons):
            self.done("submitted", "submitted")

    def is_ready(self) -> bool:
        if set(self.cells) != {TESTED, INFECTED}:
            return False
        tested, infected = (self.cells[code][0] for code in (TESTED, INFECTED))
        if "no_data" in (tested.absence, infected.absence):
            return True
        return (infected.number or 0) <= (tested.number or 0)

    @rule(who=accepters, back=behind)
    def accept(self, who: str, back: int) -> None:
        reasons = {"not_allowed": who != "province", "wrong_step": self.state != "submitted"}
        if self.step(submissions.accept, who, back, reasons):
            self.done("accepted", "accepted")
            self.accepted_cells = {code: held_as(change) for code, (change, _) in self.cells.items()}

    @rule(who=accepters, back=behind, reason=st.sampled_from(["sai số", "sai số", " "]))
    def send_back(self, who: str, back: int, reason: str) -> None:
        reasons = {
            "not_allowed": who != "province",
            "wrong_step": self.state not in ("submitted", "accepted"),
            "reason_missing": not reason.strip(),
        }
        if self.step(submissions.send_back, who, back, reasons, reason=reason):
            self.done("returned", "returned")
            self.accepted_cells = None

    @rule()
    def close_or_reopen_the_quarter(self) -> None:
        row = Period.objects.get(pk=self.period.pk)
        call = {"version": row.version, "by": self.cast.province, "at": after(row), "origin": COMMAND}
        if self.closed:
            periods.reopen(row, reason="bổ sung", **call)
        else:
            periods.close(row, **call)
        self.closed = not self.closed

    @rule(numbers=st.sampled_from([(1, 0), (2, 1), (2, 2)]))
    def go_on_as_one_should(self, numbers: tuple[int, int]) -> None:
        """The next step of the ordinary way, so that long ways are walked too."""
        if self.closed:
            self.close_or_reopen_the_quarter()
        elif self.state == "submitted":
            self.accept("province", 0)
        elif self.state == "accepted":
            self.send_back("province", 0, "sai số")
        elif self.is_ready():
            self.submit("department", 0)
        else:
            self.save_the_form("department", *(Change("", number=number) for number in numbers), 0)

    # What is always true ------------------------------------------------------------------------------------

    @invariant()
    def the_row_is_what_the_model_says(self) -> None:
        row = Submission.objects.get()
        assert (row.state, row.version) == (self.state, self.version)

    @invariant()
    def the_figures_are_those_last_saved(self) -> None:
        held = {
            figure.element.code: ((figure.number, figure.absence, figure.reason), figure.version)
            for figure in Figure.objects.select_related("element")
        }
        assert held == {code: (held_as(change), version) for code, (change, version) in self.cells.items()}

    @invariant()
    def what_is_accepted_is_what_was_seen(self) -> None:
        if self.state == "accepted":
            now = {code: held_as(change) for code, (change, _) in self.cells.items()}
            assert now == self.accepted_cells

    @invariant()
    def every_step_is_in_the_log_and_no_other(self) -> None:
        log = Event.objects.filter(submission__isnull=False).order_by("pk")
        assert list(log.values_list("action", flat=True)) == self.log


@pytest.mark.django_db
def test_a_submission_is_always_where_its_steps_have_led(cast: Cast, province: Province, period: Period):
    OneSubmission.cast, OneSubmission.province, OneSubmission.period = cast, province, period

    run_state_machine_as_test(
        OneSubmission,
        settings=settings(
            max_examples=12,
            stateful_step_count=40,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )
