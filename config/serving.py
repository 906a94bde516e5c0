"""The worker class of gunicorn that serves the site: a request takes a thread only once the whole of it has arrived.

gunicorn's own threaded worker hands a connection to a thread as soon as its first byte has come, and the thread waits for the
rest for as long as that takes. So as many stalled connections as there are threads stop a site that has no proxy before it,
before anybody has signed in. Here the main loop of the worker, which waits for all connections at once, gathers each request:
a stalled one costs a socket and nothing else.
"""

from __future__ import annotations

import errno
import io
import re
import selectors
import socket
import tempfile
import time
from functools import partial
from typing import IO, Any

from gunicorn.http.unreader import SocketUnreader
from gunicorn.workers.gthread import TConn, ThreadWorker

KILOBYTE, MEGABYTE = 1024, 1024 * 1024
#: Bytes of the head of a request; gunicorn's own limits (``limit_request_line``, ``limit_request_fields``) are within it.
LONGEST_HEAD = 64 * KILOBYTE
#: Bytes of a body. Files that are larger than the site keeps are answered by its pages up to here.
LARGEST_BODY = 64 * MEGABYTE
#: A request lies in memory up to so many bytes, and on the disk beyond that.
IN_MEMORY = 512 * KILOBYTE
#: Bytes that all requests beyond that, while they arrive, may take together in one worker.
ROOM = 256 * MEGABYTE
#: Seconds that a request may pause; it must also arrive at so many bytes a second, but for as many seconds at its beginning.
PATIENCE, BYTES_A_SECOND = 20, 8 * KILOBYTE
#: Seconds in which a client may read why its request was refused.
GOODBYE = 2

_END_OF_HEAD = b"\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r\n", re.IGNORECASE)
_IN_CHUNKS = re.compile(rb"\r\ntransfer-encoding[ \t]*:", re.IGNORECASE)

TOO_SLOW, NO_LENGTH, TOO_LARGE, NO_ROOM = (
    "408 Request Timeout",
    "411 Length Required",
    "413 Content Too Large",
    "503 Busy",
)
#: The answers of the loop itself, with a sentence for the user.
_REFUSALS = {
    TOO_SLOW: "The request took too long to arrive.",
    NO_LENGTH: "The request does not say how long it is (Content-Length).",
    TOO_LARGE: "The request is too large for this site.",
    NO_ROOM: "Too much is being sent to this site just now. Try again in a minute.",
}


class _Refused(Exception):
    """The request is not taken; the message is the status line of the answer."""


class _Ended(Exception):
    """The client has closed the connection."""


class Arriving:
    """A request of which a part has arrived. ``wanted`` is how many bytes it has, None until its head is whole."""

    def __init__(self, conn: TConn) -> None:
        self.conn = conn
        self.since = self.last = time.monotonic()
        self.gathered: IO[bytes] = io.BytesIO()
        self.rest = b""  # what there was no room for on the disk
        self.head = b""
        self.size = 0
        self.wanted: int | None = None
        self.refused_at: float | None = None

    @property
    def until(self) -> float:
        """The moment at which it is given up."""
        if self.refused_at is not None:
            return self.refused_at + GOODBYE
        return PATIENCE + min(self.last, self.since + self.size / BYTES_A_SECOND)

    @property
    def is_whole(self) -> bool:
        return self.wanted is not None and self.size >= self.wanted

    @property
    def is_ready(self) -> bool:
        """Whether a thread may have it: it is whole, or cannot be gathered because the disk is full. In that case the thread
        waits for the rest, so that the user is answered by the page that the request is for."""
        return self.is_whole or bool(self.rest)

    @property
    def on_disk(self) -> int:
        """Bytes of it that lie on the disk."""
        return self.size if self.size > IN_MEMORY else 0

    def receive(self) -> None:
        """Take what has come, never more than belongs to this request. Raises _Refused, and _Ended."""
        while not self.is_ready:
            try:
                data = self._next()
            except BlockingIOError:
                return
            except OSError as error:
                raise _Ended from error
            if not data:
                raise _Ended
            self.last = time.monotonic()
            self._keep(data)

    def _keep(self, data: bytes) -> None:
        try:
            if self.size <= IN_MEMORY < self.size + len(data):
                on_disk = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed when it is read
                self.gathered.seek(0)
                _write(on_disk, self.gathered.read())
                self.gathered = on_disk
            _write(self.gathered, data)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            self.gathered.truncate(self.size)
            self.rest = data
        else:
            self.size += len(data)

    def discard(self) -> None:
        """Throw away what still comes of a refused request, so that its client reads the answer. Raises _Ended."""
        try:
            while self.conn.sock.recv(MEGABYTE):
                pass
        except BlockingIOError:
            return
        except OSError as error:
            raise _Ended from error
        raise _Ended

    def _next(self) -> bytes:
        sock = self.conn.sock
        if self.wanted is not None:
            return sock.recv(min(self.wanted - self.size, MEGABYTE))
        seen = sock.recv(LONGEST_HEAD, socket.MSG_PEEK)
        last = self.head[1 - len(_END_OF_HEAD) :]
        end = (last + seen).find(_END_OF_HEAD)
        data = sock.recv(len(seen) if end < 0 else end + len(_END_OF_HEAD) - len(last))
        self.head = (self.head + data).lstrip(b"\r\n")  # empty lines before a request (RFC 9112, 2.2)
        if self.head.endswith(_END_OF_HEAD):
            self.wanted = self.size + len(data) + _length_of_body(self.head)
        elif len(self.head) > LONGEST_HEAD:
            raise _Refused(TOO_LARGE)
        return data


def _write(file: IO[bytes], data: bytes) -> None:
    """Write all of it, or raise OSError: a file that is not buffered may take a part."""
    left = memoryview(data)
    while left:
        left = left[file.write(left) :]


def _length_of_body(head: bytes) -> int:
    if _IN_CHUNKS.search(head):
        raise _Refused(NO_LENGTH)
    found = _LENGTH.search(head)
    length = int(found[1]) if found else 0
    if length > LARGEST_BODY:
        raise _Refused(TOO_LARGE)
    return length


class GatheredUnreader(SocketUnreader):
    """Gives gunicorn's parser what was gathered, and then what comes from the socket."""

    def __init__(self, arriving: Arriving) -> None:
        super().__init__(arriving.conn.sock)
        arriving.gathered.seek(0)
        self.gathered: IO[bytes] | None = arriving.gathered
        self.rest = arriving.rest

    def chunk(self, size_hint: int | None = None) -> bytes:
        if self.gathered:
            if found := self.gathered.read(min(max(size_hint or 0, self.mxchunk), self.max_body_chunk)):
                return found
            self.gathered.close()
            self.gathered = None
        if self.rest:
            found, self.rest = self.rest, b""
            return found
        return super().chunk(size_hint)


class GatheringWorker(ThreadWorker):
    """gunicorn's threaded worker, whose threads get whole requests."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.arriving: dict[TConn, Arriving] = {}

    def enqueue_req(self, conn: TConn) -> None:
        """Begin to gather the request of a new connection, or the next one of an open connection."""
        conn.init()
        conn.sock.setblocking(False)
        arriving = self.arriving[conn] = Arriving(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._receive, arriving))
        self._receive(arriving)

    def _receive(self, arriving: Arriving, _sock: Any = None) -> None:
        try:
            if arriving.refused_at is not None:
                arriving.discard()
                return
            arriving.receive()
            if arriving.on_disk and sum(each.on_disk for each in self.arriving.values()) > ROOM:
                raise _Refused(NO_ROOM)
        except _Ended:
            self._end(arriving)
        except _Refused as refusal:
            self._refuse(arriving, str(refusal))
        else:
            if arriving.is_ready:
                self._leave(arriving)
                arriving.conn.parser.unreader = GatheredUnreader(arriving)
                super().enqueue_req(arriving.conn)

    def _leave(self, arriving: Arriving) -> None:
        """Wait for nothing more of it."""
        del self.arriving[arriving.conn]
        self.poller.unregister(arriving.conn.sock)

    def _end(self, arriving: Arriving) -> None:
        self._leave(arriving)
        arriving.gathered.close()
        self.nr_conns -= 1
        arriving.conn.close()

    def _refuse(self, arriving: Arriving, status: str) -> None:
        body = f"{_REFUSALS[status]}\n"
        head = (
            f"HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        arriving.refused_at = time.monotonic()
        arriving.gathered.close()
        try:
            arriving.conn.sock.send(f"{head}{body}".encode())
            arriving.conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self._end(arriving)

    def murder_pending(self) -> None:
        """Called by the main loop at least once a second: refuse what has not arrived in time, and end what was refused; while
        the worker stops, also what has not begun to arrive."""
        super().murder_pending()
        now = time.monotonic()
        for arriving in list(self.arriving.values()):
            if arriving.refused_at is not None and arriving.until < now:
                self._end(arriving)
            elif arriving.until < now:
                self._refuse(arriving, TOO_SLOW)
            elif not self.alive and not arriving.size:
                self._end(arriving)
