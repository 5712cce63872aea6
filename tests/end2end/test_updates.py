"""An update never loses a library, and an older program leaves a newer one alone.

A library of every released version lies in tests/data, made by make_library.py there. The small
round of kills runs always; the promised one takes KUTIP_POINTS points of a migration:
    KUTIP_POINTS=100 .venv/bin/python -m pytest tests/end2end/test_updates.py -m long
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, nullcontext
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotations.errors import BackupFailed, BackupFault, LibraryError, LibraryFault
from annotations.revising.addresses import url_key
from annotations.storage import (
    articles,
    backup,
    decisions,
    highlights,
    restoring,
    schema,
    verify,
)
from annotations.storage.check import check
from annotations.storage.store import Library, Store
from annotations.vocabulary import Origin, Verdict
from tests.builders import add, highlight, store
from tests.end2end.newer_program import NEWER, newer

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data"
PROGRAM = Path(__file__).with_name("newer_program.py")
RELEASED = sorted(DATA.glob("library-*.kutip"))
WORDS = ("36 ribu orang", "12 sumur", "Hak atas air", "bupati", "lereng")

forking = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Make a library of this version, with enough in it that a migration takes its time."""
    with store(tmp_path, name="old.kutip") as made:
        add(made, [highlight(words) for words in WORDS * 40])
        return made.path


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])


def rows(path: Path) -> list[tuple[str, str, str]]:
    """List what a person would miss, in any version: its table, its name, its words."""
    words = {
        "articles": "title",
        "change_sets": "label",
        "evidence": "url",
        "highlights": "quote || note || report_note",
        "promises": "what",
        "revisions": "source",
        "speakers": "name",
    }
    with closing(sqlite3.connect(path)) as db:
        return [
            (table, str(uid), text)
            for table, column in words.items()
            for uid, text in db.execute(f"SELECT uid, {column} FROM {table} ORDER BY id")  # noqa: S608 - our names
        ]


def faults(at: Library) -> list[verify.Finding]:
    return list(check(at))


# ---------------------------------------------------------------------- an older program


def test_an_older_program_leaves_a_newer_library_as_it_is(library: Path) -> None:
    with newer():
        Store.open(library).close()
    before = library.read_bytes()
    lying = sorted(library.parent.iterdir())
    with pytest.raises(LibraryError) as caught:
        Store.open(library)
    assert caught.value.fault is LibraryFault.NEWER
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "highlights", "--library", str(library)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert len(done.stderr.splitlines()) == 1
    assert "newer version of Kutip" in done.stderr
    assert library.read_bytes() == before
    assert sorted(library.parent.iterdir()) == lying


# ---------------------------------------------------------------------- a newer program


def test_articles_of_the_first_schema_are_known_by_their_addresses(tmp_path: Path) -> None:
    old = Path(shutil.copy(DATA / "library-1.kutip", tmp_path / "old.kutip"))
    old.chmod(0o600)
    with closing(sqlite3.connect(old)) as db:
        revisions = db.execute("SELECT count(*) FROM revisions").fetchone()
    with Store.open(old) as opened:
        assert opened.call(faults) == []
    with closing(sqlite3.connect(old)) as db:
        assert db.execute("SELECT count(*) FROM revision_origins").fetchone() == revisions
        keys = db.execute(
            "SELECT a.url, o.url_key FROM articles a JOIN revisions r ON r.article_id = a.id"
            " JOIN revision_origins o ON o.revision_id = r.id"
        ).fetchall()
    assert all(key == url_key(url) for url, key in keys)


def test_a_backup_is_made_before_a_library_is_changed(library: Path) -> None:
    before = rows(library)
    with newer(), Store.open(library) as opened:
        assert opened.call(faults) == []
    assert version_of(library) == NEWER
    assert rows(library) == before
    (kept,) = backup.backups(library)
    assert kept.complete
    assert version_of(kept.path) == schema.VERSION
    assert rows(kept.path) == before


def test_a_library_that_is_up_to_date_needs_no_backup_to_be_opened(library: Path) -> None:
    Store.open(library).close()
    assert backup.backups(library) == []


def test_an_old_backup_can_be_restored_by_a_newer_program(library: Path) -> None:
    before = rows(library)
    with newer():
        Store.open(library).close()
        (kept,) = backup.backups(library)
        restoring.restore(library, kept.path, now=datetime.now(UTC))
        assert version_of(library) == schema.VERSION - 1
        with Store.open(library) as opened:
            assert opened.call(faults) == []
    assert rows(library) == before


def test_a_library_is_not_changed_where_no_backup_can_be_made(library: Path) -> None:
    before = library.read_bytes()
    backup.folder_of(library).write_text("a file where the folder should be")
    with newer(), pytest.raises(BackupFailed) as caught:
        Store.open(library)
    assert caught.value.fault is BackupFault.CANNOT_WRITE
    assert library.read_bytes() == before
    Store.open(library).close()


def test_what_another_program_changed_is_kept_aside_and_locks_nobody_out(library: Path) -> None:
    with closing(sqlite3.connect(library)) as db, db:
        db.execute("UPDATE highlights SET note = 'by hand' WHERE id = 1")
    before = library.read_bytes()
    with newer(), Store.open(library) as opened:
        assert opened.call(highlights.count) == len(WORDS) * 40
    assert backup.backups(library) == [], "a changed library is no good backup"
    (aside,) = backup.folder_of(library).glob("before-update-*")
    assert rows(aside) == rows(library)
    assert aside.stat().st_mode & 0o777 == 0o600
    assert version_of(aside) == schema.VERSION
    shutil.copy(aside, library)
    assert library.read_bytes()[100:] == before[100:]


def test_a_damaged_file_is_not_migrated(library: Path) -> None:
    data = bytearray(library.read_bytes())
    at = data.index(b"36 ribu orang", 200_000) // 4096 * 4096
    data[at : at + 8] = bytes(8)
    library.write_bytes(data)
    with newer(), pytest.raises(LibraryError) as caught:
        Store.open(library)
    assert caught.value.fault is LibraryFault.DAMAGED
    assert library.read_bytes() == data


def test_a_stranger_s_old_schema_is_refused_before_the_first_write(library: Path) -> None:
    with closing(sqlite3.connect(library)) as db, db:
        db.execute("CREATE VIEW odd AS SELECT 1")
    before = library.read_bytes()
    with newer(), pytest.raises(LibraryError) as caught:
        Store.open(library)
    assert caught.value.fault is LibraryFault.FOREIGN_SCHEMA
    assert library.read_bytes() == before
    assert not backup.folder_of(library).exists()


@pytest.mark.parametrize("version", [0, -1])
def test_a_version_that_never_was_is_refused(library: Path, version: int) -> None:
    with closing(sqlite3.connect(library)) as db:
        db.execute(f"PRAGMA user_version = {version}")
    before = library.read_bytes()
    with pytest.raises(LibraryError):
        Store.open(library)
    assert library.read_bytes() == before


# ---------------------------------------------------------------------- killed as it migrates


def prove(library: Path, folder: Path, points: int, *, today: bool = False) -> tuple[int, int]:
    """Kill at so many points of a migration; how many libraries were old then, how many new.

    `today` takes the migrations of this checkout, else one that is made up comes on top.
    """
    folder.mkdir()
    before, was = rows(library), version_of(library)
    newest, as_it = (schema.VERSION, nullcontext) if today else (NEWER, newer)
    subprocess.run(
        [sys.executable, str(PROGRAM), str(library), str(folder), str(points)]
        + ["--today"] * today,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    old = new = 0
    for number in range(points):
        killed = folder / f"{number}.kutip"
        probe = folder / "probe.kutip"
        for ending in ("", "-journal"):
            there = killed.with_name(killed.name + ending)
            if there.exists():
                shutil.copy(there, probe.with_name(probe.name + ending))
        version = version_of(probe)  # on a copy: to look is to roll back
        assert version in {was, newest}
        assert rows(probe) == before
        old, new = old + (version == was), new + (version == newest)
        if version == newest:
            assert any(each.complete for each in backup.backups(killed))
        with as_it(), Store.open(killed) as opened:
            assert opened.call(faults) == []
        assert version_of(killed) == newest
        assert rows(killed) == before
        assert any(each.complete for each in backup.backups(killed))
        probe.unlink()
    return old, new


@forking
def test_a_migration_that_is_killed_loses_nothing(library: Path, tmp_path: Path) -> None:
    old, _ = prove(library, tmp_path / "killed", 20)
    assert old


@forking
@pytest.mark.long
def test_a_migration_that_is_killed_at_many_points_loses_nothing(
    library: Path, tmp_path: Path
) -> None:
    old, new = prove(library, tmp_path / "killed", int(os.environ.get("KUTIP_POINTS", "100")))
    assert old
    assert new


@forking
@pytest.mark.parametrize("released", RELEASED[:-1], ids=lambda path: path.stem)
def test_a_released_library_that_is_killed_as_it_is_updated_loses_nothing(
    released: Path, tmp_path: Path
) -> None:
    old, _ = prove(_mine(released, tmp_path), tmp_path / "killed", 5, today=True)
    assert old


@forking
@pytest.mark.long
@pytest.mark.parametrize("released", RELEASED[:-1], ids=lambda path: path.stem)
def test_a_released_library_that_is_killed_at_many_points_of_its_update_loses_nothing(
    released: Path, tmp_path: Path
) -> None:
    points = int(os.environ.get("KUTIP_POINTS", "100"))
    old, new = prove(_mine(released, tmp_path), tmp_path / "killed", points, today=True)
    assert old
    assert new


def _mine(released: Path, folder: Path) -> Path:
    mine = Path(shutil.copy(released, folder / "mine.kutip"))
    mine.chmod(0o600)
    return mine


# ---------------------------------------------------------------------- released libraries


def test_a_library_of_every_version_is_kept() -> None:
    assert [each.name for each in RELEASED] == [
        f"library-{number}.kutip" for number in range(1, schema.VERSION + 1)
    ]


def test_the_decisions_of_the_third_schema_are_read(tmp_path: Path) -> None:
    path = Path(shutil.copy(DATA / "library-3.kutip", tmp_path / "mine.kutip"))
    with Store.open(path) as opened:
        accepted, rejected = opened.call(lambda at: decisions.of_article(at, 2))
        made = opened.call(lambda at: highlights.by_uid(at, accepted.highlight))
        assert (made.origin, made.quote.start) == (Origin.SUGGESTION, accepted.start)
        assert (accepted.verdict, rejected.verdict) == (Verdict.ACCEPTED, Verdict.REJECTED)


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_a_library_of_every_released_version_opens_whole(released: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(released, tmp_path / "mine.kutip"))
    with Store.open(path) as opened:
        assert opened.call(faults) == []
        assert opened.call(articles.count) == 4
        numbers = opened.call(highlights.ids)
        read = opened.call(lambda at: highlights.entries(at, numbers))
        assert len(read) == len(numbers) > 10
        for entry in read:
            assert entry.highlight.quote.exact
        assert len(opened.call(lambda at: articles.revisions(at, 1))) == 2
    assert version_of(path) == schema.VERSION
