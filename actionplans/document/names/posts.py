"""Posts and ranks as they are compared: spelled out, however they are shortened."""

from __future__ import annotations

from .letters import plain

#: Words of posts that are written short. Those that mean something else as well ("DCS") are left as they are.
_SHORT = {
    "acc": "assistant chief constable",
    "asst": "assistant",
    "bus": "business",
    "cc": "chief constable",
    "ch": "chief",
    "coord": "coordinator",
    "dcc": "deputy chief constable",
    "dci": "detective chief inspector",
    "dep": "deputy",
    "det": "detective",
    "di": "detective inspector",
    "dir": "director",
    "ds": "detective sergeant",
    "dsu": "detective superintendent",
    "dsupt": "detective superintendent",
    "exec": "executive",
    "ind": "independent",
    "insp": "inspector",
    "mgr": "manager",
    "supt": "superintendent",
    "sgt": "sergeant",
}
_RANKS = {"assistant", "deputy", "chief", "detective", "constable", "superintendent", "inspector", "sergeant"}
_OWN_RANKS = {"constable", "superintendent", "inspector", "sergeant"}


def post_words(words: str) -> str:
    """The words of a post as they are compared: “Bus. Mgr” is “business manager”, “ACC Fenmarsh Police” “assistant chief
    constable fenmarsh police”."""
    return " ".join(_SHORT.get(word, word) for word in plain(words).split())


def has_force(words: str) -> bool:
    """Whether a post is a rank with more behind it, such as the force or the unit that it is of."""
    each = post_words(words).split()
    rank = [word for word in each if word in _RANKS]
    return each[: len(rank)] == rank and bool(_OWN_RANKS & set(rank)) and len(each) > len(rank)
