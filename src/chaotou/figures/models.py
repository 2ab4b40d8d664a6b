"""Bodies, indicators, sources, observations and targets: columns and constraints, no arithmetic.

Months are ordinals (`year * 12 + month - 1`, see core.periods); growth is a fraction (0.075), never percent;
values are in the indicator's unit.
"""

from __future__ import annotations

from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

EVIDENCE = ["pdf", "docx", "xlsx", "xls", "png", "jpg", "jpeg", "ofd", "txt", "md"]


class Body(models.Model):
    """What figures are about: the zone, its city, counties, peer zones."""

    class Kind(models.TextChoices):
        NATION = "nation", _("全国")
        PROVINCE = "province", _("省")
        CITY = "city", _("市")
        COUNTY = "county", _("县区")
        ZONE = "zone", _("开发区")
        ZONE_GROUP = "zone_group", _("开发区汇总")
        FIRM = "firm", _("企业")

    code = models.SlugField(_("代码"), unique=True)
    name = models.CharField(_("名称"), max_length=100)
    english = models.CharField(_("英文名称"), max_length=150, blank=True)
    kind = models.CharField(_("类别"), max_length=20, choices=Kind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    statistical_parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="statistical_parts"
    )
    scope = models.CharField(_("口径"), max_length=200, blank=True)
    aliases = models.JSONField(_("别名"), default=list, blank=True)
    order = models.PositiveIntegerField(_("次序"), default=0)

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("统计主体")
        verbose_name_plural = _("统计主体")

    def __str__(self) -> str:
        return self.name


class Indicator(models.Model):
    class Measure(models.TextChoices):
        FLOW = "flow", _("流量")
        STOCK = "stock", _("存量")
        RATIO = "ratio", _("比率")
        COUNT = "count", _("个数")
        RANK = "rank", _("位次")

    class Direction(models.TextChoices):
        HIGHER = "higher", _("越高越好")
        LOWER = "lower", _("越低越好")
        NONE = "none", _("不论高低")

    class Frequency(models.TextChoices):
        MONTH = "month", _("月")
        QUARTER = "quarter", _("季")
        YEAR = "year", _("年")

    code = models.SlugField(_("代码"), unique=True, max_length=80)
    name = models.CharField(_("名称"), max_length=100)
    english = models.CharField(_("英文名称"), max_length=150, blank=True)
    aliases = models.JSONField(_("别名"), default=list, blank=True)
    unit = models.CharField(_("单位"), max_length=30)
    measure = models.CharField(_("性质"), max_length=10, choices=Measure.choices)
    is_cumulative = models.BooleanField(_("累计"), default=True)
    direction = models.CharField(_("方向"), max_length=10, choices=Direction.choices)
    frequency = models.CharField(_("频率"), max_length=10, choices=Frequency.choices)
    decimals = models.PositiveSmallIntegerField(_("小数位"), default=2)
    group = models.CharField(_("分组"), max_length=40, blank=True)
    whole = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    definition = models.TextField(_("定义"), blank=True)
    english_definition = models.TextField(_("英文定义"), blank=True)
    provenance = models.CharField(_("依据"), max_length=20, blank=True)
    slot = models.PositiveSmallIntegerField(_("国考序号"), null=True, blank=True)
    order = models.PositiveIntegerField(_("次序"), default=0)

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("指标")
        verbose_name_plural = _("指标")

    def __str__(self) -> str:
        return self.name


class Source(models.Model):
    """Where a figure or an undertaking was published, or the register here it was counted from."""

    COUNTED = "counted"

    code = models.SlugField(_("代码"), unique=True, max_length=80)
    title = models.CharField(_("标题"), max_length=200)
    english = models.CharField(_("英文标题"), max_length=250, blank=True)
    published_on = models.DateField(_("发布日期"), null=True, blank=True)
    url = models.URLField(_("网址"), blank=True, max_length=500)
    kind = models.CharField(_("类别"), max_length=20, blank=True)
    note = models.TextField(_("说明"), blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("来源")
        verbose_name_plural = _("来源")

    def __str__(self) -> str:
        return self.title


class Cited(models.Model):
    """What a row stands on: a published source, or a document that was read and the sentence in it."""

    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+")
    document = models.CharField(_("文件编号"), max_length=64, blank=True)
    sentence = models.TextField(_("原句"), blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        abstract = True


class Observation(Cited):
    """One vintage: a figure of a body in a period as known from `recorded_at` until `superseded_at`.

    A count of the platform's own stands beside what somebody published or typed under the scope `BESIDE`.
    """

    BESIDE = "台账计数"

    class Status(models.TextChoices):
        ESTIMATED = "estimated", _("预计")
        PRELIMINARY = "preliminary", _("初步")
        FINAL = "final", _("终值")
        REVISED = "revised", _("修订")

    class Basis(models.TextChoices):
        COMPARABLE = "comparable", _("可比价")
        NOMINAL = "nominal", _("名义")
        SAME_SCOPE = "same_scope", _("同口径")
        UNSTATED = "unstated", _("未说明")

    class Absence(models.TextChoices):
        NOT_REPORTED = "not_reported", _("缺报")
        NOT_APPLICABLE = "not_applicable", _("不适用")
        EXEMPT = "exempt", _("豁免")

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="observations")
    body = models.ForeignKey(Body, models.PROTECT, related_name="observations")
    first_month = models.PositiveIntegerField(_("起月"))
    latest_month = models.PositiveIntegerField(_("止月"))
    value = models.DecimalField(_("数值"), max_digits=20, decimal_places=6, null=True, blank=True)
    absence = models.CharField(_("空缺原因"), max_length=20, choices=Absence.choices, blank=True)
    growth_yoy = models.DecimalField(_("同比"), max_digits=14, decimal_places=8, null=True, blank=True)
    growth_basis = models.CharField(_("同比口径"), max_length=20, choices=Basis.choices, blank=True)
    status = models.CharField(_("状态"), max_length=20, choices=Status.choices)
    scope = models.CharField(_("口径"), max_length=60, blank=True)
    is_synthetic = models.BooleanField(_("合成数据"), default=False)
    evidence = models.FileField(
        _("佐证材料"), upload_to="evidence/", blank=True, validators=[FileExtensionValidator(EVIDENCE)]
    )
    note = models.CharField(_("说明"), max_length=300, blank=True)
    revision = models.PositiveSmallIntegerField(_("版次"), default=0)
    reason = models.CharField(_("修订原因"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(_("填报时间"))
    superseded_at = models.DateTimeField(_("被替代时间"), null=True, blank=True)
    published_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    returned_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_at = models.DateTimeField(_("退回时间"), null=True, blank=True)
    return_reason = models.CharField(_("退回原因"), max_length=300, blank=True)

    class Meta:
        ordering = ["indicator", "body", "latest_month", "revision"]
        verbose_name = _("观测值")
        verbose_name_plural = _("观测值")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "body", "first_month", "latest_month", "scope"],
                condition=models.Q(superseded_at__isnull=True),
                name="observation_one_current",
            ),
            models.CheckConstraint(
                condition=models.Q(latest_month__gte=models.F("first_month")),
                name="observation_period_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(value__isnull=False)
                | models.Q(growth_yoy__isnull=False)
                | ~models.Q(absence=""),
                name="observation_says_something",
            ),
            models.CheckConstraint(
                condition=models.Q(returned_at__isnull=True)
                | (models.Q(published_at__isnull=True) & ~models.Q(return_reason="")),
                name="observation_returned_is_not_published",
            ),
        ]
        indexes = [models.Index(fields=["body", "indicator", "latest_month"], name="observation_series")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.body} {self.first_month}..{self.latest_month} r{self.revision}"


class Target(Cited):
    """An undertaking: a level, count, growth, rank or comparison to be reached by the end of a period."""

    class Kind(models.TextChoices):
        LEVEL = "level", _("总量")
        COUNT = "count", _("个数")
        GROWTH = "growth", _("增速")
        RANK = "rank", _("位次")
        AT_MOST = "at_most", _("不高于")
        SHARE = "share", _("比重")
        ITEMS = "items", _("事项")
        FASTER_THAN = "faster_than", _("快于")
        SHARE_RISES = "share_rises", _("比重提高")
        FORMULA = "formula", _("数字口诀")

    class Bound(models.TextChoices):
        AT_LEAST = "at_least", _("不低于")
        AT_MOST = "at_most", _("不高于")
        ABOUT = "about", _("左右")
        EXACT = "exact", _("等于")
        RANK_AT_MOST = "rank_at_most", _("位次以内")

    code = models.SlugField(_("代码"), max_length=80)
    name = models.CharField(_("名称"), max_length=150)
    english = models.CharField(_("英文名称"), max_length=200, blank=True)
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="targets")
    body = models.ForeignKey(Body, models.PROTECT, related_name="targets")
    kind = models.CharField(_("类别"), max_length=20, choices=Kind.choices)
    first_month = models.PositiveIntegerField(_("起月"))
    latest_month = models.PositiveIntegerField(_("止月"))
    value = models.DecimalField(_("目标值"), max_digits=20, decimal_places=8, null=True, blank=True)
    bound = models.CharField(_("界限"), max_length=20, choices=Bound.choices, blank=True)
    compared_with = models.JSONField(_("比较对象"), default=list, blank=True)
    curve = models.JSONField(_("序时曲线"), null=True, blank=True)
    provenance = models.CharField(_("依据"), max_length=20, blank=True)
    order = models.PositiveIntegerField(_("次序"), default=0)
    set_by = models.ForeignKey("organization.Person", models.PROTECT, null=True, blank=True, related_name="+")
    set_at = models.DateTimeField(_("设定时间"))
    withdrawn_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)
    reason = models.CharField(_("调整原因"), max_length=300, blank=True)

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("目标")
        verbose_name_plural = _("目标")
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(withdrawn_at__isnull=True), name="target_one_in_force"
            ),
            models.CheckConstraint(
                condition=models.Q(indicator__isnull=False) | models.Q(kind="formula"),
                name="target_has_indicator",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TargetPart(models.Model):
    """One part of a named number formula (1623); `target` stays empty until the zone fills it in."""

    formula = models.ForeignKey(Target, models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField(_("次序"))
    label = models.CharField(_("数字"), max_length=40)
    target_code = models.CharField(_("对应目标"), max_length=80, blank=True)

    class Meta:
        ordering = ["formula", "position"]
        verbose_name = _("口诀分项")
        verbose_name_plural = _("口诀分项")
        constraints = [models.UniqueConstraint(fields=["formula", "position"], name="formula_part_once")]

    def __str__(self) -> str:
        return f"{self.formula} {self.label}"
