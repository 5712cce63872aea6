from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model import Block, Span
from annotations.richtext import parse_markdown
from annotations.spans import (
    Coverage,
    merged,
    overlaps,
    paragraph_at,
    pieces,
    sentence_span,
    shared,
    trim,
    word_at,
    word_end_after,
    word_end_before,
    word_start_after,
    word_start_before,
)
from annotations.vocabulary import BlockKind
from tests.strategies import texts, texts_with_span


@dataclass(frozen=True, slots=True)
class Mark:
    uid: str
    start: int
    end: int


def _spans() -> st.SearchStrategy[Span]:
    return st.tuples(st.integers(0, 40), st.integers(0, 15)).map(lambda p: Span(p[0], p[0] + p[1]))


def _marks() -> st.SearchStrategy[Mark]:
    return st.builds(
        lambda name, span: Mark(name, span.start, span.end), st.sampled_from("abcdefg"), _spans()
    )


@given(drawn=texts_with_span())
def test_trimming_leaves_the_same_words(drawn: tuple[str, Span]) -> None:
    text, span = drawn
    found = trim(text, span)
    assert span.start <= found.start <= found.end <= span.end
    assert text[found.start : found.end] == text[span.start : span.end].strip()


@given(one=_spans(), other=_spans())
def test_spans_overlap_as_their_characters_do(one: Span, other: Span) -> None:
    common = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert overlaps(one, other) == bool(common)
    found = shared(one, other)
    assert set(range(found.start, found.end)) == common


@given(spans=st.lists(_spans()))
def test_merging_keeps_every_character_in_spans_that_do_not_touch(spans: list[Span]) -> None:
    found = merged(spans)
    covered = {place for span in spans for place in range(span.start, span.end)}
    assert {place for span in found for place in range(span.start, span.end)} == covered
    assert all(one.end < other.start for one, other in pairwise(found))


@given(changes=st.lists(st.one_of(_marks(), st.sampled_from("abcdefg"))))
def test_pieces_changed_one_by_one_are_those_made_afresh(changes: list[Mark | str]) -> None:
    coverage = Coverage()
    marks: dict[str, Mark] = {}
    for change in changes:
        if isinstance(change, str):
            coverage.remove(change)
            marks.pop(change, None)
        else:
            coverage.add(change)
            marks[change.uid] = change
    assert coverage.pieces == pieces(marks.values())
    for place in range(60):
        over = {mark.uid for mark in marks.values() if mark.start <= place < mark.end}
        assert set(coverage.at(place)) == over
    assert all(one.end <= other.start for one, other in pairwise(coverage.pieces))


def test_pieces_name_the_outer_mark_before_the_inner() -> None:
    marks = [Mark("inner", 2, 4), Mark("outer", 0, 9), Mark("late", 3, 12)]
    assert pieces(marks) == [
        (0, 2, ("outer",)),
        (2, 3, ("outer", "inner")),
        (3, 4, ("outer", "inner", "late")),
        (4, 9, ("outer", "late")),
        (9, 12, ("late",)),
    ]


def test_a_paragraph_is_found_from_any_offset() -> None:
    rich = parse_markdown("# a\n\nbc\n\n---\n\nd")
    found = [paragraph_at(rich.blocks, offset) for offset in range(len(rich.text) + 1)]
    assert [block.kind for block in found if block] == [
        *[BlockKind.HEADING] * 3,
        *[BlockKind.PARAGRAPH] * 4,
        *[BlockKind.RULE] * 2,
        *[BlockKind.PARAGRAPH] * 2,
    ]
    assert paragraph_at((), 3) is None


WORDS = [
    ("satu dua", 1, "satu"),
    ("satu dua", 4, "satu"),
    ("satu dua", 5, "dua"),
    ("satu  dua", 5, ""),
    ("undang-undang itu", 3, "undang-undang"),
    ("sekitar 1:1.800.", 10, "1:1.800"),
    ("12,5 persen", 1, "12,5"),
    ("ya.” ujar", 2, ".”"),
    ("cafe\u0301s x", 1, "cafe\u0301s"),
    ("a 👩‍👩‍👧 b", 2, "👩‍👩‍👧"),
    ("a 👍🏽 b", 3, "👍🏽"),
    ("Jum’at", 4, "Jum’at"),
    ("", 0, ""),
]


@pytest.mark.parametrize(("text", "offset", "word"), WORDS)
def test_the_word_at_an_offset(text: str, offset: int, word: str) -> None:
    span = word_at(text, offset)
    assert text[span.start : span.end] == word


def test_ends_move_by_a_word_and_stop_before_and_after_punctuation() -> None:
    text = "Kata “dua”, ya."
    ends = [4, 6, 9, 11, 14, 15]
    assert [word_end_after(text, end) for end in (0, *ends)] == [*ends, 15]
    assert [word_end_before(text, end) for end in ends] == [0, *ends[:-1]]
    starts = [0, 5, 6, 9, 12, 14]
    assert [word_start_after(text, start) for start in starts] == [*starts[1:], 15]
    assert [word_start_before(text, start) for start in starts] == [0, *starts[:-1]]


@given(text=texts(), offset=st.integers(0, 50))
def test_moving_by_a_word_always_moves_and_stays_in_the_text(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    for forward in (word_end_after, word_start_after):
        assert forward(text, offset) > offset or offset == len(text)
        assert forward(text, offset) <= len(text)
    for back in (word_end_before, word_start_before):
        assert 0 <= back(text, offset) <= offset
        assert back(text, offset) < offset or offset == 0


SENTENCES = [  # sentences of a paragraph, and after "|" words that lie in each
    ["Satu kalimat.", "Kalimat dua!"],
    ["Jumlahnya 36 ribu orang, rasio 1:1.800.", "Itu 12.5 persen."],
    ["Irjen. Pol. Ahmad Luthfi datang ke Kec. Kepanjen.", "Ia pulang."],
    ["Ini diatur dalam Undang-Undang No. 2 Tahun 2002.", "Pasal 28 ayat 1."],
    ["“Netralitas adalah harga mati.”", "Ia menutup rapat."],
    ["“Aman!” ujarnya kepada Dr. A. Rahman, S.H. di Jl. Merdeka.", "Selesai."],
    ["The talks ended at 5 p.m. on Monday.", "Mr. J. R. Smith left at 6 a.m.", "The rest stayed."],
    ["Did he agree?", "No.", "He left at once."],
    ["Rapat, Kamis. (25/7/2024) Pagi.", "Lalu usai…", "Begitulah."],
    ["3. Menjaga Kamtibmas.", "Menolak hoaks."],
    ["Harganya Rp. 5.000 pada tgl. 3 Agt. 2024.", "Murah."],
    ["Dihadiri camat, lurah, dll. dan tokoh adat.", "“Siap,” katanya."],
    ["Tina Hart is the mayor.", "The line opens on Friday."],
    ["Parkir naik menjadi 50 sen.", "Warga diam."],
    ["Sen. Tina Hart met Rep. Lee.", "Both left."],
    ["第一句。", "第二句。"],
]


@pytest.mark.parametrize("sentences", SENTENCES, ids=range(len(SENTENCES)))
def test_a_sentence_is_found_from_each_of_its_characters(sentences: list[str]) -> None:
    gap = "" if sentences[0].endswith("。") else " "
    text = "Sebelum ini.\n\n" + gap.join(sentences) + "\n\nSesudah itu."
    start = 14
    for sentence in sentences:
        for place in range(start, start + len(sentence)):
            found = sentence_span(text, Span(place, place + 1))
            assert text[found.start : found.end] == sentence
        start += len(sentence) + len(gap)


def test_a_span_over_two_sentences_widens_to_both() -> None:
    text = "Satu ini. Dua itu. Tiga lagi."
    assert sentence_span(text, Span(5, 12)) == Span(0, 18)


def test_a_sentence_stays_in_its_cell() -> None:
    rich = parse_markdown("|a b|c d|\n|-|-|\n|e f|g h|")
    assert sentence_span(rich.text, Span(4, 5), rich.blocks) == Span(4, 7)
    assert sentence_span(rich.text, Span(4, 9), rich.blocks) == Span(4, 11)


def test_a_sentence_without_end_is_cut_at_a_word() -> None:
    text = "kata " * 10_000
    found = sentence_span(text, Span(25_000, 25_004))
    assert len(text[found.start : found.end]) < 8_100
    assert set(text[found.start : found.end].split()) == {"kata"}


@given(drawn=texts_with_span())
def test_the_sentence_around_a_span_holds_its_words(drawn: tuple[str, Span]) -> None:
    text, span = drawn
    words, found = trim(text, span), sentence_span(text, span)
    if words.start < words.end:
        assert found.start <= words.start
        assert words.end <= found.end
    block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text))
    whole = sentence_span(text, span, (block,))
    assert 0 <= whole.start <= whole.end <= len(text)
