"""A provision: a quotation against its words, and these words, pasted once and edited in place."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotations.dates import show_date
from annotations.provisions import ProvisionText
from annotations.shelf import Cited, Provision, show_place, texts_for
from annotations.wording import Compared
from desktop.desk.laws.rows import against, told
from desktop.desk.laws.wording_view import WordingView
from desktop.desk.people.dress import dress
from desktop.highlights.fields import TextField, read_date
from desktop.highlights.forms import FieldSpec, Form
from desktop.theme import SERIF, Theme
from resources import Catalogue, marked

_TEXT_PX = 15
_FIELDS = ("valid_from", "valid_to", "source", "url")
_NO_DATE = marked("“{text}” is no date; write one such as 8 Jan 2002.")


class DayField(TextField):
    """A day as people write it; `edited` carries it in ISO 8601, "" for none."""

    one_line = True

    def __init__(self, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def written(self, value: object) -> str:
        """Write the day as people do."""
        return show_date(str(value), self._words) if value else ""

    def autosave(self) -> None:
        """Wait until it was typed: half a date is another one."""

    def flush(self) -> None:
        """Hand over the day; what is none stays, with a sentence."""
        self._timer.stop()
        if not self.dirty:
            self.complain("")
            return
        day = read_date(self.text, self._words.language).start[:10]
        wrong = bool(self.text.strip()) and not day
        self.complain(self._words(_NO_DATE, text=self.text) if wrong else "")
        if wrong:
            return
        if day != self.value:
            self.hand_over(day)
        self.put(day)


class ProvisionView(QWidget):
    """One provision; `cited` is the reference that is held against it, None for none."""

    edited = Signal(object, str, object)  # ProvisionText, its field, the value
    version_wanted = Signal()
    removed = Signal(object)  # ProvisionText
    left = Signal()
    read_wanted = Signal()

    def __init__(self, words: Catalogue, theme: Theme, *, writable: bool) -> None:
        super().__init__()
        self._words = words
        self._writable = writable
        self.provision: Provision | None = None
        self.cited: Cited | None = None
        self.text: ProvisionText | None = None
        self._wanted = ""  # the uid of the version that somebody chose to see
        self.title = _label("heading")
        self.about = _label("small")
        self.verdict = _label("state")
        self.note = _label("small")
        self.wording = WordingView(words, theme)
        self.read = QPushButton(words("Open in the text"))
        self.read.setProperty("role", "link")
        self.versions = QComboBox()
        self.versions.setAccessibleName(words("Version of these words"))
        self.another = QPushButton(words("Add another version"))
        self.remove = QPushButton(words("Take these words away"))
        for button in (self.another, self.remove):
            button.setProperty("role", "link")
        self.whence = _label("small")
        hint = words("Paste the words of the provision here")
        self.pasted = TextField(tall=True, placeholder=hint)
        families = ", ".join(f"'{family}'" for family in SERIF)
        self.pasted.box.setStyleSheet(
            f"QPlainTextEdit {{ font-family: {families}; font-size: {_TEXT_PX}px;"
            " font-weight: 400; }"
        )
        self.pasted.box.setAccessibleName(words("The words of the law"))
        self.form = Form(self._specs())
        for each in (self.pasted, self.form):
            each.setEnabled(writable)
        self._lay_out()
        self._wire()
        dress(self, theme)

    def _specs(self) -> list[FieldSpec]:
        words = self._words
        return [
            FieldSpec("valid_from", words("In force from"), lambda at: DayField(words, at)),
            FieldSpec("valid_to", words("In force until"), lambda at: DayField(words, at)),
            FieldSpec("source", words("Taken from"), TextField),
            FieldSpec("url", words("Address"), TextField),
        ]

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 20)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.verdict, 1)
        head.addWidget(self.read, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.title)
        column.addWidget(self.about)
        column.addLayout(head)
        column.addWidget(self.wording)
        column.addWidget(self.note)
        line = QWidget()
        line.setObjectName("hairline")
        line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line.setFixedHeight(1)
        column.addSpacing(6)
        column.addWidget(line)
        column.addSpacing(6)
        self.caption = _label("heading")
        self.caption.setText(self._words("The words of the law"))
        column.addWidget(self.caption)
        column.addWidget(self.whence)
        column.addWidget(self.versions, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.pasted)
        column.addWidget(self.form)
        row = QHBoxLayout()
        row.addWidget(self.another)
        row.addStretch(1)
        row.addWidget(self.remove)
        column.addLayout(row)
        column.addStretch(1)

    def _wire(self) -> None:
        self.form.edited.connect(self._edited)
        self.pasted.edited.connect(lambda text: self._edited("text", text, None))
        for each in (self.form, self.pasted):
            each.left.connect(self.left)
        self.read.clicked.connect(self.read_wanted)
        self.another.clicked.connect(self.version_wanted)
        self.remove.clicked.connect(self._remove)
        self.versions.activated.connect(self._turn)

    # ------------------------------------------------------------------ shown

    def show_provision(
        self, provision: Provision, cited: Cited | None, texts: Sequence[ProvisionText]
    ) -> None:
        """Show a provision with its words, and a quotation against them."""
        fresh = self.provision is None or self.provision.key != provision.key
        another = cited != self.cited
        self.provision, self.cited = provision, cited
        if fresh or another:
            self._wanted = ""
        self._texts = tuple(texts)
        words = self._words
        self.title.setText(provision.citation or show_place(provision, words))
        count = len(provision.references)
        self.about.setText(words.plural("{n} reference", "{n} references", count))
        compared_with, compared = (
            against(provision, cited, texts) if cited is not None else (None, None)
        )
        self._show_wording(compared_with, compared)
        self._show_text(compared_with, fresh=fresh)

    def _show_wording(self, text: ProvisionText | None, compared: Compared | None) -> None:
        words, cited = self._words, self.cited
        self.read.setVisible(cited is not None)
        self.wording.setVisible(compared is not None)
        self.wording.show_compared(compared)
        if cited is None:
            self.verdict.setText("")
        elif compared is not None:
            self.verdict.setText(f"{cited.label}: {told(compared, words)}")
        elif text is None:
            self.verdict.setText(words("{label} cannot be compared yet", label=cited.label))
        else:
            self.verdict.setText(words("{label} quotes no words of it", label=cited.label))
        self.verdict.setVisible(cited is not None)
        self.note.setText(self._noted(text, compared))
        self.note.setVisible(bool(self.note.text()))

    def _noted(self, text: ProvisionText | None, compared: Compared | None) -> str:
        words = self._words
        if self.cited is None:
            return ""
        if text is None:
            return words("Paste the words of the law below, once: each quotation is held to them.")
        if compared is None:
            return words(
                "Fill in the wording on the card of the highlight, if it quotes the law itself."
            )
        parts = [words.plural("{n} word the same", "{n} words the same", compared.same)]
        if compared.folded:
            parts.append(words("spaces or typography differ, which does not count"))
        if text.valid_from:
            since = words("held to the words of {day}", day=show_date(text.valid_from, words))
            parts.append(since)
        return " · ".join(parts)

    def _show_text(self, compared_with: ProvisionText | None, *, fresh: bool) -> None:
        provision, words = self.provision, self._words
        if provision is None:
            return
        own = [each for each in self._texts if each.iri == provision.key]
        own.sort(key=lambda each: (each.valid_from, each.id))
        wanted = (
            self._wanted,
            compared_with.uid if compared_with else "",
            own[-1].uid if own else "",
        )
        before = self.text
        self.text = next((each for uid in wanted for each in own if each.uid == uid), None)
        around = [] if own else texts_for(provision.key, self._texts)
        self.whence.setText(
            words("Held to {name}, in which it stands.", name=around[-1].citation)
            if around and around[-1].citation
            else ""
        )
        self.whence.setVisible(bool(self.whence.text()))
        self.versions.clear()
        for each in own:
            since = show_date(each.valid_from, words) if each.valid_from else ""
            self.versions.addItem(
                words("In force from {day}", day=since) if since else words("Without a date"),
                each.uid,
            )
        self.versions.setVisible(len(own) > 1)
        if self.text:
            self.versions.setCurrentIndex(own.index(self.text))
        text = self.text or ProvisionText(iri=provision.key)
        same = before is not None and self.text is not None and before.uid == self.text.uid
        values = {name: getattr(text, name) for name in _FIELDS}
        fresh = fresh or not (same or before is None)
        self.form.show_values(values, more=True, fresh=fresh)
        (self.pasted.reset if fresh else self.pasted.show_value)(text.text)
        for button in (self.another, self.remove):
            button.setVisible(self.text is not None and self._writable)

    def _turn(self, place: int) -> None:
        self.flush()
        self.show_version(self.versions.itemData(place))

    def show_version(self, uid: str) -> None:
        """Show one version of the words, by its uid."""
        self._wanted = uid
        self._show_text(None, fresh=True)

    def _remove(self) -> None:
        if self.text:
            self.removed.emit(self.text)

    def _edited(self, name: str, value: object, _base: object) -> None:
        if self.provision is not None:
            text = self.text or self.blank()
            self.text = replace(text, **{name: value})  # type: ignore[arg-type] # of the field named
            self.edited.emit(text, name, value)

    def blank(self) -> ProvisionText:
        """Make words of the provision that are still to be pasted."""
        from desktop.edits import new_uid

        provision = self.provision
        if provision is None:
            return ProvisionText(iri="")
        return ProvisionText(uid=new_uid(), iri=provision.key, citation=self.title.text())

    def flush(self) -> None:
        """Hand over what was typed."""
        if self.provision:
            self.pasted.flush()
            self.form.flush()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        dress(self, theme)
        self.wording.set_theme(theme)


def _label(role: str) -> QLabel:
    made = QLabel()
    made.setProperty("role", role)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made
