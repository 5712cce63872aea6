"""What was imported never changes, whatever is done to the library.

Any operation of the public API, in any order: not a byte of an original, of a revision's text or
of a quote captured from it is another afterwards; a new version is a new revision. The small round
runs always; the promised one takes KUTIP_OPERATIONS operations:
    KUTIP_OPERATIONS=10000 .venv/bin/python -m pytest tests/end2end/test_unchanging.py -m long
"""

import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace as with_fields
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from annotations.anchoring import describe
from annotations.detection.accepting import accept, reject
from annotations.detection.filling import fill
from annotations.detection.found import Kind, Named, Suggestion
from annotations.errors import BadSpan
from annotations.model import Highlight, Span, Speaker
from annotations.richtext import normalise
from annotations.storage import (
    articles,
    backup,
    check,
    highlights,
    history,
    search,
    speakers,
    suggesting,
    trash,
)
from annotations.storage.history import Change
from annotations.storage.library import Library, tuples
from annotations.storage.store import Store
from annotations.storage.suggesting import Suggested
from annotations.vocabulary import Terms
from tests.builders import TEXT, new_article
from tests.strategies import texts

T = TypeVar("T")
Content = dict[tuple[str, int | str], tuple[object, ...]]
STEPS = 50

numbers = st.integers(0, 10_000)
"""Which of those there are, counted round."""


def imported(library: Library) -> Content:
    """Read all that came from outside, as it lies there."""
    found: Content = {}
    for number, *row in tuples(
        library,
        "SELECT r.id, r.uid, r.article_id, r.number, r.text_sha256, r.original_sha256,"
        " r.original_size, r.source, r.imported, r.encoding, r.importer, r.importer_version,"
        " r.warnings, r.metadata, t.text, t.blocks, t.runs, t.checksum, b.data"
        " FROM revisions r JOIN texts t ON t.revision_id = r.id"
        " JOIN blobs b ON b.sha256 = r.original_sha256",
    ):
        found["revision", number] = tuple(row)
    for uid, *row in tuples(
        library,
        "SELECT uid, article_id, revision_id, quote, prefix, suffix, start_offset, end_offset,"
        " text_sha256 FROM highlights",
    ):
        found["quote", uid] = tuple(row)
    return found


class Working(RuleBasedStateMachine):
    """Somebody who does anything, and a memory of what was imported."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store.create(Path(self.folder.name) / "a.kutip")
        self.known: Content = {}
        self.undoable: list[int] = []
        self.add_article(TEXT)

    def teardown(self) -> None:
        assert self.store.call(lambda at: list(check.check(at))) == []
        self.store.close()
        self.folder.cleanup()

    def do(self, job: Callable[[Library], T]) -> T:
        return self.store.call(job, saving=True)

    def change(self, *changes: Change) -> None:
        done = self.do(partial(history.replace, changes=changes, label="Change"))
        if done.id:
            self.undoable.append(done.id)

    def pick(self, some: Sequence[T], number: int) -> T:
        return some[number % len(some)]

    def articles(self) -> list[int]:
        return self.store.call(lambda at: [row[0] for row in tuples(at, "SELECT id FROM articles")])

    def highlights(self) -> list[Highlight]:
        return self.store.call(lambda at: highlights.read(at, _all_highlights(at)))

    # ------------------------------------------------------------------ from outside

    @rule(text=texts())
    def add_article(self, text: str) -> None:
        new = new_article(normalise(text) or "x", f"{uuid4()}.txt")
        self.do(lambda at: articles.add_all(at, [new, new]))

    @precondition(lambda self: self.articles())
    @rule(number=numbers, text=texts(6), at=numbers)
    def revise(self, number: int, text: str, at: int) -> None:
        article = self.pick(self.articles(), number)
        old = self.store.call(lambda lib: articles.revision(lib, article)).text.text
        cut = at % (len(old) + 1)
        new = new_article(normalise(old[:cut] + text + old[cut:]) or "x", "again.txt")
        self.do(lambda lib: articles.revise(lib, article, new))

    # ------------------------------------------------------------------ by hand

    @precondition(lambda self: self.articles())
    @rule(number=numbers, start=numbers, length=st.integers(1, 40), note=texts(3))
    def capture(self, number: int, start: int, length: int, note: str) -> None:
        article = self.pick(self.articles(), number)
        revision = self.store.call(lambda at: articles.revision(at, article))
        text = revision.text.text
        begin = start % (len(text) + 1)
        try:
            quote = describe(text, Span(begin, min(len(text), begin + length)))
        except BadSpan:
            return
        made = Highlight(
            uid=str(uuid4()),
            article_id=article,
            revision_id=revision.id,
            quote=quote,
            note=normalise(note),
            tags=("statistic",) if length % 2 else (),
        )
        self.change(Change(None, made))

    @precondition(lambda self: self.highlights())
    @rule(number=numbers, note=texts(3), field=st.sampled_from(("note", "report_note", "cue")))
    def write(self, number: int, note: str, field: str) -> None:
        highlight = self.pick(self.highlights(), number)
        words: dict[str, Any] = {field: normalise(note)}
        after = (
            with_fields(highlight, attribution=with_fields(highlight.attribution, **words))
            if field == "cue"
            else with_fields(highlight, **words)
        )
        self.change(Change(highlight, after))

    @precondition(lambda self: self.highlights())
    @rule(number=numbers, trashed=st.booleans(), starred=st.booleans())
    def mark(self, number: int, trashed: bool, starred: bool) -> None:
        highlight = self.pick(self.highlights(), number)
        when = "2026-11-22T00:00:00.000Z" if trashed else ""
        self.change(Change(highlight, with_fields(highlight, trashed=when, starred=starred)))

    @precondition(lambda self: self.highlights())
    @rule(number=numbers)
    def delete(self, number: int) -> None:
        highlight = self.pick(self.highlights(), number)
        self.known.pop(("quote", highlight.uid), None)
        self.change(Change(highlight, None))

    @precondition(lambda self: self.highlights())
    @rule(number=numbers, name=st.sampled_from(("Ratna", "Bagas", "Sri")))
    def say_who(self, number: int, name: str) -> None:
        highlight = self.pick(self.highlights(), number)
        found = self.store.call(lambda at: speakers.find(at, name))
        if found:
            self.change(Change(highlight, with_fields(highlight, speaker=found[0].uid)))
            return
        speaker = Speaker(uid=str(uuid4()), name=name)
        spoken = with_fields(highlight, speaker=speaker.uid)
        self.change(Change(None, speaker), Change(highlight, spoken))

    @precondition(lambda self: self.articles())
    @rule(number=numbers, title=texts(3), trashed=st.booleans())
    def correct(self, number: int, title: str, trashed: bool) -> None:
        key = self.pick(self.articles(), number)
        article = self.store.call(lambda at: articles.read(at, key))
        after = with_fields(
            article,
            metadata=with_fields(article.metadata, title=normalise(title), outlet="Lain"),
            correction=normalise(title),
            terms=Terms.NONE,
            trashed="2026-11-22T00:00:00.000Z" if trashed else "",
        )
        self.change(Change(article, after))

    @precondition(lambda self: self.articles())
    @rule(number=numbers, offset=numbers)
    def read_on(self, number: int, offset: int) -> None:
        article = self.pick(self.articles(), number)
        self.do(lambda at: articles.set_reading_position(at, article, offset))
        self.do(lambda at: articles.mark_read(at, article, read=bool(offset % 2)))

    @precondition(lambda self: self.undoable)
    @rule(number=numbers)
    def undo(self, number: int) -> None:
        chosen = self.pick(self.undoable, number)
        done = self.do(partial(history.revert, change_id=chosen))
        for uid in done.deleted:
            self.known.pop(("quote", uid), None)
        if done.id:
            self.undoable.append(done.id)

    # ------------------------------------------------------------------ suggestions

    def suggested(self, number: int, at: int) -> tuple[int, Suggested, Suggestion]:
        """Choose an article, and of what the rules find in it one, or one that is made up."""
        article = self.pick(self.articles(), number)
        read = suggesting.of_article(self.store, article)
        begin = at % max(1, len(read.text))
        end = min(len(read.text), begin + 1 + at % 30)
        kind = self.pick(list(Kind), at)
        named = Named(name=self.pick(("Ratna Castle", "Bagas", "saksi mata"), number))
        made = Suggestion(kind=kind, start=begin, end=end, rule="some.rule", speaker=named)
        return article, read, self.pick([*read.pending, made], at)

    @precondition(lambda self: self.articles())
    @rule(number=numbers, at=numbers, tag=st.sampled_from((None, "", "commitment")))
    def accept(self, number: int, at: int, tag: str | None) -> None:
        article, read, chosen = self.suggested(number, at)
        revision = self.store.call(lambda lib: articles.revision(lib, article))
        try:
            accepted = accept(
                chosen,
                read.text,
                article_id=article,
                revision_id=revision.id,
                tag=tag,
                suggestions=read.found,
                speakers=self.store.call(speakers.all),
            )
        except BadSpan:
            return
        self.change(*(Change(None, each) for each in accepted.records))

    @precondition(lambda self: self.articles())
    @rule(number=numbers, at=numbers)
    def reject(self, number: int, at: int) -> None:
        article, read, chosen = self.suggested(number, at)
        revision = self.store.call(lambda lib: articles.revision(lib, article))
        rejected = reject(chosen, read.text, article_id=article, revision_id=revision.id)
        self.change(Change(None, rejected))

    @precondition(lambda self: self.highlights())
    @rule(number=numbers, tag=st.sampled_from(("statistic", "legal", "commitment")))
    def fill(self, number: int, tag: str) -> None:
        highlight = self.pick(self.highlights(), number)
        revision = self.store.call(lambda lib: articles.revision(lib, highlight.article_id))
        if highlight.revision_id != revision.id:
            return
        read = suggesting.of_article(self.store, highlight.article_id)
        tagged = with_fields(highlight, tags=tuple(dict.fromkeys((*highlight.tags, tag))))
        known = self.store.call(speakers.all)
        filled = fill(tagged, read.found, known, read.text)
        new = [Change(None, filled.resolved.new)] if filled.resolved.new else []
        self.change(*new, Change(highlight, filled.highlight))

    @rule(pages=st.integers(0, 3))
    def read_in_the_background(self, pages: int) -> None:
        for _ in islice(suggesting.read_all(self.store), pages or None):
            pass

    # ------------------------------------------------------------------ upkeep

    @rule(words=texts(3))
    def look(self, words: str) -> None:
        self.store.call(lambda at: search.search(at, words))
        self.store.call(check.mend)

    @rule()
    def back_up(self) -> None:
        self.do(lambda at: backup.back_up(at, datetime.now(UTC)))

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = Store.open(self.store.path)

    @rule()
    def empty_the_trash(self) -> None:
        query = "SELECT id FROM articles WHERE trashed <> ''"
        gone = self.store.call(lambda at: {row[0] for row in tuples(at, query)})
        query = "SELECT uid FROM highlights WHERE trashed <> ''"
        quotes = self.store.call(lambda at: {row[0] for row in tuples(at, query)})
        self.do(trash.empty_trash)
        self.known = {
            key: row
            for key, row in self.known.items()
            if (key[0] == "revision" and row[1] not in gone)
            or (key[0] == "quote" and row[0] not in gone and key[1] not in quotes)
        }

    # ------------------------------------------------------------------ the law

    @invariant()
    def nothing_imported_has_changed(self) -> None:
        there = self.store.call(imported)
        assert {key: there.get(key) for key in self.known} == self.known
        self.known = there


def _all_highlights(library: Library) -> list[int]:
    return [row[0] for row in tuples(library, "SELECT id FROM highlights ORDER BY id")]


def prove(operations: int) -> None:
    quiet = settings(
        max_examples=max(1, operations // STEPS),
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Working, settings=quiet)


def test_nothing_that_is_done_changes_what_was_imported() -> None:
    prove(200)


@pytest.mark.long
def test_none_of_many_operations_changes_what_was_imported() -> None:
    prove(int(os.environ.get("KUTIP_OPERATIONS", "10000")))
