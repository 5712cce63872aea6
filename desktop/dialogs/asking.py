"""Questions and notices in dialogs that block nothing: they open, and answer by a call."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from resources import Catalogue

_WIDTH = 420
_AROUND = 60  # pixels that the frame of a window and the bars of a desktop take


class Sheet(QDialog):
    """A dialog of ours: a heading, what it is about, buttons below. It forgets itself closed."""

    def __init__(self, parent: QWidget, heading: str, *, width: int = _WIDTH) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(width)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 20, 24, 20)
        self.column.setSpacing(12)
        title = QLabel(heading)
        title.setProperty("role", "title")
        title.setWordWrap(True)
        self.column.addWidget(title)

    def fit(self, width: int, height: int) -> None:
        """Be as large as wanted, as far as the screen goes."""
        room = self.screen().availableSize()
        self.resize(min(width, room.width() - _AROUND), min(height, room.height() - _AROUND))

    def add_scrolling(self, inside: QWidget) -> None:
        """Add what may be higher than the screen is."""
        scroll = scrolling(inside)
        scroll.setMinimumHeight(100)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the first field has it, which scrolls too
        self.column.addWidget(scroll, 1)

    def say(self, text: str, role: str = "") -> QLabel:
        """Add a paragraph."""
        label = QLabel(text)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)  # names of files may look like HTML
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if role:
            label.setProperty("role", role)
        self.column.addWidget(label)
        return label

    def add_buttons(
        self, words: Catalogue, main: str = "", *, away: str = ""
    ) -> QPushButton | None:
        """Add the way out, "Cancel" where `away` names no other, and the main button."""
        box = QDialogButtonBox()
        self.leave = box.addButton(away or words("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.leave.setAutoDefault(False)
        box.rejected.connect(self.reject)
        made = None
        if main:
            made = box.addButton(main, QDialogButtonBox.ButtonRole.AcceptRole)
            made.setProperty("role", "main")
            box.accepted.connect(self.accept)
        self.column.addSpacing(4)
        self.column.addWidget(box)
        if made is not None:  # in the dialog: set before, Enter is lost once the button had focus
            made.setDefault(True)
        return made


def scrolling(inside: QWidget) -> QScrollArea:
    """Put a widget into an area that scrolls where it does not fit."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(inside)
    return scroll


def ask(
    parent: QWidget, words: Catalogue, heading: str, text: str, main: str, act: Callable[[], object]
) -> Sheet:
    """Ask before what cannot be undone; `act` is called if so. Enter leaves all as it is."""
    sheet = Sheet(parent, heading)
    sheet.say(text)
    going_on = sheet.add_buttons(words, main)
    if going_on is not None:
        going_on.setAutoDefault(False)
        going_on.setProperty("role", "")
    sheet.leave.setAutoDefault(True)
    sheet.leave.setDefault(True)
    sheet.leave.setFocus()
    sheet.accepted.connect(act)
    sheet.open()
    return sheet


def tell(parent: QWidget, words: Catalogue, heading: str, text: str) -> Sheet:
    """Tell something that must not be missed."""
    sheet = Sheet(parent, heading)
    sheet.say(text)
    sheet.add_buttons(words, away=words("Close"))
    sheet.open()
    return sheet
