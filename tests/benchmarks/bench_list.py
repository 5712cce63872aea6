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
from annotations.storage.writing import writing
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
        made.call(_noted, saving=True)
        yield made


def _noted(library: Library) -> None:
    """Note that the rules have read every article, so that each row has its marks."""
    with writing(library):
        library.db.conn.execute(
            "INSERT INTO suggestion_runs"
            " (revision_id, signature, quotes, statistics, legal, commitments, checks)"
            " SELECT revision_id, 'x', 3, 2, 1, 1, id % 3 FROM articles"
        )


def _floor(library: Library, wanted: Filter, order: ArticleOrder) -> None:
    found = articles.ids(library, wanted, order)
    articles.rows(library, found[:PAGE])


def _median(work: Callable[[], object]) -> float:
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
        """Show another list and back, each until the rows that are seen are there."""
        pane.model.show(Filter(unread=True), ArticleOrder.NEWEST)
        assert pane.model.row(0) or pane.model.row(0)
        pane.model.show(Filter(), ArticleOrder.OLDEST)
        assert pane.model.row(0) or pane.model.row(0)

    def floor_twice() -> None:
        store.call(partial(_floor, wanted=Filter(unread=True), order=ArticleOrder.NEWEST))
        store.call(partial(_floor, wanted=Filter(), order=ArticleOrder.OLDEST))

    floor, shown = _median(floor_twice), _median(show)
    times = []
    for number in range(ROUNDS):
        new = [new_article(f"Baru {number}", f"new{number}.txt")]
        store.call(partial(articles.add_all, articles=new), saving=True)
        start = time.perf_counter()
        pane.refresh()
        times.append(time.perf_counter() - start)
    one, painted = statistics.median(times), _median(pane.view.grab)
    print(f"two lists: numbers, a page  {floor * 1000:7.1f} ms")
    print(
        f"two lists shown             {shown * 1000:7.1f} ms {shown / floor:5.2f} x (at most 1.5 x)"
    )
    print(f"refreshed for one article   {one * 1000:7.1f} ms, painted {painted * 1000:.1f} ms")
    assert len(pane.model.ids) == COUNT + ROUNDS
    pane.deleteLater()
