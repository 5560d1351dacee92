"""Keys of one's own programs."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from plan749 import clock

from .. import access
from ..actions import tokens as actions
from ..actions.refusals import Refused
from ..forms.tokens import TokenForm
from ..models import Event

NEW = "new_token"


@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """One's keys; a new one is shown on the page that follows its making, and never again."""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            name = form.cleaned_data["name"]
            token, key = actions.create_token(
                request.user, name=name, at=clock.now(), origin=Event.Origin.PAGE
            )
        except Refused as refused:
            form.add_refusal(refused)
        else:
            request.session[NEW] = {"name": token.name, "key": key}
            return redirect("districts:tokens")
    context = {
        "form": form,
        "tokens": request.user.tokens.all(),
        "new": request.session.pop(NEW, None),
        "manages_webhooks": access.may(request.user, access.Act.MANAGE_WEBHOOKS),
    }
    return render(request, "districts/tokens.html", context)


def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own keys; another's does not exist. Whoever comes by the address alone sees the list."""
    token = get_object_or_404(request.user.tokens, pk=pk)
    if request.method != "POST":
        return redirect("districts:tokens")
    actions.revoke_token(token, by=request.user, at=clock.now(), origin=Event.Origin.PAGE)
    messages.success(request, _("Đã thu hồi mã “%(name)s”.") % {"name": token.name})
    return redirect("districts:tokens")
