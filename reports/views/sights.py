"""What a person may see of a quarter's units, as the pure files ask it."""

from dataclasses import replace

from districts.access import Act, may, membership_of, units_visible_to
from districts.models import Period, User
from districts.models.units import Level
from districts.sheets import units_in_force
from reports.change_lines import Sight
from reports.models import Publication
from reports.withholding import openness_of


def sight_of(user: User, period: Period) -> Sight:
    """The units whose figures are open to a person, and those whose sensitive ones are: two questions."""
    units = units_in_force(period)
    seen, open_ones = (
        frozenset(units.filter(pk__in=units_visible_to(user, act)).values_list("code", flat=True))
        for act in (Act.SEE, Act.SEE_SENSITIVE)
    )
    return Sight(totals=sees_sensitive_totals(user), units=seen, open_units=open_ones)


def sight_of_both(user: User, old: Publication, new: Publication) -> Sight:
    """The same with what is open of the province's values in two publications of a quarter."""
    sight = sight_of(user, new.period)
    before, now = (
        openness_of(one, new.period.plan.province_code, sees_totals=sight.totals) for one in (old, new)
    )
    return replace(sight, before=before, now=now)


def sees_sensitive_totals(user: User) -> bool:
    """Whether the person has the right to sensitive figures of the whole province."""
    return sees_the_province(user) and may(user, Act.SEE_SENSITIVE)


def sees_the_province(user: User) -> bool:
    """Whether the same figures as they stand now are open to this person too."""
    membership = membership_of(user)
    return membership is not None and may(user, Act.SEE) and membership.unit.level == Level.PROVINCE
