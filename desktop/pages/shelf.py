"""What is at hand of an original while it is shown: pages, some pictures, found passages."""

from collections.abc import Iterable, Iterator

from PySide6.QtGui import QImage

from annotations.errors import AnnotationsError
from annotations.model import Place, RichText, Span
from annotations.paging import Box, page_places, pages_of
from desktop.pages.loading import Answer, Draw, Find, ListPages, Original, PageSize, Wish

A4 = PageSize("", 595.0, 842.0)
MOST_FOUND = 2_000
"""Passages whose boxes are remembered."""
NEIGHBOURS_UP_TO = 2_000
"""Pixels: of wider pages those before and after are not drawn ahead, they would take too much."""


class Shelf:
    """Everything about one original. Pages count from 0."""

    def __init__(self, original: Original, rich: RichText) -> None:
        self.original = original
        self.places = page_places(rich)
        self.sizes: tuple[PageSize, ...] = ()
        self._labels = {each.locator.ordinal - 1: each.locator.label for each in self.places}
        self.errors: dict[Wish, AnnotationsError] = {}
        self._pictures: dict[Draw, QImage] = {}
        self._found: dict[Find, tuple[Box, ...]] = {}

    def take(self, wish: Wish, answer: Answer) -> None:
        """Keep an answer."""
        if isinstance(wish, ListPages) and isinstance(answer, tuple):
            self.sizes = tuple(each for each in answer if isinstance(each, PageSize))
        elif isinstance(wish, Draw) and isinstance(answer, QImage):
            self._pictures[wish] = answer
        elif isinstance(wish, Find) and isinstance(answer, tuple):
            self._found[wish] = tuple(each for each in answer if isinstance(each, Box))
            if len(self._found) > MOST_FOUND:
                del self._found[next(iter(self._found))]

    def take_pages_of(self, other: "Shelf") -> None:
        """Take over the pages of an older state of the words: the original is the same."""
        self.sizes, self._pictures = other.sizes, other._pictures  # noqa: SLF001 - of its own kind

    def size(self, page: int) -> PageSize:
        """Give a page's size; A4 as long as it is not known."""
        return self.sizes[page] if 0 <= page < len(self.sizes) else A4

    def label(self, page: int) -> str:
        """Give a page's printed label: as the text is cited by it, else as the file says."""
        return self._labels.get(page) or self.size(page).label or str(page + 1)

    def page_labelled(self, typed: str, near: int) -> int:
        """Find the page that a person means by its label, else by its number; -1 for none.

        Of several the next one after `near`: each annex may count from 1.
        """
        wanted = typed.strip().casefold()
        count = len(self.sizes)
        found = [page for page in range(count) if self.label(page).casefold() == wanted]
        if found:
            return next((each for each in found if each > near), found[0])
        number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 9 else 0  # noqa: PLR2004 - no document has so many pages
        return number - 1 if 0 < number <= count else -1

    # ------------------------------------------------------------------ passages

    def pages_of(self, span: Span) -> tuple[int, ...]:
        """Name the pages that a passage stands on; none where the text names none."""
        return tuple(each.locator.ordinal - 1 for each in pages_of(self.places, span))

    def places_on(self, page: int) -> Iterator[Place]:
        """List what of the text stands on a page; a passage typed in later is a place apart."""
        return (each for each in self.places if each.locator.ordinal == page + 1)

    def finds(self, page: int, span: Span) -> list[Find]:
        """Name what is to be found for a passage on a page."""
        return [
            Find(place, span)
            for place in self.places_on(page)
            if place.start < span.end and place.end > span.start
        ]

    def boxes(self, page: int, span: Span) -> tuple[Box, ...] | None:
        """Give the boxes of a passage on a page; None as long as that is not known."""
        found: tuple[Box, ...] = ()
        for wish in self.finds(page, span):
            if wish in self.errors:
                continue
            if wish not in self._found:
                return None
            found += self._found[wish]
        return found

    # ------------------------------------------------------------------ pictures

    def picture(self, page: int, width: int) -> QImage | None:
        """Give the best picture of a page there is: as wide as wished, else another."""
        exact = self._pictures.get(Draw(page, width))
        others = [drawn for wish, drawn in self._pictures.items() if wish.page == page]
        return exact or next(reversed(others), None)

    def keep_near(self, page: int, width: int) -> None:
        """Let go of the pictures of far pages, and of other widths once the right one is there."""
        for wish in list(self._pictures):
            far = abs(wish.page - page) > 1
            stale = wish.width != width and Draw(wish.page, width) in self._pictures
            heavy = wish.page != page and wish.width > NEIGHBOURS_UP_TO
            if far or stale or heavy:
                del self._pictures[wish]

    # ------------------------------------------------------------------ wishes

    def wishes(
        self, page: int, width: int, spans: Iterable[Span], cuts: Iterable[Wish]
    ) -> list[Wish]:
        """List what is still needed to show a page, the most urgent first."""
        if not self.sizes:
            return [each for each in (ListPages(),) if each not in self.errors]
        wanted: list[Wish] = [Draw(page, width)]
        for span in spans:
            wanted += self.finds(page, span)
        wanted += cuts
        if width <= NEIGHBOURS_UP_TO:
            near = (page + 1, page - 1)
            wanted += [Draw(each, width) for each in near if 0 <= each < len(self.sizes)]
        return [each for each in wanted if not self._has(each)]

    def _has(self, wish: Wish) -> bool:
        if wish in self.errors:
            return True
        if isinstance(wish, Draw):
            return wish in self._pictures
        return isinstance(wish, Find) and wish in self._found
