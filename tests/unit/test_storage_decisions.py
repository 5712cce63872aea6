"""Decisions on suggestions are stored, undone, checked and thrown away like all that people do."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotations.detection.accepting import Accepted, accept, reject
from annotations.detection.pending import pending
from annotations.model import Highlight, Speaker
from annotations.storage import articles, check, decisions, highlights, history, speakers, trash
from annotations.storage.decisions import Acceptance
from annotations.storage.history import Change, ChangeSet
from annotations.storage.library import Library
from annotations.storage.store import Store
from annotations.storage.writing import writing
from tests.builders import TEXT, highlight, new_article, save, store
from tests.proposed import everything, people, quotation


@pytest.fixture
def library(tmp_path: Path) -> Store:
    return store(tmp_path)


def accepting(at: Store, made: Accepted) -> ChangeSet:
    return save(at, *(Change(None, each) for each in made.records), label="Accept suggestion")


def undo(at: Store, done: ChangeSet) -> ChangeSet:
    undone = at.call(lambda library: history.revert(library, done.id), saving=True)
    assert undone.conflicts == ()
    return undone


def left(at: Store, revision: int = 1, text: str = TEXT) -> int:
    """Count what is proposed still."""
    found = pending(
        text,
        everything(),
        revision_id=revision,
        decisions=at.call(lambda library: decisions.of_article(library, 1)),
        covered=at.call(lambda library: decisions.covered(library, 1)),
    )
    return len(found)


def whole(at: Store) -> bool:
    return not at.call(lambda library: list(check.check(library)))


def test_accepting_is_one_step_of_undo_and_of_redo(library: Store) -> None:
    with library as at:
        done = accepting(at, accept(quotation(), TEXT, article_id=1, revision_id=1))
        assert done.conflicts == ()
        (stored,) = at.call(lambda one: decisions.of_article(one, 1))
        (made,) = at.call(lambda one: highlights.of_article(one, 1))
        (who,) = at.call(speakers.all)
        assert (stored.highlight, made.speaker) == (made.uid, who.uid)
        assert left(at) == 4
        undone = undo(at, done)
        assert at.call(lambda one: decisions.of_article(one, 1)) == []
        assert at.call(highlights.count) == 0
        assert at.call(speakers.all) == []
        assert left(at) == 5
        undo(at, undone)
        assert at.call(lambda one: decisions.of_article(one, 1))[0].highlight == made.uid
        assert at.call(highlights.count) == 1
        assert left(at) == 4
        assert whole(at)


def test_rejecting_is_one_step_of_undo_and_of_redo(library: Store) -> None:
    with library as at:
        refused = reject(people(), TEXT, article_id=1, revision_id=1)
        done = save(at, Change(None, refused), label="Reject suggestion")
        assert left(at) == 4
        undone = undo(at, done)
        assert left(at) == 5
        undo(at, undone)
        assert left(at) == 4
        assert at.call(decisions.acceptance) == {"statistic.made": Acceptance(0, 1)}
        assert whole(at)


def test_what_was_accepted_counts_for_its_rule(library: Store) -> None:
    with library as at:
        assert at.call(decisions.acceptance) == {}
        for one in everything()[:3]:
            accepting(at, accept(one, TEXT, article_id=1, revision_id=1))
        save(at, Change(None, reject(everything()[3], TEXT, article_id=1, revision_id=1)))
        assert at.call(decisions.acceptance) == {
            "commitment.made": Acceptance(1, 0),
            "quote.made": Acceptance(1, 0),
            "statistic.made": Acceptance(1, 1),
        }


def test_a_speaker_who_speaks_elsewhere_by_now_survives_the_undo(library: Store) -> None:
    with library as at:
        made = accept(quotation(), TEXT, article_id=1, revision_id=1)
        done = accepting(at, made)
        save(at, Change(None, highlight("lereng itu", speaker=made.highlight.speaker)))
        undone = at.call(lambda one: history.revert(one, done.id), saving=True)
        assert [each.noun for each in undone.conflicts] == ["speaker"]
        assert [each.uid for each in at.call(speakers.all)] == [made.highlight.speaker]
        assert at.call(lambda one: decisions.of_article(one, 1)) == []


def test_a_rejected_one_stays_away_on_the_next_revision(library: Store) -> None:
    text = f"Ralat: angka di bawah ini sudah diperiksa.\n\n{TEXT}"
    with library as at:
        save(at, Change(None, reject(people(), TEXT, article_id=1, revision_id=1)))
        at.call(lambda one: articles.revise(one, 1, new_article(text, "new.txt")), saving=True)
        kept = at.call(lambda one: decisions.of_article(one, 1))
        found = (people(text=text), quotation(text=text))
        assert pending(text, found, revision_id=2, decisions=kept) == (found[1],)


def test_a_highlight_covers_its_place_on_the_newest_revision(library: Store) -> None:
    text = f"Ralat: angka di bawah ini sudah diperiksa.\n\n{TEXT.replace('12 sumur', '9 sumur')}"
    with library as at:
        save(at, Change(None, highlight("36 ribu orang", "statistic")))
        save(at, Change(None, highlight("12 sumur", "statistic")))
        at.call(lambda one: articles.revise(one, 1, new_article(text, "new.txt")), saving=True)
        covered = at.call(lambda one: decisions.covered(one, 1))
        assert [text[each.span.start : each.span.end] for each in covered][:1] == ["36 ribu orang"]
        assert all(each.tags == ("statistic",) for each in covered)


def test_what_two_windows_rejected_at_once_is_counted_once(library: Store) -> None:
    with library as at:
        for _ in range(2):
            save(at, Change(None, reject(people(), TEXT, article_id=1, revision_id=1)))
        assert at.call(decisions.acceptance) == {"statistic.made": Acceptance(0, 1)}


def test_a_decision_that_a_damaged_disk_changed_shuts_no_article(library: Store) -> None:
    with library as at:
        save(at, Change(None, reject(people(), TEXT, article_id=1, revision_id=1)))
        at.call(_damage, saving=True)
        assert at.call(lambda one: decisions.of_article(one, 1)) == []
        assert not whole(at)


def _damage(library: Library) -> None:
    with writing(library):
        library.db.conn.execute("UPDATE suggestion_decisions SET decision = 'rejekted'")


def test_a_highlight_in_the_trash_covers_nothing_and_is_not_proposed_again(library: Store) -> None:
    with library as at:
        made = accept(people(), TEXT, article_id=1, revision_id=1)
        done = accepting(at, made)
        stored = next(each for each in done.records if isinstance(each, Highlight))
        _trash(at, stored)
        assert at.call(lambda one: decisions.covered(one, 1)) == []
        assert left(at) == 4


def test_emptying_the_trash_leaves_the_decision_and_a_library_that_is_whole(
    library: Store,
) -> None:
    with library as at:
        done = accepting(at, accept(people(), TEXT, article_id=1, revision_id=1))
        stored = next(each for each in done.records if isinstance(each, Highlight))
        _trash(at, stored)
        at.call(trash.empty_trash, saving=True)
        (kept,) = at.call(lambda one: decisions.of_article(one, 1))
        assert kept.highlight == ""
        assert left(at) == 4
        assert whole(at)


def test_an_article_that_goes_takes_its_decisions_along(library: Store) -> None:
    with library as at:
        accepting(at, accept(quotation(), TEXT, article_id=1, revision_id=1))
        save(at, Change(None, reject(people(), TEXT, article_id=1, revision_id=1)))
        article = at.call(lambda one: articles.read(one, 1))
        save(at, Change(article, replace(article, trashed="2026-11-22T00:00:00.000Z")))
        at.call(trash.empty_trash, saving=True)
        assert at.call(decisions.acceptance) == {}
        assert at.call(lambda one: list(one.db.query("SELECT record FROM history"))) != []
        assert whole(at)
        assert [type(each) for each in at.call(speakers.all)] == [Speaker]


def test_a_decision_that_another_program_changed_is_named(library: Store) -> None:
    with library as at:
        refused = reject(people(), TEXT, article_id=1, revision_id=1)
        save(at, Change(None, refused))
        at.call(
            lambda one: one.db.conn.execute("UPDATE suggestion_decisions SET decision = 'accepted'")
        )
        (finding,) = at.call(lambda one: list(check.check(one)))
        assert (finding.table, finding.uid) == ("suggestion_decisions", refused.uid)


def _trash(at: Store, one: Highlight) -> None:
    save(at, Change(one, replace(one, trashed="2026-11-22T00:00:00.000Z")))
