"""Storage backend for an S3-compatible store. Imported only where a setting names it, because boto3 is large."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from storages.backends import s3


@contextmanager
def _as_os_error() -> Iterator[None]:
    """Raise errors of the store as OSError, as a folder does."""
    try:
        yield
    except (BotoCoreError, ClientError, Boto3Error) as error:
        raise OSError(f"The store for files does not do what is asked: {error}") from error


class S3Storage(s3.S3Storage):
    """Private objects without public addresses, never overwritten. Requests to a store that does not answer time out after some
    seconds, because a user waits."""

    def get_default_settings(self) -> dict[str, Any]:
        return super().get_default_settings() | {
            "file_overwrite": False,
            "default_acl": None,  # no ACL is sent: objects are private by default, and many buckets refuse any ACL
            "querystring_auth": False,
            "signature_version": "s3v4",
            "max_memory_size": 2 * 1024 * 1024,
            # One file of some megabytes needs no threads.
            "transfer_config": s3.TransferConfig(use_threads=False),
        }

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.client_config = self.client_config.merge(
            Config(
                connect_timeout=5,
                read_timeout=20,
                retries={"max_attempts": 3, "mode": "standard"},
                # Not every store supports newer checksums; the SHA-256 of each file is in the database.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            )
        )

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        raise ValueError("Stored files have no address: they are handed out by a page that asks who it is.")

    def _open(self, name: str, mode: str = "rb") -> File:
        with _as_os_error():
            found = super()._open(name, mode)
            if "r" in mode:
                found.file  # noqa: B018 - fetched now, so that a missing file raises here
            return found

    def _save(self, name: str, content: Any) -> str:
        with _as_os_error():
            return super()._save(name, content)

    def exists(self, name: str) -> bool:
        with _as_os_error():
            return super().exists(name)

    def delete(self, name: str) -> None:
        with _as_os_error():
            super().delete(name)

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        with _as_os_error():
            return super().listdir(name)

    def get_modified_time(self, name: str) -> datetime.datetime:
        with _as_os_error():
            return super().get_modified_time(name)

    def size(self, name: str) -> int:
        with _as_os_error():
            return super().size(name)
