"""Where a person can go: the links of the header, by what they may do."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from districts import access
from districts.access import Act
from districts.models import Period, Unit
from districts.models.units import Level


@dataclass(frozen=True)
class Link:
    words: str
    address: str
    is_current: bool


def links(request: HttpRequest) -> list[Link]:
    """The pages a person may open, most used first; none for a stranger and before one's own password is set."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or user.must_change_password:
        return []
    may = partial(access.may, user)
    newest = newest_period() if may(Act.SEE) else None
    here = [] if newest is None else [newest.plan.slug, newest.as_quarter]
    wanted = [
        (may(Act.ENTER) or may(Act.ACCEPT), _("Việc của tôi"), "districts:my_work", []),
        (newest is not None and has_a_board(request), _("Kết quả"), "reports:board", here),
        (newest is not None and sees_others(request), _("Tình hình báo cáo"), "districts:reporting", here),
        (newest is not None and has_tasks(request), _("Nhiệm vụ"), "districts:assignments", here[:1]),
        (newest is not None or may(Act.MANAGE_ACCOUNTS), _("Báo cáo"), "reports:publications", []),
        (may(Act.MANAGE_PERIODS), _("Kỳ báo cáo"), "districts:periods", []),
        (
            newest is not None and may(Act.SET_TARGETS),
            pgettext("page", "Chỉ tiêu giao"),
            "districts:targets",
            here[:1],
        ),
        (newest is not None, _("Sổ tay chỉ tiêu"), "indicators:handbook", here[:1]),
        (may(Act.MANAGE_ACCOUNTS), _("Tài khoản"), "districts:people", []),
    ]
    return [link(request, words, name, args) for is_wanted, words, name, args in wanted if is_wanted]


def all_links(request: HttpRequest) -> list[Link]:
    """The pages of the header and those that stand elsewhere, for whoever looks for a page by its name."""
    newest = newest_period() if access.may(request.user, Act.SEE) else None
    own: list[tuple[str, str, list[Any]]] = [
        (_("Liên lạc của tôi"), "districts:contact", []),
        (_("Đổi mật khẩu"), "districts:change_password", []),
        (_("Mã truy cập cho phần mềm"), "districts:tokens", []),
    ]
    if newest is not None:
        own.insert(0, (_("Đủ và đúng hạn"), "districts:completeness", [newest.plan.slug]))
    return [*links(request), *(link(request, words, name, args) for words, name, args in own)]


def link(request: HttpRequest, words: str, name: str, args: list[Any]) -> Link:
    """One link; current on its own page, in whatever quarter, and on the pages below it."""
    address = reverse(name, args=args)
    match = request.resolver_match
    is_own_page = match is not None and match.view_name == name
    return Link(words, address, is_own_page or request.path.startswith(address))


def newest_period() -> Period | None:
    """The quarter people work on: the last one opened that is no base quarter; None before the first."""
    periods = Period.objects.filter(is_base=False).select_related("plan")
    return periods.order_by("-year", "-quarter").first()


def sees_others(request: HttpRequest) -> bool:
    """Whether the person sees more units than the one they belong to."""
    return access.reach_of(request.user, Act.SEE) not in (None, access.Reach.OWN)


def has_tasks(request: HttpRequest) -> bool:
    """Whether the province gives this person's unit tasks, or the person watches those who are given them."""
    membership = access.membership_of(request.user)
    is_asked = membership is not None and membership.unit.parent_id == membership.unit.province_id
    return sees_others(request) or (is_asked and access.may(request.user, Act.SEE))


def has_a_board(request: HttpRequest) -> bool:
    """Whether figures add up to anything for this person's unit: a department is no area."""
    membership = access.membership_of(request.user)
    sees = access.reach_of(request.user, Act.SEE) is not None
    return membership is not None and sees and membership.unit.level != Level.DEPARTMENT


def own_unit(request: HttpRequest) -> Unit | None:
    """The unit of who is signed in; None for one who belongs nowhere."""
    user = getattr(request, "user", None)
    membership = access.membership_of(user) if user is not None else None
    return None if membership is None else membership.unit
