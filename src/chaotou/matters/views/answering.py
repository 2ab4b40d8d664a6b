"""Answers to programs: what is asked for as JSON, what is wrong with where it stands and how it is mended."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest, JsonResponse

from chaotou.core.issues import Message, Obstacles, Refusal
from chaotou.matters.forms.applying import flattened, path_of
from chaotou.ui.templatetags.show import said

JSON = "application/json"
MOST_SAID = 1024 * 1024
"""The longest object in bytes that a program sends."""
Error = dict[str, str]
F = TypeVar("F", bound=forms.Form)


def wants_json(request: HttpRequest) -> bool:
    """Whether a program asks: it speaks JSON itself, or would rather hear it than see a page."""
    return speaks_json(request) or request.get_preferred_type(["text/html", JSON]) == JSON


def speaks_json(request: HttpRequest) -> bool:
    return request.content_type == JSON


def answer(found: Any, status: int = 200) -> JsonResponse:
    """Chinese as it is written."""
    return JsonResponse(found, status=status, json_dumps_params={"ensure_ascii": False})


def errors(found: Iterable[Error], status: int = 422) -> JsonResponse:
    return answer({"errors": list(found)}, status)


def refused(refusal: Refusal, status: int = 422) -> JsonResponse:
    """Everything a refusal says."""
    if isinstance(refusal, Obstacles):
        return errors([error("", message) for message in refusal.messages], status)
    return errors([error("", refusal.message, refusal.hint)], status)


def error(path: str, message: Message | str, hint: Message | None = None) -> Error:
    return {"path": path, "message": said(message), "hint": said(hint)}


def faults_of(form: forms.Form) -> list[Error]:
    """What is wrong with a form, each with the field where it stands."""
    return [
        error(path_of("" if key == "__all__" else key), str(fault))
        for key, faults in form.errors.items()
        for fault in faults
    ]


def body_of(request: HttpRequest) -> dict[str, Any]:
    """The object a program sent, `fields` an object too; `Refusal` for anything else."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_SAID:
        raise Refusal(Message("正文超过 1 MB。"))
    try:
        found = json.loads(request.body)
    except (ValueError, RecursionError) as problem:
        raise Refusal(Message("正文不是 JSON。")) from problem
    if not isinstance(found, dict) or not isinstance(found.get("fields", {}), dict):
        raise Refusal(Message("正文应是一个 JSON 对象，fields 也是对象。"))
    return found


def filled_in(request: HttpRequest, build: Callable[..., F], **unsaid: Any) -> tuple[F, list[Error]]:
    """The form as a page or a program sent it, and all that is wrong with it; `build` takes its data.

    `unsaid` is what a program may leave out.
    """
    if not speaks_json(request):
        form = build(data=request.POST, files=request.FILES)
        return form, faults_of(form)
    data = {**unsaid, **flattened(body_of(request))}
    form = build(data=data)
    return form, [*_strange(data, form), *faults_of(form)]


def _strange(data: dict[str, Any], form: forms.Form) -> list[Error]:
    """What the form does not ask for, and values that are neither text, number, yes or no."""
    known = {key for key, field in form.fields.items() if not isinstance(field, forms.FileField)}
    strange = [error(path_of(key), Message("没有这一项。")) for key in data if key not in known]
    nested = [key for key, value in data.items() if key in known and isinstance(value, list | dict)]
    return strange + [error(path_of(key), Message("请填文字、数字或 true、false。")) for key in nested]
