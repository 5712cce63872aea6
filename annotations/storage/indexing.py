"""The full-text index, kept in step in the transaction that changes a row.

There are no triggers. An index over external content forgets a row only when told the words it
was given, so they are taken out before the row changes and put in again after.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from annotations.storage.library import Library, Row, values
from annotations.storage.schema_views import ARTICLE_WORDS, HIGHLIGHT_WORDS

INDEXES = {
    "articles_fts": ("article_words", ARTICLE_WORDS),
    "highlights_fts": ("highlight_words", HIGHLIGHT_WORDS),
}

# Columns that the index shows, by the table they stand in.
_SHOWN = {
    "articles": {"title", "byline", "outlet", "revision_id"},
    "highlights": {"quote", "note", "report_note", "speaker", "speaker_as_written"},
    "speakers": {"name", "merged_into", "aliases"},
}

# Who is one with some speakers, up and down all merges.
_FAMILY = (
    "WITH RECURSIVE family (uid) AS (SELECT value FROM json_each(?)"
    " UNION SELECT s.merged_into FROM family JOIN speakers s ON s.uid = family.uid"
    " WHERE s.merged_into IS NOT NULL"
    " UNION SELECT s.uid FROM family JOIN speakers s ON s.merged_into = family.uid)"
    " SELECT id FROM highlights WHERE speaker IN (SELECT uid FROM family)"
)


@contextmanager
def reindexing(
    library: Library, table: str, row: Row, changed: set[str], merged: Iterable[str | None] = ()
) -> Iterator[None]:
    """Take out the words of a row, let it be written, and put its words in again.

    `row` needs `id` and `uid`; `changed` are the columns that are about to change, with "aliases"
    for those of a speaker; `merged` are the uids that it was or will be merged into: the words of
    a highlight name everybody who is one with its speaker. The row may come or go in between.
    """
    if not _SHOWN.get(table, set()) & changed:
        yield
        return
    index, some = ("highlights_fts", [row["id"]])
    if table == "articles":
        index = "articles_fts"
    elif table == "speakers":
        uids = [uid for uid in (row["uid"], *merged) if uid]
        some = values(library, _FAMILY, (json.dumps(uids),))
    where, parameters = "id IN (SELECT value FROM json_each(?))", (json.dumps(some),)
    if some:
        remove(library, index, where, parameters)
    yield
    if some:
        add(library, index, where, parameters)


def add(library: Library, index: str, where: str, parameters: tuple[object, ...]) -> None:
    """Put rows into an index, all in one statement; `where` is on the number of the row."""
    view, columns = INDEXES[index]
    names = ", ".join(columns)
    library.db.conn.execute(
        f"INSERT INTO {index} (rowid, {names}) SELECT id, {names} FROM {view} WHERE {where}",  # noqa: S608 - our names, bound values
        parameters,
    )


def remove(library: Library, index: str, where: str, parameters: tuple[object, ...]) -> None:
    """Take rows out of an index, before they change."""
    view, columns = INDEXES[index]
    names = ", ".join(columns)
    library.db.conn.execute(
        f"INSERT INTO {index} ({index}, rowid, {names})"  # noqa: S608 - our names, bound values
        f" SELECT 'delete', id, {names} FROM {view} WHERE {where}",
        parameters,
    )


def rebuild(library: Library) -> None:
    """Make both indexes anew from what stands in the library."""
    for index in INDEXES:
        library.db.conn.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608 - our names


def in_step(library: Library, index: str) -> bool:
    """Tell whether an index says what its rows say. It reads all of them."""
    import sqlite3

    try:
        library.db.conn.execute(
            f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)"  # noqa: S608 - our names
        )
    except sqlite3.DatabaseError:
        return False
    return True
