"""Foreign HTML -> a small tree of the elements that mean something to a reader.

The sanitizer (nh3: the HTML standard's own parser, and an allow-list) has the first and only look
at what the stranger wrote. What it gives back is balanced and quoted in one way, so that a
pattern is enough to read it. Nothing of it is ever shown as HTML: attributes that decide what is
visible and what is an article are read here and go no further.
"""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape

import nh3

from annotations.errors import ImportFailed, ImportFault
from annotations.richtext.normalising import normalise

BLOCKS = frozenset(
    """address article aside blockquote caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol
    p pre search section summary table tbody td tfoot th thead tr ul""".split()  # noqa: SIM905
)
"""Elements that begin and end a line of their own."""
WITHIN_LINES = frozenset(
    """a abbr b bdi bdo big br cite code data del dfn em font i img ins kbd label mark q rp rt ruby
    s samp small span strike strong sub sup time tt u var wbr""".split()  # noqa: SIM905
)
DROPPED = frozenset(
    """annotation annotation-xml audio button canvas datalist embed iframe noembed noframes
    noscript object option script select style svg template textarea title video""".split()  # noqa: SIM905
)
"""Elements that go with all that is in them: programs, styles, controls and what stands in for
them."""
KEPT_EVERYWHERE = frozenset(
    ("class", "id", "role", "itemprop", "itemtype", "hidden", "style", "aria-hidden", "title")
)
KEPT = {
    "*": set(KEPT_EVERYWHERE),
    "a": {"href", "rel"},
    "dialog": {"open"},
    "img": {"alt", "src"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "time": {"datetime"},
}
SCHEMES = {"http", "https", "mailto", "tel", "ftp", "cid"}
EMPTY = frozenset(("br", "hr", "img", "wbr"))

# The sanitizer drops formulas whole; as plain elements their letters and signs stay.
_FORMULA = re.compile(
    r"<(/?)(?:math|semantics|m(?:i|n|o|s|row|sup|sub|subsup|frac|sqrt|root|text|style|over|under|"
    r"underover|fenced|table|tr|td|space|padded|phantom|error|action|enclose|multiscripts))"
    r"(?=[\s/>])",
    re.IGNORECASE,
)
_TOKEN = re.compile(r'<(/?)([a-z][a-z0-9-]*)((?:[^<>"]|"[^"]*")*)>|([^<]+)')
_ATTRIBUTE = re.compile(r' ([^ ="]+)="([^"]*)"')


class Node:
    """An element: its name, its attributes, and what is in it, words and elements in order."""

    __slots__ = ("attributes", "children", "name", "parent")

    def __init__(
        self, name: str, attributes: dict[str, str] | None = None, parent: "Node | None" = None
    ) -> None:
        self.name = name
        self.attributes: dict[str, str] = attributes if attributes is not None else {}
        self.children: list[Node | str] = []
        self.parent = parent

    @property
    def elements(self) -> Iterator["Node"]:
        """The elements directly inside."""
        return (child for child in self.children if isinstance(child, Node))

    def all(self) -> Iterator["Node"]:
        """Yield this element and every one inside, in the order of the document."""
        waiting: list[Node] = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += [child for child in reversed(node.children) if isinstance(child, Node)]

    def words(self) -> str:
        """Join all words inside, white space as it is."""
        parts: list[str] = []
        waiting: list[Node | str] = [self]
        while waiting:
            piece = waiting.pop()
            if isinstance(piece, str):
                parts.append(piece)
            else:
                waiting += reversed(piece.children)
                if piece.name in BLOCKS or piece.name == "br":
                    parts.append(" ")
        return "".join(parts)


def tree_of(source: str, *, deepest: int, hidden: frozenset[str] = frozenset()) -> Node:
    """Sanitize HTML and read it into a tree under one nameless element.

    `source` is normalised and guarded already; elements of the classes (".x") and ids ("#x") in
    `hidden` are marked as hidden. Raises ImportFailed (TOO_DEEP).
    """
    root = here = Node("")
    depth = 0
    if "<math" in source:
        source = _FORMULA.sub(r"<\1span", source)
    for slash, name, attributes, words in _TOKEN.findall(_cleaner().clean(source)):
        if words:
            here.children.append(normalise(unescape(words)) if "&" in words else normalise(words))
        elif slash:
            if here.parent is not None:
                here = here.parent
                depth -= 1
        else:
            node = Node(name, _read(attributes) if attributes else None, here)
            here.children.append(node)
            if hidden and attributes and hidden & _names_of(node):
                node.attributes.setdefault("hidden", "")
            if name not in EMPTY:
                here = node
                depth += 1
                if depth > 2 * deepest:  # a browser adds table bodies and repeats formatting
                    raise ImportFailed("", ImportFault.TOO_DEEP, limit=deepest)
    return root


def _names_of(node: Node) -> set[str]:
    """Name an element as style sheets do; one that its own style shows has no name."""
    if "display" in node.attributes.get("style", ""):
        return set()
    names = {f".{each}" for each in node.attributes.get("class", "").split()}
    return names | {f"#{node.attributes.get('id', '').strip()}"}


def _read(attributes: str) -> dict[str, str]:
    return {
        name: normalise(unescape(value) if "&" in value else value)
        for name, value in _ATTRIBUTE.findall(attributes)
    }


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(BLOCKS | WITHIN_LINES),
        clean_content_tags=set(DROPPED),
        attributes=KEPT,
        url_schemes=SCHEMES,
        link_rel=None,
    )
