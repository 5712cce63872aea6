"""From what a person named to the files it stands for, and their bytes."""

import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
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
    from no file (pasted ones); `path` is only what they are called then. `leads_out` says that a
    link in a folder leads out of it.
    """

    path: Path
    source: str
    data: bytes | None = None
    leads_out: bool = False

    @property
    def name(self) -> str:
        """The name of the file alone."""
        return self.source.rpartition("/")[2]


def ignore(_told: object) -> None:
    """Tell nobody."""


def walk(
    paths: Sequence[Path], *, passed_over: Callable[[Path], object] = ignore
) -> Iterator[Found]:
    """List the files below the paths, each folder sorted by name.

    In folders, not where they are named themselves, hidden files, libraries and the folders of
    saved pages are left out, and so is what is no article by its suffix, of which `passed_over`
    is told. Pictures are articles only in a folder that holds nothing else to import: beside
    articles they illustrate them, alone they are scans. Links are followed within the folder that
    was named, and a folder is entered once, so that links in a circle end; one that leads out of
    it is listed as such: who made the folder must not have read what he was not sent for.
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
    is_folder: bool | None = os.path.isdir(named)  # noqa: PTH112 - Path.is_dir raises where one may not look
    # a stack of our own: folders may lie deeper than calls may; strings, for there are many
    waiting = [iter([(str(named), named.name, is_folder)])]
    root = os.path.realpath(named) if is_folder else ""
    while waiting:
        path, called, is_folder = next(waiting[-1], ("", "", False))
        suffix = os.path.splitext(called)[1].lower()  # noqa: PTH122
        if not path:
            waiting.pop()
        elif is_folder is None and not _is_within(path, root):
            yield replace(_found(path, called), leads_out=True)
        elif is_folder or (is_folder is None and os.path.isdir(path)):  # noqa: PTH112 - as above
            names = _names(path, entered)
            if names is None:
                yield _found(path, called)  # reading it says why
            else:
                above = f"{called}/" if called else ""
                waiting.append(
                    iter([(f"{path}{os.sep}{name}", above + name, on) for name, on in names])
                )
        elif len(waiting) > 1 and suffix in NO_ARTICLES:
            passed_over(Path(path))
        elif len(waiting) > 1 and suffix in PICTURES:
            pictures.append(_found(path, called))
        else:
            found_others = True
            yield _found(path, called)
    if not found_others:
        yield from pictures
        return
    for picture in pictures:
        passed_over(picture.path)


def _found(path: str, called: str) -> Found:
    return Found(Path(path), _LONE.sub("\ufffd", called))


def _is_within(link: str, root: str) -> bool:
    """Whether what a link leads to lies below a folder, or is the folder."""
    aim = os.path.realpath(link)
    return aim == root or aim.startswith(root.rstrip(os.sep) + os.sep)


def _names(folder: str, entered: set[tuple[int, int]]) -> list[tuple[str, bool | None]] | None:
    """List what is to be walked in a folder, and whether each is a folder itself, None for links.

    Nothing of one that was entered before, None of one that cannot be read.
    """
    try:
        told = os.stat(folder)  # noqa: PTH116 - of many
        with os.scandir(folder) as found:
            entries = {each.name: _is_folder(each) for each in found}
    except OSError:
        return None
    if (told.st_dev, told.st_ino) in entered:
        return []
    entered.add((told.st_dev, told.st_ino))
    parts = page_folders(entries)
    return [
        (name, entries[name])
        for name in sorted(entries)
        if not (is_left_out(name) or name.lower() in parts)
    ]


def _is_folder(entry: "os.DirEntry[str]") -> bool | None:
    try:
        return None if entry.is_symlink() else entry.is_dir()
    except OSError:
        return False


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
        with path.open("rb") as file:
            data = file.read(told.st_size + 1)
            if len(data) > told.st_size:  # it grew, or its size is not known before
                data += file.read(LARGEST_FILE + 1 - len(data))
    except FileNotFoundError as error:
        raise ImportFailed(path.name, ImportFault.MISSING) from error
    except OSError as error:
        detail = error.strerror or ""  # never the path, which names folders
        raise ImportFailed(path.name, ImportFault.UNREADABLE, detail=detail) from error
    if len(data) > LARGEST_FILE:
        raise ImportFailed(path.name, ImportFault.TOO_LARGE, limit=LARGEST_FILE)
    return data
