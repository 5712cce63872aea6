"""Markdown: to paste into an editor, to keep beside the story.

What Markdown would read in a stranger's words is escaped, and nothing more, so that nearly every
quote stands in the file letter by letter. Those that needed a sign before a sign stand once more
in an annex, in a fence where Markdown reads nothing.
"""

import re
from collections.abc import Iterator

from annotations.dates import show_date
from annotations.exporting.clearing import failed, not_cleared
from annotations.exporting.html_page import is_link
from annotations.exporting.report import Grouping, Report
from annotations.exporting.shown import (
    Showing,
    proven_texts,
    show_origin,
    summary,
    withheld_lines,
)
from resources import Catalogue, marked, read_text

name = "markdown"
title = marked("Markdown, for editors")
suffix = ".md"
binary = False

_BUFFERED = 64  # pieces of a template joined before they are handed on
# An underscore inside a word marks nothing; an ampersand only where it would start an entity.
_INLINE = re.compile(
    r"[`*\[\]<|~]|(?<![^\W_])_|_(?![^\W_])|\\(?=[!-/:-@\[-`{-~]|$)|&(?=#?\w+;)", re.MULTILINE
)
_LINE = re.compile(r"(?=#{1,6}(?:[ \t]|$)|[-+](?:[ \t]|$)|>|[-=]+[ \t]*$|-[- \t]*$)")
_NUMBERED = re.compile(r"(\d{1,9})([.)](?:[ \t]|$))")
_EDGES = re.compile(r"^[ \t]|[ \t]$")


def pieces(report: Report, words: Catalogue) -> Iterator[str]:
    """Write the text; highlights are made one by one."""
    from jinja2 import Environment, StrictUndefined

    # Not HTML: what is escaped is Markdown's, by the filters below.
    page = Environment(autoescape=False, undefined=StrictUndefined)  # noqa: S701 - see above
    page.filters.update(
        md=inline, quoted=quoted, fenced=fenced, address=address, code=code, note=note
    )
    template = page.from_string(read_text("templates/report.md"))
    entries = report.entries
    quotes = [(entry.highlight.label, entry.highlight.quote.exact) for entry in entries]
    stream = template.stream(
        report=report,
        words=words,
        made=show_date(report.made, words),
        summary=summary(report, words),
        withheld=withheld_lines(report, words),
        failed=failed(report, words),
        open_ones=not_cleared(report),
        tables=(
            (words("Tags"), report.tags),
            (words("Speakers"), report.speakers),
            (words("Wording checked"), report.wording),
            (words("Claim checked"), report.claims),
        ),
        by_article=report.grouping == Grouping.ARTICLE,
        source=lambda group: show_origin(group.entries[0], words),
        address_of=lambda group: group.entries[0].article.metadata.url,
        showing=Showing(report, words),
        texts=proven_texts(entries, words),
        exact=[(label, quote) for label, quote in quotes if quote not in quoted(quote)],
    )
    stream.enable_buffering(_BUFFERED)
    yield from stream


def inline(text: str) -> str:
    """Escape what Markdown would read in running text; line breaks become spaces."""
    return _line(" ".join(text.split("\n")))


def quoted(quote: str) -> str:
    """Set words as a block quotation: each line its own, empty lines between paragraphs."""
    lines = [_line(line) for line in quote.split("\n")]
    shown = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        ending = "\\" if line and following else ""  # a hard break: the next line stays the next
        shown.append(f"> {line}{ending}".rstrip())
    return "\n".join(shown)


def fenced(text: str) -> str:
    """Set words where Markdown reads nothing, in a fence longer than any they hold."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text}\n{fence}"


def address(url: str) -> str:
    """Set a web address as a link that shows it in full; any other as plain text."""
    return f"<{url}>" if is_link(url) else inline(url)


def code(text: str) -> str:
    """Keep a checksum inside its backticks, whatever a stranger's library says it is."""
    return text.replace("`", "")


def note(text: str) -> str:
    """Set a note for readers, which is Markdown, apart: its headings and lists end with it.

    It may not hold HTML: a note may have come with somebody else's library.
    """
    plain = re.sub(r"<(?!https?://)", r"\\<", text)
    return "\n".join(f"> {line}".rstrip() for line in plain.splitlines())


def _line(text: str) -> str:
    text = _INLINE.sub(r"\\\g<0>", text)
    if _LINE.match(text):
        text = f"\\{text}"
    text = _NUMBERED.sub(r"\1\\\2", text, count=1) if _NUMBERED.match(text) else text
    return _EDGES.sub(lambda found: f"&#{ord(found[0])};", text)
