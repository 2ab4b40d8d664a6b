"""Runs, judges, marks and appeals: columns and constraints, no arithmetic.

Months are ordinals (`year * 12 + month - 1`, see core.periods). Schemes, criteria and subjects are named by
their codes: a scheme is a file, a subject an organization or a body.
"""

from __future__ import annotations

from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from chaotou.figures.queries.choices import EVIDENCE_KINDS


class Assessed(models.Model):
    """What scheme, over which months."""

    scheme = models.SlugField(_("考评办法"), max_length=80)
    first_month = models.PositiveIntegerField(_("起月"))
    latest_month = models.PositiveIntegerField(_("止月"))

    class Meta:
        abstract = True


class Run(Assessed):
    """One running of a scheme. What is published never changes: it stands on its own text and snapshot.

    `snapshot` holds every fact read, with its state and citation, and the appeals applied; `results` what
    came of them; `digest` seals text, snapshot and results together.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("草稿")
        PUBLISHED = "published", _("已发布")
        DISCARDED = "discarded", _("已作废")

    code = models.SlugField(_("编号"), unique=True, max_length=150)
    scheme_text = models.TextField(_("办法原文"))
    scheme_hash = models.CharField(_("办法摘要"), max_length=64)
    known_at = models.DateTimeField(_("数据截至"))
    state = models.CharField(_("状态"), max_length=20, choices=State.choices, default=State.DRAFT)
    created_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("起草时间"))
    published_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    supersedes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    snapshot = models.JSONField(_("数据快照"))
    results = models.JSONField(_("考评结果"))
    digest = models.CharField(_("快照摘要"), max_length=64)

    class Meta:
        ordering = ["-created_at", "code"]
        verbose_name = _("考评")
        verbose_name_plural = _("考评")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "first_month", "latest_month"],
                condition=models.Q(state="draft"),
                name="run_one_draft",
            ),
            models.UniqueConstraint(
                fields=["scheme", "first_month", "latest_month"],
                condition=models.Q(state="published", supersedes__isnull=True),
                name="run_one_first",
            ),
            models.UniqueConstraint(
                fields=["supersedes"], condition=models.Q(state="published"), name="run_superseded_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state="published", published_at__isnull=False)
                | (~models.Q(state="published") & models.Q(published_at__isnull=True)),
                name="run_published_at_a_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(published_by__isnull=True)
                | models.Q(created_by__isnull=True)
                | ~models.Q(published_by=models.F("created_by")),
                name="run_published_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Judge(Assessed):
    """Someone named to judge under a scheme in a period, until released."""

    person = models.ForeignKey("organization.Person", models.PROTECT, related_name="+")
    named_by = models.ForeignKey("organization.Person", models.PROTECT, related_name="+")
    named_at = models.DateTimeField(_("聘请时间"))
    released_at = models.DateTimeField(_("解聘时间"), null=True, blank=True)

    class Meta:
        ordering = ["scheme", "latest_month", "person"]
        verbose_name = _("评委")
        verbose_name_plural = _("评委")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "first_month", "latest_month", "person"],
                condition=models.Q(released_at__isnull=True),
                name="judge_named_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.scheme}"


class JudgedMark(Assessed):
    """A mark given by one judge, or the statement that this judge stands aside, or a counted fact noted by a
    reviewer; as it stood from `recorded_at` until `superseded_at`.

    `salt` goes into what the journal keeps of the mark, so that the entry proves it without showing it.
    `judge` is empty in marks that came with the zone's files.
    """

    criterion = models.CharField(_("考评项"), max_length=80)
    subject = models.CharField(_("考评对象"), max_length=80)
    judge = models.ForeignKey("organization.Person", models.PROTECT, null=True, blank=True, related_name="+")
    value = models.DecimalField(_("评分"), max_digits=12, decimal_places=4, null=True, blank=True)
    is_recused = models.BooleanField(_("回避"), default=False)
    is_noted = models.BooleanField(_("核定"), default=False)
    is_synthetic = models.BooleanField(_("合成数据"), default=False)
    reason = models.CharField(_("理由"), max_length=300, blank=True)
    salt = models.CharField(max_length=32)
    recorded_at = models.DateTimeField(_("评分时间"))
    superseded_at = models.DateTimeField(_("被替代时间"), null=True, blank=True)

    class Meta:
        ordering = ["scheme", "latest_month", "criterion", "subject", "recorded_at", "pk"]
        verbose_name = _("评委评分")
        verbose_name_plural = _("评委评分")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "first_month", "latest_month", "criterion", "subject", "judge"],
                condition=models.Q(superseded_at__isnull=True),
                name="mark_one_current",
            ),
            models.CheckConstraint(
                condition=models.Q(is_recused=True, value__isnull=True)
                | models.Q(is_recused=False, value__isnull=False),
                name="mark_or_recusal",
            ),
        ]
        indexes = [models.Index(fields=["scheme", "latest_month", "first_month"], name="marks_of_scheme")]

    def __str__(self) -> str:
        return f"{self.scheme} {self.criterion} {self.subject}"


class Appeal(models.Model):
    """A subject objects to a criterion of a published run; what is upheld counts in the next run."""

    class Outcome(models.TextChoices):
        PENDING = "pending", _("待复核")
        UPHELD = "upheld", _("成立")
        REJECTED = "rejected", _("不成立")

    run = models.ForeignKey(Run, models.PROTECT, related_name="appeals")
    subject = models.CharField(_("考评对象"), max_length=80)
    criterion = models.CharField(_("考评项"), max_length=80)
    grounds = models.TextField(_("申诉理由"))
    evidence = models.FileField(
        _("佐证材料"), upload_to="appeals/", blank=True, validators=[FileExtensionValidator(EVIDENCE_KINDS)]
    )
    filed_by = models.ForeignKey("organization.Person", models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(_("申诉时间"))
    due_on = models.DateField(_("复核期限"))
    outcome = models.CharField(_("结果"), max_length=20, choices=Outcome.choices, default=Outcome.PENDING)
    points = models.DecimalField(_("调整分值"), max_digits=8, decimal_places=4, null=True, blank=True)
    reason = models.TextField(_("复核意见"), blank=True)
    decided_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("复核时间"), null=True, blank=True)

    class Meta:
        ordering = ["-filed_at", "pk"]
        verbose_name = _("申诉")
        verbose_name_plural = _("申诉")
        constraints = [
            models.UniqueConstraint(
                fields=["run", "subject", "criterion"],
                name="appeal_once",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="pending", decided_at__isnull=True, points__isnull=True)
                | models.Q(outcome="rejected", decided_at__isnull=False, points__isnull=True)
                | models.Q(outcome="upheld", decided_at__isnull=False, points__isnull=False),
                name="appeal_decided_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("filed_by")),
                name="appeal_decided_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run} {self.subject} {self.criterion}"
