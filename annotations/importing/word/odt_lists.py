"""How far the lists and the headings of an OpenDocument text have been counted."""

from xml.etree.ElementTree import Element

from annotations.importing.word.docx_styles import integer
from annotations.importing.word.odt_styles import LEVELS, TEXT, Counts, Level, OdtStyles

ID = "{http://www.w3.org/XML/1998/namespace}id"
LONGEST = 60
"""Characters of a marker."""


def _step(counts: Counts, at: int, levels: dict[int, Level]) -> str:
    level = levels.get(at, Level())
    for above in range(at):
        if counts[above] is None:
            counts[above] = levels.get(above, Level()).start
    before = counts[at]
    counts[at] = level.start if before is None else before + 1
    counts[at + 1 :] = [None] * (LEVELS - at - 1)
    return level.written(counts, at, levels)[:LONGEST]


class Items:
    """The items of lists. A number is taken by the first paragraph of an item, not by the item."""

    def __init__(self, styles: OdtStyles) -> None:
        self._styles = styles
        self._counts: Counts = [None] * LEVELS
        self._by_style: dict[str, Counts] = {}
        self._by_id: dict[str, Counts] = {}

    def begin(self, element: Element, style: str) -> None:
        """Begin an outermost list, or go on with an earlier one that it names."""
        fresh: Counts = [None] * LEVELS
        earlier = element.get(f"{TEXT}continue-list")
        if earlier is not None:
            self._counts = self._by_id.get(earlier, fresh)
        elif element.get(f"{TEXT}continue-numbering") == "true":
            self._counts = self._by_style.get(style, fresh)
        else:
            self._counts = fresh
        self._by_style[style] = self._counts
        name = element.get(ID)
        if name:
            self._by_id[name] = self._counts

    def start_at(self, depth: int, start: str | None) -> None:
        """Let the next item at `depth` have the number `start`, if one is given."""
        if start is not None and depth < LEVELS:
            self._counts[depth] = integer(start, 1) - 1

    def marker(self, style: str, depth: int) -> str:
        """Count one item on and write its marker."""
        return _step(self._counts, min(depth, LEVELS - 1), self._styles.lists.get(style, {}))


class Outline:
    """The numbers of headings; "" where the document has none."""

    def __init__(self, styles: OdtStyles) -> None:
        self._levels = styles.outline
        self._counts: Counts = [None] * LEVELS

    def marker(self, heading: Element, at: int) -> str:
        """Count a heading on, from level 0, and write its number."""
        if not 0 <= at < LEVELS or heading.get(f"{TEXT}is-list-header") == "true":
            return ""
        if heading.get(f"{TEXT}restart-numbering") == "true":
            self._counts[at] = integer(heading.get(f"{TEXT}start-value"), 1) - 1
        marker = _step(self._counts, at, self._levels)
        return "" if self._levels.get(at, Level("none")).style == "none" else marker
