"""Editing a cell: a name in place, everything else by a menu or a small sheet."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QEvent,
    QObject,
    QPoint,
    QStringListModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QStyleOptionViewItem,
    QWidget,
)

from annotations.labels import label, tag_name
from annotations.model import Tag
from annotations.vocabulary import CheckKind, ClaimState, WordingState
from desktop.desk.table.columns import Shown
from desktop.desk.table.delegate import DeskDelegate
from desktop.desk.table.model import ColumnRole, Index, RowRole
from desktop.dialogs.asking import Sheet
from desktop.edits import STATES
from desktop.theme import Theme
from resources import Catalogue

Names = Callable[[], Sequence[str]]
_OFFERED = 220
"""Pixels that names offered have at least, however narrow the cell is."""
_TYPES: dict[CheckKind, type[WordingState] | type[ClaimState]] = {
    CheckKind.WORDING: WordingState,
    CheckKind.CLAIM: ClaimState,
}


def completed(box: QLineEdit, names: Sequence[str]) -> QLineEdit:
    """Complete what is typed from names that are known."""
    completer = QCompleter(QStringListModel(list(names), box), box)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    offered = QListView()
    offered.setObjectName("completions")  # a window of its own: it has to be opaque
    offered.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    offered.setMinimumWidth(_OFFERED)
    completer.setPopup(offered)
    offered.installEventFilter(_Through(box, offered))
    box.setCompleter(completer)
    return box


class _Through(QObject):
    """Let Enter reach the line where none of the names offered is chosen."""

    def __init__(self, box: QLineEdit, offered: QListView) -> None:
        super().__init__(box)
        self._box = box
        self._offered = offered

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hand Enter on; a completer would take it for having been closed."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        entered = isinstance(event, QKeyEvent) and pressed and event.key() in keys
        if not entered or self._offered.currentIndex().isValid():
            return super().eventFilter(watched, event)
        self._offered.hide()
        QCoreApplication.sendEvent(self._box, event)
        return True


class EditingDelegate(DeskDelegate):
    """Draws the cells, and lets names be typed in them."""

    named = Signal(int, object, str)  # number, Shown, what was typed
    menu_wanted = Signal(object)  # QModelIndex of a cell that no line edits

    def __init__(
        self, theme: Theme, words: Catalogue, parent: QWidget, speakers: Names, people: Names
    ) -> None:
        super().__init__(theme, words, parent)
        self._names = {Shown.SPEAKER: speakers, Shown.ASSIGNED: people}

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make a line for a name; for another cell ask for its menu."""
        column = Shown(index.data(ColumnRole))  # Qt makes a plain string of it
        names = self._names.get(column)
        if names is None:
            wanted = index.model().index(index.row(), index.column())
            QTimer.singleShot(0, self, lambda: self.menu_wanted.emit(wanted))
            return None  # type: ignore[return-value] # Qt takes that for no editor
        box = completed(QLineEdit(parent), names())
        box.setProperty("role", "page")
        box.setAccessibleName(
            self._words("Who said it") if column is Shown.SPEAKER else self._words("Assigned to")
        )
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill the line once: what is read meanwhile takes nothing away that was typed."""
        row = index.data(RowRole)
        if isinstance(editor, QLineEdit) and not editor.property("filled") and row is not None:
            speaks = Shown(index.data(ColumnRole)) is Shown.SPEAKER
            before = row.speaker_name if speaks else row.assigned_to
            editor.setText(before)
            editor.selectAll()
            if speaks:  # not filled in: leaving the line would make somebody of it
                editor.setPlaceholderText(row.speaker_as_written)
            editor.setProperty("filled", "yes")
            editor.setProperty("number", row.id)
            editor.setProperty("before", before)

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed, where it is something else."""
        if not isinstance(editor, QLineEdit):
            return
        typed = " ".join(editor.text().split())
        if typed != editor.property("before"):
            column = Shown(index.data(ColumnRole))
            self.named.emit(editor.property("number"), column, typed)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        """Lay the line over the cell's first line."""
        editor.setGeometry(option.rect.adjusted(4, 4, -4, 0))
        editor.setFixedHeight(28)


# ---------------------------------------------------------------------- menus


def tag_menu(
    parent: QWidget, words: Catalogue, tags: Sequence[Tag], on: Sequence[str],
    then: Callable[[str], object],
) -> QMenu:  # fmt: skip
    """Offer the tags; those in `on` have a tick."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    for tag in tags:
        action = menu.addAction(tag_name(tag.name, words).replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(tag.name in on)
        action.triggered.connect(lambda _=False, name=tag.name: then(name))
    return menu


def check_menu(
    parent: QWidget, words: Catalogue, kind: CheckKind, state: str,
    then: Callable[[str], object], explain: Callable[[], object],
) -> QMenu:  # fmt: skip
    """Offer the states of a check, and to say how it was found."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    for each in STATES[kind]:
        action = menu.addAction(label(_TYPES[kind](each), words))
        action.setCheckable(True)
        action.setChecked(each == state)
        action.triggered.connect(lambda _=False, value=each: then(value))
    menu.addSeparator()
    menu.addAction(words("With how it was found…")).triggered.connect(lambda _=False: explain())
    return menu


def below(widget: QWidget) -> QPoint:
    """Give the place where a button's menu opens."""
    return widget.mapToGlobal(QPoint(0, widget.height() + 2))


# ---------------------------------------------------------------------- sheets


def check_sheet(
    parent: QWidget, words: Catalogue, kind: CheckKind, many: int,
    then: Callable[[str, str], object], state: str = "",
) -> Sheet:  # fmt: skip
    """Ask for the outcome of a check of some highlights, and how it was found."""
    name = label(kind, words)
    sheet = Sheet(
        parent, words("{check} of {highlights}", check=name, highlights=_some(words, many))
    )
    outcome = QComboBox()
    outcome.setAccessibleName(name)
    for each in STATES[kind]:
        outcome.addItem(label(_TYPES[kind](each), words), each)
    outcome.setCurrentIndex(max(outcome.findData(state), 0))
    how = QLineEdit()
    how.setPlaceholderText(words("How was it found? A recording, a call, a document…"))
    how.setAccessibleName(words("How it was found"))
    for part in (outcome, how):
        sheet.column.addWidget(part)
    sheet.add_buttons(words, words("Record the check"))
    sheet.accepted.connect(lambda: then(outcome.currentData(), how.text()))
    sheet.open()
    return sheet


def name_sheet(
    parent: QWidget, words: Catalogue, heading: str, hint: str, names: Sequence[str], main: str,
    then: Callable[[str], object], *, first: str = "", empty: bool = True,
) -> Sheet:  # fmt: skip
    """Ask for a name, completed from those known; `empty` says whether none is an answer."""
    sheet = Sheet(parent, heading)
    box = completed(QLineEdit(first), names)
    box.setPlaceholderText(hint)
    box.setAccessibleName(heading)
    box.selectAll()
    sheet.column.addWidget(box)
    button = sheet.add_buttons(words, main)
    if button is not None and not empty:
        button.setEnabled(bool(first.strip()))
        box.textChanged.connect(lambda text: button.setEnabled(bool(text.strip())))
    sheet.accepted.connect(lambda: then(" ".join(box.text().split())))
    sheet.open()
    return sheet


def note_sheet(
    parent: QWidget, words: Catalogue, number: str, note: str, then: Callable[[str], object]
) -> Sheet:
    """Ask for the note for readers of a highlight."""
    sheet = Sheet(parent, words("Note for readers of {highlight}", highlight=number), width=520)
    sheet.say(words("It stands beside the quote in every report."), "muted")
    box = QPlainTextEdit(note)
    box.setAccessibleName(words("Note for readers"))
    box.setTabChangesFocus(True)
    box.setMinimumHeight(140)
    sheet.column.addWidget(box)
    sheet.add_buttons(words, words("Keep the note"))
    sheet.accepted.connect(lambda: then(box.toPlainText().strip()))
    sheet.open()
    return sheet


def _some(words: Catalogue, many: int) -> str:
    return words.plural("{n} highlight", "{n} highlights", many)
