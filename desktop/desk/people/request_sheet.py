"""The dialog about a request for a reply: what was asked, by when, and what came back."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotations.dates import show_date
from annotations.facts import ReplyRequest
from annotations.labels import label
from annotations.model import Highlight
from annotations.vocabulary import Terms
from desktop.dialogs.asking import Sheet
from desktop.edits import new_uid
from desktop.highlights.fields import read_date
from desktop.highlights.summary import number_of
from resources import Catalogue, marked

_DAYS = (
    ("asked", marked("Asked on")),
    ("due", marked("Reply due by")),
    ("answered", marked("Answered on")),
)
_TALL = 64
_LONGEST = 70
NO_DATE = marked("“{text}” is not a date; write one such as 14 October 2026 or 2026-10-14.")


class RequestSheet(Sheet):
    """Asks for the fields of one request.

    `given` carries the uid of the highlight that it is about and the ReplyRequest; `removed` the
    same of one that is to go; `quote_wanted` the uid of the highlight to show in the text.
    """

    given = Signal(str, object)
    removed = Signal(str, object)
    quote_wanted = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        words: Catalogue,
        about: Sequence[Highlight],
        request: ReplyRequest | None = None,
        today: str = "",
    ) -> None:
        """Ask about one of some highlights, the first proposed; `today` is an ISO date."""
        title = words("Request for a reply") if request else words("Ask for a reply")
        super().__init__(parent, title, width=520)
        self._words = words
        self._request = request or ReplyRequest(uid=new_uid(), asked=today)
        self.dates: dict[str, QLineEdit] = {}
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 8, 0)
        self._form = QFormLayout()
        inside.addLayout(self._form)
        inside.addStretch(1)
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(10)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._fill(about)
        self.add_scrolling(page)
        self.question.setFocus()
        self.wrong = self.say("", "warn")
        self.wrong.hide()
        self._links(kept=request is not None)
        self.add_buttons(words, words("Save"))
        self.fit(560, 620)

    def _fill(self, about: Sequence[Highlight]) -> None:
        words, request = self._words, self._request
        self.about = QComboBox()
        self.about.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for each in about:
            said = " ".join(each.quote.exact[: 2 * _LONGEST].split())
            short = said if len(said) <= _LONGEST else f"{said[:_LONGEST].rstrip()}…"
            self.about.addItem(f"{number_of(each)}  {short}", each.uid)
        self.about.setEnabled(len(about) > 1)
        self._form.addRow(words("About the quote"), self.about)
        self.question = self._box(words("Question"), request.question)
        for name, title in _DAYS:
            self.dates[name] = QLineEdit(self._shown(name))
            self._form.addRow(words(title), self.dates[name])
        self.answer = self._box(words("Answer"), request.answer)
        self.terms = QComboBox()
        for value in Terms:
            self.terms.addItem(label(value, words), value.value)
        self.terms.setCurrentIndex(self.terms.findData(request.terms.value))
        self._form.addRow(words("Terms of the answer"), self.terms)

    def _shown(self, name: str) -> str:
        iso: str = getattr(self._request, name)
        return show_date(iso, self._words) if iso else ""

    def _box(self, title: str, text: str) -> QPlainTextEdit:
        box = QPlainTextEdit(text)
        box.setTabChangesFocus(True)
        box.setProperty("role", "box")
        box.setMinimumHeight(_TALL)
        box.setMaximumHeight(2 * _TALL)
        box.setAccessibleName(title)
        name = QLabel(title)
        name.setBuddy(box)
        self._form.addRow(name, box)
        return box

    def _links(self, *, kept: bool) -> None:
        words = self._words
        for text, signal in (
            (words("Show the quote in the text"), self._show_quote),
            (words("Remove this request"), self._remove),
        ):
            link = QPushButton(text)
            link.setProperty("role", "link")
            link.setObjectName("flush")
            link.setAutoDefault(False)
            link.clicked.connect(signal)
            link.setVisible(kept)
            if kept:
                line = QHBoxLayout()
                line.addWidget(link)
                line.addStretch(1)
                self._form.addRow("", line)

    def accept(self) -> None:
        """Hand over the request, unless a date cannot be read."""
        found = self.request()
        if found is not None:
            self.given.emit(self.about.currentData(), found)
            super().accept()

    def request(self) -> ReplyRequest | None:
        """Give the request as it stands in the dialog; None, and a sentence, where it cannot be."""
        days: dict[str, str] = {}
        for name, field in self.dates.items():
            typed = " ".join(field.text().split())
            read = "" if not typed else read_date(typed, self._words.language).start
            if typed == self._shown(name):
                read = getattr(self._request, name)
            if typed and not read:
                self.wrong.setText(self._words(NO_DATE, text=typed))
                self.wrong.show()
                field.setFocus()
                return None
            days[name] = read
        return replace(
            self._request,
            question=self.question.toPlainText().strip(),
            answer=self.answer.toPlainText().strip(),
            terms=Terms(self.terms.currentData()),
            **days,
        )

    def _show_quote(self) -> None:
        uid = self.about.currentData()
        self.reject()
        self.quote_wanted.emit(uid)

    def _remove(self) -> None:
        self.removed.emit(self.about.currentData(), self._request)
        self.reject()
