"""The Word paper of a plan's reports: take a province's own, go back to the standard one, read the one that counts."""

from datetime import datetime
from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from districts import access, evidence
from districts.actions.log import record
from districts.actions.refusals import NotAllowed, Refused
from districts.models import Event, User
from districts.workbooks.packages import PackageFault
from indicators.models import Plan

from .models import ReportTemplate
from .template_names import TemplateBroken


def current(plan: Plan) -> ReportTemplate | None:
    """The province's own paper; None where reports are made on the portal's."""
    last = ReportTemplate.objects.filter(plan=plan).select_related("uploaded_by").first()
    return None if last is None or last.is_standard else last


def content_of(template: ReportTemplate) -> bytes:
    """Its bytes as they were kept; TemplateBroken where they are gone or are others."""
    try:
        with template.file.open("rb") as file:
            content: bytes = file.read()
    except OSError as error:
        raise TemplateBroken("The province's template cannot be read.") from error
    if sha256(content).hexdigest() != template.sha256:
        raise TemplateBroken("The province's template is not what was kept.")
    return content


@transaction.atomic
def take(plan: Plan, *, name: str, content: bytes, by: User, at: datetime) -> ReportTemplate:
    """Keep a province's template, if a report can be made in it; from now on they are."""
    from .documents import template_checks  # loads what makes documents, where a file is brought alone

    require_staff(by)
    try:
        template_checks.examine(content)
    except PackageFault as fault:
        sentence = fault.sentence.written(_, get_language() or "vi")
        raise Refused(sentence, fault.code, cells={("file", ""): sentence}) from fault
    digest = sha256(content).hexdigest()
    standing = current(plan)
    if standing is not None and standing.sha256 == digest:
        return standing
    shown = evidence.shown_name(name, evidence.DOCX)
    place = f"templates/{plan.slug}/{digest[:16]}.docx"
    made = ReportTemplate.objects.create(
        plan=plan,
        file=default_storage.save(place, ContentFile(content)),
        name=shown,
        sha256=digest,
        size=len(content),
        uploaded_by=by,
        uploaded_at=at,
    )
    log(made, by, at, shown)
    return made


@transaction.atomic
def go_back(plan: Plan, *, by: User, at: datetime) -> ReportTemplate | None:
    """To the standard paper; nothing happens where it is in use already."""
    require_staff(by)
    if current(plan) is None:
        return None
    made = ReportTemplate.objects.create(plan=plan, is_standard=True, uploaded_by=by, uploaded_at=at)
    log(made, by, at, _("mẫu chuẩn"))
    return made


def require_staff(by: User) -> None:
    if not access.may(by, access.Act.PUBLISH):
        raise NotAllowed(_("Chỉ cán bộ tỉnh được đổi mẫu báo cáo."))


def log(made: ReportTemplate, by: User, at: datetime, name: str) -> None:
    origin = Event.Origin.PAGE
    subject = made.plan.slug
    record(Event.Action.REPORT_TEMPLATE_SET, by=by, at=at, origin=origin, subject=subject, reason=name)
