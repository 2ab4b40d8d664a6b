"""The pages for what went wrong say so, with or without a request to speak of."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.test import Client, RequestFactory
from django.views import defaults

from chaotou.core.issues import Message, Refusal
from chaotou.ui.middleware import RefusalMiddleware


def answer(request):
    raise AssertionError("the middleware must not call the view here")


@pytest.mark.django_db
def test_a_refusal_becomes_a_page_with_its_reason_and_hint(client, rf):
    request = rf.get("/")
    request.htmx = None
    refusal = Refusal(Message("还没有“{code}”。", {"code": "gdp"}), Message("先载入目录。"))
    page = RefusalMiddleware(answer).process_exception(request, refusal)
    assert page.status_code == 403
    assert "还没有“gdp”。 先载入目录。" in page.content.decode()


def test_any_other_exception_goes_its_way(rf):
    assert RefusalMiddleware(answer).process_exception(rf.get("/"), ValueError("ours")) is None


def test_a_server_error_says_what_to_quote_without_asking_the_database():
    page = defaults.server_error(RequestFactory().get("/"))
    assert page.status_code == 500
    assert "报修时请说明时间" in page.content.decode()


def test_a_bad_request_says_what_to_do():
    page = defaults.bad_request(RequestFactory().get("/"), ValueError())
    assert page.status_code == 400
    assert "这个请求读不懂" in page.content.decode()


@pytest.mark.django_db
def test_an_unknown_host_is_a_bad_request_with_a_page():
    page = Client(headers={"host": "elsewhere.example"}).get("/")
    assert page.status_code == 400
    assert "这个请求读不懂" in page.content.decode()


@pytest.mark.django_db
def test_a_form_from_before_another_sign_in_says_what_to_do(linxiao):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(linxiao)
    page = strict.post("/password/")
    assert page.status_code == 403
    assert "请重新打开这一页，再提交一次" in page.content.decode()


@pytest.mark.django_db
def test_an_address_that_takes_only_what_is_submitted_says_so(client, linxiao):
    client.force_login(linxiao)
    page = client.get("/sign-out/")
    assert (page.status_code, page.headers["Allow"]) == (405, "POST, OPTIONS")
    assert "这个地址只接受提交" in page.content.decode()


def test_a_server_error_is_in_the_log_of_the_server():
    program = (
        "import django; django.setup(); import logging;"
        "logging.getLogger('django.request').error('Internal Server Error: /figures/')"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "Internal Server Error: /figures/" in run.stderr
