"""The states of what a unit hands in, figures or words, and the steps between them, as a table."""

from collections.abc import Mapping
from dataclasses import dataclass
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

# Figures and words can be written only here.
EDITABLE = frozenset({DRAFT, RETURNED})


@dataclass(frozen=True, slots=True)
class Sentences:
    """What is said of one kind of paper when a step is refused, by the state it would have left."""

    called: str  # as letters name it
    refusals: Mapping[str, str]
    already: Mapping[str, str]  # the same step twice
    changed: str  # ... since it was seen
    handled: str  # ... in this very moment


OF_SHEETS = Sentences(
    called="số liệu",
    refusals={
        DRAFT: gettext_noop("Biểu chưa được gửi duyệt nên chưa thể phê duyệt hay trả lại."),
        SUBMITTED: gettext_noop("Biểu đang chờ duyệt. Muốn sửa số liệu, biểu cần được trả lại trước."),
        RETURNED: gettext_noop("Biểu đã bị trả lại. Đơn vị cần sửa và gửi lại trước khi phê duyệt."),
        ACCEPTED: gettext_noop("Biểu đã được phê duyệt. Muốn sửa số liệu, biểu cần được trả lại trước."),
    },
    already={
        DRAFT: gettext_noop("Biểu này vẫn đang được nhập."),
        SUBMITTED: gettext_noop("Biểu này đã được gửi duyệt rồi."),
        RETURNED: gettext_noop("Biểu này đã được trả lại rồi."),
        ACCEPTED: gettext_noop("Biểu này đã được phê duyệt rồi."),
    },
    changed=gettext_noop(
        "Biểu đã thay đổi: %(who)s, %(when)s, %(state)s. Xin xem lại số liệu hiện có rồi làm tiếp."
    ),
    handled=gettext_noop("Biểu vừa được người khác xử lý. Xin xem lại."),
)
OF_TASK_REPORTS = Sentences(
    called="báo cáo nhiệm vụ",
    refusals={
        DRAFT: gettext_noop("Báo cáo nhiệm vụ chưa được gửi duyệt nên chưa thể phê duyệt hay trả lại."),
        SUBMITTED: gettext_noop(
            "Báo cáo nhiệm vụ đang chờ duyệt. Muốn sửa nội dung, báo cáo cần được trả lại trước."
        ),
        RETURNED: gettext_noop(
            "Báo cáo nhiệm vụ đã bị trả lại. Đơn vị cần sửa và gửi lại trước khi phê duyệt."
        ),
        ACCEPTED: gettext_noop(
            "Báo cáo nhiệm vụ đã được phê duyệt. Muốn sửa nội dung, báo cáo cần được trả lại trước."
        ),
    },
    already={
        DRAFT: gettext_noop("Báo cáo nhiệm vụ này vẫn đang được viết."),
        SUBMITTED: gettext_noop("Báo cáo nhiệm vụ này đã được gửi duyệt rồi."),
        RETURNED: gettext_noop("Báo cáo nhiệm vụ này đã được trả lại rồi."),
        ACCEPTED: gettext_noop("Báo cáo nhiệm vụ này đã được phê duyệt rồi."),
    },
    changed=gettext_noop(
        "Báo cáo nhiệm vụ đã thay đổi: %(who)s, %(when)s, %(state)s. "
        "Xin xem lại nội dung hiện có rồi làm tiếp."
    ),
    handled=gettext_noop("Báo cáo nhiệm vụ vừa được người khác xử lý. Xin xem lại."),
)


class StepRefused(Exception):
    """A step the table does not have, with the sentence for the person who asked for it."""

    def __init__(self, state: str, step: str, said: Sentences = OF_SHEETS) -> None:
        self.state = state
        self.step = step
        self.sentence = Sentence(said.already[state] if state == step else said.refusals[state])
        super().__init__(str(self.sentence))


def check_step(state: str, step: str, said: Sentences = OF_SHEETS) -> None:
    """Nothing where a paper in this state may take the step; StepRefused where it may not."""
    if step not in NEXT_STEPS[state]:
        raise StepRefused(state, step, said)


def is_open(*, period_is_open: bool, reopened_until: date | None, today: date) -> bool:
    """Whether a unit's quarter can be written, handed in, accepted and returned today.

    While the quarter is open; of a closed one through the whole day until which the unit alone was given it back.
    """
    return period_is_open or (reopened_until is not None and today <= reopened_until)
