"""What does not agree about the highlights of a report, once it is known what may leave.

A finding repeats words of its article, and of another: it stays at home where any of these may
not leave, and so do all about a highlight whose sentence is left out to protect a source.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.checking.checks import check
from annotations.checking.found import Finding
from annotations.checking.grouping import grouped
from annotations.checking.telling import plain, tell
from annotations.detection.engine import suggest
from annotations.detection.reading import Reading
from annotations.detection.texts import reading_of_article
from annotations.discretion import Discretion, discretion, is_chat
from annotations.entries import Entry
from annotations.exporting.report import Report, Stated
from annotations.model import Article, Revision, Span, Speaker
from annotations.spans import overlaps
from annotations.vocabulary import LocatorKind, Terms
from resources import Catalogue

if TYPE_CHECKING:
    from annotations.storage.store import Library, Store

MOST = 20
"""Findings written beside one highlight."""


@dataclass(slots=True)
class Checked:
    """The report with its checks, once `find` has run to its end."""

    report: Report
    checks: dict[str, tuple[Stated, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Other:
    """An article that a finding is about, and where in it words may not leave."""

    article: Article
    reading: Reading
    unsaid: tuple[Span, ...]


def find(
    store: "Store",
    into: Checked,
    speakers: Sequence[Speaker],
    words: Catalogue,
    *,
    embargoed: bool = False,
    languages: Path | None = None,
    off: Collection[str] = (),
) -> Iterator[tuple[int, int]]:
    """Check the texts that the highlights stand in; yield how many of how many are checked.

    `speakers` are all of the library. `languages` is the folder of the user's word lists, `off`
    are names of rules that are switched off.
    """
    texts: dict[int, list[Entry]] = {}
    for entry in into.report.entries:
        if entry.sentence and not is_chat(entry):
            texts.setdefault(entry.highlight.revision_id, []).append(entry)
    rules = discretion(
        (*speakers, *(each.speaker for each in into.report.entries if each.speaker is not None)),
        embargoed=embargoed,
    )
    careful = _Careful(store, rules, words)
    for number, (revision, entries) in enumerate(texts.items(), start=1):
        unsaid = tuple(Span(*each) for each in into.report.unsaid.get(revision, ()))
        found = careful.findings(entries[0], unsaid, languages, frozenset(off))
        for entry in entries:
            here = Span(entry.highlight.quote.start, entry.highlight.quote.end)
            about = [each for each in found if any(overlaps(here, s) for s in each.finding.spans)]
            if about:
                into.checks[entry.highlight.uid] = tuple(about[:MOST])
        yield number, len(texts)
    into.report = replace(into.report, checks=into.checks)


def line(stated: Stated, words: Catalogue) -> str:
    """Say in one line what does not agree, with its working and the other article."""
    message, working = tell(stated.finding, words)
    where = words("In “{title}”", title=stated.other) if stated.other else ""
    beside = "; ".join(part for part in (working, where) if part)
    return f"{message} ({beside})" if beside else message


def records(some: Iterable[Stated], words: Catalogue) -> list[dict[str, object]]:
    """Write findings as JSON does."""
    return [dict(plain(each.finding, words)) for each in some]


class _Careful:
    """Checks texts, and keeps back what may not leave."""

    def __init__(self, store: "Store", rules: Discretion, words: Catalogue) -> None:
        self._store = store
        self._rules = rules
        self._words = words
        self._others: dict[str, _Other | None] = {}

    def findings(
        self, entry: Entry, unsaid: Sequence[Span], languages: Path | None, off: frozenset[str]
    ) -> list[Stated]:
        """Find what does not agree in an entry's text, or with another article; what may leave."""
        from annotations.storage import suggesting

        revision, newest, older = self._store.call(
            partial(_revision, entry=entry, rules=self._rules)
        )
        if older is None:
            return []
        unsaid = (*unsaid, *older)
        about = entry.article.metadata
        reading = reading_of_article(
            revision.text.text,
            revision.text.blocks,
            language=about.language,
            published=about.published,
            languages=languages,
        )
        found = suggest(reading, off=off)
        findings = list(check(reading, found))
        if newest:
            findings += suggesting.elsewhere(self._store, entry.article.id, reading, found)
        stated = []
        for group in grouped(findings):
            first = next((s for each in group if (s := self._stated(each, reading, unsaid))), None)
            if first:
                stated.append(first)
        return stated

    def _stated(self, finding: Finding, reading: Reading, unsaid: Sequence[Span]) -> Stated | None:
        """Give a finding with the title of the other article; None where it may not leave."""
        if any(_meets(reading, span, unsaid) for span in finding.spans):
            return None
        title = ""
        if finding.other:
            other = self._other(finding.other)
            if other is None or finding.other_span is None:
                return None
            if _meets(other.reading, finding.other_span, other.unsaid):
                return None
            title = other.article.metadata.title
        stated = Stated(finding, title)
        said = line(stated, self._words)
        # A telephone number is found as a name is: what it stands in is not written at all.
        return stated if self._rules.said(said) == said else None

    def _other(self, uid: str) -> _Other | None:
        if uid not in self._others:
            self._others[uid] = self._store.call(partial(_read, uid=uid, rules=self._rules))
        return self._others[uid]


def _meets(reading: Reading, span: Span, unsaid: Sequence[Span]) -> bool:
    """Whether words that may not leave stand in a passage, or in a sentence that it is part of."""
    if not unsaid:
        return False
    first, last = reading.sentence_at(span.start), reading.sentence_at(max(span.end - 1, 0))
    whole = Span(min(span.start, first.start), max(span.end, last.end))
    return any(overlaps(whole, each) for each in unsaid)


def _revision(
    library: "Library", *, entry: Entry, rules: Discretion
) -> tuple[Revision, bool, tuple[Span, ...] | None]:
    """Read the text of an entry, whether it is the newest, and where words may not leave in it.

    None for the last where nobody knows: they were captured on another state of the article.
    """
    from annotations.storage import articles

    shown = articles.revision(library, entry.article.id, entry.revision_number)
    newest = articles.revisions(library, entry.article.id)[-1].id == shown.id
    return shown, newest, _unsaid(library, entry.article.id, shown.id, rules, newest=newest)


def _unsaid(
    library: "Library", article_id: int, revision_id: int, rules: Discretion, *, newest: bool
) -> tuple[Span, ...] | None:
    from annotations.storage import highlights

    placed = highlights.placements(library, article_id) if newest else {}
    spans = []
    for each in highlights.of_article(library, article_id):
        if each.terms != Terms.OFF_RECORD and not rules.names_anyone(each.quote.exact):
            continue
        if each.revision_id == revision_id:
            spans.append(Span(each.quote.start, each.quote.end))
        elif each.id not in placed or placed[each.id].start < 0:
            return None
        else:
            spans.append(Span(placed[each.id].start, placed[each.id].end))
    return tuple(spans)


def _read(library: "Library", *, uid: str, rules: Discretion) -> _Other | None:
    """Read another article; None where it may not leave at all."""
    from annotations.storage import articles

    article = articles.by_uid(library, uid)
    if article.trashed or rules.withholds(article) or rules.names_anyone(article.metadata.title):
        return None
    revision = articles.revision(library, article.id)
    if any(place.locator.kind is LocatorKind.MESSAGE for place in revision.text.places):
        return None  # a chat, which names who writes in it
    unsaid = _unsaid(library, article.id, revision.id, rules, newest=True)
    if unsaid is None:
        return None
    about = article.metadata
    reading = reading_of_article(
        revision.text.text, revision.text.blocks, language=about.language, published=about.published
    )
    return _Other(article, reading, unsaid)
