"""What stands on a page beside its letters and says something of them: links, dots, pictures."""

import ctypes
from collections.abc import Iterator, Sequence

from annotations.importing.pdf.cutting import Font, Pdfium, Seen, Word

ADDRESSES = ("http://", "https://", "mailto:")
LONGEST_ADDRESS = 2_000
MOST_LINKS = 2_000
"""Of a page."""
MOST_OBJECTS = 5_000
"""Of a page, among which its drawn dots and pictures are looked for."""
MOST_TEXTS = 20_000
"""Of a page that are compared with each other; a page of small print has five thousand letters."""
SMALLEST_DOT, LARGEST_DOT = 1.2, 7.0
"""Points across of a dot before a list item."""
NEARLY = 0.25
"""Share by which a dot's width and height may differ."""
NEAR = 1.6
"""Of a word's height: how far from its dot it begins at most."""

Link = tuple[tuple[float, float, float, float], str]
"""Where a link can be clicked on the page as it is seen, and its address."""


def links_of(raw: Pdfium, document: Pdfium, page: Pdfium, seen: Seen) -> Iterator[Link]:
    """Find the links of a page that lead to the web or write a mail."""
    place, link, box = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    buffer = ctypes.create_string_buffer(LONGEST_ADDRESS)
    for _ in range(MOST_LINKS):
        if not raw.FPDFLink_Enumerate(page, place, link):
            return
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            continue
        size = raw.FPDFAction_GetURIPath(document, action, buffer, len(buffer))
        address = buffer.value.decode("utf-8", "replace") if 0 < size <= len(buffer) else ""
        if address.startswith(ADDRESSES) and raw.FPDFLink_GetAnnotRect(link, box):
            yield seen.box(box.left, box.top, box.right, box.bottom), address


def _address(word: Word, links: Sequence[Link]) -> str:
    """Find the link under the middle of a word."""
    across, down = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return next(
        (
            address
            for (left, top, right, bottom), address in links
            if left <= across <= right and top <= down <= bottom
        ),
        "",
    )


def with_links(links: Sequence[Link], words: list[Word]) -> list[Word]:
    """Give words, those under a link with its address."""
    if not links:
        return words
    return [word._replace(link=_address(word, links)) for word in words]


def written_over(raw: Pdfium, page: Pdfium) -> bool:
    """Whether words lie over the page: what was filled into a form, typed or stamped on it."""
    kinds = {raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP}
    for at in range(min(raw.FPDFPage_GetAnnotCount(page), MOST_LINKS)):
        each = raw.FPDFPage_GetAnnot(page, at)
        if not each:
            continue
        kind = raw.FPDFAnnot_GetSubtype(each)
        raw.FPDFPage_CloseAnnot(each)
        if kind in kinds:
            return True
    return False


def drawn_bullets(raw: Pdfium, page: Pdfium, seen: Seen, words: Sequence[Word]) -> list[Word]:
    """Find the dots that were drawn before list items: browsers and Qt have no letter there.

    A dot is one where a word begins close behind it and none ends close before.
    """
    found: list[Word] = []
    for left, bottom, right, top in _boxes(raw, page, raw.FPDF_PAGEOBJ_PATH):
        wide, high = right - left, top - bottom
        if SMALLEST_DOT < wide < LARGEST_DOT and abs(wide - high) < wide * NEARLY:
            found += _bullet(seen.box(left, top, right, bottom), words)
    return found


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


def too_many_letters(raw: Pdfium, page: Pdfium) -> bool:
    """Whether a page is drawn in so many pieces of text that reading them takes minutes."""
    count = raw.FPDFPage_CountObjects(page)
    if count <= MOST_TEXTS:
        return False
    kinds = (raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, at)) for at in range(count))
    return sum(1 for kind in kinds if kind == raw.FPDF_PAGEOBJ_TEXT) > MOST_TEXTS


def picture_share(raw: Pdfium, page: Pdfium) -> float:
    """Tell which share of a page its largest picture covers, 0.0 to 1.0."""
    area = raw.FPDF_GetPageWidthF(page) * raw.FPDF_GetPageHeightF(page)
    boxes = _boxes(raw, page, raw.FPDF_PAGEOBJ_IMAGE)
    largest = max(
        ((right - left) * (top - bottom) for left, bottom, right, top in boxes), default=0
    )
    return float(min(largest / area, 1.0)) if area > 0 else 0.0


def _boxes(raw: Pdfium, page: Pdfium, kind: int) -> Iterator[tuple[float, float, float, float]]:
    """Give left, bottom, right, top of a page's objects of one kind, in PDF's plane."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for at in range(min(raw.FPDFPage_CountObjects(page), MOST_OBJECTS)):
        each = raw.FPDFPage_GetObject(page, at)
        if raw.FPDFPageObj_GetType(each) == kind and raw.FPDFPageObj_GetBounds(
            each, left, bottom, right, top
        ):
            yield left.value, bottom.value, right.value, top.value
