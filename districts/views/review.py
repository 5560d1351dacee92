"""The sheets that wait for an accepter, with what is to be looked at; and accepting many in one go."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from indicators.periods import Quarter
from plan749 import clock

from .. import access, reviewing, sheets
from ..access import Act
from ..actions import accepting
from ..actions.accepting import Outcome
from ..models import Event, Period, Submission

PAGE = Event.Origin.PAGE
VERSION = "version-"
LARGEST_DIGITS = 9


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, plan: str, period: Quarter) -> HttpResponse:
    """What waits for this person in a quarter. For whoever accepts nobody's sheets it does not exist."""
    found = get_object_or_404(Period.objects.at(period).select_related("plan"), plan__slug=plan)
    below = access.units_visible_to(request.user, Act.ACCEPT)
    expected = sheets.expected_units(found).filter(pk__in=below.values("pk"))
    if not expected.exists():
        raise Http404
    if request.method == "POST":
        return accept(request, found)
    waiting = reviewing.waiting_for(request.user, found, clock.today())
    handed_in = Submission.objects.of(found).exclude(state=Submission.State.DRAFT)
    context = {
        "period": found,
        "waiting": waiting,
        "is_open": found.is_open or any(one.is_open for one in waiting),
        "clear": sum(one.is_clear for one in waiting),
        "not_sent": expected.exclude(pk__in=handed_in.values("unit")).count(),
    }
    return render(request, "districts/review.html", context)


def accept(request: HttpRequest, period: Period) -> HttpResponse:
    """Accept the chosen sheets, or all that have nothing to be looked at; the page then names each."""
    only_clear = "clear" in request.POST
    versions = seen_versions(request)
    if not only_clear:
        chosen = set(request.POST.getlist("chosen"))
        versions = {pk: version for pk, version in versions.items() if str(pk) in chosen}
    outcomes = accepting.accept_many(
        versions, by=request.user, at=clock.now(), origin=PAGE, only_clear=only_clear
    )
    tell(request, outcomes)
    return redirect("districts:review", period.plan.slug, period.as_quarter)


def seen_versions(request: HttpRequest) -> dict[int, int]:
    """The version of each sheet that stood on the page; what is no number is left out."""
    posted = {
        name.removeprefix(VERSION): text for name, text in request.POST.items() if name.startswith(VERSION)
    }
    return {int(pk): int(text) for pk, text in posted.items() if is_whole(pk) and is_whole(text)}


def is_whole(text: str | list[object]) -> bool:
    return isinstance(text, str) and text.isascii() and text.isdecimal() and len(text) <= LARGEST_DIGITS


def tell(request: HttpRequest, outcomes: Sequence[Outcome]) -> None:
    """Which were accepted, by name; and of each other why it was left."""
    accepted = [str(outcome.submission.unit) for outcome in outcomes if not outcome.left]
    left = [f"{outcome.submission.unit}: {outcome.left}" for outcome in outcomes if outcome.left]
    if accepted:
        words = ngettext("Đã duyệt %(n)s biểu: %(names)s.", "Đã duyệt %(n)s biểu: %(names)s.", len(accepted))
        messages.success(request, words % {"n": len(accepted), "names": ", ".join(accepted)})
    if left:
        words = ngettext("Để lại %(n)s biểu. %(reasons)s", "Để lại %(n)s biểu. %(reasons)s", len(left))
        messages.warning(request, words % {"n": len(left), "reasons": " ".join(left)})
    if not outcomes:
        messages.info(request, _("Chưa chọn biểu nào, nên chưa duyệt gì."))
