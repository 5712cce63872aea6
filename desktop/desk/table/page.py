"""The tab of the desk called Highlights: all of the library, narrowed, sorted, searched, edited."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotations.desk import DeskFacets, DeskOrder
from annotations.queries import Filter, Hit
from desktop.actions import shown_key
from desktop.desk.table.bar import BulkBar
from desktop.desk.table.columns import (
    COLUMNS,
    Shown,
    chosen_columns,
    kept_order,
    order,
    sortable,
    widths,
)
from desktop.desk.table.deeds import Deeds
from desktop.desk.table.editing import EditingDelegate
from desktop.desk.table.facets import FacetsPane, choice_of
from desktop.desk.table.finding import ArticleFinds, Head
from desktop.desk.table.model import DeskModel, Index, RowRole
from desktop.desk.table.returning import Returning
from desktop.desk.table.saved import SavedSearches
from desktop.desk.table.source import DeskSource
from desktop.desk.table.view import DeskView
from desktop.theme import Theme
from desktop.widgets.empty_state import EmptyState, Offer

if TYPE_CHECKING:
    from annotations.desk import DeskRow
    from desktop.workspace import Workspace

FACETS = 208
"""Pixels of the pane at the left."""
ROOM = 1120
"""Below this width of the window the pane at the left folds."""
_SOON, _LATER = 40, 300
"""Milliseconds before values are counted, which takes longest: the rows come first."""
_REST = 60  # milliseconds after a change before the table is asked for again


class HighlightsPage(QWidget):
    """The table with its facets, its search, and the line below it."""

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__()
        self._at = workspace
        self._session = workspace.session
        self._words = words = workspace.words
        theme = workspace.theme
        self._facets = DeskFacets()
        self._wide: bool | None = None
        self._typing = False  # the words are as somebody typed them, not as they were saved
        self._source = DeskSource(self._session)
        self.head = Head(theme, words)
        self.facets = FacetsPane(theme, words, self._speaker_name)
        self.model = DeskModel(self._source, words, self)
        self.model.writable = not self._session.store.read_only
        self.view = DeskView(self.model, words, workspace.window_.actions_)
        self.deeds = Deeds(self, workspace)
        self.returning = Returning(self._session, self.model, self.view)
        self._delegate = EditingDelegate(theme, words, self.view, self.deeds.speakers, self.people)
        self.view.setItemDelegate(self._delegate)
        self.nothing = EmptyState(theme)
        self.finds = ArticleFinds(theme, words)
        self.finds.hide()
        self.bar = BulkBar(theme, words)
        self.saved = SavedSearches(self._session, workspace.window_, self.filter)
        self._counting = QTimer(self, singleShot=True)
        self._counting.timeout.connect(self._count)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._read_again)
        self._lay_out()
        self._wire()
        settings = workspace.window_.program.settings
        self.view.show_columns(chosen_columns(settings.desk_columns), widths(settings.desk_widths))
        self._show(order(settings.desk_order))

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.nothing)
        self._both = QSplitter(Qt.Orientation.Vertical)
        self._both.setHandleWidth(1)
        self._both.setChildrenCollapsible(False)
        self._both.addWidget(self._stack)
        self._both.addWidget(self.finds)
        self._both.setStretchFactor(0, 1)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, _line(), self._both, _line(), self.bar):
            column.addWidget(part, 1 if part is self._both else 0)
        side = QWidget()
        side.setObjectName("pane")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QHBoxLayout(side)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.facets)
        inside.addWidget(_line(upright=True))
        side.setFixedWidth(FACETS)
        self._side = side
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addLayout(column, 1)

    def _wire(self) -> None:
        head, view, deeds = self.head, self.view, self.deeds
        head.typed.connect(lambda _: self._typed())
        head.down.connect(self._take_finds)
        head.left.connect(self.view.setFocus)
        head.facets_wanted.connect(lambda: self._side.setVisible(self._side.isHidden()))
        head.saved.menu().aboutToShow.connect(lambda: self.saved.show_menu(head.saved.menu()))
        head.columns.menu().aboutToShow.connect(self._fill_columns)
        head.set_key(shown_key(self._at.window_.actions_["find_slash"]))
        self.saved.chosen.connect(self.show_filter)
        self.facets.filter_changed.connect(lambda _: self._narrow())
        self.model.filled.connect(self._filled)
        view.opened.connect(self.open_in_text)
        view.acted.connect(deeds.do)
        view.order_wanted.connect(self._sort)
        view.widths_changed.connect(self._keep_widths)
        view.chosen_changed.connect(self._show_chosen)
        view.customContextMenuRequested.connect(
            lambda point: deeds.show_menu(view.viewport().mapToGlobal(point))
        )
        self._delegate.named.connect(deeds.named)
        self._delegate.menu_wanted.connect(deeds.edit_cell)
        self.finds.opened.connect(self._open_hit)
        self.finds.escaped.connect(self.focus_first)
        self.bar.wanted.connect(deeds.wanted)
        self.bar.stop_wanted.connect(deeds.acting.stop)
        deeds.acting.progressed.connect(self.bar.show_progress)
        self._session.tags_changed.connect(lambda: self.view.viewport().update())
        self._session.speakers_changed.connect(self._rest.start)

    # ------------------------------------------------------------------ what others ask

    def filter(self) -> Filter:
        """Say what the table is narrowed to, typed words included."""
        words = self.head.field.text().strip()
        typing = bool(words) and self._typing
        return replace(self.facets.choice.filter(), words=words, typing=typing)

    def show_filter(self, wanted: Filter) -> None:
        """Narrow the table to a filter, whoever asks: a saved search, a person's page."""
        self.head.say(wanted.words)
        self._typing = wanted.typing
        self.facets.choice = choice_of(wanted)
        self.facets.set_counts(self._facets)
        self._narrow()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for part in (self.head, self.facets, self.nothing, self.finds, self.bar):
            part.set_theme(theme)
        self._delegate.theme = theme
        self.head.set_key(shown_key(self._at.window_.actions_["find_slash"]))  # it may be another
        self.view.viewport().update()

    def refresh(self) -> None:
        """Show what changed in the library."""
        self._rest.start()

    def focus_first(self) -> None:
        """Take the keyboard, on the row that was left."""
        if self._stack.currentWidget() is self.view:
            self.view.setFocus()  # its rows may still be on their way
        else:
            self.head.field.setFocus()

    def focus_search(self) -> None:
        """Put the keyboard into the search."""
        self.deeds.do("find_slash")

    def copy_citation(self) -> None:
        """Copy what is chosen with where it comes from."""
        self.deeds.copy()

    def people(self) -> Sequence[str]:
        """Name everybody who has something to look at."""
        named = {each.value for each in self._facets.assigned if each.value}
        author = self._session.settings.author
        return sorted(named | ({author} if author else set()), key=str.casefold)

    def _speaker_name(self, uid: str) -> str:
        found = self._session.speaker(uid)
        return found.name if found else uid

    def edit_cell(self, column: Shown) -> None:
        """Edit a cell of the row in focus, where its column is shown."""
        if column in self.model.columns and self.view.currentIndex().isValid():
            place = self.model.columns.index(column)
            index = self.model.index(self.view.currentIndex().row(), place)
            self.view.setCurrentIndex(index)
            self.view.edit(index)

    def open_in_text(self) -> None:
        """Show the highlight in focus in its article; this place is found again."""
        index: Index = self.view.currentIndex()
        row: DeskRow | None = index.data(RowRole) if index.isValid() else None
        if row is not None:
            self._at.desk.read(row.article_id, row.uid)

    def _open_hit(self, hit: Hit) -> None:
        self._at.desk.read_hit(hit)

    # ------------------------------------------------------------------ what is shown

    def _typed(self) -> None:
        self._typing = True
        self._narrow()

    def _narrow(self) -> None:
        self._show(self.model.order)
        self._at.window_.show_actions()

    def _show(self, wanted: DeskOrder) -> None:
        narrowed = self.filter()
        self.model.show(narrowed, wanted)
        self.view.show_order(wanted)
        self._counting.start(_SOON)
        if narrowed.words:
            self._source.articles(narrowed, self._show_articles)
        else:
            self.finds.hide()

    def _read_again(self) -> None:
        self.model.refresh()
        self._counting.start(_LATER)

    def _count(self) -> None:
        def take(facets: DeskFacets) -> None:
            self._facets = facets
            self.facets.set_counts(facets)
            self._say_found()

        self._source.facets(self.model.filter, take)

    def _show_articles(self, hits: list[Hit]) -> None:
        if self.head.field.text().strip():
            shown = self.finds.isVisible()
            self.finds.show_hits(hits)
            if hits and not shown:
                height = self.finds.sizeHint().height()
                height = min(height, self._both.height() // 2)
                self._both.setSizes([self._both.height() - height, height])

    def _filled(self) -> None:
        if not self.model.ids:
            self._say_why_empty()
        offers = self.nothing.findChildren(QWidget)
        had = self.view.hasFocus() or any(each.hasFocus() for each in offers)
        self._stack.setCurrentWidget(self.view if self.model.ids else self.nothing)
        if self.model.ids and not self.view.currentIndex().isValid():
            self.view.go_to(0)
        if had:
            self.focus_first()
        self._say_found()
        self._show_chosen()

    def _say_found(self) -> None:
        found, of_all = len(self.model.ids), self._facets.all
        read_only = self._session.store.read_only
        self.bar.show_found(found, of_all, read_only=read_only, trash=self.model.filter.trash)

    def _show_chosen(self) -> None:
        self.bar.show_chosen(self.view.how_many, writable=self.model.writable)

    def _say_why_empty(self) -> None:
        words, wanted = self._words, self.model.filter
        everything = Offer(words("Show all highlights"), lambda: self.show_filter(Filter()))
        if wanted == Filter():
            self.nothing.say(
                "highlight",
                words("No highlights yet"),
                words("Select words in an article and press 1, 2 or 3: they are listed here."),
                [Offer(words("Back to the text"), self._at.desk.close, main=True)],
            )
        elif wanted.words:
            self.nothing.say(
                "search",
                words("No highlight has these words"),
                words("Try fewer words, or fewer letters of one."),
                [everything],
            )
        elif wanted.trash:
            self.nothing.say("trash", words("No highlights in the trash"), "", [everything])
        else:
            self.nothing.say(
                "search",
                words("Nothing fits these filters"),
                words("No highlight has all that is chosen at the left."),
                [everything],
            )

    def _take_finds(self) -> None:
        """Go from the search to what it found."""
        if self.model.ids or not self.finds.isVisible():
            self.focus_first()
        else:
            self.finds.take_keyboard()

    # ------------------------------------------------------------------ columns and order

    def _sort(self, wanted: DeskOrder) -> None:
        self._at.window_.program.change(desk_order=kept_order(wanted))
        self.model.show(self.model.filter, wanted)
        self.view.show_order(wanted)

    def _fill_columns(self) -> None:
        menu, words = self.head.columns.menu(), self._words
        menu.clear()
        for column, about in COLUMNS.items():
            action = menu.addAction(words(about.name))
            action.setCheckable(True)
            action.setChecked(column in self.model.columns)
            action.setEnabled(column not in (Shown.NUMBER, Shown.QUOTE))
            action.triggered.connect(lambda _=False, each=column: self._toggle_column(each))
        menu.addSeparator()
        by = menu.addMenu(words("Sort by"))
        for column, about in COLUMNS.items():
            found = sortable(column)
            if found is not None:
                action = by.addAction(words(about.name))
                action.setCheckable(True)
                action.setChecked(found is self.model.order.column)
                wanted = replace(self.model.order, column=found)
                action.triggered.connect(lambda _=False, each=wanted: self._sort(each))
        by.addSeparator()
        turned = by.addAction(words("Last first"))
        turned.setCheckable(True)
        turned.setChecked(self.model.order.descending)
        turned.triggered.connect(lambda on: self._sort(replace(self.model.order, descending=on)))
        menu.addAction(words("The usual columns")).triggered.connect(
            lambda _=False: self._set_columns(())
        )

    def _toggle_column(self, column: Shown) -> None:
        now = set(self.model.columns) ^ {column}
        self._set_columns(tuple(each.value for each in COLUMNS if each in now))

    def _set_columns(self, names: tuple[str, ...]) -> None:
        program = self._at.window_.program
        fields: dict[str, object] = {"desk_columns": names}
        if not names:
            fields["desk_widths"] = ()
        program.change(**fields)
        self.view.show_columns(chosen_columns(names), widths(program.settings.desk_widths))
        self.view.show_order(self.model.order)

    def _keep_widths(self, found: dict[Shown, int]) -> None:
        lines = tuple(
            f"{column.value}={width}"
            for column, width in found.items()
            if width != COLUMNS[column].width
        )
        self._at.window_.program.change(desk_widths=lines)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the facets where the table needs the room."""
        super().resizeEvent(event)
        wide = self.width() >= ROOM
        if wide != self._wide:
            self._wide = wide
            self._side.setVisible(wide)


def _line(*, upright: bool = False) -> QWidget:
    line = QWidget()
    line.setObjectName("hairline")
    line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    if upright:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line
