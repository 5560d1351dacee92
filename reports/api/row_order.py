"""Where an observation stands in its period: told from the row alone, so that a page can begin after it."""

import re

from districts.models import Unit
from districts.models.submissions import SPLITS
from districts.models.units import Level
from indicators.api.pages import Key
from indicators.values import Span

from ..observations import Observation

RANK = {level: rank for rank, level in enumerate((Level.PROVINCE, Level.DISTRICT, Level.COMMUNE))}


def place_of(unit: Unit) -> Key:
    """Where an area stands: the province, its districts, its communes, each by name."""
    return [RANK[Level(unit.level)], unit.sort_key, unit.code]


def place_within(seen: Observation) -> Key:
    """Where an observation stands within its area: by indicator, measure, span and split."""
    by_number = re.sub("[0-9]+", lambda digits: digits[0].zfill(4), seen.measure)
    return [seen.indicator, by_number, seen.span == Span.QUARTER, SPLITS.index(seen.split)]


def reaches(key: Key, place: Key, backwards: bool) -> bool:
    """Whether an area has rows on one's way from a key; the area that the key lies in may have."""
    own = key[: len(place)]
    return place <= own if backwards else place >= own
