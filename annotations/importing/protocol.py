"""What an importer is, what becomes of a file, and the limits that hold for every format."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from annotations.errors import AnnotationsError
from annotations.model import Imported
from annotations.vocabulary import ImportStatus

LARGEST_FILE = 100_000_000
"""Bytes of one file."""

LARGEST_MARKDOWN = 5_000_000
"""Bytes of Markdown; what is larger is read as plain text."""

SLOWEST = 60.0
"""Seconds one file may take."""

MOST_MEMORY = 1_500_000_000
"""Bytes of address space that the parsing process may use."""


class Importer(Protocol):
    """One format. A module with these four names is one; `IMPORTERS` lists them.

    `version` is counted up whenever the same bytes would give another text.
    """

    name: str
    version: int

    def sniff(self, data: bytes, name: str) -> int:
        """Say from 0 (no) to 100 (sure) whether `data` is of this format.

        The content decides; `name` is a hint where the content leaves it open.
        """
        ...

    def parse(self, data: bytes, name: str) -> Imported:
        """Make an article of `data`. Raises ImportFailed."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOutcome:
    """What became of one input. `article` is 0 and `reason` says why where it failed.

    A duplicate names the article that is there already. `warnings` are catalogue messages.
    """

    path: Path
    status: ImportStatus
    article: int = 0
    reason: AnnotationsError | None = None
    warnings: tuple[str, ...] = ()
