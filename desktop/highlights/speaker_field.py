"""Who spoke: a name, completed from the library's speakers."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QListView, QMenu, QToolButton, QWidget

from annotations.model import Speaker
from desktop.highlights.boxes import Line
from desktop.highlights.fields import TextField
from desktop.highlights.who import SOMEBODY_NEW, ask_who
from desktop.theme import Theme
from desktop.widgets.icon import icon
from resources import Catalogue


class SpeakerField(TextField):
    """A speaker's name; `edited` carries the typed name, when it is finished.

    Not while it is typed: each half of a new name would be a new speaker.
    """

    one_line = True  # names are completed, which Qt does in a box of one line
    chosen = Signal(str)  # uid of one among several of that name
    stranger = Signal(str)  # a name: none of those who have it are meant
    confidential_toggled = Signal(bool)

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent, placeholder=words("Who said it"))
        self._words = words
        self._names = QStringListModel(self)
        self._menu: QMenu | None = None
        self._asked = ""
        self.wired = False
        self._name().setTextMargins(-2, 0, 20, 0)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._completed)
        offered = QListView()
        offered.setObjectName("completions")  # a window of its own: it has to be opaque
        completer.setPopup(offered)
        self._name().setCompleter(completer)
        self._button = QToolButton(self)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.setCursor(Qt.CursorShape.ArrowCursor)
        self._button.setToolTip(words("Keep this name out of all exports"))
        self._button.setCheckable(True)
        self._button.setFixedSize(18, 18)
        self._button.clicked.connect(self.confidential_toggled)

    def set_speakers(self, speakers: Sequence[Speaker]) -> None:
        """Offer these names and aliases."""
        known = [each for each in speakers if not each.trashed and not each.merged_into]
        names = {name for each in known for name in (each.name, *each.aliases)}
        self._names.setStringList(sorted(names, key=str.casefold))

    def show_speaker(self, speaker: Speaker | None, theme: Theme) -> None:
        """Show the flag of a speaker: a lock that is closed for a confidential one."""
        confidential = speaker is not None and speaker.confidential
        self._button.setVisible(speaker is not None)
        self._button.setChecked(confidential)
        self._button.setIcon(icon("lock", theme, "accent" if confidential else "faint", 14))

    def ask(self, name: str, candidates: Sequence[Speaker]) -> None:
        """Ask whom a name means that several have; what was typed stays until that is said.

        A name that nobody typed here, but a rule has read, is gone again after Esc.
        """
        before, typed = self.value, self.text.strip() == name
        self.value = None
        self._asked = name
        self._name().setText(name)

        def answered(uid: str) -> None:
            if uid == SOMEBODY_NEW:
                self._asked = ""
                self.value = self.text
                self.stranger.emit(name)
            elif uid:
                self.choose(uid)
            elif not typed and self._asked == name:
                self.reset(before)

        self._menu = ask_who(self, name, candidates, self._words, answered)
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def choose(self, uid: str) -> None:
        """Take one of those asked about."""
        self._asked = ""
        self.value = self.text
        self.chosen.emit(uid)

    def autosave(self) -> None:
        """Wait until the name is finished."""

    def flush(self) -> None:
        """Hand over the name, but not one that a menu asks about."""
        if not self._asked or self.text.strip() != self._asked:
            self._asked = ""
            super().flush()

    def reset(self, value: object) -> None:
        """Show another highlight's speaker."""
        self._asked = ""
        super().reset(value)

    def resizeEvent(self, _event: object) -> None:
        """Keep the lock at the right."""
        self._button.move(self.width() - 18, 0)
        self._button.raise_()

    def _completed(self, name: str) -> None:
        self._name().setText(name)
        self.flush()

    def _name(self) -> Line:
        if not isinstance(self.box, Line):
            raise TypeError("a name is one line")
        return self.box
