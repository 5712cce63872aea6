"""The settings of suggestions: which rules make them, how often they were right, whose words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotations.labels import tag_letter
from desktop.settings import Settings
from desktop.theme import Theme
from desktop.widgets.badge import Badge
from resources import Catalogue, marked

if TYPE_CHECKING:
    from annotations.detection.found import Rule
    from annotations.storage.decisions import Acceptance

_KINDS = (
    ("quote", "", marked("Quotations and who said them")),
    ("statistic", "statistic", marked("Statistics")),
    ("legal", "legal", marked("Legal references")),
    ("commitment", "commitment", marked("Commitments")),
)
"""Kinds of rules in their order, the tag whose badge they wear, and their headings."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """The widgets of one rule."""

    box: QCheckBox
    example: QLabel
    counts: QLabel


class SuggestionsPage(QWidget):
    """Switches for suggestions, for the background, and for every rule.

    `lists_changed` says that the user's word lists were read again.
    """

    lists_changed = Signal()

    def __init__(
        self, theme: Theme, words: Catalogue, settings: Settings, word_lists: Path | None = None
    ) -> None:
        super().__init__()
        self._words = words
        self._folder = word_lists
        self.rows: dict[str, RuleRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 18, 8, 0)
        self._column.setSpacing(8)
        self.shown = QCheckBox(words("Show suggestions in the text"))
        self.shown.setChecked(settings.suggestions)
        self.read_all = QCheckBox(words("Read the whole library in the background"))
        self.read_all.setChecked(settings.read_all)
        self._column.addWidget(self.shown)
        self._column.addWidget(self.read_all)
        self._column.addWidget(
            _small(
                words(
                    "While you rest, articles are read one by one: for the marks in the list, and"
                    " to compare what they say with each other. Nothing leaves this computer."
                )
            )
        )
        if word_lists is not None:
            self._add_lists(word_lists)
        self._add_rules(theme, frozenset(settings.rules_off))
        self._column.addStretch(1)

    @property
    def rules_off(self) -> tuple[str, ...]:
        """The names of the rules that are switched off, in order."""
        return tuple(name for name, row in self.rows.items() if not row.box.isChecked())

    # ------------------------------------------------------------------ own word lists

    def _add_lists(self, folder: Path) -> None:
        words = self._words
        self._column.addSpacing(8)
        self._column.addWidget(_heading(words("Own word lists")))
        row = QHBoxLayout()
        row.setSpacing(8)
        self.folder = QLineEdit(str(folder))
        self.folder.setReadOnly(True)
        self.folder.setAccessibleName(words("Folder with own word lists"))
        self.folder.setToolTip(str(folder))
        self.open = _button(words("Open folder"))
        self.open.clicked.connect(self._open)
        self.again = _button(words("Read again"))
        self.again.setToolTip(words("After you changed a file in the folder"))
        self.again.clicked.connect(self._read_again)
        row.addWidget(self.folder, 1)
        row.addWidget(self.open)
        row.addWidget(self.again)
        self._column.addLayout(row)
        self.lists = _small("")
        self._column.addWidget(self.lists)
        self.broken = QLabel()
        self.broken.setProperty("role", "notice")
        self.broken.setWordWrap(True)
        self.broken.setTextFormat(Qt.TextFormat.PlainText)
        self._column.addWidget(self.broken)
        self.say_lists()

    def say_lists(self) -> None:
        """Say which word lists are used, and what is wrong with those that are not."""
        from annotations.detection.wordlists import left_out
        from annotations.sentences import sentence

        words, folder = self._words, self._folder
        if folder is None:
            return
        bad = left_out(folder) if folder.is_dir() else {}
        files = sorted(path.name for path in folder.glob("*.toml")) if folder.is_dir() else []
        used = [name for name in files if Path(name).stem.lower() not in bad]
        self.lists.setText(
            words("In use: {files}", files=", ".join(used))
            if used
            else words(
                "A file like id.toml or en.toml in this folder adds words to the rules, or takes"
                " some out."
            )
        )
        self.broken.setText("\n".join(sentence(error, words) for error in bad.values()))
        self.broken.setVisible(bool(bad))

    def _open(self) -> None:
        from annotations.places import make_folder

        if self._folder is None:
            return
        try:
            make_folder(self._folder)
        except OSError:
            said = self._words("The folder {path} cannot be made.", path=self._folder)
            self.broken.setText(said)
            self.broken.show()
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _read_again(self) -> None:
        from annotations.detection.wordlists import forget

        forget()
        self.say_lists()
        self.lists_changed.emit()

    # ------------------------------------------------------------------ rules

    def show_counts(self, found: "Mapping[str, Acceptance]") -> None:
        """Say how often each rule was taken at its word in this library."""
        words = self._words
        for name, row in self.rows.items():
            counted = found.get(name)
            if counted is None or not counted.accepted + counted.rejected:
                row.counts.setText("")
                continue
            taken, left = words.number(counted.accepted), words.number(counted.rejected)
            row.counts.setText(f"✓ {taken}  ✗ {left}")
            told = words("{n} accepted, {m} rejected in this library", n=taken, m=left)
            row.counts.setToolTip(told)
            row.counts.setAccessibleName(told)
            row.box.setAccessibleDescription(told)

    def _add_rules(self, theme: Theme, off: frozenset[str]) -> None:
        from annotations.detection.engine import rules

        words, known = self._words, rules()
        self._column.addSpacing(8)
        self._column.addWidget(_heading(words("Rules")))
        self._column.addWidget(
            _small(
                words(
                    "A rule that is switched off suggests nothing. Beside it stands how often its"
                    " suggestions were accepted (✓) and rejected (✗) in this library."
                )
            )
        )
        for kind, tag, heading in _KINDS:
            some = [rule for rule in known if rule.kind.value == kind]
            if some:
                self._column.addSpacing(6)
                self._column.addLayout(self._kind(theme, tag, words(heading)))
                self._column.addLayout(self._rules(some, off))

    def _kind(self, theme: Theme, tag: str, heading: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        letter = tag_letter(tag, self._words) if tag else "“"
        row.addWidget(Badge(tag, letter, theme))
        row.addWidget(_heading(heading))
        row.addStretch(1)
        return row

    def _rules(self, some: "Sequence[Rule]", off: frozenset[str]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        for place, rule in enumerate(some):
            box = QCheckBox(self._words(rule.label).replace("&", "&&"))
            box.setChecked(rule.name not in off)
            example = _small(self._words(rule.example) if rule.example else "")
            example.setContentsMargins(24, 0, 0, 6)
            example.setVisible(bool(rule.example))
            counts = QLabel()
            counts.setProperty("role", "small")
            counts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(box, 2 * place, 0)
            grid.addWidget(counts, 2 * place, 1)
            grid.addWidget(example, 2 * place + 1, 0, 1, 2)
            self.rows[rule.name] = RuleRow(box, example, counts)
        return grid


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label


def _small(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "small")
    return label


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    return button
