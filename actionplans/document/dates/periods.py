"""Find quarters, school terms and years that a deadline names, each as the month or year in which it ends."""

from __future__ import annotations

import re

from .find import MONTH_NAMES, YEAR4, FoundDate, month_number

_TWO_YEARS = r"(?P<from>(?:20)?\d\d)\s?[/–-]\s?(?P<to>(?:20)?\d\d)(?![\d/.–-])"
_FINANCIAL = r"(?:(?:the\s+)?(?:financial\s+year|fy)\s*)?"
_OF = r"(?:[\s,]*(?:of|in)\b)?[\s,]*(?:the\s+)?"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_QUARTER_NAME = (
    r"(?:q|qtr|quarter)[\s.]?\s?(?P<quarter>[1-4])\b|(?P<ordinal>first|second|third|fourth|last|final)\s+quarter\b"
)
_QUARTERS = (
    re.compile(
        rf"(?<!\w)(?:{_QUARTER_NAME}){_OF}\(?{_FINANCIAL}(?:{_TWO_YEARS}|(?P<year>{YEAR4})(?![/–-]\d))", re.IGNORECASE
    ),
    re.compile(
        rf"(?<![\w/.-])(?:{_FINANCIAL}{_TWO_YEARS}|(?P<year>{YEAR4}))[\s,:–-]*(?:{_QUARTER_NAME})", re.IGNORECASE
    ),
)
#: The months in which the terms of English schools end, and begin. The spring term ends before or at Easter, most often in
#: March. A season without "term" is read alike: in the plans of councils it mostly means the term, which is the earlier.
_TERM_ENDS = {"autumn": 12, "winter": 12, "spring": 3, "summer": 7}
_TERM_BEGINS = {"autumn": 9, "winter": 12, "spring": 1, "summer": 4}
_SEASON = r"(?:autumn|winter|spring|summer)"
_TERMS = re.compile(
    rf"\b(?:(?P<begin>start|beginning|first week)\s+of\s+(?:the\s+)?)?"
    rf"(?:{_SEASON}(?:\s+term)?(?:\s?[/–-]\s?|\s+(?:to|or|and)\s+))?(?P<season>{_SEASON})(?:\s+(?:school\s+)?terms?)?"
    rf"{_OF}(?:{_TWO_YEARS}|(?P<year>{YEAR4})(?![/–-]\d)|['’‘](?P<short>\d\d)\b)",
    re.IGNORECASE,
)
_FEASTS = re.compile(
    rf"\b(?P<feast>easter|christmas|summer holidays?|(?P<half>{MONTH_NAMES})\s+half[\s-]?term)(?:\s+(?:break|holidays?))?"
    rf"{_OF}(?P<year>{YEAR4})(?![/–-]\d)",
    re.IGNORECASE,
)
_YEARS = re.compile(
    rf"\b(?:the\s+)?(?P<kind>financial|fiscal|academic|school)\s+year(?:[\s-]end)?{_OF}(?:{_TWO_YEARS}|(?P<year>{YEAR4}))"
    rf"|\b(?:(?P<fy>fy)\s?|(?:end|close)\s+of\s+(?:the\s+)?|year[\s-]end\s+)(?P<from2>20\d\d)\s?[/–-]\s?(?P<to2>(?:20)?\d\d)(?![\d/.–-])",
    re.IGNORECASE,
)
_BARE_TWO_YEARS = re.compile(rf"\W*(?:by|in|during|within|throughout|for)?\s*{_TWO_YEARS}\W*", re.IGNORECASE)
_END_OF_YEAR = re.compile(
    rf"\b(?:end(?:\s+of)?|by|before|early|mid|late|during)[\s-]+(?:(?:the\s+)?(?:calendar\s+)?year\s+)?(?P<year>{YEAR4})(?!\s?[/–-]\s?\d|-)",
    re.IGNORECASE,
)


def find_periods(text: str) -> tuple[FoundDate, ...]:
    """The quarters, terms, feasts and years in a text, in order; none without a year, and none twice.

    Q1 of "2026/27" is April to June 2026: public bodies' financial years begin in April. A quarter of one year ("Q1 2027")
    is one of the calendar year: that is what is written, and three months earlier than the financial quarter of that
    number, so that nothing is late unseen. ``inferred`` is true of these alone.
    """
    found: list[FoundDate] = []
    for pattern, read in (
        *((pattern, _quarter) for pattern in _QUARTERS),
        (_TERMS, _term),
        (_FEASTS, _feast),
        (_YEARS, _year),
        (_END_OF_YEAR, _end_of_year),
    ):
        for match in pattern.finditer(text):
            hit = read(match)
            if hit and not any(hit.start < other.end and other.start < hit.end for other in found):
                found.append(hit)
    if not found and (bare := _BARE_TWO_YEARS.fullmatch(text)) and (years := _two_years(bare)):
        found.append(_month(bare, years[1], 3))
    return tuple(sorted(found, key=lambda hit: hit.start))


def _two_years(match: re.Match[str], first: str = "from", second: str = "to") -> tuple[int, int] | None:
    """The two years of "2026/27", if one follows the other."""
    begin, end = (int(match[name]) % 100 + 2000 for name in (first, second))
    return (begin, end) if end == begin + 1 else None


def _month(match: re.Match[str], year: int, month: int, *, inferred: bool = False) -> FoundDate:
    return FoundDate(
        f"{year:04}-{month:02}", "month", match.start(), match.end(), match[0], inferred=inferred, month=month
    )


def _quarter(match: re.Match[str]) -> FoundDate | None:
    number = int(match["quarter"] or _ORDINALS[match["ordinal"].lower()])
    if match["year"]:
        return _month(match, int(match["year"]), number * 3, inferred=True)
    if not (years := _two_years(match)):
        return None
    return _month(match, years[0] if number < 4 else years[1], number * 3 % 12 + 3)


def _term(match: re.Match[str]) -> FoundDate | None:
    season = match["season"].lower()
    month = (_TERM_BEGINS if match["begin"] else _TERM_ENDS)[season]
    if match["from"]:
        years = _two_years(match)
        return _month(match, years[season != "autumn"], 2 if season == "winter" else month) if years else None
    return _month(match, int(match["year"]) if match["year"] else 2000 + int(match["short"]), month)


def _feast(match: re.Match[str]) -> FoundDate:
    feast, year = match["feast"].lower(), int(match["year"])
    if match["half"]:
        return _month(match, year, month_number(match["half"]))
    return _month(match, year, {"easter": _easter_month(year), "christmas": 12}.get(feast, 8))


def _easter_month(year: int) -> int:
    """The month of Easter Sunday in the Gregorian calendar (the anonymous algorithm, Nature, 20 April 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    last = (32 + 2 * e + 2 * i - h - k) % 7
    return (h + last - 7 * ((a + 11 * h + 22 * last) // 451) + 114) // 31


def _year(match: re.Match[str]) -> FoundDate | None:
    month = 7 if (match["kind"] or "").lower() in ("academic", "school") else 3
    if match["year"]:
        return _month(match, int(match["year"]), month)
    years = _two_years(match) if match["kind"] else _two_years(match, "from2", "to2")
    return _month(match, years[1], month) if years else None


def _end_of_year(match: re.Match[str]) -> FoundDate:
    return FoundDate(match["year"], "year", match.start("year"), match.end("year"), match["year"])
