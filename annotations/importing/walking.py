"""From what a person named to the files it stands for, and their bytes."""

import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotations.errors import ImportFailed, ImportFault
from annotations.importing.protocol import LARGEST_FILE

OURS = (".kutip", ".kutip-journal", ".kutip-wal", ".kutip-shm")
"""Suffixes of libraries and of what SQLite lays beside them."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file, and what it is called in the library: its name below the folder that was named.

    The folders above are the person's own and are told to nobody.
    """

    path: Path
    source: str


def walk(paths: Sequence[Path]) -> Iterator[Found]:
    """List the files below the paths, each folder sorted by name.

    Hidden files and libraries are left out in folders, not where they are named themselves.
    Links are followed; a folder is entered once, so that links in a circle end.
    """
    entered: set[tuple[int, int]] = set()
    for path in paths:
        if path.is_dir():
            yield from _below(path, Path(path.name), entered)
        else:
            yield Found(path, path.name)


def _below(folder: Path, called: Path, entered: set[tuple[int, int]]) -> Iterator[Found]:
    try:
        told = folder.stat()
        names = sorted(each.name for each in folder.iterdir())
    except OSError:
        yield Found(folder, called.as_posix())  # reading it says why
        return
    if (told.st_dev, told.st_ino) in entered:
        return
    entered.add((told.st_dev, told.st_ino))
    for name in names:
        path = folder / name
        if name.startswith(".") or name.lower().endswith(OURS):
            continue
        if path.is_dir():
            yield from _below(path, called / name, entered)
        else:
            yield Found(path, (called / name).as_posix())


def read_bytes(path: Path) -> bytes:
    """Read a regular file whole.

    Raises ImportFailed: MISSING, NOT_A_FILE, TOO_LARGE (also of a file that grows), UNREADABLE.
    """
    try:
        # asked before opening: opening a named pipe would wait for somebody to write into it
        told = path.stat()
        if not stat.S_ISREG(told.st_mode):
            fault = ImportFault.UNREADABLE if path.is_dir() else ImportFault.NOT_A_FILE
            raise ImportFailed(path.name, fault)
        if told.st_size > LARGEST_FILE:
            raise ImportFailed(path.name, ImportFault.TOO_LARGE, limit=LARGEST_FILE)
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise ImportFailed(path.name, ImportFault.MISSING) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        detail = getattr(error, "strerror", "") or ""  # never the path, which names folders
        raise ImportFailed(path.name, ImportFault.UNREADABLE, detail=detail) from error
    if len(data) > LARGEST_FILE:
        raise ImportFailed(path.name, ImportFault.TOO_LARGE, limit=LARGEST_FILE)
    return data
