"""Two states of an article: where highlights stand, and putting them back."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotations.errors import BadSpan, NoSuchRecord
from annotations.model import Highlight, Placement, Span
from annotations.queries import Filter
from annotations.storage import articles, highlights, history, revisions, trash
from annotations.storage.articles import Added
from annotations.storage.history import Change
from annotations.storage.library import Library
from annotations.storage.revisions import Pair
from annotations.storage.store import Store
from annotations.storage.verify import verify
from annotations.vocabulary import ImportStatus, PlacementState
from tests.builders import TEXT, add, highlight, imported, new_article, save, store

EXACT, MOVED, REVIEW, LOST = (
    PlacementState.EXACT, PlacementState.MOVED, PlacementState.REVIEW, PlacementState.LOST,
)  # fmt: skip
NEWER = (
    "Warga Menuntut Air Bersih\n\n"
    "Sebanyak 41 ribu orang tinggal di lereng itu. Pemerintah kabupaten berjanji menggali selusin"
    " sumber, demikian pernyataan tertulis.\n\n"
    "Hak atas air dijamin Pasal 33 ayat 3 Undang-Undang Dasar 1945."
)
LAST = NEWER.replace("Warga Menuntut", "Ribuan Warga Menuntut")
SELUSIN = "menggali selusin sumber"


@pytest.fixture
def library(tmp_path: Path) -> Store:
    made = store(tmp_path)
    add(
        made,
        [
            highlight("36 ribu orang"),
            highlight("Kami akan membangun 12 sumur"),
            highlight("Pasal 33 ayat 3"),
        ],
    )
    made.call(lambda at: articles.revise(at, 1, new_article(NEWER)), saving=True)
    return made


def pair(at: Store, older: int = 0, newer: int = 0) -> Pair:
    return at.call(lambda library: revisions.pair(library, 1, older, newer))


def states(at: Store) -> list[PlacementState]:
    return [each.placement.state for each in pair(at).placed]


def lost_one(at: Store) -> tuple[Highlight, int]:
    found = pair(at)
    return found.placed[1].entry.highlight, found.newer.id


def put(at: Store, words: str = SELUSIN) -> history.ChangeSet:
    own, revision = lost_one(at)
    start = pair(at).newer.text.text.index(words)
    span = Span(start - 1, start + len(words))  # a space too many

    def job(library: Library) -> history.ChangeSet:
        return revisions.put_back(library, own.uid, revision, span)

    return at.call(job, saving=True)


def undo(at: Store, done: history.ChangeSet) -> history.ChangeSet:
    return at.call(lambda library: history.revert(library, done.id), saving=True)


def test_a_pair_lists_every_highlight_with_its_words_then_and_now(library: Store) -> None:
    found = pair(library)
    assert (found.older.number, found.newer.number) == (1, 2)
    assert [each.entry.highlight.quote.exact for each in found.placed] == [
        "36 ribu orang", "Kami akan membangun 12 sumur", "Pasal 33 ayat 3",
    ]  # fmt: skip
    assert states(library) == [REVIEW, LOST, MOVED]
    assert [each.words for each in found.placed] == ["41 ribu orang", "", "Pasal 33 ayat 3"]


def test_a_lost_highlight_is_put_back_and_every_reader_sees_it(library: Store) -> None:
    done = put(library)
    placed = pair(library).placed[1]
    assert placed.words == SELUSIN
    assert placed.put_back is not None
    assert placed.placement.state is MOVED
    assert 0 < placed.placement.similarity < 1
    own = placed.entry.highlight
    assert own.quote.exact == "Kami akan membangun 12 sumur"
    assert library.call(lambda at: highlights.placements(at, 1))[own.id] == placed.placement
    asked = Filter(placement=(LOST,))
    assert library.call(lambda at: highlights.count(at, asked)) == 0
    undone = undo(library, done)
    assert states(library) == [REVIEW, LOST, MOVED]
    undo(library, undone)
    assert pair(library).placed[1].placement == placed.placement


def test_putting_it_back_twice_is_one_place_and_two_steps(library: Store) -> None:
    put(library)
    second = put(library, "sumber, demikian")
    assert pair(library).placed[1].words == "sumber, demikian"
    undo(library, second)
    assert pair(library).placed[1].words == SELUSIN


def test_a_placement_under_review_is_confirmed_on_its_words(library: Store) -> None:
    found = pair(library)
    own = found.placed[0].entry.highlight
    before = found.placed[0].placement

    def confirm(at: Library) -> history.ChangeSet:
        return revisions.confirm(at, own.uid, found.newer.id)

    done = library.call(confirm, saving=True)
    placed = pair(library).placed[0].placement
    assert placed == Placement(before.start, before.end, MOVED, before.similarity)
    with pytest.raises(NoSuchRecord):
        library.call(confirm, saving=True)
    undo(library, done)
    assert pair(library).placed[0].placement == before


def test_a_put_back_is_taken_off_again(library: Store) -> None:
    put(library)
    own, revision = lost_one(library)

    def take_off(at: Library) -> history.ChangeSet:
        return revisions.take_off(at, own.uid, revision)

    library.call(take_off, saving=True)
    assert states(library) == [REVIEW, LOST, MOVED]
    with pytest.raises(NoSuchRecord):
        library.call(take_off, saving=True)


def test_on_the_next_revision_it_is_proposed_where_it_was_put(library: Store) -> None:
    put(library)
    library.call(lambda at: articles.revise(at, 1, new_article(LAST)), saving=True)
    placed = pair(library).placed[1]
    assert (placed.words, placed.placement.state) == (SELUSIN, REVIEW)
    # and on the one before it stands as it was put
    assert pair(library, 1, 2).placed[1].placement.state is MOVED


def test_other_ends_of_a_highlight_leave_it_where_it_was_put(library: Store) -> None:
    put(library)
    own, _ = lost_one(library)
    wider = highlight("Kami akan membangun 12 sumur sebelum musim").quote
    mine = library.call(lambda at: highlights.by_uid(at, own.uid))
    save(library, Change(mine, replace(mine, quote=wider)))
    assert pair(library).placed[1].words == SELUSIN


@pytest.mark.parametrize("span", [Span(3, 3), Span(-1, 4), Span(0, 9_999), Span(25, 27)])
def test_it_is_put_on_words_only(library: Store, span: Span) -> None:
    own, revision = lost_one(library)
    with pytest.raises(BadSpan):
        library.call(lambda at: revisions.put_back(at, own.uid, revision, span), saving=True)


def test_it_is_put_on_a_newer_revision_of_its_own_article_only(library: Store) -> None:
    own, _ = lost_one(library)
    first = pair(library).older.id
    add_all = articles.add_all
    library.call(lambda at: add_all(at, [new_article("Lain sekali ceritanya.")]), saving=True)
    for revision in (first, 3, 99):
        with pytest.raises(NoSuchRecord):
            library.call(
                lambda at, to=revision: revisions.put_back(at, own.uid, to, Span(0, 5)),  # type: ignore[misc]
                saving=True,
            )


def test_emptying_the_trash_takes_put_backs_along(library: Store) -> None:
    put(library)
    own, _ = lost_one(library)
    mine = library.call(lambda at: highlights.by_uid(at, own.uid))
    save(library, Change(mine, replace(mine, trashed="2026-10-14T00:00:00.000Z")))
    assert len(pair(library).placed) == 2
    library.call(trash.empty_trash, saving=True)

    def left(at: Library) -> list[int]:
        tables = ("put_backs", "history WHERE table_name = 'put_backs'", "placements")
        connection = at.db.conn
        return [connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables]  # noqa: S608 - our names

    assert library.call(left) == [0, 0, 2]
    assert library.call(lambda at: list(verify(at.db.conn))) == []


def test_a_put_back_that_another_program_changed_is_named(library: Store) -> None:
    put(library)

    def meddle(at: Library) -> list[str]:
        at.db.conn.execute("UPDATE put_backs SET start_offset = start_offset - 3")
        at.db.conn.commit()
        return [f"{each.kind} {each.table}" for each in verify(at.db.conn)]

    assert library.call(meddle, saving=True) == ["changed_outside put_backs"]


def test_the_kept_original_is_read_in_another_encoding(library: Store) -> None:
    other = NEWER.replace("Warga", "Warg\xe4")

    def reread(text: str) -> Added:
        return library.call(lambda at: revisions.reread(at, 1, imported(text)), saving=True)

    assert reread(other) == Added(ImportStatus.REVISED, 1)
    assert reread(other) == Added(ImportStatus.DUPLICATE, 1)
    assert reread(NEWER) == Added(ImportStatus.REVISED, 1)
    listed = library.call(lambda at: articles.revisions(at, 1))
    assert len({each.original_sha256 for each in listed[1:]}) == 1
    assert [each.number for each in listed] == [1, 2, 3, 4]


def test_an_article_of_one_revision_has_no_pair(tmp_path: Path) -> None:
    with store(tmp_path, [TEXT]) as at, pytest.raises(NoSuchRecord):
        pair(at)
