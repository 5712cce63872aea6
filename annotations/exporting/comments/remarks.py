"""What a comment in Word says of a highlight: number and checks first."""

from collections.abc import Iterator
from dataclasses import dataclass

from annotations.entries import Entry
from annotations.exporting.shown import Shown
from annotations.exporting.word.marking import shown as visible
from annotations.labels import label, tag_name
from resources import Catalogue

Line = tuple[tuple[str, bool], ...]
"""One paragraph: words, and whether they are bold."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment to be made on [start, end) of the text."""

    start: int
    end: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class By:
    """Who comments and when (UTC, ISO 8601 to the second)."""

    author: str
    initials: str
    date: str


def remark(entry: Entry, shown: Shown, words: Catalogue) -> tuple[Line, ...]:
    """Say in paragraphs what is known of a highlight; characters that XML lacks as codes."""
    highlight = entry.highlight
    first = words(
        "{label} · wording: {wording} · claim: {claim}",
        label=highlight.label,
        wording=label(highlight.wording, words),
        claim=label(highlight.claim, words),
    )
    rest = [line for line in _lines(entry, shown, words) if line.strip()]
    return (((visible(first), True),), *(((visible(line), False),) for line in rest))


def on_other_words(quote: str, words: Catalogue) -> str:
    """Say on which words a comment is that cannot stand on just these."""
    return visible(words("On these words: “{quote}”", quote=quote))


def _lines(entry: Entry, shown: Shown, words: Catalogue) -> Iterator[str]:
    yield ", ".join(badge.name for badge in shown.badges)
    yield shown.speaker
    yield from map(_row, shown.attribution)
    if shown.locator:
        yield shown.locator
    for tag, rows in shown.facts:
        yield f"{tag_name(tag, words)}: {'; '.join(map(_row, rows))}"
    if entry.highlight.checks:
        yield from map(_row, shown.checks)
    yield from shown.notice
    yield shown.report_note
    for language, text in shown.translations:
        yield f"{words('Translation')}{f' ({language})' if language else ''}: {text}"
    for each in shown.evidence:
        yield words("Evidence: {what}", what=each)


def _row(row: tuple[str, str]) -> str:
    return f"{row[0]}: {row[1]}"
