"""The front door: each role begins where its work is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from districts import access
from districts.access import Act

from .navigation import newest_period


def home(request: HttpRequest) -> HttpResponse:
    """Work for who enters, accounts for who keeps them, the newest results for who watches."""
    user = request.user
    if access.may(user, Act.ENTER):
        return redirect("districts:my_work")
    if access.may(user, Act.MANAGE_ACCOUNTS):
        return redirect("districts:people")
    newest = newest_period() if access.may(user, Act.SEE) else None
    if newest is not None:
        return redirect("reports:board", newest.plan.slug, newest.as_quarter)
    if access.may(user, Act.MANAGE_PERIODS):
        return redirect("districts:periods")
    return render(request, "home.html")
