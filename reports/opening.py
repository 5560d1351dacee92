"""Which values of a publication anybody may see: the disclosure rule, applied to each sensitive element of the plan.

A value is made of counts, so it is open where each sensitive count in it is. Sensitive events are opened below the
province when the year is over: their rates are read over a year, and the quarters before would be told by subtracting.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from indicators.values import Formula, Kind, Span

from .counted_tables import Earlier, Place, Table
from .disclosure import hidden_of_nested
from .frozen import Frozen
from .frozen_parts import FrozenMeasure
from .observations import is_of_too_few
from .year_so_far import Quarters, closed_in_the_year

Key = tuple[str, str, Span, str]  # measure, unit, span, split
Count = Callable[[int, int], int]
OF_THE_YEAR = (Kind.FLOW, Kind.CUMULATIVE)
LAST_QUARTER = 4


@dataclass(frozen=True, slots=True)
class Row:
    """What a published value is made of; no numbers where nobody reported it. `is_open`: anybody was shown it."""

    numerator: int | None
    denominator: int | None
    reported: int
    expected: int
    is_open: bool = False


@dataclass(frozen=True)
class Release:
    """One publication of the year: the quarter it is of, and the rows of its sensitive measures."""

    quarter: int
    rows: Mapping[Key, Row]

    @cached_property
    def of_year(self) -> Mapping[str, Mapping[Place, Row]]:
        """The rows of the year to date by measure, then by unit and split."""
        found: dict[str, dict[Place, Row]] = {}
        for (measure, unit, span, split), row in self.rows.items():
            if span is Span.YTD:
                found.setdefault(measure, {})[unit, split] = row
        return found


@dataclass(frozen=True)
class Fact:
    """A sensitive count that measures are made of, and how each has it in its two numbers. The first measure leads."""

    name: str
    is_of_the_year: bool
    counts: Mapping[str, Count]

    @property
    def leading(self) -> str:
        return next(iter(self.counts))

    def count(self, measure: str, row: Row) -> int | None:
        if row.numerator is None or row.denominator is None or not row.reported:
            return None
        return self.counts[measure](row.numerator, row.denominator)


def above(numerator: int, _denominator: int) -> int:
    return numerator


def below(_numerator: int, denominator: int) -> int:
    return denominator


def less(numerator: int, denominator: int) -> int:
    """This year's count of a reduction, whose numerator is last year's less this year's."""
    return denominator - numerator


class Opening:
    """The decision over one publication."""

    def __init__(
        self, frozen: Frozen, now: Release, before: Sequence[Release], nested: Sequence[tuple[str, str]]
    ) -> None:
        """`before` are the year's earlier publications, oldest first; `nested` pairs a part with its whole."""
        self.frozen, self.now, self.before, self.nested = frozen, now, before, nested

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        found: dict[str, dict[str, Count]] = {}
        elements: dict[str, str] = {}
        for measure in self.frozen.measures.values():
            for name, element, count in self.facts_of(measure):
                found.setdefault(name, {})[measure.code] = count
                elements[name] = element
        return {
            name: Fact(name, self.frozen.elements[elements[name]].kind in OF_THE_YEAR, counts)
            for name, counts in found.items()
        }

    def facts_of(self, measure: FrozenMeasure) -> Iterator[tuple[str, str, Count]]:
        """The sensitive counts of a measure: their names, their elements, and how they are had from its numbers."""
        element, other = measure.numerator, measure.denominator
        if self.frozen.elements[element].sensitive:
            if measure.formula is Formula.REDUCTION:
                yield element, element, less
                yield f"{element} of the year before", element, below
            else:
                yield element, element, above
        if other is not None and self.frozen.elements[other].sensitive:
            yield other, other, below

    @cached_property
    def hidden(self) -> Mapping[str, frozenset[Place]]:
        """The places withheld of each fact; those that are parts of one another are withheld together."""
        found: dict[str, frozenset[Place]] = {}
        for names in self.families():
            facts = {name: self.facts[name] for name in names}
            tables = {name: self.table(fact, self.now) for name, fact in facts.items()}
            hidden = hidden_of_nested(
                tables,
                {name: self.earlier(fact) for name, fact in facts.items()},
                {name: frozenset(self.closed(fact, tables[name])) for name, fact in facts.items()},
            )
            found |= dict.fromkeys(names, hidden)
        return found

    def families(self) -> list[set[str]]:
        """The facts, those together of which one is a part of another."""
        found = [{name} for name in self.facts]
        for pair in self.nested:
            if self.facts.keys() >= {*pair}:
                one = set[str]().union(*(family for family in found if family & {*pair}))
                found = [*(family for family in found if not family & one), one]
        return found

    def table(self, fact: Fact, release: Release) -> Table:
        """A fact's counts of the year to date, by unit and split, as its leading measure has them."""
        counts = {
            (unit, split): count
            for (unit, split), row in release.of_year.get(fact.leading, {}).items()
            for count in [fact.count(fact.leading, row)]
            if count is not None
        }
        parents = {unit.code: unit.parent for unit in self.frozen.units.values() if unit.parent}
        groups = [tuple(part["code"] for part in parts) for parts in self.frozen.plan["splits"].values()]
        return Table(parents, counts, groups)

    def shown(self, fact: Fact, release: Release) -> frozenset[Place]:
        """The places of a fact that anybody could read in a publication, in whichever measure."""
        return frozenset(
            place
            for measure in fact.counts
            for place, row in release.of_year.get(measure, {}).items()
            if row.is_open and row.reported
        )

    def earlier(self, fact: Fact) -> list[Earlier]:
        """The fact in what was published of the same quarter before."""
        return [
            Earlier(self.table(fact, one).counts, self.shown(fact, one))
            for one in self.before
            if one.quarter == self.now.quarter
        ]

    def closed(self, fact: Fact, table: Table) -> set[Place]:
        """The places withheld for another reason than the counts beside them."""
        root = table.root
        row = self.now.rows.get((fact.leading, root, Span.YTD, ""))
        closed: set[Place] = set()
        if row is not None and is_of_too_few(row.reported, row.expected):
            closed |= {place for place in table.counts if place[0] == root}
        if (
            not fact.is_of_the_year
        ):  # a state changes slowly: what was withheld in an earlier quarter would be told now
            withheld = {place for one in self.quarters(fact) for place in one.withheld}
            return closed | {place for place in withheld & table.counts.keys() if place[0] != root}
        if self.now.quarter < LAST_QUARTER:
            closed |= {place for place in table.counts if place[0] != root}
        return closed | closed_in_the_year(table, self.quarters(fact))

    def quarters(self, fact: Fact) -> list[Quarters]:
        """The newest publication of each earlier quarter of the year."""
        newest = {one.quarter: one for one in self.before if one.quarter < self.now.quarter}
        return [
            Quarters(self.table(fact, one).counts, self.shown(fact, one))
            for _quarter, one in sorted(newest.items())
        ]

    def is_open(self, key: Key) -> bool:
        """Whether anybody may see a value. What nobody reported has nothing to hide."""
        measure, unit, span, split = key
        row = self.now.rows[key]
        facts = [fact for fact in self.facts.values() if measure in fact.counts]
        if not facts or row.numerator is None or not row.reported:
            return True
        if span is Span.QUARTER:
            of_year = self.now.rows.get((measure, unit, Span.YTD, split))
            is_same = self.now.quarter == 1 or not any(fact.is_of_the_year for fact in facts)
            return is_same and of_year == row and self.is_open((measure, unit, Span.YTD, split))
        return all(self.agrees(fact, key) and (unit, split) not in self.hidden[fact.name] for fact in facts)

    def agrees(self, fact: Fact, key: Key) -> bool:
        """Whether a measure counts the same units as the one that leads: two sums that differ would tell the rest."""
        measure, unit, span, split = key
        row, leading = self.now.rows[key], self.now.rows.get((fact.leading, unit, span, split))
        return (
            leading is not None
            and row.reported == leading.reported
            and fact.count(measure, row) == fact.count(fact.leading, leading)
        )
