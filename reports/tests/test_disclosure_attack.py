"""Whoever reads all that is shown and knows the rule cannot tell a small count: tried by linear programming."""

from itertools import combinations
from random import Random

import pytest

from reports.counted_tables import Earlier, Place, Table
from reports.disclosure import hidden_of_nested, hidden_places

from .attack import Attack, Seen, summed
from .random_tables import GROUPS, kon_tum, numbers, small_province, table, units_of

SPLITS = [(), GROUPS[:1], GROUPS]


def published(of: Table, *earlier: Earlier) -> Seen:
    return Seen(of, hidden_places(of, earlier))


@pytest.mark.parametrize("seed", range(100))
def test_nobody_tells_a_small_count_of_a_small_province(seed):
    random = Random(seed)
    made = table(random, small_province(random), random.choice([2, 4, 6, 12, 40]), random.choice(SPLITS))
    if not made.counts:
        return

    seen = published(made)

    assert set(seen.small) <= seen.hidden
    assert Attack(seen).found() == []


@pytest.mark.parametrize(("seed", "most"), [(1, 2), (2, 5), (3, 12), (4, 30)])
def test_nobody_tells_a_small_count_of_the_real_province(seed, most):
    random = Random(seed)
    seen = published(table(random, kon_tum(), most, GROUPS))
    attack = Attack(seen)

    found = {
        place: attack.interval(0, place) for place in random.sample(seen.small, min(60, len(seen.small)))
    }

    assert set(seen.small) <= seen.hidden
    assert len(found) > 20
    assert [place for place, (low, high) in found.items() if high - low < seen.width_due(place) - 1e-6] == []


@pytest.mark.parametrize("seed", range(40))
def test_nobody_tells_who_came_late_or_was_corrected_from_two_publications(seed):
    """Late units, and corrections by one, as they come; the stranger knows which units are the same in both."""
    random = Random(seed)
    above, groups = small_province(random), random.choice(SPLITS)
    second = {unit: numbers(random, random.choice([4, 12, 40]), groups) for unit in units_of(above)}
    first = {unit: one_less(given, groups, random) for unit, given in second.items() if random.random() > 0.2}
    if not first:
        return
    before = published(summed(above, first, groups))
    shown = frozenset(before.table.counts) - before.hidden
    after = published(summed(above, second, groups), Earlier(before.table.counts, shown))

    same = frozenset(unit for unit in first if first[unit] == second[unit])

    assert Attack(before, after, same=same).found() == []


@pytest.mark.parametrize("seed", range(60))
def test_nobody_tells_a_small_count_of_a_part_from_its_whole(seed):
    """Such as those assisted, of the children in special circumstances."""
    random = Random(seed)
    above, groups = small_province(random), random.choice(SPLITS)
    wholes = {unit: numbers(random, random.choice([4, 12, 40]), groups) for unit in units_of(above)}
    parts = {unit: part_of(given, groups, random) for unit, given in wholes.items()}
    tables = {"whole": summed(above, wholes, groups), "part": summed(above, parts, groups)}
    hidden = hidden_of_nested(tables, {}, {})
    whole, part = (Seen(tables[name], hidden) for name in ("whole", "part"))

    assert Attack(whole, part, is_nested=True).found() == []


def part_of(whole: dict[str, int], groups: tuple[tuple[str, str], ...], random: Random) -> dict[str, int]:
    """Some of a unit's children, or nearly all of them, as most of those in need are assisted."""
    number = random.choice(
        [whole[""], random.randint(0, whole[""]), max(0, whole[""] - random.randint(0, 2))]
    )
    found = {"": number}
    for first, second in groups:
        least, most = max(0, number - whole[second]), min(number, whole[first])
        found[first] = random.randint(least, most)
        found[second] = number - found[first]
    return found


def one_less(given: dict[str, int], groups: tuple[tuple[str, str], ...], random: Random) -> dict[str, int]:
    """What a unit had written before it corrected by one, if it did."""
    if not given[""] or random.random() > 0.15:
        return given
    less = {**given, "": given[""] - 1}
    for group in groups:
        split = next(one for one in group if less[one])
        less[split] -= 1
    return less


SMALL_TABLES = [
    *((shape, counts, ()) for shape in ("4 communes", "2 x 2") for counts in [
        (3, 0, 0, 9), (1, 2, 9, 8), (2, 2, 9, 9), (1, 1, 1, 7), (4, 4, 0, 12), (1, 6, 0, 0), (3, 5, 5, 5),
        (2, 0, 3, 20), (1, 1, 8, 8), (4, 0, 0, 0), (1, 9, 9, 9), (2, 7, 2, 7), (3, 3, 3, 3), (0, 0, 5, 4),
    ]),
    *(("3 communes", counts, GROUPS[:1]) for counts in [
        ((3, 0), (9, 4), (8, 7)), ((2, 0), (11, 0), (0, 6)), ((6, 1), (9, 9), (0, 0)), ((12, 2), (7, 8), (5, 5)),
        ((1, 1), (20, 6), (3, 9)), ((0, 4), (0, 9), (5, 5)),
    ]),
]  # fmt: skip
SHAPES = {
    "4 communes": dict.fromkeys(["a", "b", "c", "d"], "p"),
    "2 x 2": {"1": "p", "2": "p", "a": "1", "b": "1", "c": "2", "d": "2"},
    "3 communes": dict.fromkeys(["a", "b", "c"], "p"),
}


@pytest.mark.parametrize(("shape", "counts", "groups"), SMALL_TABLES)
def test_no_more_than_half_as_much_again_is_withheld_as_the_least_that_would_do(shape, counts, groups):
    above = SHAPES[shape]
    given = {
        unit: {"": sum(one), "male": one[0], "female": one[1]} if groups else {"": one}
        for unit, one in zip("abcd", counts, strict=False)
    }
    seen = published(summed(above, given, groups))

    assert len(seen.hidden) <= 1.5 * least(seen.table)


def least(of: Table) -> int:
    """How few places would do: found by trying fewer before more, whatever the rule."""
    small = frozenset(Seen(of, frozenset()).small)
    others = sorted(of.counts.keys() - small - {(of.root, "")})
    for number in range(len(others) + 1):
        if any(is_safe(of, small.union(more)) for more in combinations(others, number)):
            return len(small) + number
    raise AssertionError("Nothing is safe.")


def is_safe(of: Table, hidden: frozenset[Place]) -> bool:
    seen = Seen(of, hidden)
    attack = Attack(seen)
    return all(
        high - low >= seen.width_due(place) - 1e-6
        for place in seen.small
        for low, high in [attack.interval(0, place)]
    )


def test_the_attack_finds_what_is_badly_withheld():
    above = dict.fromkeys(["a", "b", "c"], "p")
    counted = summed(above, {"a": {"": 2}, "b": {"": 9}, "c": {"": 0}})

    alone = Attack(Seen(counted, frozenset({("a", "")})))

    assert alone.found() == [(0, ("a", ""), 2, 2)]
