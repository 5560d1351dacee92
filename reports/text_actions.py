"""Write the province's own text of a report: each saving a version, nobody's words overwritten unseen."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from districts import access, task_reports
from districts.actions.guards import held
from districts.actions.log import record
from districts.actions.refusals import NotAllowed, Refused, SomeoneWasFirst
from districts.actions.task_reports import plain
from districts.models import Event, Period, User
from indicators.wording import number

from .models import ReportText
from .report_sections import LONGEST_TEXT, NAMES, Section, sections_of


@transaction.atomic
def write_text(
    period: Period, section: str, text: str, *, version: int, by: User, at: datetime, origin: str
) -> ReportText | None:
    """Keep the next version of a section, if `version` is the one its writer saw (0: none); None where none is made.

    What its writer left as they saw it is no writing, whoever wrote meanwhile; neither is what stands there already.
    """
    if not access.may(by, access.Act.PUBLISH):
        raise NotAllowed(_("Chỉ cán bộ tỉnh được viết nội dung báo cáo."))
    period = held(period)
    found = require_section(period, section)
    wanted = plain(text)
    written = ReportText.objects.filter(period=period, section=section)
    newest = written.select_related("written_by").first()
    if wanted in (text_of(newest), text_of(written.filter(version=version).first())):
        return None
    if (newest.version if newest else 0) != version:
        raise stale(section, newest)
    require_length(section, wanted)
    told = {"version": version + 1, "text": wanted, "written_by": by, "written_at": at}
    try:
        with transaction.atomic():
            made = ReportText.objects.create(period=period, section=section, **told)
    except IntegrityError as error:  # somebody wrote in this very moment
        raise stale(section, written.select_related("written_by").first()) from error
    words = {"section": name_of(found, period), "version": number(made.version)}
    reason = _("%(section)s, bản %(version)s") % words
    details = {"period": period, "subject": section, "reason": reason}
    record(Event.Action.REPORT_TEXT_WRITTEN, by=by, at=at, origin=origin, **details)
    return made


def require_length(section: str, text: str) -> None:
    if len(text) > LONGEST_TEXT:
        language = get_language() or "vi"
        sentence = _("Mỗi mục dài nhất %(most)s ký tự; nội dung này có %(length)s.") % {
            "most": number(LONGEST_TEXT, language=language),
            "length": number(len(text), language=language),
        }
        raise Refused(sentence, "too_long", cells={(section, ""): sentence})


def require_section(period: Period, code: str) -> Section:
    """A section of the period's plan; a base quarter has no report, so no text either."""
    if period.is_base:
        raise Refused(_("Quý nền chỉ dùng để so với năm trước nên không có báo cáo."), "base_quarter")
    groups = [group.number for group in task_reports.groups_of(period.plan)]
    found = next((section for section in sections_of(groups) if section.code == code), None)
    if found is None:
        raise Refused(_("Báo cáo không có mục này."), "no_such_section")
    return found


def name_of(section: Section, period: Period) -> str:
    """A section as the page names it; a group's by the group's own name."""
    if not section.group:
        return _(NAMES[section.code])
    groups = {group.number: group.name for group in task_reports.groups_of(period.plan)}
    return f"{section.group}. {groups[section.group]}"


def text_of(version: ReportText | None) -> str:
    """What a version says; nothing where there is none."""
    return "" if version is None else version.text


def stale(section: str, newest: ReportText | None) -> SomeoneWasFirst:
    """Both texts are told: the writer's own is with the writer, and the other's is this."""
    return SomeoneWasFirst(
        _("Mục này vừa được người khác viết lại. Xin xem cả hai bản rồi lưu."),
        "stale_text",
        version=newest.version if newest else 0,
        theirs={(section, ""): newest},
    )
