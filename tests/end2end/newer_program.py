"""A program with a made-up second schema, that opens old libraries and is killed as it does so.

Usage: python newer_program.py LIBRARY FOLDER POINTS [--today]. Copies the old LIBRARY to
FOLDER/0.kutip, 1.kutip … and opens each in a process of its own, killed a little later each time,
the last one never. With --today it is the Kutip of this checkout, with its own newest schema.
"""

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.storage import schema
from annotations.storage.rows import checksum
from annotations.storage.store import Store

if TYPE_CHECKING:
    import sqlite_utils
    from sqlite_utils.migrations import Migrations

NEWER = schema.VERSION + 1


@contextmanager
def newer() -> Iterator[None]:
    """Be a Kutip of the next version."""
    known, version = schema.migrations, schema.VERSION
    schema.migrations = partial(with_one_more, known)
    schema.VERSION = NEWER
    schema.known_objects.cache_clear()
    try:
        yield
    finally:
        schema.migrations, schema.VERSION = known, version
        schema.known_objects.cache_clear()


def with_one_more(known: "Callable[[], Migrations]") -> "Migrations":
    """Add a migration that touches every row of the highlights, and makes a table."""
    found = known()

    @found(name=str(NEWER))
    def next_one(db: "sqlite_utils.Database") -> None:
        db.execute("ALTER TABLE highlights ADD COLUMN mood TEXT NOT NULL DEFAULT ''")
        db.execute("CREATE TABLE moods (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT")
        for row in list(db.query("SELECT * FROM highlights")):
            changed = row | {"mood": "calm"}
            db.execute(
                "UPDATE highlights SET mood = ?, checksum = ? WHERE id = ?",
                ("calm", checksum(changed), row["id"]),
            )
        db.execute(f"PRAGMA user_version = {NEWER}")

    return found


def open_once(library: Path) -> int:
    """Open a library in a process of its own. Return its number."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        Store.open(library).close()
        status = 0
    finally:
        os._exit(status)


def main(library: Path, folder: Path, points: int, *, today: bool) -> None:
    """Open and kill."""
    with nullcontext() if today else newer():
        schema.known_objects(schema.VERSION)  # as a running program has it
        copies = [Path(shutil.copy(library, folder / f"{n}.kutip")) for n in range(points)]
        taken = 0.0
        for copy in (shutil.copy(library, folder / "whole.kutip"), *copies):
            begun = time.monotonic()
            child = open_once(Path(copy))
            if not taken:
                if os.waitpid(child, 0)[1]:
                    sys.exit("it cannot be opened at all")
                taken = time.monotonic() - begun
                continue
            number = int(Path(copy).stem)
            time.sleep(taken * 1.1 * number / points)
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), today="--today" in sys.argv)
