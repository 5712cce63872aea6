"""The same edit to many highlights, in one step, and searches that are kept by name."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotations.bulk import AddTag, Assign, BulkEdit, RemoveTag, SetCheck, SetSpeaker, Star, bulk
from annotations.facts import Check
from annotations.model import Highlight, Speaker
from annotations.queries import Filter
from annotations.searches import SavedSearch
from annotations.storage import highlights, history, searches
from annotations.storage.history import Change
from annotations.storage.library import Library
from annotations.storage.writing import writing
from annotations.vocabulary import CheckKind, Terms, WordingState
from tests.builders import add, highlight, save, store

DENIED = SetCheck(kind=CheckKind.WORDING, state="denied_by_speaker", who="Ana", when="2026-03-02",
                  how="telepon")  # fmt: skip
STEP = Check(uid="c", kind=CheckKind.WORDING, state="denied_by_speaker", how="telepon")
PLAIN = highlight("36 ribu", uid="h1")
DONE = highlight("12 sumur", "legal", "water", uid="h2", speaker="sri", assigned_to="Ana",
                 starred=True, checks=(STEP,))  # fmt: skip


@pytest.mark.parametrize(
    ("what", "field", "plain", "done"),
    [
        (AddTag("legal"), "tags", ("legal",), None),
        (RemoveTag("legal"), "tags", None, ("water",)),
        (SetSpeaker("sri"), "speaker", "sri", None),
        (SetSpeaker(""), "speaker", None, ""),
        (Assign("  Ana "), "assigned_to", "Ana", None),
        (Assign(""), "assigned_to", None, ""),
        (Star(starred=True), "starred", True, None),
        (DENIED, "wording", WordingState.DENIED, None),
        (replace(DENIED, how="surat"), "wording", WordingState.DENIED, WordingState.DENIED),
        (replace(DENIED, state="as_published"), "wording", WordingState.AS_PUBLISHED,
         WordingState.AS_PUBLISHED),
    ],
)  # fmt: skip
def test_only_what_changes_is_changed(
    what: BulkEdit, field: str, plain: object, done: object
) -> None:
    changed = {before.uid: getattr(after, field) for before, after in bulk([PLAIN, DONE], what)}
    assert changed == {
        uid: value for uid, value in (("h1", plain), ("h2", done)) if value is not None
    }


def test_a_check_of_many_is_a_step_of_each_with_who_when_and_how() -> None:
    ((_, one), (_, other)) = bulk([PLAIN, DONE], replace(DENIED, how="surat"))
    assert [each.how for each in other.checks] == ["telepon", "surat"]
    (step,) = one.checks
    assert (step.who, step.when, step.how) == ("Ana", "2026-03-02", "surat")
    assert len({step.uid, *(each.uid for each in other.checks)}) == 3


def test_many_are_edited_and_undone_in_one_step(tmp_path: Path) -> None:
    with store(tmp_path) as library:
        save(library, Change(None, Speaker(uid="sri", name="Sri")))
        some = add(library, [highlight("36 ribu"), highlight("12 sumur", "legal")])
        done = save(library, *(Change(*each) for each in bulk(some, AddTag("legal"))))
        assert len(done.records) == 1

        def tags() -> list[tuple[str, ...]]:
            return [each.tags for each in library.call(lambda at: highlights.read(at, [1, 2]))]

        assert tags() == [("legal",), ("legal",)]
        library.call(lambda at: history.revert(at, done.id), saving=True)
        assert tags() == [(), ("legal",)]
        records: list[Highlight] = library.call(lambda at: highlights.read(at, [1, 2]))
        assert bulk(records, RemoveTag("water")) == []


ASKED = Filter(
    tags=("legal",), terms=(Terms.BACKGROUND,), words="air*", said_from="2026", typing=True
)


def test_a_saved_search_asks_the_same_again_and_can_be_renamed_and_undone(tmp_path: Path) -> None:
    with store(tmp_path) as library:
        done = save(library, Change(None, SavedSearch(name="air", wanted=ASKED)),
                    Change(None, SavedSearch(name="Aba", wanted=Filter())))  # fmt: skip
        kept = library.call(searches.all)
        assert [(each.name, each.wanted) for each in kept.searches] == [
            ("Aba", Filter()),
            ("air", ASKED),
        ]
        (_, air) = kept.searches
        save(library, Change(air, replace(air, name="Sumur")))
        assert [each.name for each in library.call(searches.all).searches] == ["Aba", "Sumur"]
        sumur = library.call(searches.all).searches[1]
        gone = save(library, Change(sumur, None))
        assert len(library.call(searches.all).searches) == 1
        library.call(lambda at: history.revert(at, gone.id), saving=True)
        assert library.call(searches.all).searches[1].wanted == ASKED
        assert done.conflicts == ()


@pytest.mark.parametrize(
    "text",
    ['{"colour":"red"}', '{"terms":["whispered"]}', '{"tags":"legal"}', "{", "[]", '{"typing":1}'],
)
def test_a_search_that_this_version_cannot_read_leaves_the_others(
    tmp_path: Path, text: str
) -> None:
    with store(tmp_path) as library:
        save(library, Change(None, SavedSearch(name="baru")), Change(None, SavedSearch(name="air")))

        def newer(at: Library) -> None:
            with writing(at):
                at.db.conn.execute(
                    "UPDATE saved_searches SET filter = ? WHERE name = 'baru'", (text,)
                )

        library.call(newer, saving=True)
        kept = library.call(searches.all)
        assert ([each.name for each in kept.searches], kept.unreadable) == (["air"], ("baru",))
