"""Reading the originals of a pack again, as an import does: in the worker, whoever sent them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations.errors import ImportFailed, ImportFault
from annotations.exporting.pack.manifest import Exhibit
from annotations.importing import IMPORTERS
from annotations.importing.protocol import LARGEST_FILE, Wishes
from annotations.model import Imported

if TYPE_CHECKING:
    from annotations.importing.worker import Worker

_SLOW = frozenset((ImportFault.TOO_SLOW, ImportFault.TOO_MUCH_MEMORY))
BY_HAND = frozenset(("hand", "ocr"))
"""Importers that are none: a person or a machine read a picture of the page."""


@dataclass(frozen=True, slots=True)
class Reread:
    """What an original is read as here; `text` None where it cannot be read.

    `same` says that the very importer read it that did at first.
    """

    text: str | None
    same: bool = False
    found: bool = False


def reread(exhibit: Exhibit, data: bytes, worker: "Worker") -> Reread:
    """Read an exhibit's original, and find the text the manifest names where it is there at all.

    What its own importer cannot read, and only for want of time or memory might, is told as read
    by the same and without a text: it is no file that was imported.
    """
    if len(data) > LARGEST_FILE:
        return Reread(None)
    name = exhibit.file.rpartition("/")[2]
    seen, faults = Reread(None), set()
    for encoding in dict.fromkeys(("", exhibit.encoding)):
        wishes = Wishes(encoding=encoding, chapters=bool(exhibit.part))
        try:
            some = [*_read(data, name, exhibit.part, wishes, worker)]
        except ImportFailed as failed:
            faults.add(failed.fault)
            continue
        for imported in some:
            found = imported.text.sha256 == exhibit.text_sha256
            same = (imported.importer, imported.importer_version) == (
                exhibit.importer,
                exhibit.importer_version,
            )
            if found or seen.text is None:
                seen = Reread(imported.text.text, same, found)
            if found:
                return seen
    ours = {each.name: each.version for each in IMPORTERS}
    if seen.text is None and faults and not faults & _SLOW:
        return Reread(None, same=ours.get(exhibit.importer) == exhibit.importer_version)
    return seen


def _read(
    data: bytes, name: str, part: str, wishes: Wishes, worker: "Worker"
) -> Iterator[Imported]:
    worker.send(data, name, wishes)
    for each in worker.parts():
        if each.imported is not None and (not part or part in {each.label, each.within}):
            yield each.imported
