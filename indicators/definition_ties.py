"""Whether the parts of a plan hold together: nothing twice, and every reference leads somewhere sensible."""

from collections.abc import Collection, Iterator, Sequence

from .definition import (
    DEPARTMENT,
    ElementDefinition,
    FormulaDefinition,
    IndicatorDefinition,
    MeasureDefinition,
    PlanDefinition,
)
from .definition_checks import PART_OF_WHOLE
from .definition_parts import Fields, Part, Sheet, refuse_repeated
from .values import Formula, Kind

Elements = dict[str, ElementDefinition]


def note_broken_ties(plan: PlanDefinition, top: Fields, sheet: Sheet) -> None:
    """Note every reference that leads nowhere and every name used twice."""
    elements = {element.code: element for element in plan.elements}
    _elements(plan, top)
    _splits(top)
    _departments(plan, top)
    _indicators(plan, top)
    for part, measure in _measures(plan, top):
        _formula(part.member("formula"), measure.formula, elements)
        _targets(part, measure, plan)
    _tasks(plan, top)
    _checks(plan, top, elements)
    if not sheet.faults:
        _unused(plan, top)


def _known(part: Part, value: object, known: Collection[object], noun: str) -> bool:
    """Whether a reference leads somewhere; an empty one, or an empty list, was refused before."""
    if known and value not in known and value != "":
        part.fault(f"Không có {noun} “{value}” trong tệp.")
    return value in known


def _elements(plan: PlanDefinition, top: Fields) -> None:
    parts = top["elements"].items()
    groups = {split.group for split in plan.splits}
    departments = {department.code for department in plan.departments}
    numbers = {indicator.number for indicator in plan.indicators}
    refuse_repeated(
        [part.member("code") for part in parts],
        [element.code for element in plan.elements],
        "Mã số liệu “{}” được dùng hai lần.",
    )
    for part, element in zip(parts, plan.elements, strict=True):
        groups_asked = part.member("split_by").items()
        for asked, group in zip(groups_asked, element.split_by, strict=True):
            _known(asked, group, groups, "cách phân tổ")
        refuse_repeated(groups_asked, element.split_by, "Cách phân tổ “{}” được ghi hai lần.")
        if element.boolean and element.split_by:
            part.member("split_by").fault("Câu hỏi có/không thì không phân tổ được.")
        if element.reporter_level == DEPARTMENT:
            word = element.reported_by.partition(":")[2]
            _known(part.member("reported_by"), word, departments, "sở, ngành")
        if element.shown_under_indicator is not None:
            _known(
                part.member("shown_under_indicator"), element.shown_under_indicator, numbers, "chỉ tiêu số"
            )


def _splits(top: Fields) -> None:
    for _, group in top["splits"].entries():
        codes = [part.member("code") for part in group.items()]
        refuse_repeated(
            codes, [str(part.value or "") for part in codes], "Mã phân tổ “{}” được dùng hai lần."
        )


def _departments(plan: PlanDefinition, top: Fields) -> None:
    known = {department.code for department in plan.departments}
    _known(top["plan"].member("lead_department"), plan.lead_department, known, "sở, ngành")


def _indicator_parts(plan: PlanDefinition, top: Fields) -> Iterator[tuple[Part, IndicatorDefinition]]:
    for part, objective in zip(top["objectives"].items(), plan.objectives, strict=True):
        yield from zip(part.member("indicators").items(), objective.indicators, strict=True)


def _measures(plan: PlanDefinition, top: Fields) -> Iterator[tuple[Part, MeasureDefinition]]:
    for part, indicator in _indicator_parts(plan, top):
        yield from zip(part.member("measures").items(), indicator.measures, strict=True)


def _indicators(plan: PlanDefinition, top: Fields) -> None:
    _numbers(top["objectives"].items(), [one.number for one in plan.objectives], "Số mục tiêu {} bị trùng.")
    pairs = list(_indicator_parts(plan, top))
    _numbers([part for part, _ in pairs], [one.number for _, one in pairs], "Số chỉ tiêu {} bị trùng.")
    measures = list(_measures(plan, top))
    refuse_repeated(
        [part.member("code") for part, _ in measures],
        [measure.code for _, measure in measures],
        "Mã chỉ tiêu thành phần “{}” được dùng hai lần.",
    )
    for part, indicator in pairs:
        for measure_part, measure in zip(part.member("measures").items(), indicator.measures, strict=True):
            if measure.code and not measure.code.startswith(f"{indicator.number}."):
                measure_part.member("code").fault(
                    f"Mã “{measure.code}” phải bắt đầu bằng số của chỉ tiêu: “{indicator.number}.”."
                )


def _numbers(parts: Sequence[Part], numbers: Sequence[int], sentence: str) -> None:
    """Refuse a number used twice; a part whose number was refused already stands aside."""
    sound = [
        (part.member("number"), number)
        for part, number in zip(parts, numbers, strict=True)
        if part.member("number").value == number
    ]
    refuse_repeated([part for part, _ in sound], [number for _, number in sound], sentence)


def _formula(part: Part, formula: FormulaDefinition, elements: Elements) -> None:
    above = _element(part.member("numerator"), formula.numerator, elements)
    below = None
    if formula.denominator is not None:
        below = _element(part.member("denominator"), formula.denominator, elements)
    if above is None:
        return
    if formula.type is Formula.SHARE_OF_UNITS:
        if not above.boolean or above.reported_by != "commune":
            part.fault("Tỷ lệ đơn vị (share_of_units) chỉ tính trên câu hỏi có/không do xã trả lời.")
    elif above.boolean or (below is not None and below.boolean):
        part.fault("Câu hỏi có/không chỉ dùng được cho tỷ lệ đơn vị (share_of_units).")
    if below is not None:
        _halves(part, above, below)


def _element(part: Part, code: str, elements: Elements) -> ElementDefinition | None:
    return elements[code] if _known(part, code, elements, "số liệu") else None


def _halves(part: Part, above: ElementDefinition, below: ElementDefinition) -> None:
    """A ratio counts a unit only with both halves, so both must come from the same unit, at the same time."""
    if above.code == below.code:
        part.fault("Tử số và mẫu số không được là cùng một số liệu.")
    if above.reported_by != below.reported_by:
        part.fault("Tử số và mẫu số phải do cùng một loại đơn vị báo cáo.")
    if above.kind is below.kind is Kind.ANNUAL and above.entered_in != below.entered_in:
        part.fault("Tử số và mẫu số nhập mỗi năm một lần phải được nhập trong cùng một quý.")


def _targets(part: Part, measure: MeasureDefinition, plan: PlanDefinition) -> None:
    parts = part.member("targets").items()
    sources = {source.code for source in plan.sources}
    for target_part, target in zip(parts, measure.targets, strict=True):
        _known(target_part.member("source"), target.source, sources, "nguồn")
    sound = [
        (target_part, f"{target.year}, {target.scope}")
        for target_part, target in zip(parts, measure.targets, strict=True)
        if target_part.member("year").value == target.year
        and target_part.member("scope").value == target.scope
    ]
    refuse_repeated(
        [one for one, _ in sound],
        [key for _, key in sound],
        "Chỉ tiêu giao ({}) được ghi hai lần cho cùng một chỉ tiêu thành phần.",
    )


def _tasks(plan: PlanDefinition, top: Fields) -> None:
    parts = top["tasks"].items()
    numbers = {indicator.number for indicator in plan.indicators}
    _numbers(parts, [task.number for task in plan.tasks], "Số nhóm nhiệm vụ {} bị trùng.")
    for part, task in zip(parts, plan.tasks, strict=True):
        asked = part.member("indicators").items()
        for number_part, number in zip(asked, task.indicators, strict=True):
            _known(number_part, number, numbers, "chỉ tiêu số")
        refuse_repeated(asked, task.indicators, "Chỉ tiêu số {} được ghi hai lần.")


def _checks(plan: PlanDefinition, top: Fields, elements: Elements) -> None:
    parts = top["checks"].items()
    keys = [f"{c.rule} {c.part or ''} {c.whole or ''}".strip() if c.rule else "" for c in plan.checks]
    refuse_repeated(parts, keys, "Quy tắc kiểm tra này đã được ghi ở trên ({}).")
    for part, check in zip(parts, plan.checks, strict=True):
        if check.rule != PART_OF_WHOLE or check.part is None or check.whole is None:
            continue
        inner = _element(part.member("part"), check.part, elements)
        whole = _element(part.member("whole"), check.whole, elements)
        if inner is not None and whole is not None:
            _part_of_whole(part, inner, whole)


def _part_of_whole(part: Part, inner: ElementDefinition, whole: ElementDefinition) -> None:
    """A rule is checked within one submission, so both its figures must be there."""
    if inner.code == whole.code:
        part.fault("Phần và tổng không được là cùng một số liệu.")
    if inner.reported_by != whole.reported_by:
        part.fault("Phần và tổng phải do cùng một đơn vị báo cáo.")
    if inner.boolean or whole.boolean:
        part.fault("Câu hỏi có/không không phải là phần của một tổng.")


def _unused(plan: PlanDefinition, top: Fields) -> None:
    """Nobody is asked for a figure that is shown nowhere."""
    used = {code for measure in plan.measures for code in measure.formula.elements}
    for part, element in zip(top["elements"].items(), plan.elements, strict=True):
        if element.code and element.code not in used and element.shown_under_indicator is None:
            part.member("code").fault(
                f"Số liệu “{element.code}” không được chỉ tiêu nào dùng; nếu chỉ để xem, "
                "hãy ghi “shown_under_indicator”."
            )
