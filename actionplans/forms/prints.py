"""The form of the print page: which edition, of which state of the plan, for whom, and its layout on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms

from actionplans.document.dates import day_words
from actionplans.document.names import plain
from actionplans.document.parts import leads_of, without_internal
from actionplans.document.tree import PlanDocument
from actionplans.document.wording import FEW_READERS
from actionplans.forms.base import GrowingForm
from actionplans.models import Plan, Version
from actionplans.printing.orders import went_to
from actionplans.writing.columns import printed_columns
from actionplans.writing.editions.registry import EDITIONS, Edition
from actionplans.writing.order import PaperOptions
from boards.forms import BaseForm, FieldLayout
from boards.protective_markings import SENSITIVE, highest

#: The choice of the last version that was given to a meeting, or else the one before.
USUAL = ""
TODAY = "today"
ALL, PEN, CARDS, IN = "all", "pen", "cards", "in"


@dataclass(frozen=True)
class PrintOffer:
    """What the user can choose from: the plan as they may read it, its versions, newest first, and the other plans of the
    board. ``draft`` is whether they may print the plan as it is now; ``document`` is that, or else the newest version;
    ``unchanged`` is whether, as far as they may read it, the plan equals the newest version; ``usual`` is the version that
    changes are shown against by default."""

    plan: Plan
    document: PlanDocument
    versions: list[Version]
    others: list[Plan]
    draft: bool
    unchanged: bool
    usual: Version | None


class PrintForm(GrowingForm):
    """The arguments of ``printing.orders.order_for`` as a form. Fields that the chosen edition does not use are ignored."""

    look = FieldLayout(label="s")
    looks = {
        "whole": FieldLayout(label="", hide_label=True, small=True),
        "released": FieldLayout(label="", small=True),
        "also": FieldLayout(label="", small=True),
        "large": FieldLayout(label="s", small=True),
        "paper": FieldLayout(label="s", small=True),
        "columns": FieldLayout(label="s", small=True),
        "internal": FieldLayout(
            label="s", small=True, hints={IN: "Marked as internal. Think of who will get the print."}
        ),
    }

    def __init__(self, *args: Any, offer: PrintOffer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer = offer
        offered = [edition for edition in EDITIONS.values() if edition.hint]
        editions = [(e.key, e.name) for e in offered if self._earlier() or not e.needs_older]
        self.add(
            "edition",
            forms.ChoiceField(
                label="What to print",
                choices=editions,
                widget=forms.RadioSelect,
                initial="clean",
                error_messages={"required": "Choose what to print"},
            ),
        )
        self._add_for_one_edition()
        kept = {edition.key: (edition.option,) for edition in offered if edition.option in self.fields}
        self.looks = self.looks | {
            "edition": FieldLayout(label="m", small=True, hints={e.key: e.hint for e in offered}, reveals=kept)
        }
        self._add_which()
        self._add_paper()

    def _earlier(self) -> list[Version]:
        """The versions that changes can be shown against."""
        return self.offer.versions if self.offer.draft else self.offer.versions[1:]

    def _add_for_one_edition(self) -> None:
        self.add(
            "whole",
            forms.ChoiceField(
                label="Which rows",
                choices=[("", "Only what changed"), (ALL, "The whole plan, with what changed marked in it")],
                widget=forms.RadioSelect,
                required=False,
            ),
        )
        if self.offer.others:
            choices = [(plan.slug, plan.title) for plan in self.offer.others]
            self.add("also", _many("Bind these plans in as well", choices))
        if highest((self.offer.plan.marking, self.offer.document.marking)) == SENSITIVE:
            self.add(
                "released",
                forms.BooleanField(
                    label=f"The board has agreed to publish it, although the plan is marked {SENSITIVE}",
                    error_messages={
                        "required": "Tick that the board has agreed to publish it, or choose another edition"
                    },
                ),
            )
        if self.offer.draft:
            self.add(
                "bind", forms.BooleanField(label="Bind in the files, where they are PDF or pictures", required=False)
            )

    def _add_which(self) -> None:
        versions = [(str(v.number), f"Version {v.number}, {day_words(v.date)}") for v in self.offer.versions]
        today = [(TODAY, "As it stands today, a draft")] if self.offer.draft else []
        start = TODAY if self.offer.draft else versions[0][0]
        if self.offer.unchanged:
            start = versions[0][0]
            today = [(TODAY, f"As it stands today, a draft (nothing changed since version {start})")]
        self.add("version", forms.ChoiceField(label="Version", choices=[*today, *versions], initial=start))
        if self._earlier():
            older = [(str(v.number), _since_words(v)) for v in self._earlier()]
            usual = self.offer.usual
            words = (
                f"Version {usual.number} (last meeting)"
                if usual and self.offer.draft
                else "The version of the last meeting"
            )
            self.add(
                "since",
                forms.ChoiceField(
                    label="Changes since",
                    help_text="What the chair had at the last meeting, or the version before",
                    choices=[(USUAL, words), *older],
                    required=False,
                ),
            )
        leads = leads_of(self.offer.document)
        if leads:
            named = plain(str(self.initial.get("lead", "")))  # the spelling in a link may differ from the plan's
            self.initial["lead"] = next((lead for lead in leads if plain(lead) == named), "")
            self.add(
                "lead",
                forms.ChoiceField(
                    label="Whose rows", choices=[("", "Everybody’s"), *zip(leads, leads, strict=True)], required=False
                ),
            )

    def _add_paper(self) -> None:
        self.add(
            "large",
            forms.ChoiceField(
                label="Size of the type",
                choices=[("0", "Usual, 9 point"), ("12", "Clear print, 12 point"), ("16", "Large print, 16 point")],
                widget=forms.RadioSelect,
                initial="0",
                required=False,
            ),
        )
        choices = [(PEN, "Room at the right for notes by hand"), (CARDS, "A card for each row, on upright paper")]
        self.add("paper", _many("On paper", choices))
        self.columns = {column.field: column.heading for column in printed_columns(self.offer.document)}
        self.add("columns", _many("Columns", list(self.columns.items()), initial=list(self.columns)))
        if self.offer.document != without_internal(self.offer.document):
            self.add(
                "internal",
                forms.ChoiceField(
                    label=f"Hidden rows and internal notes, which only {FEW_READERS} may read",
                    choices=[("", "Leave it out"), (IN, "Put it in")],
                    widget=forms.RadioSelect,
                    required=False,
                ),
            )

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        edition = EDITIONS.get(found.get("edition", ""))
        if edition and edition.older != "meeting":
            found["since"] = USUAL  # these show no changes since a version
        version, since = self.number, self.older
        if version is not None and since is not None and since >= version:
            self.add_error("since", f"Choose a version older than version {version}, or print a newer one")
        if edition and edition.needs_older and version is not None and version == self.offer.versions[-1].number:
            self.add_error("version", f"Version {version} is the first: there is nothing to tell changes against")
        return found

    @property
    def edition(self) -> Edition:
        return EDITIONS[self.cleaned_data["edition"]]

    @property
    def number(self) -> int | None:
        """The number of the version to print, None for the plan as it is now."""
        chosen = self.cleaned_data.get("version", "")
        return int(chosen) if chosen.isdecimal() else None

    @property
    def older(self) -> int | None:
        """The number of the older version, None for the usual one."""
        chosen = self.cleaned_data.get("since") or ""
        return int(chosen) if chosen.isdecimal() else None

    @property
    def whose(self) -> str:
        return "" if self.edition.is_public else self.cleaned_data.get("lead") or ""

    @property
    def with_internal(self) -> bool:
        return self.cleaned_data.get("internal") == IN and not self.edition.is_public and not self.whose

    @property
    def whole(self) -> bool:
        """Whether rows that did not change are printed too."""
        return self.edition.option == "whole" and self.cleaned_data.get("whole") == ALL

    @property
    def with_files(self) -> bool:
        return self.edition.option == "bind" and bool(self.cleaned_data.get("bind"))

    @property
    def further(self) -> list[Plan]:
        chosen = self.cleaned_data.get("also") or [] if self.edition.option == "also" else []
        return [plan for plan in self.offer.others if plan.slug in chosen]

    @property
    def on_paper(self) -> PaperOptions:
        """The layout on paper. All columns, and none, are the board's own."""
        chosen, paper = self.cleaned_data["columns"], self.cleaned_data["paper"]
        columns = tuple(field for field in self.columns if field in chosen)
        return PaperOptions(
            large=int(self.cleaned_data["large"] or 0),
            pen=PEN in paper,
            cards=CARDS in paper,
            columns=columns if len(columns) < len(self.columns) else (),
        )

    @property
    def folded(self) -> bool:
        """Whether the layout on paper is the default, so that its fields are folded."""
        names = ("large", "paper", "columns", "internal")
        values = {name: self[name].value() for name in names if name in self.fields}
        usual = {"large": "0", "paper": [], "columns": list(self.columns), "internal": ""}
        return all((value or usual[name]) == usual[name] for name, value in values.items())


class LookOverForm(BaseForm):
    """Before a public edition is printed: that what stays in it was read through."""

    looked_over = forms.BooleanField(
        label="I have read through what stays and what is replaced, and nothing that stays names anybody",
        error_messages={
            "required": "Read through the lists below, and tick that you have. Change the plan first where one names somebody"
        },
    )


def _many(label: str, choices: list[tuple[str, str]], **options: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, widget=forms.CheckboxSelectMultiple, required=False, **options
    )


def _since_words(version: Version) -> str:
    went = went_to(version)
    return f"version {version.number}, {went or day_words(version.date)}"
