"""The words after a query's question mark; those that are not the standard's are refused, those not served say so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .faults import Code, Fault
from .graph import Query, checked
from .key import Stretch, Values, read_stretch
from .series import Cut
from .shape import DIMENSIONS, TIME

ALL_DIMENSIONS = "AllDimensions"
FORMAT = "format"
OF_DATA = frozenset(
    (
        "startPeriod", "endPeriod", "updatedAfter", "firstNObservations", "lastNObservations",
        "dimensionAtObservation", "detail", "includeHistory", "format",
    )
)  # fmt: skip
OF_STRUCTURES = frozenset(["references", "detail", FORMAT])
_MOST_DIGITS = 6


@dataclass(frozen=True)
class DataQuery:
    """How the data are wanted, whatever they are."""

    stretch: Stretch = field(default_factory=Stretch)
    cut: Cut = field(default_factory=Cut)
    flat: bool = False
    format: str | None = None


def once(texts: Mapping[str, Sequence[str]], known: frozenset[str]) -> dict[str, str]:
    """Each word with its one value."""
    for name, values in texts.items():
        if name not in known or len(values) != 1:
            raise Fault(Code.SYNTAX, name)
    return {name: values[0] for name, values in texts.items()}


def read_data_query(texts: Mapping[str, Sequence[str]]) -> DataQuery:
    said = once(texts, OF_DATA)
    if "updatedAfter" in said or said.get("includeHistory", "false") != "false":
        raise Fault(Code.NOT_IMPLEMENTED, "updatedAfter, includeHistory")
    cut = Cut(
        said.get("detail", "full"), number(said, "firstNObservations"), number(said, "lastNObservations")
    )
    return DataQuery(
        stretch=read_stretch(said.get("startPeriod"), said.get("endPeriod")),
        cut=cut,
        # Without their observations series are all there is to show.
        flat=is_flat(said.get("dimensionAtObservation", TIME)) and cut.detail in ("full", "dataonly"),
        format=said.get(FORMAT),
    )


def number(said: Mapping[str, str], name: str) -> int | None:
    """A whole number from 1 on."""
    text = said.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal()) or len(text) > _MOST_DIGITS or int(text) < 1:
        raise Fault(Code.SYNTAX, text)
    return int(text)


def is_flat(dimension: str) -> bool:
    if dimension in DIMENSIONS:
        raise Fault(Code.NOT_IMPLEMENTED, dimension)
    if dimension not in (TIME, ALL_DIMENSIONS):
        raise Fault(Code.SYNTAX, dimension)
    return dimension == ALL_DIMENSIONS


def read_structure_query(
    kind: str, agency: str, id_: str, version: str, texts: Mapping[str, Sequence[str]]
) -> tuple[Query, str | None]:
    """The query, and the form it names."""
    said = once(texts, OF_STRUCTURES)
    query = Query(
        kind,
        agencies=several(agency),
        ids=several(id_),
        versions=several(version),
        references=said.get("references", "none"),
        detail=said.get("detail", "full"),
    )
    return checked(query), said.get(FORMAT)


def several(text: str) -> Values:
    """The parts joined by +."""
    found = text.split("+")
    if not all(found):
        raise Fault(Code.SYNTAX, text)
    return frozenset(found)
