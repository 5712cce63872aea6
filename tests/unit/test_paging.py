"""A passage of the text is boxed on its page: its own words, and no others."""

import textwrap
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model import Block, Locator, Place, RichText, Span
from annotations.paging import (
    Box,
    PageWords,
    Word,
    find_on_page,
    fold,
    page_places,
    pages_of,
)
from annotations.vocabulary import BlockKind, LocatorKind

TEXT = (
    "Wali kota menjanjikan seratus dua puluh pompa selesai dipasang sebelum musim hujan. "
    "Dewan menagih pertanggungjawaban anggaran itu. "
    "Wali kota menjanjikan seratus dua puluh pompa lagi tahun depan."
)


def lay_out(lines: list[str]) -> list[Word]:
    """Print lines on a page of 100 columns, a line every twentieth of its height."""
    return [
        Word(text, Box(left / 100, row / 20, (left + len(text)) / 100, row / 20 + 0.04))
        for row, line in enumerate(lines)
        for left, text in _words(line)
    ]


def _words(line: str) -> Iterator[tuple[int, str]]:
    left = 0
    for text in line.split(" "):
        if text:
            yield left, text
        left += len(text) + 1


def page(number: int, start: int, end: int, label: str = "") -> Place:
    return Place(start, end, Locator(LocatorKind.PAGE, label or str(number), number))


def found(lines: list[str], words: str, *, nth: int = 0, text: str = TEXT) -> list[Box]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    span = Span(start, start + len(words))
    return list(find_on_page(text, span, page(1, 0, len(text)), PageWords(lay_out(lines))))


def test_a_passage_over_lines_has_a_box_for_each() -> None:
    lines = textwrap.wrap(TEXT, 40)
    boxes = found(lines, "selesai dipasang sebelum musim hujan")
    assert len(boxes) == 2
    row = next(i for i, line in enumerate(lines) if "selesai" in line)
    assert boxes[0].left == pytest.approx(lines[row].index("selesai") / 100)
    assert boxes[0].right == pytest.approx(len(lines[row]) / 100)
    assert boxes[1].left == 0
    assert boxes[1].top == pytest.approx((row + 1) / 20)


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        (["Dewan menagih pertang-", "gungjawaban anggaran itu."], "menagih pertanggungjawaban"),
        (["Dewan menagih pertanggungjawaban", "anggaran itu."], "menagih pertanggungjawaban"),
        (["DEWAN MENAGIH PERTANGGUNGJAWABAN"], "Dewan menagih pertanggungjawaban"),
        (["Dewan", "me\u00adnagih pertanggungjawaban"], "Dewan menagih"),
    ],
)
def test_hyphens_breaks_and_case_of_the_print_do_not_matter(printed: list[str], words: str) -> None:
    assert found(printed, words)


def test_ligatures_and_accents_are_letters() -> None:
    assert fold("ﬁnansial Café ①") == "finansialcafe1"
    assert found(["Laporan ﬁnansial itu"], "Laporan finansial", text="Laporan finansial itu")


@pytest.mark.parametrize("nth", [0, 1])
def test_of_equal_passages_the_words_around_tell_which(nth: int) -> None:
    lines = textwrap.wrap(TEXT, 60)
    rows = {round(box.top * 20) for box in found(lines, "seratus dua puluh pompa", nth=nth)}
    assert (0 in rows or 1 in rows) is (nth == 0)


@pytest.mark.parametrize("nth", [0, 1, 2])
def test_passages_equal_in_all_around_are_told_by_their_order(nth: int) -> None:
    line = "ya dan tidak dan mungkin dan ya dan tidak dan mungkin dan ya dan tidak dan mungkin"
    text = "\n".join([line] * 3)
    boxes = found([line, line, line], line, nth=nth, text=text)
    assert [round(box.top * 20) for box in boxes] == [nth]


def test_a_short_word_is_not_found_inside_a_longer_one() -> None:
    lines = ["pesan", "san pesan"]
    boxes = found(lines, "san", nth=1, text="pesan\nsan pesan")
    assert [(round(box.top * 20), box.left) for box in boxes] == [(1, 0.0)]


def test_half_of_a_compound_is_boxed_by_its_letters() -> None:
    (box,) = found(["lembaga anti-korupsi itu"], "korupsi", text="lembaga anti-korupsi itu")
    assert box.left > 0.08 + 4 / 100
    assert box.right == pytest.approx(0.20)


def test_what_interrupts_a_passage_is_left_out() -> None:
    lines = textwrap.wrap(TEXT, 60)
    note = "1 Lihat lampiran kedua."
    with_note = [lines[0], note, *lines[1:]]
    boxes = found(with_note, TEXT[: TEXT.index("Dewan") - 1])
    assert boxes
    assert 1 not in {round(box.top * 20) for box in boxes}


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["Sama sekali kalimat lain tentang hal yang berbeda."],
        ["Wali kota menjanjikan banyak"],
    ],
)
def test_what_is_not_on_the_page_has_no_box(lines: list[str]) -> None:
    assert found(lines, "seratus dua puluh pompa selesai dipasang sebelum musim hujan") == []


def test_a_passage_over_two_pages_is_boxed_on_both() -> None:
    cut = TEXT.index("sebelum")
    first, second = page(1, 0, cut), page(2, cut, len(TEXT))
    start = TEXT.index("selesai")
    span = Span(start, TEXT.index(" hujan") + 6)
    assert pages_of((first, second), span) == (first, second)
    one = PageWords(lay_out(["KOTA CONTOH 41", *textwrap.wrap(TEXT[:cut], 50)]))
    two = PageWords(lay_out(["KOTA CONTOH 42", *textwrap.wrap(TEXT[cut:], 50)]))
    assert len(find_on_page(TEXT, span, first, one)) == 1
    (box,) = find_on_page(TEXT, span, second, two)
    assert box.right == pytest.approx(len("sebelum musim hujan.") / 100)


def test_pages_are_read_off_places_and_blocks_in_order() -> None:
    block = Block(
        kind=BlockKind.PARAGRAPH, start=0, end=5, locator=Locator(LocatorKind.PAGE, "ii", 2)
    )
    time = Place(0, 5, Locator(LocatorKind.TIME, "00:01"))
    rich = RichText("lima enam", (block,), (), (page(3, 5, 9), time))
    places = page_places(rich)
    assert [each.locator.ordinal for each in places] == [2, 3]
    assert pages_of(places, Span(9, 9))[0].locator.ordinal == 3
    assert pages_of((), Span(0, 3)) == ()


@st.composite
def printed(draw: st.DrawFn) -> tuple[list[str], str, list[tuple[int, int]]]:
    """Make a text, its print with heads and hyphens, and where each word of it is printed."""
    words = draw(st.lists(st.text("abcdefgh", min_size=2, max_size=9), min_size=3, max_size=60))
    width = draw(st.integers(12, 40))
    lines, line, where = ["kepala halaman 41"], "", []
    for word in words:
        if len(line) + len(word) > width and line:
            cut = draw(st.integers(0, len(word) - 1))
            if cut:
                where.append((len(lines), len(line)))
                lines.append(line + word[:cut] + "-")
                line = word[cut:] + " "
                continue
            lines.append(line)
            line = ""
        where.append((len(lines), len(line)))
        line += word + " "
    lines.append(line)
    return [each.rstrip() for each in lines], " ".join(words), where


@given(printed(), st.data())
def test_each_passage_begins_and_ends_at_its_own_words(
    made: tuple[list[str], str, list[tuple[int, int]]], data: st.DataObject
) -> None:
    lines, text, where = made
    words = text.split(" ")
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    start = sum(len(word) + 1 for word in words[:first])
    span = Span(start, start + len(" ".join(words[first : last + 1])))
    boxes = find_on_page(text, span, page(1, 0, len(text)), PageWords(lay_out(lines)))
    if not boxes:
        return  # several passages that nothing tells apart: said, not guessed
    assert (round(boxes[0].top * 20), round(boxes[0].left * 100)) == where[first]
