"""Reading one action of a published version by a JSON query, so that the rest of its document is not loaded."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import F, Func, TextField, Value

from actionplans.document import tree
from actionplans.models import Plan, Version


class FrozenAction(Func):
    """SQL: the action of an id in a plan document (canonical JSON), as the JSON ``{"action": {…}, "internal": bool}``;
    ``internal`` is that of its recommendation. NULL where the document has no action of that id."""

    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, tuple[Any, ...]]:
        return self._fill(
            compiler,
            "(SELECT json_object('action', json(a.value), 'internal', json_extract(r.value, '$.internal'))"
            " FROM json_each({document}, '$.sections') s, json_each(s.value, '$.recommendations') r,"
            " json_each(r.value, '$.actions') a WHERE json_extract(a.value, '$.id') = {id} LIMIT 1)",
        )

    def as_postgresql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, tuple[Any, ...]]:
        return self._fill(
            compiler,
            "(SELECT jsonb_build_object('action', a.value, 'internal', r.value -> 'internal')::text"
            " FROM jsonb_array_elements({document}::jsonb -> 'sections') s,"
            " jsonb_array_elements(s.value -> 'recommendations') r, jsonb_array_elements(r.value -> 'actions') a"
            " WHERE a.value ->> 'id' = {id} LIMIT 1)",
        )

    def _fill(self, compiler: Any, template: str) -> tuple[str, tuple[Any, ...]]:
        document, uid = (compiler.compile(expression) for expression in self.get_source_expressions())
        return template.format(document=document[0], id=uid[0]), (*document[1], *uid[1])


def frozen_action(plan: Plan, uid: str) -> tree.PlanDocument | None:
    """A document with only this action of the plan's last version, under a recommendation without text. The document is empty
    where the version does not hold the action; None where there is no version. One query, which loads this action only."""
    part = FrozenAction(F("document_text"), Value(uid))
    found = Version.objects.filter(plan=plan).order_by("-number").values_list(part, flat=True)[:1]
    for text in found:
        held = json.loads(text) if text else None
        if held is None:
            return tree.PlanDocument()
        return one_action(tree.ActionNode.from_json(held["action"]), internal=bool(held["internal"]))
    return None


def one_action(action: tree.ActionNode, *, internal: bool) -> tree.PlanDocument:
    """A document of one action; ``internal`` is whether its recommendation is internal."""
    recommendation = tree.RecommendationNode(actions=(action,), internal=internal)
    return tree.PlanDocument(sections=(tree.SectionNode(recommendations=(recommendation,)),))
