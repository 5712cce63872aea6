"""The settings: how it looks and speaks, the name that is signed with, keys, own tags."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from annotations.model import Tag
from desktop.dialogs.asking import Sheet, scrolling
from desktop.dialogs.citation_page import CitationPage
from desktop.dialogs.folder_field import FolderField
from desktop.dialogs.keys_page import KeysPage
from desktop.dialogs.suggestions_page import SuggestionsPage
from desktop.settings import ZOOM_STEPS, Settings
from desktop.theme import Theme
from desktop.widgets.badge import Badge
from resources import Catalogue, marked

_THEMES = (
    ("system", marked("As the system")),
    ("light", marked("Light")),
    ("dark", marked("Dark")),
    ("sepia", marked("Sepia")),
)
_LANGUAGES = (
    ("", marked("As the system")),
    ("en", "English"),
    ("id", "Bahasa Indonesia"),
)
DIGITS = "456789"


class SettingsDialog(Sheet):
    """All settings on their pages.

    `chosen` carries the new Settings, `tags_named` a mapping of digit -> name of an own tag.
    """

    chosen = Signal(object)
    tags_named = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        words: Catalogue,
        settings: Settings,
        tags: Sequence[Tag] = (),
        *,
        word_lists: Path | None = None,
        writable: bool = False,
    ) -> None:
        super().__init__(parent, words("Settings"), width=560)
        self._words = words
        self._settings = settings
        self._theme = theme
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.keys = KeysPage(theme, words, settings.keys)
        self.tabs.addTab(scrolling(self._general()), words("General"))
        self.tabs.addTab(self.keys, words("Keys"))
        self.suggestions = SuggestionsPage(theme, words, settings, word_lists)
        self.tabs.addTab(scrolling(self.suggestions), words("Suggestions"))
        self.citation = CitationPage(words, settings)
        self.tabs.addTab(scrolling(self.citation), words("Citation"))
        self.names: dict[str, QLineEdit] = {}
        if writable:
            self.tabs.addTab(scrolling(self._own_tags(tags)), words("Own tags"))
        self.column.addWidget(self.tabs, 1)
        self.add_buttons(words, words("Done"))
        self.accepted.connect(self._give)
        self.fit(580, 560)

    def _general(self) -> QWidget:
        words, settings = self._words, self._settings
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(0, 18, 0, 0)
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        # A language is named in itself, so that it is found by whoever cannot read this one.
        named = [(value, name if value else words(name)) for value, name in _LANGUAGES]
        self.language = _choice(named)
        _choose(self.language, settings.language)
        later = words("The other language is used from the next start.")
        form.addRow(words("Language"), _with_note(self.language, later))
        self.look = _choice([(value, words(name)) for value, name in _THEMES])
        _choose(self.look, settings.theme)
        form.addRow(words("Colours"), self.look)
        self.zoom = _choice([(str(step), f"{step} %") for step in ZOOM_STEPS])
        _choose(self.zoom, str(settings.zoom))
        form.addRow(words("Size of the text"), self.zoom)
        self.author = QLineEdit(settings.author)
        self.author.setPlaceholderText(words("Nobody"))
        signing = words(
            "Stands beside your highlights, checks and notes. Kutip never takes your"
            " computer’s user name. Reports show this name only in formats that ask for"
            " one; leave it empty to sign nothing."
        )
        form.addRow(words("Your name"), _with_note(self.author, signing))
        self.inbox = FolderField(words, settings.inbox)
        watched = words(
            "What is laid into this folder is imported while a library is open. The files stay"
            " where they are."
        )
        form.addRow(words("Inbox folder"), _with_note(self.inbox, watched))
        return page

    def _own_tags(self, tags: Sequence[Tag]) -> QWidget:
        words = self._words
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 18, 0, 0)
        column.addWidget(
            _small(
                words(
                    "Tags of this library for your own use, set by the keys 4 to 9. They carry no"
                    " facts. Empty: no tag."
                )
            )
        )
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(12)
        named = {tag.key: tag.name for tag in tags if tag.key}
        for digit in DIGITS:
            field = QLineEdit(named.get(digit, ""))
            field.setAccessibleName(words("Name of the tag with the key {digit}", digit=digit))
            field.setMaxLength(40)
            form.addRow(Badge(f"own_{digit}", digit, self._theme), field)
            self.names[digit] = field
        column.addLayout(form)
        column.addStretch()
        return page

    def _give(self) -> None:
        self.chosen.emit(
            replace(
                self._settings,
                language=self.language.currentData(),
                theme=self.look.currentData(),
                zoom=int(self.zoom.currentData()),
                author=" ".join(self.author.text().split()),
                inbox=self.inbox.folder,
                keys=dict(self.keys.changed),
                suggestions=self.suggestions.shown.isChecked(),
                read_all=self.suggestions.read_all.isChecked(),
                rules_off=self.suggestions.rules_off,
                citation_style=self.citation.style_name,
                citation_template=self.citation.template.text(),
                citation_translation=self.citation.said.currentData(),
            )
        )
        if self.names:
            self.tags_named.emit(
                {digit: " ".join(field.text().split()) for digit, field in self.names.items()}
            )


def _choice(offered: Sequence[tuple[str, str]]) -> QComboBox:
    box = QComboBox()
    for value, name in offered:
        box.addItem(name, value)
    return box


def _with_note(field: QWidget, note: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(field)
    column.addWidget(_small(note))
    return column


def _choose(box: QComboBox, value: str) -> None:
    box.setCurrentIndex(max(box.findData(value), 0))


def _small(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setProperty("role", "small")
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return label
