"""Links for people without an account, reminders raised, and how they went out."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Link(models.Model):
    """A door without sign-in for an applicant: for entering one kind, or for following one matter.

    Only a hash of its secret is kept; it expires. `opened_from` is the door through which the matter came.
    """

    secret_hash = models.CharField(max_length=64, unique=True)
    kind = models.CharField(_("事项类型"), max_length=50, blank=True)
    matter = models.ForeignKey("matters.Matter", models.CASCADE, null=True, blank=True, related_name="links")
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_from = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="opened",
        verbose_name=_("由哪个链接提交"),
    )
    made_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(_("生成时间"))
    expires_at = models.DateTimeField(_("失效时间"))
    revoked_at = models.DateTimeField(_("作废时间"), null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]
        verbose_name = _("免登录链接")
        verbose_name_plural = _("免登录链接")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="") | models.Q(matter__isnull=True), name="link_kind_or_matter"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind or self.matter_id}"


class Notice(models.Model):
    """A reminder of a rule for a matter, raised once; to whom it went follows from the rule.

    Or what people are told of something that is no matter, such as a meeting: `rule` is then one of `About`,
    `due_at` when it begins, `address` the page that shows it.
    """

    class About(models.TextChoices):
        MEETING_CALLED = "meeting_called", _("会议通知")
        MEETING_CHANGED = "meeting_changed", _("会议变更")
        MEETING_CANCELLED = "meeting_cancelled", _("会议取消")

    matter = models.ForeignKey(
        "matters.Matter", models.CASCADE, null=True, blank=True, related_name="notices"
    )
    title = models.CharField(_("名称"), max_length=200, blank=True)
    english = models.CharField(_("英文名称"), max_length=200, blank=True)
    place = models.CharField(_("地点"), max_length=120, blank=True)
    address = models.CharField(_("页面地址"), max_length=200, blank=True)
    rule = models.CharField(_("提醒规则"), max_length=50)
    sheet = models.CharField(_("单色"), max_length=10, blank=True)
    due_at = models.DateTimeField(_("针对的期限"))
    raised_at = models.DateTimeField(_("提醒时间"))

    class Meta:
        ordering = ["-raised_at", "-pk"]
        verbose_name = _("提醒")
        verbose_name_plural = _("提醒")
        constraints = [
            models.UniqueConstraint(fields=["matter", "rule", "due_at"], name="notice_once_a_due_date"),
            models.UniqueConstraint(
                fields=["address", "rule", "due_at"],
                condition=models.Q(matter__isnull=True),
                name="notice_once_an_occasion",
            ),
            models.CheckConstraint(
                condition=models.Q(matter__isnull=False, address="")
                | (models.Q(matter__isnull=True) & ~models.Q(address="") & ~models.Q(title="")),
                name="notice_of_a_matter_or_else",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter or self.title} {self.rule}"


MOST_TRIES = 5
"""So often is a message tried; one that failed every time is said on the pages, and given up."""


class Delivery(models.Model):
    """A notice on its way to a person: in the application, and out by a channel once the hours allow it."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries")
    person = models.ForeignKey("organization.Person", models.CASCADE, related_name="+")
    send_at = models.DateTimeField(_("可发送时间"))
    sent_at = models.DateTimeField(_("发送时间"), null=True, blank=True)
    error = models.CharField(_("发送错误"), max_length=300, blank=True)
    tries = models.PositiveSmallIntegerField(_("未发出的次数"), default=0)
    seen_at = models.DateTimeField(_("查看时间"), null=True, blank=True)

    class Meta:
        ordering = ["-send_at", "-pk"]
        verbose_name = _("通知")
        verbose_name_plural = _("通知")
        constraints = [models.UniqueConstraint(fields=["notice", "person"], name="delivery_once")]
        indexes = [
            models.Index(
                fields=["send_at"], condition=models.Q(sent_at__isnull=True), name="delivery_waiting"
            ),
            models.Index(fields=["person", "seen_at"], name="delivery_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.notice} → {self.person}"


class GroupDelivery(models.Model):
    """A notice on its way to the robot of an organization whose people are told of it."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="groups")
    organization = models.ForeignKey("organization.Organization", models.CASCADE, related_name="+")
    sent_at = models.DateTimeField(_("发送时间"), null=True, blank=True)
    error = models.CharField(_("发送错误"), max_length=300, blank=True)
    tries = models.PositiveSmallIntegerField(_("未发出的次数"), default=0)

    class Meta:
        ordering = ["organization", "pk"]
        verbose_name = _("群通知")
        verbose_name_plural = _("群通知")
        constraints = [models.UniqueConstraint(fields=["notice", "organization"], name="group_delivery_once")]
        indexes = [
            models.Index(
                fields=["organization"],
                condition=models.Q(sent_at__isnull=True),
                name="group_delivery_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.notice} → {self.organization}"
