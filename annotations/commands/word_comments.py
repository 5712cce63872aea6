"""kutip comments."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotations.commands.highlights import known_tags
from annotations.commands.options import (
    FileName,
    embargoed_option,
    filter_options,
    force_option,
    library_option,
    wanted,
)
from annotations.commands.terminal import Terminal
from annotations.commands.worded import Command, Option
from resources import LANGUAGES, Catalogue, catalogue, marked

if TYPE_CHECKING:
    from annotations.exporting.comments.making import Commented


@click.command(
    "comments",
    cls=Command,
    help=marked(
        "Write a whole article as a Word file with each highlight as a comment on its words. Where"
        " the article was imported from a DOCX the comments go into that very file, and nothing"
        " else of it changes; else into a copy of the text. Private notes are left out; an article"
        " with words off the record or of a confidential source does not leave as a whole."
    ),
    examples=(
        "kutip comments 3 --output manuscript.docx",
        'kutip comments 3 --output checked.docx --tag statistic --author "Desk"',
    ),
)
@click.argument("article", type=int)
@click.option(
    "--output",
    "-o",
    cls=Option,
    required=True,
    type=FileName(path_type=Path),
    metavar="PATH",
    help=marked("The file to write."),
)
@click.option(
    "--author",
    cls=Option,
    default="",
    metavar="NAME",
    help=marked("Who comments; Kutip if not given."),
)
@click.option(
    "--copy",
    "copies",
    cls=Option,
    is_flag=True,
    help=marked("Make a copy of the text even where the original is a DOCX."),
)
@click.option(
    "--no-notes", cls=Option, is_flag=True, help=marked("Leave out the notes for readers.")
)
@click.option(
    "--language",
    cls=Option,
    type=click.Choice(LANGUAGES),
    help=marked("The language of the comments' own words; else the terminal's."),
)
@embargoed_option
@force_option
@filter_options
@library_option
@click.pass_obj
def comments(terminal: Terminal, /, *, article: int, output: Path, **given: Any) -> None:  # noqa: ANN401 - what click parsed
    """Write an article with its highlights as comments."""
    from annotations.exporting.comments.making import Commented, Wish, comment
    from annotations.exporting.output import check_output, write_file

    check_output(output, replace=given["force"])
    words = catalogue(given["language"]) if given["language"] else terminal.words
    made = Commented()
    with terminal.store() as store, terminal.progress(terminal.words("Reading")) as progress:
        filter_ = store.call(
            lambda library: wanted(
                given | {"articles": (article,)}, known_tags(library, given["tags"]), library
            )
        )
        wish = Wish(
            article=article,
            wanted=filter_,
            author=given["author"].encode(errors="replace").decode(),
            notes=not given["no_notes"],
            original=not given["copies"],
            embargoed=given["embargoed"],
        )
        for done, total in comment(store, wish, words, made):
            progress.step(done, total)
    write_file([made.data], output, replace=given["force"])
    for line in told(made, output, terminal.words):
        terminal.say(line)


# The article is the one that is named first.
comments.params = [each for each in comments.params if each.name != "articles"]


def told(made: "Commented", path: Path, words: Catalogue) -> list[str]:
    """Say what was written, and what stands elsewhere or nowhere."""
    from annotations.exporting.shown import withheld_lines

    where = words(made.why_copy) if made.why_copy else ""
    if made.is_original:
        where = words("They are in the original; nothing else of it was changed.")
    elsewhere, nowhere = ", ".join(made.on_other_words), ", ".join(made.unplaced)
    lines = [
        words.plural(
            "Wrote {n} comment to {path}.",
            "Wrote {n} comments to {path}.",
            len(made.placed),
            path=path,
        ),
        where,
        words("In a note, a formula or a text box, and said so there: {labels}.", labels=elsewhere)
        if elsewhere
        else "",
        words("Not in the file, as they stand on no sure words of it: {labels}.", labels=nowhere)
        if nowhere
        else "",
        *(withheld_lines(made.report, words) if made.report is not None else ()),
    ]
    return [line for line in lines if line]
