"""Opening, dating, extending, closing and reopening quarters."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plan749 import clock

from .. import period_log, sheets
from ..access import Act
from ..actions import periods as actions
from ..actions.refusals import Refused
from ..forms.periods import (
    ChangeDatesForm,
    ExtendForm,
    OpenForm,
    QuarterForm,
    ReopenForm,
    ReopenUnitForm,
    SeenForm,
    dates_of,
)
from ..models import Period, Unit
from .gates import only_who_may
from .people import who_and_when

only_managers = only_who_may(Act.MANAGE_PERIODS)


@only_managers
def periods(request: HttpRequest) -> HttpResponse:
    """Every quarter with its state and days, the newest first."""
    found = Period.objects.select_related("plan").order_by("-year", "-quarter")
    return render(request, "districts/periods.html", {"periods": found})


@only_managers
def open_period(request: HttpRequest) -> HttpResponse:
    """First which quarter, then its days as the decree proposes them, to be changed before it is opened."""
    choice = QuarterForm(request.GET if "year" in request.GET else None, initial=next_quarter())
    if not choice.is_valid():
        return render(request, "districts/open_period.html", {"form": choice})
    plan, quarter = choice.cleaned_data["plan"], choice.chosen
    is_year_before = quarter.year < plan.year
    proposed = {**actions.proposed_dates(quarter), "is_base": is_year_before}
    form = OpenForm(request.POST or None, initial=proposed)
    if not is_year_before:
        del form.fields["is_base"]
    if request.method == "POST" and form.is_valid():
        is_base = form.cleaned_data.get("is_base", False)
        try:
            opened = actions.open_period(
                plan=plan, quarter=quarter, is_base=is_base, dates=form.dates, **who_and_when(request)
            )
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Đã mở quý."))
            return redirect("districts:period", opened.pk)
    return render(request, "districts/date_new_period.html", {"form": form, "plan": plan, "quarter": quarter})


@only_managers
def period(request: HttpRequest, pk: int) -> HttpResponse:
    """One quarter: its days (changing them extends it for all), its extensions, its log."""
    held = found_period(pk)
    form = ChangeDatesForm(request.POST or None, initial={**dates_of(held), "version": held.version})
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            actions.change_dates(held, dates=form.dates, version=version, **who_and_when(request))
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Đã lưu các ngày của quý."))
            return redirect("districts:period", pk)
    context = {
        "form": form,
        "period": held,
        "extensions": held.extensions.select_related("unit").order_by("until", "unit__sort_key"),
        "reopenings": held.reopenings.select_related("unit").order_by("until", "unit__sort_key"),
        "today": clock.today(),
        "steps": period_log.steps_of(held),
    }
    return render(request, "districts/period.html", context)


@only_managers
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """A later day for one unit, with the reason."""
    held = found_period(pk)
    units = sheets.expected_units(held).select_related("parent")
    initial = {"unit": request.GET.get("unit")}
    form = ExtendForm(request.POST or None, units=units, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.extend(held, **form.cleaned_data, **who_and_when(request))
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Đã gia hạn."))
            return redirect("districts:period", pk)
    return render(request, "districts/extend_period.html", {"form": form, "period": held})


@only_managers
def reopen_unit(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a closed quarter back to one unit, until a day and with the reason."""
    held = found_period(pk)
    units = sheets.expected_units(held).select_related("parent")
    form = ReopenUnitForm(request.POST or None, units=units, initial={"unit": request.GET.get("unit")})
    if request.method == "POST" and form.is_valid():
        try:
            actions.reopen_unit(held, **form.cleaned_data, **who_and_when(request))
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Đã mở lại cho đơn vị."))
            if held.submissions.accepted().filter(unit=form.cleaned_data["unit"]).exists():
                words = _("Biểu của đơn vị đã duyệt: phải được trả lại thì đơn vị mới sửa được.")
                messages.warning(request, words)
            return redirect("districts:period", pk)
    return render(request, "districts/reopen_unit.html", {"form": form, "period": held})


@only_managers
@require_http_methods(["GET", "HEAD", "POST"])
def lock_unit(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """End a unit's reopening before its day; its bare address leads to the quarter."""
    held = found_period(pk)
    if request.method == "POST":
        reporter = get_object_or_404(Unit, pk=unit)
        try:
            actions.lock_unit(held, unit=reporter, **who_and_when(request))
        except Refused as refused:
            messages.info(request, str(refused))
        else:
            messages.success(request, _("Đã khóa lại cho đơn vị."))
    return redirect("districts:period", held.pk)


@only_managers
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Lock a quarter, after being asked once more."""
    held = found_period(pk)
    form = SeenForm(request.POST or None, initial={"version": held.version})
    return step(request, held, form, actions.close, "districts/close_period.html", _("Đã khóa quý."))


@only_managers
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Unlock it again, with a reason."""
    held = found_period(pk)
    form = ReopenForm(request.POST or None, initial={"version": held.version})
    return step(request, held, form, actions.reopen, "districts/reopen_period.html", _("Đã mở lại quý."))


def step(
    request: HttpRequest, held: Period, form: SeenForm, act: Any, template: str, done: str
) -> HttpResponse:
    """Do what the form asks of a quarter, or say why not."""
    if request.method == "POST" and form.is_valid():
        try:
            act(held, **form.cleaned_data, **who_and_when(request))
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, done)
            return redirect("districts:period", held.pk)
    return render(request, template, {"form": form, "period": held})


def found_period(pk: int) -> Period:
    return get_object_or_404(Period.objects.select_related("plan"), pk=pk)


def next_quarter() -> dict[str, Any]:
    """The quarter after the last one opened, none after the plan's last; of today where none is open yet."""
    last = Period.objects.order_by("-plan__year", "-year", "-quarter").select_related("plan").first()
    if last is None:
        today = clock.today()
        return {"year": today.year, "quarter": (today.month + 2) // 3}
    quarter = last.as_quarter.next()
    if not actions.is_year_of(last.plan, quarter.year):
        return {"plan": last.plan}
    return {"plan": last.plan, "year": quarter.year, "quarter": quarter.number}
