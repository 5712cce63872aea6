"""Opening and making library files: what is looked at before the first write.

A file from somebody else may be anything. It is opened without being made, its header and its
whole schema are compared with what we know, and nothing is written until both agree.
"""

import os
import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import sqlite_utils

from annotations.durable import name_new
from annotations.errors import (
    BackupFailed,
    BackupFault,
    LibraryError,
    LibraryFault,
    SaveFault,
)
from annotations.places import make_folder
from annotations.storage import schema
from annotations.storage.library import Library
from annotations.storage.times import now
from annotations.storage.writing import code_of, fault_of

BUSY_TIMEOUT_MS = 10_000
_MAGIC = b"SQLite format 3\0"
_HEADER_SIZE = 100
_VERSION_AT = 60
_APPLICATION_AT = 68

# Per connection; none of them writes to the file.
_GUARDS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA cache_size = -16384",  # KiB: a batch of an import fits, and no page of it spills
    "PRAGMA temp_store = MEMORY",  # texts in no file outside the library's folder
)
# TRUNCATE with EXTRA: of simulated power cuts none loses a save, and one complete file when idle.
_WRITING = (
    "PRAGMA journal_mode = TRUNCATE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA secure_delete = ON",
    "PRAGMA fullfsync = ON",  # macOS only
    "PRAGMA foreign_keys = ON",
)


def open_library(path: Path, *, read_only: bool = False) -> Library:
    """Open a library that is there. Raises LibraryError, and then the file is unchanged.

    An older schema is migrated, unless `read_only`, which takes a newer or foreign one as it is;
    raises BackupFailed where that cannot be done safely.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow the link's target
    version = _look(path)
    if version > schema.VERSION and not read_only and not _journal(path).exists():
        raise LibraryError(path, LibraryFault.NEWER, str(version))
    try:
        db = _connect(path, read_only=read_only)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise library_error(path, error) from error
    try:
        _check(path, db, read_only=read_only)
        return Library(db, path, read_only)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        db.close()
        raise library_error(path, error) from error
    except BaseException:
        db.close()
        raise


def close_library(library: Library) -> None:
    """Close the connection, and leave one file: no empty journal beside it."""
    with suppress(sqlite3.Error):  # another program may be using it
        if not library.read_only:
            library.db.conn.execute("PRAGMA busy_timeout = 0")
            library.db.conn.execute("PRAGMA journal_mode = DELETE").fetchall()
    library.db.close()


def create_library(path: Path) -> None:
    """Make an empty library where there is no file, 0600, in a folder made 0700 if need be.

    It appears complete, or not at all. Raises LibraryError.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100 - see open_library
    if os.path.lexists(path):
        raise LibraryError(path, LibraryFault.EXISTS)
    part = path.with_name(f".{path.name}.{uuid4().hex[:8]}.part")
    try:
        make_folder(path.parent)
    except OSError as error:
        raise LibraryError(path, LibraryFault.NOT_MADE, str(error)) from error
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        _build(part)
        name_new(part, path)
    except FileExistsError as error:
        raise LibraryError(path, LibraryFault.EXISTS) from error
    except OSError as error:
        raise LibraryError(path, LibraryFault.NOT_MADE, str(error)) from error
    except sqlite3.Error as error:
        raise LibraryError(path, LibraryFault.NOT_MADE, str(error)) from error
    finally:
        for left in (part, _journal(part)):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _build(part: Path) -> None:
    db = _connect(part, read_only=False)
    try:
        db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        for pragma in _WRITING[:-1]:
            db.execute(pragma).fetchall()
        schema.migrate(db)
        schema.fill(db, now=now())
    finally:
        db.close()


def _look(path: Path) -> int:
    """Read the header without SQLite. Return the schema's version."""
    try:
        if not path.exists():
            raise LibraryError(path, LibraryFault.MISSING)
        if not path.is_file():
            raise LibraryError(path, LibraryFault.NOT_A_LIBRARY)
        with path.open("rb") as file:
            header = file.read(_HEADER_SIZE)
    except OSError as error:
        raise LibraryError(path, LibraryFault.UNREADABLE, str(error)) from error
    if not header:
        raise LibraryError(path, LibraryFault.EMPTY)
    application = int.from_bytes(header[_APPLICATION_AT : _APPLICATION_AT + 4], "big")
    if not header.startswith(_MAGIC) or application != schema.APPLICATION_ID:
        raise LibraryError(path, LibraryFault.NOT_A_LIBRARY)
    return int.from_bytes(header[_VERSION_AT : _VERSION_AT + 4], "big")


def _connect(path: Path, *, read_only: bool) -> sqlite_utils.Database:
    """Connect to a file that is there; a missing one is never made."""
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode={'ro' if read_only else 'rw'}",
        uri=True,
        timeout=BUSY_TIMEOUT_MS / 1000,
        isolation_level=None,  # no transaction that nobody asked for
        cached_statements=512,
    )
    db = sqlite_utils.Database(connection, execute_plugins=False, recursive_triggers=False)
    try:
        for pragma in _GUARDS:
            connection.execute(pragma).fetchall()
        # For names as people type them: SQLite's own lower() knows ASCII only.
        connection.create_function("kutip_fold", 1, str.casefold, deterministic=True)
    except BaseException:
        db.close()
        raise
    return db


def _check(path: Path, db: sqlite_utils.Database, *, read_only: bool) -> None:
    """Compare version and schema with what is known; migrate what is older."""
    connection = db.conn
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    found = schema.objects(connection)
    if read_only:
        connection.execute("PRAGMA query_only = ON")
        return
    if version > schema.VERSION:
        raise LibraryError(path, LibraryFault.NEWER, str(version))
    odd = schema.differences(found, version)
    if odd:
        raise LibraryError(path, LibraryFault.FOREIGN_SCHEMA, ", ".join(odd))
    for pragma in _WRITING[:-1]:
        connection.execute(pragma).fetchall()
    if version < schema.VERSION:
        _update(path, db)
    connection.execute(_WRITING[-1])


def _update(path: Path, db: sqlite_utils.Database) -> None:
    """Bring an older library to the schema of this version, once it is backed up."""
    from annotations.storage import backup

    try:
        backup.before_update(db.conn, path, now=datetime.now(UTC))
    except BackupFailed as error:
        if error.fault is not BackupFault.SOURCE_DAMAGED:
            raise
        raise LibraryError(path, LibraryFault.DAMAGED, error.detail) from error
    schema.migrate(db)
    odd = schema.differences(schema.objects(db.conn), schema.VERSION)
    if odd:
        raise RuntimeError(f"a migration of ours made {', '.join(odd)}")


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def library_error(path: Path, error: sqlite3.Error | UnicodeDecodeError) -> LibraryError:
    """Say why SQLite cannot read a library: of a damaged one even its complaint may be no UTF-8."""
    if isinstance(error, UnicodeDecodeError):
        return LibraryError(path, LibraryFault.DAMAGED, str(error))
    fault = {
        SaveFault.BUSY: LibraryFault.BUSY,
        SaveFault.DAMAGED: LibraryFault.DAMAGED,
        SaveFault.READ_ONLY: LibraryFault.UNREADABLE,
        SaveFault.MOVED: LibraryFault.MISSING,
    }.get(fault_of(error) or SaveFault.OTHER, LibraryFault.UNREADABLE)
    if isinstance(error, sqlite3.DatabaseError) and not code_of(error):
        fault = LibraryFault.DAMAGED
    return LibraryError(path, fault, f"{code_of(error)}: {error}")
