"""Colours can be read, in every theme, and stand nowhere but in their files."""

import re

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from annotations.model import Tag
from desktop.theme import (
    THEMES,
    Line,
    Theme,
    blend,
    load_fonts,
    load_theme,
    resolve_theme,
    sans,
    stylesheet,
    tag_line,
)
from desktop.widgets.badge import Badge, paint_badge
from desktop.widgets.icon import pixmap
from resources import path

ENOUGH = 4.5
GROUNDS = ("page", "pane", "card")
INKS = ("ink", "muted", "faint", "accent")
TAGS = ("commitment", "statistic", "legal", "", *(f"own_{digit}" for digit in range(4, 10)))
ICONS = sorted(file.stem for file in path("icons").glob("*.svg") if file.stem != "app")


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param)


def luminance(color: QColor) -> float:
    """Compute WCAG 2's relative luminance."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(each) for each in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """Compute WCAG 2's contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_has_the_contrast_that_the_standard_says() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)


def test_words_can_be_read_on_every_ground(theme: Theme) -> None:
    poor = {
        (ink, ground): round(found, 2)
        for ink in INKS
        for ground in (*GROUNDS, "pane_raised")
        if (found := contrast(theme.color(ink), theme.color(ground))) < ENOUGH
    }
    assert poor == {}


def test_words_can_be_read_on_what_is_chosen_and_on_the_main_button(theme: Theme) -> None:
    assert contrast(theme.color("ink"), theme.color("selection")) >= ENOUGH
    assert contrast(theme.color("accent_ink"), theme.color("accent")) >= ENOUGH


@pytest.mark.parametrize("tag", TAGS)
def test_a_tags_ink_can_be_read_on_every_ground_and_on_its_own_tint(theme: Theme, tag: str) -> None:
    ink, fill = theme.color(f"tag.{tag}.ink"), theme.color(f"tag.{tag}.fill")
    poor = {}
    for ground in GROUNDS:
        under = theme.color(ground)
        poor[ground] = contrast(ink, under)
        poor[f"tint on {ground}"] = contrast(ink, blend(fill, under))
        poor[f"words on tint on {ground}"] = contrast(theme.color("ink"), blend(fill, under))
    assert {name: found for name, found in poor.items() if found < ENOUGH} == {}


@pytest.mark.parametrize("how", ["added", "removed"])
def test_words_that_came_and_went_can_be_read_on_their_tints(theme: Theme, how: str) -> None:
    ink, fill = theme.color(f"{how}_ink"), theme.color(f"{how}_fill")
    poor = {}
    for ground in GROUNDS:
        under = theme.color(ground)
        poor[f"caption on {ground}"] = contrast(ink, under)
        poor[f"words on tint on {ground}"] = contrast(theme.color("ink"), blend(fill, under))
    assert {name: found for name, found in poor.items() if found < ENOUGH} == {}


def test_all_themes_have_the_same_tokens() -> None:
    names = {name: set(load_theme(name).tokens) for name in THEMES}
    assert names["dark"] == names["light"] == names["sepia"]


def test_tags_differ_in_colour_and_the_built_in_ones_in_their_line_too(theme: Theme) -> None:
    inks = {theme.color(f"tag.{tag}.ink").name() for tag in TAGS}
    assert len(inks) == len(TAGS)
    lines = {tag_line(tag) for tag in ("commitment", "statistic", "legal", "", "own")}
    assert len(lines) == 5
    assert Line.DOTTED not in lines, "a suggestion's line belongs to no tag"


def test_an_own_tag_takes_the_colour_the_library_gave_it(theme: Theme) -> None:
    tagged = theme.with_tags([Tag(name="Dana", key="5"), Tag(name="Lahan", colour="own_8")])
    assert tagged.color("tag.Dana.ink") == theme.color("own_5_ink")
    assert tagged.color("tag.Lahan.fill") == theme.color("own_8_fill")
    assert tagged.color("tag.unknown.ink") == theme.color("own_ink")


def test_dark_is_dark() -> None:
    assert [load_theme(name).dark for name in THEMES] == [False, True, False]


@pytest.mark.parametrize("choice", ["light", "dark", "sepia"])
def test_a_chosen_theme_is_used_whatever_the_system_says(qapp: object, choice: str) -> None:
    assert resolve_theme(choice) == choice


def test_the_system_decides_where_the_person_does_not(qapp: object) -> None:
    assert resolve_theme("system") in {"light", "dark"}


def test_the_style_sheet_is_filled_and_finds_its_marks(qapp: object, theme: Theme) -> None:
    sheet = stylesheet(theme)
    assert "$" not in sheet
    for name in ("check", "dot", "chevron-down", "chevron-up", "chevron-right"):
        mark = path(f"styles/{theme.name}/{name}.svg")
        drawn = mark.read_text(encoding="utf-8")
        token = "accent_ink" if name in {"check", "dot"} else "muted"
        assert theme.tokens[token] in drawn, f"{mark.name} has another colour than its token"


def test_type_never_gets_smaller_than_11_pixels(qapp: object, theme: Theme) -> None:
    assert sans(7).pixelSize() == 11
    sizes = [int(size) for size in re.findall(r"font-size: (\d+)px", stylesheet(theme, 0.5))]
    assert min(sizes) == 11


def test_the_bundled_fonts_are_found(qapp: object) -> None:
    assert load_fonts() >= 7
    assert sans().exactMatch() or sans().families()[0] == "Inter"


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_takes_the_colour_asked_for(qapp: object, name: str) -> None:
    theme = load_theme("dark")
    image = pixmap(name, theme, "accent", 80).toImage()
    inked = {
        image.pixelColor(x, y).name()
        for x in range(80)
        for y in range(80)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert theme.color("accent").name() in inked


@pytest.mark.parametrize("tag", TAGS)
def test_a_badge_is_drawn_in_its_tags_ink(qtbot: QtBot, theme: Theme, tag: str) -> None:
    image = QImage(36, 36, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(2)
    image.fill(theme.color("page"))
    painter = QPainter(image)
    paint_badge(painter, QRectF(0, 0, 18, 18), tag, "J", theme)
    painter.end()
    ink = theme.color(f"tag.{tag}.ink").name()
    inked = sum(image.pixelColor(x, y).name() == ink for x in range(36) for y in range(36))
    assert inked > 20


def test_a_badge_says_its_name_to_a_screen_reader(qtbot: QtBot, theme: Theme) -> None:
    badge = Badge("legal", "H", theme, "Dasar hukum")
    qtbot.addWidget(badge)
    assert badge.accessibleName() == "Dasar hukum"
    badge.set_tag("statistic", "S", "Statistik")
    assert badge.accessibleName() == "Statistik"
