"""Stepping through the places of some words, painted on the page."""

from PySide6.QtCore import QObject, Qt

from desktop.reader.find import Haystack
from desktop.reader.find_bar import FindBar
from desktop.reader.selection import Selection
from desktop.reader.view import View


class Finding(QObject):
    """Joins the find bar and the page."""

    def __init__(self, view: View, bar: FindBar) -> None:
        super().__init__(view)
        self._view = view
        self._bar = bar
        self._haystack: Haystack | None = None
        bar.changed.connect(lambda words, exact: self.find(words, exact=exact))
        bar.next_wanted.connect(lambda: self.step(1))
        bar.previous_wanted.connect(lambda: self.step(-1))
        bar.closed.connect(self.close)

    def start_over(self) -> None:
        """Forget the text before; look for the same words in the new one if the bar is open."""
        scene = self._view.scene
        scene.hits, scene.hit = (), None
        self._haystack = None
        if self._bar.isVisible():
            self.find(self._bar.field.text(), exact=self._bar.exact.isChecked())

    def open(self, words: str) -> None:
        """Show the bar; words that are given replace those that were looked for."""
        self._bar.open(words)

    def close(self) -> None:
        """Hide the bar; the place found last is selected, the text has the keys again."""
        if not self._bar.isVisible():
            return
        self._bar.hide()
        scene = self._view.scene
        hit, scene.hits, scene.hit = scene.hit, (), None
        self._view.viewport().update()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        if hit is not None:
            self._view.set_selection(Selection(hit.start, hit.end))

    def find(self, words: str, *, exact: bool) -> int:
        """Paint all places of some words and go to the first from here on; how many there are."""
        scene = self._view.scene
        if self._haystack is None:
            self._haystack = Haystack(self._view.rich.text)
        start = scene.hit.start if scene.hit is not None else self._view.place()[0]
        scene.hits = self._haystack.find(words, exact=exact)
        scene.hit = next((hit for hit in scene.hits if hit.start >= start), None)
        if scene.hit is None and scene.hits:
            scene.hit = scene.hits[0]
        self._show()
        return len(scene.hits)

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) place, around the ends."""
        scene = self._view.scene
        if scene.hits:
            at = scene.hits.index(scene.hit) if scene.hit in scene.hits else -1
            scene.hit = scene.hits[(at + by) % len(scene.hits)]
            self._show()

    def _show(self) -> None:
        scene = self._view.scene
        at = scene.hits.index(scene.hit) + 1 if scene.hit is not None else 0
        self._bar.show_count(at, len(scene.hits))
        if scene.hit is not None:
            self._view.reveal(scene.hit)
        self._view.viewport().update()
