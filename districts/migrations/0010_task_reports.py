"""What units say in words, with its evidence. The table of events is made anew, so its lock is taken off and put on."""

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

from plan749.append_only import allow_update, forbid_update


class Migration(migrations.Migration):

    dependencies = [
        ('districts', '0009_letters_of_provisional_reports'),
    ]

    operations = [
        migrations.AlterField(
            model_name='event',
            name='action',
            field=models.CharField(choices=[('started', 'bắt đầu biểu'), ('changed', 'lưu số liệu'), ('submitted', 'gửi duyệt'), ('accepted', 'phê duyệt'), ('returned', 'trả lại'), ('period_opened', 'mở quý'), ('period_dated', 'đổi ngày của quý'), ('period_extended', 'gia hạn'), ('period_closed', 'khóa quý'), ('period_reopened', 'mở lại quý'), ('unit_reopened', 'mở lại cho một đơn vị'), ('unit_locked', 'khóa lại trước hạn'), ('target_set', 'giao chỉ tiêu'), ('target_removed', 'bỏ chỉ tiêu đã giao'), ('account_created', 'tạo tài khoản'), ('account_changed', 'sửa tài khoản'), ('password_reset', 'cấp lại mật khẩu'), ('account_closed', 'khóa tài khoản'), ('account_reopened', 'mở lại tài khoản'), ('account_moved', 'chuyển đơn vị'), ('token_created', 'tạo mã truy cập'), ('token_revoked', 'thu hồi mã truy cập'), ('published', 'công bố báo cáo'), ('report_issued', 'ghi số báo cáo đã ban hành'), ('task_report_started', 'bắt đầu báo cáo nhiệm vụ'), ('words_changed', 'lưu nội dung'), ('evidence_added', 'thêm tệp minh chứng'), ('evidence_removed', 'bỏ tệp minh chứng')], max_length=20),
        ),
        migrations.CreateModel(
            name='TaskReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'đang nhập'), ('submitted', 'chờ duyệt'), ('accepted', 'đã duyệt'), ('returned', 'bị trả lại')], default='draft', max_length=9)),
                ('version', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('first_submitted_at', models.DateTimeField(null=True)),
                ('submitted_at', models.DateTimeField(null=True)),
                ('accepted_at', models.DateTimeField(null=True)),
                ('return_reason', models.TextField(blank=True, help_text='the word that came with the last return')),
                ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='task_reports', to='districts.period')),
                ('submitted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='task_reports', to='districts.unit')),
            ],
            options={
                'ordering': ['period', 'unit__sort_key', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='GroupWords',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.PositiveSmallIntegerField(help_text='the number of the group in the plan')),
                ('done', models.TextField(blank=True)),
                ('difficulties', models.TextField(blank=True)),
                ('proposals', models.TextField(blank=True)),
                ('nothing_to_say', models.BooleanField(default=False)),
                ('version', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField()),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('task_report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='districts.taskreport')),
            ],
            options={
                'ordering': ['task_report', 'group'],
            },
        ),
        migrations.CreateModel(
            name='EvidenceFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.PositiveSmallIntegerField(help_text='the number of the group in the plan')),
                ('name', models.CharField(help_text='as it was sent; shown, never a path', max_length=150)),
                ('file', models.FileField(max_length=200, upload_to='evidence/')),
                ('size', models.PositiveIntegerField(help_text='in bytes')),
                ('sha256', models.CharField(max_length=64)),
                ('content_type', models.CharField(help_text='told from the content, not from the name', max_length=100)),
                ('added_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(null=True)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('removed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('task_report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='districts.taskreport')),
            ],
            options={
                'ordering': ['task_report', 'group', 'pk'],
            },
        ),
        allow_update("districts_event", "An event is never altered."),
        migrations.AddField(
            model_name='event',
            name='task_report',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='districts.taskreport'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('submission__isnull', True), ('task_report__isnull', True), _connector='OR'), name='an_event_is_of_figures_or_of_words'),
        ),
        forbid_update("districts_event", "An event is never altered."),
        migrations.AddIndex(
            model_name='taskreport',
            index=models.Index(fields=['unit', 'period'], name='districts_t_unit_id_db4f5f_idx'),
        ),
        migrations.AddConstraint(
            model_name='taskreport',
            constraint=models.UniqueConstraint(fields=('period', 'unit'), name='one_task_report_per_unit_and_period', violation_error_message='Đơn vị đã có báo cáo nhiệm vụ của quý này.'),
        ),
        migrations.AddConstraint(
            model_name='taskreport',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'returned', 'accepted'])), name='a_task_report_is_in_a_state_we_know'),
        ),
        migrations.AddConstraint(
            model_name='taskreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('first_submitted_at__isnull', True), ('submitted_at__isnull', True), ('submitted_by__isnull', True)), models.Q(('first_submitted_at__isnull', False), ('submitted_at__isnull', False), ('submitted_by__isnull', False)), _connector='OR'), name='who_submitted_a_task_report_and_when_go_together'),
        ),
        migrations.AddConstraint(
            model_name='taskreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False), ('state', 'accepted')), models.Q(models.Q(('state', 'accepted'), _negated=True), ('accepted_at__isnull', True), ('accepted_by__isnull', True)), _connector='OR'), name='an_accepted_task_report_says_by_whom_and_when'),
        ),
        migrations.AddConstraint(
            model_name='taskreport',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), ('submitted_at__isnull', False), _connector='OR'), name='only_a_draft_of_a_task_report_was_never_submitted'),
        ),
        migrations.AddConstraint(
            model_name='taskreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('return_reason', ''), _negated=True), _connector='OR'), name='a_returned_task_report_has_its_reason'),
        ),
        migrations.AddConstraint(
            model_name='groupwords',
            constraint=models.UniqueConstraint(fields=('task_report', 'group'), name='one_text_per_group_and_report'),
        ),
        migrations.AddConstraint(
            model_name='groupwords',
            constraint=models.CheckConstraint(condition=models.Q(('group__gte', 1)), name='a_group_of_words_has_its_number'),
        ),
        migrations.AddConstraint(
            model_name='groupwords',
            constraint=models.CheckConstraint(condition=models.Q(('nothing_to_say', False), models.Q(('difficulties', ''), ('done', ''), ('proposals', '')), _connector='OR'), name='nothing_to_say_is_said_without_words'),
        ),
        migrations.AddConstraint(
            model_name='groupwords',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('done'), 5000), name='done_has_its_length'),
        ),
        migrations.AddConstraint(
            model_name='groupwords',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('difficulties'), 5000), name='difficulties_has_its_length'),
        ),
        migrations.AddConstraint(
            model_name='groupwords',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('proposals'), 5000), name='proposals_has_its_length'),
        ),
        migrations.AddConstraint(
            model_name='evidencefile',
            constraint=models.CheckConstraint(condition=models.Q(('group__gte', 1)), name='a_file_has_the_number_of_its_group'),
        ),
        migrations.AddConstraint(
            model_name='evidencefile',
            constraint=models.CheckConstraint(condition=models.Q(('size__gte', 1), ('size__lte', 10485760)), name='a_file_is_from_1_byte_to_10_mb'),
        ),
        migrations.AddConstraint(
            model_name='evidencefile',
            constraint=models.CheckConstraint(condition=models.Q(('content_type__in', ['application/pdf', 'image/jpeg', 'image/png', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'])), name='a_file_is_of_a_kind_we_take'),
        ),
        migrations.AddConstraint(
            model_name='evidencefile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('file', ''), _negated=True), models.Q(('sha256', ''), _negated=True)), name='a_file_has_its_name_its_place_and_its_hash'),
        ),
        migrations.AddConstraint(
            model_name='evidencefile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('removed_at__isnull', True), ('removed_by__isnull', True)), models.Q(('removed_at__isnull', False), ('removed_by__isnull', False)), _connector='OR'), name='who_removed_a_file_and_when_go_together'),
        ),
    ]
