"""Words that the file itself does not hold: typed from a page, or read off pages by Tesseract."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from annotations.errors import AnnotationsError
from annotations.model import Imported, Revision, RichText, Span
from annotations.vocabulary import LocatorKind, ReadBy
from desktop.jobs import OpenArticle
from desktop.pages.loading import Asking
from desktop.pages.shelf import Shelf
from desktop.tasks import Task

if TYPE_CHECKING:
    from annotations.storage.store import Library
    from annotations.transcribing import PageRead
    from desktop.pages.originals import Originals

POINTS_PER_INCH = 72


class Transcripts:
    """Stores what is typed as the next state of the article's words, and shows it there."""

    def __init__(self, originals: "Originals", make_worker: Callable[[], Asking]) -> None:
        self._at = originals
        self._make_worker = make_worker
        self._box = originals.pane.typing
        self._select: tuple[int, Span] | None = None
        self._task: Task | None = None
        self._box.stored.connect(self.store)
        self._box.left.connect(self.close)
        self._box.reading_wanted.connect(self.read_all)
        self._box.reading_cancelled.connect(self.cancel)
        originals.session.article_opened.connect(self._opened)

    def open(self, shelf: Shelf) -> None:
        """Open the box for the page that is shown."""
        from annotations.transcribing import tesseract

        self._box.read.setVisible(bool(tesseract()) and bool(_unread(shelf)))
        self._box.open(shelf.label(self._at.page))

    def close(self) -> None:
        """Close the box; what was typed stays in it."""
        self._box.hide()
        self._at.pane.canvas.setFocus()

    def store(self, words: str) -> None:
        """Keep a passage typed from the page, and select it in the text."""
        shelf, opened = self._at.shelf, self._at.session.article
        if shelf is None or opened is None:
            return
        page, label = self._at.page + 1, shelf.label(self._at.page)

        def state(revision: Revision) -> Imported:
            from annotations.transcribing import transcribed

            return transcribed(revision, page, label, words)

        def stored(before: RichText, after: RichText) -> Span | None:
            self._box.clear()
            return typed_span(before, after, page, words)

        self._revise(opened, state, stored)

    def _revise(
        self,
        opened: OpenArticle,
        state: Callable[[Revision], Imported],
        stored: Callable[[RichText, RichText], Span | None],
    ) -> None:
        session, number = self._at.session, opened.article.id
        author = session.settings.author

        def job(library: "Library") -> tuple[RichText, RichText]:
            from annotations.storage import articles

            newest = articles.revision(library, number)
            imported = state(newest)
            new = articles.NewArticle(
                imported=imported,
                original=articles.original(library, newest.original_sha256),
                source=newest.source,
                part=newest.part,
            )
            articles.revise(library, number, new, author=author)
            return newest.text, imported.text

        def take(texts: tuple[RichText, RichText]) -> None:
            span = stored(*texts)
            self._select = (number, span) if span is not None else None
            session.changed.emit(None)
            session.open_article(number)

        session.keep_aside(job, take)

    def _opened(self, opened: OpenArticle) -> None:
        wanted, self._select = self._select, None
        if wanted is not None and wanted[0] == opened.article.id:
            self._at.select(wanted[1])

    # ------------------------------------------------------------------ Tesseract

    def read_all(self) -> None:
        """Have Tesseract read every page that has no words yet."""
        from annotations.transcribing import recognised

        shelf, opened = self._at.shelf, self._at.session.article
        if shelf is None or opened is None or self._task is not None:
            return
        pages, read = _unread(shelf), list["PageRead"]()

        def work() -> Iterator[object]:
            for done in _read_pages(shelf, pages, self._make_worker):
                read.append(done)
                yield len(read)

        def finish() -> None:
            if not any(each.words for each in read):
                self._at.window.notice.say(self._at.words("Tesseract found no words to read."))
                return
            self._revise(opened, lambda revision: recognised(revision, read), self._show_read)

        def fail(error: object) -> None:
            if not isinstance(error, AnnotationsError):
                raise error if isinstance(error, Exception) else TypeError(error)
            self._at.window.notice.say(self._at.session.sentence(error))

        self._box.show_progress(0, len(pages))
        task = self._task = Task(work, self._at.window)
        task.progress.connect(lambda done: self._box.show_progress(done, len(pages)))
        task.done.connect(finish)
        task.failed.connect(fail)
        task.finished.connect(self._over)  # not before: a thread that still runs may not go
        task.start()

    def _show_read(self, _before: RichText, _after: RichText) -> Span | None:
        self.close()
        said = self._at.words("The pages were read by OCR. Compare the words with the page.")
        self._at.window.notice.say(said)
        return None

    def cancel(self) -> None:
        """Stop reading after the page in hand; nothing of it is kept."""
        if self._task is not None:
            self._task.cancel()

    def _over(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.deleteLater()
            self._box.show_progress(0, 0)


def _unread(shelf: Shelf) -> list[int]:
    """Name the pages, from 0, that have no words in the text."""
    read = {place.locator.ordinal - 1 for place in shelf.places if place.end > place.start}
    return [page for page in range(len(shelf.sizes)) if page not in read]


def _read_pages(
    shelf: Shelf, pages: list[int], make_worker: Callable[[], Asking]
) -> Iterator["PageRead"]:
    """Draw pages in a worker and have them read; runs in a thread of its own."""
    from annotations.transcribing import BEST_DOTS, Picture, recognise

    worker = make_worker()

    def pictures() -> Iterator[Picture]:
        for page in pages:
            width = round(shelf.size(page).width / POINTS_PER_INCH * BEST_DOTS)
            size, pixels = worker.ask(
                "page", shelf.original.data, name=shelf.original.name, page=page, width=width
            )
            yield Picture(page + 1, shelf.label(page), size["width"], size["height"], pixels)

    try:
        yield from recognise(pictures())
    finally:
        worker.close()


def typed_span(before: RichText, after: RichText, page: int, words: str) -> Span | None:
    """Find where words that were typed from a page (from 1) stand in the next state of a text."""
    from annotations.richtext import normalise, parse_plain

    added = parse_plain(normalise(words)).text
    by_hand = [
        place.start
        for place in after.places
        if place.locator.kind is LocatorKind.PAGE
        and place.locator.read_by is ReadBy.HAND
        and place.locator.ordinal == page
    ]
    for start in reversed(by_hand):
        head = after.text[:start].rstrip("\n")
        if after.text.startswith(added, start) and before.text.startswith(head):
            return Span(start, start + len(added))
    return None
