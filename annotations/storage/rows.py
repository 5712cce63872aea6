"""Writing one row: its version, its checksum, and what it was before.

Statements go through the plain connection, inside `writing()` only: sqlite-utils' `insert` and
`update` ask the schema again each time and cost four times the statement (tests/benchmarks,
bench_save.py), and inside an open transaction they do nothing more.
"""

import hashlib
import json
from collections.abc import Iterable, Sized

from annotations.storage.library import Library, Row, rows
from annotations.storage.schema_tables import TABLES

CHECKSUM_FORMAT = 1
CHECKSUMMED = tuple(name for name, columns in TABLES.items() if "checksum TEXT NOT NULL" in columns)
"""Tables whose rows each hold a checksum over all their other columns."""

BOOKKEEPING = frozenset({"id", "version", "created", "changed", "checksum"})
"""Columns that say nothing of the content: not compared, and not restored by undo."""

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def checksum(row: Row) -> str:
    """Hash a row: format number, colon, SHA-256 over the canonical JSON of its columns.

    Every column but `checksum`, by name, keys sorted, no spaces, UTF-8.
    """
    content = {name: value for name, value in row.items() if name != "checksum"}
    digest = hashlib.sha256(_encode(content).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{CHECKSUM_FORMAT}:{digest}"


def column_names(table: str) -> tuple[str, ...]:
    """Name the columns of a table, in order."""
    names = (definition.split(" ", 1)[0] for definition in TABLES[table])
    return tuple(name for name in names if name.isidentifier() and name.islower())


def read_row(library: Library, table: str, uid: str) -> Row | None:
    """Read one row by uid, None where it is not."""
    found = rows(library, f"SELECT * FROM {table} WHERE uid = ?", (uid,))  # noqa: S608 - our names, bound values
    return found[0] if found else None


def insert(library: Library, table: str, row: Row) -> Row:
    """Insert a row, giving it a number if it has none. Return it whole.

    Every column must be there: the checksum is taken before SQLite could fill in a default.
    """
    _inside(library)
    if "id" not in row:
        row = {"id": next_id(library, table), **row}
    row = _summed(table, row)
    library.db.conn.execute(
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks(row)})",  # noqa: S608 - our names, bound values
        tuple(row.values()),
    )
    return row


def insert_many(library: Library, table: str, found: Iterable[Row]) -> None:
    """Insert rows that all have the same columns, with their checksums."""
    _inside(library)
    summed = [_summed(table, row) for row in found]
    if not summed:
        return
    names = tuple(summed[0])
    library.db.conn.executemany(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks(names)})",  # noqa: S608 - our names, bound values
        [tuple(row.values()) for row in summed],
    )


def update(library: Library, table: str, row: Row, changed: Row) -> Row:
    """Set the columns of `changed` in a row that was read whole. Return the row as it is now."""
    _inside(library)
    now = _summed(table, {**row, **changed})
    written = [*changed, "checksum"] if table in CHECKSUMMED else [*changed]
    library.db.conn.execute(
        f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in written)} WHERE id = ?",  # noqa: S608 - our names, bound values
        (*(now[name] for name in written), row["id"]),
    )
    return now


def delete(library: Library, table: str, number: int) -> None:
    """Delete a row."""
    _inside(library)
    library.db.conn.execute(f"DELETE FROM {table} WHERE id = ?", (number,))  # noqa: S608 - our names, bound values


def next_id(library: Library, table: str) -> int:
    """Tell the number that the next row gets. Numbers are never used again."""
    found = library.db.conn.execute(
        "SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)
    ).fetchone()
    return int(found[0]) + 1 if found else 1


def content(row: Row) -> Row:
    """Leave out bookkeeping."""
    return {name: value for name, value in row.items() if name not in BOOKKEEPING}


def difference(before: Row, after: Row) -> tuple[Row, Row]:
    """Split two rows into the columns in which they differ: as before, as after.

    A column that is missing from `after` is left as it is.
    """
    names = [
        name
        for name, value in after.items()
        if name not in BOOKKEEPING and before.get(name) != value
    ]
    return {name: before[name] for name in names}, {name: after[name] for name in names}


def encode(row: Row | None) -> str | None:
    """Write the columns of a history row."""
    return None if row is None else _encode(row)


def decode(text: str | None) -> Row | None:
    """Read the columns of a history row."""
    return None if text is None else json.loads(text)


def marks(some: Sized) -> str:
    """Write as many question marks as there are values."""
    return ",".join("?" * len(some))


def _summed(table: str, row: Row) -> Row:
    return {**row, "checksum": checksum(row)} if table in CHECKSUMMED else row


def _inside(library: Library) -> None:
    if not library.writing:
        raise RuntimeError("rows are written inside writing() only")
