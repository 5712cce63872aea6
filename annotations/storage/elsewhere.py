"""The same quantity, the same words elsewhere: articles compared by the keys noted of them."""

import json
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from annotations.detection.found import Suggestion
from annotations.detection.reading import Reading, read
from annotations.storage.library import Library, tuples
from annotations.storage.newest import Newest, read_articles

if TYPE_CHECKING:
    from annotations.checking.found import Finding
    from annotations.checking.keys import Key
    from annotations.storage.store import Store

_MOST_ALIKE = 10
"""Other articles that one is compared with: those that share most with it."""
_MOST_FINDINGS = 30
"""Findings across articles that anybody would look at; a text that was run forty times has more."""


_COMMON = 200
"""Passages from which a key tells nothing any more: "percent", beside the name of a capital."""

_NEAR = """
SELECT a.id, k.revision_id FROM (
  SELECT j.value ->> 0 AS kind, j.value ->> 1 AS key FROM json_each(?) j WHERE (
    SELECT count(*) FROM (SELECT 1 FROM suggestion_keys s
      WHERE s.kind = j.value ->> 0 AND s.key = j.value ->> 1 LIMIT ?)) <= ?) asked
CROSS JOIN suggestion_keys k ON k.kind = asked.kind AND k.key = asked.key
JOIN articles a ON a.revision_id = k.revision_id
WHERE a.id <> ? AND a.trashed = '' GROUP BY a.id ORDER BY count(*) DESC, a.id LIMIT ?
"""


def elsewhere(
    store: "Store", article_id: int, reading: Reading, found: Sequence[Suggestion]
) -> "tuple[Finding, ...]":
    """Compare an article with others that state the same quantity, or quote the same words.

    Only with those that were read in the background (`read_all`).
    """
    from annotations.checking.keys import across, keys_of, stated

    keys = list(keys_of(reading, found))
    if not keys:
        return ()
    ours = stated(reading, found)
    others = (
        finding
        for other, theirs in _alike(store, article_id, keys)
        for finding in across(
            reading,
            ours,
            read(other.text, code=other.language, blocks=other.blocks),
            theirs,
            other.uid,
        )
    )
    return tuple(islice(others, _MOST_FINDINGS))


def _alike(
    store: "Store", article_id: int, keys: "Sequence[Key]"
) -> "Iterator[tuple[Newest, list[Key]]]":
    """Read the articles that share keys with one, those that share most first, with all theirs.

    One job of the store's each: a list that is scrolled meanwhile waits for one article, not ten.
    """
    asked = json.dumps(sorted({(key.kind, key.key) for key in keys}))
    limits = (_COMMON + 1, _COMMON, article_id, _MOST_ALIKE)
    for number, revision in store.call(partial(tuples, sql=_NEAR, parameters=(asked, *limits))):
        yield from store.call(partial(_with_keys, number=number, revision=revision))


def _with_keys(library: Library, number: int, revision: int) -> "list[tuple[Newest, list[Key]]]":
    from annotations.checking.keys import Key

    theirs = [
        Key(*row)
        for row in tuples(
            library,
            "SELECT kind, key, value, start_offset, end_offset FROM suggestion_keys"
            " WHERE revision_id = ? ORDER BY rowid",
            (revision,),
        )
    ]
    some = read_articles(library, [number])
    return [(each, theirs) for each in some if each.revision_id == revision]
