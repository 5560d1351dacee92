"""The sheets of the demonstration's two departments, which alone know these figures."""

from .cells import NOTHING_OCCURRED, Cell, Cells, cells_of, silence
from .communes import QUARTERS_IN_YEAR
from .counts import Count

HEALTH, EDUCATION = "health", "education"
# Two years each. Stunting was 28.7 % in 2023, as published.
MEASURED_RURAL, MEASURED_URBAN = (39_150, 39_420), (12_850, 12_980)
UNDERWEIGHT, STUNTED = (0.182, 0.176), (0.287, 0.279)
OBESE_RURAL, OBESE_URBAN = (0.013, 0.014), (0.047, 0.051)
ASSESSED, ON_TRACK = (49_300, 50_100), (0.884, 0.893)
NUTRITION_SURVEY_IN, ASSESSMENT_IN = 4, 2
# Children of mothers with HIV tested in each of eight quarters, and how many of them were infected.
TESTED = (3, 2, 4, 3, 2, 3, 0, 3)
INFECTED = (0, 0, 1, 0, 0, 0, 0, 0)


def sheets() -> dict[tuple[str, int], Cells]:
    """Each department's cells by its word and the quarter, from 0."""
    return {
        (word, index): make(index)
        for word, make in ((HEALTH, health), (EDUCATION, education))
        for index in range(len(TESTED))
        if word == HEALTH or index % QUARTERS_IN_YEAR + 1 == ASSESSMENT_IN
    }


def health(index: int) -> Cells:
    year, quarter = divmod(index, QUARTERS_IN_YEAR)
    counts = survey(year) if quarter + 1 == NUTRITION_SURVEY_IN else {}
    counts |= {"hiv_exposed_tested": TESTED[index], "hiv_exposed_infected": INFECTED[index]}
    cells = cells_of(counts, sex=False, ethnicity=False)
    for element in ("hiv_exposed_tested", "hiv_exposed_infected"):
        if counts[element] == 0:
            silence(cells, element, Cell(absence=NOTHING_OCCURRED))
    return cells


def survey(year: int) -> dict[str, Count | int]:
    rural, urban = MEASURED_RURAL[year], MEASURED_URBAN[year]
    return {
        "under_5_measured": rural + urban,
        "under_5_underweight": round((rural + urban) * UNDERWEIGHT[year]),
        "under_5_stunted": round((rural + urban) * STUNTED[year]),
        "under_5_measured_rural": rural,
        "under_5_obese_rural": round(rural * OBESE_RURAL[year]),
        "under_5_measured_urban": urban,
        "under_5_obese_urban": round(urban * OBESE_URBAN[year]),
    }


def education(index: int) -> Cells:
    """Asked in one quarter of the year only."""
    year = index // QUARTERS_IN_YEAR
    return cells_of(
        {"under_5_assessed": ASSESSED[year], "under_5_on_track": round(ASSESSED[year] * ON_TRACK[year])},
        sex=False,
        ethnicity=False,
    )
