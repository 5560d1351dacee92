"""The public page: published, protected results for anyone; off unless the portal says so.

Each page is in the language of its address and the same for everybody: it asks for no session and no cookie, sets
none, and is kept by our own cache and by whatever stands between us and its readers.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from districts.models.units import Level
from indicators.periods import Quarter
from indicators.phrases import ENGLISH, VIETNAMESE
from reports import public_results, published
from reports.frozen import Frozen
from reports.models import Publication
from reports.table_files import MAKERS

from .publications import CONTENT_TYPES

Context = dict[str, Any]
OTHER = {VIETNAMESE: ENGLISH, ENGLISH: VIETNAMESE}
# For how many seconds a browser and a server in front keep an answer, and our own cache.
MAX_AGE, KEPT = 300, 3600


def for_anyone(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that needs no account where the portal has its public page; elsewhere there is no such page."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.PUBLIC_PAGE:
            raise Http404
        return require_safe(view)(request, *args, **kwargs)

    return csrf_exempt(login_not_required(shown))


@dataclass(frozen=True)
class Asked:
    """What is asked for: of which publication (None: nothing was published), of how many, in which language."""

    choices: Sequence[Publication]
    publication: Publication | None
    language: str
    address: str  # one address is one answer

    @property
    def etag(self) -> str:
        """Another one as soon as anything was published, and as soon as the portal looks otherwise."""
        known = [one.pk for one in self.choices], static("css/plan749.css"), static("css/dark.css")
        own = None if self.publication is None else self.publication.pk
        return sha256(repr((known, own, self.language, self.address)).encode()).hexdigest()[:32]

    @property
    def last_modified(self) -> int | None:
        """When the newest of the publications was made."""
        moments = [int(one.published_at.timestamp()) for one in self.choices]
        return max(moments, default=None)


# The pages ----------------------------------------------------------------------------------------------------------


@for_anyone
def front(request: HttpRequest, language: str = VIETNAMESE) -> HttpResponse:
    """The newest quarter's results; `?quarter=749-2024/2024-Q3`, which the choice of quarters sends, leads there."""
    choices = list(public_results.newest_publications())
    wanted = request.GET.get("quarter")
    if wanted is not None:
        return to_chosen(wanted, choices, language)
    newest = choices[0] if choices else None
    return page(request, Asked(choices, newest, language, request.path), results_of)


@for_anyone
def results(request: HttpRequest, language: str, plan: str, period: Quarter) -> HttpResponse:
    """The province's results of one quarter."""
    return page(request, asked(request, language, plan, period), results_of)


@for_anyone
def indicator(request: HttpRequest, language: str, plan: str, period: Quarter, number: int) -> HttpResponse:
    """One indicator: the province, its districts, how it is reckoned."""
    wanted = asked(request, language, plan, period)
    return page(request, wanted, lambda one, frozen: indicator_of(one, frozen, number, Level.DISTRICT))


@for_anyone
def communes(request: HttpRequest, language: str, plan: str, period: Quarter, number: int) -> HttpResponse:
    """The same by commune."""
    wanted = asked(request, language, plan, period)
    return page(request, wanted, lambda one, frozen: indicator_of(one, frozen, number, Level.COMMUNE))


@for_anyone
def results_file(request: HttpRequest, plan: str, period: Quarter, form: str) -> HttpResponse:
    """Every area's results as a file, in Vietnamese as all documents are."""
    if form not in MAKERS:
        raise Http404
    wanted = asked(request, VIETNAMESE, plan, period)
    response = answer(request, wanted, lambda: file_of(wanted, form))
    name = f"ban-cong-khai-{period}-lan-{number_of(wanted)}.{form}"
    response["Content-Type"] = CONTENT_TYPES.get(form, "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# What they show -----------------------------------------------------------------------------------------------------


def asked(request: HttpRequest, language: str, plan: str, period: Quarter) -> Asked:
    """The latest publication of a quarter; what was replaced by a later one is no page for strangers."""
    choices = list(public_results.newest_publications())
    for one in choices:
        if one.period.plan.slug == plan and one.period.as_quarter == period:
            return Asked(choices, one, language, request.path)
    raise Http404


def to_chosen(wanted: str, choices: Sequence[Publication], language: str) -> HttpResponse:
    """To a quarter's own address."""
    for one in choices:
        plan, quarter = one.period.plan.slug, one.period.as_quarter
        if wanted == f"{plan}/{quarter}":
            return HttpResponseRedirect(reverse("public:results", args=[language, plan, quarter]))
    raise Http404


def results_of(publication: Publication, frozen: Frozen) -> Context:
    objectives = public_results.results(publication, frozen)
    statuses = published.statuses(objectives)
    return {
        "template": "results",
        "leads_on": True,
        "objectives": objectives,
        "tally": published.tally(statuses),
        "not_due": statuses.count(None),
        "indicators": len(statuses),
    }


def indicator_of(publication: Publication, frozen: Frozen, number: int, level: Level) -> Context:
    row = public_results.indicator(publication, frozen, number)
    if row is None:
        raise Http404
    return {
        "template": "indicator" if level == Level.DISTRICT else "communes",
        "row": row,
        "areas": public_results.areas(publication, frozen, row.lines, level),
        "elements": public_results.elements_of(row, frozen),
    }


def file_of(wanted: Asked, form: str) -> bytes:
    assert wanted.publication is not None  # a file is asked of a quarter that was published
    with translation.override(VIETNAMESE):
        frozen = Frozen(wanted.publication.content)
        return MAKERS[form](public_results.table(wanted.publication, frozen))


def number_of(wanted: Asked) -> int:
    return 0 if wanted.publication is None else wanted.publication.number


# How they are answered ------------------------------------------------------------------------------------------------


def page(
    request: HttpRequest, wanted: Asked, context_of: Callable[[Publication, Frozen], Context]
) -> HttpResponse:
    """A page in the language of its address, with the same page in the other language beside it."""
    response = answer(request, wanted, lambda: written(wanted, in_the_other(request, wanted), context_of))
    response["Content-Type"] = "text/html; charset=utf-8"
    response["Content-Language"] = wanted.language
    return response


def in_the_other(request: HttpRequest, wanted: Asked) -> str:
    """The same page's address in the other language; the door has none of its own."""
    match = request.resolver_match
    assert match is not None  # a view is asked by an address
    name = "public:front" if match.view_name == "public:door" else match.view_name
    return reverse(name, kwargs={**match.kwargs, "language": OTHER[wanted.language]})


def written(wanted: Asked, elsewhere: str, context_of: Callable[[Publication, Frozen], Context]) -> bytes:
    """The page's bytes, without a request: nothing of who asks can get into them."""
    own: Mapping[str, Any] = {"template": "nothing"}
    if wanted.publication is not None:
        frozen = Frozen(wanted.publication.content)
        accepted, expected = published.accepted_of_expected(frozen)
        own = {
            "publication": wanted.publication,
            "period": wanted.publication.period,
            "frozen": frozen,
            "accepted": accepted,
            "expected": expected,
            **context_of(wanted.publication, frozen),
        }
    context = {
        "choices": wanted.choices,
        "language": wanted.language,
        "elsewhere": elsewhere,
        "other_language": OTHER[wanted.language],
        "is_demonstration": any(one.illustrative for one in wanted.choices),
        "api_rate": settings.PUBLIC_API_RATE.partition("/")[0],
        **own,
    }
    with translation.override(wanted.language):
        return render_to_string(f"reports/public/{own['template']}.html", context).encode()


def answer(request: HttpRequest, wanted: Asked, make: Callable[[], bytes]) -> HttpResponse:
    """What was kept, or what is made now; nothing new to whoever has it already."""
    response = get_conditional_response(request, etag=f'"{wanted.etag}"', last_modified=wanted.last_modified)
    if response is None:
        response = HttpResponse(kept(wanted, make))
    response["ETag"] = f'"{wanted.etag}"'
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    response["X-Content-Type-Options"] = "nosniff"
    if wanted.last_modified is not None:
        response["Last-Modified"] = http_date(wanted.last_modified)
    return response


def kept(wanted: Asked, make: Callable[[], bytes]) -> bytes:
    """From our own cache where it is there."""
    key = f"public:{wanted.etag}"
    found: bytes | None = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, KEPT)
    return found
