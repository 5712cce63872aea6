"""Files of several parts, questions about pages, and the two kinds of children."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.errors import ImportFailed, ImportFault
from annotations.importing.protocol import Wishes
from annotations.importing.worker import Worker

MEAN = [sys.executable, str(Path(__file__).parents[1] / "data" / "mean_worker.py")]
ARTICLE = "# Kabar\n\n**“Netral,”** kata [dia](http://a.example).".encode()

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")


@pytest.fixture
def mean() -> Iterator[Worker]:
    with Worker(command=MEAN, seconds=20) as worker:
        yield worker


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
    assert _parts(mean, b"!bag") == ["tas.bag:empty:"]
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
        hurried.setattr(mean, "_seconds", 0.6)
        told = _parts(mean, b"!bag\nsatu\n!sleep\ndua")
    assert told == ["1:satu:satu", "tas.bag:too_slow:the rest"]


@posix
def test_a_file_left_in_the_middle_of_its_parts_is_given_up(mean: Worker) -> None:
    mean.send(b"!bag\nsatu\n!sleep", "a.bag")
    assert next(mean.parts()).label == "1"
    assert mean.busy
    mean.close()
    assert mean.parse(b"selamat", "next.txt").text.text == "selamat"


def _held(worker: Worker) -> bytes | None:
    assert worker._child is not None
    return worker._child.held


@posix
def test_a_child_can_be_asked_and_gets_the_same_bytes_once(mean: Worker) -> None:
    data = b"satu"
    answer, raw = mean.ask("echo", data, page=3)
    assert (answer["page"], raw) == (3, b"utas")
    assert _held(mean) is data
    assert mean.ask("echo", data, page=4) == ({**answer, "page": 4}, b"utas")
    mean.parse(b"dua", "a.txt")
    assert _held(mean) is None
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
