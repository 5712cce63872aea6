"""Any sequence of changes and undos leaves what a plain dictionary would say."""

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from annotations.decisions import Decision
from annotations.facts import Check, Commitment, LegalReference, Source, Statistic, Translation
from annotations.model import Highlight, Record, Speaker
from annotations.storage import decisions, highlights, history, indexing, speakers
from annotations.storage.history import Change, ChangeSet
from annotations.storage.library import Library, rows
from annotations.storage.rows import CHECKSUMMED, checksum
from annotations.vocabulary import CheckKind, Verdict
from tests.builders import highlight, save, store

TAGS = ("commitment", "statistic", "legal")
QUOTES = ("36 ribu orang", "12 sumur", "Pasal 33 ayat 3", "Sri Lestari")
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
uids = st.builds(lambda: str(uuid4()))
references = st.builds(LegalReference, uid=uids, article=words)
facts = st.fixed_dictionaries(
    {
        "statistics": st.lists(
            st.builds(
                Statistic,
                uid=uids,
                value=st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=2),
                unit=words,
                sources=st.just((Source("value", 1, 3, "number"),)) | st.just(()),
            ),
            max_size=2,
        ).map(tuple),
        "legal": st.lists(references, max_size=2).map(tuple),
        "commitments": st.lists(st.builds(Commitment, uid=uids, what=words), max_size=1).map(tuple),
        "checks": st.lists(
            st.builds(
                Check, uid=uids, kind=st.just(CheckKind.CLAIM), state=st.just("supported")
            ),
            max_size=1,
        ).map(tuple),
        "translations": st.lists(
            st.builds(Translation, uid=uids, language=st.just("en"), text=words), max_size=1
        ).map(tuple),
    }
)  # fmt: skip


def content(record: Record) -> Record:
    """Leave out what counts up by itself."""
    return replace(record, id=0, version=0, created="", changed="")


def in_order(some: set[str]) -> tuple[str, ...]:
    return tuple(tag for tag in TAGS if tag in some)


class Editing(RuleBasedStateMachine):
    """A window that adds, edits, deletes and undoes, and a dictionary that knows better."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = store(Path(self.folder.name))
        self.model: dict[str, Record] = {}
        self.steps: list[tuple[int, dict[str, Record]]] = []
        self.numbers: dict[str, int] = {}
        self.used: set[int] = set()

    def teardown(self) -> None:
        while self.steps:
            self.undo()
            self.is_what_the_model_says()
        assert self.model == {}
        with closing(sqlite3.connect(self.store.path)) as plain:
            emptied = ("highlights", "speakers", "statistics", "highlight_tags", "checks")
            for table in (*emptied, "suggestion_decisions"):
                assert plain.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608 - our names
        self.store.close()
        self.folder.cleanup()

    def change(self, *changes: Change) -> ChangeSet:
        before = dict(self.model)
        done = save(self.store, *changes)
        assert done.conflicts == ()
        for change in changes:
            if change.after is not None:
                self.model[change.after.uid] = content(change.after)
            elif change.before is not None:
                del self.model[change.before.uid]
        if done.id:
            self.steps.append((done.id, before))
        else:
            assert before == self.model
        return done

    def pick(self, data: st.DataObject, kind: type[Record]) -> Record:
        some = sorted(uid for uid, record in self.model.items() if isinstance(record, kind))
        uid = data.draw(st.sampled_from(some))
        return replace(self.model[uid], id=self.numbers[uid])

    def has(self, kind: type[Record]) -> bool:
        return any(isinstance(record, kind) for record in self.model.values())

    @rule(
        exact=st.sampled_from(QUOTES), tags=st.sets(st.sampled_from(TAGS)), note=words, given=facts
    )
    def add_highlight(self, exact: str, tags: set[str], note: str, given: dict[str, Any]) -> None:
        made = highlight(exact, *in_order(tags), note=note, **given)
        (stands,) = self.change(Change(None, made)).records
        assert stands.id not in self.used, "a number that was seen is never given again"
        self.used.add(stands.id)
        self.numbers[made.uid] = stands.id

    @rule(name=words.filter(bool), aliases=st.lists(words, unique=True, max_size=3).map(tuple))
    def add_speaker(self, name: str, aliases: tuple[str, ...]) -> None:
        made = Speaker(uid=str(uuid4()), name=name, aliases=aliases)
        (stands,) = self.change(Change(None, made)).records
        self.numbers[made.uid] = stands.id

    @rule(kind=words, verdict=st.sampled_from(Verdict))
    def decide(self, kind: str, verdict: Verdict) -> None:
        made = Decision(
            uid=str(uuid4()),
            article_id=1,
            revision_id=1,
            start=0,
            end=5,
            kind=kind,
            rule="made",
            quote_sha256="q",
            context_sha256="c",
            verdict=verdict,
        )
        (stands,) = self.change(Change(None, made)).records
        self.numbers[made.uid] = stands.id

    @precondition(lambda self: self.has(Highlight))
    @rule(data=st.data(), tags=st.sets(st.sampled_from(TAGS)), note=words, given=facts)
    def edit_highlight(
        self, data: st.DataObject, tags: set[str], note: str, given: dict[str, Any]
    ) -> None:
        before = self.pick(data, Highlight)
        assert isinstance(before, Highlight)
        people = sorted(uid for uid, each in self.model.items() if isinstance(each, Speaker))
        speaker = data.draw(st.sampled_from(["", *people]))
        after = replace(before, tags=in_order(tags), note=note, speaker=speaker, **given)
        self.change(Change(before, after))

    @precondition(lambda self: self.has(Speaker))
    @rule(data=st.data(), name=words.filter(bool))
    def rename_speaker(self, data: st.DataObject, name: str) -> None:
        before = self.pick(data, Speaker)
        assert isinstance(before, Speaker)
        self.change(Change(before, replace(before, name=name)))

    @precondition(lambda self: self.has(Highlight))
    @rule(data=st.data())
    def delete_highlight(self, data: st.DataObject) -> None:
        self.change(Change(self.pick(data, Highlight), None))

    @precondition(lambda self: self.steps)
    @rule()
    def undo(self) -> None:
        number, before = self.steps.pop()
        done = self.store.call(lambda library: history.revert(library, number), saving=True)
        assert done.conflicts == ()
        self.model = before

    @precondition(lambda self: self.steps)
    @rule()
    def undo_and_redo(self) -> None:
        number, before = self.steps.pop()

        def job(library: Library) -> tuple[ChangeSet, ChangeSet]:
            undone = history.revert(library, number)
            return undone, history.revert(library, undone.id)

        undone, redone = self.store.call(job, saving=True)
        assert undone.conflicts == redone.conflicts == ()
        self.steps.append((redone.id, before))

    @invariant()
    def is_what_the_model_says(self) -> None:
        def job(library: Library) -> tuple[dict[str, Record], list[str]]:
            found: list[Record] = [*highlights.of_article(library, 1), *speakers.all(library)]
            found += decisions.of_article(library, 1)
            wrong = [
                f"{table} {row}"
                for table in CHECKSUMMED
                for row in rows(library, f"SELECT * FROM {table}")  # noqa: S608 - our names
                if row["checksum"] != checksum(row)
            ]
            wrong += [name for name in indexing.INDEXES if not indexing.in_step(library, name)]
            wrong += [str(row) for row in rows(library, "PRAGMA foreign_key_check")]
            return {record.uid: record for record in found}, wrong

        found, wrong = self.store.call(job)
        assert wrong == []
        assert {uid: content(record) for uid, record in found.items()} == self.model
        assert all(record.id == self.numbers[uid] for uid, record in found.items())


TestEditing = Editing.TestCase
TestEditing.settings = settings(
    max_examples=15,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def test_a_number_is_read_back_to_the_digit(tmp_path: Path) -> None:
    value = Decimal("12345678901234567890.10")
    made = highlight(statistics=(Statistic(uid="s", value=value),))
    with store(tmp_path) as at:
        (stands,) = save(at, Change(None, made)).records
    assert isinstance(stands, Highlight)
    assert str(stands.statistics[0].value) == str(value)
