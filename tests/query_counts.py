"""Counting the queries of pages, and recording the texts that they read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.shown import shown

#: Links that lead to no page, or end the session.
NO_PAGE = re.compile(r"log-?out|/admin/|/static/|\.(pdf|csv|json|docx|xlsx)|/(pdf|word|file|evidence)/")


def queries_of(client: Client, address: str, **headers: str) -> int:
    """How many queries a page takes. It must open. It is opened once before: the first page of a session notes when it was used,
    and the first page of a board which board it is."""
    client.get(address, headers=headers)
    answer, queries = opened(client, address, **headers)
    assert answer.status_code == 200, address
    return queries


def opened(client: Client, address: str, **headers: str) -> tuple[HttpResponse, int]:
    """The response to a request and its number of queries. Once a minute a request also notes in the session that it was
    used: which one that is, the speed of the machine decides, so such a request is made again."""
    while True:
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address, headers=headers)
        if not any(query["sql"].startswith('UPDATE "django_session"') for query in queries):
            return answer, len(queries)


def counts_by_page(client: Client, start: str, *, most: int = 2) -> dict[str, int]:
    """The queries of each kind of page that links lead to from ``start``, ``most`` of a kind; a kind is an address without
    its numbers and names, such as ``/boards/…/plans/…/rows/…/``, and its count that of the page that takes most."""
    counts: dict[str, int] = {}
    found: dict[str, int] = {}
    waiting, seen = [start], {start}
    while waiting:
        address = waiting.pop(0)
        answer, queries = opened(client, address)
        if answer.status_code != 200 or "html" not in answer["Content-Type"]:
            continue
        counts[kind_of(address)] = max(counts.get(kind_of(address), 0), queries)
        for link in _links(shown(answer), address):
            if link not in seen and found.get(kind_of(link), 0) < most:
                seen.add(link)
                waiting.append(link)
                found[kind_of(link)] = found.get(kind_of(link), 0) + 1
    return counts


def kind_of(address: str) -> str:
    """An address without the numbers and names in which pages of one kind differ; of its query string the names of the
    parameters remain."""
    path, _, asked = address.partition("?")
    path = re.sub(r"/(boards|plans|rows)/[^/?]+", r"/\1/…", path)
    names = sorted(part.split("=")[0] for part in asked.split("&") if part)
    return re.sub(r"/[^/]*\d[^/]*(?=/)", "/…", path) + ("?" + "&".join(names) if names else "")


def _links(html: str, address: str) -> Iterator[str]:
    for link in re.findall(r'href="([^"#]+)', html):
        link = link.replace("&amp;", "&")
        link = address.split("?")[0] + link if link.startswith("?") else link
        if link.startswith("/") and not NO_PAGE.search(link):
            yield link


@contextmanager
def texts_read() -> Iterator[list[str]]:
    """The texts that the database hands out within: every value of every row that is fetched."""
    read: list[str] = []
    with connection.execute_wrapper(_Reading(read)):
        yield read


class _Reading:
    """Wraps the ``fetch`` methods of each cursor that has executed a query."""

    def __init__(self, read: list[str]) -> None:
        self.read = read

    def __call__(self, execute, sql, params, many, context):
        cursor = context["cursor"]
        if not isinstance(cursor.cursor, _Watched):
            cursor.cursor = _Watched(cursor.cursor, self.read)
        return execute(sql, params, many, context)


class _Watched:
    """A cursor that records the texts of the rows that it returns."""

    def __init__(self, cursor, read: list[str]) -> None:
        self._cursor, self._read = cursor, read

    def __getattr__(self, name: str):
        return getattr(self._cursor, name)

    def __iter__(self):
        return (self._note(row) for row in self._cursor)

    def fetchone(self):
        return self._note(self._cursor.fetchone())

    def fetchmany(self, *size: int):
        return [self._note(row) for row in self._cursor.fetchmany(*size)]

    def fetchall(self):
        return [self._note(row) for row in self._cursor.fetchall()]

    def _note(self, row):
        self._read.extend(str(value) for value in row or () if value is not None)
        return row
