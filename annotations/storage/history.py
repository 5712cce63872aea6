"""The funnel: every change of content goes through `replace`, and `revert` undoes it.

A change set is one step of undo. Its history rows hold, for each row that changed, the columns
that did, before and after; undo puts `before` back where `after` still stands. Undo is a change
set itself, and undoing that is redo.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from dataclasses import replace as with_fields
from typing import Any
from uuid import uuid4

from annotations.model import Article, Record, Tag
from annotations.storage import nouns
from annotations.storage.changelog import ALIASES, Log, open_change_set, root_of
from annotations.storage.indexing import reindexing
from annotations.storage.library import Library, Row, rows
from annotations.storage.merging import Conflict, merge
from annotations.storage.nouns import Key, Noun, noun_of, spread
from annotations.storage.rows import content, decode, next_id, read_row
from annotations.storage.times import now
from annotations.storage.trash import empty_trash
from annotations.storage.writing import writing

__all__ = [
    "Change",
    "ChangeSet",
    "Conflict",
    "Past",
    "empty_trash",
    "of_record",
    "replace",
    "revert",
]


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after: None before is an addition, None after a deletion.

    `before` is what the changer saw; what others changed since is merged. A new record may bring
    its uid (UUIDv4), and so must its facts. `kept` adds one that was made elsewhere with its own
    times, and with its own number where that one was never given here.
    """

    before: Record | None
    after: Record | None
    kept: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSet:
    """What a change did. `id` is what undo asks for, 0 when nothing changed.

    `records` are the records as they now stand, with those that a conflict left alone; what was
    deleted is in `deleted`, by uid.
    """

    id: int
    label: str
    records: tuple[Record, ...]
    conflicts: tuple[Conflict, ...]
    when: str
    deleted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One row of a record's history: the columns that changed, None for a row that was not."""

    change: int
    label: str
    author: str
    when: str
    table: str
    uid: str
    before: Row | None
    after: Row | None


class _Refused(Exception):
    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict


def replace(
    library: Library,
    changes: Sequence[Change],
    *,
    label: str,
    author: str = "",
    extends: int = 0,
) -> ChangeSet:
    """Store changes as one change set, whole or not at all.

    `label` is the command's catalogue message. `extends` is the change set of the same editing
    going on: it stays one step of undo. Raises SaveError and UnknownTag; a conflict is no error.
    """
    when = now()
    conflicts: list[Conflict] = []
    touched: dict[str, Noun] = {}
    with writing(library):
        log = Log(library, open_change_set(library, label, author, when, extends=extends), when)
        for change in changes:
            record = change.after or change.before
            if record is None:
                continue
            noun = noun_of(record)
            uid = record.uid or str(uuid4())
            touched[uid] = noun
            with _one_record(library, noun, uid, conflicts):
                _apply(log, noun, uid, change, author, conflicts)
        number = log.close()
        return _outcome(library, number, label, when, touched, conflicts)


def revert(library: Library, change_id: int, *, author: str = "") -> ChangeSet:
    """Undo a change set: put back each record that nobody has changed since.

    A record changed since is left alone, with a conflict. Deleted records come back with the
    same number, uid and facts.
    """
    when = now()
    conflicts: list[Conflict] = []
    touched: dict[str, Noun] = {}
    with writing(library):
        found = rows(library, "SELECT label FROM change_sets WHERE id = ?", (change_id,))
        label = found[0]["label"] if found else ""
        past: dict[str, list[Row]] = {}
        for row in rows(
            library, "SELECT * FROM history WHERE change_id = ? ORDER BY id DESC", (change_id,)
        ):
            past.setdefault(row["record"], []).append(row)
        reverts = change_id if found else 0  # emptying the trash forgets change sets too
        log = Log(library, open_change_set(library, label, author, when, reverts=reverts), when)
        for uid, some in past.items():
            noun = root_of(some)
            touched[uid] = noun
            with _one_record(library, noun, uid, conflicts):
                _undo(log, noun, uid, some)
        number = log.close()
        return _outcome(library, number, label, when, touched, conflicts)


def of_record(library: Library, uid: str) -> list[Past]:
    """Tell what happened to a record and its facts, oldest first."""
    return [
        Past(
            change=row["change_id"],
            label=row["label"],
            author=row["author"],
            when=row["changed"],
            table=row["table_name"],
            uid=row["uid"],
            before=decode(row["before"]),
            after=decode(row["after"]),
        )
        for row in rows(
            library,
            "SELECT history.*, label, author, changed FROM history"
            " JOIN change_sets ON change_sets.id = change_id WHERE record = ? ORDER BY history.id",
            (uid,),
        )
    ]


@contextmanager
def _one_record(
    library: Library, noun: Noun, uid: str, conflicts: list[Conflict]
) -> Iterator[None]:
    """Let one record be refused without the others: its rows are rolled back together."""
    import sqlite3

    try:
        with library.db.atomic():
            yield
    except _Refused as refused:
        conflicts.append(refused.conflict)
    except sqlite3.IntegrityError as error:
        # Something else refers to it, or its name is taken.
        conflicts.append(Conflict(noun=noun.name, uid=uid, theirs=str(error)))


def _apply(
    log: Log, noun: Noun, uid: str, change: Change, author: str, conflicts: list[Conflict]
) -> None:
    library = log.library
    there, old = nouns.stored(library, noun, uid)
    if change.after is None:
        _remove(log, noun, there, old, change.before)
        return
    if change.before is None:
        _add(log, noun, uid, there, change.after, change.after.author or author, kept=change.kept)
        return
    if there is None:
        raise _Refused(Conflict(noun=noun.name, uid=uid, mine=change.after))
    merged, some = merge(noun.name, change.before, _with_uids(noun, change.after), there)
    conflicts += some
    if merged != there:
        log.write(noun, old, spread(library, noun, merged))


def _add(
    log: Log,
    noun: Noun,
    uid: str,
    there: Record | None,
    record: Record,
    author: str,
    *,
    kept: bool,
) -> None:
    if isinstance(record, Article):
        raise TypeError("articles are added by articles.add_all")
    record = _with_uids(noun, record)
    free = next_id(log.library, noun.table)
    record = with_fields(
        record,
        id=there.id if there else max(free, record.id) if kept else free,
        uid=uid,
        version=1,
        author=author,
        created=(record.created if kept else "") or log.when,
        changed=(record.changed if kept else "") or log.when,
    )
    new = spread(log.library, noun, record)
    if there is None:
        log.write(noun, {}, new)
        return
    # The same addition twice is one; another record with this uid is not overwritten.
    stands = spread(log.library, noun, there)
    if {key: content(row) for key, row in stands.items()} != {
        key: content(row) for key, row in new.items()
    }:
        raise _Refused(Conflict(noun=noun.name, uid=uid, theirs=there, mine=record))


def _remove(
    log: Log, noun: Noun, there: Record | None, old: dict[Key, Row], before: Record | None
) -> None:
    if there is None or before is None:
        return  # already gone
    if isinstance(there, Tag) and there.builtin:
        raise _Refused(Conflict(noun=noun.name, uid=there.uid, field="name", theirs=there))
    merged, _ = merge(noun.name, before, before, there)
    if isinstance(there, Article) or _differs(before, merged):
        raise _Refused(Conflict(noun=noun.name, uid=there.uid, theirs=there))
    log.write(noun, old, {})


def _differs(one: Record, other: Record) -> bool:
    """Compare two records of one kind, but for bookkeeping."""
    same = with_fields(
        one,
        id=other.id,
        version=other.version,
        author=other.author,
        created=other.created,
        changed=other.changed,
    )
    return same != other


def _with_uids(noun: Noun, record: Record) -> Record:
    """Give a uid to facts that came without."""
    given: dict[str, Any] = {
        part.field: tuple(
            item if item.uid else with_fields(item, uid=str(uuid4()))
            for item in getattr(record, part.field)
        )
        for part in noun.parts
        if part.item is not str and any(not item.uid for item in getattr(record, part.field))
    }
    return with_fields(record, **given) if given else record


def _undo(log: Log, noun: Noun, uid: str, past: list[Row]) -> None:
    """Undo one record's rows, newest first. All of them or, with a conflict, none."""
    library = log.library
    steps = [
        (row["table_name"], row["uid"], decode(row["before"]), decode(row["after"])) for row in past
    ]
    own = next((step for step in steps if step[0] == noun.table), None)
    there = read_row(library, noun.table, uid)
    # Only what this change set deleted comes back; what another one deleted since stays away.
    root = there or (own[2] if own and own[3] is None else None)
    if root is None:
        raise _Refused(Conflict(noun=noun.name, uid=uid))
    changed = {*(own[2] or {}), *(own[3] or {})} if own else set()
    if any(step[0] == ALIASES for step in steps):
        changed.add("aliases")
    merged = [some.get("merged_into") for some in (root, *(own or ())[2:]) if some]
    with reindexing(library, noun.table, root, changed, merged):
        for table, row_uid, before, after in steps:
            current = read_row(library, table, row_uid)
            if not _stands(current, after):
                raise _Refused(Conflict(noun=noun.name, uid=uid, theirs=current, mine=before))
            log.set_row(table, row_uid, uid, current, before)
        if there is not None:
            log.touch(noun, uid, there["version"])


def _stands(current: Row | None, after: Row | None) -> bool:
    if current is None or after is None:
        return current is after
    return all(current[name] == value for name, value in after.items())


def _outcome(
    library: Library,
    number: int,
    label: str,
    when: str,
    touched: dict[str, Noun],
    conflicts: list[Conflict],
) -> ChangeSet:
    found = {uid: nouns.stored(library, noun, uid)[0] for uid, noun in touched.items()}
    return ChangeSet(
        id=number,
        label=label,
        records=tuple(record for record in found.values() if record),
        conflicts=tuple(conflicts),
        when=when,
        deleted=tuple(uid for uid, record in found.items() if record is None),
    )
