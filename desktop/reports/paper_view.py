"""The pages of a preview, one at a time, as wide as there is room or whole."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.reports.previewing import Page
from desktop.theme import Theme
from desktop.widgets.icon import icon
from resources import Catalogue

_ICON = 18
_MARGIN = 12
_TURNS = {
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Left: -1,
}


class PaperView(QWidget):
    """Shows pages as they come. Page Up and Page Down turn, Home and End go to the ends."""

    def __init__(self, theme: Theme, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._pages: dict[int, QImage] = {}
        self._of = self._drawn = 0
        self.number = 0
        self._wanted = 1
        self.area = QScrollArea()
        self.area.setObjectName("preview")
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area.installEventFilter(self)
        self.sheet = QLabel()
        self.sheet.setObjectName("sheet")
        self.area.setWidget(self.sheet)
        self.previous = self._button(words("Previous page"))
        self.next = self._button(words("Next page"))
        self.whole = _toggle(words("Whole page"))
        self.large = _toggle(words("Large"))
        self.large.setToolTip(words("As large as words can be read; the page scrolls"))
        self.place = QLabel()
        self.place.setProperty("role", "small")
        self.previous.clicked.connect(lambda: self.turn(-1))
        self.next.clicked.connect(lambda: self.turn(1))
        self.whole.toggled.connect(lambda on: self._fit(self.large, on=on))
        self.large.toggled.connect(lambda on: self._fit(self.whole, on=on))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for each in (self.previous, self.place, self.next):
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(self.whole)
        row.addWidget(self.large)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.area, 1)
        column.addLayout(row)
        self.set_theme(theme)
        self.clear()

    def _button(self, name: str) -> QToolButton:
        made = QToolButton()
        made.setIconSize(QSize(_ICON, _ICON))
        made.setAccessibleName(name)
        made.setToolTip(name)
        return made

    def set_theme(self, theme: Theme) -> None:
        """Take other colours; paper stays white."""
        self.previous.setIcon(icon("left", theme, "muted", _ICON))
        self.next.setIcon(icon("right", theme, "muted", _ICON))

    def clear(self) -> None:
        """Show nothing; the number of the page is kept for the pages that come."""
        self._wanted = self.number or self._wanted
        self._pages.clear()
        self._of = self._drawn = self.number = 0
        self.sheet.clear()
        self._say()

    def take(self, page: Page) -> None:
        """Take a page; it is shown if it is the one that was looked at, or the first."""
        if page.number == 1:
            self._pages.clear()
        wide, high = page.width, page.height
        image = QImage(page.pixels, wide, high, wide * 3, QImage.Format.Format_RGB888)
        self._pages[page.number] = image.copy()  # the bytes are not kept
        self._of, self._drawn = page.of, page.drawn
        if page.number in {1, self._wanted}:
            self.show_page(page.number)
        self._say()

    def turn(self, step: int) -> None:
        """Go so many pages on."""
        self._wanted = self.number + step
        self.show_page(self._wanted)

    def show_page(self, number: int) -> None:
        """Show a page that has come."""
        if number in self._pages:
            self.number = number
            self.area.verticalScrollBar().setValue(0)
            self._draw()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Turn pages by keys; within a page, up and down scroll."""
        if watched is not self.area or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        return isinstance(event, QKeyEvent) and self._turned(Qt.Key(event.key()))

    def _turned(self, key: Qt.Key) -> bool:
        if self.large.isChecked() and key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            return False  # they scroll
        if key in _TURNS:
            self.turn(_TURNS[key])
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._wanted = 1 if key is Qt.Key.Key_Home else max(self._pages, default=1)
            self.show_page(self._wanted)
        else:
            return False
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page into the room there is."""
        super().resizeEvent(event)
        self._draw()

    def _fit(self, other: QPushButton, *, on: bool) -> None:
        if on:
            other.setChecked(False)
        self._draw()

    def _draw(self) -> None:
        image = self._pages.get(self.number)
        if image is None:
            return
        ratio = self.devicePixelRatioF()
        bar = self.area.verticalScrollBar().sizeHint().width()
        wide = max(self.area.width() - 2 * _MARGIN - bar, 80)
        if self.large.isChecked():
            wide = max(wide, image.width())
        elif self.whole.isChecked():
            high = max(self.area.height() - 2 * _MARGIN, 80)
            wide = min(wide, round(high * image.width() / image.height()))
        smooth = Qt.TransformationMode.SmoothTransformation
        scaled = image.scaledToWidth(round(wide * ratio), smooth)
        shown = QPixmap.fromImage(scaled)
        shown.setDevicePixelRatio(ratio)
        self.sheet.setPixmap(shown)
        self.sheet.setContentsMargins(0, 0, 0, 0)
        self.sheet.resize(self.sheet.sizeHint())
        self._say()

    def _say(self) -> None:
        words = self._words
        said = words("Page {n} of {all}", n=self.number, all=self._of) if self.number else ""
        if self.number and self.number == self._drawn < self._of:
            said = words("Page {n} of {all}, the last one shown here", n=self.number, all=self._of)
        self.place.setText(said)
        self.previous.setEnabled(self.number > 1)
        self.next.setEnabled(self.number + 1 in self._pages)
        self.area.setAccessibleName(said or words("Preview"))
        self.sheet.setAccessibleName(said)


def _toggle(name: str) -> QPushButton:
    made = QPushButton(name)
    made.setProperty("role", "part")
    made.setAutoDefault(False)
    made.setCheckable(True)
    return made
