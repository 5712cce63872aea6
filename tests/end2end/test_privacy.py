"""What a journalist reads stays on this computer, and is for nobody else on it.

The real program, from a shell and as a window, in a home of its own: no file that it makes can be
read by another user, whatever the umask, and nothing ever asks for the network.
"""

import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, "-m", "desktop"]
TYPING, DECIDING = (
    [sys.executable, str(Path(__file__).with_name(f"{name}_program.py"))]
    for name in ("typing", "deciding")
)
STORY = """# Warga menunggu

\u201cKami pastikan 120 pompa selesai,\u201d kata Ratna Wirya.

Sekitar 36 ribu warga menunggu. Hak mereka dijamin Pasal 5 ayat (2) Undang-Undang Nomor 17 Tahun
2019.

Gedung lama itu berdiri di tepi jalan.
"""
FORMATS = ("citations", "csv", "html", "json", "jsonld", "markdown", "obsidian", "xlsx")
# Python says these before the system is asked; they end the program, and are written down.
HOOK = """
import os, sys
def look(event, arguments):
    if event.startswith(("socket.connect", "socket.bind", "socket.get", "socket.send")) or (
        event == "socket.__new__" and arguments[1] in {2, 10}
    ):
        write(event)
        os._exit(99)
def write(words):
    with open(os.environ["KUTIP_TEST_LOG"], "a") as log:
        log.write(words + "\\n")
write("started " + " ".join(sys.orig_argv))
sys.addaudithook(look)
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "cerita.md"
    path.write_text(STORY, encoding="utf-8")
    return path


def run(*arguments: object, environment: Mapping[str, str] | None = None) -> str:
    """Run a command of the real program with an umask that hides nothing."""
    done = subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        umask=0,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def work(story: Path, library: Path, environment: Mapping[str, str] | None = None) -> None:
    """Do with commands what one does in a day."""

    def kutip(*arguments: object) -> str:
        return run(*arguments, "--library", library, environment=environment)

    kutip("import", story)
    kutip("highlight", 1, "--quote", "120 pompa", "--tag", "statistic")
    kutip("articles")
    for given in ((1,), ("--file", story)):
        for json_too in ((), ("--json",)):
            assert "statistic" in kutip("suggest", *given, *json_too)
    for form in FORMATS:
        kutip("export", "--format", form, "--output", story.with_suffix(f".{form}.out"))
    kutip("backup")
    kutip("check")


@contextmanager
def window(
    library: Path,
    *before: str,
    does: Sequence[str] = TYPING,
    environment: Mapping[str, str] | None = None,
) -> Iterator[None]:
    """Open the real window on a library, type into it or decide, and kill it in the end."""
    with subprocess.Popen(
        [*before, *does, str(library), "1"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        umask=0,
        start_new_session=True,
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            assert child.stdout.readline() == "ready\n"
            child.stdin.write("go\n")
            child.stdin.flush()
            while not (said := child.stdout.readline()).startswith("saved"):
                assert said, "it ended"
            yield
        finally:
            # All of the group: strace would leave alone what it watches.
            os.killpg(child.pid, signal.SIGKILL)
            child.communicate(timeout=30)


def open_to_others(folder: Path) -> list[str]:
    """Name what lies in a folder and is not for its owner only; fontconfig's cache is not ours."""
    found = []
    for path in folder.rglob("*"):
        if path.relative_to(folder).parts[:2] in {("cache",), ("cache", "fontconfig")}:
            continue
        mode = stat.S_IMODE(path.lstat().st_mode)
        if mode != (0o700 if path.is_dir() else 0o600):
            found.append(f"{path.relative_to(folder)} {mode:o}")
    return sorted(found)


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files are POSIX's")
def test_nothing_that_kutip_makes_can_be_read_by_others(story: Path, home: Path) -> None:
    library = home / "kerja" / "banjir" / "a.kutip"
    run("new", library)
    work(story, library)
    assert len(list(library.parent.rglob("*.kutip"))) == 2, "the library and its backup"
    with window(library):
        assert list(library.parent.glob("*-journal"))
        assert open_to_others(home) == []
    assert list(home.rglob("settings.json"))
    assert open_to_others(home) == []
    run("import", story)  # into the default library, which is made
    assert list(home.rglob("library.kutip"))
    assert open_to_others(home) == []
    made = [path for path in story.parent.iterdir() if path != story and path.is_file()]
    assert len(made) == len(FORMATS)
    assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o600}


def test_nothing_asks_for_the_network(story: Path, tmp_path: Path) -> None:
    hooks, log = tmp_path / "hooks", tmp_path / "log"
    hooks.mkdir()
    (hooks / "sitecustomize.py").write_text(HOOK)
    path = os.pathsep.join((str(hooks), str(ROOT)))
    environment = {"PYTHONPATH": path, "KUTIP_TEST_LOG": str(log)}
    library = tmp_path / "a.kutip"
    run("new", library, environment=environment)
    work(story, library, environment)
    for does in (TYPING, DECIDING):
        with window(library, does=does, environment=environment):
            pass
    said = log.read_text().splitlines()
    assert [line for line in said if not line.startswith("started ")] == []
    for does in (TYPING, DECIDING):
        assert any(does[1] in line for line in said)


@pytest.mark.skipif(
    shutil.which("strace") is None, reason="strace is not installed: no trace of system calls"
)
def test_no_system_call_asks_for_the_network(story: Path, tmp_path: Path) -> None:
    """Qt is not Python, and the worker inherits no hook: what they do is seen by the system."""
    trace = tmp_path / "trace"
    library = tmp_path / "a.kutip"
    run("new", library)
    traced = [
        "strace",
        "-f",
        "-qq",
        "-s",
        "400",
        "-e",
        "trace=execve,socket,connect,bind,sendto",
        "-o",
        str(trace),
    ]
    said = ""
    for command in (("import", str(story)), ("suggest", "1"), ("suggest", "--file", str(story))):
        subprocess.run(
            [*traced, *PROGRAM, *command, "--library", str(library)],
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        said += trace.read_text()
    assert "--worker" in said
    for does in (TYPING, DECIDING):
        with window(library, *traced, does=does):
            pass
        assert Path(does[1]).name in trace.read_text()
        said += trace.read_text()
    assert [line for line in said.splitlines() if "AF_INET" in line] == []
