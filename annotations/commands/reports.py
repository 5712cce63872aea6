"""kutip export."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotations.commands.highlights import known_tags
from annotations.commands.options import (
    PathName,
    embargoed_option,
    filter_options,
    force_option,
    language_option,
    library_option,
    wanted,
)
from annotations.commands.terminal import Terminal
from annotations.commands.worded import Command, Group, Option
from resources import Catalogue, catalogue, marked

if TYPE_CHECKING:
    from annotations.exporting.layout import Layout
    from annotations.exporting.report import Report

_GROUPINGS = ("article", "tag", "speaker")


class _Formats(click.Choice[str]):
    """The names of all formats, looked up when somebody asks for one."""

    def __init__(self) -> None:
        self.case_sensitive = True

    @property
    def choices(self) -> tuple[str, ...]:  # type: ignore[override] # click sets it once
        """The names."""
        from annotations.exporting import EXPORTERS

        return tuple(each.name for each in EXPORTERS)


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
        "kutip export --format pdf --output schedule.pdf --template legal_schedule",
    ),
)
@click.option(
    "--format",
    "name",
    cls=Option,
    required=True,
    type=_Formats(),
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
@click.option(
    "--template",
    cls=Option,
    default="report",
    metavar="NAME|FILE",
    help=marked("How the report is laid out; “kutip templates” lists the names."),
)
@click.option(
    "--columns",
    cls=Option,
    default="",
    metavar="NAMES",
    help=marked("What is shown, in this order: quote,speaker,claim_check."),
)
@click.option(
    "--no-notes", cls=Option, is_flag=True, help=marked("Leave out the notes for readers.")
)
@click.option(
    "--translation",
    cls=Option,
    default="",
    metavar="LANGUAGE",
    help=marked("Only translations into this language; “original” shows none."),
)
@click.option("--title", cls=Option, default="", metavar="TEXT", help=marked("The report's title."))
@language_option
@embargoed_option
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
@force_option
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
    if to_stdout and exporter(name).binary and terminal.shows_output:
        raise click.UsageError(
            terminal.words(
                "A file of the format {name} cannot be shown here; name one with --output.",
                name=name,
            )
        )
    layout = _layout(terminal, name, given)
    if not to_stdout:
        check_output(path, replace=force)
    words = catalogue(given["language"]) if given["language"] else terminal.words
    report = _report(terminal, words, name, given, layout)
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


def _layout(terminal: Terminal, name: str, given: dict[str, Any]) -> "Layout":
    from annotations.exporting import exporter
    from annotations.exporting.columns import TEMPLATED, offered
    from annotations.exporting.templates import layout
    from annotations.places import templates_folder

    chosen = tuple(filter(None, (each.strip() for each in given["columns"].split(","))))
    made = layout(
        given["template"],
        templates_folder(),
        columns=chosen,
        notes=not given["no_notes"],
        translation=given["translation"],
    )
    known = offered(exporter(name), made)
    wrong = [each for each in chosen if each not in known]
    if (given["template"] != "report" and name not in TEMPLATED) or (chosen and not known):
        raise click.UsageError(
            terminal.words(
                "The format {name} has a form of its own, without templates or these columns.",
                name=name,
            )
        )
    if wrong:
        raise click.UsageError(
            terminal.words(
                "There is no column “{name}” here; choose of {columns}.",
                name=wrong[0],
                columns=", ".join(known),
            )
        )
    return made


def _report(
    terminal: Terminal, words: Catalogue, name: str, given: dict[str, Any], layout: "Layout"
) -> "Report":
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
            mentions=found.mentions,
            embargoed=given["embargoed"],
            layout=layout,
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


@click.group(
    "templates",
    cls=Group,
    invoke_without_command=True,
    help=marked(
        "List the templates of reports, or copy one to change it. Your own lie in the folder"
        " “templates” beside the settings, or in KUTIP_TEMPLATES; any file can be named, too."
    ),
    examples=("kutip templates", "kutip templates copy legal_schedule mine.html"),
)
@click.pass_context
def templates(ctx: click.Context) -> None:
    """List the templates, unless a command follows."""
    if ctx.invoked_subcommand is not None:
        return
    from annotations.exporting.templates import every
    from annotations.places import templates_folder

    terminal = ctx.find_object(Terminal)
    if terminal is not None:
        for each in every(templates_folder()):
            terminal.row(each.name, each.title(terminal.words))


@templates.command(
    "copy",
    cls=Command,
    help=marked(
        "Copy a template to a new .html file, to be changed. What a template can use is in the"
        " handbook."
    ),
    examples=("kutip templates copy report mine.html",),
)
@click.argument("name")
@click.argument("file", type=PathName(path_type=Path))
@click.pass_obj
def copy_template(terminal: Terminal, /, *, name: str, file: Path) -> None:
    """Copy a template."""
    from annotations.exporting.templates import copy
    from annotations.places import templates_folder

    copy(name, file, templates_folder())
    terminal.say(terminal.words("Wrote {path}.", path=file))
