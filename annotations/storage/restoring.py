"""Putting a backup in the place of a library, with the library closed.

The backup is made whole again in a part file (its originals come from the shared store), checked,
and only then the library is moved aside and the part file takes its name. What was there before is
kept beside it, with its journal, under a name that says when.
"""

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from annotations.durable import sync_file, sync_folder
from annotations.errors import BackupFailed, BackupFault
from annotations.storage import verify
from annotations.storage.backup import original_path

LEFT_OVERS = ("-journal", "-wal", "-shm")


def restore(library: Path, backup: Path, *, now: datetime) -> Path | None:
    """Put `backup` in the place of `library`; return where what was there lies now, if anything.

    The library must be closed in this program; one that another program has locked is refused.
    Raises BackupFailed, and then the library is as it was.
    """
    _require_unlocked(library)
    part = library.with_name(library.name + ".restoring.part")
    try:
        part.unlink(missing_ok=True)
        _make_whole(backup, part)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise BackupFailed(library, BackupFault.CANNOT_WRITE, str(error)) from error
    except sqlite3.DatabaseError as error:
        part.unlink(missing_ok=True)
        raise BackupFailed(backup, BackupFault.NOT_A_BACKUP, str(error)) from error
    except BackupFailed:
        part.unlink(missing_ok=True)
        raise
    kept = _move_aside(library, now)
    part.replace(library)
    sync_folder(library.parent)
    return kept


def _require_unlocked(library: Path) -> None:
    """Refuse while another program holds the library; one that cannot be read is nobody's."""
    if not library.is_file() or library.stat().st_size == 0:
        return
    try:
        with closing(sqlite3.connect(library, timeout=0.2, isolation_level=None)) as db:
            db.execute("BEGIN EXCLUSIVE")
            db.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY"):
            raise BackupFailed(library, BackupFault.LIBRARY_BUSY) from error
    except sqlite3.DatabaseError:
        return


def _make_whole(backup: Path, part: Path) -> None:
    descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as target, backup.open("rb") as source:
        shutil.copyfileobj(source, target)
    with closing(sqlite3.connect(part)) as db:
        # Only the copy is judged from here on: the backup itself is never opened for writing.
        _fill_originals(db, backup)
        finding = next(iter(verify.verify(db)), None)
        if finding is not None:
            detail = f"{finding.kind} {finding.table} {finding.uid} {finding.detail}".strip()
            raise BackupFailed(backup, BackupFault.DAMAGED, detail)
    sync_file(part)


def _fill_originals(db: sqlite3.Connection, backup: Path) -> None:
    store = backup.parent / "originals"
    empty = db.execute("SELECT sha256 FROM blobs WHERE length(data) = 0 AND size > 0").fetchall()
    for (name,) in empty:
        try:
            data = original_path(store, name).read_bytes()
        except OSError as error:
            raise BackupFailed(backup, BackupFault.ORIGINALS_MISSING, name) from error
        if hashlib.sha256(data).hexdigest() != name:
            raise BackupFailed(backup, BackupFault.DAMAGED, name)
        db.execute("UPDATE blobs SET data = ? WHERE sha256 = ?", (data, name))
    db.commit()


def _move_aside(library: Path, now: datetime) -> Path | None:
    """Rename the library and what SQLite keeps beside it, so that they still belong together."""
    kept = _free_name(library, now)
    moved = None
    for ending in ("", *LEFT_OVERS):
        there = library.with_name(library.name + ending)
        if there.exists():
            there.rename(kept.with_name(kept.name + ending))
            moved = kept
    return moved


def _free_name(library: Path, now: datetime) -> Path:
    stamp = f"{now:%Y%m%dT%H%M%SZ}"
    name = f"{library.stem} before restore {stamp}{library.suffix}"
    kept, n = library.with_name(name), 1
    while kept.exists():
        n += 1
        kept = library.with_name(f"{library.stem} before restore {stamp} {n}{library.suffix}")
    return kept
