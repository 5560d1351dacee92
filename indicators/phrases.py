"""Sentences of the pure files: kept as a template and its values, so that the shell can translate them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

VIETNAMESE = "vi"
ENGLISH = "en"
THOUSANDS = {VIETNAMESE: ".", ENGLISH: ","}
DECIMAL_MARK = {VIETNAMESE: ",", ENGLISH: "."}


def gettext_noop(text: str) -> str:
    """The text itself, marked for the catalogue under the name that message extraction looks for."""
    return text


def grouped(number: int, language: str = VIETNAMESE) -> str:
    """A whole number in groups of three: 1.234 in Vietnamese, 1,234 in English."""
    return f"{number:,}".replace(",", THOUSANDS.get(language, THOUSANDS[ENGLISH]))


def unchanged(text: str) -> str:
    """What stands in for a translator where the Vietnamese text itself is wanted."""
    return text


@dataclass(frozen=True, slots=True)
class Sentence:
    """A Vietnamese template with its values; whole numbers among them are written the reader's way."""

    template: str
    params: Mapping[str, str | int] = field(default_factory=dict)

    def written(self, translate: Callable[[str], str] = unchanged, language: str = VIETNAMESE) -> str:
        """The sentence in the reader's language; `translate` is gettext in the shell."""
        shown = {
            name: grouped(value, language) if isinstance(value, int) else value
            for name, value in self.params.items()
        }
        return translate(self.template) % shown

    def __str__(self) -> str:
        return self.written()
