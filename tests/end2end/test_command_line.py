"""The real program in a real process, as a shell starts it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.heeding import HEEDING

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, "-m", "desktop"]
STORY = "# Janji\n\n\u201cKami pastikan 120 pompa selesai,\u201d kata Ratna 👮🏽.\n\nDua blok\n"


def _kutip(
    *arguments: object, environment: Mapping[str, str] | None = None, status: int = 0
) -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | (environment or {}),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    assert done.returncode == status, done.stderr.decode()
    return done


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "stories" / "janji.md"
    path.parent.mkdir()
    path.write_text(STORY, encoding="utf-8")
    return path


def test_the_first_import_makes_the_default_library(story: Path, home: Path) -> None:
    empty = story.parent / "kosong.md"
    empty.write_bytes(b"")
    done = _kutip("import", story.parent, story.parent / "missing.md", "--json", status=1)
    records = [json.loads(line) for line in done.stdout.decode().splitlines()]
    by_name = {Path(record["path"]).name: record for record in records}
    assert by_name["janji.md"] == {
        "path": str(story),
        "status": "added",
        "article": 1,
        "reason": "",
    }
    assert by_name["missing.md"]["status"] == "failed"
    assert by_name["missing.md"]["reason"].endswith("check the path.")
    assert by_name["kosong.md"]["status"] == "failed"
    again = json.loads(_kutip("import", story, "--json").stdout)
    assert (again["status"], again["article"]) == ("duplicate", 1)
    assert list(home.rglob("library.kutip"))


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
)
def test_text_is_utf8_to_the_byte_under_any_locale(story: Path, locale: dict[str, str]) -> None:
    _kutip("import", story, environment=locale)
    text = _kutip("text", 1, environment=locale).stdout.decode("utf-8")
    assert (
        text == "Janji\n\n\u201cKami pastikan 120 pompa selesai,\u201d kata Ratna 👮🏽.\n\nDua blok"
    )
    quote = "kata Ratna 👮🏽"
    made = json.loads(_kutip("highlight", 1, "--quote", quote, "--json").stdout)
    assert text[made["start"] : made["end"]] == quote
    assert quote.encode() in _kutip("highlights", environment=locale).stdout


def test_a_reader_that_goes_away_is_no_error(story: Path) -> None:
    for number in range(400):
        (story.parent / f"{number}.txt").write_text(f"Judul {number}\n\n" + "kata " * 50)
    _kutip("import", story.parent)
    with subprocess.Popen(
        [*PROGRAM, "articles", "--json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline().startswith(b"{")
        running.stdout.close()
        complaints = running.stderr.read()
        assert running.wait(30) == 0
    assert complaints == b""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_ctrl_c_keeps_what_was_done(story: Path, tmp_path: Path) -> None:
    library = tmp_path / "a.kutip"
    _kutip("new", library)
    for number in range(3000):
        (story.parent / f"{number}.md").write_text(f"# Judul {number}\n\n" + "kata " * 400)
    with subprocess.Popen(
        [*HEEDING, *PROGRAM, "import", "--library", str(library), str(story.parent), "--json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        told = [running.stdout.readline()]
        started = time.monotonic()
        os.kill(running.pid, signal.SIGINT)
        told += running.stdout.read().splitlines(keepends=True)
        complaints = running.stderr.read()
        assert running.wait(30) == 130
        assert time.monotonic() - started < 20
    assert b"Traceback" not in complaints, complaints.decode()
    assert b"Stopped" in complaints
    added = sum(json.loads(line)["status"] == "added" for line in told)
    listed = _kutip("articles", "--json", "--library", library).stdout.splitlines()
    assert 0 < added <= len(listed) < 3001
    assert f"{len(listed):,} added".encode() in complaints


def test_a_command_never_imports_qt(story: Path) -> None:
    code = (
        "import sys\nfrom desktop.__main__ import main\nstatus = main(['--help'])\n"
        "sys.exit(status or any(name.startswith(('PySide6', 'sqlite_utils', 'jinja2'))"
        " for name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0
