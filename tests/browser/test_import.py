"""An import in the browser: by keyboard, at both widths, in both languages; a photo from the site."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from .acting import broken_rules
from .conftest import DESK, PHONE, Visit, Visitor

TABLE = """2024年招商项目台账,,,,,
项目名称,投资单位,总投资（亿元）,来源地,目前阶段,下步计划
浏览器里的第{n}个项目,演示甲公司,3.5,上海,线索,回访
浏览器里的第{n}个二期,演示乙公司,5000万元,扬州,线索,
"""
BAD = TABLE + "写错的第{n}个,演示丙公司,很多,上海,飞走了,\n"


def fits(visitor: Visitor, *, axe: bool = True) -> None:
    visitor.page.locator(".htmx-request").first.wait_for(state="detached")
    for width in (PHONE, DESK):
        visitor.page.set_viewport_size({"width": width, "height": 900})
        assert visitor.fits(width), visitor.page.url
        if axe:
            assert broken_rules(visitor, colors=width == DESK) == []


def upload(visitor: Visitor, text: str) -> None:
    visitor.open("/projects/import/")
    table = {"name": "台账.csv", "mimeType": "text/csv", "buffer": text.encode()}
    visitor.page.set_input_files("input[name=file]", table)
    visitor.page.focus("main form button")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/projects/import/*/")


def on_to_preview(visitor: Visitor) -> None:
    visitor.page.focus("main form[method=post] > button")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/preview/")
    visitor.page.wait_for_selector("#check .tally")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_register_comes_in_and_goes_again_by_keyboard(visit: Visit, language: str) -> None:
    visitor = visit("linxiao", language=language)
    axe = language == "zh"
    visitor.open("/projects/import/")
    fits(visitor, axe=axe)
    upload(visitor, TABLE.format(n=language))
    fits(visitor, axe=axe)
    on_to_preview(visitor)
    fits(visitor, axe=axe)
    visitor.page.focus("#check form button")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/projects/imports/*/")
    fits(visitor, axe=axe)
    visitor.page.focus("details summary")
    visitor.page.keyboard.press("Enter")
    visitor.page.focus("button.danger")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_selector(".messages")
    assert visitor.page.locator("button.danger").count() == 0
    assert visitor.complaints == []


def test_rows_that_cannot_come_in_are_told_and_no_button_is_offered(visit: Visit) -> None:
    visitor = visit("linxiao")
    upload(visitor, BAD.format(n="坏"))
    on_to_preview(visitor)
    fits(visitor)
    told = visitor.page.inner_text("#check")
    assert "不是一个金额" in told and "飞走了" in told
    assert visitor.page.locator("#check form").count() == 0
    assert visitor.complaints == []


def test_an_officer_on_site_adds_a_photo_from_the_phone(visit: Visit) -> None:
    visitor = visit("linxiao", width=PHONE)
    upload(visitor, TABLE.format(n="照片"))
    on_to_preview(visitor)
    visitor.page.click("#check form button")
    visitor.page.wait_for_url("**/projects/imports/*/")
    visitor.open("/projects/?q=浏览器里的第照片个项目")
    visitor.follow("table.register tbody th a")
    code = visitor.page.url.rstrip("/").rsplit("/", 1)[1]
    visitor.open(f"/projects/{code}/evidence/")
    out = BytesIO()
    Image.new("RGB", (640, 480), "teal").save(out, "JPEG")
    picture = {"name": "site.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}
    visitor.page.set_input_files("input[name=photo]", picture)
    visitor.page.select_option("select[name=kind]", "site_photo")
    visitor.page.click("main form button")
    visitor.page.wait_for_selector(".evidence img")
    fits(visitor)
    assert visitor.complaints == []
