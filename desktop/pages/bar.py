"""The bar over the original page: which page it is, turning and zooming, what to do with it."""

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from desktop.theme import Theme
from desktop.widgets.icon import icon
from resources import Catalogue

_ICON = 18
_NARROWEST = 34
_WIDEST = 96


class LabelField(QLineEdit):
    """The printed label of the page; another one typed here jumps to it, Esc leaves it."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class PageBar(QWidget):
    """Says what is wished; the pane does it."""

    turned = Signal(int)
    zoomed = Signal(int)
    jumped = Signal(str)
    """What was typed as a page's label."""
    picture_wanted = Signal()
    typing_wanted = Signal()
    closed = Signal()
    left = Signal()
    """The field was left: the page has the keys again."""
    _back = Signal()
    _on = Signal()
    _smaller = Signal()
    _larger = Signal()

    def __init__(self, words: Catalogue, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(40)
        self.previous = self._button(words("Previous page"), self._back)
        self.next = self._button(words("Next page"), self._on)
        self._named = QLabel(words("Page"))
        self._named.setProperty("role", "small")
        self.field = LabelField()
        self.field.setAccessibleName(words("Page"))
        self.field.setToolTip(words("Type a page and press Enter"))
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field.setProperty("role", "page")
        self.count = QLabel()
        self.count.setProperty("role", "small")
        self.smaller = self._button(words("Smaller page"), self._smaller)
        self.larger = self._button(words("Larger page"), self._larger)
        self.picture = self._button(words("Keep picture of the passage"), self.picture_wanted)
        self.typing = self._button(words("Type a passage from this page"), self.typing_wanted)
        self.close_button = self._button(words("Close"), self.closed)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 6, 0)
        row.setSpacing(2)
        for each in (self.previous, self.next):
            row.addWidget(each)
        row.addSpacing(4)
        row.addWidget(self._named)
        row.addSpacing(4)
        row.addWidget(self.field)
        row.addSpacing(4)
        row.addWidget(self.count)
        row.addStretch(1)
        for each in (self.smaller, self.larger, self.picture, self.typing, self.close_button):
            row.addWidget(each)
        self._connect()
        self.set_theme(theme)

    def _connect(self) -> None:
        self._back.connect(lambda: self.turned.emit(-1))
        self._on.connect(lambda: self.turned.emit(1))
        self._smaller.connect(lambda: self.zoomed.emit(-1))
        self._larger.connect(lambda: self.zoomed.emit(1))
        self.field.returnPressed.connect(lambda: self.jumped.emit(self.field.text().strip()))
        self.field.left.connect(self.left)

    def _button(self, name: str, wanted: SignalInstance) -> QToolButton:
        made = QToolButton(self)
        made.setToolTip(name)
        made.setAccessibleName(name)
        made.setIconSize(QSize(_ICON, _ICON))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(wanted)
        return made

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for button, name in (
            (self.previous, "left"),
            (self.next, "right"),
            (self.smaller, "minus"),
            (self.larger, "plus"),
            (self.picture, "crop"),
            (self.typing, "edit"),
            (self.close_button, "close"),
        ):
            button.setIcon(icon(name, theme, "muted", _ICON))

    def show_place(self, label: str, number: int, count: int) -> None:
        """Say where one is: the printed label, and the page's number of how many."""
        words = self._words
        self.field.setText(label)
        digits = self.field.fontMetrics().horizontalAdvance(label + "0") + 10
        self.field.setFixedWidth(min(max(digits, _NARROWEST), _WIDEST))
        show = words.number
        if label == str(number):
            self.count.setText(words("of {n}", n=show(count)))
        else:
            self.count.setText(words("· {at} of {n}", at=show(number), n=show(count)))
        self.previous.setEnabled(number > 1)
        self.next.setEnabled(number < count)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the word out where it would be cut."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show the word before the field where there is room; the field itself is named too."""
        hidden = self._named.isHidden()
        more = self._named.sizeHint().width() + self._row.spacing() if hidden else 0
        self._named.setHidden(self._row.sizeHint().width() + more > self.width())

    def set_zoom(self, *, smallest: bool, largest: bool) -> None:
        """Offer only what can be done."""
        self.smaller.setEnabled(not smallest)
        self.larger.setEnabled(not largest)
