"""SDMX REST 2.1: structures and data, as statistical offices and UNICEF ask for each other's figures."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request
from rest_framework.views import APIView

from indicators.api.filters import shown
from indicators.api.reading import HEADER
from indicators.models import Plan
from plan749 import clock

from ..models import Publication
from ..sdmx import data_csv, data_json, data_ml, media, reading
from ..sdmx.asked import DataQuery, read_data_query, read_structure_query
from ..sdmx.catalogue import FLOWS, PlanCatalogue, concepts, structures_of, words
from ..sdmx.faults import HTTP_STATUS, Code, Fault, error_message
from ..sdmx.graph import choose
from ..sdmx.key import ALL, LATEST, read_flow, read_key, read_providers
from ..sdmx.media import Form
from ..sdmx.shape import VERSION, Envelope, Flow, Message, Names, Series
from ..sdmx.structure_ml import structure_message
from .parts import Basis

XML = "application/xml; charset=utf-8"
CODE_OF_STATUS = {401: Code.UNAUTHORISED, 403: Code.FORBIDDEN, 404: Code.NO_RESULTS, 405: Code.METHOD}
WRITERS: dict[Form, Callable[[Message], Iterator[str]]] = {
    Form.GENERIC: data_ml.generic,
    Form.SPECIFIC: data_ml.specific,
    Form.JSON: data_json.message_of,
    Form.JSON_DRAFT: lambda message: data_json.message_of(message, draft=True),
    Form.CSV: data_csv.rows,
    Form.CSV_2: lambda message: data_csv.rows(message, version=2),
}


class OurOwn(BaseContentNegotiation):
    """The forms are chosen by the views; what goes wrong before them is answered all the same."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> Any:
        return renderers[0], renderers[0].media_type


@extend_schema(exclude=True)
class Sdmx(APIView):
    """What both views share: refusals in the standard's own form."""

    content_negotiation_class = OurOwn

    def handle_exception(self, exc: Exception) -> HttpResponseBase:
        if isinstance(exc, Fault):
            return refusal(exc.code, exc.about)
        answer = super().handle_exception(exc)
        said = refusal(CODE_OF_STATUS.get(answer.status_code, Code.SYNTAX), "", answer.status_code)
        for name in ("WWW-Authenticate", "Allow"):
            if answer.has_header(name):
                said[name] = answer[name]
        return said


class Structures(Sdmx):
    """`dataflow/`, `datastructure/`, `codelist/`, `conceptscheme/` and `agencyscheme/`."""

    def get(
        self, request: Request, kind: str, agency: str = "all", id: str = "all", version: str = "latest"
    ) -> HttpResponseBase:
        query, form = read_structure_query(kind, agency, id, version, lists(request))
        chosen_form = media.choose(media.STRUCTURES, request.headers.get("Accept", ""), form)
        plans = [PlanCatalogue(plan) for plan in Plan.objects.order_by("year", "slug")]
        chosen = choose(structures_of(settings.SDMX_AGENCY, plans), query)
        return streamed(structure_message(envelope(), chosen), chosen_form.header)


class Data(Sdmx):
    """`data/{flow}/{key}/{provider}`: the observations that this account may see, as series."""

    def get(self, request: Request, flow: str, key: str = "all", provider: str = "all") -> HttpResponseBase:
        query = read_data_query(lists(request))
        form = media.choose(media.DATA, request.headers.get("Accept", ""), query.format)
        catalogue, basis = found_flow(flow, provider)
        message = self.message(catalogue, basis, key, query)
        answer = streamed(WRITERS[form.form](message), form.header)
        if message.attributes["ILLUSTRATIVE"] == "true":
            answer[HEADER] = "true"
        return answer

    def message(self, catalogue: PlanCatalogue, basis: Basis, text: str, query: DataQuery) -> Message:
        """The message, whose first series is there: a query that finds none has no results."""
        series = reading.series_of(catalogue, basis, read_key(text), query.stretch, self.request.user)
        flow, illustrative = catalogue.flow(basis), is_illustrative(catalogue.plan)
        return Message(
            envelope=envelope(names_of(flow, illustrative=illustrative)),
            flow=flow,
            attributes={"BASIS": basis.value, "ILLUSTRATIVE": str(illustrative).lower()},
            series=map(query.cut.of, begun(series, text)),
            codelists=catalogue.lists,
            concepts={concept.id: concept for concept in concepts()},
            flat=query.flat,
            with_attributes=query.cut.with_attributes,
            language=get_language() or "vi",
        )


@extend_schema(exclude=True)
class Nothing(Sdmx):
    """Any other address of SDMX's."""

    def get(self, request: Request, **_address: str) -> HttpResponseBase:
        raise Fault(Code.SYNTAX, request.path)


def lists(request: Request) -> dict[str, list[str]]:
    return dict(request.query_params.lists())


def found_flow(text: str, provider: str) -> tuple[PlanCatalogue, Basis]:
    """The plan and basis that a data query names."""
    asked, providers = read_flow(text), read_providers(provider)
    agency = settings.SDMX_AGENCY
    is_ours = asked.agency in (ALL, agency) and asked.version in (ALL, LATEST, VERSION)
    if not is_ours or (providers is not None and agency not in providers):
        raise Fault(Code.NO_RESULTS, text)
    for basis, prefix in FLOWS.items():
        if asked.id.startswith(prefix):
            plan = Plan.objects.filter(slug=asked.id.removeprefix(prefix)).first()
            if plan is not None:
                return PlanCatalogue(plan), Basis(basis)
    raise Fault(Code.NO_RESULTS, text)


def begun(series: Iterator[Series], about: str) -> Iterator[Series]:
    first = next(series, None)
    if first is None:
        raise Fault(Code.NO_RESULTS, about)
    return chain([first], series)


def is_illustrative(plan: Plan) -> bool:
    """Whether any figure of the plan was made up, or was when it was published."""
    return plan.illustrative or Publication.objects.filter(period__plan=plan, illustrative=True).exists()


def names_of(flow: Flow, *, illustrative: bool) -> Names:
    """What a message is called; made-up figures say so first."""
    if not illustrative:
        return flow.names
    return {
        language: f"{words()['illustrative'][language]} - {name}" for language, name in flow.names.items()
    }


def envelope(names: Names | None = None) -> Envelope:
    at = clock.now()
    return Envelope(f"M{at:%Y%m%dT%H%M%S%f}", at, settings.SDMX_AGENCY, names or {})


def streamed(pieces: Iterable[str], media_type: str) -> StreamingHttpResponse:
    answer = StreamingHttpResponse((piece.encode() for piece in pieces), content_type=media_type)
    answer["Vary"] = "Accept"
    return answer


def refusal(code: Code, about: str, status: int | None = None) -> HttpResponse:
    """The standard's error message, in the language of the request."""
    sentence = sentence_of(code) + (f" ({shown(about)})" if about else "")
    body = error_message(code, [(get_language() or "vi", sentence)])
    return HttpResponse(body, content_type=XML, status=status or HTTP_STATUS[code])


def sentence_of(code: Code) -> str:
    return {
        Code.NO_RESULTS: _("Không có kết quả nào."),
        Code.UNAUTHORISED: _("Xin đăng nhập hoặc gửi mã truy cập."),
        Code.SYNTAX: _("Yêu cầu không đúng cú pháp SDMX."),
        Code.SEMANTICS: _("Yêu cầu không có nghĩa."),
        Code.NOT_IMPLEMENTED: _("Phần này của SDMX chưa được phục vụ."),
        Code.NOT_ACCEPTABLE: _("Không có dạng dữ liệu này."),
        Code.FORBIDDEN: _("Tài khoản này không được làm việc này."),
        Code.METHOD: _("Địa chỉ này không nhận yêu cầu như vậy."),
    }[code]
