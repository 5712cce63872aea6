"""The passages of the reader that stand on a page: which is looked at, which can be boxed."""

from annotations.model import Span
from annotations.vocabulary import ReadBy
from desktop.pages.canvas import Boxed
from desktop.pages.shelf import Shelf
from desktop.reader.reader import Reader
from resources import Catalogue

Passage = tuple[str, Span]
"""The uid of a highlight, "" for the selection, and where it stands in the text."""


def focused(reader: Reader) -> Passage | None:
    """Name the passage that is looked at: the selection, else the focused highlight."""
    span = reader.selected_span()
    return marked(reader) if span is None else ("", span)


def marked(reader: Reader) -> Passage | None:
    """Name the focused highlight."""
    scene = reader.view.scene
    mark = scene.marks.get(scene.focused)
    return (mark.uid, mark.span) if mark is not None else None


def on_page(reader: Reader, shelf: Shelf, page: int) -> list[Passage]:
    """List the passages of a page, the one that is looked at first."""
    looked_at = focused(reader)
    found = [looked_at] if looked_at else []
    for place in shelf.places_on(page):
        found += [
            (mark.uid, mark.span)
            for mark in reader.view.scene.marks.over(place.start, place.end)
            if not mark.suggestion and (mark.uid, mark.span) not in found
        ]
    return found


def boxed(reader: Reader, shelf: Shelf, page: int) -> list[Boxed]:
    """Box what was found of them, the one that is looked at last, on top."""
    made: list[Boxed] = []
    for uid, span in reversed(on_page(reader, shelf, page)):
        if boxes := shelf.boxes(page, span):
            mark = reader.view.scene.marks.get(uid) if uid else None
            tags, letters = (mark.tags, mark.letters) if mark else ((), ())
            made.append(Boxed(uid, boxes, tags, letters))
    return made


def missing(reader: Reader, shelf: Shelf, page: int, words: Catalogue) -> str:
    """Say why the passage that is looked at is not boxed on its page, "" where it is."""
    looked_at = focused(reader)
    finds = shelf.finds(page, looked_at[1]) if looked_at else []
    if looked_at is None or not finds or shelf.boxes(page, looked_at[1]) != ():
        return ""
    read_by = {each.place.locator.read_by for each in finds}
    if ReadBy.HAND in read_by:
        return words("These words were typed from this page; nothing says where they stand.")
    if ReadBy.OCR in read_by:
        return words("These words were read off this page by a machine; compare them with it.")
    return words("These words were not found on this page, so nothing is boxed.")
