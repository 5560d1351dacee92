"""Files of evidence for tests, made by hand: what a telephone, a scanner and Word send, and what an enemy would."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from districts.tests.task_report_builders import PDF_FILE, WORD_PARTS, package

MACROS = {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}
EXCEL_PARTS = {
    "[Content_Types].xml": b"<Types/>",
    "_rels/.rels": b"<Relationships/>",
    "xl/workbook.xml": b"<workbook/>",
}
TEMPLATE_ELSEWHERE = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
    b'Target="https://example.org/a.dotm" TargetMode="External"/></Relationships>'
)
LINK_TO_A_PAGE = TEMPLATE_ELSEWHERE.replace(b"attachedTemplate", b"hyperlink")


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


PNG_FILE = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\x00\x00"))
    + chunk(b"IEND", b"")
)
# Two segments, a scan with a stuffed 0xFF and a restart in it, the end, and a telephone's own data after it.
JPEG_FILE = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xdb\x00\x04\xff\xd9"  # what looks like the end within a segment is none
    b"\xff\xda\x00\x02\x12\x34\xff\x00\x56\xff\xd0\x78\xff\xd9"
)
WORD_FILE = package(WORD_PARTS)
EXCEL_FILE = package(EXCEL_PARTS)


def encrypted() -> bytes:
    """A package whose directory says that its parts are locked."""
    content = bytearray(WORD_FILE)
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def twice() -> bytes:
    """A package with two parts of one name, of which each reader takes another."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        for name, content in [*WORD_PARTS.items(), ("Word/Document.xml", b"<other/>")]:
            packed.writestr(name, content)
    return file.getvalue()


def damaged() -> bytes:
    """A package with one bit of a part turned over."""
    content = bytearray(package({**WORD_PARTS, "word/media/photo.png": PNG_FILE * 50}))
    content[content.index(b"photo.png") + 20] ^= 0x40
    return bytes(content)


GOOD = {
    "pdf": (PDF_FILE, "application/pdf"),
    "jpeg": (JPEG_FILE, "image/jpeg"),
    "jpeg of a telephone": (JPEG_FILE + b"SEFT\x00" * 100, "image/jpeg"),
    "png": (PNG_FILE, "image/png"),
    "docx": (WORD_FILE, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": (EXCEL_FILE, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "docx with a link to a page": (
        package({**WORD_PARTS, "word/_rels/document.xml.rels": LINK_TO_A_PAGE}),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}
# What it is, its bytes, and the code of the refusal.
HOSTILE = {
    "a program renamed .pdf": (b"MZ\x90\x00" + b"\x00" * 200, "other_kind"),
    "a page renamed .png": (b"<!doctype html><script>alert(1)</script>", "other_kind"),
    "a picture that is a script": (
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        "other_kind",
    ),
    "a page that begins after a blank": (b"  %PDF-1.4 <script></script> %%EOF", "other_kind"),
    "nothing": (b"", "empty"),
    "a pdf cut off": (PDF_FILE[:-8], "cut_off"),
    "a pdf with its end far from its end": (PDF_FILE + b"\x00" * 2000, "cut_off"),
    "a png cut off": (PNG_FILE[:-6], "cut_off"),
    "a png with a bit turned over": (PNG_FILE.replace(b"IDAT", b"IDAU"), "cut_off"),
    "a jpeg cut off": (JPEG_FILE[:-2], "cut_off"),
    "a jpeg whose segment is longer than the file": (JPEG_FILE[:4] + b"\xff\xff" + JPEG_FILE[6:], "cut_off"),
    "a docx cut off": (WORD_FILE[:-30], "cut_off"),
    "a docx with a bit turned over": (damaged(), "cut_off"),
    "a zip bomb": (package({**WORD_PARTS, "word/media/big.bin": b"\x00" * (101 * 1024 * 1024)}), "too_large"),
    "a docx of too many parts": (
        package({**WORD_PARTS, **{f"word/media/{number}": b"" for number in range(2000)}}),
        "too_large",
    ),
    "a document with macros": (package({**WORD_PARTS, **MACROS}), "macros"),
    "a document that calls itself one with macros": (
        package(
            {
                **WORD_PARTS,
                "[Content_Types].xml": b'<Types a="ms-word.document.macroEnabled.main"/>',
            }
        ),
        "macros",
    ),
    "a workbook with a macro sheet": (
        package({**EXCEL_PARTS, "xl/macrosheets/sheet1.xml": b"<a/>"}),
        "macros",
    ),
    "a document with a control that runs": (
        package({**WORD_PARTS, "word/activeX/activeX1.xml": b"<a/>"}),
        "macros",
    ),
    "a document with its template elsewhere": (
        package({**WORD_PARTS, "word/_rels/settings.xml.rels": TEMPLATE_ELSEWHERE}),
        "reaches_out",
    ),
    "relations that declare an entity": (
        package({**WORD_PARTS, "word/_rels/document.xml.rels": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}),
        "strange",
    ),
    "a part that leads out of the package": (package({**WORD_PARTS, "../../evil.txt": b"x"}), "strange"),
    "two parts of one name": (twice(), "strange"),
    "a document with a password": (encrypted(), "other_kind"),
    "an old .doc, or one with a password": (bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600, "other_kind"),
    "a plain zip": (package({"a.txt": b"a"}), "other_kind"),
    "a document and a workbook in one": (package({**WORD_PARTS, **EXCEL_PARTS}), "other_kind"),
    "an OpenDocument text": (package({"mimetype": b"application/vnd.oasis.opendocument.text"}), "other_kind"),
}
