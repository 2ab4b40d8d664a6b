"""Delivery: nodes with baselines and order, money by month, factors asked for, problems and their steps."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chaotou.projects.models.withdrawable import Withdrawable


class Baseline(Withdrawable):
    """The plan's dates as approved; a later one comes with a reason and an approver, the old one is kept.

    The number of a proposal that was withdrawn is given again.
    """

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="baselines")
    number = models.PositiveSmallIntegerField(_("版次"))
    dates = models.JSONField(_("节点日期"))
    reason = models.CharField(_("理由"), max_length=300, blank=True)
    proposed_by = models.ForeignKey("organization.Person", models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(_("提出时间"))
    approved_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("批准时间"), null=True, blank=True)

    class Meta:
        ordering = ["project", "number"]
        verbose_name = _("基线")
        verbose_name_plural = _("基线")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "number"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="baseline_number_once",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True)
                | (models.Q(approved_at__isnull=True) & ~models.Q(withdrawal_reason="")),
                name="baseline_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} #{self.number}"


class Node(models.Model):
    """A step that must be done by a day: as planned (the baseline in force), as forecast, as it was."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="nodes")
    code = models.CharField(_("代码"), max_length=50)
    name = models.CharField(_("节点"), max_length=120)
    english = models.CharField(_("英文名称"), max_length=200, blank=True)
    organization = models.ForeignKey(
        "organization.Organization", models.PROTECT, null=True, blank=True, related_name="+"
    )
    days = models.PositiveIntegerField(_("工期（天）"), default=0)
    planned_on = models.DateField(_("计划"))
    forecast_on = models.DateField(pgettext_lazy("of a node", "预计"), null=True, blank=True)
    actual_on = models.DateField(_("实际"), null=True, blank=True)
    cause = models.CharField(_("迟缓原因"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("次序"), default=0)

    class Meta:
        ordering = ["project", "order", "planned_on"]
        verbose_name = _("节点")
        verbose_name_plural = _("节点")
        constraints = [models.UniqueConstraint(fields=["project", "code"], name="node_once_a_project")]
        indexes = [models.Index(fields=["planned_on"], name="node_by_plan")]

    def __str__(self) -> str:
        return f"{self.project} {self.name}"


class Dependency(models.Model):
    """`after` waits for `before`; FS, SS, FF or SF with a lag in days."""

    class Kind(models.TextChoices):
        FINISH_START = "FS", _("完成—开始")
        START_START = "SS", _("开始—开始")
        FINISH_FINISH = "FF", _("完成—完成")
        START_FINISH = "SF", _("开始—完成")

    before = models.ForeignKey(Node, models.CASCADE, related_name="followers")
    after = models.ForeignKey(Node, models.CASCADE, related_name="predecessors")
    kind = models.CharField(_("关系"), max_length=2, choices=Kind.choices, default=Kind.FINISH_START)
    lag_days = models.SmallIntegerField(_("间隔（天）"), default=0)

    class Meta:
        ordering = ["after", "before"]
        verbose_name = _("先后关系")
        verbose_name_plural = _("先后关系")
        constraints = [models.UniqueConstraint(fields=["before", "after"], name="dependency_once")]

    def __str__(self) -> str:
        return f"{self.before} {self.kind} {self.after}"


class InvestmentMonth(models.Model):
    """Investment of one month (an ordinal, see core.periods), in yuan: as planned and as done."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="months")
    month = models.PositiveIntegerField(_("月份"))
    planned = models.DecimalField(_("计划"), max_digits=18, decimal_places=2, null=True, blank=True)
    done = models.DecimalField(_("完成"), max_digits=18, decimal_places=2, null=True, blank=True)
    recorded_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(_("填报时间"), null=True, blank=True)

    class Meta:
        ordering = ["project", "month"]
        verbose_name = _("月度投资")
        verbose_name_plural = _("月度投资")
        constraints = [models.UniqueConstraint(fields=["project", "month"], name="investment_month_once")]

    def __str__(self) -> str:
        return f"{self.project} {self.month}"


class Factor(models.Model):
    """Water, power, land and the like: how much is needed by which node, what was promised, what came."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="factors")
    node = models.ForeignKey(Node, models.PROTECT, null=True, blank=True, related_name="factors")
    kind = models.CharField(_("要素"), max_length=50)
    quantity = models.DecimalField(_("数量"), max_digits=18, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("单位"), max_length=20, blank=True)
    supplier = models.ForeignKey(
        "organization.Organization", models.PROTECT, null=True, blank=True, related_name="+"
    )
    promised_on = models.DateField(_("承诺日期"), null=True, blank=True)
    delivered_on = models.DateField(_("到位日期"), null=True, blank=True)
    proof = models.ForeignKey("projects.Evidence", models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(_("说明"), max_length=300, blank=True)
    recorded_by = models.ForeignKey("organization.Person", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(_("登记时间"))

    class Meta:
        ordering = ["project", "pk"]
        verbose_name = _("要素需求")
        verbose_name_plural = _("要素需求")

    def __str__(self) -> str:
        return f"{self.project} {self.kind}"


class Problem(models.Model):
    """What stands in a project's way, at which level it is being solved, by whom and by when.

    `due_on` never changes; it is closed by somebody other than whoever handles it.
    """

    project = models.ForeignKey("projects.Project", models.PROTECT, related_name="problems")
    node = models.ForeignKey(Node, models.PROTECT, null=True, blank=True, related_name="problems")
    title = models.CharField(_("问题"), max_length=200)
    request = models.CharField(_("诉求"), max_length=300, blank=True)
    level = models.CharField(_("协调层级"), max_length=50)
    level_since_on = models.DateField(_("进入本层级"))
    organization = models.ForeignKey("organization.Organization", models.PROTECT, related_name="+")
    due_on = models.DateField(_("期限"))
    raised_by = models.ForeignKey("organization.Person", models.PROTECT, null=True, related_name="+")
    raised_at = models.DateTimeField(_("提出时间"))
    solved_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    solved_at = models.DateTimeField(_("报请销号时间"), null=True, blank=True)
    closed_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(_("销号时间"), null=True, blank=True)

    class Meta:
        ordering = ["closed_at", "due_on", "pk"]
        verbose_name = _("问题")
        verbose_name_plural = _("问题")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True) | models.Q(solved_at__isnull=False),
                name="problem_solved_before_closed",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_by__isnull=True) | ~models.Q(closed_by=models.F("solved_by")),
                name="problem_closed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProblemStep(models.Model):
    """One line of a problem's history: a measure, a rise to the next level, a return, the closing proof."""

    class Kind(models.TextChoices):
        MEASURE = "measure", _("措施")
        ESCALATED = "escalated", _("升级")
        SOLVED = "solved", _("报请销号")
        RETURNED = "returned", _("退回")
        CLOSED = "closed", _("销号")

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="steps")
    kind = models.CharField(_("类别"), max_length=10, choices=Kind.choices)
    text = models.CharField(_("内容"), max_length=500)
    proof = models.ForeignKey("projects.Evidence", models.PROTECT, null=True, blank=True, related_name="+")
    taken_by = models.ForeignKey("organization.Person", models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(_("时间"))

    class Meta:
        ordering = ["problem", "taken_at", "pk"]
        verbose_name = _("问题进展")
        verbose_name_plural = _("问题进展")

    def __str__(self) -> str:
        return f"{self.problem} {self.kind}"
