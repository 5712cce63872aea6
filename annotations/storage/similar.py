"""Near-duplicates: articles that share most of their words, as a press release run by five outlets.

Nothing is merged. Texts are signed in the background, a few at a time; what is alike by its
signature is compared run by run before it is called so. Trash, and all but the newest state of an
article, do not count.
"""

import json
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from annotations.revising.shingles import containment, shingles, similarity
from annotations.revising.signing import METHOD, bands, estimate, packed, signature, unpacked
from annotations.storage.library import Library, tuples, values
from annotations.storage.writing import writing

if TYPE_CHECKING:
    from annotations.storage.store import Store

LEAST_ALIKE = 0.25
LEAST_CONTAINED = 0.40
"""Share of all three-word runs, and of the shorter text's, from which two articles are a group.

Releases of which each outlet cut a quarter and edited every thirtieth word share 0.6 of the shorter
text in the median; stories about one event, with its names and a quote in common, never over 0.3.
"""

PAGE = 50
"""Texts signed at once: some 50 ms of work off the store's thread, 10 ms of writing on it."""

_MOST_CANDIDATES = 200
_MOST_COMPARED = 40
_MOST_ASKED = 4


@dataclass(frozen=True, slots=True, order=True)
class Similar:
    """Another article, by its number, and what it shares with the one asked about.

    `similarity` is the share of all runs of three words that stand in both texts, `containment` of
    those of the shorter one; 0 to 1.
    """

    article: int
    similarity: float
    containment: float

    @property
    def alike(self) -> bool:
        """Whether both are one text, edited."""
        return self.similarity >= LEAST_ALIKE or self.containment >= LEAST_CONTAINED


def unsigned(library: Library, after: int = 0, most: int = PAGE) -> list[tuple[int, str]]:
    """Read newest revisions that have no signature yet, with a number above `after`: (id, text)."""
    return tuples(
        library,
        "SELECT texts.revision_id, text FROM texts WHERE revision_id IN"
        " (SELECT a.revision_id FROM articles a LEFT JOIN signatures s"
        " ON s.revision_id = a.revision_id AND s.method = ? WHERE a.revision_id > ?"
        " AND s.revision_id IS NULL ORDER BY a.revision_id LIMIT ?) ORDER BY texts.revision_id",
        (METHOD, after, most),
    )


def count_unsigned(library: Library) -> int:
    """Count articles whose newest state has no signature yet."""
    query = (
        "SELECT count(*) FROM articles a WHERE NOT EXISTS"
        " (SELECT 1 FROM signatures s WHERE s.revision_id = a.revision_id AND s.method = ?)"
    )
    return int(values(library, query, (METHOD,))[0])


def newest(library: Library) -> int:
    """Give the number of the newest revision, 0 for none: a greater one may be unsigned."""
    return int(values(library, "SELECT coalesce(max(id), 0) FROM revisions")[0])


def sign(store: "Store") -> Generator[tuple[int, int], None, None]:
    """Sign all texts that are not signed; yield how many of how many are. Raises SaveError.

    Stop whenever you like and go on later. It reads, computes and writes in turns, so that a save
    waits for none of it.
    """
    if store.read_only:
        return
    total, done, last = store.call(count_unsigned), 0, 0
    while page := store.call(partial(unsigned, after=last)):
        runs = [(number, shingles(text)) for number, text in page]
        signed = [(number, len(each), signature(each)) for number, each in runs]
        store.call(partial(_write, signed=signed))
        last, done = page[-1][0], done + len(page)
        yield done, max(total, done)


def _write(library: Library, signed: Sequence[tuple[int, int, tuple[int, ...]]]) -> None:
    with writing(library):
        run = library.db.conn.executemany
        numbers = [(number,) for number, _, _ in signed]
        for table in ("signature_bands", "signatures"):  # an older method's, or an older state's
            run(
                f"DELETE FROM {table} WHERE revision_id IN (SELECT id FROM revisions WHERE"  # noqa: S608 - our names, bound values
                " article_id = (SELECT article_id FROM revisions WHERE id = ?))",
                numbers,
            )
        run(
            "INSERT INTO signatures (revision_id, method, shingles, signature)"
            " SELECT id, ?, ?, ? FROM revisions WHERE id = ?",  # it may have gone with the trash
            [(METHOD, count, packed(each), number) for number, count, each in signed],
        )
        run(
            "INSERT INTO signature_bands (band, hash, revision_id)"
            " SELECT ?, ?, id FROM revisions WHERE id = ?",
            [
                (band, folded, number)
                for number, _, each in signed
                for band, folded in enumerate(bands(each))
            ],
        )


def similar(library: Library, article_id: int) -> list[Similar]:
    """List the near-duplicates of an article among those that are signed, the most alike first."""
    runs = _runs(library, article_id)
    signed = signature(runs)
    alike: dict[int, Similar] = {}
    asked, ask = {article_id}, [signed]
    for _ in range(2):  # what is alike to those is looked at, too: a band may miss one in ten
        near: dict[int, tuple[int, ...]] = {}
        for each in ask:
            near |= _near(library, signed, each, len(runs), asked)
        asked |= near.keys()
        for number in near:
            other = _runs(library, number)
            made = Similar(number, similarity(runs, other), containment(runs, other))
            if made.alike:
                alike[number] = made
        ask = [each for number, each in near.items() if number in alike][:_MOST_ASKED]
    return sorted(
        alike.values(), key=lambda each: (-each.similarity, -each.containment, each.article)
    )


def _near(
    library: Library, signed: tuple[int, ...], by: tuple[int, ...], count: int, known: set[int]
) -> dict[int, tuple[int, ...]]:
    """Find articles that share a band with `by` and may be alike to what `signed` is of."""
    candidates = tuples(
        library,
        "SELECT a.id, s.shingles, s.signature FROM (SELECT b.revision_id, count(*) AS shared"
        " FROM json_each(?) j CROSS JOIN signature_bands b ON b.band = j.key AND b.hash = j.value"
        " GROUP BY b.revision_id ORDER BY shared DESC LIMIT ?) JOIN articles a"
        " USING (revision_id) JOIN signatures s USING (revision_id) WHERE a.trashed = ''",
        (json.dumps(bands(by)), _MOST_CANDIDATES),
    )
    likely = []
    for number, runs, data in candidates:
        other = unpacked(data)
        alike = estimate(signed, other)
        if number not in known and _may_be(alike, count, runs):
            likely.append((alike, number, other))
    return {number: other for _, number, other in sorted(likely, reverse=True)[:_MOST_COMPARED]}


def _may_be(alike: float, one: int, other: int) -> bool:
    """Say whether an estimate leaves it open that two texts of so many runs are alike."""
    shared = alike / (1 + alike) * (one + other)
    return alike >= LEAST_ALIKE / 2 or shared / max(min(one, other), 1) >= LEAST_CONTAINED / 2


def _runs(library: Library, article_id: int) -> frozenset[int]:
    found = values(
        library,
        "SELECT text FROM texts JOIN articles USING (revision_id) WHERE id = ?",
        (article_id,),
    )
    return shingles(found[0]) if found else frozenset()
