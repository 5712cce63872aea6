"""Where a command reads its library and writes what it has to say.

Standard output is what was asked for: UTF-8, with JSON one record a line and nothing else.
Messages and progress go to standard error.
"""

import errno
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotations.errors import BadOutput, OutputFault
from annotations.invisible import visible
from annotations.places import default_library
from resources import Catalogue

if TYPE_CHECKING:
    from annotations.storage.store import Store

PAGE = 200
"""Rows read at a time."""

_BREAKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]")


@dataclass(slots=True)
class Terminal:
    """One run of the program. `given` is the library asked for, "" for the default one.

    `failed` is set by a command whose inputs did not all go well; it becomes exit status 1.
    `refused` is set once standard output takes no more.
    """

    words: Catalogue
    given: str = ""
    failed: bool = False
    refused: bool = False

    @property
    def library(self) -> Path:
        """The library of this run; it need not be there."""
        return Path(self.given) if self.given else default_library()

    @contextmanager
    def store(self, *, make_default: bool = False, read_only: bool = False) -> "Iterator[Store]":
        """Open the library for a command. Raises LibraryError.

        With `make_default` the default library is made if there is none; one that was asked for
        by name must be there.
        """
        from annotations.storage.store import Store

        path = self.library
        if make_default and not self.given and not os.path.lexists(path):
            opened = Store.create(path)
            self.say(self.words("Made a new library at {path}.", path=path))
        else:
            opened = Store.open(path, read_only=read_only)
        with opened:
            yield opened

    @property
    def shows_output(self) -> bool:
        """Whether standard output is a terminal, where bytes would be noise."""
        return sys.stdout is not None and sys.stdout.isatty()

    def write(self, text: str | bytes) -> None:
        """Write to standard output exactly, text as UTF-8, whatever the system's encoding is.

        Raises BadOutput, and BrokenPipeError when nobody reads any more.
        """
        if isinstance(text, str):
            text = text.encode("utf-8", errors="backslashreplace")
        with self._output():
            sys.stdout.buffer.write(text)
            sys.stdout.flush()

    def finish(self) -> None:
        """Hand on what is still held back. Raises what `write` raises."""
        if sys.stdout is not None:
            with self._output():
                sys.stdout.flush()

    @contextmanager
    def _output(self) -> Iterator[None]:
        """Say of standard output that it is full or was closed as of any other file."""
        path = Path(self.words("Standard output"))
        if sys.stdout is None:
            raise BadOutput(path, fault=OutputFault.OTHER)
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as error:
            self.refused = True
            full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
            fault = OutputFault.DISK_FULL if full else OutputFault.OTHER
            raise BadOutput(path, str(error.strerror), fault) from error

    def line(self, text: str) -> None:
        """Write a line for people; characters that would steer the terminal are shown as codes."""
        self.write(f"{visible(text)}\n")

    def row(self, *cells: str) -> None:
        """Write the cells of one line; an empty one at the end goes with its tab."""
        self.line("\t".join(map(one_line, cells)).rstrip("\t"))

    def record(self, record: Mapping[str, object]) -> None:
        """Write one line of JSON."""
        self.write(f"{json.dumps(record, ensure_ascii=False)}\n")

    def say(self, message: str) -> None:
        """Write a message to standard error."""
        click.echo(visible(message), err=True)

    @contextmanager
    def progress(self, doing: str) -> "Iterator[Progress]":
        """Show how far something is, on a terminal only; it leaves no trace."""
        shown = Progress(doing, self.words)
        try:
            yield shown
        finally:
            shown.clear()


class Progress:
    """One line that is written over and over: a bar where the end is known, else a count."""

    _BAR = 24

    def __init__(self, doing: str, words: Catalogue) -> None:
        self._doing = doing
        self._words = words
        self._stream = sys.stderr
        self._on = self._stream.isatty()
        self._width = 0

    def step(self, done: int, total: int = 0) -> None:
        """Show that `done` are done, of `total` where that is known."""
        if not self._on:
            return
        number = self._words.number
        if total:
            filled = self._BAR * done // total
            bar = "#" * filled + "-" * (self._BAR - filled)
            text = f"{self._doing} [{bar}] {number(done)}/{number(total)}"
        else:
            text = f"{self._doing} {number(done)}"
        self._put(text)

    def clear(self) -> None:
        """Take the line away."""
        if self._on and self._width:
            self._put("")
            self._stream.write("\r")
            self._stream.flush()

    def _put(self, text: str) -> None:
        padding = " " * max(0, self._width - len(text))
        self._stream.write(f"\r{text}{padding}")
        self._stream.flush()
        self._width = len(text)


def one_line(text: str) -> str:
    """Show line breaks and tabs as codes: the name of a file may hold them."""
    return _BREAKS.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def language(environment: Mapping[str, str] = os.environ) -> str:
    """Choose the terminal's language: KUTIP_LANGUAGE, else the locale's, else English.

    A locale C says nothing about language, so the next variable is asked.
    """
    for name in ("KUTIP_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        code = value.partition(".")[0].partition("_")[0].partition("-")[0].lower()
        if code and code not in {"c", "posix"}:
            return "id" if code == "id" else "en"
    return "en"
