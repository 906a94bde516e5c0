"""Reading a page as a browser does: how its template is broken into lines is not what a test asks about."""

import re

BLOCKS = (
    "address|article|aside|body|button|caption|dd|details|div|dl|dt|fieldset|footer|form|h[1-6]|head|header|hr|html|legend|"
    "li|link|main|meta|nav|ol|optgroup|option|p|script|section|select|summary|table|tbody|td|tfoot|th|thead|title|tr|ul|br"
)
VERBATIM = re.compile(r"(<(?:pre|textarea|script)\b.*?</(?:pre|textarea|script)>)", re.DOTALL)
TAG = re.compile(r"<[^<>]*>")
BESIDE_BLOCK = re.compile(rf" ?(</?(?:{BLOCKS})\b[^<>]*>) ?")


def shown(response) -> str:
    """The answer as text. HTML comes with one space for each run of white space, and none beside a tag of a block;
    what stands in ``<pre>`` and ``<textarea>``, and what is not HTML, stays as it is."""
    text = response.content.decode()
    if not response.get("Content-Type", "").startswith("text/html"):
        return text
    return "".join(part if VERBATIM.fullmatch(part) else _collapsed(part) for part in VERBATIM.split(text))


def _collapsed(html: str) -> str:
    html = re.sub(r"\s+", " ", html)
    html = TAG.sub(lambda tag: re.sub(r" >$", ">", tag[0]), html)
    return BESIDE_BLOCK.sub(r"\1", html)
