import dataclasses

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotations.anchoring import CONTEXT, describe, follow, locate
from annotations.anchoring.folding import fold, says_the_same
from annotations.anchoring.myers import distance, places_of
from annotations.errors import BadSpan
from annotations.model import Placement, Quote, Span, text_sha256
from annotations.spans import trim
from annotations.vocabulary import PlacementState
from tests.strategies import texts, texts_with_span

EXACT, MOVED = PlacementState.EXACT, PlacementState.MOVED
REVIEW, LOST = PlacementState.REVIEW, PlacementState.LOST

ARTICLE = """\
Rapat Koordinasi Pilkada

KOTA CONTOH - Kapolda menyampaikan bahwa jumlah polisi di provinsi itu hanya sekitar 36 ribu orang \
untuk semua penduduk di sana, sehingga rasionya 1:1.800 dan dinilai masih jauh dari ideal.

“Netralitas TNI-Polri adalah harga mati,” tegasnya di hadapan para camat, lurah, serta tokoh adat \
dan agama yang hadir 👮‍♂️ sejak pagi hari di aula.

Menurut catatan panitia, rapat serupa akan digelar lagi pada bulan depan di kota yang berbeda.
"""


def _quote(words: str, text: str = ARTICLE) -> Quote:
    start = text.index(words)
    return describe(text, Span(start, start + len(words)))


def _found(text: str, place: Placement) -> str:
    return text[place.start : place.end] if place.state is not LOST else ""


@given(drawn=texts_with_span())
def test_a_quote_is_verbatim_and_its_context_stands_beside_it(drawn: tuple[str, Span]) -> None:
    text, span = drawn
    assume(text[span.start : span.end].strip())
    text = text.encode("utf-8", "replace").decode()
    quote = describe(text, span)
    assert quote.exact == text[span.start : span.end]
    assert text[: span.start].endswith(quote.prefix)
    assert text[span.end :].startswith(quote.suffix)
    assert max(len(quote.prefix), len(quote.suffix)) <= CONTEXT
    assert quote.text_sha256 == text_sha256(text)


@given(drawn=texts_with_span())
def test_a_quote_is_found_where_it_was_captured(drawn: tuple[str, Span]) -> None:
    text, span = drawn
    text = text.encode("utf-8", "replace").decode()
    assume(text[span.start : span.end].strip())
    assert locate(text, describe(text, span)) == Placement(span.start, span.end, EXACT)


@given(drawn=texts_with_span(), other=texts())
def test_in_any_other_text_a_quote_gets_a_lawful_place(drawn: tuple[str, Span], other: str) -> None:
    text, span = drawn
    text, other = (t.encode("utf-8", "replace").decode() for t in (text, other))
    assume(text[span.start : span.end].strip())
    place = locate(other, describe(text, span))
    if place.state is LOST:
        assert (place.start, place.end) == (-1, -1)
        return
    assert 0 <= place.start < place.end <= len(other)
    assert place.similarity >= 0.7
    if place.state is EXACT:
        words = span if other == text else trim(text, span)
        assert (place.start, place.end) == (words.start, words.end)
        assert other[place.start : place.end] == text[words.start : words.end]


def test_context_is_cut_at_words() -> None:
    quote = _quote("Netralitas TNI-Polri adalah harga mati")
    assert quote.prefix == " sehingga rasionya 1:1.800 dan dinilai masih jauh dari ideal.\n\n“"
    assert quote.suffix == ",” tegasnya di hadapan para camat, lurah, serta tokoh adat dan "


def test_context_within_one_long_word_is_cut_through_it() -> None:
    quote = describe("x" * 100 + " kata " + "y" * 100, Span(101, 105))
    assert (quote.prefix, quote.suffix) == ("x" * 63 + " ", " " + "y" * 63)


@pytest.mark.parametrize("span", [(0, 0), (3, 3), (4, 2), (-1, 2), (0, 99), (4, 5), (99, 120)])
def test_a_span_with_nothing_in_it_or_outside_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(BadSpan) as refused:
        describe("satu dua", Span(*span))
    assert (refused.value.start, refused.value.end, refused.value.length) == (*span, 8)


HARGA_MATI = "Netralitas TNI-Polri adalah harga mati"
LONGER = "rapat serupa akan digelar lagi pada bulan depan di kota yang berbeda"
EDITS = [  # quote, replace this, by that, what becomes of it, where it stands then
    ("36 ribu orang", "agama", "agama itu", EXACT, "36 ribu orang"),
    ("36 ribu orang", "Rapat", "Sebuah rapat", MOVED, "36 ribu orang"),
    (HARGA_MATI, "“", '"', EXACT, HARGA_MATI),
    ("“" + HARGA_MATI, "“", '"', MOVED, '"' + HARGA_MATI),
    (HARGA_MATI, "TNI-Polri", "TNI–Polri", MOVED, HARGA_MATI.replace("-", "–")),
    (HARGA_MATI, "harga mati", "harga\n  mati", MOVED, HARGA_MATI.replace("a m", "a\n  m")),
    (HARGA_MATI, HARGA_MATI, HARGA_MATI.upper(), MOVED, HARGA_MATI.upper()),
    (LONGER, "serupa", "seruppa", MOVED, LONGER.replace("serupa", "seruppa")),
    # the sense could have turned
    ("36 ribu orang", "36 ribu", "38 ribu", REVIEW, "38 ribu orang"),
    ("36 ribu orang", "36 ribu", "136 ribu", REVIEW, "136 ribu orang"),
    ("36", "36 ribu", "36,5 ribu", LOST, ""),
    ("1:1.800", "1:1.800", "1:1.900", REVIEW, "1:1.900"),
    ("1:1.800", "1:1.800", "1:1.8000", REVIEW, "1:1.8000"),
    (LONGER, "akan", "tidak akan", REVIEW, LONGER.replace("akan", "tidak akan")),
    (LONGER, "berbeda", "sama", REVIEW, LONGER.replace("berbeda", "sama")),
    (LONGER, "lagi ", "", REVIEW, LONGER.replace("lagi ", "")),
    # gone
    (HARGA_MATI, f"“{HARGA_MATI},” tegasnya", "Ia berbicara", LOST, ""),
    ("36 ribu orang", "36 ribu orang", "banyak", LOST, ""),
]


@pytest.mark.parametrize(("words", "old", "new", "state", "found"), EDITS)
def test_a_quote_after_an_edit(
    words: str, old: str, new: str, state: PlacementState, found: str
) -> None:
    text = ARTICLE.replace(old, new, 1)
    assert text != ARTICLE
    place = locate(text, _quote(words))
    assert (place.state, _found(text, place)) == (state, found)


def test_the_same_words_among_other_words_are_only_proposed() -> None:
    text = "Di sini tercatat ada 36 ribu orang yang menonton pertandingan bola itu.\n\n" + ARTICLE
    quote = _quote("36 ribu orang")
    assert locate(text, quote).state is MOVED
    own = ARTICLE[ARTICLE.index("KOTA") : ARTICLE.index("“")]
    left = text.replace(own, "")
    place = locate(left, quote)
    assert (place.state, _found(left, place)) == (REVIEW, "36 ribu orang")


def test_an_edited_quote_does_not_yield_to_a_copy_of_its_first_wording() -> None:
    paragraph = ARTICLE[ARTICLE.index("KOTA") : ARTICLE.index("“")]
    first = paragraph + ARTICLE
    quote = _quote("36 ribu orang", first)
    edited = first.replace("36 ribu", "38 ribu", 1)
    assert locate(edited, quote).state is REVIEW


def test_of_two_like_places_neither_is_chosen() -> None:
    paragraph = ARTICLE[ARTICLE.index("KOTA") : ARTICLE.index("“")]
    text = "Awal. " + paragraph + ARTICLE
    assert locate(text, _quote("36 ribu orang", paragraph * 2)).state is REVIEW


def test_who_knows_where_a_quote_should_start_decides_between_like_places() -> None:
    paragraph = ARTICLE[ARTICLE.index("KOTA") : ARTICLE.index("“")]
    first = paragraph * 4
    second = first.index("36 ribu", len(paragraph))
    quote = describe(first, Span(second, second + 13))
    place = locate("Awal. " + first, quote, near=second + 6)
    assert (place.state, place.start) == (MOVED, second + 6)


def test_a_paragraph_put_in_before_a_quote_asks_for_review_unless_its_line_is_followed() -> None:
    quote = _quote("“Netralitas TNI-Polri")
    text = ARTICLE.replace("“", "Hal itu ia sampaikan pagi ini kepada wartawan.\n\n“")
    assert locate(text, quote).state is REVIEW
    place = locate(text, quote, follow(ARTICLE, text)(quote.start))
    assert (place.state, _found(text, place)) == (MOVED, quote.exact)


@given(old=texts(), new=texts(), data=st.data())
def test_what_is_followed_stands_on_the_same_line(old: str, new: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(old)))
    found = follow(old, new)(offset)
    if found is not None:
        start, there = old.rfind("\n", 0, offset) + 1, new.rfind("\n", 0, found) + 1
        line = old[start:].split("\n", maxsplit=1)[0]
        assert new[there:].split("\n", maxsplit=1)[0] == line
        assert found - there == offset - start
        assert old.split("\n").count(line) == new.split("\n").count(line) == 1
    assert follow(old, "Baru\n" + old)(offset) in {None, offset + 5}


def test_a_long_quote_is_found_with_words_changed_all_over() -> None:
    words = [f"kata{n * 7919 % 1009}" for n in range(15_000)]
    text = "Awal cerita. " + " ".join(words) + " akhir cerita."
    quote = _quote(" ".join(words), text)
    assert len(quote.exact) > 100_000
    for n in range(0, 15_000, 100):
        words[n + 50] = "lain"
    edited = "Baru. Awal cerita. " + " ".join(words) + " akhir cerita."
    place = locate(edited, quote)
    assert (place.state, place.start, place.end) == (REVIEW, 19, 19 + len(" ".join(words)))


def test_a_long_word_with_a_letter_changed_is_found() -> None:
    quote = _quote("x" * 50_000, "a " + "x" * 50_000 + " b")
    place = locate("a " + "x" * 20_000 + "y" + "x" * 29_999 + " b", quote)
    assert (place.state, place.start, place.end) == (REVIEW, 2, 50_002)


def test_a_quote_in_a_large_text_is_found_by_its_context() -> None:
    filler = " ".join(f"isi{n * 7919 % 99991}" for n in range(60_000))
    text = f"{filler} {ARTICLE} {filler}"
    edited = text.replace("36 ribu", "38 ribu")
    place = locate(edited, _quote("36 ribu orang", text))
    assert (place.state, _found(edited, place)) == (REVIEW, "38 ribu orang")


def test_white_space_at_the_ends_of_a_quote_is_no_matter() -> None:
    quote = describe(ARTICLE, Span(ARTICLE.index(" 36 ribu"), ARTICLE.index("untuk")))
    assert quote.exact == " 36 ribu orang "
    text = "Baru. " + ARTICLE
    place = locate(text, quote)
    assert (place.state, _found(text, place), place.similarity) == (MOVED, "36 ribu orang", 1.0)


def test_a_quote_of_nothing_is_lost() -> None:
    empty = dataclasses.replace(_quote("36 ribu orang"), exact=" ")
    assert locate(ARTICLE, empty).state is LOST
    assert locate("", _quote("36 ribu orang")).state is LOST


SENSES = [
    ("dengan serentak di kota", "dengan serentakk di kota", True),
    ("kata “ya” itu", 'Kata "ya", itu', True),
    ("naik 12,5 persen saja", "naik 12.5 persen saja", False),
    ("naik 12,5 persen saja", "naik -12,5 persen saja", False),
    ("kami pasti datang besok", "kami pasti tidak datang besok", False),
    ("it is possible to agree", "it is impossible to agree", False),
    ("they can do it", "they can't do it", False),
    ("lima million orang", "lima billion orang", False),
    ("他们明天一定会来 ya", "他们明天一定不会来 ya", False),
    ("apakah ia hadir sekarang", "apakah ia hadir? sekarang", False),
]


@pytest.mark.parametrize(("quote", "other", "same"), SENSES)
def test_typing_errors_leave_the_sense_and_other_changes_may_not(
    quote: str, other: str, *, same: bool
) -> None:
    assert says_the_same(quote, other) is same


@given(text=texts())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


def _slow_distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        last, row[0] = row[0], i
        for j, b in enumerate(other, start=1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]


SHORT = st.text("ab c", max_size=12)


@given(one=SHORT, other=SHORT)
def test_the_distance_is_that_of_the_textbook(one: str, other: str) -> None:
    assert distance(one, other) == _slow_distance(one, other)


@given(pattern=st.text("abc", min_size=1, max_size=6), text=SHORT)
def test_the_best_place_is_the_nearest_there_is(pattern: str, text: str) -> None:
    places = places_of(pattern, text, len(pattern) - 1)
    slices = [text[i:j] for i in range(len(text)) for j in range(i + 1, len(text) + 1)]
    nearest = min((_slow_distance(pattern, each) for each in slices), default=len(pattern))
    if nearest >= len(pattern):
        assert places == []
        return
    start, end, edits = places[0]
    assert edits == nearest == _slow_distance(pattern, text[start:end])
