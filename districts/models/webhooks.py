"""Programs elsewhere that are told what happened, and each piece of news to each of them until it was taken."""

import json
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from indicators.periods import Quarter

from .. import access, web_addresses, webhooks
from .people import User
from .units import Unit

KINDS = {
    webhooks.Kind.SUBMITTED: _("Biểu số liệu được gửi duyệt"),
    webhooks.Kind.ACCEPTED: _("Biểu số liệu được phê duyệt"),
    webhooks.Kind.RETURNED: _("Biểu số liệu bị trả lại"),
    webhooks.Kind.PERIOD_OPENED: _("Kỳ báo cáo được mở hoặc mở lại"),
    webhooks.Kind.PERIOD_CLOSED: _("Kỳ báo cáo bị khóa"),
    webhooks.Kind.PUBLISHED: _("Báo cáo được công bố"),
    webhooks.Kind.TEST: _("Tin thử"),
}


class Fault(models.TextChoices):
    """Why a piece of news was not taken; of addresses, also why one is not registered."""

    UNREADABLE = (
        web_addresses.Fault.UNREADABLE.value,
        _("Địa chỉ không đúng. Ví dụ: https://so-lieu.example.vn/tin."),
    )
    NOT_HTTPS = web_addresses.Fault.NOT_HTTPS.value, _("Địa chỉ phải bắt đầu bằng https://.")
    WITH_PASSWORD = (
        web_addresses.Fault.WITH_PASSWORD.value,
        _("Địa chỉ không được chứa tên đăng nhập hay mật khẩu."),
    )
    BAD_HOST = (
        web_addresses.Fault.BAD_HOST.value,
        _("Tên máy chủ trong địa chỉ không đúng. Tên có dấu xin viết ở dạng xn--."),
    )
    BAD_PORT = web_addresses.Fault.BAD_PORT.value, _("Cổng trong địa chỉ phải là 443 hoặc từ 1024 trở lên.")
    UNKNOWN_HOST = web_addresses.Fault.UNKNOWN_HOST.value, _("Không tìm thấy máy chủ có tên trong địa chỉ.")
    PRIVATE = (
        web_addresses.Fault.PRIVATE.value,
        _("Địa chỉ dẫn vào mạng nội bộ nên không được gọi. Máy chủ của cổng có thể cho phép từng mạng."),
    )
    TIMEOUT = "timeout", _("Nơi nhận không trả lời kịp.")
    CERTIFICATE = "certificate", _("Chứng thư của nơi nhận không đúng hoặc đã hết hạn.")
    CONNECTION = "connection", _("Không nối được tới nơi nhận.")
    REDIRECTED = "redirected", _("Nơi nhận chỉ sang địa chỉ khác; cổng không đi theo.")
    STATUS = "status", _("Nơi nhận trả lời là không nhận.")
    GONE = "gone", _("Nơi nhận trả lời là không nhận tin nữa.")


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def visible_to(self, user: User) -> Self:
        """Those of the provinces whose webhooks a person manages; the rest do not exist for them."""
        return self.filter(province__in=access.units_visible_to(user, access.Act.MANAGE_WEBHOOKS))

    def switched_on(self) -> Self:
        return self.filter(off_at=None)

    def with_counts(self) -> Self:
        """Each says in `waiting` and `given_up` how many pieces of news wait, and how many were left."""
        states = Delivery.State
        return self.annotate(
            waiting=Count("deliveries", filter=Q(deliveries__state=states.WAITING)),
            given_up=Count("deliveries", filter=Q(deliveries__state=states.GIVEN_UP)),
        )


class Webhook(models.Model):
    """An address of another program, and the kinds of events it is told.

    The secret that signs is nowhere: it is worked out of the portal's own key and `salt`. `failing_since` is the first
    try that failed after the last that did not; empty while all is well.
    """

    class Off(models.TextChoices):
        BY_HAND = "by_hand", _("do cán bộ ngừng")
        GONE = "gone", _("do nơi nhận báo không nhận nữa")
        FAILING = "failing", _("do nơi nhận không nhận tin nào trong ba ngày")

    province = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="webhooks")
    name = models.CharField(_("Tên"), max_length=100)
    url = models.CharField(max_length=web_addresses.LONGEST)
    kinds = models.JSONField(help_text="of `webhooks.TOLD`, in their order")
    salt = models.CharField(max_length=32)
    former_salt = models.CharField(max_length=32, blank=True, help_text="of the secret before")
    former_until = models.DateTimeField(null=True, help_text="the secret before signs too until then")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    off_at = models.DateTimeField(null=True)
    off_because = models.CharField(max_length=7, choices=Off, blank=True)
    failing_since = models.DateTimeField(null=True)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["province", "name"], name="one_webhook_per_province_and_name"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(url="") & ~Q(salt=""),
                name="a_webhook_has_its_name_its_address_and_its_salt",
            ),
            models.CheckConstraint(
                condition=Q(former_salt="", former_until__isnull=True)
                | (~Q(former_salt="") & Q(former_until__isnull=False)),
                name="a_former_secret_has_its_end",
            ),
            models.CheckConstraint(
                condition=Q(off_at__isnull=True, off_because="")
                | Q(off_at__isnull=False, off_because__in=["by_hand", "gone", "failing"]),
                name="a_webhook_that_is_off_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_on(self) -> bool:
        return self.off_at is None

    @property
    def kinds_in_words(self) -> list[str]:
        return [str(KINDS[kind]) for kind in webhooks.TOLD if kind in self.kinds]

    def salts(self, at: datetime) -> list[str]:
        """Of the secrets that sign at this moment, the newest first."""
        former = self.former_until is not None and at < self.former_until
        return [self.salt, self.former_salt] if former else [self.salt]


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self, at: datetime) -> Self:
        """What is to be sent now, the oldest first. What waits for an address that is off goes on waiting."""
        return self.filter(state=Delivery.State.WAITING, try_at__lte=at, webhook__off_at=None)


class Delivery(models.Model):
    """One piece of news to one address, written with what it tells of. `body` is the same in each try."""

    class State(models.TextChoices):
        WAITING = "waiting", _("đang chờ gửi")
        TAKEN = "taken", _("đã nhận")
        GIVEN_UP = "given_up", _("không gửi được")

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    event = models.UUIDField(help_text="the same for every address that is told")
    kind = models.CharField(max_length=25)
    body = models.TextField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    written_at = models.DateTimeField()
    try_at = models.DateTimeField(help_text="not to be tried before")
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True, help_text="when it was taken or given up")
    status = models.PositiveSmallIntegerField(
        null=True, help_text="of the last answer; empty: there was none"
    )
    answer = models.CharField(max_length=webhooks.MOST_KEPT, blank=True, help_text="its first words")
    fault = models.CharField(max_length=13, choices=Fault, blank=True, help_text="of the last try")

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["webhook", "event"], name="one_delivery_per_webhook_and_event"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in webhooks.Kind]),
                name="a_delivery_is_of_a_kind_we_know",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", ended_at__isnull=True)
                | Q(state__in=["taken", "given_up"], ended_at__isnull=False),
                name="a_delivery_waits_until_it_ended",
            ),
            models.CheckConstraint(
                condition=~Q(state="taken")
                | Q(status__isnull=False, status__gte=200, status__lt=300, fault=""),
                name="what_was_taken_was_answered_so",
            ),
        ]
        indexes = [models.Index(fields=["state", "try_at"])]

    def __str__(self) -> str:
        return f"{self.kind} · {self.event}"

    @property
    def in_words(self) -> str:
        return str(KINDS[webhooks.Kind(self.kind)])

    @property
    def about(self) -> dict[str, Any]:
        """What the body tells, beside what happened."""
        data: dict[str, Any] = json.loads(self.body).get("data", {})
        return data

    @property
    def quarter(self) -> Quarter | None:
        """The quarter it is about; a test is about none."""
        code = self.about.get("period")
        return None if code is None else Quarter.parse(code)

    @property
    def unit(self) -> str:
        """The code of the unit it is about; empty where it is about none."""
        return str(self.about.get("unit", ""))
