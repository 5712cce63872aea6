"""What a reader of each format finds in a report: the quotes by their numbers, and all its words.

By no word of the modules that write them, but for `recovered` (the rule of CSV, as documented).
"""

import csv
import io
import json
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise

import pypdfium2
from lxml import etree
from markdown_it import MarkdownIt

from annotations.exporting.csv_table import recovered
from tests import read_workbook

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CODE = re.compile(r"[<⟨]U\+([0-9A-F]{4,6})[>⟩]")
_HEAD, _FOOT = 42, 38  # points above and below which a running head and a page number stand
_LABEL = re.compile(r"K-\d{3,}")
_UNSEEN = re.compile(
    r"[\s\x00-\x20\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    r"\u0e00-\u0e7f\ufffc-\uffff\U0010ffff]"  # Thai: few machines have a font for it
)


class _Page(HTMLParser):
    """The first quote within each element that has a number for its id."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.quotes: dict[str, str] = {}
        self._label = ""
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        anchor = str(dict(attrs).get("id") or "").upper()
        if _LABEL.fullmatch(anchor):
            self._label = anchor
        if tag == "blockquote":
            self._inside = bool(self._label) and self._label not in self.quotes
            if self._inside:
                self.quotes[self._label] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "blockquote" and self._inside:
            self._inside, self._label = False, ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.quotes[self._label] += data


def page(text: str) -> dict[str, str]:
    """Read the quotes of an HTML page, in any of the templates."""
    found = _Page()
    found.feed(text)
    found.close()
    return found.quotes


def table(text: str) -> dict[str, str]:
    """Read a CSV file; no cell of it may begin like a formula."""
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    for row in rows:
        for cell in row.values():
            number = re.fullmatch(r"-\d+(\.\d+)?", cell)
            assert number or not cell.startswith(tuple("=+-@\t\r\n＝＋－＠")), cell
    return {row["label"]: recovered(row["quote"]) for row in rows}


def records(text: str) -> dict[str, str]:
    """Read a JSON report."""
    return {each["label"]: each["quote"] for each in json.loads(text)["highlights"]}


def workbook(data: bytes) -> dict[str, str]:
    """Read the second sheet, where codes stand for what no workbook can hold."""
    sheets = list(read_workbook.read(data).values())
    rows = read_workbook.table(sheets[1])
    return {row["label"].value: decoded(row["quote"].value) for row in rows}


def markdown(text: str) -> dict[str, str]:
    """Read a Markdown report: letter by letter from its annex, else from the quotation."""
    tokens = MarkdownIt("commonmark").parse(text)
    found: dict[str, str] = {}
    label = ""
    for at, token in enumerate(tokens):
        if token.type == "inline" and tokens[at - 1].tag == "h3":
            label = next(iter(_LABEL.findall(token.content[:12])), "")
        elif token.type == "blockquote_open" and label and label not in found:
            found[label] = "".join(_spoken(tokens[at:]))
    for first, second in pairwise(tokens):
        if second.type == "fence":
            continue
        if first.type == "inline" and _LABEL.fullmatch(first.content):
            after = tokens[tokens.index(second) + 1 :]
            if after and after[0].type == "fence":
                found[first.content] = after[0].content[:-1]
    return found


def _spoken(tokens: list) -> Iterator[str]:  # type: ignore[type-arg] # markdown-it's own
    between = ""
    for token in tokens:
        if token.type == "blockquote_close":
            return
        if token.type == "inline":
            yield between
            between = "\n\n"
            for child in token.children or ():
                yield "\n" if child.type in {"softbreak", "hardbreak"} else child.content


def document(data: bytes) -> dict[str, str]:
    """Read the quotes of a Word file: paragraphs in the style of quotes behind their bookmark."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    found: dict[str, str] = {}
    label = ""
    for paragraph in body.iter(f"{_W}p"):
        for mark in paragraph.iter(f"{_W}bookmarkStart"):
            name = re.match(r"k_k_(\d+)_", mark.get(f"{_W}name", ""))
            label = f"K-{name[1]}" if name else label
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if label and style is not None and style.get(f"{_W}val", "").endswith("Quote"):
            found[label] = decoded("".join(_written(paragraph)))
            label = ""
    return found


def comments(data: bytes) -> list[str]:
    """Read the numbers that the comments of a Word file begin with."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/comments.xml"))
    each = ("".join(_written(comment)) for comment in body.iter(f"{_W}comment"))
    return [label[0] for label in map(_LABEL.match, each) if label]


def _written(paragraph: etree._Element) -> Iterator[str]:
    for each in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}noBreakHyphen"):
        name = etree.QName(each).localname
        yield {"tab": "\t", "br": "\n", "noBreakHyphen": "-"}.get(name, each.text or "")


def paper(data: bytes, *, margins: bool = False) -> str:
    """Read what stands on the pages of a PDF; with what stands in their `margins`."""
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(_on_page(each, margins=margins) for each in document)
    finally:
        document.close()


def _on_page(page: pypdfium2.PdfPage, *, margins: bool) -> str:
    text = page.get_textpage()
    if margins:
        return str(text.get_text_range())
    wide, high = page.get_size()
    return str(text.get_text_bounded(0, _FOOT, wide, high - _HEAD))


def decoded(text: str) -> str:
    """Turn codes of characters, <U+0007>, into these."""
    return _CODE.sub(lambda code: chr(int(code[1], 16)), text)


def seen(text: str) -> str:
    """Keep the letters that have a place on paper: no white space, nothing that steers, no emoji.

    Ligatures and letters with marks are what they are made of. Hyphens are left out too: pdfium
    takes some for those at the ends of lines.
    """
    found = unicodedata.normalize("NFKC", decoded(_UNSEEN.sub("", text)))
    kept = (each for each in found if unicodedata.category(each) not in {"So", "Sk", "Pd"})
    return _UNSEEN.sub("", "".join(kept))


def turned(text: str) -> bool:
    """Whether some letters run from right to left: programs read them in different orders."""
    return any(unicodedata.bidirectional(each) in {"R", "AL"} for each in text)


def opened(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Give a file's bytes and all that is packed into it, each with where it stands."""
    yield "", data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name, name.encode()
                for inner, found in opened(archive.read(name)):
                    yield f"{name} {inner}", found
    elif data.startswith(b"%PDF-"):
        yield "pages", paper(data, margins=True).encode()
        for number, start in enumerate(re.finditer(rb"stream\r?\n", data)):
            try:
                yield f"stream {number}", zlib.decompressobj().decompress(data[start.end() :])
            except zlib.error:
                continue


def words_of(data: bytes) -> str:
    """Read bytes as text in each way that a word could stand in them, in small letters."""
    ways = [data.decode("utf-8", "replace"), data.replace(b"\x00", b"").decode("latin-1")]
    with_tags = ways[0]
    ways.append(re.sub(r"<[^<>]*>", "", with_tags))
    return re.sub(r"\s+", " ", " ".join(ways)).casefold()
