"""An action as one line of a list: deadline, leads and last note, in the words of the pages.

``prepared`` loads what the lines need, in a constant number of queries.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce

from actionplans.document.dates import day_words, relative_words, short_words
from actionplans.document.silence import HEARD_WORDS, Heard
from actionplans.document.wording import capital, count, shorten
from actionplans.models import Action, Deadline, DeadlineMove, Lead
from actionplans.models.action import ActionQuerySet, Status
from actionplans.pages.table_rows import rating_css

_FIRST_PART = re.compile(r"\n\s*\n|\n\s*- ")
_TIMES = {1: "once", 2: "twice", 3: "three times", 4: "four times", 5: "five times"}


def prepared(actions: ActionQuerySet) -> ActionQuerySet:
    """The actions with their dates, leads, plans and slips, ready for ``lines``; two more queries."""
    slips = (
        DeadlineMove.objects.standing()
        .filter(action=OuterRef("pk"))
        .order_by()
        .values("action")
        .annotate(n=Count("pk"))
    )
    return (
        actions.with_dates()
        .with_entered()
        .annotate(slips=Coalesce(Subquery(slips.values("n")), 0))
        .select_related("plan", "recommendation__section")
        .prefetch_related(
            Prefetch("deadlines", Deadline.objects.current(), to_attr="dates"),
            Prefetch("leads", Lead.objects.current().select_related("person__agency", "agency"), to_attr="leading"),
        )
    )


@dataclass(frozen=True)
class ActionLine:
    """One prepared action, seen from the day ``on``."""

    action: Action
    on: datetime.date

    @property
    def open(self) -> bool:
        return self.action.status == Status.OPEN

    @property
    def title(self) -> str:
        """The beginning of the action's text, up to its first bullets, long enough to be understood."""
        first = _FIRST_PART.split(self.action.action.strip(), maxsplit=1)
        title = shorten(first[0], 200).rstrip(":")
        return title if len(first) == 1 or title.endswith("…") else f"{title} …"

    @property
    def leads(self) -> str:
        """The names of the leads; people without the words that follow their name in the plan."""
        names = [lead.person.name if lead.person else lead.name for lead in self.action.leading]
        between = "; " if any("," in name for name in names) else ", "
        return between.join(dict.fromkeys(names)) or self.action.lead_text or "No lead named"

    @property
    def agencies(self) -> str:
        """The agencies of the leads, where their names do not contain them already."""
        names = []
        for lead in self.action.leading:
            agency = lead.person.agency if lead.person else None
            if agency and agency.called not in names:
                names.append(agency.called)
        return ", ".join(names)

    @property
    def who(self) -> str:
        """“Martin Pell, Council”, “Ruth Calloway, Martin Pell (Police, Council)”."""
        if not self.agencies:
            return self.leads
        return f"{self.leads}, {self.agencies}" if len(self.action.leading) == 1 else f"{self.leads} ({self.agencies})"

    @property
    def leading(self) -> list[Lead]:
        """Its leads, in the order of the cell."""
        return self.action.leading

    @property
    def last_noted(self) -> str:
        """The key of its last dated note (``document.dates.order_key``); empty without one."""
        return self.action.last_note

    @property
    def next_date(self) -> Deadline | None:
        """The date that counts now: the next one ahead, or else the last."""
        dated = sorted((d for d in self.action.dates if d.last_day), key=lambda d: d.last_day)
        return next((d for d in dated if d.last_day >= self.on), dated[-1] if dated else None)

    @property
    def date_words(self) -> str:
        date = self.next_date
        return day_words(date.date, date.precision) if date else ""

    @property
    def overdue(self) -> bool:
        return self.open and self.action.due is not None and self.action.due < self.on

    @property
    def days_overdue(self) -> str:
        """“43 days overdue”."""
        return f"{count((self.on - self.action.due).days, 'day')} overdue"

    @property
    def near(self) -> str:
        """“Due in 18 days”, “Overdue by 12 days”; empty where it has ended or has no date."""
        date = self.next_date
        if not self.open or date is None:
            return ""
        words = relative_words(date.last_day, self.on)
        return f"{words}, interim" if date.interim and date.last_day >= self.on else words

    @property
    def slipped(self) -> str:
        return f"Slipped {self.times_moved}" if self.times_moved else ""

    @property
    def times_moved(self) -> str:
        """How often its deadline was moved: “once”, “6 times”; empty where it never was."""
        slips = self.action.slips
        return _TIMES.get(slips, f"{slips} times") if slips else ""

    @property
    def last_note(self) -> str:
        """The date beside its last dated note: “09.11.26”, “November 2026”; else “Only undated notes”, “Never noted”."""
        heard = self.action.silence
        return capital(HEARD_WORDS.get(heard.heard) or short_words(heard.date, heard.precision))

    @property
    def is_noted(self) -> bool:
        """Whether it has a dated note."""
        return self.action.silence.heard == Heard.DATED

    @property
    def quiet_days(self) -> int:
        """The number of days of silence."""
        return self.action.silence.days(self.on) or 0

    @property
    def rating(self) -> str:
        """The rating at the level that the plan rates."""
        level = self.action.plan.rating_level
        if level == "recommendation":
            return self.action.recommendation.rating
        if level == "section":
            return self.action.recommendation.section.rating
        return self.action.rating

    @property
    def rating_css(self) -> str:
        return rating_css(self.rating, self.action.plan.ratings)


def lines(actions: ActionQuerySet, on: datetime.date) -> list[ActionLine]:
    return [ActionLine(action, on) for action in prepared(actions)]
