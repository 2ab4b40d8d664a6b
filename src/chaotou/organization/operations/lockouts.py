"""Failed sign-ins are forgotten once the lock they might cause has run out."""

from __future__ import annotations

from datetime import datetime

from axes.helpers import get_cool_off
from axes.models import AccessAttempt


def forget_failed_sign_ins(*, now: datetime) -> int:
    """Delete attempts older than the lock; how many. What happened stays in the journal."""
    lasts = get_cool_off()
    if lasts is None:
        return 0
    deleted, _ = AccessAttempt.objects.filter(attempt_time__lte=now - lasts).delete()
    return int(deleted)
