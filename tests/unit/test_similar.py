"""Near-duplicates: found among many, never merged."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.revising import shingles as runs
from annotations.revising.signing import SIZE, bands, estimate, packed, signature, unpacked
from annotations.storage import articles, similar, similar_groups, trash
from annotations.storage.history import Change
from annotations.storage.similar import Similar
from annotations.storage.store import Store
from tests.builders import add_article, new_article, save, store

NAMES = ("wali kota Ratna Wibisono", "dinas pekerjaan umum", "36 ribu orang", "120 pompa air")
VOCABULARY = [
    f"{first}{middle}{last}"
    for first in ("ba", "ke", "di", "me", "per", "ter", "se", "pen", "a", "o")
    for middle in ("tan", "gun", "ruk", "lak", "sam", "jar", "pim", "kot")
    for last in ("an", "i", "kan", "nya", "as", "ur", "at", "ih")
]
WEIGHTS = [1 / (rank + 8) for rank in range(len(VOCABULARY))]


def sentence(rng: random.Random) -> str:
    words = rng.choices(VOCABULARY, WEIGHTS, k=rng.randint(8, 20))
    words.insert(rng.randrange(len(words)), rng.choice(NAMES))
    return " ".join(words).capitalize() + "."


def paragraphs(rng: random.Random, many: int) -> list[str]:
    return [" ".join(sentence(rng) for _ in range(rng.randint(1, 3))) for _ in range(many)]


def outlets(rng: random.Random, release: list[str], many: int = 5) -> list[str]:
    """Run a release as outlets do: own head and byline, paragraphs cut, a word changed here and
    there, sometimes a paragraph of their own.
    """
    found = []
    for _ in range(many):
        cut = set(rng.sample(range(len(release)), k=len(release) // 5))
        body = [
            " ".join(
                rng.choice(VOCABULARY) if rng.random() < 0.02 else word for word in part.split()
            )
            for index, part in enumerate(release)
            if index not in cut
        ]
        found.append("\n\n".join([sentence(rng), *body, *paragraphs(rng, rng.randint(0, 1))]))
    return found


def signed(at: Store) -> list[tuple[int, ...]]:
    """Sign and group a whole library."""
    for _ in similar.sign(at):
        pass
    found: list[tuple[int, ...]] = []
    for _ in similar_groups.groups(at, found):
        pass
    return found


def alike(at: Store, article: int) -> list[Similar]:
    return at.call(lambda library: similar.similar(library, article))


def test_a_release_run_by_five_outlets_is_a_group_and_stories_of_one_event_are_none(
    tmp_path: Path,
) -> None:
    rng = random.Random(5)
    quote = sentence(rng)
    groups = [outlets(rng, paragraphs(rng, rng.randint(8, 12))) for _ in range(6)]
    stories = ["\n\n".join([*paragraphs(rng, 9), quote]) for _ in range(60)]
    texts = [text for group in groups for text in group] + stories
    order = rng.sample(range(len(texts)), len(texts))
    with store(tmp_path, [texts[index] for index in order]) as at:
        number = {index: place for place, index in enumerate(order, start=1)}
        wanted = {
            tuple(sorted(number[5 * group + each] for each in range(5))) for group in range(6)
        }
        assert set(signed(at)) == wanted
        for group in wanted:
            found = alike(at, group[0])
            assert {each.article for each in found} == {*group[1:]}
            assert found == sorted(found, key=lambda each: -each.similarity)
            assert all(each.containment > 0.4 for each in found)
        assert all(alike(at, number[30 + each]) == [] for each in range(60))


def test_signing_goes_on_where_it_stopped_and_follows_new_states(tmp_path: Path) -> None:
    rng = random.Random(6)
    release = paragraphs(rng, 10)
    texts = outlets(rng, release, 120)
    with store(tmp_path, texts) as at:
        steps = similar.sign(at)
        assert next(steps) == (similar.PAGE, 120)
        steps.close()
        assert at.call(similar.count_unsigned) == 120 - similar.PAGE
        assert signed(at) == [tuple(range(1, 121))]
        assert at.call(similar.count_unsigned) == 0
        other = new_article("\n\n".join(paragraphs(rng, 8)))
        at.call(lambda library: articles.revise(library, 1, other), saving=True)
        assert at.call(similar.count_unsigned) == 1
        assert signed(at) == [tuple(range(2, 121))]
        assert alike(at, 1) == []


def test_what_lies_in_the_trash_is_in_no_group(tmp_path: Path) -> None:
    rng = random.Random(7)
    with store(tmp_path, outlets(rng, paragraphs(rng, 10), 3)) as at:
        assert signed(at) == [(1, 2, 3)]
        article = at.call(lambda library: articles.read(library, 2))
        save(at, Change(article, replace(article, trashed="2026-10-14T00:00:00.000Z")))
        assert signed(at) == [(1, 3)]
        assert [each.article for each in alike(at, 1)] == [3]
        at.call(trash.empty_trash, saving=True)
        assert signed(at) == [(1, 3)]


def test_a_text_without_words_is_like_nothing(tmp_path: Path) -> None:
    with store(tmp_path, ["…", "!!!"]) as at:
        assert signed(at) == []
        assert alike(at, 1) == []
        number = add_article(at, "Air bersih.")
        assert alike(at, number) == []


def test_an_article_that_is_not_signed_yet_finds_those_that_are(tmp_path: Path) -> None:
    rng = random.Random(8)
    texts = outlets(rng, paragraphs(rng, 10), 3)
    with store(tmp_path, texts[:2]) as at:
        assert signed(at) == [(1, 2)]
        number = add_article(at, texts[2])
        assert {each.article for each in alike(at, number)} == {1, 2}


def test_a_signature_is_the_same_in_every_process() -> None:
    assert min(runs.shingles("Air bersih untuk warga.")) == 10_114_566_216_692_354_162
    assert signature(runs.shingles("Air bersih"))[:1] == (2_442_056_917,)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_an_estimate_is_near_the_truth(share: float) -> None:
    rng = random.Random(9)
    errors = []
    for _ in range(30):
        one = {rng.getrandbits(1 << 6) for _ in range(400)}
        both = int(800 * share / (1 + share))
        other = {*list(one)[:both], *(rng.getrandbits(64) for _ in range(400 - both))}
        truth = runs.similarity(frozenset(one), frozenset(other))
        errors.append(estimate(signature(frozenset(one)), signature(frozenset(other))) - truth)
    assert abs(sum(errors) / len(errors)) < 0.03
    assert max(map(abs, errors)) < 0.2


@given(st.frozensets(st.integers(0, 2**64 - 1)))
def test_signatures_are_whole_and_come_back(some: frozenset[int]) -> None:
    made = signature(some)
    assert len(made) == (SIZE if some else 0)
    assert unpacked(packed(made)) == made
    assert all(0 <= each < 2**32 for each in bands(made))
    assert estimate(made, made) == float(bool(some))
