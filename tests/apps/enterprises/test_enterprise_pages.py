"""The pages of enterprises: what each person is shown, bad input, both languages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from chaotou.enterprises import operations
from chaotou.enterprises.models import Contact, Enterprise, Merge
from chaotou.journal.models import Entry

NEW = {
    "name": "蓝天智造有限公司",
    "credit_code": "",
    "industry": "锂离子电池制造",
    "chain": "batteries/cells",
}


def _page(client, name: str, *args, **given) -> str:
    answer = client.get(reverse(f"enterprises:{name}", args=args), given)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_an_empty_register_says_how_to_begin(signed_in, linxiao, guyuan) -> None:
    assert "登记第一家" in _page(signed_in(linxiao), "enterprises")
    assert "登记第一家" not in (page := _page(signed_in(guyuan), "enterprises"))
    assert "还没有登记企业" in page


def test_an_administrator_is_told_why_not(signed_in, shenjie) -> None:
    answer = signed_in(shenjie).get(reverse("enterprises:enterprises"))
    assert answer.status_code == 403
    assert "职责分离" in answer.content.decode()


def test_an_enterprise_is_recorded_on_the_page(signed_in, linxiao) -> None:
    client = signed_in(linxiao)
    assert "营业执照" in _page(client, "new")
    answer = client.post(
        reverse("enterprises:new"), {**NEW, "registered_capital": "5,000", "tags": "外资，重点"}
    )
    found = Enterprise.objects.get()
    assert answer.url == reverse("enterprises:enterprise", args=[found.pk])
    assert (found.industry, found.chain, found.link) == ("C3841", "batteries", "cells")
    assert (found.registered_capital, found.tags) == (50_000_000, ["外资", "重点"])
    page = _page(client, "enterprise", found.pk)
    assert all(text in page for text in ("C 制造业", "C3841 锂离子电池制造", "动力电池 · 电芯", "5,000"))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": ""}, "field-error"),
        ({"credit_code": "9111"}, "应为 18 位"),
        ({"industry": "电池"}, "是不是"),
        ({"industry": "没有的行业"}, "没有行业代码"),
        ({"chain": "nowhere"}, "field-error"),
        ({"registered_capital": "1e9"}, "不用科学记数法"),
        ({"parent": "没有的公司"}, "没有找到母公司"),
    ],
)
def test_bad_input_is_explained_and_nothing_is_written(signed_in, linxiao, given, said) -> None:
    answer = signed_in(linxiao).post(reverse("enterprises:new"), {**NEW, **given})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Enterprise.objects.exists()


def test_close_names_are_shown_and_the_person_decides(signed_in, linxiao, record) -> None:
    first = record("蓝天智造股份有限公司")
    client = signed_in(linxiao)
    answer = client.post(reverse("enterprises:new"), NEW)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert reverse("enterprises:enterprise", args=[first.pk]) in shown
    assert "不是同一家，仍要登记" in shown
    assert client.post(reverse("enterprises:new"), {**NEW, "is_another": "on"}).status_code == 302
    assert Enterprise.objects.count() == 2


def test_a_known_code_leads_to_the_one_that_has_it(signed_in, linxiao, record) -> None:
    code = "91110000600037341L"
    first = record("远景科技", credit_code=code)
    answer = signed_in(linxiao).post(reverse("enterprises:new"), {**NEW, "credit_code": code})
    assert reverse("enterprises:enterprise", args=[first.pk]) in answer.content.decode()


def test_a_change_begins_with_what_is_known(signed_in, linxiao, record) -> None:
    found = record("远景科技", industry="3841", chain="batteries", link="packs", tags=["外资"])
    client = signed_in(linxiao)
    page = client.get(reverse("enterprises:change", args=[found.pk]))
    given = {key: value for key, value in page.context["form"].initial.items() if value not in (None, False)}
    assert given["chain"] == "batteries/packs"
    answer = client.post(reverse("enterprises:change", args=[found.pk]), {**given, "city": "苏州"})
    assert answer.status_code == 302
    again = client.post(reverse("enterprises:change", args=[found.pk]), {**given, "city": "无锡"})
    assert again.status_code == 422
    assert "已由他人更改" in again.content.decode()
    found.refresh_from_db()
    assert (found.city, found.link, found.tags) == ("苏州", "packs", ["外资"])


def test_a_contact_is_hidden_until_asked_for(signed_in, linxiao, contact) -> None:
    client = signed_in(linxiao)
    address = reverse("enterprises:read_contact", args=[contact.pk])
    assert "13800000000" not in _page(client, "enterprise", contact.enterprise_id)
    assert client.get(address).status_code == 302
    assert not Entry.objects.filter(act="enterprises.contact.read").exists()
    for headers in ({}, {"HX-Request": "true"}):
        answer = client.post(address, headers=headers)
        assert "13800000000" in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
    assert Entry.objects.filter(act="enterprises.contact.read").count() == 2


def test_others_see_no_contact_and_are_answered_404(signed_in, hechuan, contact) -> None:
    client = signed_in(hechuan)
    page = _page(client, "enterprise", contact.enterprise_id)
    assert "没有可见的联系人" in page
    assert reverse("enterprises:read_contact", args=[contact.pk]) not in page
    for name in ("read_contact", "change_contact", "remove_contact"):
        assert client.post(reverse(f"enterprises:{name}", args=[contact.pk])).status_code == 404


def test_another_unit_does_not_learn_who_took_an_enterprise_up(
    signed_in, linxiao, hechuan, guyuan, record
) -> None:
    pk = record("华芯半导体有限公司").pk
    for reader in (linxiao, guyuan):
        assert "林晓" in _page(signed_in(reader), "enterprise", pk)
    assert "林晓" not in _page(signed_in(hechuan), "enterprise", pk)


def test_a_contact_is_recorded_changed_and_removed_on_the_page(signed_in, linxiao, record, world) -> None:
    found, client = record("远景科技"), signed_in(linxiao)
    given = {"new-name": "乙某", "new-organization": world.economy.pk}
    assert client.post(reverse("enterprises:new_contact", args=[found.pk]), given).status_code == 302
    row = Contact.objects.get()
    change = reverse("enterprises:change_contact", args=[row.pk])
    wrong = client.post(change, {f"contact-{row.pk}-name": "乙某", f"contact-{row.pk}-email": "nowhere"})
    assert wrong.status_code == 422
    assert client.post(change, {f"contact-{row.pk}-name": "丙某"}).status_code == 302
    assert Contact.objects.get().name == "丙某"
    client.post(reverse("enterprises:remove_contact", args=[row.pk]))
    assert Contact.objects.get().name == ""


def test_a_contact_for_another_unit_is_no_choice(signed_in, linxiao, record, world) -> None:
    found = record("远景科技")
    given = {"new-name": "乙某", "new-organization": world.commerce.pk}
    answer = signed_in(linxiao).post(reverse("enterprises:new_contact", args=[found.pk]), given)
    assert answer.status_code == 422
    assert not Contact.objects.exists()


def test_two_are_seen_side_by_side_merged_and_taken_apart(signed_in, zhoumin, record) -> None:
    kept, other = record("远景科技", city="苏州"), record("远景科技有限公司", tags=["外资"])
    client = signed_in(zhoumin)
    address = reverse("enterprises:merge", args=[kept.pk])
    assert f"{address}?with={other.pk}" in _page(client, "merge", kept.pk)
    assert "外资" in client.get(address, {"with": other.pk}).content.decode()
    asked = f"{address}?with={other.pk}"
    assert client.post(asked, {"reason": ""}).status_code == 422
    assert client.post(asked, {"reason": "同一家"}).status_code == 302
    led_on = client.get(reverse("enterprises:enterprise", args=[other.pk]))
    assert led_on.url == reverse("enterprises:enterprise", args=[kept.pk])
    assert "撤销这次合并" in _page(client, "enterprise", kept.pk)
    client.post(reverse("enterprises:undo_merge", args=[Merge.objects.get().pk]))
    assert not Enterprise.objects.exclude(merged_into=None).exists()


def test_what_cannot_be_merged_says_why(signed_in, zhoumin, linxiao, record) -> None:
    found = record("远景科技")
    address = reverse("enterprises:merge", args=[found.pk])
    assert "请选另一家" in signed_in(zhoumin).get(address, {"with": found.pk}).content.decode()
    assert signed_in(linxiao).get(address).status_code == 403
    assert signed_in(zhoumin).get(address, {"with": 404}).status_code == 404


def test_what_one_types_is_suggested(signed_in, linxiao, record) -> None:
    record("远景科技")
    client = signed_in(linxiao)
    assert "C3841" in _page(client, "industries", industry="llzdc")
    assert "远景科技" in _page(client, "names", parent="yuanjing")
    assert _page(client, "names", parent=" ").strip() == ""


def test_an_invented_enterprise_is_marked_wherever_it_is_shown(signed_in, linxiao, now) -> None:
    found = operations.record_enterprise(person=linxiao, now=now, name="远景科技", is_synthetic=True)
    client = signed_in(linxiao)
    for page in (_page(client, "enterprises"), _page(client, "enterprise", found.pk)):
        assert 'class="synthetic"' in page


def test_the_pages_speak_english(signed_in, linxiao, zhoumin, record) -> None:
    found = record("远景科技", english="Vision Technology", industry="3841", chain="batteries", link="cells")
    page = _page(signed_in(linxiao, "en"), "enterprise", found.pk)
    assert all(
        text in page for text in ("Vision Technology", "C38 Electrical machinery", "Batteries · Cells")
    )
    assert "Vision Technology" in _page(signed_in(zhoumin, "en"), "enterprises", q="vision")


def test_an_unknown_enterprise_is_answered_404(signed_in, linxiao) -> None:
    assert signed_in(linxiao).get(reverse("enterprises:enterprise", args=[404])).status_code == 404


def test_parameters_nobody_would_type_do_no_harm(signed_in, linxiao, record) -> None:
    record("远景科技")
    client = signed_in(linxiao)
    for given in (
        {"page": "x"},
        {"page": "99"},
        {"industry": "%_"},
        {"q": "'\" OR *"},
        {"tag": "'"},
        {"size": "x"},
    ):
        assert client.get(reverse("enterprises:enterprises"), given).status_code == 200


def test_one_enterprise_takes_as_many_queries_whatever_belongs_to_it(
    signed_in, zhoumin, linxiao, record, world, now, django_assert_max_num_queries
) -> None:
    kept = record("远景科技")
    for at in range(4):
        record(f"远景{at}号", parent=kept.pk)
        operations.record_contact(
            person=linxiao, enterprise=kept.pk, organization=world.economy.pk, now=now, name="甲某"
        )
        gone = record(f"远景科技{at}公司")
        operations.merge_enterprises(person=zhoumin, kept=kept.pk, absorbed=gone.pk, reason="同一家", now=now)
    client = signed_in(zhoumin)
    with django_assert_max_num_queries(16):
        page = _page(client, "enterprise", kept.pk)
    assert page.count("撤销这次合并") == page.count("查看（留下记录）") == 4
