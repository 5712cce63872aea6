"""Highlights are found by every name of whoever is one with their speaker, whatever changes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.model import Speaker
from annotations.storage import highlights, history, indexing, search
from annotations.storage.history import Change
from annotations.storage.store import Store
from tests.builders import add, highlight, save, store


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Store]:
    """Two highlights; what speaker "old" said, who is one with "sri", is the second."""
    with store(tmp_path) as made:
        save(
            made,
            Change(None, Speaker(uid="sri", name="Sri Lestari", aliases=("Bu Sri",))),
            Change(None, Speaker(uid="old", name="S. Lestari", merged_into="sri")),
        )
        add(made, [highlight("36 ribu"), highlight("12 sumur", speaker="old")])
        yield made


def in_step(library: Store) -> bool:
    return library.call(lambda at: indexing.in_step(at, "highlights_fts"))


def marked(library: Store, words: str) -> list[int]:
    found = library.call(lambda at: search.search(at, words))
    return [hit.highlight for hit in found if hit.highlight]


def test_a_highlight_is_found_by_every_name_of_who_is_one_with_its_speaker(library: Store) -> None:
    for name in ("S. Lestari", "Sri Lestari", '"bu sri"'):
        assert marked(library, name) == [2], name
    assert marked(library, "sri sumur") == [2]
    (people,) = library.call(lambda at: highlights.read(at, [1]))
    save(library, Change(people, replace(people, speaker="sri")))
    assert sorted(marked(library, '"S. Lestari"')) == [1, 2]
    assert in_step(library)


def test_the_index_follows_who_is_merged_and_what_they_are_called(library: Store) -> None:
    old = Speaker(uid="old", name="S. Lestari", merged_into="sri")
    apart = save(library, Change(old, replace(old, merged_into="")))
    assert (marked(library, "bu sri"), marked(library, "lestari")) == ([], [2])
    assert in_step(library)
    library.call(lambda at: history.revert(at, apart.id), saving=True)
    assert marked(library, "bu sri") == [2]
    assert in_step(library)
    sri = Speaker(uid="sri", name="Sri Lestari", aliases=("Bu Sri",))
    named = save(library, Change(sri, replace(sri, aliases=("Bu Sri", "Ibu Bupati"))))
    assert marked(library, '"ibu bupati"') == [2]
    assert in_step(library)
    library.call(lambda at: history.revert(at, named.id), saving=True)
    assert marked(library, '"ibu bupati"') == []
    assert in_step(library)


def test_the_index_follows_a_speaker_who_is_made_again_or_deleted_for_good(library: Store) -> None:
    made = Speaker(uid="new", name="Retno", merged_into="sri")
    done = save(library, Change(None, made))
    assert marked(library, "retno") == [2]
    library.call(lambda at: history.revert(at, done.id), saving=True)
    assert marked(library, "retno") == []
    assert in_step(library)
    save(library, Change(None, replace(made, uid="gone", trashed="2026-06-01T00:00:00.000Z")))
    assert marked(library, "retno") == [2]
    library.call(history.empty_trash, saving=True)
    assert marked(library, "retno") == []
    assert in_step(library)
    first = Speaker(uid="sri", name="Sri Lestari", aliases=("Bu Sri",))
    save(library, Change(first, replace(first, merged_into="old")))  # each into the other
    assert marked(library, "bu sri") == [2]
    assert in_step(library)
