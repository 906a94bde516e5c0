"""Upload handler: files beyond the limit are counted and never stored.

Django reads the files of a request before it knows the user and the view. So the limit is here, for all files of a request
together; the other fields come through, and the page says what is too large.
"""

from __future__ import annotations

import io
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class TooLarge(UploadedFile):
    """A file of which only the name and the size in bytes were kept."""


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
