"""Where the province writes its own text of the report, and reads what stood there before."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from districts import task_reports
from districts.access import Act
from districts.actions.refusals import Refused, SomeoneWasFirst
from districts.models import Event, Period
from districts.views.gates import only_who_may
from indicators.periods import Quarter
from plan749 import clock
from reports import text_actions, writing
from reports.models import ReportText
from reports.report_sections import sections_of

Refusals = dict[str, Refused]


@only_who_may(Act.PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def report_text(request: HttpRequest, plan: str, period: Quarter) -> HttpResponse:
    """The units' words, what lags, and the form; what could not be saved stays typed with the reason beside it."""
    found = quarter_of(plan, period)
    refusals: Refusals = {}
    if request.method == "POST":
        saved, refusals = save(request, found)
        if not refusals:
            messages.success(request, saved_words(saved))
            return redirect("reports:report_text", plan, period)
    desk = writing.desk(found, request.user)
    for code, refusal in refusals.items():
        give_back(request, desk.by_code[code], refusal)
    status = 200
    if refusals:
        status = 409 if any(isinstance(one, SomeoneWasFirst) for one in refusals.values()) else 422
    return render(request, "reports/report_text.html", {"desk": desk, "period": found}, status=status)


def quarter_of(plan: str, period: Quarter) -> Period:
    """A quarter that is reported; a base quarter is not."""
    periods = Period.objects.select_related("plan").at(period).filter(is_base=False)
    return get_object_or_404(periods, plan__slug=plan)


def save(request: HttpRequest, period: Period) -> tuple[int, Refusals]:
    """Each section by itself: one that is refused does not keep the others from being saved."""
    saved, refusals = 0, {}
    groups = [group.number for group in task_reports.groups_of(period.plan)]
    for section in sections_of(groups):
        text = request.POST.get(f"text-{section.code}")
        if text is None:
            continue
        told = {"by": request.user, "at": clock.now(), "origin": Event.Origin.PAGE}
        try:
            made = text_actions.write_text(
                period, section.code, text, version=seen(request, section.code), **told
            )
            saved += made is not None
        except Refused as refusal:
            refusals[section.code] = refusal
    return saved, refusals


def seen(request: HttpRequest, code: str) -> int:
    """The version that the form was filled with; 0 where there was none, or where it says no number."""
    version = request.POST.get(f"version-{code}", "")
    return int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0


def give_back(request: HttpRequest, row: writing.SectionRow, refusal: Refused) -> None:
    """What was typed, and why it was not kept. Once the other's text is on the page, it has been seen."""
    row.typed = request.POST[f"text-{row.section.code}"]
    row.fault = str(refusal)
    if isinstance(refusal, SomeoneWasFirst):
        row.theirs = row.newest
    else:
        row.version = seen(request, row.section.code)


def saved_words(saved: int) -> str:
    if not saved:
        return _("Không có gì thay đổi.")
    return ngettext("Đã lưu %(n)s mục.", "Đã lưu %(n)s mục.", saved) % {"n": saved}


@only_who_may(Act.PUBLISH)
@require_safe
def version(request: HttpRequest, plan: str, period: Quarter, code: str, number: int) -> HttpResponse:
    """One version of a section as it was written."""
    found = quarter_of(plan, period)
    versions = ReportText.objects.filter(period=found, section=code)
    text = get_object_or_404(versions.select_related("written_by"), version=number)
    groups = {group.number: group for group in task_reports.groups_of(found.plan)}
    names = {section.code: writing.section_name(section, groups) for section in sections_of(groups)}
    context = {
        "period": found,
        "text": text,
        "name": names.get(code, code),
        "newest": versions.values_list("version", flat=True).first(),
    }
    return render(request, "reports/report_text_version.html", context)
