"""Documents that came in and the claims read from them: columns and constraints only."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceDocument(models.Model):
    """A report as it came in. `code` is the digest of its bytes, so the same file is the same document.

    `content` holds its blocks (core.blocks), `findings` what did not fit when it was read at `read_at`.
    """

    code = models.CharField(_("编号"), max_length=64, unique=True)
    title = models.CharField(_("标题"), max_length=200)
    filename = models.CharField(_("文件名"), max_length=200)
    file = models.FileField(_("原件"), upload_to="documents/", blank=True)
    text = models.TextField(_("全文"))
    year = models.PositiveSmallIntegerField(_("基准年份"))
    body = models.CharField(_("统计主体"), max_length=80)
    is_public = models.BooleanField(_("已公开"), default=False)
    content = models.JSONField(_("版面"), default=dict)
    findings = models.JSONField(_("不相符之处"), default=list)
    read_at = models.DateTimeField(_("读取时间"))
    received_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    received_in = models.ForeignKey(
        "organization.Organization", models.PROTECT, null=True, blank=True, related_name="+"
    )
    received_at = models.DateTimeField(_("收到时间"))

    class Meta:
        ordering = ["-received_at", "code"]
        verbose_name = _("来源文件")
        verbose_name_plural = _("来源文件")

    def __str__(self) -> str:
        return self.title


class Claim(models.Model):
    """One thing the document says, with its place; it becomes a figure or a target only by a person's act.

    `position` is a serial number within the document that stays when the document is read again. An
    undertaking may become several targets (a level and a growth; one for each main indicator).
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("待核")
        ACCEPTED = "accepted", _("已采纳")
        CORRECTED = "corrected", _("更正后采纳")
        REJECTED = "rejected", _("不采纳")

    document = models.ForeignKey(SourceDocument, models.CASCADE, related_name="claims")
    position = models.PositiveIntegerField(_("次序"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    sentence_start = models.PositiveIntegerField()
    sentence_end = models.PositiveIntegerField()
    content = models.JSONField(_("提取内容"))
    correction = models.JSONField(_("更正内容"), null=True, blank=True)
    state = models.CharField(_("状态"), max_length=20, choices=State.choices, default=State.PROPOSED)
    decided_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("决定时间"), null=True, blank=True)
    reason = models.CharField(_("理由"), max_length=300, blank=True)
    observation = models.ForeignKey(
        "figures.Observation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    targets = models.ManyToManyField("figures.Target", related_name="+", blank=True)

    class Meta:
        ordering = ["document", "start", "end", "position"]
        verbose_name = _("提取值")
        verbose_name_plural = _("提取值")
        constraints = [models.UniqueConstraint(fields=["document", "position"], name="claim_position_once")]

    def __str__(self) -> str:
        return f"{self.document} #{self.position}"
