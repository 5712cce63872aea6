"""kutip pack and kutip verify."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotations.commands.highlights import known_tags
from annotations.commands.options import (
    FileName,
    PathName,
    embargoed_option,
    filter_options,
    force_option,
    json_option,
    language_option,
    library_option,
    wanted,
)
from annotations.commands.terminal import Terminal
from annotations.commands.worded import Command, Option
from resources import Catalogue, catalogue, marked

if TYPE_CHECKING:
    from annotations.exporting.gathering import Gathered
    from annotations.exporting.pack.verdicts import Verified
    from annotations.exporting.pack.writing import Packed
    from annotations.exporting.report import Report
    from annotations.storage.store import Store


@click.command(
    "pack",
    cls=Command,
    help=marked(
        "Write a proof pack: one ZIP archive with the report (HTML, PDF, CSV, JSON), the originals"
        " that it quotes, files kept as evidence, a bundle of exhibits with the quoted pages, and"
        " checksums. What may not leave is left out and counted: private notes, words off the"
        " record, originals that name a confidential source or say who sent them."
    ),
    examples=(
        "kutip pack --output banjir.zip",
        'kutip pack --output banjir.zip --speaker "Ratna Wibisono" --language id',
    ),
)
@click.option(
    "--output",
    "-o",
    cls=Option,
    required=True,
    type=FileName(path_type=Path),
    metavar="FILE.zip",
    help=marked("The archive to write."),
)
@click.option("--title", cls=Option, default="", metavar="TEXT", help=marked("The report's title."))
@language_option
@embargoed_option
@force_option
@filter_options
@library_option
@click.pass_obj
def pack(terminal: Terminal, /, *, output: Path, force: bool, **given: Any) -> None:  # noqa: ANN401 - what click parsed
    """Write a proof pack."""
    from annotations.exporting.output import check_output
    from annotations.exporting.pack.writing import Packed, write_pack

    check_output(output, replace=force)
    words = catalogue(given["language"]) if given["language"] else terminal.words
    packed = Packed()
    with terminal.store() as store, terminal.progress(terminal.words("Packing")) as progress:
        report, found = _report(store, words, given)
        for done, total in write_pack(
            store,
            report,
            found,
            output,
            words,
            packed,
            replace=force,
            embargoed=given["embargoed"],
        ):
            progress.step(done, total)
    _say_packed(terminal, packed, report, output)


def _report(store: "Store", words: Catalogue, given: dict[str, Any]) -> "tuple[Report, Gathered]":
    from annotations.exporting import picturing
    from annotations.exporting.asked import asked
    from annotations.exporting.gathering import Gathered, gather
    from annotations.exporting.report import build

    found = Gathered()
    filter_ = store.call(lambda library: wanted(given, known_tags(library, given["tags"]), library))
    for _ in gather(store, filter_, found):
        pass
    report = build(
        found.entries,
        words,
        title=given["title"].encode(errors="replace").decode(),
        filters=asked(filter_, words, titles=found.titles, speakers=found.speakers),
        speakers=found.speakers,
        off_record=found.off_record,
        mentions=found.mentions,
        embargoed=given["embargoed"],
    )
    pictured = picturing.Pictured(report)
    for _ in picturing.fetch(store, pictured, found.speakers):
        pass
    return pictured.report, found


def _say_packed(terminal: Terminal, packed: "Packed", report: "Report", output: Path) -> None:
    from annotations.exporting.pack.manifest import STATEMENT, why
    from annotations.exporting.shown import withheld_lines

    words = terminal.words
    terminal.say(
        words.plural(
            "Packed {n} highlight into {path}.",
            "Packed {n} highlights into {path}.",
            packed.highlights,
            path=output,
        )
    )
    for reason, n in sorted(packed.left_out.items()):
        said = words.plural(
            "{n} original or attachment was left out: {reason}.",
            "{n} originals or attachments were left out: {reason}.",
            n,
            reason=why(reason, words),
        )
        terminal.say(said)
    for line in withheld_lines(report, words):
        terminal.say(line)
    terminal.say(words(STATEMENT))


@click.command(
    "verify",
    cls=Command,
    help=marked(
        "Verify a proof pack, with no library at hand: its checksums, and every quote character for"
        " character against the originals in it, which are read anew. Status 1 if anything in it"
        " is not as it says."
    ),
    examples=("kutip verify banjir.zip", "kutip verify banjir.zip --json"),
)
@click.argument("path", metavar="PACK", type=PathName(path_type=Path, readable=False))
@json_option
@click.pass_obj
def verify(terminal: Terminal, /, *, path: Path, as_json: bool) -> None:
    """Verify a proof pack."""
    from annotations.exporting.pack.verdicts import Verified, say_all, say_problem, say_verdict
    from annotations.exporting.pack.verifying import verify as run

    words = terminal.words
    verified = Verified()
    with terminal.progress(words("Verifying")) as progress:
        for done, total in run(path, verified):
            progress.step(done, total)
    terminal.failed = not verified.good
    if as_json:
        _write_json(terminal, verified)
        return
    for problem in verified.problems:
        terminal.line(say_problem(problem, words))
    for verdict in verified.verdicts:
        said = say_verdict(verdict, words)
        if said:
            terminal.line(said)
    for line in say_all(verified, words):
        terminal.line(line)


def _write_json(terminal: Terminal, verified: "Verified") -> None:
    for problem in verified.problems:
        about = {"label": problem.quote} if problem.quote else {}
        terminal.record({"file": problem.name, "problem": problem.wrong.value, **about})
    for verdict in verified.verdicts:
        terminal.record(
            {
                "label": verdict.label,
                "exhibit": verdict.exhibit,
                "proof": verdict.proof.value,
                "reason": verdict.why,
            }
        )
    counts = {proof.value: n for proof, n in sorted(verified.counts.items())}
    terminal.record({"good": verified.good, "files": verified.files, "quotes": counts})
