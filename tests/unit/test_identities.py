"""Speakers made one and made two again, without losing whose a highlight was."""

from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.detection.registry import called
from annotations.discretion import discretion
from annotations.facts import Attribution
from annotations.identities import Family, alias_apart, apart, families, merge, named_so
from annotations.model import Highlight, Quote, Speaker
from annotations.storage import history, speakers
from annotations.storage.history import Change
from annotations.storage.library import Library
from annotations.storage.store import Store
from tests.builders import save

RINA = Speaker(uid="rina", name="Rina Hartati", aliases=("Bu Rina",), role="camat")
HARTATI = Speaker(uid="hartati", name="R. Hartati", institution="Kecamatan Hulu")
SECRET = Speaker(uid="secret", name="Orang Dalam", confidential=True, shown_as="an officer")


def _said(written: str, uid: str = "rina") -> Highlight:
    quote = Quote(exact="air", prefix="", suffix="", start=0, end=3, text_sha256="")
    said = Attribution(speaker_as_written=written)
    return Highlight(
        uid=written, article_id=1, revision_id=1, quote=quote, speaker=uid, attribution=said
    )


def _after(speakers_: list[Speaker], changes: object) -> list[Speaker]:
    after = {each.uid: each for each in speakers_}
    for _, record in changes:  # type: ignore[attr-defined] # pairs
        if isinstance(record, Speaker):
            after[record.uid] = record
    return [*after.values()]


def test_merged_speakers_are_one_family_with_all_names() -> None:
    (family,) = families(_after([RINA, HARTATI], merge(Family(RINA), [Family(HARTATI)])))
    assert family.stands.uid == "rina"
    assert family.names == ("Rina Hartati", "Bu Rina", "R. Hartati")
    assert family.uids == ("rina", "hartati")


def test_the_one_that_stands_learns_what_only_the_other_knew() -> None:
    changes = merge(Family(RINA), [Family(HARTATI)])
    stands = next(after for _, after in changes if after.uid == "rina")
    assert (stands.role, stands.institution) == ("camat", "Kecamatan Hulu")  # type: ignore[union-attr]


def test_whoever_is_merged_with_a_confidential_speaker_is_confidential() -> None:
    (family,) = families(_after([RINA, SECRET], merge(Family(RINA), [Family(SECRET)])))
    assert family.stands.confidential
    assert family.stands.shown_as == "an officer"


def test_whoever_was_confidential_through_another_stays_so_when_taken_apart() -> None:
    merged = _after([HARTATI, SECRET], merge(Family(SECRET), [Family(HARTATI)]))
    by_uid = {each.uid: each for each in merged}
    ((_, alone),) = apart(by_uid["hartati"], by_uid["secret"])
    assert isinstance(alone, Speaker)
    assert alone.confidential
    assert alone.shown_as == "an officer"


def test_of_two_that_were_merged_into_each_other_the_first_stands() -> None:
    one = replace(RINA, id=1, merged_into="hartati")
    other = replace(HARTATI, id=2, merged_into="rina")
    (family,) = families([other, one, replace(SECRET, id=3, merged_into="hartati")])
    assert family.uids == ("rina", "secret", "hartati")


@given(st.lists(st.sampled_from("abcdef"), min_size=2, max_size=12))
def test_every_speaker_is_in_one_family_whatever_was_merged_into_whom(pairs: list[str]) -> None:
    known = {uid: Speaker(uid=uid, name=uid) for uid in "abcdef"}
    for one, other in pairwise(pairs):
        stands = next(f for f in families(known.values()) if one in f.uids)
        gone = next(f for f in families(known.values()) if other in f.uids)
        if stands != gone:
            for _, record in merge(stands, [gone]):
                assert isinstance(record, Speaker)
                known[record.uid] = record
        assert all(
            known[each.merged_into].merged_into == "" for each in known.values() if each.merged_into
        )
    uids = sorted(uid for family in families(known.values()) for uid in family.uids)
    assert uids == sorted(known)


@pytest.mark.parametrize(
    ("written", "goes"),
    [
        ("Bu Rina", True),
        ("bu  rina", True),
        ("Camat Bu Rina", True),
        ("Rina Hartati", False),
        ("Bu Rinawati", False),
        ("", False),
    ],
)
def test_an_alias_takes_the_highlights_that_use_it(written: str, goes: bool) -> None:
    assert bool(named_so(RINA, "Bu Rina", [_said(written)])) is goes


def test_an_alias_leaves_those_that_use_a_longer_name_with_it_inside() -> None:
    rina = replace(RINA, aliases=("Rina",))
    found = named_so(rina, "Rina", [_said("Rina"), _said("Rina Hartati"), _said("Rina", "other")])
    assert [each.attribution.speaker_as_written for each in found] == ["Rina"]


def test_an_alias_taken_apart_is_somebody_new_in_the_same_change() -> None:
    changes = alias_apart(RINA, "Bu Rina", [_said("Bu Rina"), _said("Rina Hartati")])
    made = changes[0][1]
    assert isinstance(made, Speaker)
    assert (changes[0][0], made.name) == (None, "Bu Rina")
    assert changes[1] == (RINA, replace(RINA, aliases=()))
    ((_, moved),) = changes[2:]
    assert isinstance(moved, Highlight)
    assert moved.speaker == made.uid


def test_a_library_counts_highlights_by_whose_they_were_said_to_be(tmp_path: Path) -> None:
    from tests.made_session import PUMPS, add_article, span_of

    def fill(library: Library) -> None:
        from annotations.anchoring import describe
        from annotations.storage import articles

        number = add_article(library, PUMPS)
        revision = articles.revision(library, number).id
        changes = [Change(None, RINA), Change(None, HARTATI)]
        for words, uid in (("120 pompa", "rina"), ("310 ribu", "rina"), ("24 kel", "hartati")):
            quote = describe(PUMPS, span_of(words))
            highlight = Highlight(article_id=number, revision_id=revision, quote=quote, speaker=uid)
            changes.append(Change(None, highlight))
        history.replace(library, changes, label="Add")

    with Store.create(tmp_path / "a.kutip") as store:
        store.call(fill, saving=True)
        assert store.call(speakers.counts) == {"rina": 2, "hartati": 1}
        found = store.call(lambda library: speakers.highlights_of(library, "rina"))
        assert [each.quote.exact for each in found] == ["120 pompa", "310 ribu"]


def test_whoever_was_merged_before_is_taken_along_and_apart_by_himself() -> None:
    third = Speaker(uid="third", name="Ibu Camat")
    known = _after([RINA, HARTATI, third], merge(Family(HARTATI), [Family(third)]))
    by_uid = {each.uid: each for each in known}
    known = _after(known, merge(Family(RINA), [Family(by_uid["hartati"], (by_uid["third"],))]))
    (family,) = families(known)
    assert {each.uid: each.merged_into for each in family.merged} == {
        "hartati": "rina",
        "third": "rina",
    }
    known = _after(known, apart(family.merged[1], family.stands))
    assert [each.uids for each in families(known)] == [("hartati",), ("rina", "third")]


def test_no_name_of_whoever_became_a_confidential_speaker_in_two_steps_leaves() -> None:
    known = [SECRET, replace(HARTATI, merged_into="secret"), replace(RINA, merged_into="hartati")]
    rules = discretion(known)
    assert rules.clean("kata Rina Hartati, Bu Rina dan R. Hartati") == (
        "kata an officer, an officer dan an officer"
    )


def test_everybody_asks_alike_who_stands_for_two_merged_into_each_other(tmp_path: Path) -> None:
    with Store.create(tmp_path / "a.kutip") as at:
        save(at, Change(None, RINA), Change(None, HARTATI))
        known = {each.uid: each for each in at.call(speakers.every)}
        both = [
            Change(known[uid], replace(known[uid], merged_into=other))
            for uid, other in (("rina", "hartati"), ("hartati", "rina"))
        ]
        save(at, *both)
        every = at.call(speakers.every)
        assert [each.uid for each in at.call(speakers.all)] == ["rina"]
        for name in (RINA.name, HARTATI.name):
            found = at.call(partial(speakers.find, name=name))
            assert [each.uid for each in found] == ["rina"]
            assert [each.uid for each in called(every, name)] == ["rina"]
