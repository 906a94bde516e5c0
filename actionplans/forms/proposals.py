"""Forms of proposals: making one, and answering one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils import timezone

from actionplans.document.dates import DateError, read_deadlines
from actionplans.forms.base import GrowingForm, text_field
from actionplans.models import Action, Proposal
from actionplans.models.base import LINE
from actionplans.operations import actions, proposals
from boards.forms import BaseForm, DateField, FieldLayout

AGREE, DECLINE = "agree", "decline"


class ProposeForm(BaseForm):
    """A new proposal: that the action is complete, or a new date, and why. It offers the ``kinds`` of which none waits; what was
    submitted is answered by the operation."""

    looks = {"kind": FieldLayout(reveals={Proposal.Kind.DATE: ("date",)})}

    kind = forms.ChoiceField(
        label="What do you propose?",
        choices=[(Proposal.Kind.COMPLETE, "That it is complete"), (Proposal.Kind.DATE, "A new date")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you propose"},
    )
    date = DateField(
        label="Which date?",
        earliest=timezone.localdate,
        error_messages={
            "required": "Enter the date that you propose",
            "too_early": "That day has gone by. Propose one that is still to come",
        },
    )
    why = text_field("Why?", rows=4, required=True, hint="If it is agreed, your words are printed with the plan")

    def __init__(self, *args: Any, kinds: Collection[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.fields["kind"].choices = [choice for choice in self.fields["kind"].choices if choice[0] in kinds]
            if len(kinds) == 1:
                self.initial["kind"] = next(iter(kinds))
        self.fields["why"].error_messages["required"] = "Say why, in a sentence"


class AnswerProposalForm(GrowingForm):
    """The manager's answer: agree, with the words that will be printed, or decline, with a sentence for the lead.

    ``may_agree`` is whether it can still be agreed; ``so_already`` whether the plan holds the proposed change already.
    """

    base = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, proposal: Proposal, action: Action, may_agree: bool, so_already: bool, **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.fields["base"].initial = actions.stamp(action)
        agreed = [] if so_already else self._words(proposal)
        yes = "Yes, it is so already" if so_already else "Yes, I agree"
        choices = [(AGREE, yes), (DECLINE, "No, I do not agree")]
        self.looks = {"verdict": FieldLayout(reveals={AGREE: tuple(agreed), DECLINE: ("answer",)})}
        self.add(
            "verdict",
            forms.ChoiceField(
                label="Do you agree?",
                choices=choices if may_agree else choices[1:],
                initial=None if may_agree else DECLINE,
                widget=forms.RadioSelect,
                error_messages={"required": "Choose whether you agree"},
            ),
        )
        self.add(
            "answer",
            text_field("Why not?", rows=3, required=True, hint=f"{proposal.author.name} reads this. It is not printed"),
        )
        self.fields["answer"].error_messages["required"] = "Say why not, in a sentence"
        self.order_fields(["base", "verdict", *agreed, "answer"])

    def _words(self, proposal: Proposal) -> list[str]:
        """Add the fields for agreeing; returns their names."""
        if proposal.date:
            self.add(
                "deadline_text",
                forms.CharField(
                    label="By when will say",
                    max_length=LINE,
                    initial=proposal.words,
                    error_messages={"required": "Enter what By when will say"},
                ),
            )
            reason = text_field("Why it moves", rows=3, required=True, hint="Printed beside the old date")
        else:
            reason = text_field("Evidence", rows=3, required=True, hint="Printed first in the row")
            self.add(
                "agreed_by",
                forms.CharField(
                    label="Who agreed it?",
                    required=False,
                    max_length=120,
                    help_text="For example the Executive, or the chair",
                ),
            )
            self.add(
                "on",
                DateField(
                    label="When was it agreed?",
                    latest=timezone.localdate,
                    initial=timezone.localdate(),
                    error_messages={"too_late": "That day is still to come"},
                ),
            )
        self.add("reason", reason)
        self.fields["reason"].initial = proposals.reason_of(proposal)
        return ["deadline_text", "reason"] if proposal.date else ["reason", "agreed_by", "on"]

    def clean_deadline_text(self) -> str:
        words = self.cleaned_data["deadline_text"].strip()
        try:
            read_deadlines(words, timezone.localdate())
        except DateError as error:
            raise forms.ValidationError(str(error)) from error
        return words
