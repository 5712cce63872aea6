"""Parsing a megabyte of Markdown beside markdown-it-py alone, and finding quotes in it again.

Run: pytest tests/benchmarks/bench_text.py -m benchmark -s
"""

import gc
import random
import statistics
import time
from collections.abc import Callable

import pytest
from markdown_it import MarkdownIt

import resources
from annotations.anchoring import describe, locate
from annotations.model import Quote, Span
from annotations.richtext import parse_markdown

SIZE = 1_000_000
ROUNDS = 5
QUOTES = 20


def _megabyte() -> str:
    """Write Markdown of the samples' paragraphs, words shuffled so that no two are alike."""
    chance = random.Random(1)  # the same text each time
    samples = resources.path("samples").glob("*.md")
    known = [
        paragraph
        for path in sorted(samples)
        for paragraph in path.read_text(encoding="utf-8").split("\n\n")
    ]
    paragraphs: list[str] = []
    size = 0
    while size < SIZE:
        words = chance.choice(known).split(" ")
        chance.shuffle(words)
        paragraphs.append(" ".join(words))
        size += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)


def _seconds(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        gc.collect()
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


@pytest.mark.benchmark
def test_parsing_beside_markdown_it_alone() -> None:
    source = _megabyte()
    alone = MarkdownIt("commonmark").enable("table")
    floor = _seconds(lambda: alone.parse(source))
    ours = _seconds(lambda: parse_markdown(source))
    print(f"\nmarkdown-it {floor:.2f} s, ours {ours:.2f} s a megabyte: {ours / floor:.2f} x")
    assert parse_markdown(source).blocks


@pytest.mark.benchmark
def test_finding_quotes_of_several_lengths() -> None:
    text = parse_markdown(_megabyte()).text
    chance = random.Random(2)
    shifted = "Baru. " + text
    print()
    for length in (13, 60, 300, 1_500, 20_000):
        starts = [chance.randrange(len(text) - length) for _ in range(QUOTES)]
        quotes = [describe(text, Span(start, start + length)) for start in starts]
        _report(f"{length} characters, shifted", shifted, quotes)
        gone = text
        for quote in sorted(quotes, key=lambda quote: -quote.start):
            gone = gone[: max(0, quote.start - 100)] + gone[quote.end + 100 :]
        _report(f"{length} characters, gone", gone, quotes)


def _report(name: str, text: str, quotes: list[Quote]) -> None:
    locate(text, quotes[0])  # folding the text is done once
    start = time.perf_counter()
    states = sorted(locate(text, quote).state for quote in quotes)
    taken = (time.perf_counter() - start) / len(quotes)
    print(f"{name:28} {taken * 1e3:7.1f} ms each, {', '.join(dict.fromkeys(states))}")
    assert len(states) == len(quotes)
