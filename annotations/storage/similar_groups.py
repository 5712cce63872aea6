"""All groups of near-duplicates in a library."""

from collections import OrderedDict, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from annotations.revising.shingles import containment, shingles, similarity
from annotations.revising.signing import BANDS
from annotations.storage.library import Library, tuples, values
from annotations.storage.similar import Similar

if TYPE_CHECKING:
    from annotations.storage.store import Store

_HELD = 400
"""Texts whose runs are kept in memory, some 20 MB."""

_GROUPS = 20
"""Groups of one band that an article is compared with: words that all share part nothing."""

_COMPARED = 3
"""Members of a group that another article is compared with, within one band."""


def groups(store: "Store", into: list[tuple[int, ...]]) -> Iterator[tuple[int, int]]:
    """Put the groups of articles that are alike into `into`, the largest first; yield progress.

    An article belongs to a group if it is alike to one of its members. Only what `similar.sign`
    has signed counts.
    """
    work = _Groups(store)
    for band in range(BANDS):
        rows = store.call(partial(_shared, band=band))
        for _, some in groupby(rows, key=lambda row: row[0]):
            work.take([article for _, article in some])
        yield band + 1, BANDS
    into += work.found()


def _shared(library: Library, band: int) -> list[tuple[int, int]]:
    """Read what more than one article has in a band, by that."""
    return tuples(
        library,
        "SELECT b.hash, a.id FROM signature_bands b JOIN articles a USING (revision_id)"
        " WHERE b.band = ? AND a.trashed = '' AND b.hash IN (SELECT hash FROM signature_bands"
        " WHERE band = ? GROUP BY hash HAVING count(*) > 1) ORDER BY b.hash, a.id",
        (band, band),
    )


@dataclass(slots=True)
class _Groups:
    """Groups as they grow; `root` leads from an article to the one that stands for its group."""

    store: "Store"
    root: dict[int, int] = field(default_factory=dict)
    apart: set[tuple[int, int]] = field(default_factory=set)
    held: "OrderedDict[int, frozenset[int]]" = field(default_factory=OrderedDict)

    def take(self, articles: list[int]) -> None:
        """Compare the articles of one bucket with each group that has members in it."""
        members: dict[int, list[int]] = {}
        for article in articles:
            for known in list(members.values())[-_GROUPS:]:
                if self.of(known[0]) != self.of(article) and any(
                    self.alike(article, other) for other in known[:_COMPARED]
                ):
                    self.root[self.of(article)] = self.of(known[0])
            members.setdefault(self.of(article), []).append(article)

    def of(self, article: int) -> int:
        """Find the article that stands for a group."""
        while (above := self.root.setdefault(article, article)) != article:
            self.root[article] = self.root[above]
            article = above
        return article

    def alike(self, one: int, other: int) -> bool:
        """Compare two articles run by run, once."""
        pair = (min(one, other), max(one, other))
        if pair in self.apart:
            return False
        ours, theirs = self.runs(one), self.runs(other)
        found = Similar(other, similarity(ours, theirs), containment(ours, theirs)).alike
        if not found:
            self.apart.add(pair)
        return found

    def runs(self, article: int) -> frozenset[int]:
        """Read the runs of an article's text; the last few hundred are held."""
        if article not in self.held:
            text = self.store.call(partial(_text, article=article))
            self.held[article] = shingles(text)
            if len(self.held) > _HELD:
                self.held.popitem(last=False)
        self.held.move_to_end(article)
        return self.held[article]

    def found(self) -> list[tuple[int, ...]]:
        """List the groups of two and more, the largest first."""
        by_root: dict[int, list[int]] = defaultdict(list)
        for article in list(self.root):
            by_root[self.of(article)].append(article)
        some = [tuple(sorted(each)) for each in by_root.values() if len(each) > 1]
        return sorted(some, key=lambda each: (-len(each), each))


def _text(library: Library, article: int) -> str:
    found = values(
        library,
        "SELECT text FROM texts JOIN articles USING (revision_id) WHERE id = ?",
        (article,),
    )
    return str(found[0]) if found else ""
