"""What the letters say: plain, polite, no figure and nothing about a child. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from indicators.periods import Quarter, days_left
from indicators.wording import day, quarter_label

# A reminder three days before the due day, on the day, and a day late.
REMIND_AT = frozenset({3, 0, -1})
GREETING = "Kính gửi ông/bà {name},"
PAGES = {"my-work/": "Việc của tôi", "publications/": "Báo cáo", "webhooks/": "Báo tin cho phần mềm"}
CLOSING = "Thư này do cổng số liệu Kế hoạch 749 tự gửi; xin không trả lời thư."


@dataclass(frozen=True, slots=True)
class Due:
    """A unit's quarter that is not handed in, figures or words, and its last day."""

    unit: str
    quarter: Quarter
    until: date
    what: str = "số liệu"


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many sheets or task reports of a quarter wait for the person to accept them."""

    quarter: Quarter
    sheets: int
    what: str = "số liệu"
    piece: str = "biểu"


@dataclass(frozen=True, slots=True)
class Assigned:
    """What the unit leads and has not done, and its last day."""

    text: str
    until: date


def is_reminded(until: date, today: date) -> bool:
    return days_left(until, today) in REMIND_AT


def due_line(due: Due, today: date) -> str:
    """Nộp số liệu quý I/2024 của Xã X: còn 3 ngày (hạn 18/3/2024)."""
    left = when(due.until, today)
    return f"- Nộp {due.what} {quarter_label(due.quarter)} của {due.unit}: {left} (hạn {day(due.until)})."


def waiting_line(waiting: Waiting) -> str:
    return (
        f"- Duyệt {waiting.what} {quarter_label(waiting.quarter)}: {waiting.sheets} {waiting.piece} đang chờ."
    )


def assigned_line(assigned: Assigned, today: date) -> str:
    return f"- Việc được giao “{assigned.text}”: {when(assigned.until, today)} (hạn {day(assigned.until)})."


def when(until: date, today: date) -> str:
    """còn 3 ngày, hôm nay là hạn cuối, đã quá hạn 2 ngày."""
    left = days_left(until, today)
    if left == 0:
        return "hôm nay là hạn cuối"
    return f"còn {left} ngày" if left > 0 else f"đã quá hạn {-left} ngày"


def digest(
    name: str,
    due: Sequence[Due],
    waiting: Sequence[Waiting],
    today: date,
    portal: str,
    assigned: Sequence[Assigned] = (),
) -> tuple[str, str]:
    """Subject and body of a day's one reminder."""
    lines = [*(due_line(one, today) for one in due), *map(waiting_line, waiting)]
    lines += [assigned_line(one, today) for one in assigned]
    return f"Nhắc việc ngày {day(today)}: số liệu Kế hoạch 749", framed(name, lines, portal, "my-work/")


def returned(
    name: str, unit: str, quarter: Quarter, reason: str, portal: str, *, what: str = "số liệu"
) -> tuple[str, str]:
    """The word of the return is for the unit and goes with it; `what` was returned, figures or words."""
    paper = f"{what} {quarter_label(quarter)} của {unit}"
    lines = [f"{paper[0].upper()}{paper[1:]} bị trả lại để sửa, với lý do:", f"“{reason}”"]
    return f"Bị trả lại: {paper}", framed(name, lines, portal, "my-work/")


def reopened(name: str, unit: str, quarter: Quarter, until: date, portal: str) -> tuple[str, str]:
    lines = [f"Số liệu {quarter_label(quarter)} được mở lại cho {unit} đến hết ngày {day(until)}."]
    return f"Được mở lại: số liệu {quarter_label(quarter)} của {unit}", framed(
        name, lines, portal, "my-work/"
    )


def quarter_reopened(name: str, quarter: Quarter, reason: str, portal: str) -> tuple[str, str]:
    lines = [f"Số liệu {quarter_label(quarter)} được mở lại cho mọi đơn vị, với lý do:", f"“{reason}”"]
    return f"Được mở lại: số liệu {quarter_label(quarter)}", framed(name, lines, portal, "my-work/")


def provisional(name: str, quarter: Quarter, accepted: str, portal: str) -> tuple[str, str]:
    """No file goes along: it names communes, and is for who signs in."""
    lines = [f"Báo cáo tạm tính {quarter_label(quarter)} vừa được lập lại; đã duyệt {accepted} biểu."]
    return f"Báo cáo tạm tính {quarter_label(quarter)}", framed(name, lines, portal, "publications/")


def webhook_off(name: str, webhook: str, why: str, portal: str) -> tuple[str, str]:
    """`why` is in words: what became of the address that was told."""
    lines = [
        f"Cổng đã ngừng báo tin cho phần mềm “{webhook}” {why}.",
        "Khi nơi nhận hoạt động trở lại, xin bấm “Báo tin trở lại” rồi “Gửi lại các tin chưa gửi được”.",
    ]
    return f"Đã ngừng báo tin cho phần mềm “{webhook}”", framed(name, lines, portal, "webhooks/")


def framed(name: str, lines: Sequence[str], portal: str, page: str) -> str:
    """With a link where the portal's own address is known."""
    name_of_page = PAGES[page]
    link = (
        f"Xin xem trang {name_of_page}: {portal.rstrip('/')}/{page}"
        if portal
        else f"Xin xem trang {name_of_page} trên cổng."
    )
    return "\n\n".join([GREETING.format(name=name), "\n".join(lines), link, CLOSING]) + "\n"
