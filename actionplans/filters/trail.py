"""The filter of the trail, kept in the query string as that of the list of all actions is."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from actionplans.document.dates import day_words
from actionplans.filters.active import ActiveFilter
from actionplans.models import Plan
from boards.forms import DateField, FilterForm
from boards.models import Board, Membership, User
from boards.trail.sources import NOBODY, TrailKind, Wanted

#: Parameters of the query string that are not part of the filter: the place in the list.
PLACE = ("before", "after")


class TrailFilter(FilterForm):
    """Which lines of a board's trail are wanted. ``plans`` are all plans of the board, by their keys."""

    kind = forms.MultipleChoiceField(
        label="What", choices=TrailKind.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    person = forms.ChoiceField(label="Person", required=False)
    plan = forms.ChoiceField(label="Plan", required=False)
    since = DateField(label="From", required=False)
    until = DateField(label="To", required=False)

    def __init__(self, data: QueryDict, *, board: Board):
        super().__init__(data)
        self.plans = {plan.pk: plan for plan in Plan.objects.filter(board=board).only("pk", "slug", "title", "order")}
        self.fields["person"].choices = [("", "Anybody"), *_people(board), ("0", NOBODY)]
        self.fields["plan"].choices = [("", "All plans, and the board"), *_titles(self.plans.values())]

    def clean(self) -> dict:
        data = super().clean()
        first, last = data.get("since"), data.get("until")
        if first and last and last < first:
            self.add_error("until", f"“To” must be {day_words(first)} or later, the day that stands under “From”")
        return data

    @property
    def wanted(self) -> Wanted:
        """The filter as the trail takes it; invalid fields are left out."""
        self.is_valid()
        data = self.cleaned_data
        slugs = {plan.slug: plan.pk for plan in self.plans.values()}
        last = data.get("until")
        return Wanted(
            kinds=frozenset(data.get("kind") or ()),
            user=int(data["person"]) if data.get("person") else None,
            plan=slugs.get(data.get("plan", "")),
            since=_begin_of(data.get("since")),
            until=_begin_of(last + datetime.timedelta(days=1)) if last else None,
        )

    @property
    def used(self) -> list[ActiveFilter]:
        """The filters in use, in the order of the form."""
        used = []
        for name in self.fields:
            value = self.cleaned_data.get(name) if self.is_valid() or not self.errors.get(name) else None
            for one in value if isinstance(value, list) else [value]:
                if one:
                    used.append(ActiveFilter(self._label(name, one), self._without(name, one)))
        return used

    def _label(self, name: str, value: str | datetime.date) -> str:
        if isinstance(value, datetime.date):
            return f"{'From' if name == 'since' else 'To'} {day_words(value)}"
        return dict(self.fields[name].choices)[value]

    def _without(self, name: str, value: str | datetime.date) -> str:
        rest = self._rest()
        for key in [key for key in rest if key == name or key.startswith(f"{name}_")]:
            rest.setlist(key, [other for other in rest.getlist(key) if name == "kind" and other != value])
        return rest.urlencode()

    @property
    def address(self) -> str:
        """The query string of the filter, without the page and empty values."""
        return self._rest().urlencode()

    def _rest(self) -> QueryDict:
        kept = QueryDict(mutable=True)
        for key, values in self.data.lists():
            if key not in PLACE:
                kept.setlist(key, [value for value in values if value])
        return kept


def _begin_of(day: datetime.date | None) -> datetime.datetime | None:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time())) if day else None


def _people(board: Board) -> list[tuple[str, str]]:
    """Everybody who belongs to the board or did, and the administrators who changed its memberships."""
    administrators = Membership.history.filter(board=board, history_user__isnull=False).values("history_user")
    people = (
        User.objects.filter(Q(memberships__board=board) | Q(pk__in=administrators)).distinct().order_by("name", "pk")
    )
    return [(str(pk), name) for pk, name in people.values_list("pk", "name")]


def _titles(plans: Iterable[Plan]) -> list[tuple[str, str]]:
    return [(plan.slug, plan.title) for plan in plans]
