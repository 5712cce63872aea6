"""An open library, as the jobs on the store's thread see it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3

    import sqlite_utils

Row = dict[str, Any]
"""One row by column name; values are what SQLite holds: str, int, float, bytes or None."""


class GivesWay(Exception):
    """A save waits: the read under way ends here and is run again after it."""


@dataclass(slots=True)
class Library:
    """The one writing connection and where it leads; never leaves the store's thread.

    `depth` counts the `writing()` blocks that are open, one inside the other; `wrote` says that
    the job under way has opened one, and so must not be run again. A job that takes long without
    a statement of its own (a backup between two steps) calls `let_others` now and then: it does
    the jobs that wait, saves first. `must_stop` says that a save waits for the read under way; it
    is looked at before each statement, since short ones are over before SQLite asks.
    """

    db: "sqlite_utils.Database"
    path: Path
    read_only: bool = False
    depth: int = field(default=0, repr=False)
    wrote: bool = field(default=False, repr=False)
    let_others: Callable[[], None] = field(default=lambda: None, repr=False)
    must_stop: Callable[[], bool] = field(default=lambda: False, repr=False)

    @property
    def writing(self) -> bool:
        """Whether a transaction of ours is open."""
        return self.depth > 0


def rows(library: Library, sql: str, parameters: tuple[object, ...] = ()) -> list[Row]:
    """Run a query and fetch all of it: a suspended SELECT would block the next save."""
    cursor = _run(library, sql, parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def tuples(library: Library, sql: str, parameters: tuple[object, ...] = ()) -> list[Any]:
    """Run a query and fetch all of it as tuples."""
    return _run(library, sql, parameters).fetchall()


def values(library: Library, sql: str, parameters: tuple[object, ...] = ()) -> list[Any]:
    """Run a query and fetch its first column."""
    return [row[0] for row in _run(library, sql, parameters).fetchall()]


def _run(library: Library, sql: str, parameters: tuple[object, ...]) -> "sqlite3.Cursor":
    if library.must_stop():
        raise GivesWay
    return library.db.conn.execute(sql, parameters)
