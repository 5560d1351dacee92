"""Word templates for tests: the standard one, and what somebody made of it in Word."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph

from reports.documents import template, template_marks


def edited(change: Callable[[WordDocument], object], content: bytes | None = None) -> bytes:
    """A template after somebody's change."""
    document = Document(BytesIO(content or template.standard()))
    change(document)
    return template.saved(document)


def paragraph_with(document: WordDocument, words: str) -> Paragraph:
    found = next(
        one for one in template_marks.paragraphs_of(document) if words in template_marks.text_of(one)
    )
    return Paragraph(found, document._body)


def with_part(name: str, content: bytes, replace: tuple[bytes, bytes] | None = None) -> bytes:
    """The standard template with a part added, or with words of a part exchanged."""
    made = BytesIO()
    with ZipFile(BytesIO(template.standard())) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            own = old.read(part)
            if replace is not None and part == name:
                assert replace[0] in own
                own = own.replace(*replace)
            new.writestr(part, own)
        if replace is None:
            new.writestr(name, content)
    return made.getvalue()


def exchanged(name: str, old: bytes, new: bytes) -> bytes:
    return with_part(name, b"", (old, new))
