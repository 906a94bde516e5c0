"""How much of a plan a reading got right, against what a careful officer reads in it (``truth/NAME.json``).

Each measure is hits of all: the words of fields, the dates of deadlines, leads and notes of each action, where it stands, its
number, rating and ending, and the plan's title, versions and sections.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
TEXTS = ("action", "why", "risk", "target", "evidence", "progress")


@dataclass
class Measure:
    hits: float = 0
    all: int = 0

    @property
    def share(self) -> float:
        return self.hits / self.all if self.all else 1.0

    def add(self, hit: float, of: int = 1) -> None:
        self.hits += hit
        self.all += of

    def is_enough(self, least: float) -> bool:
        """At least this share, or one miss."""
        return self.share >= least or self.all - self.hits <= 1


def clean(text: object) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", str(text or "").lower()))


def same(a: object, b: object, least: float = 0.85) -> bool:
    first, second = clean(a), clean(b)
    return first == second or difflib.SequenceMatcher(None, first, second).ratio() >= least


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[a-z0-9']+", text.lower().replace("’", "'").replace("‘", "'")))


def measures(plan: Json, truth: Json) -> dict[str, Measure]:
    """All measures of a plan document (as JSON), by name."""
    found: dict[str, Measure] = {}

    def count(name: str, hit: float, of: int = 1) -> None:
        found.setdefault(name, Measure()).add(hit, of)

    _whole(plan, truth, count)
    roles = {c["printed"]: c["role"] for c in truth["columns"] + truth.get("column_variants", [])}
    [action_heading] = [c["printed"] for c in truth["columns"] if c["role"] == "action"][:1]
    titles = {g["id"]: g.get("title") for g in truth.get("groups") or [] if g.get("id")}
    people = {clean(person["initials"]): clean(person["name"]) for person in plan.get("people") or []}
    left = list(_actions(plan))
    given = len(left)
    for recommendation in truth["recommendations"]:
        for row in recommendation["rows"]:
            wanted = row["cells"][action_heading]
            hit = next((each for each in left if same(wanted, each[2].get("action"))), None)
            count("actions found", hit is not None)
            if hit is None:
                continue
            left.remove(hit)
            section, under, action = hit
            number = not recommendation["number"] or clean(recommendation["number"]) == clean(under.get("number"))
            count("under its recommendation", same(recommendation["text"], under.get("text"), 0.9) and number)
            if recommendation.get("group"):
                title = titles.get(recommendation["group"], recommendation["group"])
                count("in its section", same(title, section.get("title")))
            _row(row, action, roles, people, count)
    count("nothing that is no action", given - len(left), given)
    return found


def _actions(plan: Json) -> Iterator[tuple[Json, Json, Json]]:
    for section in plan.get("sections", []):
        for recommendation in section.get("recommendations", []):
            for action in recommendation.get("actions", []):
                yield section, recommendation, action


def _whole(plan: Json, truth: Json, count: Callable[..., None]) -> None:
    count("title", same(truth["title"], plan.get("title")))
    versions = [v for v in truth.get("versions") or [] if v.get("date")]
    given = plan.get("versions") or []
    for version in versions:
        at = next((v for v in given if str(v.get("date"))[: len(version["date"])] == version["date"]), None)
        count("versions", at is not None and (not version.get("label") or _number(version) == _number(at)))
    wanted = truth["recommendations"]
    read = [r for s in plan.get("sections", []) for r in s.get("recommendations", [])]
    for recommendation in wanted:
        at = next((r for r in read if same(recommendation["text"], r.get("text"), 0.9)), None)
        count("recommendations", at is not None)
        if at is not None:
            read.remove(at)
            count("actions of a recommendation", len(at.get("actions") or []) == len(recommendation["rows"]))
    count("nothing that is no recommendation", len(wanted), len(wanted) + len(read))


def _number(version: Json) -> str:
    """The label of a version: "1.6" beside "Version" in a form is "Version 1.6" too."""
    return clean(version["label"]).removeprefix("version ")


def _row(row: Json, action: Json, roles: dict[str, str], people: dict[str, str], count: Callable[..., None]) -> None:
    for role in TEXTS:
        wanted = words("\n".join(t for h, t in row["cells"].items() if roles.get(h) == role and isinstance(t, str)))
        count("words in their field", sum((wanted & words(_text(action, role))).values()), sum(wanted.values()))
    wanted_leads = {clean(lead["name"]) for lead in row["leads"]}
    given_leads = {clean(lead["name"]) for lead in action.get("leads") or []}
    count("leads", wanted_leads in (given_leads, {people.get(name, name) for name in given_leads}))
    wanted_dates = {d["date"] for d in row["deadline"]["dates"] if d.get("date")}
    given_dates = {str(d["date"]) for d in action.get("deadlines") or [] if d.get("date")}
    count("deadlines", {d[:7] for d in wanted_dates} == {d[:7] for d in given_dates})
    for note in row["progress"]:
        if note.get("date") and note["position"] == "leading":
            count("dated notes", any(_is_note(note, given) for given in action.get("progress") or []))
    count("open or ended", (row["status"] != "open") == (action.get("status") != "open"))
    if row.get("rating"):
        count("rating", clean(row["rating"]) in (clean(action.get("rating")), clean(action.get("rating"))[:1]))
    if row.get("ref"):
        printed = [action.get("ref"), *(action.get("extra") or {}).values()]
        count("printed number", clean(row["ref"]) in {clean(x) for x in printed if x})


def _text(action: Json, role: str) -> str:
    if role == "progress":
        return "\n".join(
            f"{note.get('as_written') or ''} {note.get('text') or ''}" for note in action.get("progress") or []
        )
    return str(action.get(role) or "")


def _is_note(note: Json, given: Json) -> bool:
    if str(given.get("date"))[: len(note["date"])] != note["date"]:
        return False
    wanted = words(note["body"])
    return sum((wanted & words(given.get("text") or "")).values()) >= 0.8 * sum(wanted.values())
