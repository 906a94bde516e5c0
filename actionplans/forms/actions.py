"""Forms of actions: editing, adding, ending, splitting and moving a row, and settling a clash."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from django import forms
from django.utils import timezone

from actionplans.document.dates import DateError, LeadingDate, first_day, leading_date, read_deadlines
from actionplans.document.fields import HEADINGS, TEXT_FIELDS, attribute_of
from actionplans.forms.base import GrowingForm, text_field
from actionplans.forms.leads import SuggestsLeads
from actionplans.forms.readers import FEW, ask_about_hidden_notes, check_hidden_notes, readers_field, row_layout
from actionplans.models import Action, Plan, Recommendation
from actionplans.models.action import Status
from actionplans.models.base import CELL, LINE
from actionplans.operations.actions import cell
from boards.forms import BaseForm, DateField, FieldLayout
from boards.forms.meanwhile import Meanwhile
from boards.models import User

#: A date at the beginning of a note, whether or not that day exists.
LOOKS_DATED = re.compile(r"\s*\d{1,2}[./]\d{1,2}[./]\d{2,4}\b")


class RowForm(SuggestsLeads, GrowingForm):
    """All cells of one row, under the board's own headings and in its order, with room for a new note."""

    look = FieldLayout(label="")

    base = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, action: Action, reader: User, **kwargs: Any):
        self.of, self.plan, self.reader = action, action.plan, reader
        self.dated: LeadingDate | None = None
        super().__init__(*args, **kwargs)
        self.names: dict[str, str] = {}  # form field -> cell of the action
        fields = self._columns()
        for column, heading in fields:
            self._add(column, heading)
        if "status" not in self.fields:
            self._add_status()

    def _columns(self) -> list[tuple[str, str]]:
        """The plan's columns, then cells without a column that hold a text, so that every text can be edited."""
        columns = [(c["field"], c.get("heading") or HEADINGS.get(c["field"], "")) for c in self.plan.columns]
        shown = {field for field, _ in columns}
        for field in TEXT_FIELDS:
            if field not in shown and (getattr(self.of, field) or field == "action"):
                columns.append((field, f"{HEADINGS[field]} (no column: not printed)"))
        for heading in self.of.extra:
            if f"extra:{heading}" not in shown:
                columns.append((f"extra:{heading}", heading))
        for field in ("progress", "deadline", "lead"):
            if field not in shown:
                columns.append((field, HEADINGS[field]))
        return columns

    def _add(self, column: str, heading: str) -> None:
        if column in ("recommendation", "number", "status"):
            return
        if column == "progress":
            self.add(
                "note", text_field(f"{heading}: new note", rows=7, hint="Dated today, unless it begins with a date")
            )
            return
        # Named by its heading, not its place: columns may be reordered while the form is open.
        source = attribute_of(column)
        name = f"extra_{column[6:].encode().hex()}" if column.startswith("extra:") else source
        self.names[name] = source
        value = cell(self.of, source)
        if column == "deadline":
            self.add(
                name,
                forms.CharField(
                    label=heading,
                    required=False,
                    max_length=LINE,
                    help_text="Words are fine: “Ongoing”. Several dates? One on each line",
                    initial=value,
                    widget=forms.Textarea(attrs={"rows": 2}),
                ),
            )
            self.add(
                "move_reason",
                forms.CharField(
                    label="Why it moves", required=False, max_length=2000, help_text="Only if the date changes"
                ),
            )
        elif column == "lead":
            self.add(
                name,
                forms.CharField(
                    label=heading,
                    required=False,
                    max_length=LINE,
                    help_text="Several? Put semicolons between, or each on its own line",
                    initial=value,
                    widget=forms.Textarea(attrs={"rows": 2, "data-leads": True}),
                ),
            )
        elif column == "rating":
            scale = [(r, r) for r in self.plan.ratings]
            if value and value not in self.plan.ratings:
                scale.append((value, value))
            self.add(
                name,
                forms.ChoiceField(label=heading, required=False, choices=[("", "Not rated"), *scale], initial=value),
            )
        else:
            self.add(name, text_field(heading, rows=7 if column == "action" else 5))
            self.fields[name].initial = value

    def _add_status(self) -> None:
        self.add(
            "status",
            forms.ChoiceField(
                label="Status",
                choices=Status.choices,
                initial=self.of.status,
                help_text="To end or reopen a row, say why in a note",
            ),
        )
        self.add("internal", readers_field("Who reads this row?", few=self.of.internal))
        self.looks = {"internal": row_layout(self.plan.board, self.reader, self.of, thing="row")}
        self.names["internal"] = "internal"
        ask_about_hidden_notes(self, self.of)

    def clean_internal(self) -> bool:
        return self.cleaned_data["internal"] == FEW

    def clean_deadline_text(self) -> str:
        words = _lines(self.cleaned_data["deadline_text"])
        try:
            read_deadlines(words, timezone.localdate())
        except DateError as error:
            raise forms.ValidationError(str(error)) from error
        return words

    def clean_note(self) -> str:
        note = self.cleaned_data["note"].strip()
        today = timezone.localdate()
        self.dated = leading_date(note, today) if note else None
        if self.dated is None and (looks := LOOKS_DATED.match(note)):
            try:
                read_deadlines(looks[0], today)
            except DateError as error:
                raise forms.ValidationError(str(error)) from error
        if self.dated and first_day(self.dated.date, self.dated.precision) > today:
            raise forms.ValidationError(f"{self.dated.as_written} is still to come. A note says what has happened.")
        return note

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        moved = "deadline_text" in data and data["deadline_text"] != self.of.deadline_text
        if moved and self.of.deadline_text and not data.get("move_reason", "").strip():
            self.add_error("move_reason", "Say why the date moves. It is printed beside the old date.")
        seen, now, mine = self._seen_status, self.of.status, data.get("status", self.of.status)
        if mine not in (seen, now) and seen != now:
            self.add_error(
                "status",
                f"It was {'opened again' if now == Status.OPEN else f'marked {now}'} while you were writing. Choose what "
                f"it is to be, then save again",
            )
        check_hidden_notes(self, self.of)
        if self.status_changes and not data.get("note"):
            why = "it is opened again" if data["status"] == Status.OPEN else f"it is {data['status']}"
            self.add_error("note" if "note" in self.fields else "status", f"Say in a note why {why}.")
        return data

    @property
    def status_changes(self) -> bool:
        """Whether the user chose another status; not where the form only holds the one from before another user's change."""
        return self.cleaned_data.get("status", self.of.status) not in (self._seen_status, self.of.status)

    @cached_property
    def _seen_status(self) -> str:
        """The status of the row when the form was made."""
        made_from = self.of.history.filter(history_id=self.cleaned_data.get("base") or 0).first()
        return made_from.status if made_from else self.of.status

    def changes(self) -> dict[str, Any]:
        """The typed values by name of cell, with line ends as in the database."""
        return {
            source: _lines(self.cleaned_data[name]) for name, source in self.names.items() if name in self.cleaned_data
        }


def _lines(value: Any) -> Any:
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


class AddRowForm(SuggestsLeads, GrowingForm):
    """A new row: only the cell for what needs to happen is required."""

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any):
        self.plan = plan
        super().__init__(*args, **kwargs)
        heading = {c["field"]: c.get("heading") for c in plan.columns}
        self.add("action", text_field(heading.get("action") or "What needs to happen", rows=4, required=True))
        self.add(
            "lead_text",
            forms.CharField(
                label=heading.get("lead") or "Lead",
                required=False,
                max_length=LINE,
                help_text="Several? Put semicolons between",
                widget=forms.TextInput(attrs={"list": "lead-names", "data-leads": True, "autocomplete": "off"}),
            ),
        )
        self.add(
            "deadline_text",
            forms.CharField(
                label=heading.get("deadline") or "By when",
                required=False,
                max_length=LINE,
                help_text="A date, a month, or words such as “Ongoing”",
            ),
        )

    clean_deadline_text = RowForm.clean_deadline_text


class EndActionForm(BaseForm):
    """Completing or closing a row."""

    status = forms.ChoiceField(
        label="What has become of it?",
        choices=[
            (Status.COMPLETE, "It is complete: what was planned is done"),
            (Status.CLOSED, "It is closed: it ends here, done or not"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it is complete or closed"},
    )
    reason = text_field("Evidence, or reason for closing", rows=3, required=True, hint="Printed first in the row")
    agreed_by = forms.CharField(
        label="Who agreed it?", required=False, max_length=120, help_text="For example the Executive, or the chair"
    )
    on = DateField(
        label="When was it agreed?",
        latest=timezone.localdate,
        error_messages={"too_late": "That day is still to come"},
    )


class SplitForm(Meanwhile, GrowingForm):
    """Splitting a row: one field for the text of each new row, and two empty ones."""

    compared = {"action": "part_0"}

    def __init__(self, *args: Any, action: Action, parts: list[str], **kwargs: Any):
        self.instance = action
        super().__init__(*args, **kwargs)
        sent = sum(name.startswith("part_") for name in self.data)
        self.count = max(len(parts) + 1, 3, sent)
        for i in range(self.count):
            label = "Stays in this row" if i == 0 else f"Becomes a row of its own ({i})"
            self.add(f"part_{i}", text_field(label, rows=3, required=i == 0))
            self.fields[f"part_{i}"].initial = parts[i] if i < len(parts) else ""

    def clean(self) -> dict[str, Any]:
        # The result is not one text to compare with: where another user changed the cell meanwhile, their text is shown first.
        self.cleaned_data["action"] = None
        return super().clean()

    def texts(self) -> list[str]:
        return [_lines(self.cleaned_data[f"part_{i}"]) for i in range(self.count)]


class MoveForm(GrowingForm):
    """Moving a row: where it goes."""

    looks = {"where": FieldLayout(reveals={"other": ("recommendation",)})}

    where = forms.ChoiceField(label="Move it", widget=forms.RadioSelect)
    recommendation = forms.ModelChoiceField(
        Recommendation.objects.none(), label="Another recommendation", required=False, empty_label="Choose one"
    )
    seen_also = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, action: Action, recommendations: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["where"].choices = [
            ("stay", "Leave it where it is"),
            ("up", "Up one row"),
            ("down", "Down one row"),
            ("other", "To another recommendation"),
        ]
        self.fields["where"].initial = "stay"
        self.fields["recommendation"].queryset = recommendations
        self.fields["recommendation"].label_from_instance = lambda r: f"{r.number} {r.called}".strip() or str(r)
        self.add(
            "also",
            forms.ModelMultipleChoiceField(
                recommendations.exclude(number=""),
                label="Which other recommendations does it answer too?",
                help_text="It is printed under its first, and named under these",
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=[a.recommendation_id for a in action.answers.filter(left=False)],
            ),
        )
        self.fields["also"].label_from_instance = self.fields["recommendation"].label_from_instance
        self.initial["seen_also"] = " ".join(map(str, self.fields["also"].initial))

    def seen(self) -> set[int] | None:
        """The keys of the recommendations that it answered too when the form was shown; None where the form does not say."""
        if self["seen_also"].data is None:
            return None
        return {int(key) for key in self.cleaned_data["seen_also"].split() if key.isdecimal()}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("where") == "other" and not data.get("recommendation"):
            self.add_error("recommendation", "Choose the recommendation that it goes to.")
        return data


class SettleForm(GrowingForm):
    """Settling a clash: which of two texts to keep."""

    base = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, cell: str, heading: str, name: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        keep = text_field(
            f"{heading}: the text to keep",
            rows=5,
            hint=f"Starts as yours. Add what you need from {name}’s",
        )
        if not cell.startswith("extra:"):
            keep.max_length = Action._meta.get_field(cell).max_length or CELL
        self.add("keep", keep)
