"""A refusal that no view turned into a sentence of its own becomes the page that gives its reason.

So does an address that only takes what is submitted, when it is opened by hand.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from chaotou.core.issues import Missing, Refusal
from chaotou.ui.pages import render_page


class RefusalMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        return _explained(request, response) if isinstance(response, HttpResponseNotAllowed) else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """404 for what is `Missing`, 403 for any other `Refusal`, with the reason; the rest goes its way."""
        if not isinstance(exception, Refusal):
            return None
        page, status = ("404.html", 404) if isinstance(exception, Missing) else ("403.html", 403)
        return render_page(request, page, "ui/_refused.html", {"refusal": exception}, status=status)


def _explained(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    page = render(request, "405.html", status=405)
    page.headers["Allow"] = refused.headers["Allow"]
    return page
