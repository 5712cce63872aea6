"""The one way to write: a transaction that is stored whole or leaves no trace."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from annotations.errors import SaveError, SaveFault
from annotations.storage.library import Library

if TYPE_CHECKING:
    import sqlite3

COMMIT_TRIES = 3
"""Each try waits as long as `busy_timeout` says."""

_FAULTS = {
    "SQLITE_BUSY": SaveFault.BUSY,
    "SQLITE_LOCKED": SaveFault.BUSY,
    "SQLITE_FULL": SaveFault.DISK_FULL,
    "SQLITE_READONLY": SaveFault.READ_ONLY,
    "SQLITE_PERM": SaveFault.READ_ONLY,
    "SQLITE_READONLY_DBMOVED": SaveFault.MOVED,
    "SQLITE_CANTOPEN": SaveFault.READ_ONLY,  # no journal can be made beside the library
    "SQLITE_CORRUPT": SaveFault.DAMAGED,
    "SQLITE_NOTADB": SaveFault.DAMAGED,
    # A limit of the system on the size of files (RLIMIT_FSIZE, quotas) is a failed write.
    "SQLITE_IOERR_WRITE": SaveFault.DISK_FULL,
    "SQLITE_IOERR": SaveFault.OTHER,
}


def code_of(error: "sqlite3.Error") -> str:
    """Name SQLite's result code, "" where the module itself complains."""
    return getattr(error, "sqlite_errorname", "") or ""


def fault_of(error: "sqlite3.Error") -> SaveFault | None:
    """Tell what in the world made a statement fail; None for a mistake of ours."""
    code = code_of(error)
    while code:
        if code in _FAULTS:
            return _FAULTS[code]
        code = code.rpartition("_")[0] if code.count("_") > 1 else ""
    return None


@contextmanager
def writing(library: Library) -> Iterator[None]:
    """Open a transaction; commit it at the end, roll it back on any exception.

    Takes the write lock at once, so that what is read inside still holds when it is written.
    One inside another joins it. Raises SaveError, and then nothing of it was stored.
    """
    import sqlite3

    if library.read_only:
        raise SaveError(SaveFault.READ_ONLY, str(library.path))
    connection = library.db.conn
    if library.depth:
        with _inside(library):
            yield
        return
    _roll_back(connection)  # what an earlier failure could not even roll back
    try:
        connection.execute("BEGIN IMMEDIATE")
        library.wrote = True
        with _inside(library):
            yield
        _commit(connection)
    except sqlite3.Error as error:
        _roll_back(connection)
        fault = fault_of(error)
        if fault is None:
            raise
        raise SaveError(fault, f"{code_of(error)}: {error}") from error
    except BaseException:
        _roll_back(connection)
        raise


@contextmanager
def _inside(library: Library) -> Iterator[None]:
    library.depth += 1
    try:
        with library.db.atomic():  # a savepoint, since a transaction is open
            yield
    finally:
        library.depth -= 1


def _commit(connection: "sqlite3.Connection") -> None:
    """Commit, again if another program was reading: a busy COMMIT leaves the transaction open."""
    import sqlite3

    for left in reversed(range(COMMIT_TRIES)):
        try:
            connection.execute("COMMIT")
            return
        except sqlite3.OperationalError as error:
            if not left or fault_of(error) is not SaveFault.BUSY:
                raise


def _roll_back(connection: "sqlite3.Connection") -> None:
    """Roll back what SQLite has not rolled back by itself (as it does when the disk is full)."""
    import sqlite3

    try:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    except sqlite3.Error:
        # The journal stays; the next to open the library rolls back.
        return
