"""The elements of a page that one of our templates wrote, as a tree.

Only what the templates use is understood; anything else keeps its text. Nothing is fetched and
nothing runs: what a script or a form says is not read at all.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TypeAlias

DEEPEST = 120
"""Elements within one another; what stands deeper keeps its words only."""

_VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
))  # fmt: skip
_CLOSED_BY = {
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "p": {"p"},
    "tr": {"tr", "td", "th"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "thead": {"tr", "td", "th", "thead", "tbody"},
    "tbody": {"tr", "td", "th", "thead", "tbody"},
    "option": {"option"},
    "body": {"head"},
}
_SVG = re.compile(r"<svg\b[^>]*>.*?</svg\s*>", re.DOTALL | re.IGNORECASE)
_PLACEHOLDER = "kutip-picture"


@dataclass(slots=True)
class Element:
    """One element; what stands in it, in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)
    source: str = ""  # of a drawing: itself, as it is written

    @property
    def classes(self) -> frozenset[str]:
        """The names in its class."""
        return frozenset(self.attributes.get("class", "").split())


Node: TypeAlias = Element | str


def tree(html: str) -> Element:
    """Read a page."""
    drawings: list[str] = []

    def kept(found: re.Match[str]) -> str:
        """Put a mark where a drawing was: its names are written in large and small letters."""
        drawings.append(found[0])
        return f"<{_PLACEHOLDER}>{len(drawings) - 1}</{_PLACEHOLDER}>"

    builder = _Builder(drawings)
    builder.feed(_SVG.sub(kept, html))
    builder.close()
    return builder.root


def text_of(element: Element) -> str:
    """Give all the words in an element, as they are written."""
    return "".join(each if isinstance(each, str) else text_of(each) for each in element.children)


def find(element: Element, tag: str) -> Element | None:
    """Find the first element with a name, in the order of the page."""
    return next((each for each in every(element) if each.tag == tag), None)


def every(element: Element) -> list[Element]:
    """List an element and all in it, in the order of the page."""
    found, waiting = [], [element]
    while waiting:
        at = waiting.pop()
        found.append(at)
        waiting += [each for each in reversed(at.children) if isinstance(each, Element)]
    return found


class _Builder(HTMLParser):
    def __init__(self, drawings: list[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = [self.root]
        self._drawings = drawings

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Hang an element below the open one, but no deeper than `DEEPEST`."""
        closes = _CLOSED_BY.get(tag, set())
        while len(self._open) > 1 and self._open[-1].tag in closes:
            self._open.pop()
        made = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(made)
        if tag not in _VOID and len(self._open) < DEEPEST:
            self._open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Hang an element that holds nothing."""
        self._open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Close an element; a placeholder becomes the drawing that it numbers."""
        at = len(self._open) - 1
        while at > 0 and self._open[at].tag != tag:
            at -= 1
        if at == 0:
            return
        closed = self._open[at]
        del self._open[at:]
        if tag == _PLACEHOLDER:
            number = text_of(closed)
            closed.tag, closed.children = "svg", []
            if number.isascii() and number.isdigit() and int(number) < len(self._drawings):
                closed.source = self._drawings[int(number)]

    def handle_data(self, data: str) -> None:
        """Hang text below the open element."""
        self._open[-1].children.append(data)
