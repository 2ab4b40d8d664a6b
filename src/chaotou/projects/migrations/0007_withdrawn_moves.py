"""A move that was reported wrongly can be withdrawn: it stays to be read, with who, when and why."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0006_fewer_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="move",
            name="withdrawal_reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="撤回理由"),
        ),
        migrations.AddField(
            model_name="move",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="撤回时间"),
        ),
        migrations.AddField(
            model_name="move",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="recognition",
            name="state",
            field=models.CharField(
                choices=[
                    ("requested", "待认定"),
                    ("recognized", "已认定"),
                    ("refused", "不予认定"),
                    ("withdrawn", "撤销认定"),
                    ("dropped", "上报已撤回"),
                ],
                max_length=12,
                verbose_name="状态",
            ),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at__isnull", True),
                    models.Q(("withdrawal_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="move_withdrawn_with_reason",
            ),
        ),
    ]
