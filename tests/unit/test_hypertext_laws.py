"""What holds for the text of any HTML whatever."""

import re
from html import escape
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotations.model import RichText
from annotations.richtext import normalise, parse_html
from tests.strategies import ODD, markdown, plain_words, texts

FORBIDDEN = re.compile("[\r\u2028\u2029\x00\ufdd0\ufdd1\ud800-\udfff]")
NAMES = (
    *("p", "div", "b", "i", "a", "h1", "ul", "ol", "li", "blockquote", "table", "tr", "td", "th"),
    *("pre", "code", "br", "hr", "img", "q", "dl", "dt", "dd", "span", "caption", "thead", "svg"),
    *("math", "script", "style", "select", "title", "body", "html", "ruby", "rt", "figure", "x-y"),
)
ATTRIBUTES = (
    *(' href="/a"', " alt='b c'", " style='display:none'", " hidden", ' style="white-space:pre"'),
    *(" colspan=3", " rowspan=2", " start=5", " title=&#13;&#xD800;", " =", ' "', "'", "/"),
    *(" style='font-weight:bold'", " reversed type=i", " value=-3"),
)


def pages(max_pieces: int = 40) -> st.SearchStrategy[str]:
    tag = st.builds(
        "<{}{}{}>".format,
        st.sampled_from(("", "", "/")),
        st.sampled_from(NAMES),
        st.lists(st.sampled_from(ATTRIBUTES), max_size=2).map("".join),
    )
    piece = st.one_of(
        tag,
        st.sampled_from(ODD),
        st.sampled_from(("a", "kata ", " b", "\n", "\n\n", "&nbsp;", "&#13;", "&#xFDD0;", "<!--")),
        st.text(st.characters(exclude_categories=()), max_size=5),
    )
    return st.lists(piece, max_size=max_pieces).map("".join)


def assert_lawful(rich: RichText) -> None:
    text, blocks = rich.text, rich.blocks
    assert FORBIDDEN.search(text) is None
    assert text == text.strip()
    assert all(0 <= block.start <= block.end <= len(text) for block in blocks)
    ends = [0, *(block.end for block in blocks)]
    starts = [*(block.start for block in blocks), len(text)]
    gaps = list(zip(ends, starts, strict=True))
    assert all(end <= start and not text[end:start].strip() for end, start in gaps)
    for run in rich.runs:
        assert run.start < run.end
        assert any(block.start <= run.start and run.end <= block.end for block in blocks)
        assert FORBIDDEN.search(run.target + run.title) is None
    assert all(a.start <= b.start for a, b in pairwise(rich.runs))
    assert all(FORBIDDEN.search(block.language + block.marker) is None for block in blocks)
    places = [(block.table, block.row, block.column) for block in blocks if block.table >= 0]
    assert all(a < b for a, b in pairwise(places))


@given(source=st.one_of(pages(), texts(), markdown()))
def test_any_html_becomes_lawful_rich_text(source: str) -> None:
    rich = parse_html(source)
    assert_lawful(rich)
    assert parse_html(source) == rich


@given(words=plain_words(), source=st.sampled_from(["p", "div", "li", "td", "blockquote", "b"]))
def test_words_without_marks_are_kept_in_order(words: list[str], source: str) -> None:
    page = "".join(f"<{source}>{word} </{source}>" for word in words)
    assert parse_html(page).text.split() == words


@given(source=texts())
def test_escaped_text_keeps_every_word(source: str) -> None:
    # control characters are the sanitizer's: all that a person can write stays
    plain = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f]", " ", normalise(source))
    assert parse_html(f"<p>{escape(plain)}</p>").text.split() == plain.split()


@given(source=texts())
def test_what_was_laid_out_is_itself_when_laid_out_again(source: str) -> None:
    rich = parse_html(f"<p>{escape(source)}")
    again = parse_html("".join(f"<p>{escape(part)}" for part in rich.text.split("\n\n")))
    assert again.text == rich.text
