"""The process that parses strangers' files: what it does, and what it survives."""

import io
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import ImportFailed, ImportFault
from annotations.importing import markdown
from annotations.importing.frames import MARK, BadFrame, read_frame, write_frame
from annotations.importing.worker import Worker

MEAN = [sys.executable, str(Path(__file__).parents[1] / "data" / "mean_worker.py")]
ARTICLE = "# Kabar\n\n**“Netral,”** kata [dia](http://a.example).".encode()

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as worker:
        yield worker


@pytest.fixture
def mean() -> Iterator[Worker]:
    with Worker(command=MEAN, seconds=20) as worker:
        yield worker


def _fault(worker: Worker, data: bytes) -> ImportFault:
    with pytest.raises(ImportFailed) as failed:
        worker.parse(data, "berkas.txt")
    assert failed.value.name == "berkas.txt"
    assert "Traceback" not in failed.value.detail
    return failed.value.fault


def test_what_comes_back_is_what_the_importer_made(worker: Worker) -> None:
    assert worker.parse(ARTICLE, "a.md") == markdown.parse(ARTICLE, "a.md")


def test_one_child_reads_file_after_file(worker: Worker) -> None:
    first = worker.parse(b"satu dua tiga", "a.txt")
    child = worker._child
    assert child is not None
    assert worker.parse("“dua”".encode("utf-16"), "b.txt").text.text == "“dua”"
    assert worker._child is child
    assert first.text.text == "satu dua tiga"


@pytest.mark.parametrize(
    "text",
    [
        "<table><tr><td>sel</td></tr></table>\n\n&copy; &nosuch; <http://bücher.example/ü>",
        "[a](http://é.example/%zz?q=ü)\n\n[b]: <http://x> 'y'\n\n![c][b]",
        "\ufeff| a |\n|---|\n| b |\n\n~~~python\nx\n~~~\n\n***\n\n> - 1. c",
    ],
)
def test_a_warm_child_needs_no_file_for_anything_in_markdown(worker: Worker, text: str) -> None:
    data = f"# x\n\n{text}".encode()
    assert worker.parse(data, "a.md") == markdown.parse(data, "a.md")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "windows-1252"])
def test_a_warm_child_knows_every_encoding(worker: Worker, encoding: str) -> None:
    assert worker.parse("“Café” naïve".encode(encoding), "a.txt").text.text == "“Café” naïve"


def test_a_file_that_is_no_text_fails_and_keeps_its_name(worker: Worker) -> None:
    assert _fault(worker, b"\x1f\x8b\x08\0") is ImportFault.UNKNOWN_FORMAT
    assert _fault(worker, b"") is ImportFault.EMPTY


def test_markdown_nested_too_deep_fails(worker: Worker) -> None:
    assert _fault(worker, b"# x\n\n" + b">" * 300 + b" deep") is ImportFault.TOO_DEEP


@posix
@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"!bomb", ImportFault.TOO_MUCH_MEMORY),
        (b"!die", ImportFault.BROKEN),
        (b"!leave", ImportFault.BROKEN),
        (b"!garbage", ImportFault.BROKEN),
        (b"!raise", ImportFault.BROKEN),
        (b"!deep", ImportFault.TOO_DEEP),
        (b"!open", ImportFault.BROKEN),
        (b"!socket", ImportFault.BROKEN),
    ],
)
def test_a_bad_file_fails_alone(mean: Worker, data: bytes, fault: ImportFault) -> None:
    assert _fault(mean, data) is fault
    assert mean.parse(b"selamat", "next.txt").text.text == "selamat"


@posix
@pytest.mark.parametrize("data", [b"!loop", b"!sleep"])
def test_a_file_that_takes_too_long_is_given_up_and_the_next_one_read(
    mean: Worker, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    mean.parse(b"warm", "warm.txt")
    with monkeypatch.context() as hurried:
        hurried.setattr(mean, "_seconds", 0.2)
        assert _fault(mean, data) is ImportFault.TOO_SLOW
    assert mean.parse(b"selamat", "next.txt").text.text == "selamat"


@posix
def test_a_child_killed_in_the_middle_of_a_file_is_replaced(mean: Worker) -> None:
    mean.send(b"!sleep", "a.txt")
    assert mean._child is not None
    os.kill(mean._child.process.pid, signal.SIGKILL)
    with pytest.raises(ImportFailed) as failed:
        mean.receive()
    assert failed.value.fault is ImportFault.BROKEN
    assert mean.parse(b"selamat", "next.txt").text.text == "selamat"


@posix
def test_a_child_killed_between_two_files_is_replaced_and_no_file_fails(mean: Worker) -> None:
    mean.parse(b"satu", "a.txt")
    assert mean._child is not None
    mean._child.process.kill()
    mean._child.process.wait()
    assert mean.parse(b"dua", "b.txt").text.text == "dua"


def test_files_sent_ahead_come_back_in_order(worker: Worker) -> None:
    # both pipes are full at times: neither side may wait for the other
    texts = [f"Nomor {n} " + "kata " * 12_000 for n in range(40)]
    came_back = []
    for text in texts:
        while not worker.has_room(len(text)):
            came_back.append(worker.receive().text.text)
        worker.send(text.encode(), "a.txt")
    while worker.busy:
        came_back.append(worker.receive().text.text)
    assert [text.rstrip() for text in came_back] == [text.rstrip() for text in texts]


def test_a_large_file_travels_alone(worker: Worker) -> None:
    assert worker.has_room(50_000_000)
    worker.send(b"satu", "a.txt")
    assert worker.has_room(1000)
    assert not worker.has_room(50_000_000)
    worker.receive()


@posix
def test_files_behind_the_one_that_broke_the_child_are_parsed_by_the_next(mean: Worker) -> None:
    for data in (b"satu", b"!die", b"dua", b"!leave", b"!raise", b"tiga"):
        mean.send(data, "a.txt")
    answers: list[str] = []
    while mean.busy:
        try:
            answers.append(mean.receive().text.text)
        except ImportFailed as failed:
            answers.append(failed.fault)
    assert answers == ["satu", "broken", "dua", "broken", "broken", "tiga"]


ORPHAN = """
import os, signal, sys
from annotations.importing.worker import Worker
worker = Worker(command=[sys.executable, sys.argv[1]])
worker.parse(b"warm", "a.txt")
worker.send(b"!sleep", "a.txt")
print(worker._child.process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@posix
@pytest.mark.skipif(shutil.which("ps") is None, reason="asks ps whether the child still runs")
def test_a_child_whose_program_was_killed_ends_in_the_middle_of_a_file() -> None:
    program = subprocess.run(
        [sys.executable, "-c", ORPHAN, MEAN[1]], stdout=subprocess.PIPE, check=False
    )
    child = int(program.stdout)
    for _ in range(2000):
        if not _runs(child):
            return
        threading.Event().wait(0.005)
    pytest.fail(f"process {child} still runs")


def _runs(process_id: int) -> bool:
    """Whether a process is there and no zombie, which is gone but for its parent's asking."""
    told = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process_id)], capture_output=True, text=True, check=False
    ).stdout.strip()
    return told != "" and not told.startswith("Z")


def test_receiving_what_was_not_sent_is_a_mistake_of_ours() -> None:
    with pytest.raises(RuntimeError):
        Worker().receive()


def test_what_a_parser_prints_does_not_reach_the_pipe(mean: Worker) -> None:
    assert mean.parse(b"!print", "a.txt").text.text == "well"


def test_a_child_knows_no_window_no_database_and_nothing_of_the_person(mean: Worker) -> None:
    modules = set(mean.parse(b"!modules", "a.txt").text.text.split("\n"))
    assert not modules & {"PySide6", "sqlite3", "sqlite_utils", "click"}
    variables = set(mean.parse(b"!environment", "a.txt").text.text.split("\n"))
    assert not variables & {"HOME", "USER", "USERNAME", "KUTIP_LIBRARY", "XDG_DATA_HOME", "PATH"}
    assert mean.parse(b"!folder", "a.txt").text.text == Path(sys.executable).anchor


def test_a_program_that_cannot_be_started_fails_the_file() -> None:
    assert _fault(Worker(command=["/no/such/program"]), b"x") is ImportFault.BROKEN


def test_a_program_that_is_no_worker_fails_the_file() -> None:
    worker = Worker(command=[sys.executable, "-c", "print('hello')"])
    assert _fault(worker, b"x") is ImportFault.BROKEN


def test_a_closed_worker_may_be_used_again() -> None:
    worker = Worker()
    worker.close()
    assert worker.parse(b"satu", "a.txt").text.text == "satu"
    worker.close()
    assert worker.parse(b"dua", "a.txt").text.text == "dua"
    worker.close()


@given(st.text(st.characters(codec="utf-8")), st.binary())
def test_a_frame_comes_out_as_it_went_in(text: str, data: bytes) -> None:
    stream = io.BytesIO()
    write_frame(stream, {"text": text}, data)
    stream.seek(0)
    assert read_frame(stream) == ({"text": text}, data)


@given(st.binary(max_size=80))
def test_garbage_is_no_frame(data: bytes) -> None:
    with pytest.raises((EOFError, BadFrame)):
        read_frame(io.BytesIO(data))


def test_a_frame_that_claims_to_be_endless_is_refused() -> None:
    with pytest.raises(BadFrame):
        read_frame(io.BytesIO(MARK + b"\xff" * 12))
