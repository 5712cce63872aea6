import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model import RichText
from annotations.richtext import normalise, parse_markdown, parse_plain
from tests.strategies import markdown, plain_words, texts

FORBIDDEN = re.compile("[\r\u2028\u2029\x00\ufdd0\ufdd1\ud800-\udfff]")
PARSERS = [parse_markdown, parse_plain]
Parser = Callable[[str], RichText]


def assert_lawful(rich: RichText) -> None:
    text, blocks = rich.text, rich.blocks
    assert FORBIDDEN.search(text) is None
    assert text.encode("utf-8").decode("utf-8") == text
    assert text == text.strip()
    assert all(0 <= block.start <= block.end <= len(text) for block in blocks)
    ends = [0, *(block.end for block in blocks)]
    starts = [*(block.start for block in blocks), len(text)]
    gaps = list(zip(ends, starts, strict=True))
    assert all(end <= start for end, start in gaps)
    assert all(not text[end:start].strip() for end, start in gaps)
    for run in rich.runs:
        assert run.start < run.end
        assert any(block.start <= run.start and run.end <= block.end for block in blocks)
    assert all(a.start <= b.start for a, b in pairwise(rich.runs))
    for value in (*(run.target + run.title for run in rich.runs), *(b.language for b in blocks)):
        assert FORBIDDEN.search(value) is None


@given(source=st.one_of(texts(), markdown()))
def test_any_text_becomes_lawful_rich_text_from_markdown(source: str) -> None:
    rich = parse_markdown(source)
    assert_lawful(rich)
    assert parse_markdown(source) == rich


@given(source=texts())
def test_any_text_becomes_lawful_rich_text_from_plain_text(source: str) -> None:
    rich = parse_plain(source)
    assert_lawful(rich)
    assert parse_plain(source) == rich


@given(source=texts())
def test_plain_text_keeps_every_word(source: str) -> None:
    assert parse_plain(source).text.split() == normalise(source).split()


@given(source=texts())
def test_what_was_parsed_as_plain_text_is_itself_when_parsed_again(source: str) -> None:
    rich = parse_plain(source)
    assert parse_plain(rich.text) == rich


@pytest.mark.parametrize("parse", PARSERS)
@given(words=plain_words(), gaps=st.lists(st.sampled_from(["\n", "\n\n", " ", "\r\n"])))
def test_words_without_marks_are_kept_in_order(
    parse: Parser, words: list[str], gaps: list[str]
) -> None:
    gaps = [*gaps, *[" "] * len(words)]
    source = "".join(word + gap for word, gap in zip(words, gaps, strict=False))
    assert parse(source).text.split() == words


@given(text=texts())
def test_a_normalised_text_is_lawful_and_stays_as_it_is(text: str) -> None:
    once = normalise(text)
    assert FORBIDDEN.search(once) is None
    assert normalise(once) == once


def test_normalising_folds_line_ends_and_drops_what_qt_would_not_keep() -> None:
    assert normalise("a\r\nb\rc\u2028d\u2029e\nf") == "a\nb\nc\nd\ne\nf"
    assert normalise("a\x00b\ufdd0c\ufdd1d\ud800e\udc00f") == "abcdef"


def test_normalising_composes_nothing() -> None:
    assert normalise("e\u0301 \xa0 \ufb01") == "e\u0301 \xa0 \ufb01"
