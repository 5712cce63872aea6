"""The library open in one window: what is shown of it, and the one way to change it."""

import dataclasses
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from types import NoneType
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from annotations.decisions import Decision
from annotations.errors import AnnotationsError, SaveError, SaveFault
from annotations.identities import standing
from annotations.model import Article, Evidence, Highlight, Placement, PutBack, Record, Speaker, Tag
from desktop import jobs
from desktop.changing import BROUGHT_BACK, KEPT_BOTH, KEPT_THEIRS, NOT_UNDONE, Changing
from desktop.jobs import Captured, OpenArticle, Registry, change
from desktop.places import Places
from desktop.reading_order import ReadingOrder
from desktop.watching import Watch
from resources import Catalogue, marked

if TYPE_CHECKING:
    from annotations.storage.history import Change, ChangeSet
    from annotations.storage.store import Library, Store

T = TypeVar("T")


class Signature(Protocol):
    """The part of the settings that is needed here."""

    @property
    def author(self) -> str:
        """The display name the user typed, empty by default."""


class OpenLibrary(QObject):
    """What the panes of one window share. Views never write: they ask here.

    Highlights, speakers and tags are as painted: unsaved edits included. A highlight is named by
    its uid, which it has before it is stored; its number (`id`) is 0 until then.
    """

    article_opened = Signal(object)  # OpenArticle
    article_failed = Signal(object, str)  # AnnotationsError, sentence
    highlights_changed = Signal(int)  # article number
    speakers_changed = Signal()
    tags_changed = Signal()
    changed = Signal(object)  # ChangeSet, or None: another program changed something
    saving = Signal()
    saved = Signal(str)  # when, UTC; after COMMIT, and nothing else is on its way or failed
    failed = Signal(object, str)  # AnnotationsError, sentence
    conflict = Signal(str)  # sentence
    flushing = Signal()  # editors: hand over what was typed, now
    revealed = Signal(int, str, object)  # where an undo was: article (0: several), uid, all uids
    _answered = Signal(object)

    def __init__(
        self,
        store: "Store",
        words: Catalogue,
        settings: Signature,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.store = store
        self.words = words
        self.settings = settings
        self.article: OpenArticle | None = None
        self._asked = 0  # counts what was asked for: only the last answer is shown
        self._changing = Changing(store, lambda: self.settings.author, words, self)
        self._places = Places(self._changing.painted)
        self._order, self._closed = ReadingOrder(self._places.key), False
        self.undo_stack, self.adopt = self._changing.undo_stack, self._changing.adopt
        self._connect()
        self._watch = Watch(store, self)
        self._watch.changed.connect(self._changed_elsewhere)
        self.reload()

    def _connect(self) -> None:
        self._answered.connect(lambda call: call(), Qt.ConnectionType.QueuedConnection)
        changing = self._changing
        changing.painted_changed.connect(self._painted)
        changing.stored.connect(self._stored)
        changing.failed.connect(lambda error: self.failed.emit(error, self.sentence(error)))
        changing.merged.connect(self._merged)
        changing.dropped.connect(self._dropped)
        changing.reverted.connect(self._reverted)
        changing.saver.busy_changed.connect(lambda busy: self.saving.emit() if busy else None)

    # ---------------------------------------------------------------------- reading

    def read(
        self,
        job: "Callable[[Library], T]",
        then: Callable[[T], None],
        *,
        failed: Callable[[AnnotationsError], None] | None = None,
    ) -> None:
        """Run a read on the store's thread and hand the answer to `then`, in the window's.

        An AnnotationsError goes to `failed`, without it to the signal `failed`.
        """
        self._await(self.store.submit(job), then, failed)

    def open_article(self, article_id: int) -> None:
        """Read an article; `article_opened` brings it. The last one asked for wins."""
        self.flush()
        self._asked += 1
        asked = self._asked

        def opened(answer: tuple[OpenArticle, Captured]) -> None:
            if self._asked != asked:
                return
            if self.article and self.article.article.id != article_id:
                self._changing.painted.forget_article(self.article.article.id)
            self.article, captured = answer
            self._keep(captured)
            self.article_opened.emit(self.article)
            self.highlights_changed.emit(article_id)

        def missing(error: AnnotationsError) -> None:
            self.article_failed.emit(error, self.sentence(error))

        self._read_fresh(lambda library: jobs.read_article(library, article_id), opened, missing)

    def close_article(self) -> None:
        """Show none."""
        self.flush()
        self._asked += 1
        if self.article:
            self._changing.painted.forget_article(self.article.article.id)
        self.article = None

    def reload(self) -> None:
        """Read again what is shown: another program changed the library, or a task of ours."""
        self._read_fresh(jobs.read_registry, self._keep_registry)
        opened = self.article
        if opened is None:
            return
        article_id, revision_id = opened.article.id, opened.revision.id

        def read(captured: Captured) -> None:
            if self.article and self.article.revision.id == revision_id:
                self._keep(captured)
                self.highlights_changed.emit(article_id)

        self._read_fresh(lambda lib: jobs.read_captured(lib, article_id, revision_id), read)

    def highlights(self, article_id: int = 0) -> list[Highlight]:
        """List the open article's highlights in reading order, as painted, without the trash."""
        if self.article is None or article_id not in {0, self.article.article.id}:
            return []
        return self._order.all()

    def highlight(self, uid: str) -> Highlight | None:
        """Find a highlight of the open article, as painted."""
        found = self._changing.painted.get(uid)
        return found if isinstance(found, Highlight) else None

    def placement(self, highlight: Highlight) -> Placement:
        """Say where a highlight stands on the revision that is shown."""
        return self._places.of(highlight)

    def put_back_of(self, uid: str) -> PutBack | None:
        """Find what a person decided about where a highlight stands now."""
        return self._places.put.get(uid)

    @property
    def speakers(self) -> list[Speaker]:
        """All speakers as painted, by name; merged and trashed ones too."""
        return sorted(self._changing.painted.all(Speaker), key=lambda each: each.name.casefold())

    @property
    def tags(self) -> list[Tag]:
        """All tags as painted, built-in ones first, then by key and name."""
        shown = self._changing.painted.all(Tag)
        return sorted(shown, key=lambda tag: (not tag.builtin, tag.key or "~", tag.name))

    def speaker(self, uid: str) -> Speaker | None:
        """Find the speaker that stands for this uid, through merges."""
        found = self._changing.painted.get(uid)
        return standing(self._speaker, found) if isinstance(found, Speaker) else None

    def _speaker(self, uid: str) -> Speaker | None:
        found = self._changing.painted.get(uid)
        return found if isinstance(found, Speaker) else None

    # ---------------------------------------------------------------------- changing

    def apply(
        self, changes: Sequence["Change"], label: str, *, article_id: int = 0, editing: str = ""
    ) -> None:
        """Paint changes, store them as one change set, make them one step of the undo stack.

        `label` is a marked message. Changes in a row with the same `editing` are one step.
        Nothing changes in a library that is read-only, and that is said.
        """
        if self.store.read_only:
            error = SaveError(SaveFault.READ_ONLY)
            self.failed.emit(error, self.sentence(error))
            return
        self._changing.apply(changes, label, article_id=article_id, editing=editing)

    def edit(self, before: Record, after: Record, label: str, *, editing: str = "") -> None:
        """Change one record: a highlight, an article's metadata, a speaker's name."""
        if after != before:
            article_id = getattr(before, "article_id", 0)
            self.apply([change(before, after)], label, article_id=article_id, editing=editing)

    def end_editing(self) -> None:
        """Say that a field was left: the next change of it is a step of its own."""
        self._changing.end_editing()

    def save_state(self, uid: str) -> str:
        """Say how far a record is: "saved", "saving" or "failed"."""
        return self._changing.save_state(uid)

    def why_failed(self, uid: str) -> str:
        """Say in a sentence why a record is not stored, "" where it is."""
        error = self._changing.why_failed(uid)
        return self.sentence(error) if error else ""

    @property
    def unsaved(self) -> int:
        """How many edits are not on the disk, the failed among them."""
        return len(self._changing.painted.edits)

    def retry(self, uid: str = "") -> None:
        """Store what failed again: one record's edits, or all."""
        self._changing.retry([uid] if uid else ())

    def undo(self) -> None:
        """Take the last step back, what is being typed included."""
        self.flush()
        self.undo_stack.undo()

    def redo(self) -> None:
        """Make the last step taken back again."""
        self.flush()
        self.undo_stack.redo()

    def flush(self) -> None:
        """Have every editor hand over what was typed."""
        self.flushing.emit()
        self.end_editing()

    def close(self) -> bool:
        """Store everything and stop; False, and still open, if something could not be stored.

        Waits for the disk. `close` again tries again; `abandon` gives up.
        """
        self.flush()
        self._changing.retry()
        self._changing.saver.finish()
        if self.unsaved:
            return False
        self.abandon()
        return True

    def abandon(self) -> None:
        """Stop without storing what failed."""
        self._closed = True
        self._changing.saver.stop()
        self._watch.stop()

    # ---------------------------------------------------------------------- within

    def sentence(self, error: AnnotationsError) -> str:
        """Say an error in one sentence."""
        from annotations.sentences import sentence

        return sentence(error, self.words)

    def _await(
        self,
        future: Future[T],
        then: Callable[[T], None],
        failed: Callable[[AnnotationsError], None] | None = None,
    ) -> None:
        """Bring a future's answer into the window's thread."""
        future.add_done_callback(lambda done: self._hand_over(lambda: answer(done)))

        def answer(done: Future[T]) -> None:
            if self._closed or done.cancelled():
                return
            try:
                result = done.result()
            except AnnotationsError as error:
                if failed:
                    failed(error)
                else:
                    self.failed.emit(error, self.sentence(error))
                return
            then(result)

    def _hand_over(self, call: Callable[[], None]) -> None:
        if self._closed:
            return
        try:
            self._answered.emit(call)
        except RuntimeError:  # the window went while the store still worked
            return

    def _read_fresh(
        self,
        job: "Callable[[Library], T]",
        then: Callable[[T], None],
        failed: Callable[[AnnotationsError], None] | None = None,
    ) -> None:
        """Read, and read again if a save was answered meanwhile: the answer may be older."""
        saves = self._changing.saves

        def fresh(answer: T) -> None:
            if saves != self._changing.saves:
                self._read_fresh(job, then, failed)
            else:
                then(answer)

        self.read(job, fresh, failed=failed)

    def _keep(self, captured: Captured) -> None:
        if self.article is None:
            return
        painted = self._changing.painted
        painted.keep(Highlight, captured.highlights, article_id=captured.article.id)
        painted.keep(Evidence, captured.evidence)
        painted.keep(Decision, captured.decisions)
        painted.take([captured.article])
        self._follow_article()
        self._places.keep(self.article.revision, captured)
        self._order.fill(filter(self._here, painted.all(Highlight)))

    def _keep_registry(self, registry: Registry) -> None:
        painted = self._changing.painted
        before = [*painted.all(Speaker)], [*painted.all(Tag)]
        painted.keep(Speaker, registry.speakers)
        painted.keep(Tag, registry.tags)
        if before[0] != [*painted.all(Speaker)]:
            self.speakers_changed.emit()
        if before[1] != [*painted.all(Tag)]:
            self.tags_changed.emit()

    def _here(self, highlight: Highlight) -> bool:
        here = self.article and self.article.article.id
        return highlight.article_id == here and not highlight.trashed

    def _painted(self, uids: frozenset[str]) -> None:
        painted = self._changing.painted
        self._places.follow(uids)
        for uid in uids:
            found = self.highlight(uid)
            self._order.put(uid, found if found and self._here(found) else None)
        kinds = {type(painted.get(uid)) for uid in uids}
        if Speaker in kinds or NoneType in kinds:
            self.speakers_changed.emit()
        if Tag in kinds or NoneType in kinds:
            self.tags_changed.emit()
        if self.article is None:
            return
        self._follow_article()
        self.highlights_changed.emit(self.article.article.id)

    def _follow_article(self) -> None:
        """Let the open article be as it is painted."""
        here = self.article and self._changing.painted.get(self.article.article.uid)
        if self.article and isinstance(here, Article) and here != self.article.article:
            self.article = dataclasses.replace(self.article, article=here)

    def _stored(self, result: "ChangeSet") -> None:
        if self._places.stale(result):
            self.reload()
        self.changed.emit(result)
        if not self.unsaved:
            self.saved.emit(result.when)

    def _merged(self, result: "ChangeSet") -> None:
        """Say how storage settled what another window changed too; bring back what it deleted."""
        for each in result.conflicts:
            if each.theirs is None and isinstance(each.mine, Highlight):
                self.apply([change(None, each.mine)], marked("Add a highlight"))
                self.conflict.emit(self.words(BROUGHT_BACK))
                return
        both = all(each.both for each in result.conflicts)
        self.conflict.emit(self.words(KEPT_BOTH if both else KEPT_THEIRS))

    def _dropped(self, _: "ChangeSet") -> None:
        self.conflict.emit(self.words(NOT_UNDONE))
        self.reload()

    def _reverted(self, article_id: int, uids: frozenset[str]) -> None:
        found = filter(None, map(self.highlight, uids))  # a step may reach into other articles
        shown = sorted(each.uid for each in found if each.article_id == article_id)
        self.revealed.emit(article_id, shown[0] if shown else "", uids)

    def _changed_elsewhere(self) -> None:
        self.reload()
        self.changed.emit(None)
