"""Wrong, broken and hostile workbooks: each refused in a sentence, the whole or the cell, and nothing is written."""

import re
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook

from districts.models import Event, Figure
from districts.tests.builders import fill, make_period, start
from districts.tests.workbook_files import A_DAY, WORKSHEET, downloaded, edited, filled, put, repacked, sent

HELD = {"live_births": 12, "children_under_16": 1240}
UNREADABLE = "Không đọc được tệp này."
STRANGE = "Tệp có thành phần bên trong không hợp lệ"
NO_WORKBOOK = "Đây không phải tệp Excel .xlsx."
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600
MOVED = "đã bị thêm, xóa hoặc đổi chỗ."
WHOLE = "không phải là số nguyên."
NUMBER = "không phải là số."


@pytest.fixture
def officer(client, cast, province, period):
    """The commune's officer, with two figures already stored."""
    fill(start(province.communes[0], period), HELD)
    client.force_login(cast.commune)
    return client


@pytest.fixture
def unit(province):
    return province.communes[0]


def zipped(**parts: bytes) -> bytes:
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return memory.getvalue()


def twice(content: bytes) -> bytes:
    memory = BytesIO(content)
    with zipfile.ZipFile(memory, "a") as packed, pytest.warns(UserWarning, match="Duplicate name"):
        packed.writestr(WORKSHEET, b"<worksheet/>")
    return memory.getvalue()


def wrong_sum(content: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        part = packed.getinfo(WORKSHEET)
    spoilt = bytearray(content)
    place = part.header_offset + 30 + len(part.filename) + part.compress_size // 2
    spoilt[place] ^= 0xFF
    return bytes(spoilt)


def bomb(_content: bytes) -> bytes:
    return zipped(**{"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b" " * 30_000_000})


def with_entities(declaration: bytes):
    def spoil(content: bytes) -> bytes:
        return repacked(
            content, {WORKSHEET: lambda xml: xml.replace(b"<worksheet", declaration + b"<worksheet", 1)}
        )

    return spoil


def part(name: str, change):
    return lambda content: repacked(content, {name: change})


def more(name: str, made: bytes = b"x"):
    return lambda content: repacked(content, {}, {name: made})


def with_a_flag(content: bytes) -> bytes:
    """Every part says that it is encrypted."""
    spoilt = bytearray(content)
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        for found in re.finditer(re.escape(mark), content):
            spoilt[found.start() + place] |= 1
    return bytes(spoilt)


def of_a_size(size: int):
    """Every part says that it is so large once unpacked."""

    def spoil(content: bytes) -> bytes:
        spoilt = bytearray(content)
        for found in re.finditer(re.escape(b"PK\x01\x02"), content):
            spoilt[found.start() + 24 : found.start() + 28] = size.to_bytes(4, "little")
        return bytes(spoilt)

    return spoil


def in_other_letters(content: bytes) -> bytes:
    """A document type that a search for its bytes does not find."""

    def rewritten(xml: bytes) -> bytes:
        text = xml.decode().replace("UTF-8", "UTF-16")
        return text.replace("<worksheet", "<!DOCTYPE w [<!ENTITY a 'ha'>]><worksheet", 1).encode("utf-16")

    return repacked(content, {WORKSHEET: rewritten})


# What Excel calls a Strict Open XML Spreadsheet: the same words, in other namespaces.
STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/": b"http://purl.oclc.org/ooxml/officeDocument/",
}


def as_strict(content: bytes) -> bytes:
    def renamed(xml: bytes) -> bytes:
        for ours, strict in STRICT.items():
            xml = xml.replace(ours, strict)
        return xml

    with zipfile.ZipFile(BytesIO(content)) as packed:
        return repacked(content, dict.fromkeys(packed.namelist(), renamed))


LAUGHS = b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
FILES = {
    "an empty file": (lambda _c: b"", "Tệp này trống"),
    "50 MB": (lambda _c: b"PK" + bytes(50_000_000), "Tệp lớn hơn 5 MB."),
    "a .csv called .xlsx": (lambda _c: b"a,b\n1,2\n", NO_WORKBOOK),
    "an old .xls": (lambda _c: OLE, "Tệp có mật khẩu hoặc ở dạng .xls cũ."),
    "a workbook with a password": (lambda _c: OLE + b"EncryptedPackage", "Tệp có mật khẩu"),
    "an .xlsb": (
        lambda _c: zipped(**{"[Content_Types].xml": b"<T/>", "xl/workbook.bin": b"x"}),
        "dạng .xlsb",
    ),
    "an .ods": (
        lambda _c: zipped(mimetype=b"application/vnd.oasis", **{"content.xml": b"<a/>"}),
        "dạng .ods",
    ),
    "a .docx": (
        lambda _c: zipped(**{"[Content_Types].xml": b"<T/>", "word/document.xml": b"<a/>"}),
        NO_WORKBOOK,
    ),
    "a zip of anything": (lambda _c: zipped(a=b"b"), NO_WORKBOOK),
    "an .xlsm": (
        part(
            "[Content_Types].xml", lambda xml: xml.replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml")
        ),
        "chứa macro",
    ),
    "macros inside an .xlsx": (more("xl/vbaProject.bin"), "chứa macro"),
    "an old macro sheet": (more("xl/macrosheets/sheet1.xml", b"<a/>"), "chứa macro"),
    "links to another file": (more("xl/externalLinks/externalLink1.xml", b"<a/>"), "liên kết sang tệp khác"),
    "a zip bomb": (bomb, "Tệp giãn ra quá lớn"),
    "a thousand and more parts": (
        lambda content: repacked(content, {}, {f"a{number}": b"" for number in range(1001)}),
        "Tệp giãn ra quá lớn",
    ),
    "a part that leads out": (more("../../etc/cron"), STRANGE),
    "a part from the root": (more("/etc/cron"), STRANGE),
    "a part by backslashes": (more("..\\..\\cron"), STRANGE),
    "a part that comes twice": (twice, STRANGE),
    "half a file": (lambda content: content[: len(content) // 2], NO_WORKBOOK),
    "a wrong sum": (wrong_sum, UNREADABLE),
    "entities that grow": (with_entities(LAUGHS), STRANGE),
    "an entity from outside": (with_entities(OUTSIDE), STRANGE),
    "a document type alone": (with_entities(b"<!DOCTYPE worksheet>"), STRANGE),
    "XML too deep": (part(WORKSHEET, b"<a>" * 500 + b"</a>" * 500), STRANGE),
    "XML cut short": (part(WORKSHEET, lambda xml: xml[:-30]), UNREADABLE),
    "no worksheet in it": (part(WORKSHEET, None), "không còn trang tính nào của đơn vị"),
    "no shared texts": (part("xl/sharedStrings.xml", None), UNREADABLE),
    "no styles": (part("xl/styles.xml", None), UNREADABLE),
    "no list of kinds": (part("[Content_Types].xml", None), NO_WORKBOOK),
    "a wrong list of kinds": (part("[Content_Types].xml", b"<Types/>"), UNREADABLE),
    "no list of worksheets": (part("xl/workbook.xml", None), NO_WORKBOOK),
    "a row that comes twice": (
        part(WORKSHEET, lambda xml: re.sub(rb"(<row r=\"8\".*?</row>)", rb"\1\1", xml, count=1)),
        UNREADABLE,
    ),
    "a cell of another row": (part(WORKSHEET, lambda xml: xml.replace(b'r="F8"', b'r="F99"')), UNREADABLE),
    "a cell that comes twice": (part(WORKSHEET, lambda xml: xml.replace(b'r="G8"', b'r="F8"')), UNREADABLE),
    "no hidden sheet": (
        lambda content: edited(content, lambda book: book.remove(book["_749"])),
        "mất phần ẩn",
    ),
    "a hidden sheet that was changed": (
        lambda content: edited(content, lambda book: book["_749"].cell(2, 1, "x" + book["_749"]["A2"].value)),
        "Phần ẩn của tệp đã bị sửa.",
    ),
    "an older form": (
        lambda content: edited(content, lambda book: book["_749"].cell(1, 2, 0)),
        "phiên bản cũ của hệ thống",
    ),
    "a workbook of one's own": (lambda _c: own_workbook(), "mất phần ẩn"),
    "strict Open XML": (as_strict, "Tệp ở dạng “Strict Open XML”."),
    "cells to fill that were merged": (
        lambda content: edited(content, lambda book: book.worksheets[1].merge_cells("F8:F9")),
        "Tệp có ô bị gộp (F8:F9)",
    ),
    "parts that say they are encrypted": (with_a_flag, "Tệp có mật khẩu"),
    "parts that say they are small": (of_a_size(10), UNREADABLE),
    "parts that say they are huge": (of_a_size(2**31), "Tệp giãn ra quá lớn"),
    "a document type in UTF-16": (in_other_letters, STRANGE),
    "a worksheet that lies outside the file": (
        part(
            "xl/_rels/workbook.xml.rels",
            lambda xml: xml.replace(b"worksheets/sheet2.xml", b"../../../etc/passwd"),
        ),
        "không còn trang tính nào của đơn vị",
    ),
    "a worksheet of another host": (
        part(
            "xl/_rels/workbook.xml.rels",
            lambda xml: xml.replace(
                b'Target="worksheets/sheet2.xml"', b'Target="http://x.example/" TargetMode="External"'
            ),
        ),
        "không còn trang tính nào của đơn vị",
    ),
    "a row without end": (
        part(WORKSHEET, lambda xml: xml.replace(b'<row r="8"', b'<row r="99999999999999999999"')),
        UNREADABLE,
    ),
    "a total merged with its parts": (
        lambda content: edited(content, lambda book: book.worksheets[1].merge_cells("F12:G12")),
        "Tệp có ô bị gộp (F12:G12)",
    ),
}


def own_workbook() -> bytes:
    memory = BytesIO()
    Workbook().save(memory)
    return memory.getvalue()


@pytest.mark.parametrize(("spoil", "sentence"), FILES.values(), ids=FILES)
def test_a_file_is_refused_whole_in_a_sentence(officer, period, unit, spoil, sentence):
    page = sent(officer, period, unit, spoil(downloaded(officer, period, unit)))

    [said] = page.context["form"].errors["file"]
    assert sentence in said
    assert_nothing_written(unit)


def assert_nothing_written(unit) -> None:
    assert {figure.element.code: figure.number for figure in Figure.objects.all()} == HELD
    assert not Event.objects.filter(origin=Event.Origin.WORKBOOK).exists()


def rows(change):
    return lambda book: change(book.worksheets[1])


SHEETS = {
    "a row put in": (rows(lambda sheet: sheet.insert_rows(10)), MOVED),
    "a row taken out": (rows(lambda sheet: sheet.delete_rows(10)), MOVED),
    "a column put in": (rows(lambda sheet: sheet.insert_cols(7)), MOVED),
    "a column taken out": (rows(lambda sheet: sheet.delete_cols(7)), MOVED),
    "a row copied to the end": (rows(lambda sheet: sheet.cell(60, 1, "live_births")), MOVED),
    "names sorted without their rows": (rows(lambda sheet: sheet.cell(8, 2, sheet["B9"].value)), MOVED),
    "a worksheet copied": (
        lambda book: book.copy_worksheet(book.worksheets[1]),
        "Trong tệp có hai trang tính của đơn vị này.",
    ),
}


@pytest.mark.parametrize(("edit", "sentence"), SHEETS.values(), ids=SHEETS)
def test_a_worksheet_is_refused_whole_in_a_sentence(officer, period, unit, edit, sentence):
    page = sent(officer, period, unit, edited(downloaded(officer, period, unit), edit))

    assert [sentence in one.refusal for one in page.context["units"]] == [True] * len(page.context["units"])
    assert page.context["sealed"] == ""
    assert_nothing_written(unit)


CELLS = {
    "a formula": ("=1+1", "Ô chứa công thức"),
    "a formula that asks outside": ('=WEBSERVICE("http://example.org")', "Ô chứa công thức"),
    "an error of Excel": ("#REF!", "Ô có lỗi của Excel (#REF!)."),
    "true": (True, "Ô là giá trị đúng/sai"),
    "a date": (A_DAY, "Ô là ngày tháng"),
    "a negative number": (-1, "không thể là số âm"),
    "half a child": (12.5, WHOLE),
    "a number that only looks whole": (0.1 + 0.2, WHOLE),
    "a thousand million": (1_000_000_000, "Số này quá lớn"),
    "a number without end": (1e308, "Số này quá lớn"),
    "a text with a comma": ("12,5", WHOLE),
    "a thousand the English way": ("1,234", "“1,234” là 1.234 hay là số lẻ?"),
    "a text": ("mười hai", NUMBER),
    "a negative text": ("-5", "không thể là số âm"),
    "a text without end": ("9" * 5000, "Số này quá lớn"),
    "digits turned round": ("\u202e21", NUMBER),
    "a huge text": ("a" * 30_000, NUMBER),
    "a script": ("<script>alert(1)</script>", NUMBER),
    "not a number": ("NaN", NUMBER),
    "endless": ("inf", NUMBER),
    "digits of another script": ("١٢", NUMBER),
}


@pytest.mark.parametrize(("value", "sentence"), CELLS.values(), ids=CELLS)
def test_a_cell_is_refused_beside_its_address(officer, period, unit, value, sentence):
    page = sent(officer, period, unit, filled(downloaded(officer, period, unit), {"live_births": value}))

    [one] = page.context["units"]
    [fault] = one.faults
    assert (fault.address.partition("!")[0], sentence in fault.sentence) == (unit.name, True)
    assert page.context["sealed"] == ""
    assert_nothing_written(unit)


WORDS = {
    "nothing occurred for a stock": ({"children_under_16": "∅"}, "không có thì ghi số 0"),
    "no data without a reason": ({"live_births": "Chưa có số liệu"}, "Xin ghi lý do chưa có số liệu."),
    "a reason without a silence": ({("live_births", "reason"): "lũ"}, "Chỉ ghi lý do khi"),
    "words beside an empty cell": ({("injury_deaths", "explanation"): "đã rà soát"}, "để trống"),
    "words that are a book": ({("live_births", "explanation"): "a" * 1001}, "dài quá 1.000 ký tự"),
    "words turned round": ({("live_births", "explanation"): "a\u202eb"}, "ký tự không đọc được"),
    "no data in a part": ({("live_births", "male"): "Chưa có số liệu"}, "Phân tổ không có số liệu"),
    "a formula among the words": ({("drowning_deaths", "explanation"): "=1"}, "Ô chứa công thức"),
}


@pytest.mark.parametrize(("values", "sentence"), WORDS.values(), ids=WORDS)
def test_what_a_cell_cannot_hold_is_refused_beside_it(officer, period, unit, values, sentence):
    page = sent(officer, period, unit, filled(downloaded(officer, period, unit), values))

    [one] = page.context["units"]
    assert [sentence in fault.sentence for fault in one.faults] == [True]
    assert_nothing_written(unit)


def test_a_percentage_is_refused(officer, period, unit):
    def as_percent(book) -> None:
        put(book, "live_births", 1)
        book.worksheets[1]["F12"].number_format = "0%"
        for row in book.worksheets[1].iter_rows(min_col=6, max_col=6):
            row[0].number_format = "0%"

    page = sent(officer, period, unit, edited(downloaded(officer, period, unit), as_percent))

    assert {"phần trăm" in fault.sentence for fault in page.context["units"][0].faults} == {True}
    assert_nothing_written(unit)


def test_figures_below_the_table_are_refused_and_not_lost_without_a_word(officer, period, unit):
    content = edited(downloaded(officer, period, unit), rows(lambda sheet: sheet.cell(60, 6, 125)))
    page = sent(officer, period, unit, content)

    assert [fault.address for fault in page.context["units"][0].faults] == [f"{unit.name}!F60"]
    assert_nothing_written(unit)


def test_a_worksheet_that_claims_every_row_and_column_is_read_as_far_as_ours_reach(officer, period, unit):
    content = repacked(
        downloaded(officer, period, unit),
        {WORKSHEET: lambda xml: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', xml)},
    )
    page = sent(officer, period, unit, content)

    assert [(one.faults, one.lines) for one in page.context["units"]] == [([], [])]


def test_another_units_another_quarters_workbook_is_refused(officer, period, unit, cast, province, the_plan):
    theirs = make_period(the_plan, "2024-Q2")
    [said] = sent(officer, theirs, unit, downloaded(officer, period, unit)).context["form"].errors["file"]
    assert said == "Tệp này là của quý I/2024; trang này nhận số liệu quý II/2024."

    officer.force_login(cast.neighbour)
    content = downloaded(officer, period, province.communes[1])
    officer.force_login(cast.commune)
    [said] = sent(officer, period, unit, content).context["form"].errors["file"]
    assert said.endswith(f"trang này nhận số liệu của {unit.name}.")
    assert_nothing_written(unit)
