"""People: who signs in, for which unit, in which role; and the tokens of their programs."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from .units import Unit


class User(AbstractUser):
    """A person who signs in. What they may do hangs on their memberships, never on Django's staff flags."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField(_("Họ và tên"), max_length=150, blank=True)
    phone = models.CharField(_("Số điện thoại"), max_length=20, blank=True)
    must_change_password = models.BooleanField(default=False, help_text="signed in with a one-time password")

    REQUIRED_FIELDS: list[str] = []

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


class Token(models.Model):
    """A program's key to the API, as its owner. Only a digest is kept; the key itself is shown once."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("Tên"), max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name
