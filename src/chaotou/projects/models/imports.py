"""Imports that can be undone, and the views people save."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Spreadsheet(models.Model):
    """A spreadsheet as it came, read once: its sheets, and how its columns are mapped until it is imported.

    `sheets` holds of each sheet its title, how many rows it has, its first rows; all rows are in `grid`.
    """

    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(_("文件名"), max_length=200)
    file = models.FileField(_("原件"), upload_to="imports/")
    grid = models.FileField(upload_to="imports/")
    sheets = models.JSONField(_("工作表"))
    mapping = models.JSONField(_("列的对应"), default=dict)
    uploaded_by = models.ForeignKey("organization.Person", models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("上传时间"))

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("待导入的表格")
        verbose_name_plural = _("待导入的表格")
        constraints = [
            models.UniqueConstraint(fields=["sha256", "uploaded_by"], name="spreadsheet_once_a_person")
        ]

    def __str__(self) -> str:
        return self.file_name


class ImportBatch(models.Model):
    """A sheet taken in whole, and perhaps taken out again whole."""

    spreadsheet = models.ForeignKey(Spreadsheet, models.PROTECT, related_name="batches")
    file_name = models.CharField(_("文件名"), max_length=200)
    sha256 = models.CharField(max_length=64)
    sheet = models.CharField(_("工作表"), max_length=120, blank=True)
    mapping = models.JSONField(_("列的对应"))
    rows = models.PositiveIntegerField(_("行数"))
    left_out = models.PositiveIntegerField(_("未导入的重复行"), default=0)
    imported_by = models.ForeignKey("organization.Person", models.PROTECT, null=True, related_name="+")
    imported_at = models.DateTimeField(_("导入时间"))
    undone_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)

    class Meta:
        ordering = ["-imported_at", "-pk"]
        verbose_name = _("导入批次")
        verbose_name_plural = _("导入批次")
        constraints = [
            models.UniqueConstraint(
                fields=["sha256", "sheet"],
                condition=models.Q(undone_at__isnull=True),
                name="import_in_force_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_name} {self.rows}"


class SavedView(models.Model):
    """A list as somebody likes to see it: the query of its address, under a name; `page` says which list."""

    person = models.ForeignKey("organization.Person", models.CASCADE, related_name="+")
    page = models.CharField(_("清单"), max_length=20, default="projects")
    name = models.CharField(_("名称"), max_length=60)
    query = models.CharField(_("条件"), max_length=1000)
    is_shared = models.BooleanField(_("本单位共用"), default=False)
    organization = models.ForeignKey(
        "organization.Organization", models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("保存的视图")
        verbose_name_plural = _("保存的视图")
        constraints = [models.UniqueConstraint(fields=["person", "page", "name"], name="saved_view_once")]

    def __str__(self) -> str:
        return self.name
