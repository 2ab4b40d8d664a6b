"""Letters that came by e-mail and wait until somebody makes a matter of one, or sets it aside."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class IncomingMail(models.Model):
    """An e-mail as it came: its words, and the whole of it in `file`. Its sender is personal data.

    `files` names what was attached, each with its size. It waits until `matter` says what was made of it or
    `set_aside_at` that nothing was. Since `erased_at` it is only known that it came.
    """

    message_id = models.CharField(max_length=200, unique=True)
    sha256 = models.CharField(max_length=64)
    sender = models.CharField(_("发件人"), max_length=254)
    sender_name = models.CharField(_("发件人姓名"), max_length=100, blank=True)
    subject = models.CharField(_("主题"), max_length=200, blank=True)
    text = models.TextField(_("内容"), blank=True)
    files = models.JSONField(_("附件"), default=list, blank=True)
    file = models.FileField(_("原件"), upload_to="letters/")
    received_at = models.DateTimeField(_("收到时间"))
    matter = models.ForeignKey(
        "matters.Matter",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="letters",
        verbose_name=_("事项"),
    )
    set_aside_at = models.DateTimeField(_("搁置时间"), null=True, blank=True)
    set_aside_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("搁置理由"), max_length=300, blank=True)

    erased_at = models.DateTimeField(_("清除时间"), null=True, blank=True)

    class Meta:
        ordering = ["received_at", "pk"]
        verbose_name = _("来信")
        verbose_name_plural = _("来信")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(matter__isnull=True) | models.Q(set_aside_at__isnull=True),
                name="letter_taken_in_or_set_aside",
            ),
            models.CheckConstraint(
                condition=models.Q(set_aside_at__isnull=True) | ~models.Q(reason=""),
                name="letter_set_aside_with_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["received_at"],
                condition=models.Q(matter__isnull=True, set_aside_at__isnull=True),
                name="letter_waiting",
            )
        ]

    def __str__(self) -> str:
        return self.subject or f"{self.pk}"
