"""The fonts that come along: a bare machine has none."""

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF, QRawFont
from pytestqt.qtbot import QtBot

import resources

FILES = sorted(
    file.relative_to(resources.ROOT).as_posix() for file in resources.path("fonts").rglob("*.ttf")
)
LETTERS = "AaZz09 éèêëüöäßñçøåłşğžčőāē “”‘’„«»–—…•·€£§©®±×½°†"


@pytest.fixture(scope="module", autouse=True)
def families(qapp: object) -> set[str]:
    """Load all font files and name the families they brought."""
    brought: set[str] = set()
    for name in FILES:
        number = QFontDatabase.addApplicationFont(str(resources.path(name)))
        assert number >= 0, name
        brought |= set(QFontDatabase.applicationFontFamilies(number))
    return brought


def test_the_files_make_the_two_families(families: set[str]) -> None:
    # Styles beyond the four that old programs know go by a name of their own as well.
    aliases = {"Source Serif 4 SemiBold", "Inter Medium", "Inter SemiBold"}
    assert families - aliases == {"Source Serif 4", "Inter"}


@pytest.mark.parametrize(
    ("family", "weight", "italic", "style"),
    [
        ("Source Serif 4", QFont.Weight.Normal, False, "Regular"),
        ("Source Serif 4", QFont.Weight.Normal, True, "Italic"),
        ("Source Serif 4", QFont.Weight.DemiBold, False, "SemiBold"),
        ("Source Serif 4", QFont.Weight.DemiBold, True, "SemiBold Italic"),
        ("Inter", QFont.Weight.Normal, False, "Regular"),
        ("Inter", QFont.Weight.Medium, False, "Medium"),
        ("Inter", QFont.Weight.DemiBold, False, "SemiBold"),
    ],
)
def test_a_style_is_found_by_family_and_weight(
    qtbot: QtBot, family: str, weight: QFont.Weight, italic: bool, style: str
) -> None:
    font = QFont(family, 18, weight, italic)
    assert QFontInfo(font).family() == family
    assert QRawFont.fromFont(font).styleName() == style
    assert QRawFont.fromFont(font).weight() == weight.value


@pytest.mark.parametrize("family", ["Source Serif 4", "Inter"])
def test_heavier_styles_are_drawn_and_not_smeared(family: str) -> None:
    normal, heavy = QFont(family, 40), QFont(family, 40, QFont.Weight.DemiBold)
    text = "Wali Kota Janjikan 120 Pompa"
    assert QFontMetricsF(normal).horizontalAdvance(text) != QFontMetricsF(heavy).horizontalAdvance(
        text
    )


@pytest.mark.parametrize("name", FILES)
def test_each_file_holds_the_letters_of_europe_and_of_typography(name: str) -> None:
    font = QRawFont(str(resources.path(name)), 18)
    assert [letter for letter in LETTERS if not font.supportsCharacter(ord(letter))] == []


@pytest.mark.parametrize("name", FILES)
def test_the_licence_lies_beside_each_file(name: str) -> None:
    licence = resources.path(name).with_name("OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
