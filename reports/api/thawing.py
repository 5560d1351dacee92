"""A frozen value as the observation that it was, and a target as the API says it."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from districts.models import Period
from indicators.goals import Target
from indicators.values import Absence, Operator, Span, Status

from ..models import PublishedValue
from ..observations import Observation


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
