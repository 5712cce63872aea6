"""A long list of articles, beside reading their numbers and one page of rows.

Run: pytest tests/benchmarks/bench_list.py -m benchmark -s
"""

import os
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication

from annotations.queries import ArticleOrder, Filter
from annotations.storage import articles
from annotations.storage.store import Library, Store
from desktop.articles.list_model import PAGE
from desktop.articles.list_pane import ArticlesPane
from desktop.articles.source import LibrarySource
from desktop.theme import load_theme
from resources import catalogue
from tests.builders import new_article

COUNT = int(os.environ.get("KUTIP_BENCH_ARTICLES", "10000"))
"""Ask for 100,000 to see the promise; making such a library takes minutes."""
ROUNDS = 5


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("list") / "many.kutip"
    with Store.create(path) as made:
        for first in range(0, COUNT, 1000):
            batch = [
                new_article(f"Judul {n}\n\nIsi artikel nomor {n}.", f"{n}.txt", outlet=f"O{n % 40}")
                for n in range(first, first + 1000)
            ]
            made.call(partial(articles.add_all, articles=batch), saving=True)
        yield made


def _floor(library: Library) -> None:
    found = articles.ids(library, Filter(), ArticleOrder.NEWEST)
    articles.rows(library, found[:PAGE])


def _median(work: Callable[[], None]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


@pytest.mark.benchmark
def test_the_list_is_ready_soon_and_one_new_row_costs_one_row(
    store: Store, qapp: QApplication
) -> None:
    def read(job: Callable[[Library], object], then: Callable[[object], None]) -> None:
        then(store.call(job))

    pane = ArticlesPane(LibrarySource(read), load_theme("light"), catalogue("en"), lambda: None)
    pane.resize(296, 900)
    pane.show()

    def show() -> None:
        pane.model.show(Filter(unread=len(pane.model.ids) == COUNT), ArticleOrder.NEWEST)
        pane.model.show(Filter(), ArticleOrder.NEWEST)
        pane.view.grab()

    floor = _median(lambda: store.call(_floor))
    shown = _median(show) / 2
    added = iter(range(COUNT, COUNT + ROUNDS))

    def add() -> None:
        store.call(
            lambda library: articles.add_all(library, [new_article(f"Baru {next(added)}")]),
            saving=True,
        )
        pane.refresh()
        pane.view.grab()

    one = _median(add)
    print(f"numbers and one page       {floor * 1000:7.1f} ms")
    print(
        f"list shown                 {shown * 1000:7.1f} ms {shown / floor:5.2f} x (at most 1.5 x)"
    )
    print(f"one article more, painted  {one * 1000:7.1f} ms {one / floor:5.2f} x")
    assert len(pane.model.ids) == COUNT + ROUNDS
    pane.deleteLater()
