"""Every format of a report, opened by another program: what it holds is there for others too.

    .venv/bin/python -m pytest -m long tests/end2end/test_reports_opened.py

LibreOffice (DOCX, XLSX, CSV), poppler (PDF), sha256sum (proof packs), an HTML parser. JSON-LD in
Recogito's own parser is in `test_recogito.py`. What is not installed is skipped.
"""

import csv
import html
import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from annotations.exporting import as_bytes, exporter
from annotations.exporting.layout import FACT_CHECK, LEGAL_SCHEDULE, Layout
from annotations.exporting.report import Report
from annotations.exporting.templates import BUILT_IN, render
from annotations.queries import Filter
from resources import catalogue, read_text
from tests import random_libraries, read_reports
from tests.made_packs import make_library, make_pack
from tests.random_libraries import Made
from tests.unit.test_formats_agree import gathered, reported

WORDS = catalogue("en")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
SAID_OF_EVERY_TAGGED_FILE = b"Syntax Error: Suspects object is wrong type (boolean)"
"""What poppler says where a file says nothing of doubtful tags, as the standard allows."""
with_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
with_poppler = pytest.mark.skipif(
    not all(map(shutil.which, ("pdftotext", "pdfinfo", "pdffonts", "pdftohtml"))),
    reason="poppler is not here",
)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Made, Report]]:
    """Make a library full of payloads, and its report."""
    made = random_libraries.make(tmp_path_factory.mktemp("library"), 11)
    with made.store:
        yield made, reported(made, gathered(made.store, Filter()))


def written(report: Report, form: str, folder: Path, template: str = "report") -> Path:
    """Write a report to a file."""
    path = folder / f"{template}{exporter(form).suffix}"
    laid_out = replace(report, layout=Layout(template=template))
    path.write_bytes(b"".join(map(as_bytes, exporter(form).pieces(laid_out, WORDS))))
    return path


def converted(path: Path, to: str, how: str = "") -> Path:
    """Let LibreOffice open a file and write it anew."""
    home = f"-env:UserInstallation={(path.parent / 'home').as_uri()}"
    command = ["soffice", home, "--headless", *([how] if how else []), "--convert-to", to]
    subprocess.run(
        [*command, "--outdir", str(path.parent), str(path)],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return path.with_suffix(f".{to.partition(':')[0]}")


def cells(path: Path) -> list[list[list[str]]]:
    """Read the sheets of an OpenDocument workbook; no cell may have a formula or a link."""
    with zipfile.ZipFile(path) as archive:
        root = ET.fromstring(archive.read("content.xml"))  # noqa: S314 - LibreOffice's own
    formulas = [e.get(f"{_TABLE}formula") for e in root.iter(f"{_TABLE}table-cell")]
    # what LibreOffice makes of a cell that is true or false
    assert set(filter(None, formulas)) <= {"of:=FALSE()", "of:=TRUE()"}
    assert not list(root.iter(f"{_TEXT}a"))
    return [
        [list(_cells(row)) for row in sheet.iter(f"{_TABLE}table-row")]
        for sheet in root.iter(f"{_TABLE}table")
    ]


def _cells(row: ET.Element) -> Iterator[str]:
    for cell in row.iter(f"{_TABLE}table-cell"):
        several = min(int(cell.get(f"{_TABLE}number-columns-repeated", "1")), 300)
        words = "\n".join(_spoken(each) for each in cell.findall(f"{_TEXT}p"))
        yield from [words] * several


def _spoken(paragraph: ET.Element) -> str:
    """Read a paragraph; OpenDocument writes runs of spaces and tabs as elements."""
    found = paragraph.text or ""
    for each in paragraph:
        name = each.tag.removeprefix(_TEXT)
        found += {"tab": "\t", "line-break": "\n"}.get(name, "")
        if name == "s":
            found += " " * int(each.get(f"{_TEXT}c", "1"))
        elif each.tag.startswith(_OFFICE):
            continue
        else:
            found += _spoken(each)
        found += each.tail or ""
    return found


def quotes_of(rows: list[list[str]]) -> dict[str, str]:
    """Read the quotes below a head, by their numbers."""
    head = rows[0]
    label, quote = head.index("label"), head.index("quote")
    return {row[label]: row[quote] for row in rows[1:] if len(row) > label and row[label]}


def plain(text: str) -> str:
    """Leave out white space, and what a program may drop that cannot be seen."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff]", "", read_reports.decoded(text))


@pytest.mark.long
@with_office
@pytest.mark.parametrize("template", list(BUILT_IN))
def test_libreoffice_reads_the_quotes_of_a_word_file(
    case: tuple[Made, Report], template: str, tmp_path: Path
) -> None:
    made, report = case
    text = converted(written(report, "docx", tmp_path, template), "txt:Text (encoded):UTF8")
    found = plain(text.read_text("utf-8-sig"))
    wanted = made.pledges if template == "promise_ledger" else made.leaving
    for label in wanted:
        assert label in found
        assert plain(made.leaving[label]) in found, label


@pytest.mark.long
@with_office
def test_libreoffice_reads_the_quotes_of_a_workbook(
    case: tuple[Made, Report], tmp_path: Path
) -> None:
    made, report = case
    sheets = cells(converted(written(report, "xlsx", tmp_path), "ods"))
    found = {label: plain(quote) for label, quote in quotes_of(sheets[1]).items()}
    assert found == {label: plain(quote) for label, quote in made.leaving.items()}
    assert len(sheets) > 4


@pytest.mark.long
@with_office
def test_libreoffice_runs_nothing_of_a_csv_file(case: tuple[Made, Report], tmp_path: Path) -> None:
    made, report = case
    how = "--infilter=CSV:44,34,76,1"
    (sheet,) = cells(converted(written(report, "csv", tmp_path), "ods", how))
    # A table of bare text says no types: what is a number alone is read as one, "89." as 89.
    words = {label: q for label, q in made.leaving.items() if not re.fullmatch(r"[\d.,\s]+", q)}
    found = {label: plain(quote.lstrip("'")) for label, quote in quotes_of(sheet).items()}
    assert found.keys() == made.leaving.keys()
    assert {k: found[k] for k in words} == {k: plain(q).lstrip("'") for k, q in words.items()}


@with_poppler
@pytest.mark.parametrize(
    "template",
    [
        pytest.param("report", marks=pytest.mark.long),
        LEGAL_SCHEDULE,
        pytest.param(FACT_CHECK, marks=pytest.mark.long),
    ],
)
def test_poppler_reads_a_pdf_with_its_fonts_outline_and_numbers(
    case: tuple[Made, Report], template: str, tmp_path: Path
) -> None:
    made, report = case
    path = written(report, "pdf", tmp_path, template)

    def told(*command: str) -> str:
        run = subprocess.run([*command], capture_output=True, check=True, timeout=60)
        wrong = run.stderr.replace(SAID_OF_EVERY_TAGGED_FILE, b"")
        assert b"Error" not in wrong, wrong
        return run.stdout.decode()

    about = told("pdfinfo", str(path))
    pages = int(re.findall(r"Pages:\s+(\d+)", about)[0])
    size = r"841\.\d+ x 595" if template == LEGAL_SCHEDULE else r"595\.\d+ x 841"
    assert re.search(rf"Page size:\s+{size}", about)
    assert re.search(r"Tagged:\s+yes", about)
    assert not re.search(r"Author:\s+\S", about)
    assert re.search(r"JavaScript:\s+no", about)
    fonts = told("pdffonts", str(path)).splitlines()[2:]
    assert fonts
    assert all(line.split()[-5] == "yes" for line in fonts), "embedded"
    assert {line.split()[-3] for line in fonts} == {"yes"}, "letters can be copied"
    for number in (1, pages):
        text = told("pdftotext", "-f", str(number), "-l", str(number), str(path), "-")
        assert f"{number} / {pages}" in text or f"{number}/{pages}" in text
    assert "<outline>" in told("pdftohtml", "-xml", "-i", "-stdout", str(path))
    links = told("pdfinfo", "-url", str(path))
    assert all(line.split()[-1].startswith(("http", "URL")) for line in links.splitlines())
    wide, high = (842, 595) if template == LEGAL_SCHEDULE else (595, 842)
    inside = ["-x", "0", "-y", "42", "-W", str(wide), "-H", str(high - 80)]  # without margins
    _same_letters(made, told("pdftotext", "-raw", *inside, str(path), "-"), template)


def _same_letters(made: Made, text: str, template: str) -> None:
    """Compare the quotes with the text; where rows of a table go over pages, the letters only."""
    found = on_paper(text)
    letters = Counter(found)
    for label, quote in made.leaving.items():
        assert label in found
        wanted = on_paper(quote)
        if template == LEGAL_SCHEDULE or read_reports.turned(quote):
            assert not Counter(wanted) - letters, (label, quote)
        else:
            assert wanted in found, (label, quote)


def on_paper(text: str) -> str:
    """Leave out what has no letters on paper: what no font may have, and what steers."""
    return plain(re.sub(r"[\u0e00-\u0e7f\ufffc\ufffd\ue000\U0010ffff]", "", text))


WITHIN = ("data:image/", "#")


class _Looking(HTMLParser):
    """Collects what of a page would load, run, send or lead elsewhere."""

    LOADS = frozenset((
        "iframe", "object", "embed", "base", "audio", "video", "source", "track", "frame", "applet",
    ))  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.policy = ""
        self.script = self.style = ""
        self._within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._within = tag if tag in {"script", "style"} else ""
        if tag in self.LOADS or tag == "link":
            self.wrong.append(tag)
        if tag == "meta" and given.get("http-equiv"):
            assert given["http-equiv"] == "Content-Security-Policy"
            self.policy = given["content"]
        for name, value in given.items():
            if name.startswith("on") or name in {"style", "srcset", "action", "formaction", "ping"}:
                self.wrong.append(f"{tag} {name}")
            loads = name in {"src", "data", "poster", "background", "xlink:href"}
            if (loads or (name == "href" and tag != "a")) and not value.startswith(WITHIN):
                self.wrong.append(f"{tag} {name}={value}")
            if name == "href" and tag == "a" and not re.match(r"https?://|#k-\d+$", value):
                self.wrong.append(f"a {value}")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - its parser gives it
        self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within == "script":
            self.script += data
        if self._within == "style":
            self.style += data


@pytest.mark.parametrize("template", list(BUILT_IN))
def test_a_page_loads_runs_and_sends_nothing(case: tuple[Made, Report], template: str) -> None:
    _, report = case
    page = "".join(render(replace(report, layout=Layout(template=template)), WORDS))
    found = _Looking()
    found.feed(page)
    found.close()
    assert found.wrong == []
    assert found.policy.startswith("default-src 'none'")
    assert "http" not in found.policy
    assert found.script in {"", read_text("templates/report.js")}
    assert not re.search(r"url\(|@import|expression|\\", html.unescape(found.style))


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="sha256sum is not here")
def test_sha256sum_verifies_a_pack(tmp_path: Path) -> None:
    with make_library(tmp_path / "a.kutip") as store:
        make_pack(store, tmp_path / "bukti.zip", WORDS)
    with zipfile.ZipFile(tmp_path / "bukti.zip") as archive:
        archive.extractall(tmp_path / "bukti")
    run = subprocess.run(
        ["sha256sum", "--strict", "--check", "SHA256SUMS"],
        cwd=tmp_path / "bukti",
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
    rows = list(csv.reader(io.StringIO((tmp_path / "bukti/highlights.csv").read_text("utf-8-sig"))))
    assert len(rows) > 1
