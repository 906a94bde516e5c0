"""Files in an S3-compatible store. Loaded only where a setting asks for it: what speaks to such stores is large."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from storages.backends import s3


@contextmanager
def _told() -> Iterator[None]:
    """What goes wrong with the store is an OSError, as it is with a folder."""
    try:
        yield
    except (BotoCoreError, ClientError, Boto3Error) as error:
        raise OSError(f"The store for files does not do what is asked: {error}") from error


class S3Storage(s3.S3Storage):
    """Private objects that nobody finds by an address and nothing overwrites. A store that does not answer is given up after
    some seconds: somebody waits."""

    def get_default_settings(self) -> dict[str, Any]:
        return super().get_default_settings() | {
            "file_overwrite": False,
            "default_acl": None,  # none is sent: objects are private unless a bucket says otherwise, and many refuse any
            "querystring_auth": False,
            "signature_version": "s3v4",
            "max_memory_size": 2 * 1024 * 1024,
            # Of threads there is no need for one file of some megabytes.
            "transfer_config": s3.TransferConfig(use_threads=False),
        }

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.client_config = self.client_config.merge(
            Config(
                connect_timeout=5,
                read_timeout=20,
                retries={"max_attempts": 3, "mode": "standard"},
                # Newer sums are not understood by every store; each file's own SHA-256 is kept beside its name.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            )
        )

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        raise ValueError("Stored files have no address: they are handed out by a page that asks who it is.")

    def _open(self, name: str, mode: str = "rb") -> File:
        with _told():
            found = super()._open(name, mode)
            if "r" in mode:
                found.file  # noqa: B018 - fetched now, where its absence can still be told
            return found

    def _save(self, name: str, content: Any) -> str:
        with _told():
            return super()._save(name, content)

    def exists(self, name: str) -> bool:
        with _told():
            return super().exists(name)

    def delete(self, name: str) -> None:
        with _told():
            super().delete(name)

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        with _told():
            return super().listdir(name)

    def size(self, name: str) -> int:
        with _told():
            return super().size(name)
