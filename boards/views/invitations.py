"""Inviting people, one by one or from a pasted list, and the list of invitations."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from boards.access import Right
from boards.forms.errors import errors_by_field
from boards.forms.invitation_sheet import MOST, Defaults, InvitationSheet
from boards.forms.invitations import InviteForm, ListForm
from boards.forms.summary import SummaryLine, summary
from boards.models import Agency, Board, Invitation, Person
from boards.operations.invitations import HOLDS, Letter, invite, mail, revoke, send_again
from boards.operations.invited_people import expected_people
from boards.pages.pasted_people import read
from boards.web.form_page import form_page
from boards.web.gate import needs
from boards.web.requests import BoardRequest, SignedInRequest
from boards.web.site_address import absolute
from boards.web.transactions import writing

UNSENT = (
    "The mail to {names} could not be sent: the mail server did not take it. The invitation stands in this list, and can "
    "be sent again"
)


@needs(Right.EDIT_MEMBERS)
def invitation_list(request: BoardRequest, board: Board) -> HttpResponse:
    """All invitations: first those that can still be accepted or sent again, then the others with their outcome."""
    request.menu = "boards:person_list"
    now = timezone.now()
    found = list(
        Invitation.objects.visible_to(request.user)
        .filter(board=board)
        .select_related("agency", "accepted_by")
        .order_by("-sent_at", "name")
    )
    expected = expected_people(board)
    for invitation in found:
        invitation.now, invitation.expected = invitation.state(now), expected.get(invitation.pk)
    return render(
        request,
        "boards/invitations/list.html",
        {
            "waiting": [invitation for invitation in found if invitation.now in ("waiting", "unsent", "expired")],
            "past": [invitation for invitation in found if invitation.now in ("accepted", "revoked")],
            "days": HOLDS.days,
        },
    )


@needs(Right.EDIT_MEMBERS, own_transaction=True)
def invitation_add(request: BoardRequest, board: Board) -> HttpResponse:
    """Invite one person. ``?person=`` names one of the board's people, whose details are filled in."""
    request.menu = "boards:person_list"
    form = InviteForm(request.POST or None, board=board, initial=_initial_of_person(request, board))
    if request.method == "POST" and form.is_valid():
        letters = []
        with errors_by_field(form):
            letters = [_invite(request, board, form)]
        if letters:
            return _send_mails(request, board, letters)
    return form_page(request, "boards/invitations/add.html", form, days=HOLDS.days)


def _initial_of_person(request: BoardRequest, board: Board) -> dict:
    key = request.GET.get("person", "")
    person = Person.objects.filter(board=board, pk=key).first() if key.isdecimal() else None
    if person is None:
        return {}
    return {"person": person.pk, "name": person.name, "email": person.email, "agency": person.agency_id}


def _invite(request: BoardRequest, board: Board, form: InviteForm) -> Letter:
    data = form.cleaned_data
    with writing():
        agency, new = data["agency"], data["new_agency"]
        if new:
            agency = Agency.objects.filter(board=board, name__iexact=new).first() or Agency.objects.create_by(
                request.user, reason="Named in an invitation", board=board, name=new
            )
        return invite(
            board,
            by=request.user,
            email=data["email"],
            name=data["name"],
            role=data["role"],
            agency=agency,
            person=data["person"],
        )


@needs(Right.EDIT_MEMBERS, own_transaction=True)
def invitation_several(request: BoardRequest, board: Board) -> HttpResponse:
    """Invite several people: a list is pasted, shown as a table, corrected there, and submitted as a whole."""
    request.menu = "boards:person_list"
    if request.method == "POST" and "count" in request.POST:
        return _send_sheet(request, board)
    form = ListForm(request.POST or None, board=board)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        names = [name for agency in Agency.objects.filter(board=board) for name in (agency.name, agency.short_name)]
        lines = read(data["pasted"], filter(None, names))
        if not lines:
            form.add_error("pasted", "No person was found in it. Paste one person a line")
        elif len(lines) > MOST:
            form.add_error("pasted", f"It has {len(lines)} lines. Up to {MOST} people can be invited at once")
        else:
            return _show(request, InvitationSheet(board, lines=lines, defaults=Defaults(data["role"], data["agency"])))
    return form_page(request, "boards/invitations/several.html", form)


def _send_sheet(request: BoardRequest, board: Board) -> HttpResponse:
    sheet = InvitationSheet(board, data=request.POST)
    if not sheet.wanted:
        return _show(request, sheet, none_ticked=True)
    if not sheet.is_valid():
        return _show(request, sheet)
    try:
        letters = sheet.invite(by=request.user)
    except ValidationError as fault:
        sheet.wanted[0].add_error(None, fault)
        return _show(request, sheet)
    return _send_mails(request, board, letters)


def _show(request: SignedInRequest, sheet: InvitationSheet, *, none_ticked: bool = False) -> HttpResponse:
    faulty = [form for form in sheet.forms if form.is_bound and form.errors]
    bound = any(form.is_bound for form in sheet.forms)
    context = {
        "sheet": sheet,
        "form": next(iter(faulty), None),  # for the title
        "faults": _none_ticked() if none_ticked else summary(*faulty),
        "doubtful": sum(bool(form.doubts) for form in sheet.forms),
        "days": HOLDS.days,
    }
    return render(request, "boards/invitations/check.html", context, status=422 if bound else 200)


def _none_ticked() -> str:
    tick = SummaryLine("Tick those who are to be invited", "#id_line0-send")
    return render_to_string(
        "components/error_summary.html",
        {"title": "One thing to put right", "faults": [tick], "kept": "Your text is still here."},
    )


@needs(Right.EDIT_MEMBERS, own_transaction=True)
@require_POST
def invitation_again(request: BoardRequest, board: Board, pk: int) -> HttpResponse:
    """Send a new link; the old one ends."""
    invitation = _get(request, board, pk)
    return _send_mails(request, board, _attempt(request, lambda: [send_again(invitation, by=request.user)]))


@needs(Right.EDIT_MEMBERS)
@require_POST
def invitation_revoke(request: BoardRequest, board: Board, pk: int) -> HttpResponse:
    invitation = _get(request, board, pk)
    if _attempt(request, lambda: [revoke(invitation, by=request.user)]):
        messages.success(request, f"The invitation of {invitation.name} is revoked: its link opens nothing any more.")
    return redirect("boards:invitation_list", board.slug)


def _get(request: BoardRequest, board: Board, pk: int) -> Invitation:
    found = Invitation.objects.visible_to(request.user).select_related("board")
    return get_object_or_404(found, board=board, pk=pk)


def _attempt(request: SignedInRequest, operation: Callable[[], list]) -> list:
    """The result of an operation; empty, with a message to the user, where it is refused."""
    try:
        return operation()
    except ValidationError as fault:
        for sentence in fault.messages:
            messages.warning(request, sentence)
        return []


def _send_mails(request: BoardRequest, board: Board, letters: list[Letter]) -> HttpResponse:
    """Send the mails of committed invitations, and redirect to the list with messages that say which were sent."""
    address = address_by(request)
    unsent = mail(letters, by=request.user, address_of=address) if letters else []
    sent = [letter.invitation for letter in letters if letter.invitation not in unsent]
    if len(sent) == 1:
        until = timezone.localtime(sent[0].expires_at)
        messages.success(
            request,
            f"{sent[0].name} is invited, by mail to {sent[0].email}. The link opens until {until.day} {until:%B}.",
        )
    elif sent:
        messages.success(request, f"{len(sent)} invitations are sent.")
    if unsent:
        messages.warning(request, UNSENT.format(names=", ".join(invitation.name for invitation in unsent)) + ".")
    return redirect("boards:invitation_list", board.slug)


def address_by(request: SignedInRequest) -> Callable[[str], str]:
    """A function that gives the absolute address of the page that a token opens."""
    return lambda token: absolute(request, reverse("boards:join", args=[token]))
