"""The list of observations in parts: one a period, reckoned when its turn comes and no sooner."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.conf import settings

from districts.access import units_visible_to
from districts.models import Period, Unit, User
from districts.models.units import Level
from indicators.api.pages import Parts
from indicators.goals import Target
from indicators.models import Plan
from indicators.periods import Quarter
from indicators.values import Absence, Operator, Span, Status, twelve_digits

from .. import boards, gather
from ..models import Publication, PublishedValue
from ..observations import Observation

Wanted = Mapping[str, list[Any]]
# What holds for a whole part, or is told apart when the parts are chosen.
OF_THE_PART = {"plan", "period", "basis", "revision"}
PLACES = ("measure", "unit", "span", "split")


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
            told(seen, name) in values for name, values in self.wanted.items() if name not in OF_THE_PART
        )


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

    def observe(self) -> Iterable[Observation]:
        """The live results of the areas this person may see."""
        units = [
            unit for unit in self.areas.all if unit.pk in self.reader.visible and self.reader.has_place(unit)
        ]
        if not units:
            return []
        wanted = self.reader.wanted
        spans = [Span(span) for span in wanted["span"]]
        facts = self.reader.facts(self.period.plan)
        return gather.observe(self.period, units, spans, wanted["split"], facts=facts, areas=self.areas)

    @cached_property
    def rows(self) -> list[Observation]:
        seen = boards.withhold(self.observe(), self.reader.user, self.areas.units)
        return [one for one in seen if self.reader.wants(one)]

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, rows: slice) -> list[dict[str, Any]]:
        return [self.row(seen) for seen in self.rows[rows]]

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

    def observe(self) -> Iterable[Observation]:
        units = [self.areas.province]
        units += [unit for unit in self.areas.units if settings.PUBLIC_PAGE or unit.pk in self.reader.visible]
        wanted = {name: self.reader.wanted[name] for name in PLACES if name in self.reader.wanted}
        codes = {unit.code for unit in units if self.reader.has_place(unit)}
        narrowed = {f"{name}__in": values for name, values in {**wanted, "unit": codes}.items()}
        values = self.publication.values.filter(**narrowed).order_by("position")
        return [thawed(value, self.period) for value in values]


def thawed(value: PublishedValue, period: Period) -> Observation:
    """A frozen value as the observation it was."""
    return Observation(
        measure=value.measure,
        indicator=value.indicator,
        objective=value.objective,
        unit=value.unit,
        unit_name=value.unit_name,
        level=value.level,
        parent=value.parent,
        period=period.code,
        span=Span(value.span),
        split=value.split,
        value=Fraction(value.value) if value.value else None,
        absence=Absence(value.absence) if value.absence else None,
        numerator=value.numerator,
        denominator=value.denominator,
        reported=value.reported,
        expected=value.expected,
        status=Status(value.status) if value.status else None,
        target=None if value.target is None else target_of(value.target),
        sensitive=value.sensitive,
        open_to_all=value.open_to_all,
    )


def target_of(row: Mapping[str, Any]) -> Target:
    return Target(row["year"], Operator(row["op"]), Decimal(row["value"]), row["scope"], row["source"])


def target_row(target: Target) -> dict[str, Any]:
    return {
        "year": target.year,
        "op": target.op,
        "value": format(target.value.normalize(), "f"),
        "scope": target.scope,
        "source": target.source,
    }


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
    quarters: Sequence[Quarter] | None = wanted.get("period")
    return [period for period in periods if quarters is None or period.as_quarter in quarters]


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
