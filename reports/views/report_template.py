"""The Word paper of a plan's reports: the standard one to take and edit, the province's own to bring."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from districts.access import Act
from districts.actions.refusals import Refused
from districts.forms.plain import PlainForm
from districts.views.gates import only_who_may
from districts.views.kept_files import attached, bytes_of
from indicators.models import Plan
from plan749 import clock
from reports import templates
from reports.models import ReportTemplate
from reports.template_names import LARGEST, MEANINGS, TOO_LARGE, placeholder

from .publications import CONTENT_TYPES

HISTORY = 10


class TemplateForm(PlainForm):
    """A Word file."""

    file = forms.FileField(
        label=gettext_lazy("Mẫu của tỉnh (Word .docx)"),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        help_text=gettext_lazy("Lớn nhất 5 MB. Mẫu được thử lập báo cáo ngay khi nạp."),
    )

    def content(self) -> bytes:
        """The bytes; of a file that is too large the server kept none, which the size still says."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            sentence = _(TOO_LARGE)
            raise Refused(sentence, "too_large", cells={("file", ""): sentence})
        content: bytes = file.read()
        return content


@only_who_may(Act.PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def report_template(request: HttpRequest, plan: str) -> HttpResponse:
    """What is in use, the names a template may have, and the form; or the way back to the standard one."""
    found = get_object_or_404(Plan, slug=plan)
    if "standard" in request.POST:
        templates.go_back(found, by=request.user, at=clock.now())
        messages.success(request, _("Báo cáo Word được lập theo mẫu chuẩn."))
        return redirect("reports:report_template", plan)
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["file"].name
        try:
            templates.take(found, name=name, content=form.content(), by=request.user, at=clock.now())
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Đã nhận mẫu. Báo cáo Word từ nay được lập theo mẫu này."))
            return redirect("reports:report_template", plan)
    used = ReportTemplate.objects.filter(plan=found).select_related("uploaded_by")
    context = {
        "plan": found,
        "form": form,
        "current": templates.current(found),
        "names": [(placeholder(name), _(meaning)) for name, meaning in MEANINGS.items()],
        "history": used[:HISTORY],
    }
    return render(request, "reports/report_template.html", context, status=422 if form.errors else 200)


@only_who_may(Act.PUBLISH)
@require_safe
def standard_template(request: HttpRequest, plan: str) -> HttpResponse:
    """The portal's own paper, to be edited."""
    from reports.documents import template  # loads what makes documents, for this page alone

    get_object_or_404(Plan, slug=plan)
    disposition = 'attachment; filename="mau-bao-cao-chuan.docx"'
    return attached(template.standard(), CONTENT_TYPES["docx"], disposition)


@only_who_may(Act.PUBLISH)
@require_safe
def own_template(request: HttpRequest, plan: str, pk: int) -> HttpResponse:
    """A template of the province as it was brought."""
    of_plan = ReportTemplate.objects.filter(plan__slug=plan, is_standard=False)
    found = get_object_or_404(of_plan.filter(pk=pk))
    disposition = 'attachment; filename="mau-bao-cao-cua-tinh.docx"'
    return attached(bytes_of(found.file, found.sha256), CONTENT_TYPES["docx"], disposition)
