"""The corpus through the real importers: words, metadata, structure, places (-s for the table)."""

from collections.abc import Iterator
from pathlib import Path
from statistics import fmean

import pytest

from annotations.errors import ImportFailed
from annotations.importing import IMPORTERS
from annotations.importing.choosing import surest
from annotations.importing.protocol import Part, Wishes
from annotations.importing.worker import Worker
from annotations.model import Imported, RichText, Span
from annotations.vocabulary import LocatorKind
from tests.corpus import (
    CORPUS,
    EXPECTED,
    Sample,
    lost_structure,
    read,
    read_one,
    samples,
    score,
    words,
    wrong_metadata,
)
from tests.terminal import Kutip

LEAST = 0.98
"""Recall and precision of the words, on average of each format."""
FEWEST = 80
LARGEST = 3_000_000
"""Bytes of the whole corpus: it is in the repository."""

ALL = samples()
SINGLE = [sample for sample in ALL if "members" not in sample.expected and sample.expected["text"]]
PICTURES = [sample for sample in ALL if sample.format == "scans"]
ARCHIVES = [sample for sample in ALL if "members" in sample.expected]
BOOKS = [sample for sample in ALL if "chapters" in sample.expected]
CONFINED = (
    "docx/harbour.docx",
    "html/banjir-besar.html",
    "pdf/putusan.pdf",
    "epub/chapters-epub2.epub",
    "plain/chinese-gbk.txt",
)
"""Files that go through the worker, too: one of each heavy library."""


def each(chosen: list[Sample]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("sample", [pytest.param(one, id=one.label) for one in chosen])


@each(ALL)
def test_the_content_decides_and_not_the_suffix(sample: Sample) -> None:
    data = sample.path.read_bytes()
    names = (sample.path.name, "file", "x.txt", "x.docx", "x.html")
    assert len({surest(IMPORTERS, data, name).name for name in names}) == 1


@pytest.fixture(scope="module")
def imported() -> dict[str, Imported]:
    """Read all files of one article, once."""
    read_all = {}
    for sample in SINGLE:
        try:
            read_all[sample.label] = read_one(sample)
        except (ImportFailed, AssertionError) as failed:
            print(f"{sample.label}: {failed}")  # noqa: T201 - the table is for reading
    return read_all


def test_the_corpus_has_files_of_every_format_and_stays_small() -> None:
    assert len(ALL) >= FEWEST
    assert {sample.format for sample in ALL} == {
        "docx", "eml", "epub", "html", "markdown", "mhtml", "odt", "pdf", "plain", "rtf",
        "scans", "srt", "timecoded", "vtt", "whatsapp", "zip",
    }  # fmt: skip
    assert all(sample.path.is_file() for sample in ALL)
    held = [path for path in CORPUS.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in held if not path.name.endswith(EXPECTED)) < LARGEST


@pytest.mark.parametrize("folder", sorted({sample.format for sample in SINGLE}))
def test_a_format_keeps_the_words_and_adds_none(imported: dict[str, Imported], folder: str) -> None:
    scores = {
        sample.label: score(sample.expected["text"], imported[sample.label].text.text)
        for sample in SINGLE
        if sample.format == folder
    }
    for label, one in scores.items():
        print(f"{label:55} recall {one.recall:.3f} precision {one.precision:.3f}")  # noqa: T201
    recall = fmean(one.recall for one in scores.values())
    precision = fmean(one.precision for one in scores.values())
    print(f"{folder:55} recall {recall:.3f} precision {precision:.3f}")  # noqa: T201
    assert recall >= LEAST, scores
    assert precision >= LEAST, scores


@each(SINGLE)
def test_no_word_of_what_stands_around_a_story_is_taken(
    imported: dict[str, Imported], sample: Sample
) -> None:
    text = imported[sample.label].text.text.casefold()
    assert [each for each in sample.expected.get("absent", []) if each.casefold() in text] == []


@each(SINGLE)
def test_what_a_file_says_of_itself_is_read(imported: dict[str, Imported], sample: Sample) -> None:
    assert list(wrong_metadata(sample, imported[sample.label])) == []


@each([sample for sample in SINGLE if "structure" in sample.expected])
def test_structure_survives(imported: dict[str, Imported], sample: Sample) -> None:
    assert list(lost_structure(sample, imported[sample.label].text)) == []


@each([sample for sample in SINGLE if "notes" in sample.expected])
def test_a_comment_hangs_on_its_words_and_is_none_of_them(
    imported: dict[str, Imported], sample: Sample
) -> None:
    titles = [run.title for run in imported[sample.label].text.runs if run.target == "comment"]
    assert [title.removeprefix("Desk: ") for title in titles] == sample.expected["notes"]


@each([sample for sample in SINGLE if "places" in sample.expected])
def test_places_are_those_of_the_source(imported: dict[str, Imported], sample: Sample) -> None:
    text = imported[sample.label].text
    wrong = []
    for kind, *said, phrase in sample.expected["places"]:
        labels = _labels(text, LocatorKind(kind), phrase)
        if not any(_is_place(kind, said, label) for label in labels):
            wrong.append((kind, said, phrase, labels))
    assert wrong == []


def _is_place(kind: str, said: list[str], label: str) -> bool:
    if kind == "message":  # "Budi, 2024-07-25 10:31"
        when, who = said
        return who in label and when in label
    return label.split(".", maxsplit=1)[0] == said[0] if kind == "time" else label == said[0]


def _labels(text: RichText, kind: LocatorKind, phrase: str) -> list[str]:
    """Name the places of the words of a phrase, wherever its lines were broken."""
    span = _find(text.text, phrase)
    places = [(place.start, place.end, place.locator) for place in text.places]
    places += [(block.start, block.end, block.locator) for block in text.blocks if block.locator]
    return [
        locator.label
        for start, end, locator in places
        if locator.kind is kind and start < span.end and end > span.start
    ]


def _find(text: str, phrase: str) -> Span:
    flat = " ".join(phrase.split())
    start = " ".join(text.split("\n")).find(flat)
    assert start >= 0, phrase
    return Span(start, start + len(flat))


@each([sample for sample in ALL if "pages" in sample.expected])
def test_pages_are_counted(sample: Sample) -> None:
    assert read_one(sample).pages == sample.expected["pages"]


@each(PICTURES)
def test_a_picture_of_words_has_pages_and_says_that_it_has_no_words(sample: Sample) -> None:
    scan = read_one(sample)
    assert words(scan.text.text) == []
    assert scan.warnings


@each([sample for sample in SINGLE if "encoding" in sample.expected])
def test_the_encoding_is_told(imported: dict[str, Imported], sample: Sample) -> None:
    wanted = sample.expected["encoding"].removesuffix("-sig")
    assert imported[sample.label].encoding == wanted


@each(ARCHIVES)
def test_a_file_in_an_archive_is_read_as_it_is_alone(sample: Sample) -> None:
    parts = [part for part in read(sample.path.read_bytes(), sample.path.name) if part.imported]
    members = [CORPUS / member for member in sample.expected["members"]]
    assert [part.label.rpartition("/")[2] for part in parts] == [path.name for path in members]
    for part, path in zip(parts, members, strict=True):
        (alone,) = read(path.read_bytes(), path.name)
        assert part.original == path.read_bytes()
        assert _text(part) == _text(alone)


@each(BOOKS)
def test_a_book_is_one_article_or_one_a_chapter_as_the_user_says(sample: Sample) -> None:
    parts = read(sample.path.read_bytes(), sample.path.name, Wishes(chapters=True))
    told = [part for part in parts if part.imported and len(words(_text(part))) > 20]
    titles = [part.imported.metadata.title for part in told if part.imported]
    whole = sample.expected["metadata"]["title"]
    assert titles == [f"{whole}: {chapter}" for chapter in sample.expected["chapters"]]
    joined = "\n\n".join(_text(part) for part in told)
    assert score(sample.expected["text"], joined).recall == 1


def _text(part: Part) -> str:
    return part.imported.text.text if part.imported else ""


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as worker:
        yield worker


@each([sample for sample in ALL if sample.label in CONFINED])
def test_the_process_that_can_open_no_file_reads_the_same(
    worker: Worker, imported: dict[str, Imported], sample: Sample
) -> None:
    read_there = worker.parse(sample.path.read_bytes(), sample.path.name)
    assert read_there == imported[sample.label]


def test_the_command_line_imports_them(
    kutip: Kutip, imported: dict[str, Imported], tmp_path: Path
) -> None:
    library = ("--library", tmp_path / "corpus.kutip")
    assert kutip("new", library[1]).status == 0
    chosen = [sample for sample in ALL if sample.label in CONFINED]
    run = kutip("import", *(sample.path for sample in chosen), "--json", *library)
    assert run.status == 0, run.err
    assert [record["status"] for record in run.records] == ["added"] * len(CONFINED)
    for sample, record in zip(chosen, run.records, strict=True):
        text = kutip("text", record["article"], *library).out
        assert text.rstrip("\n") == imported[sample.label].text.text.rstrip("\n")
