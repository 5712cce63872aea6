"""A sentence over the foot of the window, with at most two things to do about it."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from desktop.theme import Theme
from desktop.widgets.icon import icon
from resources import Catalogue

_SHOWN_FOR = 8000
_WIDEST, _ABOVE = 620, 44


def _nothing() -> None:
    """Do nothing."""


class Notice(QFrame):
    """Say something and go away again; what must be read (`stays`) waits to be closed."""

    def __init__(self, theme: Theme, words: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setProperty("role", "message")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)  # names of files may look like HTML
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._offer, self._second = QPushButton(), QPushButton()
        self._acts: list[Callable[[], object]] = [_nothing, _nothing]
        for number, button in enumerate((self._offer, self._second)):
            button.setProperty("role", "link")
            button.clicked.connect(lambda _=False, n=number: self._do(n))
        self._close = QToolButton()
        self._close.setIconSize(QSize(16, 16))
        self._close.setAccessibleName(words("Close"))
        self._close.clicked.connect(self.hide)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.addWidget(self._label, 1)
        row.addWidget(self._offer)
        row.addWidget(self._second)
        row.addWidget(self._close)
        self._shadow = QGraphicsDropShadowEffect(self)
        self._shadow.setBlurRadius(24)
        self._shadow.setOffset(0, 5)
        self.setGraphicsEffect(self._shadow)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.set_theme(theme)
        self.hide()

    @property
    def text(self) -> str:
        """What is being said."""
        return self._label.text()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._shadow.setColor(theme.color("shadow"))
        self._close.setIcon(icon("close", theme, "muted", 16))

    def say(
        self,
        text: str,
        offer: str = "",
        act: Callable[[], object] = _nothing,
        *,
        stays: bool = False,
        also: tuple[str, Callable[[], object]] = ("", _nothing),
    ) -> None:
        """Show a sentence, and a button `offer` that does `act`; `also` is another such pair."""
        self._label.setText(text)
        for button, name in ((self._offer, offer), (self._second, also[0])):
            button.setText(name)
            button.setVisible(bool(name))
        self._acts = [act, also[1]]
        self.place()
        self.show()
        self.raise_()
        if stays:
            self._timer.stop()
        else:
            self._timer.start(_SHOWN_FOR)

    def drop(self, act: Callable[[], object]) -> None:
        """Go away where this is offered: it would do something else by now."""
        if act == self._acts[0]:
            self.hide()

    def place(self) -> None:
        """Stand over the middle of the window's foot."""
        over = self._over.rect()
        buttons = [each for each in (self._offer, self._second) if each.text()]
        for part in (self, self._label, *buttons, self._close):
            part.ensurePolished()  # before it is first shown, its letters have another size
        metrics = self._label.fontMetrics()
        wanted = metrics.horizontalAdvance(self._label.text()) + 80
        wanted += sum(metrics.horizontalAdvance(each.text()) + 30 for each in buttons)
        width = max(min(wanted, _WIDEST, over.width() - 32), 240)
        height = max(self._row.totalHeightForWidth(width), self._row.totalMinimumSize().height())
        top = over.height() - height - _ABOVE
        self.setGeometry((over.width() - width) // 2, top, width, height)

    def _do(self, number: int) -> None:
        self.hide()
        self._acts[number]()
