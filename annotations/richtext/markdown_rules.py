"""The parser of Markdown, set up for what a text holds.

A rule that looks for a sign which is nowhere in the text cannot match and is left out: most
articles have paragraphs and headings, and markdown-it asks every rule at every block.
"""

import re
from functools import cache

from markdown_it import MarkdownIt

NEEDLES = (
    # a rule of the block parser, and of what signs one must stand in the text
    ("table", ("|",)),
    ("fence", ("```", "~~~")),
    ("blockquote", (">",)),
    ("reference", ("]:",)),
    ("html_block", ("<",)),
    ("code", ("    ", "\t")),
)
_BEGINS_MARKUP = re.compile(r"[\n!&*<\[\\\]_`]")
"""Where a rule of the inline parser may begin. Its own list is longer, for other dialects."""


def has_markup(content: str) -> bool:
    """Whether anything in a block may be more than words."""
    return _BEGINS_MARKUP.search(content) is not None


def blocks_parser(source: str, deepest: int) -> MarkdownIt:
    """Give the parser of blocks for a text.

    It goes deeper than the walk, which has refused the document by then: beyond its limit it
    would drop what is inside (a list counts two levels).
    """
    idle = (rule for rule, needles in NEEDLES if not any(needle in source for needle in needles))
    return _blocks_parser(tuple(idle), deepest)


@cache
def _blocks_parser(idle: tuple[str, ...], deepest: int) -> MarkdownIt:
    blocks = _Parser("commonmark", {"maxNesting": 2 * deepest + 10}).enable("table")
    blocks.core.ruler.enableOnly(["normalize", "block"])
    return blocks.disable(list(idle))


@cache
def inline_parser() -> MarkdownIt:
    """Give the parser of what stands in blocks.

    Beyond its limit of depth it leaves brackets as they are, and its preset is right.
    """
    inline = _Parser("commonmark")
    inline.inline.terminator_re = _BEGINS_MARKUP
    return inline


class _Parser(MarkdownIt):
    """Words must not depend on where a link leads; `markdown` decides about that."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - markdown-it's name and signature
        """Let every address through: its words stay, wherever it leads."""
        return True

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - markdown-it's name
        """Leave the words of a bare address as they were written."""
        return link
