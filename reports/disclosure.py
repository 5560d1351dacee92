"""Which counts of children may be seen by anybody: the others are withheld so that none can be worked out.

A count of 1 to 4 children of a unit, in total or by sex or ethnicity, points at a child and is withheld. A number that
is the only one missing beside its total is found by subtracting, so others are withheld with it, noughts among them,
until whoever sees all that is left, and knows this very rule, can narrow none of the small counts to less than `WIDTH`
wide (0 to 3, say), or than the smallest total above it that is shown. The topmost total is shown, unless it is a unit's
own, or nothing else keeps a small count unknown. A test attacks the result with linear programming.

Pure: areas are codes, counts are whole numbers; nothing is known here of plans, quarters or people.
"""

from collections.abc import Iterator, Mapping, Sequence

from . import side_by_side
from .counted_tables import TOTAL, Area, Block, Earlier, Place, Table
from .cover import SMALL, WIDTH, Cover

__all__ = ["SMALL", "WIDTH", "Earlier", "Place", "Table", "hidden_of_nested", "hidden_places"]

NOTHING: frozenset[Place] = frozenset()


def hidden_places(
    table: Table,
    earlier: Sequence[Earlier] = (),
    *,
    closed: frozenset[Place] = NOTHING,
) -> frozenset[Place]:
    """The places to withhold from whoever may not see sensitive figures.

    `earlier` is what was published of the same quarter before. `closed` are places withheld for another reason.
    """
    known = {place for one in earlier for place in one.shown if table.counts.get(place) == one.counts[place]}
    rule = Rule(Cover(table), earlier, known)
    rule.begin(closed)
    before = -1
    while before < len(rule.cover.hidden):
        before = len(rule.cover.hidden)
        for block in table.blocks:
            for area in table.sums:
                if table.has(area, block):
                    rule.close(area, block)
        rule.close_leftovers()
    return rule.cover.places()


def hidden_of_nested(
    tables: Mapping[str, Table],
    earlier: Mapping[str, Sequence[Earlier]],
    closed: Mapping[str, frozenset[Place]],
) -> frozenset[Place]:
    """The places to withhold of counts that are parts of one another, such as deaths under one and under five.

    They are withheld together: then a child who could have been counted elsewhere could have been so in all of them.
    """
    hidden = NOTHING.union(*closed.values())
    while True:
        found = hidden.union(
            *(
                hidden_places(table, earlier.get(name, ()), closed=hidden & table.counts.keys())
                for name, table in tables.items()
            )
        )
        if found == hidden:
            return found
        hidden = found


class Rule:
    """Withholds more and more of a table until it is enough."""

    def __init__(self, cover: Cover, earlier: Sequence[Earlier], known: set[Place]) -> None:
        self.cover = cover
        self.table = cover.table
        self.earlier = earlier
        self.known = known

    def begin(self, closed: frozenset[Place]) -> None:
        """The small counts, and what was withheld before: shown now, it would tell what stood beside it then."""
        before = {place for one in self.earlier for place in one.counts.keys() - one.shown}
        for area in self.table.areas:
            for block in self.table.blocks:
                if not self.table.has(area, block):
                    continue
                is_total_of_all = area == self.table.root and block == TOTAL and bool(self.table.below)
                is_withheld = any((area, split) in before for split in block) or self.cover.is_small(
                    area, block
                )
                is_closed = any((area, split) in closed for split in block)
                if is_closed or (is_withheld and not is_total_of_all):
                    self.cover.hide(area, block)

    def close(self, area: Area, block: Block) -> None:
        """Withhold more under an area until it is enough; where nothing is left to withhold, the area itself."""
        cover = self.cover
        while not cover.is_hidden(area, block):
            is_enough = self.is_enough(cover, area, block)
            if is_enough and cover.is_hidden_well(area, block):
                return
            choices = list(self.choices(area, block))
            if is_enough:  # a unit that counted nobody adds no doubt
                choices = [choice for choice in choices if self.table.counts[choice[-1], ""]]
            if is_enough and not choices:
                return
            self.take_best(choices or [(area,)], area, block)
        self.close_below(area, block)

    def close_below(self, area: Area, block: Block) -> None:
        """A withheld sum over areas that are all shown, or all known, would be no secret."""
        if side_by_side.is_told_by_what_changed(area, block, self.earlier):
            for one in self.table.parts(area, block):
                if any((one, split) not in self.known for split in block):
                    self.cover.hide(one, block)
        if not self.cover.pool(area, block):
            self.take_best(list(self.choices(area, block)), area, block)

    def close_leftovers(self) -> None:
        """A unit that gave no splits, withheld among others that did, would be found as what the splits leave over."""
        units = [area for area, block in self.cover.hidden if block == TOTAL and area not in self.table.below]
        for unit in units:
            for group in self.table.groups:
                if not self.table.has(unit, group):
                    for above in self.table.way_up(unit):
                        if self.table.has(above, group):
                            self.cover.hide(above, group)

    def is_enough(self, cover: Cover, area: Area, block: Block) -> bool:
        return cover.is_hidden_enough(area, block) and side_by_side.is_safe(cover, area, block, self.earlier)

    def choices(self, area: Area, block: Block) -> Iterator[tuple[Area, ...]]:
        """What could be withheld next under an area: a unit, or a sum together with one of its units."""
        for one in self.table.parts(area, block):
            if self.cover.is_hidden(one, block) or any((one, split) in self.known for split in block):
                continue
            if one not in self.table.below or self.cover.pool(one, block):
                yield (one,)
            else:
                yield from ((one, *rest) for rest in self.choices(one, block))

    def take_best(self, choices: Sequence[tuple[Area, ...]], area: Area, block: Block) -> None:
        for one in min(choices, key=lambda choice: self.price(choice, area, block), default=()):
            self.cover.hide(one, block)

    def price(self, choice: tuple[Area, ...], area: Area, block: Block) -> tuple[bool, int, int]:
        """First what is enough by itself, then what withholds fewest places, then the smallest count."""
        trial = Cover(self.table, set(self.cover.hidden))
        for one in choice:
            trial.hide(one, block)
        is_enough = trial.is_hidden(area, block) or (
            self.is_enough(trial, area, block) and trial.is_hidden_well(area, block)
        )
        cells = len(trial.places()) - len(self.cover.places()) + self.still_to_withhold(trial, area, block)
        count = self.table.counts[choice[-1], ""]
        return (not is_enough, cells, count) if is_enough else (True, -count, cells)

    def still_to_withhold(self, trial: Cover, area: Area, block: Block) -> int:
        """How many splits would have to follow a total, at the least."""
        if block != TOTAL:
            return 0
        return sum(
            len(group)
            for group in self.table.groups
            if self.table.has(area, group)
            and not trial.is_hidden(area, group)
            and not trial.is_hidden_enough(area, group)
        )
