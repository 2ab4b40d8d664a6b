import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matters", "0003_link_opened_from"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="IncomingMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("message_id", models.CharField(max_length=200, unique=True)),
                ("sha256", models.CharField(max_length=64)),
                ("sender", models.CharField(max_length=254, verbose_name="发件人")),
                ("sender_name", models.CharField(blank=True, max_length=100, verbose_name="发件人姓名")),
                ("subject", models.CharField(blank=True, max_length=200, verbose_name="主题")),
                ("text", models.TextField(blank=True, verbose_name="内容")),
                ("files", models.JSONField(blank=True, default=list, verbose_name="附件")),
                ("file", models.FileField(upload_to="letters/", verbose_name="原件")),
                ("received_at", models.DateTimeField(verbose_name="收到时间")),
                ("set_aside_at", models.DateTimeField(blank=True, null=True, verbose_name="搁置时间")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="搁置理由")),
                (
                    "matter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="matters.matter",
                        verbose_name="事项",
                    ),
                ),
                (
                    "set_aside_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "来信",
                "verbose_name_plural": "来信",
                "ordering": ["received_at", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("matter__isnull", True), ("set_aside_at__isnull", True)),
                        fields=["received_at"],
                        name="letter_waiting",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("matter__isnull", True), ("set_aside_at__isnull", True), _connector="OR"
                        ),
                        name="letter_taken_in_or_set_aside",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("set_aside_at__isnull", True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="letter_set_aside_with_reason",
                    ),
                ],
            },
        ),
    ]
