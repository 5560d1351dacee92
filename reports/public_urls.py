"""Addresses of the public page. The language stands in them, so that one address is one answer for everybody."""

from django.urls import path, register_converter

from indicators import converters  # noqa: F401 - registers <quarter:period>

from .views import public


class LanguageConverter:
    """One of the portal's two languages."""

    regex = "vi|en"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(LanguageConverter, "language")

app_name = "public"
urlpatterns = [
    path("", public.front, name="door"),
    path("<language:language>/", public.front, name="front"),
    path("<language:language>/<slug:plan>/<quarter:period>/", public.results, name="results"),
    path(
        "<language:language>/<slug:plan>/<quarter:period>/indicator/<int:number>/",
        public.indicator,
        name="indicator",
    ),
    path(
        "<language:language>/<slug:plan>/<quarter:period>/indicator/<int:number>/communes/",
        public.communes,
        name="communes",
    ),
    path("files/<slug:plan>/<quarter:period>/results.<slug:form>", public.results_file, name="file"),
]
