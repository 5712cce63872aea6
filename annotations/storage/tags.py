"""Tags."""

from typing import cast

from annotations.model import Tag
from annotations.storage.library import Library, rows
from annotations.storage.nouns import TAG, read_all


def all(library: Library) -> list[Tag]:  # noqa: A001 - tags.all reads well, and nothing here needs the other
    """Read the tags: built-in ones first, then by key, those without a key last."""
    found = rows(library, "SELECT * FROM tags ORDER BY key = '', key, name COLLATE NOCASE, id")
    return cast("list[Tag]", read_all(library, TAG, found))
