"""The filter of the list of all actions.

It is kept in the query string, so that an address can be saved and shared. Each filter in use is shown as a link that removes it.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import django_filters
from django import forms
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, TextField, When
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.html import format_html

from actionplans.document.dates import day_words
from actionplans.document.fields import SEARCHABLE
from actionplans.filters.active import ActiveFilter
from actionplans.models import Action, DeadlineMove, Lead, Plan, ProgressEntry
from actionplans.models.action import ActionQuerySet, Status
from boards.forms import DateField, FieldLayout, FilterForm
from boards.models import Agency, Board, User

NOT_RATED = "none"
#: So many words are looked for; further ones are passed over.
MOST_WORDS = 10
#: The columns that are searched for words, besides the cells of the board's own and the notes.
CELLS = ("ref", *SEARCHABLE, "ended_reason", "recommendation__text", "own_cells")


def with_rating(actions: ActionQuerySet) -> ActionQuerySet:
    """Adds ``rated``: the rating at the level that the action's plan rates, empty where it has none."""
    return actions.annotate(
        rated=Case(
            When(plan__rating_level="recommendation", then=F("recommendation__rating")),
            When(plan__rating_level="section", then=F("recommendation__section__rating")),
            default=F("rating"),
            output_field=CharField(),
        )
    )


def with_words(actions: QuerySet, words: Sequence[str], user: User) -> QuerySet:
    """Actions that contain every word somewhere, in a cell or in a note that the user may read."""
    actions = actions.annotate(own_cells=Cast("extra", TextField()))
    notes = ProgressEntry.objects.visible_to(user).standing().filter(action=OuterRef("pk"))
    for word in words[:MOST_WORDS]:
        actions = actions.filter(holds(word, *CELLS) | Exists(notes.filter(holds(word, "text"))))
    return actions


def holds(word: str, *fields: str) -> Q:
    """A filter for rows of which one of the fields holds a word, in any spelling."""
    spelt = _spellings(word)
    return Q(*[(f"{field}__icontains", spelling) for field in fields for spelling in spelt], _connector=Q.OR)


@dataclass
class Choices:
    """The choices that the filters of one board offer one user, with how many actions there are of each.

    ``scaled`` are the plans, by primary key, that have a rating scale; ``total`` is how many actions there are in all.
    """

    plans: list[tuple[str, str]]
    agencies: list[tuple[str, str]]
    leads: list[tuple[str, list[tuple[str, str]]]]
    statuses: list[tuple[str, str, int]]
    ratings: list[tuple[str, str, int]]
    scaled: list[int]
    total: int

    @classmethod
    def of(cls, user: User, board: Board, actions: ActionQuerySet) -> Choices:
        """Four queries, whatever the size of the board."""
        plans = list(Plan.objects.visible_to(user).current().filter(board=board))
        counted = Counter(with_rating(actions).order_by().values_list("status", "rated", "plan_id"))
        statuses: Counter[str] = Counter()
        ratings: Counter[str] = Counter()
        scales = {plan.pk: plan.ratings for plan in plans}
        for (status, rated, plan), number in counted.items():
            statuses[status] += number
            if rated or scales.get(plan):
                ratings[rated or NOT_RATED] += number
        named = list(dict.fromkeys([word for plan in plans for word in plan.ratings]))
        named += sorted(word for word in ratings if word not in named and word != NOT_RATED)
        rated = [(word, word, ratings[word]) for word in named]
        if rated:
            rated.append((NOT_RATED, "Not rated", ratings[NOT_RATED]))
        return cls(
            plans=[(plan.slug, plan.title) for plan in plans],
            agencies=[(str(a.pk), a.called) for a in Agency.objects.visible_to(user).filter(board=board)],
            leads=_leads(actions),
            statuses=[(value, label, statuses[value]) for value, label in Status.choices],
            ratings=rated,
            scaled=[plan for plan, scale in scales.items() if scale],
            total=counted.total(),
        )

    def label(self, name: str, value: str) -> str:
        """The label of a chosen value."""
        if name == "lead":
            return next((label for _, group in self.leads for key, label in group if key == value), value)
        if name == "due":
            return {key: words for key, words, _ in DUE}.get(value, value)
        pools = {"plan": self.plans, "agency": self.agencies, "status": self.statuses, "rating": self.ratings}
        return next((choice[1] for choice in pools.get(name, []) if choice[0] == value), value)


#: Due windows: value in the address, how a filter in use says it, how the choice says it.
DUE = (
    ("overdue", "Overdue", "Overdue"),
    ("slipped", "Slipped at least once", "Slipped"),
    ("30", "Due in the next 30 days", "In the next 30 days"),
    ("90", "Due in the next 90 days", "In the next 90 days"),
    ("none", "No date", "No date"),
)
_GROUPS = (("People", "p"), ("Groups", "g"), ("Agencies", "a"), ("Roles and others", "n"))


def _leads(actions: ActionQuerySet) -> list[tuple[str, list[tuple[str, str]]]]:
    """Those who lead at least one of the actions, grouped, as choices."""
    rows = (
        Lead.objects.current()
        .filter(action__in=actions.order_by().values("pk"))
        .order_by()
        .values_list("person_id", "person__name", "group_id", "group__name", "agency_id", "agency__name", "name")
        .distinct()
    )
    found: dict[str, dict[str, str]] = {kind: {} for _, kind in _GROUPS}
    for person, person_name, group, group_name, agency, agency_name, name in rows:
        if person:
            found["p"][f"p{person}"] = person_name
        elif group:
            found["g"][f"g{group}"] = group_name
        elif agency:
            found["a"][f"a{agency}"] = agency_name
        else:
            found["n"][f"n{name}"] = name
    return [
        (title, sorted(found[kind].items(), key=lambda choice: choice[1].lower()))
        for title, kind in _GROUPS
        if found[kind]
    ]


class ActionFilterForm(FilterForm):
    looks = {"silent": FieldLayout(label="", width=4)}


class DayFilter(django_filters.Filter):
    field_class = DateField


class DaysFilter(django_filters.Filter):
    field_class = forms.IntegerField


class ActionFilter(django_filters.FilterSet):
    """The list of all actions, narrowed down.

    ``queryset`` holds what the user may read; ``on`` is the day from which due and silent are counted.
    """

    q = django_filters.CharFilter(label="Words", help_text="In any cell or note", max_length=200, method="filter_words")
    status = django_filters.MultipleChoiceFilter(label="Status", widget=forms.CheckboxSelectMultiple)
    due = django_filters.ChoiceFilter(
        label="Due", empty_label="Any time", choices=[(v, choice) for v, _, choice in DUE], method="filter_due"
    )
    due_from = DayFilter(label="From", method="filter_between")
    due_to = DayFilter(label="To", method="filter_between")
    agency = django_filters.ChoiceFilter(label="Agency", empty_label="Any", method="filter_agency")
    lead = django_filters.ChoiceFilter(label="Lead", empty_label="Any", method="filter_lead")
    rating = django_filters.MultipleChoiceFilter(
        label="Rating", widget=forms.CheckboxSelectMultiple, method="filter_rating"
    )
    silent = DaysFilter(
        label="Silent for at least (days)",
        min_value=1,
        max_value=3650,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        method="filter_silent",
    )
    plan = django_filters.ChoiceFilter(label="Plan", empty_label="All plans", field_name="plan__slug")

    class Meta:
        model = Action
        fields: list[str] = []
        form = ActionFilterForm

    def __init__(self, data: QueryDict, queryset: ActionQuerySet, *, user: User, choices: Choices, on: datetime.date):
        super().__init__(data, with_rating(queryset))
        self.user, self.choices, self.on = user, choices, on
        self.filters["status"].extra["choices"] = _counted(choices.statuses)
        self.filters["rating"].extra["choices"] = _counted(choices.ratings)
        self.filters["agency"].extra["choices"] = choices.agencies
        self.filters["lead"].extra["choices"] = choices.leads
        self.filters["plan"].extra["choices"] = choices.plans
        if not choices.ratings:
            del self.filters["rating"]
        self.by_date = False

    # the method of each filter

    def filter_words(self, actions: ActionQuerySet, name: str, words: str) -> QuerySet:
        return with_words(actions, words.split(), self.user)

    def filter_due(self, actions: ActionQuerySet, name: str, window: str) -> QuerySet:
        if window == "slipped":
            return actions.filter(Exists(DeadlineMove.objects.standing().filter(action=OuterRef("pk"))))
        if window == "overdue":
            self.by_date = True
            return actions.overdue(self.on)
        if window == "none":
            return actions.open().filter(due__isnull=True)
        self.by_date = True
        return actions.due_between(self.on, self.on + datetime.timedelta(days=int(window)))

    def filter_between(self, actions: ActionQuerySet, name: str, day: datetime.date) -> QuerySet:
        """Applied once for both ends of the window: where both are given, by the first."""
        first, last = self.form.cleaned_data.get("due_from"), self.form.cleaned_data.get("due_to")
        if name == "due_to" and first:
            return actions
        self.by_date = True
        return actions.due_between(first or datetime.date.min, last or datetime.date.max)

    def filter_agency(self, actions: ActionQuerySet, name: str, agency: str) -> QuerySet:
        """Rows led by the agency, or by a person of it."""
        return _led(actions, Q(agency=agency) | Q(person__agency=agency))

    def filter_lead(self, actions: ActionQuerySet, name: str, lead: str) -> QuerySet:
        kind, key = lead[0], lead[1:]
        if kind == "n":
            return _led(actions, Q(name=key, person=None, group=None, agency=None))
        return _led(actions, Q(**{{"p": "person", "g": "group", "a": "agency"}[kind]: key}))

    def filter_rating(self, actions: ActionQuerySet, name: str, ratings: list[str]) -> QuerySet:
        if not ratings:
            return actions
        wanted = Q(rated__in=[rating for rating in ratings if rating != NOT_RATED])
        if NOT_RATED in ratings:
            wanted |= Q(rated="", plan__in=self.choices.scaled)
        return actions.filter(wanted)

    def filter_silent(self, actions: ActionQuerySet, name: str, days: int) -> QuerySet:
        return actions.silent(self.on, days)

    # the result

    @property
    def found(self) -> QuerySet:
        """What was found, in the order of the plans, or by date where a due window was chosen."""
        found = self.qs
        if not self.by_date:
            return found.order_by("plan__order", "plan_id", *Action._meta.ordering)
        date = "soonest" if "soonest" in found.query.annotations else "due"
        return found.order_by(date, "plan__order", "plan_id", *Action._meta.ordering)

    @property
    def used(self) -> list[ActiveFilter]:
        """The filters in use, in the order of the form."""
        used = []
        cleaned = self.form.cleaned_data if self.form.is_bound and self.form.errors is not None else {}
        for name in self.filters:
            value = cleaned.get(name)
            for one in value if isinstance(value, list) else [value]:
                if one not in (None, ""):
                    used.append(self._use(name, one))
        return used

    def _use(self, name: str, value: Any) -> ActiveFilter:
        rest = self.data.copy()
        rest.pop("page", None)
        if isinstance(value, datetime.date):
            label = f"Due {'from' if name == 'due_from' else 'until'} {day_words(value)}"
            for key in [key for key in rest if re.fullmatch(rf"{name}(_day|_month|_year)?", key)]:
                del rest[key]
        else:
            label = {"q": f"“{value}”", "silent": f"Silent for {value} days"}.get(name) or self.choices.label(
                name, str(value)
            )
            rest.setlist(name, [other for other in rest.getlist(name) if other != str(value)] if name in _MANY else [])
        return ActiveFilter(label, _tidy(rest))

    def without(self, used: ActiveFilter) -> ActionFilter:
        """The same list without one of the filters."""
        return ActionFilter(QueryDict(used.rest), self.queryset, user=self.user, choices=self.choices, on=self.on)

    @property
    def address(self) -> str:
        """The query string of the filter, without the page and empty values."""
        rest = self.data.copy()
        rest.pop("page", None)
        return _tidy(rest)


_MANY = ("status", "rating")


def _tidy(data: QueryDict) -> str:
    kept = QueryDict(mutable=True)
    for key, values in data.lists():
        kept.setlist(key, [value for value in values if value])
    return kept.urlencode()


def _counted(choices: list[tuple[str, str, int]]) -> list[tuple[str, str]]:
    return [(value, format_html('{} <span class="soft">{}</span>', label, number)) for value, label, number in choices]


def _led(actions: ActionQuerySet, who: Q) -> QuerySet:
    return actions.filter(Exists(Lead.objects.current().filter(who, action=OuterRef("pk"))))


def _spellings(word: str) -> list[str]:
    """A word with either apostrophe, and as the cells of the board's own keep letters beyond ASCII."""
    straight = word.replace("’", "'")
    found = [straight, straight.replace("'", "’")]
    found += [s.encode("ascii", "backslashreplace").decode().replace("\\x", "\\u00") for s in found]
    return list(dict.fromkeys(found))
