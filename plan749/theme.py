"""Light or dark: as the device says, until a person chooses. A cookie: the page already comes as it was chosen."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from indicators.phrases import gettext_noop

COOKIE = "theme"
A_YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True)
class Choice:
    name: str
    words: str


@dataclass(frozen=True)
class Theme:
    """What was chosen, and what the page's head says of it. `media_of_dark` empty: dark is never drawn."""

    name: str
    schemes: str
    media_of_dark: str

    @property
    def choices(self) -> list[Choice]:
        return CHOICES


DEVICE = "device"
CHOICES = [
    Choice("light", gettext_noop("Sáng")),
    Choice("dark", gettext_noop("Tối")),
    Choice(DEVICE, gettext_noop("Theo máy")),
]
# Paper is white, whatever the screen.
THEMES = {
    "light": Theme("light", "light", ""),
    "dark": Theme("dark", "dark", "screen"),
    DEVICE: Theme(DEVICE, "light dark", "screen and (prefers-color-scheme: dark)"),
}


def theme_of(request: HttpRequest) -> Theme:
    """What this browser's person chose; as the device where nothing we know was chosen."""
    return THEMES.get(request.COOKIES.get(COOKIE, ""), THEMES[DEVICE])


@login_not_required
def set_theme(request: HttpRequest) -> HttpResponse:
    """Remember the choice for a year and go back; asked by its bare address, it changes nothing."""
    response = HttpResponseRedirect(back_to(request))
    chosen = request.POST.get("theme", "")
    if request.method == "POST" and chosen in THEMES:
        response.set_cookie(
            COOKIE, chosen, max_age=A_YEAR, httponly=True, samesite="Lax", secure=settings.SECURE_COOKIES
        )
    return response


def back_to(request: HttpRequest) -> str:
    """The page one came from, if it is one of ours."""
    place = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(place, {request.get_host()}, require_https=request.is_secure())
    return place if is_ours else reverse("home")
