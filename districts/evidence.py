"""What a file of evidence may be: told from its bytes alone, whatever its name says. Pure."""

import re
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from xml.parsers import expat

from indicators.phrases import gettext_noop

from .workbooks.packages import EMPTY, OLE, TOO_MUCH, TYPES, PackageFault, is_outside

MEGABYTE = 1024 * 1024
LARGEST = 10 * MEGABYTE
MOST_IN_A_GROUP = 10
LARGEST_UNPACKED = 100 * MEGABYTE
MOST_PARTS = 2000
LONGEST_NAME = 150
CHUNK = 64 * 1024
ENCRYPTED = 0x1

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Each kind with the endings its name may have; the first is put on where it has none of them.
ENDINGS: Mapping[str, tuple[str, ...]] = {
    PDF: (".pdf",),
    JPEG: (".jpg", ".jpeg"),
    PNG: (".png",),
    DOCX: (".docx",),
    XLSX: (".xlsx",),
}
# The part that makes a package the one or the other.
MAIN_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
# Relations that fetch or run something of elsewhere as the file is opened; a plain link to a page is none of them.
REACHING = ("attachedtemplate", "oleobject", "frame", "subdocument", "externallinkpath", "attachedtoolbars")

TOO_LARGE = gettext_noop("Tệp lớn hơn 10 MB. Xin giảm độ nét của ảnh hoặc chia thành nhiều tệp.")
OTHER_KIND = gettext_noop("Nội dung tệp không phải PDF, ảnh JPEG, ảnh PNG, Word .docx hay Excel .xlsx.")
OLD_OR_LOCKED = gettext_noop(
    "Tệp có mật khẩu hoặc ở dạng Word, Excel cũ (.doc, .xls). Xin bỏ mật khẩu, lưu lại ở dạng .docx, .xlsx hoặc PDF."
)
CUT_OFF = gettext_noop("Tệp bị hỏng hoặc chưa tải lên đủ. Xin mở thử tệp trên máy rồi gửi lại.")
MACROS = gettext_noop("Tệp có chứa macro nên không được nhận. Xin lưu lại ở dạng không có macro, hoặc PDF.")
REACHES_OUT = gettext_noop(
    "Tệp lấy nội dung từ tệp hoặc trang khác khi mở nên không được nhận. Xin gỡ liên kết đó, hoặc lưu thành PDF."
)
STRANGE_PARTS = gettext_noop("Tệp có thành phần bên trong không hợp lệ nên không được nhận.")


def examine(content: bytes) -> str:
    """The kind of a file, as a content type; PackageFault with a sentence where it is none that is taken."""
    if not content:
        raise PackageFault("empty", EMPTY)
    if len(content) > LARGEST:
        raise PackageFault("too_large", TOO_LARGE)
    if content.startswith(b"%PDF-"):
        return whole(PDF, b"%%EOF" in content[-1024:])
    if content.startswith(b"\xff\xd8\xff"):
        return whole(JPEG, is_whole_jpeg(content))
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return whole(PNG, is_whole_png(content))
    if content.startswith(OLE):
        raise PackageFault("other_kind", OLD_OR_LOCKED)
    if content.startswith(b"PK\x03\x04"):
        return kind_of_package(content)
    raise PackageFault("other_kind", OTHER_KIND)


def whole(kind: str, is_whole: bool) -> str:
    if not is_whole:
        raise PackageFault("cut_off", CUT_OFF)
    return kind


def is_whole_png(content: bytes) -> bool:
    """Every chunk there with its sum, to the one that ends the picture."""
    place = 8
    while place + 12 <= len(content):
        length = int.from_bytes(content[place : place + 4])
        name, end = content[place + 4 : place + 8], place + 8 + length
        if zlib.crc32(content[place + 4 : end]) != int.from_bytes(content[end : end + 4]):
            return False
        if name == b"IEND":
            return True
        place = end + 4
    return False


# In the picture's own bytes a 0xFF is followed by 0, by a restart (D0 to D7) or by more of itself.
NEXT_MARKER = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])", re.DOTALL)


def is_whole_jpeg(content: bytes) -> bool:
    """From segment to segment, to the mark that ends the picture; a telephone may put its own data after it."""
    found = NEXT_MARKER.match(content, 2)
    while found:
        marker, place = found.group(1), found.end()
        if marker == b"\xd9":
            return True
        length = int.from_bytes(content[place : place + 2])
        if length < 2 or place + length > len(content):
            return False
        search = NEXT_MARKER.search if marker == b"\xda" else NEXT_MARKER.match
        found = search(content, place + length)
    return False


def kind_of_package(content: bytes) -> str:
    """Word's or Excel's, looked through without opening it; told from the directory first, then read to the end."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            require_bearable(packed.infolist())
            kind = require_kind(packed)
            for part in packed.infolist():
                read_through(packed, part)
    except PackageFault:
        raise
    except (
        Exception
    ) as error:  # a broken package fails in many ways: its directory, its sums, its compression
        raise PackageFault("cut_off", CUT_OFF) from error
    return kind


def require_bearable(parts: list[zipfile.ZipInfo]) -> None:
    """A part never unpacks to more than the directory claims."""
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise PackageFault("too_large", TOO_MUCH)
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise PackageFault("other_kind", OLD_OR_LOCKED)
    names = {part.filename.lower() for part in parts}
    if len(names) < len(parts) or any(is_outside(part.orig_filename) for part in parts):
        raise PackageFault("strange", STRANGE_PARTS)


def require_kind(packed: zipfile.ZipFile) -> str:
    names = {name.lower(): name for name in packed.namelist()}
    kinds = [kind for part, kind in MAIN_PARTS.items() if part in names]
    if len(kinds) != 1 or TYPES.lower() not in names:
        raise PackageFault("other_kind", OTHER_KIND)
    types = packed.read(names[TYPES.lower()]).lower()
    if b"macroenabled" in types or any(runs(name) for name in names):
        raise PackageFault("macros", MACROS)
    return kinds[0]


def runs(name: str) -> bool:
    """Whether a part is something that runs."""
    return any(word in name for word in ("vbaproject", "vbadata", "macrosheets/", "activex"))


def read_through(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """To its end, which proves its sum; of the parts that say where others are, that they are here."""
    is_relations = part.filename.lower().endswith(".rels")
    parser = relations_parser() if is_relations else None
    with packed.open(part) as stream:
        while chunk := stream.read(CHUNK):
            if parser is not None:
                parser.Parse(chunk, False)
    if parser is not None:
        parser.Parse(b"", True)


def relations_parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = refuse_declarations
    parser.StartElementHandler = refuse_reaching
    return parser


def refuse_declarations(*_declaration: object) -> None:
    raise PackageFault("strange", STRANGE_PARTS)


def refuse_reaching(_name: str, attributes: dict[str, str]) -> None:
    is_outer = attributes.get("TargetMode", "").lower() == "external"
    if is_outer and attributes.get("Type", "").lower().endswith(REACHING):
        raise PackageFault("reaches_out", REACHES_OUT)


def shown_name(name: str, kind: str) -> str:
    """A file's name as it is shown and saved: no folders, no hidden signs, with the ending of what it is."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    visible = "".join(sign if unicodedata.category(sign)[0] not in "CZ" else " " for sign in last)
    plain = " ".join(re.sub(r'[<>:"|?*%;]', " ", visible).split()).strip(". ")
    ending = next((one for one in ENDINGS[kind] if plain.lower().endswith(one)), "")
    stem = plain[: len(plain) - len(ending)].strip(". ") or "tep"
    ending = ending or ENDINGS[kind][0]
    return f"{stem[: LONGEST_NAME - len(ending)]}{ending}"
