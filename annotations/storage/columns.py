"""Records as columns and back.

A date becomes four columns, a number decimal text and a REAL, a tuple JSON; a record inside a
record (Quote, Metadata, Attribution) lies flat among its owner's columns. Fields that are rows of
their own are left to `nouns`.
"""

import dataclasses
import json
import types
import typing
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import Any

from annotations import plain
from annotations.facts import Attribution, WrittenDate
from annotations.model import Metadata, Quote
from annotations.queries import Filter
from annotations.storage.library import Row

FLAT = {Quote, Metadata, Attribution}
RENAMED = {
    # END and WHEN are words of SQL.
    "Quote.exact": "quote",
    "Quote.start": "start_offset",
    "Quote.end": "end_offset",
    "PutBack.start": "start_offset",
    "PutBack.end": "end_offset",
    "Decision.start": "start_offset",
    "Decision.end": "end_offset",
    "Decision.verdict": "decision",
    "Check.when": "at",
    "PromiseStep.when": "at",
    "SavedSearch.wanted": "filter",
}
REFERENCES = {"speaker", "promise", "promisor", "merged_into", "highlight"}
"""Columns with a foreign key on a uid: "" in the model is NULL there."""

Put = Callable[[Any, Row], None]
Take = Callable[[Row], Any]


def to_columns(record: Any, skip: tuple[str, ...] = ()) -> Row:  # noqa: ANN401 - any record
    """Spread a record's fields over columns, leaving out the fields named in `skip`."""
    row: Row = {}
    for name, put, _ in _plan(type(record), skip):
        put(getattr(record, name), row)
    return row


def from_columns(kind: type[Any], row: Row, skip: tuple[str, ...] = (), **given: object) -> Any:  # noqa: ANN401 - a `kind`
    """Gather a record from columns; `given` are the fields in `skip`."""
    return kind(**{name: take(row) for name, _, take in _plan(kind, skip)}, **given)


_Plan = tuple[tuple[str, Put, Take], ...]
_plans: dict[tuple[object, tuple[str, ...]], _Plan] = {}


def _plan(kind: type, skip: tuple[str, ...]) -> _Plan:
    """Work out once for each kind of record how its fields go into columns and back."""
    if (kind, skip) not in _plans:
        hints = typing.get_type_hints(kind)
        _plans[kind, skip] = tuple(
            (field.name, *_field(kind, field.name, hints[field.name]))
            for field in dataclasses.fields(kind)
            if field.name not in skip
        )
    return _plans[kind, skip]


def _field(kind: type, name: str, hint: Any) -> tuple[Put, Take]:  # noqa: ANN401 - a type hint
    column = RENAMED.get(f"{kind.__name__}.{name}", name)
    if hint is WrittenDate:
        return _date(name)
    if hint in FLAT:
        return (lambda value, row: row.update(to_columns(value))), (
            lambda row: from_columns(hint, row)
        )
    if typing.get_origin(hint) is types.UnionType and Decimal in typing.get_args(hint):
        return _number(name)
    if typing.get_origin(hint) is tuple:
        return _tuple(column, hint)
    if hint is Filter:
        return _whole(column, Filter)
    if hint is bool:
        return (lambda value, row: row.__setitem__(column, int(value))), (
            lambda row: bool(row[column])
        )
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        known = {member.value: member for member in hint}
        return (lambda value, row: row.__setitem__(column, value.value)), (
            lambda row: known[row[column]]
        )
    if name in REFERENCES:
        return (lambda value, row: row.__setitem__(column, value or None)), (
            lambda row: row[column] or ""
        )
    return (lambda value, row: row.__setitem__(column, value)), (lambda row: row[column])


def _date(name: str) -> tuple[Put, Take]:
    words, start, end, precision = (
        f"{name}_{part}" for part in ("words", "start", "end", "precision")
    )
    precisions = {
        member.value: member for member in typing.get_type_hints(WrittenDate)["precision"]
    }

    def put(value: WrittenDate, row: Row) -> None:
        """Spread a date over its four columns."""
        row[words] = value.words
        row[start] = value.start
        row[end] = value.end
        row[precision] = value.precision.value

    def take(row: Row) -> WrittenDate:
        """Gather a date from its four columns."""
        return WrittenDate(row[words], row[start], row[end], precisions[row[precision]])

    return put, take


def _number(name: str) -> tuple[Put, Take]:
    sortable = f"{name}_number"

    def put(value: Decimal | None, row: Row) -> None:
        """Write a number exactly, as text, and roughly, to sort by."""
        row[name] = None if value is None else str(value)
        row[sortable] = None if value is None else float(value)

    def take(row: Row) -> Decimal | None:
        """Read the exact number; None where there is none."""
        return None if row[name] is None else Decimal(row[name])

    return put, take


def _whole(column: str, kind: type[Any]) -> tuple[Put, Take]:
    def put(value: object, row: Row) -> None:
        """Write a record as canonical JSON, without what is as it is by itself."""
        row[column] = plain.dumps(value)

    def take(row: Row) -> object:
        """Read a record from JSON; raises what `plain.read` does."""
        return plain.read(kind, json.loads(row[column]))

    return put, take


def _tuple(column: str, hint: Any) -> tuple[Put, Take]:  # noqa: ANN401 - a type hint
    def put(value: tuple[object, ...], row: Row) -> None:
        """Write a tuple as canonical JSON."""
        row[column] = plain.dumps(value) if value else "[]"

    def take(row: Row) -> object:
        """Read a tuple from JSON; raises what `plain.read` does."""
        text = row[column]
        return () if text == "[]" else plain.read(hint, json.loads(text))

    return put, take
