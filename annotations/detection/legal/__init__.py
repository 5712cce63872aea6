"""Laws: provisions, instruments, treaties and rulings, with the words of each field."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from annotations.detection.found import Kind, Rule, Suggestion
from annotations.detection.legal.acts import find_acts
from annotations.detection.legal.discussion import UNDER_DISCUSSION, Citation, cited, disjoint
from annotations.detection.legal.indonesian import find_laws as find_indonesian
from annotations.detection.legal.numbered import find_numbered
from annotations.detection.legal.provisions import find_provisions
from annotations.detection.legal.references import place_of, reference
from annotations.detection.legal.same import with_numbers, with_titles, without_titles
from annotations.detection.legal.scanning import Scan
from annotations.detection.legal.words import Words, words_of
from annotations.detection.reading import Reading
from annotations.model import Span
from resources import marked

RULES: tuple[Rule, ...] = (
    Rule(
        name="legal.indonesian",
        kind=Kind.LEGAL,
        label=marked("Indonesian laws and regulations by number"),
        example=marked("Pasal 9 ayat (2) UU Nomor 3 Tahun 2011"),
    ),
    Rule(
        name="legal.indonesian-name",
        kind=Kind.LEGAL,
        label=marked("Indonesian laws by name"),
        example=marked("RUU Pengelolaan Sungai"),
    ),
    Rule(
        name="legal.code",
        kind=Kind.LEGAL,
        label=marked("Codes and constitutions"),
        example=marked("Pasal 362 KUHP"),
    ),
    Rule(
        name="legal.decision",
        kind=Kind.LEGAL,
        label=marked("Rulings of courts by number"),
        example=marked("Putusan MK Nomor 1/PUU-XX/2022"),
    ),
    Rule(
        name="legal.act",
        kind=Kind.LEGAL,
        label=marked("Acts and codes by an English name"),
        example=marked("section 4 of the Clean Harbours Act 2011"),
    ),
    Rule(
        name="legal.bill",
        kind=Kind.LEGAL,
        label=marked("Bills by an English name"),
        example=marked("the Night Trains Bill"),
    ),
    Rule(
        name="legal.british",
        kind=Kind.LEGAL,
        label=marked("British citations by number"),
        example=marked("[2019] UKSC 99"),
    ),
    Rule(
        name="legal.american",
        kind=Kind.LEGAL,
        label=marked("American citations by number"),
        example=marked("42 U.S.C. § 9999"),
    ),
    Rule(
        name="legal.case",
        kind=Kind.LEGAL,
        label=marked("Cases by the names of the parties"),
        example=marked("Moss v. Hartley"),
    ),
    Rule(
        name="legal.european",
        kind=Kind.LEGAL,
        label=marked("Regulations and directives of the EU"),
        example=marked("Regulation (EU) 2016/679"),
    ),
    Rule(
        name="legal.treaty",
        kind=Kind.LEGAL,
        label=marked("Treaties and resolutions of the United Nations"),
        example=marked("Geneva Convention"),
    ),
    Rule(
        name=UNDER_DISCUSSION,
        kind=Kind.LEGAL,
        label=marked("Articles of the law under discussion"),
        example=marked("Pasal 5"),
    ),
)

_BAR = "\0"
"""Stands in no text, and is neither a blank nor a part of a word."""


def find(reading: Reading, found: Sequence[Suggestion]) -> Iterable[Suggestion]:  # noqa: ARG001
    """Find laws; what other detectors found is not needed."""
    return tuple(_suggestions(reading))


def spans(found: Iterable[Suggestion]) -> tuple[Span, ...]:
    """Give the spans of laws among suggestions, in order: numbers inside are none to count."""
    return tuple(sorted(one.span for one in found if one.kind is Kind.LEGAL))


def _suggestions(reading: Reading) -> Iterator[Suggestion]:
    words = words_of(reading.languages)
    place = cache(lambda: place_of(reading.text, words))
    for citation in _citations(reading, words):
        fact, question = reference(reading, words, citation, place)
        yield Suggestion(
            kind=Kind.LEGAL,
            start=citation.start,
            end=citation.end,
            rule=citation.law.rule if citation.law and citation.own else UNDER_DISCUSSION,
            fact=fact,
            question=question,
        )


def _citations(reading: Reading, words: Words) -> list[Citation]:
    text = _parted(reading)
    scan = Scan(text)
    named = []
    for finding in (
        find_indonesian(scan, words),
        find_numbered(text, words),
        find_acts(scan, words),
    ):
        for law in finding:
            reading.pause()
            named.append(law)
    laws = disjoint(named)
    reading.pause()
    laws = without_titles(with_numbers(text, with_titles(text, laws, words)))
    ends = {law.start: law.end for law in laws}
    inside = frozenset(place for law in laws for place in range(law.start, law.end))
    reading.pause()
    provisions = list(find_provisions(scan, words, ends, inside))
    reading.pause()
    return cited(text, laws, provisions, words)


def _parted(reading: Reading) -> str:
    """Give the text with its blank lines barred: no citation goes over the end of a paragraph.

    As long as the text, and a line still ends where one ended.
    """
    pieces, done = [], 0
    for one, other in pairwise(reading.paragraphs):
        if other.start - one.end > 1:
            pieces += [reading.text[done : one.end + 1], _BAR * (other.start - one.end - 1)]
            done = other.start
    return "".join([*pieces, reading.text[done:]])
