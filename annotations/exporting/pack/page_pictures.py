"""Pages of originals as pictures with the quotes boxed, drawn by the worker."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations.entries import Entry
from annotations.errors import ImportFailed
from annotations.model import Place, Span
from annotations.paging import Box, PageWords, Word, find_on_page, page_places, pages_of

if TYPE_CHECKING:
    from annotations.exporting.pack.collecting import Shown
    from annotations.importing.worker import Worker

WIDE = 1240
"""Pixels across: 150 to the inch on A4."""
_QUALITY = 80
_PAPER, _EDGE = (255, 238, 150), (150, 90, 0)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page: its number in the file from 1, its printed label, the quotes on it.

    `found` are the labels of those that are boxed.
    """

    number: int
    label: str
    quotes: tuple[str, ...]
    found: tuple[str, ...]
    data: bytes


def quoted_pages(shown: "Shown") -> dict[int, list[tuple[Entry, Place]]]:
    """Sort the quotes of an exhibit by the pages they stand on, from 1; none where it has none."""
    text = shown.revision.text
    places = page_places(text)
    pages: dict[int, list[tuple[Entry, Place]]] = {}
    for entry in shown.entries:
        quote = entry.highlight.quote
        for place in pages_of(places, Span(quote.start, quote.end)):
            if 0 < place.locator.ordinal <= shown.revision.pages:
                pages.setdefault(place.locator.ordinal, []).append((entry, place))
    return dict(sorted(pages.items()))


def draw(shown: "Shown", data: bytes, worker: "Worker", most: int) -> Iterator[Drawn]:
    """Draw the quoted pages of an exhibit, at most so many; one that cannot be is passed over."""
    for number, some in list(quoted_pages(shown).items())[:most]:
        try:
            size, pixels = worker.ask("page", data, page=number - 1, width=WIDE)
            told, _ = worker.ask("words", data, page=number - 1)
            page = PageWords(
                Word(str(text), Box(*map(float, edges))) for text, *edges in told["words"]
            )
            wide, high = int(size["width"]), int(size["height"])
            if len(pixels) != wide * high * 3:
                continue
        except (ImportFailed, KeyError, TypeError, ValueError):
            continue
        boxes: list[Box] = []
        found = []
        for entry, place in some:
            quote = entry.highlight.quote
            at = find_on_page(shown.revision.text.text, Span(quote.start, quote.end), place, page)
            boxes += at
            found += [entry.highlight.label] if at else []
        yield Drawn(
            number,
            some[0][1].locator.label,
            tuple(entry.highlight.label for entry, _ in some),
            tuple(found),
            _marked(pixels, wide, high, boxes),
        )


def _marked(pixels: bytes, wide: int, high: int, boxes: list[Box]) -> bytes:
    """Mark the boxes as with a yellow pen, and make a JPEG without anything but the picture."""
    from PIL import Image, ImageChops, ImageDraw

    picture = Image.frombytes("RGB", (wide, high), pixels)
    for box in boxes:
        left, right = max(int(box.left * wide) - 2, 0), min(int(box.right * wide) + 2, wide)
        top, bottom = max(int(box.top * high) - 2, 0), min(int(box.bottom * high) + 2, high)
        if right <= left or bottom <= top:
            continue
        part = picture.crop((left, top, right, bottom))
        picture.paste(ImageChops.multiply(part, Image.new("RGB", part.size, _PAPER)), (left, top))
        ImageDraw.Draw(picture).line(
            ((left, bottom - 1), (right - 1, bottom - 1)), fill=_EDGE, width=2
        )
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=_QUALITY)
    return made.getvalue()
