"""Backups: whole, checked, counted with their originals; restored exactly, with nothing lost."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace as changed
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotations.errors import BackupFailed, BackupFault
from annotations.importing import plain as plain_text
from annotations.model import Article
from annotations.storage import articles, backup, restoring
from annotations.storage.articles import NewArticle
from annotations.storage.check import check
from annotations.storage.history import Change, replace
from annotations.storage.store import Library, Store

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def add(store: Store, words: str) -> None:
    data = words.encode()
    new = NewArticle(imported=plain_text.parse(data, "a.txt"), original=data, source="a.txt")
    store.call(lambda library: articles.add_all(library, [new]))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "Arunika.kutip") as opened:
        add(opened, "Dinas memasang 120 pompa.")
        yield opened


def make(store: Store, now: datetime = NOW) -> backup.Backup:
    def job(library: Library) -> backup.Backup:
        return backup.make(library.db.conn, library.path, now=now)

    return store.call(job)


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        tables = [
            name
            for (name,) in db.execute(
                "select name from sqlite_schema where type = 'table' and name not like '%fts%'"
            )
        ]
        return [repr(row) for t in sorted(tables) for row in db.execute(f"select * from {t}")]  # noqa: S608


def test_a_backup_is_complete_private_and_counted(store: Store) -> None:
    made = make(store)
    assert made.complete
    assert (made.articles, made.highlights) == (1, 0)
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert made.path.parent.stat().st_mode & 0o777 == 0o700
    assert [b.sequence for b in backup.backups(store.path)] == [1]
    assert backup.newest_good(store.path) == made


def test_originals_lie_once_in_the_shared_store(store: Store) -> None:
    first = make(store)
    add(store, "Anggarannya Rp 86,4 miliar.")
    second = make(store, NOW + timedelta(days=1))
    originals = list((first.path.parent / "originals").glob("??/*"))
    assert len(originals) == 2
    with closing(sqlite3.connect(second.path)) as db:
        assert db.execute("select sum(length(data)) from blobs").fetchone() == (0,)


def test_a_backup_without_its_originals_does_not_count(store: Store) -> None:
    made = make(store)
    next((made.path.parent / "originals").glob("??/*")).unlink()
    assert not backup.backups(store.path)[0].complete
    assert backup.newest_good(store.path) is None
    store.close()
    with pytest.raises(BackupFailed) as raised:
        restoring.restore(store.path, made.path, now=NOW)
    assert raised.value.fault is BackupFault.ORIGINALS_MISSING
    assert store.path.exists()


def test_restore_gives_exactly_the_backup_and_keeps_what_was_there(store: Store) -> None:
    at_backup = dump(store.path)
    made = make(store)
    add(store, "Kemudian datang siaran pers lain.")
    later = dump(store.path)
    store.close()
    for ending, data in (("-wal", b"left over"), ("-shm", b"left over")):
        store.path.with_name(store.path.name + ending).write_bytes(data)
    kept = restoring.restore(store.path, made.path, now=NOW)
    assert dump(store.path) == at_backup
    assert kept is not None
    for ending in restoring.LEFT_OVERS:
        assert not store.path.with_name(store.path.name + ending).exists()
        kept.with_name(kept.name + ending).unlink(missing_ok=True)
    assert dump(kept) == later
    with Store.open(store.path) as again:
        assert again.call(lambda library: list(check(library))) == []


def test_restore_refuses_a_damaged_backup_and_a_library_in_use(store: Store) -> None:
    made = make(store)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("begin immediate")
        with pytest.raises(BackupFailed) as busy:
            restoring.restore(store.path, made.path, now=NOW)
    assert busy.value.fault is BackupFault.LIBRARY_BUSY
    with closing(sqlite3.connect(made.path)) as db:
        db.execute("update texts set text = 'Dinas memasang 130 pompa.'")
        db.commit()
    before = store.path.read_bytes()
    with pytest.raises(BackupFailed) as damaged:
        restoring.restore(store.path, made.path, now=NOW)
    assert damaged.value.fault is BackupFault.DAMAGED
    assert store.path.read_bytes() == before
    assert list(store.path.parent.glob("*.part")) == []


def test_a_damaged_library_never_pushes_out_a_good_backup(store: Store) -> None:
    for day in range(3):
        make(store, NOW + timedelta(days=day))
    good = backup.backups(store.path)
    with closing(sqlite3.connect(store.path)) as db:
        db.execute("update highlights set quote = 'x'")
        db.execute("update texts set text = text || ' dan lagi'")
        db.commit()
    with pytest.raises(BackupFailed) as raised:
        make(store, NOW + timedelta(days=400))
    assert raised.value.fault is BackupFault.SOURCE_DAMAGED
    assert backup.backups(store.path) == good


def test_sixty_days_with_a_clock_that_jumps_keep_good_copies_of_every_change(store: Store) -> None:
    chance = random.Random(3)
    path, now = store.path, NOW
    for day in range(60):
        now += timedelta(days=1)
        clock = now + timedelta(days=3650 * chance.choice((-1, 0, 0, 0, 1)))
        if day % 3:
            star(store, on=bool(day % 2))
        if backup.due(path, clock):
            make(store, clock)
        listed = backup.backups(path)
        assert all(b.complete for b in listed)
        assert listed[0].articles == 1
        assert len(listed) <= 10 + 7 + 4 + 12
    listed = backup.backups(path)
    assert not backup.due(path, now)
    assert [b.sequence for b in listed] == sorted((b.sequence for b in listed), reverse=True)


def star(store: Store, *, on: bool) -> None:
    def job(library: Library) -> object:
        article: Article = articles.read(library, 1)
        if article.starred == on:
            return None
        return replace(library, [Change(article, changed(article, starred=on))], label="Star")

    store.call(job)


def test_an_unchanged_library_needs_no_second_backup(store: Store) -> None:
    assert backup.due(store.path, NOW)
    make(store)
    assert not backup.due(store.path, NOW + timedelta(days=1))
    star(store, on=True)
    assert not backup.due(store.path, NOW + timedelta(hours=1))
    assert backup.due(store.path, NOW + timedelta(days=1))


def test_a_copy_for_elsewhere_is_a_whole_library_and_replaces_nothing(
    store: Store, tmp_path: Path
) -> None:
    target = tmp_path / "stick.kutip"
    store.call(lambda library: backup.export_copy(library.db.conn, target))
    assert dump(target) == dump(store.path)
    with pytest.raises(BackupFailed) as raised:
        store.call(lambda library: backup.export_copy(library.db.conn, target))
    assert raised.value.fault is BackupFault.EXISTS


def test_a_full_or_read_only_folder_is_said_and_leaves_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "write_durably", full)
    with pytest.raises(BackupFailed) as raised:
        make(store)
    assert raised.value.fault is BackupFault.CANNOT_WRITE
    assert backup.backups(store.path) == []
