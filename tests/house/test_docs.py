"""The documents name every setting, command and model that there is."""

from __future__ import annotations

import re
from pathlib import Path
from pkgutil import resolve_name

import pytest
from django.apps import apps

from chaotou.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
RUNNING = (ROOT / "docs/running.md").read_text(encoding="utf-8")
GLOSSARY = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
SOURCE = ROOT / "src/chaotou"
SETTING = re.compile(r"CHAOTOU_[A-Z_]+")


def settings_read() -> set[str]:
    return {
        name
        for path in (ROOT / "src").rglob("*.py")
        for name in SETTING.findall(path.read_text(encoding="utf-8"))
    }


def models() -> list[str]:
    return [
        m.__name__ for c in apps.get_app_configs() if c.name.startswith("chaotou.") for m in c.get_models()
    ]


def test_every_setting_is_explained() -> None:
    assert settings_read() <= set(SETTING.findall(RUNNING))


def test_no_setting_is_explained_that_does_not_exist() -> None:
    assert set(SETTING.findall(RUNNING)) <= settings_read()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_explained(command: str) -> None:
    assert f"`chaotou {command}" in RUNNING


def test_every_model_is_in_the_glossary() -> None:
    assert [name for name in models() if f"`{name}`" not in GLOSSARY] == []


def exists(name: str) -> bool:
    """Whether `app.module.name` or `app/module.py` is there under `chaotou`."""
    if "/" in name:
        return (SOURCE / name).exists()
    try:
        return bool(resolve_name(f"chaotou.{name}"))
    except (ImportError, AttributeError):
        return False


def test_every_room_and_file_of_the_core_is_in_the_architecture() -> None:
    files = {path.name for path in (SOURCE / "core").glob("*.py") if path.name != "__init__.py"}
    rooms = {f"{path.parent.name}/" for path in (SOURCE / "core").glob("*/__init__.py")}
    assert {name for name in files | rooms if f"`{name}`" not in ARCHITECTURE} == set()


def test_what_the_architecture_names_exists() -> None:
    rungs = "|".join(path.parent.name for path in SOURCE.glob("*/__init__.py"))
    named = re.findall(rf"`((?:{rungs})(?:/|\.(?!py`))[\w./]*\w)`", ARCHITECTURE)
    assert len(named) > 10
    assert [name for name in named if not exists(name)] == []


def test_every_document_linked_exists() -> None:
    for page in [ROOT / "README.md", ROOT / "README.zh-CN.md", *(ROOT / "docs").rglob("*.md")]:
        for link in re.findall(r"\]\((?!\w+:)([^)#:]+)[^)]*\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name} links {link}"
