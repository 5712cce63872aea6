"""What was decided stays decided: at other offsets, after edits, for a newer rule."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.decisions import Decision
from annotations.detection.accepting import accept, reject
from annotations.detection.found import Kind, Suggestion
from annotations.detection.pending import Covered, pending
from annotations.model import Span
from tests.builders import TEXT
from tests.proposed import everything, people, pledge, quotation, suggestion, well

TWICE = (
    "Di hulu ada 12 persen rumah yang rusak berat setelah air sungai naik pada malam hari itu."
    " Warga mengungsi ke balai desa.\n\n"
    "Di hilir lain: menurut kepala desa hanya 12 persen ladang yang terendam dan panen tetap jalan."
)


def left(
    text: str, found: tuple[Suggestion, ...], *decisions: Decision, revision: int = 1
) -> tuple[Suggestion, ...]:
    return pending(text, found, revision_id=revision, decisions=decisions)


def rejected(one: Suggestion, text: str = TEXT, revision: int = 1) -> Decision:
    return reject(one, text, article_id=1, revision_id=revision)


def test_what_nobody_decided_is_all_there() -> None:
    assert left(TEXT, everything()) == everything()


def test_what_was_rejected_or_accepted_is_gone_and_nothing_else() -> None:
    taken = accept(well(), TEXT, article_id=1, revision_id=1).decision
    assert left(TEXT, everything(), rejected(people()), taken) == (
        everything()[1],
        everything()[2],
        everything()[4],
    )


def test_a_rejected_kind_leaves_the_others_at_the_same_words() -> None:
    as_quote = replace(well(), kind=Kind.QUOTE)
    assert left(TEXT, (well(), as_quote), rejected(well())) == (as_quote,)


def test_a_rule_of_another_name_does_not_bring_it_back() -> None:
    assert left(TEXT, (replace(people(), rule="statistic.newer"),), rejected(people())) == ()


@pytest.mark.parametrize("words", ["36 ribu", "Sebanyak 36 ribu orang", "36 ribu orang tinggal"])
def test_a_newer_rule_that_takes_a_word_more_or_less_does_not_bring_it_back(words: str) -> None:
    assert left(TEXT, (suggestion(words),), rejected(people())) == ()


def test_a_quotation_that_grew_by_a_word_stays_away_and_one_inside_it_is_another() -> None:
    whole = quotation()
    assert left(TEXT, (replace(whole, end=whole.end - 8),), rejected(whole)) == ()
    inner = suggestion("membangun 12 sumur", Kind.QUOTE)
    assert left(TEXT, (inner,), rejected(whole)) == (inner,)


@pytest.mark.parametrize(
    "after",
    [
        f"Ralat: angka di bawah ini sudah diperiksa.\n\n{TEXT}",
        TEXT.replace("Warga Menuntut", "Warga Lereng Menuntut"),
        TEXT.replace("1945.", "1945, kata seorang warga."),
        TEXT.replace("\n\n", "\n"),
        TEXT.replace(" ribu ", "\u00a0ribu\u00a0"),
        TEXT.replace("“", '"').replace("”", '"'),
        TEXT.replace("lereng itu. “Kami", "lereng itu. Air tidak ada. “Kami"),
    ],
)
def test_it_stays_away_on_a_newer_revision_that_was_edited_elsewhere(after: str) -> None:
    words = "36\u00a0ribu\u00a0orang" if "\u00a0" in after else "36 ribu orang"
    assert left(after, (suggestion(words, text=after),), rejected(people()), revision=2) == ()


def test_a_long_one_stays_away_though_the_words_on_both_sides_are_others() -> None:
    words = "Kami akan membangun 12 sumur sebelum musim kemarau"
    after = f"Seorang pejabat menulis: “{words}”. Demikian."
    found = suggestion(words, Kind.QUOTE, text=after)
    assert left(after, (found,), rejected(quotation()), revision=2) == ()


def test_other_words_that_happen_to_be_the_same_number_are_proposed() -> None:
    after = "Tahun lalu, menurut camat, ada 36 ribu orang di pasar."
    found = suggestion("36 ribu orang", text=after)
    assert left(after, (found,), rejected(people()), revision=2) == (found,)


def test_of_two_places_with_the_same_words_the_one_that_was_rejected_is_meant() -> None:
    first = suggestion("12 persen", text=TWICE)
    second = suggestion("12 persen", text=TWICE, after=first.end)
    assert left(TWICE, (first, second), rejected(second, TWICE)) == (first,)
    after = f"Kabar.\n\n{TWICE}"
    both = tuple(replace(each, start=each.start + 8, end=each.end + 8) for each in (first, second))
    assert left(after, both, rejected(second, TWICE), revision=2) == both[:1]
    assert left(after, both, rejected(second, TWICE), rejected(first, TWICE), revision=2) == ()


def test_a_rule_that_is_off_proposes_nothing() -> None:
    found = pending(TEXT, everything(), off={"statistic.made"})
    assert {each.kind for each in found} == {Kind.QUOTE, Kind.LEGAL, Kind.COMMITMENT}


@pytest.mark.parametrize(
    ("words", "tags", "hidden"),
    [
        ("36 ribu", ("statistic",), {"36 ribu orang"}),
        ("36 ribu", (), set()),
        ("36 ribu", ("legal",), set()),
        (TEXT[TEXT.index("Sebanyak") : TEXT.index(",” kata")], ("statistic",),
         {"36 ribu orang", "12 sumur", "Kami akan membangun"}),
        ("Kami akan membangun 12 sumur sebelum musim", (), {"Kami akan membangun"}),
        ("membangun 12 sumur", (), set()),
        ("lereng itu", ("statistic", "legal", "commitment"), set()),
    ],
)  # fmt: skip
def test_what_a_highlight_says_already_is_not_proposed(
    words: str, tags: tuple[str, ...], hidden: set[str]
) -> None:
    start = TEXT.index(words)
    found = pending(TEXT, everything(), covered=[Covered(Span(start, start + len(words)), tags)])
    gone = [each for each in everything() if each not in found]
    assert len(gone) == len(hidden)
    for each in gone:
        assert any(TEXT[each.start :].startswith(one) for one in hidden)


def test_a_pledge_under_a_commitment_is_not_proposed() -> None:
    start = TEXT.index("Kami akan membangun")
    mine = Covered(Span(start, start + 30), ("commitment",))
    assert pledge() not in pending(TEXT, everything(), covered=[mine])


@given(st.lists(st.integers(0, 4), unique=True), st.text(max_size=200), st.text(max_size=200))
def test_whatever_comes_before_and_after_what_was_decided_stays_decided(
    some: list[int], before: str, after: str
) -> None:
    found = everything()
    decisions = [rejected(found[number]) for number in some]
    text = f"{before}\n\n{TEXT}\n\n{after}"
    by = len(before) + 2
    moved = tuple(replace(each, start=each.start + by, end=each.end + by) for each in found)
    kept = left(text, moved, *decisions, revision=2)
    assert {moved.index(each) for each in kept} == set(range(5)) - set(some)
