"""What stands in the reader where an article has pages and no text of its own."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt

from desktop.reader.reader import Reader
from desktop.theme import Theme
from desktop.widgets.empty_state import EmptyState, Offer
from resources import Catalogue

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

BELOW_HEAD = 150
"""Pixels kept free for the article's title."""


class Blank(EmptyState):
    """Lies over the empty page of a reader and follows its size."""

    def __init__(self, reader: Reader, theme: Theme) -> None:
        super().__init__(theme, reader.view)
        self._port: QWidget = reader.view.viewport()
        self._port.installEventFilter(self)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.hide()

    def offer(
        self,
        words: Catalogue,
        keys: tuple[str, str],
        show: Callable[[], object],
        type_in: Callable[[], object],
    ) -> None:
        """Say what can be done with a scan."""
        self.say(
            "page",
            words("No text of its own"),
            words(
                "{key} shows its pages; {other} types a passage from a page, to be tagged then.",
                key=keys[0],
                other=keys[1],
            ),
            (
                Offer(words("Show the pages"), show, main=True),
                Offer(words("Type a passage"), type_in),
            ),
        )
        self._fit()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the page's size."""
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        self.setGeometry(self._port.geometry().adjusted(0, BELOW_HEAD, 0, 0))
