"""What fills the window while no library is open: the first start, and one that will not open."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.theme import Theme
from desktop.widgets.icon import pixmap
from resources import Catalogue

_WIDTH = 560


class Page(QScrollArea):
    """A column in the middle of the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        inside.setObjectName("page")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(inside)
        row.setContentsMargins(24, 24, 24, 24)
        middle = QWidget()
        middle.setMaximumWidth(_WIDTH)
        self.column = QVBoxLayout(middle)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addStretch(2)
        self.sign = QLabel()
        row.addStretch(1)
        row.addWidget(middle, 8)
        row.addStretch(1)
        self.setWidget(inside)

    def show_sign(self, sign: tuple[str, str, int], theme: Theme) -> None:
        """Show an icon: its name, the role of its colour, its size."""
        self._sign = sign
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        name, role, size = self._sign
        self.sign.setPixmap(pixmap(name, theme, role, size, self.devicePixelRatioF()))

    def say(self, text: str, role: str = "") -> QLabel:
        """Add a paragraph."""
        label = QLabel(text)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)  # names of files may look like HTML
        if role:
            label.setProperty("role", role)
        self.column.addWidget(label)
        return label

    def offer(self, *offers: tuple[str, SignalInstance, bool]) -> list[QPushButton]:
        """Add a row of buttons: words, signal, whether it is the main one."""
        row = QHBoxLayout()
        row.setSpacing(10)
        made = []
        for text, signal, main in offers:
            button = QPushButton(text)
            if main:
                button.setProperty("role", "main")
            button.setAutoDefault(True)  # Enter presses it, outside of a dialog too
            button.clicked.connect(lambda _=False, each=signal: each.emit())
            row.addWidget(button)
            made.append(button)
        row.addStretch()
        self.column.addLayout(row)
        return made


class StartPage(Page):
    """The first start: what Kutip is, how sources stay safe, and two ways to begin."""

    samples_wanted = Signal()
    import_wanted = Signal()
    new_wanted = Signal()
    open_wanted = Signal()
    library_wanted = Signal(str)

    def __init__(
        self,
        theme: Theme,
        words: Catalogue,
        recent: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.say(words("Read, highlight, prove what was said"), "welcome")
        self.say(
            words(
                "Kutip keeps the stories, releases and rulings you were sent, the passages you"
                " highlight in them, word for word, and what you found out about each."
            ),
            "lead",
        )
        self.column.addSpacing(4)
        begin, _ = self.offer(
            (words("Begin with sample articles"), self.samples_wanted, True),
            (words("Import articles…"), self.import_wanted, False),
        )
        self.setFocusProxy(begin)
        self.offer(
            (words("New library…"), self.new_wanted, False),
            (words("Open library…"), self.open_wanted, False),
        )
        self._add_recent(words, recent)
        self._add_safety(words)
        self.column.addStretch(3)

    def _add_recent(self, words: Catalogue, recent: Sequence[str]) -> None:
        if not recent:
            return
        self.say(words("Recent libraries"), "caption")
        for name in recent[:4]:
            button = QPushButton(Path(name).stem)
            button.setProperty("role", "link")
            button.setToolTip(name)
            button.clicked.connect(lambda _=False, each=name: self.library_wanted.emit(each))
            self.column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)

    def _add_safety(self, words: Catalogue) -> None:
        box = QFrame()
        box.setProperty("role", "card")
        inside = QHBoxLayout(box)
        inside.setContentsMargins(16, 14, 16, 14)
        inside.setSpacing(14)
        self.show_sign(("lock", "accent", 20), self._theme)
        inside.addWidget(self.sign, alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(6)
        for text in (
            words("All of it stays on this computer: no account, no network, no one told."),
            words(
                "Kutip does not encrypt. Switch on your system’s disk encryption, so that a lost"
                " laptop tells nobody what is in it."
            ),
            words(
                "The real name of a confidential source is best not typed at all, here or anywhere."
            ),
        ):
            label = QLabel(text)
            label.setWordWrap(True)
            label.setProperty("role", "muted")
            column.addWidget(label)
        inside.addLayout(column, 1)
        self.column.addSpacing(12)
        self.column.addWidget(box)


class FailedPage(Page):
    """A library that cannot be opened: what is wrong, and the ways out."""

    again_wanted = Signal()
    read_only_wanted = Signal()
    restore_wanted = Signal()
    open_wanted = Signal()
    create_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        words: Catalogue,
        sentence: str,
        *,
        may_read: bool,
        may_create: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self.show_sign(("warning", "legal_ink", 32), theme)
        self.column.addWidget(self.sign)
        self.say(words("This library cannot be opened"), "title")
        self.said = self.say(sentence)
        self.backup = self.say("", "muted")
        self.backup.hide()
        self.restore = self.offer((words("Restore this backup…"), self.restore_wanted, True))[0]
        self.restore.hide()
        offers = [(words("Try again"), self.again_wanted, False)]
        if may_read:
            offers.append((words("Open to read only"), self.read_only_wanted, False))
        if may_create:
            offers.append((words("Make a new library there"), self.create_wanted, False))
        offers.append((words("Open another library…"), self.open_wanted, False))
        self.setFocusProxy(self.offer(*offers)[0])
        self.column.addStretch(3)

    def show_backup(self, when: str, articles: int, highlights: int) -> None:
        """Offer the newest good backup; `when` is ready to be read."""
        words = self._words
        counts = ", ".join(
            (
                words.plural("{n} article", "{n} articles", articles),
                words.plural("{n} highlight", "{n} highlights", highlights),
            )
        )
        self.backup.setText(
            words("The newest good backup is of {when}: {counts}.", when=when, counts=counts)
        )
        self.backup.show()
        self.restore.show()

    def show_no_backup(self) -> None:
        """Say that there is no backup."""
        self.backup.setText(self._words("There is no good backup beside it."))
        self.backup.show()
