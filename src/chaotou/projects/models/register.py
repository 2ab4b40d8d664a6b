"""The register: one row from the first lead to designed output."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

SERIES = "P"
"""The letters that the codes of projects begin with."""


class Project(models.Model):
    """An investment project; amounts in yuan, land in mu, codes as the zone's directory defines them.

    `organization` is who found it and talks; `landing` where it goes. `particulars` holds the fields only the
    zone's stages ask for; `grams` is what searching looks through,
    `name_keys` the words by which a lead that is like it is found. `version` rises with each change, so that
    of two people who change at once the second is told.
    """

    code = models.SlugField(_("编号"), max_length=40, db_index=False)
    name = models.CharField(_("项目名称"), max_length=150)
    english = models.CharField(_("英文名称"), max_length=200, blank=True)
    kind = models.CharField(_("项目类型"), max_length=50, blank=True)
    stage = models.CharField(_("阶段"), max_length=50, default="lead")
    stage_since_on = models.DateField(_("进入本阶段"))
    investor = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, null=True, blank=True, related_name="projects"
    )
    investor_name = models.CharField(_("投资方"), max_length=120, blank=True)
    product = models.CharField(_("产品或内容"), max_length=300, blank=True)
    industry = models.CharField(_("行业"), max_length=5, blank=True)
    chain = models.CharField(_("产业链"), max_length=50, blank=True)
    link = models.CharField(_("环节"), max_length=50, blank=True)
    source_region = models.CharField(_("来源地区"), max_length=50, blank=True)
    source_city = models.CharField(_("来源城市"), max_length=50, blank=True)
    channel = models.CharField(_("渠道"), max_length=50, blank=True)
    referrer = models.CharField(_("引荐人"), max_length=120, blank=True)
    investment = models.DecimalField(_("计划总投资"), max_digits=18, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("币种"), max_length=3, default="CNY")
    investment_stated = models.DecimalField(
        _("原币金额"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    rate = models.DecimalField(_("折算汇率"), max_digits=14, decimal_places=6, null=True, blank=True)
    rate_on = models.DateField(_("汇率日期"), null=True, blank=True)
    fixed_investment = models.DecimalField(
        _("固定资产投资"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    land_mu = models.DecimalField(_("用地（亩）"), max_digits=12, decimal_places=2, null=True, blank=True)
    plot = models.CharField(_("地块"), max_length=50, blank=True)
    longitude = models.DecimalField(_("经度"), max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField(_("纬度"), max_digits=9, decimal_places=6, null=True, blank=True)
    yearly_output = models.DecimalField(
        _("预计年产值"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    yearly_tax = models.DecimalField(_("预计年税收"), max_digits=18, decimal_places=2, null=True, blank=True)
    particulars = models.JSONField(_("其他要素"), default=dict, blank=True)
    organization = models.ForeignKey(
        "organization.Organization",
        models.PROTECT,
        db_index=False,
        related_name="projects",
        verbose_name=_("首谈单位"),
    )
    landing = models.ForeignKey(
        "organization.Organization", models.PROTECT, null=True, blank=True, related_name="landed_projects"
    )
    officer = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    linked_leader = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    secretary = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    linkage = models.JSONField(_("五个一"), default=dict, blank=True)
    registered_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    registered_at = models.DateTimeField(_("登记时间"))
    last_talk_on = models.DateField(_("最近联系"), null=True, blank=True)
    next_step = models.CharField(_("下一步"), max_length=200, blank=True)
    next_step_on = models.DateField(_("下一步日期"), null=True, blank=True)
    protected_until_on = models.DateField(_("首谈保护至"), null=True, blank=True)
    batch = models.ForeignKey(
        "projects.ImportBatch", models.PROTECT, null=True, blank=True, related_name="projects"
    )
    is_synthetic = models.BooleanField(_("虚构项目"), default=False)
    grams = models.TextField(editable=False, blank=True)
    name_keys = models.TextField(editable=False, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-registered_at", "-pk"]
        verbose_name = _("项目")
        verbose_name_plural = _("项目")
        # A constraint alone: `unique=True` gives PostgreSQL a second index of the codes, which nothing asks.
        constraints = [
            models.UniqueConstraint(fields=["code"], name="project_code_once"),
            models.CheckConstraint(
                condition=models.Q(investment__isnull=True) | models.Q(investment__gte=0),
                name="project_investment_not_negative",
            ),
            models.CheckConstraint(
                condition=models.Q(currency="CNY") | models.Q(investment__isnull=True) | models.Q(rate__gt=0),
                name="project_foreign_amount_has_rate",
            ),
        ]
        # Pages and sums are read from these alone: what orders, what adds up, and by whom it may be seen.
        # Each is paid for with every row of an import: columns nobody looks projects up by have none.
        indexes = [
            models.Index(
                fields=["-registered_at", "-id", "stage", "organization", "landing"],
                name="project_by_registration",
            ),
            models.Index(fields=["stage", "-registered_at", "-id"], name="project_by_stage"),
            models.Index(
                fields=["stage", "source_city", "organization", "landing", "chain", "investment"],
                name="project_by_city",
            ),
            models.Index(fields=["organization", "-registered_at", "-id"], name="project_by_organization"),
            models.Index(fields=["investment"], name="project_by_investment"),
            models.Index(fields=["stage_since_on"], name="project_by_stage_since"),
            models.Index(fields=["next_step_on"], name="project_by_next_step"),
            models.Index(fields=["plot"], condition=~models.Q(plot=""), name="project_by_plot"),
        ]

    def __str__(self) -> str:
        return self.name
