"""Pages of an original, drawn and searched off the window's thread.

The bytes are a stranger's: only the worker opens them. The window says what it wishes to see, the
most urgent first, and says it anew whenever that changes; what nobody wishes any more is not made.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QThread, Signal
from PySide6.QtGui import QImage, QImageWriter

from annotations.errors import AnnotationsError, ImportFailed, ImportFault
from annotations.model import Place, Span
from annotations.paging import Box, PageWords, Word, find_on_page

IDLE = 60.0
"""Seconds after which the worker is let go; it comes back in a second or so."""
KEPT_WORDS = 8
"""Pages whose words are kept to be searched again."""


class Asking(Protocol):
    """What is needed of the worker."""

    def ask(
        self, operation: str, data: bytes, *, name: str = "", **arguments: object
    ) -> tuple[dict[str, Any], bytes]:
        """Ask for one thing and wait. Raises ImportFailed."""

    def close(self) -> None:
        """End the child."""


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of a document, its name for messages, and the text that was made of it."""

    sha256: str
    data: bytes
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page: its printed label, and its size in points."""

    label: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class ListPages:
    """Wish to know the pages. The answer is a tuple of PageSize."""


@dataclass(frozen=True, slots=True)
class Draw:
    """Wish for a page (from 0), so many pixels wide. The answer is a QImage."""

    page: int
    width: int


@dataclass(frozen=True, slots=True)
class Find:
    """Wish to know where a passage stands on the page of a place. The answer is its boxes."""

    place: Place
    span: Span


@dataclass(frozen=True, slots=True)
class Cut:
    """Wish for a part of a page that is drawn so many pixels wide. The answer is a PNG's bytes."""

    page: int
    width: int
    area: Box


Wish = ListPages | Draw | Find | Cut
Answer = tuple[PageSize, ...] | QImage | tuple[Box, ...] | bytes


class Loader(QThread):
    """Fulfils wishes one by one with a worker of its own, which it starts at the first."""

    answered = Signal(str, object, object)
    """The original's SHA-256, the wish, and the answer to it."""
    failed = Signal(str, object, object)
    """The original's SHA-256, the wish, and the AnnotationsError."""

    def __init__(self, make_worker: Callable[[], Asking]) -> None:
        super().__init__()
        self._make_worker = make_worker
        self._worker: Asking | None = None
        self._changed = threading.Condition()
        self._original: Original | None = None
        self._wishes: list[Wish] = []
        self._unread: set[tuple[str, Wish]] = set()
        self._over = False
        self._words: dict[tuple[str, int], PageWords] = {}

    def wish(self, original: Original | None, wishes: Sequence[Wish]) -> None:
        """Replace all wishes; the one being fulfilled is finished all the same."""
        with self._changed:
            self._original = original
            digest = original.sha256 if original else ""
            self._wishes = [each for each in wishes if (digest, each) not in self._unread]
            self._changed.notify()
        if not self.isRunning() and wishes:
            self.start()

    def settle(self, digest: str, wish: Wish) -> None:
        """Say that an answer has arrived: from now on the same may be wished for again."""
        with self._changed:
            self._unread.discard((digest, wish))

    def stop(self) -> None:
        """End the thread and the worker, in the middle of a page if need be."""
        with self._changed:
            self._over = True
            self._wishes = []
            worker = self._worker
            self._changed.notify()
        if worker is not None:
            worker.close()
        self.wait()

    def run(self) -> None:
        """Fulfil wishes until `stop`."""
        while (next_one := self._next()) is not None:
            original, wish = next_one
            try:
                answer = self._fulfil(original, wish)
            except AnnotationsError as error:
                if not self._over:
                    self.failed.emit(original.sha256, wish, error)
            else:
                self.answered.emit(original.sha256, wish, answer)
        self._let_go()

    def _next(self) -> tuple[Original, Wish] | None:
        with self._changed:
            while not self._over:
                if self._original is not None and self._wishes:
                    wish = self._wishes.pop(0)
                    self._unread.add((self._original.sha256, wish))
                    return self._original, wish
                if not self._changed.wait(IDLE):
                    self._let_go()
            return None

    def _let_go(self) -> None:
        worker, self._worker = self._worker, None
        self._words.clear()
        if worker is not None:
            worker.close()

    def _fulfil(self, original: Original, wish: Wish) -> Answer:
        if isinstance(wish, Find):
            words = self._words_of(original, wish.place.locator.ordinal - 1)
            return find_on_page(original.text, wish.span, wish.place, words)
        if isinstance(wish, Draw | Cut):
            size, pixels = self._ask("page", original, page=wish.page, width=wish.width)
            drawn = picture_of(pixels, int(size["width"]), int(size["height"]))
            return drawn if isinstance(wish, Draw) else png_of(drawn, wish.area)
        found, _ = self._ask("document", original)
        return tuple(
            PageSize(str(each["label"]), float(each["width"]), float(each["height"]))
            for each in found["pages"]
        )

    def _words_of(self, original: Original, page: int) -> PageWords:
        key = original.sha256, page
        words = self._words.pop(key, None)
        if words is None:
            found, _ = self._ask("words", original, page=page)
            words = PageWords(Word(str(text), Box(*edges)) for text, *edges in found["words"])
        self._words[key] = words
        while len(self._words) > KEPT_WORDS:
            del self._words[next(iter(self._words))]
        return words

    def _ask(
        self, operation: str, original: Original, **arguments: int
    ) -> tuple[dict[str, Any], bytes]:
        if self._over:
            raise ImportFailed(original.name, ImportFault.BROKEN)
        worker = self._worker
        if worker is None:
            worker = self._worker = self._make_worker()
        return worker.ask(operation, original.data, name=original.name, **arguments)


def picture_of(pixels: bytes, width: int, height: int) -> QImage:
    """Make a picture of RGB888 rows without gaps, in the format that is painted fastest."""
    rows = QImage(pixels, width, height, width * 3, QImage.Format.Format_RGB888)
    return rows.convertToFormat(QImage.Format.Format_RGB32)


def png_of(page: QImage, area: Box) -> bytes:
    """Cut a part out of a page."""
    wide, high = page.width(), page.height()
    part = QRectF(
        area.left * wide,
        area.top * high,
        (area.right - area.left) * wide,
        (area.bottom - area.top) * high,
    )
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    cut = page.copy(part.toAlignedRect().intersected(page.rect()))
    QImageWriter(buffer, QByteArray(b"png")).write(cut)
    return bytes(buffer.data().data())
