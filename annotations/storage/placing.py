"""Where highlights stand on revisions newer than their own."""

from collections.abc import Callable
from dataclasses import dataclass

from annotations.anchoring import follow, locate
from annotations.model import Placement, Quote
from annotations.storage.library import Library, tuples, values
from annotations.storage.rows import insert_many


@dataclass(frozen=True, slots=True)
class Captured:
    """A highlight's number, the revision it was captured on, and its quote."""

    number: int
    revision_id: int
    quote: Quote


def captured(library: Library, column: str, key: object) -> list[Captured]:
    """Read the quotes of some highlights; `column` is of their table."""
    found = tuples(
        library,
        "SELECT id, revision_id,"  # noqa: S608 - our names, bound values
        " quote, prefix, suffix, start_offset, end_offset, text_sha256"
        f" FROM highlights WHERE {column} = ?",
        (key,),
    )
    names = ("exact", "prefix", "suffix", "start", "end", "text_sha256")
    return [
        Captured(number, revision, Quote(**dict(zip(names, row, strict=True))))
        for number, revision, *row in found
    ]


def placing_on(library: Library, text: str) -> Callable[[Captured], Placement]:
    """Make what places highlights on a text, knowing where the lines of their own went."""
    followed: dict[int, Callable[[int], int | None]] = {}

    def at(highlight: Captured) -> Placement:
        """Place one highlight on the text."""
        revision, quote = highlight.revision_id, highlight.quote
        if revision not in followed:
            own = values(library, "SELECT text FROM texts WHERE revision_id = ?", (revision,))
            followed[revision] = follow(own[0], text)
        return locate(text, quote, followed[revision](quote.start))

    return at


def place(library: Library, highlight_id: int) -> None:
    """Place a highlight, new or with other ends, on each revision newer than its own.

    Mostly there is none: a reader shows the newest. Another window may have added one meanwhile.
    """
    newer = tuples(
        library,
        "SELECT newer.id, texts.text FROM highlights h JOIN revisions own ON own.id = h.revision_id"
        " JOIN revisions newer ON newer.article_id = h.article_id AND newer.number > own.number"
        " JOIN texts ON texts.revision_id = newer.id WHERE h.id = ?",
        (highlight_id,),
    )
    if not newer:
        return
    displace(library, highlight_id)
    (highlight,) = captured(library, "id", highlight_id)
    for revision_id, text in newer:
        write_placement(library, highlight_id, revision_id, placing_on(library, text)(highlight))


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
