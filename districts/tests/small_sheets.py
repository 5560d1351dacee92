"""A small sheet with one element of each kind, and the plan's rules about it, for the tests of the checks."""

from districts.checks import Cell, Element, Finding, Part, Rule, Severity, Sheet, find
from indicators.values import FigureAbsence, Kind

SEX = (Part("male", "Nam"), Part("female", "Nữ"))
ETHNICITY = (Part("kinh", "Kinh"), Part("minority", "Dân tộc thiểu số"))
CHILDREN = Element("children", "Tổng số trẻ em", Kind.STOCK, groups=(SEX, ETHNICITY))
SPECIAL = Element("special", "Trẻ em có hoàn cảnh đặc biệt", Kind.STOCK, groups=(SEX,))
ABUSED = Element("abused", "Trẻ em bị xâm hại", Kind.FLOW, groups=(SEX,))
BIRTHS = Element("births", "Trẻ đẻ sống", Kind.FLOW)
CONSULTED = Element("consulted", "Trẻ em được hỏi ý kiến", Kind.CUMULATIVE, groups=(SEX,))
FRIENDLY = Element("friendly", "Đạt tiêu chuẩn", Kind.STOCK, boolean=True)
PUPILS = Element("pupils", "Học sinh lớp 5", Kind.ANNUAL, entered_in=2)
ELEMENTS = (CHILDREN, SPECIAL, ABUSED, BIRTHS, CONSULTED, FRIENDLY, PUPILS)

PART_OF_WHOLE = Rule("part_of_whole", Severity.HARD, part="special", whole="children")
OVER_YEAR = Rule("part_of_whole", Severity.SOFT, part="abused", whole="births", over_year=True)
ADD_UP = Rule("splits_add_up", Severity.HARD)
NEVER_FALLS = Rule("year_to_date_never_falls", Severity.HARD)
CHANGE = Rule("change_of_stock", Severity.SOFT, more_than_percent=20, and_more_than=20)
JUMP = Rule("jump_of_flow", Severity.SOFT, more_than_times=3, and_more_than=5)

NOTHING = Cell(absence=FigureAbsence.NOTHING_OCCURRED)
NO_DATA = Cell(absence=FigureAbsence.NO_DATA, reason="chưa thống kê")


def cells(**filled: int | Cell) -> dict[tuple[str, str], Cell]:
    """special=5, special__male=3: numbers, or whole cells."""
    return {
        (name.partition("__")[0], name.partition("__")[2]): one if isinstance(one, Cell) else Cell(one)
        for name, one in filled.items()
    }


def found(rule: Rule, filled: dict[tuple[str, str], Cell], quarter: int = 2, **more: object) -> list[Finding]:
    """What one rule finds; missing totals left aside."""
    sheet = Sheet(quarter, ELEMENTS, (rule,), filled, **more)
    return [finding for finding in find(sheet) if finding.rule == rule.name]
