"""Files in a folder of this machine: on the disk when ``save`` returns, and nothing is left of what could not be stored."""

import errno
import os
import stat

import pytest
from django.core.files.base import ContentFile

from config import folder
from config.folder import FolderStorage


class Broken(ContentFile):
    """A content that fails after its first half."""

    def chunks(self, chunk_size=None):
        yield b"half"
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def storage(tmp_path):
    return FolderStorage(tmp_path, file_permissions_mode=0o600, directory_permissions_mode=0o700)


def test_what_could_not_be_stored_leaves_nothing(storage, tmp_path):
    with pytest.raises(OSError, match="No space left"):
        storage.save("1/minutes", Broken(b""))
    assert list((tmp_path / "1").iterdir()) == []


def test_a_file_that_was_there_before_is_neither_overwritten_nor_removed(storage, tmp_path):
    storage.save("1/minutes", ContentFile(b"The first."))
    with pytest.raises(OSError, match="No space left"):
        storage.save("1/minutes", Broken(b""))
    name = storage.save("1/minutes", ContentFile(b"The second."))
    assert name != "1/minutes"
    assert (tmp_path / "1/minutes").read_bytes() == b"The first."
    assert (tmp_path / name).read_bytes() == b"The second."
    assert len(list((tmp_path / "1").iterdir())) == 2


def test_a_file_and_its_name_are_on_the_disk_when_it_is_said_to_be_stored(storage, tmp_path, monkeypatch):
    synced = []

    def fsync(descriptor: int) -> None:
        state = os.fstat(descriptor)
        synced.append("the folder" if stat.S_ISDIR(state.st_mode) else state.st_size)

    monkeypatch.setattr(folder.os, "fsync", fsync)
    storage.save("1/minutes", ContentFile(b"Minutes."))
    assert synced == [len(b"Minutes."), "the folder"]
    assert stat.S_IMODE((tmp_path / "1/minutes").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "1").stat().st_mode) == 0o700
