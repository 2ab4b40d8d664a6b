"""Enterprises, their contacts and their merges: columns and constraints only.

Amounts are in yuan. An enterprise merged into another keeps its row; whoever points at it is led on.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Enterprise(models.Model):
    """A firm or an investor; `grams` is what searching looks through: names, code, pinyin, initials."""

    class Size(models.TextChoices):
        LARGE = "large", _("大型")
        MEDIUM = "medium", _("中型")
        SMALL = "small", _("小型")
        MICRO = "micro", _("微型")

    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    name = models.CharField(_("名称"), max_length=120)
    english = models.CharField(_("英文名称"), max_length=200, blank=True)
    short = models.CharField(_("简称"), max_length=60, blank=True)
    aliases = models.JSONField(_("别名"), default=list, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="subsidiaries",
        verbose_name=_("母公司"),
    )
    size = models.CharField(_("规模"), max_length=10, choices=Size.choices, blank=True)
    industry = models.CharField(_("行业"), max_length=5, blank=True)
    chain = models.CharField(_("产业链"), max_length=50, blank=True)
    link = models.CharField(_("环节"), max_length=50, blank=True)
    registered_capital = models.DecimalField(
        _("注册资本"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    city = models.CharField(_("所在城市"), max_length=60, blank=True)
    is_local = models.BooleanField(_("区内企业"), default=False)
    tags = models.JSONField(_("标签"), default=list, blank=True)
    note = models.TextField(_("说明"), blank=True)
    is_synthetic = models.BooleanField(_("虚构数据"), default=False)
    grams = models.TextField(editable=False, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="absorbed")
    recorded_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(_("登记时间"))
    changed_at = models.DateTimeField(_("更改时间"))

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("企业")
        verbose_name_plural = _("企业")
        constraints = [
            models.UniqueConstraint(
                fields=["credit_code"],
                condition=~models.Q(credit_code="") & models.Q(merged_into__isnull=True),
                name="enterprise_credit_code_once",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                name="enterprise_not_merged_into_itself",
            ),
        ]
        indexes = [models.Index(fields=["merged_into", "name", "id"], name="enterprise_by_name")]

    def __str__(self) -> str:
        return self.name


class Contact(models.Model):
    """A person at an enterprise: personal data, seen by the organization it serves and by nobody else."""

    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, related_name="contacts", verbose_name=_("企业")
    )
    organization = models.ForeignKey(
        "organization.Organization", models.PROTECT, related_name="+", verbose_name=_("服务单位")
    )
    name = models.CharField(_("姓名"), max_length=60)
    position = models.CharField(_("职务"), max_length=80, blank=True)
    phone = models.CharField(_("电话"), max_length=40, blank=True)
    email = models.EmailField(_("邮箱"), blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    recorded_by = models.ForeignKey("organization.Person", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("登记时间"))
    removed_at = models.DateTimeField(_("删除时间"), null=True, blank=True)

    class Meta:
        ordering = ["enterprise", "pk"]
        verbose_name = _("联系人")
        verbose_name_plural = _("联系人")

    def __str__(self) -> str:
        return f"{self.enterprise} #{self.pk}"


class Merge(models.Model):
    """Two rows found to be one enterprise: what the kept one was before, so that it can be undone."""

    kept = models.ForeignKey(Enterprise, models.PROTECT, related_name="merges")
    absorbed = models.ForeignKey(Enterprise, models.PROTECT, related_name="merged")
    before = models.JSONField(_("合并前"))
    reason = models.CharField(_("理由"), max_length=300)
    merged_by = models.ForeignKey("organization.Person", models.PROTECT, related_name="+")
    merged_at = models.DateTimeField(_("合并时间"))
    undone_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)

    class Meta:
        ordering = ["-merged_at", "-pk"]
        verbose_name = _("合并记录")
        verbose_name_plural = _("合并记录")
        constraints = [
            models.UniqueConstraint(
                fields=["absorbed"], condition=models.Q(undone_at__isnull=True), name="merge_in_force_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.absorbed} → {self.kept}"
