"""Erasing one person's details on their request (UK GDPR, article 17): a role replaces their name, initials and addresses.

``privacy.preview`` lists beforehand what would be replaced. ``erase`` does it in one transaction: words that can only mean this
person are replaced everywhere; doubtful ones only where the manager answered that they mean them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from actionplans.importing import jobs as importing_jobs
from actionplans.models import Evidence, Import, LeadName
from actionplans.models.lead import NAME
from actionplans.printing import jobs
from actionplans.privacy.mentions import Finder
from actionplans.privacy.preview import NamedFile, closing_accounts, files_naming, versions_naming
from actionplans.publishing import jobs as publishing_jobs
from boards.history import forget, forget_file, rewrite
from boards.models import Draft, Erasure, GroupMember, Invitation, Membership, Person, User
from boards.privacy import erasure as erasure_privacy
from boards.privacy.erasure import TextsOfRow, Where

#: The answer to each doubt, by its words: "leave", "all", or the marks of the places that mean the person.
DoubtAnswers = Mapping[str, str | Collection[str]]


@transaction.atomic
def erase(
    person: Person,
    *,
    by: User,
    words: str,
    reason: str,
    answers: DoubtAnswers | None = None,
    drop_files: bool = False,
) -> Erasure:
    """Put ``words`` in the place of the person's name and initials everywhere but in published versions, close their account
    unless another board needs it, and leave a record that names nobody. ``drop_files`` deletes the imported files that hold
    the name; what was read of them stays.

    The caller has checked that ``preview.obstacles`` finds none: that the person has no access, no invitation and leads no open
    action. Raises ValidationError where it was done a moment ago: the role would be searched for as if it were a name."""
    person.hold()
    if person.erasures.filter(finished_at__isnull=False).exists():
        raise ValidationError("These details are erased already.")
    # First, and before versions are listed: what is just being published is published before, or not at all.
    publishing_jobs.forget(person.board_id)
    finder = Finder(person, words)
    versions, files = list(versions_naming(finder)), list(files_naming(finder))
    erasure = Erasure(
        board=person.board, person=person, replaced_by=words, reason=reason, begun_at=timezone.now(), done_by=by
    )
    erasure.save_by(by)  # from here on the database lets history and trail be changed
    places = _reword(finder, answers or {})
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
    _reword_drafts(finder, answers or {})
    jobs.forget(person.board_id)
    importing_jobs.forget(person.board_id)
    return erasure


def _reword(finder: Finder, answers: DoubtAnswers) -> int:
    """Replace the name in every text; returns in how many places."""
    places = 0
    users = {user.pk for user in finder.users}

    def rewording(text: str, where: Where) -> str:
        out, reached = [], 0
        for hit in finder.hits(text, where):
            if hit.sure or _is_meant(answers, hit.said, where):
                out += [text[reached : hit.start], hit.words]
                reached = hit.end
        return "".join((*out, text[reached:])) if out else text

    for row in erasure_privacy.walk(finder.board, closing_accounts(finder)):
        values = erasure_privacy.reworded(row, rewording) | _identity(finder, row, users)
        if "key" in row.texts and next(iter(row.where.values())).model is LeadName and "name" in values:
            values["key"] = f"erased {next(iter(row.where.values())).key}"  # by the old name it shall not be found
        values = {name: value for name, value in values.items() if row.texts.get(name, "") != value}
        if values:
            erasure_privacy.put(row, values)
            places += len(values)
    return places


def _reword_drafts(finder: Finder, answers: DoubtAnswers) -> None:
    """Delete the person's own drafts of this board, and replace their name in those of others. The manager was not asked about
    doubtful words there, since only its author reads a draft: they are replaced where the answer to them is “all”."""
    forget(Draft.objects.filter(board=finder.board, user__in=finder.users))
    for draft in Draft.objects.filter(board=finder.board):
        values = {name: _reworded(finder, getattr(draft, name), answers) for name in ("title", "label", "text")}
        if finder.names_them(draft.place):  # a plan that was called after them has another address now
            values |= {"place": f"erased/{draft.pk}", "page": reverse("boards:draft_list")}
        if any(getattr(draft, name) != value for name, value in values.items()):
            rewrite(Draft, draft.pk, **values)


def _is_meant(answers: DoubtAnswers, said: str, where: Where) -> bool:
    answer = answers.get(said, "leave")
    return answer == "all" or (not isinstance(answer, str) and where.mark in answer)


def _identity(finder: Finder, row: TextsOfRow, users: set[int]) -> dict[str, str]:
    """The new values of a row that is about the person themselves, whatever name it holds; empty for any other row."""
    model, words = next(iter(row.where.values())).model, finder.words
    key = next(iter(row.where.values())).key
    if model is Person and key == finder.person.pk:
        return {"name": words[:120], "initials": "", "email": ""}
    if model is LeadName and next(iter(row.where.values())).person == finder.person.pk:
        return {"name": words[:NAME]}
    if model is Invitation:
        invitation = row.texts
        theirs = invitation.get("email", "").casefold() in finder.addresses
        if theirs or next(iter(row.where.values())).person == finder.person.pk:
            return {"name": words[:120], "email": erasure_privacy.no_address(key)}
    if "who" in row.texts and next(iter(row.where.values())).account in users:
        return {"who": words[:160]}
    return {}


def _close(finder: Finder, by: User) -> int:
    """Close the accounts that no other board needs; returns in how many places words were replaced."""
    places = 0
    for user in closing_accounts(finder):
        erasure_privacy.close_account(user, finder.words)
        places += 2
    memberships = list(Membership.objects.filter(board=finder.board, person=finder.person))
    invitations = list(Invitation.objects.filter(board=finder.board, person=finder.person))
    erasure_privacy.reword_admin_log(
        [finder.person, *closing_accounts(finder), *memberships, *invitations], finder.words
    )
    return places


def _leave(person: Person, by: User) -> None:
    """End the person's post and their places in groups."""
    person.refresh_from_db()
    today = timezone.localdate()
    if person.to_date is None and (person.from_date is None or person.from_date <= today):
        person.to_date = today
        person.save_by(by, reason="Details erased")
    for place in GroupMember.objects.current().filter(person=person):
        place.left = True
        place.save_by(by, reason="Details erased")


def _drop(files: Iterable[NamedFile]) -> None:
    """Delete imported files; their rows stay, with what was read."""
    storage = Import._meta.get_field("file").storage
    for file in files:
        if file.kind == "import":
            upload = Import.objects.get(uid=file.uid)
            forget_file(storage, upload.file.name)
            rewrite(Import, upload.pk, file="")


def _reworded(finder: Finder, text: str, answers: DoubtAnswers | None = None) -> str:
    out, reached = [], 0
    for hit in finder.hits(text):
        if hit.sure or (answers or {}).get(hit.said) == "all":
            out += [text[reached : hit.start], hit.words]
            reached = hit.end
    return "".join((*out, text[reached:]))


def _name_now(file: NamedFile) -> str:
    """The name of a file after the erasure."""
    model = Evidence if file.kind == "evidence" else Import
    return model.objects.values_list("name", flat=True).get(uid=file.uid)
