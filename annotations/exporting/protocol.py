"""What an exporter is."""

from collections.abc import Iterator
from typing import Protocol

from annotations.exporting.report import Report
from resources import Catalogue


class Exporter(Protocol):
    """One format. A module with these names is one; `EXPORTERS` lists them.

    `name` is what is typed after --format, `title` a catalogue message, `suffix` with its dot.
    """

    name: str
    title: str
    suffix: str

    def pieces(self, report: Report, words: Catalogue) -> Iterator[str]:
        """Yield the file's text piece by piece; UTF-8, line ends as they shall stand."""
        ...
