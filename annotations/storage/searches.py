"""The searches that are kept by name. They are written through the history, like any noun."""

import json
from dataclasses import dataclass
from typing import cast

from annotations import plain
from annotations.searches import SavedSearch
from annotations.storage.library import Library, Row, rows
from annotations.storage.nouns import SAVED_SEARCH, read_all


@dataclass(frozen=True, slots=True)
class Saved:
    """The searches by name, and the names of those that this version cannot read.

    A newer version may ask for what this one knows nothing of: such a search is left as it is.
    """

    searches: tuple[SavedSearch, ...] = ()
    unreadable: tuple[str, ...] = ()


def all(library: Library) -> Saved:  # noqa: A001 - searches.all reads well, and nothing here needs the other
    """Read the saved searches; one that cannot be read never breaks the list."""
    searches: list[SavedSearch] = []
    unreadable: list[str] = []
    for row in rows(library, "SELECT * FROM saved_searches ORDER BY kutip_fold(name), id"):
        read = _read(library, row)
        if read is not None:
            searches.append(read)
        else:
            unreadable.append(row["name"])
    return Saved(tuple(searches), tuple(unreadable))


def _read(library: Library, row: Row) -> SavedSearch | None:
    """Read one search, None where it asks for anything that this version does not know."""
    try:
        (read,) = cast("list[SavedSearch]", read_all(library, SAVED_SEARCH, [row]))
        return read if plain.write(read.wanted) == json.loads(row["filter"]) else None
    except (TypeError, ValueError, KeyError, AttributeError):
        return None
