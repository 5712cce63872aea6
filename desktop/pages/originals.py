"""The original page beside the text: opening it, following the reader, boxing what stands on it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QTimer
from PySide6.QtGui import QImage

from annotations.errors import AnnotationsError
from annotations.model import Span
from desktop.actions import SPECS, Scope, shown_key
from desktop.jobs import OpenArticle
from desktop.pages import passages
from desktop.pages.blank import Blank
from desktop.pages.loading import Answer, Asking, Cut, Draw, ListPages, Loader, Original, Wish
from desktop.pages.pane import PagesPane
from desktop.pages.pictures import Pictures
from desktop.pages.seat import Seat
from desktop.pages.shelf import Shelf
from desktop.pages.transcripts import Transcripts
from desktop.theme import Theme

if TYPE_CHECKING:
    from annotations.storage.store import Library
    from desktop.workspace import Workspace

FOLLOW_MS = 60
"""The page follows the reader when that has rested so long."""
HELD_MS = 250
"""The page before stays to be seen so long while the next one is drawn."""


def make_worker() -> Asking:
    """Make the worker that opens originals."""
    from annotations.importing.worker import Worker

    return Worker()


class Originals(QObject):
    """Shows the open article's original in a pane of the workspace, as long as it is asked to."""

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__(workspace)
        self._at = workspace
        self.words = workspace.words
        self.session = workspace.session
        self.window = workspace.window_
        self._shelf: Shelf | None = None
        self._asked = ""  # the original that is being read
        self._page = 0
        self._to_top = True
        self._by_itself = self._waits = False  # opened for a scan; shut for want of pages
        self._after: Callable[[], None] | None = None  # waits for the original to be read
        self._followed: object = None
        self._scrolled_to = -1
        self._reveal = False
        self.pane = PagesPane(self.words, workspace.theme)
        self._seat = Seat(workspace, self.pane)
        self.loader = Loader(make_worker)
        self.pictures = Pictures(self)
        self.transcripts = Transcripts(self, make_worker)
        self._blank = Blank(workspace.reader, workspace.theme)
        self._follow = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._held = QTimer(self, singleShot=True, interval=HELD_MS)
        self._connect()

    def _connect(self) -> None:
        at, pane = self._at, self.pane
        self.loader.answered.connect(self._answered)
        self.loader.failed.connect(self._failed)
        pane.turned.connect(lambda way: self.turn_to(self._page + way, top=way > 0))
        pane.jumped.connect(self.jump)
        pane.closed.connect(self.close)
        pane.canvas.clicked.connect(self._choose)
        pane.canvas.width_changed.connect(self._update)
        pane.bar.picture_wanted.connect(lambda: at.window_.do("keep_picture"))
        pane.bar.typing_wanted.connect(lambda: at.window_.do("transcribe"))
        at.session.article_opened.connect(self._opened)
        at.session.highlights_changed.connect(lambda _: self._update())
        at.reader.selection_changed.connect(lambda _: self._follow.start())
        at.reader.mark_focused.connect(lambda _: self._follow.start())
        at.highlights.highlight_chosen.connect(lambda _: self._follow.start())
        at.reader.position_changed.connect(lambda _: self._follow.start())
        self._follow.timeout.connect(self._follow_reader)
        self._held.timeout.connect(self._show)
        at.reader.left.connect(self.close)
        for spec in SPECS:  # keys of the text act on its page too
            if spec.scope is Scope.READER:
                pane.canvas.addAction(at.window_.actions_[spec.name])

    # ------------------------------------------------------------------ open and close

    @property
    def shown(self) -> bool:
        """Whether the pane is open."""
        return self._seat.taken

    @property
    def shelf(self) -> Shelf | None:
        """What is at hand of the original, None before it is read."""
        return self._shelf

    @property
    def page(self) -> int:
        """The page that is shown or about to be, from 0."""
        return self._page

    def toggle(self) -> None:
        """Open the pane, or close it."""
        if self.shown:
            self.close()
        else:
            self.open()

    def open(self) -> None:
        """Show the original of the open article."""
        opened = self._at.session.article
        if opened is None:
            return
        if not opened.revision.pages:
            self._at.window_.notice.say(self.words("This article has no pages."))
            return
        if not self.shown:
            self._seat.take()
        self._read(opened)
        self._at.window_.show_actions()

    def close(self) -> None:
        """Close the pane and let go of the original."""
        if not self.shown:
            return
        self._by_itself = self._waits = False
        self._seat.leave()
        self._forget()
        self._at.window_.show_actions()

    def welcome(self, opened: OpenArticle) -> None:
        """Open by itself for an article that is nothing but pages, and say so in the reader."""
        actions = self.window.actions_
        keys = (shown_key(actions["original"]), shown_key(actions["transcribe"]))
        self._blank.offer(self.words, keys, self.focus, lambda: self.window.do("transcribe"))
        if not self.shown and opened.article.id:
            self.open()
            self._by_itself = True

    def focus(self) -> None:
        """Put the keyboard on the page, open or not."""
        if not self.shown:
            self.open()
        if self.shown:
            self.pane.canvas.setFocus()

    def keep_picture(self) -> None:
        """Keep a picture of the focused highlight's passage as evidence."""
        looked_at = passages.marked(self._at.reader)
        highlight = self.session.highlight(looked_at[0]) if looked_at else None
        if looked_at is None or highlight is None or not highlight.id:
            self.window.notice.say(self.words("Choose a highlight first."))
            return
        self._after = lambda: self.pictures.keep(highlight, looked_at[1])
        if not self.shown:
            self.open()
        self._go_on()

    def transcribe(self) -> None:
        """Open the box to type a passage from the page."""
        self._after = self._type
        if not self.shown:
            self.open()
        self._go_on()

    def _type(self) -> None:
        if self._shelf is not None:
            self.transcripts.open(self._shelf)

    def select(self, span: Span) -> None:
        """Select words in the text, ready to be tagged."""
        self._at.reader.select(span)
        self._at.reader.setFocus()
        self.window.show_actions()

    def stop(self) -> None:
        """End what runs: the library or the window closes."""
        self._forget()
        self.loader.stop()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.pane.set_theme(theme)
        self._blank.set_theme(theme)

    def _forget(self) -> None:
        self.pane.typing.hide()
        self._shelf, self._asked, self._after = None, "", None
        self._followed, self._scrolled_to = None, -1
        self.loader.wish(None, ())
        self.pane.canvas.show_boxes((), "")
        self.pane.canvas.show_page(-1, QImage(), 0.0)
        self.pane.say("")

    # ------------------------------------------------------------------ reading

    def _opened(self, opened: OpenArticle) -> None:
        scan = bool(opened.revision.pages and not opened.text.text)
        if self._by_itself and not scan and not self._shows(opened):
            self.close()  # as it was before the scan
        self._blank.setVisible(scan)
        if self._waits and opened.revision.pages:
            self._seat.take()
        if not self.shown:
            return
        if opened.revision.pages:
            self._read(opened)
            return
        self.close()
        self._waits = True  # comes back with the next article that has pages

    def _shows(self, opened: OpenArticle) -> bool:
        shown = self._shelf.original.sha256 if self._shelf else ""
        return shown == opened.revision.original_sha256

    def _read(self, opened: OpenArticle) -> None:
        """Read the bytes; another revision of the same document keeps its page."""
        digest, number = opened.revision.original_sha256, opened.revision.id
        same = self._shows(opened)
        self._asked = asked = f"{digest} {number}"
        if not same:
            after = self._after
            self._forget()
            self._asked, self._after = asked, after
            self._page = 0
            self.pane.reset_zoom()
            self.pane.show_canvas()

        def job(library: "Library") -> bytes:
            from annotations.storage import articles

            return articles.original(library, digest)

        def take(data: bytes) -> None:
            if self._asked != asked:
                return
            rich = opened.text
            original = Original(digest, data, opened.revision.source, rich.text)
            shelf = Shelf(original, rich)
            if same and self._shelf is not None:
                shelf.take_pages_of(self._shelf)
            self._shelf = shelf
            self._followed = None
            self._follow_reader()
            self._update()
            self._go_on()

        self._at.session.read(job, take)

    def _go_on(self) -> None:
        """Do what waited for the original."""
        if self._shelf is not None and self._shelf.sizes and self._after is not None:
            after, self._after = self._after, None
            after()

    # ------------------------------------------------------------------ which page

    def turn_to(self, page: int, *, top: bool = True) -> None:
        """Show a page, from 0, from its top or its end."""
        shelf = self._shelf
        if shelf is None or not 0 <= page < (len(shelf.sizes) or page + 1):
            return
        if page != self._page:
            self._page, self._to_top = page, top
            self._held.start()
        self._update()

    def jump(self, label: str) -> None:
        """Show the page that is printed with a label."""
        shelf = self._shelf
        if shelf is None:
            return
        page = shelf.page_labelled(label, self._page)
        if page < 0:
            self.pane.say(self.words("There is no page {label}.", label=label))
            return
        self.turn_to(page)
        self.pane.canvas.setFocus()

    def _follow_reader(self) -> None:
        """Turn to where the reader is: its passage, or where it was scrolled to."""
        shelf, view = self._shelf, self._at.reader.view
        if shelf is None or not self.shown:
            return
        looked_at = passages.focused(self._at.reader)
        if looked_at is not None and looked_at != self._followed:
            self._followed = looked_at
            self._reveal = True
            pages = shelf.pages_of(looked_at[1])
            if pages and self._page not in pages:
                self.turn_to(pages[0])
                return
        elif looked_at is None or view.span_rect(looked_at[1]).isNull():
            self._followed = looked_at
            at = view.offset_at(QPointF(view.column[0], view.viewport().height() / 4))
            pages = shelf.pages_of(Span(at, at))
            if pages and pages[0] != self._scrolled_to:
                self._scrolled_to = pages[0]
                self.turn_to(pages[0])
                return
        self._update()

    def _choose(self, uid: str) -> None:
        """Focus the highlight whose box was clicked."""
        self._followed = passages.focused(self._at.reader)
        self._at.show_highlight(uid)
        looked_at = passages.focused(self._at.reader)
        self._followed = looked_at  # its page is shown already
        self._update()

    # ------------------------------------------------------------------ what is shown

    def _update(self) -> None:
        """Wish for what is needed, show what is there."""
        shelf = self._shelf
        if shelf is None or not self.shown:
            return
        width = self.pane.canvas.wanted_width()
        spans = [span for _, span in passages.on_page(self._at.reader, shelf, self._page)]
        wishes = shelf.wishes(self._page, width, spans, self.pictures.wishes(shelf))
        self.loader.wish(shelf.original, wishes)
        self._show()

    def _show(self) -> None:
        shelf, canvas = self._shelf, self.pane.canvas
        if shelf is None:
            return
        if shelf.sizes:
            self.pane.typing.name_page(shelf.label(self._page))
            self.pane.bar.show_place(shelf.label(self._page), self._page + 1, len(shelf.sizes))
        width = canvas.wanted_width()
        error = shelf.errors.get(ListPages()) or shelf.errors.get(Draw(self._page, width))
        if error is not None:
            self.pane.fail(self._at.session.sentence(error))
            canvas.shown = -1
            return
        picture = shelf.picture(self._page, width)
        if picture is None and (self._held.isActive() or not shelf.sizes):
            return  # the page before stays, rather than flicker
        size = shelf.size(self._page)
        self.pane.show_canvas()
        turned = canvas.shown != self._page
        canvas.show_page(self._page, picture or QImage(), size.height / size.width)
        if turned:
            canvas.go_to_end(top=self._to_top)
            self._to_top = True
        shelf.keep_near(self._page, width)
        self._box()

    def _box(self) -> None:
        """Box the passages that were found, and say what was not."""
        shelf, canvas, reader = self._shelf, self.pane.canvas, self._at.reader
        if shelf is None:
            return
        looked_at = passages.focused(reader)
        uid = looked_at[0] if looked_at else ""
        boxed = passages.boxed(reader, shelf, self._page)
        canvas.show_boxes(boxed, uid)
        self.pane.say(passages.missing(reader, shelf, self._page, self.words))
        if looked_at and self._reveal and any(each.uid == uid for each in boxed):
            self._reveal = False
            canvas.reveal(uid)

    # ------------------------------------------------------------------ answers

    def _answered(self, digest: str, wish: Wish, answer: Answer) -> None:
        self.loader.settle(digest, wish)
        shelf = self._shelf
        if shelf is None or shelf.original.sha256 != digest:
            return
        shelf.take(wish, answer)
        if isinstance(wish, ListPages):
            self._page = min(self._page, max(len(shelf.sizes) - 1, 0))
            self._go_on()
        if isinstance(wish, Cut) and isinstance(answer, bytes):
            self.pictures.take(wish, answer)
        self._update()
        self.pictures.go_on(shelf)

    def _failed(self, digest: str, wish: Wish, error: AnnotationsError) -> None:
        self.loader.settle(digest, wish)
        shelf = self._shelf
        if shelf is None or shelf.original.sha256 != digest:
            return
        shelf.errors[wish] = error
        if isinstance(wish, Cut):
            self.pictures.fail(self._at.session.sentence(error))
        self._update()
        self.pictures.go_on(shelf)

    def wish_again(self) -> None:
        """Send for what the pictures need."""
        self._update()
