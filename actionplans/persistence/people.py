"""The people of a board as ``PersonNote``s of a plan document, by which names are found and replaced."""

from __future__ import annotations

from dataclasses import replace

from actionplans.document import tree
from actionplans.document.names import plain, without_titles
from boards.access import Right, gives
from boards.models import Board, Membership, Person


def people_of(board_id: int) -> tuple[tree.PersonNote, ...]:
    """The people of a board today, whichever day the plan is read for: its list of people, and the accounts that have or had
    access and go by another name. Two queries."""
    erased = {"erasures__finished_at__isnull": False}  # their name now is a post, which must not be searched for
    people = Person.objects.filter(board=board_id).exclude(**erased).select_related("agency").order_by("name", "pk")
    notes = [_person(person) for person in people]
    names = {plain(without_titles(note.name)) for note in notes}
    accounts = Membership.objects.filter(board=board_id).exclude(
        **{f"person__{key}": done for key, done in erased.items()}
    )
    for membership in accounts.select_related("user", "person__agency").order_by("user__name", "pk"):
        name = membership.user.name
        if plain(without_titles(name)) not in names:
            names.add(plain(without_titles(name)))
            notes.append(_account(membership))
    return tuple(notes)


def _person(person: Person) -> tree.PersonNote:
    return tree.PersonNote(
        initials=person.initials,
        name=person.name,
        role=person.job_title,
        agency=person.agency.name if person.agency else "",
        from_=person.from_date.isoformat() if person.from_date else None,
        to=person.to_date.isoformat() if person.to_date else None,
    )


def _account(membership: Membership) -> tree.PersonNote:
    """The note of an account whose name is not that of its person, or that has none: its job is its role in the board, and
    a manager's initials are those that sign versions (``publishing.publish.signature``)."""
    name = membership.user.name
    if membership.person:
        return replace(_person(membership.person), name=name, initials="")
    signs = gives(membership.role, Right.PUBLISH)
    return tree.PersonNote(
        initials="".join(word[0] for word in name.split()).upper() if signs else "",
        name=name,
        role=membership.get_role_display(),
        to=membership.ended_on.isoformat() if membership.ended_on else None,
    )


def known_people(board: Board) -> tuple[tree.PersonNote, ...]:
    """The people of a board with their earlier names too: for finding names, never for printing, since a person who changed
    theirs may not want the old one shown. Four queries."""
    notes = {(note.name, note.initials): note for note in people_of(board.pk)}
    standing = Person.objects.filter(board=board).exclude(erasures__finished_at__isnull=False)
    today = {person.pk: person for person in standing.select_related("agency")}
    earlier = Person.history.filter(board=board).order_by("name").values_list("id", "name", "initials").distinct()
    for pk, name, initials in earlier:
        if pk in today:
            notes.setdefault((name, initials), replace(_person(today[pk]), name=name, initials=initials))
    return tuple(notes.values())
