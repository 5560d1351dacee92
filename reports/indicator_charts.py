"""What an indicator's chart is drawn from: numbers at their moments, each with its words; silences are left out."""

from fractions import Fraction
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indicators.goals import Target
from indicators.phrases import VIETNAMESE
from indicators.wording import ABSENCE_WORDS, ROMAN, number, operator_words, quarter_label

from .history import Estimate, Point, Projection, end_of
from .indicator_page import IndicatorPage, MeasureView
from .sparks import stretches

# A pair of a moment in years and a value; None in its place parts the line.
Datum = dict[str, Any] | None


def chart(view: MeasureView, page: IndicatorPage) -> dict[str, Any]:
    """The series of a measure's chart, with their names and what is said of each point."""
    measure = view.measure
    return {
        "id": f"chart-{measure.code}",
        "title": f"{measure.code} {measure.name} ({measure.unit_of_measure})",
        "subtitle": subtitle(page),
        "description": description(view),
        "language": language(),
        "decimals": measure.decimals,
        "file": f"{measure.code}-{page.area.code}-{page.period.code}{'-published' if page.publication else ''}",
        "names": {
            "result": _("Kết quả"),
            "road": _("Lộ trình tới chỉ tiêu"),
            "target": _("Chỉ tiêu của tỉnh"),
            "projection": _("Ước tính theo xu hướng, không phải số liệu"),
            "band": _("Khoảng ước tính (khoảng 80 %)"),
            "quarters": list(ROMAN.values()) if language() == VIETNAMESE else ["Q1", "Q2", "Q3", "Q4"],
            "end": _("hết %(year)s") % {"year": "{year}"},
        },
        "quarters": [float(end_of(point.quarter)) for point in view.history.points],
        "result": result(view),
        "road": road(view),
        "targets": targets(view),
        "projection": projection(view),
    }


def subtitle(page: IndicatorPage) -> str:
    """Where, until when, on what basis; a picture that is saved says so too."""
    said = {"place": page.area.name, "quarter": quarter_label(page.period.as_quarter, language())}
    if page.publication is None:
        words = _("%(place)s, lũy kế đến hết %(quarter)s, số tạm tính") % said
    else:
        number = page.publication.number
        words = _("%(place)s, lũy kế đến hết %(quarter)s, số công bố lần %(number)s") % {
            **said,
            "number": number,
        }
    return f"{words}. {_('Số liệu minh họa')}" if page.period.plan.illustrative else words


def description(view: MeasureView) -> str:
    """The line in words, for whoever does not see it."""
    told = [
        f"{quarter_label(point.quarter, language())}: {said(point, view)}" for point in view.history.points
    ]
    return f"{view.measure.code} {view.measure.name}. {'; '.join(told)}."


def said(point: Point, view: MeasureView) -> str:
    if point.value is None:
        return _(ABSENCE_WORDS[point.absence]) if point.absence else ""
    return shown(point.value, view)


def shown(value: Any, view: MeasureView) -> str:
    return f"{number(value, view.measure.decimals, language())} {view.measure.unit_of_measure}"


def result(view: MeasureView) -> list[Datum]:
    """The quarters with a value in unbroken runs; what is read over a year begins anew each year."""
    found: list[Datum] = []
    for run in stretches(view.history.points, by_year=view.history.is_of_years):
        if run and found:
            found.append(None)
        found += [
            {
                "at": float(end_of(point.quarter)),
                "value": float(point.value or 0),
                "label": f"{quarter_label(point.quarter, language())}: {said(point, view)}",
            }
            for point in run
        ]
    return found


def road(view: MeasureView) -> list[Datum]:
    """From where the measure stands to each target it has yet to reach, at the end of its year."""
    start = view.road.start
    if start is None or start.value is None or not view.road.to_reach:
        return []
    first = {"at": float(end_of(start.quarter)), "value": float(start.value), "label": ""}
    return [first, *(goal(target) for target in view.road.to_reach)]


def targets(view: MeasureView) -> list[Datum]:
    """Each target ahead as a level that holds until the end of its year."""
    found: list[Datum] = []
    since = float(end_of(view.history.points[-1].quarter)) - 1 if view.history.points else 0.0
    for target in view.road.targets:
        found += [{"at": since, "value": float(target.value), "label": ""}, goal(target), None]
        since = float(target.year + 1)
    return found[:-1]


def goal(target: Target) -> dict[str, Any]:
    words = operator_words(target.op, target.value, language())
    label = _("Chỉ tiêu của tỉnh năm %(year)s: %(words)s") % {"year": target.year, "words": words}
    return {"at": float(target.year + 1), "value": float(target.value), "label": label, "short": words}


def projection(view: MeasureView) -> list[dict[str, Any]]:
    """From the last point it rests on, through the estimates; empty where nothing is estimated."""
    if not isinstance(view.projection, Projection) or not view.projection.estimates:
        return []
    last = view.projection.rests_on[-1]
    value = float(last.value or 0)
    start = {"at": float(end_of(last.quarter)), "value": value, "low": value, "high": value, "label": ""}
    return [start, *(estimate(one, view) for one in view.projection.estimates)]


def estimate(one: Estimate, view: MeasureView) -> dict[str, Any]:
    label = _("%(quarter)s, ước tính: %(value)s (từ %(low)s đến %(high)s)") % {
        "quarter": quarter_label(one.quarter, language()),
        "value": rough(one.value, view),
        "low": rough(one.low, view),
        "high": rough(one.high, view),
    }
    return {
        "at": float(end_of(one.quarter)),
        "value": one.value,
        "low": one.low,
        "high": one.high,
        "label": label,
    }


def rough(value: float, view: MeasureView) -> str:
    """An estimate rounded as the measure's numbers are."""
    return number(Fraction(value), view.measure.decimals, language())


def language() -> str:
    return get_language() or VIETNAMESE
