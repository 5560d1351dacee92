"""A data value set as DHIS2 documents it, written value by value: the header first, since it is read as a stream."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from indicators.values import FigureAbsence

from .mapping import COMBO, DATA_ELEMENT, ORG_UNIT, IdMapping, data_element


@dataclass(frozen=True, slots=True)
class Entered:
    """One accepted figure: exactly one of a number and an absence."""

    element: str
    split: str
    unit: str
    year: int
    quarter: int
    number: int | None
    absence: str
    boolean: bool
    illustrative: bool


def value_of(figure: Entered) -> str | None:
    """The value as DHIS2 reads it; None where nobody counted, which is sent as nothing at all and never as 0."""
    if figure.absence == FigureAbsence.NO_DATA:
        return None
    number = figure.number or 0  # "nothing occurred" adds 0, and its comment says which 0 it is
    if figure.boolean:
        return "true" if number else "false"
    return str(number)


def data_value(figure: Entered, mapping: IdMapping, words: Mapping[str, str]) -> dict[str, str] | None:
    """One data value; `words` are the comments: of nothing_occurred, and of illustrative figures."""
    value = value_of(figure)
    if value is None:
        return None
    comments = [
        *([words["illustrative"]] if figure.illustrative else []),
        *([words["nothing_occurred"]] if figure.absence == FigureAbsence.NOTHING_OCCURRED else []),
    ]
    combo = mapping.attribute_combo
    return {
        "dataElement": mapping.of(DATA_ELEMENT, data_element(figure.element, figure.split)),
        "period": f"{figure.year}Q{figure.quarter}",
        "orgUnit": mapping.of(ORG_UNIT, figure.unit),
        "categoryOptionCombo": mapping.of(COMBO, figure.split),
        **({} if combo is None else {"attributeOptionCombo": combo}),
        "value": value,
        **({"comment": "; ".join(comments)} if comments else {}),
    }


def data_value_set(figures: Iterable[Entered], mapping: IdMapping, words: Mapping[str, str]) -> Iterator[str]:
    """The whole file in pieces."""
    schemes = {f"{kind}IdScheme": mapping.scheme(kind) for kind in (DATA_ELEMENT, ORG_UNIT, COMBO)}
    yield json.dumps(schemes)[:-1] + ', "dataValues": ['
    between = "\n"
    for figure in figures:
        value = data_value(figure, mapping, words)
        if value is not None:
            yield between + json.dumps(value, ensure_ascii=False)
            between = ",\n"
    yield "\n]}\n"
