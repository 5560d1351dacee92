"""Submissions: one unit's figures of one period, and the log of all that was done."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from indicators.models import Element
from indicators.values import MAX_FIGURE, FigureAbsence

from .. import lifecycle
from . import filings
from .filings import Filing, FilingQuerySet
from .people import User
from .periods import Period
from .units import Unit

SPLITS = ("", "male", "female", "kinh", "minority")


class SubmissionQuerySet(FilingQuerySet):
    def with_on_behalf(self) -> Self:
        """Each says in `on_behalf` whether anybody but the unit's own people wrote in it or handed it in."""
        theirs = Event.objects.filter(submission=OuterRef("pk"), on_behalf=True)
        return self.annotate(on_behalf=Exists(theirs))


class Submission(Filing):
    """What one unit reports for one period in figures."""

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="submissions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="submissions")
    # {"live_births/male": 7}: the version at which each cell was emptied that had been filled. An emptied cell has no
    # row, and without its version a request that comes late would find it as it was before it was ever filled.
    emptied = models.JSONField(default=dict)

    said = lifecycle.OF_SHEETS
    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["period", "unit__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "unit"],
                name="one_submission_per_unit_and_period",
                violation_error_message=_("Đơn vị đã có biểu số liệu của quý này."),
            ),
            models.CheckConstraint(
                condition=filings.IN_A_STATE_WE_KNOW, name="a_submission_is_in_a_state_we_know"
            ),
            models.CheckConstraint(
                condition=filings.WHO_SUBMITTED_AND_WHEN, name="who_submitted_and_when_go_together"
            ),
            models.CheckConstraint(
                condition=filings.ACCEPTED_BY_WHOM_AND_WHEN,
                name="an_accepted_submission_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=filings.ONLY_A_DRAFT_WAS_NEVER_SUBMITTED, name="only_a_draft_was_never_submitted"
            ),
            models.CheckConstraint(condition=filings.A_RETURN_HAS_ITS_REASON, name="a_return_has_its_reason"),
        ]
        indexes = [models.Index(fields=["unit", "period"])]

    def __str__(self) -> str:
        return f"{self.unit} {self.period}"


class Figure(models.Model):
    """One cell: a number, or "không phát sinh", or "chưa có số liệu" with a reason; exactly one of them."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="figures")
    element = models.ForeignKey(Element, on_delete=models.PROTECT, related_name="+")
    split = models.CharField(max_length=10, blank=True, help_text="empty: the total")
    number = models.BigIntegerField(null=True, help_text="a yes is 1, a no is 0")
    absence = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True, help_text="why there is no data")
    explanation = models.TextField(
        blank=True, help_text="the answer to a soft finding; travels with the figure"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["submission", "element__position", "split"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "element", "split"], name="one_figure_per_element_and_split"
            ),
            models.CheckConstraint(condition=Q(split__in=SPLITS), name="a_split_is_one_we_know"),
            models.CheckConstraint(
                condition=Q(number__isnull=False, absence="")
                | Q(number__isnull=True, absence__in=[absence.value for absence in FigureAbsence]),
                name="a_figure_is_a_number_or_an_absence",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(number__gte=0, number__lte=MAX_FIGURE),
                name="a_figure_is_from_0_to_999999999",
            ),
            models.CheckConstraint(
                condition=~Q(absence="no_data") | ~Q(reason=""), name="no_data_has_its_reason"
            ),
        ]
        indexes = [models.Index(fields=["element", "split"])]


NEEDS_A_REASON = [
    "returned", "period_extended", "unit_reopened", "assignment_reopened", "assignment_cancelled",
]  # fmt: skip


class Event(models.Model):
    """Append-only: who did what to which unit's period, when, from where, and what changed.

    The database refuses to alter a row (see the migration that adds the triggers).
    """

    class Action(models.TextChoices):
        STARTED = "started", _("bắt đầu biểu")
        CHANGED = "changed", _("lưu số liệu")
        SUBMITTED = "submitted", _("gửi duyệt")
        ACCEPTED = "accepted", _("phê duyệt")
        RETURNED = "returned", _("trả lại")
        PERIOD_OPENED = "period_opened", _("mở quý")
        PERIOD_DATED = "period_dated", _("đổi ngày của quý")
        PERIOD_EXTENDED = "period_extended", _("gia hạn")
        PERIOD_CLOSED = "period_closed", _("khóa quý")
        PERIOD_REOPENED = "period_reopened", _("mở lại quý")
        UNIT_REOPENED = "unit_reopened", _("mở lại cho một đơn vị")
        UNIT_LOCKED = "unit_locked", _("khóa lại trước hạn")
        TARGET_SET = "target_set", _("giao chỉ tiêu")
        TARGET_REMOVED = "target_removed", _("bỏ chỉ tiêu đã giao")
        ACCOUNT_CREATED = "account_created", _("tạo tài khoản")
        ACCOUNT_CHANGED = "account_changed", _("sửa tài khoản")
        PASSWORD_RESET = "password_reset", _("cấp lại mật khẩu")
        ACCOUNT_CLOSED = "account_closed", _("khóa tài khoản")
        ACCOUNT_REOPENED = "account_reopened", _("mở lại tài khoản")
        ACCOUNT_MOVED = "account_moved", _("chuyển đơn vị")
        TOKEN_CREATED = "token_created", _("tạo mã truy cập")
        TOKEN_REVOKED = "token_revoked", _("thu hồi mã truy cập")
        PUBLISHED = "published", _("công bố báo cáo")
        REPORT_ISSUED = "report_issued", _("ghi số báo cáo đã ban hành")
        ASSIGNED = "assigned", _("giao việc")
        ASSIGNMENT_CHANGED = "assignment_changed", _("sửa việc được giao")
        ASSIGNMENT_DONE = "assignment_done", _("báo việc đã xong")
        ASSIGNMENT_REOPENED = "assignment_reopened", _("bỏ báo xong")
        ASSIGNMENT_CANCELLED = "assignment_cancelled", _("hủy việc được giao")
        TASK_REPORT_STARTED = "task_report_started", _("bắt đầu báo cáo nhiệm vụ")
        WORDS_CHANGED = "words_changed", _("lưu nội dung")
        EVIDENCE_ADDED = "evidence_added", _("thêm tệp minh chứng")
        EVIDENCE_REMOVED = "evidence_removed", _("bỏ tệp minh chứng")
        REPORT_TEXT_WRITTEN = "report_text_written", _("viết nội dung báo cáo")
        REPORT_TEMPLATE_SET = "report_template_set", _("đổi mẫu báo cáo")
        WEBHOOK_CREATED = "webhook_created", _("đăng ký nơi nhận tin")
        WEBHOOK_CHANGED = "webhook_changed", _("sửa nơi nhận tin")
        WEBHOOK_ROTATED = "webhook_rotated", _("đổi khóa ký của nơi nhận tin")
        WEBHOOK_OFF = "webhook_off", _("ngừng báo tin")
        WEBHOOK_ON = "webhook_on", _("báo tin trở lại")
        WEBHOOK_TESTED = "webhook_tested", _("gửi tin thử")
        WEBHOOK_RESENT = "webhook_resent", _("gửi lại tin")

    class Origin(models.TextChoices):
        PAGE = "page", _("trang web")
        API = "api", _("API")
        WORKBOOK = "workbook", _("tệp Excel")
        COMMAND = "command", _("lệnh máy chủ")

    action = models.CharField(max_length=20, choices=Action)
    origin = models.CharField(max_length=10, choices=Origin)
    at = models.DateTimeField()
    by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", help_text="empty: a command"
    )
    # Handing in, accepting and returning are of the one or of the other, or of neither.
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, null=True, related_name="events")
    task_report = models.ForeignKey("TaskReport", on_delete=models.PROTECT, null=True, related_name="events")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    subject = models.CharField(
        max_length=200, blank=True, help_text="an account, a measure, where no unit is meant"
    )
    # Whoever acts for a unit that cannot is recorded as doing so.
    on_behalf = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    # [{"element", "split", "old", "new"}], each value as written in the form; of words [{"group", "field", "old",
    # "new"}]; empty for steps that change neither.
    changes = models.JSONField(default=list)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(action__in=NEEDS_A_REASON) | ~Q(reason=""),
                name="what_needs_a_reason_is_logged_with_it",
            ),
            models.CheckConstraint(
                condition=Q(submission__isnull=True) | Q(task_report__isnull=True),
                name="an_event_is_of_figures_or_of_words",
            ),
        ]
