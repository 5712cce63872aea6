"""One highlight saved, beside the same rows by plain sqlite3 with the same pragmas.

Run: python -m pytest tests/benchmarks/bench_save.py -m benchmark -s
"""

import sqlite3
import statistics
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotations.facts import Statistic
from annotations.storage import history
from annotations.storage.history import Change
from annotations.storage.library import Library, Row, rows
from annotations.storage.opening import _GUARDS, _WRITING
from tests.builders import highlight, store

pytestmark = pytest.mark.benchmark
ROUNDS = 300
TABLES = ("change_sets", "highlights", "highlight_tags", "statistics", "history")


def test_one_highlight_saved(tmp_path: Path) -> None:
    """Print what one save costs: its rows of facts and tags, history and index included.

    Floor and ours take turns, so that a disk that is busy at times is busy for both.
    """
    times: dict[str, list[float]] = {"floor": [], "ours": [], "queued": []}
    with store(tmp_path) as made:
        made.call(_save, saving=True)
        kept = made.call(lambda library: {table: _first(library, table) for table in TABLES})
        copy = tmp_path / "floor.kutip"
        copy.write_bytes(made.path.read_bytes())
        with closing(sqlite3.connect(copy, isolation_level=None, cached_statements=512)) as plain:
            for pragma in (*_GUARDS, *_WRITING):
                plain.execute(pragma).fetchall()
            for number in range(ROUNDS):
                times["floor"].append(_timed(lambda n=number: _insert(plain, kept, n)))  # type: ignore[misc]
                times["ours"].append(made.call(lambda at: _timed(lambda: _save(at)), saving=True))
                times["queued"].append(_timed(lambda: made.call(_save, saving=True)))
    floor = statistics.median(times["floor"])
    print(f"\n{'median of ' + str(ROUNDS):<44}{'ms':>8}{'x floor':>9}")
    for name, key in (
        ("plain sqlite3, the same rows and index", "floor"),
        ("history.replace, one highlight with a fact", "ours"),
        ("the same from another thread, waited for", "queued"),
    ):
        value = statistics.median(times[key])
        print(f"{name:<44}{value:>8.2f}{value / floor:>9.2f}")


def _timed(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return (time.perf_counter() - start) * 1000


def _save(library: Library) -> object:
    new = highlight("36 ribu orang", "statistic", statistics=(Statistic(unit="orang"),))
    return history.replace(library, [Change(None, new)], label="Highlight")


def _first(library: Library, table: str) -> list[Row]:
    """Read the rows that the first save wrote into a table."""
    return rows(library, f"SELECT * FROM {table}")  # noqa: S608 - our names


def _insert(plain: sqlite3.Connection, kept: dict[str, list[Row]], run: int) -> None:
    """Insert the rows of one save again, with new numbers and uids."""
    own = 10_000_000 + run * 10
    plain.execute("BEGIN IMMEDIATE")
    for table, some in kept.items():
        for offset, row in enumerate(some):
            again = {**row, "id": own + offset}
            again |= {name: own for name in ("highlight_id", "change_id") if name in row}
            if table != "history":
                again["uid"] = f"{table}-{own + offset:032d}"
            plain.execute(
                f"INSERT INTO {table} ({', '.join(again)})"  # noqa: S608 - our names
                f" VALUES ({', '.join('?' * len(again))})",
                tuple(again.values()),
            )
    plain.execute(
        "INSERT INTO highlights_fts (rowid, quote, note, report_note, speaker)"
        " SELECT id, quote, note, report_note, speaker FROM highlight_words WHERE id = ?",
        (own,),
    )
    plain.execute("COMMIT")
