"""Colours and type: tokens from `resources/styles`, roles over them, one style sheet.

A token file holds the colours of one theme by name. A role is what a widget asks for: a token's
name, or "tag.NAME.ink" and "tag.NAME.fill" for a tag. No colour is written anywhere else.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from string import Template
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

from annotations.vocabulary import BUILTIN_TAGS, COMMITMENT, LEGAL, STATISTIC
from resources import path, read_text

if TYPE_CHECKING:
    from annotations.model import Tag

THEMES = ("light", "dark", "sepia")
SANS = ("Inter", "Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans")
SERIF = ("Source Serif 4", "Georgia", "Noto Serif", "DejaVu Serif")
TEXT_PX = 13
SMALL_PX = 12
TINY_PX = 11
"""The smallest size that stands anywhere: keys, letters in badges, headings of the filters."""


class Line(StrEnum):
    """The line under a passage: the sign of its tag that is not a colour."""

    SOLID = "solid"
    DASHED = "dashed"
    DOUBLE = "double"
    DASH_DOT = "dash_dot"
    THIN = "thin"
    DOTTED = "dotted"


_LINES = {COMMITMENT: Line.SOLID, STATISTIC: Line.DASHED, LEGAL: Line.DOUBLE, "": Line.THIN}


def tag_line(tag: str) -> Line:
    """Name the line of a tag; "" is a plain quote, a suggestion's is DOTTED."""
    return _LINES.get(tag, Line.DASH_DOT)


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one theme. `tags` says which token family an own tag takes ("own_4")."""

    name: str
    tokens: Mapping[str, str]
    tags: Mapping[str, str] = field(default_factory=dict)

    def color(self, role: str) -> QColor:
        """Find the colour of a role: a token, "tag.NAME.ink" or "tag.NAME.fill"."""
        return QColor(_color(self.tokens[self._token(role)]))

    def with_tags(self, tags: "Iterable[Tag]") -> "Theme":
        """Take over the colours that the library gives its own tags."""
        known = {
            tag.name: stem
            for tag in tags
            if (stem := tag.colour or f"own_{tag.key}") and f"{stem}_ink" in self.tokens
        }
        return replace(self, tags=MappingProxyType(known))

    @property
    def dark(self) -> bool:
        """Whether the page is darker than its words."""
        return self.color("page").lightness() < self.color("ink").lightness()

    def _token(self, role: str) -> str:
        if not role.startswith("tag."):
            return role
        name, _, part = role.removeprefix("tag.").rpartition(".")
        if name in BUILTIN_TAGS:
            return f"{name}_{part}"
        stem = self.tags.get(name, name)
        return f"{stem}_{part}" if f"{stem}_{part}" in self.tokens else f"own_{part}"


@cache
def _color(value: str) -> QColor:
    """Read "#rrggbb" or "rgba(r,g,b,a)" with a from 0 to 1."""
    if not value.startswith("rgba("):
        return QColor(value)
    red, green, blue, alpha = value.removeprefix("rgba(").removesuffix(")").split(",")
    return QColor(int(red), int(green), int(blue), round(float(alpha) * 255))


def load_theme(name: str) -> Theme:
    """Read a theme by name: "light", "dark" or "sepia"."""
    return Theme(name, MappingProxyType(json.loads(read_text(f"styles/{name}.json"))))


def blend(over: QColor, under: QColor) -> QColor:
    """Lay a translucent colour over an opaque one."""
    part = over.alphaF()
    return QColor(
        *(
            round(a * part + b * (1 - part))
            for a, b in (
                (over.red(), under.red()),
                (over.green(), under.green()),
                (over.blue(), under.blue()),
            )
        )
    )


def load_fonts() -> int:
    """Make the bundled fonts known to Qt; return how many there are.

    Only what the first window shows: each file costs start-up time.
    """
    folder = path("fonts")
    if not folder.is_dir():
        return 0
    files = sorted(found for found in folder.rglob("*") if found.suffix in {".ttf", ".otf"})
    return sum(QFontDatabase.addApplicationFont(str(file)) >= 0 for file in files)


def sans(pixels: int = TEXT_PX, weight: int = 400) -> QFont:
    """Make the program's own font, with tabular numbers."""
    return _font(SANS, QFont.StyleHint.SansSerif, pixels, weight)


def serif(pixels: int, weight: int = 400) -> QFont:
    """Make the font of what was published."""
    return _font(SERIF, QFont.StyleHint.Serif, pixels, weight)


def _font(families: tuple[str, ...], hint: QFont.StyleHint, pixels: int, weight: int) -> QFont:
    made = QFont()
    made.setFamilies(list(families))
    made.setStyleHint(hint)
    made.setPixelSize(max(pixels, TINY_PX))
    made.setWeight(QFont.Weight(weight))
    if families is SANS:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def resolve_theme(choice: str) -> str:
    """Turn the setting "system", "light", "dark" or "sepia" into the name of a theme."""
    if choice in THEMES:
        return choice
    from PySide6.QtCore import Qt

    hints = QGuiApplication.styleHints()
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


def palette(theme: Theme) -> QPalette:
    """Fill Qt's own palette, so that what no style sheet reaches fits too."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, token in (
        (role.Window, "pane"),
        (role.WindowText, "ink"),
        (role.Base, "page"),
        (role.AlternateBase, "pane_raised"),
        (role.Text, "ink"),
        (role.Button, "pane"),
        (role.ButtonText, "ink"),
        (role.BrightText, "ink"),
        (role.ToolTipBase, "card"),
        (role.ToolTipText, "ink"),
        (role.PlaceholderText, "faint"),
        (role.Highlight, "selection"),
        (role.HighlightedText, "ink"),
        (role.Link, "accent"),
        (role.LinkVisited, "accent"),
        (role.Accent, "accent"),
        (role.Light, "card"),
        (role.Midlight, "pane_raised"),
        (role.Mid, "line"),
        (role.Dark, "line"),
        (role.Shadow, "line"),
    ):
        made.setColor(which, theme.color(token))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, theme.color("faint"))
    return made


def stylesheet(theme: Theme, scale: float = 1.0) -> str:
    """Fill the style sheet with a theme's colours; sizes of type are multiplied by `scale`."""
    values = {name: _css(theme.color(name)) for name in theme.tokens}
    for name, pixels in (("text", TEXT_PX), ("small", SMALL_PX), ("tiny", TINY_PX)):
        values[f"{name}_px"] = f"{max(round(pixels * scale), TINY_PX)}px"
    for name, families in (("sans", SANS), ("serif", SERIF)):
        values[name] = ", ".join(f'"{family}"' for family in families)
    values["marks"] = path(f"styles/{theme.name}").as_posix()
    return Template(read_text("styles/window.qss")).substitute(values)


def _css(color: QColor) -> str:
    return f"rgba({color.red()}, {color.green()}, {color.blue()}, {color.alpha()})"
