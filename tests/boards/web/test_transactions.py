"""GET requests do not wait for a writer, and cannot write themselves."""

import threading

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction

from boards.models import Board
from boards.web.transactions import reading


def make_board(slug):
    return Board.objects.create_by(None, name=slug, short_name=slug, slug=slug)


@pytest.mark.django_db(transaction=True)
def test_reading_does_not_wait_for_a_writer():
    make_board("first")
    seen, done = [], threading.Event()

    def read():
        try:
            with reading():
                seen.append(Board.objects.count())
        except OperationalError as error:
            seen.append(error)
        finally:
            connection.close()
            done.set()

    with transaction.atomic():
        make_board("second")  # not yet committed, and on SQLite holding the lock for writing
        reader = threading.Thread(target=read)
        reader.start()
        answered = done.wait(5)
    reader.join()
    assert answered, "the reader waited for the writer"
    assert seen == [1]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_page_that_is_looked_at_cannot_write():
    with pytest.raises(DatabaseError, match="read-only"), reading():
        make_board("third")


@pytest.mark.sqlite
@pytest.mark.django_db
def test_what_is_confirmed_to_a_user_is_on_the_disk():
    """In WAL mode only ``synchronous=FULL`` writes each commit through to the disk (sqlite.org/pragma.html)."""
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)
