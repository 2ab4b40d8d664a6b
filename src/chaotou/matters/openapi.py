"""The addresses for programs as OpenAPI 3.1: made from the zone's kinds of matter, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext

from chaotou import __version__
from chaotou.core.matters.standing import Standing
from chaotou.core.zone.matter_flow_specs import Act, Role
from chaotou.core.zone.matter_specs import Family, KindSpec
from chaotou.matters.queries.listing import ORDERS
from chaotou.matters.queries.wanted import STATES
from chaotou.matters.rules import Rules
from chaotou.matters.schemas import Schema, application

JSON: Final = "application/json"
TEXT: Final[Schema] = {"type": "string"}
DAY: Final[Schema] = {"type": ["string", "null"], "format": "date"}
MOMENT: Final[Schema] = {"type": ["string", "null"], "format": "date-time"}
NUMBER: Final[Schema] = {"type": ["integer", "null"]}
STANDING: Final[Schema] = {"type": ["string", "null"], "enum": [*(one.value for one in Standing), None]}
CODED: Final[Schema] = {
    "type": ["object", "null"],
    "required": ["code", "name"],
    "properties": {"code": TEXT, "name": TEXT},
}


def document(held: Rules, server: str) -> Schema:
    """The whole document; `server` is the address under which the platform is reached."""
    by_link = [kind for kind in held.kinds.values() if kind.by_link]
    return {
        "openapi": "3.1.0",
        "info": {"title": gettext("潮头：事项接口"), "version": __version__},
        "servers": [{"url": server}],
        "paths": {**_doors(held, by_link), **_register(held)},
        "components": {
            "schemas": {**SCHEMAS, **{_named(kind): application(kind) for kind in by_link}},
            "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": "sessionid"}},
        },
    }


def _named(kind: KindSpec) -> str:
    return f"application_{kind.code}"


def _doors(held: Rules, kinds: list[KindSpec]) -> Schema:
    """What a firm's program does with the door that the firm was given: the address is the key."""
    secret = _parameter("secret", gettext("链接里的密钥"))
    here = "/matters/door/{secret}/"
    may = sorted(_acts_of_applicants(held))
    return {
        here: {
            "parameters": [secret],
            "get": _operation(
                gettext("提交用的链接：要填什么；查询用的链接：事项办到哪一步"),
                {"200": _answer({"oneOf": [_ref("asked"), _ref("tracking")]})},
            ),
            "post": _operation(
                gettext("经提交用的链接登记一件事项"),
                {"201": _answer(_ref("brought")), "422": _errors(), "429": _errors()},
                body={"oneOf": [_ref(_named(kind)) for kind in kinds]} if kinds else {"type": "object"},
            ),
        },
        f"{here}do/{{act}}/": {
            "parameters": [secret, {**_parameter("act", gettext("办理")), "schema": {"enum": may}}],
            "post": _operation(
                gettext("申请人可以办的一步：may 里列出的"),
                {"200": _answer(_ref("tracking")), "422": _errors(), "429": _errors()},
                body={"type": "object", "properties": {"version": {"type": "integer"}, "text": TEXT}},
            ),
        },
        f"{here}files/{{file}}/": {
            "parameters": [secret, {**_parameter("file", gettext("附件号")), "schema": {"type": "integer"}}],
            "get": _operation(gettext("申请人提交或收到的附件"), {"200": {"description": "OK"}}),
        },
    }


def _acts_of_applicants(held: Rules) -> set[str]:
    steps = (step for flow in held.flows.values() for step in flow.spec.steps)
    return {step.act.value for step in steps if Role.APPLICANT in step.by}


def _register(held: Rules) -> Schema:
    """What an officer's program reads with the officer's session."""
    code = _parameter("code", gettext("事项编号"))
    session = [{"session": list[str]()}]
    listed = {"200": _answer(_ref("page")), "401": _errors(), "403": _errors(), "422": _errors()}
    one = {"200": _answer(_ref("matter")), "401": _errors(), "403": _errors()}
    return {
        "/matters/api/matters/": {
            "get": {
                **_operation(gettext("事项清单，按本人可见范围"), listed),
                "parameters": _filters(held),
                "security": session,
            }
        },
        "/matters/api/matters/{code}/": {
            "parameters": [code],
            "get": {**_operation(gettext("一件事项"), one), "security": session},
        },
    }


def _filters(held: Rules) -> list[Schema]:
    choices: dict[str, Iterable[str]] = {
        "family": [family.value for family in Family],
        "kind": held.kinds,
        "standing": [standing.value for standing in Standing],
        "state": STATES,
        "order": ORDERS,
    }
    found = [_filter("q", TEXT), _filter("organization", TEXT)]
    found += [_filter(name, {"enum": list(values)}) for name, values in choices.items()]
    found += [_filter(name, {"type": "string", "format": "date"}) for name in ("from", "to")]
    found += [_filter(name, {"const": "1"}) for name in ("listed", "mine", "part")]
    return [*found, _filter("page", {"type": "integer", "minimum": 1})]


def _filter(name: str, schema: Schema) -> Schema:
    return {"name": name, "in": "query", "schema": schema}


def _parameter(name: str, said: str) -> Schema:
    return {"name": name, "in": "path", "required": True, "description": said, "schema": TEXT}


def _operation(said: str, answers: Schema, body: Schema | None = None) -> Schema:
    found: Schema = {"summary": said, "responses": {**answers, "404": _errors()}}
    if body is not None:
        found["requestBody"] = {"required": True, "content": {JSON: {"schema": body}}}
    return found


def _answer(schema: Schema) -> Schema:
    return {"description": "OK", "content": {JSON: {"schema": schema}}}


def _errors() -> Schema:
    return {"description": gettext("哪里不对、怎样改"), "content": {JSON: {"schema": _ref("errors")}}}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(**properties: Schema) -> Schema:
    """An object that says all of these."""
    return {"type": "object", "required": list(properties), "properties": properties}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


OPTIONAL_TEXT: Final[Schema] = {"type": ["string", "null"]}
STEP_TOLD: Final = _object(
    what=TEXT,
    state=TEXT,
    at=MOMENT,
    by={"enum": ["applicant", "organization", "platform"]},
    organization=OPTIONAL_TEXT,
    text=TEXT,
    files=_list(_object(id={"type": "integer"}, name=TEXT)),
)
MAY: Final = _list(_object(act={"enum": [act.value for act in Act]}, name=TEXT))
LINE: Final = _object(
    code=TEXT,
    title=TEXT,
    kind=CODED,
    state=CODED,
    standing=STANDING,
    due_on=DAY,
    lead=OPTIONAL_TEXT,
    holder=OPTIONAL_TEXT,
    awaits=OPTIONAL_TEXT,
    registered_at=MOMENT,
    closed_at=MOMENT,
    is_listed={"type": "boolean"},
    is_synthetic={"type": "boolean"},
)
SCHEMAS: Final[dict[str, Schema]] = {
    "errors": _object(errors=_list(_object(path=TEXT, message=TEXT, hint=TEXT))),
    "asked": _object(kind=CODED, asks={"type": "object"}),
    "brought": _object(code=TEXT, follow={"type": "string", "format": "uri"}),
    "tracking": _object(
        code=TEXT,
        title=TEXT,
        kind=CODED,
        state=CODED,
        standing=STANDING,
        due_on=DAY,
        original_due_on=DAY,
        version={"type": "integer"},
        result=CODED,
        conclusion=TEXT,
        satisfaction=NUMBER,
        steps=_list(STEP_TOLD),
        asked=_list(STEP_TOLD),
        owed=_list(_object(paper=TEXT, promised_on=DAY)),
        may=MAY,
        parts=_list(_object(kind=TEXT, state=TEXT, standing=STANDING)),
    ),
    "page": _object(
        total={"type": "integer"}, page={"type": "integer"}, pages={"type": "integer"}, matters=_list(LINE)
    ),
    "matter": _object(
        code=TEXT,
        title=TEXT,
        content=TEXT,
        kind=CODED,
        fields={"type": "object"},
        state=CODED,
        standing=STANDING,
        enterprise=OPTIONAL_TEXT,
        project=OPTIONAL_TEXT,
        channel=TEXT,
        received_at=MOMENT,
        registered_at=MOMENT,
        closed_at=MOMENT,
        result=CODED,
        conclusion=TEXT,
        satisfaction=NUMBER,
        percent=NUMBER,
        is_listed={"type": "boolean"},
        is_public={"type": "boolean"},
        is_synthetic={"type": "boolean"},
        assignments=_list(_object(organization=TEXT, role=TEXT, ended_at=MOMENT)),
        limits=_list(_object(name=TEXT, basis=TEXT, due_on=DAY, standing=STANDING, met_at=MOMENT)),
        steps=_list(
            _object(
                act=TEXT,
                what=TEXT,
                to=TEXT,
                at=MOMENT,
                by=OPTIONAL_TEXT,
                organization=OPTIONAL_TEXT,
                text=TEXT,
            )
        ),
        may=MAY,
    ),
}
"""What the answers say; each property is always there."""
