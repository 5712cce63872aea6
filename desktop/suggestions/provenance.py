"""The words behind each field of the focused card: told, lit in the text, confirmed by Enter."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from annotations.facts import Attribution, Source
from annotations.model import Highlight, Span
from desktop import edits
from desktop.highlights.fields import Field, TextField
from desktop.highlights.forms import FACTS, Form
from resources import marked

if TYPE_CHECKING:
    from annotations.detection.found import AnyFact
    from desktop.workspace import Workspace

CONFIRM = marked("Confirm a fact")
_OTHERWISE = {"speaker": "speaker_as_written"}
"""Fields of the card that stand for another one of the record."""
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_GUESSED = "guessed"


class Provenance(QObject):
    """Shows where the fields of the live card were read, and takes a person's word for them."""

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__(workspace)
        self._at = workspace
        self._session = workspace.session
        self._words = workspace.words
        self._card = workspace.highlights.card
        self._lit = False
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.tell)
        self._card.resized.connect(self._later.start)
        self._card.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def tell(self) -> None:
        """Say behind each field of the card which words it was read from, and by which rule."""
        highlight = self._session.highlight(self._card.uid)
        if highlight is None:
            return
        for _, name, field, source in self._fields(highlight):
            box = field.focusProxy() or field
            title = escape(box.accessibleName() or name)
            box.setToolTip("<br>".join([title, *self._told(highlight, source)]))
            guessed = bool(source and source.rule and not source.confirmed)
            if bool(box.property(_GUESSED)) != guessed:
                box.setProperty(_GUESSED, guessed)
                box.style().unpolish(box)
                box.style().polish(box)

    def _told(self, highlight: Highlight, source: Source | None) -> Iterator[str]:
        words = self._words
        if source is None:
            return
        behind = self._behind(highlight, source)
        if behind:
            yield escape(f"“{behind}”")
        if source.rule:
            rule = rule_label(source.rule)
            yield escape(words(rule) if rule else source.rule)
        if source.confirmed:
            yield escape(words("Confirmed by a person"))
        elif source.rule:
            yield escape(words("Not confirmed. Enter in the field confirms it."))

    def _behind(self, highlight: Highlight, source: Source) -> str:
        span = self._span(highlight, source)
        opened = self._session.article
        if span is None or opened is None:
            return ""
        return " ".join(opened.text.text[span.start : span.end].split())

    def _span(self, highlight: Highlight, source: Source | None) -> Span | None:
        """Find source words in the text that is shown: those of another version stand elsewhere."""
        opened = self._session.article
        if source is None or source.start < 0 or opened is None:
            return None
        here = highlight.revision_id == opened.revision.id
        return Span(source.start, source.end) if here else None

    def _fields(
        self, highlight: Highlight
    ) -> Iterator[tuple["Attribution | AnyFact", str, Field, Source | None]]:
        """Walk the card's fields: the fact, the field's name, the field itself, its source."""
        facts: dict[str, Attribution | AnyFact] = {
            fact.uid: fact for name, _ in FACTS.values() for fact in getattr(highlight, name)
        }
        facts[""] = highlight.attribution
        for form in self._card.findChildren(Form):
            fact = facts.get(form.uid)
            if fact is None:
                continue
            for shown, field in form.named_fields:
                name = _OTHERWISE.get(shown, shown)
                if hasattr(fact, name):
                    yield fact, name, field, _source(fact.sources, name)

    # ------------------------------------------------------------------ the keyboard

    def _follow(self, _left: QWidget | None, now: QWidget | None) -> None:
        """Light the words that the field was read from which has the keyboard."""
        if not isValid(self._card):
            return  # the library closes, and a field of it had the keyboard
        if now is None or not self._card.isAncestorOf(now):
            if self._lit:
                self._light(None)
            return
        highlight = self._session.highlight(self._card.uid)
        found = self._at_keyboard(highlight, now) if highlight else None
        span = self._span(highlight, found[2]) if highlight and found else None
        if span is not None or self._lit:
            self._light(span)

    def _light(self, span: Span | None) -> None:
        self._lit = span is not None
        view = self._at.reader.view
        before, view.scene.lit = view.scene.lit, [span] if span else []
        view.repaint_spans([*before, *view.scene.lit])
        if span is not None:
            view.reveal(span)

    def _at_keyboard(
        self, highlight: Highlight, widget: QWidget
    ) -> tuple["Attribution | AnyFact", str, Source | None, Field] | None:
        for fact, name, field, source in self._fields(highlight):
            if field.focusProxy() is widget:
                return fact, name, source, field
        return None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter in a field for a person's word that its value is right."""
        pressed = event.type() is QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            self._confirm()
        return super().eventFilter(watched, event)

    def _confirm(self) -> None:
        from annotations.detection.filling import confirm

        highlight, widget = self._session.highlight(self._card.uid), QApplication.focusWidget()
        found = self._at_keyboard(highlight, widget) if highlight and widget else None
        if highlight is None or found is None or self._session.store.read_only:
            return
        fact, name, source, field = found
        typed = isinstance(field, TextField) and field.dirty
        if source is None or source.confirmed or typed:
            return  # what was typed is confirmed by having been typed
        confirmed = confirm(fact, name)
        if isinstance(fact, Attribution):
            self._session.set_fields(highlight.uid, CONFIRM, attribution=confirmed)
            return
        for record_field, kind in FACTS.values():
            if isinstance(fact, kind):
                facts = getattr(highlight, record_field)
                new = tuple(confirmed if each.uid == fact.uid else each for each in facts)
                after = edits.with_fields(highlight, {record_field: new})
                self._session.edit(highlight, after, CONFIRM)


def _source(sources: Sequence[Source], name: str) -> Source | None:
    return next((each for each in sources if each.field == name), None)


def rule_label(name: str) -> str:
    """Find the words of a rule, "" for one that is no more."""
    from annotations.detection import engine

    rule = engine.rule(name)
    return rule.label if rule else ""
