"""Limits that run on a matter, when they stood, and how they were extended; papers that may come later."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class MatterClock(models.Model):
    """A limit as it held when it began: later changes of the rule do not touch it.

    `closing` is the one met by closing the matter; of those the committed one leads. `due_at` is the moment
    from which it is late; `original_due_at` never changes. `attention_at` and `soon_at` are where those
    shades begin; `is_provisional` where a year has no notice yet. `rolls_past_rest`: natural days that end on
    a day of rest run out on the next working day.
    """

    class Basis(models.TextChoices):
        STATUTORY = "statutory", _("法定")
        COMMITTED = "committed", _("承诺")

    class CountedIn(models.TextChoices):
        WORKING = "working", _("工作日")
        NATURAL = "natural", _("自然日")
        HOURS = "hours", _("小时")

    matter = models.ForeignKey("matters.Matter", models.CASCADE, related_name="clocks")
    code = models.CharField(_("代码"), max_length=50)
    basis = models.CharField(_("依据"), max_length=10, choices=Basis.choices)
    is_closing = models.BooleanField(_("办结期限"), default=True)
    limit = models.PositiveIntegerField(_("期限"))
    counted_in = models.CharField(_("计时单位"), max_length=8, choices=CountedIn.choices)
    rolls_past_rest = models.BooleanField(_("遇休息日顺延"), default=False)
    started_at = models.DateTimeField(_("起算"))
    original_due_at = models.DateTimeField(_("原定期限"))
    due_at = models.DateTimeField(_("期限"))
    attention_at = models.DateTimeField(_("关注起点"))
    soon_at = models.DateTimeField(_("临期起点"))
    met_at = models.DateTimeField(_("完成时间"), null=True, blank=True)
    is_provisional = models.BooleanField(_("暂定"), default=False)
    clause = models.CharField(_("条款"), max_length=200, blank=True)
    source = models.CharField(_("来源"), max_length=50, blank=True)

    class Meta:
        ordering = ["matter", "-is_closing", "pk"]
        verbose_name = _("事项期限")
        verbose_name_plural = _("事项期限")
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "code", "basis", "started_at"], name="matter_clock_once_a_start"
            )
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(met_at__isnull=True), name="clock_by_due")
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.code}"


class Suspension(models.Model):
    """The clocks of a matter stood from one moment to another, for a reason the zone's files name."""

    matter = models.ForeignKey("matters.Matter", models.CASCADE, related_name="suspensions")
    reason = models.CharField(_("事由"), max_length=50)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    began_at = models.DateTimeField(_("开始"))
    began_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(_("结束"), null=True, blank=True)
    ended_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["matter", "began_at", "pk"]
        verbose_name = _("中止计时")
        verbose_name_plural = _("中止计时")
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], condition=models.Q(ended_at__isnull=True), name="suspension_one_running"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | models.Q(ended_at__gte=models.F("began_at")),
                name="suspension_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.reason}"


class Extension(models.Model):
    """More time, asked for before the limit ran out and decided by somebody else."""

    class State(models.TextChoices):
        ASKED = "asked", _("待批")
        GRANTED = "granted", _("同意")
        DENIED = "denied", _("不同意")

    matter = models.ForeignKey("matters.Matter", models.CASCADE, related_name="extensions")
    until_on = models.DateField(_("延至"))
    reason = models.CharField(_("理由"), max_length=300)
    state = models.CharField(_("状态"), max_length=8, choices=State.choices, default=State.ASKED)
    asked_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("申请时间"))
    decided_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("决定时间"), null=True, blank=True)
    decision = models.CharField(_("决定理由"), max_length=300, blank=True)

    class Meta:
        ordering = ["matter", "asked_at", "pk"]
        verbose_name = _("延期")
        verbose_name_plural = _("延期")
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], condition=models.Q(state="asked"), name="extension_one_asked"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("asked_by")),
                name="extension_decided_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.until_on}"


class ToleratedGap(models.Model):
    """A paper that may come later 容缺: promised by a day; not come by then, the case returns."""

    matter = models.ForeignKey("matters.Matter", models.CASCADE, related_name="gaps")
    paper = models.CharField(_("材料"), max_length=50)
    promised_on = models.DateField(_("承诺日期"))
    supplied_at = models.DateTimeField(_("补交时间"), null=True, blank=True)

    class Meta:
        ordering = ["matter", "promised_on", "pk"]
        verbose_name = _("容缺材料")
        verbose_name_plural = _("容缺材料")
        constraints = [models.UniqueConstraint(fields=["matter", "paper"], name="tolerated_gap_once")]
        indexes = [
            models.Index(
                fields=["promised_on"], condition=models.Q(supplied_at__isnull=True), name="gap_by_promise"
            )
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.paper}"
