"""kutip annotations."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotations.commands.options import PathName, json_option, library_option
from annotations.commands.terminal import Terminal
from annotations.commands.worded import Command
from annotations.errors import BadAnnotations
from annotations.sentences import sentence
from annotations.vocabulary import ImportStatus
from resources import Catalogue, marked

if TYPE_CHECKING:
    from annotations.exchange.taken import Taken
    from annotations.exchange.taking import Outcome, Taking

_QUOTE = 80


@click.command(
    "annotations",
    cls=Command,
    help=marked(
        "Take in annotations from W3C Web Annotation files (JSON-LD): from Kutip, Hypothesis,"
        " Recogito and others. Articles must be in the library already. What is there already is"
        " left as it is; what stands nowhere for certain is named and left out. All of it is one"
        " step of undo."
    ),
    examples=("kutip annotations colleague.jsonld", "kutip annotations *.json --json"),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=PathName())
@json_option
@library_option
@click.pass_obj
def annotations(terminal: Terminal, *, files: tuple[str, ...], as_json: bool) -> None:
    """Take in annotations."""
    from annotations.exchange.taking import Taking, take

    names, found = _read(terminal, files)
    taking = Taking()
    with terminal.store() as store, terminal.progress(terminal.words("Taking in")) as progress:
        for done, total in take(store, found, taking):
            progress.step(done, total)
    for name, outcome in zip(names, taking.outcomes, strict=True):
        if as_json:
            terminal.record(_record(name, outcome, terminal.words))
        else:
            terminal.row(*_cells(name, outcome, terminal.words))
    _sum_up(terminal, taking)


def _read(terminal: Terminal, files: tuple[str, ...]) -> "tuple[list[str], list[Taken]]":
    """Read all files; one that is none is named, and the others go on."""
    from annotations.exchange.reading import read_file

    names: list[str] = []
    found: list[Taken] = []
    for each in files:
        path = Path(each)
        try:
            some = read_file(path)
        except BadAnnotations as error:
            terminal.failed = True
            terminal.say(sentence(error, terminal.words))
            continue
        names += [path.name] * len(some)
        found += some
    return names, found


def _record(name: str, outcome: "Outcome", words: Catalogue) -> dict[str, object]:
    return {
        "path": name,
        "id": outcome.taken.id,
        "status": outcome.status.value,
        "article": outcome.article or None,
        "highlight": outcome.highlight or None,
        "reason": _reason(outcome, words),
    }


def _cells(name: str, outcome: "Outcome", words: Catalogue) -> tuple[str, ...]:
    quote = " ".join(outcome.taken.exact.split())
    cut = quote if len(quote) <= _QUOTE else f"{quote[: _QUOTE - 1]}…"
    label = f"K-{outcome.highlight:03d}" if outcome.highlight else ""
    return name, outcome.status.value, label, cut, _reason(outcome, words)


def _reason(outcome: "Outcome", words: Catalogue) -> str:
    from annotations.exchange.faults import say

    if outcome.why is not None:
        return say(outcome.why, words)
    if outcome.left:
        return words.plural(
            "{n} piece of evidence did not come along",
            "{n} pieces of evidence did not come along",
            outcome.left,
        )
    return ""


def _sum_up(terminal: Terminal, taking: "Taking") -> None:
    words = terminal.words
    failed = taking.count(ImportStatus.FAILED)
    terminal.failed = terminal.failed or bool(failed)
    told = (
        words.plural(
            "{n} annotation taken in", "{n} annotations taken in", taking.count(ImportStatus.ADDED)
        ),
        words.plural(
            "{n} there already", "{n} there already", taking.count(ImportStatus.DUPLICATE)
        ),
        words.plural("{n} left out", "{n} left out", failed),
    )
    terminal.say(" · ".join(told))
