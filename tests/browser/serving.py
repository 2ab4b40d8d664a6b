"""Servers of the real application, each with a home of its own, and the demonstration that they serve."""

from __future__ import annotations

import fcntl
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHAOTOU = [sys.executable, "-c", "from chaotou.cli import main; main()"]


def begin_to_load(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Load the demonstration while other tests run: the browser's come last."""
    Thread(target=loaded_once, args=[shared_by_workers(tmp_path_factory)]).start()


def shared_by_workers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def loaded_once(shared: Path) -> Path:
    """Where `chaotou demo` loads the zone, by whoever asks first; others wait."""
    loaded, loading = shared / "demonstration", shared / "loading"
    with (shared / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not loaded.exists():
            loading.mkdir(exist_ok=True)
            for _address in served("demo", loading, ROOT / "zones/demo"):
                pass
            loading.rename(loaded)
    return loaded


def served(how: str, home: Path, zone: Path) -> Iterator[str]:
    """The address of a server started by `chaotou demo` or `chaotou run`, stopped at the end."""
    port = _free_port()
    log = (home / "server.log").open("wb")
    command = [*CHAOTOU, how, "--port", str(port)]
    server = subprocess.Popen(
        command, cwd=ROOT, env=environment(home, zone), stdout=log, stderr=subprocess.STDOUT
    )
    try:
        yield _answering(f"http://127.0.0.1:{port}", server, home / "server.log")
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()


def environment(home: Path, zone: Path) -> dict[str, str]:
    """The environment of a command for a home and a zone."""
    named = {**os.environ, "CHAOTOU_HOME": str(home), "CHAOTOU_ZONE": str(zone)}
    named.pop("CHAOTOU_DATABASE", None)
    return named


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answering(address: str, server: subprocess.Popen[bytes], log: Path) -> str:
    for _attempt in range(600):
        if server.poll() is not None:
            break
        try:
            urlopen(f"{address}/sign-in/", timeout=5).close()
            return address
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.5)
    pytest.fail(f"The server did not answer:\n{log.read_text(errors='replace')[-3000:]}")
