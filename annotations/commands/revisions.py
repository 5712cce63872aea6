"""kutip revisions, compare, similar."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotations.commands.options import json_option, library_option
from annotations.commands.terminal import Terminal
from annotations.commands.worded import Command, Option
from annotations.labels import label
from annotations.model import Revision, Span
from resources import marked

if TYPE_CHECKING:
    from annotations.exporting.placement_list import PlacementList
    from annotations.revising.comparing import CompareRow, Difference
    from annotations.storage.revisions import Pair
    from annotations.storage.similar import Similar
    from annotations.storage.store import Store

_SUFFIXES = {".csv": "csv", ".md": "markdown", ".markdown": "markdown", ".json": "json"}


@click.command(
    "revisions",
    cls=Command,
    help=marked("List the versions of an article, oldest first, with what changed in each."),
    examples=("kutip revisions 1", "kutip revisions 1 --json"),
)
@click.argument("number", metavar="ID", type=int)
@json_option
@library_option
@click.pass_obj
def revisions(terminal: Terminal, number: int, *, as_json: bool) -> None:
    """List revisions."""
    from annotations.exporting.placement_list import VERDICTS
    from annotations.revising.comparing import compare_revisions
    from annotations.storage import articles

    words = terminal.words
    with terminal.store() as store:
        article = store.call(lambda library: articles.read(library, number))
        before: Revision | None = None
        for entry in store.call(lambda library: articles.revisions(library, number)):
            wanted = entry.number
            found = store.call(
                lambda library, at=wanted: articles.revision(library, number, at)  # type: ignore[misc]
            )
            language = article.metadata.language
            verdict = compare_revisions(before, found, language).verdict if before else None
            before = found
            if as_json:
                terminal.record(
                    {
                        "article": number,
                        "revision": entry.number,
                        "imported": entry.imported,
                        "source": found.source,
                        "encoding": found.encoding,
                        "importer": found.importer,
                        "characters": len(found.text.text),
                        "sha256": entry.original_sha256,
                        "text_sha256": entry.text_sha256,
                        "verdict": verdict.value if verdict else "",
                    }
                )
            else:
                said = words(VERDICTS[verdict]) if verdict else "-"
                terminal.row(str(entry.number), entry.imported[:16], said, found.source)


@click.command(
    "compare",
    cls=Command,
    help=marked(
        "Show what changed between two versions of an article, and where its highlights stand on"
        " the newer one. With --output the list of highlights is written to a file: CSV, Markdown"
        " or JSON, by its suffix. What may not leave the library is left out and counted."
    ),
    examples=(
        "kutip compare 1",
        "kutip compare 1 --from 1 --to 3 --json",
        "kutip compare 1 --output placements.csv",
    ),
)
@click.argument("number", metavar="ID", type=int)
@click.option(
    "--from",
    "older",
    cls=Option,
    type=click.IntRange(min=1),
    metavar="N",
    help=marked("The older version; else the one before the newer."),
)
@click.option(
    "--to",
    "newer",
    cls=Option,
    type=click.IntRange(min=1),
    metavar="M",
    help=marked("The newer version; else the newest."),
)
@click.option(
    "--output",
    "-o",
    cls=Option,
    default="",
    metavar="PATH",
    help=marked("The file to write the list of highlights to."),
)
@click.option(
    "--force", cls=Option, is_flag=True, help=marked("Replace the file if it is there already.")
)
@json_option
@library_option
@click.pass_obj
def compare(
    terminal: Terminal,
    /,
    number: int,
    *,
    older: int | None,
    newer: int | None,
    output: str,
    force: bool,
    as_json: bool,
) -> None:
    """Compare two revisions."""
    from annotations.exporting.output import check_output, write_file
    from annotations.exporting.placement_list import pieces, placement_list
    from annotations.revising.comparing import compare_revisions
    from annotations.storage import revisions as stored
    from annotations.storage import speakers

    words = terminal.words
    path = Path(output)
    name = _SUFFIXES.get(path.suffix.lower(), "")
    if output and not name:
        raise click.UsageError(
            words("The list is written to a file that ends in .csv, .md, .json.")
        )
    if output:
        check_output(path, replace=force)
    with terminal.store() as store:
        pair = store.call(lambda library: stored.pair(library, number, older or 0, newer or 0))
        people = store.call(speakers.every)
    difference = compare_revisions(pair.older, pair.newer, pair.article.metadata.language)
    found = placement_list(pair, difference, words, speakers=people)
    if output:
        made = (piece.encode(errors="replace") for piece in pieces(found, name, words))
        write_file(made, path, replace=force)
        n = len(found.rows)
        terminal.say(
            words.plural(
                "Wrote {n} highlight to {path}.", "Wrote {n} highlights to {path}.", n, path=path
            )
        )
    elif as_json:
        _records(terminal, pair, difference, found)
    else:
        _lines(terminal, pair, difference, found)


def _records(
    terminal: Terminal, pair: "Pair", difference: "Difference", found: "PlacementList"
) -> None:
    """Write a line on the whole, one a paragraph that changed, one a highlight."""
    said = difference.announcement
    terminal.record(
        {
            "article": pair.article.id,
            "older": found.older,
            "newer": found.newer,
            "verdict": found.verdict.value,
            "notice": said.words if said else "",
            "notice_date": said.date.start if said else "",
        }
    )
    for row in difference.rows:
        if row.change != "same":
            terminal.record(_row_record(pair, row))
    for each in found.rows:
        terminal.record({"change": "highlight", **each})


def _row_record(pair: "Pair", row: "CompareRow") -> dict[str, object]:
    def side(text: str, span: Span | None, changed: tuple[Span, ...]) -> dict[str, object] | None:
        """Write one side of a paragraph; None where it is not."""
        if span is None:
            return None
        return {
            "start": span.start,
            "end": span.end,
            "text": text[span.start : span.end],
            "changed": [[each.start, each.end] for each in changed],
        }

    return {
        "change": row.change.value,
        "old": side(pair.older.text.text, row.old, row.old_words),
        "new": side(pair.newer.text.text, row.new, row.new_words),
    }


def _lines(
    terminal: Terminal, pair: "Pair", difference: "Difference", found: "PlacementList"
) -> None:
    """Show paragraphs that changed as a diff does, then the highlights."""
    from annotations.exporting.placement_list import VERDICTS
    from annotations.exporting.shown import withheld_lines
    from annotations.vocabulary import PlacementState

    words = terminal.words
    terminal.line(
        words(
            "Version {newer} compared with version {older}: {verdict}.",
            newer=found.newer,
            older=found.older,
            verdict=words(VERDICTS[found.verdict]),
        )
    )
    if difference.announcement:
        terminal.line(f"» {' '.join(difference.announcement.words.split())}")
    for row in difference.rows:
        if row.change == "same":
            continue
        for sign, text, span, cut in (
            ("-", pair.older.text.text, row.old, row.old_words),
            ("+", pair.newer.text.text, row.new, row.new_words),
        ):
            if span is not None:
                moved = f" ({words('moved')})" if row.elsewhere is not None else ""
                terminal.line(f"{sign}{moved} {_marked_up(text, span, cut)}")
    for each in found.rows:
        state = label(PlacementState(str(each["placement"])), words)
        then, now = (" ".join(str(each[key]).split()) for key in ("quote", "words_now"))
        arrow = f" → {now}" if now and now != then else ""
        terminal.line(f"{each['label']!s:<6} {state}: {then}{arrow}")
    for line in withheld_lines(found.report, words):
        terminal.say(line)


def _marked_up(text: str, span: Span, changed: tuple[Span, ...]) -> str:
    """Put the words that differ into brackets, all on one line."""
    made, start = "", span.start
    for each in changed:
        made += f"{text[start : each.start]}[{text[each.start : each.end]}]"
        start = each.end
    return " ".join((made + text[start : span.end]).split())


@click.command(
    "similar",
    cls=Command,
    help=marked(
        "List the articles that share most of their words with one, or all groups of such articles"
        " in the library. Nothing is merged."
    ),
    examples=("kutip similar 1", "kutip similar --json"),
)
@click.argument("number", metavar="[ID]", type=int, required=False)
@json_option
@library_option
@click.pass_obj
def similar(terminal: Terminal, number: int | None, *, as_json: bool) -> None:
    """List near-duplicates."""
    from annotations.storage import articles, similar_groups
    from annotations.storage import similar as stored

    words = terminal.words
    groups: list[tuple[int, ...]] = []
    with terminal.store() as store:
        if number is not None:
            store.call(lambda library: articles.read(library, number))
        with terminal.progress(words("Reading")) as progress:
            for done, total in stored.sign(store):
                progress.step(done, total)
            if number is None:
                for done, total in similar_groups.groups(store, groups):
                    progress.step(done, total)
        if number is None:
            _say_groups(terminal, store, groups, as_json=as_json)
            some = len(groups)
        else:
            alike = store.call(lambda library: stored.similar(library, number))
            _say_alike(terminal, store, alike, as_json=as_json)
            some = len(alike)
    if not some and not as_json:
        terminal.say(words("No article shares most of its words with another."))


def _say_groups(
    terminal: Terminal, store: "Store", groups: Sequence[Sequence[int]], *, as_json: bool
) -> None:
    for group in groups:
        if as_json:
            terminal.record({"articles": list(group)})
            continue
        for article, title in _titles(store, group).items():
            terminal.line(f"{article:>5}  {title}")
        terminal.line("")


def _say_alike(
    terminal: Terminal, store: "Store", alike: "Sequence[Similar]", *, as_json: bool
) -> None:
    titles = _titles(store, [each.article for each in alike])
    for each in alike:
        title = titles[each.article]
        if as_json:
            terminal.record(
                {
                    "article": each.article,
                    "similarity": round(each.similarity, 4),
                    "containment": round(each.containment, 4),
                    "title": title,
                }
            )
        else:
            share = terminal.words.number(round(100 * each.containment))
            terminal.line(f"{each.article:>5}  {share:>3} %  {title}")


def _titles(store: "Store", some: Sequence[int]) -> dict[int, str]:
    """Name articles and their outlets, on one line each."""
    from annotations.storage import articles

    rows = store.call(lambda library: articles.rows(library, some))
    return {
        row.id: " ".join(f"{row.title or row.opening}".split())
        + (f"  ({row.outlet})" if row.outlet else "")
        for row in rows
    }
