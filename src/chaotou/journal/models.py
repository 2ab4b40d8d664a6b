"""The journal. Entries are only ever added; each is chained to the one before, `Head` keeps the end."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    number = models.PositiveBigIntegerField(_("序号"), unique=True)
    at = models.DateTimeField(_("时间"))
    actor = models.ForeignKey("organization.Person", models.PROTECT, null=True, blank=True, related_name="+")
    act = models.CharField(_("操作"), max_length=80)
    target = models.CharField(_("对象"), max_length=200)
    before = models.JSONField(_("此前"), null=True)
    after = models.JSONField(_("此后"), null=True)
    previous_seal = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("操作记录")
        verbose_name_plural = _("操作记录")
        indexes = [
            models.Index(fields=["target", "-number"], name="journal_by_target"),
            models.Index(fields=["actor", "-number"], name="journal_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.act} {self.target}"


class Head(models.Model):
    """The latest entry's number and seal, in a row of its own: a removed tail shows, writers queue on it.

    `people_seal` is that of the latest entry about accounts, posts or organizations.
    """

    number = models.PositiveBigIntegerField(_("序号"))
    seal = models.CharField(max_length=64)
    people_seal = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("记录末端")
        verbose_name_plural = _("记录末端")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="journal_one_head")]

    def __str__(self) -> str:
        return f"{self.number} {self.seal}"
