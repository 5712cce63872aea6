"""The list of articles and its filters, on a library that is only made up."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from annotations.queries import ArticleOrder, ArticleRow, Facets, Filter
from annotations.vocabulary import ArticleKind
from desktop.articles.delegate import ArticleDelegate
from desktop.articles.list_model import PAGE, ArticleModel, IdRole, RowRole
from desktop.articles.list_pane import ArticlesPane
from desktop.theme import load_theme
from resources import catalogue

WORDS = catalogue("en")
THEME = load_theme("light")


def row(number: int, **fields: object) -> ArticleRow:
    given: dict[str, object] = {
        "id": number,
        "uid": f"u{number}",
        "title": f"Judul {number}",
        "outlet": "Harian Contoh",
        "kind": ArticleKind.NEWS,
        "published": "2026-10-14",
        "published_words": "",
        "read": False,
        "starred": False,
        "trashed": "",
        "highlights": 0,
        "unchecked": 0,
        "to_review": 0,
    }
    return ArticleRow(**{**given, **fields})  # type: ignore[arg-type]


class Made:
    """A source that answers when it is told to; `late` keeps the answers back."""

    def __init__(self, ids: Sequence[int] = (), facets: Facets | None = None) -> None:
        self.list = list(ids)
        self.late = False
        self.waiting: list[Callable[[], None]] = []
        self.read: list[tuple[int, ...]] = []
        self.asked: list[tuple[Filter, ArticleOrder]] = []
        self.counts = facets or Facets()
        self.changed: dict[int, ArticleRow] = {}

    def _answer(self, call: Callable[[], None]) -> None:
        if self.late:
            self.waiting.append(call)
        else:
            call()

    def ids(self, wanted: Filter, order: ArticleOrder, then: Callable[[list[int]], None]) -> None:
        self.asked.append((wanted, order))
        found = list(self.list)
        self._answer(lambda: then(found))

    def rows(self, ids: Sequence[int], then: Callable[[list[ArticleRow]], None]) -> None:
        self.read.append(tuple(ids))
        found = [self.changed.get(each) or row(each) for each in ids if each in set(self.list)]
        self._answer(lambda: then(found))

    def facets(self, then: Callable[[Facets], None]) -> None:
        then(self.counts)


def model_of(source: Made) -> ArticleModel:
    model = ArticleModel(source)
    model.show(Filter(), ArticleOrder.NEWEST)
    return model


# ---------------------------------------------------------------------- the model


def test_all_numbers_are_there_and_only_pages_looked_at_are_read(qapp: object) -> None:
    source = Made(range(100_000))
    model = model_of(source)
    assert model.rowCount() == 100_000
    assert source.read == []
    assert model.row(50_000) is None, "asked for, and answered at once"
    assert model.row(50_000) == row(50_000)
    assert [len(page) for page in source.read] == [PAGE]
    assert 50_000 in source.read[0]


def test_a_page_is_asked_for_once_while_its_answer_is_on_the_way(qapp: object) -> None:
    source = Made(range(500))
    model = model_of(source)
    source.late = True
    assert model.data(model.index(3), RowRole) is None
    assert model.data(model.index(4), RowRole) is None
    assert len(source.read) == 1
    for answer in source.waiting:
        answer()
    assert model.data(model.index(4), RowRole) == row(4)
    assert model.data(model.index(4)) == "Judul 4"


@pytest.mark.parametrize(
    ("before", "after", "removed", "inserted"),
    [
        ([1, 2, 3], [4, 1, 2, 3], [], [(0, 0)]),
        ([1, 2, 3], [1, 2, 3, 4, 5], [], [(3, 4)]),
        ([1, 2, 3], [1, 3], [(1, 1)], []),
        ([1, 2, 3], [1, 9, 3], [(1, 1)], [(1, 1)]),
        ([1, 1, 1], [1, 1], [(2, 2)], []),
        ([], [1], [], [(0, 0)]),
        ([1], [], [(0, 0)], []),
        ([1, 2], [1, 2], [], []),
    ],
)
def test_a_change_of_the_list_costs_only_the_rows_that_changed(
    qapp: object,
    before: list[int],
    after: list[int],
    removed: list[tuple[int, int]],
    inserted: list[tuple[int, int]],
) -> None:
    source = Made(before)
    model = model_of(source)
    gone: list[tuple[int, int]] = []
    come: list[tuple[int, int]] = []
    model.rowsRemoved.connect(lambda _parent, first, last: gone.append((first, last)))
    model.rowsInserted.connect(lambda _parent, first, last: come.append((first, last)))
    model.modelReset.connect(lambda: pytest.fail("the whole list was made anew"))
    source.list = after
    model.refresh()
    assert list(model.ids) == after
    assert (gone, come) == (removed, inserted)


def test_another_list_is_shown_as_a_whole(qapp: object) -> None:
    source = Made(range(1000))
    model = model_of(source)
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    source.list = list(range(5000, 9000))
    model.show(Filter(unread=True), ArticleOrder.TITLE)
    assert resets == [True]
    assert source.asked[-1] == (Filter(unread=True), ArticleOrder.TITLE)


def test_the_answer_to_an_older_question_is_dropped(qapp: object) -> None:
    source = Made([1])
    model = ArticleModel(source)
    source.late = True
    model.show(Filter(), ArticleOrder.NEWEST)
    source.list = [2]
    model.show(Filter(unread=True), ArticleOrder.NEWEST)
    for answer in reversed(source.waiting):
        answer()
    assert list(model.ids) == [2]


def test_rows_are_read_again_after_a_change_and_stand_meanwhile(qapp: object) -> None:
    source = Made([1, 2])
    model = model_of(source)
    model.row(0)
    source.changed[1] = row(1, title="Judul baru")
    source.late = True
    model.refresh()
    source.waiting.pop(0)()
    shown = model.row(0)
    assert shown is not None
    assert shown.title == "Judul 1"
    source.waiting.pop(0)()
    fresh = model.row(0)
    assert fresh is not None
    assert fresh.title == "Judul baru"


def test_outside_the_list_there_is_nothing(qapp: object) -> None:
    model = model_of(Made([7]))
    assert model.row(5) is None
    assert model.row_of(9) == -1
    assert model.row_of(7) == 0
    assert model.data(QModelIndex(), IdRole) == 0


# ---------------------------------------------------------------------- the pane


@pytest.fixture
def source() -> Made:
    return Made(range(1, 401))


@pytest.fixture
def cleared() -> list[bool]:
    return []


@pytest.fixture
def pane(qtbot: QtBot, source: Made, cleared: list[bool]) -> ArticlesPane:
    made = ArticlesPane(source, THEME, WORDS, lambda: cleared.append(True))
    qtbot.addWidget(made)
    made.resize(296, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_choosing_tells_which_article_once(pane: ArticlesPane) -> None:
    pane.show_list(Filter())
    told: list[int] = []
    pane.chosen.connect(told.append)
    pane.step(1)
    pane.step(1)
    pane.step(-1)
    assert told == [1, 2, 1]
    pane.choose(5)
    assert told == [1, 2, 1], "who chooses from outside knows already"
    assert pane.current == 5


def test_the_choice_outlives_a_change_of_the_list(pane: ArticlesPane, source: Made) -> None:
    pane.show_list(Filter())
    pane.choose(3)
    source.list.insert(0, 900)
    pane.refresh()
    assert pane.view.currentIndex().data(IdRole) == 3
    assert pane.view.currentIndex().row() == 3


def test_stepping_stops_at_both_ends(pane: ArticlesPane, source: Made) -> None:
    source.list = [1, 2]
    pane.show_list(Filter())
    for _ in range(5):
        pane.step(1)
    assert pane.current == 2
    for _ in range(5):
        pane.step(-1)
    assert pane.current == 1


@pytest.mark.parametrize(
    ("wanted", "heading", "offers"),
    [
        (Filter(), "No articles yet", ()),
        (Filter(unread=True), "Nothing fits these filters", ("Clear filters",)),
        (
            Filter(trash=True),
            "No articles in the trash",
            ("Deleted highlights…", "Show all articles"),
        ),
    ],
)
def test_an_empty_list_says_why_and_offers_a_way_out(
    pane: ArticlesPane,
    source: Made,
    cleared: list[bool],
    wanted: Filter,
    heading: str,
    offers: tuple[str, ...],
) -> None:
    source.list = []
    pane.show_list(wanted)
    said = [label.text() for label in pane._empty.findChildren(type(pane._count))]
    assert heading in said
    buttons = [each for each in pane._empty.findChildren(QPushButton) if not each.isHidden()]
    assert tuple(each.text() for each in buttons) == offers
    for button in buttons[-1:]:
        button.click()
    assert cleared == ([True] if offers else [])


def test_the_heading_counts_and_the_order_can_be_changed(pane: ArticlesPane, source: Made) -> None:
    pane.show_list(Filter())
    assert pane._count.text() == "400 articles"
    told: list[ArticleOrder] = []
    pane.order_changed.connect(told.append)
    by_title = next(a for a in pane._order.menu().actions() if a.text() == "By title")
    by_title.trigger()
    assert told == [ArticleOrder.TITLE]
    assert source.asked[-1][1] is ArticleOrder.TITLE
    assert pane._order.text() == "By title"


def test_enter_leads_into_the_text(pane: ArticlesPane, qtbot: QtBot) -> None:
    pane.show_list(Filter())
    with qtbot.waitSignal(pane.text_wanted):
        QTest.keyClick(pane.view, Qt.Key.Key_Return)


# ---------------------------------------------------------------------- how rows look


def drawn(shown: ArticleRow | None, *, width: int = 296, chosen: bool = False) -> QImage:
    source = Made([shown.id] if shown else [1])
    if shown:
        source.changed[shown.id] = shown
    model = model_of(source)
    source.late = shown is None
    model.row(0)
    view = ArticlesPane(source, THEME, WORDS, lambda: None)
    delegate = ArticleDelegate(THEME, WORDS, view)
    image = QImage(width, delegate.height, QImage.Format.Format_RGB32)
    image.fill(THEME.color("pane"))
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, delegate.height)
    if chosen:
        option.state = QStyle.StateFlag.State_Selected
    painter = QPainter(image)
    delegate.paint(painter, option, model.index(0))
    painter.end()
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return image


def colours(image: QImage) -> set[str]:
    pixels = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(x, y).name() for x, y in pixels}


def test_what_was_read_is_grey_and_what_was_not_is_ink(qtbot: QtBot) -> None:
    ink, muted = THEME.color("ink").name(), THEME.color("muted").name()
    assert ink in colours(drawn(row(1)))
    assert ink not in colours(drawn(row(1, read=True)))
    assert muted in colours(drawn(row(1, read=True)))


def test_a_tags_count_stands_beside_its_badge(qtbot: QtBot) -> None:
    found = colours(drawn(row(1, highlights=3, tag_counts=(("commitment", 2), ("legal", 1)))))
    assert THEME.color("commitment_ink").name() in found
    assert THEME.color("legal_ink").name() in found
    assert THEME.color("statistic_ink").name() not in found


def test_the_chosen_row_has_the_page_under_it_and_a_bar_before_it(qtbot: QtBot) -> None:
    image = drawn(row(1), chosen=True)
    assert image.pixelColor(1, 20) == THEME.color("accent")
    assert image.pixelColor(290, 5) == THEME.color("page")


def test_a_star_shows(qtbot: QtBot) -> None:
    accent = THEME.color("accent").name()
    assert accent in colours(drawn(row(1, starred=True)))
    assert accent not in colours(drawn(row(1)))


@pytest.mark.parametrize(
    "shown",
    [
        None,
        row(1, title=""),
        row(1, title="Kata " * 200, outlet="Panjang " * 30),
        row(1, title="Pneumonoultramicroscopic" * 20),
        row(1, published="", published_words="kemarin sore"),
        row(1, highlights=900, tag_counts=tuple((f"own {n}", 100) for n in range(9))),
        row(1, highlights=2, to_review=2),
        row(1, title="😀 \u202e abc"),
    ],
)
@pytest.mark.parametrize("width", [216, 296, 600])
def test_whatever_stands_in_a_row_nothing_is_drawn_over_its_side(
    qtbot: QtBot, shown: ArticleRow | None, width: int
) -> None:
    image = drawn(shown, width=width)
    ground = {THEME.color("pane").name(), THEME.color("line").name()}
    right = {
        image.pixelColor(width - x, y).name() for x in range(1, 8) for y in range(image.height())
    }
    assert right <= ground
