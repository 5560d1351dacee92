"""Which values of a publication about to be made anybody may see, beside all that was published of the year before."""

from itertools import groupby
from operator import itemgetter

from districts.models import Period
from indicators.values import Span

from .frozen import Frozen
from .models import PublishedValue
from .opening import Key, Opening, Release, Row

FIELDS = (
    "measure",
    "unit",
    "span",
    "split",
    "numerator",
    "denominator",
    "reported",
    "expected",
    "open_to_all",
)


def open_keys(period: Period, frozen: Frozen) -> set[Key]:
    """One question, whatever was published before."""
    nested = [
        (check["part"], check["whole"])
        for check in period.plan.checks
        if check["rule"] == "part_of_whole" and check["severity"] == "hard"
    ]
    rows = {
        (value.measure.code, value.unit.code, value.span, value.split): Row(
            value.numerator, value.denominator, value.reported, value.expected
        )
        for value in frozen.values
    }
    opening = Opening(frozen, Release(period.quarter, rows), releases_before(period), nested)
    return {key for key in rows if opening.is_open(key)}


def releases_before(period: Period) -> list[Release]:
    """The year's publications so far, each with its sensitive values, by quarter and number."""
    found = (
        PublishedValue.objects.filter(
            sensitive=True, publication__period__plan=period.plan_id, publication__period__year=period.year
        )
        .order_by("publication__period__quarter", "publication__number", "position")
        .values_list("publication__period__quarter", "publication__number", *FIELDS)
    )
    return [
        Release(quarter, {key_of(row): Row(*row[6:]) for row in rows})
        for (quarter, _number), rows in groupby(found, key=itemgetter(0, 1))
    ]


def key_of(row: tuple[str, ...]) -> Key:
    measure, unit, span, split = row[2:6]
    return measure, unit, Span(span), split
