"""The facts of one tag, several a highlight, each a form that can be added and removed."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop import edits
from desktop.highlights.forms import FieldSpec, Form
from resources import Catalogue


class Fact(Protocol):
    """What a fact form shows: any record with a uid."""

    @property
    def uid(self) -> str:
        """Its identity."""


class FactList(QWidget):
    """Forms for the facts there are, and an empty one where there is none.

    An empty form has a uid from the start: its first field makes the fact.
    """

    edited = Signal(str, str, object)  # fact's uid, field, new value
    removed = Signal(str)  # fact's uid
    left = Signal()
    resized = Signal()

    def __init__(
        self, rows: Sequence[FieldSpec], add: str, words: Catalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows = rows
        self._words = words
        self._pool: list[_FactForm] = []
        self._adding = ""  # uid of the empty form asked for
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(5)
        self._title = QLabel(self)
        self._title.setProperty("role", "caption")
        self._title.hide()
        self._column.addWidget(self._title)
        self._add = QPushButton(add, self)
        self._add.setProperty("role", "link")
        self._add.clicked.connect(self.add)
        foot = QHBoxLayout()
        foot.addWidget(self._add)
        foot.addStretch(1)
        self._column.addLayout(foot)
        self._shown: tuple[Sequence[Fact], bool] = ((), False)

    def set_title(self, title: str) -> None:
        """Head the facts with the name of their tag, where those of another stand beside them."""
        self._title.setText(title)
        self._title.setVisible(bool(title))

    @property
    def forms(self) -> list[Form]:
        """The forms on screen."""
        return [each.form for each in self._pool if not each.isHidden()]

    def show_facts(self, facts: Sequence[Fact], *, more: bool, fresh: bool) -> None:
        """Show these facts; `fresh` for those of another highlight."""
        if fresh:
            self._adding = ""
        if self._adding in {fact.uid for fact in facts}:
            self._adding = ""
        self._shown = (facts, more)
        uids = [fact.uid for fact in facts]
        if not facts or self._adding:
            # The form that stands there empty keeps its uid, and what is being typed in it.
            empty = self._adding or self._empty_uid(len(facts), fresh=fresh)
            uids.append(empty)
        while len(self._pool) < len(uids):
            self._pool.append(self._new_form())
        by_uid = {fact.uid: fact for fact in facts}
        for index, each in enumerate(self._pool):
            each.setVisible(index < len(uids))
            if index >= len(uids):
                each.form.uid = ""
                continue
            other = fresh or each.form.uid != uids[index]
            each.form.uid = uids[index]
            fact = by_uid.get(uids[index])
            names = [row.name for row in self._rows]
            values = {name: getattr(fact, name) for name in names} if fact else {}
            each.form.show_values(values, more=more, fresh=other)
            each.head(self._words, index + 1, len(uids))
        self._add.setVisible(bool(facts) and not self._adding)

    def flush(self) -> None:
        """Have every form hand over what was typed."""
        for each in self._pool:
            if each.form.uid:
                each.form.flush()

    def _empty_uid(self, index: int, *, fresh: bool) -> str:
        kept = self._pool[index].form.uid if index < len(self._pool) and not fresh else ""
        return kept or edits.new_uid()

    def _new_form(self) -> "_FactForm":
        made = _FactForm(self._rows, self)
        made.form.edited.connect(
            lambda name, value, _: self.edited.emit(made.form.uid, name, value)
        )
        made.form.left.connect(self.left)
        made.form.resized.connect(self.resized)
        made.remove.clicked.connect(lambda: self.remove(made.form.uid))
        self._column.insertWidget(len(self._pool) + 1, made)
        return made

    def add(self) -> None:
        """Show an empty form, with the caret in it."""
        facts, more = self._shown
        self._adding = edits.new_uid()
        self.show_facts(facts, more=more, fresh=False)
        added = self._pool[len(facts)].form
        if added.fields:
            added.fields[0].setFocus()
        self.resized.emit()

    def remove(self, uid: str) -> None:
        """Take a fact off, or an empty form."""
        if uid == self._adding:
            self._adding = ""
            facts, more = self._shown
            self.show_facts(facts, more=more, fresh=False)
            self.resized.emit()
            return
        self.removed.emit(uid)


class _FactForm(QWidget):
    """A form with a head that counts it, where there are several."""

    def __init__(self, rows: Sequence[FieldSpec], parent: QWidget) -> None:
        super().__init__(parent)
        self.form = Form(rows, self)
        self._count = QLabel(self)
        self._count.setProperty("role", "hint")
        self.remove = QPushButton(self)
        self.remove.setProperty("role", "link")
        self._head = QHBoxLayout()
        self._head.addWidget(self._count)
        self._head.addStretch(1)
        self._head.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(self._head)
        column.addWidget(self.form)

    def head(self, words: Catalogue, number: int, of: int) -> None:
        """Count the form among the others; a single one has no head."""
        self._count.setText(words("{number} of {all}", number=number, all=of))
        self.remove.setText(words("Remove"))
        self._count.setVisible(of > 1)
        self.remove.setVisible(of > 1)
