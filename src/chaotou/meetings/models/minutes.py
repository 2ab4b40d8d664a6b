"""Minutes: the text they come from and their lines, each decision with its owner, helpers and day."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class MinutesText(models.Model):
    """Minutes pasted or uploaded, from which decisions are proposed for a person to accept."""

    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="texts")
    name = models.CharField(_("文件名"), max_length=200, blank=True)
    text = models.TextField(_("原文"))
    held_on = models.DateField(_("原文所写的日期"), null=True, blank=True)
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey("organization.Person", models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(_("提交时间"))

    class Meta:
        ordering = ["meeting", "pk"]
        verbose_name = _("纪要原文")
        verbose_name_plural = _("纪要原文")
        constraints = [models.UniqueConstraint(fields=["meeting", "sha256"], name="minutes_text_once")]

    def __str__(self) -> str:
        return self.name or f"{self.meeting}"


class MinuteLine(models.Model):
    """A sentence of the minutes: noted, or decided with a lead, helpers and a day; signed, it is a matter.

    Proposed lines were read from a text (`start`, `end`) and wait for a person: `quote` is the sentence
    there, `lead_named` and `due_text` say who and by when in its own words, `concerns` why to look twice.
    """

    class Kind(models.TextChoices):
        NOTED = "noted", _("听取")
        DECIDED = "decided", _("议定")
        ORDERED = "ordered", _("要求")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("待采纳")
        KEPT = "kept", _("采纳")
        REJECTED = "rejected", _("不采纳")

    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="lines")
    topic = models.ForeignKey("meetings.Topic", models.SET_NULL, null=True, blank=True, related_name="lines")
    order = models.PositiveSmallIntegerField(_("次序"), default=0)
    kind = models.CharField(_("类别"), max_length=8, choices=Kind.choices)
    text = models.TextField(_("内容"))
    lead = models.ForeignKey(
        "organization.Organization", models.PROTECT, null=True, blank=True, related_name="+"
    )
    helpers = models.ManyToManyField(
        "organization.Organization", blank=True, related_name="+", verbose_name=_("协办单位")
    )
    due_on = models.DateField(_("完成时限"), null=True, blank=True)
    quote = models.TextField(_("原文"), blank=True)
    lead_named = models.CharField(_("原文所写的单位"), max_length=200, blank=True)
    due_text = models.CharField(_("原文所写的时限"), max_length=100, blank=True)
    concerns = models.JSONField(_("提醒"), default=list, blank=True)
    reason = models.CharField(_("不采纳的理由"), max_length=300, blank=True)
    state = models.CharField(_("状态"), max_length=8, choices=State.choices, default=State.KEPT)
    source = models.ForeignKey(MinutesText, models.PROTECT, null=True, blank=True, related_name="lines")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    matter = models.ForeignKey(
        "matters.Matter", models.PROTECT, null=True, blank=True, related_name="minute_lines"
    )
    written_by = models.ForeignKey("organization.Person", models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(_("记录时间"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["meeting", "order", "pk"]
        verbose_name = _("纪要条目")
        verbose_name_plural = _("纪要条目")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="noted", matter__isnull=True) | ~models.Q(kind="noted"),
                name="minute_noted_is_no_matter",
            ),
            models.CheckConstraint(
                condition=models.Q(state="kept") | models.Q(matter__isnull=True),
                name="minute_only_kept_is_a_matter",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]
