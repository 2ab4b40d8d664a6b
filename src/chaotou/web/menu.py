"""The menu: what stands where, for whom. Each app's access says who may; this file only names the doors."""

from __future__ import annotations

from django.http import HttpRequest


def menu(request: HttpRequest) -> dict[str, object]:
    """Template context: nothing until someone has signed in."""
    return {}
