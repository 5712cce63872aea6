"""What was shown as saved is there, whatever happens to the program.

The small rounds run always. The promised ones (CONTRIBUTING.md) take KUTIP_KILLS rounds:
    KUTIP_KILLS=10000 .venv/bin/python -m pytest tests/end2end/test_survival.py -m long
"""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Self

import pytest

from annotations.importing import plain as plain_text
from annotations.storage import articles
from annotations.storage.articles import NewArticle
from annotations.storage.check import check
from annotations.storage.store import Store

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(__file__).with_name("writer_program.py")
WORDS = "Dinas akan memasang 120 pompa di 24 kelurahan sebelum musim hujan tiba. " * 40

FRESH = 250
"""Kills that one library sees."""


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    path = tmp_path / "Arunika.kutip"
    data = WORDS.encode()
    with Store.create(path) as store:
        new = NewArticle(imported=plain_text.parse(data, "a.txt"), original=data, source="a.txt")
        store.call(lambda library: articles.add_all(library, [new]))
    return path


@contextmanager
def writing(path: Path, count: int = 100_000) -> Iterator[subprocess.Popen[bytes]]:
    child = subprocess.Popen(
        [sys.executable, str(PROGRAM), str(path), "1", str(count)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    try:
        yield child
    finally:
        child.kill()
        child.wait()
        if child.stdout:
            child.stdout.close()


def stored(path: Path) -> set[str]:
    """List highlights and decisions that made none; an accepted suggestion must be whole."""
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("pragma integrity_check").fetchone() == ("ok",)
        made = "select uid from highlights where origin = 'suggestion' and speaker <> '' order by 1"
        kept = "select highlight from suggestion_decisions where decision = 'accepted' order by 1"
        assert db.execute(made).fetchall() == db.execute(kept).fetchall()
        whole = (
            "select uid from highlights"
            " union all select uid from suggestion_decisions where decision = 'rejected'"
        )
        return {uid for (uid,) in db.execute(whole)}


def kill_while_saving(path: Path, after: int, pause: float) -> set[str]:
    """Kill the writer `pause` seconds after it said `after` saves; return what it had said."""
    with writing(path) as child:
        assert child.stdout is not None
        said = [child.stdout.readline() for _ in range(after)]
        time.sleep(pause)
        child.kill()
        said += child.stdout.readlines()
    return {line.decode().strip() for line in said if line.endswith(b"\n")}


Kill = Callable[[Path, int, float], set[str]]


def prove_kills(path: Path, rounds: int, kill: Kill = kill_while_saving) -> None:
    chance = random.Random(rounds)
    expected: set[str] = set()
    for _ in range(rounds):
        # A save takes a few milliseconds: the pause makes the kill fall anywhere in one.
        said = kill(path, chance.randint(1, 12), chance.uniform(0, 0.01))
        assert said
        expected |= said
        held = stored(path)
        assert expected <= held
        # A save that was committed but not yet said may be there: at most one a round.
        assert len(held - expected) <= 1
        expected = held
    with Store.open(path) as store:
        assert list(store.call(lambda library: list(check(library)))) == []


class Nursery:
    """Starts writers quickly: each is a fork of a program that has imported all it needs."""

    def __init__(self) -> None:
        self._said, theirs = os.pipe()
        self._rest = b""
        self._program = subprocess.Popen(
            [sys.executable, str(PROGRAM), "--nursery", str(theirs)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=[theirs],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._program.communicate()
        os.close(self._said)

    def kill_while_saving(self, path: Path, after: int, pause: float) -> set[str]:
        program = self._program
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write(f"{path}\n".encode())
        program.stdin.flush()
        child = int(program.stdout.readline())
        os.set_blocking(self._said, True)
        said = b""
        while said.count(b"\n") < after:
            said += os.read(self._said, 65536)
        time.sleep(pause)
        os.kill(child, signal.SIGKILL)
        assert program.stdout.readline() == b"ended\n"
        os.set_blocking(self._said, False)
        with suppress(BlockingIOError):
            said += os.read(self._said, 65536)
        return {line.decode() for line in said.split(b"\n")[:-1]}


def test_nothing_said_to_be_saved_is_lost_by_kill_9(library_path: Path) -> None:
    prove_kills(library_path, 12)


@pytest.mark.long
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")
def test_nothing_said_to_be_saved_is_lost_by_thousands_of_kills(library_path: Path) -> None:
    rounds = int(os.environ.get("KUTIP_KILLS", "1000"))
    with Nursery() as nursery:
        for number, left in enumerate(range(rounds, 0, -FRESH)):
            # A fresh library now and then: the whole of it is read after each kill.
            path = Path(shutil.copy(library_path, library_path.with_name(f"{number}.kutip")))
            prove_kills(path, min(FRESH, left), nursery.kill_while_saving)
            path.unlink()


def test_saves_wait_for_another_program_that_holds_the_lock(library_path: Path) -> None:
    with closing(sqlite3.connect(library_path, isolation_level=None)) as other:
        with writing(library_path, 40) as child:
            assert child.stdout is not None
            said = [child.stdout.readline()]
            for _ in range(10):
                other.execute("begin immediate")
                other.execute("update articles set version = version where id = 1")
                other.execute("commit")
            said += child.stdout.readlines()
            assert child.wait() == 0
        saved = {line.decode().strip() for line in said} - {"busy"}
    assert len(saved) == 40
    assert saved <= stored(library_path)


def test_four_programs_save_into_one_library_and_none_is_lost(library_path: Path) -> None:
    saves = int(os.environ.get("KUTIP_SAVES", "25"))
    children = [
        subprocess.Popen(
            [sys.executable, str(PROGRAM), str(library_path), "1", str(saves)],
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for _ in range(4)
    ]
    said = b"".join(child.communicate()[0] for child in children)
    saved = set(said.decode().split())
    assert len(saved) == 4 * saves
    assert saved == stored(library_path)
