"""A stranger who reads all that is shown, knows the rule, and lets linear programming narrow what is withheld."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

import numpy
from scipy.optimize import linprog
from scipy.sparse import coo_matrix

from reports.counted_tables import Place, Table
from reports.cover import SMALL, WIDTH

Numbers = Mapping[str, Mapping[str, int]]  # unit -> split -> count


def summed(above: Mapping[str, str], units: Numbers, groups: Sequence[tuple[str, ...]] = ()) -> Table:
    """The table that units' numbers add up to."""
    counts: dict[Place, int] = {}
    for unit, numbers in units.items():
        area: str | None = unit
        while area is not None:
            for split, number in numbers.items():
                counts[area, split] = counts.get((area, split), 0) + number
            area = above.get(area)
    return Table(above, counts, groups)


@dataclass(frozen=True)
class Seen:
    """A published table as a stranger has it."""

    table: Table
    hidden: frozenset[Place]

    @property
    def small(self) -> list[Place]:
        """What must not be found: every count of 1 to 4 but the province's total."""
        counts, top = self.table.counts, (self.table.root, "")
        return [place for place in sorted(counts) if counts[place] in SMALL and place != top]

    def width_due(self, place: Place) -> int:
        """3, or as wide as the smallest total above that is shown: of the areas above, and of all splits."""
        area, split = place
        totals = {(one, of) for one in [area, *self.table.way_up(area)] for of in (split, "")} - {place}
        shown = [
            self.table.counts[one] for one in totals if one in self.table.counts and one not in self.hidden
        ]
        return min([WIDTH, *shown])


class Attack:
    """All equations that hold over one publication, or over two of which some units are known to be the same."""

    def __init__(
        self, *publications: Seen, same: frozenset[str] = frozenset(), is_nested: bool = False
    ) -> None:
        """`is_nested`: the second is of a part of the first, and nowhere counts more."""
        self.publications = publications
        self.same = same
        self.is_nested = is_nested
        self.variables: dict[tuple[int, Place], int] = {}
        self.bounds: dict[int, tuple[float, float | None]] = {}
        self.equations: list[tuple[list[int], list[int]]] = []
        for number, seen in enumerate(publications):
            self.read(number, seen)

    def variable(self, number: int, place: Place) -> int:
        number = 0 if place[0] in self.same else number
        return self.variables.setdefault((number, place), len(self.variables))

    def read(self, number: int, seen: Seen) -> None:
        table = seen.table
        for place, count in table.counts.items():
            known = (count, count) if place not in seen.hidden else None
            variable = self.variable(number, place)
            self.bounds[variable] = known or self.bounds.get(variable, (0, None))
        for area, split in table.counts:
            if area in table.below:
                parts = [(one, split) for one in table.below[area] if (one, split) in table.counts]
                self.equal(number, (area, split), parts)
            elif split == "":
                for group in table.groups:
                    if table.has(area, group):
                        self.equal(number, (area, ""), [(area, one) for one in group])

    def equal(self, number: int, total: Place, parts: Sequence[Place]) -> None:
        self.equations.append(([self.variable(number, total)], [self.variable(number, one) for one in parts]))

    def interval(self, number: int, place: Place) -> tuple[float, float]:
        """Between which numbers a stranger knows a count to lie."""
        target = numpy.zeros(len(self.variables))
        target[self.variable(number, place)] = 1
        return self.solve(target), -self.solve(-target)

    def solve(self, target: numpy.ndarray) -> float:
        signs = [
            (sign, row, variable)
            for row, (total, parts) in enumerate(self.equations)
            for sign, variables in ((1, total), (-1, parts))
            for variable in variables
        ]
        values, rows, columns = zip(*signs, strict=True)
        shape = (len(self.equations), len(self.variables))
        pairs = [
            (self.variables[1, place], self.variables[0, place])
            for number, place in self.variables
            if self.is_nested and number == 1 and (0, place) in self.variables
        ]
        most = numpy.zeros((len(pairs), len(self.variables)))
        for row, (part, whole) in enumerate(pairs):
            most[row, part], most[row, whole] = 1, -1
        found = linprog(
            target,
            A_ub=most if pairs else None,
            b_ub=numpy.zeros(len(pairs)) if pairs else None,
            A_eq=coo_matrix((values, (rows, columns)), shape=shape).tocsr(),
            b_eq=numpy.zeros(len(self.equations)),
            bounds=[self.bounds[one] for one in range(len(self.variables))],
            method="highs",
        )
        unbounded = 3
        assert found.status in (0, unbounded), found.message
        return -inf if found.status == unbounded else float(found.fun)

    def found(self) -> list[tuple[int, Place, float, float]]:
        """The small counts that are known too closely."""
        return [
            (number, place, low, high)
            for number, seen in enumerate(self.publications)
            for place in seen.small
            for low, high in [self.interval(number, place)]
            if high - low < self.width_due(place) - 1e-6
        ]

    def width_due(self, place: Place) -> int:
        """By the smallest total above that is shown in any of them."""
        return min(seen.width_due(place) for seen in self.publications if place in seen.table.counts)
