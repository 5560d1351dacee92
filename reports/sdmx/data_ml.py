"""Data messages in SDMX-ML 2.1: generic, where every name is a value, and structure-specific, where it is XML's own."""

from collections.abc import Iterator, Mapping

from .markup import DECLARATION, NAMESPACES, opening, tag
from .shape import DIMENSIONS, TIME, VALUE, VERSION, Message, Observed, Series
from .structure_ml import header, reference

STRUCTURE_ID = "DATA"
ALL_DIMENSIONS = "AllDimensions"


def generic(message: Message) -> Iterator[str]:
    """A GenericData message, a series at a time."""
    spaces = {f"xmlns:{name}": NAMESPACES[name] for name in ("mes", "com", "gen")}
    yield DECLARATION + opening("mes:GenericData", spaces) + ">" + head(message, {})
    yield opening("mes:DataSet", {"structureRef": STRUCTURE_ID, "action": "Information"}) + ">"
    yield values("gen:Attributes", message.attributes)
    for series in message.series:
        yield from flat_generic(series) if message.flat else [generic_series(series)]
    yield "</mes:DataSet></mes:GenericData>"


def generic_series(series: Series) -> str:
    return tag(
        "gen:Series",
        None,
        values("gen:SeriesKey", key_of(series)),
        values("gen:Attributes", series.attributes),
        *(
            tag("gen:Obs", None, tag("gen:ObsDimension", {"value": seen.period}), *said_of(seen))
            for seen in series.observations
        ),
    )


def flat_generic(series: Series) -> Iterator[str]:
    for seen in series.observations:
        key = values("gen:ObsKey", {**key_of(series), TIME: seen.period})
        yield tag("gen:Obs", None, key, *said_of(seen, series.attributes))


def said_of(seen: Observed, above: Mapping[str, str] | None = None) -> Iterator[str]:
    """The value, where there is one, and its attributes."""
    if seen.value is not None:
        yield tag("gen:ObsValue", {"value": seen.value})
    yield values("gen:Attributes", {**(above or {}), **seen.attributes})


def values(name: str, pairs: Mapping[str, str]) -> str:
    """Names and values; nothing where there are none."""
    if not pairs:
        return ""
    return tag(name, None, *(tag("gen:Value", {"id": key, "value": value}) for key, value in pairs.items()))


def key_of(series: Series) -> dict[str, str]:
    return dict(zip(DIMENSIONS, series.key, strict=True))


def specific(message: Message) -> Iterator[str]:
    """A StructureSpecificData message, a series at a time."""
    own = own_namespace(message)
    spaces = {f"xmlns:{name}": NAMESPACES[name] for name in ("mes", "com", "ss", "xsi")} | {"xmlns:own": own}
    said = {"namespace": own}
    yield DECLARATION + opening("mes:StructureSpecificData", spaces) + ">" + head(message, said)
    of_the_set = {
        "ss:structureRef": STRUCTURE_ID,
        "ss:dataScope": "DataStructure",
        "ss:action": "Information",
        "xsi:type": "own:DataSetType",
    }
    yield opening("mes:DataSet", {**of_the_set, **message.attributes}) + ">"
    for series in message.series:
        yield from flat_specific(series) if message.flat else [specific_series(series)]
    yield "</mes:DataSet></mes:StructureSpecificData>"


def specific_series(series: Series) -> str:
    inner = (tag("Obs", observation(seen)) for seen in series.observations)
    return tag("Series", {**key_of(series), **series.attributes}, *inner)


def flat_specific(series: Series) -> Iterator[str]:
    for seen in series.observations:
        yield tag("Obs", {**key_of(series), **observation(seen), **series.attributes})


def observation(seen: Observed) -> dict[str, str]:
    value = {} if seen.value is None else {VALUE: seen.value}
    return {TIME: seen.period, **value, **seen.attributes}


def own_namespace(message: Message) -> str:
    """The namespace that the standard gives the schema of one data structure."""
    agency, structure = message.envelope.agency, message.flow.structure
    urn = f"urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure={agency}:{structure}({VERSION})"
    return f"{urn}:ObsLevelDim:{ALL_DIMENSIONS if message.flat else TIME}"


def head(message: Message, said: Mapping[str, str]) -> str:
    """The header, with the structure that the data have."""
    found = reference(message.flow.structure, message.envelope.agency, "datastructure", "DataStructure")
    structure = tag(
        "mes:Structure",
        {
            "structureID": STRUCTURE_ID,
            **said,
            "dimensionAtObservation": ALL_DIMENSIONS if message.flat else TIME,
        },
        tag("com:Structure", None, found),
    )
    return header(
        message.envelope,
        structure,
        tag("mes:DataSetAction", None, "Information"),
        tag("mes:Extracted", None, message.envelope.moment),
    )
