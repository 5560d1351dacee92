"""One-time passwords between the moment they are made and the one page that shows them."""

from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse

from .. import people_workbook
from ..actions.people import Issued
from ..models import Membership
from ..workbooks import files

KEY = "one_time_passwords"
SALT = "districts.one_time_passwords"
VALID_FOR = 60 * 60


def keep(request: HttpRequest, issued: list[Issued]) -> None:
    """Put them by in the session until the next page, which takes them out."""
    places = Membership.objects.select_related("unit").in_bulk(
        [one.user.pk for one in issued], field_name="user_id"
    )
    request.session[KEY] = [
        {
            "username": one.user.username,
            "full_name": one.user.full_name,
            "unit": places[one.user.pk].unit.name,
            "password": one.password,
        }
        for one in issued
    ]


def taken(request: HttpRequest) -> dict[str, Any]:
    """What the page prints: the passwords, gone from here with this; none the second time."""
    rows = request.session.pop(KEY, [])
    return {"rows": rows, "sealed": signing.dumps([request.user.pk, rows], salt=SALT, compress=True)}


def workbook(request: HttpRequest) -> HttpResponse:
    """The passwords of the page, which it sends back sealed, as a workbook; nothing is looked up."""
    try:
        owner, rows = signing.loads(request.POST.get("sealed", ""), salt=SALT, max_age=VALID_FOR)
    except signing.BadSignature as error:
        raise Http404 from error
    if owner != request.user.pk:
        raise Http404
    return files.download(people_workbook.of_passwords(rows), "mat-khau-dung-mot-lan.xlsx")
