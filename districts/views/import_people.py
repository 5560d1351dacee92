"""Many accounts at once: a workbook comes in, is shown as read, and is confirmed or not."""

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plan749 import clock

from .. import directory, people_import, people_workbook
from ..access import Act
from ..actions import people as actions
from ..actions.refusals import Refused
from ..forms.people import WorkbookForm
from ..models import User
from ..workbooks import files
from .gates import only_who_may
from .people import hand_out, who_and_when

SALT = "districts.import_people"
VALID_FOR = 60 * 60


@only_who_may(Act.MANAGE_ACCOUNTS)
def import_people(request: HttpRequest) -> HttpResponse:
    """The way in; with a file, what was read from it. Nothing is kept: the page carries it on, sealed."""
    if request.method != "POST":
        return ask(request, WorkbookForm())
    form = WorkbookForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            rows = people_workbook.read(file, file.size)
        except Refused as refused:
            form.add_error("file", refused.sentence)
        else:
            return preview(request, rows)
    return ask(request, form)


@only_who_may(Act.MANAGE_ACCOUNTS)
def confirm(request: HttpRequest) -> HttpResponse:
    """Make all the accounts of a preview, or none; whoever comes by the address alone begins again."""
    if request.method != "POST":
        return redirect("districts:import_people")
    form = WorkbookForm()
    try:
        owner, rows = signing.loads(request.POST.get("sealed", ""), salt=SALT, max_age=VALID_FOR)
        wanted = (
            people_import.unpacked(rows, directory.units(request.user)) if owner == request.user.pk else []
        )
        issued = actions.create_accounts(wanted, **who_and_when(request))
    except Refused as refused:
        return ask(request, form, refused.sentence)
    except (signing.BadSignature, KeyError):
        issued = []
    if not issued:
        return ask(request, form, _("Trang xem trước đã mở quá lâu. Xin chọn lại tệp."))
    return hand_out(request, issued)


@only_who_may(Act.MANAGE_ACCOUNTS)
def template(request: HttpRequest) -> HttpResponse:
    """The workbook to fill in, with a line for each unit that has no account of the proposed name yet."""
    today = clock.today()
    units = [unit for unit in directory.units(request.user) if unit.is_in_force(on=today)]
    taken = set(User.objects.values_list("username", flat=True))
    return files.download(people_workbook.of_units(units, taken), "tai-khoan-mau.xlsx")


def preview(request: HttpRequest, rows: list[people_workbook.SheetRow]) -> HttpResponse:
    asked = people_import.preview(rows, directory.units(request.user), clock.today())
    faulty = [row for row in asked if row.faults]
    packed = [people_import.packed(row.account) for row in asked if row.account is not None]
    sealed = "" if faulty else signing.dumps([request.user.pk, packed], salt=SALT, compress=True)
    context = {"asked": asked, "faulty": faulty, "sealed": sealed}
    return render(request, "districts/import_people_preview.html", context)


def ask(request: HttpRequest, form: WorkbookForm, sentence: str = "") -> HttpResponse:
    context = {"form": form, "guide": people_workbook.guide(), "sentence": sentence}
    return render(request, "districts/import_people.html", context)
