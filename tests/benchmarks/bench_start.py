"""From the start of the process to the window shown, beside a bare window.

Run: pytest tests/benchmarks/bench_start.py -m benchmark -s
"""

import os
import statistics
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 5
MANY = int(os.environ.get("KUTIP_BENCH_ARTICLES", "10000"))
"""Ask for 100,000 to see the promise; making such a library takes minutes."""

BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QTextEdit())
window.resize(1440, 900)
"""
OURS = """
import sys
from desktop.application import make_application, make_window, wanted_library
app = make_application()
window = make_window(app)
"""
BEGUN = """
window.libraries.begin(wanted_library(sys.argv[1:]))
"""
SHOWN = """
window.show()
while not window.windowHandle().isExposed():
    app.processEvents()
app.processEvents()
print("shown", flush=True)
"""
TOLD = """
from pathlib import Path
status = Path("/proc/self/status")
kib = 0
if status.exists():
    kib = int(status.read_text().split("VmRSS:")[1].split()[0])
late = {"sqlite_utils", "markdown_it", "jinja2", "click", "sqlite3"} & set(sys.modules)
print(kib, ",".join(sorted(late)) or "-", flush=True)
"""
FILLED = """
while window.workspace is None or not window.workspace.articles.model.ids:
    app.processEvents()
print("filled", flush=True)
"""


def _run(program: str, *arguments: str, until: str = "shown") -> tuple[float, list[str]]:
    """Start a program and wait for its word; the seconds that took, and what it said after."""
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")},
    ) as process:
        assert process.stdout is not None
        took = 0.0
        rest: list[str] = []
        for line in process.stdout:
            if line.strip() == until and not took:
                took = time.perf_counter() - start
            else:
                rest += line.split()
    return took, rest


def _library(path: Path, articles: int) -> Path:
    from annotations.storage import articles as storage
    from annotations.storage.store import Store
    from tests.builders import new_article

    with Store.create(path) as store:
        for first in range(0, articles, 1000):
            batch = [
                new_article(f"Judul {number}\n\nIsi artikel nomor {number}.", f"{number}.txt")
                for number in range(first, min(first + 1000, articles))
            ]
            store.call(partial(storage.add_all, articles=batch), saving=True)
    return path


@pytest.mark.benchmark
def test_the_window_is_shown_soon(tmp_path: Path) -> None:
    few = _library(tmp_path / "few.kutip", 1)
    many = _library(tmp_path / "many.kutip", MANY)
    end = TOLD
    programs = {
        "bare window": (BARE + SHOWN + end, ()),
        "Kutip, no library": (OURS + SHOWN + end, ()),
        "Kutip, 1 article": (OURS + SHOWN.replace("shown", "up") + BEGUN + FILLED + end, (few,)),
        "Kutip, many articles": (
            OURS + SHOWN.replace("shown", "up") + BEGUN + FILLED + end,
            (many,),
        ),
    }
    times: dict[str, list[float]] = {name: [] for name in programs}
    memory: dict[str, int] = {}
    late: dict[str, str] = {}
    for _ in range(ROUNDS):
        for name, (program, arguments) in programs.items():
            until = "filled" if arguments else "shown"
            took, told = _run(program, *map(str, arguments), until=until)
            assert took, f"{name} never said {until}"
            times[name].append(took)
            memory[name], late[name] = int(told[-2]), told[-1]
    medians = {name: statistics.median(found) for name, found in times.items()}
    floor = medians["bare window"]
    for name, found in medians.items():
        more = (memory[name] - memory["bare window"]) / 1024
        print(
            f"{name:<26} {found * 1000:7.0f} ms {found / floor:5.2f} x"
            f" {memory[name] / 1024:6.0f} MiB ({more:+.0f})  imported: {late[name]}"
        )
    grown = medians["Kutip, many articles"] / medians["Kutip, 1 article"]
    print(f"{MANY:,} articles beside 1: {grown:.2f} x (at most 1.15 x); window 2.0 x, + 40 MiB")
    assert late["Kutip, no library"] == "-"
