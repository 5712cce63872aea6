"""Reading what a report needs of an open library, page by page."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from annotations.entries import Entry
from annotations.exporting.withholding import heads
from annotations.model import Highlight, Speaker
from annotations.queries import Filter
from annotations.vocabulary import Terms

if TYPE_CHECKING:
    from annotations.storage.store import Library, Store

_PAGE = 200


@dataclass(slots=True)
class Gathered:
    """What `report.build` asks for, once `gather` has run to its end.

    `speakers` are all there ever were: a name that was merged away may still be a secret.
    `mentions` are the other highlights that the same promises were made in.
    """

    entries: list[Entry] = field(default_factory=list)
    speakers: list[Speaker] = field(default_factory=list)
    off_record: list[Highlight] = field(default_factory=list)
    mentions: list[Entry] = field(default_factory=list)

    @property
    def titles(self) -> dict[int, str]:
        """The titles of the articles, by number."""
        return {entry.article.id: entry.article.metadata.title for entry in self.entries}


def gather(store: "Store", wanted: Filter, into: Gathered) -> Iterator[tuple[int, int]]:
    """Read the highlights that `wanted` asks for; yield how many of how many are read."""
    from annotations.storage import highlights, speakers

    ids = store.call(lambda library: highlights.ids(library, wanted))
    into.speakers = store.call(speakers.every)
    for first in range(0, len(ids), _PAGE):
        page = ids[first : first + _PAGE]
        into.entries += store.call(partial(highlights.entries, some=page))
        yield len(into.entries), len(ids)
    if wanted == Filter():  # then what is off the record is among the entries themselves
        return
    articles = sorted({entry.article.id for entry in into.entries})
    for first in range(0, len(articles), _PAGE):
        some = articles[first : first + _PAGE]
        into.off_record += store.call(partial(_off_record, articles=some))
    known = frozenset(ids)
    promises = sorted(heads(into.entries))
    for first in range(0, len(promises), _PAGE):
        some_promises = tuple(promises[first : first + _PAGE])
        into.mentions += store.call(partial(_mentions, promises=some_promises, known=known))


def _off_record(library: "Library", articles: list[int]) -> list[Highlight]:
    from annotations.storage import highlights

    return [
        highlight
        for number in articles
        for highlight in highlights.of_article(library, number)
        if highlight.terms == Terms.OFF_RECORD
    ]


def _mentions(
    library: "Library", *, promises: tuple[str, ...], known: frozenset[int]
) -> list[Entry]:
    from annotations.storage import highlights

    found = [n for n in highlights.ids(library, Filter(promises=promises)) if n not in known]
    return [
        entry
        for first in range(0, len(found), _PAGE)
        for entry in highlights.entries(library, found[first : first + _PAGE])
    ]
