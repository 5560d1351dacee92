"""What is withheld of a table so far, and whether it is enough.

The proof is a move: a child counted in one withheld unit could as well have been counted in another, and no number that
is shown would differ. How far a count can be moved up and down is its room; nobody can guess it closer than that.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .counted_tables import TOTAL, Area, Block, Place, Table

SMALL = range(1, 5)
WIDTH = 3


@dataclass
class Cover:
    """It only grows: what is withheld is never shown again by a later step."""

    table: Table
    hidden: set[tuple[Area, Block]] = field(default_factory=set)

    def is_hidden(self, area: Area, block: Block) -> bool:
        return (area, block) in self.hidden

    def hide(self, area: Area, block: Block) -> None:
        """Withhold an area's total, and its splits with it, since they add up to it; or one group of its splits."""
        self.hidden.add((area, block))
        if block == TOTAL:
            self.hidden.update((area, group) for group in self.table.groups if self.table.has(area, group))

    def places(self) -> frozenset[Place]:
        return frozenset((area, split) for area, block in self.hidden for split in block) - self.plain()

    def plain(self) -> set[Place]:
        """The noughts that whoever subtracts has found: a shown sum leaves nobody for the units withheld under it."""
        return {
            (one, split)
            for area in self.table.sums
            for group in self.table.groups
            if self.table.has(area, group) and not self.is_hidden(area, group)
            for split in group
            if self.table.sum(self.pool(area, group), split) == 0
            for one in self.withheld_below(area, group)
        }

    def withheld_parts(self, area: Area, block: Block) -> list[Area]:
        return [one for one in self.table.parts(area, block) if self.is_hidden(one, block)]

    def withheld_below(self, area: Area, block: Block) -> Iterator[Area]:
        """The sums and units that are withheld under an area, down to the units of its pool."""
        for one in self.withheld_parts(area, block):
            yield one
            yield from self.withheld_below(one, block)

    def pool(self, area: Area, block: Block) -> list[Area]:
        """The withheld units under an area among which a child could be counted elsewhere, its sum unchanged."""
        return [one for one in self.withheld_below(area, block) if one not in self.table.below]

    def pool_around(self, unit: Area) -> list[Area]:
        """The units that share the nearest shown total with one whose total is withheld."""
        nearest = (area for area in self.table.way_up(unit) if not self.is_hidden(area, TOTAL))
        return self.pool(next(nearest, self.table.root), TOTAL)

    def is_small(self, area: Area, block: Block) -> bool:
        return any(self.table.counts[area, split] in SMALL for split in block)

    def is_hidden_enough(self, area: Area, block: Block) -> bool:
        """Whether what is withheld under an area whose own count is shown stays unknown."""
        withheld = self.withheld_parts(area, block)
        if len(withheld) < 2:
            return not withheld
        pool = self.pool(area, block)
        return all(
            self.room(one, split, pool) >= min(WIDTH, self.table.counts[area, split])
            for one in {*pool, *withheld}
            for split in block
            if self.table.counts[one, split] in SMALL
        )

    def is_hidden_well(self, area: Area, block: Block) -> bool:
        """Whether it stays unknown too where somebody reckons that no nought would have been withheld."""
        pool = self.pool(area, block)
        is_small = block == TOTAL and any(self.is_small(one, block) for one in pool)
        return not is_small or self.table.sum(pool, "") - len(pool) >= WIDTH

    def room(self, area: Area, split: str, pool: Sequence[Area]) -> int:
        """How wide a withheld count can be guessed at least, by children who could be counted elsewhere."""
        if split == "":
            return self.table.sum(pool, "")
        group = next(group for group in self.table.groups if split in group)
        other = next(one for one in group if one != split)
        mine = [unit for unit in pool if unit == area or area in self.table.way_up(unit)]
        if not self.is_hidden(area, TOTAL):
            return self.room_within_a_total(split, other, mine, [unit for unit in pool if unit not in mine])
        around = {*mine, *(unit for unit in self.pool_around(area) if self.table.has(unit, group))}
        far = [unit for unit in pool if unit not in around]
        return self.table.sum(around, split) + min(self.table.sum(around, other), self.table.sum(far, split))

    def room_within_a_total(self, split: str, other: str, mine: Sequence[Area], rest: Sequence[Area]) -> int:
        """Where the total is shown, a boy of this unit and a girl of another change places."""
        up = min(self.table.sum(mine, other), self.table.sum(rest, split))
        down = min(self.table.sum(mine, split), self.table.sum(rest, other))
        return up + down
