"""The sheets of the demonstration's districts: the figures of their schools."""

from collections.abc import Mapping, Sequence
from random import Random

from .cells import Cells, cells_of
from .communes import QUARTERS, QUARTERS_IN_YEAR
from .counts import Count, apportioned, people, portion
from .profiles import KINH, PEOPLE

SCHOOLS = 362
GENERAL_SCHOOLS = 228
AGED_5 = 11_300
GRADE_5, PRIMARY = 11_100, 58_400
GRADE_9, LOWER_SECONDARY = 8_300, 38_600
DISABLED_WANTING_EDUCATION = 640
# Of the schools (the first of all, the others of general ones), by year.
SHARES = {
    "schools_with_sanitation": (0.955, 0.972),
    "schools_with_psych_support": (0.41, 0.52),
    "schools_disability_ready": (0.29, 0.35),
}
ENTERED_IN = 2  # the quarter of a school year's figures


def sheets(random: Random, districts: Sequence[str]) -> dict[tuple[str, int], Cells]:
    """Every district's cells by its code and the quarter, from 0."""
    weights = [PEOPLE.get(code, 1) for code in districts]
    sizes = {
        word: dict(zip(districts, apportioned(total, weights), strict=True))
        for word, total in {
            "schools": SCHOOLS, "general_schools": GENERAL_SCHOOLS, "aged_5": AGED_5, "grade_5": GRADE_5,
            "primary": PRIMARY, "grade_9": GRADE_9, "lower": LOWER_SECONDARY, "disabled": DISABLED_WANTING_EDUCATION,
        }.items()
    }  # fmt: skip
    made: dict[tuple[str, int], Cells] = {}
    for code in districts:
        own = {word: by_district[code] for word, by_district in sizes.items()}
        for year in (0, 1):
            standing = schools(own, year) | children(random, own, code)
            pupils = school_year(random, own, code)
            for quarter in range(1, QUARTERS_IN_YEAR + 1):
                counts = standing | (pupils if quarter == ENTERED_IN else {})
                index = year * QUARTERS_IN_YEAR + quarter - 1
                made[code, index] = cells_of(counts, sex=True, ethnicity=True)
                for element in ("disabled_wanting_education", "disabled_in_education"):
                    made[code, index].pop((element, "kinh"), None)
                    made[code, index].pop((element, "minority"), None)
    assert len(made) == QUARTERS * len(districts)
    return made


def schools(own: Mapping[str, int], year: int) -> dict[str, Count | int]:
    """School years change in autumn; the demonstration keeps one number a year."""
    wholes = {"schools_with_sanitation": own["schools"]}
    counts: dict[str, Count | int] = {
        element: round(wholes.get(element, own["general_schools"]) * shares[year])
        for element, shares in SHARES.items()
    }
    return {"schools": own["schools"], "general_schools": own["general_schools"]} | counts


def children(random: Random, own: Mapping[str, int], code: str) -> dict[str, Count | int]:
    aged_5 = people(random, own["aged_5"], kinh=KINH.get(code, 0.4))
    disabled = people(random, own["disabled"], kinh=KINH.get(code, 0.4))
    return {
        "children_aged_5": aged_5,
        "kindergarten_aged_5": portion(random, aged_5, random.uniform(0.985, 1.0)),
        "disabled_wanting_education": disabled,
        "disabled_in_education": portion(random, disabled, random.uniform(0.66, 0.82)),
    }


def school_year(random: Random, own: Mapping[str, int], code: str) -> dict[str, Count | int]:
    """Pupils at both levels; the top grade is a part of its level, in each split too."""
    kinh = KINH.get(code, 0.4)
    grade_5, grade_9 = people(random, own["grade_5"], kinh=kinh), people(random, own["grade_9"], kinh=kinh)
    primary = grade_5 + people(random, own["primary"] - own["grade_5"], kinh=kinh)
    lower = grade_9 + people(random, own["lower"] - own["grade_9"], kinh=kinh)
    return {
        "grade_5_pupils": grade_5,
        "primary_completers": portion(random, grade_5, random.uniform(0.985, 1.0)),
        "primary_pupils": primary,
        "primary_dropouts": portion(random, primary, random.uniform(0.0005, 0.002)),
        "grade_9_pupils": grade_9,
        "lower_secondary_completers": portion(random, grade_9, random.uniform(0.96, 0.995)),
        "lower_secondary_pupils": lower,
        "lower_secondary_dropouts": portion(random, lower, random.uniform(0.004, 0.012)),
    }
