"""Files that are brought in by the page, and read again as the page says."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from actionplans.models import Import
from tests.actionplans.importing.looking import ADD, address, values, words
from tests.actionplans.reading.papers import Paper


@pytest.fixture
def upload(cast, client_for, read_here):
    """``upload(paper)`` brings a file by the page, a Word file where it is a paper, and gives the import and the page that
    follows."""

    def bring(paper: Paper | bytes, name: str = "plan.docx") -> Import:
        file = SimpleUploadedFile(name, paper if isinstance(paper, bytes) else paper.data())
        answer = client_for("manager").post(ADD, {"file": file, "into": "new"})
        assert answer.status_code == 302, words(answer)
        found = Import.objects.latest("pk")
        found.led_to = answer["Location"]
        return found

    return bring


@pytest.fixture
def again(client_for):
    """``again(upload, **changes)`` sends the form of the page with these lists changed, and gives the page that follows."""

    def send(upload: Import, **changes: str) -> Any:
        client = client_for("manager")
        page = values(client.get(address(upload)))
        return client.post(address(upload), page | changes, follow=True)

    return send
