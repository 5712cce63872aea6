"""Files into a library: every one told of, in order, and none of them harming another."""

import os
import re
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations import plain
from annotations.errors import ImportFailed, ImportFault, NoSuchRecord, SaveError, SaveFault
from annotations.importing import IMPORTERS, jobs, walking
from annotations.importing.inbox import Inbox
from annotations.importing.jobs import import_paths
from annotations.importing.protocol import Container, Importer, ImportOutcome
from annotations.importing.walking import walk
from annotations.importing.worker import Worker
from annotations.model import Imported, Metadata, Revision
from annotations.storage import articles
from annotations.storage.library import values
from annotations.storage.same import source_key
from annotations.storage.store import Store
from annotations.vocabulary import ImportStatus

ADDED, DUPLICATE, FAILED = ImportStatus.ADDED, ImportStatus.DUPLICATE, ImportStatus.FAILED
MEAN = [sys.executable, str(Path(__file__).parents[1] / "data" / "mean_worker.py")]

posix = pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and rights of POSIX")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "library.kutip") as store:
        yield store


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as worker:
        yield worker


def _folder(tmp_path: Path, files: dict[str, str]) -> Path:
    folder = tmp_path / "berkas"
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def _told(outcomes: Sequence[ImportOutcome]) -> list[tuple[str, ImportStatus, int]]:
    return [(each.path.name, each.status, each.article) for each in outcomes]


def _fault(outcome: ImportOutcome) -> ImportFault:
    assert isinstance(outcome.reason, ImportFailed)
    return outcome.reason.fault


def _metadata(store: Store, article: int) -> Metadata:
    return store.call(lambda library: articles.read(library, article)).metadata


def _revision(store: Store, article: int) -> Revision:
    return store.call(lambda library: articles.revision(library, article))


def test_a_folder_is_imported_in_order_with_all_below_it(
    store: Store, worker: Worker, tmp_path: Path
) -> None:
    folder = _folder(tmp_path, {"b.md": "# B", "a.txt": "A", "dalam/c.txt": "C", "z.txt": "Z"})
    outcomes = list(import_paths(store, [folder], worker=worker, author="S.L."))
    assert _told(outcomes) == [
        ("a.txt", ADDED, 1),
        ("b.md", ADDED, 2),
        ("c.txt", ADDED, 3),
        ("z.txt", ADDED, 4),
    ]
    assert _revision(store, 3).text.text == "C"
    assert _revision(store, 3).source == "berkas/dalam/c.txt"
    assert store.call(lambda library: articles.read(library, 3)).author == "S.L."


def test_the_very_bytes_of_the_file_are_kept(store: Store, worker: Worker, tmp_path: Path) -> None:
    data = "\ufeff# Judul\r\n\r\n“Kutipan”\r\n".encode("utf-16-le")
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    (outcome,) = import_paths(store, [path], worker=worker)
    kept = _revision(store, outcome.article)
    assert store.call(lambda library: articles.original(library, kept.original_sha256)) == data
    assert (kept.encoding, kept.importer, kept.text.text) == (
        "utf-16-le",
        "markdown",
        "Judul\n\n“Kutipan”",
    )
    assert kept.source == "a.txt"


def test_the_same_bytes_or_words_are_imported_once(
    store: Store, worker: Worker, tmp_path: Path
) -> None:
    folder = _folder(tmp_path, {"a.txt": "Satu", "b.txt": "Satu", "c.txt": "Satu\n\n"})
    outcomes = list(import_paths(store, [folder], worker=worker))
    assert _told(outcomes) == [
        ("a.txt", ADDED, 1),
        ("b.txt", DUPLICATE, 1),
        ("c.txt", DUPLICATE, 1),
    ]
    again = list(import_paths(store, [folder / "b.txt"], worker=worker))
    assert _told(again) == [("b.txt", DUPLICATE, 1)]


def test_each_file_that_fails_says_why_and_the_rest_goes_on(
    store: Store, worker: Worker, tmp_path: Path
) -> None:
    folder = _folder(tmp_path, {"a.txt": "Satu", "b.txt": "", "d.txt": "Dua"})
    (folder / "c.gz").write_bytes(b"\x1f\x8b\x08\0")
    paths = [folder, tmp_path / "tiada.txt", folder / "a\0b"]
    outcomes = list(import_paths(store, paths, worker=worker))
    assert [each.status for each in outcomes] == [ADDED, FAILED, FAILED, ADDED, FAILED, FAILED]
    assert [_fault(each) for each in outcomes if each.status is FAILED] == [
        ImportFault.EMPTY,
        ImportFault.UNKNOWN_FORMAT,
        ImportFault.MISSING,
        ImportFault.UNREADABLE,
    ]
    assert store.call(articles.count) == 2


@posix
def test_what_is_no_file_is_not_opened(store: Store, worker: Worker, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa")
    outcomes = list(import_paths(store, [tmp_path / "pipa", Path(os.devnull)], worker=worker))
    assert [_fault(each) for each in outcomes] == [ImportFault.NOT_A_FILE] * 2


def test_a_file_above_the_limit_is_not_read(
    store: Store, worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walking, "LARGEST_FILE", 10)
    folder = _folder(tmp_path, {"a.txt": "x" * 10, "b.txt": "x" * 11})
    first, second = import_paths(store, [folder], worker=worker)
    assert (first.status, _fault(second)) == (ADDED, ImportFault.TOO_LARGE)


@posix
@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root reads all")
def test_a_file_or_folder_without_the_right_to_read_fails(
    store: Store, worker: Worker, tmp_path: Path
) -> None:
    folder = _folder(tmp_path, {"a.txt": "Satu", "tutup/b.txt": "Dua"})
    (folder / "a.txt").chmod(0)
    (folder / "tutup").chmod(0)
    outcomes = list(import_paths(store, [folder], worker=worker))
    (folder / "tutup").chmod(0o700)
    assert [_fault(each) for each in outcomes] == [ImportFault.UNREADABLE] * 2


def test_hidden_files_and_libraries_are_left_out_of_folders(tmp_path: Path) -> None:
    names = ["a.txt", ".b.txt", ".git/c.txt", "d.kutip", "d.kutip-journal", "E.KUTIP"]
    folder = _folder(tmp_path, dict.fromkeys(names, "x"))
    assert [found.source for found in walk([folder])] == ["berkas/a.txt"]
    assert [found.source for found in walk([folder / ".b.txt"])] == [".b.txt"]


def test_a_library_named_itself_is_no_article(store: Store, worker: Worker, tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "lain.kutip").execute("CREATE TABLE t (a)").connection.close()
    (outcome,) = import_paths(store, [tmp_path / "lain.kutip"], worker=worker)
    assert _fault(outcome) is ImportFault.UNKNOWN_FORMAT


def test_the_parts_of_a_saved_page_are_no_articles(tmp_path: Path) -> None:
    names = ["Banjir.html", "Banjir_files/iklan.html", "a.htm", "A-Dateien/x.txt", "b_files/c.txt"]
    folder = _folder(tmp_path, dict.fromkeys(names, "x"))
    assert [found.source for found in walk([folder])] == [
        "berkas/Banjir.html",
        "berkas/a.htm",
        "berkas/b_files/c.txt",
    ]
    assert [found.source for found in walk([folder / "Banjir_files"])] == [
        "Banjir_files/iklan.html"
    ]


def test_pictures_are_articles_where_a_folder_holds_nothing_else(tmp_path: Path) -> None:
    folder = _folder(tmp_path, dict.fromkeys(["1.jpg", "2.PNG", "x.json", "dalam/3.jpeg"], "x"))
    told: list[Path] = []
    assert [found.source for found in walk([folder], passed_over=told.append)] == [
        "berkas/1.jpg",
        "berkas/2.PNG",
        "berkas/dalam/3.jpeg",
    ]
    assert told == [folder / "x.json"]
    (folder / "dalam" / "a.txt").write_text("x", encoding="utf-8")
    assert [found.source for found in walk([folder])] == ["berkas/dalam/a.txt"]
    assert [found.source for found in walk([folder / "1.jpg"])] == ["1.jpg"]


def test_a_file_is_known_by_its_path_and_the_library(
    store: Store, worker: Worker, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("Satu dua tiga empat lima.", encoding="utf-8")
    (outcome,) = import_paths(store, [tmp_path / "a.txt"], worker=worker)
    keys = store.call(lambda library: values(library, "SELECT source_key FROM revision_origins"))
    assert keys == [store.call(lambda library: source_key(library, tmp_path / "a.txt"))]
    (tmp_path / "a.txt").write_text("Satu dua tiga empat enam.", encoding="utf-8")
    (again,) = import_paths(store, [tmp_path / "a.txt"], worker=worker)
    assert (again.status, again.article) == (ImportStatus.REVISED, outcome.article)


def test_a_person_says_what_a_file_is_a_newer_state_of(
    store: Store, worker: Worker, tmp_path: Path
) -> None:
    folder = _folder(tmp_path, {"a.txt": "Satu dua tiga.", "b.txt": "Lain sekali kata-katanya."})
    list(import_paths(store, [folder / "a.txt"], worker=worker))
    (again,) = import_paths(store, [folder / "b.txt"], worker=worker, revises=1)
    assert (again.status, again.article) == (ImportStatus.REVISED, 1)
    assert _revision(store, 1).text.text == "Lain sekali kata-katanya."
    with pytest.raises(NoSuchRecord):
        list(import_paths(store, [folder / "a.txt"], worker=worker, revises=99))


@posix
def test_links_in_a_circle_end(tmp_path: Path) -> None:
    folder = _folder(tmp_path, {"a.txt": "x", "dalam/b.txt": "y"})
    (folder / "dalam" / "naik").symlink_to(folder)
    (folder / "sini").symlink_to(".")
    (folder / "putus").symlink_to("tiada")
    (folder / "diri").symlink_to("diri")
    assert [found.source for found in walk([folder])] == [
        "berkas/a.txt",
        "berkas/dalam/b.txt",
        "berkas/diri",
        "berkas/putus",
    ]


@posix
def test_a_link_out_of_its_folder_is_told_and_not_followed(
    store: Store, worker: Worker, tmp_path: Path
) -> None:
    folder = _folder(tmp_path, {"a.txt": "Berita yang dikirim.", "dalam/b.txt": "Yang kedua."})
    (tmp_path / "kunci.txt").write_text("Kata sandi yang rahasia.")
    (tmp_path / "berkas-lain").mkdir()
    (folder / "kunci.txt").symlink_to(tmp_path / "kunci.txt")
    (folder / "lain").symlink_to("../berkas-lain")
    (folder / "c.txt").symlink_to("dalam/b.txt")
    outcomes = list(import_paths(store, [folder], worker=worker))
    assert [(each.path.name, each.status) for each in outcomes] == [
        ("a.txt", ImportStatus.ADDED),
        ("c.txt", ImportStatus.ADDED),
        ("b.txt", ImportStatus.DUPLICATE),
        ("kunci.txt", ImportStatus.FAILED),
        ("lain", ImportStatus.FAILED),
    ]
    assert [_fault(each) for each in outcomes[3:]] == [ImportFault.LEADS_OUT] * 2
    (named,) = import_paths(store, [folder / "kunci.txt"], worker=worker)
    assert named.status is ImportStatus.ADDED
    inbox = Inbox(folder)
    assert inbox.settled() == []
    assert [path.name for path in inbox.settled()] == ["a.txt", "c.txt", "b.txt"]


@posix
def test_a_link_to_itself_fails_like_any_file(store: Store, worker: Worker, tmp_path: Path) -> None:
    (tmp_path / "diri").symlink_to("diri")
    (tmp_path / "putus").symlink_to("tiada")
    outcomes = list(import_paths(store, [tmp_path / "diri", tmp_path / "putus"], worker=worker))
    assert [_fault(each) for each in outcomes] == [ImportFault.UNREADABLE, ImportFault.MISSING]


@posix
def test_a_file_that_breaks_the_worker_fails_alone(store: Store, tmp_path: Path) -> None:
    folder = _folder(tmp_path, {"a.txt": "Satu", "b.txt": "!die", "c.txt": "Dua", "d.txt": "!bomb"})
    with Worker(command=MEAN, seconds=20) as worker:
        outcomes = list(import_paths(store, [folder, folder / "a.txt"], worker=worker))
    assert [each.status for each in outcomes] == [ADDED, FAILED, ADDED, FAILED, DUPLICATE]
    assert _fault(outcomes[1]) is ImportFault.BROKEN
    assert _fault(outcomes[3]) is ImportFault.TOO_MUCH_MEMORY


def test_what_was_told_of_before_cancelling_is_stored_and_no_more_than_begun(
    store: Store, worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "BATCH", 3)
    folder = _folder(tmp_path, {f"{n:02}.txt": f"Nomor {n}" for n in range(30)})
    besides: list[ImportOutcome] = []
    running = import_paths(store, [folder], worker=worker, untold=besides.append)
    told = [next(running) for _ in range(4)]
    running.close()
    stored = store.call(articles.count)
    assert 4 <= stored < 30
    assert [each.article for each in told + besides] == list(range(1, stored + 1))
    assert stored % 3 == 0
    assert {each.article for each in told} == {1, 2, 3, 4}
    again = list(import_paths(store, [folder], worker=worker))
    assert [each.status for each in again].count(ADDED) == 30 - stored
    assert [each.status for each in again[:stored]] == [DUPLICATE] * stored


def test_many_files_are_stored_in_batches(
    store: Store, worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = []

    def add_all(*args: object, author: str) -> list[articles.Added]:
        sizes.append(len(args[1]))  # type: ignore[arg-type]
        return real(*args, author=author)  # type: ignore[arg-type]

    real = articles.add_all
    monkeypatch.setattr(articles, "add_all", add_all)
    monkeypatch.setattr(jobs, "BATCH", 100)
    monkeypatch.setattr(jobs, "BATCH_SECONDS", 60.0)
    folder = _folder(tmp_path, {f"{n:03}.txt": f"Nomor {n}" for n in range(230)})
    outcomes = list(import_paths(store, [folder], worker=worker))
    assert [each.article for each in outcomes] == list(range(1, 231))
    assert sizes == [100, 100, 30]


def test_a_library_that_takes_no_more_says_so_and_each_file_of_the_batch_failed(
    worker: Worker, tmp_path: Path
) -> None:
    path = tmp_path / "library.kutip"
    Store.create(path).close()
    folder = _folder(tmp_path, {"a.txt": "Satu", "b.txt": ""})
    told: list[ImportOutcome] = []
    with Store.open(path, read_only=True) as store:
        with pytest.raises(SaveError) as refused:
            told.extend(each for each in import_paths(store, [folder], worker=worker))
        assert refused.value.fault is SaveFault.READ_ONLY
    assert [each.reason for each in told] == [refused.value, told[1].reason]
    assert _fault(told[1]) is ImportFault.EMPTY
    with Store.open(path) as store:
        assert store.call(articles.count) == 0


def test_what_an_importer_has_to_say_goes_with_the_outcome(
    store: Store, worker: Worker, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_bytes("Café kata “dia”".encode("windows-1252"))
    (outcome,) = import_paths(store, [tmp_path / "a.txt"], worker=worker)
    assert len(outcome.warnings) == 1
    assert _revision(store, outcome.article).warnings == outcome.warnings


@given(
    data=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode())),
    importer=st.sampled_from(IMPORTERS),
)
def test_any_bytes_become_a_lawful_article_or_fail_in_order(
    data: bytes, importer: Importer | Container
) -> None:
    assert 0 <= importer.sniff(data, "a.txt") <= 100
    try:
        if hasattr(importer, "unpack"):
            found = [part.imported for part in importer.unpack(data, "a.txt")]
        else:
            found = [importer.parse(data, "a.txt")]
    except ImportFailed:
        return
    for imported in found:
        assert plain.read(Imported, plain.write(imported)) == imported
        assert imported is None or not set(imported.text.text) & set("\r\0\u2028\u2029")


def test_no_path_imports_nothing(store: Store, worker: Worker, tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    assert list(import_paths(store, [], worker=worker)) == []
    assert list(import_paths(store, [tmp_path / "kosong"], worker=worker)) == []


def test_a_real_article_says_who_wrote_it_where_and_when(
    store: Store, worker: Worker, reference: Path
) -> None:
    paths = sorted((reference / "articles").glob("*.txt"))
    assert paths
    for outcome in import_paths(store, paths, worker=worker):
        source = outcome.path.read_text(encoding="utf-8")
        signed = re.search(r"^(.+) - \[(.+)\]\((.+)\)$", source, re.MULTILINE)
        headings = re.findall(r"^#+ (.+)$", source, re.MULTILINE)
        date = re.search(r"^[A-Z][a-z]{2} \d+, \d{4} - \d\d:\d\d$", source, re.MULTILINE)
        assert signed
        assert date
        read = _metadata(store, outcome.article)
        assert (read.title, read.byline, read.byline_url) == (headings[-1], signed[1], signed[3])
        assert read.outlet == (headings[0] if len(headings) > 1 else signed[2])
        assert read.published.words == date[0]
        assert read.published.start.endswith(date[0][-5:])
        assert (read.language, read.place != "") == ("id", True)
