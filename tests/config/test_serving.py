"""The server: stalled connections stop nobody, and whole requests reach the site as they were sent."""

from __future__ import annotations

import errno
import hashlib
import http.client
import io
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack
from types import SimpleNamespace

import pytest
from django.conf import settings

from config import serving

THREADS = 2


@pytest.fixture(scope="module")
def port():
    """A server of one worker with two threads, as ``./run`` starts it but for their number."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(128)
        descriptor = listening.fileno()
        command = [sys.executable, "-m", "gunicorn", "tests.config.answering:app", "--bind", f"fd://{descriptor}"]
        command += ["--worker-class", "config.serving.GatheringWorker", "--workers", "1", "--threads", str(THREADS)]
        server = subprocess.Popen(
            [*command, "--no-control-socket", "--log-level", "warning"], cwd=settings.BASE_DIR, pass_fds=[descriptor]
        )
        yield listening.getsockname()[1]
        server.send_signal(signal.SIGTERM)
        assert server.wait(60) == 0


def connected(port: int, sent: bytes = b"") -> socket.socket:
    made = socket.create_connection(("127.0.0.1", port), timeout=600)
    made.sendall(sent)
    return made


def answer_of(connection: socket.socket) -> bytes:
    return b"".join(iter(lambda: connection.recv(65536), b""))


def ask(port: int, method: str = "GET", path: str = "/", body: bytes | None = None, **headers: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    said = answer.read().decode()
    connection.close()
    return said


def said(method: str, path: str, body: bytes = b"") -> str:
    return f"{method} {path} {len(body)} {hashlib.sha256(body).hexdigest()}"


STALLED = {
    "nothing": b"",
    "half a head": b"GET / HTTP/1.1\r\nHost: x.example\r\nX-Half: ",
    "empty lines": b"\r\n\r\n\r\n",
    "half a body": b"POST / HTTP/1.1\r\nHost: x.example\r\nContent-Length: 100\r\n\r\nhalf",
}


@pytest.mark.parametrize("what", STALLED)
def test_stalled_connections_stop_nobody(port, what):
    with ExitStack() as stack:
        for _ in range(40):
            stack.enter_context(connected(port, STALLED[what]))
        for number in range(2 * THREADS):
            assert ask(port, path=f"/{number}") == said("GET", f"/{number}")


def test_a_stalled_request_that_goes_on_is_answered(port):
    with connected(port, b"\r\nPOST /late HTTP/1.1\r\nHost: x.ex") as connection:
        assert ask(port) == said("GET", "/")
        connection.sendall(b"ample\r\nConnection: close\r\nContent-Length: 4\r\n\r")
        assert ask(port) == said("GET", "/")
        connection.sendall(b"\nha")
        assert ask(port) == said("GET", "/")
        connection.sendall(b"lf")
        assert answer_of(connection).decode().endswith(said("POST", "/late", b"half"))


def test_large_bodies_arrive_as_they_were_sent(port):
    for size in (1, serving.IN_MEMORY, 3 * serving.MEGABYTE + 1):
        body = os.urandom(size)
        assert ask(port, "POST", "/file", body) == said("POST", "/file", body)


def test_a_connection_serves_one_request_after_another(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request("POST", "/0", b"first")
    first = connection.sock
    assert connection.getresponse().read().decode() == said("POST", "/0", b"first")
    for number in (1, 2):
        connection.request("GET", f"/{number}")
        assert connection.sock is first
        assert connection.getresponse().read().decode() == said("GET", f"/{number}")
    connection.close()


def test_requests_that_are_sent_at_once_are_answered_in_their_order(port):
    both = b"POST /1 HTTP/1.1\r\nHost: x.example\r\nContent-Length: 3\r\n\r\none"
    with connected(port, both + b"GET /2 HTTP/1.1\r\nHost: x.example\r\nConnection: close\r\n\r\n") as connection:
        answers = answer_of(connection).decode()
    assert re.findall(r"(?:GET|POST) /\d", answers) == ["POST /1", "GET /2"]


REFUSED = {
    "in chunks": (b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", b"411 Length Required"),
    "too large": (b"Content-Length: %d\r\n\r\nx" % (serving.LARGEST_BODY + 1), b"413 Content Too Large"),
    "a head without end": (b"X-Long: " + b"x" * (serving.LONGEST_HEAD + 1), b"413 Content Too Large"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_gathered_is_refused_in_a_sentence(port, what):
    sent, status = REFUSED[what]
    with connected(port, b"POST / HTTP/1.1\r\nHost: x.example\r\n" + sent) as connection:
        answer = answer_of(connection)
    assert answer.startswith(b"HTTP/1.1 " + status)
    assert b"request" in answer.partition(b"\r\n\r\n")[2]
    assert ask(port) == said("GET", "/")


def arriving(**facts) -> serving.Arriving:
    made = serving.Arriving(SimpleNamespace(sock=None))
    vars(made).update(since=1000.0, last=1000.0, **facts)
    return made


def test_a_request_is_given_up_where_it_pauses_or_trickles():
    made = arriving()
    assert made.until == 1000 + serving.PATIENCE
    made.last, made.size = 1019.0, 100  # a little, at the last moment
    assert 1000 + serving.PATIENCE < made.until < 1001 + serving.PATIENCE
    made.last, made.size = 1019.0, 100 * serving.BYTES_A_SECOND  # quick, and then nothing
    assert made.until == 1019 + serving.PATIENCE
    made.refused_at = 1020.0
    assert made.until == 1020 + serving.GOODBYE


class _FullDisk(io.BytesIO):
    """A file on a disk that has room for so much and no more."""

    room = serving.IN_MEMORY + 1000

    def write(self, data) -> int:
        part = bytes(data[: self.room - self.tell()])
        if not part:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(part)


def test_what_finds_no_room_on_the_disk_reaches_the_site_all_the_same(monkeypatch):
    monkeypatch.setattr(serving.tempfile, "TemporaryFile", lambda **options: _FullDisk())
    body = os.urandom(serving.IN_MEMORY + 100_000)
    request = b"POST / HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    here, there = socket.socketpair()
    here.setblocking(False)
    made = serving.Arriving(SimpleNamespace(sock=here))
    sent = 0
    while not made.is_ready:
        sent += there.send(request[sent : sent + 50_000])
        made.receive()
    assert not made.is_whole
    here.setblocking(True)
    there.sendall(request[sent:])
    there.close()
    unreader = serving.GatheredUnreader(made)
    assert b"".join(iter(unreader.chunk, b"")) == request
    here.close()


def test_run_serves_with_this_worker():
    assert "--worker-class config.serving.GatheringWorker" in (settings.BASE_DIR / "run").read_text()
