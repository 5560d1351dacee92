"""SDMX-JSON 1.0: values by their place in lists, which close the message, since only then all of them are known.

The draft before it (1.0.0-wd), which many clients still read, has the same in another wrapping.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .shape import (
    DATASET,
    DIMENSIONS,
    OBSERVATION,
    SERIES,
    TIME,
    VALUE,
    VERSION,
    Attribute,
    Message,
    Observed,
    Series,
    attributes_of,
)

SCHEMA = (
    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/data-message/tools/schemas/1.0/"
    "sdmx-json-data-schema.json"
)
_MONTHS_IN_QUARTER = 3


@dataclass
class Places:
    """The values of one component in the order they came."""

    found: dict[str, int] = field(default_factory=dict)

    def of(self, value: str | None) -> int | None:
        """A value's place; None where nothing is said."""
        return None if value is None else self.found.setdefault(value, len(self.found))


class Writer:
    """Writes a message and keeps what its lists will hold."""

    def __init__(self, message: Message, *, draft: bool) -> None:
        self.message = message
        self.draft = draft
        self.dimensions = {name: Places() for name in (*DIMENSIONS, TIME)}
        levels = (DATASET, SERIES, OBSERVATION)
        self.attributes = {one.id: Places() for level in levels for one in attributes_of(level)}

    def written(self) -> Iterator[str]:
        before, after = ("", "}") if self.draft else ('"data":{', "}}")
        head = {"header": self.head()} if self.draft else {"meta": {"schema": SCHEMA, **self.head()}}
        yield written(head)[:-1] + "," + before + '"dataSets":[{"action":"Information"'
        own = self.indexes(attributes_of(DATASET), self.message.attributes)
        yield f',"links":{written(self.links())},"attributes":{written(own)}'
        # What has no series key stands among the observations of the set.
        yield f',"{"observations" if self.message.flat else "series"}":{{'
        between = ""
        for series in self.message.series:
            yield between + self.series(series)
            between = ","
        yield '}}],"structure":' + written(self.structure()) + after

    def head(self) -> dict[str, Any]:
        envelope = self.message.envelope
        head = {"id": envelope.id, "test": False, "prepared": envelope.moment}
        sender = {"id": envelope.agency, "name": envelope.agency}
        if self.draft:
            return {**head, "sender": sender, **self.name_of(envelope.names)}
        return {
            **head,
            "contentLanguages": list(envelope.names),
            **self.name_of(envelope.names),
            "sender": sender,
        }

    def links(self) -> list[dict[str, str]]:
        """Whose data they are: the standard names a dataflow so."""
        flow = f"{self.message.envelope.agency}:{self.message.flow.id}({VERSION})"
        return [{"rel": "dataflow", "urn": f"urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow={flow}"}]

    def name_of(self, names: Mapping[str, str]) -> dict[str, Any]:
        """A name in the reader's language, and where the form has room for it in each."""
        if not names:
            return {}
        name = names.get(self.message.language) or next(iter(names.values()))
        return {"name": name} if self.draft else {"name": name, "names": dict(names)}

    def series(self, series: Series) -> str:
        key = [self.dimensions[name].of(value) for name, value in zip(DIMENSIONS, series.key, strict=True)]
        place = ":".join(map(str, key))
        own = self.indexes(attributes_of(SERIES), series.attributes)
        if self.message.flat:
            return ",".join(self.observed(seen, f"{place}:", own) for seen in series.observations)
        inner = ",".join(self.observed(seen) for seen in series.observations)
        said = f'"attributes":{written(own)},' if self.message.with_attributes else ""
        return f'"{place}":{{{said}"observations":{{{inner}}}}}'

    def observed(self, seen: Observed, above: str = "", own: Sequence[int | None] = ()) -> str:
        """`"0":[12.5,0,0,…]`: the number in its own digits, then the places of its attributes."""
        places = [*own, *self.indexes(attributes_of(OBSERVATION), seen.attributes)]
        said = [seen.value or "null", *("null" if place is None else str(place) for place in places)]
        time = self.dimensions[TIME].of(seen.period)
        return f'"{above}{time}":[{",".join(said if self.message.with_attributes else said[:1])}]'

    def indexes(self, attributes: Sequence[Attribute], said: Mapping[str, str]) -> list[int | None]:
        return [self.attributes[one.id].of(said.get(one.id)) for one in attributes]

    # The lists ------------------------------------------------------------------------------------------------

    def structure(self) -> dict[str, Any]:
        flat = self.message.flat
        own = [self.dimension(place, name) for place, name in enumerate(DIMENSIONS)]
        time = self.time(len(DIMENSIONS))
        of_series = self.listed(SERIES)
        dimensions = {DATASET: [], SERIES: [] if flat else own, OBSERVATION: [*own, time] if flat else [time]}
        attributes = {
            DATASET: self.listed(DATASET),
            SERIES: [] if flat else of_series,
            OBSERVATION: [*(of_series if flat else []), *self.listed(OBSERVATION)],
        }
        said = {"dimensions": dimensions, "attributes": attributes}
        return {**self.name_of(self.message.flow.names), **said}

    def dimension(self, place: int, name: str) -> dict[str, Any]:
        names = self.names_in(DIMENSIONS[name])
        values = [self.value(id_, names.get(id_, {})) for id_ in self.dimensions[name].found]
        return {**self.component(name), "keyPosition": place, "values": values}

    def time(self, place: int) -> dict[str, Any]:
        values = [{**self.value(period, {}), **stretch_of(period)} for period in self.dimensions[TIME].found]
        role = {"role": "time"} if self.draft else {"roles": ["TIME_PERIOD"]}
        return {**self.component(TIME), "keyPosition": place, **role, "values": values}

    def listed(self, level: str) -> list[dict[str, Any]]:
        if not self.message.with_attributes and level != DATASET:
            return []
        return [self.attribute(one) for one in attributes_of(level)]

    def attribute(self, one: Attribute) -> dict[str, Any]:
        found = self.attributes[one.id].found
        if one.codelist:
            names = self.names_in(one.codelist)
            values = [self.value(id_, names.get(id_, {})) for id_ in found]
        else:
            values = [{"name": text} for text in found]
        if self.draft:
            # The draft's readers drop an attribute without values, and take the next one's places for its own.
            return {**self.component(one.id), "values": values or [{"name": ""}]}
        return {**self.component(one.id), "relationship": relationship(one.level), "values": values}

    def component(self, name: str) -> dict[str, Any]:
        return {"id": name, **self.name_of(self.message.concepts[name].names)}

    def value(self, id_: str, names: Mapping[str, str]) -> dict[str, Any]:
        return {"id": id_, **(self.name_of(names) or {"name": id_})}

    def names_in(self, codelist: str) -> dict[str, Mapping[str, str]]:
        return {code.id: code.names for code in self.message.list_of(codelist).codes}


def relationship(level: str) -> dict[str, Any]:
    """What an attribute is said of."""
    if level == DATASET:
        return {"none": {}}
    return {"dimensions": list(DIMENSIONS)} if level == SERIES else {"primaryMeasure": VALUE}


def stretch_of(period: str) -> dict[str, str]:
    """The calendar quarter of a period's code."""
    year, number = int(period[:4]), int(period[-1])
    last = number * _MONTHS_IN_QUARTER
    day = 31 if last in (3, 12) else 30
    first = last - _MONTHS_IN_QUARTER + 1
    return {"start": f"{year}-{first:02d}-01T00:00:00", "end": f"{year}-{last:02d}-{day}T23:59:59"}


def written(found: Any) -> str:
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def message_of(message: Message, *, draft: bool = False) -> Iterator[str]:
    """The message, a series at a time."""
    return Writer(message, draft=draft).written()
