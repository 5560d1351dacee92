"""What the demonstration's province gave its units to do, and what became of it. All of it made up, and says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from districts.actions import assignments
from districts.models import Event, Unit, User
from indicators.models import Plan

from .accounts import PROVINCE_CODE
from .story import HANOI

PAGE = Event.Origin.PAGE
LABEL = "(Minh họa)"
GIVEN = date(2024, 3, 12)  # a week after the plan was issued


@dataclass(frozen=True, slots=True)
class Told:
    """One assignment of the story; `done_on` is empty where nobody has said that it is done."""

    group: int
    lead: str
    helpers: tuple[str, ...]
    due: date
    text: str
    done_on: date | None = None
    note: str = ""


TOLD = (
    Told(1, "labour", ("health", "education"), date(2024, 3, 29),
         "Hướng dẫn các huyện, thành phố triển khai kế hoạch năm 2024", date(2024, 3, 27), "Đã gửi đủ các đơn vị."),
    Told(1, "labour", ("608", "615"), date(2024, 12, 6),
         "Rà soát danh sách trẻ em có hoàn cảnh đặc biệt cuối năm với các huyện, thành phố"),
    Told(1, "62", ("labour",), date(2024, 12, 31), "Họp Ban điều hành, đánh giá một năm thực hiện kế hoạch"),
    Told(2, "health", ("education",), date(2024, 6, 28),
         "Tập huấn cân đo, theo dõi dinh dưỡng cho nhân viên y tế thôn", date(2024, 7, 5),
         "Muộn một tuần vì mưa lũ ở hai huyện."),
    Told(2, "health", (), date(2024, 12, 13), "Tổng hợp kết quả bổ sung vi chất cho trẻ dưới 5 tuổi đợt tháng 12"),
    Told(3, "labour", ("health", "education"), date(2024, 12, 20),
         "Tập huấn quy trình hỗ trợ, can thiệp cho cán bộ làm công tác trẻ em cấp xã"),
    Told(3, "608", ("labour",), date(2024, 12, 10), "Kiểm tra, cắm biển báo ở các điểm nước sâu, nguy hiểm"),
    Told(4, "education", ("labour", "608"), date(2024, 11, 29),
         "Tổ chức buổi nói chuyện về phòng, chống tảo hôn ở các trường nội trú", date(2024, 11, 22),
         "Đã làm ở tất cả các trường nội trú."),
    Told(5, "615", (), date(2024, 12, 24), "Đưa điểm văn hóa, vui chơi của hai xã vào sử dụng"),
    Told(6, "labour", ("education",), date(2025, 1, 31), "Lập kế hoạch diễn đàn trẻ em năm 2025"),
)  # fmt: skip


def give(plan: Plan, units: Mapping[str, Unit], officers: Mapping[int, User]) -> int:
    """Write them through the action, each by the province and done by who leads it; gives how many."""
    province = units[PROVINCE_CODE]
    by = officers[province.pk]
    for told in TOLD:
        lead = units[told.lead]
        given = assignments.assign(
            plan=plan,
            group=told.group,
            text=f"{LABEL} {told.text}",
            lead=lead,
            helpers=[units[code] for code in told.helpers],
            due=told.due,
            by=by,
            at=ten_o_clock(GIVEN),
            origin=PAGE,
        )
        if told.done_on is not None:
            assignments.report_done(
                given,
                done_on=told.done_on,
                note=told.note,
                version=given.version,
                by=officers[lead.pk],
                at=ten_o_clock(told.done_on),
                origin=PAGE,
            )
    return len(TOLD)


def ten_o_clock(day: date) -> datetime:
    return datetime.combine(day, time(10), tzinfo=HANOI)
