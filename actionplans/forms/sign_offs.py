"""The form of a sign-off."""

from __future__ import annotations

from typing import Any

from actionplans.forms.base import GrowingForm, text_field


class SignOffForm(GrowingForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.add("words", text_field("A remark, if you have one", rows=3, hint="It stands beside your name"))
