"""Erasing one person's details on their request (UK GDPR, article 17): a role stands where their name stood.

``look_for`` says beforehand what would become of it, ``erase`` does it in one transaction. Names and initials are found as for
the public edition (``document.names``). What is replaced at once is what can only mean this person. The rest are **doubts**:
initials that are somebody else's too, a surname that two people have, a name that is a common word. Each is left as it is
unless whoever erases says that it means this person: "leave", "all", or the marks of single places.

Published versions cannot be changed, and are listed. So are the files whose name, or whose reading, holds the name.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actionplans.importing import jobs as importing_jobs
from actionplans.models import Action, Evidence, Import, Version
from actionplans.printing import jobs
from actionplans.privacy.mentions import Finder, Hit
from actionplans.publishing import jobs as publishing_jobs
from boards.history import forget_file, rewrite
from boards.models import Erasure, GroupMember, Invitation, Membership, Person, User
from boards.privacy import erasure as erasure_privacy
from boards.privacy.erasure import TextsOfRow, Where

_EXCERPT = 70
#: So many places of a doubt are shown one by one; beyond that it is all or none.
SHOWN = 100

#: What the tables of the database are called in the list of places.
KINDS = {
    "person": "The list of people",
    "invitation": "Invitations",
    "trailentry": "The trail",
    "action": "Rows of plans",
    "progressentry": "Notes",
    "evidence": "Names of files",
    "lead": "Leads",
    "plan": "Plans and their settings",
    "section": "Sections of plans",
    "recommendation": "Recommendations",
    "deadline": "Dates",
    "deadlinemove": "Reasons for moved dates",
    "clash": "Texts that clashed",
    "import": "Files that were brought in, as they were read",
    "report": "Covering reports",
    "reportpart": "Covering reports",
    "proposal": "Proposals",
    "challenge": "Challenges and their answers",
    "signoff": "Signatures of the chair",
    "audit": "Audits",
    "belonginganswer": "Reviews of who belongs",
    "board": "The board’s own settings",
}

#: What is to become of a doubt: of its words, all places, none, or those with these marks.
Settled = Mapping[str, str | Collection[str]]


@dataclass(frozen=True)
class DoubtfulPlace:
    """One place of which nobody but a person can tell whom it means. ``label`` says in words where it stands."""

    where: Where
    excerpt: str
    label: str = ""


@dataclass
class Doubt:
    """Words that may mean somebody else. ``others`` are who else is called so; ``why`` says it where there is nobody."""

    words: str
    others: tuple[str, ...]
    why: str = ""
    places: dict[str, DoubtfulPlace] = field(default_factory=dict)
    count: int = 0


@dataclass(frozen=True)
class Frozen:
    """A published version that holds the name. ``sure`` is false where it is only initials or a word that may be theirs."""

    plan: str
    plan_key: int
    address: str
    number: int
    sure: bool


@dataclass(frozen=True)
class NamedFile:
    """A file whose name, or whose reading, holds the name. ``kind`` is ``evidence`` or ``import``."""

    kind: str
    uid: str
    name: str
    plan: str = ""


@dataclass
class Looked:
    """What was found of a person."""

    found: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, list[int]] = field(default_factory=dict)
    doubts: dict[str, Doubt] = field(default_factory=dict)
    versions: list[Frozen] = field(default_factory=list)
    files: list[NamedFile] = field(default_factory=list)

    @property
    def places(self) -> int:
        """In how many places the words would stand."""
        return sum(now + earlier for now, earlier in self.kinds.values())

    @property
    def evidence(self) -> list[NamedFile]:
        return [file for file in self.files if file.kind == "evidence"]

    @property
    def imports(self) -> list[NamedFile]:
        return [file for file in self.files if file.kind == "import"]

    def count(self, where: Where) -> None:
        self.kinds.setdefault(KINDS.get(where.kind, where.model._meta.verbose_name_plural.capitalize()), [0, 0])[
            where.earlier
        ] += 1


# before: what would become of it ----------------------------------------------------------------------------------------


def look_for(finder: Finder) -> Looked:
    """Everything that would be replaced, what is doubtful, and what would still hold the name. Nothing is changed."""
    looked = Looked()
    for row in erasure_privacy.walk(finder.board, _closing(finder)):
        for name, value in row.texts.items():
            where = row.where[name]
            sure = False
            for text in erasure_privacy.texts_in(value, document=name in erasure_privacy.DOCUMENTS):
                for hit in finder.hits(text, where):
                    if hit.sure:
                        looked.found[hit.said] = looked.found.get(hit.said, 0) + 1
                        sure = True
                    else:
                        _doubt(looked, text, hit, where)
            if sure:
                looked.count(where)
    for user in finder.users:
        if not erasure_privacy.needed_elsewhere(user, finder.board):
            looked.kinds.setdefault("The account", [0, 0])[0] += 2  # its name and its address
    _name_places(looked)
    looked.versions = list(_versions(finder))
    looked.files = list(_files(finder))
    return looked


def _closing(finder: Finder) -> list[User]:
    """The accounts that are closed with the erasure."""
    return [user for user in finder.users if not erasure_privacy.needed_elsewhere(user, finder.board)]


def _doubt(looked: Looked, text: str, hit: Hit, where: Where) -> None:
    doubt = looked.doubts.setdefault(hit.said, Doubt(hit.said, hit.others, hit.why))
    doubt.others = tuple(sorted({*doubt.others, *hit.others}))
    doubt.count += 1
    known = doubt.places.get(where.mark)
    if (known is None and len(doubt.places) < SHOWN) or (
        known is not None and known.where.earlier and not where.earlier
    ):
        before, after = text[max(0, hit.start - _EXCERPT) : hit.start], text[hit.end : hit.end + _EXCERPT]
        before = f"{'…' if hit.start > _EXCERPT else ''}{before}"
        after = f"{after}{'…' if len(text) > hit.end + _EXCERPT else ''}"
        doubt.places[where.mark] = DoubtfulPlace(where, " ".join(f"{before}{hit.said}{after}".replace("*", "").split()))


def _name_places(looked: Looked) -> None:
    """Say in which row of a plan each doubtful place stands; one query."""
    places = [(doubt, mark) for doubt in looked.doubts.values() for mark in doubt.places]
    keys = {_row_of(doubt.places[mark].where) for doubt, mark in places} - {None}
    refs = dict(Action.objects.filter(pk__in=keys).values_list("pk", "ref")) if keys else {}
    for doubt, mark in places:
        where = doubt.places[mark].where
        words = [refs.get(_row_of(where), ""), "" if where.model is Action else str(where.model._meta.verbose_name)]
        words.append("in an earlier wording" if where.earlier else "")
        label = ", ".join(filter(None, words))
        doubt.places[mark] = replace(doubt.places[mark], label=label[:1].upper() + label[1:])


def _row_of(where: Where) -> int | None:
    return where.key if where.model is Action else where.action


def _versions(finder: Finder) -> Iterator[Frozen]:
    """The published versions that hold the name, read one at a time."""
    found = Version.objects.filter(plan__board=finder.board).order_by("plan__order", "plan_id", "number")
    keys = list(found.values_list("pk", "plan__title", "plan_id", "plan__slug", "number"))
    for pk, title, plan, slug, number in keys:
        note, by, text = Version.objects.values_list("note", "by", "document_text").get(pk=pk)
        sure = _holds(finder, [note, by, *erasure_privacy.texts_in(json.loads(text))])
        if sure is not None:
            yield Frozen(title, plan, slug, number, sure)


def _holds(finder: Finder, texts: Iterable[str]) -> bool | None:
    """Whether these texts hold the name for sure (True) or perhaps (False), or not at all (None)."""
    perhaps = None
    for text in texts:
        for hit in finder.hits(text):
            if hit.sure:
                return True
            perhaps = False
    return perhaps


def _files(finder: Finder) -> Iterator[NamedFile]:
    """Files whose name holds the name, and those that were brought in and were read to hold it."""
    evidence = Evidence.objects.filter(entry__action__plan__board=finder.board).order_by("pk")
    for uid, name, title in evidence.values_list("uid", "name", "entry__action__plan__title").iterator():
        if any(finder.hits(name, Where(Evidence, 0, "name"))):
            yield NamedFile("evidence", uid, name, title)
    brought = Import.objects.filter(board=finder.board).exclude(file="").order_by("pk")
    for pk in list(brought.values_list("pk", flat=True)):
        taken = Import.objects.select_related("plan").get(pk=pk)
        texts = [
            taken.name,
            *erasure_privacy.texts_in(taken.document_text, document=True),
            *erasure_privacy.texts_in(taken.sources),
        ]
        if _holds(finder, texts) is not None:
            yield NamedFile("import", taken.uid, taken.name, taken.plan.title if taken.plan else "")


# doing it ---------------------------------------------------------------------------------------------------------------


@transaction.atomic
def erase(
    person: Person,
    *,
    by: User,
    words: str,
    reason: str,
    settled: Settled | None = None,
    drop_files: bool = False,
) -> Erasure:
    """Put ``words`` in the place of the person's name and initials everywhere but in published versions, close their account
    unless another board needs it, and leave a record that names nobody. ``drop_files`` takes away the files that were
    brought in and hold the name; what was read of them stays.

    Whoever still has access, is invited or leads an open action cannot be erased: ``obstacles`` is asked first. Raises
    ValidationError where it was done a moment ago: the role would be looked for as if it were a name."""
    person.hold()
    if person.erasures.filter(finished_at__isnull=False).exists():
        raise ValidationError("These details are erased already.")
    finder = Finder(person, words)
    versions, files = list(_versions(finder)), list(_files(finder))
    erasure = Erasure(
        board=person.board, person=person, replaced_by=words, reason=reason, begun_at=timezone.now(), done_by=by
    )
    erasure.save_by(by)  # from here on the database lets history and trail be changed
    places = _reword(finder, settled or {})
    places += _close(finder, by)
    if drop_files:
        _drop(files)
    erasure.refresh_from_db()
    erasure.finished_at = timezone.now()
    erasure.places = places
    erasure.versions = [
        {"plan": _reworded(finder, v.plan), "key": v.plan_key, "number": v.number, "sure": v.sure} for v in versions
    ]
    erasure.files = [
        {"kind": f.kind, "uid": f.uid, "name": _name_now(f), "gone": drop_files and f.kind == "import"} for f in files
    ]
    erasure.save_by(by)
    _leave(person, by)
    jobs.forget(person.board_id)
    publishing_jobs.forget(person.board_id)
    importing_jobs.forget(person.board_id)
    return erasure


def _reword(finder: Finder, settled: Settled) -> int:
    """Put the words into every text, and count the places."""
    places = 0
    users = {user.pk for user in finder.users}

    def rewording(text: str, where: Where) -> str:
        out, reached = [], 0
        for hit in finder.hits(text, where):
            if hit.sure or _is_settled(settled, hit.said, where):
                out += [text[reached : hit.start], hit.words]
                reached = hit.end
        return "".join((*out, text[reached:])) if out else text

    for row in erasure_privacy.walk(finder.board, _closing(finder)):
        values = erasure_privacy.reworded(row, rewording) | _identity(finder, row, users)
        values = {name: value for name, value in values.items() if row.texts.get(name, "") != value}
        if values:
            erasure_privacy.put(row, values)
            places += len(values)
    return places


def _is_settled(settled: Settled, said: str, where: Where) -> bool:
    answer = settled.get(said, "leave")
    return answer == "all" or (not isinstance(answer, str) and where.mark in answer)


def _identity(finder: Finder, row: TextsOfRow, users: set[int]) -> dict[str, str]:
    """What rows about the person themselves say of them, whatever they are called there."""
    model, words = next(iter(row.where.values())).model, finder.words
    key = next(iter(row.where.values())).key
    if model is Person and key == finder.person.pk:
        return {"name": words[:120], "initials": "", "email": ""}
    if model is Invitation:
        invitation = row.texts
        theirs = invitation.get("email", "").casefold() in finder.addresses
        if theirs or next(iter(row.where.values())).person == finder.person.pk:
            return {"name": words[:120], "email": erasure_privacy.no_address(key)}
    if "who" in row.texts and next(iter(row.where.values())).account in users:
        return {"who": words[:160]}
    return {}


def _close(finder: Finder, by: User) -> int:
    """Close the accounts that no other board needs; how many places that were."""
    places = 0
    for user in _closing(finder):
        erasure_privacy.close_account(user, finder.words)
        places += 2
    memberships = list(Membership.objects.filter(board=finder.board, person=finder.person))
    invitations = list(Invitation.objects.filter(board=finder.board, person=finder.person))
    erasure_privacy.reword_admin_log([finder.person, *_closing(finder), *memberships, *invitations], finder.words)
    return places


def _leave(person: Person, by: User) -> None:
    """Whoever is only a role now is in post no more, and sits in no group."""
    person.refresh_from_db()
    today = timezone.localdate()
    if person.to_date is None and (person.from_date is None or person.from_date <= today):
        person.to_date = today
        person.save_by(by, reason="Details erased")
    for place in GroupMember.objects.current().filter(person=person):
        place.left = True
        place.save_by(by, reason="Details erased")


def _drop(files: Iterable[NamedFile]) -> None:
    """Take away files that were brought in; the row stays, with what was read."""
    storage = Import._meta.get_field("file").storage
    for file in files:
        if file.kind == "import":
            taken = Import.objects.get(uid=file.uid)
            forget_file(storage, taken.file.name)
            rewrite(Import, taken.pk, file="")


def _reworded(finder: Finder, text: str) -> str:
    out, reached = [], 0
    for hit in finder.hits(text):
        if hit.sure:
            out += [text[reached : hit.start], hit.words]
            reached = hit.end
    return "".join((*out, text[reached:]))


def _name_now(file: NamedFile) -> str:
    """What a file is called since."""
    model = Evidence if file.kind == "evidence" else Import
    return model.objects.values_list("name", flat=True).get(uid=file.uid)


# whether it may be done -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Obstacles:
    """What must be done before a person's details can be erased."""

    access: list[Membership]
    invited: list[Invitation]
    leads: list[Action]
    erased: Erasure | None

    def __bool__(self) -> bool:
        return bool(self.access or self.invited or self.leads or self.erased)


def obstacles(person: Person) -> Obstacles:
    """Why the details of this person cannot be erased now; false where nothing stands in the way."""
    users = erasure_privacy.accounts_of(person)
    _, addresses = erasure_privacy.names_of(person, users)
    leads = (
        Action.objects.of(person.board)
        .standing()
        .open()
        .filter(leads__person=person, leads__left=False)
        .select_related("plan")
        .distinct()
    )
    return Obstacles(
        access=erasure_privacy.still_has_access(person),
        invited=erasure_privacy.still_invited(person, addresses),
        leads=list(leads),
        erased=person.erasures.filter(finished_at__isnull=False).first(),
    )
