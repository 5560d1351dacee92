"""The gate of pages that only one role has: for all others they do not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from .. import access
from ..access import Act

View = Callable[..., HttpResponse]


def only_who_may(act: Act) -> Callable[[View], View]:
    """404 for whoever may not do this anywhere."""

    def gated(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not access.may(request.user, act):
                raise Http404
            return view(request, *args, **kwargs)

        return answer

    return gated
