"""How a text without blocks is cut into paragraphs, and in which language the rules read it."""

import pytest

from annotations.detection.reading import read
from annotations.importing.language import language_of

PARAGRAPHS = ("Warga menunggu air.", "Kafé itu ada 7 kursi.\tSatu patah.", "Sudah malam.")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029"])
@pytest.mark.parametrize("many", [1, 2, 3])
def test_paragraphs_are_the_same_whatever_ends_a_line(end: str, many: int) -> None:
    text = (end * many).join(PARAGRAPHS) + end
    found = read(text, code="id")
    assert [found.words(each) for each in found.paragraphs] == list(PARAGRAPHS)


def test_wrapped_lines_are_one_paragraph_where_blank_lines_part_them() -> None:
    for end in ("\n", "\r\n", "\r"):
        text = end.join(("Warga menunggu", "air.", "", "Sudah malam."))
        found = read(text, code="id")
        said = [" ".join(found.words(each).split()) for each in found.paragraphs]
        assert said == ["Warga menunggu air.", "Sudah malam."]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ada 7 kursi merah.", "id"),
        ("“Jembatan dibuka Mei,” kata Rina Hartati.", "id"),
        ("Dana Whitfield said the pier opens in May.", "en"),
        ("12 kursi.", ""),
        ("", ""),
        ("Ada the kursi.", ""),  # as much of one as of another
        ("Karin sagde, at broen er lukket den sommer. " * 40 + "ada", ""),
    ],
)
def test_a_short_text_is_read_in_the_language_of_its_few_small_words(text: str, code: str) -> None:
    assert read(text).language.code == code
    assert language_of(text) == ""
