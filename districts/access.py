"""Who may do what: one table, and the two questions asked of it.

`units_visible_to` answers what exists for a person (the rest is a 404); `may` answers what they may do with it.
Whoever comes by a program's key (`user.key`) gets what the table gives its owner and the key carries, no more.
"""

from enum import StrEnum

from django.db.models import Q, QuerySet

from . import chain
from .models.people import Membership, Role, User
from .models.periods import Period
from .models.tokens import Token
from .models.units import Unit


class Act(StrEnum):
    SEE = "see"  # a unit's submissions and its results
    SEE_SENSITIVE = "see_sensitive"  # ... and in them the figures that could point at a child
    ENTER = "enter"  # write figures and hand them in
    ENTER_FOR = "enter_for"  # ... for a unit that cannot, recorded as done for it
    ENTER_BASE = "enter_base"  # ... of a base quarter, from paper
    ACCEPT = "accept"
    RETURN = "return"
    MANAGE_PERIODS = "manage_periods"
    SET_TARGETS = "set_targets"
    MANAGE_TASKS = "manage_tasks"  # give units tasks of the plan, change, cancel them
    PUBLISH = "publish"
    READ_DOCUMENTS = "read_documents"  # the report's files, which name districts
    MANAGE_ACCOUNTS = "manage_accounts"


class Reach(StrEnum):
    """How far an act reaches from the unit of the membership."""

    OWN = "own"
    OWN_AND_BELOW = "own_and_below"
    BELOW_IN_CHAIN = "below_in_chain"  # the units whose submissions come to this one
    PROVINCE = "province"  # the province and every unit in it


TABLE: dict[Role, dict[Act, Reach]] = {
    Role.ENTERS: {
        Act.SEE: Reach.OWN,
        Act.SEE_SENSITIVE: Reach.OWN,
        Act.ENTER: Reach.OWN,
    },
    Role.ACCEPTS: {
        Act.SEE: Reach.OWN_AND_BELOW,
        Act.SEE_SENSITIVE: Reach.OWN_AND_BELOW,
        Act.ENTER: Reach.OWN,
        Act.ENTER_FOR: Reach.BELOW_IN_CHAIN,
        Act.ACCEPT: Reach.BELOW_IN_CHAIN,
        Act.RETURN: Reach.BELOW_IN_CHAIN,
    },
    Role.PROVINCE: {
        Act.SEE: Reach.PROVINCE,
        Act.SEE_SENSITIVE: Reach.PROVINCE,  # with the membership's own mark
        # Both with the membership's own mark: the form shows what stands there.
        Act.ENTER_FOR: Reach.BELOW_IN_CHAIN,
        Act.ENTER_BASE: Reach.PROVINCE,
        Act.ACCEPT: Reach.BELOW_IN_CHAIN,
        Act.RETURN: Reach.PROVINCE,
        Act.MANAGE_PERIODS: Reach.PROVINCE,
        Act.SET_TARGETS: Reach.PROVINCE,
        Act.MANAGE_TASKS: Reach.PROVINCE,
        Act.PUBLISH: Reach.PROVINCE,
        Act.READ_DOCUMENTS: Reach.PROVINCE,
    },
    Role.LOOKS: {
        Act.SEE: Reach.OWN_AND_BELOW,
        Act.SEE_SENSITIVE: Reach.OWN_AND_BELOW,  # with the membership's own mark
        Act.READ_DOCUMENTS: Reach.PROVINCE,  # with the membership's own mark: the files name districts
    },
    Role.ADMINISTRATOR: {
        Act.MANAGE_ACCOUNTS: Reach.PROVINCE,
    },
}

# These need the membership's mark as well, for the two roles that see further than their own work.
MARKED = {Act.SEE_SENSITIVE, Act.READ_DOCUMENTS, Act.ENTER_FOR, Act.ENTER_BASE}
MARKED_ROLES = {Role.PROVINCE, Role.LOOKS}

# Acts that concern the province as a whole: a looker of a single district has none of them.
PROVINCE_WIDE = {Act.READ_DOCUMENTS}

# What a key may carry beyond seeing. Whatever stands in neither is done at the pages alone, by no key.
ACTS_OF_SENSITIVE_KEYS = {Act.SEE_SENSITIVE, Act.READ_DOCUMENTS}
ACTS_OF_WRITING_KEYS = {Act.ENTER, Act.ENTER_FOR, Act.ENTER_BASE, Act.ACCEPT, Act.RETURN}


def membership_of(user: User) -> Membership | None:
    """The person's membership with its unit, read once a request; None for someone who belongs nowhere."""
    if not user.is_authenticated:
        return None
    if not hasattr(user, "_membership_read"):
        user._membership_read = (  # type: ignore[attr-defined]
            getattr(user, "membership", None)
            if "membership" in user._state.fields_cache
            else Membership.objects.select_related("unit", "unit__province").filter(user=user).first()
        )
    found: Membership | None = user._membership_read  # type: ignore[attr-defined]
    return found


def reach_of(user: User, act: Act) -> Reach | None:
    """How far a person's act reaches; None where the role has no such act, or the key they come by carries none."""
    membership = membership_of(user)
    if membership is None or not carries(user.key, act):
        return None
    role = Role(membership.role)
    if act in MARKED and role in MARKED_ROLES and not membership.sees_sensitive:
        return None
    if act in PROVINCE_WIDE and role == Role.LOOKS and membership.unit.province_id is not None:
        return None
    return TABLE[role].get(act)


def carries(key: Token | None, act: Act) -> bool:
    """Whether a key is one for this act at all; a person at a page has no key, and all of their own acts."""
    if key is None or act == Act.SEE:
        return True
    if act in ACTS_OF_SENSITIVE_KEYS:
        return key.reads_sensitive
    return act in ACTS_OF_WRITING_KEYS and key.writes_for_id is not None


def covers(key: Token | None, act: Act, unit: Unit) -> bool:
    """Whether a key is one for this act to this unit: it writes for its unit and for those below it."""
    if key is None or act not in ACTS_OF_WRITING_KEYS:
        return carries(key, act)
    return key.writes_for_id is not None and key.writes_for_id in (unit.pk, unit.parent_id, unit.province_id)


def may(user: User, act: Act, unit: Unit | None = None) -> bool:
    """Whether a person may do this, to this unit where one is meant."""
    membership = membership_of(user)
    reach = reach_of(user, act)
    if membership is None or reach is None:
        return False
    return unit is None or (covers(user.key, act, unit) and reaches(membership.unit, reach, unit))


def ways_to_enter(period: Period) -> list[Act]:
    """By which acts a sheet of this quarter is written: by its unit's own people, for it, or from paper."""
    return [Act.ENTER, Act.ENTER_FOR, *([Act.ENTER_BASE] if period.is_base else [])]


def may_enter(user: User, unit: Unit, period: Period) -> bool:
    """Whether a person may write this unit's sheet of the quarter and hand it in, whatever its state."""
    return any(may(user, act, unit) for act in ways_to_enter(period))


def units_entered_by(user: User, period: Period) -> QuerySet[Unit]:
    """The units whose sheets of the quarter a person may write."""
    reached = Q(pk__in=[])
    for act in ways_to_enter(period):
        reached |= Q(pk__in=units_visible_to(user, act).values("pk"))
    return Unit.objects.filter(reached)


def units_keys_write_for(user: User) -> QuerySet[Unit]:
    """The units that a key of this person's can be made to write for: those they write to, and their own."""
    membership = membership_of(user)
    acts = [act for act in sorted(ACTS_OF_WRITING_KEYS) if reach_of(user, act) is not None]
    if membership is None or not acts:
        return Unit.objects.none()
    reached = Q(pk=membership.unit_id)
    for act in acts:
        reached |= Q(pk__in=units_visible_to(user, act).values("pk"))
    return Unit.objects.filter(reached)


def belongs_to(user: User, unit: Unit) -> bool:
    """Whether a unit is the person's own; whoever enters for another is recorded as doing so."""
    membership = membership_of(user)
    return membership is not None and membership.unit_id == unit.pk


def reaches(own: Unit, reach: Reach, unit: Unit) -> bool:
    """Whether a reach from one's own unit takes in another."""
    if reach == Reach.OWN:
        return unit.pk == own.pk
    if reach == Reach.OWN_AND_BELOW:
        return own.pk in (unit.pk, unit.parent_id, unit.province_id)
    if reach == Reach.BELOW_IN_CHAIN:
        return unit.pk != own.pk and accepter_id(unit) == own.pk
    return own.pk in (unit.pk, unit.province_id)


def accepter_id(unit: Unit) -> int | None:
    """The unit that accepts this one's submissions: a commune's district, else the province."""
    has_district = unit.parent_id != unit.province_id
    if chain.accepted_by(unit.level, has_district=has_district) == "district":
        return unit.parent_id
    return unit.province_id


def units_visible_to(user: User, act: Act = Act.SEE) -> QuerySet[Unit]:
    """The units a person may see (or do `act` to); all others do not exist for them."""
    membership = membership_of(user)
    reach = reach_of(user, act)
    if membership is None or reach is None:
        return Unit.objects.none()
    found = units_reached(membership.unit, reach)
    if user.key is None or act not in ACTS_OF_WRITING_KEYS:
        return found
    return found.filter(own_and_below(user.key.writes_for_id))


def units_reached(own: Unit, reach: Reach) -> QuerySet[Unit]:
    """The units that a reach from one's own takes in; `reaches` for many at once."""
    if reach == Reach.OWN:
        return Unit.objects.filter(pk=own.pk)
    if reach == Reach.BELOW_IN_CHAIN:
        return units_accepted_by(own)
    return Unit.objects.filter(own_and_below(own.pk))


def own_and_below(own: int | None) -> Q:
    return Q(pk=own) | Q(parent=own) | Q(province=own)


def units_accepted_by(unit: Unit) -> QuerySet[Unit]:
    """The units whose submissions come to this one: a district's communes; the province's direct children."""
    return Unit.objects.filter(parent=unit)
