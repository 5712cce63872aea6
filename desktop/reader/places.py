"""What the source counts by, said short in the margin: pages, times, and who read a page off."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from annotations.labels import label as name_of
from annotations.model import Locator, Place, RichText
from annotations.vocabulary import LocatorKind, ReadBy
from resources import Catalogue

SHOWN = {LocatorKind.PAGE, LocatorKind.TIME, LocatorKind.MESSAGE}
"""Paragraph numbers stand in the text itself."""


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """A place that begins at an offset: its short name, the shortest, a second line, all of it."""

    offset: int
    short: str
    least: str
    under: str
    whole: str


def place_marks(rich: RichText, words: Catalogue) -> list[PlaceMark]:
    """List where a page, a time or a message begins, in order; what goes on is not named again."""
    own = [Place(each.start, each.end, each.locator) for each in rich.blocks if each.locator]
    found: list[PlaceMark] = []
    last: dict[LocatorKind, Locator] = {}
    for place in sorted((*own, *rich.places), key=attrgetter("start")):
        locator = place.locator
        if locator.kind in SHOWN and last.get(locator.kind) != locator:
            last[locator.kind] = locator
            found.append(_mark(place.start, locator, words))
    return found


def starting(marks: Sequence[PlaceMark], start: int, end: int) -> Sequence[PlaceMark]:
    """List the marks that begin in [start, end)."""
    first = bisect_left(marks, start, key=attrgetter("offset"))
    return marks[first : bisect_left(marks, end, key=attrgetter("offset"))]


def _mark(offset: int, locator: Locator, words: Catalogue) -> PlaceMark:
    if locator.kind is LocatorKind.MESSAGE:
        clock = locator.label.rpartition(" ")[2]
        return PlaceMark(offset, clock, clock, "", locator.label)
    if locator.kind is LocatorKind.TIME:
        clock = locator.label.partition(".")[0]
        return PlaceMark(offset, clock, clock.removeprefix("00:"), "", locator.label)
    short = words("p. {label}", label=locator.label)
    least = locator.label
    if locator.read_by is ReadBy.NONE:
        return PlaceMark(offset, short, least, "", words("page {label}", label=locator.label))
    under = words("by hand") if locator.read_by is ReadBy.HAND else words("OCR")
    return PlaceMark(offset, short, least, under, f"{name_of(locator.read_by, words)}, {short}")
