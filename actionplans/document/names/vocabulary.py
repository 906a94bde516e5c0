"""Lists of words: months and days, titles, posts, and ordinary words that people are called too."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


MONTHS = _words("january february march april may june july august september october november december")
DAYS = _words("monday tuesday wednesday thursday friday saturday sunday")
CALENDAR = {*MONTHS, *DAYS, *(m[:3] for m in MONTHS), "sept", *(d[:3] for d in DAYS), "tues", "thur", "thurs"}
MONTH_WORD = rf"(?:{'|'.join((*MONTHS, 'sept', *(m[:3] for m in MONTHS)))})"
DAY_WORD = rf"(?:{'|'.join(DAYS)}|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)"

TITLES = set(
    _words(
        "mr mrs ms miss mx dr prof professor cllr councillor sir dame lord lady baroness baron rev revd reverend fr father "
        "sister hon rt right judge pc dc ds di dci dsu dcs det detective sgt sergeant insp inspector ch chief supt "
        "superintendent constable cc acc dcc commander"
    )
)
HONOURS = set(_words("obe mbe cbe dbe kbe qpm kpm qc kc phd jp mp dl frcp frcpch rgn msc ba bsc ma"))
#: Small words within names.
PARTICLES = set(_words("van von de der den la le di da du del della bin ibn bint al el ap ab ben st y e and of the"))
NEVER_ALONE = {"st", "and", "of", "the"}
#: Small words that some people are called, or whose letters are a person's initials.
ORDINARY = set(
    _words(
        "to in is it as at an am be by do go he if me my no of on or so up us we and are but for has her him his how its not "
        "now off one our out own she the they was who why yes all any did get had too with from that this what when"
    )
)
#: Words of which the names of posts, teams and agencies are made.
POSTS = set(
    _words(
        "independent business chair chairs vice manager managers director head lead leads officer officers coordinator "
        "administrator admin adviser advisor nurse doctor scrutineer commissioner secretary superintendent inspector sergeant "
        "constable principal practitioner representative representatives member members councillor consultant analyst worker "
        "workers solicitor executive assistant deputy team board group sub panel police council service services trust health "
        "probation school schools college office support unit partnership authority hospital hospitals safeguarding children "
        "adults quality assurance performance training policy learning development improvement social care public local named "
        "designated senior observer lay partner chief education housing fire voluntary sector community of the and for to in "
        "s a demonstration test site system"
    )
)
