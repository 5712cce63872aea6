"""Laws that hold for every rule on every text, and texts made to slow the rules down."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.checking.checks import check
from annotations.detection.engine import DETECTORS, rules, suggest
from annotations.detection.found import Kind, Suggestion
from annotations.detection.reading import read
from annotations.facts import Commitment, LegalReference, Statistic

FACT_OF = {
    Kind.STATISTIC: Statistic,
    Kind.LEGAL: LegalReference,
    Kind.COMMITMENT: Commitment,
    Kind.QUOTE: type(None),
}
PHRASES = (
    "\"|“|”|„|«|»|'|’|.|,|(|)|:|-|–|kata|ujar|tegasnya|said|according to|menurut|bahwa|that|dia|he|"
    "Kapolda|Rina Maharani|Minister Ada Finch|PT Sura Jaya|berjanji|akan|will|pledged|we|kami|"
    "36 ribu|Rp 1,2 triliun|12,5|persen|1:1.800|$3.1|million|naik|dari|menjadi|rose|from|to|of|per|"
    "Pasal|ayat|(1)|UU|Nomor|Tahun|2024|KUHP|jo|Section|Act|v.|[2020]|UKSC|Perpres|Senin|25/7/2024|"
    "by Friday|akhir tahun|\u200b|\u202e|é|中|🙂| |\n|\n\n|\t|. |, "
)
PIECES = st.sampled_from(PHRASES.split("|"))
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map(" ".join))


@given(TEXTS, st.sampled_from(["id", "en", "", "ms"]))
def test_every_suggestion_stands_on_words_of_the_text_and_so_do_its_sources(
    text: str, code: str
) -> None:
    found = suggest(read(text, code=code, published="2024-07-25"))
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        assert isinstance(one.fact, FACT_OF[one.kind])
        for source in one.sources:
            assert 0 <= source.start < source.end <= len(text), source
        if one.speaker.start >= 0:
            assert text[one.speaker.start : one.speaker.end] == one.speaker.text


@given(TEXTS)
def test_the_same_text_gives_the_same_in_reading_order_by_rules_that_are_listed(text: str) -> None:
    first, second = (suggest(read(text, code="id")) for _ in range(2))
    assert first == second
    assert list(first) == sorted(first, key=lambda one: (one.start, -one.end, one.kind))
    assert {one.rule for one in first} <= {rule.name for rule in rules()}


@given(TEXTS)
def test_checks_point_into_the_text(text: str) -> None:
    reading = read(text, code="id", published="2024-07-25")
    for finding in check(reading, suggest(reading)):
        assert finding.spans
        assert all(0 <= span.start < span.end <= len(text) for span in finding.spans)


def test_every_rule_has_a_name_of_its_own_and_says_what_it_finds() -> None:
    names = [rule.name for rule in rules()]
    assert len(names) == len(set(names))
    assert {rule.kind for rule in rules()} == set(Kind)
    assert all(rule.label and rule.name.startswith(rule.kind) for rule in rules())
    assert len(DETECTORS) >= len(Kind)


def test_a_rule_that_is_switched_off_proposes_nothing() -> None:
    text = "“Kami akan memperbaiki 120 pompa bulan depan,” kata Wali Kota Rina Maharani."
    found = suggest(read(text, code="id"))
    assert found
    for name in {one.rule for one in found}:
        left = suggest(read(text, code="id"), off={name})
        assert left == tuple(one for one in found if one.rule != name)


SLOW: list[tuple[str, Callable[[int], str]]] = [
    ("marks", lambda n: '"' * n),
    ("turned marks", lambda n: "“" * (n // 2) + "”" * (n // 2)),
    ("digits", lambda n: "1" * n),
    ("digits and points", lambda n: "1.000" * (n // 5)),
    ("numbers", lambda n: "12,5 persen " * (n // 12)),
    ("number words", lambda n: "dua puluh ribu " * (n // 15)),
    ("capitals", lambda n: "Budi " * (n // 5)),
    ("capital letters", lambda n: "A" * n),
    ("one word", lambda n: "a" * n),
    ("blanks", lambda n: " " * n),
    ("lines", lambda n: "a\n" * (n // 2)),
    ("brackets", lambda n: "(" * n),
    ("commas", lambda n: "a, " * (n // 3)),
    ("laws", lambda n: "Pasal 1 ayat (1) jo " * (n // 20)),
    ("acts", lambda n: "Section 1 of the " * (n // 17)),
    ("clauses", lambda n: '"Satu dua tiga," kata Budi. ' * (n // 28)),
    ("sayings", lambda n: "kata " * (n // 5)),
    ("that", lambda n: "said that he said that " * (n // 23)),
    ("pledges", lambda n: "kami akan berjanji " * (n // 19)),
    ("dashes", lambda n: "a-" * (n // 2)),
    ("stops", lambda n: "a. " * (n // 3)),
    *(
        (f"{words!r} again and again", lambda n, words=words: words * (n // len(words)))
        for words in (
            "1 ", "1, ", "-1 ", "1:2 ", "Rp 1 ", "1 tahun ", "1 tahun 2024 ", "per ", "Pasal ", "§",
            "UU Nomor ", "A v. B ", "the Water Act ", "“a” ", "‘a’ ", ")", "(a) ", "[a] ", "A.B.",
            "naik 5 persen dari 3 menjadi 4 ", "Senin, 5 Mei 2026 ", "Budi Santosa, wali kota, ",
            "Wali Kota Ratna berjanji akan membangun 3 pompa. ", "“Kami akan pergi,” katanya. ",
            "menurut Budi, ", "Rina said that ", "“a b c\n\n", "bahwa ",
        )
    ),
]  # fmt: skip
SIZE = 50_000
MOST_SECONDS = 4
"""Of processor time for 50 kB in two languages; the worst here takes 2 s, ordinary text 0.3 s."""
LONG_LINE = 1_000_000


@pytest.mark.parametrize(("name", "make"), SLOW, ids=[name for name, _ in SLOW])
def test_no_text_holds_the_rules_up(name: str, make: Callable[[int], str]) -> None:
    text = make(SIZE)
    started = time.process_time()
    found: tuple[Suggestion, ...] = ()
    for code in ("id", "en"):
        reading = read(text, code=code)
        found = suggest(reading)
        check(reading, found)
    assert time.process_time() - started < MOST_SECONDS, (name, len(found))


@pytest.mark.parametrize("words", ["a", "a ", "A. ", '"a" ', "“a ", "(a) ", "1. "])
def test_a_line_of_a_megabyte_is_cut_into_sentences_and_quotations(words: str) -> None:
    started = time.process_time()
    reading = read(words * (LONG_LINE // len(words)))
    found = len(reading.sentences) + len(reading.quoted) + len(reading.paragraphs)
    assert time.process_time() - started < MOST_SECONDS, found


@pytest.mark.parametrize("words", ["1 ", "“Kami pergi,” kata Budi. ", "UU Nomor 2 Tahun 2002. "])
def test_the_rules_ask_again_and_again_whether_anybody_waits(words: str) -> None:
    asked = 0

    def given_up() -> bool:
        nonlocal asked
        asked += 1
        return False

    many = 200
    suggest(read(words * many, code="id", given_up=given_up))
    assert asked >= many
