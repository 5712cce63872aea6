"""Searching everything, beside raw FTS5 with the same query, and a page beside a LIKE scan.

Run: pytest tests/benchmarks/bench_search.py -m benchmark -s
"""

from collections.abc import Iterator
from functools import partial

import pytest

from annotations.storage import search
from annotations.storage.library import Library, tuples, values
from annotations.storage.store import Store
from annotations.storage.words import match_query
from tests.benchmarks.large import COUNT, median, open_large

_RAW_ARTICLES = (
    "SELECT rowid, snippet(articles_fts, 3, '<', '>', '…', 24) FROM articles_fts"
    " WHERE articles_fts MATCH ? AND rank MATCH 'bm25(8.0, 4.0, 2.0, 1.0)'"
    " ORDER BY rank LIMIT 50"
)
_RAW_HIGHLIGHTS = (
    "SELECT rowid, snippet(highlights_fts, -1, '<', '>', '…', 24) FROM highlights_fts"
    " WHERE highlights_fts MATCH ? ORDER BY rank LIMIT 50"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = open_large(tmp_path_factory.mktemp("search"))
    yield made
    made.close()


def _raw(library: Library, query: str) -> None:
    for statement in (_RAW_ARTICLES, _RAW_HIGHLIGHTS):
        tuples(library, statement, (query,))


def _scan(library: Library, word: str) -> int:
    return len(values(library, "SELECT revision_id FROM texts WHERE text LIKE ?", (f"%{word}%",)))


def _words(library: Library) -> dict[str, str]:
    """Take words of the middle text: two of them, and how often each is found."""
    (text,) = values(library, "SELECT text FROM texts WHERE revision_id = ?", (COUNT // 2,))
    by_count = {}
    for word in sorted(set(text.split()), key=len)[-60:]:
        query = "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?"
        by_count[word] = values(library, query, (match_query(word),))[0]
    ranked = sorted(by_count, key=lambda word: by_count[word])
    rare, common = ranked[0], ranked[-1]
    first, second = text.split()[10:12]
    return {
        f"rare word ({by_count[rare]:,})": rare,
        f"frequent word ({by_count[common]:,})": common,
        "two words": f"{rare} {common}",
        "phrase": f'"{first} {second}"',
        "left out": f"{common} -{first}",
        "ending": f"{rare[:4]}*",
    }


@pytest.mark.benchmark
def test_a_search_takes_little_longer_than_the_index_itself(store: Store) -> None:
    print(f"\n{COUNT:,} articles, {2 * COUNT:,} highlights; milliseconds")
    print(f"{'':26}{'FTS5':>8}{'search':>8}{'':>8}{'LIKE':>9}{'a page':>8}{'':>9}")
    for name, typed in store.call(_words).items():
        raw = median(partial(store.call, partial(_raw, query=match_query(typed))))
        found = median(partial(store.call, partial(search.search, words=typed)))
        word = typed.strip('"*').split(" -", maxsplit=1)[0].split(" AND ", maxsplit=1)[0]
        scan = median(partial(store.call, partial(_scan, word=word)), rounds=1)
        page = median(partial(store.call, partial(search.newest, words=typed)))
        print(
            f"{name:26}{raw * 1000:8.1f}{found * 1000:8.1f}{found / raw:6.2f} x"
            f"{scan * 1000:9.1f}{page * 1000:8.1f}   1/{scan / page:.0f}"
        )
        assert store.call(partial(search.newest, words=typed)) or "-" in typed
    print("search: at most 1.25 x; a page, the newest first: within 1/20 of the scan")
