"""Whose a project is: shares of credit, talks that keep it alive, disputes and transfers."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Credit(models.Model):
    """An organization's share of a project from a day on; the shares of one day add up to 1."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="credits")
    organization = models.ForeignKey("organization.Organization", models.PROTECT, related_name="+")
    share = models.DecimalField(_("份额"), max_digits=7, decimal_places=6)
    role = models.CharField(_("角色"), max_length=50, blank=True)
    from_on = models.DateField(_("起"))
    until_on = models.DateField(_("止"), null=True, blank=True)
    transfer = models.ForeignKey(
        "projects.Transfer", models.PROTECT, null=True, blank=True, related_name="credits"
    )

    class Meta:
        ordering = ["project", "from_on", "-share"]
        verbose_name = _("成果份额")
        verbose_name_plural = _("成果份额")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(share__gt=0) & models.Q(share__lte=1), name="credit_share_in_range"
            ),
            models.UniqueConstraint(
                fields=["project", "organization"],
                condition=models.Q(until_on__isnull=True),
                name="credit_once_an_organization",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.organization} {self.share}"


class Talk(models.Model):
    """A visit, call or inspection: what was said, what comes next and when. Terms are secret to others."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="talks")
    kind = models.CharField(_("方式"), max_length=30)
    on = models.DateField(_("日期"))
    place = models.CharField(_("地点"), max_length=120, blank=True)
    people = models.CharField(_("参加人员"), max_length=300, blank=True)
    summary = models.TextField(_("内容"))
    next_step = models.CharField(_("下一步"), max_length=200, blank=True)
    next_step_on = models.DateField(_("下一步日期"), null=True, blank=True)
    recorded_by = models.ForeignKey("organization.Person", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(_("登记时间"))

    class Meta:
        ordering = ["project", "-on", "-pk"]
        verbose_name = _("联系记录")
        verbose_name_plural = _("联系记录")

    def __str__(self) -> str:
        return f"{self.project} {self.on} {self.kind}"


class Dispute(models.Model):
    """Another organization holds that it was first; whoever decides says why."""

    class Ruling(models.TextChoices):
        STANDS = "stands", _("维持首报单位")
        PASSES = "passes", _("转由申请单位")
        SHARED = "shared", _("共同推进")

    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="disputes")
    organization = models.ForeignKey("organization.Organization", models.PROTECT, related_name="+")
    statement = models.TextField(_("主张与依据"))
    evidence = models.FileField(_("佐证材料"), upload_to="projects/", blank=True)
    raised_by = models.ForeignKey("organization.Person", models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(_("提出时间"))
    answer = models.TextField(_("陈述"), blank=True)
    answered_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("陈述时间"), null=True, blank=True)
    ruling = models.CharField(_("裁定"), max_length=10, choices=Ruling.choices, blank=True)
    reason = models.TextField(_("理由"), blank=True)
    ruled_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    ruled_at = models.DateTimeField(_("裁定时间"), null=True, blank=True)

    class Meta:
        ordering = ["-raised_at", "-pk"]
        verbose_name = _("归属争议")
        verbose_name_plural = _("归属争议")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ruling="") | ~models.Q(reason=""), name="dispute_ruled_with_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.organization}"


class Transfer(models.Model):
    """A project passes from one organization or area to another, with a split of credit and a reason."""

    class Kind(models.TextChoices):
        AREA = "area", _("跨区域流转")
        UNIT = "unit", _("跨部门流转")

    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="transfers")
    kind = models.CharField(_("类别"), max_length=10, choices=Kind.choices)
    from_organization = models.ForeignKey("organization.Organization", models.PROTECT, related_name="+")
    to_organization = models.ForeignKey("organization.Organization", models.PROTECT, related_name="+")
    reason = models.CharField(_("理由"), max_length=300)
    decided_by = models.ForeignKey("organization.Person", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("决定时间"))

    class Meta:
        ordering = ["-decided_at", "-pk"]
        verbose_name = _("项目流转")
        verbose_name_plural = _("项目流转")

    def __str__(self) -> str:
        return f"{self.project} {self.from_organization} → {self.to_organization}"
