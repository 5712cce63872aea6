"""kutip suggest: the keys of the contract, for a library and for files, which stay as they are."""

import json
import re
from pathlib import Path

import pytest

from annotations import cli
from annotations.detection import engine
from annotations.detection.accepting import accept, reject
from annotations.detection.texts import published_in, read_file
from annotations.storage import suggesting
from annotations.storage.history import Change, replace
from annotations.storage.store import Store
from tests import made_rules
from tests.terminal import Kutip

KEYS = ["kind", "start", "end", "quote", "rule", "speaker", "facts", "checks"]
TEXT = (
    "Harian Arunika - Rabu (14/10/2026)\r\n\r\n"
    "Sebanyak 36 ribu orang 👮🏽 mengungsi."
    " “Kami akan membangun 12 sumur,” kata Sri Lestari.\r\n\r\n"
    "Hak atas air dijamin Pasal 33.\r\n"
)


@pytest.fixture(autouse=True)
def _rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "DETECTORS", (made_rules,))


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    path = tmp_path / "bare.txt"
    path.write_bytes(TEXT.encode())
    return path


def test_a_bare_file_is_read_as_it_is_without_a_library(
    kutip: Kutip, bare: Path, home: Path
) -> None:
    before = bare.read_bytes()
    run = kutip("suggest", "--file", bare, "--json")
    assert (run.status, run.err) == (cli.DONE, "")
    assert [list(each) for each in run.records] == [["path", *KEYS]] * 5
    for each in run.records:
        assert each["path"] == str(bare)
        assert each["quote"] == TEXT[each["start"] : each["end"]]
        assert each["checks"] == []
        assert list(each["speaker"]) == ["name", "text", "start", "end"]
    assert bare.read_bytes() == before
    assert not list(home.rglob("*.kutip"))


def test_facts_are_under_the_keys_of_highlights(kutip: Kutip, bare: Path) -> None:
    records = kutip("suggest", "--file", bare, "--json").records
    by_kind = {each["kind"]: each for each in records}
    number = next(each for each in records if each["quote"] == "36 ribu orang")
    assert (number["facts"]["value"], number["facts"]["unit"]) == (36000, "orang")
    assert isinstance(number["facts"]["value"], int)
    assert number["speaker"] == {"name": "", "text": "", "start": None, "end": None}
    quote = by_kind["quote"]
    assert quote["quote"] == "Kami akan membangun 12 sumur"
    assert quote["speaker"]["name"] == "Sri Lestari"
    assert TEXT[quote["speaker"]["start"] : quote["speaker"]["end"]] == "Sri Lestari"
    assert quote["facts"]["cue"] == "kata"
    assert quote["facts"]["quote_type"] == "direct"
    assert by_kind["legal"]["facts"]["article"] == "33"
    assert by_kind["commitment"]["facts"]["status"] == ""


def test_an_article_of_the_library_says_which(kutip: Kutip, library: Path) -> None:
    del library
    run = kutip("suggest", 1, "--json")
    text = kutip("text", 1).out
    assert run.status == cli.DONE
    assert [list(each) for each in run.records] == [["article", *KEYS]] * len(run.records)
    assert run.records
    for each in run.records:
        assert each["article"] == 1
        assert each["quote"] == text[each["start"] : each["end"]]


def test_what_was_decided_is_not_suggested_again(kutip: Kutip, library: Path) -> None:
    with Store.open(library) as store:
        one = suggesting.of_article(store, 1)
        assert len(one.pending) == len(one.found) > 1
        first, second = one.found[:2]
        made = accept(first, one.text, article_id=1, revision_id=1).records
        refused = reject(second, one.text, article_id=1, revision_id=1)
        changes = [Change(None, each) for each in (*made, refused)]
        store.call(lambda at: replace(at, changes, label="Change"), saving=True)
    left = [each["start"] for each in kutip("suggest", 1, "--json").records]
    assert left == [each.start for each in one.found[2:]]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--file", "a.txt", "b.txt"),
        ("--file", "a.txt", "--file", "b.txt"),
        ("--json", "--file=a.txt", "--file=b.txt"),
        ("--file", "a.txt", "b.txt", "--json"),
    ],
)
def test_files_may_be_named_in_a_row_or_each_by_itself(
    kutip: Kutip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"Ada 7 {name * 4}.")
    run = kutip("suggest", *arguments)
    assert run.status == cli.DONE
    assert [run.out.index(f"7 {name * 4}") for name in "ab"] == sorted(
        run.out.index(f"7 {name * 4}") for name in "ab"
    )


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("gone.txt", None, "is not there"),
        ("folder", "", "is a folder"),
        ("empty.txt", b"", "holds no text"),
        ("blank.txt", b" \n\n ", "holds no text"),
        ("paper.pdf", b"%PDF-1.7\n\x00\x01", "is not plain text"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00", "is not plain text"),
        ("program", bytes(range(32)) * 90, "is not plain text"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence_and_the_others_are_read(
    kutip: Kutip, tmp_path: Path, bare: Path, name: str, data: bytes | str | None, said: str
) -> None:
    path = tmp_path / name
    if data == "":
        path.mkdir()
    elif isinstance(data, bytes):
        path.write_bytes(data)
    run = kutip("suggest", "--file", path, bare, "--json")
    assert run.status == cli.SOME_FAILED
    assert {each["path"] for each in run.records} == {str(bare)}
    (line,) = run.err.splitlines()
    assert said in line
    assert name in line


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "windows-1252"])
def test_whatever_the_encoding_offsets_count_characters(
    kutip: Kutip, tmp_path: Path, encoding: str
) -> None:
    text = "Di kafé itu ada 7 kursi. " * 9
    path = tmp_path / "odd.txt"
    path.write_bytes(text.encode(encoding))
    first = kutip("suggest", "--file", path, "--json").records[0]
    assert text[first["start"] : first["end"]] == first["quote"] == "7 kursi"


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ((), cli.WRONG_USAGE),
        (("story.txt",), cli.WRONG_USAGE),
        (("-1",), cli.WRONG_USAGE),
        ((99,), cli.WRONG_USAGE),
        ((1, 99), cli.SOME_FAILED),
        ((1,), cli.DONE),
        ((1, "--library", "nowhere.kutip"), cli.NO_LIBRARY),
    ],
)
def test_the_exit_status_says_how_it_went(
    kutip: Kutip, library: Path, arguments: tuple[object, ...], status: int
) -> None:
    del library
    run = kutip("suggest", *arguments)
    assert run.status == status
    assert bool(run.err) == (status != cli.DONE)
    assert "Traceback" not in run.err


def test_people_read_a_list(kutip: Kutip, bare: Path) -> None:
    out = kutip("suggest", "--file", bare).out
    assert out.splitlines()[0] == str(bare)
    assert re.search(r"S +\d+-\d+ +36 ribu orang +.*36,000 orang", out)
    assert re.search(r"Q +\d+-\d+ +Kami akan membangun 12 sumur +— Sri Lestari", out)
    assert re.search(r"L +\d+-\d+ +Pasal 33", out)


def test_a_text_in_which_nothing_is_found_says_so(kutip: Kutip, tmp_path: Path) -> None:
    path = tmp_path / "quiet.txt"
    path.write_text("Hari ini hujan.")
    assert "Nothing is suggested here." in kutip("suggest", "--file", path).out
    run = kutip("suggest", "--file", path, "--json")
    assert (run.status, run.out) == (cli.DONE, "")


def test_a_word_list_that_cannot_be_used_is_one_sentence(
    kutip: Kutip, bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / "id.toml").write_text("name = ")
    monkeypatch.setenv("KUTIP_LANGUAGES", str(folder))
    run = kutip("suggest", "--file", bare, "--json")
    assert run.status == cli.DONE
    (line,) = run.err.splitlines()
    assert "id.toml" in line
    assert len(run.records) == 5


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (TEXT, "2026-10-14"),
        ("---\ndate: 2026-03-02\n---\nWarga menunggu air.", "2026-03-02"),
        (
            "# Air\n\nArunika, 5 Mei 2026\n\nWarga menunggu air yang lama tidak datang.",
            "2026-05-05",
        ),
        ("ARUNIKA - Warga menunggu air pada Senin (25/5/2026) di balai desa.", "2026-05-25"),
        ("Warga menunggu air sejak 2019 dan Mei 2020.", ""),
        ("", ""),
    ],
)
def test_the_day_of_publication_is_read_off_the_text(text: str, published: str) -> None:
    assert published_in(text) == published


def test_a_file_keeps_its_line_ends(bare: Path) -> None:
    found = read_file(bare)
    assert found.text == TEXT
    assert json.dumps(found.text).count(r"\r\n") == TEXT.count("\r\n")
