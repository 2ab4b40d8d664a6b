"""Organizations, people (the users), posts and responsibilities: columns and constraints only."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class Organization(models.Model):
    """What answers for something: the zone, a bureau, a sub-district, a park, a firm, a village."""

    class Kind(models.TextChoices):
        ZONE = "zone", _("开发区")
        BUREAU = "bureau", _("部门")
        SUBDISTRICT = "subdistrict", _("街办")
        PARK = "park", _("园区")
        STATE_FIRM = "state_firm", _("国有企业")
        VILLAGE = "village", _("村（社区）")
        OTHER = "other", _("其他")

    code = models.SlugField(_("代码"), unique=True)
    name = models.CharField(_("名称"), max_length=100)
    english = models.CharField(_("英文名称"), max_length=150, blank=True)
    short = models.CharField(_("简称"), max_length=40, blank=True)
    kind = models.CharField(_("类别"), max_length=20, choices=Kind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    order = models.PositiveIntegerField(_("次序"), default=0)

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("机构")
        verbose_name_plural = _("机构")

    def __str__(self) -> str:
        return self.name


class Person(AbstractUser):
    """Someone who signs in. What they may do comes from posts and responsibilities, never from rows here."""

    name = models.CharField(_("姓名"), max_length=60, blank=True)
    english = models.CharField(_("英文姓名"), max_length=100, blank=True)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="people"
    )
    must_change_password = models.BooleanField(_("须修改密码"), default=False)

    class Meta:
        ordering = ["username"]
        verbose_name = _("人员")
        verbose_name_plural = _("人员")

    def __str__(self) -> str:
        return self.name or self.username


class Post(models.Model):
    """A seat in an organization, its duty, and who holds it from when until when."""

    class Duty(models.TextChoices):
        RECORDS = "records", _("填报")
        REVIEWS = "reviews", _("审核")
        LEADS = "leads", _("领导")
        ADMINISTERS = "administers", _("账号管理")
        AUDITS = "audits", _("审计")

    code = models.SlugField(_("代码"), unique=True)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="posts")
    title = models.CharField(_("职务"), max_length=80)
    english = models.CharField(_("英文职务"), max_length=120, blank=True)
    duty = models.CharField(_("职责"), max_length=20, choices=Duty.choices)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="posts")
    held_from_on = models.DateField(_("任职起"), null=True, blank=True)
    held_until_on = models.DateField(_("任职止"), null=True, blank=True)

    class Meta:
        ordering = ["organization__order", "code"]
        verbose_name = _("岗位")
        verbose_name_plural = _("岗位")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(held_until_on__isnull=True)
                | models.Q(held_from_on__isnull=True)
                | models.Q(held_until_on__gte=models.F("held_from_on")),
                name="post_held_until_not_before_from",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization}{self.title}"


class Responsibility(models.Model):
    """An organization answers for an indicator or a target, as lead or supporting.

    The subject is named by code, because what is answered for lives on higher rungs.
    """

    class Role(models.TextChoices):
        LEAD = "lead", _("牵头")
        SUPPORTING = "supporting", _("协办")

    class Subject(models.TextChoices):
        INDICATOR = "indicator", _("指标")
        TARGET = "target", _("目标")

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="responsibilities")
    role = models.CharField(_("角色"), max_length=20, choices=Role.choices)
    subject = models.CharField(_("事由"), max_length=20, choices=Subject.choices)
    code = models.CharField(_("代码"), max_length=80)

    class Meta:
        ordering = ["subject", "code", "role"]
        verbose_name = _("责任")
        verbose_name_plural = _("责任")
        constraints = [
            models.UniqueConstraint(fields=["subject", "code", "organization"], name="responsibility_once"),
            models.UniqueConstraint(
                fields=["subject", "code"], condition=models.Q(role="lead"), name="responsibility_one_lead"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} {self.get_role_display()} {self.code}"
