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


def _run(program: str, *arguments: str) -> tuple[dict[str, float], list[str]]:
    """Start a program; the seconds until each of its words, and what it said at the end."""
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")},
    ) as process:
        assert process.stdout is not None
        times: dict[str, float] = {}
        told: list[str] = []
        for line in process.stdout:
            times.setdefault(line.strip(), time.perf_counter() - start)
            told = line.split()
    return times, told


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
    filled = OURS + SHOWN + BEGUN + FILLED + TOLD
    programs = {
        "bare window": (BARE + SHOWN + TOLD, ()),
        "Kutip, no library": (OURS + SHOWN + TOLD, ()),
        "Kutip, 1 article": (filled, (str(few),)),
        f"Kutip, {MANY:,} articles": (filled, (str(many),)),
    }
    shown: dict[str, list[float]] = {name: [] for name in programs}
    ready: dict[str, list[float]] = {name: [] for name in programs}
    last: dict[str, list[str]] = {}
    for _ in range(ROUNDS):
        for name, (program, arguments) in programs.items():
            times, last[name] = _run(program, *arguments)
            shown[name].append(times["shown"])
            ready[name].append(times.get("filled", times["shown"]))
    floor = statistics.median(shown["bare window"])
    bare = int(last["bare window"][0])
    print("                            shown                filled     memory")
    for name in programs:
        took, full = statistics.median(shown[name]), statistics.median(ready[name])
        memory, late = int(last[name][0]), last[name][1]
        print(
            f"{name:<24} {took * 1000:6.0f} ms {took / floor:5.2f} x {full * 1000:7.0f} ms"
            f" {memory / 1024:6.0f} MiB ({(memory - bare) / 1024:+.0f})  imported: {late}"
        )
    print("at most: shown 2.0 x, with many articles 1.15 x an empty library, memory + 40 MiB")
    assert last["Kutip, no library"][1] == "-"
