"""A refusal that no view turned into a sentence of its own becomes the page that gives its reason."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from chaotou.core.issues import Refusal
from chaotou.ui.pages import render_page


class RefusalMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """403 with the reason for a `Refusal`; everything else goes its way."""
        if not isinstance(exception, Refusal):
            return None
        return render_page(request, "403.html", "ui/_refused.html", {"refusal": exception}, status=403)
