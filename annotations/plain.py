"""Records as plain JSON values and back: for the worker's pipe, stored columns and checksums.

`write` leaves out what has its default value, so that a field added later does not change what
was written before; `read` ignores nothing: an unknown key is an error of ours.
"""

import dataclasses
import functools
import json
import operator
import types
import typing
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")

_PLAIN = frozenset({str, int, float, bool, type(None)})
_Fields = tuple[tuple[str, object], ...]
_Take = Callable[[Any], tuple[Any, ...]]
_known: dict[type, tuple[_Fields, _Take]] = {}
"""The fields of records that were met, with their defaults, and what takes their values."""
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def write(value: object) -> Any:  # noqa: ANN401 - a JSON value is any of six types
    """Turn records, enums, decimals and tuples into JSON values."""
    kind = type(value)
    if kind in _PLAIN:  # most values: told first
        return value
    if kind in _known:
        fields, values_of = _known[kind]
        return {
            name: item if type(item) in _PLAIN else write(item)
            for (name, default), item in zip(fields, values_of(value), strict=True)
            if item is not default and item != default
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (tuple, list)):
        return [write(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        _known[kind] = _fields_of(kind)
        return write(value)
    return value


def _fields_of(kind: Any) -> tuple[_Fields, _Take]:  # noqa: ANN401 - a class of records
    names = [field.name for field in dataclasses.fields(kind)]
    defaults = tuple((field.name, field.default) for field in dataclasses.fields(kind))
    if len(names) > 1:
        return defaults, operator.attrgetter(*names)
    return defaults, lambda record: tuple(getattr(record, name) for name in names)


def read(kind: type[T], plain: object) -> T:
    """Build a `kind` from what `write` made of one. Raises TypeError, KeyError or ValueError."""
    return typing.cast(T, _reader(typing.cast(Any, kind))(plain))


def dumps(value: object) -> str:
    """Write a value as canonical JSON: sorted keys, no spaces, no escapes beyond JSON's own."""
    return _encode(write(value))


def loads(kind: type[T], text: str) -> T:
    """Read what `dumps` wrote."""
    return read(kind, json.loads(text))


@cache
def _reader(kind: Any) -> Callable[[Any], object]:  # noqa: ANN401 - walks type hints, which have no type
    """Make the function that reads a `kind`, once for each: hints are slow to walk."""
    origin = typing.get_origin(kind)
    if origin is tuple:
        (item, _) = typing.get_args(kind)
        read_item = _reader(item)
        return lambda plain: tuple([read_item(value) for value in plain])
    if origin in {types.UnionType, typing.Union}:
        (some,) = (arg for arg in typing.get_args(kind) if arg is not type(None))
        read_some = _reader(some)
        return lambda plain: None if plain is None else read_some(plain)
    if dataclasses.is_dataclass(kind):
        readers = {
            name: _reader(hint)
            for name, hint in typing.get_type_hints(typing.cast(type, kind)).items()
        }
        make = typing.cast(type, kind)
        return lambda plain: make(**{name: readers[name](plain[name]) for name in plain})
    if isinstance(kind, type) and issubclass(kind, (Enum, Decimal)):
        return typing.cast(Callable[[Any], object], kind)
    return functools.partial(_checked, kind)


def _checked(kind: type, plain: object) -> object:
    if not isinstance(plain, kind):
        message = f"{plain!r} is no {kind.__name__}"
        raise TypeError(message)
    return plain
