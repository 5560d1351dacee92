"""The names in a Word file's paragraphs: found however Word has cut them into runs, and exchanged for their words.

Word keeps a name that somebody typed or corrected in several runs. So a paragraph is read as one text, and what
stands for a name goes into the run where it began; the letters around it keep their looks.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from ..template_names import BODY, FOUND, plain
from .paper import writable

Words = Mapping[str, str | Sequence[str]]
FRAMES = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)


def parts_of(document: Document) -> list[Any]:
    """The text, and the heads and feet of its pages."""
    frames = [one.target_part.element for one in document.part.rels.values() if one.reltype in FRAMES]
    return [document.element.body, *frames]


def paragraphs_of(document: Document) -> list[Any]:
    """Every paragraph of those, in their tables and boxes too."""
    return [one for part in parts_of(document) for one in part.iter(qn("w:p"))]


def texts_of(paragraph: Any) -> list[Any]:
    """A paragraph's own pieces of text; those of a box within it are of the box's paragraphs."""
    return [one for one in paragraph.iter(qn("w:t")) if next(one.iterancestors(qn("w:p"))) is paragraph]


def text_of(paragraph: Any) -> str:
    return "".join(one.text or "" for one in texts_of(paragraph))


def markers(document: Document) -> list[Any]:
    """The paragraphs in which the name of the body stands."""
    return [one for one in paragraphs_of(document) if BODY in _names(text_of(one))]


def stands_alone(paragraph: Any, document: Document) -> bool:
    """Whether a paragraph is the name of the body and nothing else, in the text itself and not in a table or a box."""
    is_all = FOUND.sub("", text_of(paragraph)).strip() == "" and _names(text_of(paragraph)) == [BODY]
    return is_all and paragraph.getparent() is document.element.body


def fill(document: Document, words: Words) -> None:
    """Exchange every name but the body's."""
    for paragraph in paragraphs_of(document):
        names = [name for name in _names(text_of(paragraph)) if name != BODY]
        if names:
            fill_paragraph(paragraph, names, words)


def fill_paragraph(paragraph: Any, names: Sequence[str], words: Words) -> None:
    """A name of several words repeats its paragraph for each; a paragraph of which nothing is left goes."""
    several = next((name for name in names if not isinstance(words[name], str)), None)
    if several is None:
        exchange(paragraph, words)
        if not text_of(paragraph).strip():
            remove(paragraph)
        return
    for one in words[several]:
        again = deepcopy(paragraph)
        paragraph.addprevious(again)
        exchange(again, {**words, several: one})
    remove(paragraph)


def remove(paragraph: Any) -> None:
    """Take a paragraph away; a cell, a head or a box must keep one, which is then empty."""
    parent = paragraph.getparent()
    if len(parent.findall(qn("w:p"))) > 1 and paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None:
        parent.remove(paragraph)


def exchange(paragraph: Any, words: Words) -> None:
    """From the last name to the first, so that the places of those before stay what they are."""
    for found in reversed(list(FOUND.finditer(text_of(paragraph)))):
        words_there = words[plain(found.group(1))]
        assert isinstance(words_there, str)  # a name of several words has one of them here
        put(paragraph, found.start(), found.end(), writable(words_there))


def put(paragraph: Any, start: int, end: int, text: str) -> None:
    """Write a text over the letters from `start` to `end`, in the looks of the first of them."""
    place = 0
    for piece in texts_of(paragraph):
        own = piece.text or ""
        first, last = max(start - place, 0), min(end - place, len(own))
        if first < last:
            piece.text = own[:first] + (text if place + first == start else "") + own[last:]
            piece.set(qn("xml:space"), "preserve")
        place += len(own)


def _names(text: str) -> list[str]:
    return [plain(found.group(1)) for found in FOUND.finditer(text)]
