"""Every format says the same as the library: count and text of every quote, and nothing private.

Over random libraries that are stored (`tests.random_libraries`): 40 payloads in every field that a
person or a rule can fill, emoji, bidi and control characters. What is compared:

- HTML in each template and in a user's own, Markdown, Obsidian, CSV, XLSX, JSON, JSON-LD, DOCX and
  the records of a proof pack: number and words of each highlight, character for character. Where a
  format cannot hold a character (controls in XML), its code, <U+0007>, is read as it.
- Citations: the number of lines, and that each begins with the quote on one line.
- PDF, by its text layer: each number, and each quote's letters in their order, in compatibility
  form (readers part ligatures), without white space, hyphens (pdfium takes some for those of line
  ends), characters that have no place on paper and those that no font of the machine may have
  (Thai; noncharacters): boxes stand for them on the page, and not all in its text layer. Emoji are
  left to another reader, which finds them (`tests/end2end/test_reports_opened.py`): this one skips
  some. Of a quote with letters that run from right to left only which letters there are: programs
  read them in different orders.

The long one, 200 libraries (ten to fifteen minutes):

    KUTIP_LIBRARIES=200 .venv/bin/python -m pytest -m long tests/unit/test_formats_agree.py
"""

import json
import os
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from annotations.citing.quoting import quoted
from annotations.errors import StaysWhole
from annotations.exporting import EXPORTERS, as_bytes, exporter, picturing
from annotations.exporting.citations import one_line
from annotations.exporting.comments.making import Commented, Wish, comment
from annotations.exporting.gathering import Gathered, gather
from annotations.exporting.layout import PROMISE_LEDGER, Layout
from annotations.exporting.pack.verdicts import Verified
from annotations.exporting.pack.verifying import verify
from annotations.exporting.pack.writing import Packed, write_pack
from annotations.exporting.report import Grouping, Report, build
from annotations.exporting.templates import BUILT_IN, render
from annotations.queries import Filter
from annotations.storage.store import Store
from resources import catalogue, read_text
from tests import random_libraries, read_formats, read_reports
from tests.random_libraries import ALIAS, FORMER, NAME, SECRETS, Made

LIBRARIES = int(os.environ.get("KUTIP_LIBRARIES", "200"))
WORDS = catalogue("en")
PHONE = re.compile(r"8\W*1\W*2\W*9\W*3\W*4\W*7\W*6\W*0\W*5\W*6")
UNSAID = (*SECRETS, NAME, ALIAS, FORMER, "zperpustakaanz")
OWN = Layout(template="zsendiri", text=read_text("templates/report.html"))
READERS = {
    "csv": lambda data: read_reports.table(data.decode()),
    "docx": read_reports.document,
    "html": lambda data: read_reports.page(data.decode()),
    "json": lambda data: read_reports.records(data.decode()),
    "jsonld": lambda data: read_formats.jsonld(data.decode()),
    "markdown": lambda data: read_reports.markdown(data.decode()),
    "obsidian": lambda data: read_formats.obsidian(data.decode()),
    "xlsx": read_reports.workbook,
}


@dataclass(frozen=True, slots=True)
class Written:
    """A library, its report, and what the report was gathered from."""

    made: Made
    report: Report
    found: Gathered


def gathered(store: Store, wanted: Filter) -> Gathered:
    """Read what a report needs, with the pictures kept as evidence."""
    found = Gathered()
    for _ in gather(store, wanted, found):
        pass
    return found


def reported(made: Made, found: Gathered, grouping: Grouping = Grouping.ARTICLE) -> Report:
    """Build a report as the program does, its title and filters full of payloads too."""
    report = build(
        found.entries,
        WORDS,
        title=made.title,
        grouping=grouping,
        filters=(made.title,),
        speakers=found.speakers,
        off_record=found.off_record,
        mentions=found.mentions,
    )
    pictured = picturing.Pictured(report)
    for _ in picturing.fetch(made.store, pictured, found.speakers):
        pass
    return pictured.report


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Written]:
    made = random_libraries.make(tmp_path_factory.mktemp("library"), 1, size=24)
    with made.store:
        found = gathered(made.store, Filter())
        yield Written(made, reported(made, found), found)


def bytes_of(report: Report, form: str) -> bytes:
    """Write a report."""
    return b"".join(map(as_bytes, exporter(form).pieces(report, WORDS)))


def nothing_private(where: str, data: bytes) -> None:
    """Look for every secret in a file and in all that is packed into it."""
    is_read = False
    for name, found in read_reports.opened(data):
        words = read_reports.words_of(found)
        is_read |= "k-0" in words
        for secret in UNSAID:
            at = words.find(secret.casefold())
            assert at < 0, (where, name, secret, words[max(0, at - 150) : at + 50])
        number = PHONE.search(words)
        assert number is None, (where, name, words[number.start() - 150 : number.end() + 50])
    assert is_read, f"{where}: nothing was looked at"


def same_in_every_format(made: Made, report: Report) -> None:
    """Compare the library with every format but PDF."""
    assert {e.highlight.label: e.highlight.quote.exact for e in report.entries} == made.leaving
    assert report.total == len(made.leaving)
    assert sum(count.n for count in report.withheld) == len(made.staying)
    for each in EXPORTERS:
        if each.name == "pdf":
            continue
        data = bytes_of(report, each.name)
        if each.name in READERS:
            assert READERS[each.name](data) == made.leaving, each.name
        else:
            _same_citations(report, data.decode())
        nothing_private(each.name, data)


def _same_citations(report: Report, text: str) -> None:
    lines = text.split("\n")[:-1]
    quotes = [one_line(quoted(each.highlight.quote.exact)) for each in report.entries]
    assert len(lines) == len(quotes)
    assert all(map(str.startswith, lines, quotes))


def same_in_every_template(made: Made, report: Report) -> None:
    """Compare the library with the page, and the Word file, in each template."""
    for layout in (*(Layout(template=name) for name in BUILT_IN), OWN):
        laid_out = replace(report, layout=layout)
        page = "".join(render(laid_out, WORDS))
        wanted = made.leaving
        if layout.template == PROMISE_LEDGER:
            wanted = {label: wanted[label] for label in made.pledges}
        assert read_reports.page(page) == wanted, layout.template
        nothing_private(layout.template, page.encode())
        word = bytes_of(laid_out, "docx")
        assert read_reports.document(word) == wanted, layout.template
        nothing_private(layout.template, word)


def same_on_paper(made: Made, report: Report) -> None:
    """Compare the library with the pages of a PDF."""
    data = bytes_of(report, "pdf")
    pages = read_reports.paper(data)
    assert set(made.leaving) <= set(re.findall(r"K-\d{3,}", pages))
    assert not made.staying & set(re.findall(r"K-\d{3,}", pages))
    seen = read_reports.seen(pages)
    letters = Counter(seen)
    for label, quote in made.leaving.items():
        wanted = read_reports.seen(quote)
        if read_reports.turned(wanted):
            assert not Counter(wanted) - letters, (label, quote)
        else:
            assert wanted in seen, (label, quote)
    nothing_private("pdf", data)


def same_in_a_pack(made: Made, report: Report, found: Gathered, folder: Path) -> None:
    """Compare the library with a proof pack, which verifies itself."""
    path = folder / "bukti.zip"
    for _ in write_pack(made.store, report, found, path, WORDS, Packed(), replace=True):
        pass
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    told = json.loads(files["manifest.json"])
    assert {each["label"]: each["quote"] for each in told["highlights"]} == made.leaving
    assert READERS["html"](files["report.html"]) == made.leaving
    assert READERS["csv"](files["highlights.csv"]) == made.leaving
    texts = {e["number"]: files[e["text"]].decode() for e in told["exhibits"] if e.get("text")}
    for each in told["highlights"]:
        if each["exhibit"] in texts:
            assert texts[each["exhibit"]][each["start"] : each["end"]] == each["quote"]
    nothing_private("pack", path.read_bytes())
    verified = Verified()
    for _ in verify(path, verified):
        pass
    assert verified.good, (verified.problems, verified.verdicts)


def same_in_comments(made: Made, report: Report) -> set[str]:
    """Compare the library with the Word comments of each article that may leave whole.

    Give the numbers of the highlights that stand in them.
    """
    found: set[str] = set()
    for number in sorted({each.article.id for each in report.entries}):
        into = Commented()
        try:
            for _ in comment(made.store, Wish(article=number), WORDS, into):
                pass
        except StaysWhole:
            continue
        here = [e.highlight.label for e in report.entries if e.article.id == number]
        assert sorted(into.placed) == sorted(here)
        assert sorted(read_reports.comments(into.data)) == sorted(here)
        nothing_private("comments", into.data)
        found |= set(here)
    return found


def test_comments_hold_what_the_library_holds(written: Written) -> None:
    assert len(same_in_comments(written.made, written.report)) > 4


def test_every_format_holds_what_the_library_holds(written: Written) -> None:
    same_in_every_format(written.made, written.report)


def test_every_template_holds_what_the_library_holds(written: Written) -> None:
    same_in_every_template(written.made, written.report)


def test_the_pages_hold_what_the_library_holds(written: Written) -> None:
    same_on_paper(written.made, written.report)


def test_a_pack_holds_what_the_library_holds(written: Written, tmp_path: Path) -> None:
    same_in_a_pack(written.made, written.report, written.found, tmp_path)


def test_what_stays_is_not_told_by_what_was_asked_for(written: Written) -> None:
    """Nothing private leaves either where what is withheld is not among what was asked for."""
    made = written.made
    numbers = tuple(int(label[2:]) for label in made.leaving)
    report = reported(made, gathered(made.store, Filter(highlights=numbers)), Grouping.SPEAKER)
    same_in_every_format(replace_staying(made), report)


def replace_staying(made: Made) -> Made:
    """Expect nothing to be counted as withheld."""
    return replace(made, staying=set())


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 100 + LIBRARIES))
def test_random_libraries_are_the_same_in_every_format(seed: int, tmp_path: Path) -> None:
    made = random_libraries.make(tmp_path, seed, size=20)
    with made.store:
        found = gathered(made.store, Filter())
        report = reported(made, found, list(Grouping)[seed % 3])
        same_in_every_format(made, report)
        same_in_every_template(made, report)
        if seed % 5 == 0:
            same_on_paper(made, report)
        if seed % 10 == 0:
            same_in_comments(made, report)
            same_in_a_pack(made, report, found, tmp_path)
