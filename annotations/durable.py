"""Files that are whole or not there: part file, sync, rename, sync of the folder."""

import os
from contextlib import suppress
from pathlib import Path


def write_durably(path: Path, data: bytes) -> None:
    """Write `data` to `path`, readable by its owner only; `path` is never seen half written.

    What was there is replaced. Raises OSError.
    """
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    sync_file(part)
    part.replace(path)
    sync_folder(path.parent)


def name_new(part: Path, path: Path) -> None:
    """Give a finished part file its name, for good, and never replace a file that came meanwhile.

    The part file may stay behind under its own name. Raises FileExistsError and OSError.
    """
    try:
        os.link(part, path)  # unlike a rename it never replaces
    except FileExistsError:
        raise
    except (OSError, NotImplementedError, AttributeError):  # FAT and some systems know no links
        if path.exists():
            raise FileExistsError(path) from None
        part.replace(path)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Make what was written to a file last. Raises OSError."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder last, where the system has a way to ask for it."""
    with suppress(OSError):  # Windows opens no folder, some network disks sync none
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
