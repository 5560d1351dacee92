"""Ordering a publication, and watching it being made."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from districts.access import Act, may
from districts.actions.refusals import NotAllowed, Refused
from districts.forms.plain import PlainForm
from districts.models import Period
from districts.models.units import Level
from districts.sheets import units_in_force
from districts.views.gates import only_who_may
from indicators.periods import Quarter
from plan749 import clock
from reports import actions, boards
from reports.models import Job, Publication
from reports.steps import STEP_WORDS


class PublishForm(PlainForm):
    """Why it is published again; the first time nothing is asked."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do công bố lại"),
        help_text=gettext_lazy("Ví dụ: xã Đăk Ui gửi lại số liệu tiêm chủng."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, plan: str, period: Quarter) -> HttpResponse:
    """What would be published, and the order to do it."""
    found = get_object_or_404(Period.objects.select_related("plan").at(period), plan__slug=plan)
    form = PublishForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            job = actions.order_publication(
                period=found, reason=form.cleaned_data["reason"], by=request.user, at=clock.now()
            )
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refused as refusal:
            form.add_error("reason" if refusal.code == "reason_missing" else None, str(refusal))
        else:
            return redirect("reports:job", job.pk)
    return publish_page(request, found, form)


def publish_page(request: HttpRequest, period: Period, form: PublishForm) -> HttpResponse:
    """The form; the job's page where one is under way."""
    if not may(request.user, Act.PUBLISH):
        raise PermissionDenied(_("Chỉ cán bộ tỉnh được công bố báo cáo."))
    living = actions.living_job(period)
    if living is not None:
        return redirect("reports:job", living.pk)
    last = Publication.objects.filter(period=period).defer("content").order_by("-number").first()
    if last is None:
        form.fields["reason"].widget = forms.HiddenInput()
    accepted, expected = boards.coverage(period, units_in_force(period).get(level=Level.PROVINCE))
    context = {"period": period, "form": form, "last": last, "accepted": accepted, "expected": expected}
    return render(request, "reports/publish.html", context)


LONG_WAIT = 60  # seconds; a worker that lives takes an order within one


@only_who_may(Act.PUBLISH)
@never_cache
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of a job, or only its moving part where a script asks every second."""
    found = get_object_or_404(Job.objects.select_related("period__plan", "publication", "ordered_by"), pk=pk)
    part: Any = getattr(request, "htmx", False)
    seconds = (clock.now() - found.ordered_at).total_seconds()
    context = {
        "job": found,
        "period": found.period,
        "step": _(STEP_WORDS.get(found.step, STEP_WORDS[""])),
        "elapsed": elapsed_words(seconds),
        "waits_long": found.state == Job.State.WAITING and seconds > LONG_WAIT,
        "error": _(found.error) if found.error else "",
    }
    return render(request, "reports/job_state.html" if part else "reports/job.html", context)


def elapsed_words(seconds: float) -> str:
    """How long it has been under way; a clock that was set back says nothing has passed."""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    if minutes:
        return _("%(minutes)s phút %(seconds)s giây") % {"minutes": minutes, "seconds": rest}
    return _("%(seconds)s giây") % {"seconds": rest}
