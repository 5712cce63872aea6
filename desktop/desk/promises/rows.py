"""Rows below a promise: a mention with what it did, a step of the history."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotations.dates import show_date
from annotations.labels import label
from annotations.ledger import Mention
from annotations.model import PromiseStep
from annotations.vocabulary import MentionKind
from desktop.desk.people.cut_link import CutLink
from desktop.desk.promises.quote_button import QuoteButton
from desktop.desk.promises.signs import sign_pixmap
from desktop.highlights.boxes import Choice
from desktop.theme import Theme
from resources import Catalogue

_KINDS = tuple(MentionKind)
_JOIN = " · "
INSET = 5
"""Pixels that the ground of a quote reaches over its words, on both sides."""


class MentionRow(QWidget):
    """One mention: where and when, its words, and what it did to the promise."""

    opened = Signal()
    kind_set = Signal(object)  # MentionKind
    split_wanted = Signal()

    def __init__(
        self, mention: Mention, words: Catalogue, theme: Theme, *, alone: bool, writable: bool
    ) -> None:
        super().__init__()
        self.mention = mention
        day = show_date(mention.date, words) if mention.date else words("no date")
        source = mention.outlet or mention.title or words("Untitled")
        self._head = _small(_JOIN.join((day, source)))
        self._head.setToolTip(mention.title)
        number = _small(mention.label)
        self.quote = QuoteButton(mention.quote, theme, self)
        self.quote.setToolTip(words("Show it in the text"))
        self.kind = Choice(self)
        self.kind.setProperty("role", "fact")
        self.kind.setAccessibleName(words("What this mention did"))
        for kind in _KINDS:
            shown = mention.kind if kind is MentionKind.NONE else kind
            text = label(shown, words)
            if kind is MentionKind.NONE:
                text = words("{kind} (by the dates)", kind=text)
            self.kind.addItem(text, kind.value)
        self.kind.setCurrentIndex(_KINDS.index(mention.given))
        self.kind.setEnabled(writable)
        self.split = _link(words("Split off"))
        self.split.setToolTip(words("Make a promise of its own of this mention"))
        self.split.setVisible(writable and not alone)
        top = QHBoxLayout()
        top.setContentsMargins(INSET, 0, INSET, 0)
        top.addWidget(self._head, 1)
        top.addWidget(number)
        foot = QHBoxLayout()
        foot.setContentsMargins(INSET, 0, INSET, 0)
        foot.setSpacing(12)
        foot.addWidget(self.kind, 1)
        foot.addSpacing(12)
        foot.addWidget(self.split)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(2)
        column.addLayout(top)
        column.addWidget(self.quote)
        column.addLayout(foot)
        self.quote.clicked.connect(self.opened)
        self.kind.activated.connect(lambda place: self.kind_set.emit(_KINDS[place]))
        self.split.clicked.connect(self.split_wanted)

    @property
    def tabs(self) -> Sequence[QWidget]:
        """What Tab goes through."""
        return (self.quote, self.kind, self.split)


class StepRow(QWidget):
    """One step of the history: when, what became of it, who says so and why."""

    edit_wanted = Signal()
    evidence_wanted = Signal()

    def __init__(
        self, step: PromiseStep, words: Catalogue, theme: Theme, evidence: str, *, writable: bool
    ) -> None:
        """Show a step; `evidence` names what shows it, "" for none."""
        super().__init__()
        self.step = step
        sign = QLabel()
        sign.setPixmap(sign_pixmap(step.status, theme, self))
        state = QLabel(label(step.status, words))
        state.setProperty("role", "state")
        day = show_date(step.when, words) if step.when else words("no date")
        when = _small(_JOIN.join(filter(None, (day, step.who))))
        self.edit = _link(words("Edit…"))
        said = words("Edit the step of {day}: {status}", day=day, status=label(step.status, words))
        self.edit.setAccessibleName(said)
        self.edit.setVisible(writable)
        top = QHBoxLayout()
        top.setSpacing(7)
        top.addWidget(sign)
        top.addWidget(state)
        top.addWidget(when, 1)
        top.addWidget(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(INSET, 6, INSET, 6)
        column.setSpacing(2)
        column.addLayout(top)
        self.edit.clicked.connect(self.edit_wanted)
        if step.why:
            why = QLabel(step.why)
            why.setTextFormat(Qt.TextFormat.PlainText)
            why.setWordWrap(True)
            why.setProperty("role", "why")
            column.addWidget(why)
        self.evidence = CutLink(words("Open the evidence"))
        self.evidence.say(evidence)
        self.evidence.setVisible(bool(evidence))
        if evidence:
            column.addWidget(self.evidence)
            self.evidence.clicked.connect(self.evidence_wanted)


def heading(text: str) -> QLabel:
    """Head a part of the page."""
    made = QLabel(text)
    made.setProperty("role", "caption")
    return made


def hairline() -> QHBoxLayout:
    """Draw a line between two rows, as wide as their words."""
    line = QFrame()
    line.setProperty("role", "line")
    made = QHBoxLayout()
    made.setContentsMargins(INSET, 0, INSET, 0)
    made.addWidget(line)
    return made


def _small(text: str) -> QLabel:
    made = QLabel(text)
    made.setProperty("role", "small")
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def _link(text: str) -> QPushButton:
    made = QPushButton(text)
    made.setProperty("role", "link")
    made.setAutoDefault(True)
    return made
