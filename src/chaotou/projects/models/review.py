"""Review meetings: a dossier before its members, their opinions, and the conditions of a decision."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Review(models.Model):
    """One project before one meeting. `indicators` and `flags` are as computed when it was put forward.

    `terms` keeps the rules and the sheet as they were that day; `previous` the review it was sent back from.
    """

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("通过")
        CONDITIONAL = "conditional", _("附条件通过")
        RESUBMIT = "resubmit", _("修改后再审")
        DEFERRED = "deferred", _("缓议")
        REJECTED = "rejected", _("不通过")

    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="reviews")
    batch = models.CharField(_("评审批次"), max_length=80)
    meets_on = models.DateField(_("评审日期"))
    sheet = models.CharField(_("评审表"), max_length=50)
    terms = models.JSONField(_("评审规则"), default=dict)
    previous = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="later")
    promises = models.JSONField(_("政策承诺"), default=list, blank=True)
    dossier = models.JSONField(_("送审材料"), default=dict, blank=True)
    indicators = models.JSONField(_("评审指标"), default=dict)
    flags = models.JSONField(_("提示"), default=list)
    put_forward_by = models.ForeignKey("organization.Person", models.PROTECT, null=True, related_name="+")
    put_forward_at = models.DateTimeField(_("送审时间"))
    outcome = models.CharField(_("结论"), max_length=12, choices=Outcome.choices, blank=True)
    reason = models.TextField(_("理由"), blank=True)
    decided_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("决定时间"), null=True, blank=True)

    class Meta:
        ordering = ["-meets_on", "batch", "pk"]
        verbose_name = _("项目评审")
        verbose_name_plural = _("项目评审")
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=models.Q(outcome=""), name="review_one_open_a_project"
            )
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.batch}"


class Opinion(models.Model):
    """A member's own marks, comment and vote, kept as given; or the statement of standing aside.

    `marks` are item -> points of the first column, `rechecked` of the second, given by somebody else.
    """

    class Vote(models.TextChoices):
        FOR = "for", _("同意")
        AGAINST = "against", _("不同意")
        ABSTAIN = "abstain", _("弃权")

    review = models.ForeignKey(Review, models.PROTECT, related_name="opinions")
    member = models.ForeignKey("organization.Person", models.PROTECT, related_name="+")
    is_recused = models.BooleanField(_("回避"), default=False)
    marks = models.JSONField(_("评分"), default=dict, blank=True)
    rechecked = models.JSONField(_("复核分"), default=dict, blank=True)
    vetoes = models.JSONField(_("否决项"), default=list, blank=True)
    comment = models.TextField(_("意见"), blank=True)
    vote = models.CharField(_("表决"), max_length=10, choices=Vote.choices, blank=True)
    given_at = models.DateTimeField(_("提交时间"), null=True, blank=True)
    rechecked_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    rechecked_at = models.DateTimeField(pgettext_lazy("of marks", "复核时间"), null=True, blank=True)

    class Meta:
        ordering = ["review", "pk"]
        verbose_name = _("评审意见")
        verbose_name_plural = _("评审意见")
        constraints = [
            models.UniqueConstraint(fields=["review", "member"], name="opinion_once_a_member"),
            models.CheckConstraint(
                condition=models.Q(rechecked_by__isnull=True) | ~models.Q(rechecked_by=models.F("member")),
                name="opinion_rechecked_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review} {self.member}"


class Condition(models.Model):
    """What a conditional approval asks for, of whom, by when, and the proof that it was met.

    Where it is handled as a `matter` (its code), everything beside the text and the day first set is what the
    matter tells; `until_on` is the day it was given since, where that is another than `due_on`.
    """

    review = models.ForeignKey(Review, models.PROTECT, related_name="conditions")
    text = models.CharField(_("条件"), max_length=300)
    organization = models.ForeignKey("organization.Organization", models.PROTECT, related_name="+")
    due_on = models.DateField(_("期限"))
    until_on = models.DateField(_("延至"), null=True, blank=True)
    matter = models.CharField(_("事项编号"), max_length=40, blank=True, db_index=True)
    met_on = models.DateField(_("落实日期"), null=True, blank=True)
    met_by = models.ForeignKey("organization.Person", models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(_("落实情况"), max_length=300, blank=True)
    proof = models.ForeignKey("projects.Evidence", models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("确认时间"), null=True, blank=True)

    class Meta:
        ordering = ["review", "due_on", "pk"]
        verbose_name = _("附带条件")
        verbose_name_plural = _("附带条件")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True) | models.Q(met_on__isnull=False),
                name="condition_met_before_confirmed",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True) | ~models.Q(confirmed_by=models.F("met_by")),
                name="condition_confirmed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def last_on(self) -> date:
        """The day by which it is to be met now."""
        return self.until_on or self.due_on
