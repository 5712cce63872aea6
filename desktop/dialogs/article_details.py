"""Correcting what an article says of itself. What was imported is kept; this can be undone."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QScrollArea, QWidget

from annotations.dates import show_written
from annotations.facts import WrittenDate
from annotations.labels import label
from annotations.model import Article, Revision
from annotations.vocabulary import ArticleKind, Terms
from desktop.dialogs.as_imported import AsImported
from desktop.dialogs.asking import Sheet
from resources import Catalogue

_LANGUAGES = ("id", "en")


class ArticleDetails(Sheet):
    """All of an article that can be corrected, and how its newest words came.

    `corrected` carries the fields by name, `reread` the encoding that the file shall be read in.
    """

    corrected = Signal(object)
    reread = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        words: Catalogue,
        article: Article,
        revision: Revision | None = None,
    ) -> None:
        super().__init__(parent, words("Article details"), width=580)
        self._words = words
        self._article = article
        self._date = article.metadata.published
        page = QWidget()
        self._form = QFormLayout(page)
        self._form.setContentsMargins(0, 0, 8, 0)
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(10)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.fields: dict[str, QLineEdit] = {}
        self._fill()
        self.imported: AsImported | None = None
        if revision:
            self.imported = AsImported(words, revision)
            self.imported.add_to(self._form)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(page)
        scroll.setMinimumHeight(140)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the first field has it
        self.column.addWidget(scroll, 1)
        self.add_buttons(words, words("Save"))
        self.accepted.connect(self._give)
        self.fit(600, 620)

    def _fill(self) -> None:
        words, article, about = self._words, self._article, self._article.metadata
        self._line("title", words("Headline"), about.title)
        self._line("byline", words("Byline"), about.byline)
        self._line("byline_url", words("Byline’s link"), about.byline_url)
        self._line("outlet", words("Outlet"), about.outlet)
        self._line("place", words("Place"), about.place)
        self._line("published", words("Published"), self._date.words or self._date.start)
        self._read_as = QLabel()
        self._read_as.setProperty("role", "small")
        self._form.addRow("", self._read_as)
        self.fields["published"].textChanged.connect(self._show_date)
        self._show_date()
        self.kind = self._choice(words("Kind"), tuple(ArticleKind), about.kind)
        self.language = QComboBox()
        self.language.setEditable(True)
        self.language.addItems([*_LANGUAGES])
        self.language.setCurrentText(about.language)
        self._form.addRow(words("Language"), self.language)
        self._line("caption", words("Caption"), about.caption)
        self._line("url", words("Web address"), about.url)
        self._line("archived_url", words("Archived at"), article.archived_url)
        self._line("received_from", words("Received from"), article.received_from)
        self._line("retrieved", words("Retrieved at"), article.retrieved)
        self.terms = self._choice(words("Terms"), tuple(Terms), article.terms)
        self._line("embargo", words("Embargo until"), article.embargo)
        self._line("correction", words("Correction"), article.correction)
        self._line("correction_date", words("Corrected on"), article.correction_date)

    def _line(self, name: str, title: str, value: str) -> None:
        field = QLineEdit(value)
        field.setCursorPosition(0)
        field.setAccessibleName(title)
        self._form.addRow(title, field)
        self.fields[name] = field

    def _choice(self, title: str, values: tuple[StrEnum, ...], chosen: StrEnum) -> QComboBox:
        box = QComboBox()
        for value in values:
            box.addItem(label(value, self._words), value.value)
        box.setCurrentIndex(box.findData(chosen.value))
        self._form.addRow(title, box)
        return box

    def _text(self, name: str) -> str:
        return " ".join(self.fields[name].text().split())

    def published(self) -> WrittenDate:
        """Read the date as typed; one that was not touched stays as it was read at import."""
        typed = self._text("published")
        if typed == (self._date.words or self._date.start):
            return self._date
        return _read(typed, self.language.currentText() if hasattr(self, "language") else "")

    def _show_date(self) -> None:
        date = self.published()
        words = self._words
        if not date.words:
            self._read_as.setText(words("No date"))
        elif date.start:
            shown = show_written(date, words, long=True)
            self._read_as.setText(words("Read as {date}", date=shown))
        else:
            self._read_as.setText(words("This is kept as typed, but nobody can sort by it."))

    def changes(self) -> Mapping[str, object]:
        """Give the fields of the article as they stand in the dialog."""
        plain = ("title", "byline", "byline_url", "outlet", "place", "caption", "url")
        about = replace(
            self._article.metadata,
            **{name: self._text(name) for name in plain},
            published=self.published(),
            kind=ArticleKind(self.kind.currentData()),
            language=self.language.currentText().strip(),
        )
        kept = ("archived_url", "received_from", "correction")
        dates = ("embargo", "correction_date", "retrieved")
        return {
            "metadata": about,
            "terms": Terms(self.terms.currentData()),
            **{name: self._text(name) for name in kept},
            **{name: _iso(self._text(name), getattr(self._article, name)) for name in dates},
        }

    def _give(self) -> None:
        self.corrected.emit(self.changes())
        if self.imported and self.imported.wanted:
            self.reread.emit(self.imported.wanted)


def _read(typed: str, language: str) -> WrittenDate:
    from annotations.importing.dates import read_date

    found = read_date(typed, language)
    return replace(found, words=typed) if found.start else WrittenDate(words=typed)


def _iso(typed: str, before: str) -> str:
    """Read a date to be compared with; what cannot be read changes nothing."""
    if not typed or typed == before:
        return typed
    return _read(typed, "").start or before
