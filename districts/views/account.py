"""Signing in and out, and one's own password."""

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from plan749 import clock

from ..actions import people
from ..actions.refusals import Refused
from ..forms.account import OwnPasswordForm, SignInForm
from ..forms.people import ContactForm
from ..models import Event

sign_in = LoginView.as_view(
    template_name="districts/sign_in.html",
    authentication_form=SignInForm,
    redirect_authenticated_user=True,
)


@login_not_required
def sign_out(request: HttpRequest) -> HttpResponse:
    """Only a form ends a session; whoever comes by the address alone stays signed in."""
    if request.method == "POST":
        logout(request)
    return redirect("districts:sign_in")


@sensitive_post_parameters()
def change_password(request: HttpRequest) -> HttpResponse:
    """The one page that a one-time password opens."""
    form = OwnPasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["new_password1"]
        at = clock.now()
        user = people.choose_password(request.user, password=password, at=at, origin=Event.Origin.PAGE)
        update_session_auth_hash(request, user)
        messages.success(request, _("Đã đổi mật khẩu."))
        return redirect("home")
    return render(request, "districts/change_password.html", {"form": form})


def contact(request: HttpRequest) -> HttpResponse:
    """One's own telephone number, and the address that letters go to."""
    held = {"phone": request.user.phone, "email": request.user.email}
    form = ContactForm(request.POST or None, initial=held)
    if request.method == "POST" and form.is_valid():
        at, origin = clock.now(), Event.Origin.PAGE
        try:
            people.change_own_contact(request.user, **form.cleaned_data, at=at, origin=origin)
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("districts:contact")
    return render(request, "districts/contact.html", {"form": form})
