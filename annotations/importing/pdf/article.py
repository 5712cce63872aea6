"""From the pages of a PDF to one article."""

from collections.abc import Sequence
from itertools import pairwise

from annotations.errors import PAGES, ImportFailed, ImportFault
from annotations.importing.image import NO_TEXT, stem_of
from annotations.importing.pdf import version
from annotations.importing.pdf.building import RUNNING, Assembly
from annotations.importing.pdf.cutting import Word
from annotations.importing.pdf.furniture import Furniture, find_furniture
from annotations.importing.pdf.hyphens import known_words
from annotations.importing.pdf.labels import page_labels
from annotations.importing.pdf.lines import Line, Page, gutters_of, in_reading_order, page_of
from annotations.importing.pdf.notes import Note, hang_notes, take_notes
from annotations.importing.pdf.paragraphs import Paragraph, measure, paragraphs_of
from annotations.importing.pdf.reading import Document
from annotations.importing.pdf.saying import metadata_for
from annotations.importing.pdf.scanned import with_last_letters
from annotations.importing.pdf.tables import Table, with_tables
from annotations.model import Imported, Metadata, RichText
from annotations.richtext import MOST_CHARACTERS, normalise
from annotations.vocabulary import ArticleKind
from resources import marked

LEFT_OUT = marked(
    "What repeats on the pages (running heads, page numbers, disclaimers, watermarks) was left out."
)
OCR = marked("The words of scanned pages were read by a machine (OCR): compare them with the page.")
UNSEEN = marked("Words that cannot be seen on the page were left out.")
SOME_PAGES = marked("Some pages have no text of their own: they can be looked at and transcribed.")

MOST_PAGES = 20_000
WHOLE_PAGE = 0.65
"""Share of a page that a scanner's picture covers at least."""


def read(data: bytes, name: str) -> Imported:
    """Read a PDF. Raises ImportFailed."""
    with Document(data, name) as document:
        if len(document) > MOST_PAGES:
            raise ImportFailed(name, ImportFault.TOO_LARGE, limit=MOST_PAGES, detail=PAGES)
        information = document.information()
        said = document.labels()
        warnings: list[str] = []
        pages, scanned = _pages(document, name, warnings)
    if not any(page.pieces or page.asides for page in pages):
        return _without_text(name, len(pages), warnings)
    furniture = find_furniture(pages)
    if furniture.repeated or any(page.watermarks for page in pages):
        warnings.append(LEFT_OUT)
    if scanned:
        warnings.append(OCR)
    if sum(not page.pieces for page in pages) and not all(page.pieces for page in pages):
        warnings.append(SOME_PAGES)
    text = _text(pages, furniture, page_labels(said, furniture.labels), scanned)
    if not text.text:
        return _without_text(name, len(pages), warnings)
    return Imported(
        text=text,
        metadata=metadata_for(text, information, name),
        encoding="",
        importer="pdf",
        importer_version=version,
        warnings=tuple(warnings),
        pages=len(pages),
    )


def warm_up() -> None:
    """Read and draw a page, so that nothing is left to be loaded."""
    from annotations.importing.pages import page

    read(EXAMPLE, "")
    page(EXAMPLE, {"name": "", "page": 0, "width": 20})


def _without_text(name: str, pages: int, warnings: Sequence[str]) -> Imported:
    return Imported(
        text=RichText(""),
        metadata=Metadata(kind=ArticleKind.REPORT, title=stem_of(name)),
        encoding="",
        importer="pdf",
        importer_version=version,
        warnings=(NO_TEXT, *(each for each in warnings if each == UNSEEN)),
        pages=pages,
    )


def _pages(document: Document, name: str, warnings: list[str]) -> tuple[list[Page], set[int]]:
    """Read all pages, and tell which of them a machine read off a scan."""
    pages: list[Page] = []
    scanned: set[int] = set()
    letters = failed = 0
    for number in range(len(document)):
        try:
            words = document.page_words(number, whole=True)
        except ImportFailed:  # a page that is broken costs only itself
            failed += 1
            words = []
        letters += sum(len(word.text) + 1 for word in words)
        if letters > MOST_CHARACTERS:
            raise ImportFailed(name, ImportFault.TOO_MANY_CHARACTERS, limit=MOST_CHARACTERS)
        if any(word.font.invisible for word in words):
            if document.picture_share(number) >= WHOLE_PAGE:
                scanned.add(number)
                words = with_last_letters(words)
            else:
                words = [word for word in words if not word.font.invisible]
                warnings += [UNSEEN] if UNSEEN not in warnings else []
        pages.append(page_of(number, [_cleaned(word) for word in words], *document.size(number)))
    if failed == len(pages):
        raise ImportFailed(name, ImportFault.BROKEN)
    return pages, scanned


def _cleaned(word: Word) -> Word:
    """Drop what no text may hold."""
    text = normalise(word.text)
    return word if text == word.text else word._replace(text=text)


def _text(
    pages: Sequence[Page], furniture: Furniture, labels: Sequence[str], scanned: set[int]
) -> RichText:
    """Put the text together."""
    kept_of = [
        [piece for piece in page.pieces if id(piece) not in furniture.pieces] for page in pages
    ]
    ordered = [in_reading_order(pieces) for pieces in kept_of]
    if gutters := gutters_of(ordered):
        ordered = [
            in_reading_order(pieces, gutters)
            if len({line.region for line in lines}) == 1
            else lines
            for pieces, lines in zip(kept_of, ordered, strict=True)
        ]
    measures = measure(ordered)
    body: list[list[Line]] = []
    notes: dict[int, list[Note]] = {}
    before: Note | None = None
    for number, lines in enumerate(ordered):
        kept, found = take_notes(lines, measures.size, before)
        before = found[-1] if found else None
        hang_notes(kept, found)
        body.append(kept)
        if found:
            notes[number] = found
    for number, page in enumerate(pages):
        body[number] += _asides([each for each in page.asides if id(each) not in furniture.pieces])
    known = known_words({word.text for lines in body for line in lines for word in _inner(line)})
    grouped = paragraphs_of([with_tables(lines) for lines in body], measures)
    assembly = Assembly(labels, scanned, known, notes)
    items: list[tuple[int, str]] = []
    for each in grouped:
        assembly.add(each)
        if isinstance(each, Paragraph) and each.kind == "list" and each.marker[:-1].isdigit():
            items.append((assembly.blocks - 1, each.marker[:-1]))
    if _is_cited_by(items, grouped):
        assembly.number_items(items)
    assembly.add_notes(notes)
    return assembly.finish()


def _inner(line: Line) -> Sequence[Word]:
    """Give the words of a line that no line's end cuts."""
    return line.words[1:-1]


def _asides(asides: Sequence[Line]) -> list[Line]:
    """Order text at right angles to the page behind the rest of it."""
    lines = in_reading_order(asides)
    for line in lines:
        line.region += 1_000
    return lines


def _is_cited_by(items: Sequence[tuple[int, str]], grouped: Sequence[Paragraph | Table]) -> bool:
    """Whether numbers run through the document as in a judgment, and not through some list."""
    if len(items) < RUNNING:
        return False
    numbers = [int(label) for _, label in items]
    rising = sum(after == at + 1 for at, after in pairwise(numbers))
    return rising >= 0.9 * (len(numbers) - 1) and len(items) >= 0.4 * len(grouped)


EXAMPLE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R"
    b"/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 67>>stream\n"
    b"BT /F1 12 Tf 20 100 Td (Kota Arunika, 1 Januari 2024 - a.) Tj ET   \n"
    b"endstream endobj\n"
    b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    b"trailer<</Root 1 0 R/Size 6>>\n%%EOF\n"
)
"""A page with a sentence, for `warm_up`; pdfium finds its objects without a table of them."""
