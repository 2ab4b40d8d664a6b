"""What was done to a matter and what came with it: steps, files, progress by period, ratings."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Step(models.Model):
    """One act on a matter: from which state to which, by whom, for which organization, with which words."""

    matter = models.ForeignKey("matters.Matter", models.CASCADE, related_name="steps")
    act = models.CharField(_("办理"), max_length=20)
    from_state = models.CharField(_("原状态"), max_length=50, blank=True)
    to_state = models.CharField(_("新状态"), max_length=50)
    text = models.TextField(_("内容"), blank=True)
    particulars = models.JSONField(_("要素"), default=dict, blank=True)
    organization = models.ForeignKey(
        "organization.Organization", models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    by_applicant = models.BooleanField(_("申请人办理"), default=False)
    taken_at = models.DateTimeField(_("时间"))

    class Meta:
        ordering = ["matter", "taken_at", "pk"]
        verbose_name = _("办理记录")
        verbose_name_plural = _("办理记录")
        indexes = [models.Index(fields=["matter", "act"], name="step_by_act")]

    def __str__(self) -> str:
        return f"{self.matter} {self.act}"


class Attachment(models.Model):
    """A file of a matter, kept once by its content; a public photo carries a text for who cannot see it."""

    matter = models.ForeignKey("matters.Matter", models.CASCADE, related_name="attachments")
    step = models.ForeignKey(Step, models.CASCADE, null=True, blank=True, related_name="attachments")
    paper = models.CharField(_("材料"), max_length=50, blank=True)
    file = models.FileField(_("文件"), upload_to="matters/")
    name = models.CharField(_("文件名"), max_length=200)
    size = models.PositiveIntegerField(_("大小"))
    sha256 = models.CharField(max_length=64, db_index=True)
    alternative = models.CharField(_("图片说明"), max_length=200, blank=True)
    is_public = models.BooleanField(_("公开"), default=False)
    is_photo = models.BooleanField(_("照片"), default=False)
    taken_at = models.DateTimeField(_("拍摄时间"), null=True, blank=True)
    longitude = models.DecimalField(_("经度"), max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField(_("纬度"), max_digits=9, decimal_places=6, null=True, blank=True)
    added_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(_("上传时间"))

    class Meta:
        ordering = ["matter", "pk"]
        verbose_name = _("事项附件")
        verbose_name_plural = _("事项附件")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_public=False) | models.Q(is_photo=False) | ~models.Q(alternative=""),
                name="attachment_public_photo_is_described",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ProgressReport(models.Model):
    """What an organization reported of its part for a period (its first day), as the kind demands."""

    matter = models.ForeignKey("matters.Matter", models.CASCADE, related_name="progress_reports")
    organization = models.ForeignKey("organization.Organization", models.PROTECT, related_name="+")
    period_on = models.DateField(_("期间（首日）"))
    text = models.TextField(_("进展"))
    percent = models.PositiveSmallIntegerField(_("进度（%）"), null=True, blank=True)
    reported_by = models.ForeignKey("organization.Person", models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField(_("填报时间"))

    class Meta:
        ordering = ["matter", "period_on", "reported_at"]
        verbose_name = _("进展报告")
        verbose_name_plural = _("进展报告")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(percent__isnull=True) | models.Q(percent__lte=100),
                name="progress_at_most_100",
            )
        ]
        indexes = [models.Index(fields=["matter", "organization", "period_on"], name="progress_by_period")]

    def __str__(self) -> str:
        return f"{self.matter} {self.period_on}"


class Rating(models.Model):
    """How content the applicant was, 1 to 5, told through a link or asked by telephone."""

    matter = models.ForeignKey("matters.Matter", models.CASCADE, related_name="ratings")
    score = models.PositiveSmallIntegerField(_("满意度"))
    comment = models.CharField(_("意见"), max_length=500, blank=True)
    asked_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    rated_at = models.DateTimeField(_("评价时间"))

    class Meta:
        ordering = ["matter", "rated_at"]
        verbose_name = _("评价")
        verbose_name_plural = _("评价")
        constraints = [models.CheckConstraint(condition=models.Q(score__range=(1, 5)), name="rating_1_to_5")]

    def __str__(self) -> str:
        return f"{self.matter} {self.score}"
