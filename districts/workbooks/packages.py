"""What a file claims to be, looked at before any reader opens it: its size, its kind, its parts, its XML."""

import zipfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO
from xml.parsers import expat

from indicators.phrases import Sentence, gettext_noop

MEGABYTE = 1024 * 1024
MOST_PARTS = 1000
DEEPEST = 64  # elements within elements; a workbook has a dozen
CHUNK = 64 * 1024
# An old .xls and a workbook with a password are both kept in this container.
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = 0x1
WORKBOOK, TYPES = "xl/workbook.xml", "[Content_Types].xml"
WORKSHEETS = "xl/worksheets/"
STRICT_NAMES = "http://purl.oclc.org/ooxml/"

EMPTY = gettext_noop("Tệp này trống, không có nội dung.")
TOO_LARGE = gettext_noop("Tệp lớn hơn %(megabytes)s MB. Xin bỏ hình ảnh và các trang tính khác rồi thử lại.")
TOO_MUCH = gettext_noop("Tệp giãn ra quá lớn khi mở nên không được nhận.")
OLD_OR_LOCKED = gettext_noop(
    "Tệp có mật khẩu hoặc ở dạng .xls cũ. Xin bỏ mật khẩu, lưu lại ở dạng .xlsx rồi thử lại."
)
NOT_A_WORKBOOK = gettext_noop("Đây không phải tệp Excel .xlsx. Xin dùng tệp mẫu ở trang này.")
OTHER_KIND = gettext_noop("Tệp ở dạng %(kind)s. Xin lưu lại ở dạng .xlsx rồi thử lại.")
MACROS = gettext_noop("Tệp có chứa macro nên không được nhận. Xin lưu lại ở dạng .xlsx không có macro.")
LINKS = gettext_noop("Tệp có liên kết sang tệp khác nên không được nhận. Xin gỡ liên kết rồi thử lại.")
STRANGE_PARTS = gettext_noop("Tệp có thành phần bên trong không hợp lệ nên không được nhận.")
STRICT = gettext_noop(
    "Tệp ở dạng “Strict Open XML”. Khi lưu xin chọn dạng “Excel Workbook (*.xlsx)” rồi thử lại."
)
MERGED = gettext_noop("Tệp có ô bị gộp (%(cells)s) nên có số có thể đã mất. Xin bỏ gộp ô rồi nạp lại.")
UNREADABLE = gettext_noop("Không đọc được tệp này. Xin lưu lại ở dạng .xlsx rồi thử lại.")


class PackageFault(ValueError):
    """A file that is not opened at all, with the sentence that says why."""

    def __init__(self, code: str, template: str, params: Mapping[str, str | int] | None = None) -> None:
        self.code = code
        self.sentence = Sentence(template, params or {})
        super().__init__(str(self.sentence))


@dataclass(frozen=True, slots=True)
class Limits:
    """How many bytes a file may have, as it comes and once unpacked; and whether its cells may be merged.

    Of merged cells only the first keeps what stood in it.
    """

    packed: int
    unpacked: int
    may_merge: bool = True


def inspect(file: BinaryIO, size: int, limits: Limits) -> None:
    """Nothing where the file is a plain .xlsx of a bearable size; PackageFault where it is anything else."""
    if size == 0:
        raise PackageFault("empty", EMPTY)
    if size > limits.packed:
        raise PackageFault("too_large", TOO_LARGE, {"megabytes": limits.packed // MEGABYTE})
    file.seek(0)
    begins = file.read(len(OLE))
    if begins == OLE:
        raise PackageFault("not_a_workbook", OLD_OR_LOCKED)
    if not zipfile.is_zipfile(file):
        raise PackageFault("not_a_workbook", NOT_A_WORKBOOK)
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as packed:
            require_bearable(packed.infolist(), limits)
            require_kind(packed)
            require_plain_xml(packed, may_merge=limits.may_merge)
    except PackageFault:
        raise
    except (
        Exception
    ) as error:  # a broken package fails in many ways: its directory, its sums, its compression
        raise PackageFault("unreadable", UNREADABLE) from error
    file.seek(0)


def require_bearable(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Told from the directory alone; a part never unpacks to more than it claims there."""
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > limits.unpacked:
        raise PackageFault("too_large", TOO_MUCH)
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise PackageFault("not_a_workbook", OLD_OR_LOCKED)
    twice = max(Counter(part.filename.lower() for part in parts).values(), default=0) > 1
    if twice or any(is_outside(part.orig_filename) for part in parts):
        raise PackageFault("unreadable", STRANGE_PARTS)


def is_outside(name: str) -> bool:
    """Whether a part's name leads out of the package."""
    steps = name.replace("\\", "/").split("/")
    return name.startswith("/") or ".." in steps or ":" in name or "\x00" in name


def require_kind(packed: zipfile.ZipFile) -> None:
    names = {name.lower() for name in packed.namelist()}
    if "mimetype" in names:
        raise PackageFault("not_a_workbook", OTHER_KIND, {"kind": ".ods"})
    if "xl/workbook.bin" in names:
        raise PackageFault("not_a_workbook", OTHER_KIND, {"kind": ".xlsb"})
    if WORKBOOK not in names or TYPES.lower() not in names:
        raise PackageFault("not_a_workbook", NOT_A_WORKBOOK)
    types = packed.read(TYPES).lower() if TYPES in packed.namelist() else b""
    if b"macroenabled" in types or any("vbaproject" in name or "macrosheets/" in name for name in names):
        raise PackageFault("macros", MACROS)
    if any(name.startswith("xl/externallinks/") for name in names):
        raise PackageFault("links", LINKS)


def require_plain_xml(packed: zipfile.ZipFile, *, may_merge: bool) -> None:
    """Every part is read to its end, which proves its sum; XML of ours declares nothing and is in order."""
    for part in packed.infolist():
        with packed.open(part) as stream:
            if part.filename.lower().endswith((".xml", ".rels")):
                is_worksheet = part.filename.lower().startswith(WORKSHEETS)
                scanned = Scan(is_worksheet=is_worksheet, may_merge=may_merge)
                while chunk := stream.read(CHUNK):
                    scanned.parser.Parse(chunk, False)
                scanned.parser.Parse(b"", True)
            else:
                while stream.read(CHUNK):
                    pass


class Scan:
    """One XML part going by: no declarations that grow when read, no rows or cells that come twice."""

    def __init__(self, *, is_worksheet: bool, may_merge: bool) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self.refuse_declarations
        self.parser.StartElementHandler = self.begin
        self.parser.EndElementHandler = self.end
        self.is_worksheet, self.may_merge = is_worksheet, may_merge
        self.depth = self.row = 0
        self.cells: set[str] = set()

    def refuse_declarations(self, *_declaration: object) -> None:
        raise PackageFault("unreadable", STRANGE_PARTS)

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise PackageFault("unreadable", STRANGE_PARTS)
        if name.startswith(STRICT_NAMES):
            raise PackageFault("not_a_workbook", STRICT)
        if self.is_worksheet:
            self.begin_in_worksheet(name.rpartition(" ")[2], attributes)

    def begin_in_worksheet(self, local: str, attributes: dict[str, str]) -> None:
        if local == "row":
            self.begin_row(attributes.get("r", ""))
        elif local == "c" and "r" in attributes:
            self.begin_cell(attributes["r"])
        elif local == "mergeCell" and not self.may_merge:
            raise PackageFault("merged", MERGED, {"cells": attributes.get("ref", "")[:20]})

    def end(self, _name: str) -> None:
        self.depth -= 1

    def begin_row(self, number: str) -> None:
        """Rows rise; a reader would skip one that comes again without a word."""
        row = int(number) if number else self.row + 1
        if row <= self.row:
            raise PackageFault("unreadable", UNREADABLE)
        self.row = row
        self.cells = set()

    def begin_cell(self, place: str) -> None:
        letters = place.rstrip("0123456789")
        if place != f"{letters}{self.row}" or place in self.cells:
            raise PackageFault("unreadable", UNREADABLE)
        self.cells.add(place)
