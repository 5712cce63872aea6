"""Where highlights stand on revisions newer than their own."""

from annotations.anchoring import locate
from annotations.model import Placement, Quote
from annotations.storage.library import Library, tuples
from annotations.storage.rows import insert_many


def quotes(library: Library, column: str, key: object) -> list[tuple[int, Quote]]:
    """Read the quotes of some highlights, with their numbers; `column` is of their table."""
    found = tuples(
        library,
        "SELECT id, quote, prefix, suffix, start_offset, end_offset, text_sha256"  # noqa: S608 - our names, bound values
        f" FROM highlights WHERE {column} = ?",
        (key,),
    )
    names = ("exact", "prefix", "suffix", "start", "end", "text_sha256")
    return [(number, Quote(**dict(zip(names, row, strict=True)))) for number, *row in found]


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
    ((_, quote),) = quotes(library, "id", highlight_id)
    for revision_id, text in newer:
        write_placement(library, highlight_id, revision_id, locate(text, quote, quote.start))


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
