"""Answering with a page: whole for a visit, only its fragment for htmx."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def render_page(
    request: HttpRequest, page: str, fragment: str, context: Mapping[str, object], status: int = 200
) -> HttpResponse:
    """The template `page` for a visit, `fragment` for an htmx request; the page includes its fragment.

    A page restored from the browser's history is asked for whole, because it replaces the whole body.
    `is_fragment` tells the template that messages have no other place than here.
    """
    is_fragment = wants_fragment(request)
    template = fragment if is_fragment else page
    response = render(request, template, {**context, "is_fragment": is_fragment}, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def wants_fragment(request: HttpRequest) -> bool:
    htmx = getattr(request, "htmx", None)
    return htmx is not None and bool(htmx) and not (htmx.history_restore_request or htmx.boosted)
