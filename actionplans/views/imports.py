"""Imports: waiting while a file is read, reviewing it, applying it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from actionplans.document.tree import PlanDocument
from actionplans.document.wording import count
from actionplans.files.storage import opened
from actionplans.forms.imports import EARLIER, NEW, AimForm, ColumnsForm, EarlierForm
from actionplans.forms.put_right import PutRightForm
from actionplans.importing import apply, changes, decide, receive, shapes
from actionplans.importing.alike import Alike, alike
from actionplans.importing.answers import InvalidAnswer
from actionplans.importing.macros import with_macros
from actionplans.importing.notices import NoticePlace
from actionplans.importing.notices_page import InvalidInput, answer_name
from actionplans.importing.reading_page import asks, mark_of_review, understood
from actionplans.importing.review_page import asked_in, review_context
from actionplans.models import Import, Plan
from actionplans.operations import notes
from actionplans.pages.leads import open_number
from actionplans.persistence.load import read_document
from actionplans.views import put_right
from actionplans.views.notes import say_column
from boards.access import Right
from boards.forms.errors import errors_by_field
from boards.models import Board
from boards.models.trail import Happening
from boards.protective_markings import highest
from boards.sign_in.sessions import is_polling
from boards.trail.write import log_on_success
from boards.web.downloads import OCTETS, attachment
from boards.web.gate import needs
from boards.web.not_saved import overtaken
from boards.web.requests import BoardRequest
from boards.web.typed_text import TextInput, digest

#: In the query of the page on which a user waits: once the file is read, it leads on as a short reading does.
WAITED = "waited"
#: The names of which the form of a review submits at least one: its buttons, and the target of the file.
KNOWN = {"keep", "notice", "piece", "answer", "columns", "into", put_right.PRESSED}
#: The names of the buttons of notices.
ANSWERS = ("notice", "piece", "answer")
ANOTHER_PAGE = "Nothing was saved: this page has changed since you opened it. Answer once more."
#: Said of a button that could do nothing, after what was typed on its page was saved.
LEADS_CHANGED = (
    "These leads have changed since you opened the page, so they stay as they are. Look, and press once more."
)
REST_SAVED = "What else you typed or chose on the page is saved."
ANOTHER_READING = "Nothing was saved: the file is read otherwise since you opened the page. Look what was read now."


def _plans(request: BoardRequest, board: Board) -> list[Plan]:
    return list(Plan.objects.visible_to(request.user).current().filter(board=board))


def _import(request: BoardRequest, board: Board, uid: str) -> Import:
    request.menu = "actionplans:plan_list"
    found = Import.objects.visible_to(request.user).select_related("plan__board", "board", "by", "kept__by")
    return get_object_or_404(found, board=board, uid=uid)


def _to(upload: Import, fragment: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("actionplans:import_page", args=[upload.board.slug, upload.uid]) + fragment)


def after_reading(upload: Import) -> HttpResponse:
    """The page that comes after the reading of a file: how it is to be read, where that is asked, else its review."""
    if asks(upload):
        return redirect("actionplans:import_reading", upload.board.slug, upload.uid)
    return _to(upload)


@needs(Right.EDIT_PLAN)
def import_list(request: BoardRequest, board: Board, plan: Plan) -> HttpResponse:
    """The imports of a plan."""
    upload = Import.objects.visible_to(request.user).taken_into(plan).listed()
    return render(request, "actionplans/imports/list.html", {"plan": plan, "imports": with_macros(upload)})


@needs(Right.EDIT_PLAN)
def import_file(request: BoardRequest, board: Board, uid: str) -> HttpResponse:
    """Download the file as it was uploaded, under its name; never shown inside the site."""
    upload = _import(request, board, uid)
    if not upload.file:
        raise Http404("The file is not kept")
    log_on_success(request, Happening.DOWNLOADED, f"Imported file, “{upload.name}”", plan=upload.plan)
    return attachment(opened(upload.file, name=upload.name, sha256=upload.sha256), upload.name, OCTETS)


# the page of one file ---------------------------------------------------------------------------------------------------


@needs(Right.EDIT_PLAN)
def import_page(request: BoardRequest, board: Board, uid: str) -> HttpResponse:
    """One file in any state: being read, under review, applied, set aside or refused."""
    upload = _import(request, board, uid)
    if request.method == "POST":  # the reading has ended, and its worker could not save that
        apply.settle_reading(upload, by=request.user)
        return after_reading(upload) if WAITED in request.GET else _to(upload)
    if upload.state == Import.State.READING:
        reading = receive.look(upload.uid)
        under_way = receive.is_to_come(reading, upload.uid, upload.at)
        if under_way:
            is_polling(request)
        context = {"upload": upload, "reading": reading, "under_way": under_way, "lost": receive.LOST, "waited": WAITED}
        return render(request, "actionplans/imports/reading.html", context)
    if upload.state == Import.State.REVIEW and WAITED in request.GET:
        return after_reading(upload)
    if upload.state == Import.State.REVIEW:
        return _review(request, upload)
    if upload.state == Import.State.NOTHING:
        return redirect("actionplans:import_reading", board.slug, uid)
    return render(request, "actionplans/imports/done.html", {"upload": with_macros([upload])[0]})


@dataclass(frozen=True)
class _Sent:
    """What was submitted and did not go through, to be shown again: answers, a form, or the keys of chosen changes."""

    answers: tuple[InvalidInput, ...] = ()
    target: AimForm | None = None
    columns: ColumnsForm | None = None
    fault: str = ""
    keys: frozenset[str] | None = None
    earlier: EarlierForm | None = None
    put_right: PutRightForm | None = None


def _review(request: BoardRequest, upload: Import, sent: _Sent = _Sent(), *, status: int = 200) -> HttpResponse:
    """The page of the review: what was read, uncertain readings first; for a copy, the differences from its plan."""
    document = decide.reviewed_document(upload)
    if upload.plan and upload.decided("earlier"):
        return _as_earlier(request, upload, document, sent, status)
    found = changes.compared(upload) if upload.plan else None
    request.marking = highest(((upload.plan or upload.board).marking, document.marking))
    twin = None if upload.plan else alike(upload, document)
    plans = _plans(request, upload.board)
    initial = {"into": upload.plan.slug if upload.plan else _into(upload, twin, plans), "title": document.title}
    context = review_context(upload, decide.review_of(upload), document, found, sent.answers) | {
        "upload": with_macros([upload])[0],
        "seen": mark_of_review(upload),
        "plan": upload.plan,
        "columns": sent.columns or ColumnsForm(document=upload.document, meanings=upload.decided("columns")),
        "target": sent.target or AimForm(plans=plans, initial=initial),
        "fault": sent.fault,
        "understood": understood(upload),
        "kept": shapes.of_import(upload, request.user),
        "offers_notes": decide.offers_notes(upload),
        "wants_notes": upload.decided("notes") != "no",
        "form": next((form for form in (sent.target, sent.put_right) if form is not None and form.errors), None),
        "keys": sent.keys,
        "alike": twin,
    }
    if upload.plan is None:
        context |= put_right.context_of(upload, context["left_out"], sent.put_right)
    context["question_inputs"] = _inputs(context["notices"].inputs)
    template = "compare" if upload.plan else "review"
    return render(request, f"actionplans/imports/{template}.html", context, status=status)


def _inputs(places: Iterable[NoticePlace]) -> list[TextInput]:
    """The texts that can be typed into notices, so that none is lost."""
    return [
        TextInput(place.name, place.question.change_label, digest(place.question.value), (place.name,))
        for place in places
    ]


def _into(upload: Import, twin: Alike | None, plans: list[Plan]) -> str:
    """What a file is imported as unless the user chooses: changes to the plan that has each of its texts, else a new plan."""
    if upload.decided("chosen") or twin is None or twin.plan not in plans or twin.common < twin.total:
        return NEW
    return twin.plan.slug


def _as_earlier(
    request: BoardRequest, upload: Import, document: PlanDocument, sent: _Sent, status: int
) -> HttpResponse:
    """The page of a file that is to be an earlier version of its plan."""
    request.marking = highest((upload.plan.marking, document.marking))
    line = upload.version_line
    precision = {10: "day", 7: "month", 4: "year"}.get(len(line.date or ""), "none")
    initial = {"label": line.label, "date": (line.date or "", precision), "note": line.note}
    into = {"into": EARLIER + upload.plan.slug, "title": document.title}
    context = {
        "upload": with_macros([upload])[0],
        "plan": upload.plan,
        "document": document,
        "holds": apply.contents_sentence(document),
        "fault": sent.fault,
        "target": sent.target or AimForm(plans=_plans(request, upload.board), initial=into),
        "form": sent.earlier or EarlierForm(initial=initial),
    }
    return render(request, "actionplans/imports/earlier.html", context, status=status)


# deciding ---------------------------------------------------------------------------------------------------------------


@needs(Right.EDIT_PLAN)
@require_POST
def import_settle(request: BoardRequest, board: Board, uid: str) -> HttpResponse:
    """Answer one question, or all of one kind. Like every button of the page it saves first what else was typed or chosen.
    A form of another page, such as one that was opened before a new release, is given back: it would save nothing."""
    upload = _import(request, board, uid)
    if not request.POST.keys() & KNOWN:
        return overtaken(request, ANOTHER_PAGE, _to(upload).url)
    try:
        refused = _save_choices(request, upload)
    except ValidationError as error:
        return overtaken(request, " ".join(error.messages), _to(upload).url)
    return refused or _press(request, upload)


def _press(request: BoardRequest, upload: Import) -> HttpResponse:
    """Do what the button says with which the page was sent. Where that cannot be done, what else was typed or chosen is saved."""
    try:
        if "keep" in request.POST:
            kept, _, reason = request.POST["keep"].partition(" ")
            decide.set_kept(upload, reason, kept == "yes", by=request.user)
            return _to(upload, "#left")
        if put_right.PRESSED in request.POST:
            return _to(upload, put_right.press(upload, request.POST[put_right.PRESSED], by=request.user))
        return _answer_pressed(request, upload) or _to(upload, _where_next(upload, request.POST))
    except put_right.LeadsChanged:
        messages.info(request, f"{LEADS_CHANGED} {REST_SAVED}")
        return _to(upload, "#put-right")
    except ValidationError as error:
        return overtaken(request, " ".join((*error.messages, REST_SAVED)), _to(upload).url)


def _where_next(upload: Import, pressed: QueryDict) -> str:
    """The part of the page that comes next: the notice that was answered, after the last answer the button that imports."""
    if "columns" in pressed:
        return "#columns"
    key, choice = _key_and_choice(next((pressed[name] for name in ANSWERS if name in pressed), ""))
    saved = Import.objects.get(pk=upload.pk)
    every = decide.notices_in(saved, decide.review_of(saved))
    if choice and not any(notice.is_open for notice in every):
        return "#import"
    here = (notice.id for notice in every if key == notice.key or any(key == place.key for place in notice.places))
    return f"#{next(here, 'import')}"


def _answer_pressed(request: BoardRequest, upload: Import) -> HttpResponse | None:
    """Save what a button stands for that answers a notice, one of its places, or keeps a piece that was left out. Returns the
    page with what is wrong, or None."""
    pressed = next((name for name in ANSWERS if name in request.POST), "")
    key, choice = _key_and_choice(request.POST.get(pressed, ""))
    if pressed == "notice":
        found = changes.compared(upload) if upload.plan else None
        asked = asked_in(decide.review_of(upload), found)
        decide.answer_notice(upload, key, choice, by=request.user, only={question.key for question in asked.open})
    elif pressed == "piece":
        decide.answer_piece(upload, key, choice, by=request.user)
    elif pressed and (wrong := _answer(request, upload, key, choice)):
        return _review(request, upload, _Sent(answers=(wrong,)), status=422)
    return None


def _key_and_choice(pressed: str) -> tuple[str, str]:
    """The question and the answer that a button stands for: “change 0.0.1.lead”; without an answer it is asked again."""
    choice, _, key = pressed.partition(" ")
    return key, choice


def _answer(request: BoardRequest, upload: Import, key: str, choice: str) -> InvalidInput | None:
    """Save one answer; returns what is wrong with it, if anything."""
    value = request.POST.get(answer_name(key), "").replace("\r\n", "\n")
    try:
        decide.answer_question(upload, key, choice, value, by=request.user)
    except InvalidAnswer as error:
        return InvalidInput(key, value, str(error))
    return None


def _save_choices(request: BoardRequest, upload: Import) -> HttpResponse | None:
    """Save everything that was typed or chosen on the page: changed readings, what the columns mean, what was put right, what the
    file is imported as. Returns the page with all that is wrong, or None; what is right is saved. Of a page that shows another
    reading of the file nothing is saved, and what was typed is given back."""
    if _is_of_another_reading(request.POST, decide.lock_import(upload)):
        return overtaken(request, ANOTHER_READING, _to(upload).url)
    answered = [_answer(request, upload, key, "change") for key in _changed_readings(request, upload)]
    sent = _Sent(answers=tuple(answer for answer in answered if answer))
    columns = ColumnsForm(request.POST, document=upload.document, meanings=upload.decided("columns"))
    if any(name in request.POST for name in columns.fields):
        if columns.is_valid():
            decide.set_columns(upload, columns.meanings(), by=request.user)
        else:
            sent = replace(sent, columns=columns)
    sent = replace(sent, put_right=put_right.keep(upload, request.POST, by=request.user))
    if "notes-asked" in request.POST:
        decide.set_notes(upload, "notes" in request.POST, by=request.user)
    if "into" in request.POST:
        target = AimForm(request.POST, plans=_plans(request, upload.board))
        if target.is_valid():
            title = target.cleaned_data["title"] or ""
            decide.set_target(upload, target.plan(), title, by=request.user, earlier=target.is_earlier)
        else:
            sent = replace(sent, target=target)
    return None if sent == _Sent() else _review(request, _import(request, upload.board, upload.uid), sent, status=422)


def _is_of_another_reading(sent: QueryDict, upload: Import) -> bool:
    """Whether a form was of a page that showed the file as it was read before. Titles and leads need the mark of it."""
    needed = "seen" in sent or put_right.ASKED in sent
    return needed and sent.get("seen") != mark_of_review(upload)


def _changed_readings(request: BoardRequest, upload: Import) -> list[str]:
    """The keys of the open questions for which the page holds another text than was read."""
    typed = [(q, request.POST.get(answer_name(q.key), "")) for q in decide.review_of(upload).open]
    return [q.key for q, text in typed if text.strip() and digest(text) != digest(q.value)]


def _target(upload: Import) -> tuple[int | None, bool]:
    """What a file is to be imported as: the plan that it belongs to, if any, and whether as an earlier version of it."""
    return upload.plan_id, bool(upload.decided("earlier"))


@needs(Right.EDIT_PLAN)
@require_POST
def import_take(request: BoardRequest, board: Board, uid: str) -> HttpResponse:
    """Apply the import as everything on the page says: as a new plan, or the ticked changes of a copy. Where the page was of
    another target than the one that was chosen, it is shown for that first. A new plan begins with the question who its leads
    are, where the board does not know all of them."""
    upload = _import(request, board, uid)
    keys = frozenset(request.POST.getlist("take"))
    seen = _target(upload)
    try:
        if refused := _save_choices(request, upload):
            return refused
        upload = _import(request, board, uid)
        if upload.state == Import.State.REVIEW and _target(upload) != seen:
            return _to(upload)
        if upload.plan and upload.decided("earlier"):
            return _apply_earlier(request, upload)
        if upload.plan and upload.state == Import.State.REVIEW:
            return _apply_changes(request, upload, keys)
        plan = apply.apply_as_plan(upload, by=request.user)
    except changes.NotAsSeen:
        fault = "The plan was changed while you were choosing. Nothing has been taken over. Look again and choose."
        return _review(request, upload, _Sent(fault=fault, keys=keys), status=409)
    except ValidationError as error:
        if upload.state != Import.State.REVIEW:
            return overtaken(request, " ".join(error.messages), _to(upload).url)
        return _review(request, upload, _Sent(fault=" ".join(error.messages), keys=keys), status=422)
    messages.success(request, f"The plan is imported: {apply.contents_sentence(read_document(plan))}")
    if open_number(board, request.user, plan):
        return redirect(f"{reverse('actionplans:lead_list', args=[board.slug])}?plan={plan.slug}")
    return redirect("actionplans:plan_page", board.slug, plan.slug)


def _apply_earlier(request: BoardRequest, upload: Import) -> HttpResponse:
    form = EarlierForm(request.POST)
    if form.is_valid():
        with errors_by_field(form):
            plan = apply.apply_as_earlier(upload, form.line, by=request.user)
            messages.success(
                request, f"“{upload.name}” is kept as {form.line.label}. What changed since is shown here."
            )
            address = reverse("actionplans:compare_page", args=[plan.board.slug, plan.slug])
            return HttpResponseRedirect(f"{address}?from={upload.uid}")
    return _review(request, upload, _Sent(earlier=form), status=422)


def _apply_changes(request: BoardRequest, upload: Import, keys: frozenset[str]) -> HttpResponse:
    shown = notes.shows_notes(upload.plan)
    offers = changes.apply_changes(upload, keys, by=request.user)
    said = f"{count(len(offers), 'change is', 'changes are')} taken over." if offers else "Nothing was taken over."
    messages.success(request, f"{said} The file is kept with the plan.")
    upload.plan.refresh_from_db()
    if not shown and notes.shows_notes(upload.plan):
        say_column(request, upload.plan)
    return redirect("actionplans:plan_page", upload.board.slug, upload.plan.slug)


@needs(Right.EDIT_PLAN)
@require_POST
def import_aside(request: BoardRequest, board: Board, uid: str) -> HttpResponse:
    upload = _import(request, board, uid)
    try:
        decide.set_aside(upload, by=request.user)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return _to(upload)
    messages.success(request, f"“{upload.name}” is set aside. Nothing was imported, and the file is not kept.")
    return redirect("actionplans:plan_list", board.slug)
