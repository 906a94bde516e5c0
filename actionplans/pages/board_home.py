"""The home page of a board: overdue and silent actions, the weeks ahead, latest progress, and its plans with their numbers.

Reads only what the user may see (``visible_to``). The number of queries does not grow with the rows.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import F, OuterRef, Subquery

from actionplans.document.dates import days_words
from actionplans.document.references import recommendation_anchor
from actionplans.document.silence import HEARD_WORDS, Heard
from actionplans.document.wording import capital, count, shorten, the_name
from actionplans.models import Action, Answer, Clash, Plan, ProgressEntry, Recommendation, Section, Version
from actionplans.models.action import NOTE_KEY, Status
from actionplans.models.version import since_meeting
from actionplans.pages.action_lines import ActionLine, lines
from actionplans.pages.plan_table import worst_words
from actionplans.persistence.since import changed_since
from actionplans.writing.figures import unheard_words
from boards.models import Board, Meeting, User

#: Rows of a list on the home page; a link leads to the rest.
SHOWN = 12


@dataclass
class DayAhead:
    """One day of the weeks ahead: papers that are due, meetings, and deadlines, each with its label (often empty)."""

    date: datetime.date
    papers: list[str] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    due: list[tuple[ActionLine, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Ahead:
    """The weeks ahead: the days with something on them."""

    days: list[DayAhead]
    actions: int
    meetings: int

    @property
    def words(self) -> str:
        """“10 actions, 2 meetings”."""
        counted = ((self.actions, "action"), (self.meetings, "meeting"))
        return ", ".join(count(number, thing) for number, thing in counted if number)


@dataclass(frozen=True)
class Number:
    """One recommendation's number in the numbers strip of a plan."""

    node: Recommendation
    anchor: str
    called: str
    done: str
    worst: str
    worst_is_late: bool


@dataclass(frozen=True)
class PlanLine:
    """A plan in the list: its counts, its numbers strip, and how much its next version would change. ``since`` is the version
    that the last meeting had (``models.version.since_meeting``), ``is_out_for`` the coming meeting for which the last
    version was published."""

    plan: Plan
    last: Version | None
    since: Version | None
    is_out_for: Meeting | None
    number: int
    strip: list[Number]
    actions: int
    open: int
    overdue: int
    changed: int

    @property
    def waits(self) -> bool:
        """Whether there is something to publish."""
        return bool(self.changed or (self.last is None and self.actions))


# lists ----------------------------------------------------------------------------------------------------------------


def standing(user: User, board: Board):
    """The actions of the board's plans today that the user may read."""
    return Action.objects.visible_to(user).of(board).standing()


def overdue(user: User, board: Board, on: datetime.date) -> list[ActionLine]:
    """Open actions whose last deadline has passed, the longest overdue first."""
    return lines(standing(user, board).overdue(on).order_by("due", "pk"), on)


def silent(user: User, board: Board, on: datetime.date) -> list[ActionLine]:
    """Open actions without a dated note for as long as the board's settings allow, the longest silence first."""
    found = lines(standing(user, board).silent(on, board.silent_days).order_by("pk"), on)
    return sorted(found, key=lambda line: line.action.silence.since or on)


def silent_words(quiet: list[ActionLine]) -> str:
    """“16 actions, 12 never noted”."""
    heard = Counter(line.action.silence.heard for line in quiet)
    unheard = unheard_words(heard[Heard.NEVER], heard[Heard.UNDATED])
    return ", ".join(filter(None, (count(len(quiet), "action"), unheard)))


def ahead(user: User, board: Board, on: datetime.date, coming: list[Meeting]) -> Ahead:
    """Deadlines (interim ones too), papers and meetings from today until as far ahead as the board calls soon."""
    until = on + datetime.timedelta(days=board.soon_days)
    days: dict[datetime.date, DayAhead] = {}

    def day(date: datetime.date) -> DayAhead:
        return days.setdefault(date, DayAhead(date))

    met = 0
    for meeting in coming:
        if meeting.papers_due and on <= meeting.papers_due <= until:
            day(meeting.papers_due).papers.append(the_group(meeting))
        if meeting.date <= until:
            day(meeting.date).meetings.append(meeting)
            met += 1
    due = lines(standing(user, board).due_between(on, until).order_by("soonest", "pk"), on)
    for line in due:
        for date in line.action.dates:
            if date.last_day and on <= date.last_day <= until:
                day(date.last_day).due.append((line, date.label))
    return Ahead([days[date] for date in sorted(days)], len(due), met)


def coming_meetings(user: User, board: Board, on: datetime.date) -> list[Meeting]:
    """All meetings from today on, the next first."""
    return list(Meeting.objects.visible_to(user).of(board).coming(on)[:40])


def latest_progress(user: User, board: Board, most: int = 5) -> list[tuple[ProgressEntry, str]]:
    """The notes of the latest dates, each with its first words, without notes of “nothing new”."""
    notes = (
        ProgressEntry.objects.visible_to(user)
        .standing()
        .filter(
            action__plan__board=board,
            action__plan__archived_at__isnull=True,
            action__removed_on__isnull=True,
            action__recommendation__removed=False,
            action__recommendation__section__removed=False,
            counts_from__isnull=False,
            nothing_new=False,
        )
        .select_related("action__plan")
        .order_by(NOTE_KEY.desc(), F("written_at").desc(nulls_last=True), "-pk")[:most]
    )
    return [(note, shorten(note.text, 90)) for note in notes]


def last_notes(user: User, actions: list[int]) -> dict[int, ProgressEntry]:
    """By the primary key of each action, the last note of it that the user may read: of the latest date, and only where none
    has a date the last without one."""
    notes = ProgressEntry.objects.visible_to(user).standing()
    newest = (
        notes.filter(action=OuterRef("pk")).order_by(NOTE_KEY.desc(nulls_last=True), "-order", "-pk").values("pk")[:1]
    )
    found = Action.objects.filter(pk__in=actions).order_by().values(note=Subquery(newest))
    return {note.action_id: note for note in notes.filter(pk__in=found)}


# sentences ------------------------------------------------------------------------------------------------------------


def the_group(meeting: Meeting) -> str:
    """“the Executive”."""
    return the_name(meeting.group.name)


def next_words(meetings: list[Meeting], on: datetime.date, within: int) -> str:
    """“Papers for the Executive are due in 7 days.”: the next papers or meeting; empty where there is none."""
    events = []
    for meeting in meetings:
        if meeting.papers_due and meeting.papers_due >= on:
            events.append((meeting.papers_due, 0, f"Papers for {the_group(meeting)} are due"))
        events.append((meeting.date, 1, f"{capital(the_group(meeting))} meets"))
    soon = min((e for e in events if (e[0] - on).days <= within), default=None)
    if soon is None:
        return ""
    return f"{soon[2]} {days_words(soon[0], on)}."


def overdue_words(number: int) -> str:
    if not number:
        return "Nothing is overdue."
    return f"{count(number, 'action is', 'actions are')} overdue."


# plans ----------------------------------------------------------------------------------------------------------------


def plan_lines(user: User, board: Board, on: datetime.date, coming: Meeting | None) -> list[PlanLine]:
    """Each plan of the board in a few words. ``coming`` is the board's next meeting."""
    plans = list(Plan.objects.visible_to(user).current().filter(board=board))
    versions: dict[int, list[Version]] = defaultdict(list)
    for version in Version.objects.visible_to(user).filter(plan__board=board).listed():
        versions[version.plan_id].append(version)
    last = {plan: of_plan[0] for plan, of_plan in versions.items()}
    actions = standing(user, board)
    rows = list(actions.order_by("pk").values_list("pk", "plan_id", "recommendation_id", "status"))
    late = set(actions.overdue(on).values_list("pk", flat=True))
    of_plan = Counter(plan for _, plan, _, _ in rows)
    open_of = Counter(plan for _, plan, _, status in rows if status == Status.OPEN)
    late_of = Counter(plan for pk, plan, _, _ in rows if pk in late)
    changed = changed_since(user, board, last)
    strips = _strips(user, board, on, rows, late)
    return [
        PlanLine(
            plan=plan,
            last=last.get(plan.pk),
            since=since_meeting(versions[plan.pk], coming, on),
            is_out_for=_is_out_for(last.get(plan.pk), on),
            number=last[plan.pk].number + 1 if plan.pk in last else plan.first_number,
            strip=strips[plan.pk],
            actions=of_plan[plan.pk],
            open=open_of[plan.pk],
            overdue=late_of[plan.pk],
            changed=changed[plan.pk],
        )
        for plan in plans
    ]


def _is_out_for(last: Version | None, on: datetime.date) -> Meeting | None:
    """The meeting to come for which the last version was published."""
    meeting = last.meeting if last else None
    return meeting if meeting and not meeting.cancelled and meeting.date >= on else None


def _strips(user: User, board: Board, on: datetime.date, rows: list[tuple], late: set[int]) -> dict[int, list[Number]]:
    """The numbers strips of all plans of a board."""
    actions = standing(user, board)
    quiet = set(actions.silent(on, board.silent_days).values_list("pk", flat=True))
    until = on + datetime.timedelta(days=board.soon_days)
    soon = set(actions.due_between(on, until).values_list("pk", flat=True))
    unheard: dict[int, Heard] = {}
    undated = actions.open().with_dates().filter(last_note="")
    for pk, noted in undated.order_by().values_list("pk", "noted"):
        unheard[pk] = Heard.UNDATED if noted else Heard.NEVER
    clashing = set(Clash.objects.to_settle_by(user, board).order_by().values_list("action_id", flat=True))
    under: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for pk, _, recommendation, status in rows:
        under[recommendation].append((pk, status))
    answering = set(
        Answer.objects.filter(left=False, recommendation__plan__board=board, action__in=actions.order_by().values("pk"))
        .order_by()
        .values_list("recommendation_id", flat=True)
    )
    place: dict[int, dict[int, int]] = {}
    for section in Section.objects.standing().filter(plan__board=board).order_by("plan_id", "order", "pk"):
        siblings = place.setdefault(section.plan_id, {})
        siblings[section.pk] = len(siblings) + 1
    strips: dict[int, list[Number]] = defaultdict(list)
    counted: Counter[int] = Counter()
    for node in Recommendation.objects.visible_to(user).standing().filter(plan__board=board):
        counted[node.section_id] += 1
        if not (node.number or node.text):
            continue
        own = under[node.pk]
        worst, is_late = _worst(own, late=late, clashing=clashing, quiet=quiet, unheard=unheard, soon=soon)
        strips[node.plan_id].append(
            Number(
                node=node,
                anchor=recommendation_anchor(
                    node.number, place[node.plan_id][node.section_id], counted[node.section_id]
                ),
                called=node.called,
                done=_done(own, answered=node.pk in answering),
                worst=worst,
                worst_is_late=is_late,
            )
        )
    return strips


def _worst(
    own: list[tuple[int, str]],
    *,
    late: set[int],
    clashing: set[int],
    quiet: set[int],
    unheard: dict[int, Heard],
    soon: set[int],
) -> tuple[str, bool]:
    """The most urgent state of a recommendation's actions in words, and whether it is late."""
    keys = {pk for pk, _ in own}
    return worst_words(
        {
            "overdue": len(keys & late),
            "clash": len(keys & clashing),
            "silent": len((keys & quiet) - unheard.keys()),
            **{words: sum(unheard.get(pk) == heard for pk in keys) for heard, words in HEARD_WORDS.items()},
            "due soon": len(keys & soon),
        }
    )


def _done(own: list[tuple[int, str]], *, answered: bool) -> str:
    """“1 of 3 complete”."""
    if not own:
        return "Answered by other rows" if answered else "No actions yet"
    ended = [status for _, status in own if status != Status.OPEN]
    word = "closed" if ended and set(ended) == {Status.CLOSED} else "complete"
    return f"{len(ended)} of {len(own)} {word}"
