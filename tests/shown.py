"""The HTML of a response with white space normalised, so that line breaks of templates do not matter to tests."""

import re

BLOCKS = (
    "address|article|aside|body|button|caption|dd|details|div|dl|dt|fieldset|footer|form|h[1-6]|head|header|hr|html|legend|"
    "li|link|main|meta|nav|ol|optgroup|option|p|script|section|select|summary|table|tbody|td|tfoot|th|thead|title|tr|ul|br"
)
VERBATIM = re.compile(r"(<(?:pre|textarea|script)\b.*?</(?:pre|textarea|script)>)", re.DOTALL)
TAG = re.compile(r"<[^<>]*>")
BESIDE_BLOCK = re.compile(rf" ?(</?(?:{BLOCKS})\b[^<>]*>) ?")


def shown(response) -> str:
    """The response as text. HTML has one space for each run of white space, and none beside a tag of a block; the content of
    ``<pre>``, ``<textarea>`` and ``<script>``, and responses that are not HTML, stay as they are."""
    text = response.content.decode()
    if not response.get("Content-Type", "").startswith("text/html"):
        return text
    return "".join(part if VERBATIM.fullmatch(part) else _collapsed(part) for part in VERBATIM.split(text))


def _collapsed(html: str) -> str:
    html = re.sub(r"\s+", " ", html)
    html = TAG.sub(lambda tag: re.sub(r" >$", ">", tag[0]), html)
    return BESIDE_BLOCK.sub(r"\1", html)
