"""What the demonstration's districts and departments say in words: no count, no name; each says what it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

LABEL = "Nội dung minh họa."


class Ending(StrEnum):
    """How far a unit's words of a quarter have come."""

    ACCEPTED = "accepted"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    DRAFT = "draft"


# By quarter of the plan's year, from 1: who wrote, and what became of it. All others have not begun.
WRITTEN: Mapping[int, Mapping[str, Ending]] = {
    1: dict.fromkeys(("608", "612", "615", "health", "education"), Ending.ACCEPTED),
    2: dict.fromkeys(("608", "612", "615", "617", "health", "education"), Ending.ACCEPTED),
    3: {
        **dict.fromkeys(("608", "615", "health"), Ending.ACCEPTED),
        "education": Ending.SUBMITTED,
        "612": Ending.RETURNED,
    },
    4: {
        "608": Ending.SUBMITTED,
        "612": Ending.SUBMITTED,
        "health": Ending.ACCEPTED,
        "617": Ending.RETURNED,
        "615": Ending.DRAFT,  # a visitor's own district: begun, to be finished
    },
}
REASON = "Nhóm 3 chưa nêu việc phối hợp với công an; xin bổ sung. Nội dung minh họa."
# A draft has come as far as this group.
BEGUN = 2


@dataclass(frozen=True, slots=True)
class Words:
    """What one kind of unit says of one group of tasks."""

    done: str
    difficulties: str = ""
    proposals: str = ""

    def labelled(self) -> "Words":
        """Each text with the word that it is made up; an empty one stays empty."""
        return Words(
            *(f"{text} {LABEL}" if text else "" for text in (self.done, self.difficulties, self.proposals))
        )


OF_DISTRICTS: Mapping[int, Words] = {
    1: Words(
        "Đã rà soát đối tượng và chi trả chế độ cho trẻ em có hoàn cảnh đặc biệt theo quy định; lồng ghép nguồn lực "
        "của các chương trình mục tiêu quốc gia trên địa bàn.",
        "Cán bộ làm công tác trẻ em ở xã kiêm nhiệm nhiều việc.",
        "Đề nghị tỉnh tập huấn nghiệp vụ cho cán bộ cấp xã.",
    ),
    2: Words(
        "Phối hợp với trạm y tế xã tổ chức cân, đo cho trẻ em dưới 5 tuổi và hướng dẫn chế biến bữa ăn dinh dưỡng.",
        "Một số thôn ở xa, mùa mưa khó đến.",
    ),
    3: Words(
        "Tuyên truyền phòng, chống xâm hại, bạo lực và đuối nước; kiểm tra các ao, hồ gần khu dân cư.",
        "",
        "Đề nghị hỗ trợ biển cảnh báo ở các điểm nguy hiểm.",
    ),
    4: Words(
        "Nói chuyện chuyên đề về tảo hôn và hôn nhân cận huyết thống tại các buổi họp thôn, có già làng tham gia."
    ),
    5: Words("Rà soát các điểm vui chơi; vận động sửa chữa thiết bị ở nhà văn hóa thôn."),
}
OF_HEALTH: Mapping[int, Words] = {
    2: Words(
        "Chỉ đạo các trung tâm y tế giám sát dinh dưỡng, tiêm chủng và chăm sóc trẻ sơ sinh; tổ chức tập huấn cho "
        "nhân viên y tế thôn.",
        "Nguồn vắc xin có lúc về chậm.",
        "Đề nghị bố trí kinh phí cho hoạt động giám sát dinh dưỡng.",
    ),
}
OF_EDUCATION: Mapping[int, Words] = {
    4: Words("Đưa nội dung phòng, chống tảo hôn và xâm hại vào sinh hoạt dưới cờ ở các trường."),
    6: Words(
        "Tổ chức lấy ý kiến học sinh trước khi ban hành nội quy nhà trường ở các trường tham gia thí điểm."
    ),
}
OF_DEPARTMENTS: Mapping[str, Mapping[int, Words]] = {"health": OF_HEALTH, "education": OF_EDUCATION}


def of_unit(code: str) -> Mapping[int, Words]:
    """By group what a unit says; of the groups that are not there it has nothing to say."""
    return {group: words.labelled() for group, words in OF_DEPARTMENTS.get(code, OF_DISTRICTS).items()}
