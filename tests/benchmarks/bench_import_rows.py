"""10,000 texts stored, beside `executemany` and one bulk FTS5 insert of the same texts.

Reading and parsing files are measured elsewhere. Run:
python -m pytest tests/benchmarks/bench_import_rows.py -m benchmark -s
"""

import random
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from annotations.queries import Filter
from annotations.storage import articles, facets, search
from annotations.storage.articles import NewArticle
from annotations.storage.library import Library
from annotations.storage.opening import _GUARDS, _WRITING
from annotations.storage.store import Store
from tests.builders import new_article

pytestmark = pytest.mark.benchmark
MANY = 10_000
BATCH = 100


def texts() -> list[NewArticle]:
    """Make articles of about 300 words: few words stand often, most rarely."""
    draw = random.Random(7)
    known = [
        "".join(draw.choices("aiueonktrsmdlpbgh", k=draw.randint(2, 10))) for _ in range(20_000)
    ]
    weights = [1 / (rank + 5) for rank in range(len(known))]
    made = []
    for number in range(MANY):
        parts = [" ".join(draw.choices(known, weights, k=60)) for _ in range(5)]
        made.append(
            new_article(f"Judul {number}\n\n" + "\n\n".join(parts), outlet=f"O{number % 40}")
        )
    return made


def floor(path: Path, some: list[NewArticle]) -> tuple[float, float]:
    """Store the texts with nothing around them: all at once, and a hundred at a time."""
    found = []
    for size in (MANY, BATCH):
        path.unlink(missing_ok=True)
        with closing(sqlite3.connect(path, isolation_level=None)) as plain:
            for pragma in (*_GUARDS, *_WRITING):
                plain.execute(pragma).fetchall()
            plain.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, title TEXT, text TEXT)")
            plain.execute(
                "CREATE VIRTUAL TABLE f USING fts5(title, text, content='t', content_rowid='id',"
                " tokenize='unicode61 remove_diacritics 2')"
            )
            start = time.perf_counter()
            for first in range(0, MANY, size):
                batch = some[first : first + size]
                plain.execute("BEGIN IMMEDIATE")
                plain.executemany(
                    "INSERT INTO t VALUES (?, ?, ?)",
                    [
                        (first + n, each.imported.metadata.title, each.imported.text.text)
                        for n, each in enumerate(batch)
                    ],
                )
                plain.execute(
                    "INSERT INTO f (rowid, title, text)"
                    " SELECT id, title, text FROM t WHERE id >= ?",
                    (first,),
                )
                plain.execute("COMMIT")
            found.append(time.perf_counter() - start)
    return found[0], found[1]


def test_ten_thousand_texts_stored(tmp_path: Path) -> None:
    """Print the time of storing, and of the reads that a window makes of the result."""
    some = texts()
    whole, batched = floor(tmp_path / "floor.db", some)
    with Store.create(tmp_path / "ours.kutip") as made:
        worst = 0.0
        start = time.perf_counter()
        for first in range(0, MANY, BATCH):
            began = time.perf_counter()
            job = partial(articles.add_all, articles=some[first : first + BATCH])
            made.call(job, saving=True)
            worst = max(worst, time.perf_counter() - began)
        ours = time.perf_counter() - start
        print(f"\n{'storing 10,000 texts':<48}{'s':>8}{'x floor':>9}")
        for name, value in (
            ("executemany and one bulk FTS5 insert", whole),
            ("the same, 100 at a time", batched),
            ("articles.add_all, 100 at a time", ours),
            ("   the longest batch", worst),
        ):
            print(f"{name:<48}{value:>8.2f}{value / whole:>9.2f}")
        print(f"{'reading':<48}{'ms':>8}")
        reads: dict[str, Callable[[Library], object]] = {
            "ids, newest first": articles.ids,
            "a page of 200 rows": lambda at: articles.rows(at, range(1, 201)),
            "ids with a word in them": lambda at: articles.ids(at, Filter(words="judul")),
            "facets": facets.facets,
            "search, 50 hits": lambda at: search.search(at, "judul"),
        }
        for name, read in reads.items():
            start = time.perf_counter()
            made.call(read)
            print(f"{name:<48}{(time.perf_counter() - start) * 1000:>8.1f}")
