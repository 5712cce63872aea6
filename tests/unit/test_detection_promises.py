"""Whether invented pledges are mentions of one promise."""

import pytest

from annotations.detection.commitments.promises import Known, alike
from annotations.detection.languages import language
from annotations.facts import Commitment

ALIKE = [
    (
        "id",
        "membangun 200 rumah susun di Tanjung Wangi",
        "pembangunan 200 unit rumah susun Tanjung Wangi",
    ),
    ("id", "menurunkan tarif air bersih", "tarif air bersih akan diturunkan tahun depan"),
    ("id", "memperbaiki jembatan Sungai Ara", "perbaikan jembatan Sungai Ara"),
    ("id", "menambah 40 bus listrik", "menambah 40 unit bus"),
    ("en", "reopen the harbour library by March", "the reopening of the harbour library"),
    ("en", "build 300 homes in Eastmoor", "building 300 homes"),
    ("en", "cut bus fares for students", "cutting student bus fares"),
]
UNLIKE = [
    ("id", "membangun rumah susun", "memperbaiki jembatan Sungai Ara"),
    ("id", "akan terus melakukan yang lebih", "akan terus melakukan yang lebih"),
    ("id", "", "membangun rumah susun"),
    ("en", "reopen the harbour library", "cut bus fares for students"),
    ("en", "do it by the end of the year", "do it by the end of the year"),
    ("en", "build homes", "build a bridge"),
]


@pytest.mark.parametrize(("code", "what", "other"), ALIKE)
def test_two_wordings_of_one_pledge_are_alike(code: str, what: str, other: str) -> None:
    known = Known(uid="p1", promisors=("Rukmini Satya",), what=other)
    found = alike(Commitment(who="Rukmini Satya", what=what), [known], language(code))
    assert [one.uid for one in found] == ["p1"]
    assert 0.5 <= found[0].score <= 1
    assert all(word in what for word in found[0].shared)


@pytest.mark.parametrize(("code", "what", "other"), UNLIKE)
def test_other_acts_and_empty_words_are_not(code: str, what: str, other: str) -> None:
    known = Known(uid="p1", promisors=("Rukmini Satya",), what=other)
    assert alike(Commitment(who="Rukmini Satya", what=what), [known], language(code)) == ()


@pytest.mark.parametrize(
    ("who", "promisors", "is_offered"),
    [
        ("Rukmini", ("Rukmini Satya",), True),
        ("Rukmini Satya", ("Bu Wali", "Rukmini"), True),
        ("Bagas Laksana", ("Rukmini Satya",), False),
        ("", ("Rukmini Satya",), False),
        ("Rukmini", ("",), False),
    ],
)
def test_only_the_same_promisor_repeats_a_promise(
    who: str, promisors: tuple[str, ...], *, is_offered: bool
) -> None:
    known = Known(uid="p1", promisors=promisors, what="membangun rumah susun")
    found = alike(Commitment(who=who, what="membangun rumah susun"), [known], language("id"))
    assert bool(found) is is_offered


def test_the_most_alike_stands_first_and_equals_by_their_uids() -> None:
    known = [
        Known(uid="c", promisors=("Rukmini",), what="membangun rumah susun di tepi kali lama"),
        Known(uid="b", promisors=("Rukmini",), what="membangun 200 rumah susun"),
        Known(uid="a", promisors=("Rukmini",), what="membangun 200 rumah susun"),
    ]
    pledge = Commitment(who="Rukmini", what="membangun 200 rumah susun di kota")
    found = alike(pledge, known, language("id"))
    assert [one.uid for one in found] == ["a", "b", "c"]
    assert found[0].shared == ("membangun", "200", "rumah", "susun")
