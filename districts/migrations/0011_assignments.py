"""What the province gives its units to do. The table of events is made anew, so its lock is taken off and put on again."""

import datetime
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from plan749.append_only import allow_update, forbid_update


class Migration(migrations.Migration):

    dependencies = [
        ('districts', '0010_task_reports'),
        ('indicators', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.PositiveSmallIntegerField(help_text="the number of one of the plan's groups of tasks")),
                ('text', models.TextField(help_text='what is to be done')),
                ('due', models.DateField(help_text='the last day on which it is on time')),
                ('done_on', models.DateField(help_text='empty: not done', null=True)),
                ('note', models.TextField(blank=True, help_text='what came of it, in the words of who says that it is done')),
                ('cancelled_because', models.TextField(blank=True, help_text='why it is no longer wanted; empty: it is')),
                ('version', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['plan', 'group', 'due', 'pk'],
            },
        ),
        allow_update("districts_event", "An event is never altered."),
        migrations.RemoveConstraint(
            model_name='event',
            name='what_needs_a_reason_is_logged_with_it',
        ),
        migrations.AlterField(
            model_name='event',
            name='action',
            field=models.CharField(choices=[('started', 'bắt đầu biểu'), ('changed', 'lưu số liệu'), ('submitted', 'gửi duyệt'), ('accepted', 'phê duyệt'), ('returned', 'trả lại'), ('period_opened', 'mở quý'), ('period_dated', 'đổi ngày của quý'), ('period_extended', 'gia hạn'), ('period_closed', 'khóa quý'), ('period_reopened', 'mở lại quý'), ('unit_reopened', 'mở lại cho một đơn vị'), ('unit_locked', 'khóa lại trước hạn'), ('target_set', 'giao chỉ tiêu'), ('target_removed', 'bỏ chỉ tiêu đã giao'), ('account_created', 'tạo tài khoản'), ('account_changed', 'sửa tài khoản'), ('password_reset', 'cấp lại mật khẩu'), ('account_closed', 'khóa tài khoản'), ('account_reopened', 'mở lại tài khoản'), ('account_moved', 'chuyển đơn vị'), ('token_created', 'tạo mã truy cập'), ('token_revoked', 'thu hồi mã truy cập'), ('published', 'công bố báo cáo'), ('report_issued', 'ghi số báo cáo đã ban hành'), ('assigned', 'giao việc'), ('assignment_changed', 'sửa việc được giao'), ('assignment_done', 'báo việc đã xong'), ('assignment_reopened', 'bỏ báo xong'), ('assignment_cancelled', 'hủy việc được giao'), ('task_report_started', 'bắt đầu báo cáo nhiệm vụ'), ('words_changed', 'lưu nội dung'), ('evidence_added', 'thêm tệp minh chứng'), ('evidence_removed', 'bỏ tệp minh chứng')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('action__in', ['returned', 'period_extended', 'unit_reopened', 'assignment_reopened', 'assignment_cancelled']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='what_needs_a_reason_is_logged_with_it'),
        ),
        forbid_update("districts_event", "An event is never altered."),
        migrations.AddField(
            model_name='assignment',
            name='changed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='assignment',
            name='created_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='assignment',
            name='helpers',
            field=models.ManyToManyField(related_name='assignments_helped', to='districts.unit'),
        ),
        migrations.AddField(
            model_name='assignment',
            name='lead',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments_led', to='districts.unit'),
        ),
        migrations.AddField(
            model_name='assignment',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.plan'),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(fields=['plan', 'group'], name='districts_a_plan_id_63c3e3_idx'),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(fields=['lead', 'due'], name='districts_a_lead_id_751f07_idx'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='an_assignment_says_what_is_to_be_done'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('group__gte', 1)), name='an_assignment_is_of_a_group'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('due__gte', datetime.date(2021, 1, 1))), name='an_assignment_is_due_within_the_programme', violation_error_message='Hạn không được trước năm 2021.'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('done_on__isnull', True), ('done_on__gte', datetime.date(2021, 1, 1)), _connector='OR'), name='an_assignment_is_done_within_the_programme', violation_error_message='Ngày xong không được trước năm 2021.'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('done_on__isnull', False), ('note', ''), _connector='OR'), name='only_what_is_done_has_a_note'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('done_on__isnull', True), ('cancelled_because', ''), _connector='OR'), name='what_is_done_is_not_cancelled'),
        ),
    ]
