"""What Kutip writes for Word, opened by LibreOffice: all comments there, all words there.

.venv/bin/python -m pytest tests/end2end/test_word_opened.py -m long
"""

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from annotations.exporting import docx as report_format
from annotations.exporting.comments.own_document import own_document
from annotations.exporting.comments.remarks import By, Remark
from annotations.exporting.layout import LEGAL_SCHEDULE, Layout
from annotations.exporting.report import build
from annotations.exporting.word.package import Package
from annotations.importing import docx
from annotations.importing.word.docx_comments import comment
from annotations.richtext import parse_markdown
from resources import catalogue
from tests.made_entries import checked, entry
from tests.made_manuscript import manuscript
from tests.unit.test_word_comments import TWENTY, asked, span

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here"),
]
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"


def opened(data: bytes, folder: Path) -> etree._Element:
    """Let LibreOffice open a Word file, and read what it made of it."""
    source = folder / "a.docx"
    source.write_bytes(data)
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "odt", "--outdir", str(folder)]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=180)
    with zipfile.ZipFile(folder / "a.odt") as archive:
        return etree.fromstring(archive.read("content.xml"))


def test_libreoffice_finds_the_comments_in_the_original_beside_the_one_that_was_there(
    tmp_path: Path,
) -> None:
    whole = manuscript()
    shown = docx.parse(whole, "a.docx").text.text
    _, made = comment(whole, asked(shown, [span(shown, each) for each in TWENTY]))
    found = list(opened(made, tmp_path).iter(f"{OFFICE}annotation"))
    by = [each.findtext(f"{DC}creator") for each in found]
    assert by.count("Kutip") == 20
    assert by.count("Sari") == 1


def test_libreoffice_finds_the_comments_in_a_copy_of_the_text(tmp_path: Path) -> None:
    text = parse_markdown(
        "# Pompa\n\nKami **pastikan** [120](https://a.example) pompa.\n\n1. Satu\n"
    )
    words = ("pastikan 120", "120 pompa", "pompa.\n\nSatu")
    starts = [text.text.index(each) for each in words]
    remarks = [
        Remark(start, start + len(each), (((f"K-{at}", True),), (("dua", False),)))
        for at, (start, each) in enumerate(zip(starts, words, strict=True))
    ]
    by = By("Desk", "D", "2026-11-22T10:00:00Z")
    content = opened(own_document(Package("a", "id", "2026-11-22"), text, remarks, by), tmp_path)
    found = list(content.iter(f"{OFFICE}annotation"))
    said = ["".join(each.itertext("{*}p", "{*}span")) for each in found]
    assert sorted(said) == ["K-0dua", "K-1dua", "K-2dua"]
    assert len(list(content.iter(f"{OFFICE}annotation-end"))) == 3
    assert {each.findtext(f"{DC}date") for each in found} == {"2026-11-22T10:00:00"}


def test_libreoffice_reads_every_quote_of_a_report(tmp_path: Path) -> None:
    words = catalogue("en")
    quote = "Ini “kutipan” [sic] \u0634\u0643\u0631\u0627 👮🏽 <b>"
    report = build(
        [entry(1), checked(entry(2, quote=quote))], words, layout=Layout(template=LEGAL_SCHEDULE)
    )
    content = opened(b"".join(report_format.pieces(report, words)), tmp_path)
    said = "".join(" ".join(content.itertext()).split())
    for each in (quote, "Kami pastikan 120 pompa selesai", "K-001", "K-002"):
        assert "".join(each.split()) in said
