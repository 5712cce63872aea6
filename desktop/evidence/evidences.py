"""What is done with evidence: added, said of, removed, looked at. Each is one step of undo."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from annotations.labels import label
from annotations.model import Evidence, Highlight
from annotations.vocabulary import EvidenceKind, EvidenceStance
from desktop import edits
from desktop.evidence import bringing
from desktop.evidence.bringing import Kept, Refused, Source
from desktop.evidence.rows import is_transcript
from desktop.evidence.sheet import EvidenceSheet, Wanted
from desktop.evidence.worded import SIGNS
from desktop.highlights.summary import number_of
from desktop.jobs import change
from desktop.session import Session
from desktop.tasks import Task
from resources import marked

if TYPE_CHECKING:
    from annotations.storage.evidence import Other
    from annotations.storage.store import Library

_PROGRESS_AFTER = 200  # milliseconds


class Evidences(QObject):
    """The verbs of evidence in one library."""

    said = Signal(str, str, object)  # a sentence, what can be done about it ("" nothing), the act
    hit_wanted = Signal(object)  # Hit: another highlight or article should be shown
    address_wanted = Signal(str)

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session = session
        self._words = session.words
        self._over = over
        self._tasks: set[Task] = set()

    # ---------------------------------------------------------------------- adding

    def ask(self, uid: str) -> None:
        """Ask what to add to a highlight."""
        if not self._may(uid):
            return
        session = self._session
        recording = is_transcript(session) and not session.evidence().get(uid)
        sheet = EvidenceSheet(self._over.window(), session, uid, recording=recording)
        sheet.wanted.connect(lambda wanted: self._add(uid, wanted))
        sheet.open()

    def bring(self, uid: str, mime: QMimeData) -> None:
        """Attach what was pasted or dropped on a highlight's card."""
        sources = bringing.sources_of(mime, self._words)
        if not sources:
            said = self._words("There is no picture and no file on the clipboard to attach.")
            self.say(said)
        elif self._may(uid):
            self._attach(uid, sources, {})

    def _may(self, uid: str) -> bool:
        session, words = self._session, self._words
        if session.store.read_only:
            self.say(words("This library is open to read only."))
            return False
        if session.why_failed(uid):
            said = words("This highlight is not stored yet; store it first.")
            self.said.emit(said, words("Try again"), lambda: session.retry(uid))
            return False
        return session.highlight(uid) is not None

    def _add(self, uid: str, wanted: Wanted) -> None:
        if wanted.files:
            self._attach(uid, bringing.sources_from(wanted.files), wanted.fields)
        else:
            highlight = self._session.highlight(uid)
            if highlight:
                self._store(highlight, [wanted.fields])

    def _attach(self, uid: str, sources: Sequence[Source], fields: Mapping[str, object]) -> None:
        store, kept = self._session.store, list[Kept]()
        highlight = self._session.highlight(uid)  # its article may be left meanwhile
        task = Task(lambda: bringing.attaching(store, sources), self._over.window())

        def take(each: Kept | Refused) -> None:
            if isinstance(each, Kept):
                kept.append(each)
            else:
                self.say(self._session.sentence(each.error))

        def finish() -> None:
            made = [
                {
                    **fields,
                    "kind": EvidenceKind.FILE,
                    "target": each.sha256,
                    "file_name": each.name,
                    "media_type": each.media_type,
                }
                for each in kept
            ]
            if made and highlight and self._is_there(highlight):
                self._store(highlight, made)

        name = sources[0].name
        said = self._words("Attaching {name}\u2026", name=name)
        self._run(task, take, finish, said)

    def _run(
        self,
        task: Task,
        take: Callable[..., object],
        finish: Callable[[], object],
        said: str,
    ) -> None:
        """Run a task; say what it does once it takes long enough to be noticed."""
        slow = QTimer(task)
        slow.setSingleShot(True)
        slow.timeout.connect(lambda: self.said.emit(said, self._words("Cancel"), task.cancel))
        slow.start(_PROGRESS_AFTER)
        self._tasks.add(task)
        task.progress.connect(lambda each: take(each) if isValid(self) else None)
        task.failed.connect(self._failed)
        task.finished.connect(slow.stop)
        task.finished.connect(lambda: finish() if isValid(self) else None)
        task.finished.connect(lambda: self._tasks.discard(task))
        task.finished.connect(task.deleteLater)
        task.start()

    def _failed(self, error: Exception) -> None:
        from annotations.errors import AnnotationsError

        if self._session.closed:
            return
        if not isinstance(error, AnnotationsError):
            raise error
        self.say(self._session.sentence(error))

    def _is_there(self, highlight: Highlight) -> bool:
        """Whether a highlight can still be given evidence.

        Its making may have been undone, or the library closed: what was attached then is named
        by nothing, and goes when the trash is emptied.
        """
        if self._session.closed:
            return False
        opened = self._session.article
        elsewhere = opened is None or opened.article.id != highlight.article_id
        return elsewhere or self._session.highlight(highlight.uid) is not None

    def _store(self, highlight: Highlight, made: Sequence[Mapping[str, object]]) -> None:
        session, words = self._session, self._words
        now = edits.now()
        added = [
            dataclasses.replace(
                Evidence(
                    uid=edits.new_uid(),
                    author=session.settings.author,
                    created=now,
                    changed=now,
                    highlight=highlight.uid,
                    kind=EvidenceKind.FILE,
                ),
                **fields,  # type: ignore[arg-type] # of an Evidence, by name
            )
            for fields in made
        ]
        session.apply(
            [change(None, each) for each in added],
            marked("Add evidence"),
            article_id=highlight.article_id,
        )
        count = words.plural(
            "{n} piece of evidence added", "{n} pieces of evidence added", len(added)
        )
        said = words("{what} to {label}.", what=count, label=number_of(highlight))
        self.said.emit(said, words("Undo"), session.undo)

    # ---------------------------------------------------------------------- changing

    def set_stance(self, evidence: Evidence, stance: EvidenceStance) -> None:
        """Say whether it supports, contradicts or is context."""
        self._edit(evidence, marked("Change evidence"), stance=stance)

    def remove(self, evidence: Evidence) -> None:
        """Take evidence off its highlight; undo brings it back."""
        if not self._session.store.read_only:
            self._edit(evidence, marked("Remove evidence"), trashed=edits.now())

    def ask_about(self, evidence: Evidence) -> None:
        """Ask what to say of it otherwise."""
        sheet = EvidenceSheet(self._over.window(), self._session, evidence.highlight, evidence)
        label = marked("Change evidence")
        sheet.wanted.connect(lambda wanted: self._edit(evidence, label, **wanted.fields))
        sheet.open()

    def _edit(self, evidence: Evidence, label: str, **fields: object) -> None:
        highlight = self._session.highlight(evidence.highlight)
        after = edits.with_fields(evidence, fields)
        if highlight and after != evidence:
            changes = [change(evidence, after)]
            self._session.apply(changes, label, article_id=highlight.article_id)

    # ---------------------------------------------------------------------- looking

    def show_menu(self, evidence: Evidence, place: QPoint) -> None:
        """Offer what can be done with a piece of evidence."""
        words = self._words
        writable = not self._session.store.read_only
        menu = QMenu(self._over)
        menu.aboutToHide.connect(menu.deleteLater)
        for text, act in self._looks(evidence):
            menu.addAction(words(text), act)
        menu.addSeparator()
        group = QActionGroup(menu)
        for stance in (
            EvidenceStance.SUPPORTS,
            EvidenceStance.CONTRADICTS,
            EvidenceStance.CONTEXT,
        ):
            action = QAction(f"{SIGNS[stance]}  {label(stance, words)}", menu)
            action.setCheckable(True)
            action.setChecked(evidence.stance is stance)
            action.setEnabled(writable)
            action.triggered.connect(partial(self.set_stance, evidence, stance))
            group.addAction(action)
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(words("Edit\u2026"), lambda: self.ask_about(evidence)).setEnabled(writable)
        menu.addAction(words("Remove"), lambda: self.remove(evidence)).setEnabled(writable)
        menu.setActiveAction(menu.actions()[0])
        menu.popup(place)

    def _looks(self, evidence: Evidence) -> Iterator[tuple[str, Callable[[], object]]]:
        if evidence.kind is EvidenceKind.FILE:
            from annotations.attaching import may_be_opened
            from desktop.evidence import copies

            if may_be_opened(evidence.media_type):
                yield marked("Open\u2026"), lambda: copies.ask_to_open(self, evidence)
            yield marked("Save a copy\u2026"), lambda: copies.ask_to_save(self, evidence)
        elif evidence.kind is EvidenceKind.URL:
            yield marked("Show address"), lambda: self.address_wanted.emit(evidence.url)
            if evidence.archived_url:
                archived = evidence.archived_url
                yield (
                    marked("Show archived address"),
                    lambda: self.address_wanted.emit(archived),
                )
        elif evidence.kind in {EvidenceKind.HIGHLIGHT, EvidenceKind.ARTICLE}:
            yield marked("Go there"), lambda: self.go_to(evidence)

    def go_to(self, evidence: Evidence) -> None:
        """Show the highlight or the article that is named."""

        def job(library: "Library") -> "dict[str, Other]":
            from annotations.storage import evidence as stored

            return stored.others(library, [evidence.target])

        def take(found: "dict[str, Other]") -> None:
            from annotations.queries import Hit

            other = found.get(evidence.target)
            if other is None:
                self.say(self._words("It is not in the library any more."))
                return
            hit = Hit(
                article=other.article,
                title=other.title,
                outlet=other.outlet,
                published="",
                highlight=other.highlight,
            )
            self.hit_wanted.emit(hit)

        self._session.read(job, take)

    # ---------------------------------------------------------------------- for copies

    @property
    def session(self) -> Session:
        """The open library."""
        return self._session

    @property
    def window(self) -> QWidget:
        """What dialogs stand over."""
        return self._over.window()

    def say(self, text: str) -> None:
        """Say something over the window's foot."""
        self.said.emit(text, "", _nothing)

    def run(self, work: Callable[[], Iterator[object]], take: Callable[..., object]) -> None:
        """Run work off the window's thread and hand what it yields to `take`."""
        task = Task(work, self.window)
        self._run(task, take, _nothing, self._words("Writing\u2026"))


def _nothing(*_: object) -> None:
    return
