"""The list of articles with its heading: how many there are, in which order."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotations.queries import ArticleOrder, Filter
from desktop.articles.delegate import ArticleDelegate
from desktop.articles.list_model import ArticleModel, IdRole
from desktop.articles.source import ArticleSource
from desktop.theme import Theme
from desktop.widgets.empty_state import EmptyState, Offer
from desktop.widgets.icon import icon
from resources import Catalogue, marked

_ORDERS = (
    (ArticleOrder.NEWEST, marked("Newest first")),
    (ArticleOrder.OLDEST, marked("Oldest first")),
    (ArticleOrder.ADDED, marked("Last added first")),
    (ArticleOrder.TITLE, marked("By title")),
    (ArticleOrder.OUTLET, marked("By outlet")),
)


class _List(QListView):
    """The view; Enter opens the text."""

    entered_text = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter put the focus into the reader."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_text.emit()
            return
        super().keyPressEvent(event)


class ArticlesPane(QWidget):
    """The list; `chosen` carries the number of an article to show, 0 for none."""

    chosen = Signal(int)
    order_changed = Signal(object)
    text_wanted = Signal()
    menu_wanted = Signal(object)  # QPoint on the screen
    deleted_wanted = Signal()

    def __init__(
        self,
        source: ArticleSource,
        theme: Theme,
        words: Catalogue,
        show_all: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = words
        self._show_all = show_all
        self._wanted = 0
        self._quiet = False
        self.model = ArticleModel(source, self, partial(_tell_checks, words))
        self._delegate = ArticleDelegate(theme, words, self)
        self.view = self._make_view()
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self._clear = QPushButton(words("Clear filters"))
        self._clear.setProperty("role", "link")
        self._clear.clicked.connect(lambda _=False: show_all())
        self._clear.hide()
        self._order = self._make_order(theme)
        self._empty = EmptyState(theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self._lay_out()
        self.model.filled.connect(self._filled)
        self.setMinimumWidth(216)

    def _make_order(self, theme: Theme) -> QPushButton:
        """Make the button that says the order and offers the others."""
        button = QPushButton()
        button.setProperty("role", "order")
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind
        button.setIcon(icon("down", theme, "muted", 12))
        button.setIconSize(QSize(12, 12))
        button.setToolTip(self._words("Order of the articles"))
        menu = QMenu(button)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        for order, name in _ORDERS:
            action = menu.addAction(self._words(name))
            action.setCheckable(True)
            action.setData(order)
            action.triggered.connect(lambda _=False, each=order: self._reorder(each))
        button.setMenu(menu)
        return button

    def _make_view(self) -> _List:
        view = _List()
        view.setModel(self.model)
        view.setItemDelegate(self._delegate)
        view.setUniformItemSizes(True)  # without it 100,000 rows take 27 s
        view.setMouseTracking(True)
        view.setAccessibleName(self._words("Articles"))
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(
            lambda point: self.menu_wanted.emit(view.viewport().mapToGlobal(point))
        )
        view.entered_text.connect(self.text_wanted)
        view.doubleClicked.connect(lambda _: self.text_wanted.emit())
        view.selectionModel().currentChanged.connect(self._current_changed)
        return view

    def _lay_out(self) -> None:
        self.head = head = QHBoxLayout()
        head.setContentsMargins(16, 9, 8, 6)
        head.addWidget(self._count)
        head.addWidget(self._clear)
        head.addStretch()
        head.addWidget(self._order)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        line = QWidget()
        line.setObjectName("hairline")
        line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line.setFixedHeight(1)
        column.addWidget(line)
        column.addWidget(self._stack, 1)

    # ------------------------------------------------------------------ what is shown

    def show_list(self, wanted: Filter, order: ArticleOrder | None = None) -> None:
        """Show the articles that meet a filter, from the first on."""
        order = order or self.model.order
        self._show_order(order)
        self._clear.setVisible(wanted != Filter())
        self.model.show(wanted, order)

    def refresh(self) -> None:
        """Show what changed in the library."""
        self.model.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._delegate.set_theme(theme)
        self._empty.set_theme(theme)
        self._order.setIcon(icon("down", theme, "muted", 12))
        self.view.viewport().update()

    # ------------------------------------------------------------------ choosing

    @property
    def current(self) -> int:
        """The number of the article chosen, 0 where none is."""
        return self._wanted

    def choose(self, article_id: int) -> None:
        """Choose an article; it may be in a list that is still on its way."""
        self._wanted = article_id
        self._select(self.model.row_of(article_id))

    def step(self, by: int) -> None:
        """Choose the next article (1) or the one before (-1)."""
        if not self.model.ids:
            return
        place = self.model.row_of(self._wanted)
        place = 0 if place < 0 else min(max(place + by, 0), len(self.model.ids) - 1)
        self.view.setCurrentIndex(self.model.index(place))

    def _select(self, place: int) -> None:
        self._quiet = True
        if place < 0:
            self.view.selectionModel().clear()
        else:
            index = self.model.index(place)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.view.selectionModel().setCurrentIndex(index, flags)
            self.view.scrollTo(index)
        self._quiet = False

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if self._quiet or not current.isValid():
            return
        article_id = current.data(IdRole)
        if article_id != self._wanted:
            self._wanted = article_id
            self.chosen.emit(article_id)

    def _reorder(self, order: ArticleOrder) -> None:
        self._show_order(order)
        self.order_changed.emit(order)
        self.model.show(self.model.filter, order)

    def _show_order(self, order: ArticleOrder) -> None:
        self._order.setText(self._words(dict(_ORDERS)[order]))
        for action in self._order.menu().actions():
            action.setChecked(action.data() == order)

    def _filled(self) -> None:
        count = len(self.model.ids)
        self._count.setText(self._words.plural("{n} article", "{n} articles", count))
        self._stack.setCurrentWidget(self.view if count else self._empty)
        if not count:
            self._say_why_empty()
        self._select(self.model.row_of(self._wanted))

    def _say_why_empty(self) -> None:
        words, wanted = self._words, self.model.filter
        if wanted.trash:
            self._empty.say(
                "trash",
                words("No articles in the trash"),
                words("Highlights that you delete have a list of their own."),
                [
                    Offer(words("Deleted highlights…"), self.deleted_wanted.emit),
                    Offer(words("Show all articles"), self._show_all),
                ],
            )
        elif wanted != Filter():
            self._empty.say(
                "search",
                words("Nothing fits these filters"),
                words("No article has all that is chosen at the left."),
                [Offer(words("Clear filters"), self._show_all)],
            )
        else:
            self._empty.say(
                "inbox",
                words("No articles yet"),
                words("What you import is listed here."),
            )


def _tell_checks(words: Catalogue, count: int) -> str:
    """Say how much of an article does not agree, and what that means."""
    mismatches = words.plural("{n} mismatch", "{n} mismatches", count)
    return words(
        "{mismatches}: figures, dates, names or quotes that do not agree", mismatches=mismatches
    )
