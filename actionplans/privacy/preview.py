"""What erasing a person's details would replace (``preview_erasure``), and what prevents it (``obstacles``). Reads only.

Names and initials are found as for the public edition (``document.names``). What can only mean this person would be replaced.
The rest are **doubts**: initials that another person has too, a surname that two people have, a name that is a common word.

Published versions cannot be changed, and are listed. So are the files whose name, or whose text as it was read, holds the name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from actionplans.models import Action, Evidence, Import, Version
from actionplans.privacy.mentions import Finder, Hit
from boards.models import Erasure, Invitation, Membership, Person, User
from boards.privacy import erasure as erasure_privacy
from boards.privacy.erasure import Where

_EXCERPT = 70
#: Up to so many places of a doubt are offered one by one; beyond that the choice is all or none.
SHOWN = 100

#: What the tables of the database are called in the list of places.
KINDS = {
    "person": "The list of people",
    "invitation": "Invitations",
    "trailentry": "The activity log",
    "action": "Rows of plans",
    "progressentry": "Notes",
    "evidence": "Names of files",
    "lead": "Leads",
    "plan": "Plans and their settings",
    "section": "Sections of plans",
    "recommendation": "Recommendations",
    "deadline": "Dates",
    "deadlinemove": "Reasons for moved dates",
    "clash": "Two texts to choose from",
    "import": "Imported files, as they were read",
    "report": "Covering reports",
    "reportpart": "Covering reports",
    "proposal": "Proposals",
    "challenge": "Challenges and their answers",
    "signoff": "Sign-offs",
    "audit": "Audits",
    "belonginganswer": "Yearly access reviews",
    "board": "The board’s own settings",
}


@dataclass(frozen=True)
class DoubtfulPlace:
    """One place where a person must decide whether the words mean them. ``label`` says in words where it is."""

    where: Where
    excerpt: str
    label: str = ""


@dataclass
class Doubt:
    """Words that may mean another person. ``others`` are the names of those; ``why`` is the reason where there are none."""

    words: str
    others: tuple[str, ...]
    why: str = ""
    places: dict[str, DoubtfulPlace] = field(default_factory=dict)
    count: int = 0


@dataclass(frozen=True)
class NamingVersion:
    """A published version that holds the name; ``sure`` is False where it holds only words that may mean another person."""

    plan: str
    plan_key: int
    address: str
    number: int
    sure: bool


@dataclass(frozen=True)
class NamedFile:
    """A file that holds the person's name, in its own name or its text. ``kind`` is ``evidence`` or ``import``."""

    kind: str
    uid: str
    name: str
    plan: str = ""


@dataclass
class ErasurePreview:
    """What an erasure would replace. ``found`` counts places by the words that are there, ``kinds`` by kind of row, as
    [now, in earlier wordings]; ``doubts`` are by their words."""

    found: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, list[int]] = field(default_factory=dict)
    doubts: dict[str, Doubt] = field(default_factory=dict)
    versions: list[NamingVersion] = field(default_factory=list)
    files: list[NamedFile] = field(default_factory=list)

    @property
    def places(self) -> int:
        """The number of places that would be replaced."""
        return sum(now + earlier for now, earlier in self.kinds.values())

    @property
    def evidence(self) -> list[NamedFile]:
        return [file for file in self.files if file.kind == "evidence"]

    @property
    def imports(self) -> list[NamedFile]:
        return [file for file in self.files if file.kind == "import"]

    def count(self, where: Where) -> None:
        self.kinds.setdefault(KINDS.get(where.kind, str(where.model._meta.verbose_name_plural).capitalize()), [0, 0])[
            where.earlier
        ] += 1


def preview_erasure(finder: Finder) -> ErasurePreview:
    """Everything that would be replaced, what is doubtful, and what would still hold the name."""
    made = ErasurePreview()
    for row in erasure_privacy.walk(finder.board, closing_accounts(finder)):
        for name, value in row.texts.items():
            where = row.where[name]
            sure = False
            for text in erasure_privacy.texts_in(value, document=name in erasure_privacy.DOCUMENTS):
                for hit in finder.hits(text, where):
                    if hit.sure:
                        made.found[hit.said] = made.found.get(hit.said, 0) + 1
                        sure = True
                    else:
                        _doubt(made, text, hit, where)
            if sure:
                made.count(where)
    for user in finder.users:
        if not erasure_privacy.needed_elsewhere(user, finder.board):
            made.kinds.setdefault("The account", [0, 0])[0] += 2  # its name and its address
    _name_places(made)
    made.versions = list(versions_naming(finder))
    made.files = list(files_naming(finder))
    return made


def closing_accounts(finder: Finder) -> list[User]:
    """The accounts that are closed with the erasure."""
    return [user for user in finder.users if not erasure_privacy.needed_elsewhere(user, finder.board)]


def _doubt(made: ErasurePreview, text: str, hit: Hit, where: Where) -> None:
    doubt = made.doubts.setdefault(hit.said, Doubt(hit.said, hit.others, hit.why))
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


def _name_places(made: ErasurePreview) -> None:
    """Label each doubtful place with the row of a plan that it is in; one query."""
    places = [(doubt, mark) for doubt in made.doubts.values() for mark in doubt.places]
    keys = {key for doubt, mark in places if (key := _row_of(doubt.places[mark].where)) is not None}
    refs = dict(Action.objects.filter(pk__in=keys).values_list("pk", "ref")) if keys else {}
    for doubt, mark in places:
        where = doubt.places[mark].where
        words = [
            refs.get(_row_of(where) or 0, ""),
            "" if where.model is Action else str(where.model._meta.verbose_name),
        ]
        words.append("in an earlier wording" if where.earlier else "")
        label = ", ".join(filter(None, words))
        doubt.places[mark] = replace(doubt.places[mark], label=label[:1].upper() + label[1:])


def _row_of(where: Where) -> int | None:
    return where.key if where.model is Action else where.action


def versions_naming(finder: Finder) -> Iterator[NamingVersion]:
    """The published versions that hold the name, read one at a time."""
    found = Version.objects.filter(plan__board=finder.board).order_by("plan__order", "plan_id", "number")
    keys = list(found.values_list("pk", "plan__title", "plan_id", "plan__slug", "number"))
    for pk, title, plan, slug, number in keys:
        note, by, text = Version.objects.values_list("note", "by", "document_text").get(pk=pk)
        sure = _holds(finder, [note, by, *erasure_privacy.texts_in(json.loads(text))])
        if sure is not None:
            yield NamingVersion(title, plan, slug, number, sure)


def _holds(finder: Finder, texts: Iterable[str]) -> bool | None:
    """Whether these texts hold the name for sure (True) or perhaps (False), or not at all (None)."""
    perhaps = None
    for text in texts:
        for hit in finder.hits(text):
            if hit.sure:
                return True
            perhaps = False
    return perhaps


def files_naming(finder: Finder) -> Iterator[NamedFile]:
    """Files of evidence that are named after the person, and imported files that hold their name."""
    evidence = Evidence.objects.filter(entry__action__plan__board=finder.board).order_by("pk")
    for uid, name, title in evidence.values_list("uid", "name", "entry__action__plan__title").iterator():
        if any(finder.hits(name, Where(Evidence, 0, "name"))):
            yield NamedFile("evidence", uid, name, title)
    brought = Import.objects.filter(board=finder.board).exclude(file="").order_by("pk")
    for pk in list(brought.values_list("pk", flat=True)):
        upload = Import.objects.select_related("plan").get(pk=pk)
        texts = [
            upload.name,
            *erasure_privacy.texts_in(upload.document_text, document=True),
            *erasure_privacy.texts_in(upload.sources),
        ]
        if _holds(finder, texts) is not None:
            yield NamedFile("import", upload.uid, upload.name, upload.plan.title if upload.plan else "")


@dataclass(frozen=True)
class Obstacles:
    """What must be ended before a person's details can be erased: access, invitations, leads. False where there is nothing."""

    access: list[Membership]
    invited: list[Invitation]
    leads: list[Action]
    erased: Erasure | None

    def __bool__(self) -> bool:
        return bool(self.access or self.invited or self.leads or self.erased)


def obstacles(person: Person) -> Obstacles:
    """Why the details of this person cannot be erased now."""
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
