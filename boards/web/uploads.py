"""Files on their way in: more than any page takes is counted, and never kept anywhere.

Django reads a request's files before it knows who sends them and which page they are for. So the limit stands here, for
all files of a request together; what was typed beside them comes through, and the page says what is too large.
"""

from __future__ import annotations

import io
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class TooLarge(UploadedFile):
    """A file of which nothing was kept but its name and its size."""


class Limit(FileUploadHandler):
    """The first of the handlers: hands on what comes, until it is too much."""

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
        """Have whatever was kept of this file so far thrown away."""
        for handler in self.request.upload_handlers:
            if handler is not self:
                handler.upload_interrupted()
