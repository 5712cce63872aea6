"""The drawing of highlights over time: what it says, and to whom."""

import re
from xml.etree import ElementTree as ET

import pytest

from annotations.exporting.paper.document import Picture
from annotations.exporting.paper.reading import read
from annotations.exporting.timeline_picture import COLOURS, svg, told
from annotations.timeline import Bin, Series, Timeline, TimelineBy
from resources import catalogue

WORDS = catalogue("en")
BINS = tuple(f"2026-{month:02d}-01" for month in range(1, 13))


def _line(by: TimelineBy = TimelineBy.TAG) -> Timeline:
    names = [("commitment", "Commitment"), ("x", '<b>&"Air" ' + "panjang " * 9), ("", "")]
    series = [
        Series(value, name, tuple((month * (at + 2)) % 7 for month in range(12)))
        for at, (value, name) in enumerate(names)
    ]
    others = (1,) * 12
    return Timeline(
        by=by, unit=Bin.MONTH, bins=BINS, series=tuple(series), others=others, undated=2, vague=1
    )


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_drawing_says_its_rows_and_numbers_in_words_too() -> None:
    drawn = svg(_line(), WORDS)
    root = ET.fromstring(drawn)  # noqa: S314 - our own
    texts = ["".join(each.itertext()) for each in root]

    assert root.attrib["role"] == "img"
    assert "Highlights over time, by tag" in texts
    assert told(_line(), WORDS) in texts
    assert "Commitment: 36, most in Jul 2026 (5)." not in texts
    assert any(each == "Plain quotes" for each in texts)
    assert "3 highlights have no date that says where they belong." in texts
    assert {"C", "X", "–"} <= set(texts)
    assert "<b>" not in drawn
    assert "style" not in drawn, "the page allows no style of its own"
    assert len(set(re.findall(r'id="(over-time-tag-\d)"', drawn))) == 4


def test_bars_are_as_high_as_their_numbers_say() -> None:
    line = Timeline(
        by=TimelineBy.OUTLET,
        unit=Bin.YEAR,
        bins=("2024-01-01", "2025-01-01"),
        series=(Series("a", "A", (2, 8)),),
    )
    drawn = ET.fromstring(svg(line, WORDS))  # noqa: S314 - our own
    bars = [each for each in drawn if each.tag.endswith("rect")]
    heights = [float(each.attrib["height"]) for each in bars]

    assert heights[1] == pytest.approx(4 * heights[0])
    assert told(line, WORDS) == "2024 to 2025. A: 10, most in 2025 (8)."


def test_nothing_is_drawn_of_nothing() -> None:
    assert svg(Timeline(by=TimelineBy.SPEAKER, undated=3), WORDS) == ""


@pytest.mark.parametrize("ground", ["#ffffff", "#222528"])
def test_every_colour_is_seen_on_white_and_on_black(ground: str) -> None:
    for colour in COLOURS:
        light, dark = sorted((_luminance(colour), _luminance(ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 3, colour


def test_on_paper_a_drawing_has_colours_of_its_own() -> None:
    (picture,) = read(f"<body><figure>{svg(_line(), WORDS)}</figure></body>").blocks

    assert isinstance(picture, Picture)
    assert b"var(" not in picture.data
    assert COLOURS[0].encode() in picture.data
    assert picture.alt == "Highlights over time, by tag"
