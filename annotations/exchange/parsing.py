"""Bytes of a stranger's JSON into the annotations that stand in them, within limits."""

import json
import re
from decimal import Decimal
from typing import Any

from annotations.errors import AnnotationsFault, BadAnnotations

LARGEST = 48_000_000
"""Bytes of one file, at most."""

MOST = 100_000
"""Annotations of one file, at most."""

_UNFIT = re.compile(r"\\u(?:[dD][89a-fA-F]|0000)|\0")
_SURROGATE_OR_NUL = re.compile("[\0\ud800-\udfff]")

Json = dict[str, Any]  # Any: a JSON value


def parse(data: bytes, name: str) -> list[object]:
    """List what a file offers as annotations; each may still be anything.

    Read are one annotation, a list of them, a page, a collection with its first page inside, and
    the answer of a Hypothesis search (`rows`). Raises BadAnnotations.
    """
    if len(data) > LARGEST:
        raise BadAnnotations(name, AnnotationsFault.TOO_LARGE, LARGEST)
    try:
        found = _items(_read(data.decode("utf-8-sig"), name), name)
    except UnicodeDecodeError as error:
        raise BadAnnotations(name, AnnotationsFault.NOT_JSON) from error
    except RecursionError as error:
        raise BadAnnotations(name, AnnotationsFault.TOO_DEEP) from error
    if len(found) > MOST:
        raise BadAnnotations(name, AnnotationsFault.TOO_MANY, MOST)
    return found


class _Twice(ValueError):
    pass


def _once(pairs: list[tuple[str, object]]) -> Json:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Twice
    return found


def _refused(constant: str) -> object:
    raise ValueError(constant)


# A fraction stays as it is written; NaN and the infinities are no JSON.
_NUMBERS: Json = {"parse_float": Decimal, "parse_constant": _refused}


def _read(text: str, name: str) -> object:
    try:
        found = json.loads(text, object_pairs_hook=_once, **_NUMBERS)
    except _Twice as error:
        raise BadAnnotations(name, AnnotationsFault.TWICE) from error
    except ValueError as error:  # a number of thousands of digits too
        raise BadAnnotations(name, AnnotationsFault.NOT_JSON) from error
    return _fit(found) if _UNFIT.search(text) else found


def _fit(value: object) -> object:
    """Replace what no text of a library holds: NUL, and halves of a character."""
    if isinstance(value, str):
        return _SURROGATE_OR_NUL.sub("\ufffd", value)
    if isinstance(value, list):
        return [_fit(each) for each in value]
    if isinstance(value, dict):
        return {_fit(key): _fit(each) for key, each in value.items()}
    return value


def _items(found: object, name: str) -> list[object]:
    if isinstance(found, list):
        return found
    if isinstance(found, dict):
        kinds = kinds_of(found)
        if "AnnotationCollection" in kinds and isinstance(found.get("first"), dict):
            return _items(found["first"], name)
        for key in ("items", "rows", "@graph"):
            if isinstance(found.get(key), list):
                return list(found[key])
        if "Annotation" in kinds or "target" in found:
            return [found]
    raise BadAnnotations(name, AnnotationsFault.NONE_THERE)


def kinds_of(found: Json) -> list[object]:
    """List the types that an object says it is of; "oa:" before a name does not count."""
    kinds = found.get("type", found.get("@type", []))
    some = kinds if isinstance(kinds, list) else [kinds]
    return [each.removeprefix("oa:") for each in some if isinstance(each, str)]
