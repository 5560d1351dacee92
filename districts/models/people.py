"""People: who signs in, for which unit, in which role."""

from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from .units import Unit

if TYPE_CHECKING:
    from .tokens import Token


class User(AbstractUser):
    """A person who signs in. What they may do hangs on their memberships, never on Django's staff flags."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField(_("Họ và tên"), max_length=150, blank=True)
    phone = models.CharField(_("Số điện thoại"), max_length=20, blank=True)
    must_change_password = models.BooleanField(default=False, help_text="signed in with a one-time password")

    REQUIRED_FIELDS: list[str] = []

    # The key by which a program came as this person: it narrows whatever `access` answers. None: a person at a page.
    key: "Token | None" = None

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class Role(models.TextChoices):
    ENTERS = "enters", _("Nhập số liệu")
    ACCEPTS = "accepts", _("Nhập và phê duyệt")
    PROVINCE = "province", _("Cán bộ tỉnh")
    LOOKS = "looks", _("Chỉ xem")
    ADMINISTRATOR = "administrator", _("Quản trị tài khoản")


class Membership(models.Model):
    """A person's role at a unit."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="membership")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=15, choices=Role)
    sees_sensitive = models.BooleanField(
        default=False, help_text="at the province: may see sensitive figures of single units"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="a_role_is_one_of_five"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.unit}"
