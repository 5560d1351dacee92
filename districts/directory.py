"""The accounts an administrator looks after: found by name or unit, by level, by state. Reading only."""

from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When

from . import access
from .models import Event, Membership, Unit, User
from .models.units import Level
from .names import search_key

ORDER = [Level.PROVINCE, Level.DEPARTMENT, Level.DISTRICT, Level.COMMUNE]
STATES: dict[str, dict[str, Any]] = {
    "open": {"user__is_active": True},
    "closed": {"user__is_active": False},
    "unused": {"user__is_active": True, "user__must_change_password": True},
}


def by_level(path: str) -> Case:
    """The province first, then departments, districts, communes."""
    whens = [When(**{path: level}, then=Value(place)) for place, level in enumerate(ORDER)]
    return Case(*whens, default=Value(len(ORDER)), output_field=IntegerField())


def memberships(administrator: User) -> QuerySet[Membership]:
    """All accounts of the administrator's province."""
    units = access.units_visible_to(administrator, access.Act.MANAGE_ACCOUNTS)
    found = Membership.objects.filter(unit__in=units).select_related("user", "unit", "unit__parent")
    return found.order_by(by_level("unit__level"), "unit__sort_key", "unit__code", "user__username")


def units(administrator: User) -> QuerySet[Unit]:
    """The units an account can belong to, those no longer in force too: their past has readers."""
    visible = access.units_visible_to(administrator, access.Act.MANAGE_ACCOUNTS)
    return visible.select_related("parent").order_by(by_level("level"), "sort_key", "code")


def search(found: QuerySet[Membership], *, words: str, level: str, state: str) -> QuerySet[Membership]:
    """Narrow the list; an empty condition leaves it as it is. Accents do not matter."""
    if level in Level:
        found = found.filter(unit__level=level)
    found = found.filter(**STATES.get(state, {}))
    wanted = search_key(words)
    if not wanted:
        return found
    # No database at hand ignores Vietnamese accents, and there are some hundreds of accounts: compared here.
    texts = ("user__username", "user__full_name", "user__phone", "unit__search_key", "unit__code")
    rows = found.values_list("pk", *texts)
    return found.filter(pk__in=[pk for pk, *row in rows if wanted in search_key(" ".join(row))])


def events_of(user: User) -> QuerySet[Event]:
    """What happened to an account, newest first."""
    about_accounts = [
        action for action in Event.Action if action.startswith(("account_", "password_", "token_"))
    ]
    events = Event.objects.filter(subject=user.username, action__in=about_accounts)
    return events.select_related("by", "unit")
