"""Reading everything that is stored and comparing it with its checksums.

SQLite does not notice a flipped bit inside a text, so each row that matters carries a checksum of
its own. What is found is named row by row; nothing is changed. Works on a connection of any kind,
so that a library, a copy and a backup are judged alike.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from annotations.storage.rows import CHECKSUMMED, checksum
from annotations.storage.schema import differences, objects
from annotations.storage.schema_tables import TABLES

PAGE = 500
"""Rows read by one statement; none stays open while findings are yielded."""


class FindingKind(StrEnum):
    """What is wrong."""

    STRUCTURE = "structure"
    UNREADABLE = "unreadable"
    CHANGED = "changed_outside"
    TEXT = "text_differs"
    QUOTE = "quote_differs"
    ORIGINAL = "original_differs"
    ATTACHMENT = "attachment_differs"
    NO_ATTACHMENT = "attachment_missing"
    REFERENCE = "reference_missing"
    INDEX = "index_stale"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. `uid` names the row: its uid, or its number where it has none."""

    kind: FindingKind
    table: str = ""
    uid: str = ""
    detail: str = ""


def verify(db: sqlite3.Connection) -> Iterator[Finding]:
    """Find what a damaged disk or another program changed.

    Yields rows first, by table, then what does not fit together, then damage of the file itself.
    """
    odd = _odd_schema(db)
    if odd:  # then no row can be judged by its columns
        yield Finding(FindingKind.STRUCTURE, "sqlite_schema", detail=odd)
        return
    decode = db.text_factory
    db.text_factory = _forgiving
    try:
        there = {name for kind, name, _, _ in objects(db) if kind == "table"}
        for table in TABLES:
            if table in CHECKSUMMED and table in there:
                yield from _rows(db, table)
        yield from _texts(db)
        yield from _quotes(db)
        yield from _originals(db)
        yield from _attachments(db)
        yield from _structure(db)
    finally:
        db.text_factory = decode


def _odd_schema(db: sqlite3.Connection) -> str:
    """Tell how the schema differs from that of its version: a backup may be of an older one."""
    try:
        (version,) = db.execute("PRAGMA user_version").fetchone()
        return ", ".join(differences(objects(db), version))
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return str(error)


def _rows(db: sqlite3.Connection, table: str) -> Iterator[Finding]:
    last = -1
    while True:
        try:
            page = _page(db, table, last)
        except sqlite3.DatabaseError:
            yield from _one_by_one(db, table, last)
            return
        last = page[-1]["__rowid"] if len(page) == PAGE else -1
        for row in page:
            yield from _judge(table, row)
        if last < 0:
            return


def _page(db: sqlite3.Connection, table: str, last: int) -> list[dict[str, Any]]:
    query = f"SELECT rowid AS __rowid, * FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT {PAGE}"  # noqa: S608 - our names
    return _dicts(db.execute(query, (last,)))


def _one_by_one(db: sqlite3.Connection, table: str, last: int) -> Iterator[Finding]:
    """Read what can be read of a table that cannot be read through."""
    for number in range(last + 1, _highest(db, table) + 1):
        try:
            page = _exactly(db, table, number)
        except sqlite3.DatabaseError as error:
            yield Finding(FindingKind.UNREADABLE, table, str(number), str(error))
            continue
        for row in page:
            yield from _judge(table, row)


def _exactly(db: sqlite3.Connection, table: str, number: int) -> list[dict[str, Any]]:
    query = f"SELECT rowid AS __rowid, * FROM {table} WHERE rowid = ?"  # noqa: S608 - our names
    return _dicts(db.execute(query, (number,)))


def _dicts(cursor: sqlite3.Cursor) -> list[dict[str, Any]]:
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _highest(db: sqlite3.Connection, table: str) -> int:
    """Find how far a table's numbers may go, from whatever still tells."""
    for query in (
        f"SELECT max(rowid) FROM {table}",  # noqa: S608 - our names
        f"SELECT seq FROM sqlite_sequence WHERE name = '{table}'",  # noqa: S608 - our names
    ):
        try:
            found = db.execute(query).fetchone()
        except sqlite3.DatabaseError:
            continue
        if found and found[0]:
            return int(found[0])
    return 0


def _judge(table: str, row: dict[str, Any]) -> Iterator[Finding]:
    number = row.pop("__rowid")
    if row["checksum"] != checksum(row):
        yield Finding(FindingKind.CHANGED, table, str(row.get("uid", number)))


# Number, uid, what is remembered, and what is there.
_TEXTS = """
SELECT revisions.id, revisions.uid, revisions.text_sha256, texts.text
FROM revisions LEFT JOIN texts ON texts.revision_id = revisions.id
WHERE revisions.id > ? ORDER BY revisions.id LIMIT ?
"""
_QUOTES = """
SELECT highlights.id, highlights.uid, highlights.quote,
  substr(texts.text, highlights.start_offset + 1,
         highlights.end_offset - highlights.start_offset)
FROM highlights LEFT JOIN texts ON texts.revision_id = highlights.revision_id
WHERE highlights.id > ? ORDER BY highlights.id LIMIT ?
"""


def _texts(db: sqlite3.Connection) -> Iterator[Finding]:
    """Hash every text and compare it with what its revision remembers."""
    for uid, digest, text in _pairs(db, _TEXTS, "revisions"):
        if text is None or digest != _sha256(text):
            yield Finding(FindingKind.TEXT, "revisions", uid)


def _quotes(db: sqlite3.Connection) -> Iterator[Finding]:
    """Look whether each quote stands where it was captured."""
    for uid, quote, there in _pairs(db, _QUOTES, "highlights"):
        if quote != there:
            yield Finding(FindingKind.QUOTE, "highlights", uid)


def _pairs(db: sqlite3.Connection, query: str, table: str) -> Iterator[tuple[str, str, str | None]]:
    """Read (uid, remembered, there) in pages, over unreadable rows: those are named elsewhere."""
    last, size, highest = 0, PAGE, _highest(db, table)
    while last < highest:
        try:
            page = db.execute(query, (last, size)).fetchall()
        except sqlite3.DatabaseError:
            last += 1 if size == 1 else 0
            size = 1
            continue
        if not page:
            return
        for _, uid, remembered, there in page:
            yield str(uid), remembered, there
        last = page[-1][0]


def _originals(db: sqlite3.Connection) -> Iterator[Finding]:
    """Hash every original; a backup's copies are empty and are judged by their store."""
    try:
        names = [name for (name,) in db.execute("SELECT sha256 FROM blobs WHERE length(data) > 0")]
    except sqlite3.DatabaseError as error:
        yield Finding(FindingKind.UNREADABLE, "blobs", "", str(error))
        return
    for name in names:
        try:
            found = db.execute("SELECT data FROM blobs WHERE sha256 = ?", (name,)).fetchone()
        except sqlite3.DatabaseError as error:
            yield Finding(FindingKind.UNREADABLE, "blobs", str(name), str(error))
            continue
        if found is None or hashlib.sha256(found[0]).hexdigest() != name:
            yield from _named(db, str(name))


def _named(db: sqlite3.Connection, digest: str) -> Iterator[Finding]:
    """Tell whose bytes are not what they were: a file is attached, or was imported, or both."""
    attached = [uid for uid, target in _files(db) if target == digest]
    for uid in attached:
        yield Finding(FindingKind.ATTACHMENT, "evidence", uid, digest)
    try:
        (imported,) = db.execute(
            "SELECT count(*) FROM revisions WHERE original_sha256 = ?", (digest,)
        ).fetchone()
    except sqlite3.DatabaseError:  # named elsewhere
        imported = 1
    if imported or not attached:
        yield Finding(FindingKind.ORIGINAL, "blobs", digest)


def _attachments(db: sqlite3.Connection) -> Iterator[Finding]:
    """Look whether the bytes of every attached file are there."""
    try:
        there = {name for (name,) in db.execute("SELECT sha256 FROM blobs")}
    except sqlite3.DatabaseError:  # named elsewhere
        return
    for uid, target in _files(db):
        if target not in there:
            yield Finding(FindingKind.NO_ATTACHMENT, "evidence", uid, target)


def _files(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """Read uid and SHA-256 of every attached file, of what can be read of them."""
    try:
        found = db.execute("SELECT uid, target FROM evidence WHERE kind = 'file' ORDER BY id")
        return [(str(uid), str(target)) for uid, target in found]
    except sqlite3.DatabaseError:
        return []


def _structure(db: sqlite3.Connection) -> Iterator[Finding]:
    try:
        said = [text for (text,) in db.execute("PRAGMA integrity_check(20)")]
        loose = db.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        yield Finding(FindingKind.STRUCTURE, detail=str(error))
        return
    for text in said:
        if text != "ok":
            yield Finding(FindingKind.STRUCTURE, detail=str(text))
    for table, number, parent, _ in loose:
        yield Finding(FindingKind.REFERENCE, str(table), str(number), str(parent))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def _forgiving(data: bytes) -> str:
    """Read what should be UTF-8; a byte that is not becomes a surrogate, so that sums differ."""
    return data.decode("utf-8", "surrogateescape")
