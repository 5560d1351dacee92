"""What a province's Word template must be before it is kept: safe to open, with the names we know, and fillable."""

import re
import zipfile
from io import BytesIO
from typing import Any
from xml.parsers import expat

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from districts import evidence
from districts.workbooks.packages import EMPTY, PackageFault
from indicators.phrases import gettext_noop

from ..template_names import BODY, FRAME, LARGEST, MARK, TOO_LARGE, loose_braces, names_in, placeholder
from . import template, template_marks

DEEPEST = 200  # elements within elements; a box in a table in a box has some sixty
CHUNK = 64 * 1024
LONGEST_NAME_SHOWN = 60
# Relations that fetch or run something as the file is opened; a link that somebody clicks is none of them.
HYPERLINK = "/hyperlink"
FOREIGN_PARTS = ("/afchunk", "/oleobject", "/package", "/control", "/attachedtemplate", "/subdocument")
# Fields that bring something from elsewhere when the file is opened or printed.
REACHING_FIELD = re.compile(
    r"\b(INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|DDE|DDEAUTO|LINK|RD|DATABASE|MACROBUTTON)\b", re.IGNORECASE
)

NOT_WORD = gettext_noop(
    "Đây không phải tệp Word .docx. Xin tải mẫu chuẩn ở trang này, sửa rồi lưu ở dạng .docx."
)
REACHES_OUT = gettext_noop(
    "Mẫu lấy hình hoặc nội dung từ tệp hay trang khác khi mở nên không được nhận. Xin chèn hẳn vào mẫu rồi thử lại."
)
STRANGE_PARTS = gettext_noop("Mẫu có thành phần bên trong không hợp lệ nên không được nhận.")
UNREADABLE = gettext_noop("Không đọc được mẫu này. Xin mở bằng Word, lưu lại ở dạng .docx rồi thử lại.")
MACROS = gettext_noop("Mẫu có chứa macro nên không được nhận. Xin lưu lại ở dạng .docx không có macro.")
TOO_MUCH = gettext_noop("Mẫu giãn ra quá lớn khi mở nên không được nhận.")
ABOUT_TEMPLATES = {
    "other_kind": NOT_WORD,
    "macros": MACROS,
    "reaches_out": REACHES_OUT,
    "strange": STRANGE_PARTS,
    "too_large": TOO_MUCH,
}
NO_BODY = gettext_noop("Mẫu chưa có chỗ cho nội dung. Xin thêm một đoạn chỉ ghi %(name)s.")
TWO_BODIES = gettext_noop("Mẫu có %(name)s %(times)s lần. Xin giữ lại một.")
BODY_NOT_ALONE = gettext_noop(
    "%(name)s phải đứng một mình trong một đoạn của văn bản, không nằm trong bảng, khung hay chân trang."
)
UNKNOWN = gettext_noop("Mẫu có tên không dùng được: %(names)s. Xin xem danh sách tên ở trang này.")
LOOSE = gettext_noop("Mẫu có dấu ngoặc {{ hoặc }} không thành cặp ở đoạn “%(words)s”. Xin gõ lại cả tên.")
NOT_FILLED = gettext_noop(
    "Đã thử lập báo cáo theo mẫu này nhưng không được. Xin sửa từ mẫu chuẩn rồi thử lại."
)


def examine(content: bytes) -> None:
    """Nothing where a report can be made in this file; PackageFault with a sentence where it cannot."""
    require_plain_package(content)
    document = opened(content)
    require_names(document)
    require_fillable(content)


def require_plain_package(content: bytes) -> None:
    """A Word file without macros, bombs or anything that is fetched; looked through without a reader of documents."""
    if not content:
        raise PackageFault("empty", EMPTY)
    if len(content) > LARGEST:
        raise PackageFault("too_large", TOO_LARGE)
    if kind_of(content) != evidence.DOCX:
        raise PackageFault("other_kind", NOT_WORD)
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            for part in packed.infolist():
                if part.filename.lower().endswith((".xml", ".rels")):
                    read_plain(packed.read(part))
    except PackageFault:
        raise
    except Exception as error:
        raise PackageFault("unreadable", UNREADABLE) from error


def kind_of(content: bytes) -> str:
    """What its bytes say it is; a file that is refused whatever it is used for is refused in words about templates."""
    try:
        return evidence.examine(content)
    except PackageFault as fault:
        raise PackageFault(fault.code, ABOUT_TEMPLATES.get(fault.code, UNREADABLE)) from fault


def read_plain(xml: bytes) -> None:
    """One part going by: it declares nothing, is not too deep, and relates to nothing outside but links."""
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = 0

    def declare(*_declaration: object) -> None:
        raise PackageFault("strange", STRANGE_PARTS)

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise PackageFault("strange", STRANGE_PARTS)
        if name.endswith(" Relationship"):
            require_near(attributes)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = declare
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.Parse(xml, True)


def require_near(relation: dict[str, str]) -> None:
    kind = relation.get("Type", "").lower()
    is_outside = relation.get("TargetMode", "").lower() == "external"
    if (is_outside and not kind.endswith(HYPERLINK)) or kind.endswith(FOREIGN_PARTS):
        raise PackageFault("reaches_out", REACHES_OUT)


def opened(content: bytes) -> WordDocument:
    try:
        document = Document(BytesIO(content))
        fields = [one for part in template_marks.parts_of(document) for one in fields_of(part)]
    except Exception as error:
        raise PackageFault("unreadable", UNREADABLE) from error
    # Word may have cut a field's words in two, or have two fields side by side.
    if any(REACHING_FIELD.search(between.join(fields)) for between in ("", " ")):
        raise PackageFault("reaches_out", REACHES_OUT)
    return document


def fields_of(part: Any) -> list[str]:
    """What every field of a part says."""
    simple = [one.get(qn("w:instr"), "") for one in part.iter(qn("w:fldSimple"))]
    return [*simple, *(one.text or "" for one in part.iter(qn("w:instrText")))]


def require_names(document: WordDocument) -> None:
    """The body's once and alone, no name that we do not know, no brace that was lost."""
    texts = [template_marks.text_of(one) for one in template_marks.paragraphs_of(document)]
    names = [name for text in texts for name in names_in(text)]
    unknown = sorted({name[:LONGEST_NAME_SHOWN] for name in names} - {BODY, MARK, *FRAME.values()})
    if unknown:
        raise PackageFault("unknown_names", UNKNOWN, {"names": ", ".join(map(placeholder, unknown))})
    loose = next((text for text in texts if loose_braces(text)), None)
    if loose is not None:
        raise PackageFault("loose_braces", LOOSE, {"words": loose.strip()[:LONGEST_NAME_SHOWN]})
    require_body(document, names.count(BODY))


def require_body(document: WordDocument, times: int) -> None:
    if times == 0:
        raise PackageFault("no_body", NO_BODY, {"name": placeholder(BODY)})
    if times > 1:
        raise PackageFault("two_bodies", TWO_BODIES, {"name": placeholder(BODY), "times": times})
    (marker,) = template_marks.markers(document)
    if not template_marks.stands_alone(marker, document):
        raise PackageFault("body_not_alone", BODY_NOT_ALONE, {"name": placeholder(BODY)})


def require_fillable(content: bytes) -> None:
    """A small report is made in it, and opens again with its words in it."""
    try:
        made = Document(BytesIO(template.filled(content, *template.trial())))
        texts = [paragraph.text for paragraph in made.paragraphs]
    except Exception as error:
        raise PackageFault("not_filled", NOT_FILLED) from error
    if template.TRIAL_WORDS not in texts:
        raise PackageFault("not_filled", NOT_FILLED)
