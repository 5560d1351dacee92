"""Which form an answer takes: what the reader accepts, of what there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from .faults import Code, Fault


class Form(StrEnum):
    """What a message is written in."""

    STRUCTURE = "structure"
    GENERIC = "generic"
    SPECIFIC = "specific"
    JSON = "json"
    JSON_DRAFT = "json-draft"
    CSV = "csv"
    CSV_2 = "csv-2"


@dataclass(frozen=True)
class Media:
    """A form under its media type; `also` are the plain types and `names` the words of `?format=` that mean it."""

    form: Form
    type: str
    version: str
    also: Sequence[str] = ()
    names: Sequence[str] = ()

    @property
    def header(self) -> str:
        return f"{self.type}; version={self.version}; charset=utf-8"

    def answers(self, type_: str, version: str | None) -> bool:
        """Whether this is what an entry of Accept asks for."""
        if type_ == self.type:
            return version in (None, self.version)
        family = type_.endswith("/*") and self.type.startswith(type_[:-1])
        return type_ == "*/*" or family or type_ in self.also


VENDOR = "application/vnd.sdmx"
STRUCTURES = (
    Media(
        Form.STRUCTURE,
        f"{VENDOR}.structure+xml",
        "2.1",
        ["application/xml", "text/xml"],
        ["structure", "sdmx-2.1", "sdmx-ml"],
    ),
)
DATA = (
    Media(
        Form.GENERIC,
        f"{VENDOR}.genericdata+xml",
        "2.1",
        ["application/xml", "text/xml", f"{VENDOR}.generictimeseriesdata+xml"],
        ["genericdata", "sdmx-generic-2.1"],
    ),
    Media(
        Form.SPECIFIC,
        f"{VENDOR}.structurespecificdata+xml",
        "2.1",
        [f"{VENDOR}.structurespecifictimeseriesdata+xml"],
        ["structurespecificdata", "sdmx-compact-2.1"],
    ),
    Media(Form.JSON, f"{VENDOR}.data+json", "1.0.0", ["application/json"], ["sdmx-json", "json"]),
    Media(Form.JSON_DRAFT, f"{VENDOR}.data+json", "1.0.0-wd", ["text/json"], ["sdmx-json-wd"]),
    Media(Form.CSV, f"{VENDOR}.data+csv", "1.0.0", ["text/csv"], ["csv"]),
    Media(Form.CSV_2, f"{VENDOR}.data+csv", "2.0.0", [], ["csv-2"]),
)


def choose(offered: Sequence[Media], accept: str, named: str | None = None) -> Media:
    """What `?format=` names, else the best of Accept; nothing asked is the first of what there is."""
    if named is not None:
        return _first([one for one in offered if named in one.names], named)
    for type_, version in wanted(accept or "*/*"):
        found = [one for one in offered if one.answers(type_, version)]
        if found:
            return found[0]
    raise Fault(Code.NOT_ACCEPTABLE, accept)


def _first(found: Sequence[Media], about: str) -> Media:
    if not found:
        raise Fault(Code.NOT_ACCEPTABLE, about)
    return found[0]


def wanted(accept: str) -> list[tuple[str, str | None]]:
    """The media types of an Accept header with their versions, the dearest first; those of weight 0 are refused."""
    entries = []
    for entry in accept.split(","):
        type_, *parameters = (part.strip() for part in entry.split(";"))
        given = dict(part.replace(" ", "").partition("=")[::2] for part in parameters)
        weight = _weight(given.get("q", "1"))
        if type_ and weight > 0:
            entries.append((weight, type_.lower(), given.get("version", "").strip('"') or None))
    return [entry[1:] for entry in sorted(entries, key=lambda entry: -entry[0])]


def _weight(text: str) -> float:
    """A quality value; one that cannot be read counts as none given."""
    try:
        return float(text)
    except ValueError:
        return 1.0
