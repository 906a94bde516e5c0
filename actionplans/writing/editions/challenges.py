"""The open challenges of a plan: what the chair has asked, for how long, and what was answered. A part of the meeting pack."""

from __future__ import annotations

from actionplans.document.wording import count, shorten
from actionplans.writing.order import ChallengeText, Order
from actionplans.writing.press.sheets import HtmlPiece, Paper, Sheets

from .words import blocks, line, plain_line, running, version_words

TITLE = "Open challenges"
_COLUMNS = (("no", "No."), ("of-row", "Ref"), ("asked", "What is asked"), ("answer", "Answer so far"))
#: A row of more characters than this may break across pages; and about how many fit in a line of one of the two columns.
WHOLE_CHARACTERS = 900
LINE = 75


def challenges_sheets(order: Order) -> tuple[Sheets, ...]:
    """``order.challenges`` as one table, the oldest first."""
    document = order.document
    title = shorten(plain_line(document.title), 90) or "Action plan"
    lede = f"{line(title)}, {line(version_words(document, order.printed_on))}. {_counts(order)}"
    cols = "".join(f'<col class="{name}">' for name, _ in _COLUMNS)
    heads = "".join(f'<th scope="col">{head}</th>' for _, head in _COLUMNS)
    drawn = [_row(challenge) for challenge in order.challenges]
    html = (
        f'<h1>{TITLE}</h1><p class="lede">{lede}</p><table><colgroup>{cols}</colgroup><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(row for row, _ in drawn)}</tbody></table>"
    )
    return (
        Sheets(
            running(document, order.printed_on, TITLE.lower()),
            (HtmlPiece(html, lines=6 + sum(lines for _, lines in drawn)),),
            name=TITLE,
            styles=("plan.css", "challenges.css"),
            paper=Paper(scale=order.look.scale),
        ),
    )


def _counts(order: Order) -> str:
    """“2 challenges are open, 1 of them without an answer.”"""
    number = len(order.challenges)
    unanswered = sum(not challenge.answer for challenge in order.challenges)
    words = f"{count(number, 'challenge is', 'challenges are')} open"
    if unanswered == number:
        return f"{words}, without an answer." if number == 1 else f"{words}, none with an answer."
    return f"{words}, {unanswered} of them without an answer." if unanswered else f"{words}, each with an answer."


def _row(challenge: ChallengeText) -> tuple[str, int]:
    """The row of one challenge, and about how many lines it takes."""
    asked = line(f"{challenge.asked}. {_open_for(challenge)}")
    answer = "<p>No answer yet.</p>"
    if challenge.answer:
        answer = f'{blocks(challenge.answer)}<p class="small">{line(challenge.answered)}</p>'
    longest = max(len(challenge.text), len(challenge.answer))
    kind = "whole" if longest <= WHOLE_CHARACTERS else "long"
    ref = line(challenge.ref) or "The plan"
    return (
        f'<tr class="{kind}"><th scope="row">{challenge.number}</th><td>{ref}</td>'
        f'<td>{blocks(challenge.text)}<p class="small">{asked}</p></td><td>{answer}</td></tr>',
        longest // LINE + 4,
    )


def _open_for(challenge: ChallengeText) -> str:
    return f"Open for {count(challenge.days, 'day')}." if challenge.days else "Asked today."
