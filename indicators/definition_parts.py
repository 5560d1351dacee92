"""One place of a plan's document: its value, with the questions that can be asked of it.

Every question answers with something usable even where the file is wrong, and notes the fault: so all
faults of a file are found in one reading.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from .definition import PLACE, Fault, Text

Lines = Mapping[PLACE, int]
Word = TypeVar("Word", bound=StrEnum)
Read = TypeVar("Read")
MAX_TEXT = 5_000


@dataclass(frozen=True)
class Sheet:
    """The lines of a document and the faults found in it so far."""

    lines: Lines
    faults: list[Fault] = field(default_factory=list)

    def line_of(self, path: PLACE) -> int:
        """The line of a place, or of the nearest place around it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def note(self, path: PLACE, sentence: str) -> None:
        """Keep a fault."""
        self.faults.append(Fault(self.line_of(path), path, sentence))


@dataclass(frozen=True)
class Part:
    """A value in its place. An absent value is None; whether one is required, `fields` says."""

    sheet: Sheet
    path: PLACE
    value: Any

    @property
    def name(self) -> str:
        """The last word of the place, for sentences."""
        return str(self.path[-1]) if self.path else ""

    @property
    def is_absent(self) -> bool:
        return self.value is None

    def fault(self, sentence: str) -> None:
        """Note a fault at this place."""
        self.sheet.note(self.path, sentence)

    def fields(self, required: Collection[str], optional: Collection[str] = ()) -> "Fields":
        """The members of a mapping; what is missing or unknown is noted."""
        if not isinstance(self.value, dict):
            if not self.is_absent:
                self.fault(f"“{self.name}” phải là một nhóm mục có tên.")
            return Fields(self)
        for key in self.value:
            if key not in required and key not in optional:
                self.sheet.note((*self.path, key), f"Không có mục nào tên “{key}” ở đây.")
        for key in required:
            if self.value.get(key) is None:
                self.sheet.note((*self.path, key), f"Thiếu mục “{key}”.")
        return Fields(self)

    def entries(self) -> "Iterator[tuple[str, Part]]":
        """The members of a mapping whose keys are the file's own words."""
        if isinstance(self.value, dict) and self.value:
            for key, value in self.value.items():
                yield key, Part(self.sheet, (*self.path, key), value)
        elif not self.is_absent:
            self.fault(f"“{self.name}” phải là một nhóm mục có tên và không được trống.")

    def items(self) -> "list[Part]":
        """The members of a list; an absent list has none."""
        if isinstance(self.value, list):
            return [Part(self.sheet, (*self.path, index), item) for index, item in enumerate(self.value)]
        if not self.is_absent:
            self.fault(f"“{self.name}” phải là một danh sách.")
        return []

    def each(self, read: "Callable[[Part], Read]", *, at_least_one: bool = True) -> tuple[Read, ...]:
        """Every member of a list, read."""
        items = self.items()
        if at_least_one and self.value == []:
            self.fault(f"Danh sách “{self.name}” không được trống.")
        return tuple(read(item) for item in items)

    def text(self, pattern: str = "", example: str = "") -> str:
        """A text that is not empty and, where a pattern is given, follows it."""
        if self.is_absent:
            return ""
        if not isinstance(self.value, str):
            self.fault(f"“{self.name}” phải là chữ; nếu là số hoặc mã, hãy đặt trong dấu nháy đơn.")
            return ""
        text = self.value.strip()
        if not text or len(text) > MAX_TEXT:
            self.fault(f"“{self.name}” không được trống và không được dài quá {MAX_TEXT} ký tự.")
        elif pattern and not re.fullmatch(pattern, text):
            self.fault(f"“{text}” không đúng dạng của “{self.name}”; ví dụ: {example}.")
        return text

    def word(self, words: type[Word]) -> Word:
        """One of a few words; where the file is wrong, the first of them stands in."""
        known = list(words)
        if isinstance(self.value, str) and self.value in known:
            return words(self.value)
        if not self.is_absent:
            allowed = ", ".join(known)
            self.fault(f"“{self.value}” không dùng được cho “{self.name}”; chỉ dùng: {allowed}.")
        return known[0]

    def whole(self, low: int, high: int) -> int:
        """A whole number between two others, both allowed."""
        if type(self.value) is int and low <= self.value <= high:
            return self.value
        if not self.is_absent:
            self.fault(f"“{self.name}” phải là số nguyên từ {low} đến {high}.")
        return low

    def number(self, *, high: int, places: int) -> Decimal:
        """An exact number from 0 up, with at most so many digits after the mark."""
        if self.is_absent:
            return Decimal(0)
        if type(self.value) not in (int, Decimal):
            self.fault(f"“{self.name}” phải là một số, viết với dấu chấm thập phân, ví dụ 0.036.")
            return Decimal(0)
        value = Decimal(self.value)
        if not 0 <= value < high or value != round(value, places):
            self.fault(f"“{self.name}” phải từ 0 đến dưới {high}, nhiều nhất {places} chữ số sau dấu chấm.")
        return value

    def yes_no(self) -> bool:
        """True or false; absent is false."""
        if not self.is_absent and not isinstance(self.value, bool):
            self.fault(f"“{self.name}” chỉ nhận true hoặc false.")
        return self.value is True

    def both_languages(self) -> Text:
        """A text in Vietnamese and English."""
        return self.fields(["vi", "en"]).text()

    def member(self, key: str) -> "Part":
        """One member of a mapping, absent where there is none; asks nothing about the others."""
        members = self.value if isinstance(self.value, dict) else {}
        return Part(self.sheet, (*self.path, key), members.get(key))


@dataclass(frozen=True)
class Fields:
    """The members of a mapping, by name; a missing one is an absent part."""

    part: Part

    def __getitem__(self, key: str) -> Part:
        return self.part.member(key)

    def text(self) -> Text:
        """The two languages of a text that stand among other members."""
        return Text(self["vi"].text(), self["en"].text())

    def optional(self, key: str, read: Callable[[Part], Read]) -> Read | None:
        """The member read, or None where the file leaves it out."""
        part = self[key]
        return None if part.is_absent else read(part)


def refuse_repeated(parts: Sequence[Part], values: Sequence[object], sentence: str) -> None:
    """Note a fault at each part whose value stood earlier already; empty values were refused before."""
    seen: set[object] = set()
    for part, value in zip(parts, values, strict=True):
        if value in seen and value != "":
            part.fault(sentence.format(value))
        seen.add(value)
