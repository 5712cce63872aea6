"""ZIP archives: every file in them an article, none of them harming another."""

import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.errors import THE_REST, ImportFailed, ImportFault
from annotations.importing import archive, zipped
from annotations.importing.jobs import import_paths
from annotations.importing.protocol import ImportOutcome, Part
from annotations.importing.worker import Worker
from annotations.model import Revision
from annotations.storage import articles
from annotations.storage.store import Store
from annotations.vocabulary import ImportStatus

ADDED, DUPLICATE, FAILED = ImportStatus.ADDED, ImportStatus.DUPLICATE, ImportStatus.FAILED


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "library.kutip") as store:
        yield store


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as worker:
        yield worker


def _zip(members: dict[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(zipfile.ZipInfo(name), data)
    return stream.getvalue()


def _unpacked(members: dict[str, bytes | str]) -> list[Part]:
    return list(archive.unpack(_zip(members), "a.zip"))


def _labels(members: dict[str, bytes | str]) -> list[str]:
    return [part.label for part in _unpacked(members) if part.imported]


def _faults(parts: list[Part]) -> dict[str, ImportFault]:
    return {part.label: part.failed.fault for part in parts if part.failed}


def test_an_archive_gives_its_files_in_order_with_their_bytes() -> None:
    parts = _unpacked({"b/satu.txt": "Satu.", "a.md": "# Dua"})
    assert [(part.label, part.original) for part in parts] == [
        ("b/satu.txt", b"Satu."),
        ("a.md", b"# Dua"),
    ]
    assert [part.imported and part.imported.importer for part in parts] == ["plain", "markdown"]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("../../etc/cron.d/x.txt", "etc/cron.d/x.txt"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Windows\\x.txt", "Windows/x.txt"),
        ("..\\..\\x.txt", "x.txt"),
        ("a/./../b.txt", "a/b.txt"),
        ("\x1b[2J\nx.txt", "\ufffd[2J\ufffdx.txt"),
        ("cerita\u202etxt.exe.txt", "cerita\ufffdtxt.exe.txt"),
        ("..", "?"),
        ("x" * 9000 + ".txt", "x" * 296 + ".txt"),
    ],
)
def test_names_are_labels_and_lead_nowhere(name: str, label: str) -> None:
    assert _labels({name: "Isi."}) == [label]


def test_a_name_in_utf_8_that_does_not_say_so_is_read_as_such() -> None:
    data = _zip({"kopi-é.txt": "Isi."})
    silent = bytearray(data)
    for at in (data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8):
        silent[at + 1] &= ~0x08
    (part,) = archive.unpack(bytes(silent), "a.zip")
    assert part.label == "kopi-é.txt"


def test_two_files_of_one_name_are_two_parts() -> None:
    data = _zip({"a.txt": "Satu.", "b.txt": "Dua."}).replace(b"b.txt", b"a.txt")
    parts = list(archive.unpack(data, "a.zip"))
    assert [(part.label, part.original) for part in parts] == [
        ("a.txt", b"Satu."),
        ("a (2).txt", b"Dua."),
    ]


def test_what_lies_beside_articles_is_passed_over_as_in_a_folder() -> None:
    parts = _unpacked({
        "a/cerita.html": "<p>Isi.</p>",
        "a/cerita_files/iklan.html": "<p>Iklan.</p>",
        "a/foto.jpg": b"\xff\xd8\xff",
        "a/data.csv": "1,2",
        "__MACOSX/a/._cerita.html": b"\0\5\x16\7",
        ".DS_Store": b"\0",
        "~$cerita.docx": b"\0",
        "b.txt": "Lain.",
    })  # fmt: skip
    assert [part.label for part in parts if part.imported or part.failed] == [
        "a/cerita.html",
        "b.txt",
    ]
    assert [part.label for part in parts if not (part.imported or part.failed)] == [
        "a/foto.jpg",
        "a/data.csv",
    ]


def test_archives_inside_an_archive_are_refused_each() -> None:
    inner = _zip({"x.txt": "Isi."})
    parts = _unpacked({"a.zip": inner, "b.gz": b"\x1f\x8b\x08\0", "c.txt": "Isi.", "d": inner})
    assert _faults(parts) == dict.fromkeys(("a.zip", "b.gz", "d"), ImportFault.NESTED_ARCHIVE)
    assert [part.label for part in parts if part.imported] == ["c.txt"]


def test_a_bad_file_fails_alone() -> None:
    parts = _unpacked(
        {"a.txt": "Satu.", "b.txt": "", "c.md": b"# x\n\n" + b">" * 300, "d.txt": "D."}
    )
    assert _faults(parts) == {"b.txt": ImportFault.EMPTY, "c.md": ImportFault.TOO_DEEP}
    assert [part.label for part in parts if part.imported] == ["a.txt", "d.txt"]


def test_a_whole_archive_unpacks_to_so_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MOST_UNPACKED", 1000)
    parts = archive.unpack(_zip({"a.txt": "a" * 600, "b.txt": "b" * 600, "c.txt": "c"}), "a.zip")
    assert next(parts).label == "a.txt"
    with pytest.raises(ImportFailed) as failed:
        next(parts)
    assert (failed.value.fault, failed.value.limit) == (ImportFault.TOO_LARGE, 1000)


def test_the_limit_that_is_told_is_the_one_that_was_met(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MOST_UNPACKED", 1000)
    monkeypatch.setattr(archive, "LARGEST_FILE", 700)
    parts = archive.unpack(_zip({"a.txt": "a" * 701, "b.txt": "b" * 600}), "a.zip")
    alone = next(parts).failed
    assert alone
    assert alone.limit == 700
    with pytest.raises(ImportFailed) as whole:
        next(parts)
    assert whole.value.limit == 1000


def test_an_archive_that_is_locked_says_so_once() -> None:
    data = bytearray(_zip({"a.txt": "Satu.", "b.txt": "Dua."}))
    for magic, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(magic, at + 1)) >= 0:
            data[at + flags] |= 1
    with pytest.raises(ImportFailed) as failed:
        list(archive.unpack(bytes(data), "a.zip"))
    assert failed.value.fault is ImportFault.PROTECTED


def test_an_empty_archive_holds_nothing() -> None:
    with pytest.raises(ImportFailed) as failed:
        _unpacked({})
    assert failed.value.fault is ImportFault.EMPTY


def _told(outcomes: list[ImportOutcome], folder: Path) -> list[tuple[str, ImportStatus, int]]:
    return [(each.shown.removeprefix(f"{folder}/"), each.status, each.article) for each in outcomes]


def _revision(store: Store, article: int) -> Revision:
    return store.call(lambda library: articles.revision(library, article))


def test_an_archive_is_imported_as_the_folder_would_be(
    store: Store, worker: Worker, tmp_path: Path
) -> None:
    folder = tmp_path / "berkas"
    folder.mkdir()
    inner = _zip({"x.txt": "Isi."})
    members: dict[str, bytes | str] = {
        "b/dua.txt": "Dua.",
        "b/dalam.zip": inner,
        "b/foto.png": b"",
        "a.md": "# Satu",
    }
    (folder / "kiriman.zip").write_bytes(_zip(members))
    (folder / "lain.txt").write_text("Dua.", encoding="utf-8")
    passed: list[Path] = []
    outcomes = list(import_paths(store, [folder], worker=worker, passed_over=passed.append))
    assert _told(outcomes, folder) == [
        ("kiriman.zip/b/dua.txt", ADDED, 1),
        ("kiriman.zip/b/dalam.zip", FAILED, 0),
        ("kiriman.zip/a.md", ADDED, 2),
        ("lain.txt", DUPLICATE, 1),
    ]
    assert passed == [folder / "kiriman.zip/b/foto.png"]
    kept = _revision(store, 1)
    assert (kept.source, kept.part) == ("berkas/kiriman.zip/b/dua.txt", "")
    assert store.call(lambda library: articles.original(library, kept.original_sha256)) == b"Dua."


@pytest.mark.skipif(sys.platform == "win32", reason="a script of POSIX")
def test_of_an_archive_that_runs_out_of_time_what_came_stays(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "tas.bag"
    path.write_bytes(b"!bag\nsatu\ndua\n!sleep\ntiga")
    mean = [sys.executable, str(Path(__file__).parents[1] / "data" / "mean_worker.py")]
    with Worker(command=mean, seconds=20) as worker:
        worker.parse(b"warm", "a.txt")
        worker._seconds = 1.0
        outcomes = list(import_paths(store, [path], worker=worker))
    assert _told(outcomes, tmp_path) == [
        ("tas.bag/1", ADDED, 1),
        ("tas.bag/2", ADDED, 2),
        ("tas.bag", FAILED, 0),
    ]
    reason = outcomes[2].reason
    assert isinstance(reason, ImportFailed)
    assert (reason.fault, reason.detail) == (ImportFault.TOO_SLOW, THE_REST)
