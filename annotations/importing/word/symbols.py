"""Letters of the fonts Symbol and Wingdings as the characters that they show."""

_SYMBOL = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟ"
    "ΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
)
_SYMBOL_HIGH = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"
_WINGDINGS = {
    0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖",
    0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓",
    0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_FIRST_LOW, _FIRST_HIGH = 0x20, 0xA0
UNKNOWN = "\ufffd"


def is_symbol_font(font: str) -> bool:
    """Whether letters of a font are signs and not letters."""
    return font.lower().startswith(("symbol", "wingdings", "webdings"))


def symbol(code: int, font: str) -> str:
    """Show the sign of a code (0 to 255, or F000 to F0FF) in a font; U+FFFD if it is not known."""
    code = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code  # noqa: PLR2004 - where Word moves them
    if font.lower().startswith("symbol"):
        for first, signs in ((_FIRST_LOW, _SYMBOL), (_FIRST_HIGH, _SYMBOL_HIGH)):
            if first <= code < first + len(signs):
                return signs[code - first]
        return UNKNOWN
    if is_symbol_font(font):
        return _WINGDINGS.get(code, UNKNOWN)
    return chr(code) if code >= _FIRST_LOW and not 0xD800 <= code < 0xF900 else UNKNOWN  # noqa: PLR2004 - no letters there
