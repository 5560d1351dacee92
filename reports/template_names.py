"""The names in double braces that a province's Word template has, and what stands in their place. Pure."""

import re
import unicodedata
from collections.abc import Iterator

from indicators.phrases import gettext_noop

MEGABYTE = 1024 * 1024
LARGEST = 5 * MEGABYTE
TOO_LARGE = gettext_noop("Mẫu lớn hơn 5 MB. Xin giảm độ nét của hình trong mẫu rồi thử lại.")
BODY, MARK = "nội dung", "dấu dự thảo"
# By the words that stand in the head and the foot (see documents/report_frame.py); with what each is, for the page.
FRAME = {
    "issuer": "cơ quan chủ quản",
    "department": "cơ quan ban hành",
    "initials": "ký hiệu",
    "place_and_date": "địa danh và ngày",
    "abstract": "trích yếu",
    "warning": "cảnh báo số liệu minh họa",
    "addressee": "kính gửi",
    "bases": "căn cứ",
    "opening": "mở đầu",
    "recipients": "nơi nhận",
}
MEANINGS = {
    "cơ quan chủ quản": gettext_noop("Cơ quan cấp trên, chữ in hoa: UBND TỈNH KON TUM."),
    "cơ quan ban hành": gettext_noop("Cơ quan chủ trì lập báo cáo, chữ in hoa."),
    "ký hiệu": gettext_noop("Chữ viết tắt của cơ quan ban hành trong số văn bản."),
    "địa danh và ngày": gettext_noop("Địa danh, ngày và tháng để trống, năm của hạn báo cáo."),
    "trích yếu": gettext_noop("Tên kế hoạch và kỳ báo cáo."),
    "cảnh báo số liệu minh họa": gettext_noop(
        "Chỉ hiện với số liệu minh họa; với số liệu thật thì bỏ cả dòng."
    ),
    "kính gửi": gettext_noop("Nơi nhận báo cáo ở đầu văn bản."),
    "căn cứ": gettext_noop("Các căn cứ; dòng này lặp lại cho mỗi căn cứ."),
    "mở đầu": gettext_noop("Câu mở đầu, với ngày tính số liệu."),
    BODY: gettext_noop(
        "Phần I, II, III. Bắt buộc, đúng một lần, một mình một đoạn; phông chữ và cỡ chữ của đoạn này được dùng cho "
        "nội dung. Các phụ lục nằm sau trang cuối của mẫu."
    ),
    "nơi nhận": gettext_noop("Các nơi nhận ở cuối văn bản; dòng này lặp lại cho mỗi nơi."),
    MARK: gettext_noop("Chữ DỰ THẢO ở chân trang. Mẫu không có thì cổng tự thêm."),
}


class TemplateBroken(Exception):
    """A report could not be made in the province's template."""


FOUND = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


def placeholder(name: str) -> str:
    """A name as it stands in a template."""
    return f"{{{{ {name} }}}}"


def plain(name: str) -> str:
    """A name as we know it, however Word and its writer spaced, cased and composed it."""
    return " ".join(unicodedata.normalize("NFC", name).split()).lower()


def names_in(text: str) -> Iterator[str]:
    """Every name in double braces, in its order."""
    return (plain(found.group(1)) for found in FOUND.finditer(text))


def loose_braces(text: str) -> bool:
    """Whether double braces are left that enclose no name: one of the pair was lost."""
    rest = FOUND.sub("", text)
    return "{{" in rest or "}}" in rest
