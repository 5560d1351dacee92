"""What a few words find: indicators, measures, elements, units and pages. Accents do not matter. Reading only."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import BooleanField, Case, Count, OuterRef, Q, QuerySet, Subquery, Value, When, Window
from django.db.models.functions import Coalesce, Concat
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import npgettext

from districts import access
from districts.directory import by_level
from districts.models import Period, Unit
from districts.models.units import Level
from districts.names import search_key
from indicators.models import Element, Indicator, Measure
from indicators.wording import ENGLISH, VIETNAMESE, day

from . import navigation

MOST_LETTERS, MOST_WORDS = 200, 8
# Letters and digits of any writing, with the points of a code such as 8.1 between them; all else only parts words.
WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
# A unit is found by its own name before by its kind: "dak long" begins Xã Đăk Long.
KINDS = ("tinh", "thanh pho", "thi xa", "huyen", "quan", "thi tran", "phuong", "xa")


@dataclass(frozen=True)
class Result:
    """Something that was found: its name, what it is, and where it is shown."""

    words: str
    what: str
    address: str


@dataclass(frozen=True)
class Group:
    """What was found of one kind, the best first; `more` are found too and not shown."""

    kind: str
    title: str
    results: Sequence[Result]
    more: int


@dataclass(frozen=True)
class Candidate:
    """Something that may be found, with every text it may be found by."""

    result: Result
    texts: Sequence[str]


def words_of(asked: str) -> list[str]:
    """The words to look for; none where nothing of the text is one."""
    return WORD.findall(search_key(asked[:MOST_LETTERS]))[:MOST_WORDS]


def find(request: HttpRequest, asked: str, *, most: int) -> list[Group]:
    """At most so many of each kind that person may see; a kind of which nothing was found is left out."""
    words = words_of(asked)
    if not words:
        return []
    measures = list(Measure.objects.order_by("-plan__year", "position").values(*FIELDS, "code", *HALVES))
    groups = [
        chosen("unit", *units(request, words, most)),
        ranked("indicator", indicators(), words, most),
        ranked("measure", map(measure, measures), words, most),
        ranked("element", elements(measures), words, most),
        ranked("page", pages(request), words, most),
    ]
    return [group for group in groups if group.results]


def title_of(kind: str, found: int) -> str:
    """What stands over so many of a kind."""
    titles = {
        "unit": npgettext("found", "Đơn vị", "Đơn vị", found),
        "indicator": npgettext("found", "Chỉ tiêu", "Chỉ tiêu", found),
        "measure": npgettext("found", "Chỉ tiêu thành phần", "Chỉ tiêu thành phần", found),
        "element": npgettext("found", "Số liệu", "Số liệu", found),
        "page": npgettext("found", "Trang", "Trang", found),
    }
    return titles[kind]


def chosen(kind: str, results: Sequence[Result], total: int) -> Group:
    return Group(kind, title_of(kind, total), results, total - len(results))


def ranked(kind: str, candidates: Iterable[Candidate], words: Sequence[str], most: int) -> Group:
    """Those in which each word begins a word; first those that begin with the words, else in their own order."""
    found = [(one, standing(one, words)) for one in candidates]
    best = sorted([pair for pair in found if pair[1] is not None], key=lambda pair: pair[1] or 0)
    return chosen(kind, [one.result for one, _standing in best[:most]], len(best))


def standing(candidate: Candidate, words: Sequence[str]) -> int | None:
    """0 for a text that begins with the words, 1 for one that has them; None where one of them is missing."""
    texts = [WORD.findall(search_key(text)) for text in candidate.texts]
    if not all(any(own.startswith(word) for text in texts for own in text) for word in words):
        return None
    asked = " ".join(words)
    return 0 if any(" ".join(text).startswith(asked) for text in texts) else 1


# The plan: some hundred names in two languages, whatever the province; no column of theirs is without accents ------

FIELDS = ("pk", "name_vi", "name_en", "plan__slug", "plan__code")
HALVES = ("indicator__number", "numerator", "denominator")
Row = dict[str, Any]


def indicators() -> list[Candidate]:
    rows = Indicator.objects.order_by("-plan__year", "number").values(*FIELDS, "number")
    return [
        of_plan(
            row,
            str(row["number"]),
            results_of(row, row["number"]),
            _("Chỉ tiêu %(number)s, Kế hoạch %(plan)s")
            % {"number": row["number"], "plan": row["plan__code"]},
        )
        for row in rows
    ]


def measure(row: Row) -> Candidate:
    what = _("Chỉ tiêu thành phần của chỉ tiêu %(number)s, Kế hoạch %(plan)s") % {
        "number": row["indicator__number"],
        "plan": row["plan__code"],
    }
    address = results_of(row, row["indicator__number"])
    return of_plan(row, row["code"], f"{address}#measure-{row['code']}", what)


def elements(measures: Iterable[Row]) -> list[Candidate]:
    """What is counted leads to its definition, under the first indicator that is made of it or that shows it."""
    used: dict[int, int] = {}
    for row in measures:
        for half in (row["numerator"], row["denominator"]):
            used.setdefault(half, row["indicator__number"])
    rows = Element.objects.order_by("-plan__year", "position").values(*FIELDS, "shown_under_indicator")
    placed = [(row, used.get(row["pk"]) or row["shown_under_indicator"]) for row in rows]
    return [
        of_plan(
            row,
            "",
            reverse("indicators:indicator", args=[row["plan__slug"], number]),
            _("Số liệu của chỉ tiêu %(number)s, Kế hoạch %(plan)s")
            % {"number": number, "plan": row["plan__code"]},
        )
        for row, number in placed
        if number is not None
    ]


def results_of(row: Row, number: int) -> str:
    """An indicator's page in the newest quarter."""
    return reverse("reports:newest_indicator", args=[row["plan__slug"], number])


def of_plan(row: Row, code: str, address: str, what: str) -> Candidate:
    """One of the plan's names, found in both languages and by its code, shown in the reader's."""
    name = row["name_en"] if translation.get_language() == ENGLISH else row["name_vi"]
    words = f"{code}. {name}" if code.isdecimal() else f"{code} {name}".strip()
    return Candidate(Result(words, what, address), [code, row["name_vi"], row["name_en"]])


# Pages ------------------------------------------------------------------------------------------------------------


def pages(request: HttpRequest) -> list[Candidate]:
    """The pages a person may open, found by their names in both languages."""
    reader = translation.get_language() or VIETNAMESE
    shown: dict[str, str] = {}
    texts: dict[str, list[str]] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for link in navigation.all_links(request):
                texts.setdefault(link.address, []).append(link.words)
                if language == reader:
                    shown[link.address] = link.words
    what = _("Trang của cổng")
    return [Candidate(Result(words, what, address), texts[address]) for address, words in shown.items()]


# Units: chosen, put in order and cut by the database --------------------------------------------------------------


def units(request: HttpRequest, words: Sequence[str], most: int) -> tuple[list[Result], int]:
    """The units the person may see that have a page, and how many there are in all: two questions."""
    visible = access.units_visible_to(request.user)
    found = list(in_order(with_their_newest_quarter(matching(visible, words)), words)[:most])
    periods = Period.objects.select_related("plan").in_bulk({unit.newest for unit in found})
    results = [Result(unit.name, what_it_is(unit), page_of(unit, periods[unit.newest])) for unit in found]
    return results, found[0].total if found else 0


def matching(found: QuerySet[Unit], words: Sequence[str]) -> QuerySet[Unit]:
    """Those with each word at the beginning of one of theirs, or of their code."""
    found = found.annotate(parted=Concat(Value(" "), "search_key"))
    for word in words:
        found = found.filter(Q(parted__contains=f" {word}") | Q(code__startswith=word))
    return found


def with_their_newest_quarter(found: QuerySet[Unit]) -> QuerySet[Unit]:
    """Each says in `newest` the last quarter of its province's plans on whose last day it was in force."""
    quarters = Period.objects.filter(
        last_day__gte=Coalesce(OuterRef("valid_from"), Value(date.min)),
        last_day__lte=Coalesce(OuterRef("valid_to"), Value(date.max)),
        plan__province_code=Coalesce(OuterRef("province__code"), OuterRef("code")),
        is_base=False,
    )
    newest = quarters.order_by("-year", "-quarter", "-pk").values("pk")[:1]
    return found.annotate(newest=Subquery(newest)).filter(newest__isnull=False)


def in_order(found: QuerySet[Unit], words: Sequence[str]) -> QuerySet[Unit]:
    """First those whose name, with or without its kind, begins with the words; then by level and name."""
    asked = " ".join(words)
    begins = Q(code=asked) | Q(search_key__startswith=asked)
    for kind in KINDS:
        begins |= Q(search_key__startswith=f"{kind} {asked}")
    first = Case(When(begins, then=Value(False)), default=Value(True), output_field=BooleanField())
    counted = found.annotate(is_second=first, total=Window(Count("pk")))
    return counted.select_related("parent").order_by("is_second", by_level("level"), "sort_key", "code", "pk")


def what_it_is(unit: Unit) -> str:
    """Xã, huyện Đắk Glei; of a unit that is no longer, until when it was."""
    is_english = translation.get_language() == ENGLISH
    kind = str(Level(unit.level).label) if is_english or unit.level == Level.DEPARTMENT else unit.kind
    parts = [kind[:1].upper() + kind[1:]]
    if unit.parent is not None:
        above = unit.parent.name
        parts.append(above if is_english else above[:1].lower() + above[1:])
    if unit.valid_to is not None:
        parts.append(_("đến %(day)s") % {"day": day(unit.valid_to)})
    return ", ".join(parts)


def page_of(unit: Unit, period: Period) -> str:
    """Where a unit is shown in a quarter; the province has its board."""
    name = "reports:unit_board" if unit.level == Level.PROVINCE else "reports:unit"
    return reverse(name, args=[period.plan.slug, period.as_quarter, unit.code])
