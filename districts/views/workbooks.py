"""A quarter's workbook: handed out, brought back, shown as read, and written or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indicators.periods import Quarter
from plan749 import clock

from .. import access, sheets
from ..actions import figures
from ..actions.refusals import Refused, SomeoneWasFirst
from ..forms.people import WorkbookForm
from ..models import Event, Period, Unit, User
from ..workbooks import files, gathering, previews, reading, writing
from ..workbooks.previews import UnitPreview, Wanted
from .entry import find

SALT = "districts.workbooks.preview"
VALID_FOR = 60 * 60
# What a page carries comes back in one form; the portal takes 5 MB of one, and so many fields.
MOST_SEALED = 4 * 1024 * 1024
OTHER_FIELDS = 10


@dataclass(frozen=True)
class Scope:
    """The units that a page is about: one (then `unit`), or all those a person enters for."""

    period: Period
    units: Sequence[Unit]
    unit: Unit | None = None

    def address(self, step: str) -> str:
        """`workbook`, `upload_workbook`, `confirm_workbook` of this scope."""
        quarter = [self.period.plan.slug, self.period.as_quarter]
        if self.unit is None:
            return reverse(f"districts:{step}s", args=quarter)
        return reverse(f"districts:{step}", args=[*quarter, self.unit.code])


@dataclass(frozen=True)
class Result:
    """What became of one unit's sheet when it was confirmed."""

    unit: Unit
    words: str
    is_saved: bool


def scope_of(user: User, plan: str, quarter: Quarter, code: str | None) -> Scope:
    """404 where there is nothing that the person enters."""
    if code is not None:
        period, unit = find(user, plan, quarter, code)
        if not access.may_enter(user, unit, period) or not sheets.elements_of(unit, period):
            raise Http404
        return Scope(period, [unit], unit)
    period = get_object_or_404(Period.objects.at(quarter).select_related("plan"), plan__slug=plan)
    units = gathering.units_of(user, period)
    if not units:
        raise Http404
    return Scope(period, units)


def workbook(request: HttpRequest, plan: str, period: Quarter, unit: str | None = None) -> HttpResponse:
    """The workbook to fill in, as the sheets are now."""
    scope = scope_of(request.user, plan, period, unit)
    content = writing.written(gathering.sheets_of(scope.units, scope.period), at=clock.now())
    own = f"-{scope.unit.code}" if scope.unit else ""
    return files.download(content, f"so-lieu-{scope.period.code}{own}.xlsx")


def upload(request: HttpRequest, plan: str, period: Quarter, unit: str | None = None) -> HttpResponse:
    """The way in; with a file, what it would change. Nothing is kept: the page carries it on, sealed."""
    scope = scope_of(request.user, plan, period, unit)
    if request.method != "POST":
        return ask(request, scope, WorkbookForm())
    form = WorkbookForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            read = reading.read(file, file.size)
            units = previews.of_workbook(read, scope.units, scope.period, request.user, clock.now())
            return show(request, scope, units, strange=read.strange, missing=read.missing)
        except Refused as refused:
            form.add_error("file", refused.sentence)
    return ask(request, scope, form)


def confirm(request: HttpRequest, plan: str, period: Quarter, unit: str | None = None) -> HttpResponse:
    """Write what was shown, each unit's sheet whole or not at all; whoever comes by the address begins again."""
    scope = scope_of(request.user, plan, period, unit)
    if request.method != "POST":
        return redirect(scope.address("upload_workbook"))
    try:
        owner, number, packed = signing.loads(request.POST.get("sealed", ""), salt=SALT, max_age=VALID_FOR)
        wanted = previews.unpacked(packed, scope.units)
    except (signing.BadSignature, KeyError):
        owner = number = None
    if (owner, number) != (request.user.pk, scope.period.pk):
        form = WorkbookForm()
        return ask(request, scope, form, _("Trang xem trước đã mở quá lâu. Xin chọn lại tệp."))
    return written(request, scope, wanted)


def written(request: HttpRequest, scope: Scope, wanted: Sequence[Wanted]) -> HttpResponse:
    """Each unit in its own transaction; what came too late is shown again beside what was written."""
    results: list[Result] = []
    late: list[UnitPreview] = []
    for one in wanted:
        try:
            results.append(write(request, scope.period, one))
        except SomeoneWasFirst:
            [sheet] = gathering.sheets_of([one.unit], scope.period)
            late.append(previews.again(one, sheet))
        except Refused as refused:
            results.append(Result(one.unit, str(refused), is_saved=False))
    if scope.unit and not late and all(result.is_saved for result in results):
        messages.success(request, results[0].words)
        return redirect("districts:entry", scope.period.plan.slug, scope.period.as_quarter, scope.unit.code)
    return show(request, scope, late, results=results, is_late=bool(late))


def write(request: HttpRequest, period: Period, wanted: Wanted) -> Result:
    """One unit's cells, all or none; its submission begins with them where there is none."""
    changes = wanted.changes(request.POST)
    if not changes:
        return Result(wanted.unit, _("Giữ nguyên; không ghi ô nào."), is_saved=True)
    with transaction.atomic():
        sheet = figures.hold(wanted.unit, period)
        figures.change_sheet(
            sheet, changes=changes, by=request.user, at=clock.now(), origin=Event.Origin.WORKBOOK
        )
    words = ngettext("Đã ghi %(n)s ô từ tệp Excel.", "Đã ghi %(n)s ô từ tệp Excel.", len(changes))
    return Result(wanted.unit, words % {"n": len(changes)}, is_saved=True)


def show(request: HttpRequest, scope: Scope, units: list[UnitPreview], **more: Any) -> HttpResponse:
    """The preview, with what can be confirmed sealed into it."""
    ready = [unit for unit in units if unit.is_ready]
    content = [request.user.pk, scope.period.pk, [unit.packed() for unit in ready]]
    sealed = signing.dumps(content, salt=SALT, compress=True) if ready else ""
    asked = sum(len(unit.conflicts) for unit in ready)
    if len(sealed) > MOST_SEALED or asked + OTHER_FIELDS > settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:
        raise Refused(_("Tệp có quá nhiều thay đổi cho một lần. Xin nạp từng đơn vị."), "too_much")
    untouched = [unit for unit in units if unit.is_untouched]
    context = {"units": units, "untouched": untouched, "ready": ready, "sealed": sealed}
    context |= {"scope": scope, **addresses(scope), **more}
    return render(request, "districts/workbook_preview.html", context)


def ask(request: HttpRequest, scope: Scope, form: WorkbookForm, sentence: str = "") -> HttpResponse:
    others = [unit for unit in scope.units if not access.belongs_to(request.user, unit)]
    context = {"scope": scope, "others": others, "form": form, "sentence": sentence, **addresses(scope)}
    return render(request, "districts/workbook.html", context, status=422 if form.errors or sentence else 200)


def addresses(scope: Scope) -> dict[str, str]:
    """The steps of this scope, and the way back: the sheet, or who has reported."""
    quarter = [scope.period.plan.slug, scope.period.as_quarter]
    back = reverse("districts:reporting", args=quarter)
    if scope.unit:
        back = reverse("districts:entry", args=[*quarter, scope.unit.code])
    steps = {"download": "workbook", "upload": "upload_workbook", "confirm": "confirm_workbook"}
    return {"back": back, **{name: scope.address(step) for name, step in steps.items()}}
