"""Writing the rows of one change set, each with its history row."""

from uuid import uuid4

from annotations.storage import nouns
from annotations.storage.indexing import reindexing
from annotations.storage.library import Library, Row, rows
from annotations.storage.nouns import Key, Noun
from annotations.storage.placing import displace, place, settle
from annotations.storage.rows import (
    content,
    decode,
    delete,
    difference,
    encode,
    insert,
    next_id,
    read_row,
    update,
)
from annotations.storage.same import readdress

ALIASES = "speaker_names"
_PARENT = {part.table: noun for noun in nouns.NOUNS for part in noun.parts}


def root_of(past: list[Row]) -> Noun:
    """Tell which noun the history rows of one record belong to."""
    table: str = past[0]["table_name"]
    return nouns.BY_TABLE.get(table) or _PARENT[table]


def open_change_set(
    library: Library, label: str, author: str, when: str, *, extends: int = 0, reverts: int = 0
) -> int:
    """Begin a change set, or go on with one that nobody has undone. Return its number."""
    if extends and rows(
        library,
        "SELECT id FROM change_sets AS it WHERE id = ?"
        " AND NOT EXISTS (SELECT 1 FROM change_sets WHERE reverts = it.id)",
        (extends,),
    ):
        return extends
    row = {
        "id": next_id(library, "change_sets"),
        "uid": str(uuid4()),
        "label": label,
        "author": author,
        "created": when,
        "changed": when,
        "reverts": reverts or None,
    }
    number: int = insert(library, "change_sets", row)["id"]
    return number


def _names(some: dict[Key, Row]) -> list[tuple[object, ...]]:
    """List the aliases among the rows of a speaker, as they are read in order."""
    return sorted(
        (row["position"], row["name"]) for (table, _), row in some.items() if table == ALIASES
    )


class Log:
    """Writes rows for one change set and remembers how each was before."""

    def __init__(self, library: Library, change_id: int, when: str) -> None:
        self.library = library
        self.change_id = change_id
        self.when = when

    def write(self, noun: Noun, old: dict[Key, Row], new: dict[Key, Row]) -> None:
        """Make the rows of one record `new`; what is missing from it goes.

        The noun's own row comes first and goes last: its parts refer to it.
        """
        (own_key,) = (key for key in (new or old) if key[0] == noun.table)
        own = old.get(own_key) or new[own_key]
        record = own["uid"]
        shown = (
            set(content(own))
            if not (old and new)
            else set(difference(old[own_key], new[own_key])[0])
        )
        if _names(old) != _names(new):
            shown.add("aliases")
        merged = [some[own_key].get("merged_into") for some in (old, new) if own_key in some]
        with reindexing(self.library, noun.table, own, shown, merged):
            gone = [key for key in reversed(old) if key not in new and key != own_key]
            if own_key in new:
                self.set_row(*own_key, record, old.get(own_key), new[own_key])
            for key in gone:
                self.set_row(*key, record, old[key], None)
            for key, row in new.items():
                if key != own_key:
                    self.set_row(*key, record, old.get(key), row)
            if own_key not in new:
                self.set_row(*own_key, record, old[own_key], None)
            elif old:
                self.touch(noun, record, own["version"])

    def set_row(
        self, table: str, uid: str, record: str, before: Row | None, after: Row | None
    ) -> None:
        """Write one row, None for one that is not there. Columns missing from `after` stay."""
        if after is None:
            if before is not None:
                if table == "highlights":
                    displace(self.library, before["id"])
                delete(self.library, table, before["id"])
                self._settle(table, before)
                self._remember(table, uid, record, before, None)
            return
        if before is None:
            # A row that comes back has its number, and a version it never had.
            version = after.get("version", 0) + 1 if "checksum" in after else 1
            row = {**after, "uid": uid, "version": version}
            row = insert(self.library, table, row)
            if table == "highlights":
                place(self.library, row["id"])
            self._settle(table, row)
            self._remember(table, uid, record, None, content(row))
            return
        was, becomes = difference(before, after)
        if becomes:
            version = {"version": before["version"] + 1}
            update(self.library, table, before, {**becomes, **version, **self._dated(before)})
            if table == "highlights" and becomes.keys() & {"quote", "start_offset"}:
                place(self.library, before["id"])
            if table == "articles" and "url" in becomes:
                readdress(self.library, before["revision_id"], becomes["url"])
            self._settle(table, before)
            self._remember(table, uid, record, was, becomes)

    def _settle(self, table: str, row: Row) -> None:
        """Let a highlight stand where it was put back, or again where it was found."""
        if table == "put_backs":
            settle(self.library, row["highlight"], row["revision_id"])

    def touch(self, noun: Noun, uid: str, version: int) -> None:
        """Count up the version of a noun whose parts changed, if that is still its version."""
        row = read_row(self.library, noun.table, uid)
        if row is not None and row["version"] == version:
            changed = {"version": row["version"] + 1, "changed": self.when}
            update(self.library, noun.table, row, changed)

    def close(self) -> int:
        """End the change set: 0, and no trace of it, if nothing changed."""
        connection = self.library.db.conn
        some = rows(
            self.library, "SELECT 1 FROM history WHERE change_id = ? LIMIT 1", (self.change_id,)
        )
        if not some:
            connection.execute("DELETE FROM change_sets WHERE id = ?", (self.change_id,))
            return 0
        connection.execute(
            "UPDATE change_sets SET changed = ? WHERE id = ?", (self.when, self.change_id)
        )
        return self.change_id

    def _dated(self, row: Row) -> Row:
        return {"changed": self.when} if "changed" in row else {}

    def _remember(
        self, table: str, uid: str, record: str, before: Row | None, after: Row | None
    ) -> None:
        earlier = rows(
            self.library,
            "SELECT * FROM history WHERE change_id = ? AND table_name = ? AND uid = ?"
            " ORDER BY id DESC LIMIT 1",
            (self.change_id, table, uid),
        )
        if earlier and self._extend(earlier[0], before, after):
            return
        row = {
            "change_id": self.change_id,
            "table_name": table,
            "uid": uid,
            "record": record,
            "before": encode(before),
            "after": encode(after),
        }
        insert(self.library, "history", row)

    def _extend(self, earlier: Row, before: Row | None, after: Row | None) -> bool:
        """Fold a further change into the history row of the same editing, if it follows it."""
        was, became = decode(earlier["before"]), decode(earlier["after"])
        if before is None or after is None or became is None:
            return False
        if any(name in became and became[name] != value for name, value in before.items()):
            return False  # somebody else wrote in between: keep the two steps apart
        becomes = {**became, **after}
        if was is not None:
            was = {**before, **was}
            same = [name for name, value in becomes.items() if was[name] == value]
            for name in same:
                del was[name], becomes[name]
        connection = self.library.db.conn
        if not becomes:
            connection.execute("DELETE FROM history WHERE id = ?", (earlier["id"],))
        else:
            connection.execute(
                "UPDATE history SET before = ?, after = ? WHERE id = ?",
                (encode(was), encode(becomes), earlier["id"]),
            )
        return True
