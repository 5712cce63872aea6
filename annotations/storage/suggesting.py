"""What the rules find in a library's articles: one at a time, or all of them in the background.

Texts are read, looked at and noted in turns, off the store's thread, so that a save waits for none
of it. What is noted are counts and keys, by the signature of the rules and word lists; suggestions
themselves are never stored.
"""

import json
from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.detection.found import Kind, Suggestion
from annotations.detection.pending import pending
from annotations.detection.reading import Reading
from annotations.errors import AnnotationsError, GivenUp, NoSuchRecord
from annotations.storage.elsewhere import elsewhere
from annotations.storage.library import Library, tuples, values
from annotations.storage.matter import Article, read_articles
from annotations.storage.rows import marks
from annotations.storage.writing import writing

if TYPE_CHECKING:
    from annotations.checking.found import Finding
    from annotations.storage.store import Store

__all__ = [
    "Article",
    "Run",
    "Suggested",
    "count_unread",
    "elsewhere",
    "note",
    "note_pending",
    "of_article",
    "read_all",
    "read_articles",
    "runs",
    "signature",
    "suggested",
    "unread",
]

PAGE = 20
"""Articles read and noted at once: some 10 ms on the store's thread."""


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
    return suggested(store, some[0], languages=languages, off=off)


def suggested(
    store: "Store",
    article: Article,
    *,
    languages: Path | None = None,
    off: Collection[str] = (),
    given_up: Callable[[], bool] | None = None,
) -> Suggested:
    """Find everything in an article that was read; `given_up` is asked whether to go on.

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
    findings = (*check(reading, found), *elsewhere(store, article.id, reading, found))
    return Suggested(
        title=article.title,
        text=article.text,
        reading=reading,
        found=found,
        pending=left,
        findings=findings,
    )


# ---------------------------------------------------------------------- in the background


def unread(library: Library, signed: str, after: int = 0, most: int = -1) -> list[int]:
    """List articles that were not read by these rules, with a number above `after`."""
    return values(
        library,
        "SELECT a.id FROM articles a LEFT JOIN suggestion_runs r"
        " ON r.revision_id = a.revision_id AND r.signature = ?"
        " WHERE a.id > ? AND a.trashed = '' AND r.revision_id IS NULL ORDER BY a.id LIMIT ?",
        (signed, after, most),
    )


def count_unread(library: Library, signed: str) -> int:
    """Count articles that were not read by these rules."""
    return len(unread(library, signed))


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
    look = partial(suggested, store, languages=languages, off=off, given_up=given_up)
    total, done, last = store.call(partial(count_unread, signed=signed)), 0, 0
    again: set[str] = set()
    while numbers := store.call(partial(unread, signed=signed, after=last, most=PAGE)):
        page: list[tuple[Article, Suggested | None]] = []
        for article in store.call(partial(read_articles, some=numbers)):
            one = _tried(look, article, broken)
            again |= {each.other for each in one.findings if each.other} if one else set()
            page.append((article, one))
            done += 1
            yield done, max(total, done)
        store.call(partial(note, signed=signed, page=page))
        last = numbers[-1]
    for _ in _once_more(store, again, signed, lambda article: _tried(look, article, broken)):
        yield done, done


def _tried(
    look: Callable[[Article], Suggested], article: Article, broken: Broken
) -> Suggested | None:
    """Look at an article; None where a rule broke on it: the others are to be read all the same."""
    try:
        return look(article)
    except (GivenUp, AnnotationsError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever a rule does wrong, handed on
        broken(article.id, error)
        return None


def _once_more(
    store: "Store",
    uids: Collection[str],
    signed: str,
    look: Callable[[Article], Suggested | None],
) -> Iterator[None]:
    query = "SELECT id FROM articles WHERE uid IN (SELECT value FROM json_each(?)) ORDER BY id"
    asked = (json.dumps(sorted(uids)),)
    numbers = store.call(lambda library: values(library, query, asked))
    for first in range(0, len(numbers), PAGE):
        some = store.call(partial(read_articles, some=numbers[first : first + PAGE]))
        page = [(each, look(each)) for each in some]
        store.call(partial(note, signed=signed, page=page))
        yield


def note(library: Library, signed: str, page: Sequence[tuple[Article, Suggested | None]]) -> None:
    """Note what was found in articles, in place of what was noted of any state of them.

    None is an article on which a rule broke. Raises SaveError.
    """
    from annotations.checking.grouping import grouped
    from annotations.checking.keys import keys_of

    with writing(library):
        run = library.db.conn.executemany
        for table in ("suggestion_keys", "suggestion_runs"):
            run(
                f"DELETE FROM {table} WHERE revision_id IN"  # noqa: S608 - our names, bound values
                " (SELECT id FROM revisions WHERE article_id = ?)",
                [(article.id,) for article, _ in page],
            )
        run(
            "INSERT INTO suggestion_runs"
            " (revision_id, signature, quotes, statistics, legal, commitments, checks)"
            " SELECT id, ?, ?, ?, ?, ?, ? FROM revisions WHERE id = ?",  # it may have gone since
            [
                (
                    signed,
                    *_counts(one.pending if one else ()),
                    len(grouped(one.findings if one else ())),
                    article.revision_id,
                )
                for article, one in page
            ],
        )
        run(
            "INSERT INTO suggestion_keys (kind, key, value, start_offset, end_offset, revision_id)"
            " SELECT ?, ?, ?, ?, ?, id FROM revisions WHERE id = ?",
            [
                (key.kind, key.key, key.value, key.start, key.end, article.revision_id)
                for article, one in page
                if one
                for key in keys_of(one.reading, one.found)
            ],
        )


def note_pending(library: Library, revision_id: int, left: Sequence[Suggestion]) -> None:
    """Note how many suggestions of an open article are left to decide. Raises SaveError."""
    with writing(library):
        library.db.conn.execute(
            "UPDATE suggestion_runs SET quotes = ?, statistics = ?, legal = ?, commitments = ?"
            " WHERE revision_id = ?",
            (*_counts(left), revision_id),
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
