"""Where in its source a revision's words stand: pages, paragraphs, times, messages."""

from annotations.model import Block, Locator, Place, RichText
from annotations.storage.library import Library, Row, tuples, values
from annotations.vocabulary import LocatorKind, ReadBy

_FINEST_FIRST = (LocatorKind.PARAGRAPH, LocatorKind.TIME, LocatorKind.MESSAGE, LocatorKind.PAGE)


def all_places(text: RichText) -> list[Place]:
    """List what the source counts by, the blocks' own locators among it."""
    own = [Place(each.start, each.end, each.locator) for each in text.blocks if each.locator]
    return [*own, *text.places]


def rows_of(revision_id: int, text: RichText) -> list[Row]:
    """Make the rows of a revision's places."""
    return [
        {
            "revision_id": revision_id,
            "start_offset": place.start,
            "end_offset": place.end,
            "kind": place.locator.kind.value,
            "label": place.locator.label,
            "ordinal": place.locator.ordinal,
            "read_by": place.locator.read_by.value,
        }
        for place in all_places(text)
    ]


def read(library: Library, revision_id: int, blocks: tuple[Block, ...]) -> tuple[Place, ...]:
    """Read the places that no block says by its own locator, by kind and order."""
    own = {(each.start, each.end, each.locator) for each in blocks if each.locator}
    found = tuples(
        library,
        "SELECT start_offset, end_offset, kind, label, ordinal, read_by FROM places"
        " WHERE revision_id = ? ORDER BY kind, start_offset",
        (revision_id,),
    )
    places = (Place(start, end, _locator(*rest)) for start, end, *rest in found)
    return tuple(each for each in places if (each.start, each.end, each.locator) not in own)


def kinds(library: Library, revision_id: int) -> tuple[LocatorKind, ...]:
    """Tell what a revision is counted by, the finest count first; mostly by nothing."""
    found = {
        *values(library, "SELECT DISTINCT kind FROM places WHERE revision_id = ?", (revision_id,))
    }
    return tuple(kind for kind in _FINEST_FIRST if kind.value in found)


def locators_at(
    library: Library, revision_id: int, start: int, end: int, counted: tuple[LocatorKind, ...]
) -> tuple[Locator, ...]:
    """Find where the source has the code points [start, end), for each kind of `counted`.

    Of each kind the places that the passage touches, so that one over two pages has both; where
    it touches none of a kind (it lies in a list that bears no number), the last one before it.
    """
    found: list[Locator] = []
    for kind in counted:
        touched = tuples(
            library,
            "SELECT kind, label, ordinal, read_by FROM places WHERE revision_id = ? AND kind = ?"
            " AND start_offset < ? AND end_offset > ? ORDER BY start_offset",
            (revision_id, kind.value, end, start),
        ) or tuples(
            library,
            "SELECT kind, label, ordinal, read_by FROM places WHERE revision_id = ? AND kind = ?"
            " AND start_offset <= ? ORDER BY start_offset DESC LIMIT 1",
            (revision_id, kind.value, start),
        )
        found += [_locator(*row) for row in touched]
    return tuple(found)


def _locator(kind: str, label: str, ordinal: int, read_by: str) -> Locator:
    return Locator(LocatorKind(kind), label, ordinal, ReadBy(read_by))
