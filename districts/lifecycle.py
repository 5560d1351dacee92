"""The states of a submission and the steps between them, as a table."""

from collections.abc import Mapping
from datetime import date

from indicators.phrases import Sentence, gettext_noop

DRAFT = "draft"
SUBMITTED = "submitted"
ACCEPTED = "accepted"
RETURNED = "returned"

NEXT_STEPS: Mapping[str, frozenset[str]] = {
    DRAFT: frozenset({SUBMITTED}),
    SUBMITTED: frozenset({ACCEPTED, RETURNED}),
    RETURNED: frozenset({SUBMITTED}),
    # An accepted one may still be returned later, with a reason; its figures leave the live totals.
    ACCEPTED: frozenset({RETURNED}),
}

# Figures can be written only here.
EDITABLE = frozenset({DRAFT, RETURNED})

# Why a step does not exist, by the state it would have left; the same step twice has its own sentence.
REFUSALS: Mapping[str, str] = {
    DRAFT: gettext_noop("Biểu chưa được gửi duyệt nên chưa thể phê duyệt hay trả lại."),
    SUBMITTED: gettext_noop("Biểu đang chờ duyệt. Muốn sửa số liệu, biểu cần được trả lại trước."),
    RETURNED: gettext_noop("Biểu đã bị trả lại. Đơn vị cần sửa và gửi lại trước khi phê duyệt."),
    ACCEPTED: gettext_noop("Biểu đã được phê duyệt. Muốn sửa số liệu, biểu cần được trả lại trước."),
}
ALREADY: Mapping[str, str] = {
    DRAFT: gettext_noop("Biểu này vẫn đang được nhập."),
    SUBMITTED: gettext_noop("Biểu này đã được gửi duyệt rồi."),
    RETURNED: gettext_noop("Biểu này đã được trả lại rồi."),
    ACCEPTED: gettext_noop("Biểu này đã được phê duyệt rồi."),
}


class StepRefused(Exception):
    """A step the table does not have, with the sentence for the person who asked for it."""

    def __init__(self, state: str, step: str) -> None:
        self.state = state
        self.step = step
        self.sentence = Sentence(ALREADY[state] if state == step else REFUSALS[state])
        super().__init__(str(self.sentence))


def check_step(state: str, step: str) -> None:
    """Nothing where a submission in this state may take the step; StepRefused where it may not."""
    if step not in NEXT_STEPS[state]:
        raise StepRefused(state, step)


def is_open(*, period_is_open: bool, reopened_until: date | None, today: date) -> bool:
    """Whether a unit's quarter can be written, handed in, accepted and returned today.

    While the quarter is open; of a closed one through the whole day until which the unit alone was given it back.
    """
    return period_is_open or (reopened_until is not None and today <= reopened_until)
