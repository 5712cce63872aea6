"""A lawyer without Kutip: finds each quote of a legal schedule in the originals.

    python lawyer_program.py SCHEDULE FOLDER

It knows what the schedule says, and nothing else: the page (.html) or the pages (.pdf) are read by
the titles of their columns, the originals by their file type. Prints a JSON object a row: number,
words, source, place, file, and whether the words stand where the schedule says.
"""

import hashlib
import html
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pypdfium2

NUMBER, WORDS, SOURCE = "No.", "Words", "Source"
AFTER = "Annex"
INSET = 4  # points between a column's edge and its words
LABEL = re.compile(r"K-\d{3,}")
BLOCKS = ("p", "blockquote", "td", "th", "h1", "h2", "h3", "li", "tr", "div")
Row = dict[str, list[str]]


def squeezed(text: str) -> str:
    """Leave out white space, and where a line is broken within a word."""
    return re.sub(r"[\s\x00-\x1f\xad\u200b\ufffe-]", "", text)


def letters(text: str) -> str:
    """Read codes, ⟨U+1F600⟩, as what they are of: a letter that a font on paper lacked."""
    return re.sub(r"⟨\s*U\+([0-9A-F]{4,6})\s*⟩", lambda found: chr(int(found[1], 16)), text)


class Table(HTMLParser):
    """The rows of every table with the schedule's columns, a list of lines a cell; the text."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[list[str]]] = []
        self.text = ""
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - its parser gives them
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append([""])
            self._in_cell = True
        elif tag in BLOCKS and self._in_cell:
            self.rows[-1][-1].append("")
        self.text += "\n" if tag in BLOCKS else ""

    def handle_endtag(self, tag: str) -> None:
        self._in_cell = self._in_cell and tag not in {"td", "th"}

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._in_cell:
            self.rows[-1][-1][-1] += data


def from_page(path: Path) -> tuple[list[Row], str]:
    """Read the schedule as a page of the browser."""
    table = Table()
    table.feed(path.read_text("utf-8"))
    head = next(row for row in table.rows if [NUMBER] in [list(filter(None, c)) for c in row])
    titles = ["".join(cell).strip() for cell in head]
    rows = []
    for cells in table.rows[table.rows.index(head) + 1 :]:
        lines = [list(filter(str.strip, cell)) for cell in cells]
        if len(cells) == len(titles) and LABEL.fullmatch("".join(lines[0]).strip()):
            rows.append(dict(zip(titles, lines, strict=True)))
    return rows, table.text


def from_paper(path: Path) -> tuple[list[Row], str]:
    """Read the schedule as paper: columns by where their titles stand, rows by their numbers."""
    rows: list[Row] = []
    columns: dict[str, float] = {}
    pages = []
    for page in pypdfium2.PdfDocument(path):
        text = page.get_textpage()
        pages.append(text.get_text_range())
        found = list(_pieces(text))  # cell after cell, as they were set
        head = next((piece for piece in found if piece[2].startswith(NUMBER)), None)
        if head is None:
            continue
        end = next((top for left, top, words in found if words.startswith(AFTER)), 0)
        below = [each for each in found if end < each[1] < head[1] - 2]
        columns = columns or {
            each[2].strip(): each[0] for each in found if abs(each[1] - head[1]) < 2
        }
        for left, top, words in below:
            title = _title(left, columns)
            if title == NUMBER and LABEL.match(words):
                rows.append({NUMBER: [words.strip()], "top": [str(top)]})
        _fill(rows, below, columns, str(len(pages)))
    return rows, "\n".join(pages)


def _title(left: float, columns: dict[str, float]) -> str:
    """Name the column that something stands in by where it begins."""
    before = [title for title in columns if columns[title] <= left + INSET]
    return max(before, key=columns.__getitem__) if before else NUMBER


def _pieces(text: pypdfium2.PdfTextPage) -> Iterator[tuple[float, float, str]]:
    for at in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(at)
        yield left, (top + bottom) / 2, text.get_text_bounded(left, bottom, right, top)


def _fill(
    rows: list[Row], found: list[tuple[float, float, str]], columns: dict[str, float], page: str
) -> None:
    """Sort what stands on one page into the rows that begin on it, or go on on it."""
    here = [row for row in rows if row.setdefault("page", [page]) == [page]]
    before = rows[len(rows) - len(here) - 1] if len(rows) > len(here) else None
    for left, top, words in found:
        above = [row for row in here if float(row["top"][0]) >= top - 4]
        row = above[-1] if above else before
        title = _title(left, columns)
        if row is not None and title != NUMBER:
            row.setdefault(title, []).append(words)


def original_of(number: str, told: str) -> str:
    """Read in the annex of which original the text of a number is: its SHA-256."""
    for part in re.split(r"\bOriginal\b", told)[1:]:
        digest = re.match(r"[\s\w]*?((?:[0-9a-f]\s*){64})", part)
        if digest and re.search(rf"{number}\s+\d", part):
            return re.sub(r"\s", "", digest[1])
    return ""


def places(row: Row) -> tuple[str, str]:
    """Read the source's title and the place in it: what is written below the title."""
    lines = " ".join(" ".join(row[SOURCE]).split())
    place = re.search(r"\b(?:pp?\.|at|transcribed by)\s.*", lines)
    title = lines[: place.start()] if place else lines.split("http")[0]
    return title.strip(), place[0].split("http")[0].strip() if place else ""


def stands(words: str, place: str, file: Path) -> bool:
    """Whether the words stand in a file, at the place that the schedule says."""
    suffix = file.suffix.lower()
    if suffix == ".pdf":
        return _on_pages(words, place, file)
    if suffix == ".docx":
        with zipfile.ZipFile(file) as archive:
            parts = [name for name in archive.namelist() if name.endswith(".xml")]
            xml = "".join(archive.read(name).decode() for name in parts)
        return squeezed(words) in squeezed(html.unescape(re.sub(r"<[^>]*>", "", xml)))
    text = file.read_text("utf-8")
    if suffix == ".html":
        return squeezed(words) in squeezed(html.unescape(re.sub(r"<[^>]*>", "", text)))
    if not place:
        return squeezed(words) in squeezed(text)
    return _at_time(words, place, text)


def _on_pages(words: str, place: str, file: Path) -> bool:
    """Look on the pages named, by their place in the file where the schedule says it."""
    counted = re.search(r"pages? (\d+)(?:–(\d+))? of the file", place)
    printed = re.match(r"pp?\. (\d+)(?:–(\d+))?", place)
    named = counted or printed
    if named is None:
        return False
    first, last = int(named[1]), int(named[2] or named[1])
    document = pypdfium2.PdfDocument(file)
    texts = [document[n - 1].get_textpage().get_text_range() for n in range(first, last + 1)]
    return squeezed(words) in squeezed("".join(texts))


def _at_time(words: str, place: str, text: str) -> bool:
    """Look behind the time code, and before the next one for how the words begin."""
    code = re.search(r"(\d\d):(\d\d):(\d\d)", place)
    if code is None:
        return False
    start = text.find(code[0])
    codes = re.compile(r"\d\d:\d\d:\d\d[.,\d]*( --> )?|^\d+$|[\[\]]", re.MULTILINE)
    spoken = codes.sub("\n", text[start:])
    after = re.search(r"(?:-->.*\n|\])([^\[]*?)(?=\n\n|\[|\Z)", text[start:])
    first = squeezed(after[1]) if after else ""
    begun = squeezed(spoken).find(squeezed(words))
    return start >= 0 and 0 <= begun < max(len(first), 1)


def main(schedule: Path, folder: Path) -> None:
    """Find every row."""
    rows, told = from_page(schedule) if schedule.suffix == ".html" else from_paper(schedule)
    files = {hashlib.sha256(each.read_bytes()).hexdigest(): each for each in folder.iterdir()}
    for row in rows:
        words = "".join(row[WORDS][:1]) if schedule.suffix == ".html" else " ".join(row[WORDS])
        words = letters(words.split("⚠")[0])
        title, place = places(row)
        number = row[NUMBER][0].strip()
        file = files.get(original_of(number, told))
        named = file is not None and squeezed(title) in squeezed(file.stem)
        told_of = {
            "number": number,
            "words": words,
            "title": title,
            "place": place,
            "file": file.name if file else "",
            "named": named,
            "found": file is not None and stands(words, place, file),
        }
        sys.stdout.write(f"{json.dumps(told_of)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
