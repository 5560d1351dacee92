"""What a person may not see of results.

Of what is live: sensitive numbers of single units, and of totals that rest on too few. Of what was published: what is
not open to all, as it was decided once, when it was published.
"""

from collections.abc import Iterable
from fractions import Fraction

from django.db.models import Q, QuerySet

from districts.access import Act, may
from districts.models import Unit, User
from districts.models.units import Level
from indicators.periods import Quarter
from indicators.values import Absence, Span

from .models import Publication, PublishedValue
from .observations import ElementCount, Observation, is_of_too_few, withheld
from .openness import NOT_TELLING, WHOLE, Openness, Place, Told, is_small


def hides_count(count: ElementCount, area: Unit, user: User) -> bool:
    """Whether a sensitive count is not for this person: of less than a whole province, or of too few of its units."""
    is_total = area.level == Level.PROVINCE and not is_of_too_few(count.reported, count.expected)
    return not is_total and not may(user, Act.SEE_SENSITIVE, area)


def hides_published_count(count: ElementCount, area: Unit, user: User, *, is_first: bool) -> bool:
    """The same of a count as it was published, which everyone may look at: one to four children are too few.

    It is shown in a quarter's first publication only: two totals would tell who came in between.
    """
    is_closed = hides_count(count, area, user) or is_small(count.number, count.reported, count.expected)
    return (is_closed or not is_first) and not may(user, Act.SEE_SENSITIVE, area)


def withhold(observations: Iterable[Observation], user: User, units: Iterable[Unit]) -> list[Observation]:
    """Take away what could point at a child, for whoever lacks the right: of what was published, what is not open
    to all; of what is live, sensitive measures of single units, and of the province while they rest on one or two.

    The latter is coarser than disclosure control by cell: of the province its total of the year to date alone is seen,
    and no part of what is below it.
    """
    open_codes = {unit.code for unit in units if may(user, Act.SEE_SENSITIVE, unit)}
    return [
        withheld(seen) if seen.unit not in open_codes and is_protected(seen) and is_telling(seen) else seen
        for seen in observations
    ]


def shown_number(
    total: Observation | ElementCount, area: Unit, user: User, *, is_sensitive: bool
) -> tuple[Fraction | None, Absence | None]:
    """One number of an area's board, or its silence, as this person may see it."""
    if isinstance(total, Observation):
        found = withhold([total], user, [area])[0]
        return found.value, found.absence
    if is_sensitive and hides_count(total, area, user):
        return None, Absence.WITHHELD
    return (None, Absence.NOT_REPORTED) if total.number is None else (Fraction(total.number), None)


def is_protected(observation: Observation) -> bool:
    """Whether a value is for those with the right only."""
    if observation.open_to_all is not None:
        return not observation.open_to_all
    is_total = observation.level == Level.PROVINCE and not observation.split and observation.span is Span.YTD
    hides = is_of_too_few(observation.reported, observation.expected) or is_a_units_own_and_small(observation)
    return observation.sensitive and (not is_total or hides)


def is_a_units_own_and_small(observation: Observation) -> bool:
    """Whether a single unit counts this for the whole province, and it counted one to four children."""
    numbers = (observation.numerator, observation.denominator)
    return observation.expected == 1 and any(is_small(number, 1, 1) for number in numbers)


def is_telling(observation: Observation) -> bool:
    """Whether there is anything to take away: a measure that applies and that somebody reported."""
    return observation.absence not in NOT_TELLING


def openness_of(publication: Publication, unit: str, *, sees_totals: bool) -> Openness:
    """What a reader sees of one area's values in a publication: one question, none for those who see all."""
    if sees_totals:
        return WHOLE
    closed: set[Place] = set()
    told: dict[Quarter, set[Told]] = {}
    for row in values_beside(publication, unit):
        place = row.measure, row.unit, row.span, row.split
        if row.publication_id == publication.pk:
            closed |= set() if row.open_to_all else {place}
            continue
        of_quarter = told.setdefault(row.publication.period.as_quarter, set())
        if row.open_to_all:
            of_quarter.add((place, row.numerator, row.denominator, row.reported, row.expected))
    return Openness(closed, is_first=publication.number == 1, told=told)


def values_beside(publication: Publication, unit: str) -> QuerySet[PublishedValue]:
    """An area's values in a publication, and in all of the two quarters that it is compared with."""
    period, quarter = publication.period, publication.period.as_quarter
    compared = Q()
    for one in (quarter.previous(), quarter.same_last_year()):
        compared |= Q(period__plan=period.plan_id, period__year=one.year, period__quarter=one.number)
    wanted = Publication.objects.filter(Q(pk=publication.pk) | compared)
    found = PublishedValue.objects.filter(publication__in=wanted.values("pk"), unit=unit)
    return found.select_related("publication__period").defer("publication__content")
