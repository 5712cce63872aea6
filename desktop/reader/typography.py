"""How the words of an article are set: fonts, leading and space of each kind of block.

Sizes are pixels at zoom 1, of the design: text 18 on lines of 29, headline 31, nothing under 11.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QFont, QFontMetricsF, QTextBlockFormat, QTextCharFormat, QTextFormat

from annotations.model import Block, Run
from annotations.vocabulary import BlockKind, RunKind
from desktop.reader.masthead import Role
from desktop.theme import Theme, sans, serif

TEXT_SIZE = 18
LEADING = 29
CHARACTERS = 66
"""What a full line holds on average: few lines then pass the 72 that the eye still follows."""
INDENT = 28
"""How far a list item or a quotation stands in, a level."""
CODE_PADDING = 12
CELL_PADDING = 6
MONO = ("JetBrains Mono", "Cascadia Mono", "Menlo", "Noto Sans Mono", "DejaVu Sans Mono")
_SAMPLE = "the quick brown fox jumps over a lazy dog and pemerintah daerah menyatakan siap "


@dataclass(frozen=True, slots=True)
class Setting:
    """One way to set a block: pixels at zoom 1, and the token of its ink."""

    size: int
    leading: int
    above: int = 0
    below: int = 15
    weight: int = 400
    ink: str = "ink"
    family: str = "serif"
    italic: bool = False


TEXT = Setting(TEXT_SIZE, LEADING)
HEADINGS: Mapping[int, Setting] = {
    1: Setting(27, 34, above=26, below=12, weight=600),
    2: Setting(23, 30, above=24, below=10, weight=600),
    3: Setting(20, 28, above=20, below=8, weight=600),
}
LOW_HEADING = Setting(TEXT_SIZE, LEADING, above=14, below=6, weight=600)
ROLES: Mapping[Role, Setting] = {
    Role.OUTLET: Setting(12, 18, below=8, weight=600, ink="accent", family="sans"),
    Role.TITLE: Setting(31, 37, below=10, weight=600),
    Role.BYLINE: Setting(13, 20, below=4, ink="muted", family="sans"),
    Role.LAST_BYLINE: Setting(13, 20, below=20, ink="muted", family="sans"),
    Role.CAPTION: Setting(13, 20, above=6, below=18, ink="muted", family="sans"),
    Role.SENDER: Setting(13, 20, above=8, below=2, weight=600, ink="muted", family="sans"),
}
KINDS: Mapping[BlockKind, Setting] = {
    BlockKind.CODE: Setting(
        15, 22, above=15 + CODE_PADDING, below=15 + CODE_PADDING, family="mono"
    ),
    BlockKind.TABLE_CELL: Setting(16, 24, below=0),
    BlockKind.RULE: Setting(TEXT_SIZE, LEADING, below=15),
    BlockKind.IMAGE: Setting(14, 21, above=44, below=26, ink="muted", family="sans"),
    BlockKind.LIST_ITEM: Setting(TEXT_SIZE, LEADING, below=6),
}
_FAMILIES = {"serif": serif, "sans": sans}


def setting_of(block: Block, role: Role | None, following: Block | None) -> Setting:
    """Choose how a block is set."""
    if role is not None:
        return ROLES[role]
    if block.kind is BlockKind.HEADING:
        return HEADINGS.get(block.level, LOW_HEADING)
    if block.kind is BlockKind.LIST_ITEM and (following is None or following.kind != block.kind):
        return TEXT
    return KINDS.get(block.kind, TEXT)


def column_width(zoom: float) -> float:
    """Measure the column in pixels: `CHARACTERS` letters of running text."""
    metrics = QFontMetricsF(serif(round(TEXT_SIZE * zoom)))
    return metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE) * CHARACTERS


def font_of(setting: Setting, zoom: float) -> QFont:
    """Make the font of a setting."""
    pixels = round(setting.size * zoom)
    if setting.family == "mono":
        font = QFont(serif(pixels, setting.weight))
        font.setFamilies(list(MONO))
        font.setStyleHint(QFont.StyleHint.Monospace)
        return font
    font = _FAMILIES[setting.family](pixels, setting.weight)
    if setting is ROLES[Role.TITLE]:
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 99)
    font.setItalic(setting.italic)
    return font


class Formats:
    """Qt's formats of all settings in one theme at one zoom; made once, used for each block."""

    def __init__(self, theme: Theme, zoom: float) -> None:
        self._theme = theme
        self._zoom = zoom
        self.block = cache(self._block)
        self.character = cache(self._character)
        self._plain = cache(self._words)

    def pixels(self, size: float) -> float:
        """Scale a size of the design."""
        return size * self._zoom

    def inset(self, block: Block) -> float:
        """Measure how far a block's words stand in from the column's left edge."""
        deep = block.quote_level + (block.level if block.kind is BlockKind.LIST_ITEM else 0)
        padding = CODE_PADDING if block.kind is BlockKind.CODE else 0
        return self.pixels(deep * INDENT + padding)

    def _block(
        self, setting: Setting, inset: float, *, first: bool, last: bool, top: bool
    ) -> QTextBlockFormat:
        """Space a block; parts of one that is broken for display stand close."""
        made = QTextBlockFormat()
        kind = QTextBlockFormat.LineHeightTypes.FixedHeight.value
        made.setLineHeight(round(self.pixels(setting.leading)), kind)
        made.setTopMargin(self.pixels(setting.above) if first and not top else 0)
        made.setBottomMargin(self.pixels(setting.below) if last else 0)
        made.setLeftMargin(inset)
        if setting.family == "mono":
            made.setRightMargin(self.pixels(CODE_PADDING))
        return made

    def _words(self, setting: Setting) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setFont(font_of(setting, self._zoom))
        made.setForeground(self._theme.color(setting.ink))
        return made

    def _character(self, setting: Setting, kinds: frozenset[RunKind]) -> QTextCharFormat:
        """Lay runs over a setting's own letters."""
        made = QTextCharFormat(self._plain(setting))
        if RunKind.STRONG in kinds:
            made.setFontWeight(600)
        if RunKind.EMPHASIS in kinds:
            made.setFontItalic(True)
        if RunKind.STRIKE in kinds:
            made.setFontStrikeOut(True)
        if RunKind.IMAGE in kinds:
            made.setForeground(self._theme.color("muted"))
        if RunKind.CODE in kinds:
            made.setFontFamilies(list(MONO))
            size = round(self.pixels(setting.size * 0.86))
            made.setProperty(QTextFormat.Property.FontPixelSize, size)
        if RunKind.NOTE in kinds:
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            made.setUnderlineColor(self._theme.color("muted"))
        if RunKind.LINK in kinds:
            # A hairline of its own tells a link from a tag's line, which is thicker and lower.
            made.setForeground(self._theme.color("accent"))
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            made.setUnderlineColor(self._theme.color("faint"))
        return made


def kinds_of(runs: tuple[Run, ...]) -> frozenset[RunKind]:
    """Name what lies over a stretch of characters."""
    return frozenset(run.kind for run in runs)
