"""Ten clients at once against the server as it is run, on a register already filled; for bench.projects."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import quantiles
from threading import Thread
from time import monotonic, perf_counter, sleep

CLIENTS, WORKERS = 10, 2
WARMS, LASTS = 8.0, 8.0
"""Seconds: every worker first reads the zone; then it is measured."""
ADDRESS = "/projects/"
CHUNK, LENGTH = 1 << 18, re.compile(rb"(?i)content-length: (\d+)")


def measured(cookie: str) -> dict[str, float]:
    """Requests a second and the 95th percentile of waiting, of the first page of the list."""
    with _server() as port:
        _clients(port, cookie, WARMS)
        started = monotonic()
        waits = _clients(port, cookie, LASTS)
        took = monotonic() - started
    return {"requests_per_second": len(waits) / took, "p95": quantiles(waits, n=20)[-1]}


def _clients(port: int, cookie: str, lasts: float) -> list[float]:
    """What each request waited, in seconds, of clients that ask again as soon as they are answered."""
    waits: list[float] = []
    ends = monotonic() + lasts
    clients = [Thread(target=_ask, args=(port, cookie, ends, waits)) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return waits


def _ask(port: int, cookie: str, ends: float, waits: list[float]) -> None:
    asked = f"GET {ADDRESS} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", port)) as server:
        while monotonic() < ends:
            started = perf_counter()
            server.sendall(asked)
            _read_answer(server)
            waits.append(perf_counter() - started)


def _read_answer(server: socket.socket) -> None:
    """Read by hand: `http.client` takes a fifth of the machine that the server is to have."""
    got = b""
    while b"\r\n\r\n" not in got:
        got += server.recv(CHUNK)
    head, _, body = got.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head
    left = int(LENGTH.findall(head)[0]) - len(body)
    while left:
        left -= len(server.recv(min(left, CHUNK)))


@contextmanager
def _server() -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    options = ["--interface", "wsgi", "--workers", str(WORKERS), "--port", str(port), "--no-ws"]
    options += ["--blocking-threads", "1"]  # threads of one worker only wait for each other
    command = [sys.executable, "-m", "granian", *options, "chaotou.web.wsgi:application"]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, env=os.environ, stdout=quiet, stderr=quiet)
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.1)
    raise RuntimeError("the server did not answer")
