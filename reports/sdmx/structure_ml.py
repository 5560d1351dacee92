"""Structure messages in SDMX-ML 2.1: agencies, dataflows, code lists, concepts and data structures."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from .graph import Agency, Chosen, DataStructure, Scheme
from .markup import DECLARATION, NAMESPACES, named, opening, tag
from .shape import (
    AGENCIES,
    ATTRIBUTES,
    CONCEPTS,
    DATASET,
    DIMENSIONS,
    OBSERVATION,
    TIME,
    VALUE,
    VERSION,
    Attribute,
    Codelist,
    Envelope,
    Flow,
    Names,
)

TEXT_TYPES = {
    TIME: "ObservationalTimePeriod",
    VALUE: "Decimal",
    **{attribute.id: attribute.text_type for attribute in ATTRIBUTES},
}
# Kind -> the element around all of that kind, in the order of the message.
AROUND = {
    "agencyscheme": "str:OrganisationSchemes",
    "dataflow": "str:Dataflows",
    "codelist": "str:Codelists",
    "conceptscheme": "str:Concepts",
    "datastructure": "str:DataStructures",
}


def header(envelope: Envelope, *inner: str) -> str:
    """The header that every message begins with; what it is called stands as its source.

    The standard has a Name too, but the public client sdmx1 refuses a data message that gives one.
    """
    return tag(
        "mes:Header",
        None,
        tag("mes:ID", None, envelope.id),
        tag("mes:Test", None, "false"),
        tag("mes:Prepared", None, envelope.moment),
        tag("mes:Sender", {"id": envelope.agency}),
        *inner,
        named("mes:Source", envelope.names),
    )


def structure_message(envelope: Envelope, chosen: Sequence[Chosen]) -> Iterator[str]:
    """The message, a structure at a time."""
    spaces = {f"xmlns:{name}": NAMESPACES[name] for name in ("mes", "str", "com")}
    yield DECLARATION + opening("mes:Structure", spaces) + ">" + header(envelope) + "<mes:Structures>"
    for kind, found in groupby(chosen, key=lambda one: one.kind):
        yield f"<{AROUND[kind]}>"
        yield from (WRITERS[kind](one, envelope.agency) for one in found)
        yield f"</{AROUND[kind]}>"
    yield "</mes:Structures></mes:Structure>"


def maintained(name: str, one: Chosen, agency: str, names: Names, *inner: str, id_: str = "") -> str:
    """A structure with its names; a stub says that the rest of it is elsewhere."""
    said = {
        "id": id_ or getattr(one.structure, "id", ""),
        "version": VERSION,
        "agencyID": agency,
        "isFinal": "false",
        **({"isExternalReference": "true"} if one.stub else {}),
    }
    return tag(name, said, named("com:Name", names), *(() if one.stub else inner))


def agency_scheme(one: Chosen, agency: str) -> str:
    scheme = one.structure
    assert isinstance(scheme, Agency)
    names = named("com:Name", scheme.maintained)
    inner = tag("str:Agency", {"id": scheme.maintainer}, names)
    return maintained("str:AgencyScheme", one, "SDMX", scheme.names, inner, id_=AGENCIES)


def dataflow(one: Chosen, agency: str) -> str:
    flow = one.structure
    assert isinstance(flow, Flow)
    inner = tag("str:Structure", None, reference(flow.structure, agency, "datastructure", "DataStructure"))
    return maintained("str:Dataflow", one, agency, flow.names, inner)


def codelist(one: Chosen, agency: str) -> str:
    codes = one.structure
    assert isinstance(codes, Codelist)
    inner = (
        tag(
            "str:Code",
            {"id": code.id},
            named("com:Name", code.names),
            tag("str:Parent", None, tag("Ref", {"id": code.parent})) if code.parent else "",
        )
        for code in codes.codes
    )
    return maintained("str:Codelist", one, agency, codes.names, *inner)


def concept_scheme(one: Chosen, agency: str) -> str:
    scheme = one.structure
    assert isinstance(scheme, Scheme)
    inner = (
        tag(
            "str:Concept",
            {"id": concept.id},
            named("com:Name", concept.names),
            named("com:Description", concept.descriptions),
            # Said for each: sdmx1 reads no attribute of a data set whose concept leaves it open.
            text_format(TEXT_TYPES.get(concept.id, "String"), "str:CoreRepresentation"),
        )
        for concept in scheme.concepts
    )
    return maintained("str:ConceptScheme", one, agency, scheme.names, *inner)


def data_structure(one: Chosen, agency: str) -> str:
    structure = one.structure
    assert isinstance(structure, DataStructure)
    dimensions = [
        tag(
            "str:Dimension",
            {"id": name, "position": str(place)},
            concept(name, agency),
            enumeration(structure.codelists[name], agency),
        )
        for place, name in enumerate(DIMENSIONS, start=1)
    ]
    time = tag(
        "str:TimeDimension",
        {"id": TIME, "position": str(len(DIMENSIONS) + 1)},
        concept(TIME, agency),
        text_format(TEXT_TYPES[TIME]),
    )
    measure = tag("str:PrimaryMeasure", {"id": VALUE}, concept(VALUE, agency), text_format(TEXT_TYPES[VALUE]))
    attributes = (attribute(one, structure.codelists, agency) for one in ATTRIBUTES)
    inner = tag(
        "str:DataStructureComponents",
        None,
        tag("str:DimensionList", {"id": "DimensionDescriptor"}, *dimensions, time),
        tag("str:AttributeList", {"id": "AttributeDescriptor"}, *attributes),
        tag("str:MeasureList", {"id": "MeasureDescriptor"}, measure),
    )
    return maintained("str:DataStructure", one, agency, structure.names, inner)


def attribute(one: Attribute, codelists: Mapping[str, str], agency: str) -> str:
    status = "Mandatory" if one.required else "Conditional"
    has_list = one.id in codelists
    return tag(
        "str:Attribute",
        {"id": one.id, "assignmentStatus": status},
        concept(one.id, agency),
        enumeration(codelists[one.id], agency) if has_list else text_format(one.text_type),
        tag("str:AttributeRelationship", None, *relationship(one.level)),
    )


def relationship(level: str) -> list[str]:
    """What an attribute is said of: nothing smaller than the data set, the dimensions of a series, the value."""
    if level == DATASET:
        return [tag("str:None")]
    if level == OBSERVATION:
        return [tag("str:PrimaryMeasure", None, tag("Ref", {"id": VALUE}))]
    return [tag("str:Dimension", None, tag("Ref", {"id": name})) for name in DIMENSIONS]


def reference(id_: str, agency: str, package: str, class_: str) -> str:
    said = {"id": id_, "version": VERSION, "agencyID": agency, "package": package, "class": class_}
    return tag("Ref", said)


def concept(name: str, agency: str) -> str:
    said = {
        "id": name,
        "maintainableParentID": CONCEPTS,
        "maintainableParentVersion": VERSION,
        "agencyID": agency,
        "package": "conceptscheme",
        "class": "Concept",
    }
    return tag("str:ConceptIdentity", None, tag("Ref", said))


def enumeration(id_: str, agency: str) -> str:
    found = tag("str:Enumeration", None, reference(id_, agency, "codelist", "Codelist"))
    return tag("str:LocalRepresentation", None, found)


def text_format(text_type: str, around: str = "str:LocalRepresentation") -> str:
    return tag(around, None, tag("str:TextFormat", {"textType": text_type}))


WRITERS: Mapping[str, Callable[[Chosen, str], str]] = {
    "agencyscheme": agency_scheme,
    "dataflow": dataflow,
    "codelist": codelist,
    "conceptscheme": concept_scheme,
    "datastructure": data_structure,
}
