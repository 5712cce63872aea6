"""HTML: one file that holds everything and asks nobody for anything.

All text is escaped; the content security policy allows the page's own style and script, by their
hashes, the pictures that the page itself holds, where it holds any, and nothing else, so that no
quote can load or run anything.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from annotations.exporting.report import Report
from resources import Catalogue, marked, read_text

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

name = "html"
title = marked("HTML, a page for the browser")
suffix = ".html"
binary = False

SHARED = ("page.html", "parts.html")
"""What every template is made of; own templates may take these in, and nothing else."""

_BUFFERED = 64  # pieces of a template joined before they are handed on
_LINK = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)


def pieces(report: Report, words: Catalogue) -> Iterator[str]:
    """Write the page in the template of the report's layout; cards are made one by one.

    Raises BadTemplate where the user's own cannot be used.
    """
    if report.layout.text:
        from annotations.exporting.own_template import fill

        return fill(report, words)
    return _fill(report, words)


def _fill(report: Report, words: Catalogue) -> Iterator[str]:
    from markupsafe import Markup

    from annotations.exporting.filling import Values

    style, script = read_text("styles/report.css"), read_text("templates/report.js")
    template = _environment().get_template(f"{report.layout.template}.html")
    stream = template.stream(
        **Values(report, words).all(),
        own=False,
        words=words,
        policy=policy([style], script, pictures=bool(report.pictures)),
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        tag_numbers=_numbers([count.key for count in report.tags if count.key]),
        speaker_numbers=_numbers([count.key for count in report.speakers]),
    )
    stream.enable_buffering(_BUFFERED)
    yield from stream


@cache
def _environment() -> "Environment":
    """Make what reads the built-in templates, once: reading them takes longer than a small page."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    # S701: everything is escaped; what is not are files of this program.
    made = Environment(
        autoescape=True, undefined=StrictUndefined, loader=FunctionLoader(built_in_text)
    )
    made.filters.update(own_filters())
    return made


def built_in_text(file: str) -> str:
    """Read a template of this program by the name of its file."""
    return read_text(f"templates/{file}")


def own_filters() -> dict[str, Callable[..., Any]]:
    """Give the filters that templates have beside Jinja's."""
    return {"safe_link": is_link, "note": note_renderer()}


def policy(styles: Iterable[str], script: str = "", *, pictures: bool = False) -> str:
    """Write the content security policy: these styles, this script, nothing from anywhere.

    `pictures` allows those that stand in the page itself.
    """
    allowed = " ".join(f"'{_hash(each)}'" for each in styles) or "'none'"
    run = f"'{_hash(script)}'" if script else "'none'"
    images = " img-src data:;" if pictures else ""
    return (
        f"default-src 'none'; style-src {allowed}; script-src {run};{images}"
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
