"""Promises with those that were merged into them."""

from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from annotations.model import Promise
from annotations.promising import Family
from annotations.promising import families as sorted_into
from annotations.storage.library import Library, Row, rows
from annotations.storage.nouns import PROMISE, read_all
from annotations.storage.rows import marks

_PAGE = 500


def families(library: Library) -> list[Family]:
    """Read all promises that are in no trash, each with those that were merged into it."""
    return sorted_into(_records(library, rows(library, "SELECT * FROM promises")))


def family(library: Library, uid: str) -> Family | None:
    """Read the family of a promise by the uid of any of them; None where it is gone."""
    return next((each for each in relatives(library, [uid]) if uid in each.uids), None)


def relatives(library: Library, uids: Iterable[str]) -> list[Family]:
    """Read the families that some promises belong to, by the uids of any of them."""
    return sorted_into(_relatives(library, {*uids}))


def standing(library: Library, uids: Iterable[str]) -> dict[str, Promise]:
    """Read promises by uid, each as it stands, to be shown or to leave and never to be stored.

    One that was merged keeps its uid, `merged_into` is the uid of the one that stands for it, and
    all else, its history too, is what the whole family says.
    """
    wanted = {*uids}
    found: dict[str, Promise] = {}
    for known in relatives(library, wanted):
        whole = replace(known.whole, merged_into="")
        found[whole.uid] = whole
        for each in known.merged:
            found[each.uid] = replace(whole, uid=each.uid, id=each.id, merged_into=whole.uid)
    return {uid: promise for uid, promise in found.items() if uid in wanted}


def _relatives(library: Library, uids: set[str]) -> list[Promise]:
    """Read promises and whatever they were merged into or stand for, in any number of steps."""
    found: dict[str, Promise] = {}
    missing, asked = {*uids}, set[str]()
    while missing:
        page = tuple(sorted(missing)[:_PAGE])
        asked |= {*page}
        there = rows(
            library,
            f"SELECT * FROM promises WHERE uid IN ({marks(page)})"  # noqa: S608 - our names, bound values
            f" OR merged_into IN ({marks(page)})",
            (*page, *page),
        )
        for each in _records(library, there):
            found[each.uid] = each
            missing |= {each.uid, each.merged_into} - {""}
        missing -= asked
    return list(found.values())


def _records(library: Library, found: list[Row]) -> list[Promise]:
    records: list[Promise] = []
    for start in range(0, len(found), _PAGE):
        records += cast("list[Promise]", read_all(library, PROMISE, found[start : start + _PAGE]))
    return records
