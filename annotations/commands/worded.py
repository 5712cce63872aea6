"""Click's commands and options with help in the language of the terminal.

Help is written where the command is, marked for the catalogue, and looked up when it is shown.
"""

from typing import Any

import click

from resources import Catalogue, catalogue, marked

_HEADINGS = {"Options": marked("Options"), "Commands": marked("Commands")}


def words_of(context: click.Context) -> Catalogue:
    """Find the catalogue of the terminal; English before there is one."""
    found = getattr(context.find_root().obj, "words", None)
    return found if isinstance(found, Catalogue) else catalogue("en")


class ReaderGone(Exception):
    """Whoever read standard output has gone; there is nothing left to do."""


class Option(click.Option):
    """An option whose help is a message of the catalogue."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Look the help up before click sets it."""
        english = self.help
        message = english or ""
        try:
            self.help = words_of(ctx)(message)
            return super().get_help_record(ctx)
        finally:
            self.help = english


class Command(click.Command):
    """A command whose help and examples are messages of the catalogue."""

    def __init__(self, *args: Any, examples: tuple[str, ...] = (), **kwargs: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(*args, **kwargs)
        self.examples = examples

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say how it is called."""
        words = words_of(ctx)
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=words("Usage: "))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say what it does, and show it done."""
        words = words_of(ctx)
        formatter.write_paragraph()
        with formatter.indentation():
            message = self.help or ""
            formatter.write_text(words(message))
        if not self.examples:
            return
        with formatter.section(words("Examples")):
            for example in self.examples:
                formatter.write(f"{'':>{formatter.current_indent}}{example}\n")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the options."""
        options = [each for each in self.get_params(ctx) if isinstance(each, click.Option)]
        records = [record for each in options if (record := each.get_help_record(ctx))]
        if records:
            with formatter.section(words_of(ctx)(_HEADINGS["Options"])):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Say in the terminal's language what --help does."""
        option = super().get_help_option(ctx)
        words = words_of(ctx)
        if option is not None:
            option.help = words("Show this and do nothing.")
        return option

    def get_short_help_str(self, limit: int = 45) -> str:
        """Give the first sentence of the help, in English; the group looks it up."""
        del limit
        return self.help or ""


class Group(Command, click.Group):
    """The program: its commands in the order people need them."""

    command_class = Command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; click itself would end the process with 1 when the reader goes."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ReaderGone from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Keep the order in which they were added."""
        del ctx
        return list(self.commands)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the options, then the commands with their first sentence."""
        Command.format_options(self, ctx, formatter)
        words = words_of(ctx)
        rows = [
            (name, words(message).partition(". ")[0].rstrip("."))
            for name, command in self.commands.items()
            if (message := command.help)
        ]
        with formatter.section(words(_HEADINGS["Commands"])):
            formatter.write_dl(rows)
