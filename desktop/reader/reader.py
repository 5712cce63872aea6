"""The reader as the window knows it: give it an article and marks, listen to what is wanted.

It knows no session and changes nothing by itself; every wish is a signal. Keys of letters belong
to the window's table, which calls the methods here.
"""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QPagedPaintDevice, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotations.model import Article, RichText, Span
from annotations.spans import (
    trim,
    word_end_after,
    word_end_before,
    word_start_after,
    word_start_before,
)
from annotations.vocabulary import BlockKind
from desktop.reader.find_bar import FindBar
from desktop.reader.finding import Finding
from desktop.reader.margin import Margin
from desktop.reader.marks import Mark, TagChoice
from desktop.reader.masthead import Masthead, masthead
from desktop.reader.notes import shown as shown_notes
from desktop.reader.places import place_marks
from desktop.reader.selection import Selection
from desktop.reader.tag_popup import TagPopup
from desktop.reader.view import View, copy_words
from desktop.theme import Theme, load_theme
from resources import Catalogue

ZOOMS = (0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5)
PLACE_AFTER_MS = 250
"""The reading position is told when scrolling has rested for so long."""
LONGEST_SEARCH = 200
"""A longer selection is not taken over into the find bar."""


class Reader(QWidget):
    """Shows one article with its marks, a strip of badges, the popup and the find bar."""

    highlight_requested = Signal(object, object)
    """Span, and the tag's name: "" for a plain quote, None for the last tag used."""
    mark_focused = Signal(str)
    """A person chose a mark here; "" when they left it."""
    mark_toggle_tag = Signal(str, str)
    mark_deleted = Signal(str)
    end_moved = Signal(str, object)
    note_requested = Signal(object)
    """The uid of the focused mark, else the Span that is selected."""
    star_requested = Signal(str)
    position_changed = Signal(int)
    link_activated = Signal(str)
    selection_changed = Signal(object)
    context_requested = Signal(str, QPoint)
    """The uid of the mark there, "" for none, and the point on the screen."""
    zoom_changed = Signal(float)
    left = Signal()
    """Esc, where there was nothing in the reader to leave."""
    copied = Signal()

    def __init__(self, words: Catalogue, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._head = Masthead()
        self._below = True
        self.view = View(theme, self)
        self._labels = {BlockKind.IMAGE: words("Picture")}
        self.view.set_labels(self._labels)
        self.view.setAccessibleName(words("Article text"))
        self.view.say_notes = partial(shown_notes, words=words)
        self.margin = Margin(self.view)
        self.find_bar = FindBar(words, theme, self)
        self.popup = TagPopup(theme, self)
        self._finding = Finding(self.view, self.find_bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.find_bar)
        self.setFocusProxy(self.view)
        self._place_timer = QTimer(self, singleShot=True, interval=PLACE_AFTER_MS)
        self._connect()
        self.set_tags(())

    def _connect(self) -> None:
        view, popup = self.view, self.popup
        view.moved.connect(self._moved)
        view.selection_changed.connect(self._selection_changed)
        view.settled.connect(self._settled)
        view.mark_clicked.connect(self._mark_clicked)
        view.link_activated.connect(self.link_activated)
        view.context_requested.connect(self.context_requested)
        view.copy_wanted.connect(self.copy)
        view.escaped.connect(self.escape)
        view.zoom_wanted.connect(lambda way: self.zoom_in() if way > 0 else self.zoom_out())
        self.margin.mark_clicked.connect(self._mark_clicked)
        popup.tag_chosen.connect(self.tag)
        popup.quote_chosen.connect(lambda: self.tag(""))
        popup.note_chosen.connect(self.note)
        self._place_timer.timeout.connect(self._tell_position)

    # ------------------------------------------------------------------ the article

    def show_article(
        self, text: RichText, article: Article, marks: Sequence[Mark] = (), position: int = 0
    ) -> None:
        """Show an article from the line of `position` on, with nothing focused or selected."""
        self.popup.hide()
        self._head = masthead(text, article.metadata)
        scene = self.view.scene
        scene.focused = ""
        scene.marks.replace_all(marks)
        self.view.show_text(text, self._head, position)
        self.margin.set_places(place_marks(text, self._words))
        self._finding.start_over()

    def clear(self) -> None:
        """Show nothing."""
        self.close_find()
        self.show_article(RichText(""), Article())

    def set_highlights(self, marks: Sequence[Mark]) -> None:
        """Show these marks; only where one changed is painted anew."""
        self._changed(self.view.scene.marks.replace_all(marks))

    def put_highlight(self, mark: Mark) -> None:
        """Show one mark more, or one that changed, whatever the number of the others."""
        self._changed(self.view.scene.marks.put(mark))

    def drop_highlight(self, uid: str) -> None:
        """Show a mark no longer."""
        self._changed(self.view.scene.marks.remove(uid))

    def _changed(self, spans: Iterable[Span]) -> None:
        scene = self.view.scene
        self.view.repaint_spans(spans)
        if scene.focused and scene.marks.get(scene.focused) is None:
            scene.focused = ""
            self.popup.hide()
        self._refresh_popup()
        self.margin.recount()

    def set_tags(
        self, tags: Sequence[TagChoice], *, quote_key: str = "Q", note_key: str = "N"
    ) -> None:
        """Offer these tags in the popup, and name the keys of a quote and a note."""
        quote = TagChoice("", self._words("Quote"), "", quote_key)
        note = TagChoice("", self._words("Note"), "", note_key)
        self.popup.set_choices(tags, quote, note)
        self._refresh_popup()

    def position(self) -> int:
        """Say where one reads: the offset of the first visible line."""
        return self.view.place()[0]

    # ------------------------------------------------------------------ selection

    def selected_span(self) -> Span | None:
        """Say what is selected, white space around it taken off; None for nothing."""
        return self.view.selected_span()

    def select(self, span: Span) -> None:
        """Select a span and scroll it into sight."""
        self.view.set_selection(Selection(span.start, span.end))
        self.view.reveal(span)

    def quote(self) -> str:
        """Give the selected words, else the focused mark's, exactly as they stand in the text."""
        span = self.selected_span()
        if span is None and (mark := self._focused()) is not None:
            span = mark.span
        return self.view.rich.text[span.start : span.end] if span is not None else ""

    def copy(self) -> None:
        """Copy what `quote` gives."""
        if words := self.quote():
            copy_words(words)
            self.copied.emit()

    # ------------------------------------------------------------------ what keys ask for

    def tag(self, name: str | None) -> None:
        """Tag the selection; without one, put the tag on the focused mark or take it off.

        "" makes a plain quote, None uses the last tag again; neither changes a focused mark.
        """
        span = self.selected_span()
        if span is not None:
            self.popup.hide()
            self.view.clear_selection()
            self.highlight_requested.emit(span, name)
        elif (mark := self._focused()) is not None and (name or (mark.suggestion and name == "")):
            self.mark_toggle_tag.emit(mark.uid, name)

    def note(self) -> None:
        """Ask for a note: on the selection, else on the focused mark."""
        span = self.selected_span()
        if span is not None:
            self.popup.hide()
            self.view.clear_selection()
            self.note_requested.emit(span)
        elif self._focused() is not None:
            self.popup.hide()
            self.note_requested.emit(self.view.scene.focused)

    def delete(self) -> None:
        """Ask to delete the focused mark."""
        if self._focused() is not None:
            self.mark_deleted.emit(self.view.scene.focused)

    def star(self) -> None:
        """Ask to star the focused mark, "" where there is none."""
        self.star_requested.emit(self.view.scene.focused)

    def next_mark(self) -> None:
        """Focus the next mark in reading order; without a focus, the first one from here on."""
        scene = self.view.scene
        self._step_to(scene.marks.after(self.view.here(), scene.focused))

    def previous_mark(self) -> None:
        """Focus the mark before; without a focus, the last one before here."""
        scene = self.view.scene
        self._step_to(scene.marks.before(self.view.here(), scene.focused))

    def move_left_end(self, *, out: bool) -> None:
        """Ask to move the focused mark's left end by a word."""
        if (mark := self._focused()) is not None:
            move = word_start_before if out else word_start_after
            self._ask_ends(mark, Span(move(self.view.rich.text, mark.start), mark.end))

    def move_right_end(self, *, out: bool) -> None:
        """Ask to move the focused mark's right end by a word."""
        if (mark := self._focused()) is not None:
            move = word_end_after if out else word_end_before
            self._ask_ends(mark, Span(mark.start, move(self.view.rich.text, mark.end)))

    def escape(self) -> None:
        """Leave one thing: the popup, the find bar, the selection, the focused mark."""
        if self.popup.isVisible():
            self.popup.hide()
        elif self.find_bar.isVisible():
            self.close_find()
        elif not self.view.selection.empty:
            self.view.clear_selection()
        elif self.view.scene.focused:
            self._mark_clicked("")
        else:
            self.view.caret_shown = False
            self.view.viewport().update()
            self.left.emit()

    def _ask_ends(self, mark: Mark, span: Span) -> None:
        if span.start >= span.end:
            return
        trimmed = trim(self.view.rich.text, span)
        if trimmed.start < trimmed.end and trimmed != mark.span:
            self.end_moved.emit(mark.uid, trimmed)

    # ------------------------------------------------------------------ marks

    def focus_mark(self, uid: str, *, scroll: bool = True) -> None:
        """Outline a mark, "" for none; says nothing, since somebody else chose it."""
        scene = self.view.scene
        mark = scene.marks.get(uid)
        before, scene.focused = scene.marks.get(scene.focused), mark.uid if mark else ""
        self.view.repaint_spans([each.span for each in (before, mark) if each is not None])
        if mark is None or self.popup.isVisible():
            self.popup.hide()
        if mark is not None and scroll:
            self.view.reveal(mark.span)

    def _focused(self) -> Mark | None:
        return self.view.scene.marks.get(self.view.scene.focused)

    def _step_to(self, mark: Mark | None) -> None:
        if mark is not None:
            # The caret goes along: keys select from here, and a screen reader reads on from here.
            self.view.set_selection(Selection(mark.start, mark.start))
            self.focus_mark(mark.uid)
            self.mark_focused.emit(mark.uid)

    def _mark_clicked(self, uid: str) -> None:
        if not uid and not self.view.scene.focused:
            self.popup.hide()
            return
        self.focus_mark(uid, scroll=False)
        self.mark_focused.emit(uid)
        if uid:
            self.view.clear_selection()
            self._below = True
            self._show_popup()

    # ------------------------------------------------------------------ popup

    def _selection_changed(self, span: Span | None) -> None:
        self.popup.hide()
        self.selection_changed.emit(span)

    def _settled(self, forward: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._below = forward
        self._show_popup()

    def _show_popup(self) -> None:
        span = self.selected_span()
        mark = self._focused() if span is None else None
        if mark is not None:
            span = mark.span
        rect = self.view.line_rect(span, last=self._below) if span is not None else None
        if rect is None:
            self.popup.hide()
            return
        where = self.view.viewport().mapTo(self, rect.toAlignedRect().topLeft())
        box = QRect(where, rect.toAlignedRect().size())
        tags = mark.tags if mark is not None else None
        self.popup.show_beside(box, below=self._below, tags=tags)

    def _refresh_popup(self) -> None:
        if self.popup.isVisible():
            self._show_popup()

    def _moved(self) -> None:
        self._refresh_popup()
        self._place_timer.start()

    def _tell_position(self) -> None:
        if self.view.rich.text:
            self.position_changed.emit(self.position())

    # ------------------------------------------------------------------ find

    def open_find(self) -> None:
        """Show the find bar, with the selected words to find where they are few."""
        span = self.selected_span()
        short = span is not None and span.end - span.start <= LONGEST_SEARCH
        self.popup.hide()
        self._finding.open(self.quote() if short else "")

    def close_find(self) -> None:
        """Leave the find bar; what was found last is selected, the reader has the keys."""
        self._finding.close()

    def find_words(self, words: str, *, exact: bool = False) -> int:
        """Paint all places of some words and go to the first from here on; how many there are."""
        return self._finding.find(words, exact=exact)

    def find_next(self) -> None:
        """Go to the next place, after the last to the first."""
        self._finding.step(1)

    def find_previous(self) -> None:
        """Go to the place before, before the first to the last."""
        self._finding.step(-1)

    # ------------------------------------------------------------------ looks

    def set_theme(self, theme: Theme) -> None:
        """Take other colours, at the same place."""
        self.view.set_look(theme, self.view.zoom)
        self.margin.set_theme(theme)
        self.popup.set_theme(theme)
        self.find_bar.set_theme(theme)
        self._refresh_popup()

    def set_zoom(self, zoom: float) -> None:
        """Set the size of type, 1.0 as designed, at the same place."""
        zoom = min(max(zoom, ZOOMS[0]), ZOOMS[-1])
        if zoom != self.view.zoom:
            self.view.set_look(self.view.theme, zoom)
            self.zoom_changed.emit(zoom)

    def zoom_in(self) -> None:
        """Make the type a step larger."""
        self.set_zoom(next((zoom for zoom in ZOOMS if zoom > self.view.zoom), ZOOMS[-1]))

    def zoom_out(self) -> None:
        """Make the type a step smaller."""
        smaller = [zoom for zoom in ZOOMS if zoom < self.view.zoom]
        self.set_zoom(smaller[-1] if smaller else ZOOMS[0])

    def zoom_reset(self) -> None:
        """Make the type as large as designed."""
        self.set_zoom(1.0)

    def print_to(self, printer: QPagedPaintDevice) -> int:
        """Print the whole article with its marks, in light colours; the number of pages."""
        from desktop.reader.printing import print_text

        theme = load_theme("light")
        scene = self.view.scene
        return print_text(printer, self.view.rich, self._head, scene.marks, theme, self._labels)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the popup inside."""
        super().resizeEvent(event)
        self._refresh_popup()
