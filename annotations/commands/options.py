"""Options that several commands share."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from annotations.commands.terminal import Terminal
from annotations.commands.worded import Option, words_of
from annotations.queries import Filter
from annotations.vocabulary import (
    ArticleKind,
    ClaimState,
    EvidenceStance,
    PlacementState,
    PromiseStatus,
    Terms,
    WordingState,
)
from resources import LANGUAGES, marked

if TYPE_CHECKING:
    from annotations.storage.library import Library

F = TypeVar("F", bound=Callable[..., Any])


class PathName(click.Path):
    """A path; an empty one is a mistake (a variable that is not set), never this folder."""

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401 - click's signature
        """Refuse "", which click would take for the folder one stands in."""
        if value == "":
            self.fail(_no_name(ctx), param, ctx)
        return super().convert(value, param, ctx)


class FileName(PathName):
    """The path of a file to write that never goes to standard output."""

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401 - click's signature
        """Refuse "-", which elsewhere is standard output, instead of making a file of that name."""
        if value == "-":
            message = marked("This is not written to standard output; name a file.")
            self.fail(words_of(ctx)(message) if ctx is not None else message, param, ctx)
        return super().convert(value, param, ctx)


def _no_name(ctx: click.Context | None) -> str:
    message = marked("A file needs a name.")
    return words_of(ctx)(message) if ctx is not None else message


def remember_library(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    """Keep the library that was asked for, whether before or after the command's name."""
    if value == "":
        raise click.BadParameter(_no_name(ctx), ctx, param)
    terminal = ctx.find_object(Terminal)
    if value and terminal is not None:
        terminal.given = value


def library_option(command: F) -> F:
    """Add --library."""
    return click.option(
        "--library",
        cls=Option,
        metavar="FILE",
        expose_value=False,
        callback=remember_library,
        help=marked("The library to use; else KUTIP_LIBRARY, else your default one."),
    )(command)


def language_option(command: F) -> F:
    """Add --language: what a report's own words are in, None for the terminal's."""
    return click.option(
        "--language",
        cls=Option,
        type=click.Choice(LANGUAGES),
        help=marked("The language of the report's own words; else the terminal's."),
    )(command)


def embargoed_option(command: F) -> F:
    """Add --embargoed: what is under embargo leaves, as somebody says so for this once."""
    return click.option(
        "--embargoed", cls=Option, is_flag=True, help=marked("Take in what is under embargo.")
    )(command)


def force_option(command: F) -> F:
    """Add --force: a file that is there is replaced."""
    return click.option(
        "--force",
        cls=Option,
        is_flag=True,
        help=marked("Replace the file if it is there already."),
    )(command)


def json_option(command: F) -> F:
    """Add --json."""
    return click.option(
        "--json",
        "as_json",
        cls=Option,
        is_flag=True,
        help=marked("Write JSON, one record a line, and nothing else."),
    )(command)


def _date(ctx: click.Context, param: click.Parameter, typed: str) -> str:
    from datetime import date

    if not typed:
        return ""
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError as error:
        words = words_of(ctx)
        said = words("{typed} is no date such as 2026-10-14.", typed=typed)
        raise click.BadParameter(said, ctx, param) from error


def _numbers(ctx: click.Context, param: click.Parameter, typed: tuple[str, ...]) -> tuple[int, ...]:
    """Read K-014, k14 or 14 as 14."""
    numbers = []
    for each in typed:
        digits = each.strip().upper().removeprefix("K").removeprefix("-")
        if not (digits.isascii() and digits.isdigit() and len(digits) < _DIGITS):
            words = words_of(ctx)
            raise click.BadParameter(
                words("{typed} is no number such as K-014.", typed=each), ctx, param
            )
        numbers.append(int(digits))
    return tuple(numbers)


_DIGITS = 16
_NONE = "none"
_FILTERS = (
    click.option("--number", "highlights", cls=Option, multiple=True, metavar="K-014",
        callback=_numbers,
        help=marked("Only the highlight with this number; may be given again.")),
    click.option("--article", "articles", cls=Option, type=int, multiple=True, metavar="ID",
        help=marked("Only of this article; may be given again.")),
    click.option("--tag", "tags", cls=Option, multiple=True, metavar="TAG",
        help=marked("Only with this tag; given again, with any of them.")),
    click.option("--speaker", cls=Option, default="", metavar="NAME",
        help=marked("Only of speakers with this name, alias or part of one.")),
    click.option("--outlet", "outlets", cls=Option, multiple=True, metavar="NAME",
        help=marked("Only from this outlet; may be given again.")),
    click.option("--kind", "kinds", cls=Option, multiple=True,
        type=click.Choice([str(kind) for kind in ArticleKind]),
        help=marked("Only from documents of this kind; may be given again.")),
    click.option("--from", "published_from", cls=Option, default="", metavar="DATE", callback=_date,
        help=marked("Only from articles published on this day (2026-10-14) or later.")),
    click.option("--to", "published_to", cls=Option, default="", metavar="DATE", callback=_date,
        help=marked("Only from articles published on this day or before.")),
    click.option("--wording", cls=Option, multiple=True,
        type=click.Choice([str(state) for state in WordingState]),
        help=marked("Only where the check of the wording says this; may be given again.")),
    click.option("--claim", cls=Option, multiple=True,
        type=click.Choice([str(state) for state in ClaimState]),
        help=marked("Only where the check of the claim says this; may be given again.")),
    click.option("--commitment-status", cls=Option, multiple=True,
        type=click.Choice([str(state) for state in PromiseStatus]),
        help=marked("Only commitments whose promise stands so; may be given again.")),
    click.option("--promise", "promises", cls=Option, multiple=True, metavar="TEXT",
        help=marked("Only mentions of a promise with these words; may be given again.")),
    click.option("--law", "laws", cls=Option, multiple=True, metavar="NAME",
        help=marked("Only that cite a law with this in its name, or by its key; may be given"
            " again.")),
    click.option("--evidence", cls=Option, multiple=True,
        type=click.Choice([*map(str, EvidenceStance), _NONE]),
        help=marked("Only with evidence that does this, or with none; may be given again.")),
    click.option("--terms", cls=Option, multiple=True,
        type=click.Choice([*(str(terms) for terms in Terms if terms), _NONE]),
        help=marked("Only what was said on these terms, or where nobody says; may be given"
            " again.")),
    click.option("--assigned", cls=Option, multiple=True, metavar="NAME",
        help=marked('Only what is assigned to this name, "" to nobody; may be given again.')),
    click.option("--said-from", cls=Option, default="", metavar="DATE", callback=_date,
        help=marked("Only what was said on this day or later; published, where nobody knows.")),
    click.option("--said-to", cls=Option, default="", metavar="DATE", callback=_date,
        help=marked("Only what was said on this day or before; published, where nobody knows.")),
    click.option("--unchecked", cls=Option, is_flag=True,
        help=marked("Only where nobody has checked wording or claim.")),
    click.option("--starred", cls=Option, is_flag=True, help=marked("Only with a star.")),
    click.option("--placement", cls=Option, multiple=True,
        type=click.Choice([str(state) for state in PlacementState]),
        help=marked("Only those that stand so in the newest version; may be given again.")),
    click.option("--match", "words", cls=Option, default="", metavar="WORDS",
        help=marked("Only where quote, note or speaker holds these words.")),
    click.option("--trash", cls=Option, is_flag=True,
        help=marked("What is in the trash instead.")),
)  # fmt: skip


def filter_options(command: F) -> F:
    """Add all filters; `wanted` makes a Filter of what was given."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


def wanted(given: Mapping[str, Any], tags: tuple[str, ...], library: "Library") -> Filter:
    """Make a filter of the filter options' values; `tags` are names that the library knows."""
    from annotations.storage import named

    return Filter(
        highlights=given["highlights"],
        articles=tuple(given["articles"]),
        kinds=tuple(map(ArticleKind, given["kinds"])),
        outlets=tuple(given["outlets"]),
        published_from=given["published_from"],
        published_to=given["published_to"],
        starred=given["starred"],
        tags=tags,
        speaker=given["speaker"].strip(),
        wording=tuple(map(WordingState, given["wording"])),
        claim=tuple(map(ClaimState, given["claim"])),
        commitment_status=tuple(map(PromiseStatus, given["commitment_status"])),
        promises=tuple(
            uid for typed in given["promises"] for uid in named.promises(library, typed)
        ),
        laws=tuple(key for typed in given["laws"] for key in named.laws(library, typed)),
        evidence=tuple(each.replace(_NONE, "") for each in given["evidence"]),
        terms=tuple(Terms(each.replace(_NONE, "")) for each in given["terms"]),
        assigned=tuple(given["assigned"]),
        said_from=given["said_from"],
        said_to=given["said_to"],
        unchecked=given["unchecked"],
        placement=tuple(map(PlacementState, given["placement"])),
        words=given["words"],
        trash=given["trash"],
    )
