"""kutip suggest."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotations.commands.options import json_option, library_option
from annotations.commands.terminal import Terminal, one_line
from annotations.commands.worded import Command, Option
from annotations.errors import ImportFailed, NoSuchRecord
from annotations.sentences import sentence
from resources import marked

if TYPE_CHECKING:
    from annotations.checking.found import Finding
    from annotations.detection.found import Suggestion

_TITLE = 72


@click.command(
    "suggest",
    cls=Command,
    help=marked(
        "Show what the rules find: quotations with who said them, numbers, laws, commitments, and"
        " what does not agree. Of an article of the library what was accepted or rejected is left"
        " out. With --file, texts are read as they are: no library is needed, nothing is changed."
    ),
    examples=(
        "kutip suggest 1 2",
        "kutip suggest --file story.txt release.txt --json",
    ),
)
@click.argument("given", metavar="[ID...]", nargs=-1)
@click.option(
    "--file",
    "files",
    cls=Option,
    multiple=True,
    metavar="PATH...",
    help=marked("Read these files instead of articles."),
)
@json_option
@library_option
@click.pass_obj
def suggest(
    terminal: Terminal, given: tuple[str, ...], files: tuple[str, ...], *, as_json: bool
) -> None:
    """Suggest."""
    words = terminal.words
    if not given and not files:
        raise click.UsageError(words("Name articles by their numbers, or files with --file."))
    languages = _languages(terminal)
    if files:
        _of_files(terminal, (*files, *given), languages, as_json=as_json)
        return
    _of_articles(terminal, [_number(each, terminal) for each in given], languages, as_json=as_json)


def _number(typed: str, terminal: Terminal) -> int:
    if typed.isascii() and typed.isdigit():
        return int(typed)
    raise click.UsageError(
        terminal.words(
            "“{typed}” is no number of an article; to read a file, use --file.", typed=typed
        )
    )


def _languages(terminal: Terminal) -> Path | None:
    """Find the user's word lists; of those that cannot be used each is told once."""
    from annotations.detection.wordlists import left_out
    from annotations.places import languages_folder

    folder = languages_folder()
    if folder is None:
        return None
    for error in left_out(folder).values():
        terminal.say(sentence(error, terminal.words))
    return folder


def _of_files(
    terminal: Terminal, files: Sequence[str], languages: Path | None, *, as_json: bool
) -> None:
    from annotations.checking.checks import check
    from annotations.detection import engine
    from annotations.detection.texts import read_file, reading_of

    with terminal.progress(terminal.words("Reading")) as progress:
        for done, name in enumerate(files):
            progress.step(done, len(files))
            try:
                bare = read_file(Path(name))
            except ImportFailed as error:
                terminal.failed = True
                progress.clear()
                terminal.say(one_line(_said(error, name, terminal)))
                continue
            reading = reading_of(bare, languages)
            found = engine.suggest(reading)
            findings = check(reading, found)
            progress.clear()
            if as_json:
                _records(terminal, {"path": name}, bare.text, found, findings)
            else:
                _lines(terminal, name, bare.text, found, findings)


def _said(error: ImportFailed, name: str, terminal: Terminal) -> str:
    """Say why a file was not read, by the name that was typed."""
    from annotations.errors import ImportFault

    words = terminal.words
    if error.fault is ImportFault.NOT_TEXT and Path(name).is_dir():
        return words("{name} is a folder; name the files in it.", name=name)
    if error.fault is ImportFault.EMPTY:
        return words("{name} holds no text.", name=name)
    if error.fault in {ImportFault.NOT_TEXT, ImportFault.UNKNOWN_FORMAT}:
        return words(
            "{name} is not plain text; import it into a library and name the article.", name=name
        )
    return sentence(ImportFailed(name, error.fault, error.limit, error.detail), words)


def _of_articles(
    terminal: Terminal, numbers: Sequence[int], languages: Path | None, *, as_json: bool
) -> None:
    from annotations.storage import suggesting

    missing: list[NoSuchRecord] = []
    some = False
    with (
        terminal.store() as store,
        terminal.progress(terminal.words("Reading")) as progress,
    ):
        for done, number in enumerate(numbers):
            progress.step(done, len(numbers))
            try:
                one = suggesting.of_article(store, number, languages=languages)
            except NoSuchRecord as error:
                missing.append(error)
                continue
            some = True
            progress.clear()
            if as_json:
                _records(terminal, {"article": number}, one.text, one.pending, one.findings)
            else:
                title = f"{number}  {' '.join(one.title.split())[:_TITLE]}"
                _lines(terminal, title, one.text, one.pending, one.findings)
    if missing and not some:
        raise missing[0]
    for each in missing:
        terminal.failed = True
        terminal.say(sentence(each, terminal.words))


def _records(
    terminal: Terminal,
    source: dict[str, object],
    text: str,
    found: "Sequence[Suggestion]",
    findings: "Sequence[Finding]",
) -> None:
    import json

    from annotations.exporting.suggestion_records import suggestion_records

    lines = (
        json.dumps(source | record, ensure_ascii=False)
        for record in suggestion_records(found, text, findings, terminal.words)
    )
    terminal.write("".join(f"{line}\n" for line in lines))  # one write an article: they cost most


def _lines(
    terminal: Terminal,
    title: str,
    text: str,
    found: "Sequence[Suggestion]",
    findings: "Sequence[Finding]",
) -> None:
    from annotations.exporting.suggestion_records import finding_line, suggestion_line

    terminal.line(one_line(title))
    for each in found:
        terminal.line(f"  {suggestion_line(each, text, terminal.words)}")
        if each.question:
            terminal.line(f"     ? {terminal.words(each.question)}")
    for finding in findings:
        terminal.line(f"  {finding_line(finding, terminal.words)}")
    if not found:
        terminal.line(f"  {terminal.words('Nothing is suggested here.')}")
    terminal.line("")
