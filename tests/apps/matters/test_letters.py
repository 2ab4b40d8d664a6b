"""Letters by e-mail: kept once, read by who takes matters in, made into matters or set aside."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage

import pytest
from django.core.files.storage import default_storage

from chaotou.core.issues import Missing, Obstacles, Refusal
from chaotou.journal.models import Entry
from chaotou.matters.models import IncomingMail, Matter
from chaotou.matters.operations.erasing import erase_letters
from chaotou.matters.operations.letters import read_sender, receive_mail, register_letter, set_aside
from chaotou.matters.queries import letters
from chaotou.matters.rules import rules

from .conftest import PAPER

CONTACT = {"contact_name": "王某", "contact_phone": "13900000000"}


def raw(subject: str = "缺工二十人", sender: str = "王某 <wang@firm.example>", **more: str) -> bytes:
    mail = EmailMessage()
    for name, value in {
        "From": sender,
        "Subject": subject,
        "Message-ID": f"<{len(subject)}@firm>",
        **more,
    }.items():
        mail[name] = value
    mail.set_content("三班倒，九月投产前到岗。")
    mail.add_attachment(PAPER, maintype="application", subtype="pdf", filename="缺工清单.pdf")
    mail.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="清单.exe")
    mail.set_boundary("=part=")
    return mail.as_bytes()


pytestmark = pytest.mark.usefixtures("clock_stands")


@pytest.fixture
def letter(world, now) -> Callable[..., IncomingMail]:
    """`letter("缺工二十人")`: one that came in."""
    return lambda *said, **more: receive_mail(data=raw(*said, **more), now=now)[0]


def test_a_letter_is_kept_as_it_came_and_names_its_files(letter) -> None:
    row = letter()
    assert (row.subject, row.text) == ("缺工二十人", "三班倒，九月投产前到岗。")
    assert [file["name"] for file in row.files] == ["缺工清单.pdf", "清单.exe"]
    with row.file.open("rb") as file:
        assert file.read() == raw()


def test_the_same_letter_comes_in_once(letter, now) -> None:
    row = letter()
    assert receive_mail(data=raw(), now=now) == (row, False)
    assert IncomingMail.objects.count() == 1


def test_a_letter_that_comes_twice_at_once_is_kept_once(letter, monkeypatch, now, settings) -> None:
    row = letter()
    met = iter([None, row])
    monkeypatch.setattr("chaotou.matters.operations.letters._met", lambda mail: next(met))
    assert receive_mail(data=raw(), now=now) == (row, False)
    assert len(list(settings.MEDIA_ROOT.rglob("*.eml"))) == 1
    assert Entry.objects.filter(act="matters.incomingmail.received").count() == 1


def test_the_journal_knows_that_a_letter_came_but_not_from_whom(letter) -> None:
    row = letter()
    entry = Entry.objects.get(act="matters.incomingmail.received")
    assert entry.after["sha256"] == row.sha256
    assert "wang" not in str(entry.after)
    assert entry.actor is None


def test_a_letter_larger_than_a_file_may_be_is_refused(world, now, settings) -> None:
    settings.UPLOAD_LIMIT_MB = 1
    with pytest.raises(Refusal, match="超过 1 MB"):
        receive_mail(data=raw() + b"\n" * 1024 * 1024, now=now)
    assert not IncomingMail.objects.exists()


def test_who_takes_matters_in_reads_letters_and_nobody_else(
    letter, office, linxiao, hechuan, guyuan, shenjie
) -> None:
    row = letter()
    assert letters.waiting(linxiao) == letters.waiting(office.fangyuan) == [row]
    for stranger in (hechuan, guyuan, shenjie, office.luwen):
        assert letters.count_waiting(stranger) == 0
        for ask in (lambda who: letters.waiting(who), lambda who: letters.letter(who, row.pk)):
            with pytest.raises(Refusal, match="受理单位"):
                ask(stranger)


def test_a_letter_becomes_a_matter_with_the_files_that_were_chosen(letter, linxiao, now) -> None:
    row = letter()
    matter = register_letter(
        letter=row.pk, kind="request", title="缺工", actor=linxiao, now=now, fields=CONTACT, parts=[0]
    )
    assert (matter.channel, matter.received_at) == ("email", row.received_at)
    assert matter.attachments.get().name == "缺工清单.pdf"
    row.refresh_from_db()
    assert row.matter == matter
    assert letters.waiting(linxiao) == []


def test_a_file_that_matters_do_not_keep_is_refused_and_the_letter_still_waits(letter, linxiao, now) -> None:
    row = letter()
    with pytest.raises(Obstacles, match="不能作为佐证材料"):
        register_letter(
            letter=row.pk, kind="request", title="缺工", actor=linxiao, now=now, fields=CONTACT, parts=[1]
        )
    assert letters.waiting(linxiao) == [row]
    assert not Matter.objects.exists()


def test_a_letter_is_done_with_once(letter, linxiao, zhoumin, now) -> None:
    row = letter()
    set_aside(letter=row.pk, reason="广告", actor=zhoumin, now=now)
    row.refresh_from_db()
    assert (row.set_aside_by, row.reason) == (zhoumin, "广告")
    with pytest.raises(Missing):
        set_aside(letter=row.pk, reason="广告", actor=linxiao, now=now)
    with pytest.raises(Missing):
        register_letter(letter=row.pk, kind="request", title="甲", actor=linxiao, now=now, fields=CONTACT)
    with pytest.raises(Missing):
        letters.letter(linxiao, row.pk)


def test_a_letter_is_set_aside_with_a_reason(letter, linxiao, hechuan, now) -> None:
    row = letter()
    with pytest.raises(Refusal, match="理由"):
        set_aside(letter=row.pk, reason="  ", actor=linxiao, now=now)
    with pytest.raises(Refusal, match="受理单位"):
        set_aside(letter=row.pk, reason="广告", actor=hechuan, now=now)
    assert letters.waiting(linxiao) == [row]


def test_every_reading_of_the_sender_is_journaled(letter, linxiao, hechuan, now) -> None:
    row = letter()
    assert read_sender(letter=row.pk, actor=linxiao, now=now) == ("王某", "wang@firm.example")
    entry = Entry.objects.get(act="matters.incomingmail.read")
    assert (entry.actor, "wang" in str(entry.after)) == (linxiao, False)
    with pytest.raises(Refusal):
        read_sender(letter=row.pk, actor=hechuan, now=now)


# Pages


def test_the_sender_is_on_no_page_until_asked_for(letter, signed_in, linxiao) -> None:
    row, client = letter(), signed_in(linxiao)
    for page in (client.get("/matters/mail/"), client.get(f"/matters/mail/{row.pk}/")):
        assert "缺工二十人" in page.content.decode()
        assert "wang@" not in page.content.decode()
    opened = client.post(f"/matters/mail/{row.pk}/sender/")
    assert "wang@firm.example" in opened.content.decode()
    assert "no-store" in opened["Cache-Control"]


def test_a_matter_is_registered_from_the_letters_page(letter, signed_in, linxiao) -> None:
    row, client = letter(), signed_in(linxiao)
    address = f"/matters/new/request/?mail={row.pk}"
    assert address in client.get(f"/matters/mail/{row.pk}/").content.decode()
    form = client.get(address).context["form"]
    assert (form["title"].initial, form["content"].initial) == ("缺工二十人", "三班倒，九月投产前到岗。")
    assert [place for place, _name in form.fields["parts"].choices] == [0]
    said = {"title": "缺工二十人", "organization": "economy", "parts": ["0"]}
    answer = client.post(address, {**said, **{f"field_{code}": value for code, value in CONTACT.items()}})
    matter = Matter.objects.get()
    assert answer["Location"] == f"/matters/{matter.code}/"
    assert (matter.channel, matter.attachments.count()) == ("email", 1)
    assert client.get(address).status_code == 404


def test_a_letter_is_set_aside_from_its_page(letter, signed_in, linxiao) -> None:
    row, client = letter(), signed_in(linxiao)
    assert client.post(f"/matters/mail/{row.pk}/set-aside/", {"reason": ""}).status_code == 422
    client.post(f"/matters/mail/{row.pk}/set-aside/", {"reason": "投错了"})
    row.refresh_from_db()
    assert row.reason == "投错了"


def test_how_many_letters_wait_stands_where_matters_are_registered(
    letter, signed_in, linxiao, hechuan
) -> None:
    letter()
    assert "来信 1" in signed_in(linxiao).get("/matters/new/").content.decode()
    assert "来信" not in signed_in(hechuan).get("/matters/new/").content.decode()
    assert signed_in(hechuan).get("/matters/mail/").status_code == 403


# Erased


@pytest.fixture
def kept_30_days(serve) -> None:
    """The zone keeps letters for 30 days after they are done with."""
    held = rules().zone
    said = held.zone.model_copy(update={"letters_kept_days": 30})
    serve(held.model_copy(update={"zone": said}))


@pytest.fixture
def kept_for_good(serve) -> None:
    held = rules().zone
    said = held.zone.model_copy(update={"letters_kept_days": None})
    serve(held.model_copy(update={"zone": said}))


def test_a_letter_set_aside_is_erased_after_its_time_and_known_again(
    letter, linxiao, now, later, kept_30_days, django_capture_on_commit_callbacks
) -> None:
    row = letter()
    name = row.file.name
    set_aside(letter=row.pk, reason="广告", actor=linxiao, now=now)
    assert erase_letters(now=later(days=29)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert erase_letters(now=later(days=30)) == 1
    assert erase_letters(now=later(days=31)) == 0
    row.refresh_from_db()
    assert (row.sender, row.sender_name, row.subject, row.text, row.files) == ("", "", "", "", [])
    assert not default_storage.exists(name)
    assert receive_mail(data=raw(), now=later(days=40)) == (row, False)
    entry = Entry.objects.get(act="matters.incomingmail.erased")
    assert (entry.actor, entry.after) == (None, {"sha256": row.sha256})


def test_a_letter_is_kept_while_its_matter_is_open_and_waits_to_be_read(
    letter, linxiao, now, later, kept_30_days
) -> None:
    letter("别的事")
    row = letter()
    made = register_letter(
        letter=row.pk, kind="request", title="缺工", actor=linxiao, now=now, fields=CONTACT
    )
    assert erase_letters(now=later(days=400)) == 0
    Matter.objects.filter(pk=made.pk).update(phase="closed", closed_at=later(days=10))
    assert erase_letters(now=later(days=39)) == 0
    assert erase_letters(now=later(days=40)) == 1
    assert Matter.objects.get(pk=made.pk).title == "缺工"


def test_where_the_zone_says_nothing_letters_are_kept(letter, linxiao, now, later, kept_for_good) -> None:
    set_aside(letter=letter().pk, reason="广告", actor=linxiao, now=now)
    assert erase_letters(now=later(days=4000)) == 0
