"""From what a person named to the files it stands for, and their bytes."""

import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotations.errors import ImportFailed, ImportFault
from annotations.importing.beside_articles import (
    NO_ARTICLES,
    PICTURES,
    is_left_out,
    page_folders,
)
from annotations.importing.protocol import LARGEST_FILE

_LONE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Found:
    """A file, and what it is called in the library: its name below the folder that was named.

    The folders above are the person's own and are told to nobody. A name that is no text (other
    systems wrote it in another encoding) has U+FFFD where it is none. `data` are words that came
    from no file (pasted ones); `path` is only what they are called then.
    """

    path: Path
    source: str
    data: bytes | None = None

    @property
    def name(self) -> str:
        """The name of the file alone."""
        return self.source.rpartition("/")[2]


def ignore(_path: Path) -> None:
    """Tell nobody."""


def walk(
    paths: Sequence[Path], *, passed_over: Callable[[Path], object] = ignore
) -> Iterator[Found]:
    """List the files below the paths, each folder sorted by name.

    In folders, not where they are named themselves, hidden files, libraries and the folders of
    saved pages are left out, and so is what is no article by its suffix, of which `passed_over`
    is told. Pictures are articles only in a folder that holds nothing else to import: beside
    articles they illustrate them, alone they are scans. Links are followed; a folder is entered
    once, so that links in a circle end.
    """
    entered: set[tuple[int, int]] = set()
    for path in paths:
        yield from _below(path, entered, passed_over)


def _below(
    named: Path, entered: set[tuple[int, int]], passed_over: Callable[[Path], object]
) -> Iterator[Found]:
    """List one path that was named, and what is below it."""
    pictures: list[Found] = []
    found_others = False
    # a stack of our own: folders may lie deeper than calls may
    waiting = [iter([(named, Path(named.name))])]
    while waiting:
        path, called = next(waiting[-1], (None, Path()))
        if path is None:
            waiting.pop()
        elif os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where one may not look
            names = _names(path, entered)
            if names is None:
                yield _found(path, called)  # reading it says why
            else:
                waiting.append(iter([(path / name, called / name) for name in names]))
        elif len(waiting) > 1 and path.suffix.lower() in NO_ARTICLES:
            passed_over(path)
        elif len(waiting) > 1 and path.suffix.lower() in PICTURES:
            pictures.append(_found(path, called))
        else:
            found_others = True
            yield _found(path, called)
    if not found_others:
        yield from pictures
        return
    for picture in pictures:
        passed_over(picture.path)


def _found(path: Path, called: Path) -> Found:
    return Found(path, _LONE.sub("\ufffd", called.as_posix()))


def _names(folder: Path, entered: set[tuple[int, int]]) -> list[str] | None:
    """List what is to be walked in a folder; nothing of one entered before, None if unreadable."""
    try:
        told = folder.stat()
        names = sorted(each.name for each in folder.iterdir())
    except OSError:
        return None
    if (told.st_dev, told.st_ino) in entered:
        return []
    entered.add((told.st_dev, told.st_ino))
    parts = page_folders(names)
    return [name for name in names if not (is_left_out(name) or name.lower() in parts)]


def read_bytes(path: Path) -> bytes:
    """Read a regular file whole.

    Raises ImportFailed: MISSING, NOT_A_FILE, TOO_LARGE (also of a file that grows), UNREADABLE.
    """
    if "\0" in str(path):  # what Python says of it differs from version to version
        raise ImportFailed(path.name, ImportFault.UNREADABLE)
    try:
        # asked before opening: opening a named pipe would wait for somebody to write into it
        told = path.stat()
        if not stat.S_ISREG(told.st_mode):
            fault = ImportFault.UNREADABLE if path.is_dir() else ImportFault.NOT_A_FILE
            raise ImportFailed(path.name, fault)
        if told.st_size > LARGEST_FILE:
            raise ImportFailed(path.name, ImportFault.TOO_LARGE, limit=LARGEST_FILE)
        with path.open("rb", buffering=0) as file:
            data = file.read(told.st_size + 1)
            if len(data) > told.st_size:  # it grew, or its size is not known before
                data += file.read(LARGEST_FILE + 1 - len(data)) or b""
    except FileNotFoundError as error:
        raise ImportFailed(path.name, ImportFault.MISSING) from error
    except OSError as error:
        detail = error.strerror or ""  # never the path, which names folders
        raise ImportFailed(path.name, ImportFault.UNREADABLE, detail=detail) from error
    if len(data) > LARGEST_FILE:
        raise ImportFailed(path.name, ImportFault.TOO_LARGE, limit=LARGEST_FILE)
    return data
