"""Three versions of one record into one: what I changed, onto what stands in the library now."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from annotations.facts import Attribution, Check, Fact, ReplyRequest, Translation
from annotations.model import Metadata, PromiseStep, Record

JOINED = ("note", "report_note")
"""Texts that people write: of two versions both are kept."""

LINE = "\n\n---\n\n"
"""What stands between two kept texts; a rule in Markdown."""

_INNER = (Attribution, Metadata)
_ITEMS = (Fact, Check, Translation, ReplyRequest, PromiseStep)
_UNMERGED = {"id", "uid", "version", "author", "created", "changed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Something that another window or program changed too.

    `field` is empty for the record as a whole; "statistics.value" names a field of a fact.
    `theirs` stands in the library. With `both` nothing was dropped, else `mine` was.
    """

    noun: str
    uid: str
    field: str = ""
    theirs: object = None
    mine: object = None
    both: bool = False


def merge(noun: str, before: Record, mine: Record, theirs: Record) -> tuple[Record, list[Conflict]]:
    """Carry what changed from `before` to `mine` over to `theirs`.

    Different fields are merged, two texts of one note both kept; where both changed one field,
    theirs stays and a conflict says so.
    """
    conflicts: list[Conflict] = []

    def clash(field: str, theirs: object, mine: object, *, both: bool = False) -> None:
        """Note that both changed one field; `both` says that both texts were kept."""
        conflicts.append(
            Conflict(noun=noun, uid=before.uid, field=field, theirs=theirs, mine=mine, both=both)
        )

    return cast(Record, _fields("", before, mine, theirs, clash)), conflicts


def _fields(path: str, before: Any, mine: Any, theirs: Any, clash: Any) -> Any:  # noqa: ANN401 - any record
    changes = {}
    for field in dataclasses.fields(before):
        if field.name in _UNMERGED:
            continue
        was, want, stands = (getattr(each, field.name) for each in (before, mine, theirs))
        if want in (was, stands):
            continue
        name = f"{path}{field.name}"
        changes[field.name] = want if stands == was else _both(name, was, want, stands, clash)
    return dataclasses.replace(theirs, **changes) if changes else theirs


def _both(name: str, was: Any, want: Any, stands: Any, clash: Any) -> Any:  # noqa: ANN401 - any field
    """Settle a field that both changed, to different values."""
    if name in JOINED:
        joined = _joined(was, want, stands)
        clash(name, stands, want, both=True)
        return joined
    if isinstance(was, _INNER):
        return _fields(f"{name}.", was, want, stands, clash)
    if isinstance(was, tuple):
        some = [*was, *want, *stands]
        if all(isinstance(each, str) for each in some):
            return _names(was, want, stands)
        if all(isinstance(each, _ITEMS) for each in some):
            return _items(name, was, want, stands, clash)
    clash(name, stands, want)
    return stands


def _joined(was: str, want: str, stands: str) -> str:
    """Keep both texts. One that was joined before goes on being written in its own place."""
    parts = stands.split(LINE)
    if was and was in parts:
        parts[parts.index(was)] = want
        return LINE.join(part for part in parts if part)
    return LINE.join(part for part in (stands, want) if part)


def _names(was: tuple[str, ...], want: tuple[str, ...], stands: tuple[str, ...]) -> tuple[str, ...]:
    kept = [name for name in stands if name in want or name not in was]
    return (*kept, *(name for name in want if name not in was and name not in kept))


def _items(
    name: str,
    was: Iterable[Any],
    want: Iterable[Any],
    stands: Iterable[Any],
    clash: Any,  # noqa: ANN401 - a callback
) -> tuple[Any, ...]:
    """Merge lists of facts, each known by its uid."""
    old = {item.uid: item for item in was}
    mine = {item.uid: item for item in want}
    theirs = {item.uid: item for item in stands}
    found = []
    for uid, item in theirs.items():
        if uid not in old:
            found.append(item)
        elif uid in mine:
            found.append(_fields(f"{name}.", old[uid], mine[uid], item, clash))
        elif item != old[uid]:  # I took away what they changed
            clash(name, item, None)
            found.append(item)
    for uid, item in mine.items():
        if uid not in theirs:
            if uid not in old:
                found.append(item)
            elif item != old[uid]:  # they took away what I changed
                clash(name, None, item)
    return tuple(found)
