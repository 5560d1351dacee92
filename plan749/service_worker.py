"""The script that opens a sheet without a network, and the page that stands in for all others then."""

import json

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse

SCRIPT = settings.BASE_DIR / "static" / "js" / "service_worker.js"
# What the page without a network is drawn with.
OFFLINE_FILES = (
    "vendor/bootstrap.min.css",
    "css/fonts.css",
    "css/plan749.css",
    "css/dark.css",
    "js/without_network.js",
)


@login_not_required
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script, from the root since it answers for the root, with the addresses that it needs above it.

    A browser fetches it anew whenever a byte of it differs, so whenever one of those files does.
    """
    portal = {
        "offline": reverse("without_network"),
        "offline_files": [static(name) for name in OFFLINE_FILES],
        "files_at": settings.STATIC_URL,  # the files' own address has a mark of their content; the folder's has none
        "doors": [reverse("districts:sign_in"), reverse("districts:sign_out")],
    }
    text = f"const PORTAL = {json.dumps(portal)};\n{SCRIPT.read_text(encoding='utf-8')}"
    return HttpResponse(
        text, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"}
    )


@login_not_required
def without_network(request: HttpRequest) -> HttpResponse:
    """What a browser shows where there is no line: which sheets can be opened all the same."""
    return render(request, "without_network.html")
