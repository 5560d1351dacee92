"""DHIS2 data value sets: the counts of accepted submissions as they were entered, for a DHIS2 to import and add up."""

from django.conf import settings
from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from districts.api.periods import opened
from districts.api.units import BY_UNIT
from indicators.api.filters import Filter, asked, quarter, word
from indicators.api.plans import BY_PLAN
from indicators.api.reading import HEADER
from indicators.models import Plan

from ..dhis2 import reading
from ..dhis2.data_values import data_value_set
from ..dhis2.metadata import metadata

WITHHELD = "X-Withheld"
FILTERS: dict[str, Filter] = {
    "plan": word(known=BY_PLAN.known),
    "period": quarter(known=opened),
    "orgUnit": word(known=BY_UNIT),
}


# Its form is DHIS2's own, described there; ours would only repeat it.
@extend_schema(exclude=True)
class DataValueSets(APIView):
    """`dhis2/dataValueSets?plan=&period=&orgUnit=`: each a filter, several or none of them."""

    def get(self, request: Request) -> StreamingHttpResponse:
        submissions = reading.submissions_of(asked(request, FILTERS), request.user)
        table = reading.mapping_in(settings.DHIS2_MAPPING)
        refuse_unnamed(reading.unnamed(submissions, table))
        words = {"illustrative": _("số liệu minh họa"), "nothing_occurred": _("không phát sinh")}
        pieces = data_value_set(reading.figures_of(submissions, request.user), table, words)
        answer = StreamingHttpResponse(
            (piece.encode() for piece in pieces), content_type="application/json; charset=utf-8"
        )
        # DHIS2's form has no place for either.
        answer[WITHHELD] = str(reading.number_withheld(submissions, request.user))
        if Plan.objects.is_demonstration():
            answer[HEADER] = "true"
        return answer


@extend_schema(exclude=True)
class Metadata(APIView):
    """`dhis2/metadata?plan=`: the data elements and splits, for a DHIS2 that has none of them yet."""

    def get(self, request: Request) -> Response:
        elements = reading.elements_of(asked(request, {"plan": FILTERS["plan"]}))
        words = {
            "sex": _("theo giới tính"),
            "ethnicity": _("theo dân tộc"),
            "male": _("Nam"),
            "female": _("Nữ"),
            "kinh": _("Kinh"),
            "minority": _("Dân tộc thiểu số"),
        }
        return Response(metadata(elements, words))


def refuse_unnamed(unnamed: dict[str, list[str]]) -> None:
    """No figure is sent under a name that DHIS2 does not know, and none is left out in silence."""
    if unnamed:
        sentence = _("Tệp ánh xạ DHIS2 chưa có: %(codes)s")
        raise ValidationError(
            {
                kind: [ErrorDetail(sentence % {"codes": ", ".join(codes)}, "unmapped")]
                for kind, codes in unnamed.items()
            }
        )
