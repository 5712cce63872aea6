"""Files that wish us harm: each costs only itself, asks nobody, reads nothing, and ends in time.

The inputs are made by tests/hostile; behind each stands a good file, which has to arrive.
"""

import json
import resource
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from annotations.importing.protocol import SLOWEST
from annotations.storage import articles, check
from annotations.storage.library import Library, values
from annotations.storage.store import Store
from tests.hostile.everything import lay_out
from tests.hostile.hostile import SECRET, Hostile, Place

ROOT = Path(__file__).resolve().parents[2]
AT_ONCE = 120.0
"""Seconds of a processor for all of them: a busy machine has other work besides."""
FEWEST = 120
"""Inputs that there have to be."""


@dataclass(slots=True)
class Asked:
    """Who connected to the address that the inputs name."""

    address: str
    by: list[object] = field(default_factory=list)


@pytest.fixture(scope="module")
def asked() -> Iterator[Asked]:
    """Listen, and note whoever asks."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        seen = Asked(f"127.0.0.1:{server.getsockname()[1]}")

        def listen() -> None:
            while True:
                try:
                    connection, peer = server.accept()
                except OSError:
                    return
                seen.by.append(peer)
                connection.close()

        threading.Thread(target=listen, daemon=True).start()
        yield seen
        server.shutdown(socket.SHUT_RDWR)


@dataclass(slots=True)
class Run:
    """What an import of everything gave."""

    folder: Path
    library: Path
    laid: list[tuple[Path, Hostile]]
    outcomes: dict[str, list[dict[str, object]]]
    errors: str
    status: int
    seconds: float
    slowest: tuple[float, str]

    def of(self, path: Path) -> list[dict[str, object]]:
        """List what became of a file, and of what is in it."""
        name = str(path)
        return [
            each
            for told, some in self.outcomes.items()
            if told == name or told.startswith(f"{name}/")
            for each in some
        ]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory, asked: Asked) -> Run:
    """Import every hostile input, each with a good file behind it, by the real program."""
    base = tmp_path_factory.mktemp("hostile")
    secret = base / "secret.txt"
    secret.write_text(f"{SECRET} {SECRET}\n")
    folder, home = base / "inputs", base / "home"
    folder.mkdir()
    home.mkdir()
    laid = lay_out(folder, Place(str(secret), asked.address))
    paths: list[str] = []
    for number, (path, _) in enumerate(laid):
        good = folder / f"{number:03d}-zz-good.txt"
        good.write_text(f"Tetangga {number}\n\nBerita ke-{number} ini harus sampai utuh.\n")
        paths += [str(path), str(good)]
    library = base / "library.kutip"
    program = [sys.executable, "-m", "desktop"]
    environment = {"HOME": str(home), "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", "PATH": ""}
    subprocess.run([*program, "new", str(library)], cwd=ROOT, env=environment, check=True)
    before = _processor_time()
    # Two programs at once into one library, for two processors: every other pair of files each.
    pairs = list(zip(paths[::2], paths[1::2], strict=True))
    halves = [[path for pair in pairs[first::2] for path in pair] for first in (0, 1)]
    command = [*program, "import", "--library", str(library), "--json"]
    with ThreadPoolExecutor(len(halves)) as pool:
        told = list(pool.map(partial(_import, command, environment, base), (0, 1), halves))
    outcomes: dict[str, list[dict[str, object]]] = {}
    for each in told:
        for outcome in each.outcomes:
            outcomes.setdefault(str(outcome["path"]), []).append(outcome)
    return Run(
        folder, library, laid, outcomes, "".join(each.errors for each in told),
        max(each.status for each in told), _processor_time() - before,
        max(each.slowest for each in told),
    )  # fmt: skip


@dataclass(slots=True)
class Told:
    """What one program said of its files."""

    outcomes: list[dict[str, object]]
    errors: str
    status: int
    slowest: tuple[float, str]


def _import(
    command: list[str], environment: dict[str, str], base: Path, number: int, paths: list[str]
) -> Told:
    last, slowest = time.monotonic(), (0.0, "")
    outcomes: list[dict[str, object]] = []
    said = base / f"errors-{number}.txt"
    with (
        said.open("w") as errors,
        subprocess.Popen(
            [*command, *paths],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        assert process.stdout
        for line in process.stdout:
            outcomes.append(json.loads(line))
            now = time.monotonic()
            slowest, last = max(slowest, (now - last, str(outcomes[-1]["path"]))), now
        status = process.wait()
    return Told(outcomes, said.read_text(), status, slowest)


def _processor_time() -> float:
    """Add up what the programs that were started and have ended used, their workers with them."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_all_of_them_end_within_two_minutes(run: Run) -> None:
    assert len(run.laid) >= FEWEST
    assert run.slowest[0] < SLOWEST + 2
    assert run.seconds < AT_ONCE, f"{run.seconds:.0f} s, the slowest: {run.slowest}"


def test_each_costs_only_itself(run: Run) -> None:
    goods = sorted(run.folder.glob("*-zz-good.txt"))
    assert len(goods) == len(run.laid)
    arrived = {path: [each["status"] for each in run.of(path)] for path in goods}
    assert {path.name: how for path, how in arrived.items() if how != ["added"]} == {}


def test_each_is_told_of_in_one_sentence(run: Run) -> None:
    silent = [path.name for path, _ in run.laid if not run.of(path)]
    assert silent == []
    for path, _ in run.laid:
        for outcome in run.of(path):
            reason = str(outcome["reason"] or "")
            assert "\n" not in reason, path.name
            assert "Traceback" not in reason, path.name
            assert outcome["status"] != "failed" or reason.endswith("."), (path.name, reason)
    assert "Traceback" not in run.errors
    assert run.status == 1


def test_what_is_broken_fails_and_what_is_good_arrives(run: Run) -> None:
    wrong = {}
    for path, hostile in run.laid:
        states = {str(each["status"]) for each in run.of(path)}
        if hostile.expect == "fails" and states != {"failed"}:
            wrong[path.name] = states
        if hostile.expect == "imports" and not states & {"added", "duplicate", "revised"}:
            wrong[path.name] = {*states, *(str(each["reason"]) for each in run.of(path))}
    assert wrong == {}


def test_nothing_was_read_that_was_not_named(run: Run) -> None:
    def texts(at: Library) -> list[str]:
        return [
            articles.revision(at, number).text.text
            for number in values(at, "SELECT id FROM articles ORDER BY id")
        ]

    with Store.open(run.library) as store:
        found = store.call(texts)
        assert store.call(lambda at: list(check.check(at))) == []
    assert found
    assert [text[:200] for text in found if SECRET in text] == []


def test_what_should_be_read_is_read(run: Run) -> None:
    missing = []
    with Store.open(run.library) as store:
        for path, hostile in run.laid:
            if not hostile.holds:
                continue
            numbers = [int(str(each["article"])) for each in run.of(path) if each["article"]]
            revisions = [store.call(partial(articles.revision, article_id=n)) for n in numbers]
            if not any(hostile.holds in each.text.text for each in revisions):
                missing.append(path.name)
    assert missing == []


def test_nobody_was_asked(run: Run, asked: Asked) -> None:
    assert run.outcomes
    assert asked.by == []
    with closing(socket.create_connection(tuple(asked.address.split(":")))):  # type: ignore[arg-type]
        pass
    for _ in range(200):
        if asked.by:
            break
        time.sleep(0.01)
    assert asked.by, "the listener does not work, so its silence means nothing"
    asked.by.clear()


def test_nothing_is_left_beside_the_library(run: Run) -> None:
    base = run.library.parent
    there = sorted(path.name for path in base.iterdir())
    said = ["errors-0.txt", "errors-1.txt"]
    assert there == [*said, "home", "inputs", "library.kutip", "secret.txt"]
    assert not list(Path("/tmp").glob("kutip-escaped*"))
    laid = {path.name for path, _ in run.laid}
    extra = {p.name for p in run.folder.iterdir()} - laid
    assert all(name.endswith("-zz-good.txt") for name in extra)
