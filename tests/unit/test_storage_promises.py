"""A commitment like one that the library knows is offered as another mention of that promise."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotations.facts import Commitment, WrittenDate
from annotations.model import Highlight, Promise, Speaker
from annotations.promising import another_mention
from annotations.storage import highlights, promises
from annotations.storage.history import Change
from annotations.storage.store import Store
from annotations.vocabulary import CommitmentKind
from tests.builders import TEXT, add, highlight, save, store

WELLS = Commitment(
    uid="11111111-1111-4111-8111-111111111111",
    kind=CommitmentKind.PROMISE,
    who="Sri Lestari",
    what="membangun 12 sumur sebelum musim kemarau",
    deadline=WrittenDate(words="musim kemarau"),
)
AGAIN = replace(
    WELLS, uid="22222222-2222-4222-8222-222222222222", what="akan membangun 12 sumur di lereng"
)
ROAD = replace(WELLS, uid="33333333-3333-4333-8333-333333333333", what="memperbaiki jalan provinsi")


def pledge(fact: Commitment, article: int = 1, speaker: str = "") -> Highlight:
    made = highlight("12 sumur", "commitment", article=article, revision=article)
    return replace(made, commitments=(fact,), speaker=speaker)


@pytest.fixture
def library(tmp_path: Path) -> Store:
    return store(tmp_path, [TEXT, f"{TEXT}\n\nLagi.", f"{TEXT}\n\nSekali lagi."])


def offered(at: Store, one: Highlight) -> list[str]:
    (fact,) = one.commitments
    return [each.known.what for each in at.call(lambda lib: promises.like(lib, one, fact))]


def join(at: Store, one: Highlight) -> Highlight:
    """Take the first offer."""
    (fact,) = one.commitments
    first = at.call(lambda lib: promises.like(lib, one, fact))[0]
    changes = another_mention(one, fact.uid, first)
    done = save(at, *(Change(*each) for each in changes))
    assert done.conflicts == ()
    return at.call(lambda lib: highlights.by_uid(lib, one.uid))


def test_what_was_promised_twice_becomes_one_promise_with_both_as_mentions(library: Store) -> None:
    with library as at:
        speaker = Speaker(uid="44444444-4444-4444-8444-444444444444", name="Sri Lestari")
        save(at, Change(None, speaker))
        (first,) = add(at, [pledge(WELLS, speaker=speaker.uid)])
        (second,) = add(at, [pledge(AGAIN, 2)])
        assert offered(at, second) == [WELLS.what]
        joined = join(at, second)
        (promise,) = at.call(promises.all)
        assert (promise.promisor, promise.what) == (speaker.uid, WELLS.what)
        assert promise.deadline == WELLS.deadline
        stored = at.call(lambda lib: highlights.by_uid(lib, first.uid))
        assert {each.commitments[0].promise for each in (stored, joined)} == {promise.uid}
        assert offered(at, joined) == [], "it is a mention already"


def test_a_third_mention_joins_the_promise(library: Store) -> None:
    with library as at:
        add(at, [pledge(WELLS)])
        (second,) = add(at, [pledge(AGAIN, 2)])
        join(at, second)
        third = replace(AGAIN, uid="55555555-5555-4555-8555-555555555555")
        (more,) = add(at, [pledge(third, 3)])
        (fact,) = more.commitments
        found = at.call(lambda lib: promises.like(lib, more, fact))
        assert [type(each.promise) for each in found] == [Promise]
        assert found[0].highlight is not None
        join(at, more)
        assert len(at.call(promises.all)) == 1


@pytest.mark.parametrize(
    "fact",
    [
        ROAD,
        replace(AGAIN, who="Budi Santoso"),
        replace(AGAIN, kind=CommitmentKind.STANCE),
        replace(AGAIN, what=""),
    ],
)
def test_another_promise_another_person_and_a_stance_are_offered_nothing(
    library: Store, fact: Commitment
) -> None:
    with library as at:
        add(at, [pledge(WELLS)])
        (other,) = add(at, [pledge(fact, 2)])
        assert offered(at, other) == []


def test_a_commitment_is_not_offered_itself_nor_what_lies_in_the_trash(library: Store) -> None:
    with library as at:
        (first,) = add(at, [pledge(WELLS)])
        assert offered(at, first) == []
        (second,) = add(at, [pledge(AGAIN, 2)])
        save(at, Change(first, replace(first, trashed="2026-11-22T00:00:00.000Z")))
        assert offered(at, second) == []


def test_an_alias_of_the_promisor_is_his_name(library: Store) -> None:
    with library as at:
        speaker = Speaker(
            uid="44444444-4444-4444-8444-444444444444", name="Sri Lestari", aliases=("Bu Tari",)
        )
        save(at, Change(None, speaker))
        add(at, [pledge(replace(WELLS, who=""), speaker=speaker.uid)])
        (other,) = add(at, [pledge(replace(AGAIN, who="Bu Tari"), 2)])
        assert offered(at, other) == [WELLS.what]
