"""The table of all highlights: every order, a page, the counts beside it, beside their floors.

Run: pytest tests/benchmarks/bench_desk.py -m benchmark -s
"""

from collections.abc import Iterator
from functools import partial

import pytest

from annotations.desk import DeskColumn, DeskOrder
from annotations.queries import Filter
from annotations.storage import desk, desk_facets, search
from annotations.storage.desk_timeline import over_time
from annotations.storage.library import Library, tuples, values
from annotations.storage.store import Store
from annotations.timeline import TimelineBy
from annotations.vocabulary import ClaimState
from tests.benchmarks.large import COUNT, median, open_large


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = open_large(tmp_path_factory.mktemp("desk"))
    yield made
    made.close()


def _floor(library: Library) -> None:
    """Read all numbers and the bare rows of a page."""
    numbers = values(library, "SELECT id FROM highlights ORDER BY id")
    tuples(library, "SELECT * FROM highlights WHERE id BETWEEN ? AND ?", (numbers[0], desk.PAGE))


def _shown(library: Library, wanted: Filter, order: DeskOrder) -> int:
    found = desk.ids(library, wanted, order)
    desk.rows(library, found[: desk.PAGE])
    return len(found)


@pytest.mark.benchmark
def test_the_table_is_ready_soon_however_it_is_sorted(store: Store) -> None:
    floor = median(partial(store.call, _floor), rounds=3)
    print(f"\n{COUNT:,} articles, {2 * COUNT:,} highlights; milliseconds")
    print(f"{'numbers, a page of bare rows':34}{floor * 1000:8.1f}")
    for column in DeskColumn:
        job = partial(_shown, wanted=Filter(), order=DeskOrder(column))
        took = median(partial(store.call, job), rounds=3)
        print(f"{f'shown by {column}':34}{took * 1000:8.1f}{took / floor:6.1f} x")
        assert store.call(job) == 2 * COUNT


@pytest.mark.benchmark
def test_a_filter_is_counted_and_shown(store: Store) -> None:
    (word,) = store.call(
        lambda at: values(at, "SELECT substr(quote, 1, instr(quote, ' ')) FROM highlights LIMIT 1")
    )
    wanted = {
        "nothing": Filter(),
        "a tag": Filter(tags=("legal",)),
        "a check and nobody assigned": Filter(claim=(ClaimState.UNCHECKED,), assigned=("",)),
        "no evidence": Filter(evidence=("",)),
        "the word being typed": Filter(words=word.strip()[:4], typing=True),
    }
    print(f"\n{'narrowed by':30}{'found':>8}{'shown':>9}{'counts':>9}{'over time':>10}")
    for name, asked in wanted.items():
        job = partial(_shown, wanted=asked, order=DeskOrder())
        shown = median(partial(store.call, job), rounds=3)
        counts = median(partial(store.call, partial(desk_facets.facets, wanted=asked)), rounds=3)
        time = median(
            partial(store.call, partial(over_time, wanted=asked, by=TimelineBy.OUTLET)), rounds=1
        )
        found = store.call(partial(desk_facets.facets, wanted=asked)).found
        print(f"{name:30}{found:8,}{shown * 1000:9.1f}{counts * 1000:9.1f}{time * 1000:10.1f}")
        assert store.call(job) == found
    page = store.call(lambda at: desk.ids(at, Filter(words=word)))[: desk.PAGE]
    took = median(partial(store.call, partial(search.snippets, words=word, some=page)), rounds=3)
    print(f"{'snippets for a page':30}{len(page):8,}{took * 1000:9.1f}")
