"""An open library in the window: filters, list, reader and highlights, side by side."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from annotations.labels import tag_letter, tag_name
from annotations.model import Span
from annotations.queries import ArticleOrder, Filter
from desktop.actions import SPECS, Scope
from desktop.articles.filters_pane import FiltersPane
from desktop.articles.list_pane import ArticlesPane
from desktop.articles.source import LibrarySource
from desktop.checks.room import Checks
from desktop.desk.door import Door
from desktop.desk.promises.due import DueWatch
from desktop.desk.promises.on_card import CardPromises
from desktop.drawn import Drawn
from desktop.folding import Folding
from desktop.highlights.pane import HighlightsPane
from desktop.jobs import OpenArticle
from desktop.reader.marks import TagChoice
from desktop.reader.reader import Reader
from desktop.session import Session
from desktop.settings import Settings
from desktop.standing import Standing
from desktop.suggestions.room import Suggestions
from desktop.theme import Theme
from desktop.verbs import Verbs, keyed_tags
from desktop.versions import Versions
from desktop.widgets.empty_state import EmptyState, Offer

if TYPE_CHECKING:
    from annotations.queries import Facets, Hit
    from annotations.storage.store import Library
    from desktop.main_window import MainWindow
    from desktop.pages.originals import Originals


class Workspace(QWidget):
    """The panes, and what one tells the other."""

    def __init__(self, session: Session, window: "MainWindow") -> None:
        super().__init__()
        self.session = session
        self.window_ = window
        self.words = session.words
        self._theme = window.program.theme
        self._hit: Hit | None = None
        self._focus_next = ""  # uid of the highlight to show once its article is open
        self._originals: Originals | None = None
        self.filters = FiltersPane(self._theme, self.words)
        self.source = LibrarySource(session.read)
        show_all = self.filters.clear
        self.articles = ArticlesPane(self.source, self._theme, self.words, show_all)
        self.reader = Reader(self.words, self._theme)
        self.reader.set_zoom(window.program.settings.zoom / 100)
        self.highlights = HighlightsPane(session, self._theme)
        self.nothing = EmptyState(self._theme)
        self.nothing.setObjectName("page")
        self.nothing.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.centre = QStackedWidget()
        self.centre.addWidget(self.nothing)
        self.centre.addWidget(self.reader)
        self.splitter = self._split()
        self.folding = Folding(self, window.program)
        self.standing = Standing(session, window.status)
        self.verbs = Verbs(self)
        self.versions = Versions(self)
        self.suggestions = Suggestions(self)
        self.checks = Checks(self)
        self.checks.checked.connect(self.suggestions.checked_anew)
        self._drawn = Drawn(session, self.suggestions.marks)
        self.acts: dict[str, Callable[[], object]] = {**self.verbs.acts(), **self.versions.acts()}
        self.acts |= self.suggestions.keys.acts(self.acts)
        self.desk = Door(self)
        self.promises, self.due = CardPromises(self), DueWatch(self)
        self.acts |= self.desk.acts(self.acts)
        self._wire()
        self._give_keys()
        self._say_nothing_open()
        order = ArticleOrder(window.program.settings.order)
        self.articles.show_list(Filter(), order)
        self._count()
        session.read(_last_read, self._go_on)

    def _split(self) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        # The text shares its place with its original page, where that is shown.
        self.beside = QSplitter(Qt.Orientation.Horizontal)
        for each in (splitter, self.beside):
            each.setHandleWidth(1)
            each.setChildrenCollapsible(False)
        self.beside.addWidget(self.centre)
        for pane in (self.filters, self.articles, self.beside, self.highlights):
            splitter.addWidget(pane)
        splitter.setStretchFactor(2, 1)
        self.centre.setMinimumWidth(360)
        self.highlights.setMinimumWidth(264)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)
        return splitter

    def _wire(self) -> None:
        session, reader, pane = self.session, self.reader, self.highlights
        self.filters.filter_changed.connect(self._narrow)
        self.articles.chosen.connect(self.open_article)
        self.articles.text_wanted.connect(reader.setFocus)
        self.articles.order_changed.connect(
            lambda order: self.window_.program.change(order=order.value)
        )
        self.articles.menu_wanted.connect(self.verbs.show_article_menu)
        self.articles.deleted_wanted.connect(self.window_.errands.show_trash)
        session.article_opened.connect(self._opened)
        session.article_failed.connect(self._missing)
        session.highlights_changed.connect(lambda _: self.mark())
        session.changed.connect(lambda _: self.refresh())
        session.tags_changed.connect(self._take_tags)
        session.failed.connect(lambda _error, said: self.window_.notice.say(said, stays=True))
        session.conflict.connect(lambda said: self.window_.notice.say(said, stays=True))
        session.revealed.connect(self.desk.reveal)
        session.undo_stack.indexChanged.connect(self._undo_changed)
        pane.highlight_chosen.connect(reader.focus_mark)
        pane.highlight_chosen.connect(lambda _: self.window_.show_actions())
        pane.returned.connect(reader.setFocus)
        pane.citation_wanted.connect(self.verbs.copy_citation_of)
        reader.mark_focused.connect(self._focus_card)
        reader.selection_changed.connect(lambda _: self.window_.show_actions())
        reader.position_changed.connect(session.keep_position)
        reader.zoom_changed.connect(
            lambda zoom: self.window_.program.change(zoom=round(zoom * 100))
        )
        self.verbs.listen(reader)

    def _give_keys(self) -> None:
        """Let keys of the text act in the text, and keys of the list in the list."""
        places = {Scope.READER: self.reader, Scope.LIST: self.articles.view}
        for spec in SPECS:
            place = places.get(spec.scope)
            if place is not None:
                action = self.window_.actions_[spec.name]
                self.window_.removeAction(action)
                place.addAction(action)

    # ------------------------------------------------------------------ what is shown

    def _go_on(self, article_id: int) -> None:
        """Show what was read last, unless something else is wanted by now."""
        if article_id and not self.articles.current:
            self.arrived(article_id)

    def open_article(self, article_id: int) -> None:
        """Show an article; the one before it keeps its reading position."""
        shown = self.session.article
        if shown and shown.article.id == article_id:
            return
        self.session.open_article(article_id)

    def open_hit(self, hit: "Hit") -> None:
        """Show what a search found, at its place."""
        self.desk.close()
        self._hit = hit
        self.articles.choose(hit.article)
        shown = self.session.article
        if shown and shown.article.id == hit.article:
            self._go_to_hit()
        else:
            self.session.open_article(hit.article)

    def arrived(self, article_id: int, *, single: bool = False) -> None:
        """Show the first article of an import, where none is shown or it is all that came."""
        if article_id and (single or self.session.article is None):
            self.articles.choose(article_id)
            self.session.open_article(article_id)

    def focus_first(self) -> None:
        """Put the keyboard where reading begins: into the list."""
        self.articles.view.setFocus()

    def refresh(self) -> None:
        """Show what changed in the library."""
        self.articles.refresh()
        self._count()

    def originals(self) -> "Originals":
        """Give what shows original pages, made when it is first asked for."""
        if self._originals is None:
            from desktop.pages.originals import Originals

            self._originals = Originals(self)
        return self._originals

    @property
    def theme(self) -> Theme:
        """The colours in use, the library's own tags among them."""
        return self._theme

    @property
    def page_shown(self) -> bool:
        """Whether an original page stands beside the text."""
        return self._originals is not None and self._originals.shown

    def leave(self) -> None:
        """Let go of the window's actions and widths before another library comes."""
        self.folding.keep()
        self.versions.leave()
        self.suggestions.leave()
        self.due.leave()
        self.checks.leave()
        if self._originals:
            self._originals.stop()
        # The stack clears itself as it goes, when nothing of this library can be asked any more.
        self.session.undo_stack.indexChanged.disconnect(self._undo_changed)
        for spec in SPECS:
            if spec.scope is not Scope.WINDOW:
                self.reader.removeAction(self.window_.actions_[spec.name])
                self.highlights.cards.removeAction(self.window_.actions_[spec.name])

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme.with_tags(self.session.tags)
        for part in (self.filters, self.articles, self.reader, self.highlights, self.nothing):
            part.set_theme(self._theme)
        self.folding.set_theme(self._theme)
        self.versions.set_theme(self._theme)
        self.checks.set_theme(self._theme)
        self.desk.set_theme(self._theme)
        if self._originals:
            self._originals.set_theme(self._theme)

    def take_settings(self, settings: Settings) -> None:
        """Follow the settings."""
        self.session.settings = settings
        self.suggestions.take_settings()
        self.checks.take_settings()
        self.reader.set_zoom(settings.zoom / 100)
        self._take_tags()

    def able(self) -> frozenset[str]:
        """Name the actions that can be done now."""
        reading = self.verbs.able() | self.versions.able() | self.suggestions.keys.able()
        return self.desk.able(reading)

    def checked(self) -> dict[str, bool]:
        """Say which actions are switched on."""
        return {
            **self.folding.checked(),
            **self.suggestions.keys.checked(),
            **self.desk.checked(),
            "original": self.page_shown,
        }

    def name_tags(self, names: dict[str, str]) -> None:
        """Take the names of the own tags from the settings."""
        self.verbs.name_tags(names)

    # ------------------------------------------------------------------ within

    def _narrow(self, wanted: Filter) -> None:
        self.articles.show_list(wanted)
        self.window_.show_actions()

    def _count(self) -> None:
        def take(facets: "Facets") -> None:
            self.filters.set_facets(facets)
            self.standing.show_unchecked(facets.unchecked_highlights)
            if self.session.article is None:
                self._say_nothing_open(empty=facets.all == 0)

        self.source.facets(take)

    def _opened(self, opened: OpenArticle) -> None:
        self.centre.setCurrentWidget(self.reader)
        self.reader.show_article(opened.text, opened.article, self._drawn.marks(), opened.position)
        self.standing.show_article(opened)
        self.articles.choose(opened.article.id)
        if not opened.article.read:
            self.session.mark_read(opened.article.id)
        self._go_to_hit()
        if opened.revision.pages and not opened.text.text:
            self.originals().welcome(opened)  # a scan: its pages are all there is to read
        uid, self._focus_next = self._focus_next, ""
        if uid and self.session.highlight(uid):
            self._focus_both(uid)
        self.window_.show_actions()

    def _missing(self, _error: object, said: str) -> None:
        self.window_.notice.say(said)
        self.refresh()

    def _say_nothing_open(self, *, empty: bool = False) -> None:
        words = self.words
        self.centre.setCurrentWidget(self.nothing)
        if empty:
            arrivals = self.window_.arrivals
            self.nothing.say(
                "article",
                words("This library is empty"),
                words(
                    "Drop stories anywhere on the window, or a whole folder: web pages, PDF, Word,"
                    " mail, text. Or paste one."
                ),
                (
                    Offer(words("Import…"), arrivals.ask_for_files, main=True),
                    Offer(words("Add the sample articles"), arrivals.bring_in_samples),
                ),
            )
        else:
            self.nothing.say("article", words("Choose an article to read it"), "")

    def _go_to_hit(self) -> None:
        hit, self._hit = self._hit, None
        if hit is None:
            return
        if hit.highlight:
            found = [h for h in self.session.highlights() if h.id == hit.highlight]
            if found:
                self._focus_both(found[0].uid)
        elif hit.start >= 0:
            length = hit.marks[0][1] - hit.marks[0][0] if hit.marks else 0
            self.reader.select(Span(hit.start, hit.start + length))
        self.reader.setFocus()

    def _undo_changed(self, _index: int) -> None:
        self.window_.notice.drop(self.session.undo)
        self.window_.show_actions()

    def reveal(self, article_id: int, uid: str) -> None:
        """Show a highlight in its article, which is opened where another one is shown."""
        shown = self.session.article
        if shown is None or shown.article.id != article_id:
            self._focus_next = uid
            self.articles.choose(article_id)
            self.session.open_article(article_id)
        elif uid:
            self._focus_both(uid)

    def show_highlight(self, uid: str) -> None:
        """Focus a highlight in the text and its card."""
        self._focus_both(uid)

    def _focus_both(self, uid: str) -> None:
        self.reader.focus_mark(uid)
        self._focus_card(uid)

    def _focus_card(self, uid: str) -> None:
        self.suggestions.focus(uid)
        self.highlights.focus_highlight(uid)
        self.window_.show_actions()

    def mark(self) -> None:
        """Show the marks of the open article as they are painted now."""
        self.reader.set_highlights(self._drawn.marks())
        if self.session.article:
            self.standing.show_article(self.session.article)
        self.window_.show_actions()

    def _letter(self, tag: str) -> str:
        return tag_letter(tag, self.words)

    def _take_tags(self) -> None:
        """Offer the library's tags, with the keys that set them now."""
        self.set_theme(self.window_.program.theme)
        self.reader.set_tags(tuple(self._choices()))
        self.verbs.name_actions()
        self.mark()

    def _choices(self) -> Iterable[TagChoice]:
        native = QKeySequence.SequenceFormat.NativeText
        for digit, tag in keyed_tags(self.session.tags):
            action = self.window_.actions_.get(f"tag_{digit}")
            key = action.shortcut().toString(native) if action else ""
            label = tag_name(tag.name, self.words)
            yield TagChoice(tag.name, label, self._letter(tag.name), key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what does not fit."""
        super().resizeEvent(event)
        self.folding.fit(self.width())
        self.desk.stay_on_top()


def _last_read(library: "Library") -> int:
    from annotations.storage import articles

    return articles.last_read(library)
