"""Collects the texts of code and templates, and compiles their translations, without gettext's tools.

`translations.py collect` brings locale/en/LC_MESSAGES/django.po up to date and keeps what is translated;
`translations.py compile` makes the .mo files that Django reads.
"""

from __future__ import annotations

import ast
import contextlib
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
FOLDERS_WITH_TEXTS = ("plan749", "indicators", "districts", "reports", "templates")

# Django's names for "this text is translated" -> what its first arguments are.
KEYWORDS: dict[str, tuple[str, ...]] = {
    "_": ("message",),
    "gettext": ("message",),
    "gettext_lazy": ("message",),
    "gettext_noop": ("message",),
    "ngettext": ("message", "plural"),
    "ngettext_lazy": ("message", "plural"),
    "pgettext": ("context", "message"),
    "pgettext_lazy": ("context", "message"),
    "npgettext": ("context", "message", "plural"),
    "npgettext_lazy": ("context", "message", "plural"),
}
CALL_IN_TEMPLATE = re.compile(r"\b(?:_|n?p?gettext)\(")
# The file's dates would differ at each run and say nothing.
NO_DATE = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Text:
    """A text to translate, in Vietnamese as the source has it; plural and context are None where there is none."""

    place: str
    message: str
    plural: str | None = None
    context: str | None = None

    @property
    def key(self) -> str | tuple[str, str]:
        """The text as a catalogue files it."""
        return self.message if self.plural is None else (self.message, self.plural)


def text_of_call(call: ast.Call, place: str) -> Text | None:
    """The text that a call translates; None where it is another call or its text is not written there."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    roles = KEYWORDS.get(name, ())
    parts = {
        role: node.value
        for role, node in zip(roles, call.args, strict=False)
        if isinstance(node, ast.Constant)
    }
    return Text(place, **parts) if roles and len(parts) == len(roles) and parts["message"] else None


def texts_in_code(source: str, place: str) -> Iterator[Text]:
    """Every text that Python code hands to a translating function."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (text := text_of_call(node, f"{place}:{node.lineno}")):
            yield text


def texts_in_template(source: str, place: str) -> Iterator[Text]:
    """Every text of a template: Django turns its texts into calls and all the rest into blanks."""
    for number, line in enumerate(templatize(source, origin=place).splitlines(), start=1):
        for found in CALL_IN_TEMPLATE.finditer(line):
            if text := text_of_call(first_call(line[found.start() :]), f"{place}:{number}"):
                yield text


def first_call(line: str) -> ast.Call:
    """The call that a line begins with, whatever follows it."""
    ends = [place + 1 for place, letter in enumerate(line) if letter == ")"]
    for end in ends:
        with contextlib.suppress(SyntaxError):
            node = ast.parse(line[:end], mode="eval").body
            if isinstance(node, ast.Call):
                return node
    raise ValueError(line)


def files_with_texts() -> Iterator[Path]:
    """Code and templates of the portal, without tests and migrations."""
    for folder in FOLDERS_WITH_TEXTS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".py", ".html", ".txt"} and not {"tests", "migrations"} & set(path.parts):
                yield path


def all_texts() -> list[Text]:
    """Every text of the portal that is to be translated, in the order of the files."""
    texts: list[Text] = []
    for path in files_with_texts():
        reader = texts_in_code if path.suffix == ".py" else texts_in_template
        texts.extend(reader(path.read_text(encoding="utf-8"), str(path.relative_to(ROOT))))
    return texts


def catalogue_path(language: str) -> Path:
    """Where the translations of a language are kept."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read_catalogue(language: str) -> Catalog:
    """The translations as they stand; empty where there are none yet."""
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def collect(language: str = "en") -> None:
    """Bring the catalogue up to date: new texts come in empty, translations stay, unused ones go."""
    before = read_catalogue(language)
    after = Catalog(
        locale=language, project="Plan 749", version="1", creation_date=NO_DATE, revision_date=NO_DATE,
        fuzzy=False, last_translator="Plan 749", language_team="Plan 749", msgid_bugs_address="README.md",
        header_comment="# The English of Plan 749, whose source language is Vietnamese. `make messages` keeps it.",
    )  # fmt: skip
    for text in all_texts():
        known = before.get(text.key, context=text.context)
        after.add(text.key, kept_of(known, text), context=text.context)
    path = catalogue_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, after, width=110, no_location=True, sort_output=True, ignore_obsolete=True)
    missing = sum(1 for message in after if message.id and not is_translated(message.string))
    print(f"· {len(after)} chuỗi, còn {missing} chưa dịch ({len(after)} texts, {missing} to translate)")


def kept_of(known: Message | None, text: Text) -> str | tuple[str, ...] | None:
    """As it stands; a text that got a plural or lost it keeps the first form, and the other is to be filled in."""
    if known is None:
        return None
    forms = known.string if isinstance(known.string, tuple) else (known.string,)
    if text.plural is None:
        return str(forms[0])
    return (*forms, "") if len(forms) == 1 else tuple(forms)


def is_translated(string: str | tuple[str, ...]) -> bool:
    """Whether a translation says something in each of its forms."""
    return all(string) if isinstance(string, tuple) else bool(string)


def compile_all() -> None:
    """Make each .mo file anew where its .po file is newer."""
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parent.parent.name)
        unfinished = compiled.with_suffix(".mo.tmp")
        with unfinished.open("wb") as file:
            write_mo(file, catalogue)
        unfinished.replace(compiled)


if __name__ == "__main__":
    {"collect": collect, "compile": compile_all}[sys.argv[1]]()
