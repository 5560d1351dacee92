"""The list of observations in parts: one a period, reckoned when its turn comes and no sooner."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from operator import ge, itemgetter, le
from typing import Any

from django.conf import settings

from districts.access import units_visible_to
from districts.models import Period, Unit, User
from districts.models.units import Level
from indicators.api.pages import Key, Parts
from indicators.goals import Target
from indicators.models import Plan
from indicators.periods import Quarter
from indicators.values import Span, twelve_digits

from .. import boards, gather
from ..frozen_rows import thawed
from ..models import Publication
from ..observations import Observation
from ..snapshot import one_snapshot
from .row_order import place_of, place_within, reaches

Wanted = Mapping[str, list[Any]]
# What holds for a whole part, or is told apart when the parts are chosen.
OF_THE_PART = {"plan", "period", "period__gte", "period__lte", "basis", "revision"}
PLACES = ("measure", "unit", "span", "split")
COMPARES = {"gte": ge, "lte": le}
# Of a whole list so many units are reckoned at a time: the memory it takes does not grow with the province.
UNITS_AT_ONCE = 100


class Basis(StrEnum):
    """Reckoned now from accepted figures, or frozen."""

    PROVISIONAL = "provisional"
    PUBLISHED = "published"


@dataclass(frozen=True)
class Reader:
    """Who asks for what; what is the same for every period is asked once."""

    user: User
    wanted: Wanted

    @cached_property
    def visible(self) -> set[int]:
        return set(units_visible_to(self.user).values_list("pk", flat=True))

    @cached_property
    def known_plans(self) -> dict[int, gather.PlanFacts]:
        return {}

    def facts(self, plan: Plan) -> gather.PlanFacts:
        """The plan's measures that may be asked for."""
        if plan.pk not in self.known_plans:
            facts = gather.plan_facts(plan)
            codes = self.wanted.get("measure")
            kept = [measure for measure in facts.measures if codes is None or measure.code in codes]
            self.known_plans[plan.pk] = replace(facts, measures=kept)
        return self.known_plans[plan.pk]

    def has_place(self, unit: Unit) -> bool:
        """Whether a unit's code is among those asked for."""
        return unit.level != Level.DEPARTMENT and unit.code in self.wanted.get("unit", [unit.code])

    def wants(self, seen: Observation) -> bool:
        """Whether an observation, as this person may see it, is one that was asked for."""
        return all(
            fits(seen, name, values) for name, values in self.wanted.items() if name not in OF_THE_PART
        )


def fits(seen: Observation, name: str, values: list[Any]) -> bool:
    """Whether one of its fields is among the values, or on the right side of a bound; nothing is on neither."""
    field, _of, end = name.partition("__")
    if not end:
        return told(seen, field) in values
    found = getattr(seen, field)
    return found is not None and COMPARES[end](found, Fraction(values[0]))


def told(seen: Observation, name: str) -> Any:
    """A field as the API says it."""
    if name == "value":
        return None if seen.value is None else twelve_digits(seen.value)
    found = getattr(seen, name)
    return found or None if name == "parent" else found


@dataclass
class Part:
    """One period's observations for one reader."""

    reader: Reader
    period: Period

    basis = Basis.PROVISIONAL

    @property
    def revision(self) -> int | None:
        """The number of the publication; None where nothing is frozen."""
        return None

    @property
    def illustrative(self) -> bool:
        return self.period.plan.illustrative

    @cached_property
    def areas(self) -> gather.Areas:
        return gather.areas_of(self.period)

    @property
    def key(self) -> list[Any]:
        """What is reckoned now comes first; then by plan and quarter, then by number."""
        plan, quarter = self.period.plan, self.period.as_quarter
        return [self.basis, plan.year, plan.pk, quarter.year, quarter.number, self.revision or 0]

    @cached_property
    def units(self) -> list[Unit]:
        """The areas asked for that this person may see, in order."""
        return [unit for unit in self.areas.all if self.is_open(unit) and self.reader.has_place(unit)]

    def is_open(self, unit: Unit) -> bool:
        return unit.pk in self.reader.visible

    def observe(self, units: Sequence[Unit]) -> Iterable[Observation]:
        """The live results of some areas."""
        wanted = self.reader.wanted
        spans = [Span(span) for span in wanted["span"]]
        facts = self.reader.facts(self.period.plan)
        return gather.observe(self.period, units, spans, wanted["split"], facts=facts, areas=self.areas)

    def walk(
        self, key: Key | None, *, backwards: bool, at_once: int | None = None
    ) -> Iterator[tuple[Key, dict[str, Any]]]:
        """The rows after a key, or before it from there back; so many units at a time, or all at once."""
        units = [unit for unit in self.units if key is None or reaches(key, place_of(unit), backwards)]
        if backwards:
            units.reverse()
        for start in range(0, len(units), at_once or len(units) or 1):
            for place, seen in self.rows(units[start : start + (at_once or len(units))], backwards):
                if key is None or (place < key if backwards else place > key):
                    yield place, self.row(seen)

    def rows(self, units: Sequence[Unit], backwards: bool) -> list[tuple[Key, Observation]]:
        """The observations of some areas, as this person may see them, each with where it stands."""
        places = {unit.code: place_of(unit) for unit in units}
        seen = boards.withhold(self.observe(units), self.reader.user, units)
        rows = [([*places[one.unit], *place_within(one)], one) for one in seen if self.reader.wants(one)]
        return sorted(rows, key=itemgetter(0), reverse=backwards)

    def row(self, seen: Observation) -> dict[str, Any]:
        """An observation in the API's names."""
        return {
            "plan": self.period.plan.slug,
            **{name: getattr(seen, name) for name in SAME_NAMES},
            "parent": seen.parent or None,
            "value": told(seen, "value"),
            "target": None if seen.target is None else target_row(seen.target),
            "basis": self.basis,
            "revision": self.revision,
            "illustrative": self.illustrative,
        }


SAME_NAMES = (
    "measure", "indicator", "objective", "unit", "unit_name", "level", "period", "span", "split", "absence",
    "numerator", "denominator", "reported", "expected", "status",
)  # fmt: skip


@dataclass
class PublishedPart(Part):
    """The same out of one publication: the province's values for everyone, the others' for who may see them.

    Where the portal has its public page, everyone may see all of them, as far as they are open to all.
    """

    publication: Publication

    basis = Basis.PUBLISHED

    @property
    def revision(self) -> int | None:
        return self.publication.number

    @property
    def illustrative(self) -> bool:
        return self.publication.illustrative

    def is_open(self, unit: Unit) -> bool:
        return super().is_open(unit) or unit == self.areas.province or settings.PUBLIC_PAGE

    def observe(self, units: Sequence[Unit]) -> Iterable[Observation]:
        """The frozen results of some areas."""
        wanted = {name: self.reader.wanted[name] for name in PLACES if name in self.reader.wanted}
        codes = {unit.code for unit in units}
        narrowed = {f"{name}__in": values for name, values in {**wanted, "unit": codes}.items()}
        return [
            thawed(row, self.period, Fraction(row.value) if row.value else None)
            for row in self.publication.values.filter(**narrowed)
        ]


def target_row(target: Target) -> dict[str, Any]:
    return {
        "year": target.year,
        "op": target.op,
        "value": format(target.value.normalize(), "f"),
        "scope": target.scope,
        "source": target.source,
    }


def rows_of_all(parts: Parts) -> Iterator[dict[str, Any]]:
    """The rows of every part, as of one moment. A part is let go once it was read, with all it knows of its period."""
    parts.reverse()
    with one_snapshot():
        while parts:
            for _place, row in parts.pop().walk(None, backwards=False, at_once=UNITS_AT_ONCE):
                yield row


def parts(wanted: Wanted, user: User) -> Parts:
    """A part for each period asked for, in order: what is reckoned now, then what was published."""
    reader = Reader(user, wanted)
    periods = periods_asked(wanted)
    found: list[Any] = []
    if Basis.PROVISIONAL in wanted["basis"] and None in wanted.get("revision", [None]):
        found += [Part(reader, period) for period in periods]
    if Basis.PUBLISHED in wanted["basis"]:
        found += [
            PublishedPart(reader, publication.period, publication)
            for publication in publications_asked(wanted, periods, user)
        ]
    return Parts(found)


def periods_asked(wanted: Wanted) -> list[Period]:
    periods = Period.objects.select_related("plan").order_by("plan__year", "plan", "year", "quarter")
    if "plan" in wanted:
        periods = periods.filter(plan__slug__in=wanted["plan"])
    return [period for period in periods if is_asked(period.as_quarter, wanted)]


def is_asked(quarter: Quarter, wanted: Wanted) -> bool:
    """Whether a quarter is among those asked for, and within the range asked for."""
    bounds = [(COMPARES[end], wanted[f"period__{end}"][0]) for end in COMPARES if f"period__{end}" in wanted]
    is_within = all(compare(quarter, bound) for compare, bound in bounds)
    return is_within and quarter in wanted.get("period", [quarter])


def publications_asked(wanted: Wanted, periods: Sequence[Period], user: User) -> list[Publication]:
    """The latest publication of each period, or those of the numbers asked for.

    A stranger has the latest alone: two totals, beside who has come in between, would tell what one unit reported.
    """
    found = Publication.objects.filter(period__in=periods).defer("content").select_related("period__plan")
    if not user.is_authenticated:
        found = found.latest_of_each_period()
    if "revision" in wanted:
        found = found.filter(number__in=[number for number in wanted["revision"] if number is not None])
    else:
        found = found.latest_of_each_period()
    return list(
        found.order_by("period__plan__year", "period__plan", "period__year", "period__quarter", "number")
    )
