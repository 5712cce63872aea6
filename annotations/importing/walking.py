"""From what a person named to the files it stands for, and their bytes."""

import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotations.errors import ImportFailed, ImportFault
from annotations.importing.protocol import LARGEST_FILE

OURS = (".kutip", ".kutip-journal", ".kutip-wal", ".kutip-shm", ".kutip.backups")
"""Suffixes of libraries, of what SQLite lays beside them and of the folders of their backups."""

NO_ARTICLES = frozenset({
    ".json", ".jsonl", ".ndjson", ".geojson", ".csv", ".tsv", ".xml", ".yaml", ".yml",
    ".toml", ".ini", ".cfg", ".sql", ".db", ".sqlite", ".py", ".pyc", ".ipynb", ".r", ".js",
    ".mjs", ".ts", ".css", ".scss", ".sh", ".bat", ".ps1", ".c", ".h", ".cpp", ".java",
    ".go", ".rs", ".rb", ".php", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff",
    ".webp", ".svg", ".ico", ".heic", ".psd", ".mp3", ".m4a", ".wav", ".ogg", ".opus",
    ".flac", ".aac", ".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".exe", ".dll", ".so",
    ".dylib", ".msi", ".dmg", ".iso", ".bin", ".ttf", ".otf", ".woff", ".woff2", ".lock",
    ".tmp", ".part",
})  # fmt: skip
"""Suffixes of data, programs, pictures and sound. They lie beside articles in a folder, and many
of them are text, so that their content alone would make articles of them."""

_LONE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Found:
    """A file, and what it is called in the library: its name below the folder that was named.

    The folders above are the person's own and are told to nobody. A name that is no text (other
    systems wrote it in another encoding) has U+FFFD where it is none.
    """

    path: Path
    source: str

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

    In folders, not where they are named themselves, hidden files and libraries are left out, and
    so is what is no article by its suffix, of which `passed_over` is told. Links are followed; a
    folder is entered once, so that links in a circle end.
    """
    entered: set[tuple[int, int]] = set()
    # a stack of our own: folders may lie deeper than calls may
    waiting = [iter([(path, Path(path.name)) for path in paths])]
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
        else:
            yield _found(path, called)


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
    return [name for name in names if not (name.startswith(".") or name.lower().endswith(OURS))]


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
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise ImportFailed(path.name, ImportFault.MISSING) from error
    except OSError as error:
        detail = error.strerror or ""  # never the path, which names folders
        raise ImportFailed(path.name, ImportFault.UNREADABLE, detail=detail) from error
    if len(data) > LARGEST_FILE:
        raise ImportFailed(path.name, ImportFault.TOO_LARGE, limit=LARGEST_FILE)
    return data
