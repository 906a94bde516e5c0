"""The phrases that boards use as headings of columns, and how surely each means a field. Data for ``meanings``."""

from __future__ import annotations

import re

from actionplans.document.fields import FIELDS

_WHO = (
    r"officers?|persons?|people|agency|agencies|roles?|partners?|organisations?|groups?|leads?"
    r"|managers?|name|names"
)
_OF = (
    r"(?:ofsted'?s?|inspection|inspectorate|inspectors'?|ilacs|jtai|cqc|hmicfrs|hmip|sar|scr"
    r"|cspr|report|review|board|key|the|panel)"
)
_SUCCESS = r"(?:success|outcome|impact|performance|output)"
#: Field, strength and what the whole of a heading looks like once it is in small letters without punctuation.
_WHOLE: tuple[tuple[str, int, str], ...] = (
    ("number", 11, r"(?:rec|recs|recommendation)s? (?:no|nos|number|ref|reference|id)"),
    (
        "number",
        10,
        r"(?:no|nos|number|ref|refs|reference|ref no|reference no|reference number|item|item no|id|row|#|sn|s n)",
    ),
    ("number", 9, r"(?:action|activity|task|item|milestone|step) (?:no|nos|number|ref|reference|id)"),
    ("number", 7, rf"(?:{_OF} )*para(?:graph)?s?(?: no| nos| number| ref)?"),
    ("recommendation", 10, rf"(?:{_OF} )*recommendations?(?: text| made| area)?"),
    (
        "recommendation",
        9,
        rf"(?:{_OF} )*areas? (?:for|of|requiring) (?:improvement|development|action)(?: identified)?",
    ),
    ("recommendation", 11, rf"what (?:the )?(?:{_OF}|reviewers?) (?:recommend(?:s|ed))"),
    ("recommendation", 9, rf"what (?:the )?(?:{_OF}) (?:asks?|asked|tells?|told|wants?)(?: (?:of|us|for|to do))*"),
    ("recommendation", 9, rf"(?:{_OF} )*recommendations? (?:or|and|from) .*"),
    ("recommendation", 8, r"recs?|(?:inspectorate|hmicfrs|cqc|ofsted|report|reviewers?|original)(?: s)? wording"),
    (
        "recommendation",
        8,
        rf"(?:what )?(?:(?:{_OF}|we|they) )*(?:said|found)|what (?:did )?(?:{_OF} )+(?:say|said|find|found)",
    ),
    (
        "recommendation",
        11,
        r"(?:ofsted|inspection|inspectorate|(?:improvement )?notice|report)(?:'s)? (?:required )?actions?",
    ),
    (
        "recommendation",
        7,
        rf"(?:{_OF} )*(?:priority actions?|findings?|learning(?: points?)?|improvement areas?|requirements?)",
    ),
    ("recommendation", 5, rf"(?:{_OF} )*(?:issues?|standards?|objectives?)(?: identified)?"),
    (
        "section",
        8,
        r"(?:priority )?themes?|priority areas?|topics?(?: areas?)?|work ?streams?|outcome areas?"
        r"|categor(?:y|ies)|domains?",
    ),
    ("section", 6, r"(?:strategic )?priorit(?:y|ies)|sections?|areas?|outcome"),
    ("action", 10, r"what needs to (?:happen|be done|change)"),
    (
        "action",
        10,
        r"(?:\w+ )?actions?(?: required| needed| planned| proposed| agreed| to be taken| points?| steps?)?",
    ),
    ("action", 10, r"actions? to (?:take|be taken|undertake|complete|do)"),
    (
        "action",
        9,
        r"actions? planned .*|(?:key )?(?:future )?actions?(?: \d\d \d\d)?|actions? to (?:be taken"
        r"|address .*|achieve .*)",
    ),
    (
        "action",
        9,
        r"(?:\w+ )?activit(?:y|ies)|tasks?|what (?:will )?(?:we|it|they|you) (?:will |are going to )?do|what will be done",
    ),
    (
        "action",
        8,
        r"what|action plan|specific actions?|steps?(?: to be taken)?|our response"
        r"|how will .* (?:do|achieve) (?:this|it)",
    ),
    (
        "action",
        9,
        r"(?:immediate )?actions? (?:already |we have )?taken (?:straight away|at once|immediately|already|since)"
        r"|immediate actions?.*",
    ),
    ("action", 8, r"specific(?: .*)?"),
    ("target", 8, r"measurable(?: .*)?"),
    ("deadline", 9, r"time ?(?:bound|ly|limited|scaled)(?: .*)?|timed(?: .*)?"),
    ("action", 8, r"(?:\w+ ){2}actions?|what (?:\w+ ){1,5}do(?:ing)?(?: about it| next| differently)?"),
    ("action", 7, r"(?:\w+ )?actions? \w+"),
    ("action", 6, r"how|(?:key )?milestones?.*|response|agency response.*|description"),
    ("progress", 11, r"actions? (?:to date|taken|completed|undertaken|so far|done)"),
    (
        "progress",
        10,
        r"(?:key )?milestones? (?:achieved|met|reached|so far).*|(?:what )?(?:was|has been|we have) (?:done|achieved).*",
    ),
    (
        "progress",
        10,
        r"(?:latest |current |quarterly |monthly )?(?:progress|updates?|position)(?: to date"
        r"| so far| made| notes?| reports?"
        r"| achieved.*| updates?| against .*| from .*| on .*| as at .*| at .*| since .*)?",
    ),
    (
        "progress",
        9,
        r"(?:status|progress|position|action) updates?.*|update .*|updates .*|what (?:has been"
        r"|have we|we have) (?:done|achieved).*",
    ),
    ("progress", 8, r"commentary|narrative|where are we now|progress (?:and|or) .*|current situation|outcome so far"),
    ("progress", 9, r"(?!(?:date|who|when|next|last)\b)(?:\w+ ){1,3}(?:progress|updates?|commentary)(?: \w+)?"),
    ("progress", 5, r"(?:agency |partner |our )?response.*"),
    ("progress", 9, r"(?:journal|log|diary|history)(?: entry| entries| notes?| text)?|(?:latest )?news"),
    ("progress", 6, r"current status|(?:further )?comments?|notes?|remarks?|outcome report.*|outcome \(?report.*"),
    (
        "deadline",
        11,
        r"(?:to be )?(?:complete|completed|completion|achieved|implemented|finished|due|done) by(?: when)?",
    ),
    (
        "deadline",
        10,
        r"by when|when(?: by)?|(?:target|due|deadline|completion|end|finish|implementation"
        r"|delivery|milestone)(?: \w+)? dates?",
    ),
    (
        "deadline",
        10,
        r"deadlines?|time ?scales?.*|time ?frames?.*|due|dates? (?:due|for completion"
        r"|to be completed)|target completion|timing",
    ),
    (
        "deadline",
        9,
        r"(?:original|initial|first|planned|agreed|baseline)(?: \w+)? (?:dates?|deadlines?|completion|timescales?|due|target)"
        r"|(?:completion|dates?|deadlines?|timescales?) (?:original|initial|planned|agreed)",
    ),
    ("deadline", 8, r"(?:planned |expected |target )?(?:finish|end)(?: by| date)?"),
    ("deadline", 7, r"(?:key )?milestones? (?:and|with|or) (?:target )?(?:dates?|deadlines?|timescales?)"),
    (
        "deadline",
        5,
        r"by|review dates?|dates? of completion.*|.*(?:new|revised) .*date"
        r"|dates?|target for completion",
    ),
    ("lead", 11, rf"(?:action |strategic |operational |senior |named |overall )?leads?(?: and| or)?(?: (?:{_WHO}))*"),
    (
        "why",
        7,
        r"what (?:the )?(?:\w+ ){1,2}(?:saw|heard|noticed|observed|worried about)"
        r"|relevan(?:t|ce)(?!.*\b(?:agenc|organisation|partner|service|lead))(?: .*)?",
    ),
    ("why", 5, r"findings?|what (?:the )?\w+ found"),
    ("why", 6, r"(?:root |underlying )?causes?(?: of concern)?"),
    ("target", 5, r"(?:key )?milestones?"),
    ("evidence", 6, r"so what.*"),
    (
        "action",
        9,
        r"what actions? (?:are|is|will|have|has|do|should) .*|what (?:are|is|will|must|should) .* (?:do|doing|going to do).*",
    ),
    (
        "recommendation",
        8,
        r"what (?:the )?(?:\w+ )?(?:cqc|inspectors?|inspectorate|ofsted|reviewers?|hmicfrs|report) (?:told|said|found|asked).*",
    ),
    ("recommendation", 7, r"(?:which|what) recommendations?.*"),
    (
        "lead",
        9,
        r"names? and (?:job )?titles?.*|(?:the )?persons? (?:accountable|responsible).*"
        r"|who s? ?(?:responsible|accountable|leading).*",
    ),
    ("deadline", 9, r"when (?:will|must|should|do|is) .*"),
    ("progress", 9, r"(?:monthly |weekly |quarterly )?(?:narrative|commentary)(?: .*)?"),
    (
        "recommendation",
        7,
        r"causes? of concern|concerns?(?: raised)?|lessons?(?: learne?d)?|what (?:we|was) (?:learned|learnt|found)",
    ),
    ("progress", 8, r"(?:closure|closing|completion|final) (?:notes?|comments?|statement|summary)"),
    (
        "progress",
        8,
        r"where (?:are we|we are|we have got to|have we got to)(?: now| up to)?(?: and .*)?"
        r"|what(?: has| s)? happened(?: so far)?|how(?: is it|'s it| it is| it's| are we| we are) (?:going|doing)(?: .*)?",
    ),
    (
        "lead",
        9,
        r"(?:delivery|project|exec(?:utive)?|accountable|senior responsible|implementation|task|operational"
        r"|business|clinical)"
        r" (?:leads?|owners?|officers?|sponsors?|holders?)|sros?|(?:action |task |post )?holders?"
        r"|support(?:ed)? (?:from|by)|working with"
        r"|(?:second(?:ary)?|other|joint|deputy|co|supporting|additional) (?:leads?|owners?|officers?|holders?)",
    ),
    (
        "lead",
        9,
        r"(?:leads?|will lead|(?:is|are) leading|(?:is|are) responsible|owns?)(?: on| for)? (?:this|it)(?: action)?",
    ),
    ("deadline", 8, r"(?:it|this)(?: action)? (?:is due|(?:is to|should) be (?:done|completed?|finished))"),
    ("lead", 10, r"(?:led|owned|delivered|taken|undertaken|actioned|to be done) by"),
    (
        "revised",
        11,
        r"(?:completion|dates?|deadlines?|timescales?) (?:revised|new|extended|amended)"
        r"|(?:revised|current|new|latest) (?:due|target)"
        r"|(?:latest |current |revised )?forecast(?: dates?)?"
        r"|(?:extended|revised|changed|moved|put back) (?:to|until)"
        r"|(?:revised|new|extended|amended|updated|current) (?:\w+ )?(?:completion(?: date)?|dates?|deadlines?|timescales?)"
        r"(?: .*)?",
    ),
    (
        "dated",
        11,
        r"(?:update|note|comment|entry|progress) dates?|dates? of (?:the )?(?:update|note|comment|entry)|date updated",
    ),
    ("lead", 10, r"who|by whom|who is responsible|who will do (?:it|this)|who leads|whose responsibility"),
    (
        "lead",
        10,
        rf"(?:(?:{_WHO}) )?(?:responsible|accountable)(?: (?:{_WHO}))*|responsib(?:ility|le)(?: (?:of|for) .*)?",
    ),
    (
        "lead",
        9,
        rf"(?:action |lead |risk )*owners?(?: (?:{_WHO}))*|ownership|owned by|(?:allocated"
        rf"|assigned) to|accountability|leads? ownership",
    ),
    ("lead", 8, r"(?:named )?(?:officers?|managers?)|post ?holders?"),
    ("lead", 6, r"(?:relevant |lead |responsible )?(?:agency|agencies|organisations?|partners?|service|team)"),
    ("lead", 6, r"lead (?:directorate|cabinet member|member|department|service|board member).*"),
    ("why", 10, r"why(?: .*)?|rationale(?: .*)?|reasons?(?: .*)?|purpose|justification"),
    ("why", 5, r"background|context|aims?"),
    (
        "risk",
        10,
        r"risks?|risks? (?:if|of) .*|(?:consequences?|impact) (?:if|of) (?:no|not) .*|key risks?"
        r"|risks? and .*|what if .*not.*",
    ),
    (
        "target",
        10,
        rf"targets?(?: (?:and|or))?(?: goals?)?|goals?|(?:{_SUCCESS} )(?:measures?|criteria|indicators?|measurement)",
    ),
    (
        "target",
        9,
        r"(?:desired|intended|expected|planned|anticipated|required) (?:outcomes?|impacts?"
        r"|results?)|what (?:is|will) .*(?:outcome|impact|success|different).*",
    ),
    (
        "target",
        9,
        r"(?:measures?|measurements?)(?: of success| of impact)?|outputs? (?:and |or )?outcomes?.*"
        r"|kpis?|how (?:will )?(?:we|you|they|it)(?:'ll)? (?:will )?(?:know|tell|judge|be known).*"
        r"|what (?:does )?good looks? like",
    ),
    (
        "target",
        8,
        r"what (?!(?:we|you|they|it)\b)(?:\w+ ){1,4}(?:will|should|can|would) (?:\w+ )?"
        r"(?:notice|see|feel|experience|find|say|tell|have|get)(?: .*)?",
    ),
    ("target", 10, r"what we want(?: to (?:see|achieve|happen))?"),
    ("evidence", 5, r"how (?:will )?(?:we|you|they|it)(?:'ll)? (?:will )?(?:know|tell).*"),
    ("target", 7, r"outcomes?(?: .*)?|impacts?(?: .*)?|outputs?|results?|what difference .*|difference made"),
    (
        "evidence",
        10,
        r"(?:supporting |key )?evidence(?: .*)?|proof(?: of .*)?|assurance(?: .*)?|how (?:is it|will (?:this|it"
        r"|we) be|will we|will it be) (?:evidenced?|monitored|measured).*",
    ),
    (
        "evidence",
        6,
        r"documents? (?:held|seen|attached|uploaded|filed)|monitoring(?: .*)?"
        r"|quality assurance|evaluation|verification|how evidenced",
    ),
    (
        "rating",
        11,
        r"b?rag(?: rating| rated| status| score)?|r a g|(?:progress|risk|overall|current"
        r"|action) (?:b?rag|rating)(?: rating)?",
    ),
    (
        "rating",
        9,
        r"ratings?|colour|traffic light.*|progress indicator|(?!.*\b(?:last|previous|prior|original|inherent|initial)\b)rag .*",
    ),
    ("rating", 5, r"rag .*"),
    (
        "status",
        9,
        r"(?:action |overall |completion )?status|open closed|state|closed"
        r"|(?:completed?|achieved|done|closed|met) (?:y n|yes no|y or n|yes or no)",
    ),
    ("status", 6, r"completed?|achieved.*|done|on target.*|on track"),
)
#: What need only be somewhere in a heading.
_WITHIN: tuple[tuple[str, int, str], ...] = (
    ("lead", 6, r"\b(?:responsible|lead officer|lead person|lead agency|owner)\b"),
    ("deadline", 6, r"\b(?:by when|target date|due date|deadline|timescale|completion date|timeframe)\b"),
    ("progress", 5, r"\b(?:progress|update|updates|actions? to date|current position)\b"),
    (
        "target",
        5,
        r"\b(?:success|outcomes?|impact|difference|benefits?|measures? of|measured|will we know|we will know)\b",
    ),
    ("evidence", 5, r"\bevidence\b"),
    ("risk", 4, r"\brisks?\b"),
    ("rating", 4, r"\bb?rag\b"),
    ("action", 4, r"\b(?:actions?|what will|we will)\b"),
    ("recommendation", 4, r"\b(?:recommendations?|findings?)\b"),
    ("deadline", 3, r"\b(?:date|when)\b"),
    ("lead", 3, r"\b(?:lead|who)\b"),
)


#: A heading above the days on which actions were done: no deadline, and no field of ours but for how the row has ended.
COMPLETION = re.compile(
    r"(?:actual )?(?:dates?|days?|when) (?:of |action (?:was )?|it was )?"
    r"(?:complet(?:ion|ed)|clos(?:ed|ure)|achieved|ended|signed off|done)(?: .{0,60})?"
    r"|(?:completed?|closed|achieved|ended|finished|sign(?:ed)? ?off) (?:on|dates?)|(?:closure|closing) dates?"
    r"|(?:completion|closure|closing) dates? and .{1,60}"
)

#: A heading above what is about the record and no field of ours: when it was made, by whom, its number in a system.
OWN = re.compile(
    r"(?:updates?|notes?|comments?|entry|journal) (?:id|ids|no|number|ref|reference|key|by|author)|guid"
    r"|(?:record|unique|system) (?:id|key)"
    r"|(?:date )?(?:created|raised|opened|logged|added|entered|identified|received|modified|start(?:ed)?"
    r"|last (?:updated|modified|changed"
    r"|edited))(?: (?:on|by|dates?|time))?|(?:start|created|raised|logged|creation|entry) (?:dates?|on|by)"
)

RATING_WORDS = re.compile(
    r"(?:(?:dark|light|pale)\s+)?(?:red|amber|green|blue|yellow|orange|grey|gray|black|white|purple|[ragby])"
    r"(?:\s*[/–-]\s*(?:red|amber|green|blue|yellow|[ragby]))?(?:\s+rated)?",
    re.IGNORECASE,
)
STATUS_WORDS = re.compile(
    r"(?:action\s+)?(?:open|closed?|complete[d]?|done|on\s?going|in progress"
    r"|not (?:yet )?started|started|on track|on target"
    r"|off track|behind(?: schedule)?|delayed|overdue|achieved|not achieved|outstanding"
    r"|partially (?:complete[d]?|met|achieved)"
    r"|met|not met|superseded|cancelled|withdrawn|yes|no|y|n|pending|at risk|under way"
    r"|underway|to be started)[\s.!]*",
    re.IGNORECASE,
)


def plain(heading: str) -> str:
    """A heading in small letters, with one blank between its words and no punctuation."""
    text = re.sub(r"[*_]", "", heading).lower().replace("&", " and ").replace("’", "'")
    text = re.sub(r"\((?:s|es|ies)\)", "s", text)
    return re.sub(r"[^\w'#]+", " ", text).strip()


#: A cell of the table of cells for which there is no phrase above is known by its own heading.
_OWN_HEADINGS = tuple(
    (field.name, 10, "|".join(re.escape(plain(words)) for words in (field.heading, field.printed_heading)))
    for field in FIELDS.values()
    if field.name not in {name for name, _, _ in _WHOLE}
)
WHOLE = tuple((field, strength, re.compile(pattern)) for field, strength, pattern in (*_WHOLE, *_OWN_HEADINGS))
WITHIN = tuple((field, strength, re.compile(pattern)) for field, strength, pattern in _WITHIN)
