"""What the demonstration's province writes into its reports: no count, no name; each text says what it is."""

from collections.abc import Mapping
from datetime import timedelta

from districts.models import Event, Period, User
from reports import text_actions

from .stage import eight_o_clock
from .words import LABEL

# By quarter, then by section; the third is begun and not yet published.
TEXTS: Mapping[str, Mapping[str, str]] = {
    "2024-Q1": {
        "assessment": "Các nhiệm vụ của quý được triển khai theo kế hoạch; các ngành phối hợp thường xuyên.",
        "causes": "Địa bàn rộng, đi lại khó khăn; cán bộ làm công tác trẻ em ở cơ sở kiêm nhiệm.",
        "next_tasks": "- Tiếp tục rà soát trẻ em có hoàn cảnh đặc biệt;\n- Tổ chức Tháng hành động vì trẻ em.",
    },
    "2024-Q2": {
        "task-1": "Các sở, ngành và địa phương đã thực hiện kịp thời chế độ, chính sách đối với trẻ em;\n"
        "nguồn lực của các chương trình mục tiêu quốc gia được lồng ghép.",
        "assessment": "Phần lớn nhiệm vụ đúng tiến độ; Tháng hành động vì trẻ em được tổ chức ở các cấp.",
        "causes": "Địa bàn rộng, đi lại khó khăn; nhận thức của một bộ phận gia đình còn hạn chế.",
        "next_tasks": "- Tăng cường phòng, chống đuối nước trong dịp hè;\n- Kiểm tra việc thực hiện kế hoạch ở cơ sở.",
    },
    "2024-Q3": {
        "assessment": "Các nhiệm vụ được triển khai theo kế hoạch; một số chỉ tiêu cần được quan tâm hơn."
    },
}


def write(period: Period, by: User) -> None:
    """The day before the province is due."""
    at = eight_o_clock(period.due_province - timedelta(days=1))
    told = {"by": by, "at": at, "origin": Event.Origin.PAGE}
    for section, text in TEXTS.get(period.code, {}).items():
        text_actions.write_text(period, section, f"{text}\n{LABEL}", version=0, **told)
