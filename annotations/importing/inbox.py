"""An inbox: a folder of the user's whose files become articles, and stay where they are."""

import os
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import ImportFailed
from annotations.importing.walking import read_bytes, walk

if TYPE_CHECKING:
    from annotations.storage.library import Library
    from annotations.storage.store import Store

Look = tuple[int, int]
"""Size in bytes and time of change in nanoseconds, as the file was seen."""


@dataclass(slots=True)
class Inbox:
    """What was seen in the folder so far.

    A file that is being copied or downloaded grows: it is settled when two looks find it the same.
    """

    folder: Path
    _seen: dict[Path, Look] = field(default_factory=dict)
    _done: dict[Path, Look] = field(default_factory=dict)

    def settled(self) -> list[Path]:
        """List the files that came or changed and have settled since, each once."""
        now: dict[Path, Look] = {}
        for found in walk([self.folder]):
            if found.leads_out:  # nobody chose it, and nobody is asked
                continue
            try:
                told = os.stat(found.path)  # noqa: PTH116 - one call for both numbers
            except OSError:
                continue  # gone again, or not to be read: the next look tells
            if not found.path.is_dir():
                now[found.path] = (told.st_size, told.st_mtime_ns)
        settled = [
            path
            for path, look in now.items()
            if self._seen.get(path) == look and self._done.get(path) != look and look[0]
        ]
        self._seen = now
        self._done |= {path: now[path] for path in settled}
        return settled


def unknown(store: "Store", paths: list[Path]) -> list[Path]:
    """Leave out the files whose very bytes the library has: what lay there at the last start.

    One that cannot be read stays in: importing it says why.
    """
    digests: dict[Path, str] = {}
    for path in paths:
        try:
            digests[path] = sha256(read_bytes(path)).hexdigest()
        except ImportFailed:
            digests[path] = ""

    def job(library: "Library") -> set[str]:
        """Ask for all of them at once."""
        from annotations.storage.articles import known_originals

        return known_originals(library, list(digests.values()))

    there = store.call(job)
    return [path for path in paths if digests[path] not in there]
