"""Records with some of their fields changed, where there are very many of them."""

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")

_COMPARED = (str, tuple)


def changed(record: T, **values: Any) -> T:  # noqa: ANN401 - of each field its own kind
    """Set fields of a record of two fields and more; give it back as it is where none differs.

    `dataclasses.replace` makes a new one always, and looks at each field in turn.
    """
    differing = {
        name: value
        for name, value in values.items()
        if value is not (old := getattr(record, name))
        # Records within are looked at no further: whoever changed nothing gives back the same.
        and (type(value) not in _COMPARED or value != old)
    }
    if not differing:
        return record
    names, values_of = _parts(type(record))
    return type(record)(**(dict(zip(names, values_of(record), strict=True)) | differing))


@cache
def _parts(kind: type["DataclassInstance"]) -> tuple[tuple[str, ...], Callable[[Any], Any]]:
    """List the fields of a kind of record, and make what takes their values."""
    names = tuple(each.name for each in fields(kind))
    return names, attrgetter(*names)
