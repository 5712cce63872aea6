"""What an importer is, what becomes of a file, and the limits that hold for every format."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from annotations.errors import AnnotationsError, ImportFailed
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


MOST_PARTS = 5_000
"""Entries of one archive."""

MOST_UNPACKED = 500_000_000
"""Bytes that all that is read of one archive may unpack to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What a person asks of an import; formats heed what concerns them.

    `encoding` is the one to read text by ("" finds it out); `chapters` makes one article of each
    chapter of a book.
    """

    encoding: str = ""
    chapters: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One article of a file that holds several, or why there is none; neither: passed over.

    `label` names the part within the file ("stories/a.docx"), never a path to write to; "" is
    the whole file. `original` is None where the part has no bytes of its own; where it has,
    `within` names what the article is of those ("" all): a chapter of a book in an archive.
    `columns` are blocks and runs as canonical JSON, and the text of `imported` comes without.
    """

    label: str
    imported: Imported | None = None
    failed: ImportFailed | None = None
    original: bytes | None = None
    within: str = ""
    columns: tuple[str, str] | None = None


class Format(Protocol):
    """What every format says of itself.

    `version` is counted up whenever the same bytes would give another text. A module that needs
    no heavy library has `light = True`; one that needs anything loaded lazily has a function
    `warm_up()` that loads it all: the process that parses can open no file after.
    """

    name: str
    version: int

    def sniff(self, data: bytes, name: str) -> int:
        """Say from 0 (no) to 100 (sure) whether `data` is of this format.

        The content decides; `name` is a hint where the content leaves it open. Runs in the
        program itself: it looks at little, imports nothing heavy and never raises.
        """
        ...


class Importer(Format, Protocol):
    """A format of one article a file. A module with these names is one."""

    def parse(self, data: bytes, name: str, wishes: Wishes = Wishes()) -> Imported:
        """Make an article of `data`. Raises ImportFailed."""
        ...


class Container(Format, Protocol):
    """A format of several articles a file."""

    def unpack(self, data: bytes, name: str, wishes: Wishes = Wishes()) -> Iterator[Part]:
        """Make the articles of `data`, one after another.

        Raises ImportFailed where nothing more can be read; a part that fails alone is a `Part`.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOutcome:
    """What became of one input. `article` is 0 and `reason` says why where it failed.

    A duplicate names the article that is there already. `warnings` are catalogue messages. `part`
    is the label of one article of a file that holds several.
    """

    path: Path
    status: ImportStatus
    article: int = 0
    reason: AnnotationsError | None = None
    warnings: tuple[str, ...] = ()
    part: str = ""

    @property
    def shown(self) -> str:
        """The path as people read it: archive.zip/stories/a.docx."""
        return f"{self.path}/{self.part}" if self.part else str(self.path)
