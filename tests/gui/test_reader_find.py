"""Finding words in the article: what counts as the same, and stepping through the places."""

import pytest
from hypothesis import given
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotations.model import Span
from desktop.reader.find import Haystack
from desktop.reader.reader import Reader
from tests import strategies
from tests.gui.reading import find, open_reader, selected

STORY = "\n\n".join(f"Pompa {number} di KOTA dan kota." for number in range(60))


@pytest.fixture
def reader(qtbot: QtBot) -> Reader:
    return open_reader(qtbot, STORY)


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Kota KOTA kota", "kota", ["Kota", "KOTA", "kota"]),
        ("café cafe\u0301 cafe", "cafe", ["café", "cafe\u0301", "cafe"]),
        ("naïf", "NAIF", ["naïf"]),
        ("“Kami” 'x'", '"kami"', ["“Kami”"]),
        ("satu\u00a0dua", "satu dua", ["satu\u00a0dua"]),
        ("Straße", "strasse", ["Straße"]),
        ("eﬁsien efisien", "efisien", ["eﬁsien", "efisien"]),
        ("😀 kata 😀", "kata", ["kata"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("kata", "", []),
        ("kata", "\u0301", []),
    ],
)
def test_case_accents_quotes_and_spaces_make_no_difference(
    text: str, words: str, found: list[str]
) -> None:
    assert [text[at.start : at.end] for at in Haystack(text).find(words)] == found


@pytest.mark.parametrize(
    ("words", "found"), [("kota", ["kota"]), ("Kota", ["Kota"]), ("café", ["café"]), ("cafe", [])]
)
def test_exactly_means_the_very_characters(words: str, found: list[str]) -> None:
    text = "Kota kota café"
    places = Haystack(text).find(words, exact=True)
    assert [text[at.start : at.end] for at in places] == found


@given(strategies.texts_with_span())
def test_what_stands_in_a_text_is_found_in_order(drawn: tuple[str, Span]) -> None:
    text, span = drawn
    words = text[span.start : span.end]
    found = Haystack(text).find(words, exact=True)
    assert bool(found) == bool(words)
    assert all(text[at.start : at.end] == words for at in found)
    folded = Haystack(text).find(words)
    assert folded == sorted(folded)
    assert all(0 <= at.start < at.end <= len(text) for at in folded)


def test_typing_finds_at_once_and_counts(qtbot: QtBot, reader: Reader) -> None:
    reader.open_find()
    QTest.keyClicks(reader.find_bar.field, "kota")
    assert reader.find_bar.count.text() == "1 of 120"
    QTest.keyClick(reader.find_bar.field, Qt.Key.Key_Return)
    assert reader.find_bar.count.text() == "2 of 120"
    for _ in range(2):
        QTest.keyClick(reader.find_bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert reader.find_bar.count.text() == "120 of 120"


def test_it_starts_from_where_one_reads(qtbot: QtBot, reader: Reader) -> None:
    reader.view.reveal(find(reader, "Pompa 40"))
    reader.find_words("pompa")
    assert reader.view.scene.hit is not None
    assert reader.view.scene.hit.start > find(reader, "Pompa 30").start


def test_the_place_found_is_on_the_screen(qtbot: QtBot, reader: Reader) -> None:
    reader.find_words("pompa 55")
    assert not reader.view.span_rect(find(reader, "Pompa 55")).isNull()


def test_the_switch_makes_it_exact(qtbot: QtBot, reader: Reader) -> None:
    reader.open_find()
    reader.find_bar.field.setText("KOTA")
    reader.find_bar.exact.setChecked(True)
    assert reader.find_bar.count.text() == "1 of 60"


def test_words_that_are_nowhere_are_said_to_be(qtbot: QtBot, reader: Reader) -> None:
    reader.open_find()
    reader.find_bar.field.setText("tidak ada")
    assert reader.find_bar.count.text() == "Not found"
    assert not reader.find_bar.next.isEnabled()


def test_the_bar_opens_with_the_selected_words(qtbot: QtBot, reader: Reader) -> None:
    reader.select(find(reader, "Pompa 3 di"))
    reader.open_find()
    assert reader.find_bar.field.text() == "Pompa 3 di"
    assert reader.find_bar.field.hasFocus()


def test_esc_goes_back_to_the_text_with_the_place_selected(qtbot: QtBot, reader: Reader) -> None:
    reader.open_find()
    QTest.keyClicks(reader.find_bar.field, "pompa 7")
    QTest.keyClick(reader.find_bar.field, Qt.Key.Key_Escape)
    assert not reader.find_bar.isVisible()
    assert reader.view.hasFocus()
    assert selected(reader) == "Pompa 7"
    assert reader.view.scene.hits == ()
