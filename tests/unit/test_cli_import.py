"""kutip import, and what becomes of odd names and of an output that takes no more."""

import errno
import os
import sys
import zipfile
from pathlib import Path

import pytest

from annotations import cli
from annotations.importing.walking import walk
from tests.terminal import Kutip

posix = pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux only")


@pytest.fixture
def empty(tmp_path: Path, kutip: Kutip, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "kosong.kutip"
    assert kutip("new", path).status == cli.DONE
    monkeypatch.setenv("KUTIP_LIBRARY", str(path))
    return path


@posix
def test_a_name_that_is_no_text_or_holds_line_breaks_is_one_line_and_stops_nothing(
    empty: Path, kutip: Kutip, tmp_path: Path
) -> None:
    folder = tmp_path / "berkas"
    folder.mkdir()
    for name in (b"a\xff.txt", b"b\nb\tb.txt", "c👮.txt".encode()):
        Path(os.fsdecode(bytes(folder) + b"/" + name)).write_text(f"Isi {name!r}")
    run = kutip("import", folder)
    assert run.status == cli.DONE
    assert [line.split("\t")[1:] for line in run.out.splitlines()] == [
        ["added", "1"],
        ["added", "2"],
        ["added", "3"],
    ]
    assert "b<U+000A>b<U+0009>b.txt" in run.out
    again = kutip("import", folder, "--json").records
    assert [each["status"] for each in again] == ["duplicate"] * 3
    assert again[1]["path"].endswith("b\nb\tb.txt")


def test_a_folder_gives_articles_and_says_what_it_passed_over(
    empty: Path, kutip: Kutip, tmp_path: Path
) -> None:
    folder = tmp_path / "berkas"
    (folder / "x.kutip.backups" / "originals").mkdir(parents=True)
    for name in ("a.txt", "b.json", "c.PY", "d", "e.md", "f.csv", "x.kutip.backups/originals/9f"):
        (folder / name).write_text(f"Isi dari {name}", encoding="utf-8")
    run = kutip("import", folder)
    assert [Path(line.split("\t")[0]).name for line in run.out.splitlines()] == [
        "a.txt", "d", "e.md",
    ]  # fmt: skip
    assert "3 files were passed over" in run.err
    assert "(.csv, .json, .py)" in run.err
    named = kutip("import", folder / "b.json")
    assert (named.status, named.out.split("\t")[1]) == (cli.DONE, "added")
    assert "passed over" not in named.err


def test_what_is_told_of_is_what_was_passed_over(tmp_path: Path) -> None:
    for name in ("a.txt", "b.json"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    told: list[Path] = []
    assert [found.path for found in walk([tmp_path], passed_over=told.append)] == [
        tmp_path / "a.txt"
    ]
    assert told == [tmp_path / "b.json"]


@posix
def test_folders_may_lie_deeper_than_calls(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(1_100):
        folder /= "d"
        folder.mkdir()
    (folder / "a.txt").touch()
    try:
        (found,) = walk([tmp_path])
        assert found.name == "a.txt"
    finally:  # pytest's own way to take folders away does not get down there
        (folder / "a.txt").unlink()
        while folder != tmp_path:
            folder.rmdir()
            folder = folder.parent


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may look anywhere")
def test_a_folder_that_may_not_be_entered_is_told(tmp_path: Path) -> None:
    closed = tmp_path / "tertutup"
    closed.mkdir(mode=0)
    assert [found.path for found in walk([closed, closed / "a.txt"])] == [closed, closed / "a.txt"]


def test_a_library_that_cannot_be_made_is_told(
    kutip: Kutip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from annotations.storage import opening

    def full(_: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(opening, "_build", full)
    run = kutip("new", tmp_path / "a.kutip")
    assert run.status == cli.NO_LIBRARY
    assert "could not be made; check that the disk has room" in run.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [("import", ""), ("new", ""), ("articles", "--library", ""), ("backup", "-o", "")],
)
def test_an_empty_name_is_a_mistake_and_never_this_folder(
    empty: Path, kutip: Kutip, arguments: tuple[str, ...]
) -> None:
    run = kutip(*arguments)
    assert run.status == cli.WRONG_USAGE
    assert "A file needs a name." in run.err


def test_each_file_of_an_archive_is_a_line(empty: Path, kutip: Kutip, tmp_path: Path) -> None:
    from zipfile import ZipFile

    path = tmp_path / "kiriman.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("berita/cerita.txt", "Isi cerita.")
        archive.writestr("lain.7z", b"7z\xbc\xaf\x27\x1c")
        archive.writestr("foto.jpg", b"")
    run = kutip("import", path)
    assert run.status == cli.SOME_FAILED
    story, inner = (line.split("\t") for line in run.out.splitlines())
    assert story == [f"{path}/berita/cerita.txt", "added", "1"]
    assert inner[:3] == [f"{path}/lain.7z", "failed", "-"]
    assert inner[3].startswith("kiriman.zip/lain.7z is an archive inside an archive; unpack the")
    assert "1 file was passed over" in run.err
    assert kutip("import", path, "--json").records[0] == {
        "path": f"{path}/berita/cerita.txt",
        "status": "duplicate",
        "article": 1,
        "reason": "",
    }


def test_a_file_in_another_encoding_is_a_revision(
    empty: Path, kutip: Kutip, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Kata “dia” dan kata mereka.".encode("windows-1252"))
    assert kutip("import", path).out.split("\t")[1:] == ["added", "1\n"]
    assert kutip("import", path, "--encoding", "cp437").out.split("\t")[1] == "revised"
    wrong = kutip("import", path, "--encoding", "utf-7")
    assert wrong.status == cli.WRONG_USAGE


def test_a_file_can_be_said_to_be_a_revision(library: Path, kutip: Kutip, tmp_path: Path) -> None:
    path = tmp_path / "baru.txt"
    path.write_text("Sama sekali lain.", encoding="utf-8")
    run = kutip("import", path, "--revision-of", "1")
    assert (run.status, run.out.split("\t")[1:]) == (cli.DONE, ["revised", "1\n"])
    missing = kutip("import", path, "--revision-of", "9")
    assert missing.status != cli.DONE
    assert "There is no article 9" in missing.err
    assert kutip("import", path, path, "--revision-of", "1").status == cli.WRONG_USAGE
    assert kutip("import", tmp_path, "--revision-of", "1").status == cli.WRONG_USAGE


def test_an_archive_is_no_version_of_an_article(
    library: Path, kutip: Kutip, tmp_path: Path
) -> None:
    path = tmp_path / "baru.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a.md", "Sama sekali lain.")
        packed.writestr("b.md", "Dan ini pula.")
    run = kutip("import", path, "--revision-of", "1")
    assert (run.status, len(run.out.splitlines())) == (cli.SOME_FAILED, 1)
    assert "baru.zip holds articles" in run.out


def test_an_article_without_a_title_is_shown_by_its_first_words(
    empty: Path, kutip: Kutip, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("sekadar catatan tanpa judul, ditulis cepat.", encoding="utf-8")
    kutip("import", path)
    assert "sekadar catatan tanpa judul, ditulis cepat." in kutip("articles").out
    assert kutip("articles", "--json").records[0]["title"] == ""


class _Full:
    """A standard output on a disk that is full."""

    @property
    def buffer(self) -> "_Full":
        return self

    def write(self, _: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def flush(self) -> None:
        pass

    def isatty(self) -> bool:
        return False

    def fileno(self) -> int:
        raise OSError


@pytest.mark.parametrize(
    "arguments", [("articles",), ("articles", "--json"), ("text", 1), ("highlights",)]
)
def test_an_output_that_is_full_is_told_in_a_sentence(
    library: Path, kutip: Kutip, arguments: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    kutip("highlight", 1, "--quote", "310 ribu jiwa")
    monkeypatch.setattr(sys, "stdout", _Full())
    run = kutip(*arguments)
    assert run.status == cli.SOME_FAILED
    assert run.err == "Standard output was not written: the disk is full; make room first.\n"


def test_a_library_that_may_only_be_read_can_be_checked(
    library: Path, kutip: Kutip, monkeypatch: pytest.MonkeyPatch
) -> None:
    from annotations.errors import SaveError, SaveFault
    from annotations.storage import check

    def refuse(_: object) -> None:
        raise SaveError(SaveFault.READ_ONLY)

    monkeypatch.setattr(check, "mend", refuse)
    run = kutip("check")
    assert run.status == cli.DONE
    assert "All is as it was saved." in run.err


def test_arguments_are_not_listed_as_options(kutip: Kutip) -> None:
    shown = kutip("text", "--help").out
    assert "\n  ID" not in shown
