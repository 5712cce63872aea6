"""What is looked at before any library sees foreign HTML: how large it is, and how deep it nests.

Tags are found as the HTML standard's tokenizer finds them, in one pass that never goes back, so
that no input takes more than linear time. The depth is what a browser would build in all but
contrived cases; for those it is counted again on what the sanitizer made of it.
"""

import re

from annotations.errors import ELEMENTS, ImportFailed, ImportFault
from annotations.richtext.building import refuse_above_limit

_SPACE = r"[ \t\n\f\r]"
# An attribute's name may begin with "=", a quotation mark counts only after one, and a tag that
# is not closed swallows the rest: as in a browser, hence nothing is ever scanned twice.
_INSIDE = (
    rf"(?:(?:[ \t\n\f\r/]++|[^ \t\n\f\r/>][^ \t\n\f\r/>=]*+(?:{_SPACE}*+={_SPACE}*+"
    r"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^ \t\n\f\r>"'][^ \t\n\f\r>]*+)?+)?+)*+)"""
)
_MARKUP = re.compile(
    rf"<(?:(?P<comment>!--)|(?P<other>[!?]|/[^A-Za-z])"
    rf"|(?P<slash>/?)(?P<name>[A-Za-z][^ \t\n\f\r/>]*+){_INSIDE}(?:>|\Z))"
)
_COMMENT_END = re.compile(r"--!?>")
_OTHER_END = re.compile(">")
_RAW = {
    name: re.compile(rf"</{name}(?=[ \t\n\f\r/>])", re.IGNORECASE)
    for name in (
        *("script", "style", "textarea", "title", "xmp", "iframe"),
        *("noembed", "noframes", "noscript"),
    )
}
"""Elements in which no tag is one, but their own end."""
_VOID = frozenset(
    """area base basefont bgsound br col embed frame hr image img input keygen link meta param
    source track wbr""".split()  # noqa: SIM905 - a list of words reads best as one
)
_TABLE_PARTS = frozenset(("caption", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"))
_ENDED_BY = {
    # what a start tag ends that nobody closed
    "a": frozenset(("a",)),
    "li": frozenset(("li",)),
    "dd": frozenset(("dd", "dt")),
    "dt": frozenset(("dd", "dt")),
    "option": frozenset(("option",)),
    "tr": frozenset(("tr",)),
    "td": frozenset(("td", "th")),
    "th": frozenset(("td", "th")),
    "rt": frozenset(("rt", "rp")),
    "rp": frozenset(("rt", "rp")),
    **dict.fromkeys(("tbody", "thead", "tfoot"), frozenset(("tbody", "thead", "tfoot"))),
    **dict.fromkeys(
        """address article aside blockquote center details dialog dir div dl fieldset figcaption
        figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search
        section summary table ul""".split(),  # noqa: SIM905
        frozenset(("p",)),
    ),
}
_WALLS = frozenset(("table", "template", "button", "object", "marquee", "applet"))
"""Elements through which no end tag reaches that names something outside; cells are too."""
_LISTS = frozenset(("ul", "ol", "dl", "menu", "dir"))


MOST_ELEMENTS = 400_000
"""Elements of one page; ours take some 30 µs each, and no story has a tenth of them."""


def refuse_hostile(source: str, *, deepest: int) -> None:
    """Raise ImportFailed before anything is built: too many characters, elements or levels."""
    refuse_above_limit(len(source))
    around: list[str] = []
    position = elements = 0
    while found := _MARKUP.search(source, position):
        position = found.end()
        if found["comment"]:
            position = _comment_end(source, position)
        elif found["other"]:
            # the sign itself may be the end: "</>"
            position = _end(_OTHER_END, source, position - 1)
        elif found["slash"]:
            _leave(around, found["name"].lower())
        else:
            elements += 1
            if elements > MOST_ELEMENTS:
                raise ImportFailed("", ImportFault.TOO_LARGE, MOST_ELEMENTS, ELEMENTS)
            name = found["name"].lower()
            raw = _RAW.get(name)
            if raw:
                position = _end(raw, source, position)
            elif name not in _VOID:
                _enter(around, name, deepest)
            elif name == "hr":
                _end_unclosed(around, name)


def _end(pattern: re.Pattern[str], source: str, position: int) -> int:
    found = pattern.search(source, position)
    return found.end() if found else len(source)


def _comment_end(source: str, position: int) -> int:
    for short in (">", "->"):  # "<!-->" and "<!--->" are whole comments
        if source.startswith(short, position):
            return position + len(short)
    return _end(_COMMENT_END, source, position)


def _enter(around: list[str], name: str, deepest: int) -> None:
    _end_unclosed(around, name)
    around.append(name)
    if len(around) > deepest:
        raise ImportFailed("", ImportFault.TOO_DEEP, limit=deepest)


def _end_unclosed(around: list[str], name: str) -> None:
    ended = _ENDED_BY.get(name)
    if not ended:
        return
    for place in range(len(around) - 1, -1, -1):
        if around[place] in ended:
            del around[place:]
            return
        if _holds(around[place], name):
            return


def _holds(around: str, name: str) -> bool:
    """Whether what is around keeps a start tag from ending anything further out."""
    if name in _TABLE_PARTS:
        return around == "table"
    if name in {"li", "dd", "dt"} and around in _LISTS:
        return True
    return around in _WALLS or around in _TABLE_PARTS


def _leave(around: list[str], name: str) -> None:
    through_cells = name == "table" or name in _TABLE_PARTS
    for place in range(len(around) - 1, -1, -1):
        if around[place] == name:
            del around[place:]
            return
        wall = around[place]
        if wall in _WALLS or (wall in _TABLE_PARTS and not through_cells):
            return
