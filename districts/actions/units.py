"""Units from a file, and a plan's departments. A command's: nobody enters units on a page."""

import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from indicators.models import Plan

from ..models import Unit
from ..models.units import Level
from ..names import search_key, sort_key
from ..unit_file import UnitFault, UnitRow, from_the_top, of_province, parents_of, read_units
from .refusals import Refused

logger = logging.getLogger(__name__)
COUNTRY_FILE = Path(__file__).resolve().parents[1] / "data" / "units-2024.csv"
FROM_FILE = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)
WRITTEN = ["name", "kind", "level", "parent", "province", "valid_to", "sort_key", "search_key"]
Key = tuple[str, date | None]


class UnitFileRefused(Refused):
    """A file of units with faults; nothing of it was written."""

    def __init__(self, faults: list[UnitFault]) -> None:
        super().__init__(_("Tệp đơn vị có lỗi nên không được nạp."), "unit_file")
        self.faults = faults


@dataclass(frozen=True)
class LoadedUnits:
    """How many units a loading made and changed."""

    created: int = 0
    changed: int = 0

    def __add__(self, other: "LoadedUnits") -> "LoadedUnits":
        return LoadedUnits(self.created + other.created, self.changed + other.changed)


def load_unit_file(path: Path = COUNTRY_FILE, *, province: str | None, at: datetime) -> LoadedUnits:
    """Load a file's units, of one province or (None) all; refused whole where a line is wrong."""
    try:
        rows = read_units(path.read_text(encoding="utf-8-sig").splitlines())
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(_("Không đọc được tệp đơn vị."), "unit_file") from error
    if isinstance(rows, list):
        raise UnitFileRefused(rows)
    return load_units(rows, province=province, at=at)


@transaction.atomic
def load_units(rows: Iterable[UnitRow], *, province: str | None, at: datetime) -> LoadedUnits:
    """Write units, found again by code and first day, and the departments of plans; twice changes nothing."""
    wanted = tuple(rows) if province is None else of_province(rows, province)
    if not wanted:
        raise Refused(_("Tệp không có tỉnh “%(code)s”.") % {"code": province}, "no_such_province")
    existing = Unit.objects.filter(level__in=FROM_FILE).select_for_update()
    units: dict[Key, Unit] = {(unit.code, unit.valid_from): unit for unit in existing}
    parents = parents_of(wanted)
    done = LoadedUnits()
    for level in FROM_FILE:
        of_level = [row for row in from_the_top(wanted) if row.level == level]
        done += _load_level(of_level, units, parents)
    for plan in Plan.objects.filter(
        province_code__in=[row.code for row in wanted if row.level == Level.PROVINCE]
    ):
        done += make_departments(plan, _province_of(plan, wanted, units))
    logger.debug("Units of %s loaded for %s: %s", province or "the country", at.isoformat(), done)
    return done


def _load_level(
    rows: Collection[UnitRow], units: dict[Key, Unit], parents: Mapping[Key, UnitRow]
) -> LoadedUnits:
    """One level at once, so that each finds its parent already there."""
    new, changed = [], []
    for row in rows:
        above = parents.get(row.key)
        values = _values(row, units[above.key] if above is not None else None)
        unit = units.get(row.key)
        if unit is None:
            units[row.key] = Unit(code=row.code, valid_from=row.valid_from, **values)
            new.append(units[row.key])
        elif any(getattr(unit, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(unit, name, value)
            changed.append(unit)
    Unit.objects.bulk_create(new, batch_size=500)
    Unit.objects.bulk_update(changed, WRITTEN, batch_size=200)
    return LoadedUnits(len(new), len(changed))


def _values(row: UnitRow, parent: Unit | None) -> dict[str, Any]:
    """What a unit's row holds beside its code and first day."""
    return {
        "name": row.name,
        "kind": row.kind,
        "level": row.level,
        "parent_id": parent.pk if parent else None,
        "province_id": (parent.province_id or parent.pk) if parent else None,
        "valid_to": row.valid_to,
        **_keys(row.name),
    }


def _keys(name: str) -> dict[str, str]:
    return {"sort_key": sort_key(name), "search_key": search_key(name)}


def _province_of(plan: Plan, rows: Iterable[UnitRow], units: Mapping[Key, Unit]) -> Unit:
    """The plan's province among the units just loaded."""
    return next(
        units[row.key] for row in rows if row.level == Level.PROVINCE and row.code == plan.province_code
    )


@transaction.atomic
def make_departments(plan: Plan, province: Unit) -> LoadedUnits:
    """The departments that a plan names, as units under its province; the code of each is its word there."""
    created = changed = 0
    for code, name in plan.departments.items():
        values = {"name": name["vi"], "kind": "sở", "province": province, **_keys(name["vi"])}
        key = {"level": Level.DEPARTMENT, "parent": province, "code": code}
        unit = Unit.objects.filter(**key).first()
        if unit is None:
            Unit.objects.create(**key, **values)
            created += 1
        elif any(getattr(unit, field) != value for field, value in values.items()):
            Unit.objects.filter(pk=unit.pk).update(**values)
            changed += 1
    return LoadedUnits(created, changed)
