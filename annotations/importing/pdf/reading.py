"""A PDF as pdfium reads it: pages, their sizes, pictures, and words with boxes.

Coordinates are points from the top left of the page as it is seen, so that everything after this
module knows neither crop boxes nor turned pages nor PDF's own upward axis.
"""

import ctypes
import math
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Any, NamedTuple, Self

from annotations.errors import ImportFailed, ImportFault

Pdfium = Any  # handles of a C library

PASSWORD_ERROR = 4
INVISIBLE = 3
"""Text render mode of the words that a scanner laid under its picture."""
LONGEST_LABEL = 100
LONGEST_FONT_NAME = 200
BOLD_WEIGHT = 600
ITALIC_FLAG = 1 << 6
HYPHENS_OF_PDFIUM = frozenset({0x02, 0xFFFE})
"""What pdfium answers for a hyphen at a line's end."""
FIRST_SEEN = 0x20
SURROGATES = range(0xD800, 0xE000)
HIGH_SURROGATES = range(0xD800, 0xDC00)
NO_LETTERS = frozenset({0xA0, 0xFFFE, 0xFFFF})
WIDE_GAP = 0.1
"""Of a letter's height: a gap that wide within a word was meant as a space."""
MOST_GAPS = 0.34
"""Share of a word's letters with such gaps; where there are more its letters are spaced out."""
MOST_OBJECTS = 5_000
"""Of a page, among which its drawn dots are looked for."""
SMALLEST_DOT, LARGEST_DOT = 1.2, 7.0
"""Points across of a dot before a list item."""
NEARLY = 0.25
"""Share by which a dot's width and height may differ."""
NEAR = 1.6
"""Of a word's height: how far from its dot it begins at most."""
HIGHER = 0.8
"""A character this much lower than the word before it begins another word: a note's number."""


class Font(NamedTuple):
    """What is known of the letters of a word."""

    name: str = ""
    bold: bool = False
    italic: bool = False
    invisible: bool = False


class Word(NamedTuple):
    """A word with its box; `glued` says that no space stands before it, `angle` is in degrees."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    font: Font
    glued: bool = False
    angle: int = 0


class Document:
    """An open PDF. Raises ImportFailed: PROTECTED, BROKEN."""

    def __init__(self, data: bytes, name: str = "") -> None:
        import pypdfium2
        from pypdfium2 import raw

        self._name = name
        self._raw = raw
        try:
            self._document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            code = getattr(error, "err_code", 0)
            fault = ImportFault.PROTECTED if code == PASSWORD_ERROR else ImportFault.BROKEN
            raise ImportFailed(name, fault) from error
        self._count = len(self._document)
        if self._count < 1:
            self._document.close()
            raise ImportFailed(name, ImportFault.BROKEN, detail="no pages")
        self._fonts: dict[int, Font] = {}

    def __enter__(self) -> Self:
        """Give the document; it is closed at the end."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the document."""
        self._document.close()

    def __len__(self) -> int:
        return self._count

    def information(self) -> dict[str, str]:
        """Give what the file says of itself: Title, Author, Creator, CreationDate."""
        return {key: str(said) for key, said in self._document.get_metadata_dict().items() if said}

    def labels(self) -> list[str]:
        """Give the printed page label of each page as the file says it, "" where it does not."""
        buffer = ctypes.create_string_buffer(LONGEST_LABEL * 2)
        found = []
        for number in range(self._count):
            size = self._raw.FPDF_GetPageLabel(self._document, number, buffer, len(buffer))
            label = bytes(buffer)[: max(size - 2, 0)] if size <= len(buffer) else b""
            found.append(label.decode("utf-16-le", "replace").strip())
        return found

    def size(self, number: int) -> tuple[float, float]:
        """Give width and height of a page as it is seen, in points."""
        self._refuse_missing(number)
        size = self._raw.FS_SIZEF()
        if not self._raw.FPDF_GetPageSizeByIndexF(self._document, number, size):
            raise ImportFailed(self._name, ImportFault.BROKEN, detail=f"page {number + 1}")
        return round(size.width, 2), round(size.height, 2)

    def picture(self, number: int, width: int, height: int) -> bytes:
        """Draw a page with its annotations: RGB888, rows without a gap."""
        raw = self._raw
        with self._page(number) as page:
            stride = width * 4
            buffer = (ctypes.c_ubyte * (stride * height))()
            bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_BGRx, buffer, stride)
            if not bitmap:
                raise ImportFailed(self._name, ImportFault.BROKEN, detail="bitmap")
            try:
                raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
                flags = raw.FPDF_ANNOT | raw.FPDF_REVERSE_BYTE_ORDER
                raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
            finally:
                raw.FPDFBitmap_Destroy(bitmap)
        four = bytes(buffer)
        three = bytearray(width * height * 3)
        for colour in range(3):
            three[colour::3] = four[colour::4]
        return bytes(three)

    def words(self, number: int) -> list[list[Any]]:
        """List the words of a page with their edges as shares of its width and height."""
        width, height = self.size(number)
        return [
            [
                word.text,
                round(word.left / width, 5),
                round(word.top / height, 5),
                round(word.right / width, 5),
                round(word.bottom / height, 5),
            ]
            for word in self.page_words(number)
        ]

    def page_words(self, number: int) -> list[Word]:
        """Read the words of a page in the order of the file, those cut off the page left out."""
        raw = self._raw
        with self._page(number) as page:
            text_page = raw.FPDFText_LoadPage(page)
            if not text_page:
                return []
            try:
                words = list(_words(raw, text_page, self._seen(page), self._fonts))
            finally:
                raw.FPDFText_ClosePage(text_page)
        width, height = self.size(number)
        return [
            word
            for word in words
            if -1 < (word.left + word.right) / 2 < width + 1
            and -1 < (word.top + word.bottom) / 2 < height + 1
        ]

    def picture_share(self, number: int) -> float:
        """Tell which share of a page its largest picture covers, 0.0 to 1.0."""
        raw = self._raw
        edges = [ctypes.c_float() for _ in range(4)]
        largest = 0.0
        with self._page(number) as page:
            for at in range(min(raw.FPDFPage_CountObjects(page), 1000)):
                each = raw.FPDFPage_GetObject(page, at)
                if raw.FPDFPageObj_GetType(each) != raw.FPDF_PAGEOBJ_IMAGE:
                    continue
                if raw.FPDFPageObj_GetBounds(each, *edges):
                    left, bottom, right, top = (edge.value for edge in edges)
                    largest = max(largest, (right - left) * (top - bottom))
            area = raw.FPDF_GetPageWidthF(page) * raw.FPDF_GetPageHeightF(page)
        return float(min(largest / area, 1.0)) if area > 0 else 0.0

    def drawn_bullets(self, number: int, words: Sequence[Word]) -> list[Word]:
        """Find the dots that were drawn before list items: browsers and Qt have no letter there.

        `words` are those of the page; a dot is a bullet where one begins close behind it and
        none ends close before.
        """
        raw = self._raw
        edges = [ctypes.c_float() for _ in range(4)]
        found: list[Word] = []
        with self._page(number) as page:
            seen = self._seen(page)
            for at in range(min(raw.FPDFPage_CountObjects(page), MOST_OBJECTS)):
                each = raw.FPDFPage_GetObject(page, at)
                if raw.FPDFPageObj_GetType(each) != raw.FPDF_PAGEOBJ_PATH:
                    continue
                if not raw.FPDFPageObj_GetBounds(each, *edges):
                    continue
                left, bottom, right, top = (edge.value for edge in edges)
                wide, high = right - left, top - bottom
                if SMALLEST_DOT < wide < LARGEST_DOT and abs(wide - high) < wide * NEARLY:
                    box = seen.box(left, top, right, bottom)
                    found += _bullet(box, words)
        return found

    def _refuse_missing(self, number: int) -> None:
        if not 0 <= number < self._count:
            raise ImportFailed(self._name, ImportFault.BROKEN, detail=f"page {number + 1}")

    def _page(self, number: int) -> "_Page":
        self._refuse_missing(number)
        page = self._raw.FPDF_LoadPage(self._document, number)
        if not page:
            raise ImportFailed(self._name, ImportFault.BROKEN, detail=f"page {number + 1}")
        return _Page(self._raw, page)

    def _seen(self, page: Pdfium) -> "_Seen":
        """Learn how the page is cropped and turned."""
        box = self._raw.FS_RECTF()
        self._raw.FPDF_GetPageBoundingBox(page, box)
        turned = self._raw.FPDFPage_GetRotation(page)
        return _Seen(box.left, box.top, box.right, box.bottom, turned)


class _Page:
    """A loaded page that is closed at the end."""

    def __init__(self, raw: Pdfium, page: Pdfium) -> None:
        self._raw = raw
        self._page = page

    def __enter__(self) -> Pdfium:
        return self._page

    def __exit__(self, *_: object) -> None:
        self._raw.FPDF_ClosePage(self._page)


class _Seen(NamedTuple):
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


def _words(raw: Pdfium, text_page: Pdfium, seen: _Seen, fonts: dict[int, Font]) -> Iterator[Word]:
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
            height = top - bottom
            gap = new_left - right
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
            angle = round(math.degrees(raw.FPDFText_GetCharAngle(text_page, at)))
            left, top, right, bottom = new_left, new_top, new_right, new_bottom
        letters.append(chr(code))
    if letters:
        yield _Cut(letters, first, left, top, right, bottom, angle, glued, gaps)


def _bullet(dot: tuple[float, float, float, float], words: Sequence[Word]) -> Iterator[Word]:
    """Make a word of a dot that stands before one, as high as that."""
    left, top, right, bottom = dot
    middle = (top + bottom) / 2
    row = [word for word in words if word.top < middle < word.bottom]
    behind = [word for word in row if 0 < word.left - right < NEAR * (word.bottom - word.top)]
    before = any(-1 < left - word.right < NEAR * (word.bottom - word.top) for word in row)
    if behind and not before:
        first = min(behind, key=lambda word: word.left)
        yield Word("•", left, first.top, right, first.bottom, Font())


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
