"""A text of 1 MB with 10,000 highlights on the page, beside the same page with none.

Run: pytest tests/benchmarks/bench_paint.py -m benchmark -s
"""

import gc
import random
import statistics
import time
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from annotations.model import Article, RichText
from annotations.richtext import parse_plain
from desktop.reader.marks import Mark
from desktop.reader.reader import Reader
from desktop.theme import load_fonts, load_theme, serif
from resources import catalogue

COUNT = 10_000
ROUNDS = 7
PAGES = 40
TAGS = ("commitment", "statistic", "legal")
SENTENCE = "Pemerintah daerah menyalurkan bantuan kepada {} keluarga di lereng utara. "


@pytest.fixture(scope="module")
def text() -> RichText:
    """A million characters in paragraphs of six sentences."""
    paragraphs = [
        "".join(SENTENCE.format(number * 6 + n) for n in range(6)).strip()
        for number in range(2_250)
    ]
    rich = parse_plain("\n\n".join(paragraphs))
    assert 950_000 < len(rich.text) < 1_100_000
    return rich


@pytest.fixture(scope="module")
def marks(text: RichText) -> list[Mark]:
    """Marks all over the text, some over others."""
    chance = random.Random(1)
    step = len(text.text) // COUNT
    made = []
    for number in range(COUNT):
        start = number * step
        tag = TAGS[number % 3]
        length = chance.randrange(10, 130)
        made.append(Mark(f"m{number}", start, start + length, (tag,), (tag[0].upper(),)))
    return made


@pytest.fixture
def reader(qtbot: QtBot) -> Reader:
    load_fonts()
    shown = Reader(catalogue("en"), load_theme("light"))
    qtbot.addWidget(shown)
    shown.resize(900, 900)
    shown.show()
    return shown


def medians(*works: Callable[[], object]) -> list[float]:
    """Time works in turns, so that a slow moment of the machine hits all of them."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, found in zip(works, times, strict=True):
            QApplication.processEvents()
            gc.collect()
            start = time.perf_counter()
            work()
            found.append(time.perf_counter() - start)
    return [statistics.median(found) for found in times]


def print_row(name: str, floor: float, ours: float, most: float) -> None:
    times = f"{floor * 1000:9.1f} ms {ours * 1000:9.1f} ms"
    print(f"\n{name:<44} {times} {ours / floor:6.2f} x  (at most {most} x)")


def repaint(reader: Reader) -> None:
    """Paint all of the reader, as one pass over the window does."""
    reader.view.viewport().update()
    reader.margin.update()
    QApplication.processEvents()


@pytest.mark.benchmark
def test_first_paint(reader: Reader, text: RichText, marks: list[Mark]) -> None:
    def first_paint(shown: list[Mark]) -> None:
        reader.show_article(text, Article(), shown)
        repaint(reader)

    plain, marked = medians(lambda: first_paint([]), lambda: first_paint(marks))
    bare = QTextEdit()
    bare.resize(900, 900)
    bare.setFont(serif(18))
    bare.show()

    def first_paint_of_qt() -> None:
        bare.setPlainText(text.text)
        bare.viewport().repaint()

    (qt,) = medians(first_paint_of_qt)
    print_row("first paint, none against 10,000", plain, marked, 2.0)
    print_row("first paint, QTextEdit against 10,000", qt, marked, 2.0)
    assert len(reader.view.scene.marks) == COUNT


@pytest.mark.benchmark
def test_scrolling(reader: Reader, text: RichText, marks: list[Mark]) -> None:
    def scroll(shown: list[Mark]) -> float:
        reader.show_article(text, Article(), shown)
        repaint(reader)
        bar = reader.view.verticalScrollBar()
        start = time.perf_counter()
        for _ in range(PAGES):
            bar.setValue(bar.value() + 700)
            repaint(reader)
        return (time.perf_counter() - start) / PAGES

    times = [(scroll([]), scroll(marks)) for _ in range(ROUNDS)]
    plain, marked = (statistics.median(found) for found in zip(*times, strict=True))
    print_row("one page scrolled, none against 10,000", plain, marked, 1.5)
    assert reader.position() > 0


@pytest.mark.benchmark
def test_adding_one(reader: Reader, text: RichText, marks: list[Mark]) -> None:
    reader.show_article(text, Article(), marks)
    reader.view.scroll_to(5_000)
    repaint(reader)
    at = reader.position()
    turn = iter(range(10_000))

    def new() -> Mark:
        return Mark(f"new{next(turn)}", at + 5, at + 60, ("legal",), ("L",))

    def put() -> None:
        reader.put_highlight(new())
        QApplication.processEvents()

    def hand_over_all() -> None:
        reader.set_highlights([*marks, new()])
        QApplication.processEvents()

    whole, one, all_ = medians(lambda: repaint(reader), put, hand_over_all)
    print_row("one put to 10,000 against a repaint", whole, one, 2.0)
    print_row("... all handed over again with it", whole, all_, 2.0)
    assert len(reader.view.scene.marks) > COUNT
