"""The menu: what stands where, for whom. Each app's access says who may; this file only names the doors."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from chaotou.organization import access
from chaotou.organization.access import Duty


@dataclass(frozen=True)
class Door:
    """One entry: its name, where it leads, and the addresses under which it counts as the current page."""

    label: str | Promise
    leads_to: str
    rooms: tuple[str, ...]


FIGURES = [
    Door(_("首页"), "home", ("home",)),
    Door(_("目标进度"), "figures:standings", ("figures:target",)),
    Door(_("快于与提高"), "figures:relative", ()),
    Door(_("指标目录"), "figures:indicators", ("figures:indicator", "figures:observation")),
    Door(pgettext_lazy("menu", "项目"), "projects:register", ("projects:",)),
    Door(pgettext_lazy("menu", "企业"), "enterprises:enterprises", ("enterprises:",)),
    Door(pgettext_lazy("menu", "事项"), "matters:work", ("matters:",)),
    Door(pgettext_lazy("menu", "会议"), "meetings:meetings", ("meetings:",)),
    Door(_("考评"), "evaluation:runs", ("evaluation:",)),
    Door(_("文件"), "intake:documents", ("intake:",)),
]
_ENTRY_ROOMS = (
    "figures:record",
    "figures:revise",
    "figures:set_target",
    "figures:fill_parts",
    "figures:change",
)
RECORDING = [Door(_("填报"), "figures:entry", _ENTRY_ROOMS)]
PUBLISHING = [Door(_("待发布"), "figures:publish", ("figures:return",))]
PEOPLE = [
    Door(_("机构与人员"), "organization:organizations", ("organization:organization", "organization:person"))
]
JOURNAL = [Door(_("操作记录"), "journal:entries", ("journal:",))]
ACCOUNTS = [
    Door(_("账号管理"), "organization:accounts", ("organization:account", "organization:new_account"))
]


HOME_SECTIONS = [
    Door(pgettext_lazy("menu", "事项"), "matters:work", ("matters:home_section",)),
    Door(pgettext_lazy("menu", "项目"), "projects:register", ("projects:home_section",)),
]
"""What the home page fetches from other apps once it is there: a fragment, and the page it speaks of."""


@dataclass(frozen=True)
class Section:
    """A part of the home page: its name, where its fragment comes from, and the whole page."""

    label: str | Promise
    fragment: str
    url: str


@dataclass(frozen=True)
class Entry:
    label: str
    url: str
    is_current: bool


def menu(request: HttpRequest) -> dict[str, object]:
    """Template context: nothing until someone has signed in. One query."""
    if not hasattr(request, "user") or not request.user.is_authenticated:
        return {}
    if request.user.must_change_password:
        return {}
    name = request.resolver_match.view_name if request.resolver_match else ""
    menu = _menu(access.duties(request.user), name, get_language())
    return {"menu": menu, "home_sections": _sections() if name == "home" else []}


@lru_cache(maxsize=1000)
def _menu(held: frozenset[str], name: str, language: str | None) -> tuple[Entry, ...]:
    """What stands in the menu of whoever holds these duties, on a page, in a language."""
    return tuple(_entry(door, name) for door in _doors(held))


def _sections() -> list[Section]:
    return [Section(door.label, reverse(door.rooms[0]), reverse(door.leads_to)) for door in HOME_SECTIONS]


def _doors(held: frozenset[str]) -> list[Door]:
    figures = FIGURES if access.sees_figures_with(held) else []
    recording = RECORDING if Duty.RECORDS in held else []
    publishing = PUBLISHING if Duty.REVIEWS in held else []
    accounts = ACCOUNTS if Duty.ADMINISTERS in held else []
    return [*figures, *recording, *publishing, *(PEOPLE if held else []), *JOURNAL, *accounts]


def _entry(door: Door, name: str) -> Entry:
    is_current = name == door.leads_to or any(name.startswith(room) for room in door.rooms)
    return Entry(str(door.label), reverse(door.leads_to), is_current)
