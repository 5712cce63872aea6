"""Two windows on one library: different fields are merged, nothing is overwritten unseen."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotations.errors import UnknownTag
from annotations.facts import Attribution, Check, Statistic
from annotations.model import (
    Article,
    Evidence,
    Highlight,
    Promise,
    PromiseStep,
    Record,
    Speaker,
    Tag,
)
from annotations.storage import articles, highlights, history, speakers, tags
from annotations.storage.history import Change, ChangeSet
from annotations.storage.library import Library
from annotations.storage.merging import LINE
from annotations.storage.store import Store
from annotations.vocabulary import CheckKind, EvidenceKind, PromiseStatus, Terms
from tests.builders import add, highlight, save, store

BASE: dict[str, Any] = {
    "note": "catatan",
    "statistics": (Statistic(uid="s1", unit="orang", period="2026"), Statistic(uid="s2")),
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Store]:
    with store(tmp_path) as made:
        yield made


@pytest.fixture
def made(library: Store) -> Highlight:
    (stands,) = add(library, [highlight("36 ribu orang", "statistic", **BASE)])
    return stands


def revert(library: Store, number: int) -> ChangeSet:
    return library.call(lambda at: history.revert(at, number), saving=True)


def only(done: ChangeSet) -> Highlight:
    (record,) = done.records
    assert isinstance(record, Highlight)
    return record


Edit = dict[str, Any]


@pytest.mark.parametrize(
    ("theirs", "mine", "stands", "clashes"),
    [
        ({"note": "x"}, {"starred": True}, {"note": "x", "starred": True}, []),
        ({"note": "x"}, {"note": "x"}, {"note": "x"}, []),
        ({"note": "x"}, {"note": "y"}, {"note": f"x{LINE}y"}, [("note", True)]),
        ({"note": ""}, {"note": "y"}, {"note": "y"}, [("note", True)]),
        ({"terms": Terms.BACKGROUND}, {"terms": Terms.ON_RECORD}, {"terms": Terms.BACKGROUND},
         [("terms", False)]),
        ({"tags": ("statistic", "legal")}, {"tags": ("commitment", "statistic")},
         {"tags": ("commitment", "statistic", "legal")}, []),
        ({"tags": ()}, {"tags": ("statistic", "legal")}, {"tags": ("legal",)}, []),
        ({"attribution": Attribution(role="bupati")}, {"attribution": Attribution(cue="kata")},
         {"attribution": Attribution(role="bupati", cue="kata")}, []),
        ({"attribution": Attribution(role="bupati")}, {"attribution": Attribution(role="camat")},
         {"attribution": Attribution(role="bupati")}, [("attribution.role", False)]),
        ({"statistics": (Statistic(uid="s1", unit="jiwa", period="2026"), Statistic(uid="s2"))},
         {"statistics": (Statistic(uid="s1", unit="orang", period="2025"), Statistic(uid="s2"))},
         {"statistics": (Statistic(uid="s1", unit="jiwa", period="2025"), Statistic(uid="s2"))},
         []),
        ({"statistics": (*BASE["statistics"], Statistic(uid="s3"))},
         {"statistics": (*BASE["statistics"], Statistic(uid="s4"))},
         {"statistics": (*BASE["statistics"], Statistic(uid="s3"), Statistic(uid="s4"))}, []),
        ({"statistics": (Statistic(uid="s1", unit="jiwa", period="2026"), Statistic(uid="s2"))},
         {"statistics": (Statistic(uid="s2"),)},
         {"statistics": (Statistic(uid="s1", unit="jiwa", period="2026"), Statistic(uid="s2"))},
         [("statistics", False)]),
        ({"checks": (Check(uid="a", kind=CheckKind.CLAIM, state="supported"),)},
         {"checks": (Check(uid="b", kind=CheckKind.WORDING, state="as_published"),)},
         {"checks": (Check(uid="a", kind=CheckKind.CLAIM, state="supported"),
                     Check(uid="b", kind=CheckKind.WORDING, state="as_published"))}, []),
    ],
)  # fmt: skip
def test_what_two_windows_changed_is_merged(
    library: Store, made: Highlight, theirs: Edit, mine: Edit, stands: Edit, clashes: list[Any]
) -> None:
    save(library, Change(made, replace(made, **theirs)))
    done = save(library, Change(made, replace(made, **mine)))
    found = only(done)
    assert {name: getattr(found, name) for name in stands} == stands
    assert [(conflict.field, conflict.both) for conflict in done.conflicts] == clashes


def test_writing_on_after_two_notes_were_joined_does_not_join_them_again(
    library: Store, made: Highlight
) -> None:
    save(library, Change(made, replace(made, note="theirs")))
    one = replace(made, note="mine")
    save(library, Change(made, one))
    done = save(library, Change(one, replace(made, note="mine, longer")))
    assert only(done).note == f"theirs{LINE}mine, longer"


def test_a_change_of_what_is_gone_is_a_conflict(library: Store, made: Highlight) -> None:
    save(library, Change(made, None))
    done = save(library, Change(made, replace(made, note="too late")))
    assert (done.id, done.records, done.deleted) == (0, (), (made.uid,))
    assert [conflict.uid for conflict in done.conflicts] == [made.uid]


def test_what_somebody_changed_is_not_deleted(library: Store, made: Highlight) -> None:
    save(library, Change(made, replace(made, note="wait")))
    done = save(library, Change(made, None))
    assert only(done).note == "wait"
    assert len(done.conflicts) == 1


def test_a_conflict_of_one_record_does_not_hold_up_the_others(
    library: Store, made: Highlight
) -> None:
    save(library, Change(made, None))
    other = highlight("12 sumur")
    done = save(library, Change(made, replace(made, note="late")), Change(None, other))
    assert [record.uid for record in done.records] == [other.uid]
    assert len(done.conflicts) == 1


def test_the_same_addition_twice_is_one(library: Store) -> None:
    new = highlight("12 sumur", "commitment")
    assert save(library, Change(None, new)).id
    again = save(library, Change(None, new))
    assert (again.id, again.conflicts) == (0, ())
    other = save(library, Change(None, replace(new, note="another")))
    assert len(other.conflicts) == 1
    assert only(other).note == ""


def test_undo_puts_back_its_own_fields_and_keeps_what_another_window_changed(
    library: Store, made: Highlight
) -> None:
    mine = save(library, Change(made, replace(made, note="mine")))
    save(library, Change(made, replace(made, starred=True)))
    undone = revert(library, mine.id)
    assert undone.conflicts == ()
    assert (only(undone).note, only(undone).starred) == (made.note, True)


def test_undo_of_what_another_window_changed_since_is_dropped(
    library: Store, made: Highlight
) -> None:
    mine = save(library, Change(made, replace(made, note="mine")))
    save(library, Change(only(mine), replace(made, note="theirs")))
    undone = revert(library, mine.id)
    assert undone.id == 0
    assert len(undone.conflicts) == 1
    assert only(undone).note == "theirs"


def test_undo_of_an_addition_keeps_what_another_window_wrote_into_it(library: Store) -> None:
    done = save(library, Change(None, highlight("12 sumur")))
    save(library, Change(only(done), replace(only(done), note="theirs")))
    undone = revert(library, done.id)
    assert only(undone).note == "theirs"
    assert len(undone.conflicts) == 1


def test_undo_of_an_edit_of_what_was_deleted_since_is_dropped(
    library: Store, made: Highlight
) -> None:
    done = save(library, Change(made, replace(made, note="lain", speaker="")))
    (now,) = done.records
    save(library, Change(now, None))
    undone = revert(library, done.id)
    assert (undone.id, len(undone.conflicts)) == (0, 1)
    assert library.call(highlights.ids) == []


def test_autosaves_of_one_editing_are_one_step_and_one_row(library: Store, made: Highlight) -> None:
    first = save(library, Change(made, replace(made, note="a")))
    last = first
    for text in ("ab", "abc"):
        last = save(library, Change(only(last), replace(made, note=text)), extends=first.id)
        assert last.id == first.id
    past = library.call(lambda at: history.of_record(at, made.uid))
    edits = [(each.before, each.after) for each in past if each.change == first.id]
    assert edits == [({"note": "catatan"}, {"note": "abc"})]
    assert only(revert(library, first.id)).note == "catatan"


def test_an_autosave_that_ends_where_it_began_leaves_nothing_to_undo(
    library: Store, made: Highlight
) -> None:
    first = save(library, Change(made, replace(made, note="a")))
    last = save(library, Change(only(first), made), extends=first.id)
    assert last.id == 0
    assert only(last).note == "catatan"


def test_an_editing_that_was_undone_is_not_gone_on_with(library: Store, made: Highlight) -> None:
    first = save(library, Change(made, replace(made, note="a")))
    stands = only(revert(library, first.id))
    more = save(library, Change(stands, replace(stands, note="b")), extends=first.id)
    assert more.id != first.id
    assert only(revert(library, more.id)).note == "catatan"


def test_history_says_who_changed_what(library: Store, made: Highlight) -> None:
    def job(at: Library) -> ChangeSet:
        change = Change(made, replace(made, note="new"))
        return history.replace(at, [change], label="Edit note", author="S.L.")

    library.call(job, saving=True)
    last = library.call(lambda at: history.of_record(at, made.uid))[-1]
    assert (last.label, last.author, last.table) == ("Edit note", "S.L.", "highlights")
    assert (last.before, last.after) == ({"note": "catatan"}, {"note": "new"})
    assert last.when.endswith("Z")


def test_every_noun_goes_through_the_funnel_and_back(library: Store, made: Highlight) -> None:
    speaker = Speaker(uid="sp", name="Sri Lestari", aliases=("Bu Sri", "Sri"), confidential=True)
    promise = Promise(
        uid="pr",
        promisor="sp",
        what="12 sumur",
        steps=(PromiseStep(uid="st", status=PromiseStatus.KEPT, when="2026-01-02", who="S.L."),),
    )
    evidence = Evidence(uid="ev", highlight=made.uid, kind=EvidenceKind.CALL, note="called her")
    own = Tag(uid="tg", name="air", key="4", colour="own_4")
    some: list[Record] = [speaker, promise, evidence, own]
    done = save(library, *(Change(None, record) for record in some))
    stripped = [replace(r, id=0, version=0, created="", changed="") for r in done.records]
    assert stripped == some
    entry = library.call(lambda at: highlights.entries(at, [made.id]))[0]
    assert [each.uid for each in entry.evidence] == ["ev"]
    assert [tag.name for tag in library.call(tags.all)] == [
        "commitment",
        "statistic",
        "legal",
        "air",
    ]
    assert revert(library, done.id).deleted == tuple(reversed(["sp", "pr", "ev", "tg"]))
    assert library.call(speakers.all) == []


def test_an_article_is_corrected_with_history_and_never_added_or_deleted_here(
    library: Store,
) -> None:
    before = library.call(lambda at: articles.read(at, 1))
    after = replace(before, metadata=replace(before.metadata, outlet="Harian Lereng"))
    done = save(library, Change(before, after))
    assert done.records == (replace(after, version=2, changed=done.when),)
    assert len(save(library, Change(after, None)).conflicts) == 1
    with pytest.raises(TypeError):
        save(library, Change(None, Article()))
    assert library.call(articles.ids) == [1]


def test_a_tag_that_is_not_there_is_named_and_nothing_is_stored(library: Store) -> None:
    with pytest.raises(UnknownTag) as caught:
        save(library, Change(None, highlight("12 sumur")), Change(None, highlight("12", "air")))
    assert (caught.value.name, caught.value.known) == ("air", ("commitment", "statistic", "legal"))
    assert library.call(highlights.ids) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda legal: Change(legal, None),
        lambda _: Change(None, Tag(uid="twice", name="legal")),
    ],
)
def test_a_built_in_tag_stays_and_a_name_is_given_once(
    library: Store, change: Callable[[Tag], Change]
) -> None:
    before = library.call(tags.all)
    done = save(library, change(before[2]))
    assert (done.id, len(done.conflicts)) == (0, 1)
    assert library.call(tags.all) == before


def test_a_speaker_whom_a_highlight_names_is_not_deleted(library: Store, made: Highlight) -> None:
    speaker = Speaker(uid="sp", name="Sri Lestari")
    done = save(library, Change(None, speaker), Change(made, replace(made, speaker="sp")))
    assert done.conflicts == ()
    refused = save(library, Change(library.call(speakers.all)[0], None))
    assert len(refused.conflicts) == 1
    assert [each.uid for each in library.call(speakers.all)] == ["sp"]
    assert revert(library, done.id).conflicts == ()
    assert library.call(speakers.all) == []


def test_speakers_merged_into_each_other_still_end_somewhere(library: Store) -> None:
    one, two = Speaker(uid="a", name="Ani"), Speaker(uid="b", name="Budi")
    save(library, Change(None, one), Change(None, two))
    save(library, Change(one, replace(one, merged_into="b")))
    assert [each.uid for each in library.call(lambda at: speakers.find(at, "ANI"))] == ["b"]
    save(library, Change(two, replace(two, merged_into="a")))
    assert len(library.call(lambda at: speakers.standing(at, ["a", "b"]))) == 2
