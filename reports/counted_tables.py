"""One element's counts at one time, in the areas that it is summed over: what the disclosure rule is applied to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

Area = str
Place = tuple[Area, str]  # an area and a split, "" for the total
Block = tuple[str, ...]  # the splits that are shown or withheld together, since they add up to the total
TOTAL: Block = ("",)


@dataclass(frozen=True)
class Table:
    """`above` names the area that an area is summed into; the topmost has none. Every sum is that of the areas below.

    `counts` has the places that were reported; a place that is missing is said to be not reported, which hides nothing.
    `groups` are pairs of splits, such as male and female; a unit may have reported its total alone.
    """

    above: Mapping[Area, Area]
    counts: Mapping[Place, int]
    groups: Sequence[Block] = ()

    @property
    def blocks(self) -> Sequence[Block]:
        return (TOTAL, *self.groups)

    @cached_property
    def root(self) -> Area:
        """The area that all others are summed into; of a table of one place, that place."""
        tops = set(self.above.values()) - self.above.keys()
        return next(iter(tops or {area for area, _ in self.counts}))

    @cached_property
    def below(self) -> Mapping[Area, Sequence[Area]]:
        """The reported areas right below each that has any."""
        found: dict[Area, list[Area]] = {}
        for area, above in self.above.items():
            if (area, "") in self.counts:
                found.setdefault(above, []).append(area)
        return found

    @cached_property
    def sums(self) -> Sequence[Area]:
        """The areas that others are summed into, from the lowest up."""
        return sorted(self.below, key=lambda area: -len(list(self.way_up(area))))

    @cached_property
    def areas(self) -> Sequence[Area]:
        return sorted({area for area, _ in self.counts})

    def has(self, area: Area, block: Block) -> bool:
        return all((area, split) in self.counts for split in block)

    def parts(self, area: Area, block: Block) -> list[Area]:
        """The areas right below one that have these splits too."""
        return [one for one in self.below.get(area, ()) if self.has(one, block)]

    def way_up(self, area: Area) -> Iterator[Area]:
        while area in self.above:
            area = self.above[area]
            yield area

    def sum(self, areas: Iterable[Area], split: str) -> int:
        """Over these areas; a place that is not reported adds nothing."""
        return sum(self.counts.get((area, split), 0) for area in areas)


@dataclass(frozen=True)
class Earlier:
    """What was published of the same table before: whoever kept it lays both side by side."""

    counts: Mapping[Place, int]
    shown: frozenset[Place]

    def shows(self, area: Area, block: Block) -> bool:
        return all((area, split) in self.shown for split in block)

    def withheld(self, block: Block) -> set[Area]:
        """The areas of which any of these splits was withheld."""
        return {area for area, split in self.counts.keys() - self.shown if split in block}
