"""The register: one row for everything with an owner and a clock, who takes part, what is personal in it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

_ASKED = (
    "phase",
    "kind",
    "due_at",
    "soon_at",
    "suspended_since",
    "next_due_at",
    "privacy",
    "organization",
    "lead",
    "holder",
    "is_listed",
    "id",
)
"""What lists and counts of work ask of a row: which, where it stands, who may know of it."""


def _to_be_done(name: str, *first: str) -> models.Index:
    """An index of what is still to be done, in the order of `first`."""
    rest = [field for field in _ASKED if field not in first]
    return models.Index(fields=[*first, *rest], name=name, condition=models.Q(phase__in=["waiting", "open"]))


class Matter(models.Model):
    """A matter of a kind that the zone's directory defines; `state` is the flow's, `phase` what it means.

    `holder` is the organization that has to act next and `awaits` in which role; `lead` answers for the
    whole. `due_at` is the moment from which it is late, `original_due_at` never changes, `attention_at` and
    `soon_at` are where those shades begin, `next_due_at` the nearest limit that runs, a first answer
    included. A suspended clock stands since `suspended_since`. `own_due_on` is a day named by hand in place
    of the kind's promise. `particulars` holds the kind's fields, personal ones excepted. Parts of a chain
    closed before its firm held land (`land_on` of the chain) gave opinions that are not yet formal.
    """

    class Phase(models.TextChoices):
        WAITING = "waiting", _("未受理")
        OPEN = "open", _("办理中")
        CLOSED = "closed", _("已办结")
        ENDED = "ended", _("已终止")

    class Privacy(models.TextChoices):
        OPEN = "open", _("区内公开")
        INVOLVED = "involved", _("相关单位可见")
        STRICT = "strict", _("仅经办人可见")

    code = models.SlugField(_("编号"), unique=True, max_length=40)
    kind = models.CharField(_("事项类型"), max_length=50)
    title = models.CharField(_("标题"), max_length=200)
    english = models.CharField(_("英文标题"), max_length=200, blank=True)
    content = models.TextField(_("内容"), blank=True)
    particulars = models.JSONField(_("要素"), default=dict, blank=True)
    state = models.CharField(_("状态"), max_length=50)
    phase = models.CharField(_("阶段"), max_length=10, choices=Phase.choices)
    awaits = models.CharField(_("待谁办理"), max_length=12, blank=True)
    privacy = models.CharField(_("公开范围"), max_length=10, choices=Privacy.choices)
    holder = models.ForeignKey(
        "organization.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("待办单位"),
    )
    lead = models.ForeignKey(
        "organization.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_matters",
        verbose_name=_("牵头单位"),
    )
    handler = models.ForeignKey(
        "organization.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("经办人"),
    )
    enterprise = models.ForeignKey(
        "enterprises.Enterprise",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="matters",
        verbose_name=_("企业"),
    )
    project = models.ForeignKey(
        "projects.Project",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="matters",
        verbose_name=_("项目"),
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("上级事项")
    )
    part = models.CharField(_("环节"), max_length=50, blank=True)
    is_preliminary = models.BooleanField(_("预审意见"), default=False)
    land_on = models.DateField(_("取得用地日期"), null=True, blank=True)
    appeal_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="appeals", verbose_name=_("不服的事项")
    )
    repeats = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="repeated_by",
        verbose_name=_("重复的事项"),
    )
    channel = models.CharField(_("来件渠道"), max_length=20, default="officer")
    source = models.CharField(_("来源"), max_length=200, blank=True)
    quote = models.TextField(_("原文"), blank=True)
    organization = models.ForeignKey(
        "organization.Organization", models.PROTECT, related_name="+", verbose_name=_("登记单位")
    )
    registered_by = models.ForeignKey(
        "organization.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("登记人"),
    )
    registered_at = models.DateTimeField(_("登记时间"))
    received_at = models.DateTimeField(_("收到时间"))
    started_at = models.DateTimeField(_("起算时间"), null=True, blank=True)
    own_due_on = models.DateField(_("要求完成日期"), null=True, blank=True)
    original_due_at = models.DateTimeField(_("原定期限"), null=True, blank=True)
    due_at = models.DateTimeField(_("期限"), null=True, blank=True)
    attention_at = models.DateTimeField(_("关注起点"), null=True, blank=True)
    soon_at = models.DateTimeField(_("临期起点"), null=True, blank=True)
    next_due_at = models.DateTimeField(_("最近的期限"), null=True, blank=True)
    suspended_since = models.DateTimeField(_("中止起"), null=True, blank=True)
    closed_at = models.DateTimeField(_("办结时间"), null=True, blank=True)
    result = models.CharField(_("办理结果"), max_length=50, blank=True)
    conclusion = models.TextField(_("办理意见"), blank=True)
    satisfaction = models.PositiveSmallIntegerField(_("满意度"), null=True, blank=True)
    percent = models.PositiveSmallIntegerField(_("进度（%）"), null=True, blank=True)
    is_listed = models.BooleanField(_("挂牌督办"), default=False)
    is_public = models.BooleanField(_("向公众公开"), default=False)
    address = models.CharField(_("地点"), max_length=200, blank=True)
    longitude = models.DecimalField(_("经度"), max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField(_("纬度"), max_digits=9, decimal_places=6, null=True, blank=True)
    is_synthetic = models.BooleanField(_("虚构事项"), default=False)
    batch = models.ForeignKey(
        "matters.MatterImport",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="matters",
        verbose_name=_("导入批次"),
    )
    grams = models.TextField(editable=False, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-registered_at", "-pk"]
        verbose_name = _("事项")
        verbose_name_plural = _("事项")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(original_due_at__isnull=True) | models.Q(due_at__isnull=False),
                name="matter_due_where_it_was_due",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True) | models.Q(suspended_since__isnull=True),
                name="matter_closed_does_not_stand",
            ),
            models.CheckConstraint(
                condition=models.Q(satisfaction__isnull=True) | models.Q(satisfaction__range=(1, 5)),
                name="matter_satisfaction_1_to_5",
            ),
        ]
        # The first three hold what is still to be done alone, and all that lists and counts of it ask for.
        indexes = [
            _to_be_done("work_by_due", "next_due_at", "id"),
            _to_be_done("work_by_holder", "holder", "next_due_at", "id"),
            _to_be_done("work_by_lead", "lead", "kind"),
            models.Index(fields=["lead", "phase", "next_due_at", "id"], name="matter_by_lead"),
            models.Index(fields=["phase", "next_due_at", "id"], name="matter_by_next_due"),
            models.Index(fields=["-registered_at", "-id"], name="matter_by_registration"),
            models.Index(fields=["kind", "-registered_at", "-id"], name="matter_by_kind"),
        ]

    def __str__(self) -> str:
        return self.title


class Assignment(models.Model):
    """An organization's part in a matter, lead or supporting; each reports for itself."""

    class Role(models.TextChoices):
        LEAD = "lead", _("牵头")
        SUPPORTING = "supporting", _("协办")

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="assignments")
    organization = models.ForeignKey("organization.Organization", models.PROTECT, related_name="assignments")
    role = models.CharField(_("角色"), max_length=10, choices=Role.choices)
    task = models.CharField(_("分工"), max_length=300, blank=True)
    assigned_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    assigned_at = models.DateTimeField(_("交办时间"))
    signed_for_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_for_at = models.DateTimeField(_("签收时间"), null=True, blank=True)
    reported_at = models.DateTimeField(_("报结时间"), null=True, blank=True)
    ended_at = models.DateTimeField(_("解除时间"), null=True, blank=True)
    reason = models.CharField(_("解除理由"), max_length=300, blank=True)

    class Meta:
        ordering = ["matter", "role", "pk"]
        verbose_name = _("分工")
        verbose_name_plural = _("分工")
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "organization"],
                condition=models.Q(ended_at__isnull=True),
                name="assignment_in_force_once",
            ),
            models.UniqueConstraint(
                fields=["matter"],
                condition=models.Q(role="lead", ended_at__isnull=True),
                name="assignment_one_lead",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "ended_at", "role", "matter"], name="assignment_in_role")
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.organization}"


class PersonalData(models.Model):
    """What a matter says of a person, kept apart: opened on request by who handles it and journaled.

    `seal` is a keyed digest of what the kind requires of a person: it tells that the same person asked again.
    """

    matter = models.OneToOneField(Matter, models.CASCADE, related_name="personal")
    values = models.JSONField(_("个人信息"), default=dict)
    seal = models.CharField(max_length=64, db_index=True)

    class Meta:
        verbose_name = _("个人信息")
        verbose_name_plural = _("个人信息")

    def __str__(self) -> str:
        return f"{self.matter_id}"


class MatterNode(models.Model):
    """A step of a livelihood item, by a day and done on a day."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="nodes")
    code = models.CharField(_("代码"), max_length=50)
    name = models.CharField(_("节点"), max_length=120)
    english = models.CharField(_("英文名称"), max_length=200, blank=True)
    due_on = models.DateField(_("计划"))
    done_on = models.DateField(_("完成"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    class Meta:
        ordering = ["matter", "due_on", "pk"]
        verbose_name = _("事项节点")
        verbose_name_plural = _("事项节点")
        constraints = [models.UniqueConstraint(fields=["matter", "code"], name="matter_node_once")]

    def __str__(self) -> str:
        return f"{self.matter} {self.name}"


class MatterImport(models.Model):
    """A table of matters taken in whole, and perhaps taken out again whole."""

    kind = models.CharField(_("事项类型"), max_length=50)
    file_name = models.CharField(_("文件名"), max_length=200)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField(_("行数"))
    imported_by = models.ForeignKey("organization.Person", models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(_("导入时间"))
    undone_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)

    class Meta:
        ordering = ["-imported_at", "-pk"]
        verbose_name = _("事项导入")
        verbose_name_plural = _("事项导入")
        constraints = [
            models.UniqueConstraint(
                fields=["sha256", "kind"],
                condition=models.Q(undone_at__isnull=True),
                name="matter_import_in_force_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_name} {self.rows}"
