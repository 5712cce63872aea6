"""What only some templates show of a highlight: what a lawyer asks for, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from annotations import invisible
from annotations.dates import show_date, show_written
from annotations.entries import Entry
from annotations.facts import ReplyRequest, Source
from annotations.labels import field_label, label
from annotations.showing import show_check
from annotations.vocabulary import COMMITMENT, LEGAL, STATISTIC, EvidenceKind, Terms
from resources import Catalogue

_DIGITS = 12  # of a checksum beside its file; the whole one is in the library
_HELD = {EvidenceKind.FILE, EvidenceKind.CALL, EvidenceKind.MEETING}


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody was asked and what came back, in words; `terms` "" where nobody said any."""

    asked: str
    question: str
    due: str
    answered: str
    answer: str
    terms: str


@dataclass(frozen=True, slots=True)
class Read:
    """A field of a fact, and the words of the source that it was read from."""

    field: str
    words: str


def said_on(entry: Entry, words: Catalogue) -> str:
    """Say when the words were said, "" where nobody knows."""
    return show_written(entry.highlight.attribution.date_said, words)


def terms(entry: Entry, words: Catalogue) -> str:
    """Say on which terms the words were given, "" where nobody has said."""
    given = entry.highlight.terms or entry.article.terms
    return label(given, words) if given is not Terms.NONE else ""


def archived(entry: Entry) -> tuple[str, ...]:
    """List the archived addresses of the article, and of what backs the highlight."""
    found = (entry.article.archived_url, *(e.archived_url for e in entry.evidence if not e.trashed))
    return tuple(dict.fromkeys(filter(None, found)))


def held(entry: Entry, words: Catalogue) -> tuple[str, ...]:
    """Say who has the recording or the paper itself, and which files the library keeps."""
    return tuple(_held(entry, words))


def replies(entry: Entry, words: Catalogue) -> tuple[Reply, ...]:
    """Say what was asked of the speaker, and what came back."""
    return tuple(_reply(each, words) for each in entry.highlight.reply_requests)


def earlier_checks(entry: Entry, words: Catalogue) -> tuple[tuple[str, str], ...]:
    """List the steps of both checks before the last of each: its name, and what it said then."""
    checks = entry.highlight.checks
    last = {each.kind: place for place, each in enumerate(checks)}
    return tuple(
        (label(each.kind, words), show_check(each, words))
        for place, each in enumerate(checks)
        if place != last[each.kind]
    )


def source_words(entry: Entry, words: Catalogue) -> tuple[Read, ...]:
    """Say which words each field of the facts was read from, as far as they stand in the report.

    Only words of the sentence around the quote, which leaves whole or not at all.
    """
    if entry.shortened or not (entry.sentence or entry.highlight.quote.exact):
        return ()
    return tuple(dict.fromkeys(_source_words(entry, words)))


def _held(entry: Entry, words: Catalogue) -> Iterator[str]:
    for each in entry.evidence:
        if each.trashed or not (each.held_by or each.kind in _HELD):
            continue
        name = invisible.visible(each.file_name) or label(each.kind, words)
        parts = [name, show_date(each.looked_at, words) if each.looked_at else ""]
        if each.held_by:
            parts.append(words("held by {name}", name=each.held_by))
        if each.kind is EvidenceKind.FILE and each.target:
            parts.append(words("kept, SHA-256 {sum}…", sum=each.target[:_DIGITS]))
        yield " · ".join(filter(None, parts))


def _reply(request: ReplyRequest, words: Catalogue) -> Reply:
    return Reply(
        show_date(request.asked, words) if request.asked else "",
        request.question,
        show_date(request.due, words) if request.due else "",
        show_date(request.answered, words) if request.answered else "",
        request.answer,
        label(request.terms, words) if request.terms is not Terms.NONE else "",
    )


def _source_words(entry: Entry, words: Catalogue) -> Iterator[Read]:
    highlight = entry.highlight
    for group, facts in (
        (STATISTIC, highlight.statistics),
        (LEGAL, highlight.legal),
        (COMMITMENT, highlight.commitments),
    ):
        if group in highlight.tags:
            for fact in facts:
                yield from _read(group, fact.sources, entry, words)
    yield from _read("attribution", highlight.attribution.sources, entry, words)


def _read(
    group: str, sources: tuple[Source, ...], entry: Entry, words: Catalogue
) -> Iterator[Read]:
    for each in sources:
        read = _cut(entry, each.start, each.end)
        if read:
            try:
                name = field_label(group, each.field, words)
            except KeyError:  # a field of a later version
                continue
            yield Read(name, read)


def _cut(entry: Entry, start: int, end: int) -> str:
    """Cut words of the revision out of the sentence or the quote; "" where they do not stand."""
    quote = entry.highlight.quote
    if 0 <= quote.start <= start < end <= quote.end:
        return quote.exact[start - quote.start : end - quote.start]
    first = entry.sentence_start
    at = quote.start - first
    whole = entry.sentence[at : at + len(quote.exact)] == quote.exact  # offsets count as they did
    if whole and first <= start < end <= first + len(entry.sentence):
        return entry.sentence[start - first : end - first]
    return ""
