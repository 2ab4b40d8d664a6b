"""How far a project is: moves as reported, evidence for them, and what each scheme recognized."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from chaotou.projects.models.withdrawable import Withdrawable


class Move(Withdrawable):
    """A project reached a stage, as its organization reports it; or its investment rose.

    `investment` is the planned total on that day (of an increase: the increase) and `investor_name` who
    invested then, so that what was counted stays counted.
    """

    class Kind(models.TextChoices):
        STAGE = "stage", _("阶段")
        INCREASE = "increase", _("增资")

    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="moves")
    kind = models.CharField(_("类别"), max_length=10, choices=Kind.choices, default=Kind.STAGE)
    from_stage = models.CharField(_("原阶段"), max_length=50, blank=True)
    to_stage = models.CharField(_("新阶段"), max_length=50)
    moved_on = models.DateField(_("发生日期"))
    investment = models.DecimalField(_("计划总投资"), max_digits=18, decimal_places=2, null=True, blank=True)
    investor_name = models.CharField(_("当时的投资方"), max_length=120, blank=True)
    occasion = models.CharField(_("场合"), max_length=150, blank=True)
    reason = models.CharField(_("说明"), max_length=300, blank=True)
    reported_by = models.ForeignKey("organization.Person", models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField(_("上报时间"))

    class Meta:
        ordering = ["project", "reported_at", "pk"]
        verbose_name = _("阶段变动")
        verbose_name_plural = _("阶段变动")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | ~models.Q(withdrawal_reason=""),
                name="move_withdrawn_with_reason",
            )
        ]
        indexes = [models.Index(fields=["to_stage", "moved_on"], name="move_by_stage")]

    def __str__(self) -> str:
        return f"{self.project} → {self.to_stage}"


class Evidence(models.Model):
    """A file that proves something of a project; a photo keeps the place and time it says of itself."""

    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="evidence")
    move = models.ForeignKey(Move, models.PROTECT, null=True, blank=True, related_name="evidence")
    kind = models.CharField(_("材料"), max_length=50)
    file = models.FileField(_("文件"), upload_to="projects/")
    name = models.CharField(_("文件名"), max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    taken_at = models.DateTimeField(_("拍摄时间"), null=True, blank=True)
    longitude = models.DecimalField(_("经度"), max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField(_("纬度"), max_digits=9, decimal_places=6, null=True, blank=True)
    added_by = models.ForeignKey("organization.Person", models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(_("上传时间"))

    class Meta:
        ordering = ["project", "pk"]
        verbose_name = _("佐证材料")
        verbose_name_plural = _("佐证材料")

    def __str__(self) -> str:
        return f"{self.project} {self.kind}"


class Recognition(models.Model):
    """What a scheme makes of a move: asked for, recognized or refused by another, perhaps withdrawn.

    What was asked of a move that was withdrawn itself is dropped undecided.
    """

    class State(models.TextChoices):
        REQUESTED = "requested", _("待认定")
        RECOGNIZED = "recognized", _("已认定")
        REFUSED = "refused", _("不予认定")
        WITHDRAWN = "withdrawn", _("撤销认定")
        DROPPED = "dropped", _("上报已撤回")

    move = models.ForeignKey(Move, models.PROTECT, related_name="recognitions")
    scheme = models.CharField(_("认定办法"), max_length=50)
    state = models.CharField(_("状态"), max_length=12, choices=State.choices)
    requested_by = models.ForeignKey("organization.Person", models.PROTECT, null=True, related_name="+")
    requested_at = models.DateTimeField(_("申请时间"))
    recognized_on = models.DateField(_("认定日期"), null=True, blank=True)
    decided_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("决定时间"), null=True, blank=True)
    reason = models.CharField(_("理由"), max_length=300, blank=True)

    class Meta:
        ordering = ["move", "scheme", "-requested_at"]
        verbose_name = _("认定")
        verbose_name_plural = _("认定")
        constraints = [
            models.UniqueConstraint(
                fields=["move", "scheme"],
                condition=models.Q(state__in=["requested", "recognized"]),
                name="recognition_one_open",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="recognized") | models.Q(recognized_on__isnull=False),
                name="recognition_has_its_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["refused", "withdrawn"]) | ~models.Q(reason=""),
                name="recognition_refused_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["scheme", "state", "recognized_on"], name="recognition_by_scheme")]

    def __str__(self) -> str:
        return f"{self.move} {self.scheme} {self.state}"
