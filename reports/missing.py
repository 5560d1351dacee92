"""Which units are not in which results, and the sentence that names them. Pure."""

from dataclasses import dataclass

from indicators.values import Absence
from indicators.wording import number

from .frozen import Frozen
from .frozen_parts import FrozenMeasure, FrozenObjective
from .words import listed, units_named


@dataclass(frozen=True, slots=True)
class Gap:
    """Measures that lack the same units."""

    measures: tuple[str, ...]
    units: tuple[str, ...]


def gaps(objective: FrozenObjective, frozen: Frozen) -> list[Gap]:
    """Which units are not counted in which measures; measures that lack the same units stand together."""
    found: dict[tuple[str, ...], list[str]] = {}
    for measure in objective.measures:
        units = missing_units(measure, frozen)
        if units:
            found.setdefault(units, []).append(measure.code)
    return [Gap(tuple(codes), units) for units, codes in found.items()]


def missing_units(measure: FrozenMeasure, frozen: Frozen) -> tuple[str, ...]:
    """The units that ought to be in a measure and are not; a department is known by its word in the plan."""
    total = frozen.result(measure.code)
    if total.absence is Absence.NOT_DUE or total.reported >= total.expected:
        return ()
    if measure.department:
        return (measure.department,)
    return tuple(
        unit.code
        for unit in frozen.units_of(measure.reporter_level)
        if (value := frozen.value(measure.code, unit.code)) is not None and not value.reported
    )


def gap_sentence(gap: Gap, frozen: Frozen) -> str:
    units = [frozen.units[code] for code in gap.units if code in frozen.units]
    noun = "Chỉ tiêu thành phần" if len(gap.measures) == 1 else "Các chỉ tiêu thành phần"
    return (
        f"{noun} {listed(gap.measures)} còn thiếu số liệu của {number(len(gap.units))} đơn vị: "
        f"{units_named(units, frozen)}."
    )
