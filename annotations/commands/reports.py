"""kutip export."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotations.commands.highlights import known_tags
from annotations.commands.options import filter_options, library_option, wanted
from annotations.commands.terminal import Terminal
from annotations.commands.worded import Command, Option
from resources import LANGUAGES, Catalogue, catalogue, marked

if TYPE_CHECKING:
    from annotations.exporting.report import Report

_FORMATS = ("markdown", "html", "csv", "json")
_GROUPINGS = ("article", "tag", "speaker")


@click.command(
    "export",
    cls=Command,
    help=marked(
        "Write a report of the highlights that the filters ask for. Private notes, words off the"
        " record and names of confidential speakers are left out, and so is what is under"
        " embargo; what was left out is counted. A file that is there already is kept unless"
        " --force."
    ),
    examples=(
        "kutip export --format html --output report.html",
        "kutip export --format csv --output - --tag statistic",
        'kutip export --format markdown --output report.md --group-by speaker --title "Flood"',
    ),
)
@click.option(
    "--format",
    "name",
    cls=Option,
    required=True,
    type=click.Choice(_FORMATS),
    help=marked("What to write."),
)
@click.option(
    "--output",
    "-o",
    cls=Option,
    required=True,
    metavar="PATH",
    help=marked("The file to write; - is standard output."),
)
@click.option(
    "--group-by",
    "grouping",
    cls=Option,
    type=click.Choice(_GROUPINGS),
    default="article",
    help=marked("What the highlights are ordered by; article if not given."),
)
@click.option("--title", cls=Option, default="", metavar="TEXT", help=marked("The report's title."))
@click.option(
    "--language",
    cls=Option,
    type=click.Choice(LANGUAGES),
    help=marked("The language of the report's own words; else the terminal's."),
)
@click.option(
    "--embargoed", cls=Option, is_flag=True, help=marked("Take in what is under embargo.")
)
@click.option(
    "--no-pictures",
    cls=Option,
    is_flag=True,
    help=marked("Leave out the pictures that are kept as evidence; an HTML report shows them."),
)
@click.option(
    "--checks",
    cls=Option,
    is_flag=True,
    help=marked("Write what does not agree beside each highlight: sums, dates, names, quotes."),
)
@click.option(
    "--force", cls=Option, is_flag=True, help=marked("Replace the file if it is there already.")
)
@filter_options
@library_option
@click.pass_obj
def export(terminal: Terminal, /, *, name: str, output: str, force: bool, **given: Any) -> None:  # noqa: ANN401 - what click parsed
    """Write a report."""
    from annotations.exporting import export as write
    from annotations.exporting import exporter
    from annotations.exporting.output import check_output
    from annotations.exporting.report import withheld_total

    to_stdout = output == "-"
    path = Path(output)
    if not to_stdout:
        check_output(path, replace=force)
    words = catalogue(given["language"]) if given["language"] else terminal.words
    report = _report(terminal, words, name, given)
    if to_stdout:
        for piece in exporter(name).pieces(report, words):
            terminal.write(piece)
    else:
        write(report, name, path, words, replace=force)
        terminal.say(
            terminal.words.plural(
                "Wrote {n} highlight to {path}.",
                "Wrote {n} highlights to {path}.",
                report.total,
                path=path,
            )
        )
    if withheld_total(report):
        _say_withheld(terminal, report)


def _report(terminal: Terminal, words: Catalogue, name: str, given: dict[str, Any]) -> "Report":
    from annotations.exporting import picturing
    from annotations.exporting.asked import asked
    from annotations.exporting.gathering import Gathered, gather
    from annotations.exporting.report import Grouping, build

    found = Gathered()
    with terminal.store() as store, terminal.progress(terminal.words("Reading")) as progress:
        filter_ = store.call(
            lambda library: wanted(given, known_tags(library, given["tags"]), library)
        )
        for done, total in gather(store, filter_, found):
            progress.step(done, total)
        report = build(
            found.entries,
            words,
            title=given["title"].encode(errors="replace").decode(),
            grouping=Grouping(given["grouping"]),
            filters=asked(filter_, words, titles=found.titles, speakers=found.speakers),
            speakers=found.speakers,
            off_record=found.off_record,
            embargoed=given["embargoed"],
        )
        pictured = picturing.Pictured(report)
        if name in picturing.FORMATS and not given["no_pictures"]:
            for done, total in picturing.fetch(store, pictured, found.speakers):
                progress.step(done, total)
        if not given["checks"]:
            return pictured.report
        from annotations.exporting.checked import Checked, find
        from annotations.places import languages_folder

        checked = Checked(pictured.report)
        embargoed, languages = given["embargoed"], languages_folder()
        for done, total in find(
            store, checked, found.speakers, words, embargoed=embargoed, languages=languages
        ):
            progress.step(done, total)
    return checked.report


def _say_withheld(terminal: Terminal, report: "Report") -> None:
    from annotations.exporting.shown import withheld_lines

    for line in withheld_lines(report, terminal.words):
        terminal.say(line)
    if any(count.key == "embargo" for count in report.withheld):
        terminal.say(terminal.words("--embargoed takes in what is under embargo."))
