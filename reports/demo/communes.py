"""The sheets of the demonstration's communes: 30 elements each, for eight quarters."""

from collections.abc import Sequence
from random import Random

from . import events
from .cells import NO_DATA, NOTHING_OCCURRED, Cell, Cells, cells_of, silence
from .counts import Count, people, portion
from .events import Happened
from .profiles import Place, Profile, profiles_of

QUARTERS = 8
QUARTERS_IN_YEAR = 4
GROWTH_A_QUARTER = 0.0018
COHORT = 0.055  # children under 1 in a year's immunisation plan, of all up to 17
IMMUNISED_A_QUARTER = (0.205, 0.21, 0.215, 0.22, 0.235, 0.24, 0.24, 0.24)
FRIENDLY = (44, 44, 47, 47, 49, 50, 52, 54)
PLAY_POINTS = (80, 80, 82, 82, 84, 85, 86, 88)
# Children newly reached in each quarter of a year: (of what, how much); never the same child twice in a year.
NEWLY_REACHED = {
    "children_consulted": ("children_7_15", (0.05, 0.09, 0.07, 0.08)),
    "participation_rights_reached": ("children_under_16", (0.06, 0.10, 0.08, 0.09)),
    "participation_models": ("children_11_15", (0.04, 0.07, 0.05, 0.06)),
}
UNKNOWN = {
    "children_up_to_8_served": "Chưa rà soát xong danh sách trẻ được cung cấp dịch vụ.",
    "fully_immunised_under_5": "Trạm y tế chưa đối chiếu xong sổ tiêm chủng.",
    "participation_models": "Đoàn thanh niên chưa gửi danh sách trẻ tham gia mô hình.",
    "special_circumstances_assisted": "Đang xét duyệt hồ sơ trợ giúp, chưa có danh sách chính thức.",
    "injured_children": "Trạm y tế chưa tổng hợp xong sổ theo dõi tai nạn thương tích.",
}
UNKNOWN_IN = 0.03  # of the sheets


def sheets(random: Random, places: Sequence[Place]) -> dict[tuple[str, int], Cells]:
    """Every commune's cells by its code and the quarter, from 0."""
    profiles = profiles_of(random, places)
    made: dict[tuple[str, int], Cells] = {}
    reached: dict[tuple[str, str], Count] = {}
    cohorts: dict[str, Count] = {}
    for index in range(QUARTERS):
        happened = events.of_quarter(random, profiles, index)
        for profile, own in zip(profiles, happened, strict=True):
            code = profile.place.code
            if index % QUARTERS_IN_YEAR == 0:
                cohorts[code] = cohort(random, profile)
                reached |= {(code, element): Count() for element in NEWLY_REACHED}
            counts = stocks(random, profile, index) | flows(random, profile, own, cohorts[code], index)
            for element, (whole, shares) in NEWLY_REACHED.items():
                share = shares[index % QUARTERS_IN_YEAR] * profile.consulted
                reached[code, element] += portion(random, whole_of(counts, whole), share)
                counts[element] = reached[code, element]
            made[code, index] = written(random, profile, counts, index)
    return made


def whole_of(counts: dict[str, Count | int], element: str) -> Count:
    whole = counts[element]
    assert isinstance(whole, Count)
    return whole


def cohort(random: Random, profile: Profile) -> Count:
    return people(random, round(profile.weight * COHORT), kinh=profile.kinh)


def stocks(random: Random, profile: Profile, index: int) -> dict[str, Count | int]:
    """How things stand at a quarter's end."""
    bands = {word: band.scaled(1 + GROWTH_A_QUARTER * index) for word, band in profile.bands.items()}
    under_5 = bands["0-4"]
    up_to_8 = under_5 + bands["5-6"] + bands["7-8"]
    from_7_to_15 = bands["7-8"] + bands["9-10"] + bands["11-15"]
    under_16 = up_to_8 + bands["9-10"] + bands["11-15"]
    special = profile.special.scaled(1 + 0.004 * index)
    return {
        "children_under_16": under_16,
        "persons_5_17": bands["5-6"] + from_7_to_15 + bands["16-17"],
        "children_up_to_8": up_to_8,
        "children_under_5": under_5,
        "children_7_15": from_7_to_15,
        "children_11_15": bands["11-15"],
        "child_friendly": int(profile.friendly_after < FRIENDLY[index]),
        "children_up_to_8_served": portion(random, up_to_8, rising(random, profile.served, index)),
        "fully_immunised_under_5": portion(random, under_5, rising(random, profile.immunised, index)),
        "special_circumstances": special,
        "special_circumstances_assisted": portion(random, special, rising(random, profile.assisted, index)),
        "under_5_registered": portion(random, under_5, rising(random, profile.registered, index)),
        "has_play_point": int(profile.play_point_after < PLAY_POINTS[index]),
    }


def rising(random: Random, share: float, index: int) -> float:
    """A share that slowly grows over the quarters, with a little chance in it."""
    return min(share + 0.003 * index + random.uniform(-0.006, 0.006), 1.0)


def flows(
    random: Random, profile: Profile, happened: Happened, cohort: Count, index: int
) -> dict[str, Count | int]:
    """What happened in the quarter; each wider count holds the narrower one."""

    def drawn(word: str) -> Count:
        return people(random, happened[word], kinh=profile.kinh)

    neonatal = drawn("neonatal")
    infant = neonatal + drawn("later_under_1")
    drowned = drawn("drowned")
    killed = drowned + drawn("other_injury_deaths")
    hit = happened["disaster"]
    return {
        "live_births": drawn("live_births"),
        "neonatal_deaths": neonatal,
        "infant_deaths": infant,
        "under_5_deaths": infant + drawn("from_1_to_4"),
        "immunisation_cohort": cohort,
        "fully_immunised_under_1": portion(
            random, cohort, IMMUNISED_A_QUARTER[index] * random.uniform(0.92, 1.05)
        ),
        "abused_children": drawn("abused"),
        "child_labourers": drawn("labourers"),
        "injured_children": killed + drawn("injured_and_alive"),
        "injury_deaths": killed,
        "drowning_deaths": drowned,
        "disaster_affected": hit,
        "disaster_supported": round(hit * events.SUPPORTED_IN_TIME),
        "child_marriages": Count(happened["marriages"], 0, within_marriages(random, happened["marriages"])),
    }


def within_marriages(random: Random, marriages: int) -> int:
    """Marriages of two Kinh: about one in nine (39 of 351 in 2017)."""
    return sum(random.random() < 0.11 for _each in range(marriages))


SPLIT_FROM = 4  # the plan's own year; before it only what is compared by ethnicity
ONLY_ETHNICITY = ("child_marriages",)
EVENTS = (
    "neonatal_deaths", "infant_deaths", "under_5_deaths", "abused_children", "injured_children", "injury_deaths",
    "drowning_deaths", "disaster_affected", "disaster_supported", "child_marriages",
)  # fmt: skip


def written(random: Random, profile: Profile, counts: dict[str, Count | int], index: int) -> Cells:
    """The counts as the commune's officer writes them down: which splits, which silences."""
    is_split = index >= SPLIT_FROM
    by_sex, by_ethnicity = is_split and profile.gives_sex, is_split and profile.gives_ethnicity
    both = {element: count for element, count in counts.items() if element not in ONLY_ETHNICITY}
    other = {element: counts[element] for element in ONLY_ETHNICITY}
    cells = cells_of(both, sex=by_sex, ethnicity=by_ethnicity)
    cells |= cells_of(other, sex=False, ethnicity=profile.gives_ethnicity)
    for element in EVENTS:
        if profile.says_nothing_occurred and cells[element, ""] == Cell(0):
            silence(cells, element, Cell(absence=NOTHING_OCCURRED))
    if random.random() < UNKNOWN_IN:
        element = random.choice(list(UNKNOWN))
        silence(cells, element, Cell(absence=NO_DATA, reason=UNKNOWN[element]))
    return cells
