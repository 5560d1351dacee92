"""Addresses, one include a floor."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from .health import healthz
from .home import home
from .keys import set_keys
from .search import search
from .service_worker import service_worker, without_network
from .theme import set_theme

urlpatterns = [
    path("", home, name="home"),
    path("healthz", healthz, name="healthz"),
    path("service-worker.js", service_worker, name="service_worker"),
    path("without-network/", without_network, name="without_network"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("theme/", set_theme, name="set_theme"),
    path("keys/", set_keys, name="set_keys"),
    path("search/", search, name="search"),
    path("api/v1/", include("plan749.api_urls")),
    path(settings.PUBLIC_ADDRESS.removeprefix("/"), include("reports.public_urls")),
    path("", include("districts.urls")),
    path("", include("indicators.urls")),
    path("", include("reports.urls")),
]

# Django's own names for whoever answers a fault.
handler400 = "plan749.api_problems.bad_request"
handler403 = "plan749.api_problems.permission_denied"
handler404 = "plan749.api_problems.page_not_found"
handler500 = "plan749.api_problems.server_error"
