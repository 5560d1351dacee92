"""The structures of this portal, made of its plans and units: what can be asked for, and what it is called."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml
from django.db.models import Q

from districts.models import Period, Unit
from districts.models.units import Level
from indicators.models import Measure, Plan
from indicators.wording import day as written_day

from . import ids
from .graph import Agency, DataStructure, Scheme, Structures
from .shape import (
    AGENCIES,
    ATTRIBUTES,
    CONCEPTS,
    DIMENSIONS,
    OF_A_PLAN,
    Code,
    Codelist,
    Concept,
    Flow,
    Names,
)

WORDS = Path(__file__).parent / "structures.yaml"
LANGUAGES = ("vi", "en")
RANK = {Level.PROVINCE: 0, Level.DISTRICT: 1, Level.COMMUNE: 2}
# The basis of a flow -> the first word of its id. The plan's slug follows, so no two flows have one id.
FLOWS = {"published": "PUBLISHED_", "provisional": "PROVISIONAL_"}


@cache
def words() -> Mapping[str, Any]:
    """The names of structures.yaml."""
    found: Mapping[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return found


def concepts() -> list[Concept]:
    return [
        Concept(id_, {name: said[name] for name in LANGUAGES}, said.get("description", {}))
        for id_, said in words()["concepts"].items()
    ]


def fixed_lists() -> dict[str, Codelist]:
    """The lists that are the same for every plan."""
    return {
        id_: Codelist(id_, said["name"], [Code(code, names) for code, names in said["codes"].items()])
        for id_, said in words()["codelists"].items()
    }


def filled(names: Names, vi: str, en: str) -> Names:
    return {"vi": names["vi"] % vi, "en": names["en"] % en}


@dataclass(frozen=True)
class PlanCatalogue:
    """One plan's structures and lists; each question is asked once, when its answer is first needed."""

    plan: Plan

    @cached_property
    def measures(self) -> list[Measure]:
        return list(self.plan.measures.order_by("position"))

    @cached_property
    def periods(self) -> list[Period]:
        return list(Period.objects.filter(plan=self.plan).order_by("year", "quarter"))

    @cached_property
    def units(self) -> list[Unit]:
        """The areas in force in any of the plan's quarters (before it has one: in its year), the largest first."""
        first, last = date(self.plan.year, 1, 1), date(self.plan.year, 12, 31)
        if self.periods:
            first, last = self.periods[0].first_day, max(period.last_day for period in self.periods)
        own = Q(code=self.plan.province_code, level=Level.PROVINCE)
        units = Unit.objects.filter(own | Q(province__code=self.plan.province_code), level__in=RANK)
        units = units.exclude(valid_to__lt=first).exclude(valid_from__gt=last).select_related("parent")
        return sorted(units, key=lambda unit: (RANK[Level(unit.level)], unit.sort_key, unit.code, unit.pk))

    @cached_property
    def area_codes(self) -> list[str]:
        return list(dict.fromkeys(unit.code for unit in self.units))

    @cached_property
    def lists(self) -> dict[str, Codelist]:
        """Every list by the name it has among DIMENSIONS and ATTRIBUTES."""
        found = fixed_lists()
        codes = {
            "CL_AREA": areas(self.units, self.area_codes),
            "CL_INDICATOR": [Code(ids.of_measure(one.code), measure_names(one)) for one in self.measures],
            "CL_UNIT_MEASURE": units_of_measure(self.measures, self.unit_ids),
        }
        names = words()["lists"]
        for id_, listed in codes.items():
            called = filled(names[id_], self.plan.code, self.plan.code)
            found[id_] = Codelist(self.list_id(id_), called, listed)
        return found

    def list_id(self, id_: str) -> str:
        return f"{id_}_{self.plan.slug}" if id_ in OF_A_PLAN else id_

    @cached_property
    def structure(self) -> DataStructure:
        listed = dict(DIMENSIONS) | {one.id: one.codelist for one in ATTRIBUTES if one.codelist}
        codelists = {component: self.list_id(id_) for component, id_ in listed.items()}
        return DataStructure(f"DSD_{self.plan.slug}", self.called(words()["structure"]), codelists)

    def called(self, names: Names) -> Names:
        return filled(names, self.plan.name_vi, self.plan.name_en)

    def flow(self, basis: str) -> Flow:
        names = self.called(words()["flows"][basis])
        return Flow(FLOWS[basis] + self.plan.slug, names, self.structure.id, self.plan.slug, basis)

    @cached_property
    def unit_ids(self) -> dict[str, str]:
        """The English name of a unit of measure -> its code."""
        return ids.of_texts(measure.unit_of_measure_en for measure in self.measures)

    @cached_property
    def of_measures(self) -> dict[str, dict[str, str]]:
        """Measure -> what is said of each of its series."""
        return {
            measure.code: {
                "UNIT_MEASURE": self.unit_ids[measure.unit_of_measure_en],
                "UNIT_MULT": "0",
                "DECIMALS": str(measure.decimals),
            }
            for measure in self.measures
        }


def measure_names(measure: Measure) -> Names:
    return {"vi": f"{measure.code} {measure.name_vi}", "en": f"{measure.code} {measure.name_en}"}


def units_of_measure(measures: Iterable[Measure], unit_ids: Mapping[str, str]) -> list[Code]:
    """Each unit of measure once."""
    found = {one.unit_of_measure_en: one.unit_of_measure_vi for one in measures}
    return [Code(unit_ids[en], {"vi": vi, "en": en}) for en, vi in found.items()]


def areas(units: Sequence[Unit], codes: Sequence[str]) -> list[Code]:
    """A code for each area; one that several units bear within the plan's time is named after each, with its days."""
    bearers: dict[str, list[Unit]] = {}
    for unit in units:
        bearers.setdefault(unit.code, []).append(unit)
    return [Code(code, area_names(bearers[code]), parent_of(bearers[code], set(bearers))) for code in codes]


def area_names(units: Sequence[Unit]) -> Names:
    if len(units) == 1:
        return dict.fromkeys(LANGUAGES, units[0].name)
    in_order = sorted(units, key=lambda unit: unit.valid_from or date.min)
    return {language: "; ".join(with_days(unit, language) for unit in in_order) for language in LANGUAGES}


def with_days(unit: Unit, language: str) -> str:
    since, until = ("từ", "đến") if language == "vi" else ("from", "to")
    days = [
        *([f"{since} {written_day(unit.valid_from)}"] if unit.valid_from else []),
        *([f"{until} {written_day(unit.valid_to)}"] if unit.valid_to else []),
    ]
    return f"{unit.name} ({' '.join(days)})" if days else unit.name


def parent_of(units: Sequence[Unit], known: set[str]) -> str:
    """The area above, where it is one and the same for all who bear the code, and another than themselves."""
    above = {unit.parent.code if unit.parent else "" for unit in units}
    parent = above.pop() if len(above) == 1 else ""
    return parent if parent in known and parent != units[0].code else ""


def structures_of(agency: str, plans: Iterable[PlanCatalogue]) -> Structures:
    """Everything that can be asked for, with what refers to what."""
    said = words()
    found = Structures(agency)
    found.add("agencyscheme", AGENCIES, Agency(AGENCIES, said["agencies"], agency, said["agency"]))
    for id_, codelist in fixed_lists().items():
        found.add("codelist", id_, codelist)
    found.add("conceptscheme", CONCEPTS, Scheme(CONCEPTS, said["concept_scheme"], concepts()))
    for catalogue in plans:
        add_plan(found, catalogue)
    return found


def add_plan(found: Structures, catalogue: PlanCatalogue) -> None:
    structure = catalogue.structure
    for id_ in OF_A_PLAN:
        codelist = catalogue.lists[id_]
        found.add("codelist", codelist.id, codelist)
    lists = dict.fromkeys(structure.codelists.values())
    refers = [("conceptscheme", CONCEPTS), *(("codelist", id_) for id_ in lists)]
    found.add("datastructure", structure.id, structure, refers)
    for basis in FLOWS:
        flow = catalogue.flow(basis)
        found.add("dataflow", flow.id, flow, [("datastructure", structure.id)])
