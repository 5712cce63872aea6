"""Emptying the trash: the one deletion that nothing brings back but a backup."""

from annotations.storage import indexing
from annotations.storage.library import Library, rows, values
from annotations.storage.nouns import (
    DECISION,
    EVIDENCE,
    HIGHLIGHT,
    PROMISE,
    PUT_BACK,
    SPEAKER,
    Noun,
)
from annotations.storage.rows import update
from annotations.storage.writing import writing

_BY_REVISION = (
    "texts",
    "places",
    "placements",
    "revision_origins",
    "put_backs",
    "signatures",
    "signature_bands",
    "suggestion_runs",
    "suggestion_keys",
)


def empty_trash(library: Library) -> int:
    """Delete all that is in the trash, with its history. Return how many records went.

    Articles go with their revisions and highlights. A speaker or promise that something still
    refers to stays in the trash. Not a step of undo: back up first. Raises SaveError.
    """
    with writing(library):
        connection = library.db.conn
        # References among what goes at once are looked at when all is gone.
        connection.execute("PRAGMA defer_foreign_keys = ON")
        articles = values(library, "SELECT id FROM articles WHERE trashed <> ''")
        highlights = values(
            library,
            "SELECT h.id FROM highlights h JOIN articles a ON a.id = h.article_id"
            " WHERE h.trashed <> '' OR a.trashed <> ''",
        )
        gone = _delete_highlights(library, highlights)
        gone += _delete_articles(library, articles)
        gone += _delete_nouns(library, PROMISE, _free(library, "promises", _FREE_PROMISE))
        gone += _delete_speakers(library, _free(library, "speakers", _FREE_SPEAKER))
        for noun in (EVIDENCE, PUT_BACK):
            some = values(library, f"SELECT id FROM {noun.table} WHERE trashed <> ''")  # noqa: S608 - our names
            gone += _delete_nouns(library, noun, some)
        connection.execute(
            "DELETE FROM blobs WHERE sha256 NOT IN (SELECT original_sha256 FROM revisions)"
            " AND sha256 NOT IN (SELECT target FROM evidence)"
        )
        connection.execute(
            "DELETE FROM change_sets WHERE id NOT IN (SELECT change_id FROM history)"
            " AND id NOT IN (SELECT reverts FROM change_sets WHERE reverts IS NOT NULL)"
        )
        return gone


_FREE_PROMISE = (
    "NOT EXISTS (SELECT 1 FROM commitments WHERE promise = it.uid)"
    " AND NOT EXISTS (SELECT 1 FROM promises p WHERE p.merged_into = it.uid)"
)
_FREE_SPEAKER = (
    "NOT EXISTS (SELECT 1 FROM highlights WHERE speaker = it.uid)"
    " AND NOT EXISTS (SELECT 1 FROM promises WHERE promisor = it.uid)"
    " AND NOT EXISTS (SELECT 1 FROM speakers s WHERE s.merged_into = it.uid)"
)


def _free(library: Library, table: str, free: str) -> list[int]:
    return values(
        library,
        f"SELECT id FROM {table} AS it WHERE trashed <> '' AND {free}",  # noqa: S608 - our names
    )


def _delete_highlights(library: Library, some: list[int]) -> int:
    for number in some:
        indexing.remove(library, "highlights_fts", "id = ?", (number,))
        (uid,) = values(library, "SELECT uid FROM highlights WHERE id = ?", (number,))
        for noun in (EVIDENCE, PUT_BACK):
            own = values(library, f"SELECT id FROM {noun.table} WHERE highlight = ?", (uid,))  # noqa: S608 - our names, bound values
            _delete_nouns(library, noun, own)
        _run(library, "DELETE FROM placements WHERE highlight_id = ?", number)
        # What was accepted once is not proposed again.
        for row in rows(library, "SELECT * FROM suggestion_decisions WHERE highlight = ?", (uid,)):
            update(library, "suggestion_decisions", row, {"highlight": None})
    return _delete_nouns(library, HIGHLIGHT, some)


def _delete_articles(library: Library, some: list[int]) -> int:
    for number in some:
        indexing.remove(library, "articles_fts", "id = ?", (number,))
        decided = values(
            library, "SELECT id FROM suggestion_decisions WHERE article_id = ?", (number,)
        )
        _delete_nouns(library, DECISION, decided)
        for table in _BY_REVISION:
            _run(
                library,
                f"DELETE FROM {table} WHERE revision_id IN"  # noqa: S608 - our names, bound values
                " (SELECT id FROM revisions WHERE article_id = ?)",
                number,
            )
        _run(
            library,
            "DELETE FROM history WHERE record IN (SELECT uid FROM articles WHERE id = ?)",
            number,
        )
        _run(library, "DELETE FROM reading_positions WHERE article_id = ?", number)
        _run(library, "DELETE FROM revisions WHERE article_id = ?", number)
        _run(library, "DELETE FROM articles WHERE id = ?", number)
    return len(some)


def _delete_nouns(library: Library, noun: Noun, some: list[int]) -> int:
    for number in some:
        for part in noun.parts:
            _run(library, f"DELETE FROM {part.table} WHERE {noun.parent} = ?", number)  # noqa: S608 - our names, bound values
        _run(
            library,
            f"DELETE FROM history WHERE record IN (SELECT uid FROM {noun.table} WHERE id = ?)",  # noqa: S608 - our names, bound values
            number,
        )
        _run(library, f"DELETE FROM {noun.table} WHERE id = ?", number)  # noqa: S608 - our names, bound values
    return len(some)


def _delete_speakers(library: Library, some: list[int]) -> int:
    """Delete speakers; the words of those that they were merged into name them no longer."""
    for number in some:
        (row,) = rows(library, "SELECT id, uid, merged_into FROM speakers WHERE id = ?", (number,))
        with indexing.reindexing(library, "speakers", row, {"name"}, (row["merged_into"],)):
            _delete_nouns(library, SPEAKER, [number])
    return len(some)


def _run(library: Library, statement: str, key: object) -> None:
    library.db.conn.execute(statement, (key,))
