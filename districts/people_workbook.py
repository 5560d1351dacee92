"""Workbooks of accounts: the form that comes in, the template it is made from, the passwords that go out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from . import accounts, names
from .actions.refusals import Refused
from .models import Unit
from .models.people import Role
from .models.units import Level
from .workbooks.files import harmless, require_workbook
from .workbooks.packages import UNREADABLE, Limits

MOST_BYTES = 2 * 1024 * 1024
MOST_BYTES_UNPACKED = 60 * 1024 * 1024
MOST_ROWS = 2000
MOST_COLUMNS = 30

# What each column is called by us and by its heading; headings are matched without accents.
COLUMNS = {
    "username": "Tên đăng nhập",
    "full_name": "Họ và tên",
    "phone": "Số điện thoại",
    "email": "Thư điện tử",
    "unit": "Mã đơn vị",
    "unit_name": "Tên đơn vị",
    "role": "Vai trò",
    "sees_sensitive": "Xem số liệu nhạy cảm",
}
REQUIRED = ("username", "unit", "role")
WIDTHS = (20, 28, 16, 28, 14, 44, 22, 22)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One filled row: its number in the sheet, its texts by column, and the columns that hold a formula."""

    number: int
    texts: dict[str, str]
    formulas: list[str] = field(default_factory=list)


def read(file: BinaryIO, size: int) -> list[SheetRow]:
    """The filled rows of a workbook's first sheet; a file that is anything else is refused in a sentence."""
    require_workbook(file, size, Limits(MOST_BYTES, MOST_BYTES_UNPACKED))
    from openpyxl import load_workbook  # a second to import: only where a file came

    try:
        workbook = load_workbook(file, read_only=True)
        sheet = workbook.worksheets[0]
        physical = list(islice(sheet.iter_rows(max_col=MOST_COLUMNS), MOST_ROWS * 2))
    except Exception as error:  # a broken or hostile file can fail anywhere inside the reader
        raise Refused(_(UNREADABLE), "unreadable") from error
    columns = columns_of(physical[0] if physical else ())
    rows = [
        row for number, cells in enumerate(physical[1:], start=2) if (row := filled(number, cells, columns))
    ]
    if not rows:
        raise Refused(_("Tệp chưa có dòng nào được điền."), "empty")
    if len(rows) > MOST_ROWS or len(physical) == MOST_ROWS * 2:
        raise Refused(_("Tệp có quá 2.000 dòng. Xin chia thành nhiều tệp."), "too_many_rows")
    return rows


def columns_of(heading: Sequence[Any]) -> dict[int, str]:
    """Which column is which, by the headings; a missing one is named, and one that comes twice."""
    wanted = {names.search_key(words): name for name, words in COLUMNS.items()}
    found = [wanted.get(names.search_key(str(cell.value or ""))) for cell in heading]
    missing = [COLUMNS[name] for name in REQUIRED if name not in found]
    if missing:
        words = ", ".join(f"“{one}”" for one in missing)
        raise Refused(_("Dòng đầu của trang tính thiếu cột %(columns)s.") % {"columns": words}, "no_column")
    twice = [words for name, words in COLUMNS.items() if found.count(name) > 1]
    if twice:
        raise Refused(_("Cột “%(column)s” có hai lần.") % {"column": twice[0]}, "column_twice")
    return {place: name for place, name in enumerate(found) if name}


def filled(number: int, cells: Sequence[Any], columns: dict[int, str]) -> SheetRow | None:
    """A row's texts; None where all its cells of ours are empty."""
    ours = {name: cells[place] for place, name in columns.items() if place < len(cells)}
    texts = {name: text(cell.value, is_phone=name == "phone") for name, cell in ours.items()}
    if not any(texts.values()):
        return None
    formulas = [COLUMNS[name] for name, cell in ours.items() if getattr(cell, "data_type", "") == "f"]
    return SheetRow(number, texts, formulas)


def text(value: Any, *, is_phone: bool = False) -> str:
    """A cell as its writer meant it: a code without decimals, a phone number with the 0 that Excel drops."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    written = " ".join(str(value).split()).removeprefix("'")
    return f"0{written}" if is_phone and isinstance(value, int) else written


def of_units(units: Iterable[Unit], taken: set[str]) -> bytes:
    """The template: a line for each unit without an account of the proposed name, with what we propose."""
    rows = [
        [
            accounts.proposed_username(unit),
            "",
            "",
            "",
            unit.code,
            full_name(unit),
            accounts.proposed_role(unit).label,
            "",
        ]
        for unit in units
        if unit.level != Level.PROVINCE and accounts.proposed_username(unit) not in taken
    ]
    return written(_("Tài khoản"), list(COLUMNS.values()), rows, guide=guide())


def guide() -> list[tuple[str, str]]:
    """What goes into each column, for the template's second sheet and for the page."""
    roles = ", ".join(str(role.label) for role in Role)
    return [
        (COLUMNS["username"], _("Bắt buộc. Chữ thường không dấu và chữ số, từ 3 ký tự; không trùng nhau.")),
        (COLUMNS["full_name"], _("Người giữ tài khoản; có thể để trống.")),
        (COLUMNS["phone"], _("Số để gọi khi báo cáo trễ; có thể để trống.")),
        (COLUMNS["email"], _("Nơi nhận thư nhắc hạn; có thể để trống.")),
        (COLUMNS["unit"], _("Bắt buộc. Mã xã, mã huyện, hoặc từ của sở như trong tệp mẫu.")),
        (COLUMNS["unit_name"], _("Chỉ để đọc; hệ thống tra theo mã.")),
        (COLUMNS["role"], _("Bắt buộc. Một trong: %(roles)s.") % {"roles": roles}),
        (COLUMNS["sees_sensitive"], _("“có” cho cán bộ tỉnh hoặc tài khoản chỉ xem; để trống là không.")),
    ]


def full_name(unit: Unit) -> str:
    if unit.level == Level.COMMUNE and unit.parent is not None:
        return f"{unit.name}, {unit.parent.name}"
    return unit.name


def of_passwords(rows: Iterable[dict[str, str]]) -> bytes:
    """Who gets which one-time password."""
    heading = [_("Tên đăng nhập"), _("Mật khẩu dùng một lần"), _("Họ và tên"), _("Đơn vị")]
    lines = [[row["username"], row["password"], row["full_name"], row["unit"]] for row in rows]
    return written(_("Mật khẩu"), heading, lines)


def written(
    title: str, heading: list[str], rows: list[list[str]], guide: Sequence[tuple[str, str]] = ()
) -> bytes:
    """A workbook of texts only: no cell can become a formula, here or in what is made of it later."""
    from xlsxwriter import Workbook

    memory = BytesIO()
    workbook = Workbook(memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold, as_text = workbook.add_format({"bold": True}), workbook.add_format({"num_format": "@"})
    sheet = workbook.add_worksheet(title)
    for column, width in enumerate(WIDTHS[: len(heading)]):
        sheet.set_column(column, column, width, as_text)
    for number, line in enumerate([heading, *rows]):
        for column, cell in enumerate(line):
            sheet.write_string(number, column, harmless(str(cell)), bold if number == 0 else as_text)
    sheet.freeze_panes(1, 0)
    if guide:
        explained = workbook.add_worksheet(_("Hướng dẫn"))
        explained.set_column(0, 0, 24)
        explained.set_column(1, 1, 90)
        for number, (column, words) in enumerate(guide):
            explained.write_string(number, 0, column, bold)
            explained.write_string(number, 1, words)
    workbook.close()
    return memory.getvalue()
