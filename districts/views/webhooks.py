"""Programs elsewhere that are told what happened: the list, one of them with its log, and what is done with it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from plan749 import clock

from ..access import Act
from ..actions import webhooks as actions
from ..actions.refusals import Refused
from ..forms.webhooks import ChangeWebhookForm, WebhookForm
from ..models import Delivery, Event, Webhook
from .gates import only_who_may

PER_PAGE = 50
LOG_LENGTH = 20
NEW = "new_webhook_secret"
gated = only_who_may(Act.MANAGE_WEBHOOKS)


@gated
def webhooks(request: HttpRequest) -> HttpResponse:
    """All that are told, with what waits and what was given up."""
    found = Webhook.objects.visible_to(request.user).with_counts()
    return render(request, "districts/webhooks.html", {"webhooks": found})


@gated
def new_webhook(request: HttpRequest) -> HttpResponse:
    """Register one; its secret is on the page that follows, and never again."""
    form = WebhookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            webhook, secret = actions.register(**form.cleaned_data, **who_and_when(request))
        except Refused as refused:
            form.add_refusal(refused)
        else:
            return show_secret(request, webhook, secret)
    return render(request, "districts/new_webhook.html", {"form": form})


@never_cache
@gated
def webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: where to, of what, and each piece of news with what became of it."""
    found = visible(request, pk)
    new = request.session.get(NEW)
    is_new = new is not None and new["webhook"] == found.pk
    if is_new:
        del request.session[NEW]
    page = Paginator(found.deliveries.all(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"webhook": found, "page": page, "events": events_of(found), "now": clock.now()}
    return render(request, "districts/webhook.html", {**context, "secret": new["secret"] if is_new else ""})


@gated
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another address, other kinds."""
    found = visible(request, pk)
    held_now = {"url": found.url, "kinds": found.kinds}
    form = ChangeWebhookForm(request.POST or None, initial=held_now)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(found, **form.cleaned_data, **who_and_when(request))
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("districts:webhook", pk)
    return render(request, "districts/change_webhook.html", {"form": form, "webhook": found})


@gated
def rotate(request: HttpRequest, pk: int) -> HttpResponse:
    """A new secret, shown on the page that follows."""
    found = visible(request, pk)
    if request.method != "POST":
        return redirect("districts:webhook", pk)
    return show_secret(request, found, actions.rotate(found, **who_and_when(request)))


@gated
def switch_off(request: HttpRequest, pk: int) -> HttpResponse:
    return done(request, visible(request, pk), actions.switch_off, _("Đã ngừng báo tin."))


@gated
def switch_on(request: HttpRequest, pk: int) -> HttpResponse:
    return done(request, visible(request, pk), actions.switch_on, _("Đã báo tin trở lại."))


@gated
def test(request: HttpRequest, pk: int) -> HttpResponse:
    words = _("Đã gửi một tin thử. Xin xem kết quả trong bảng dưới đây.")
    return done(request, visible(request, pk), actions.test, words)


@gated
def resend_given_up(request: HttpRequest, pk: int) -> HttpResponse:
    return done(
        request, visible(request, pk), actions.resend_given_up, _("Đang gửi lại các tin chưa gửi được.")
    )


@gated
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """One piece of news once more; its address leads to the program's page."""
    mine = Delivery.objects.filter(webhook__in=Webhook.objects.visible_to(request.user))
    delivery = get_object_or_404(mine.select_related("webhook"), pk=pk)
    return done(request, delivery.webhook, actions.resend, _("Đang gửi lại tin."), on=delivery)


def done(
    request: HttpRequest, found: Webhook, act: Any, words: str, *, on: Delivery | None = None
) -> HttpResponse:
    """Do it, say so, and back to the program's page. Whoever comes by the address alone sees that page."""
    if request.method == "POST":
        try:
            act(on or found, **who_and_when(request))
        except Refused as refused:
            messages.error(request, refused.sentence)
        else:
            messages.success(request, words)
    return redirect("districts:webhook", found.pk)


def visible(request: HttpRequest, pk: int) -> Webhook:
    found = Webhook.objects.visible_to(request.user).select_related("created_by").with_counts()
    return get_object_or_404(found, pk=pk)


def events_of(found: Webhook) -> Any:
    """What people did with it, newest first."""
    actions_of = [action for action in Event.Action if action.startswith("webhook_")]
    events = Event.objects.filter(unit=found.province_id, subject=found.name, action__in=actions_of)
    return events.select_related("by")[:LOG_LENGTH]


def show_secret(request: HttpRequest, found: Webhook, secret: str) -> HttpResponse:
    request.session[NEW] = {"webhook": found.pk, "secret": secret}
    return redirect("districts:webhook", found.pk)


def who_and_when(request: HttpRequest) -> dict[str, Any]:
    return {"by": request.user, "at": clock.now(), "origin": Event.Origin.PAGE}
