"""Import of 1,000 saved web pages of 60 kB beside their sanitizer and SQLite alone.

Run: pytest tests/benchmarks/bench_import_html.py -m benchmark -s
"""
# ruff: noqa: E501 - a page is written as sites write it, in lines of any length

import random
import sqlite3
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import nh3
import pytest

import resources
from annotations.importing import html
from annotations.importing.jobs import import_paths
from annotations.storage import articles
from annotations.storage.store import Store

COUNT = 1_000
SIZE = 60_000
"""Characters of a page: a third is script, a third what stands around, the rest the story."""
ROUNDS = 5
WORDS, PARAGRAPHS = 60, 40


def _known_words() -> list[str]:
    return [
        word
        for path in sorted(resources.path("samples").glob("*.md"))
        for word in path.read_text(encoding="utf-8").split()
        if word.isalpha()
    ]


def _page(number: int, chance: random.Random, known: list[str]) -> str:
    """Make a page as portals send it: consent, header, story with inserts, teasers, comments."""

    def said(count: int) -> str:
        return " ".join(chance.choices(known, k=count))

    title = f"{said(7).capitalize()} {number}"
    paragraphs = [
        f'<p class="par-{at}">{said(WORDS)} <a href="/tag/{at}">{said(2)}</a> <em>{said(3)}</em>.</p>'
        for at in range(PARAGRAPHS)
    ]
    paragraphs[5:5] = ['<div class="ads-inread"><script>ads.push({a: "<b>"});</script></div>']
    links = "".join(
        f'<li class="item item-{at % 9}"><div class="box"><a href="/read/{at}" title="{said(3)}">'
        f'<img src="/i/{at}.jpg" alt=""><h3>{said(8)}</h3></a><span class="time">3 jam</span></div></li>'
        for at in range(60)
    )
    head = (
        f'<title>{title} - Kabar.example</title><meta property="og:title" content="{title}">'
        f'<link rel="canonical" href="https://kabar.example/{number}"><script type="application/ld+json">'
        f'{{"@type": "NewsArticle", "headline": "{title}", "datePublished": "2024-07-25T19:48:00+07:00",'
        '"author": {"@type": "Person", "name": "Sekar Lestari"}}</script>'
    )
    page = (
        f'<!DOCTYPE html><html lang="id"><head><meta charset="utf-8">{head}</head><body>'
        f'<div class="cookie"><p>{said(20)}</p></div><header><nav><ul>{links[:6000]}</ul></nav></header>'
        f'<main><article><h1>{title}</h1><div class="byline">Oleh Sekar Lestari</div><div class="isi">'
        f'{"".join(paragraphs)}</div></article><aside class="related"><ul>{links}</ul></aside></main>'
        "</body></html>"
    )
    script = 'window.x=window.x||[];x.push(["k",{"a":"<div>","b":1}]);\n'
    rest = max(0, SIZE - len(page)) // len(script)
    return page.replace("</body>", f"<script>{script * rest}</script></body>")


def _write_pages(folder: Path) -> None:
    chance = random.Random(1)  # the same pages each time
    known = _known_words()
    for number in range(COUNT):
        page = _page(number, chance, known)
        (folder / f"{number:04}.html").write_text(page, encoding="utf-8")


def _floor(folder: Path, library: Path) -> None:
    """Sanitize every page and store what is left of it."""
    library.unlink(missing_ok=True)
    cleaner = nh3.Cleaner(tags={"p", "h1", "a", "em"}, clean_content_tags={"script", "style"})
    texts = [cleaner.clean(path.read_text(encoding="utf-8")) for path in sorted(folder.iterdir())]
    connection = sqlite3.connect(library, isolation_level=None)
    connection.execute("PRAGMA journal_mode=TRUNCATE")
    connection.execute("PRAGMA synchronous=EXTRA")
    connection.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT, text TEXT)")
    connection.execute("BEGIN IMMEDIATE")
    rows = [(text[:60], text) for text in texts]
    connection.executemany("INSERT INTO articles (title, text) VALUES (?, ?)", rows)
    connection.execute("COMMIT")
    connection.close()


def _parsing(folder: Path) -> None:
    """Read every page in this process, and store nothing."""
    for path in sorted(folder.iterdir()):
        html.parse(path.read_bytes(), path.name)


def _ours(folder: Path, library: Path) -> None:
    library.unlink(missing_ok=True)
    with Store.create(library) as store:
        assert sum(1 for _ in import_paths(store, [folder])) == COUNT
        assert store.call(articles.count) == COUNT


@pytest.mark.benchmark
def test_import_of_web_pages(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    _write_pages(folder)
    times: dict[str, list[float]] = {"floor": [], "parsing": [], "import": []}
    works: tuple[tuple[str, Callable[[], None]], ...] = (
        ("floor", partial(_floor, folder, tmp_path / "floor.db")),
        ("parsing", partial(_parsing, folder)),
        ("import", partial(_ours, folder, tmp_path / "ours.kutip")),
    )
    for _ in range(ROUNDS):
        for name, work in works:
            start = time.perf_counter()
            work()
            times[name].append(time.perf_counter() - start)
    floor = statistics.median(times["floor"])
    size = sum(path.stat().st_size for path in folder.iterdir()) / COUNT / 1000
    print(f"\n{COUNT:,} pages of {size:.0f} kB")
    for name, taken in times.items():
        median = statistics.median(taken)
        print(
            f"{name:8} {median:6.2f} s  {median / COUNT * 1000:5.1f} ms a page  {median / floor:4.1f} x"
        )
