"""An enterprise has another name from now on: apps above that keep the name with their own rows listen."""

from __future__ import annotations

from typing import Final

from django.dispatch import Signal

renamed: Final = Signal()
"""Sent with `enterprise`, within the transaction of the change."""
