"""Who stands for whom, of all speakers at once: names only, for lists of any length."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from annotations.storage.library import Library, tuples


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker as lists name it: the one who stands for it, and whether any of them is secret."""

    uid: str
    name: str
    confidential: bool


# Those asked for and whoever they were merged into, step by step.
_UP = (
    " WHERE uid IN (WITH RECURSIVE up (uid) AS (SELECT value FROM json_each(?)"
    " UNION SELECT s.merged_into FROM up JOIN speakers s ON s.uid = up.uid"
    " WHERE s.merged_into IS NOT NULL) SELECT uid FROM up)"
)


def names(library: Library, some: Iterable[str] | None = None) -> dict[str, Named]:
    """Name speakers by uid, all of them or some, with those who stand for them.

    Of two that were merged into each other the first one stands.
    """
    query = "SELECT id, uid, name, merged_into, confidential FROM speakers"
    found = {
        uid: _Speaker(number, name, into or "", bool(secret))
        for number, uid, name, into, secret in (
            tuples(library, query)
            if some is None
            else tuples(library, query + _UP, (json.dumps([*some]),))
        )
    }
    return {uid: _named(found, uid) for uid in found}


class _Speaker(NamedTuple):
    number: int
    name: str
    into: str
    confidential: bool


def _named(found: Mapping[str, _Speaker], uid: str) -> Named:
    way = [uid]
    while (into := found[way[-1]].into) in found and into not in way:
        way.append(into)
    stands = way[-1]
    if into in way:
        stands = min(way[way.index(into) :], key=lambda each: found[each].number)
    secret = found[uid].confidential or found[stands].confidential
    return Named(stands, found[stands].name, secret)
