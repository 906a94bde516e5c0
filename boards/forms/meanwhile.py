"""Concurrent edits: the second user to save the same form loses no text and overwrites nothing unseen.

A form with ``Meanwhile`` as its first base carries the line of history that it was rendered from. Where another user has
saved since, a field that only they changed keeps their value; a field that both changed gets an error with their text while
the box still holds this user's, and saving a second time overwrites theirs knowingly. (The cells of a row go further: there the
second text is kept as a Clash, see the operations on actions.)
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models

from boards.changed_meanwhile import UNKNOWN_USER, sentence
from boards.forms.bases import AnyForm
from boards.history import latest_line


class Meanwhile(AnyForm):
    """Form mixin that detects concurrent edits: for a model form whose model keeps history, or any form that has such a row as
    its ``instance`` and names in ``compared`` the fields that it changes."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["base"] = forms.IntegerField(widget=forms.HiddenInput, required=False)
        if self.instance.pk:
            if "base" not in self.initial:  # a page of many forms has read all of them in one query
                self.initial["base"] = latest_line(self.instance)
            for name, keys in self.ticked().items():
                self.fields[f"seen_{name}"] = forms.CharField(widget=forms.HiddenInput, required=False)
                self.initial[f"seen_{name}"] = " ".join(map(str, sorted(keys)))

    @property
    def compared(self) -> dict[str, str]:
        """The fields of the model that are compared, each with the field of the form by which its error is shown."""
        return {name: name for name in self._meta.fields}

    def ticked(self) -> dict[str, set[int]]:
        """The lists of rows beside the model that are chosen from, each with the keys of what is chosen now."""
        return {}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        base = data.pop("base", None)
        if self.instance.pk and base:
            self._compare(data, base)
            for name, now in self.ticked().items():
                seen = {int(key) for key in data.get(f"seen_{name}", "").split() if key.isdecimal()}
                if name in data:
                    data[name] = self._merged(name, seen, now)
        return data

    def _merged(self, name: str, seen: set[int], now: set[int]) -> Any:
        """Both users' choices merged: with what either added, without what either removed. Of a single choice, this user's."""
        chosen = self.cleaned_data[name]
        if isinstance(chosen, models.QuerySet):
            mine = {row.pk for row in chosen}
            return self.fields[name].queryset.filter(pk__in=(now | mine - seen) - (seen - mine))
        mine = {chosen.pk} if chosen else set()
        return self.fields[name].queryset.filter(pk__in=now).first() if mine == seen else chosen

    def _compare(self, data: dict[str, Any], base: int) -> None:
        """Compare each field as it was when the form was rendered, as it is now, and as it was submitted."""
        stored = type(self.instance)._base_manager.select_for_update(of=("self",), no_key=True).get(pk=self.instance.pk)
        newest = stored.history.first()
        if newest is None or newest.history_id == base:
            return
        seen = stored.history.filter(history_id=base).first()
        who = newest.history_user.name if newest.history_user else UNKNOWN_USER
        for name, shown_by in self.compared.items():
            if name not in data:
                continue
            field = stored._meta.get_field(name)
            now, then = getattr(stored, field.attname), getattr(seen, field.attname) if seen else None
            mine = data[name].pk if isinstance(data[name], models.Model) else data[name]
            if now == then or mine == now:
                continue
            if seen is not None and mine == then:
                data[name] = getattr(stored, name)
                continue
            self.add_error(shown_by, sentence(who, newest.history_date, now, field))
        self.data = self.data.copy()
        self.data[self.add_prefix("base")] = str(newest.history_id)
