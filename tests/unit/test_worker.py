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
from annotations.importing.protocol import Wishes
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
    assert _fault(worker, b"%PDF-1.7") is ImportFault.UNKNOWN_FORMAT
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
    assert not modules & {"PySide6", "sqlite3", "sqlite_utils", "socket", "click"}
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


def _parts(worker: Worker, data: bytes, encoding: str = "") -> list[str]:
    worker.send(data, "tas.bag", Wishes(encoding=encoding))
    told: list[str] = []
    try:
        for part in worker.parts():
            found = part.imported.text.text if part.imported else part.failed and part.failed.name
            told.append(f"{part.label}:{found}:{(part.original or b'').decode()}")
    except ImportFailed as failed:
        told.append(f"{failed.name}:{failed.fault}:{failed.detail}")
    return told


@posix
def test_the_parts_of_a_file_come_back_one_by_one_with_their_own_bytes(mean: Worker) -> None:
    assert _parts(mean, b"!bag\nsatu\n!fail\ndua", encoding="w") == [
        "w1:satu:satu",
        "w2:tas.bag/w2:!fail",
        "w3:dua:dua",
    ]
    assert _parts(mean, b"!bag") == []
    assert not mean.busy


@posix
@pytest.mark.parametrize(
    ("bad", "fault"),
    [(b"!raise", "broken"), (b"!die", "broken"), (b"!bomb", "too_much_memory")],
)
def test_what_came_of_a_file_stays_and_the_rest_is_told_of(
    mean: Worker, bad: bytes, fault: str
) -> None:
    assert _parts(mean, b"!bag\nsatu\n" + bad + b"\ndua") == [
        "1:satu:satu",
        f"tas.bag:{fault}:the rest",
    ]
    assert _parts(mean, b"!bag\n" + bad)[0].startswith(f"tas.bag:{fault}:")
    assert "the rest" not in _parts(mean, b"!bag\n" + bad)[0]
    assert mean.parse(b"selamat", "next.txt").text.text == "selamat"


@posix
def test_a_file_has_so_much_time_for_all_its_parts(
    mean: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    mean.parse(b"warm", "warm.txt")
    with monkeypatch.context() as hurried:
        hurried.setattr(mean, "_seconds", 0.3)
        told = _parts(mean, b"!bag\nsatu\n!sleep\ndua")
    assert told == ["1:satu:satu", "tas.bag:too_slow:the rest"]


@posix
def test_a_file_left_in_the_middle_of_its_parts_is_given_up(mean: Worker) -> None:
    mean.send(b"!bag\nsatu\n!sleep", "a.bag")
    assert next(mean.parts()).label == "1"
    assert mean.busy
    mean.close()
    assert mean.parse(b"selamat", "next.txt").text.text == "selamat"


@posix
def test_a_child_can_be_asked_and_gets_the_same_bytes_once(mean: Worker) -> None:
    data = b"satu"
    answer, raw = mean.ask("echo", data, page=3)
    assert (answer["page"], raw) == (3, b"utas")
    assert mean._child is not None
    assert mean._child.held is data
    assert mean.ask("echo", data, page=4) == ({**answer, "page": 4}, b"utas")
    mean.parse(b"dua", "a.txt")
    assert mean._child.held is None
    assert mean.ask("echo", data)[1] == b"utas"


@posix
@pytest.mark.parametrize(
    ("operation", "data", "fault"),
    [
        ("no such", b"", ImportFault.BROKEN),
        ("echo", b"!raise", ImportFault.BROKEN),
        ("echo", b"!die", ImportFault.BROKEN),
        ("echo", b"!bomb", ImportFault.TOO_MUCH_MEMORY),
    ],
)
def test_what_cannot_be_answered_is_told_and_the_next_is_answered(
    mean: Worker, operation: str, data: bytes, fault: ImportFault
) -> None:
    with pytest.raises(ImportFailed) as failed:
        mean.ask(operation, data, name="a.pdf")
    assert (failed.value.name, failed.value.fault) == ("a.pdf", fault)
    assert mean.ask("echo", b"satu")[1] == b"utas"


@posix
def test_nobody_is_asked_while_files_are_on_their_way(mean: Worker) -> None:
    mean.send(b"satu", "a.txt")
    with pytest.raises(RuntimeError):
        mean.ask("echo", b"")
    assert mean.receive().text.text == "satu"


NO_PICTURE = b"\x89PNG\r\n\x1a\n no picture"


def test_a_light_child_is_replaced_by_a_full_one_when_a_file_needs_it() -> None:
    with Worker() as worker:
        light = worker._child
        assert light is not None
        assert light.light
        files = [ARTICLE, b"satu", NO_PICTURE, b"dua", NO_PICTURE, ARTICLE]
        for data in files:
            worker.send(data, "a")
        full = worker._child
        assert full is not None
        assert full is not light
        answers: list[str] = []
        while worker.busy:
            try:
                answers.append(worker.receive().text.text.split("\n")[0])
            except ImportFailed as failed:
                answers.append(failed.fault)
        assert answers == ["Kabar", "satu", "broken", "dua", "broken", "Kabar"]
        assert worker._child is full
        assert light.gone


@posix
def test_a_light_child_that_is_broken_while_a_full_one_waits_is_replaced_by_another() -> None:
    with Worker() as worker:
        assert worker.parse(b"warm", "a").text.text == "warm"
        light = worker._child
        assert light is not None
        os.kill(light.process.pid, signal.SIGSTOP)
        for data in (b"satu", b"dua", NO_PICTURE, b"tiga"):
            worker.send(data, "a")
        light.process.kill()
        answers: list[str] = []
        while worker.busy:
            try:
                answers.append(worker.receive().text.text)
            except ImportFailed as failed:
                answers.append(failed.fault)
        assert answers == ["broken", "dua", "broken", "tiga"]


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
