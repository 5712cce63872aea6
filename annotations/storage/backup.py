"""Backups: copied by SQLite, checked, then renamed; with one shared store of originals.

Beside `Arunika.kutip` lies the folder `Arunika.kutip.backups` with
`000012-20261122T042011Z-0000002f.kutip` (which one, when, and SQLite's count of changes to the
library at that time) and `originals/ab/abcdef…`. Originals and attached files never change, so
each lies there once and the copies hold only their names: a backup counts only while all of them
are there. A file that is still being made ends in `.part` and is never taken for a backup.
"""

import os
import re
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from annotations.durable import sync_file, sync_folder, write_durably
from annotations.errors import BackupFailed, BackupFault
from annotations.storage import retention, verify
from annotations.storage.library import Library
from annotations.storage.retention import Copy

PAGES = 256
"""Pages copied between two looks at the queue of saves: 1 MB, a few milliseconds."""

SPACE = 3
"""How many times the library's size the backups may take."""

HALF_MADE = 3600
"""Seconds after which a part file is taken for one that a killed program left."""

EVERY_S = 0.01
"""Seconds between two looks at the jobs that wait, while a copy is checked."""

T = TypeVar("T")

_NAME = re.compile(r"(\d{6,})-(\d{8}T\d{6}Z)-([0-9a-f]{8})\.kutip")
_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup. `articles` and `highlights` count what is not in the trash.

    `complete` says that every original it names lies in the shared store.
    """

    path: Path
    sequence: int
    when: datetime
    changes: str
    size: int
    articles: int = 0
    highlights: int = 0
    complete: bool = False


def folder_of(library: Path) -> Path:
    """Say where the backups of a library lie."""
    return library.with_name(library.name + ".backups")


def backups(library: Path) -> list[Backup]:
    """List the backups of a library, newest first; reads each one, changes nothing."""
    return [_read(backup, library) for backup in _listed(library)]


def newest_good(library: Path) -> Backup | None:
    """Find the newest backup that is complete and can be opened."""
    return next((b for b in (_read(b, library) for b in _listed(library)) if b.complete), None)


def due(library: Path, now: datetime) -> bool:
    """Say whether a daily backup is due: something changed, and none has this date yet.

    What changed is told by SQLite's own count in the file, so that a clock that went back makes a
    backup too many at worst. `now` is in UTC, as the names are.
    """
    listed = _listed(library)
    if not listed:
        return True
    last = listed[0]
    return last.when.date() != now.date() and last.changes != _changes(library)


def _changes(library: Path) -> str:
    """Read SQLite's count of committed changes: bytes 24 to 27 of the file (fileformat2, 1.3.8)."""
    with library.open("rb") as file:
        return file.read(28)[24:].hex()


def back_up(library: Library, now: datetime) -> Backup:
    """Make a backup of an open library on its own connection; other jobs go on in between.

    Raises BackupFailed.
    """
    return make(library.db.conn, library.path, now=now, breathe=lambda *_: library.let_others())


def keep_daily(library: Library, now: datetime) -> Backup | None:
    """Make a backup where one is due. Raises BackupFailed."""
    if library.read_only or not due(library.path, now):
        return None
    return back_up(library, now)


def make(
    source: sqlite3.Connection,
    library: Path,
    *,
    now: datetime,
    breathe: Callable[[int, int], None] = lambda _done, _total: None,
) -> Backup:
    """Copy an open library into its folder of backups, check the copy, then count it.

    `breathe(done, total)` is called between steps of `PAGES` pages (what it saves through `source`
    is in the copy), and again and again while the copy is checked. Older copies are removed by
    `retention.kept` only after the new one is good.
    Raises BackupFailed: the copy was not good (nothing older is touched) or could not be written.
    """
    folder = folder_of(library)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        _sweep(folder)
        listed = _listed(library)
        sequence = listed[0].sequence + 1 if listed else 1
        stamp = now.astimezone(UTC).strftime(_STAMP)
        final = folder / f"{sequence:06d}-{stamp}-{_changes(library)}.kutip"
        # A name of its own: what a killed program left must not stand in the way.
        part = final.with_name(f"{final.name}.{uuid4().hex[:8]}.part")
        copy(source, part, breathe=breathe)
        _meanwhile(lambda: _take_in(part, final, library), breathe)
    except OSError as error:
        raise BackupFailed(folder, BackupFault.CANNOT_WRITE, str(error)) from error
    except sqlite3.Error as error:
        raise BackupFailed(folder, _fault(error), str(error)) from error
    return _meanwhile(lambda: _pruned(final, library), breathe)


def _take_in(part: Path, final: Path, library: Path) -> None:
    """Let a copy count, if it is good."""
    try:
        with closing(sqlite3.connect(part)) as db:
            _require_good(db, library)
            _move_originals(db, final.parent / "originals")
        _finish(part, final)
    finally:
        part.unlink(missing_ok=True)


def _pruned(final: Path, library: Path) -> Backup:
    _prune(library)
    return _read(_parse(final), library)


def _meanwhile(work: Callable[[], T], breathe: Callable[[int, int], None]) -> T:
    """Do what needs the copy alone in a thread of its own, so that this one can do other jobs.

    All of a library is read to check it: seconds for some thousand articles.
    """
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="backup") as threads:
        future = threads.submit(work)
        while wait([future], timeout=EVERY_S).not_done:
            breathe(1, 1)
        return future.result()


def before_update(source: sqlite3.Connection, library: Path, *, now: datetime) -> None:
    """Back up a library that a newer Kutip is about to change.

    One that another program wrote to makes no good backup, and must lock nobody out either: it is
    copied whole, as it is, under a name that no backup has, so that nothing ever removes it.
    Raises BackupFailed, also where the file itself is damaged.
    """
    try:
        make(source, library, now=now)
    except BackupFailed as error:
        if error.fault is not BackupFault.SOURCE_DAMAGED or not _readable(source):
            raise
        stamp = now.astimezone(UTC).strftime(_STAMP)
        _write_copy(source, folder_of(library) / f"before-update-{stamp}.kutip", check=False)


def _readable(source: sqlite3.Connection) -> bool:
    """Tell whether a library is whole but for words that another program changed."""
    broken = {verify.FindingKind.STRUCTURE, verify.FindingKind.UNREADABLE}
    try:
        return all(finding.kind not in broken for finding in verify.verify(source))
    except sqlite3.Error:
        return False


def export_copy(source: sqlite3.Connection, output: Path) -> None:
    """Write a complete, checked library with all its originals to `output`, which must be new.

    Raises BackupFailed; a file that is there already is left as it is.
    """
    _write_copy(source, output, check=True)


def _write_copy(source: sqlite3.Connection, output: Path, *, check: bool) -> None:
    if os.path.lexists(output):
        raise BackupFailed(output, BackupFault.EXISTS)
    part = output.with_name(output.name + ".part")
    try:
        part.unlink(missing_ok=True)
        copy(source, part)
        if check:
            with closing(sqlite3.connect(part)) as db:
                _require_good(db, output)
        _finish(part, output)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise BackupFailed(output, BackupFault.CANNOT_WRITE, str(error)) from error


def copy(
    source: sqlite3.Connection,
    target: Path,
    *,
    breathe: Callable[[int, int], None] = lambda _done, _total: None,
) -> None:
    """Copy an open database to a new file that only its owner can read, page by page.

    Leaves no file behind where it fails; one that is there already is another program's.
    """
    descriptor = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    os.close(descriptor)

    def progress(_status: int, remaining: int, total: int) -> None:
        """Tell of a step; SQLite counts pages that remain, `breathe` pages done."""
        breathe(total - remaining, total)

    try:
        with closing(sqlite3.connect(target)) as db:
            source.backup(db, pages=PAGES, progress=progress, sleep=0.01)
    except BaseException:
        target.unlink()
        raise


def _require_good(db: sqlite3.Connection, library: Path) -> None:
    """Refuse a copy that is damaged: it must never push out a good one."""
    finding = next(iter(verify.verify(db)), None)
    if finding is not None:
        detail = f"{finding.kind} {finding.table} {finding.uid}".strip()
        raise BackupFailed(library, BackupFault.SOURCE_DAMAGED, detail)


def _move_originals(db: sqlite3.Connection, store: Path) -> None:
    """Lay each original into the shared store and leave only its name in the copy."""
    store.mkdir(mode=0o700, exist_ok=True)
    names = db.execute("SELECT sha256 FROM blobs WHERE length(data) > 0").fetchall()
    for (name,) in names:
        place = original_path(store, name)
        (size,) = db.execute("SELECT size FROM blobs WHERE sha256 = ?", (name,)).fetchone()
        if place.exists() and place.stat().st_size == size:
            continue
        (data,) = db.execute("SELECT data FROM blobs WHERE sha256 = ?", (name,)).fetchone()
        place.parent.mkdir(mode=0o700, exist_ok=True)
        write_durably(place, data)
    db.execute("UPDATE blobs SET data = x''")
    db.commit()
    db.execute("VACUUM")


def original_path(store: Path, name: str) -> Path:
    """Say where the shared store keeps the bytes with this SHA-256."""
    return store / name[:2] / name


def _finish(part: Path, final: Path) -> None:
    sync_file(part)
    part.replace(final)
    sync_folder(final.parent)


def _sweep(folder: Path) -> None:
    """Remove what a killed backup left half made; a young one may be another program's, at work."""
    for left in folder.glob("*.part*"):
        if abs(time.time() - left.stat().st_mtime) > HALF_MADE:
            left.unlink(missing_ok=True)


def _listed(library: Path) -> list[Backup]:
    """List by name only, newest first."""
    folder = folder_of(library)
    if not folder.is_dir():
        return []
    found = [_parse(path) for path in folder.iterdir() if _NAME.fullmatch(path.name)]
    return sorted(found, key=lambda backup: backup.sequence, reverse=True)


def _parse(path: Path) -> Backup:
    match = _NAME.fullmatch(path.name)
    if match is None:
        raise ValueError(path.name)
    when = datetime.strptime(match[2], _STAMP).replace(tzinfo=UTC)
    size = path.stat().st_size
    return Backup(path=path, sequence=int(match[1]), when=when, changes=match[3], size=size)


def _read(backup: Backup, library: Path) -> Backup:
    """Count what is in a backup and whether its originals are there."""
    store = folder_of(library) / "originals"
    try:
        with closing(open_read_only(backup.path)) as db:
            articles, highlights = db.execute(_COUNTS).fetchone()
            originals = db.execute("SELECT sha256, size FROM blobs").fetchall()
    except sqlite3.Error:
        return backup
    complete = all(_has(store, name, size) for name, size in originals)
    return replace(backup, articles=articles, highlights=highlights, complete=complete)


def _has(store: Path, name: str, size: int) -> bool:
    try:
        return original_path(store, name).stat().st_size == size
    except OSError:
        return False


def open_read_only(path: Path) -> sqlite3.Connection:
    """Open a file that nobody writes to; SQLite makes no other file beside it."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


_COUNTS = """
SELECT (SELECT count(*) FROM articles WHERE trashed = ''),
       (SELECT count(*) FROM highlights WHERE trashed = '')
"""


def _prune(library: Path) -> None:
    """Remove what retention lets go, counting only complete backups; then orphaned originals."""
    good = [backup for backup in backups(library) if backup.complete]
    copies = [Copy(backup.sequence, backup.when, backup.size) for backup in good]
    keep = retention.kept(copies, space=SPACE * library.stat().st_size)
    for backup in good:
        if backup.sequence not in keep:
            backup.path.unlink()
    _drop_orphans(library)


def _drop_orphans(library: Path) -> None:
    """Remove originals that no backup names; keeps all where one backup cannot be read."""
    store = folder_of(library) / "originals"
    named: set[str] = set()
    for backup in _listed(library):
        try:
            with closing(open_read_only(backup.path)) as db:
                named |= {name for (name,) in db.execute("SELECT sha256 FROM blobs")}
        except sqlite3.Error:
            return
    for place in store.glob("??/*"):
        if place.name not in named:
            place.unlink()


def _fault(error: sqlite3.Error) -> BackupFault:
    text = str(error)
    damaged = "malformed" in text or "not a database" in text or "corrupt" in text
    return BackupFault.SOURCE_DAMAGED if damaged else BackupFault.CANNOT_WRITE
