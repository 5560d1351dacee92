"""What the checks say beside a cell: polite, about the number, never about the person."""

from collections.abc import Mapping

from indicators.phrases import Sentence, gettext_noop
from indicators.values import FigureAbsence, Kind, may_say

# (severity, over the year so far) -> the sentence
PART_OF_WHOLE: Mapping[tuple[str, bool], str] = {
    ("hard", False): gettext_noop(
        "“%(part)s” (%(part_number)s) lớn hơn “%(whole)s” (%(whole_number)s). "
        "Xin kiểm tra lại một trong hai số."
    ),
    ("soft", False): gettext_noop(
        "“%(part)s” (%(part_number)s) lớn hơn “%(whole)s” (%(whole_number)s). "
        "Xin kiểm tra lại; nếu số đúng, xin ghi giải trình."
    ),
    ("hard", True): gettext_noop(
        "Tính từ đầu năm, “%(part)s” (%(part_number)s) lớn hơn “%(whole)s” (%(whole_number)s). "
        "Xin kiểm tra lại một trong hai số."
    ),
    ("soft", True): gettext_noop(
        "Tính từ đầu năm, “%(part)s” (%(part_number)s) lớn hơn “%(whole)s” (%(whole_number)s). "
        "Xin kiểm tra lại; nếu số đúng, xin ghi giải trình."
    ),
}
SPLITS_ADD_UP = gettext_noop(
    "%(parts)s cộng lại là %(sum)s, khác tổng số %(total)s của “%(element)s”. Xin kiểm tra lại."
)
SPLIT_INCOMPLETE = gettext_noop(
    "“%(element)s” mới có một phần trong các phân tổ %(parts)s. Xin nhập đủ các phần hoặc để trống tất cả."
)
SPLITS_WITHOUT_TOTAL = gettext_noop(
    "“%(element)s” đã có số theo phân tổ nhưng tổng số ghi là chưa có số liệu. Xin nhập tổng số, hoặc bỏ các phần."
)
YEAR_TO_DATE_FALLS = gettext_noop(
    "“%(element)s” tính lũy kế từ đầu năm là %(now)s, thấp hơn số đã báo cáo ở quý trước (%(then)s). "
    "Xin kiểm tra lại; nếu quý trước sai, xin sửa số của quý trước."
)
CHANGE_OF_STOCK = gettext_noop(
    "“%(element)s” là %(now)s, quý trước là %(then)s: thay đổi nhiều. "
    "Xin kiểm tra lại; nếu số đúng, xin ghi giải trình."
)
JUMP_OF_FLOW = gettext_noop(
    "“%(element)s” là %(now)s, cùng kỳ năm trước là %(then)s: tăng nhiều. "
    "Xin kiểm tra lại; nếu số đúng, xin ghi giải trình."
)
OUTLIER = gettext_noop(
    "“%(element)s” là %(now)s, khác xa mức thường thấy: %(quarters)s quý trước từ %(low)s đến %(high)s. "
    "Xin kiểm tra lại; nếu số đúng, xin ghi giải trình."
)
MISSING = gettext_noop("Chưa có “%(element)s”. Xin nhập số, hoặc chọn “chưa có số liệu” và ghi lý do.")
MISSING_EVENTS = gettext_noop(
    "Chưa có “%(element)s”. Xin nhập số, hoặc chọn “không phát sinh”, hoặc chọn “chưa có số liệu” "
    "và ghi lý do."
)
MISSING_ANSWER = gettext_noop(
    "Chưa trả lời “%(element)s”. Xin chọn “có” hoặc “không”, hoặc chọn “chưa có số liệu” và ghi lý do."
)
REASON = gettext_noop("Xin ghi lý do chưa có số liệu của “%(element)s”.")


def missing(name: str, kind: Kind, boolean: bool) -> Sentence:
    """A required total that is empty, with what may be said in its place."""
    template = MISSING_EVENTS if may_say(FigureAbsence.NOTHING_OCCURRED, kind) else MISSING
    return Sentence(MISSING_ANSWER if boolean else template, {"element": name})


# By the name that a script knows them by.
BY_NAME: Mapping[str, str] = {
    **{
        f"part_of_whole_{severity}{'_year' if year else ''}": text
        for (severity, year), text in PART_OF_WHOLE.items()
    },
    "splits_add_up": SPLITS_ADD_UP,
    "split_incomplete": SPLIT_INCOMPLETE,
    "splits_without_total": SPLITS_WITHOUT_TOTAL,
    "year_to_date_never_falls": YEAR_TO_DATE_FALLS,
    "change_of_stock": CHANGE_OF_STOCK,
    "jump_of_flow": JUMP_OF_FLOW,
    "outlier": OUTLIER,
    "missing_reason": REASON,
}
