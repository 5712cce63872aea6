"""HTML: one file that holds everything and asks nobody for anything.

All text is escaped; the content security policy allows the page's own style and script, by their
hashes, the pictures that the page itself holds, where it holds any, and nothing else, so that no
quote can load or run anything.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from annotations.dates import show_date
from annotations.exporting.report import Group, Grouping, Report
from annotations.exporting.shown import (
    Showing,
    badge,
    proven_texts,
    show_origin,
    summary,
    withheld_lines,
)
from resources import Catalogue, marked, read_text

if TYPE_CHECKING:
    from markupsafe import Markup

name = "html"
title = marked("HTML, a page for the browser")
suffix = ".html"
binary = False

_BUFFERED = 64  # pieces of a template joined before they are handed on
_LINK = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)


def pieces(report: Report, words: Catalogue) -> Iterator[str]:
    """Write the page; cards are made one by one."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    # S701: everything is escaped; the two exceptions below are files of this program.
    page = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=False)
    page.filters["safe_link"] = is_link
    page.filters["note"] = note_renderer()
    template = page.from_string(read_text("templates/report.html"))
    style = read_text("styles/report.css")
    script = read_text("templates/report.js")
    showing = Showing(report, words)
    stream = template.stream(
        report=report,
        words=words,
        language=words.language,
        policy=policy(style, script, pictures=bool(report.pictures)),
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        made=show_date(report.made, words),
        summary=summary(report, words),
        withheld=withheld_lines(report, words),
        tags={count.key: badge(count.key, words) for count in report.tags},
        tag_numbers=_numbers([count.key for count in report.tags if count.key]),
        speaker_numbers=_numbers([count.key for count in report.speakers]),
        tables=(
            (words("Speakers"), report.speakers),
            (words("Wording checked"), report.wording),
            (words("Claim checked"), report.claims),
        ),
        by_article=report.grouping == Grouping.ARTICLE,
        source=lambda group: show_origin(group.entries[0], words),
        address=_address,
        showing=showing,
        texts=proven_texts(report.entries, words),
    )
    stream.enable_buffering(_BUFFERED)
    yield from stream


def policy(style: str, script: str, *, pictures: bool = False) -> str:
    """Write the content security policy: this style, this script, nothing from anywhere.

    `pictures` allows those that stand in the page itself.
    """
    images = " img-src data:;" if pictures else ""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}';{images}"
        " base-uri 'none'; form-action 'none'"
    )


def is_link(url: str) -> bool:
    """Whether an address may be a link: the web, nothing that runs or opens a program."""
    return _LINK.fullmatch(url) is not None


def note_renderer() -> Callable[[str], "Markup"]:
    """Make what turns a note's Markdown into HTML: emphasis, lists, quotes; no HTML, no images."""
    from markupsafe import Markup, escape

    made: list[Callable[[str], str]] = []

    def render(note: str) -> Markup:
        """Write one note as safe HTML."""
        if not re.search(r"[\\`*_\[\]<>#&~\n]|^\s*(?:[-+]|\d+[.)])\s", note):
            return Markup("<p>{}</p>").format(note)
        if not made:
            from markdown_it import MarkdownIt

            parser = MarkdownIt("commonmark", {"html": False})
            parser.disable(["image", "heading", "lheading", "html_block", "html_inline"])
            parser.validateLink = is_link  # type: ignore[method-assign] # its own way to restrict
            made.append(parser.render)
        try:
            return Markup(made[0](note))  # noqa: S704 - html=False: the parser escapes
        except RecursionError:
            return Markup(escape(note))  # noqa: S704 - escaped

    return render


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _numbers(keys: list[str]) -> dict[str, int]:
    return {key: number for number, key in enumerate(keys, start=1)}


def _address(group: Group) -> str:
    return group.entries[0].article.metadata.url
