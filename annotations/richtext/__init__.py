"""Make one plain string of a document, with blocks and inline runs laid over it.

The string is what every offset refers to, for ever: it is stored with its blocks and runs and
never parsed again. What becomes of each kind of Markdown is written in `markdown`, of HTML
within it in `html_words`, of plain text in `plain_text`, of pages in `hypertext_blocks`.
"""

from annotations.model import RichText
from annotations.richtext.building import MOST_CHARACTERS
from annotations.richtext.normalising import normalise
from annotations.richtext.plain_text import parse_plain

__all__ = [
    "DEEPEST",
    "MOST_CHARACTERS",
    "normalise",
    "parse_html",
    "parse_markdown",
    "parse_plain",
]

DEEPEST = 100
"""Levels that a document may nest: quotations and list items of Markdown, elements of HTML."""


def parse_markdown(source: str) -> RichText:
    """Parse CommonMark with tables.

    Raises ImportFailed with TOO_DEEP beyond `DEEPEST` levels and TOO_MANY_CHARACTERS beyond
    `MOST_CHARACTERS`, in the source or in what it unfolds to; its `name` is left empty for the
    caller, who knows it. Nothing else is wrong Markdown.
    """
    # markdown-it-py takes a tenth of the time to a window: only those who parse pay for it.
    from annotations.richtext.markdown import parse

    return parse(source, deepest=DEEPEST)


def parse_html(source: str) -> RichText:
    """Parse an HTML document, or a fragment of one, into what a reader of it sees.

    Raises ImportFailed with TOO_DEEP beyond `DEEPEST` levels of elements and TOO_MANY_CHARACTERS
    beyond `MOST_CHARACTERS`, in the source or in what it unfolds to; its `name` is left empty for
    the caller. Nothing else is wrong HTML. `hypertext.parse` says also what was left out.
    """
    # nh3 is a library of two megabytes: only those who parse pay for it.
    from annotations.richtext.hypertext import parse

    return parse(source, deepest=DEEPEST).text
