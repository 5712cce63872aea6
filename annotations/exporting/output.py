"""Writing a file so that it is complete or not there at all."""

import errno
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from annotations.durable import name_new, sync_folder
from annotations.errors import BadOutput, OutputFault

_FAULTS = {
    errno.EEXIST: OutputFault.EXISTS,
    errno.ENOENT: OutputFault.NO_FOLDER,
    errno.ENOTDIR: OutputFault.NO_FOLDER,
    errno.EISDIR: OutputFault.NOT_A_FILE,
    errno.EACCES: OutputFault.DENIED,
    errno.EPERM: OutputFault.DENIED,
    errno.EROFS: OutputFault.DENIED,
    errno.ENOSPC: OutputFault.DISK_FULL,
    errno.EDQUOT: OutputFault.DISK_FULL,
    errno.EFBIG: OutputFault.DISK_FULL,
    errno.ENAMETOOLONG: OutputFault.BAD_NAME,
    errno.EINVAL: OutputFault.BAD_NAME,
    errno.EILSEQ: OutputFault.BAD_NAME,
}
_LONGEST_NAME = 100
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)


def check_output(path: Path, *, replace: bool = False) -> None:
    """See before any work that a file can be written to `path`. Raises BadOutput."""
    with _told(path):
        if path.exists() and not path.is_file():
            raise BadOutput(path, fault=OutputFault.NOT_A_FILE)  # a folder, a device, a pipe
        if path.exists() and not replace:
            raise BadOutput(path, fault=OutputFault.EXISTS)
        if not path.parent.is_dir():
            raise BadOutput(path, fault=OutputFault.NO_FOLDER)


def write_file(pieces: Iterable[bytes], path: Path, *, replace: bool = False) -> None:
    """Write pieces to a part file in the same folder, sync it and give it its name.

    Only its owner may read it (0600). If anything fails, also the making of a piece, the part
    file goes and what stood there before stays. Raises BadOutput.
    """
    with written(path, replace=replace) as file:
        file.writelines(pieces)


@contextmanager
def written(path: Path, *, replace: bool = False) -> Iterator[BinaryIO]:
    """Give a part file to write to; at the end it is synced and has its name, as `write_file` says.

    Raises BadOutput, also for what the system says while it is written to.
    """
    check_output(path, replace=replace)
    with _told(path):
        handle, name = tempfile.mkstemp(prefix=".kutip-", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with _told(path), os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with _told(path):
            _name(part, path, replace=replace)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def safe_name(title: str, suffix: str) -> str:
    """Make a file name of a title that Windows, macOS and Linux all take."""
    name = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]', " ", title)
    name = " ".join(name.split())[:_LONGEST_NAME].strip(" .")
    if not name or _RESERVED.fullmatch(name.split(".")[0].strip()):
        name = f"{name}_"
    return f"{name}{suffix}"


def _name(part: Path, path: Path, *, replace: bool) -> None:
    if not replace:
        try:
            name_new(part, path)
        except FileExistsError as error:
            raise BadOutput(path, fault=OutputFault.EXISTS) from error
        return
    part.replace(path)
    sync_folder(path.parent)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the system says into a BadOutput that says why."""
    try:
        yield
    except OSError as error:
        fault = _FAULTS.get(error.errno or 0, OutputFault.OTHER)
        raise BadOutput(path, str(error.strerror), fault) from error
    except ValueError as error:  # a NUL in the name
        raise BadOutput(path, str(error), OutputFault.BAD_NAME) from error
