"""The chain of a plan's versions: whether each is as it was sealed, to the one before."""

from __future__ import annotations

from dataclasses import dataclass

from actionplans.models import Plan, Version


@dataclass(frozen=True)
class Break:
    """The first place at which a chain of versions does not hold."""

    version: Version
    what: str


def check_chain(plan: Plan) -> Break | None:
    """Re-compute the seals of a plan's versions. The first that does not hold, or None."""
    before = ""
    expected = None
    for version in plan.versions.order_by("number").iterator(chunk_size=5):
        if expected is not None and version.number != expected:
            return Break(version, f"version {expected} is missing before it")
        if version.before != before:
            return Break(version, "it is not sealed to the version before it")
        if version.compute_seal(before) != version.seal:
            return Break(version, "what it holds is not what was sealed")
        before, expected = version.seal, version.number + 1
    return None
