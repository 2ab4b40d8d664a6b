"""What was reported or proposed may be withdrawn with a reason: it is kept to be read and counts nowhere."""

from __future__ import annotations

from typing import ClassVar, Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

M = TypeVar("M", bound=models.Model)


class NotWithdrawn(models.Manager[M]):
    """Rows but for those withdrawn."""

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().filter(withdrawn_at__isnull=True)


class Withdrawable(models.Model):
    """A row that may be withdrawn: then only `every` finds it."""

    withdrawn_by = models.ForeignKey(
        "organization.Person", models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("撤回时间"), null=True, blank=True)
    withdrawal_reason = models.CharField(_("撤回理由"), max_length=300, blank=True)

    objects: ClassVar[NotWithdrawn[Self]] = NotWithdrawn()
    every: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True
