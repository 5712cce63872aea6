"""What an exporter is."""

from collections.abc import Iterator
from typing import Protocol

from annotations.exporting.report import Report
from resources import Catalogue


class Exporter(Protocol):
    """One format. A module with these names is one; `EXPORTERS` lists them.

    `name` is what is typed after --format, `title` a catalogue message, `suffix` with its dot.
    `binary` says that the pieces are bytes.
    """

    name: str
    title: str
    suffix: str
    binary: bool

    def pieces(self, report: Report, words: Catalogue) -> Iterator[str] | Iterator[bytes]:
        """Yield the file piece by piece: text (UTF-8, line ends as they shall stand) or bytes."""
        ...
