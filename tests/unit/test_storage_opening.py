"""What is refused at opening, and that a refused file stays as it was."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotations.errors import LibraryError, LibraryFault, SaveError, SaveFault
from annotations.storage import articles, opening, schema
from annotations.storage.store import Store
from tests.builders import new_article, store

Spoil = Callable[[Path], object]


def run(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refused(path: Path) -> LibraryFault:
    with pytest.raises(LibraryError) as caught:
        Store.open(path)
    assert caught.value.path == path
    return caught.value.fault


@pytest.fixture
def library(tmp_path: Path) -> Path:
    with store(tmp_path) as made:
        return made.path


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda path: path.unlink(), LibraryFault.MISSING),
        (lambda path: path.write_bytes(b""), LibraryFault.EMPTY),
        (lambda path: path.write_bytes(os.urandom(9000)), LibraryFault.NOT_A_LIBRARY),
        (lambda path: path.write_bytes(path.read_bytes()[:40]), LibraryFault.NOT_A_LIBRARY),
        (lambda path: (path.unlink(), path.mkdir()), LibraryFault.NOT_A_LIBRARY),
        (lambda path: run(path, "PRAGMA application_id = 7"), LibraryFault.NOT_A_LIBRARY),
        (lambda path: run(path, "PRAGMA user_version = 99"), LibraryFault.NEWER),
        (
            lambda path: path.write_bytes(path.read_bytes()[:100] + os.urandom(9000)),
            LibraryFault.DAMAGED,
        ),
        (  # SQLite complains of it in words that are no UTF-8, too
            lambda path: path.write_bytes(
                path.read_bytes().replace(b" (kind, key)", b" (ki\xa0d, key)")
            ),
            LibraryFault.DAMAGED,
        ),
        (
            lambda path: run(
                path,
                "CREATE TRIGGER odd AFTER INSERT ON highlights BEGIN"
                " UPDATE highlights SET quote = 'x'; END",
            ),
            LibraryFault.FOREIGN_SCHEMA,
        ),
        (lambda path: run(path, "CREATE TABLE more (id)"), LibraryFault.FOREIGN_SCHEMA),
        (lambda path: run(path, "DROP INDEX articles_newest"), LibraryFault.FOREIGN_SCHEMA),
        (
            lambda path: run(path, "ALTER TABLE highlights ADD COLUMN mine TEXT"),
            LibraryFault.FOREIGN_SCHEMA,
        ),
    ],
    ids=str,
)
def test_what_is_no_library_of_ours_is_refused_and_left_alone(
    library: Path, spoil: Spoil, fault: LibraryFault
) -> None:
    spoil(library)
    before = library.read_bytes() if library.is_file() else None
    assert refused(library) is fault
    assert (library.read_bytes() if library.is_file() else None) == before
    assert names(library.parent) == ([library.name] if library.exists() else [])


def test_statistics_of_the_query_planner_are_no_foreign_schema(library: Path) -> None:
    run(library, "ANALYZE")
    with Store.open(library) as opened:
        assert opened.call(articles.ids) == [1]


def test_a_newer_or_foreign_library_can_be_read_but_not_written(library: Path) -> None:
    run(library, "CREATE TABLE more (id)")
    before = library.read_bytes()
    with Store.open(library, read_only=True) as opened:
        assert opened.call(articles.ids) == [1]
        with pytest.raises(SaveError) as caught:
            opened.call(lambda at: articles.mark_read(at, 1, read=True), saving=True)
        assert caught.value.fault is SaveFault.READ_ONLY
    assert library.read_bytes() == before


def test_a_library_is_never_made_over_a_file(tmp_path: Path) -> None:
    there = tmp_path / "there.kutip"
    there.write_bytes(b"")
    with pytest.raises(LibraryError) as caught:
        Store.create(there)
    assert caught.value.fault is LibraryFault.EXISTS
    assert there.read_bytes() == b""
    assert names(tmp_path) == ["there.kutip"]


@pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX's")
def test_only_the_owner_may_read_what_was_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "er" / "mine.kutip"
    with Store.create(path) as made:
        made.call(lambda at: articles.add_all(at, [new_article()]), saving=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for folder in (path.parent, path.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert names(path.parent) == ["mine.kutip"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root reads everything")
def test_a_library_that_may_not_be_read_is_named_so(library: Path) -> None:
    library.chmod(0)
    assert refused(library) is LibraryFault.UNREADABLE


def test_a_library_in_a_folder_that_is_no_folder_is_named_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError) as caught:
        Store.create(tmp_path / "file" / "in.kutip")
    assert caught.value.fault is LibraryFault.NOT_MADE


def test_a_library_held_by_another_program_is_busy(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "BUSY_TIMEOUT_MS", 50)
    with closing(sqlite3.connect(library, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert refused(library) is LibraryFault.BUSY


def test_the_pragmas_are_those_that_were_measured(library: Path) -> None:
    wanted = {
        "journal_mode": "truncate",
        "synchronous": 3,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "busy_timeout": 10_000,
        "mmap_size": 0,
        "application_id": schema.APPLICATION_ID,
        "user_version": schema.VERSION,
    }
    with Store.open(library) as opened:
        found = opened.call(
            lambda at: {name: at.db.conn.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted}
        )
    assert found == wanted


def test_schema_1_has_no_trigger_and_only_strict_tables(library: Path) -> None:
    with closing(sqlite3.connect(library)) as connection:
        kinds = {kind for kind, *_ in schema.objects(connection)}
        tables = connection.execute("PRAGMA table_list").fetchall()
    assert kinds == {"table", "index", "view"}
    ours = {row[1] for row in tables if row[2] == "table" and row[1][0] != "_"}
    loose = {row[1] for row in tables if row[2] == "table" and not row[5] and row[1] in ours}
    assert {name for name in loose if not name.startswith("sqlite_")} == set()


def test_evidence_list_is_read_by_a_plain_program(library: Path) -> None:
    program = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]);"
        " print([d[0] for d in c.execute('SELECT * FROM evidence_list').description][:4])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(library)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "['id', 'uid', 'label', 'quote']"
