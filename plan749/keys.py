"""Keys that act by themselves ("/" to the search box, "b" to a chart's table): on, until a person switches them off.

Whoever speaks to the machine, or strikes keys without meaning to, sets off what a single letter does. A cookie, as the
theme is one: the page already comes as it was chosen.
"""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from indicators.phrases import gettext_noop

from .theme import A_YEAR, Choice, back_to

COOKIE = "keys"
ON, OFF = "on", "off"
CHOICES = [Choice(ON, gettext_noop("Bật")), Choice(OFF, gettext_noop("Tắt"))]


@dataclass(frozen=True)
class Keys:
    """What was chosen."""

    name: str

    @property
    def are_on(self) -> bool:
        return self.name == ON

    @property
    def choices(self) -> list[Choice]:
        return CHOICES


def keys_of(request: HttpRequest) -> Keys:
    """What this browser's person chose; on where nothing was."""
    return Keys(OFF if request.COOKIES.get(COOKIE) == OFF else ON)


@login_not_required
def set_keys(request: HttpRequest) -> HttpResponse:
    """Remember the choice for a year and go back; asked by its bare address, it changes nothing."""
    response = HttpResponseRedirect(back_to(request))
    chosen = request.POST.get("keys", "")
    if request.method == "POST" and chosen in (ON, OFF):
        response.set_cookie(
            COOKIE, chosen, max_age=A_YEAR, httponly=True, samesite="Lax", secure=settings.SECURE_COOKIES
        )
    return response
