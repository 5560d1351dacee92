"""From a document as parsed to a plan as defined: the shape of each part, then the ties between them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from .definition import (
    DepartmentDefinition,
    ElementDefinition,
    Fault,
    FormulaDefinition,
    IndicatorDefinition,
    MeasureDefinition,
    ObjectiveDefinition,
    PlanDefinition,
    SourceDefinition,
    SplitDefinition,
    TargetDefinition,
    TaskDefinition,
)
from .definition_checks import read_check
from .definition_parts import Fields, Lines, Part, Sheet
from .definition_ties import note_broken_ties
from .values import Direction, Formula, Kind, Operator, Scope

CODE = r"[a-z][a-z0-9_]{0,59}"
FIRST_YEAR, LAST_YEAR = 2000, 2100
PARTS = ("plan", "sources", "departments", "splits", "elements", "objectives", "tasks", "checks")
PLAN_KEYS = ("code", "slug", "year", "issued_on", "issuer", "title", "province", "lead_department")
ELEMENT_KEYS = ("code", "name", "definition", "unit", "kind", "reported_by")
ELEMENT_EXTRAS = (
    "split_by", "type", "sensitive", "entered_in", "shown_under_indicator", "definition_status",
)  # fmt: skip
MEASURE_KEYS = ("code", "name", "formula", "unit", "direction", "decimals", "targets")


def read(document: Mapping[str, Any], lines: Lines) -> PlanDefinition | list[Fault]:
    """The plan, or every fault of the document in the order of its lines."""
    sheet = Sheet(lines)
    top = Part(sheet, (), document).fields(PARTS)
    plan = _plan(top)
    note_broken_ties(plan, top, sheet)
    if sheet.faults:
        return sorted(set(sheet.faults), key=lambda fault: (fault.line, str(fault.path), fault.sentence))
    return plan


def _plan(top: Fields) -> PlanDefinition:
    head = top["plan"].fields(PLAN_KEYS, ("implements", "previous", "next", "definition_status"))
    proposed = _is_proposed(head["definition_status"], default=True)
    return PlanDefinition(
        code=head["code"].text(),
        slug=head["slug"].text(r"[a-z0-9][a-z0-9-]{0,39}", "749-2024"),
        year=head["year"].whole(FIRST_YEAR, LAST_YEAR),
        issued_on=_day(head["issued_on"]),
        issuer=head["issuer"].both_languages(),
        title=head["title"].both_languages(),
        province_code=head["province"].text(r"[0-9]{2}", "'62'"),
        lead_department=head["lead_department"].text(CODE, "labour"),
        implements=head["implements"].each(Part.text),
        previous=head.optional("previous", Part.text),
        next=head.optional("next", Part.text),
        sources=tuple(_source(code, part) for code, part in top["sources"].entries()),
        departments=tuple(_department(code, part) for code, part in top["departments"].entries()),
        splits=tuple(split for group, part in top["splits"].entries() for split in _splits(group, part)),
        elements=top["elements"].each(lambda part: _element(part, proposed)),
        objectives=top["objectives"].each(_objective),
        tasks=top["tasks"].each(_task, at_least_one=False),
        checks=top["checks"].each(read_check, at_least_one=False),
    )


def _day(part: Part) -> date:
    """A day; where the file has none that exists, one that stands in."""
    try:
        return date.fromisoformat(part.text() or "2000-01-01")
    except ValueError:
        part.fault(f"“{part.value}” không phải là ngày có thật, viết theo dạng '2024-03-05'.")
        return date.min


def _is_proposed(part: Part, *, default: bool) -> bool:
    """Whether a definition is only proposed; left out, it is as the plan says, or else proposed."""
    if part.is_absent:
        return default
    return part.text("proposed|confirmed", "proposed") != "confirmed"


def _source(code: str, part: Part) -> SourceDefinition:
    members = part.fields(["title"], ["note"])
    return SourceDefinition(
        code, members["title"].both_languages(), members.optional("note", Part.both_languages)
    )


def _department(code: str, part: Part) -> DepartmentDefinition:
    return DepartmentDefinition(code, part.both_languages())


def _splits(group: str, part: Part) -> tuple[SplitDefinition, ...]:
    return part.each(lambda member: _split(group, member))


def _split(group: str, part: Part) -> SplitDefinition:
    members = part.fields(["code", "vi", "en"])
    return SplitDefinition(group, members["code"].text(CODE, "female"), members.text())


def _element(part: Part, proposed: bool) -> ElementDefinition:
    members = part.fields(ELEMENT_KEYS, ELEMENT_EXTRAS)
    kind = members["kind"].word(Kind)
    return ElementDefinition(
        code=members["code"].text(CODE, "children_under_16"),
        name=members["name"].both_languages(),
        definition=members["definition"].both_languages(),
        definition_proposed=_is_proposed(members["definition_status"], default=proposed),
        unit_of_measure=members["unit"].both_languages(),
        kind=kind,
        reported_by=members["reported_by"].text(rf"commune|district|department:{CODE}", "department:health"),
        split_by=members["split_by"].each(Part.text),
        boolean=not members["type"].is_absent and members["type"].text("boolean", "boolean") == "boolean",
        sensitive=members["sensitive"].yes_no(),
        entered_in=_entered_in(members, kind),
        shown_under_indicator=members.optional("shown_under_indicator", lambda number: number.whole(1, 999)),
    )


def _entered_in(members: Fields, kind: Kind) -> int | None:
    """The quarter an annual element is asked in; no other kind has one."""
    quarter = members["entered_in"]
    if kind is Kind.ANNUAL and quarter.is_absent:
        members["kind"].fault(
            "Số liệu nhập mỗi năm một lần (annual) phải có “entered_in”: quý nhập, từ 1 đến 4."
        )
    if kind is not Kind.ANNUAL and not quarter.is_absent and members["kind"].value == kind:
        quarter.fault("Chỉ số liệu nhập mỗi năm một lần (annual) mới có “entered_in”.")
    return None if quarter.is_absent else quarter.whole(1, 4)


def _objective(part: Part) -> ObjectiveDefinition:
    members = part.fields(["number", "name", "indicators"])
    return ObjectiveDefinition(
        number=members["number"].whole(1, 999),
        name=members["name"].both_languages(),
        indicators=members["indicators"].each(_indicator),
    )


def _indicator(part: Part) -> IndicatorDefinition:
    members = part.fields(["number", "name", "name_confidence", "measures"])
    return IndicatorDefinition(
        number=members["number"].whole(1, 999),
        name=members["name"].both_languages(),
        name_confidence=members["name_confidence"].text("seed|province|national", "province"),
        measures=members["measures"].each(_measure),
    )


def _measure(part: Part) -> MeasureDefinition:
    members = part.fields(MEASURE_KEYS)
    return MeasureDefinition(
        code=members["code"].text(r"[0-9]{1,3}\.[0-9]{1,3}", "'1.1'"),
        name=members["name"].both_languages(),
        formula=_formula(members["formula"]),
        unit_of_measure=members["unit"].both_languages(),
        direction=members["direction"].word(Direction),
        decimals=members["decimals"].whole(0, 6),
        targets=members["targets"].each(_target, at_least_one=False),
    )


def _formula(part: Part) -> FormulaDefinition:
    kind = part.member("type").word(Formula)
    is_ratio = kind is Formula.RATIO
    members = part.fields(("type", "numerator", "per"), ("denominator",))
    denominator = members["denominator"]
    if is_ratio and denominator.is_absent and part.member("type").value == Formula.RATIO:
        part.fault("Tỷ lệ (ratio) phải có mẫu số “denominator”.")
    if not is_ratio and not denominator.is_absent:
        denominator.fault("Chỉ tỷ lệ (ratio) mới có mẫu số “denominator”.")
    return FormulaDefinition(
        type=kind,
        numerator=members["numerator"].text(),
        denominator=denominator.text() if is_ratio and not denominator.is_absent else None,
        per=members["per"].whole(1, 1_000_000),
    )


def _target(part: Part) -> TargetDefinition:
    members = part.fields(("year", "op", "value", "scope", "source"), ("reading", "count", "of"))
    count, of = members["count"], members["of"]
    if count.is_absent != of.is_absent:
        part.fault("“count” và “of” phải đi cùng nhau.")
    target = TargetDefinition(
        year=members["year"].whole(FIRST_YEAR, LAST_YEAR),
        op=members["op"].word(Operator),
        value=members["value"].number(high=1_000_000_000, places=6),
        scope=members["scope"].word(Scope),
        source=members["source"].text(),
        reading=members["reading"].yes_no(),
        count=members.optional("count", lambda number: number.whole(0, 999_999_999)),
        count_of=members.optional("of", lambda number: number.whole(1, 999_999_999)),
    )
    if target.count is not None and target.count_of is not None and target.count > target.count_of:
        count.fault("“count” không được lớn hơn “of”.")
    return target


def _task(part: Part) -> TaskDefinition:
    members = part.fields(["number", "name", "indicators"])
    return TaskDefinition(
        number=members["number"].whole(1, 999),
        name=members["name"].both_languages(),
        indicators=members["indicators"].each(lambda number: number.whole(1, 999)),
    )
