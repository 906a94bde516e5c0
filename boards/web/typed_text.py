"""What a user typed into a form, as its request carries it: each text with the label that it had on the page.

A page puts one signed hidden field into each of its forms (``boards.forms.facts``): for whom and where the form was rendered, and
how its text fields are called. So the texts of a request can be given back, or kept as drafts, also where the view that knows
the form is not reached any more. Passwords, codes and tokens are in no such field and are never given back.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from dataclasses import dataclass

from django.core import signing
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.urls import Resolver404, resolve

#: The hidden field with the facts of a form.
FACTS = "about_form"
SALT = "boards.web.typed_text"
#: Facts older than this are not believed: as long as a draft is kept.
LONGEST = datetime.timedelta(days=90)
#: Fields of forms without facts that hold no text of the user, or that must not be shown again.
NOT_WRITTEN = re.compile(
    rf"pass(word|key|code)|csrf|token|secret|credential|otp|^{FACTS}$|^code$|^base$|-base$|^state$|^number$|^next$|^seen_"
)
#: Packages whose forms ask for passwords, codes and addresses: nothing of theirs is given back.
SIGN_IN = ("allauth.",)


def digest(text: str) -> str:
    """A short digest of a text, the same for any kind of line ends and for white space around it."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return hashlib.sha256(plain.encode(errors="replace")).hexdigest()[:10]


@dataclass(frozen=True)
class TextInput:
    """A field for text: its name and label, the ``digest`` of what it held when the page was rendered, the names of its inputs
    (a date has three), and the name of the hidden field that says which state of a row it was rendered from, if any."""

    name: str
    label: str
    was: str
    inputs: tuple[str, ...]
    base: str = ""


@dataclass(frozen=True)
class FormFacts:
    """What a form says about itself: the user and board that it was rendered for (by key), the address that it is submitted
    to (empty where its text is not kept as a draft), the page that shows it, what it is called, where Cancel leads, and its
    fields for text."""

    user: int
    board: int | None
    place: str
    page: str
    title: str
    back: str
    inputs: tuple[TextInput, ...]

    def signed(self) -> str:
        inputs = [(i.name, i.label, i.was, i.inputs, i.base) for i in self.inputs]
        facts = [self.user, self.board, self.place, self.page, self.title, self.back, inputs]
        return signing.dumps(facts, salt=SALT, compress=True)


@dataclass(frozen=True)
class TypedText:
    """A text that the user typed, with the label of its field. ``base`` as in ``operations``: the state that was edited."""

    field: str
    label: str
    text: str
    base: str = ""

    @property
    def is_long(self) -> bool:
        return len(self.text) > 80 or "\n" in self.text


def facts_of(request: HttpRequest) -> FormFacts | None:
    """The facts that a submitted form carries; None where it has none, or none that this site signed."""
    signed = _post(request).get(FACTS, "")
    try:
        user, board, place, page, title, back, inputs = signing.loads(signed, salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        return None
    found = tuple(TextInput(name, label, was, tuple(names), base) for name, label, was, names, base in inputs)
    return FormFacts(user, board, place, page, title, back, found)


def typed_texts(request: HttpRequest) -> list[TypedText]:
    """The texts that the user typed into the form of this request; without those that the page had filled in itself."""
    if request.method != "POST" or _is_sign_in(request):
        return []
    facts = facts_of(request)
    if facts is None:
        return _without_facts(request)
    if request.user.is_authenticated and request.user.pk != facts.user:
        return []  # another user has signed in in this browser since: what is in the form is not theirs
    post = _post(request)
    found = []
    for field in facts.inputs:
        text = " ".join(filter(None, (post.get(name, "").strip() for name in field.inputs))).replace("\x00", "")
        if text and digest(text) != field.was:
            found.append(TypedText(field.name, field.label, text.replace("\r\n", "\n"), post.get(field.base, "")))
    return found


def _without_facts(request: HttpRequest) -> list[TypedText]:
    """All values but those that no user typed, each labelled by the name of its field."""
    return [
        TypedText(name, name.replace("_", " ").replace("-", " ").capitalize(), text.strip())
        for name, values in _post(request).lists()
        if not NOT_WRITTEN.search(name)
        for text in values
        if text.strip()
    ]


def _post(request: HttpRequest) -> QueryDict:
    """The submitted values; none where they cannot be read, for example because there are too many."""
    try:
        return request.POST
    except (SuspiciousOperation, UnreadablePostError):
        return QueryDict()


def _is_sign_in(request: HttpRequest) -> bool:
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return False
    return view.__module__.startswith(SIGN_IN)
