"""A closed quarter given back to one unit. The table of events is made anew, so its lock is taken off and put on again."""

import django.db.models.deletion
from django.db import migrations, models

from plan749.append_only import allow_update, forbid_update


class Migration(migrations.Migration):

    dependencies = [
        ('districts', '0004_remarks'),
    ]

    operations = [
        migrations.CreateModel(
            name='Reopening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('until', models.DateField(help_text="the last day, whole, in the province's zone")),
                ('reason', models.TextField()),
            ],
        ),
        allow_update("districts_event", "An event is never altered."),
        migrations.RemoveConstraint(
            model_name='event',
            name='a_return_or_extension_event_has_its_reason',
        ),
        migrations.AlterField(
            model_name='event',
            name='action',
            field=models.CharField(choices=[('started', 'bắt đầu biểu'), ('changed', 'lưu số liệu'), ('submitted', 'gửi duyệt'), ('accepted', 'phê duyệt'), ('returned', 'trả lại'), ('period_opened', 'mở quý'), ('period_dated', 'đổi ngày của quý'), ('period_extended', 'gia hạn'), ('period_closed', 'khóa quý'), ('period_reopened', 'mở lại quý'), ('unit_reopened', 'mở lại cho một đơn vị'), ('unit_locked', 'khóa lại trước hạn'), ('target_set', 'giao chỉ tiêu'), ('target_removed', 'bỏ chỉ tiêu đã giao'), ('account_created', 'tạo tài khoản'), ('account_changed', 'sửa tài khoản'), ('password_reset', 'cấp lại mật khẩu'), ('account_closed', 'khóa tài khoản'), ('account_reopened', 'mở lại tài khoản'), ('account_moved', 'chuyển đơn vị'), ('token_created', 'tạo mã truy cập'), ('token_revoked', 'thu hồi mã truy cập'), ('published', 'công bố báo cáo')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('action__in', ['returned', 'period_extended', 'unit_reopened']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='what_needs_a_reason_is_logged_with_it'),
        ),
        forbid_update("districts_event", "An event is never altered."),
        migrations.AddField(
            model_name='reopening',
            name='period',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reopenings', to='districts.period'),
        ),
        migrations.AddField(
            model_name='reopening',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reopenings', to='districts.unit'),
        ),
        migrations.AddConstraint(
            model_name='reopening',
            constraint=models.UniqueConstraint(fields=('period', 'unit'), name='one_reopening_per_period_and_unit'),
        ),
        migrations.AddConstraint(
            model_name='reopening',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_reopening_has_its_reason'),
        ),
    ]
