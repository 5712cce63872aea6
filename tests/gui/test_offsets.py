"""Code points of the text, UTF-16 units of Qt's document, and nothing between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.reader.offsets import Offsets, Stretch, astral_in, from_units, to_units

CHARACTERS = st.characters(codec="utf-8")


@given(st.text(CHARACTERS))
def test_units_are_counted_as_utf_16_counts_them(text: str) -> None:
    astral = astral_in(text)
    for offset in range(len(text) + 1):
        units = len(text[:offset].encode("utf-16-le")) // 2
        assert to_units(astral, offset) == units
        assert from_units(astral, units) == offset


def test_a_unit_inside_a_pair_belongs_to_the_character_before_it() -> None:
    astral = astral_in("a😀b")
    assert [from_units(astral, units) for units in range(5)] == [0, 1, 1, 2, 3]


@pytest.fixture
def offsets() -> Offsets:
    """Two paragraphs "a😀" and "bc", Qt's empty blocks of a table between, a long text before."""
    return Offsets(
        [
            Stretch(100, 102, position=1, number=1, block=7, astral=(1,)),
            Stretch(104, 106, position=8, number=5, block=8),
        ]
    )


@pytest.mark.parametrize(
    ("offset", "position"),
    [(100, 1), (101, 2), (102, 4), (103, 4), (104, 8), (105, 9), (106, 10), (0, 1), (999, 10)],
)
def test_an_offset_has_a_position_even_in_a_gap_or_outside(
    offsets: Offsets, offset: int, position: int
) -> None:
    assert offsets.to_qt(offset) == position


@pytest.mark.parametrize(
    ("position", "offset"),
    [(0, 100), (1, 100), (3, 101), (4, 102), (5, 102), (7, 102), (8, 104), (10, 106), (50, 106)],
)
def test_a_position_where_no_text_is_belongs_to_the_text_before(
    offsets: Offsets, position: int, offset: int
) -> None:
    assert offsets.from_qt(position) == offset


def test_what_is_shown_has_a_start_and_an_end(offsets: Offsets) -> None:
    assert (offsets.start, offsets.end) == (100, 106)


def test_a_document_without_text_answers_all_the_same() -> None:
    empty = Offsets()
    assert (empty.start, empty.end, empty.to_qt(5), empty.from_qt(5)) == (0, 0, 0, 0)
