"""Which structures a query answers: those it names, and those that they refer to or are referred to by."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .faults import Code, Fault
from .shape import VERSION, Codelist, Concept, Flow, Names

ALL = "all"
LATEST = "latest"
KINDS = ("agencyscheme", "dataflow", "codelist", "conceptscheme", "datastructure")
# Kinds of the standard that this portal has none of; asked for, they are not implemented.
OTHER_KINDS = frozenset(
    (
        "categoryscheme", "categorisation", "contentconstraint", "attachmentconstraint",
        "actualconstraint", "allowedconstraint", "availableconstraint", "dataproviderscheme",
        "dataconsumerscheme", "organisationunitscheme", "organisationscheme", "hierarchicalcodelist",
        "metadataflow", "metadatastructure", "metadata", "metadataset", "process", "provisionagreement",
        "reportingtaxonomy", "schema", "structure", "structureset", "transformationscheme",
        "rulesetscheme", "customtypescheme", "namepersonalisationscheme", "userdefinedoperatorscheme",
        "vtlmappingscheme",
    )
)  # fmt: skip
DETAILS = frozenset(
    ["full", "allstubs", "referencestubs", "allcompletestubs", "referencecompletestubs", "referencepartial"]
)
REFERENCES = frozenset(["none", "parents", "parentsandsiblings", "children", "descendants", "all"])

Place = tuple[str, str]  # kind, id


@dataclass(frozen=True)
class DataStructure:
    """The dimensions and attributes of a plan's data: the code list of each component that has one."""

    id: str
    names: Names
    codelists: Mapping[str, str]


@dataclass(frozen=True)
class Scheme:
    """A concept scheme."""

    id: str
    names: Names
    concepts: Sequence[Concept]


@dataclass(frozen=True)
class Agency:
    """Who maintains the structures, with the scheme of agencies that names it."""

    id: str
    names: Names
    maintainer: str
    maintained: Names


Structure = Flow | DataStructure | Codelist | Scheme | Agency


@dataclass(frozen=True)
class Query:
    """A structure query; each of the three parts of a name may be several, or `all`."""

    kind: str
    agencies: frozenset[str]
    ids: frozenset[str]
    versions: frozenset[str]
    references: str = "none"
    detail: str = "full"


@dataclass(frozen=True)
class Chosen:
    """A structure of an answer. `stub`: its name without what is in it."""

    kind: str
    structure: Structure
    stub: bool


@dataclass
class Structures:
    """Everything that this portal maintains, by kind and id."""

    agency: str
    found: dict[Place, Structure] = field(default_factory=dict)
    refers: dict[Place, tuple[Place, ...]] = field(default_factory=dict)

    def add(self, kind: str, id_: str, structure: Structure, refers: Iterable[Place] = ()) -> None:
        self.found[kind, id_] = structure
        self.refers[kind, id_] = tuple(refers)

    def children(self, places: Iterable[Place]) -> set[Place]:
        return {below for place in places for below in self.refers[place]}

    def parents(self, places: Iterable[Place]) -> set[Place]:
        wanted = set(places)
        return {above for above, below in self.refers.items() if wanted & set(below)}

    def descendants(self, places: Iterable[Place]) -> set[Place]:
        reached: set[Place] = set()
        frontier = set(places)
        while frontier:
            frontier = self.children(frontier) - reached
            reached |= frontier
        return reached

    def siblings(self, places: Iterable[Place]) -> set[Place]:
        """The parents, and all that these refer to."""
        above = self.parents(places)
        return above | self.children(above)

    def everything(self, places: Iterable[Place]) -> set[Place]:
        """All that stands above and below."""
        own = list(places)
        return self.siblings(own) | self.descendants({*own, *self.siblings(own)})


def choose(structures: Structures, query: Query) -> list[Chosen]:
    """The answer in the order of a structure message; a query that names nothing there has no results."""
    named = [place for place in structures.found if is_named(place, structures, query)]
    if not named:
        raise Fault(Code.NO_RESULTS, query.kind)
    beside = references_of(structures, named, query.references) - set(named)
    chosen = [
        Chosen(place[0], structures.found[place], is_stub(query.detail, named=place in set(named)))
        for place in structures.found
        if place in beside or place in set(named)
    ]
    return sorted(chosen, key=lambda one: KINDS.index(one.kind))


def is_named(place: Place, structures: Structures, query: Query) -> bool:
    kind, id_ = place
    maintainer = "SDMX" if kind == "agencyscheme" else structures.agency
    wanted = [(query.agencies, maintainer), (query.ids, id_), (query.versions, VERSION)]
    if kind != query.kind:
        return False
    return all(ALL in values or value in values or _is_latest(value, values) for values, value in wanted)


def _is_latest(value: str, values: frozenset[str]) -> bool:
    """There is one version of everything, so it is the latest too."""
    return value == VERSION and LATEST in values


def references_of(structures: Structures, named: Sequence[Place], references: str) -> set[Place]:
    ways: dict[str, Callable[[Iterable[Place]], set[Place]]] = {
        "none": lambda _places: set(),
        "parents": structures.parents,
        "parentsandsiblings": structures.siblings,
        "children": structures.children,
        "descendants": structures.descendants,
        "all": structures.everything,
    }
    if references in ways:
        return ways[references](named)
    return {place for place in structures.everything(named) if place[0] == references}


def is_stub(detail: str, *, named: bool) -> bool:
    """Whether a structure comes by name alone: all of them, or those that come as references."""
    if detail.startswith("all"):
        return True
    return detail in ("referencestubs", "referencecompletestubs") and not named


def checked(query: Query) -> Query:
    """The query, if its words are the standard's."""
    if query.kind in OTHER_KINDS:
        raise Fault(Code.NOT_IMPLEMENTED, query.kind)
    if query.kind not in KINDS:
        raise Fault(Code.SYNTAX, query.kind)
    if query.detail not in DETAILS:
        raise Fault(Code.SYNTAX, query.detail)
    if query.references not in REFERENCES | set(KINDS) | OTHER_KINDS:
        raise Fault(Code.SYNTAX, query.references)
    return query
