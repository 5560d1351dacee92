"""Search: any indicator, unit or page by a few words, as a page of its own and live under the box in the header."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from . import lookup

ON_THE_PAGE, UNDER_THE_BOX = 20, 6


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What the words find; only the list where the box asks for it as one types."""
    asked = request.GET.get("q", "")[: lookup.MOST_LETTERS].replace("\0", "")
    is_live = bool(request.htmx)
    groups = lookup.find(request, asked, most=UNDER_THE_BOX if is_live else ON_THE_PAGE)
    context = {
        "asked": asked,
        "has_words": bool(lookup.words_of(asked)),
        "groups": groups,
        "total": sum(len(group.results) + group.more for group in groups),
        "letters": lookup.MOST_LETTERS,
    }
    response = render(request, "search_live.html" if is_live else "search.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response
