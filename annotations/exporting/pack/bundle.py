"""The bundle of exhibits: an index, and each exhibit with the quoted pages or passages."""

from collections.abc import Callable, Iterable, Iterator

from annotations.dates import show_date
from annotations.entries import Entry
from annotations.exporting.pack.collecting import Shown
from annotations.exporting.pack.manifest import STATEMENT, Exhibit, LeftOut, why
from annotations.exporting.pack.page_pictures import Drawn
from annotations.exporting.paper.document import (
    Block,
    Box,
    Cell,
    Column,
    Document,
    Heading,
    Page,
    Paragraph,
    Picture,
    Row,
    Style,
    Table,
    Width,
    Words,
)
from annotations.exporting.report import Report
from annotations.locators import show_place
from resources import Catalogue

CONTEXT = 400
"""Characters shown on each side of a quote."""
_PAGE_WIDTH = 620
_MOST_NAMED = 6  # highlights in the stamp of a page

Pages = Callable[[Shown], Iterable[Drawn]]


def bundle(
    report: Report, shown: Iterable[Shown], pages: dict[int, list[Drawn]], words: Catalogue
) -> Document:
    """Make the document; `pages` are the drawn pages by the number of their exhibit."""
    exhibits = list(shown)
    blocks: list[Block] = [
        Heading(1, (Words(words("Exhibits: {title}", title=report.title)),)),
        Paragraph((Words(words(STATEMENT)),), Style.SMALL),
        _index([each.exhibit for each in exhibits], words),
    ]
    for each in exhibits:
        blocks += _exhibit(each, pages.get(each.exhibit.number, []), words)
    return Document(
        title=words("Exhibits: {title}", title=report.title),
        language=words.language,
        page=Page.UPRIGHT,
        blocks=tuple(blocks),
        date=show_date(report.made, words),
    )


def _index(exhibits: list[Exhibit], words: Catalogue) -> Table:
    names = (words("Exhibit"), words("Article"), words("Published"), words("Imported"))
    head = Row(tuple(Cell((Paragraph((Words(name),)),), is_head=True) for name in names))
    rows = [
        Row(
            (
                _cell(Words(each.label, link=f"#exhibit-{each.number}")),
                _cell(Words(" · ".join(filter(None, (each.title, each.outlet))))),
                _cell(Words(show_date(each.published, words) if each.published else "")),
                _cell(Words(_moment(each.imported, words))),
            )
        )
        for each in exhibits
    ]
    widths = (Width.NARROW, Width.WIDE, Width.NARROW, Width.PLAIN)
    return Table(tuple(map(Column, widths)), (head,), tuple(rows))


def _cell(*inlines: Words) -> Cell:
    return Cell((Paragraph(inlines),) if any(each.text for each in inlines) else ())


def _exhibit(shown: Shown, pages: list[Drawn], words: Catalogue) -> Iterator[Block]:
    about = shown.exhibit
    title = " · ".join(filter(None, (about.label, about.title)))
    yield Heading(2, (Words(title),), anchor=f"exhibit-{about.number}")
    yield _facts(about, words)
    if about.left_out is not LeftOut.NONE:
        said = words("The original is left out: {reason}.", reason=why(about.left_out, words))
        yield Paragraph((Words(said),), Style.CARE)
    found: set[str] = set()
    for each in pages:
        found |= set(each.found)
        label = words("p. {label}", label=each.label)
        quotes = ", ".join(each.quotes[:_MOST_NAMED]) + "…" * (len(each.quotes) > _MOST_NAMED)
        alt = words("Page {label} of {exhibit}", label=each.label, exhibit=about.label)
        stamp = f"{about.label} · {label} · {quotes}"
        yield Picture(each.data, "image/jpeg", alt, _PAGE_WIDTH, stamp)
        if len(each.quotes) > _MOST_NAMED:
            yield Paragraph((Words(f"{label}: {', '.join(each.quotes)}"),), Style.CAPTION)
    for entry in shown.entries:
        if entry.highlight.label not in found:
            yield _passage(entry, shown, words, boxed=bool(pages))


def _facts(about: Exhibit, words: Catalogue) -> Table:
    rows = (
        (words("Outlet"), about.outlet, False),
        (words("Published"), show_date(about.published, words) if about.published else "", False),
        (words("Address"), about.url, False),
        (words("Archive"), about.archived_url, False),
        (words("Imported"), _moment(about.imported, words), False),
        (words("Retrieved"), _moment(about.retrieved, words), False),
        (words("File"), about.file, False),
        (words("Part of the file"), about.part, False),
        (words("Original (SHA-256)"), about.sha256, True),
        (words("Text (SHA-256)"), about.text_sha256, True),
    )
    return Table(
        (Column(Width.NARROW), Column(Width.WIDE)),
        (),
        tuple(
            Row((_cell(Words(name, muted=True)), _cell(_value(value, fixed=fixed))))
            for name, value, fixed in rows
            if value
        ),
    )


def _value(value: str, *, fixed: bool) -> Words:
    link = value if value.lower().startswith(("http://", "https://")) else ""
    return Words(value, fixed=fixed, link=link)


def _passage(entry: Entry, shown: Shown, words: Catalogue, *, boxed: bool) -> Box:
    """Show a quote in what stands around it, where that may leave; else the quote alone."""
    quote = entry.highlight.quote
    text = shown.revision.text.text
    place = show_place(entry, words)
    offsets = words("characters {start} to {end}", start=quote.start, end=quote.end)
    head = " · ".join(filter(None, (entry.highlight.label, offsets, place)))
    before = after = ""
    if shown.exhibit.text_left_out is LeftOut.NONE:
        before = _to_word(text[max(quote.start - CONTEXT, 0) : quote.start], first=True)
        after = _to_word(text[quote.end : quote.end + CONTEXT], first=False)
    language = entry.article.metadata.language
    blocks: list[Block] = [
        Paragraph((Words(f"{shown.exhibit.label} · {head}", bold=True),), Style.SMALL),
        Paragraph(
            (
                Words(before, muted=True, quote=True, language=language),
                Words(quote.exact, mark=True, quote=True, language=language),
                Words(after, muted=True, quote=True, language=language),
            ),
        ),
    ]
    if boxed:
        said = words("These words were not found on a page that could be shown.")
        blocks.append(Paragraph((Words(said, muted=True),), Style.SMALL))
    return Box(tuple(blocks), Style.CARD, entry.highlight.label.lower())


def _to_word(text: str, *, first: bool) -> str:
    """Cut what stands around a quote at a word; dots say that more stands there."""
    if len(text) < CONTEXT:
        return text
    if first:
        _, space, rest = text.partition(" ")
        return f"… {rest}" if space else f"…{text}"
    rest, space, _ = text.rpartition(" ")
    return f"{rest} …" if space else f"{text}…"


def _moment(utc: str, words: Catalogue) -> str:
    """Show a moment in UTC, as precisely as it is known."""
    return show_date(utc, words, long=True) if utc else ""
