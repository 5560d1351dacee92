"""The administrator's pages: who has an account, for which unit, in which role."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from plan749 import clock

from .. import directory, key_lists, tokens
from ..access import Act
from ..actions import people as actions
from ..actions.people import Issued
from ..actions.refusals import Refused
from ..forms.people import DetailsForm, NewPersonForm, PlaceForm, SearchForm
from ..models import Event, Membership, User
from . import handed_out
from .gates import only_who_may

PER_PAGE = 50
LOG_LENGTH = 50


@only_who_may(Act.MANAGE_ACCOUNTS)
def people(request: HttpRequest) -> HttpResponse:
    """The list, searched and in pages."""
    form = SearchForm(request.GET)
    asked = {name: request.GET.get(name, "") for name in ("words", "level", "state")}
    found = directory.search(directory.memberships(request.user), **asked)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "districts/people.html", {"form": form, "page": page, "asked": asked})


@only_who_may(Act.MANAGE_ACCOUNTS)
def new_person(request: HttpRequest) -> HttpResponse:
    """Make one account; its one-time password is on the next page."""
    form = NewPersonForm(request.POST or None, units=directory.units(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            issued = actions.create(form.account(), **who_and_when(request))
        except Refused as refused:
            form.add_refusal(refused)
        else:
            return hand_out(request, [issued])
    return render(request, "districts/new_person.html", {"form": form})


@only_who_may(Act.MANAGE_ACCOUNTS)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: correct its details, and the ways to its other changes."""
    membership = held(request, pk)
    user = membership.user
    form = DetailsForm(
        request.POST or None, initial={name: getattr(user, name) for name in DetailsForm.base_fields}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_details(user, **form.cleaned_data, **who_and_when(request))
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("districts:person", pk)
    events = directory.events_of(user)[:LOG_LENGTH]
    context = {"form": form, "membership": membership, "person": user, "events": events}
    context["keys"] = key_lists.keys_of(user, tokens.now())
    return render(request, "districts/person.html", context)


@only_who_may(Act.MANAGE_ACCOUNTS)
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Another unit or role."""
    membership = held(request, pk)
    held_now = {name: getattr(membership, name) for name in ("unit", "role", "sees_sensitive")}
    form = PlaceForm(request.POST or None, units=directory.units(request.user), initial=held_now)
    if request.method == "POST" and form.is_valid():
        try:
            actions.move(membership.user, **form.cleaned_data, **who_and_when(request))
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Đã chuyển."))
            return redirect("districts:person", pk)
    return render(request, "districts/move_person.html", {"form": form, "person": membership.user})


@only_who_may(Act.MANAGE_ACCOUNTS)
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    """A new one-time password."""
    return confirmed(request, pk, "districts/reset_person.html", actions.reset_password)


@only_who_may(Act.MANAGE_ACCOUNTS)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed account again, with a one-time password."""
    return confirmed(request, pk, "districts/reopen_person.html", actions.reopen)


@only_who_may(Act.MANAGE_ACCOUNTS)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Shut an account."""
    return confirmed(request, pk, "districts/close_person.html", actions.close)


@never_cache
@only_who_may(Act.MANAGE_ACCOUNTS)
@require_http_methods(["GET", "HEAD", "POST"])
def passwords(request: HttpRequest) -> HttpResponse:
    """The one-time passwords just made, once; sent back by the page itself they become a workbook."""
    if request.method == "POST":
        return handed_out.workbook(request)
    return render(request, "districts/one_time_passwords.html", handed_out.taken(request))


def confirmed(request: HttpRequest, pk: int, template: str, act: Any) -> HttpResponse:
    """Ask first; then do it, and show the password that came of it, if one did."""
    membership = held(request, pk)
    if request.method != "POST":
        return render(request, template, {"person": membership.user, "membership": membership})
    try:
        done = act(membership.user, **who_and_when(request))
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("districts:person", pk)
    if isinstance(done, Issued):
        return hand_out(request, [done])
    messages.success(request, _("Đã khóa tài khoản."))
    return redirect("districts:person", pk)


def held(request: HttpRequest, pk: int) -> Membership:
    """The account of this number, if it is one of the administrator's province."""
    # Asked of the account's own key, which knows that no number of thirty digits is one; a foreign key does not.
    return get_object_or_404(directory.memberships(request.user), user__in=User.objects.filter(pk=pk))


def hand_out(request: HttpRequest, issued: list[Issued]) -> HttpResponse:
    handed_out.keep(request, issued)
    return redirect("districts:one_time_passwords")


def who_and_when(request: HttpRequest) -> dict[str, Any]:
    return {"by": request.user, "at": clock.now(), "origin": Event.Origin.PAGE}
