"""Printing: the page on which an edition is chosen, the page that waits for it, and the print itself."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode

from csp.decorators import csp_exempt
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.cache import cache_control

from actionplans.document.anonymised import public_words, replaced_and_remaining
from actionplans.document.dates import day_words
from actionplans.document.parts import only_lead
from actionplans.document.wording import capital
from actionplans.files.storage import Missing, opened
from actionplans.forms.prints import LookOverForm, PrintForm, PrintOffer
from actionplans.models import Plan, Print, Version
from actionplans.pages.look_over import by_kind
from actionplans.persistence.load import read_document
from actionplans.printing import jobs
from actionplans.printing import orders as orders_printing
from actionplans.printing.about import About
from actionplans.printing.named_copies import copy_owner
from actionplans.publishing import publish
from actionplans.views.plan_page import readable
from actionplans.writing.editions.registry import EDITIONS
from actionplans.writing.order import Order, PaperOptions
from actionplans.writing.press.sheets import Printed
from boards.access import Right, may
from boards.models import Board
from boards.models.trail import Happening
from boards.sign_in.sessions import is_polling
from boards.trail.write import log_on_success
from boards.web.downloads import attachment
from boards.web.form_page import form_page
from boards.web.gate import needs
from boards.web.requests import BoardRequest
from boards.web.transactions import reading

#: Seconds that a request waits for a print before it redirects to the page that shows how far it is.
PATIENCE = 2
#: The reason in the trail.
LOOKED_OVER = "Read through what is replaced and what stays"


# choosing ---------------------------------------------------------------------------------------------------------------


@needs(Right.READ_VERSIONS, own_transaction=True)
def print_add(request: BoardRequest, board: Board, plan: Plan) -> HttpResponse:
    """Choose an edition, of a version or of the plan as it is now; the query string preselects. Users who may read
    only versions are offered no draft."""
    with reading():
        offer = _offer(request, plan)
        if request.method == "POST":
            form = PrintForm(request.POST, offer=offer)
        else:
            form = PrintForm(initial=_named(request), offer=offer)
        asked = _asked(request, plan, form) if form.is_valid() else None
    if asked and EDITIONS[asked[0].edition].is_public:
        return _public_edition(request, plan, form, *asked)
    if asked:
        log_on_success(request, Happening.PRINTED, capital(asked[1].title), plan=plan)
        return _on_the_way(plan, _begin(plan, form, *asked))
    return form_page(request, "actionplans/prints/choose.html", form, plan=plan)


def _public_edition(request: BoardRequest, plan: Plan, form: PrintForm, order: Order, about: About) -> HttpResponse:
    """Print the public edition once the user has read through what is replaced in it and what stays; before, the page with
    both."""
    look = LookOverForm(request.POST if "looking" in request.POST else None)
    if look.is_bound and look.is_valid():
        log_on_success(request, Happening.PRINTED, capital(about.title), plan=plan, reason=LOOKED_OVER)
        key = _begin(plan, form, order, about)
        jobs.look_over(key, by=request.user)
        return _on_the_way(plan, key)
    replaced, stays = replaced_and_remaining(order.document, order.known)
    context = {
        "plan": plan,
        "choices": [(n, v) for n, vs in request.POST.lists() if n in form.fields for v in vs],
        "replaced": replaced,
        "remaining": by_kind(stays),
        "print": jobs.job_status(jobs.key_of(order, about)),
        "about": about,
    }
    return form_page(request, "actionplans/prints/look_over.html", look, **context)


def _offer(request: BoardRequest, plan: Plan) -> PrintOffer:
    """What this user can have printed. Users who may read only versions find only plans that have one."""
    draft = may(request.user, Right.READ_PLAN, plan.board)
    versions = list(Version.objects.visible_to(request.user).filter(plan=plan).listed())
    newest = Version.objects.only("document_text").get(pk=versions[0].pk).document() if versions else None
    newest = readable(request, newest, plan.board) if newest else None
    document = readable(request, read_document(plan), plan.board) if draft else newest
    unchanged = draft and newest is not None and publish.state_of(document) == publish.state_of(newest)
    usual = orders_printing.default_since(plan, "changes", None if draft and not unchanged else versions[0].number)
    others = Plan.objects.visible_to(request.user).current().filter(board=plan.board).exclude(pk=plan.pk)
    return PrintOffer(
        plan=plan,
        document=document,
        versions=versions,
        others=list(others),
        draft=draft,
        unchanged=unchanged,
        usual=next((version for version in versions if version.number == usual), None),
    )


def _named(request: BoardRequest) -> dict[str, Any]:
    """Initial values of the form from the query string; fields with several values as lists."""
    several = ("also", "paper", "columns")
    return {name: values if name in several else values[-1] for name, values in request.GET.lists()}


def _asked(request: BoardRequest, plan: Plan, form: PrintForm) -> tuple[Order, About] | None:
    """The order and its description; None, with an error in the form, where the print would be empty."""
    chosen = form.cleaned_data
    order = orders_printing.order_for(
        plan,
        edition=chosen["edition"],
        version=form.number,
        since=form.older or "default",
        lead=form.whose,
        look=form.on_paper,
        only_changed=not form.whole,
        internal=form.with_internal,
        bind=form.with_files,
        also=form.further,
        reader=request.user,
    )
    documents = [found for each in (order, *order.also) for found in (each.document, each.since) if found]
    if order.lead and not any(only_lead(document, order.lead, or_none=True).sections for document in documents):
        form.add_error(
            "lead", f"{order.lead} leads no action in {_state(order)}. Choose another version, or everybody’s"
        )
        return None
    again = urlencode([(n, v) for n, vs in request.POST.lists() if n in form.fields for v in vs if v])
    return order, about_of(plan, order, internal=form.with_internal, again=again)


def about_of(plan: Plan, order: Order, *, internal: bool = False, again: str = "", part: bool = False) -> About:
    """The description of a print: title, file name, and the rights that a user needs to see it."""
    rights = [Right.READ_VERSIONS if _is_published(order) else Right.READ_PLAN]
    if internal:
        rights.append(Right.READ_INTERNAL)
    version = order.document.version
    state = f"version-{version.number}" if version else f"draft-{order.printed_on.isoformat()}"
    details = list(_details(order, internal=internal, part=part))
    words = [EDITIONS[order.edition].name, _state(order), *(said for said, _ in details)]
    stems = [
        plan.board.slug,
        _stem(plan, order),
        state,
        EDITIONS[order.edition].file_stem,
        *(stem for _, stem in details),
    ]
    return About(
        plan.board_id,
        plan.pk,
        tuple(right.name for right in rights),
        ", ".join(words),
        "-".join(filter(None, stems)),
        again,
    )


def _stem(plan: Plan, order: Order) -> str:
    """The plan in the name of a file: of a public edition made of its public title, since an address may name somebody."""
    if not EDITIONS[order.edition].is_public:
        return plan.slug
    return slugify(public_words(order.document.title, order.document, order.known))[:70] or "plan"


def _is_published(order: Order) -> bool:
    """Whether the print holds nothing but what published versions hold."""
    orders = (order, *order.also)
    return not order.files and all(each.document.version and not (each.challenges or each.removed) for each in orders)


def _details(order: Order, *, internal: bool, part: bool) -> Iterator[tuple[str, str]]:
    """The details that distinguish a print from others of its edition: (words, part of the file name)."""
    if order.since and order.since.version and EDITIONS[order.edition].older == "meeting":
        yield f"since version {order.since.version.number}", f"since-{order.since.version.number}"
    if order.lead:
        yield f"rows of {order.lead}", slugify(order.lead)[:40]
    if order.look.large:
        yield f"{order.look.large} point", f"{order.look.large}-point"
    if internal:
        yield "with what is internal", "internal"
    if part:
        yield "some rows", "part"


def _state(order: Order) -> str:
    """“version 8”, or “draft of 25 November 2026”."""
    version = order.document.version
    return f"version {version.number}" if version else f"draft of {day_words(order.printed_on)}"


def _begin(plan: Plan, form: PrintForm, order: Order, about: About) -> str:
    """Order the print, unless it is a version as published, whose print is stored with it."""
    as_published = order.edition == "clean" and form.number is not None and order.look == PaperOptions()
    if as_published and not order.lead and not form.with_internal:
        version = plan.versions.get(number=form.number)
        return jobs.put_by(order, about, Printed(bytes(version.pdf), version.pages))
    return jobs.begin(order, about)


def _on_the_way(plan: Plan, key: str) -> HttpResponse:
    """Redirect to the page of a print, after a short wait in which most are finished."""
    jobs.job_status(key, wait=PATIENCE)
    return redirect("actionplans:print_page", plan.board.slug, plan.slug, key)


def print_of(request: BoardRequest, plan: Plan, order: Order, about: About) -> HttpResponse:
    """Order the print and redirect to its page; for other pages that offer prints."""
    log_on_success(request, Happening.PRINTED, capital(about.title), plan=plan)
    return _on_the_way(plan, jobs.begin(order, about))


# waiting, and the print -------------------------------------------------------------------------------------------------


def _print(request: BoardRequest, plan: Plan, key: str) -> Print | None:
    """The print of that key, if it is one of this plan; 403 where the user has not the rights that it needs. None where
    a release has renamed one of these rights, so that they cannot be checked."""
    found = jobs.job_status(key)
    if found is None or (found.board_id, found.plan_id) != (plan.board_id, plan.pk):
        raise Http404("No such print")
    for right in found.needs or ():
        if not may(request.user, right, plan.board):
            raise PermissionDenied(f"Your role in this board does not let you {right.value}.")
    return found if found.needs is not None else None


def _choose_again(plan: Plan) -> HttpResponse:
    """Redirect to the page on which it can be ordered again."""
    return redirect("actionplans:print_add", plan.board.slug, plan.slug)


@needs(Right.READ_VERSIONS, own_transaction=True)
@cache_control(private=True, no_store=True)
def print_page(request: BoardRequest, board: Board, plan: Plan, key: str) -> HttpResponse:
    """The progress of a print, and the link to it once it is finished. POST tries a failed one again."""
    asked = _print(request, plan, key)
    if asked is None:
        return _choose_again(plan)
    if request.method == "POST":
        jobs.begin_again(key)
        log_on_success(request, Happening.PRINTED, capital(asked.title), plan=plan, reason="Tried again")
        return _on_the_way(plan, key)
    if asked.is_under_way:
        is_polling(request)
    context = {"plan": plan, "print": asked, "taken": copy_owner(request.user, board), "advice": _advice(asked)}
    return render(request, "actionplans/prints/page.html", context)


@dataclass(frozen=True)
class Advice:
    """What to do about a print that could not be made; ``again``: to try it again comes first."""

    words: str
    again: bool


def _advice(asked: Print) -> Advice | None:
    """What helps with a failed print; None where it has not failed."""
    if asked.state != "refused":
        return None
    if not asked.fault:
        return Advice("Nothing is lost. Try it again: it begins from the start.", again=True)
    edition = EDITIONS.get(parse_qs(asked.again).get("edition", [""])[0])
    if edition and edition.is_summary:
        words = (
            "It is one page, and takes no less with fewer rows or columns. Try it again in a few minutes. If it fails again, "
            "print the plan instead, and tell the people who look after this site."
        )
        return Advice(words, again=True)
    return Advice(
        "Print the rows of one lead or agency, or fewer columns: both take less. Or try it again.", again=False
    )


@needs(Right.READ_VERSIONS)
@csp_exempt()  # a PDF loads nothing of the site, and browsers show it with their own styles
@cache_control(private=True, no_store=True)
def print_file(request: BoardRequest, board: Board, plan: Plan, key: str) -> HttpResponse | FileResponse:
    """The print itself, shown in the browser, or with ``?download`` as a file. It is stored once for all users; where the role
    needs it, the user's name is added to their copy."""
    asked = _print(request, plan, key)
    if asked is None:
        return _choose_again(plan)
    if not asked.file:
        raise Http404("Not printed")
    try:
        content: Any = opened(asked.file, name=asked.title)
    except Missing as error:  # prints are kept for a while only, and can be printed again
        raise Http404("Swept up at this moment") from error
    taken = copy_owner(request.user, board)
    if taken.who:
        with content:
            content = io.BytesIO(taken.on_pages(content.read()))
    name = f"{taken.name(asked.name)}.pdf"
    log_on_success(request, Happening.DOWNLOADED, f"Print: {asked.title}", plan=plan)
    if "download" in request.GET:
        return attachment(content, name, "application/pdf")
    return FileResponse(content, filename=name, content_type="application/pdf")
