"""`chaotou receive-mail`: from a file or standard input, once, and refused with the reason."""

from __future__ import annotations

from io import BytesIO
from types import SimpleNamespace

import pytest

from chaotou.cli import main
from chaotou.matters.models import IncomingMail

pytestmark = pytest.mark.django_db

MAIL = "From: w@x.cn\r\nSubject: 缺工\r\nMessage-ID: <1@x.cn>\r\n\r\n二十人\r\n".encode()


@pytest.fixture(autouse=True)
def _media(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def test_a_mail_in_a_file_waits_to_be_read(tmp_path, capsys) -> None:
    file = tmp_path / "one.eml"
    file.write_bytes(MAIL)
    assert main(["receive-mail", str(file)]) == 0
    assert IncomingMail.objects.get().text == "二十人"
    assert f"来信 {IncomingMail.objects.get().pk}" in capsys.readouterr().out


def test_the_same_mail_from_standard_input_comes_in_once(monkeypatch, capsys) -> None:
    for _again in range(2):
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=BytesIO(MAIL)))
        assert main(["receive-mail"]) == 0
    assert IncomingMail.objects.count() == 1
    assert "已经收过" in capsys.readouterr().out


def test_what_is_no_mail_is_refused_with_the_reason(tmp_path, capsys) -> None:
    file = tmp_path / "note.txt"
    file.write_text("hello")
    assert main(["receive-mail", str(file)]) == 1
    assert main(["receive-mail", str(tmp_path / "none.eml")]) == 1
    said = capsys.readouterr().err
    assert "没有写明发件人" in said
    assert "打不开文件" in said
    assert not IncomingMail.objects.exists()
