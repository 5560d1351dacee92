"""Observations put into series, and a series cut down to what was asked for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from indicators.values import Absence, Span

from . import ids
from .faults import Code, Fault
from .shape import Observed, Series

DETAILS = ("full", "dataonly", "serieskeysonly", "nodata")
_COUNTS = ("reported", "expected", "numerator", "denominator", "revision")


@dataclass(frozen=True)
class Cut:
    """How much of each series is wanted."""

    detail: str = "full"
    first: int | None = None
    last: int | None = None

    def __post_init__(self) -> None:
        if self.detail not in DETAILS:
            raise Fault(Code.SYNTAX, self.detail)

    @property
    def with_attributes(self) -> bool:
        return self.detail in ("full", "nodata")

    def of(self, series: Series) -> Series:
        observations = list(series.observations)
        if self.first is not None or self.last is not None:
            observations = cut(observations, self.first, self.last)
        if self.detail in ("serieskeysonly", "nodata"):
            observations = []
        if self.with_attributes:
            return replace(series, observations=observations)
        return Series(series.key, {}, [replace(seen, attributes={}) for seen in observations])


def cut(observations: list[Observed], first: int | None, last: int | None) -> list[Observed]:
    """The first so many and the last so many, in their order; both may be asked for, and none comes twice."""
    tail = max(len(observations) - last, 0) if last is not None else len(observations)
    head = first if first is not None else 0
    return observations[:head] + observations[max(head, tail) :]


def in_series(
    rows: Iterable[Mapping[str, Any]], attributes: Mapping[str, Mapping[str, str]]
) -> Iterator[Series]:
    """Rows of the API in series, each with its periods in the order they came.

    `attributes` are those of each measure.
    """
    found: dict[tuple[str, ...], list[Observed]] = {}
    measures: dict[tuple[str, ...], str] = {}
    for row in rows:
        key = key_of(row)
        found.setdefault(key, []).append(observed(row))
        measures[key] = row["measure"]
    for key, observations in found.items():
        yield Series(key, attributes[measures[key]], observations)


def key_of(row: Mapping[str, Any]) -> tuple[str, ...]:
    sex, ethnicity = ids.SPLITS[row["split"]]
    span = ids.SPANS[Span(row["span"])]
    return ids.QUARTERLY, row["unit"], ids.of_measure(row["measure"]), sex, ethnicity, span


def observed(row: Mapping[str, Any]) -> Observed:
    """One row of the API as an observation: what is not said there is not said here."""
    absence = None if row["absence"] is None else Absence(row["absence"])
    said = {
        "OBS_STATUS": ids.status_of(absence, provisional=row["basis"] == "provisional"),
        "CONF_STATUS": ids.confidentiality_of(absence),
        **{name.upper(): str(row[name]) for name in _COUNTS if row[name] is not None},
        **({} if absence is None else {"ABSENCE": absence.value}),
    }
    return Observed(row["period"], row["value"], said)
