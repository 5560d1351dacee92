"""Words beside single cells of a return; mail kept until it is sent; one unit's quarter reopened with a reason."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from plan749.append_only import allow_update, forbid_update

EVENT = ("districts_event", "An event is never altered.")


class Migration(migrations.Migration):

    dependencies = [
        ('districts', '0003_states_are_ones_we_know'),
        ('indicators', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('digest', 'nhắc việc trong ngày'), ('returned', 'biểu bị trả lại'), ('reopened', 'quý được mở lại')], max_length=10)),
                ('day', models.DateField(help_text='the day it speaks of')),
                ('subject', models.CharField(max_length=200)),
                ('body', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('tried_at', models.DateTimeField(help_text='the last attempt, sent or not', null=True)),
                ('fault', models.TextField(blank=True, help_text='what the mail server said last')),
            ],
            options={
                'ordering': ['made_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('split', models.CharField(blank=True, help_text='empty: the total', max_length=10)),
                ('words', models.TextField()),
            ],
            options={
                'ordering': ['event', 'element__position', 'split'],
            },
        ),
        allow_update(*EVENT),
        migrations.RemoveConstraint(
            model_name='event',
            name='a_return_or_extension_event_has_its_reason',
        ),
        migrations.AlterField(
            model_name='event',
            name='action',
            field=models.CharField(choices=[('started', 'bắt đầu biểu'), ('changed', 'lưu số liệu'), ('submitted', 'gửi duyệt'), ('accepted', 'phê duyệt'), ('returned', 'trả lại'), ('period_opened', 'mở quý'), ('period_dated', 'đổi ngày của quý'), ('period_extended', 'gia hạn'), ('period_closed', 'khóa quý'), ('period_reopened', 'mở lại quý'), ('unit_reopened', 'mở lại cho một đơn vị'), ('target_set', 'giao chỉ tiêu'), ('target_removed', 'bỏ chỉ tiêu đã giao'), ('account_created', 'tạo tài khoản'), ('account_changed', 'sửa tài khoản'), ('password_reset', 'cấp lại mật khẩu'), ('account_closed', 'khóa tài khoản'), ('account_reopened', 'mở lại tài khoản'), ('account_moved', 'chuyển đơn vị'), ('token_created', 'tạo mã truy cập'), ('token_revoked', 'thu hồi mã truy cập'), ('published', 'công bố báo cáo')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('action__in', ['returned', 'period_extended', 'unit_reopened']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_return_or_extension_event_has_its_reason'),
        ),
        forbid_update(*EVENT),
        migrations.AddField(
            model_name='letter',
            name='to',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='remark',
            name='element',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.element'),
        ),
        migrations.AddField(
            model_name='remark',
            name='event',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='remarks', to='districts.event'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'digest')), fields=('to', 'day'), name='one_digest_per_person_and_day'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['digest', 'returned', 'reopened'])), name='a_letter_is_of_a_kind_we_know'),
        ),
        migrations.AddConstraint(
            model_name='remark',
            constraint=models.UniqueConstraint(fields=('event', 'element', 'split'), name='one_remark_per_cell_and_return'),
        ),
        migrations.AddConstraint(
            model_name='remark',
            constraint=models.CheckConstraint(condition=models.Q(('split__in', ('', 'male', 'female', 'kinh', 'minority'))), name='a_remark_is_about_a_split_we_know'),
        ),
        migrations.AddConstraint(
            model_name='remark',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='a_remark_has_its_words'),
        ),
    ]
