"""Whether two publications of one quarter, laid side by side, tell what neither tells alone.

Whoever kept the first knows which units have changed or came late, and takes the others to be the same. The difference
of a sum is then a sum over those few, and it must tell as little as any other.
"""

from collections.abc import Sequence
from dataclasses import replace

from .counted_tables import Area, Block, Earlier
from .cover import SMALL, WIDTH, Cover


def is_safe(cover: Cover, area: Area, block: Block, earlier: Sequence[Earlier]) -> bool:
    """Whether an area's sum may be shown beside the same sum shown before."""
    return all(hides_what_changed(cover, area, block, one) for one in earlier if one.shows(area, block))


def hides_what_changed(cover: Cover, area: Area, block: Block, earlier: Earlier) -> bool:
    table = cover.table
    withheld = earlier.withheld(block)
    pool = cover.pool(area, block)
    came = [unit for unit in pool if unit not in withheld]
    left = [
        unit
        for unit in withheld - set(table.above.values())
        if area in table.way_up(unit) and not table.has(unit, block)
    ]
    return (
        not is_a_shown_sum_now_withheld(cover, area, block, earlier)
        and are_too_many_to_tell(cover, came, left, block, earlier)
        and have_room_both_times(cover, [unit for unit in pool if unit in withheld], block, earlier)
    )


def is_a_shown_sum_now_withheld(cover: Cover, area: Area, block: Block, earlier: Earlier) -> bool:
    return any(
        one in cover.table.below and earlier.shows(one, block) for one in cover.withheld_parts(area, block)
    )


def are_too_many_to_tell(
    cover: Cover, came: Sequence[Area], left: Sequence[Area], block: Block, earlier: Earlier
) -> bool:
    """Whether those withheld in one of the sums only are none, or more than one and count enough together."""
    counts = [
        cover.table.sum(came, split) + sum(earlier.counts[unit, split] for unit in left) for split in block
    ]
    return not (came or left) or (len(came) + len(left) > 1 and min(counts) >= WIDTH)


def have_room_both_times(cover: Cover, kept: Sequence[Area], block: Block, earlier: Earlier) -> bool:
    """Whether children could be counted elsewhere in both alike: those that a unit counts both times can be moved."""
    counts = {
        (unit, split): number
        for (unit, split), number in cover.table.counts.items()
        if unit not in cover.table.below
    }
    both = {
        place: min(now, earlier.counts.get(place, 0)) for place, now in counts.items() if place[0] in kept
    }
    still = {place: both.get(place, 0) for place in counts}
    trial = Cover(replace(cover.table, counts={**cover.table.counts, **still}), cover.hidden)
    watched = [
        (unit, split)
        for unit in kept
        for split in block
        if cover.table.counts[unit, split] in SMALL or earlier.counts.get((unit, split)) in SMALL
    ]
    return not watched or (
        len(kept) > 1 and all(trial.room(unit, split, kept) >= WIDTH for unit, split in watched)
    )


def is_told_by_what_changed(area: Area, block: Block, earlier: Sequence[Earlier]) -> bool:
    """Whether a sum that is withheld now was shown before, so that what changed in it would tell it."""
    return any((area, split) in one.shown for one in earlier for split in block)
