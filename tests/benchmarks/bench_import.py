"""Import of 10,000 text files beside what SQLite needs for the same words.

Run: pytest tests/benchmarks/bench_import.py -m benchmark -s
"""

import gc
import random
import sqlite3
import statistics
import time
from pathlib import Path

import pytest

import resources
from annotations.importing.jobs import import_paths
from annotations.storage import articles
from annotations.storage.store import Store

COUNT = 10_000
ROUNDS = 5
PARAGRAPHS, WORDS = 10, 45
MARKDOWN_HEAD = (
    "# Harian Arunika\n\n## Berita nomor {n} dari kota\n\n"
    "Sekar Lestari - [ARUNIKA.EXAMPLE.ORG](https://arunika.example.org)\n\n"
    "Oct 14, 2026 - 09:20\n\nKOTA ARUNIKA - "
)
PLAIN_HEAD = "Berita nomor {n} dari kota\n\nKOTA ARUNIKA - "
SCHEMA = (
    "PRAGMA journal_mode=TRUNCATE",
    "PRAGMA synchronous=EXTRA",
    "CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT, text TEXT)",
    (
        "CREATE VIRTUAL TABLE found USING fts5 (title, text, content='articles',"
        " content_rowid='id', tokenize='unicode61 remove_diacritics 2')"
    ),
)


def _write_files(folder: Path, head: str) -> None:
    """Write articles of some 3 kB: the samples' words, with numbers so that new ones come up."""
    chance = random.Random(1)  # the same files each time
    samples = resources.path("samples").glob("*.md")
    known = [
        word
        for path in sorted(samples)
        for word in path.read_text(encoding="utf-8").split()
        if not set(word) & set("[]()#|*")
    ]
    for n in range(COUNT):
        words = chance.choices(known, k=PARAGRAPHS * WORDS)
        words[:: WORDS // 3] = [f"{word}{chance.randrange(3000)}" for word in words[:: WORDS // 3]]
        paragraphs = [" ".join(words[at : at + WORDS]) for at in range(0, len(words), WORDS)]
        text = head.format(n=n) + "\n\n".join(paragraphs)
        (folder / f"{n:05}.txt").write_text(text, encoding="utf-8")


def _floor(folder: Path, library: Path) -> None:
    library.unlink(missing_ok=True)
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())]
    connection = sqlite3.connect(library, isolation_level=None)
    for statement in SCHEMA:
        connection.execute(statement)
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(
        "INSERT INTO articles (title, text) VALUES (?, ?)", [(text[:60], text) for text in texts]
    )
    connection.execute(
        "INSERT INTO found (rowid, title, text) SELECT id, title, text FROM articles"
    )
    connection.execute("COMMIT")
    connection.close()


def _ours(folder: Path, library: Path) -> None:
    library.unlink(missing_ok=True)
    with Store.create(library) as store:
        assert sum(1 for _ in import_paths(store, [folder])) == COUNT
        assert store.call(articles.count) == COUNT


@pytest.mark.benchmark
@pytest.mark.parametrize(
    ("name", "head", "most"),
    [("plain text", PLAIN_HEAD, 1.6), ("Markdown", MARKDOWN_HEAD, 2.5)],
)
def test_an_import_beside_the_rows_it_writes(
    tmp_path: Path, name: str, head: str, most: float
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    _write_files(folder, head)
    times: dict[str, list[float]] = {"floor": [], "ours": []}
    for _ in range(ROUNDS):
        for label, work in (("floor", _floor), ("ours", _ours)):
            gc.collect()
            start = time.perf_counter()
            work(folder, tmp_path / f"{label}.kutip")
            times[label].append(time.perf_counter() - start)
    floor, ours = (statistics.median(times[label]) for label in ("floor", "ours"))
    print(f"{name:<34} {floor:8.3f} s {ours:8.3f} s {ours / floor:6.2f} x  (at most {most} x)")
