"""The report as it was signed: its number, its day, its scan, beside the publication it was made from."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.access import Act, may
from districts.actions.refusals import Refused
from districts.forms.plain import DayField, PlainForm
from districts.views.gates import only_who_may
from districts.views.kept_files import attached, bytes_of
from plan749 import clock
from reports import actions
from reports.models import IssuedReport, Publication


class IssuedForm(PlainForm):
    """What stands on the signed paper."""

    number = forms.CharField(
        label=gettext_lazy("Số, ký hiệu"), max_length=60, help_text=gettext_lazy("Ví dụ: 123/BC-SLĐTBXH.")
    )
    issued_on = DayField(label=gettext_lazy("Ngày ban hành"))
    scan = forms.FileField(
        label=gettext_lazy("Bản quét đã ký (PDF)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
        help_text=gettext_lazy("Không bắt buộc. Lớn nhất 20 MB."),
    )

    def content(self) -> bytes | None:
        """The scan's bytes; of a file that is too large the server kept none, which the size still says."""
        file = self.cleaned_data["scan"]
        if file is None:
            return None
        if file.size > actions.LARGEST_SCAN:
            raise Refused("", cells={("scan", ""): _("Tệp lớn hơn 20 MB. Xin quét lại với độ nét thấp hơn.")})
        content: bytes = file.read()
        return content


@only_who_may(Act.PUBLISH)
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; what was noted last stands in it."""
    publication = get_object_or_404(Publication.objects.select_related("period__plan"), pk=pk)
    last = publication.issued.first()
    held = {"number": last.number, "issued_on": last.issued_on} if last else {}
    form = IssuedForm(request.POST or None, request.FILES or None, initial=held)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("number", "issued_on")}
        try:
            actions.note_issued(publication, **told, scan=form.content(), by=request.user, at=clock.now())
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("reports:publication", pk)
    context = {"form": form, "publication": publication, "last": last}
    return render(request, "reports/issued.html", context)


def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """The scan noted last. It names districts and communes, so for most people it does not exist."""
    if not may(request.user, Act.READ_DOCUMENTS):
        raise Http404
    publications = Publication.objects.filter(pk=pk)
    issued = IssuedReport.objects.filter(publication__in=publications).exclude(file="").first()
    if issued is None:
        raise Http404
    disposition = 'attachment; filename="bao-cao-da-ky.pdf"'
    return attached(bytes_of(issued.file, issued.sha256), "application/pdf", disposition)
