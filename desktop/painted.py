"""What the window shows of the library: records as stored, unsaved edits laid over them."""

import dataclasses
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, TypeVar, cast

from annotations.errors import AnnotationsError
from annotations.model import Highlight, PutBack, Record
from desktop.commands import Step

if TYPE_CHECKING:
    from annotations.storage.history import Change

R = TypeVar("R", bound=Record)

_KEPT_BY_STORAGE = frozenset({"id", "uid", "version", "author", "created", "changed"})


class Edit:
    """One change of content that is not on the disk yet. `error` says why, once it failed."""

    def __init__(self, changes: Sequence["Change"], label: str, step: Step) -> None:
        self.changes = tuple(changes)
        self.label = label
        self.error: AnnotationsError | None = None
        self.step = step
        self.uids = frozenset(uid for change in self.changes for uid in _touched(change))
        # Of each record the changes: one edit may be of thousands.
        self.of: dict[str, list[Change]] = {}
        for each in self.changes:
            self.of.setdefault(uid_of(each), []).append(each)


class Painted:
    """Every record the window knows, by uid, as a person left it."""

    def __init__(self) -> None:
        self._stored: dict[str, Record] = {}
        self._shown: dict[str, Record] = {}
        self._edits: list[Edit] = []

    @property
    def edits(self) -> Sequence[Edit]:
        """Edits not stored yet, the failed among them, oldest first."""
        return self._edits

    def get(self, uid: str) -> Record | None:
        """Find a record as it is shown."""
        return self._shown.get(uid)

    def all(self, kind: type[R]) -> Iterator[R]:
        """Walk all shown records of a kind."""
        return (record for record in self._shown.values() if isinstance(record, kind))

    def keep(self, kind: type[R], records: Iterable[R], *, article_id: int = 0) -> None:
        """Take what was read for all there is of a kind (of one article, for highlights)."""
        fresh: dict[str, Record] = {record.uid: record for record in records}
        gone = [
            uid
            for uid, record in self._stored.items()
            if isinstance(record, kind)
            and uid not in fresh
            and (not isinstance(record, Highlight) or record.article_id == article_id)
        ]
        self._take(fresh.values(), gone)

    def take(self, records: Iterable[Record]) -> None:
        """Take records as they stand on the disk now."""
        self._take(records, ())

    def lay(self, edit: Edit) -> None:
        """Show an edit before it is stored."""
        self._edits.append(edit)
        for uid in edit.uids:
            self._show(uid)

    def lift(self, edit: Edit, records: Iterable[Record] = (), gone: Iterable[str] = ()) -> None:
        """Forget an edit that was stored as `records`, or that was given up (none)."""
        self._edits.remove(edit)
        self._take(records, gone)
        for uid in edit.uids:
            self._show(uid)

    def drop(self, uids: Iterable[str]) -> None:
        """Forget what is no longer on the disk."""
        self._take((), uids)

    def forget_article(self, article_id: int) -> None:
        """Let go of an article's highlights, but for those with unsaved edits."""
        unsaved = frozenset[str]().union(*(edit.uids for edit in self._edits))
        for uid, record in list(self._stored.items()):
            if (
                isinstance(record, Highlight)
                and record.article_id == article_id
                and uid not in unsaved
            ):
                del self._stored[uid]
                self._shown.pop(uid, None)

    def _take(self, records: Iterable[Record], gone: Iterable[str]) -> None:
        for record in records:
            self._stored[record.uid] = record
            self._show(record.uid)
        for uid in gone:
            self._stored.pop(uid, None)
            self._show(uid)

    def _show(self, uid: str) -> None:
        record = self._stored.get(uid)
        for edit in self._edits:
            for change in edit.of.get(uid, ()):
                record = _applied(record, change)
        if record is None:
            self._shown.pop(uid, None)
        else:
            self._shown[uid] = record


def uid_of(change: "Change") -> str:
    """Name the record a change is about."""
    record = change.after or change.before
    return record.uid if record else ""


def _touched(change: "Change") -> Iterator[str]:
    """Name the record a change is about, and the highlight that looks different with it."""
    yield uid_of(change)
    record = change.after or change.before
    if isinstance(record, PutBack):
        yield record.highlight


def rebased(stored: R, before: Record, after: Record) -> R:
    """Make on `stored` the same edit that led from `before` to `after`, field by field."""
    edited = {
        name: getattr(after, name)
        for name in _content(cast(Hashable, type(after)))
        if getattr(after, name) != getattr(before, name)
    }
    return dataclasses.replace(stored, **edited)


def _applied(record: Record | None, change: "Change") -> Record | None:
    if change.after is None:
        return None
    if change.before is None or record is None:
        return change.after
    return rebased(record, change.before, change.after)


@cache
def _content(kind: type) -> tuple[str, ...]:
    names = (field.name for field in dataclasses.fields(kind))
    return tuple(name for name in names if name not in _KEPT_BY_STORAGE)
