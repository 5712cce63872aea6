"""A save is stored whole, or it says why not and leaves no trace."""

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest

from annotations.errors import LibraryError, LibraryFault, NoSuchRecord, SaveError, SaveFault
from annotations.model import Revision
from annotations.storage import articles, highlights, opening
from annotations.storage.history import Change
from annotations.storage.library import Library
from annotations.storage.store import Store
from annotations.storage.writing import writing
from tests.builders import add, add_article, highlight, new_article, save, store

HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
for statement in sys.argv[2].split(";"):
    connection.execute(statement).fetchall()
print("held", flush=True)
sys.stdin.read()
"""

FILL = """
import resource, sys
from pathlib import Path
from annotations.errors import SaveError
from annotations.storage import articles
from annotations.storage.store import Store
from tests.builders import new_article
with Store.open(Path(sys.argv[1])) as store:
    room = Path(sys.argv[1]).stat().st_size + 200_000
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, unlimited[1]))
    for number in range(100):
        new = new_article(f"{number} " + "kata demi kata " * 2000)
        try:
            store.call(lambda library: articles.add_all(library, [new]), saving=True)
        except SaveError as error:
            print(error.fault, number, store.call(articles.count))
            break
    resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
"""


@contextmanager
def held(path: Path, statements: str) -> Iterator[None]:
    """Let another program hold a lock on the library."""
    command = [sys.executable, "-c", HOLD, str(path), statements]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        try:
            yield
        finally:
            other.communicate()


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr(opening, "BUSY_TIMEOUT_MS", 50)
    with store(tmp_path) as made:
        yield made


@pytest.mark.parametrize("statements", ["BEGIN IMMEDIATE", "BEGIN;SELECT * FROM articles"])
def test_a_save_while_another_program_holds_the_library_is_busy_and_can_be_repeated(
    library: Store, statements: str
) -> None:
    made = Change(None, highlight())
    with held(library.path, statements):
        with pytest.raises(SaveError) as caught:
            save(library, made)
        assert caught.value.fault is SaveFault.BUSY
        assert library.call(highlights.ids) == []
        with pytest.raises(SaveError):  # what failed left no transaction open for this to join
            save(library, Change(None, highlight("12 sumur")))
    assert save(library, made).conflicts == ()
    assert [each.quote.exact for each in library.call(lambda at: highlights.of_article(at, 1))] == [
        "36 ribu orang"
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="the limit on file sizes is POSIX's")
def test_a_full_disk_is_named_and_what_was_saved_is_there(library: Store) -> None:
    library.close()
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FILL, str(library.path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
        preexec_fn=ignore_the_signal,
    )
    fault, failed_at, count = done.stdout.split()
    assert fault == SaveFault.DISK_FULL
    assert int(count) == int(failed_at) + 1 > 1
    with Store.open(library.path) as again:
        assert again.call(articles.count) == int(count)
        check = again.call(lambda at: at.db.conn.execute("PRAGMA integrity_check").fetchall())
        assert check == [("ok",)]


def ignore_the_signal() -> None:
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


@pytest.mark.skipif(sys.platform == "win32", reason="open files cannot be moved there")
def test_a_library_that_was_moved_away_takes_no_save(library: Store, tmp_path: Path) -> None:
    library.path.rename(tmp_path / "elsewhere.kutip")
    with pytest.raises(SaveError) as caught:
        save(library, Change(None, highlight()))
    assert caught.value.fault is SaveFault.MOVED
    (tmp_path / "elsewhere.kutip").rename(library.path)
    assert save(library, Change(None, highlight())).conflicts == ()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_takes_no_save(library: Store, tmp_path: Path) -> None:
    library.close()  # takes the journal away, which would still be there to write into
    tmp_path.chmod(0o500)
    try:
        with Store.open(library.path) as opened, pytest.raises(SaveError) as caught:
            save(opened, Change(None, highlight()))
    finally:
        tmp_path.chmod(0o700)
    assert caught.value.fault is SaveFault.READ_ONLY


def test_a_mistake_of_ours_inside_a_transaction_leaves_no_trace(library: Store) -> None:
    def job(at: Library) -> None:
        with writing(at):
            articles.add_all(at, [new_article("Lain\n\nTeks lain.")])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        library.call(job, saving=True)
    assert library.call(articles.ids) == [1]
    assert library.call(lambda at: at.db.conn.in_transaction) is False


def test_one_transaction_inside_another_joins_it(library: Store) -> None:
    def job(at: Library) -> None:
        with writing(at):
            articles.add_all(at, [new_article("Lain\n\nTeks lain.")])
            with suppress(ZeroDivisionError), writing(at):
                articles.mark_read(at, 1, read=True)
                raise ZeroDivisionError

    library.call(job, saving=True)
    assert library.call(articles.count) == 2
    assert library.call(lambda at: articles.read(at, 1)).read is False


def test_rows_are_written_in_a_transaction_only(library: Store) -> None:
    from annotations.storage.rows import delete

    with pytest.raises(RuntimeError):
        library.call(lambda at: delete(at, "articles", 1))


def test_a_search_that_is_under_way_gives_way_to_a_save_and_is_run_again(library: Store) -> None:
    begun = threading.Event()
    runs: list[int] = []

    def search(at: Library) -> int:
        runs.append(1)
        begun.set()
        long = 300_000_000 if len(runs) == 1 else 10  # the first would take a minute
        query = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT ?)"
        return int(at.db.conn.execute(f"{query} SELECT count(*) FROM n", (long,)).fetchone()[0])  # noqa: S608 - our words

    reading = library.submit(search)
    assert begun.wait(10)
    assert save(library, Change(None, highlight())).conflicts == ()
    assert not reading.cancelled()
    assert reading.result(10) == 10
    assert len(runs) == 2


def test_a_read_of_many_short_statements_gives_way_too_but_not_for_ever(library: Store) -> None:
    runs: list[int] = []
    saves: list[object] = []

    def read(at: Library) -> int:
        runs.append(1)
        job = partial(articles.set_reading_position, article_id=1, offset=len(runs))
        saves.append(library.submit(job, saving=True))
        return sum(len(articles.ids(at)) for _ in range(50))

    assert library.call(read) == 50
    assert len(runs) == len(saves) == 4


def test_a_read_that_has_written_is_not_run_again(library: Store) -> None:
    waiting: list[object] = []

    def job(at: Library) -> int:
        add_all = articles.add_all(at, [new_article(f"Sekali {len(waiting)}\n\nSaja.")])
        waiting.append(library.submit(articles.ids, saving=True))
        return sum(len(articles.ids(at)) for _ in range(50)) // 50 + len(add_all)

    assert library.call(job) == 3
    assert len(waiting) == 1


def test_saves_go_before_reads(library: Store) -> None:
    order: list[str] = []
    gate = threading.Event()
    library.submit(lambda _: gate.wait(10), saving=True)
    reading = library.submit(lambda _: order.append("read"))
    saving = library.submit(lambda _: order.append("save"), saving=True)
    gate.set()
    reading.result(10)
    saving.result(10)
    assert order == ["save", "read"]


def test_a_read_that_nobody_waits_for_is_skipped(library: Store) -> None:
    gate = threading.Event()
    ran: list[int] = []
    library.submit(lambda _: gate.wait(10))
    unwanted = library.submit(lambda _: ran.append(1))
    assert unwanted.cancel()
    gate.set()
    library.call(articles.ids)
    assert ran == []


def test_closing_first_does_what_was_asked_for(tmp_path: Path) -> None:
    made = store(tmp_path)
    futures = [
        made.submit(partial(articles.set_reading_position, article_id=1, offset=n), saving=True)
        for n in range(20)
    ]
    made.close()
    assert all(future.done() for future in futures)
    with pytest.raises(RuntimeError):
        made.submit(articles.ids)
    with Store.open(made.path) as again:
        assert again.call(lambda at: articles.reading_position(at, 1)) == 19


def test_what_another_program_changes_is_noticed(library: Store) -> None:
    first = library.data_version().result()
    assert library.data_version().result() == first
    save(library, Change(None, highlight()))
    assert library.data_version().result() == first, "one's own changes do not count"
    with closing(sqlite3.connect(library.path)) as other, other:
        other.execute("UPDATE articles SET starred = 1")
    assert library.data_version().result() != first


def test_a_damaged_page_found_while_reading_is_named(library: Store) -> None:
    for number in range(40):
        add_article(library, f"Judul {number}\n\n" + "kata " * 900)
    library.close()
    data = bytearray(library.path.read_bytes())
    for page in range(
        len(data) // 4 * 3 // 4096 * 4096, len(data) - 4096, 4096
    ):  # no page of the schema
        data[page : page + 64] = os.urandom(64)
    library.path.write_bytes(data)

    def read_all(at: Library) -> list[Revision]:
        return [articles.revision(at, number) for number in range(1, 42)]

    with Store.open(library.path) as damaged:
        with pytest.raises(LibraryError) as caught:
            damaged.call(read_all)
        assert caught.value.fault is LibraryFault.DAMAGED


def test_what_is_not_there_is_named(library: Store) -> None:
    for job in (
        lambda at: articles.read(at, 99),
        lambda at: articles.revision(at, 1, 7),
        lambda at: articles.original(at, "0" * 64),
        lambda at: highlights.by_uid(at, "nobody"),
    ):
        with pytest.raises(NoSuchRecord):
            library.call(job)


def test_two_processes_lose_no_save(library: Store) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.builders import add, highlight\n"
        "from annotations.storage.store import Store\n"
        "with Store.open(Path(sys.argv[1])) as store:\n"
        "    for _ in range(15): add(store, [highlight()])\n"
    )
    library.close()
    with Store.open(library.path) as patient:
        command = [sys.executable, "-c", program, str(library.path)]
        with subprocess.Popen(command, cwd=Path(__file__).parents[2]) as other:
            patient.call(lambda at: at.db.conn.execute("PRAGMA busy_timeout = 10000").fetchall())
            for _ in range(15):
                add(patient, [highlight("12 sumur")])
            assert other.wait(60) == 0
        assert patient.call(highlights.count) == 30


def test_closing_ends_although_ctrl_c_cut_a_wake_up_short(tmp_path: Path) -> None:
    # As left by a KeyboardInterrupt in the midst of Condition.notify: woken, still in its list.
    woken = threading.Lock()
    woken.acquire()
    store = Store.create(tmp_path / "a.kutip")
    store.call(lambda library: library.path)
    with store._tasks.not_empty:
        store._tasks.not_empty._waiters.appendleft(woken)  # type: ignore[attr-defined]
    ending = threading.Thread(target=store.close, daemon=True)
    ending.start()
    ending.join(10)
    assert not ending.is_alive()


def test_words_that_a_damaged_disk_made_unreadable_are_said_to_be_damaged(tmp_path: Path) -> None:
    """Such an error is Python's own and has no code of SQLite: the store must live on."""
    with store(tmp_path) as made:
        add(made, [highlight()])
    with closing(sqlite3.connect(made.path)) as db, db:
        db.execute("UPDATE highlights SET note = CAST(x'63ff' AS TEXT)")
    with Store.open(made.path) as opened:
        future = opened.submit(lambda at: highlights.read(at, highlights.ids(at)))
        failed = future.exception(timeout=20)
        assert isinstance(failed, LibraryError)
        assert failed.fault is LibraryFault.DAMAGED
        assert opened.submit(highlights.count).result(timeout=20) == 1
