"""Everything a person does to highlights, speakers and tags, in the journalist's own verbs."""

import dataclasses
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from annotations.decisions import Decision
from annotations.errors import AnnotationsError
from annotations.facts import Check, Fact, Translation
from annotations.model import Article, Evidence, Highlight, PutBack, Span, Speaker, Tag
from annotations.vocabulary import CheckKind, PlacementState
from desktop import edits
from desktop.completing import complete
from desktop.jobs import change
from desktop.opened import OpenLibrary, Signature
from resources import Catalogue, marked

if TYPE_CHECKING:
    from annotations.detection.filling import Filled
    from annotations.storage.store import Library, Store

T = TypeVar("T")

_POSITION_EVERY = 1000  # milliseconds


class Session(OpenLibrary):
    """The open library with its verbs. Every change is painted at once and can be undone.

    A verb about a highlight takes its uid and does nothing if it is gone meanwhile.
    """

    speaker_ambiguous = Signal(str, str, object)  # highlight uid, name, list[Speaker]
    note_wanted = Signal(str)  # highlight uid
    stepped = Signal(int, object)  # article number (0 none), uids: undo or redo changed these

    def __init__(
        self,
        store: "Store",
        words: Catalogue,
        settings: Signature,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(store, words, settings, parent)
        self.completing: Callable[[Highlight], Filled | None] = lambda _: None
        self._changing.reverted.connect(self.stepped)
        self._position: tuple[int, int] | None = None
        self._position_timer = QTimer(self)
        self._position_timer.setSingleShot(True)
        self._position_timer.setInterval(_POSITION_EVERY)
        self._position_timer.timeout.connect(self._write_position)

    # ---------------------------------------------------------------------- highlights

    @property
    def failing(self) -> int:
        """How many edits could not be stored."""
        return sum(edit.error is not None for edit in self._changing.painted.edits)

    @property
    def closed(self) -> bool:
        """Whether nothing can be changed any more, as the library was closed."""
        return self._closed

    def evidence(self) -> dict[str, list[Evidence]]:
        """Give the evidence of the open article's highlights, by their uid, in its order."""
        found: dict[str, list[Evidence]] = {}
        for each in self._changing.painted.all(Evidence):
            if not each.trashed:
                found.setdefault(each.highlight, []).append(each)
        for some in found.values():
            some.sort(key=lambda each: (each.id or sys.maxsize, each.created))
        return found

    @property
    def decisions(self) -> list[Decision]:
        """All that was decided on suggestions in the open article, as painted."""
        here = self.article.article.id if self.article else 0
        painted = self._changing.painted.all(Decision)
        return [each for each in painted if each.article_id == here]

    def add_highlight(self, span: Span, tags: tuple[str, ...] = (), *, note: bool = False) -> str:
        """Capture a passage of the open article; its uid, or "" where there are no words.

        What the rules read there is filled in, in the same step. With `note`, `note_wanted` asks
        for the note's field afterwards.
        """
        from annotations.anchoring import describe
        from annotations.spans import trim

        if self.article is None:
            return ""
        text = self.article.text.text
        try:
            quote = describe(text, trim(text, span))
        except AnnotationsError:
            return ""  # only white space, or nothing
        made = edits.now()
        highlight = Highlight(
            uid=edits.new_uid(),
            author=self.settings.author,
            created=made,
            changed=made,
            article_id=self.article.article.id,
            revision_id=self.article.revision.id,
            quote=quote,
            tags=tags,
        )
        complete(self, None, highlight, marked("Add a highlight"))
        if note:
            self.note_wanted.emit(highlight.uid)
        return highlight.uid

    def set_fields(self, uid: str, label: str = "", *, editing: str = "", **fields: object) -> None:
        """Change fields of a highlight by name; `editing` joins the autosaves of one field."""
        highlight = self.highlight(uid)
        if highlight:
            after = edits.with_fields(highlight, fields)
            self.edit(highlight, after, label or marked("Change highlight"), editing=editing)

    def toggle_tag(self, uid: str, tag: str) -> None:
        """Add a tag to a highlight or take it off."""
        highlight = self.highlight(uid)
        if highlight:
            after = edits.with_tag_toggled(highlight, tag)
            if tag in after.tags:
                complete(self, highlight, after, marked("Change tags"))
            else:
                self.edit(highlight, after, marked("Change tags"))

    def find_speaker(self, uid: str) -> None:
        """Fill in who speaks, and what else the rules know, where nobody said so yet."""
        highlight = self.highlight(uid)
        if highlight and not highlight.speaker:
            complete(self, highlight, highlight, marked("Set speaker"))

    def trash(self, uid: str) -> None:
        """Put a highlight into the trash."""
        self.set_fields(uid, marked("Delete highlight"), trashed=edits.now())

    def restore(self, highlight: Highlight) -> None:
        """Take a highlight, of whatever article, out of the trash."""
        after = dataclasses.replace(highlight, trashed="")
        self.edit(highlight, after, marked("Restore highlight"))

    def star(self, uid: str) -> None:
        """Star a highlight, or take the star off."""
        highlight = self.highlight(uid)
        if highlight:
            after = dataclasses.replace(highlight, starred=not highlight.starred)
            self.edit(highlight, after, marked("Star highlight"))

    def set_text(self, uid: str, field: str, text: str, *, base: str, editing: str = "") -> None:
        """Write `note` (private) or `report_note`, typed over `base`.

        If another window wrote there since, both texts are kept.
        """
        highlight = self.highlight(uid)
        if highlight:
            before = edits.with_fields(highlight, {field: base})
            after = edits.with_fields(highlight, {field: text})
            self.edit(before, after, marked("Write note"), editing=editing)

    def set_note(self, uid: str, note: str) -> None:
        """Write the private note."""
        highlight = self.highlight(uid)
        if highlight:
            self.set_text(uid, "note", note, base=highlight.note)

    def move_end(self, uid: str, span: Span) -> None:
        """Let a highlight reach over other words: these become its quote.

        The words captured before are in the history; moves in a row are one step.
        """
        from annotations.anchoring import describe
        from annotations.spans import trim

        highlight = self.highlight(uid)
        if highlight is None or self.article is None:
            return
        text = self.article.text.text
        try:
            quote = describe(text, trim(text, span))
        except AnnotationsError:
            return
        self.set_fields(
            uid,
            marked("Move highlight's end"),
            editing=f"end:{uid}",
            quote=quote,
            revision_id=self.article.revision.id,
        )

    def put_back(self, uid: str, span: Span, label: str = "") -> bool:
        """Put a highlight of an older version on words of the one that is shown.

        The quote stays what was captured. False where there are no words, or nothing to put back.
        """
        from annotations.spans import trim

        highlight, opened = self.highlight(uid), self.article
        if highlight is None or opened is None or highlight.revision_id == opened.revision.id:
            return False
        span = trim(opened.text.text, span)
        if span.start >= span.end:
            return False
        before = self.put_back_of(uid)
        made = before or PutBack(
            uid=edits.new_uid(),
            author=self.settings.author,
            highlight=uid,
            revision_id=opened.revision.id,
            start=span.start,
            end=span.end,
        )
        after = dataclasses.replace(made, start=span.start, end=span.end)
        self.apply(
            [change(before, after)],
            label or marked("Put a highlight back"),
            article_id=highlight.article_id,
        )
        return True

    def confirm_place(self, uid: str) -> bool:
        """Say that a highlight to review stands where it was found."""
        highlight = self.highlight(uid)
        place = self.placement(highlight) if highlight else None
        if place is None or place.state != PlacementState.REVIEW:
            return False
        label = marked("Confirm where a highlight stands")
        return self.put_back(uid, Span(place.start, place.end), label)

    def step_check(self, uid: str, kind: CheckKind) -> None:
        """Put a check into its next state; steps in a row are one step by one person."""
        highlight = self.highlight(uid)
        if highlight:
            state = edits.next_state(highlight, kind)
            self._check(highlight, Check(kind=kind, state=state), editing=f"check:{kind}:{uid}")

    def set_check(self, uid: str, kind: CheckKind, state: str, how: str = "") -> None:
        """Record the outcome of a check, who found it (the author's name), when, and how."""
        highlight = self.highlight(uid)
        if highlight:
            self._check(highlight, Check(kind=kind, state=state, how=how))

    def set_check_how(self, uid: str, kind: CheckKind, how: str, *, editing: str = "") -> None:
        """Say how the last step of a check was found."""
        highlight = self.highlight(uid)
        if highlight is None:
            return
        last = next((each for each in reversed(highlight.checks) if each.kind == kind), None)
        if last is None:
            return
        checks = tuple(
            dataclasses.replace(each, how=how) if each is last else each
            for each in highlight.checks
        )
        after = dataclasses.replace(highlight, checks=checks)
        self.edit(highlight, after, marked("Change check"), editing=editing)

    def _check(self, highlight: Highlight, check: Check, *, editing: str = "") -> None:
        stepping = bool(editing) and self._changing.is_editing(editing)
        full = dataclasses.replace(
            check, uid=edits.new_uid(), who=self.settings.author, when=edits.now()
        )
        after = edits.with_check(highlight, full, instead=stepping)
        self.edit(highlight, after, marked("Change check"), editing=editing)

    # ---------------------------------------------------------------------- facts

    def set_fact(
        self, uid: str, field: str, fact: Fact | Translation, *, editing: str = ""
    ) -> None:
        """Add a fact to a highlight's `statistics`, `legal` or `commitments`, or replace it."""
        highlight = self.highlight(uid)
        if highlight is None:
            return
        facts: tuple[Fact | Translation, ...] = getattr(highlight, field)
        if any(each.uid == fact.uid for each in facts):
            facts = tuple(fact if each.uid == fact.uid else each for each in facts)
        else:
            facts = (*facts, fact)
        after = edits.with_fields(highlight, {field: facts})
        self.edit(highlight, after, marked("Change fact"), editing=editing)

    def remove_fact(self, uid: str, field: str, fact_uid: str) -> None:
        """Take a fact off a highlight."""
        highlight = self.highlight(uid)
        if highlight is None:
            return
        facts: tuple[Fact | Translation, ...] = getattr(highlight, field)
        left = tuple(each for each in facts if each.uid != fact_uid)
        self.edit(highlight, edits.with_fields(highlight, {field: left}), marked("Remove fact"))

    # ---------------------------------------------------------------------- speakers, tags

    def set_speaker(self, uid: str, name: str) -> None:
        """Say who spoke, by name or alias; a new name is a new speaker, in the same step.

        A name that several have changes nothing and asks: `speaker_ambiguous`.
        """
        highlight = self.highlight(uid)
        if highlight is None:
            return
        name = " ".join(name.split())
        found = edits.speakers_named(self.speakers, name) if name else []
        if len(found) > 1:
            if highlight.speaker not in {each.uid for each in found}:
                self.speaker_ambiguous.emit(uid, name, found)
            return
        if found or not name:
            self.choose_speaker(uid, found[0].uid if found else "")
            return
        self.new_speaker(uid, name)

    def new_speaker(self, uid: str, name: str) -> None:
        """Say that somebody spoke whom the library does not know, whoever else has that name."""
        highlight = self.highlight(uid)
        if highlight is None:
            return
        speaker = Speaker(uid=edits.new_uid(), name=name, author=self.settings.author)
        spoken = dataclasses.replace(highlight, speaker=speaker.uid)
        self.apply(
            [change(None, speaker), change(highlight, spoken)],
            marked("Set speaker"),
            article_id=highlight.article_id,
        )

    def choose_speaker(self, uid: str, speaker_uid: str) -> None:
        """Say who spoke, "" for nobody known."""
        self.set_fields(uid, marked("Set speaker"), speaker=speaker_uid)

    def set_speaker_fields(self, speaker_uid: str, *, editing: str = "", **fields: object) -> None:
        """Change a speaker: name, aliases, role, `confidential`, `shown_as`."""
        speaker = self.speaker(speaker_uid)
        if speaker:
            after = edits.with_fields(speaker, fields)
            self.edit(speaker, after, marked("Change speaker"), editing=editing)

    def add_tag(self, name: str, key: str = "", colour: str = "") -> None:
        """Make an own tag; `key` is a digit from 4 to 9, `colour` a token of the theme."""
        if all(tag.name.casefold() != name.casefold() for tag in self.tags):
            tag = Tag(uid=edits.new_uid(), name=name, key=key, colour=colour)
            self.apply([change(None, tag)], marked("Add tag"))

    # ---------------------------------------------------------------------- articles

    def set_article_fields(self, article: Article, label: str = "", **fields: object) -> None:
        """Change an article: `metadata`, `starred`, `trashed`, `terms`, `correction`."""
        after = edits.with_fields(article, fields)
        self.edit(article, after, label or marked("Change article"))

    def keep_position(self, offset: int) -> None:
        """Remember where reading stopped; in no history and not undoable.

        Scrolling says it with each line: it is written once a second, and on leaving.
        """
        if self.article and not self.store.read_only:
            self._position = (self.article.article.id, offset)
            if not self._position_timer.isActive():
                self._position_timer.start()

    def flush(self) -> None:
        """Have every editor hand over what was typed, and write down where reading stopped."""
        super().flush()
        self._write_position()

    def _write_position(self) -> None:
        self._position_timer.stop()
        if self._position is None:
            return
        article_id, offset = self._position
        self._position = None

        def job(library: "Library") -> None:
            from annotations.storage import articles

            articles.set_reading_position(library, article_id, offset)

        self._await(self.store.submit(job, saving=True), lambda _: None)

    def keep_aside(self, job: "Callable[[Library], T]", then: "Callable[[T], None]") -> None:
        """Write what is in no history, the bytes of a file, and hand the answer to `then`."""
        if not self.store.read_only:
            self._await(self.store.submit(job, saving=True), then)

    def mark_read(self, article_id: int, *, read: bool = True) -> None:
        """Remember that an article was read; in no history and not undoable."""

        def job(library: "Library") -> None:
            from annotations.storage import articles

            articles.mark_read(library, article_id, read=read)

        if not self.store.read_only:
            done = self.store.submit(job, saving=True)
            self._await(done, lambda _: self.changed.emit(None))
