"""Keys of one's own programs; and those of a person whose account one manages."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from plan749 import clock

from .. import access, directory, key_lists
from .. import tokens as keys
from ..access import Act
from ..actions import tokens as actions
from ..actions.refusals import Refused
from ..forms.tokens import TokenForm
from ..models import Event, Token
from .gates import only_who_may

NEW = "new_token"


@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """One's keys; a new one is shown on the page that follows its making, and never again."""
    user = request.user
    form = TokenForm(
        request.POST or None,
        units=key_lists.units_to_write_for(user, on=clock.today()),
        may_see_sensitive=access.may(user, Act.SEE_SENSITIVE),
    )
    if request.method == "POST" and form.is_valid():
        try:
            token, key = actions.create_token(user, **form.cleaned_data, **when_and_where())
        except Refused as refused:
            form.add_refusal(refused)
        else:
            request.session[NEW] = {"name": token.name, "key": key}
            return redirect("districts:tokens")
    context = {
        "form": form,
        "keys": key_lists.keys_of(user, keys.now()),
        "new": request.session.pop(NEW, None),
    }
    return render(request, "districts/tokens.html", context)


def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own keys, after asking; another's does not exist."""
    token = get_object_or_404(request.user.tokens.select_related("writes_for"), pk=pk)
    return confirmed(request, token, redirect("districts:tokens"))


@only_who_may(Act.MANAGE_ACCOUNTS)
def revoke_of_person(request: HttpRequest, pk: int) -> HttpResponse:
    """End a key of a person whose account one manages."""
    people = directory.memberships(request.user).values("user")
    found = Token.objects.filter(user__in=people).select_related("writes_for", "user")
    token = get_object_or_404(found, pk=pk)
    return confirmed(request, token, redirect("districts:person", token.user_id))


def confirmed(request: HttpRequest, token: Token, back: HttpResponse) -> HttpResponse:
    """Ask first; then do it."""
    if request.method != "POST":
        line = key_lists.line_of(token, keys.now())
        return render(request, "districts/revoke_token.html", {"key": line, "back": back["Location"]})
    try:
        actions.revoke_token(token, by=request.user, **when_and_where())
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Đã thu hồi mã “%(name)s”.") % {"name": token.name})
    return back


def when_and_where() -> dict[str, Any]:
    """The real moment, whatever day a demonstration lives on."""
    return {"at": keys.now(), "origin": Event.Origin.PAGE}
