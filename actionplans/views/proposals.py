"""Proposals: making, withdrawing and answering one, and the list of those that wait."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from actionplans.document.wording import count
from actionplans.forms.proposals import AGREE, DECLINE, AnswerProposalForm, ProposeForm
from actionplans.models import Action, Plan, Proposal
from actionplans.operations import proposals
from actionplans.pages import pending
from boards.access import Right
from boards.forms.errors import errors_by_field
from boards.models import Board
from boards.web.form_page import form_page
from boards.web.gate import needs
from boards.web.not_saved import overtaken
from boards.web.requests import BoardRequest

#: The number of answered proposals in the list.
ANSWERED = 50


@needs(Right.PROPOSE)
def proposal_add(request: BoardRequest, board: Board, plan: Plan, action: Action) -> HttpResponse:
    """Make a proposal. ``?kind=date`` preselects its kind."""
    if not proposals.may_propose(request.user, action):
        raise PermissionDenied(
            f"Proposals for {action.ref} are made by the people who lead it. A business manager has no need to: they "
            "change the row."
        )
    waiting = Proposal.objects.visible_to(request.user).filter(action=action).open().with_names()
    kinds = pending.offer_of(waiting).kinds
    form = ProposeForm(request.POST or None, kinds=kinds, initial={"kind": request.GET.get("kind", "")})
    if request.method == "POST" and form.is_valid():
        with errors_by_field(form):
            proposals.propose(action, by=request.user, **form.cleaned_data)
            messages.success(
                request, "Your proposal is sent to the business manager. The plan stays as it is until they agree."
            )
            return redirect(action)
    context = {"plan": plan, "action": action, "waiting": waiting}
    return form_page(request, "actionplans/proposals/add.html", form, **context)


@needs(Right.PROPOSE)
def proposal_withdraw(request: BoardRequest, board: Board, plan: Plan, action: Action, uid: str) -> HttpResponse:
    """Withdraw the user's own proposal: a button on the pages that show it. A GET leads to the row."""
    proposal = _proposal(request, action, uid)
    if proposal.author_id != request.user.pk:
        raise PermissionDenied("A proposal is withdrawn by the person who made it.")
    if request.method != "POST":
        return redirect(action)
    try:
        proposals.withdraw(proposal, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "Your proposal is withdrawn.")
    return redirect(action)


@needs(Right.EDIT_PLAN)
def proposal_answer(request: BoardRequest, board: Board, plan: Plan, action: Action, uid: str) -> HttpResponse:
    """Agree or decline. Changes to the row since the proposal are shown above the choice; a form that was made before such a
    change is shown again instead of agreeing."""
    proposal = _proposal(request, action, uid)
    if not proposal.is_open:
        said = f"This proposal has its answer: {proposal.get_state_display().lower()}."
        return overtaken(request, said, action.get_absolute_url(), link=f"Open {action.ref}")
    ended = proposals.ended_meanwhile(proposal, action)
    so_already = proposal.is_true_of(action)
    form = _answer_form(request, proposal, action, ended=ended, so_already=so_already)
    if request.method == "POST" and form.is_valid():
        with errors_by_field(form):
            messages.success(request, _answer(request, proposal, form))
            left = Proposal.objects.visible_to(request.user).filter(**_of(board)).open().exists()
            return redirect("actionplans:proposal_list", board.slug) if left else redirect(action)
        form = _renewed(form, action)
    context = {
        "plan": plan,
        "action": action,
        "proposal": proposal,
        "ended": ended,
        "so_already": so_already,
        "changes": proposals.changes_since(proposal, action) if not ended else [],
    }
    return form_page(request, "actionplans/proposals/answer.html", form, **context)


def _answer_form(
    request: BoardRequest, proposal: Proposal, action: Action, *, ended: str, so_already: bool
) -> AnswerProposalForm:
    return AnswerProposalForm(
        request.POST or None,
        proposal=proposal,
        action=action,
        may_agree=not ended,
        so_already=so_already,
        initial={"verdict": _asked(request)} if not ended else None,
    )


def _asked(request: BoardRequest) -> str:
    """The answer that the link preselects, if any."""
    asked = request.GET.get("answer", "")
    return asked if asked in (AGREE, DECLINE) else ""


def _answer(request: BoardRequest, proposal: Proposal, form: AnswerProposalForm) -> str:
    data, ref = form.cleaned_data, proposal.action.ref
    if data["verdict"] == DECLINE:
        proposals.decline(proposal, by=request.user, answer=data["answer"])
        return f"{proposal.author.name} is shown that you do not agree. {ref} stays as it was."
    changed = proposals.agree(
        proposal,
        by=request.user,
        reason=data.get("reason") or "",
        deadline_text=data.get("deadline_text") or "",
        agreed_by=data.get("agreed_by") or "",
        on=data.get("on"),
        base=data.get("base") or 0,
    )
    if not changed:
        return f"{ref} said so already, and was not changed. {proposal.author.name} is shown that it is agreed."
    return f"{ref} is now due {data['deadline_text']}." if proposal.date else f"{ref} is complete."


def _renewed(form: AnswerProposalForm, action: Action) -> AnswerProposalForm:
    """Set the present state of the row in the form, keeping the typed values; returns the form."""
    form.data = form.data.copy()
    form.data[form.add_prefix("base")] = str(form.fields["base"].initial)
    return form


def _proposal(request: BoardRequest, action: Action, uid: str) -> Proposal:
    return get_object_or_404(Proposal.objects.visible_to(request.user).with_names().filter(action=action), uid=uid)


def _of(board: Board) -> dict[str, Any]:
    """Those to actions of plans that are not archived."""
    return {"action__plan__board": board, "action__plan__archived_at__isnull": True}


@needs(Right.EDIT_PLAN)
def proposal_list(request: BoardRequest, board: Board) -> HttpResponse:
    """What waits for the manager, the longest wait first, and what was answered."""
    request.menu = "actionplans:board_home"
    made = Proposal.objects.visible_to(request.user).filter(**_of(board)).with_names()
    waiting = list(made.open().order_by("made_at", "pk"))
    context = {
        "waiting": waiting,
        "heading": f"{count(len(waiting), 'proposal waits', 'proposals wait')} for you" if waiting else "Proposals",
        "answered": made.filter(state__in=(Proposal.State.AGREED, Proposal.State.DECLINED)).order_by(
            "-answered_at", "-pk"
        )[:ANSWERED],
        "today": timezone.localdate(),
    }
    return render(request, "actionplans/proposals/list.html", context)
