"""What every page may print: the demonstration's banner and the present day."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from indicators.models import Plan

from . import clock, keys, navigation, theme


def portal(request: HttpRequest) -> dict[str, Any]:
    """Lazy where it costs a query: a page that prints no banner asks for none."""
    return {
        "today": clock.today,
        "has_public_page": settings.PUBLIC_PAGE,
        "printed_at": clock.now,
        "clock_is_pinned": clock.is_pinned(),
        "is_demonstration": Plan.objects.is_demonstration,
        "navigation": partial(navigation.links, request),
        "theme": theme.theme_of(request),
        "shortcuts": keys.keys_of(request),
        "own_unit": partial(navigation.own_unit, request),
    }
