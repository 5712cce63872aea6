"""What was shown as saved is there, whatever happens to the program.

The small rounds run always. The promised ones (CONTRIBUTING.md) take KUTIP_KILLS rounds:
    KUTIP_KILLS=10000 .venv/bin/python -m pytest tests/end2end/test_survival.py -m long
"""

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from annotations.importing import plain as plain_text
from annotations.storage import articles
from annotations.storage.articles import NewArticle
from annotations.storage.check import check
from annotations.storage.store import Store

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(__file__).with_name("writer_program.py")
WORDS = "Dinas akan memasang 120 pompa di 24 kelurahan sebelum musim hujan tiba. " * 40


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
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("pragma integrity_check").fetchone() == ("ok",)
        return {uid for (uid,) in db.execute("select uid from highlights")}


def kill_while_saving(path: Path, after: int) -> set[str]:
    """Kill the writer once it has said `after` saves; return what it had said."""
    with writing(path) as child:
        assert child.stdout is not None
        said = [child.stdout.readline() for _ in range(after)]
        child.kill()
        said += child.stdout.readlines()
    return {line.decode().strip() for line in said if line.endswith(b"\n")}


def prove_kills(path: Path, rounds: int) -> None:
    chance = random.Random(20)
    expected: set[str] = set()
    for _ in range(rounds):
        said = kill_while_saving(path, chance.randint(1, 12))
        assert said
        expected |= said
        held = stored(path)
        assert expected <= held
        # A save that was committed but not yet said may be there: at most one a round.
        assert len(held - expected) <= 1
        expected = held
    with Store.open(path) as store:
        assert list(store.call(lambda library: list(check(library)))) == []


def test_nothing_said_to_be_saved_is_lost_by_kill_9(library_path: Path) -> None:
    prove_kills(library_path, 12)


@pytest.mark.long
def test_nothing_said_to_be_saved_is_lost_by_thousands_of_kills(library_path: Path) -> None:
    prove_kills(library_path, int(os.environ.get("KUTIP_KILLS", "1000")))


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
