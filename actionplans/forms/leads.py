"""The form of the names of leads: who each is, one by one or several at once."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.utils.html import format_html

from actionplans.document.parts import names_nobody
from actionplans.forms.base import GrowingForm
from actionplans.models import Action, Plan
from actionplans.models.lead import NAME
from actionplans.operations.leads import Target
from actionplans.pages.lead_choices import LeadChoices
from actionplans.pages.lead_guesses import AGENCY, GROUP, NOBODY, PERSON, Guess
from actionplans.pages.leads import LeadInPlans, LeadsOfBoard, unknown_among
from actionplans.persistence.leads import names_in, plain
from boards.forms import FieldLayout
from boards.models import Agency, Group, Person

#: Values of the buttons besides those of ``ADD`` and ``NOBODY``: save all fields, or say of those ticked that they are one.
SAVE, TOGETHER = "save", "together"
#: What a name can be added as.
ADD = ((PERSON, "Add as a person"), (GROUP, "Add as a group"), (AGENCY, "Add as an agency"))
MODELS: dict[str, type[Person] | type[Group] | type[Agency]] = {PERSON: Person, GROUP: Group, AGENCY: Agency}


class SuggestsLeads:
    """Mixed into a form with a field ``lead_text``: whom it suggests, and which of the names in it are nobody's. They are
    accepted all the same; templates show the hint beside the field (``leads/_beside.html``)."""

    plan: Plan

    @cached_property
    def lead_choices(self) -> LeadChoices:
        return LeadChoices(self.plan.board)

    @property
    def unknown_leads(self) -> list[str]:
        """The names in the field of which it is not known who they are."""
        form: Any = self
        if not form.is_bound:
            return self.unknown_before
        typed = str(form["lead_text"].value() or "") if "lead_text" in form.fields else ""
        names = names_in(typed, self.lead_choices.names)
        return [name for name in names if not names_nobody(name) and not self.lead_choices.is_known(name)]

    @cached_property
    def unknown_before(self) -> list[str]:
        """Those of the row as it is: none of a new one."""
        action: Action | None = getattr(self, "of", None)
        if action is None:
            return []
        leads = list(action.leads.current())
        unknown = unknown_among(leads)
        return [lead.name for lead in leads if lead.pk in unknown]


class LeadsForm(GrowingForm):
    """For each name a choice of what it is, a field with who it is and a box to tick; a field for all that are ticked. With
    ``may_add`` a name can be added as one of the board’s people, groups or agencies. A field left empty waits."""

    look = FieldLayout(label="", hide_label=True, small=True)
    looks = {"together": FieldLayout(label="s")}

    def __init__(self, *args: Any, leads: LeadsOfBoard, may_add: bool = True, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.leads, self.may_add = leads, may_add
        self.new: dict[tuple[str, str], Target] = {}
        for one in leads.open:
            kind, name = self._proposed(one)
            what = forms.ChoiceField(label=f"What “{one.name}” is", required=False, initial=kind, choices=self.kinds)
            self.add(f"as_{one.id}", what)
            self.add(f"who_{one.id}", _who(f"Who is “{one.name}”?", initial=name))
            unseen = format_html('<span class="govuk-visually-hidden">Select “{}”</span>', one.name)
            self.add(f"tick_{one.id}", forms.BooleanField(label=unseen, required=False))
        self.add("together", _who("All that are ticked are"))

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """What a name can be."""
        return [("", "One of the board’s"), *(ADD if self.may_add else ()), (NOBODY, "Not a person")]

    def _proposed(self, one: LeadInPlans) -> tuple[str, str]:
        """What is chosen for a name at first, and what its field holds."""
        if choice := self.leads.choices.of(one.target) or one.suggestion.choice:
            return "", choice.words
        if one.settled:
            return NOBODY, ""
        proposed = one.guess if self.may_add or one.guess and one.guess.kind == NOBODY else None
        return (proposed.kind, proposed.name) if proposed else ("", "")

    @property
    def rows(self) -> list[tuple[LeadInPlans, Any, Any, Any]]:
        """Each name with its choice, its field and its box."""
        return [(one, self[f"as_{one.id}"], self[f"who_{one.id}"], self[f"tick_{one.id}"]) for one in self.leads.open]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        button = self.data.get("do", SAVE)
        self.meanings: dict[str, Target] = {}
        ticked = [one for one in self.leads.open if data.get(f"tick_{one.id}")] if button != SAVE else []
        for one in self.leads.open:
            if button == SAVE or one not in ticked and self._is_changed(one):
                self._read_row(one)
        if button == SAVE:
            return data
        if not ticked:
            self.add_error("together", "Tick the names that are meant")
        elif button == NOBODY:
            self.meanings |= dict.fromkeys(one.name for one in ticked)
        elif button in dict(ADD) and self.may_add:
            for one in ticked:
                self._add("together", one, button, one.guess.name if one.guess and one.guess.name else one.name)
        elif self._read("together", data.get("together") or "", ticked) is False:
            self.add_error("together", "Choose who they are, from the list")
        return data

    def _is_changed(self, one: LeadInPlans) -> bool:
        """Whether the user has changed what was proposed: it is saved with what is said of those that are ticked."""
        return not {f"as_{one.id}", f"who_{one.id}"}.isdisjoint(self.changed_data)

    def _read_row(self, one: LeadInPlans) -> None:
        kind, typed = self.cleaned_data.get(f"as_{one.id}", ""), self.cleaned_data.get(f"who_{one.id}", "")
        if kind == NOBODY:
            self.meanings[one.name] = None
        elif kind and typed:
            self._add(f"who_{one.id}", one, kind, typed)
        else:
            self._read(f"who_{one.id}", typed, [one])

    def _add(self, field: str, one: LeadInPlans, kind: str, name: str) -> None:
        """Take a name for a new person, group or agency; for the one of the board that has the name, where there is one."""
        model = MODELS[kind]
        key = kind, plain(name)
        known = self.leads.choices.called(name, model)
        longest = model._meta.get_field("name").max_length or NAME
        if len(known) > 1:
            self.add_error(field, f"The board has {len(known)} called “{name}”. Choose “One of the board’s”, and which")
        elif known:
            self.meanings[one.name] = known[0].target
        elif len(name) > longest:
            self.add_error(field, f"A name has {longest} characters at most; this has {len(name)}")
        else:
            guess = one.guess or Guess(kind, name, "")
            self.meanings[one.name] = self.new.setdefault(key, guess.record(self.leads.choices.board, kind, name))

    def _read(self, field: str, typed: str, names: list[LeadInPlans]) -> bool:
        """Take what one field says for these names, one of the board’s; False where it is empty."""
        if not typed:
            return False
        if choice := self.leads.choices.chosen(typed):
            self.meanings |= {one.name: choice.target for one in names}
        else:
            said = f"“{typed}” is not one of the board’s people, groups or agencies. Choose from the list"
            self.add_error(field, said + (", or what to add it as" if self.may_add else ""))
        return True


def _who(label: str, initial: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=NAME,
        initial=initial,
        widget=forms.TextInput(attrs={"list": "lead-names", "autocomplete": "off"}),
    )
