"""What Hypothesis draws: any text that may come in, Markdown, and spans of a text."""

from hypothesis import strategies as st

from annotations.model import Span

ODD = (
    "\x00",  # NUL
    "\r",
    "\r\n",
    "\u2028",
    "\u2029",
    "\x85",  # NEL: a line end to some, and to Python's splitlines
    "\x0b",
    "\x0c",
    "\x1c",
    "\xa0",  # no-break space
    "\u202f",
    "\u3000",
    "\xad",  # soft hyphen
    "\u200b",
    "\u200d",
    "\ufeff",
    "\ufdd0",
    "\ufdd1",
    "\ufffc",  # what Qt puts where an object stands
    "\ufffd",
    "\uffff",
    "\ud83d",  # lone surrogates
    "\ude00",
    "\U0001f600",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",  # one family, five code points
    "\U0001f1ee\U0001f1e9",
    "e\u0301",  # decomposed
    "\xe9",
    "\u202e",  # right-to-left override
    "\u2067",
    "\u0645\u0631\u062d\u0628\u0627",
    "\u201c",
    "\u201d",
    "\u2014",
    "\ufb01",  # a ligature, two letters when case is folded
    "\u0130",
    "\u1e9e",
    "\U0010ffff",
)

MARKS = (
    "# ",
    "- ",
    "1. ",
    "7) ",
    "> ",
    "    ",
    "\t",
    "```",
    "~~~ py\n",
    "---",
    "===",
    "*",
    "**",
    "_",
    "`",
    "[",
    "](",
    "](http://example.org/a \u201ct\u201d)",
    "![",
    ")",
    "]",
    "[a]: /u\n",
    "[a]",
    "<",
    ">",
    "<b>",
    "</b>",
    "<br>",
    "<div>",
    "</div>",
    "<pre>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    '<img alt="a b" src=x>',
    "<http://example.org/%C3>",
    "&amp;",
    "&#0;",
    "&#13;",
    "&#x2028;",
    "&#xFDD0;",
    "&#xD800;",
    "&nbsp;",
    "\\",
    "\\*",
    "|",
    "| a | b |\n|---|---|\n",
    "\n",
    "\n\n",
    " ",
    "  \n",
)

_characters = st.characters(exclude_categories=())  # surrogates too


def texts(max_pieces: int = 30) -> st.SearchStrategy[str]:
    """Draw any Unicode text, rich in what goes wrong."""
    piece = st.one_of(
        st.text(_characters, max_size=8),
        st.sampled_from(ODD),
        st.sampled_from(("a", "kata", "12,5", " ", "\n", "\n\n", ". ")),
    )
    return st.lists(piece, max_size=max_pieces).map("".join)


def markdown(max_pieces: int = 40) -> st.SearchStrategy[str]:
    """Draw Markdown, mostly of a kind nobody would write."""
    piece = st.one_of(
        st.sampled_from(MARKS),
        st.sampled_from(ODD),
        st.text(_characters, max_size=5),
        st.sampled_from(("a", "kata", "b c")),
    )
    return st.lists(piece, max_size=max_pieces).map("".join)


def plain_words() -> st.SearchStrategy[list[str]]:
    """Draw words of letters and digits, which mean nothing to Markdown."""
    letters = st.characters(categories=("L", "Nd"))
    return st.lists(st.text(letters, min_size=1, max_size=8), max_size=30)


@st.composite
def texts_with_span(draw: st.DrawFn) -> tuple[str, Span]:
    """Draw a text and a span within it, which may be empty."""
    text = draw(texts())
    ends = st.integers(0, len(text))
    start, end = sorted((draw(ends), draw(ends)))
    return text, Span(start, end)
