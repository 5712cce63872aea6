"""kutip search."""

from functools import partial
from typing import TYPE_CHECKING

import click

from annotations.commands.options import json_option, library_option
from annotations.commands.terminal import Terminal, one_line
from annotations.commands.worded import Command, Option
from annotations.dates import show_date
from resources import Catalogue, marked

if TYPE_CHECKING:
    from annotations.queries import Hit

_MOST = 1000
_QUOTE = 100


@click.command(
    "search",
    cls=Command,
    help=marked(
        "Look for words in quotes, notes, speakers and whole articles: highlights first, then"
        ' articles, the best first. All words are asked for; "…" is a phrase, a star stands for'
        " any ending, a minus leaves a word out; AND, OR and NOT go between words. Accents count"
        " for nothing. What stood in a private note is shown only with --private."
    ),
    examples=(
        'kutip search "air bersih"',
        "kutip search 'sumu* bupati OR camat' --newest",
        "kutip search ratna -- -walikota",
    ),
)
@click.argument("typed", metavar="WORDS", nargs=-1, required=True)
@click.option(
    "--limit",
    cls=Option,
    type=click.IntRange(1, _MOST),
    default=20,
    metavar="N",
    help=marked("At most so many highlights and so many articles; 20 if not given."),
)
@click.option(
    "--newest", cls=Option, is_flag=True, help=marked("What was added last first, not the best.")
)
@click.option(
    "--private",
    cls=Option,
    is_flag=True,
    help=marked("Show the words around finds in highlights, private notes and names too."),
)
@json_option
@library_option
@click.pass_obj
def search(
    terminal: Terminal,
    typed: tuple[str, ...],
    limit: int,
    *,
    newest: bool,
    private: bool,
    as_json: bool,
) -> None:
    """Search everything."""
    from annotations.storage import highlights
    from annotations.storage import search as stored

    words = " ".join(typed)
    with terminal.store() as store:
        if newest:
            found = store.call(partial(stored.newest_highlights, words=words, limit=limit))
            found += store.call(partial(stored.newest, words=words, limit=limit))
        else:
            found = store.call(partial(stored.search, words=words, limit=limit))
        some = [hit.highlight for hit in found if hit.highlight]
        quotes = {
            each.id: each.quote.exact
            for each in store.call(lambda library: highlights.read(library, some))
        }
    for hit in found:
        snippet = hit.snippet if private or not hit.highlight else ""
        _show(terminal, hit, snippet, quotes.get(hit.highlight, ""), as_json=as_json)
    if not found and not as_json:
        terminal.say(terminal.words("Nothing holds these words."))


def _show(terminal: Terminal, hit: "Hit", snippet: str, quote: str, *, as_json: bool) -> None:
    if not as_json:
        terminal.line(_line(hit, terminal.words))
        said = " ".join((snippet or quote).split())
        if not snippet and len(said) > _QUOTE:
            said = f"{said[: _QUOTE - 1]}…"
        if said:
            terminal.line(f"        {said}")
        return
    terminal.record(
        {
            "article": hit.article,
            "highlight": hit.highlight,
            "title": hit.title,
            "outlet": hit.outlet,
            "published": hit.published,
            "quote": quote,
            "start": hit.start,
            "snippet": snippet,
            "marks": [list(mark) for mark in hit.marks] if snippet else [],
        }
    )


def _line(hit: "Hit", words: Catalogue) -> str:
    number = f"K-{hit.highlight:03d}" if hit.highlight else f"{hit.article}"
    date = show_date(hit.published, words) if hit.published else ""
    where = (one_line(hit.title) or words("Untitled"), hit.outlet, date)
    told = " \u00b7 ".join(part for part in where if part)
    return f"{number:<7} {told}"
