"""The program in the terminal. Its output and exit statuses are a contract.

0 done; 1 some inputs failed, the others are done; 2 wrong usage; 3 the library cannot be opened;
4 it is busy. Ctrl+C ends with 130; a reader that goes away (`| head`) is no error.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from annotations.commands.articles import articles, import_, new, text
from annotations.commands.exchange import annotations
from annotations.commands.highlights import highlight, highlights
from annotations.commands.mistakes import say_mistake
from annotations.commands.options import library_option
from annotations.commands.packs import pack, verify
from annotations.commands.reports import export, templates
from annotations.commands.revisions import compare, revisions, similar
from annotations.commands.search import search
from annotations.commands.suggest import suggest
from annotations.commands.terminal import Terminal, language
from annotations.commands.upkeep import backup, check, restore
from annotations.commands.word_comments import comments
from annotations.commands.worded import Group, Option, ReaderGone
from annotations.errors import (
    AnnotationsError,
    BackupFailed,
    BackupFault,
    BadOutput,
    BadPack,
    BadSpan,
    BadTemplate,
    LibraryError,
    LibraryFault,
    NoSuchRecord,
    OutputFault,
    PackFault,
    QuoteAmbiguous,
    QuoteNotFound,
    SaveError,
    SaveFault,
    SpeakerAmbiguous,
    UnknownTag,
)
from annotations.sentences import sentence
from resources import catalogue, marked

DONE, SOME_FAILED, WRONG_USAGE, NO_LIBRARY, BUSY = range(5)
STOPPED = 130

_USAGE = (
    BadSpan, BadTemplate, NoSuchRecord, QuoteAmbiguous, QuoteNotFound, SpeakerAmbiguous, UnknownTag,
)  # fmt: skip
_NAMED_WRONG = {
    OutputFault.EXISTS,
    OutputFault.NO_FOLDER,
    OutputFault.NOT_A_FILE,
    OutputFault.BAD_NAME,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status; nothing but our own mistakes gets out."""
    words = catalogue(language())
    terminal = Terminal(words, given=os.environ.get("KUTIP_LIBRARY", ""))
    try:
        program.main(
            args=None if arguments is None else list(arguments),
            prog_name="kutip",
            standalone_mode=False,
            obj=terminal,
        )
        terminal.finish()
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return WRONG_USAGE
    except click.UsageError as error:
        _say_usage(error, terminal)
        return WRONG_USAGE
    except click.ClickException as error:
        terminal.say(error.format_message())
        return WRONG_USAGE
    except (click.Abort, KeyboardInterrupt):
        terminal.say(words("Stopped; what was done until then is kept."))
        return STOPPED
    except (ReaderGone, BrokenPipeError):
        _leave_quietly()
        return DONE
    except AnnotationsError as error:
        if terminal.refused:
            _leave_quietly()
        terminal.say(sentence(error, words))
        return status_of(error)
    return SOME_FAILED if terminal.failed else DONE


def status_of(error: AnnotationsError) -> int:
    """Choose the exit status for an error that ended a command."""
    if isinstance(error, LibraryError):
        named_wrong = error.fault == LibraryFault.EXISTS
        busy = error.fault == LibraryFault.BUSY
        return WRONG_USAGE if named_wrong else BUSY if busy else NO_LIBRARY
    if isinstance(error, SaveError) and error.fault == SaveFault.BUSY:
        return BUSY
    if isinstance(error, BackupFailed) and error.fault == BackupFault.LIBRARY_BUSY:
        return BUSY
    if isinstance(error, _USAGE):
        return WRONG_USAGE
    if isinstance(error, BadOutput) and error.fault in _NAMED_WRONG:
        return WRONG_USAGE
    if isinstance(error, BadPack) and error.fault == PackFault.MISSING:
        return WRONG_USAGE
    return SOME_FAILED


def _say_usage(error: click.UsageError, terminal: Terminal) -> None:
    if error.ctx is not None:
        terminal.say(error.ctx.get_usage())
        command = error.ctx.command_path
        terminal.say(terminal.words("“{command} --help” explains it.", command=command))
    terminal.say(say_mistake(error, terminal.words))


def _leave_quietly() -> None:
    """Let Python close standard output at the end without a second complaint."""
    with suppress(OSError, ValueError, AttributeError):  # it may be closed, or None
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's signature
    if not wanted or ctx.resilient_parsing:
        return
    from importlib.metadata import PackageNotFoundError, version

    try:
        click.echo(f"kutip {version('kutip')}")
    except PackageNotFoundError:  # a bundle that left the package's metadata out
        click.echo("kutip")
    ctx.exit()


@click.group(
    cls=Group,
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 96},
    help=marked(
        "Read articles, highlight what was said, export a report that can be checked line by line."
        " Without a command the window opens."
    ),
    examples=(
        "kutip import stories/",
        'kutip highlight 1 --quote "36 ribu orang" --tag statistic --speaker "Ratna Wibisono"',
        "kutip highlights --tag commitment --json",
        "kutip export --format html --output report.html",
    ),
)
@library_option
@click.option(
    "--version",
    cls=Option,
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_version,
    help=marked("Show the version."),
)
def program() -> None:
    """Hold the commands."""


for _command in (
    new, import_, articles, text, highlight, highlights, search, revisions, compare, similar,
    suggest, export, templates, comments, pack, verify, annotations, check, backup, restore,
):  # fmt: skip
    program.add_command(_command)
