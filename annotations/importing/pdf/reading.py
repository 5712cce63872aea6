"""A PDF as pdfium reads it: pages, their sizes, pictures, and words with boxes.

Coordinates are points from the top left of the page as it is seen, so that everything after this
module knows neither crop boxes nor turned pages nor PDF's own upward axis.
"""

import ctypes
from types import TracebackType
from typing import Any, Self

from annotations.errors import ImportFailed, ImportFault
from annotations.importing.pdf.cutting import Font, Pdfium, Seen, Word, words_of
from annotations.importing.pdf.signs import (
    Link,
    drawn_bullets,
    links_of,
    picture_share,
    too_many_letters,
    with_links,
    written_over,
)

PASSWORD_ERROR = 4
LONGEST_LABEL = 100


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

    def page_words(self, number: int, *, whole: bool = False) -> list[Word]:
        """Read the words of a page in the order of the file, those cut off the page left out.

        `whole` adds what its signs say: addresses behind words, dots that were drawn for bullets.
        """
        raw = self._raw
        links = self._flatten(number)
        with self._page(number) as page:
            if too_many_letters(raw, page):
                raise ImportFailed(self._name, ImportFault.TOO_SLOW, detail=f"page {number + 1}")
            text_page = raw.FPDFText_LoadPage(page)
            if not text_page:
                return []
            seen = self._seen(page)
            try:
                words = list(words_of(raw, text_page, seen, self._fonts))
            finally:
                raw.FPDFText_ClosePage(text_page)
            if whole:
                words = with_links(links, words)
                words += drawn_bullets(raw, page, seen, words)
        width, height = self.size(number)
        return [
            word
            for word in words
            if -1 < (word.left + word.right) / 2 < width + 1
            and -1 < (word.top + word.bottom) / 2 < height + 1
        ]

    def picture_share(self, number: int) -> float:
        """Tell which share of a page its largest picture covers, 0.0 to 1.0."""
        with self._page(number) as page:
            return picture_share(self._raw, page)

    def _flatten(self, number: int) -> list[Link]:
        """Put the words that lie over a page among its own; give its links, which go with it."""
        with self._page(number) as page:
            links = list(links_of(self._raw, self._document, page, self._seen(page)))
            over = written_over(self._raw, page)
        if over:
            self._document.init_forms()
            form = self._document.formenv
            with self._page(number) as page:
                if form:  # draws the fields that are kept without their looks
                    self._raw.FORM_OnAfterLoadPage(page, form)
                self._raw.FPDFPage_Flatten(page, self._raw.FLAT_NORMALDISPLAY)
                if form:
                    self._raw.FORM_OnBeforeClosePage(page, form)
        return links

    def _refuse_missing(self, number: int) -> None:
        if not 0 <= number < self._count:
            raise ImportFailed(self._name, ImportFault.BROKEN, detail=f"page {number + 1}")

    def _page(self, number: int) -> "_Page":
        self._refuse_missing(number)
        page = self._raw.FPDF_LoadPage(self._document, number)
        if not page:
            raise ImportFailed(self._name, ImportFault.BROKEN, detail=f"page {number + 1}")
        return _Page(self._raw, page)

    def _seen(self, page: Pdfium) -> "Seen":
        """Learn how the page is cropped and turned."""
        box = self._raw.FS_RECTF()
        self._raw.FPDF_GetPageBoundingBox(page, box)
        turned = self._raw.FPDFPage_GetRotation(page)
        return Seen(box.left, box.top, box.right, box.bottom, turned)


class _Page:
    """A loaded page that is closed at the end."""

    def __init__(self, raw: Pdfium, page: Pdfium) -> None:
        self._raw = raw
        self._page = page

    def __enter__(self) -> Pdfium:
        return self._page

    def __exit__(self, *_: object) -> None:
        self._raw.FPDF_ClosePage(self._page)
