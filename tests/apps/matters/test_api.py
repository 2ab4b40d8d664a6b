"""What officers' programs read: as the officer sees it; wrong conditions are told; all of it is described."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from chaotou.matters.operations.links import make_kind_link, make_matter_link

LIST = "/matters/api/matters/"


pytestmark = pytest.mark.usefixtures("clock_stands")


def titles(client: Client, query: str = "") -> list[str]:
    return [one["title"] for one in client.get(LIST + query).json()["matters"]]


def test_a_program_reads_what_its_officer_sees(
    signed_in, office, linxiao, hechuan, request_of, petition
) -> None:
    request_of("缺工")
    letter = petition("征收补偿")
    assert titles(signed_in(linxiao)) == ["缺工"]
    assert titles(signed_in(hechuan)) == []
    assert titles(signed_in(office.fangyuan)) == ["征收补偿"]
    assert signed_in(linxiao).get(f"{LIST}{letter.code}/").status_code == 404


def test_a_list_is_filtered_as_its_page_is(signed_in, linxiao, request_of, permit) -> None:
    request_of("缺工")
    permit()
    client = signed_in(linxiao)
    assert titles(client, "?kind=permit") == ["厂房建设"]
    assert titles(client, "?q=缺工") == ["缺工"]
    page = client.get(LIST + "?page=9").json()
    assert (page["total"], page["page"], page["pages"]) == (2, 1, 1)


def test_a_line_says_where_a_matter_stands_by_codes(signed_in, linxiao, handled) -> None:
    matter = handled()
    [line] = signed_in(linxiao).get(LIST).json()["matters"]
    assert line["code"] == matter.code
    assert (line["kind"]["code"], line["state"]) == ("request", {"code": "handling", "name": "办理中"})
    assert (line["lead"], line["standing"]) == ("commerce", "on_track")


def test_conditions_that_make_no_sense_are_all_told(signed_in, linxiao, world) -> None:
    answer = signed_in(linxiao).get(f"{LIST}?kind=dance&color=red&from=soon&page=x&standing=late&q=a")
    assert answer.status_code == 422
    assert {one["path"] for one in answer.json()["errors"]} == {"kind", "color", "from", "page", "standing"}


def test_one_matter_is_told_without_what_it_says_of_a_person(signed_in, linxiao, closed) -> None:
    matter = closed()
    answer = signed_in(linxiao).get(f"{LIST}{matter.code}/")
    found = answer.json()
    assert (found["code"], found["result"]["code"]) == (matter.code, "done")
    assert [step["act"] for step in found["steps"]][0] == "register"
    assert "13900000000" not in answer.content.decode()


def test_nobody_signed_in_is_told_so_and_not_sent_to_a_page(world, request_of) -> None:
    for address in (LIST, f"{LIST}{request_of().code}/"):
        answer = Client().get(address)
        assert (answer.status_code, list(answer.json())) == (401, ["errors"])


def test_who_sees_no_matters_is_refused(signed_in, shenjie) -> None:
    assert signed_in(shenjie).get(LIST).status_code == 403


def test_nothing_is_kept_of_an_answer(signed_in, linxiao, world) -> None:
    assert "no-store" in signed_in(linxiao).get(LIST)["Cache-Control"]


# The description


@pytest.fixture
def described(world) -> dict[str, Any]:
    return Client().get("/matters/api/openapi.json").json()


def faults(value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str = "") -> list[str]:
    """Where a value is not what a schema says: the words that the description uses."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return faults(value, whole["components"]["schemas"][name], whole, at)
    kinds = {
        "string": str,
        "integer": int,
        "boolean": bool,
        "object": dict,
        "array": list,
        "null": type(None),
    }
    types = [schema["type"]] if isinstance(schema.get("type"), str) else schema.get("type", [])
    if types and not any(type(value) is kinds[kind] for kind in types):
        return [f"{at}: {value!r} is no {types}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{at}: {value!r} is none of {schema['enum']}"]
    found = []
    if isinstance(value, dict):
        found += [f"{at}.{name} is missing" for name in schema.get("required", []) if name not in value]
        known = schema.get("properties", {})
        found += [f"{at}.{name} is not described" for name in value if known and name not in known]
        for name in value.keys() & known.keys():
            found += faults(value[name], known[name], whole, f"{at}.{name}")
    if isinstance(value, list) and "items" in schema:
        for number, one in enumerate(value):
            found += faults(one, schema["items"], whole, f"{at}[{number}]")
    return found


def named(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def test_what_is_answered_is_what_is_described(described, signed_in, linxiao, closed, permit, now) -> None:
    matter, client = closed(), signed_in(linxiao)
    permit()
    follow = f"/matters/door/{make_matter_link(matter=matter, actor=linxiao, now=now)[1]}/"
    ask = {"accept": "application/json"}
    for answer, name in (
        (client.get(LIST + "?state=all"), "page"),
        (client.get(f"{LIST}{matter.code}/"), "matter"),
        (Client().get(follow, headers=ask), "tracking"),
        (Client().get("/matters/door/none/", headers=ask), "errors"),
    ):
        assert faults(answer.json(), named(name), described) == []


def test_an_application_is_described_by_the_fields_of_its_kind(described, linxiao, now) -> None:
    schema = described["components"]["schemas"]["application_request"]
    fields = schema["properties"]["fields"]
    assert fields["required"] == ["contact_name", "contact_phone"]
    assert fields["properties"]["field"]["oneOf"][0] == {"const": "labor", "title": "用工"}
    body = {"title": "缺工", "fields": {"contact_name": "王", "contact_phone": "139"}}
    assert faults(body, named("application_request"), described) == []
    door = f"/matters/door/{make_kind_link(kind='request', actor=linxiao, now=now)[1]}/"
    answer = Client().post(door, json.dumps(body), content_type="application/json")
    assert faults(answer.json(), named("brought"), described) == []


def test_kinds_that_come_through_no_link_are_not_described(described) -> None:
    assert "application_petition" not in described["components"]["schemas"]
    assert "application_permit" in described["components"]["schemas"]


def test_the_description_speaks_the_readers_language(world) -> None:
    answer = Client().get("/matters/api/openapi.json", headers={"accept-language": "en"})
    assert answer.json()["components"]["schemas"]["application_request"]["title"] == "Request"


def test_every_address_described_is_there(described) -> None:
    from django.urls import resolve

    for path in described["paths"]:
        filled = path.format(secret="s", act="correct", file=1, code="QS2024-0001")
        assert resolve(filled).namespace == "matters"
