"""What the rules find in a library's articles: one at a time, or all of them in the background.

Texts are read, looked at and noted in turns, off the store's thread, so that a save waits for none
of it. What is noted are counts and keys, by the signature of the rules and word lists; suggestions
themselves are never stored.
"""

import json
from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from annotations.detection.found import Kind, Suggestion
from annotations.detection.pending import pending
from annotations.detection.reading import Reading
from annotations.errors import AnnotationsError, GivenUp, NoSuchRecord
from annotations.storage.elsewhere import elsewhere
from annotations.storage.library import Library, tuples, values
from annotations.storage.newest import Newest, read_articles
from annotations.storage.rows import marks
from annotations.storage.writing import writing

if TYPE_CHECKING:
    from annotations.checking.found import Finding
    from annotations.storage.store import Store

__all__ = [
    "Run",
    "Suggested",
    "count_unread",
    "elsewhere",
    "of_article",
    "read_all",
    "runs",
    "signature",
    "unread",
]

PAGE = 20
"""Articles read and noted at once: some 10 ms on the store's thread."""
MOST_ROWS = 2_000
"""Keys written at once: a page of reports has fifty thousand, and a save waits for no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """What the rules find in one article; `pending` is what nobody has decided."""

    title: str
    text: str
    reading: Reading
    found: tuple[Suggestion, ...]
    pending: tuple[Suggestion, ...]
    findings: "tuple[Finding, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What was noted of an article: pending suggestions by kind, and checks that do not agree."""

    quotes: int = 0
    statistics: int = 0
    legal: int = 0
    commitments: int = 0
    checks: int = 0

    @property
    def pending(self) -> int:
        """All suggestions that nobody has decided."""
        return self.quotes + self.statistics + self.legal + self.commitments


def signature(languages: Path | None = None, off: Collection[str] = ()) -> str:
    """Hash the rules, the word lists and which rules are off."""
    from annotations.detection import wordlists

    return sha256("\0".join((wordlists.signature(languages), *sorted(off))).encode()).hexdigest()


def of_article(
    store: "Store",
    number: int,
    *,
    languages: Path | None = None,
    off: Collection[str] = (),
) -> Suggested:
    """Find everything in one article, and what does not agree in it and with others.

    Reads on the store's thread and computes on the caller's. Raises NoSuchRecord.
    """
    some = store.call(partial(read_articles, some=[number]))
    if not some:
        raise NoSuchRecord("article", str(number))
    one = _suggested(some[0], languages=languages, off=off)
    beyond = elsewhere(store, number, one.reading, one.found)
    return replace(one, findings=(*one.findings, *beyond))


def _suggested(
    article: Newest,
    *,
    languages: Path | None = None,
    off: Collection[str] = (),
    given_up: Callable[[], bool] | None = None,
) -> Suggested:
    """Find all that an article says by itself; `given_up` is asked whether to go on.

    Raises GivenUp, and whatever a rule that is wrong does.
    """
    from annotations.checking.checks import check
    from annotations.detection.engine import suggest
    from annotations.detection.texts import reading_of_article

    reading = reading_of_article(
        article.text,
        article.blocks,
        language=article.language,
        published=article.published,
        languages=languages,
        given_up=given_up,
    )
    found = suggest(reading, off=off)
    left = pending(
        article.text,
        found,
        revision_id=article.revision_id,
        decisions=article.decisions,
        covered=article.covered,
    )
    return Suggested(
        title=article.title,
        text=article.text,
        reading=reading,
        found=found,
        pending=left,
        findings=check(reading, found),
    )


# ---------------------------------------------------------------------- in the background


_SIGNED = "? || ' ' || a.language || ' ' || a.published_start || ' ' || a.published_precision"
"""What is noted with a run: the rules, and what of the article they depend on beside its words."""


def unread(library: Library, signed: str, after: int = 0, most: int = -1) -> list[int]:
    """List articles that were not read by these rules, with a number above `after`.

    One whose language or date was corrected since is among them.
    """
    return values(
        library,
        "SELECT a.id FROM articles a LEFT JOIN suggestion_runs r"  # noqa: S608 - our names, bound values
        f" ON r.revision_id = a.revision_id AND r.signature = {_SIGNED}"
        " WHERE a.id > ? AND a.trashed = '' AND r.revision_id IS NULL ORDER BY a.id LIMIT ?",
        (signed, after, most),
    )


def count_unread(library: Library, signed: str) -> int:
    """Count articles that were not read by these rules."""
    return len(unread(library, signed))


T = TypeVar("T")
_Read = tuple[Newest, Suggested | None]
"""An article and what was found in it, None where a rule broke."""
Broken = Callable[[int, Exception], object]
"""Takes the number of an article on which a rule broke, and how."""


def _raise(_article: int, error: Exception) -> None:
    raise error


def read_all(
    store: "Store",
    *,
    languages: Path | None = None,
    off: Collection[str] = (),
    given_up: Callable[[], bool] | None = None,
    broken: Broken = _raise,
) -> Generator[tuple[int, int], None, None]:
    """Look at all articles that these rules have not read; yield how many of how many are.

    Stop whenever you like and go on later; `given_up` is asked within long articles, too. Articles
    that turn out to state something otherwise than one that was read before it are counted again
    at the end. One on which a rule breaks is told to `broken` and noted as one in which there is
    nothing, until the rules are others. Raises SaveError, GivenUp.
    """
    if store.read_only:
        return
    signed = signature(languages, off)
    look = partial(_suggested, languages=languages, off=off, given_up=given_up)
    total, done, last = store.call(partial(count_unread, signed=signed)), 0, 0
    again: set[str] = set()
    while numbers := store.call(partial(unread, signed=signed, after=last, most=PAGE)):
        page: list[_Read] = []
        for article in store.call(partial(read_articles, some=numbers)):
            page.append((article, _tried(partial(look, article), article, broken)))
            done += 1
            yield done, max(total, done)
        again |= _note(store, signed, page, broken)
        last = numbers[-1]
    for some in _pages_of(store, again):
        page = [(each, _tried(partial(look, each), each, broken)) for each in some]
        _note(store, signed, page, broken)
        yield done, done


def _tried(look: Callable[[], T], article: Newest, broken: Broken) -> T | None:
    """Look at an article; None where a rule broke on it: the others are to be read all the same."""
    try:
        return look()
    except (GivenUp, AnnotationsError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever a rule does wrong, handed on
        broken(article.id, error)
        return None


def _pages_of(store: "Store", uids: Collection[str]) -> Iterator[list[Newest]]:
    query = "SELECT id FROM articles WHERE uid IN (SELECT value FROM json_each(?)) ORDER BY id"
    asked = (json.dumps(sorted(uids)),)
    numbers = store.call(lambda library: values(library, query, asked))
    for first in range(0, len(numbers), PAGE):
        yield store.call(partial(read_articles, some=numbers[first : first + PAGE]))


def _note(store: "Store", signed: str, page: Sequence[_Read], broken: Broken) -> set[str]:
    """Note what was found in articles, and name the others that state something otherwise.

    Their keys come first: those of one page are compared with each other, too. Until the rest is
    noted the articles count as not read. Raises SaveError.
    """
    from annotations.checking.grouping import grouped
    from annotations.checking.keys import keys_of

    keys = [
        (key.kind, key.key, key.value, key.start, key.end, article.revision_id)
        for article, one in page
        if one
        for key in keys_of(one.reading, one.found)
    ]
    store.call(partial(_forget, some=[article.id for article, _ in page]))
    for first in range(0, len(keys), MOST_ROWS):
        store.call(partial(_note_keys, keys=keys[first : first + MOST_ROWS]))
    rows = []
    others: set[str] = set()
    for article, one in page:
        findings: tuple[Finding, ...] = ()
        if one:
            look = partial(elsewhere, store, article.id, one.reading, one.found)
            beyond = _tried(look, article, broken) or ()
            others |= {each.other for each in beyond}
            findings = (*one.findings, *beyond)
        counts = _counts(one.pending if one else ())
        about = article.language, article.published.start, article.published.precision.value
        state = " ".join((signed, *about))
        rows.append((state, *counts, len(grouped(findings)), article.revision_id))
    store.call(partial(_note_runs, rows=rows))
    return others


def _forget(library: Library, some: Sequence[int]) -> None:
    """Forget what was noted of any state of some articles."""
    with writing(library):
        for table in ("suggestion_keys", "suggestion_runs"):
            library.db.conn.executemany(
                f"DELETE FROM {table} WHERE revision_id IN"  # noqa: S608 - our names, bound values
                " (SELECT id FROM revisions WHERE article_id = ?)",
                [(number,) for number in some],
            )


def _note_keys(library: Library, keys: Sequence[tuple[object, ...]]) -> None:
    with writing(library):
        library.db.conn.executemany(
            "INSERT INTO suggestion_keys (kind, key, value, start_offset, end_offset, revision_id)"
            " SELECT ?, ?, ?, ?, ?, id FROM revisions WHERE id = ?",  # it may have gone since
            keys,
        )


def _note_runs(library: Library, rows: Sequence[tuple[object, ...]]) -> None:
    with writing(library):
        library.db.conn.executemany(
            "INSERT OR REPLACE INTO suggestion_runs"
            " (signature, quotes, statistics, legal, commitments, checks, revision_id)"
            " SELECT ?, ?, ?, ?, ?, ?, id FROM revisions WHERE id = ?",
            rows,
        )


def note_checks(library: Library, revision_id: int, count: int) -> bool:
    """Note how much does not agree in an open article; whether that is news. Raises SaveError."""
    was = values(
        library,
        "SELECT 1 FROM suggestion_runs WHERE revision_id = ? AND checks <> ?",
        (revision_id, count),
    )
    if was:
        with writing(library):
            library.db.conn.execute(
                "UPDATE suggestion_runs SET checks = ? WHERE revision_id = ?", (count, revision_id)
            )
    return bool(was)


def _counts(left: Sequence[Suggestion]) -> tuple[int, ...]:
    counted = Counter(each.kind for each in left)
    return tuple(
        counted[kind] for kind in (Kind.QUOTE, Kind.STATISTIC, Kind.LEGAL, Kind.COMMITMENT)
    )


def runs(library: Library, some: Sequence[int]) -> Mapping[int, Run]:
    """Tell what was noted of articles; those that were not read in their newest state are missing.

    What was noted by older rules counts until it is read again.
    """
    numbers = tuple(some)
    return {
        number: Run(
            quotes=quotes,
            statistics=statistics,
            legal=legal,
            commitments=commitments,
            checks=checks,
        )
        for number, quotes, statistics, legal, commitments, checks in tuples(
            library,
            "SELECT a.id, quotes, statistics, legal, commitments, checks FROM suggestion_runs"  # noqa: S608 - our names, bound values
            f" JOIN articles a USING (revision_id) WHERE a.id IN ({marks(numbers)})",
            numbers,
        )
    }
