"""`kutip check`: what is wrong with a library, and mending the one thing that can be mended.

An edit by another program leaves the full-text index behind; it is only an index, so it is built
anew from what is stored. Nothing else is ever "repaired": a changed row is named, never guessed at.
"""

from collections.abc import Iterator

from annotations.errors import SaveError, SaveFault
from annotations.storage.library import Library
from annotations.storage.verify import Finding, FindingKind, verify
from annotations.storage.writing import writing

INDEXES = ("articles_fts", "highlights_fts")


def check(library: Library) -> Iterator[Finding]:
    """Find everything that is wrong with an open library; changes nothing."""
    yield from verify(library.db.conn)
    yield from stale_indexes(library)


def stale_indexes(library: Library) -> Iterator[Finding]:
    """Name the full-text indexes that do not say what is stored."""
    for index in INDEXES:
        if not _in_step(library, index):
            yield Finding(FindingKind.INDEX, index)


def mend(library: Library) -> list[Finding]:
    """Build the stale full-text indexes anew; return what was mended. Raises SaveError."""
    stale = list(stale_indexes(library))
    for finding in stale:
        with writing(library):
            library.db.conn.execute(
                f"INSERT INTO {finding.table} ({finding.table}) VALUES ('rebuild')"  # noqa: S608 - our names
            )
    return stale


def _in_step(library: Library, index: str) -> bool:
    """Ask FTS5 to compare an index with its content.

    The question is an INSERT to SQLite, though it writes nothing: a library that is open for
    reading only cannot be asked, and nobody can mend it either.
    """
    connection = library.db.conn
    if library.read_only:
        return True
    try:
        with writing(library):
            connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608 - our names
    except SaveError as error:
        if error.fault is SaveFault.DAMAGED:
            return False
        raise
    return True
