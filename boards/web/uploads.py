"""Upload handlers: files beyond the limit are counted and never stored, and a full disk loses the file and nothing else.

Django reads the files of a request before it knows the user and the view. So the limit is here, for all files of a request
together; the other fields come through, and the page says what is too large.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler

from boards.web.failures import is_full


class TooLarge(UploadedFile):
    """A file of which only the name and the size in bytes were kept."""


class NotReceived(UploadedFile):
    """A file that found no room on the disk; only its name and its size in bytes were kept."""


class Limit(FileUploadHandler):
    """The first of the upload handlers: passes chunks on until the limit is reached."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most = settings.UPLOAD_LIMIT_MB * 1024 * 1024
        self.came = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.came += len(raw_data)
        if self.came <= self.most:
            return raw_data
        self._drop()
        return None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if self.came <= self.most:
            return None
        self._drop()
        return TooLarge(io.BytesIO(), self.file_name, size=self.came)

    def _drop(self) -> None:
        """Discard what was kept of this file so far."""
        for handler in self.request.upload_handlers:
            if handler is not self:
                handler.upload_interrupted()


class OnDisk(TemporaryFileUploadHandler):
    """The last of the upload handlers: writes a file to a temporary one. Where the disk is full the other fields of the form
    come through all the same, and the form says what happened (``boards.forms.UploadField``)."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.is_dropped, self.came = False, 0
        vars(self).pop("file", None)  # the one before has been handed on, and is not to be dropped with this one
        with self._dropping():
            super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.came += len(raw_data)
        if not self.is_dropped:
            with self._dropping():
                super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> UploadedFile:
        if not self.is_dropped:
            with self._dropping():
                return super().file_complete(file_size)
        return NotReceived(io.BytesIO(), self.file_name, size=self.came)

    @contextmanager
    def _dropping(self) -> Iterator[None]:
        """Drop the file where there is no room for it."""
        try:
            yield
        except OSError as error:
            if not is_full(error):
                raise
            self.is_dropped = True
            with suppress(OSError):  # closing writes what was not yet written
                self.upload_interrupted()
