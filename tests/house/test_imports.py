"""The core is a library: every module of it imports without Django, and the ladder holds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"
PURE = sorted(
    ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
    for room in ("core", "formats")
    for path in (SOURCE / "chaotou" / room).rglob("*.py")
)


def python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("package", ["core", "formats"])
def test_every_module_imports_without_django(package: str) -> None:
    modules = [name for name in PURE if name.startswith(f"chaotou.{package}")]
    assert modules
    imports = "; ".join(f"import {name}" for name in modules if not name.endswith(".child"))
    done = python(f"import sys; {imports}; print('django' in sys.modules)")
    assert (done.stdout.strip(), done.stderr) == ("False", "")


def test_the_ladder_holds() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")], cwd=SOURCE.parent, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout.decode()
