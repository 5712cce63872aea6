"""An article, and rules for it alone, so that tests of the window do not hang on those of news."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from annotations.detection.found import Kind, Named, Rule, Suggestion
from annotations.detection.reading import Reading
from annotations.facts import Attribution, Source, Statistic
from annotations.storage import articles
from annotations.storage.store import Store
from annotations.vocabulary import QuoteType, StatisticKind
from tests.made_window import OTHER, parsed

STORY = """# Harian Contoh

## Wali Kota Janjikan 120 Pompa

Oleh Sekar Lestari

14 Oktober 2026, 09:20

KOTA CONTOH - "Kami pasang 120 pompa," kata Ratna Wibisono. Ada 36 ribu jiwa di 24 kelurahan.

"Itu terlambat," kata Bagas Utama. Anggaran untuk 73 pompa sudah habis.
"""
QUOTE, NUMBER = "quote.made", "statistic.made"
_QUOTE = re.compile(r'"([^"]+?),?" (kata) ((?:[A-Z]\w+ ?)+)')
_NUMBER = re.compile(r"(\d+)( ribu)? (pompa|jiwa|kelurahan)")


class MadeDetector:
    """Finds quotations in straight marks and three counted nouns, below the headline."""

    RULES = (
        Rule(name=QUOTE, kind=Kind.QUOTE, label="Words in marks and who said them"),
        Rule(name=NUMBER, kind=Kind.STATISTIC, label="A number and what it counts"),
    )

    def find(self, reading: Reading, found: Sequence[Suggestion]) -> Iterator[Suggestion]:
        """Find them; `found` is not needed."""
        del found
        begin = reading.text.find("KOTA CONTOH")
        for hit in _QUOTE.finditer(reading.text):
            yield _quote(hit)
        for hit in _NUMBER.finditer(reading.text, max(begin, 0)):
            yield _number(hit)


def _quote(hit: re.Match[str]) -> Suggestion:
    name = hit[3].strip()
    start, end = hit.start(3), hit.start(3) + len(name)
    sources = (
        Source("cue", hit.start(2), hit.end(2), QUOTE),
        Source("speaker_as_written", start, end, QUOTE),
    )
    return Suggestion(
        kind=Kind.QUOTE,
        start=hit.start(1),
        end=hit.end(1),
        rule=QUOTE,
        speaker=Named(name=name, text=name, start=start, end=end),
        attribution=Attribution(
            speaker_as_written=name, quote_type=QuoteType.DIRECT, cue=hit[2], sources=sources
        ),
    )


def _number(hit: re.Match[str]) -> Suggestion:
    value = Decimal(hit[1]) * (1000 if hit[2] else 1)
    end = hit.end(2) if hit[2] else hit.end(1)
    sources = (
        Source("value", hit.start(), end, NUMBER),
        Source("unit", hit.start(3), hit.end(3), NUMBER),
    )
    fact = Statistic(value=value, unit=hit[3], kind=StatisticKind.COUNT, sources=sources)
    return Suggestion(kind=Kind.STATISTIC, start=hit.start(), end=hit.end(), rule=NUMBER, fact=fact)


def library_with_story(path: Path) -> Path:
    """Make a library that holds STORY, and OTHER, in which the rules find nothing."""
    with Store.create(path) as store:
        made = [parsed("a.md", STORY), parsed("b.md", OTHER)]
        store.call(lambda opened: articles.add_all(opened, made), saving=True)
    return path
