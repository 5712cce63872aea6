"""The characters that pdfium answers, cut into words with boxes and fonts."""

import ctypes
import math
from collections.abc import Iterator
from typing import Any, NamedTuple

Pdfium = Any  # handles of a C library

INVISIBLE = 3
"""Text render mode of the words that a scanner laid under its picture."""
LONGEST_FONT_NAME = 200
BOLD_WEIGHT = 600
ITALIC_FLAG = 1 << 6
HYPHENS_OF_PDFIUM = frozenset({0x02, 0xFFFE})
"""What pdfium answers for a hyphen at a line's end."""
FIRST_SEEN = 0x20
SURROGATES = range(0xD800, 0xE000)
HIGH_SURROGATES = range(0xD800, 0xDC00)
NO_LETTERS = frozenset({0xA0, 0xFFFE, 0xFFFF})
FROM_THE_RIGHT = range(0x590, 0x900)
DRAWN_FROM_THE_RIGHT = range(0xFB1D, 0xFE00)
LAST_FROM_THE_RIGHT = range(0xFE70, 0xFF00)
WIDE_GAP = 0.1
"""Of a letter's height: a gap that wide within a word was meant as a space."""
MOST_GAPS = 0.34
"""Share of a word's letters with such gaps; where there are more its letters are spaced out."""
HIGHER = 0.8
"""A character this much lower than the word before it begins another word: a note's number."""


class Font(NamedTuple):
    """What is known of the letters of a word."""

    name: str = ""
    bold: bool = False
    italic: bool = False
    invisible: bool = False


class Word(NamedTuple):
    """A word with its box; `glued` says that no space stands before it, `angle` is in degrees.

    `link` is the address behind it.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    font: Font
    glued: bool = False
    angle: int = 0
    link: str = ""


class Seen(NamedTuple):
    """The part of PDF's plane that is seen, and how many quarters it is turned clockwise."""

    left: float
    top: float
    right: float
    bottom: float
    turned: int

    def box(
        self, left: float, top: float, right: float, bottom: float
    ) -> tuple[float, float, float, float]:
        """Turn a box of PDF's plane into left, top, right, bottom on the page as it is seen."""
        if self.turned == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turned == 2:  # noqa: PLR2004 - quarters
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        if self.turned == 3:  # noqa: PLR2004 - quarters
            return self.top - top, self.right - right, self.top - bottom, self.right - left
        return left - self.left, self.top - top, right - self.left, self.top - bottom


class _Cut(NamedTuple):
    """The letters of a word in PDF's plane; `gaps` are wide ones: index of the letter, edges."""

    letters: list[str]
    first: int
    left: float
    top: float
    right: float
    bottom: float
    angle: int
    glued: bool
    gaps: list[tuple[int, float, float]]


def words_of(raw: Pdfium, text_page: Pdfium, seen: Seen, fonts: dict[int, Font]) -> Iterator[Word]:
    """Give the words of a page, cut once more where a space was drawn as a mere gap."""
    drawn: dict[int, Font] = {}
    for cut in _cuts(raw, text_page):
        font = _font_of(raw, text_page, cut.first, fonts, drawn)
        angle = (cut.angle + 90 * seen.turned) % 360
        start, left, glued = 0, cut.left, cut.glued
        gaps = cut.gaps if len(cut.gaps) <= MOST_GAPS * len(cut.letters) else []
        for at, right, next_left in (*gaps, (len(cut.letters), cut.right, 0.0)):
            text = "".join(cut.letters[start:at])
            yield Word(text, *seen.box(left, cut.top, right, cut.bottom), font, glued, angle)
            start, left, glued = at, next_left, False


def _cuts(raw: Pdfium, text_page: Pdfium) -> Iterator[_Cut]:
    """Cut the characters of a page where a space, a jump or another size is.

    Three hundred pages are a million characters: what is asked of each one costs seconds.
    """
    unicode_of, box_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    box = raw.FS_RECTF()
    letters: list[str] = []
    gaps: list[tuple[int, float, float]] = []
    glued = False
    first = high = angle = 0
    left = top = right = bottom = 0.0
    for at in range(raw.FPDFText_CountChars(text_page)):
        code = unicode_of(text_page, at)
        if code in SURROGATES:
            high, code = _joined(high, code)
            if not code:
                continue
        if code <= FIRST_SEEN or code in NO_LETTERS:
            if code in HYPHENS_OF_PDFIUM and letters:
                letters.append("-")
            elif letters:
                yield _Cut(letters, first, left, top, right, bottom, angle, glued, gaps)
                letters, gaps = [], []
            glued = glued and bool(letters)
            continue
        box_of(text_page, at, box)
        new_left, new_top, new_right, new_bottom = box.left, box.top, box.right, box.bottom
        if letters and not angle:
            height, gap = top - bottom, new_left - right
            if _is_from_the_right(code):
                gap = max(gap, left - new_right)
            apart = gap > height or new_bottom > top or new_top < bottom or gap < -2 * height
            if apart or not HIGHER < (new_top - new_bottom) / (height or 1.0) < 1 / HIGHER:
                yield _Cut(letters, first, left, top, right, bottom, angle, glued, gaps)
                letters, gaps = [], []
                glued = not apart
            elif gap > height * WIDE_GAP:
                gaps.append((len(letters), right, new_left))
        if letters:
            left, right = min(left, new_left), max(right, new_right)
            if new_top != top or new_bottom != bottom:
                top, bottom = max(top, new_top), min(bottom, new_bottom)
        else:
            first = at
            angle = _angle(raw, text_page, at)
            left, top, right, bottom = new_left, new_top, new_right, new_bottom
        letters.append(chr(code))
    if letters:
        yield _Cut(letters, first, left, top, right, bottom, angle, glued, gaps)


def _is_from_the_right(code: int) -> bool:
    """Whether a letter is of Hebrew, Arabic or a script that is written as they are."""
    return code >= FROM_THE_RIGHT.start and (
        code in FROM_THE_RIGHT or code in DRAWN_FROM_THE_RIGHT or code in LAST_FROM_THE_RIGHT
    )


def _angle(raw: Pdfium, text_page: Pdfium, at: int) -> int:
    """Learn how far letters are turned clockwise: those that only lean stand upright."""
    said = raw.FPDFText_GetCharAngle(text_page, at)
    if not said:
        return 0
    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(text_page, at, matrix):
        return round(math.degrees(said))
    return round(math.degrees(math.atan2(-matrix.b, matrix.a))) % 360


def _joined(high: int, code: int) -> tuple[int, int]:
    """Join the halves of a character beyond U+FFFF: what is kept, and the character or 0."""
    if code in HIGH_SURROGATES:
        return code, 0
    if not high:
        return 0, 0
    return 0, 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)


def _font_of(
    raw: Pdfium, text_page: Pdfium, at: int, fonts: dict[int, Font], drawn: dict[int, Font]
) -> Font:
    """Learn the letters of one character; `drawn` remembers what is drawn in one go on a page."""
    each = raw.FPDFText_GetTextObject(text_page, at)
    if not each:
        return Font()
    address = ctypes.addressof(each.contents)
    if address in drawn:
        return drawn[address]
    handle = raw.FPDFTextObj_GetFont(each)
    invisible = raw.FPDFTextObj_GetTextRenderMode(each) == INVISIBLE
    key = (ctypes.cast(handle, ctypes.c_void_p).value or 0) * 2 + invisible
    if key not in fonts:
        fonts[key] = _describe(raw, handle, invisible=invisible)
    drawn[address] = fonts[key]
    return drawn[address]


def _describe(raw: Pdfium, handle: Pdfium, *, invisible: bool) -> Font:
    buffer = ctypes.create_string_buffer(LONGEST_FONT_NAME)
    size = raw.FPDFFont_GetBaseFontName(handle, buffer, len(buffer))
    name = buffer.value.decode("utf-8", "replace") if 0 < size <= len(buffer) else ""
    lower = name.lower()
    flags = raw.FPDFFont_GetFlags(handle)
    bold = raw.FPDFFont_GetWeight(handle) >= BOLD_WEIGHT or any(
        mark in lower for mark in ("bold", "black", "heavy")
    )
    italic = "italic" in lower or "oblique" in lower or (flags > 0 and bool(flags & ITALIC_FLAG))
    return Font(name, bold, italic, invisible)
