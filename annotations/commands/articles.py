"""kutip new, import, articles, text."""

import sys
from collections.abc import Iterable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotations.commands.options import PathName, json_option, library_option
from annotations.commands.terminal import PAGE, Terminal, one_line
from annotations.commands.worded import Command, Option
from annotations.dates import show_date
from annotations.exporting.records import library_article_record
from annotations.invisible import visible
from annotations.sentences import sentence
from annotations.vocabulary import ImportStatus
from resources import marked

if TYPE_CHECKING:
    from annotations.importing.protocol import ImportOutcome
    from annotations.storage.store import Library

_TITLE = 72


@click.command(
    "new",
    cls=Command,
    help=marked("Make a new, empty library. Without FILE, your default one."),
    examples=("kutip new flood-2026.kutip",),
)
@click.argument("file", required=False, type=PathName(path_type=Path))
@library_option
@click.pass_obj
def new(terminal: Terminal, file: Path | None) -> None:
    """Make a library."""
    from annotations.storage.store import Store

    path = file or terminal.library
    Store.create(path).close()
    terminal.say(terminal.words("Made a new library at {path}.", path=path))


def _known_encoding(context: click.Context, _: click.Parameter, name: str | None) -> str:
    """Check a name that a person typed, and write it as Python does."""
    from annotations.importing.decoding import encoding_named

    known = encoding_named(name) if name else ""
    if name and not known:
        words = context.find_object(Terminal).words  # type: ignore[union-attr]
        raise click.BadParameter(words("“{name}” is no encoding that text is read by.", name=name))
    return known


@click.command(
    "import",
    cls=Command,
    help=marked(
        "Import files, or the articles of folders, into the library. One line each: path, status"
        " (added, duplicate, revised, failed), number of the article, reason. A file that fails"
        " does not stop the others. Each file in a ZIP archive is an article. Data, programs,"
        " sound, and pictures beside articles are passed over in folders and archives."
    ),
    examples=(
        "kutip import story.md",
        "kutip import stories/ --json",
        "kutip import old.txt --encoding windows-1252",
    ),
)
@click.argument(
    "paths",
    metavar="PATH...",
    nargs=-1,
    required=True,
    type=PathName(path_type=Path, readable=False),
)
@click.option(
    "--chapters",
    cls=Option,
    is_flag=True,
    help=marked("Make one article of each chapter of an e-book, not one of the book."),
)
@click.option(
    "--encoding",
    cls=Option,
    metavar="NAME",
    callback=_known_encoding,
    help=marked("Read text by this encoding; else it is found out."),
)
@click.option(
    "--revision-of",
    cls=Option,
    type=click.IntRange(min=1),
    metavar="ID",
    help=marked("The file is a newer version of this article."),
)
@json_option
@library_option
@click.pass_obj
def import_(
    terminal: Terminal,
    paths: tuple[Path, ...],
    *,
    chapters: bool,
    encoding: str,
    revision_of: int | None,
    as_json: bool,
) -> None:
    """Import files."""
    from annotations.importing.jobs import import_paths
    from annotations.importing.protocol import Wishes

    words = terminal.words
    if revision_of and (len(paths) > 1 or paths[0].is_dir()):
        raise click.UsageError(words("With --revision-of, name one file."))
    wishes = Wishes(encoding=encoding, chapters=chapters)
    counts = dict.fromkeys(ImportStatus, 0)
    left: list[Path] = []
    untold: list[ImportOutcome] = []
    with (
        terminal.store(make_default=True) as store,
        # closed here and now, also when the reader goes: the worker ends before the store does
        closing(
            import_paths(
                store,
                paths,
                passed_over=left.append,
                untold=untold.append,
                wishes=wishes,
                revises=revision_of or 0,
            )
        ) as outcomes,
        terminal.progress(words("Importing")) as progress,
    ):
        try:
            for outcome in outcomes:
                counts[outcome.status] += 1
                progress.clear()
                _tell(terminal, outcome, as_json=as_json)
                progress.step(sum(counts.values()))
        finally:  # also when the disk is full or somebody stops it: what is done is kept
            outcomes.close()
            for outcome in untold:
                counts[outcome.status] += 1
            terminal.failed = counts[ImportStatus.FAILED] > 0
            progress.clear()
            _sum_up(terminal, counts, left)


def _sum_up(terminal: Terminal, counts: dict[ImportStatus, int], left: list[Path]) -> None:
    words = terminal.words
    terminal.say(
        words(
            "{added} added, {duplicate} already there, {revised} new versions, {failed} failed.",
            **{str(status): words.number(n) for status, n in counts.items()},
        )
    )
    if left:
        terminal.say(
            words.plural(
                "{n} file was passed over, being no article by its name ({suffixes}); name it"
                " itself to import it.",
                "{n} files were passed over, being no articles by their names ({suffixes}); name"
                " them themselves to import them.",
                len(left),
                suffixes=", ".join(sorted({path.suffix.lower() for path in left})),
            )
        )


def _tell(terminal: Terminal, outcome: "ImportOutcome", *, as_json: bool) -> None:
    reason = sentence(outcome.reason, terminal.words) if outcome.reason is not None else ""
    if as_json:
        terminal.record(
            {
                "path": outcome.shown,
                "status": outcome.status.value,
                "article": outcome.article or None,
                "reason": reason,
            }
        )
    else:
        terminal.row(outcome.shown, outcome.status.value, str(outcome.article or "-"), reason)
    for warning in outcome.warnings:
        terminal.say(one_line(f"{outcome.shown}: {terminal.words(warning)}"))


@click.command(
    "articles",
    cls=Command,
    help=marked("List the articles of the library, newest first. What is in the trash stays out."),
    examples=("kutip articles", "kutip articles --json"),
)
@json_option
@library_option
@click.pass_obj
def articles(terminal: Terminal, *, as_json: bool) -> None:
    """List articles."""
    from annotations.storage import articles as stored

    with terminal.store() as store:
        ids = store.call(stored.ids)
        for first in range(0, len(ids), PAGE):
            page = ids[first : first + PAGE]
            for record, opening in store.call(partial(_records, ids=page)):
                if as_json:
                    terminal.record(record)
                else:
                    terminal.line(_line(record, opening, terminal))
    if not ids and not as_json:
        terminal.say(terminal.words("The library holds no article yet; add some: kutip import."))


def _records(library: "Library", ids: Iterable[int]) -> list[tuple[dict[str, Any], str]]:
    """Read articles, each with the first words of one that has no title."""
    from annotations.storage import articles as stored

    found = []
    for row in stored.rows(library, list(ids)):
        newest = stored.revisions(library, row.id)[-1]
        article = stored.read(library, row.id)
        found.append((library_article_record(article, newest, row.highlights), row.opening))
    return found


def _line(record: dict[str, Any], opening: str, terminal: Terminal) -> str:
    published = show_date(record["published"], terminal.words) or "-"
    title = " ".join(record["title"].split()) or opening or "-"
    cut = title if len(title) <= _TITLE else f"{title[: _TITLE - 1]}…"
    outlet = f"  ({record['outlet']})" if record["outlet"] else ""
    return f"{record['id']:>5}  {published:<11}  {record['highlights']:>4}  {cut}{outlet}"


@click.command(
    "text",
    cls=Command,
    help=marked(
        "Write the text of an article, exactly: the offsets of highlights count its Unicode"
        " characters. Nothing is added when the output goes into a file or a pipe."
    ),
    examples=("kutip text 1", "kutip text 1 --revision 1 > story.txt"),
)
@click.argument("number", metavar="ID", type=int)
@click.option(
    "--revision",
    cls=Option,
    type=click.IntRange(min=1),
    metavar="N",
    help=marked("An earlier version, counted from 1; else the newest."),
)
@library_option
@click.pass_obj
def text(terminal: Terminal, number: int, revision: int | None) -> None:
    """Write a text."""
    from annotations.storage import articles as stored

    with terminal.store() as store:
        store.call(lambda library: stored.read(library, number))
        found = store.call(
            lambda library: stored.revision(library, number, revision or 0)
        ).text.text
    if sys.stdout is not None and sys.stdout.isatty():
        terminal.write("".join(f"{visible(line)}\n" for line in found.split("\n")))
    else:
        terminal.write(found)
