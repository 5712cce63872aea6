"""The ledger of 20,000 promises with 40,000 mentions, and as many legal references on the shelf.

Each beside its floor: SQLite handing over the same rows, and nothing made of them.
Run: pytest tests/benchmarks/bench_ledger.py -m benchmark -s
"""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from annotations.facts import Commitment, LegalReference, WrittenDate
from annotations.model import Promise, PromiseStep, Record
from annotations.storage import laws, ledger
from annotations.storage.library import Library, Row, tuples
from annotations.storage.nouns import HIGHLIGHT, PROMISE, Noun, spread
from annotations.storage.rows import insert_many
from annotations.storage.store import Store
from annotations.storage.writing import writing
from annotations.vocabulary import CommitmentKind, DatePrecision, PromiseStatus
from tests.builders import highlight, store

PROMISES, MENTIONS = 20_000, 40_000
LAWS, ARTICLES = 300, 97
TODAY = date(2026, 11, 22)
ROUNDS = 5
LEDGER, SHELF = 3, 4
"""Times the floor at most: 0.5 s beside 0.35 s on a machine that does nothing else."""

pytestmark = pytest.mark.benchmark


def _uid(chance: random.Random) -> str:
    return str(UUID(int=chance.getrandbits(128), version=4))


def _insert(library: Library, noun: Noun, records: list[Record]) -> None:
    """Store records without their history, ten times as fast as through the funnel."""
    found: dict[str, list[Row]] = {}
    for record in records:
        for (table, uid), row in spread(library, noun, record).items():
            rows = found.setdefault(table, [])
            rows.append({"id": len(rows) + 1, "uid": uid, "version": 1} | row)
    for table, rows in found.items():
        insert_many(library, table, rows)


def _fill(library: Library) -> None:
    chance = random.Random(1)
    promises: list[Record] = []
    for number in range(1, PROMISES + 1):
        month = f"2026-{number % 12 + 1:02}"
        made = Promise(
            id=number,
            uid=_uid(chance),
            what=f"janji nomor {number} tentang air",
            deadline=WrittenDate("", f"{month}-01", f"{month}-28", DatePrecision.MONTH),
        )
        if number % 3 == 0:
            step = PromiseStep(
                uid=_uid(chance), status=PromiseStatus.IN_PROGRESS, when="2026-01-01"
            )
            made = replace(made, steps=(step,))
        if number % 10 == 0:
            made = replace(made, merged_into=promises[-1].uid)
        promises.append(made)
    plain = highlight("12 sumur", "commitment", "legal")
    mentions: list[Record] = []
    for number in range(1, MENTIONS + 1):
        pledge = Commitment(
            uid=_uid(chance),
            kind=CommitmentKind.PROMISE,
            what=f"janji {number}",
            promise=promises[number % PROMISES].uid,
        )
        law, article = number % LAWS, number % ARTICLES
        cited = LegalReference(
            uid=_uid(chance), jurisdiction="id", instrument="UU", number=str(law), year="2002",
            article=str(article), iri=f"/akn/id/act/uu/2002/{law}#art_{article}",
        )  # fmt: skip
        mentions.append(
            replace(plain, id=number, uid=_uid(chance), commitments=(pledge,), legal=(cited,))
        )
    with writing(library):
        _insert(library, PROMISE, promises)
        _insert(library, HIGHLIGHT, mentions)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with store(tmp_path_factory.mktemp("ledger")) as made:
        made.call(_fill, saving=True)
        yield made


def _seconds(at: Store, job: Callable[[Library], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        at.call(job)
        times.append(time.perf_counter() - start)
    return min(times)


def test_the_ledger_and_the_shelf_list_in_a_few_times_what_their_rows_take(large: Store) -> None:
    floor = _seconds(
        large,
        lambda library: (
            tuples(library, "SELECT * FROM promises"),
            tuples(library, "SELECT * FROM commitments JOIN highlights h ON h.id = highlight_id"),
        ),
    )
    taken = _seconds(large, lambda library: ledger.ledger(library, TODAY))
    due = _seconds(large, lambda library: ledger.due(library, date(2025, 12, 20)))
    key = large.call(lambda library: ledger.ledger(library, TODAY))[0].key
    one = _seconds(large, lambda library: ledger.pledge(library, key, TODAY))
    shelf_floor = _seconds(
        large,
        lambda library: tuples(
            library, "SELECT * FROM legal_references JOIN highlights h ON h.id = highlight_id"
        ),
    )
    shelf = _seconds(large, laws.shelf)
    print(
        f"\nledger {taken:.2f} s (rows alone {floor:.2f} s), due {due:.3f} s, one {one:.3f} s,"
        f" law shelf {shelf:.2f} s (rows alone {shelf_floor:.2f} s)"
    )
    assert len(large.call(lambda library: ledger.ledger(library, TODAY))) == PROMISES * 9 // 10
    assert taken < LEDGER * floor
    assert due < floor
    assert shelf < SHELF * shelf_floor
