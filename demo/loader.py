"""Loads the demonstration boards into the database, event by event in the order of their time.

Everything is written by the operations that the pages use (``begin_plan``, ``add_action``, ``change_action``, ``add_note``,
``end_action``, ``publish`` …), each with the account of the user and the moment at which it was done. So the history, the
moved deadlines, the late notes and the versions are real ones.
"""

from __future__ import annotations

import datetime
import heapq
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from actionplans import models
from actionplans.operations import actions, challenges, notes, plans, proposals, reports, sign_offs, structure
from actionplans.privacy import retention
from actionplans.publishing import publish
from audits.models import Audit
from audits.operations.audits import save_audit
from audits.operations.findings import follow
from boards.models import Agency, Board, Group, GroupMember, Meeting, Membership, Person, User
from boards.operations import access_reviews, invitations
from demo import script
from demo.aldersby import BOARD as ALDERSBY
from demo.fenmarsh import BOARD as FENMARSH
from demo.files import file_of
from demo.wealdmere import BOARD as WEALDMERE

BOARDS = (FENMARSH, WEALDMERE, ALDERSBY)

#: The password of every demonstration account. It protects nothing: all of their data is fictional.
PASSWORD = "demonstration-2026"  # noqa: S105
ADMINISTRATOR = ("administrator@demonstration.example", "Robin Aldous")

#: On each day plans are begun in the morning, notes are typed in the afternoon, versions are published in the evening.
MORNING, AFTERNOON, EVENING = datetime.time(9), datetime.time(14), datetime.time(17, 30)

#: A call of an operation, given the moment at which it happens.
Step = Callable[[datetime.datetime], object]


@transaction.atomic
def load(today: datetime.date | None = None, boards: tuple[script.ScriptedBoard, ...] = BOARDS) -> list[Board]:
    """Create the demonstration boards with their users, dated around ``today``, and a site administrator."""
    calendar = script.Calendar(today or timezone.localdate())
    password = make_password(PASSWORD)  # once: it is slow by design, and there are thirty accounts
    email, name = ADMINISTRATOR
    administrator = User.objects.filter(email=email).first()
    if administrator is None:
        administrator = User(email=email, name=name, password=password, is_staff=True, is_superuser=True)
        administrator.save()
    return [_BoardLoader(board, calendar, administrator, password).load() for board in boards]


@dataclass
class _BoardLoader:
    """Loads one board: the rows made so far, by the keys of the script, and the steps that are still to come, by moment."""

    script: script.ScriptedBoard
    calendar: script.Calendar
    administrator: User
    password: str
    now: datetime.datetime = field(
        default_factory=timezone.now
    )  # no event is later, also when loaded on a Monday morning
    board: Board = field(init=False)
    agencies: dict[str, Agency] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    meetings: dict[tuple[str, script.Day], Meeting] = field(default_factory=dict)
    steps: list[tuple[datetime.datetime, int, Step]] = field(default_factory=list)  # a heap
    scheduled: Counter[tuple[script.Day, datetime.time]] = field(default_factory=Counter)

    def load(self) -> Board:
        begun = min(plan.begun for plan in self.script.plans) - 14
        self._gather(self._moment(min([begun, *(day - 7 for day in self.script.reviewed)]), MORNING))
        self._invitations_and_reviews()
        for plan in self.script.plans:
            self._plan(plan)
        if self.script.audits:
            self._audits(begun)
        while self.steps:
            moment, _, step = heapq.heappop(self.steps)
            step(moment)
        return self.board

    # people and meetings ---------------------------------------------------------------------------------------------

    def _gather(self, at: datetime.datetime) -> None:
        scripted, stamp = self.script, {"by": self.administrator, "at": at}
        self.board = Board.objects.create_by(
            **stamp,
            name=scripted.name,
            short_name=scripted.short,
            slug=scripted.slug,
            area=scripted.area,
            kind=scripted.kind,
            marking=scripted.marking,
            demonstration=True,
            second_step=[],  # everybody knows the password; the pages say that this is a demonstration
            controller=scripted.controller,
            contact_email=f"plans@{scripted.domain}",
            contact_phone=scripted.phone,
            data_protection_email=f"data.protection@{scripted.domain}",
            publishes=f"www.{scripted.domain}",
        )
        for agency in scripted.agencies:
            self.agencies[agency.key] = Agency.objects.create_by(
                **stamp, board=self.board, name=agency.name, short_name=agency.short, kind=agency.kind
            )
        for person in scripted.people:
            self._person(person, stamp)
        for group in scripted.groups:
            row = Group.objects.create_by(**stamp, board=self.board, name=group.name, kind=group.kind)
            self.groups[group.key] = row
            for place, initials in enumerate(group.members):
                GroupMember.objects.create_by(
                    **stamp, group=row, person=self.people[initials], chairs=place == 0 and len(group.members) > 1
                )
        for meeting in scripted.meetings:
            self.meetings[meeting.group, meeting.on] = Meeting.objects.create_by(
                **stamp,
                group=self.groups[meeting.group],
                date=self.calendar.date(meeting.on),
                time=datetime.time.fromisoformat(meeting.time),
                place=meeting.place,
                papers_due=None if meeting.papers is None else self.calendar.date(meeting.papers),
            )

    def _person(self, person: script.ScriptedPerson, stamp: dict) -> None:
        left = None if person.until is None else self.calendar.date(person.until)
        email = self.script.email(person) if person.role else ""
        row = Person.objects.create_by(
            **stamp,
            board=self.board,
            name=person.name,
            initials=person.initials,
            job_title=person.job,
            agency=self.agencies[person.agency],
            email=email,
            from_date=None if person.since is None else self.calendar.date(person.since),
            to_date=left,
        )
        self.people[person.initials] = row
        if person.role:
            user = User(email=email, name=script.untitled(person.name), password=self.password)
            user.save()
            self.users[person.initials] = user
            Membership.objects.create_by(
                **stamp, board=self.board, user=user, role=person.role, person=row, ended_on=left
            )

    def _invitations_and_reviews(self) -> None:
        """Schedule the invitations and the access reviews."""
        for scripted in self.script.invited:
            self._on(scripted.on, MORNING, lambda at, scripted=scripted: self._invite(scripted, at))
        for day in self.script.reviewed:
            self._on(day, AFTERNOON, self._review)

    def _invite(self, scripted: script.Invited, at: datetime.datetime) -> None:
        invitations.invite(
            self.board,
            by=self._user(""),
            at=at,
            email=self.script.email(scripted),
            name=scripted.name,
            role=scripted.role,
            agency=self.agencies[scripted.agency],
        )

    def _review(self, at: datetime.datetime) -> None:
        by, then = self._user(""), Q(ended_on__isnull=True) | Q(ended_on__gt=timezone.localtime(at).date())
        review = access_reviews.begin(self.board, by=by, at=at)
        for membership in self.board.memberships.filter(then):
            access_reviews.answer(review, membership, stays=True, by=by, at=at)
        access_reviews.finish(review, by=by, at=at)

    def _user(self, initials: str) -> User:
        return self.users[initials or self.script.keeper]

    # time ------------------------------------------------------------------------------------------------------------

    def _moment(self, day: script.Day, time: datetime.time, minutes: int = 0) -> datetime.datetime:
        moment = datetime.datetime.combine(self.calendar.date(day), time) + datetime.timedelta(minutes=minutes)
        return min(timezone.make_aware(moment), self.now)

    def _on(self, day: script.Day, time: datetime.time, step: Step) -> None:
        """Schedule a step. Steps of one day and time happen in the order of the script, a minute apart."""
        minutes = self.scheduled[day, time]
        self.scheduled[day, time] += 1
        heapq.heappush(self.steps, (self._moment(day, time, minutes), self.scheduled.total(), step))

    # plans -----------------------------------------------------------------------------------------------------------

    def _plan(self, scripted: script.ScriptedPlan) -> models.Plan:
        plan = self._begin(scripted)
        sections = self._sections(plan, scripted)
        for section, row in zip(scripted.sections, sections, strict=True):
            for recommendation in section.recommendations:
                self._recommendation(row, recommendation, scripted.begun)
        self._answers(plan, [r for section in scripted.sections for r in section.recommendations])
        for version in scripted.versions:
            self._on(version.on, EVENING, lambda at, version=version: self._publish(plan, version, at))
        for challenge in scripted.challenges:
            self._on(
                challenge.on, AFTERNOON, lambda at, challenge=challenge: self._challenge(plan, None, challenge, at)
            )
        for report in scripted.reports:
            self._on(report.on, EVENING, lambda at, report=report: self._cover(plan, report, at))
        return plan

    def _begin(self, scripted: script.ScriptedPlan) -> models.Plan:
        at = self._moment(scripted.begun, MORNING)
        plan = plans.begin_plan(
            self.board,
            by=self._user(""),
            at=at,
            title=scripted.title,
            layout=scripted.layout,
            source_kind=scripted.source,
            source_title=scripted.source_title,
            source_date=self.calendar.date(scripted.source_date).isoformat(),
            source_precision="day",
        )
        if scripted.columns:
            plan.columns = [{"field": name, "heading": heading} for name, heading in scripted.columns]
            plan.save_by(self._user(""), at=at)
        if scripted.kept:
            day, why = scripted.kept
            retention.keep(plan, self.calendar.date(day), by=self._user(""), reason=why, at=at)
        return plan

    def _sections(self, plan: models.Plan, scripted: script.ScriptedPlan) -> list[models.Section]:
        """Create the sections; the first of them replaces the untitled one that a new plan has."""
        rows = []
        for place, section in enumerate(scripted.sections):
            values = {
                "kind": section.kind,
                "title": section.title,
                "objectives": list(section.objectives),
                "outcomes": list(section.outcomes),
            }
            stamp = {"by": self._user(""), "at": self._moment(scripted.begun, MORNING)}
            if place == 0:
                row = plan.sections.get()
                for name, value in values.items():
                    setattr(row, name, value)
                row.save_by(**stamp)
            else:
                row = structure.add_section(plan, **stamp, **values)
            rows.append(row)
        return rows

    def _recommendation(
        self, section: models.Section, scripted: script.ScriptedRecommendation, begun: script.Day
    ) -> None:
        corrected = scripted.corrected
        row = structure.add_recommendation(
            section,
            by=self._user(""),
            at=self._moment(begun, MORNING),
            number=scripted.number,
            short=scripted.short,
            text=corrected.before if corrected else scripted.text,
        )
        if corrected:
            self._on(corrected.on, AFTERNOON, lambda at: self._correct(row, scripted, at))
        self._actions(row, scripted, begun)

    def _actions(self, row: models.Recommendation, scripted: script.ScriptedRecommendation, begun: script.Day) -> None:
        """Create the actions of a recommendation; those that were added later, on their day."""
        for action in scripted.actions:
            if action.added is None:
                self._action(row, action, self._moment(begun, MORNING))
            else:
                self._on(action.added, AFTERNOON, lambda at, action=action: self._action(row, action, at))

    def _correct(
        self, row: models.Recommendation, scripted: script.ScriptedRecommendation, at: datetime.datetime
    ) -> None:
        row.refresh_from_db()
        row.text = scripted.text
        row.save_by(self._user(scripted.corrected.by), at=at, reason=scripted.corrected.reason)

    def _action(self, row: models.Recommendation, scripted: script.ScriptedAction, at: datetime.datetime) -> None:
        words = self.calendar.words
        cells = {name: words(getattr(scripted, name)) for name in ("action", "why", "risk", "target", "evidence")}
        cells |= {"deadline_text": words(scripted.due), "lead_text": "; ".join(scripted.leads)}
        if scripted.internal:
            cells["internal"] = True
        given = {name: value for name, value in cells.items() if value}
        action = structure.add_action(row, by=self._user(""), at=at, **given)
        for event in scripted.events:
            day = event.typed if isinstance(event, script.Note) and event.typed is not None else event.on
            self._on(day, AFTERNOON, lambda at, event=event: self._event(action, event, at))

    def _answers(self, plan: models.Plan, recommendations: list[script.ScriptedRecommendation]) -> None:
        """Link actions to the further recommendations that they answer, half an hour after they were added."""
        for scripted in [
            action for recommendation in recommendations for action in recommendation.actions if action.also
        ]:
            action = plan.actions.get(ref=scripted.ref)
            others = list(plan.recommendations.filter(number__in=scripted.also))
            at = timezone.localtime(action.history.last().history_date) + datetime.timedelta(minutes=30)
            structure.answer_also(action, others, by=self._user(""), at=at)

    def _publish(self, plan: models.Plan, scripted: script.ScriptedVersion, at: datetime.datetime) -> None:
        version = publish.publish(
            plan,
            by=self._user(scripted.by),
            note=self.calendar.words(scripted.note),
            meeting=self.meetings[scripted.meeting] if scripted.meeting else None,
            at=at,
            sandboxed=False,
        )
        if agreed := scripted.agreed:
            by, words = self._user(agreed.by), self.calendar.words(agreed.text)
            self._on(agreed.on, AFTERNOON, lambda at: sign_offs.sign_off_version(version, by=by, words=words, at=at))

    def _cover(self, plan: models.Plan, scripted: script.ScriptedReport, at: datetime.datetime) -> None:
        by = self._user(scripted.by)
        report = reports.begin_report(
            plan,
            by=by,
            meeting=self.meetings[scripted.meeting],
            version=plan.versions.order_by("-number").first(),
            at=at,
        )
        for kind, key, text in scripted.edits:
            part = report.parts.get(kind=kind, key=key)
            part.text = self.calendar.words(text)
            part.save_by(by, at=at + datetime.timedelta(minutes=20))
        report.finished = scripted.finished
        report.save_by(by, at=at + datetime.timedelta(minutes=25))

    # events of an action ---------------------------------------------------------------------------------------------

    def _event(self, action: models.Action, event: script.Event, at: datetime.datetime) -> None:
        words, action = self.calendar.words, models.Action.objects.get(pk=action.pk)
        if isinstance(event, script.Note):
            self._note(action, event, at)
        elif isinstance(event, script.Clashed):
            self._clash(action, event, at)
        elif isinstance(event, script.Move):
            reason = words(event.reason)
            self._change(action, {"deadline_text": words(event.to)}, event.by, at, move_reason=reason)
        elif isinstance(event, script.Reword):
            self._change(action, {event.cell: words(event.text)}, event.by, at, reason=event.reason)
        elif isinstance(event, script.NewLeads):
            self._change(action, {"lead_text": "; ".join(event.leads)}, event.by, at, reason=event.reason)
        elif isinstance(event, script.Rated):
            self._change(action, {"rating": event.rating}, event.by, at, reason=event.reason)
        elif isinstance(event, script.ScriptedEnd):
            by, on = self._user(event.by), self.calendar.date(event.on)
            actions.end_action(action, event.status, by=by, reason=event.reason, agreed_by=event.agreed, on=on, at=at)
        elif isinstance(event, script.Proposed):
            self._propose(action, event, at)
        elif isinstance(event, script.Challenged):
            self._challenge(action.plan, action, event, at)
        elif isinstance(event, script.SignedOff):
            sign_offs.sign_off_action(action, by=self._user(event.by), words=words(event.text), at=at)
        elif isinstance(event, script.Reopened):
            actions.reopen_action(action, by=self._user(event.by), reason=words(event.reason), at=at)
        else:
            structure.remove_action(action, by=self._user(event.by), reason=words(event.reason), at=at)

    def _change(
        self, action: models.Action, cells: dict[str, str], by: str, at: datetime.datetime, **reasons: str
    ) -> None:
        actions.change_action(action, cells, by=self._user(by), at=at, **reasons)

    def _clash(self, action: models.Action, event: script.Clashed, at: datetime.datetime) -> None:
        seen = actions.stamp(action)
        later = at + datetime.timedelta(minutes=2)
        self._change(action, {event.cell: event.first}, event.first_by, at)
        actions.change_action(action, {event.cell: event.second}, by=self._user(event.second_by), base=seen, at=later)

    def _note(self, action: models.Action, note: script.Note, at: datetime.datetime) -> None:
        day = self.calendar.date(note.on)
        happened = {"day": day.isoformat(), "month": day.isoformat()[:7]}[note.precision]
        text = self.calendar.words(note.text)
        files = [file_of(note.file, text)] if note.file else []
        notes.add_note(
            action,
            by=self._user(note.by),
            text=text,
            happened=happened,
            precision=note.precision,
            as_written=script.written(day, note.form),
            files=files,
            internal=note.internal,
            at=at,
        )

    # proposals and challenges ----------------------------------------------------------------------------------------

    def _propose(self, action: models.Action, event: script.Proposed, at: datetime.datetime) -> None:
        words, declined = self.calendar.words, event.declined
        proposal = proposals.propose(
            action,
            models.Proposal.Kind.COMPLETE if event.to is None else models.Proposal.Kind.DATE,
            by=self._user(event.by),
            why=words(event.why),
            date=None if event.to is None else self.calendar.date(event.to),
            at=at,
        )
        if declined:
            by, text = self._user(declined.by), words(declined.text)
            self._on(declined.on, AFTERNOON, lambda at: proposals.decline(proposal, by=by, answer=text, at=at))

    def _challenge(
        self, plan: models.Plan, action: models.Action | None, event: script.Challenged, at: datetime.datetime
    ) -> None:
        words = self.calendar.words
        challenge = challenges.ask(
            plan,
            by=self._user(event.by),
            text=words(event.text),
            action=action,
            meeting=self.meetings[event.meeting] if event.meeting else None,
            at=at,
        )
        if answered := event.answered:
            by, text = self._user(answered.by), words(answered.text)
            self._on(answered.on, AFTERNOON, lambda at: challenges.answer(challenge, by=by, text=text, at=at))
        if closed := event.closed:
            said_by, outcome = self._user(closed.by), words(closed.text)
            self._on(closed.on, AFTERNOON, lambda at: challenges.close(challenge, by=said_by, outcome=outcome, at=at))

    # audits ----------------------------------------------------------------------------------------------------------

    def _audits(self, begun: script.Day) -> None:
        """Create the audits as they were planned, and schedule their reports and recommendations."""
        plan = self._begin(self.script.audits_plan) if self.script.audits_plan else None
        at = self._moment(begun, MORNING, 30)
        for scripted in self.script.audits:
            month = self.calendar.month(scripted.month)
            audit = Audit(
                board=self.board,
                kind=scripted.kind,
                theme=scripted.theme,
                year=month.year,
                month=month.month,
                lead=scripted.lead,
                reports_to=self.groups[scripted.reports_to],
                state=scripted.state if scripted.reported is None else Audit.State.PLANNED,
                summary=scripted.summary if scripted.reported is None else "",
            )
            save_audit(audit, [self.agencies[key] for key in scripted.agencies], by=self._user(""), at=at)
            if scripted.reported is not None:
                self._on(
                    scripted.reported,
                    MORNING,
                    lambda at, audit=audit, scripted=scripted: self._report(audit, scripted, at),
                )
            if plan and scripted.recommendations:
                self._findings(audit, scripted, plan)

    def _report(self, audit: Audit, scripted: script.ScriptedAudit, at: datetime.datetime) -> None:
        audit.state, audit.summary = scripted.state, scripted.summary
        audit.save_by(self._user(""), at=at, reason="Reported")

    def _findings(self, audit: Audit, scripted: script.ScriptedAudit, plan: models.Plan) -> None:
        at = self._moment(scripted.reported, MORNING)
        section = plan.sections.filter(title="").first()
        if section:
            section.kind, section.title = "Audit", scripted.theme
            section.save_by(self._user(""), at=at)
        else:
            section = structure.add_section(plan, by=self._user(""), at=at, kind="Audit", title=scripted.theme)
        for recommendation in scripted.recommendations:
            finding = follow(
                audit,
                section,
                by=self._user(""),
                at=at,
                number=recommendation.number,
                short=recommendation.short,
                text=recommendation.text,
            )
            self._actions(finding.recommendation, recommendation, scripted.reported)
