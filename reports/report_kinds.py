"""Which reports are made of a quarter: its own, and that of the year so far where it ends a stretch of it. Pure."""

from enum import StrEnum

from indicators.phrases import gettext_noop
from indicators.wording import ROMAN


class Report(StrEnum):
    """The quarter's report gives the quarter beside the year so far; the others the stretch since the year began."""

    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    NINE_MONTHS = "nine-months"
    YEAR = "year"


# The quarter that ends each stretch (Decree 09/2019/NĐ-CP, Art. 12). The first quarter is its own stretch.
ENDS = {2: Report.HALF_YEAR, 3: Report.NINE_MONTHS, 4: Report.YEAR}
STRETCH_WORDS = {
    Report.HALF_YEAR: "6 tháng đầu năm {year}",
    Report.NINE_MONTHS: "9 tháng đầu năm {year}",
    Report.YEAR: "năm {year}",
}
# What a link to a report says; the ending of its file stands after it.
REPORT_NAMES = {
    Report.QUARTER: gettext_noop("Tải dự thảo báo cáo quý"),
    Report.HALF_YEAR: gettext_noop("Tải dự thảo báo cáo 6 tháng đầu năm"),
    Report.NINE_MONTHS: gettext_noop("Tải dự thảo báo cáo 9 tháng đầu năm"),
    Report.YEAR: gettext_noop("Tải dự thảo báo cáo năm"),
}


def reports_of(quarter: int) -> list[Report]:
    """The reports that a quarter's publication has, its own first."""
    return [Report.QUARTER, *([ENDS[quarter]] if quarter in ENDS else [])]


def widest(quarter: int) -> Report:
    """The one that looks furthest back."""
    return reports_of(quarter)[-1]


def stretch(report: Report, year: int, quarter: int) -> str:
    """What a report covers: quý III năm 2024; 9 tháng đầu năm 2024."""
    if report is Report.QUARTER:
        return f"quý {ROMAN[quarter]} năm {year}"
    return STRETCH_WORDS[report].format(year=year)
