"""Where highlights stand on revisions newer than their own."""

from collections.abc import Callable
from dataclasses import dataclass

from annotations.anchoring import describe, follow, likeness, locate
from annotations.model import Placement, Quote, Span
from annotations.storage.library import Library, tuples, values
from annotations.storage.rows import insert_many
from annotations.vocabulary import PlacementState

_SURE = {PlacementState.EXACT, PlacementState.MOVED}


@dataclass(frozen=True, slots=True)
class Captured:
    """A highlight's number, the revision it was captured on, and its quote."""

    number: int
    uid: str
    revision_id: int
    quote: Quote


def captured(library: Library, column: str, key: object) -> list[Captured]:
    """Read the quotes of some highlights; `column` is of their table."""
    found = tuples(
        library,
        "SELECT id, uid, revision_id,"  # noqa: S608 - our names, bound values
        " quote, prefix, suffix, start_offset, end_offset, text_sha256"
        f" FROM highlights WHERE {column} = ?",
        (key,),
    )
    names = ("exact", "prefix", "suffix", "start", "end", "text_sha256")
    return [
        Captured(number, uid, revision, Quote(**dict(zip(names, row, strict=True))))
        for number, uid, revision, *row in found
    ]


def placing_on(library: Library, text: str) -> Callable[[Captured], Placement]:
    """Make what places highlights on a text, knowing where the lines of their own went.

    One whose words are gone, but that a person had put on other words since, is proposed where
    those stand.
    """
    followed: dict[int, Callable[[int], int | None]] = {}

    def located(revision: int, quote: Quote) -> Placement:
        """Place a quote of an older revision on the text."""
        if revision not in followed:
            followed[revision] = follow(_text(library, revision), text)
        return locate(text, quote, followed[revision](quote.start))

    def at(highlight: Captured) -> Placement:
        """Place one highlight on the text."""
        found = located(highlight.revision_id, highlight.quote)
        if found.state in _SURE:
            return found
        for revision, start, end in _put_backs(library, highlight.uid):
            there = located(revision, describe(_text(library, revision), Span(start, end)))
            if there.state in _SURE:
                words = text[there.start : there.end]
                alike = likeness(highlight.quote.exact, words)
                return Placement(there.start, there.end, PlacementState.REVIEW, alike)
        return found

    return at


def _text(library: Library, revision_id: int) -> str:
    (text,) = values(library, "SELECT text FROM texts WHERE revision_id = ?", (revision_id,))
    return str(text)


def _put_backs(library: Library, uid: str, revision_id: int = 0) -> list[tuple[int, int, int]]:
    """Read where a person put a highlight back, newest first; on any revision or on one."""
    return tuples(
        library,
        "SELECT revision_id, start_offset, end_offset FROM put_backs WHERE highlight = ?"
        " AND trashed = '' AND ? IN (revision_id, 0) ORDER BY revision_id DESC, id DESC",
        (uid, revision_id),
    )


def settle(library: Library, uid: str, revision_id: int) -> None:
    """Place a highlight on one newer revision: where it was put back, else where it is found."""
    for highlight in captured(library, "uid", uid):
        _settle(library, highlight, revision_id)


def _settle(library: Library, highlight: Captured, revision_id: int) -> None:
    text = _text(library, revision_id)
    put = _put_backs(library, highlight.uid, revision_id)
    if put:
        _, start, end = put[0]
        alike = likeness(highlight.quote.exact, text[start:end])
        found = Placement(start, end, PlacementState.MOVED, alike)
    else:
        found = placing_on(library, text)(highlight)
    library.db.conn.execute(
        "DELETE FROM placements WHERE highlight_id = ? AND revision_id = ?",
        (highlight.number, revision_id),
    )
    write_placement(library, highlight.number, revision_id, found)


def place(library: Library, highlight_id: int) -> None:
    """Place a highlight, new or with other ends, on each revision newer than its own.

    Mostly there is none: a reader shows the newest. Another window may have added one meanwhile.
    """
    newer = values(
        library,
        "SELECT newer.id FROM highlights h JOIN revisions own ON own.id = h.revision_id"
        " JOIN revisions newer ON newer.article_id = h.article_id AND newer.number > own.number"
        " WHERE h.id = ?",
        (highlight_id,),
    )
    if not newer:
        return
    displace(library, highlight_id)
    (highlight,) = captured(library, "id", highlight_id)
    for revision_id in newer:
        _settle(library, highlight, revision_id)


def displace(library: Library, highlight_id: int) -> None:
    """Forget where a highlight stands on newer revisions."""
    library.db.conn.execute("DELETE FROM placements WHERE highlight_id = ?", (highlight_id,))


def write_placement(
    library: Library, highlight_id: int, revision_id: int, found: Placement
) -> None:
    """Store where a highlight stands on a revision."""
    row = {
        "highlight_id": highlight_id,
        "revision_id": revision_id,
        "start_offset": found.start,
        "end_offset": found.end,
        "state": found.state.value,
        "similarity": found.similarity,
    }
    insert_many(library, "placements", [row])
