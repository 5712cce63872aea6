"""Markdown to DOCX, ODT, RTF, EPUB, HTML and PDF by other programs, and back by our import.

Every sentence is there again, word for word and in order. The programs are not part of Kutip's
tools: where one is missing, what it would make is skipped.
"""

import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.importing import markdown
from annotations.model import RichText, Span
from annotations.spans import sentence_span
from tests.corpus import CORPUS, read
from tests.round_trip_article import EVERYTHING

ARTICLES = (
    "banjir",
    "blog",
    "budget",
    "cafe",
    "harbour",
    "jembatan",
    "pelabuhan",
    "rilis-listrik",
    "sekolah",
    "wetlands",
)
"""Sources of the corpus that have no footnotes, which CommonMark does not know."""

FEWEST = 12
"""Sentences of an article: less would prove little."""

WAYS = (
    # what is made, by which programs, one after another
    ("docx", ("pandoc",)),
    ("odt", ("pandoc",)),
    ("rtf", ("pandoc",)),
    ("epub", ("pandoc",)),
    ("html", ("pandoc",)),
    ("docx", ("pandoc odt", "soffice")),
    ("odt", ("pandoc docx", "soffice")),
    ("rtf", ("pandoc docx", "soffice")),
    ("epub", ("pandoc docx", "soffice")),
    ("html", ("pandoc docx", "soffice")),
    ("pdf", ("pandoc docx", "soffice")),
    ("pdf", ("pandoc html", "chromium")),
)

pytestmark = pytest.mark.long


def sources() -> Iterator[tuple[str, str]]:
    """Read the articles: a headline over a source's body."""
    yield "everything", EVERYTHING
    for name in ARTICLES:
        head, body = (CORPUS / "sources" / f"{name}.md").read_text("utf-8").split("\n---\n", 1)
        title = next(line for line in head.splitlines() if line.startswith("title: "))
        yield name, f"# {title.removeprefix('title: ')}\n\n{body.strip()}\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder for all conversions: LibreOffice's own settings in it are slow to make."""
    return tmp_path_factory.mktemp("round-trip")


@pytest.mark.parametrize(
    ("to", "programs"), WAYS, ids=[f"{to} by {programs[-1]}" for to, programs in WAYS]
)
@pytest.mark.parametrize(("name", "source"), list(sources()), ids=[name for name, _ in sources()])
def test_every_sentence_comes_back_in_order(
    folder: Path, name: str, source: str, to: str, programs: tuple[str, ...]
) -> None:
    for program in programs:
        if not shutil.which(program.split()[0]):
            pytest.skip(f"{program.split()[0]} is not installed")
    kept = markdown.parse(source.encode(), f"{name}.md").text
    wanted = list(sentences(kept))
    assert len(wanted) >= FEWEST
    made = convert(folder, name, source, to, programs)
    (part,) = read(made.read_bytes(), made.name)
    assert part.imported is not None
    assert part.imported.importer == to
    never_there = left_out(made, kept) if (to, programs[-1]) == ("epub", "soffice") else set()
    missing = lost([each for each in wanted if each not in never_there], drawn(part.imported.text))
    assert missing == []


def sentences(text: RichText) -> Iterator[str]:
    """Split a text into sentences, a block at a time."""
    for block in text.blocks:
        start = block.start
        while start < block.end and text.text[start : block.end].strip():
            start += len(text.text[start:]) - len(text.text[start:].lstrip())
            span = sentence_span(text.text, Span(start, start + 1), text.blocks)
            yield " ".join(text.text[span.start : span.end].split())
            start = max(span.end, start + 1)


def drawn(text: RichText) -> str:
    """Write a text with what is drawn before list items: a PDF has no other "(1)" of a law."""
    flat, end = "", 0
    for block in text.blocks:
        flat += f"{text.text[end : block.start]} {block.marker} "
        end = block.start
    return " ".join((flat + text.text[end:]).split())


def lost(wanted: list[str], flat: str) -> list[str]:
    """List the sentences that do not stand in a text after the one before them."""
    missing, at = [], 0
    for sentence in wanted:
        found = flat.find(sentence, at)
        if found < 0:
            missing.append(sentence)
        else:
            at = found + len(sentence)
    return missing


def left_out(made: Path, text: RichText) -> set[str]:
    """Name the cells that LibreOffice itself leaves out of an EPUB: the heading rows of tables."""
    with zipfile.ZipFile(made) as book:
        held = "".join(
            book.read(each).decode() for each in book.namelist() if each.endswith(".xhtml")
        )
    heads = {text.text[block.start : block.end] for block in text.blocks if block.header}
    return {each for each in heads if f">{each}<" not in held}


def convert(folder: Path, name: str, source: str, to: str, programs: tuple[str, ...]) -> Path:
    """Have the programs make a file of an article."""
    work = folder / f"{name}-{to}-{programs[-1]}"
    work.mkdir()
    title = source.splitlines()[0].removeprefix("# ")
    first = programs[0].removeprefix("pandoc").strip() or to
    made = work / f"{name}.{first}"
    command = [
        "pandoc",
        "-f",
        "commonmark+pipe_tables",
        "-s",
        f"--metadata=pagetitle={title}",
        "-o",
        str(made),
    ]
    subprocess.run(command, input=source.encode(), check=True, capture_output=True)
    if programs[-1] == "soffice":
        out = work / "out"
        home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
        kind = {"html": "html:HTML (StarWriter)", "docx": "docx:Office Open XML Text"}.get(to, to)
        command = [
            "soffice",
            home,
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(out),
            str(made),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return out / f"{name}.{to}"
    if programs[-1] == "chromium":
        target = work / f"{name}.pdf"
        profile = f"--user-data-dir={folder / 'chromium'}"
        command = [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            profile,
            "--no-pdf-header-footer",
            f"--print-to-pdf={target}",
            made.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return target
    return made
