"""How word processors write the number of an item: 4, iv, IV, d, D."""

from collections.abc import Callable

from annotations.importing.word.symbols import UNKNOWN, is_symbol_font, symbol

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
HIGHEST_ROMAN = 4_000
HIGHEST_LETTER = 26 * 30
"""Word writes 27 as "aa" and 53 as "aaa"; no list has thirty times the alphabet."""

BULLET = "•"
BULLETS = {
    "o": "◦", "\uf06f": "◦", "\uf0a7": "▪", "\uf0a8": "◻", "\uf0d8": "➢", "\uf0fc": "✓",
    "\uf0e0": "→", "\uf076": "❖", "\uf02d": "-", "\uf071": "❑",
}  # fmt: skip
"""Letters of symbol fonts (private use) as the signs that they show."""
_PRIVATE = range(0xE000, 0xF900)


def number(count: int, style: str) -> str:
    """Write a count in a style of Word ("decimal", "lowerRoman", "none")."""
    return _STYLES.get(style, str)(count)


def bullet(sign: str, font: str = "") -> str:
    """Show the sign of an unnumbered list; one of an unknown symbol font is a round bullet."""
    if len(sign) == 1 and is_symbol_font(font):
        shown = symbol(ord(sign), font)
        return BULLETS.get(sign, BULLET) if shown == UNKNOWN else shown
    if sign in BULLETS:
        return BULLETS[sign]
    if not sign.strip() or any(ord(letter) in _PRIVATE for letter in sign):
        return BULLET
    return sign.strip()


def _roman(count: int) -> str:
    if not 0 < count < HIGHEST_ROMAN:
        return str(count)
    written = ""
    for value, letters in _ROMAN:
        written += letters * (count // value)
        count %= value
    return written


def _letter(count: int) -> str:
    if not 0 < count <= HIGHEST_LETTER:
        return str(count)
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _ordinal(count: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{'th' if count % 100 in {11, 12, 13} else ending}"


def _nothing(_count: int) -> str:
    return ""


_STYLES: dict[str, Callable[[int], str]] = {
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "lowerLetter": _letter,
    "upperLetter": lambda count: _letter(count).upper(),
    "decimalZero": lambda count: f"{count:02}",
    "ordinal": _ordinal,
    "none": _nothing,
}
