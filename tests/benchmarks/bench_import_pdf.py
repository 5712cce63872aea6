"""Import of PDFs beside pdfium's bare text and the rows that hold it.

Run: pytest tests/benchmarks/bench_import_pdf.py -m benchmark -s
"""

import gc
import random
import sqlite3
import statistics
import time
from pathlib import Path

import pypdfium2
import pytest

import resources
from annotations.importing.jobs import import_paths
from annotations.storage import articles
from annotations.storage.store import Store
from tests.made_pdf import Line, make_pdf

ROUNDS = 5
LINES = 44
LETTERS = 78


def _page(chance: random.Random, words: list[str], number: int) -> list[Line]:
    """Set a page of a ruling: a head, a foot, numbered paragraphs of a few lines."""
    lines = [Line("Direktori Putusan Mahkamah Arunika", 72, 815, 8, "Times-Roman")]
    row = f"[3.{number}]"
    y = 770.0
    while len(lines) < LINES:
        word = chance.choice(words)
        if len(row) + len(word) >= LETTERS:
            lines.append(Line(row, 72, y, 11, "Times-Roman"))
            y, row = y - (22 if len(lines) % 9 == 0 else 15), ""
        row = f"{row} {word}".strip()
    lines.append(Line(f"Halaman {number}", 280, 30, 8, "Times-Roman"))
    return lines


def _write(folder: Path, count: int, pages: int) -> None:
    chance = random.Random(1)  # the same files each time
    known = [
        word
        for path in sorted(resources.path("samples").glob("*.md"))
        for word in path.read_text(encoding="utf-8").split()
        if word.isascii() and word.isalpha()
    ]
    for n in range(count):
        made = make_pdf([_page(chance, known, at + 1) for at in range(pages)])
        (folder / f"{n:03}.pdf").write_bytes(made)


def _floor(folder: Path, library: Path) -> None:
    library.unlink(missing_ok=True)
    texts = []
    for path in sorted(folder.iterdir()):
        with pypdfium2.PdfDocument(path.read_bytes()) as document:
            texts.append("\n".join(page.get_textpage().get_text_range() for page in document))
    connection = sqlite3.connect(library)
    connection.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, text TEXT)")
    connection.execute("CREATE VIRTUAL TABLE found USING fts5 (text, content='articles')")
    connection.executemany("INSERT INTO articles (text) VALUES (?)", [(each,) for each in texts])
    connection.execute("INSERT INTO found (rowid, text) SELECT id, text FROM articles")
    connection.commit()
    connection.close()


def _ours(folder: Path, library: Path) -> None:
    library.unlink(missing_ok=True)
    with Store.create(library) as store:
        count = sum(1 for _ in import_paths(store, [folder]))
        assert store.call(articles.count) == count == len(list(folder.iterdir()))


@pytest.mark.benchmark
@pytest.mark.parametrize(("count", "pages"), [(200, 2), (1, 300)])
def test_pdfs_beside_their_bare_text(tmp_path: Path, count: int, pages: int) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    _write(folder, count, pages)
    times: dict[str, list[float]] = {"floor": [], "ours": []}
    for _ in range(ROUNDS):
        for label, work in (("floor", _floor), ("ours", _ours)):
            gc.collect()
            start = time.perf_counter()
            work(folder, tmp_path / f"{label}.kutip")
            times[label].append(time.perf_counter() - start)
    floor, ours = (statistics.median(times[label]) for label in ("floor", "ours"))
    name = f"{count} PDFs of {pages} pages" if count > 1 else f"one PDF of {pages} pages"
    print(f"{name:<34} {floor:8.3f} s {ours:8.3f} s {ours / floor:6.2f} x")
