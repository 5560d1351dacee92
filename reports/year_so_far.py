"""What the quarters of a year, laid side by side, tell of a province's splits: a later sum less an earlier one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .counted_tables import TOTAL, Block, Place, Table
from .cover import SMALL, WIDTH


@dataclass(frozen=True)
class Quarters:
    """The counts of the year to date as they were published with one of its quarters, and which anybody could read."""

    counts: Mapping[Place, int]
    shown: frozenset[Place]

    @property
    def withheld(self) -> set[Place]:
        return self.counts.keys() - self.shown


def closed_in_the_year(table: Table, past: Sequence[Quarters]) -> set[Place]:
    """The topmost area's places that would tell a small count of a quarter; its total only where it is a unit's own."""
    blocks = table.groups if table.below else table.blocks
    return {
        (table.root, split)
        for block in blocks
        if table.has(table.root, block) and not is_safe_in_the_year(table, block, past)
        for split in block
    }


def is_safe_in_the_year(table: Table, block: Block, past: Sequence[Quarters]) -> bool:
    shown = [
        place for place, one in enumerate(past) if all((table.root, split) in one.shown for split in block)
    ]
    since = past[shown[-1] :] if shown else [Quarters({}, frozenset()), *past]
    new = [table.counts[table.root, split] - since[0].counts.get((table.root, split), 0) for split in block]
    if any(count in SMALL or count < 0 for count in new):
        return False
    return block == TOTAL or len(since) == 1 or all(stays_open(table, since, count) for count in new)


def stays_open(table: Table, since: Sequence[Quarters], count: int) -> bool:
    """Whether the quarters whose splits were withheld stay unknown once their sum is told; totals are known of each."""
    totals = [one.counts.get((table.root, ""), 0) for one in since] + [table.counts[table.root, ""]]
    steps = [max(0, later - earlier) for earlier, later in pairwise(totals)]
    return all(
        min(step, count) - max(0, count - (sum(steps) - step)) >= min(WIDTH, step, count) for step in steps
    )
