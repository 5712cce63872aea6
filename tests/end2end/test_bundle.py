"""The bundle: built, started, and driven through its worker, with no Python around it.

Builds anew unless KUTIP_BUNDLE names the program of a bundle that is there already.
"""

import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import resources
from tests.made_pdf import Line, make_pdf

ROOT = Path(__file__).resolve().parents[2]
SUFFIX = ".exe" if os.name == "nt" else ""
SAMPLE = "samples/ferry-line-back-by-march.md"
PICTURE = bytes.fromhex(  # a white dot as PNG
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63f80f0001010100b138f6140000000049454e44ae426082"
)
QUOTE = "We will have the Saint Brannoc back in the water by 15 March 2027"
STORIES = {
    "id": (
        "ARUNIKA - Sebanyak 1.250 warga belum mendapat air bersih. “Kami akan membangun 12 sumur"
        " sebelum akhir tahun ini,” kata Bupati Dewi Anjarsari. Hal itu diatur dalam Pasal 5"
        " ayat (2) Undang-Undang Nomor 17 Tahun 2019."
    ),
    "en": (
        "BRANNOC - Some 1,250 residents had no clean water. “We will drill 12 new wells before the"
        " end of the year,” said Governor Dewi Anjarsari. It is required by Section 5 of the Water"
        " Industry Act 1991."
    ),
}
NAME = "Dewi Anjarsari"
KINDS = {"quote", "statistic", "legal", "commitment"}

pytestmark = pytest.mark.long


def _made(venv: Path) -> Path:
    """Make an environment with what builds the bundle; its Python."""
    python = venv / ("Scripts" if os.name == "nt" else "bin") / f"python{SUFFIX}"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    pins: list[str | Path] = ["--quiet", "--require-hashes", "-r", ROOT / "requirements-bundle.txt"]
    subprocess.run([python, "-m", "pip", "install", *pins], check=True)
    return python


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the bundle apart from `dist` and find its program."""
    ready = os.environ.get("KUTIP_BUNDLE", "")
    if ready:
        return Path(ready)
    folder = tmp_path_factory.mktemp("bundle")
    python = _made(ROOT / "build" / "bundle-venv")
    places: list[str | Path] = ["--distpath", folder / "dist", "--workpath", folder / "work"]
    subprocess.run(
        [python, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN", *places, "build.spec"],
        cwd=ROOT,
        check=True,
    )
    name = "kutip-command" if os.name == "nt" else "kutip"
    return folder / "dist" / "kutip" / f"{name}{SUFFIX}"


def _environment() -> dict[str, str]:
    """Leave out all that would let the bundle find the Python it was built with."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
    return kept | {"PATH": os.defpath, "QT_QPA_PLATFORM": "offscreen"}


def _said(program: Path, *arguments: str | Path) -> str:
    done = subprocess.run(
        [program, *arguments],
        env=_environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def library(program: Path, tmp_path: Path) -> Path:
    library = tmp_path / "a library.kutip"
    _said(program, "new", library)
    return library


def test_the_bundle_starts_without_the_checkout(program: Path) -> None:
    assert "kutip" in _said(program, "--version").lower()


def test_a_file_is_imported_through_the_worker_and_quoted_in_a_report(
    program: Path, library: Path, tmp_path: Path
) -> None:
    on = (program, "--library", library)
    imported = json.loads(_said(*on, "import", "--json", resources.path(SAMPLE)))
    assert imported["status"] == "added"
    number = str(imported["article"])
    made = json.loads(
        _said(*on, "highlight", number, "--quote", QUOTE, "--tag", "commitment", "--json")
    )
    assert made["quote"] == QUOTE
    for form in ("html", "markdown", "csv", "json"):
        report = tmp_path / f"report.{form}"
        _said(*on, "export", "--format", form, "--output", report)
        assert QUOTE in report.read_text(encoding="utf-8")
    _said(*on, "check")


def test_the_formats_of_other_programs_are_written_and_a_pack_is_verified(
    program: Path, library: Path, tmp_path: Path
) -> None:
    on = (program, "--library", library)
    number = str(json.loads(_said(*on, "import", "--json", resources.path(SAMPLE)))["article"])
    _said(*on, "highlight", number, "--quote", QUOTE, "--tag", "commitment")
    signs = {"pdf": b"%PDF", "docx": b"PK", "xlsx": b"PK", "obsidian": b"---", "jsonld": b"{"}
    for form, sign in signs.items():
        report = tmp_path / f"report.{form}"
        layout = ("--template", "legal_schedule") if form in {"pdf", "docx"} else ()
        _said(*on, "export", "--format", form, *layout, "--output", report)
        assert report.read_bytes().startswith(sign)
    _said(*on, "comments", number, "--output", tmp_path / "comments.docx")
    _said(*on, "pack", "--output", tmp_path / "pack.zip")
    assert "1 quote" in _said(program, "verify", tmp_path / "pack.zip")


def test_a_pdf_and_a_picture_are_read_by_the_worker(
    program: Path, library: Path, tmp_path: Path
) -> None:
    on = (program, "--library", library)
    paper, picture = tmp_path / "surat.pdf", tmp_path / "surat.png"
    paper.write_bytes(make_pdf([[Line("Gubernur berjanji membuka jalan.", 72, 700)]]))
    picture.write_bytes(PICTURE)
    imported = json.loads(_said(*on, "import", "--json", paper))
    assert imported["status"] == "added"
    assert "Gubernur berjanji membuka jalan." in _said(*on, "text", str(imported["article"]))
    assert json.loads(_said(*on, "import", "--json", picture))["status"] == "added"


@pytest.mark.parametrize("language", STORIES)
def test_the_rules_of_each_language_are_in_the_bundle(
    program: Path, library: Path, tmp_path: Path, language: str
) -> None:
    story = tmp_path / "story.txt"
    story.write_text(STORIES[language], encoding="utf-8")
    bare = _suggested(program, "suggest", "--json", "--file", story)
    assert {each["kind"] for each in bare} == KINDS
    (quote,) = (each for each in bare if each["kind"] == "quote")
    assert quote["speaker"]["name"] == NAME
    on = (program, "--library", library)
    number = json.loads(_said(*on, "import", "--json", story))["article"]
    kept = _suggested(*on, "suggest", "--json", str(number))
    assert [each["quote"] for each in kept] == [each["quote"] for each in bare]
    assert [each["facts"] for each in kept] == [each["facts"] for each in bare]


def _suggested(program: Path, *arguments: str | Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _said(program, *arguments).splitlines()]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks /proc what is open")
def test_the_window_opens_a_library_and_says_nothing_in_the_terminal(
    program: Path, library: Path
) -> None:
    process = subprocess.Popen(
        [program, library], env=_environment(), stderr=subprocess.PIPE, text=True
    )
    try:
        _wait_until_open(process, library)
    finally:
        process.terminate()
        said = process.communicate(timeout=60)[1]
    assert said == ""


def _wait_until_open(process: subprocess.Popen[str], library: Path) -> None:
    """Wait until the program holds the library open: it does so once its window is shown."""
    deadline = time.monotonic() + 60
    open_files = Path(f"/proc/{process.pid}/fd")
    while time.monotonic() < deadline:
        try:
            process.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            with suppress(FileNotFoundError):  # a file was closed while we looked
                if library in {file.readlink() for file in open_files.iterdir()}:
                    return
        else:
            pytest.fail(f"the program ended with {process.returncode}")
    pytest.fail("the library was not opened within a minute")


def test_nothing_of_the_build_machine_is_named_in_the_bundle(program: Path) -> None:
    named = [
        file.name
        for file in program.parent.rglob("*")
        if file.is_file() and file.suffix in {".json", ".mo", ".txt", ".svg", ".qss"}
        if str(ROOT).encode() in file.read_bytes()
    ]
    assert named == []


def test_no_link_in_the_bundle_leads_nowhere(program: Path) -> None:
    folder = program.parent
    assert [file for file in folder.rglob("*") if file.is_symlink() and not file.exists()] == []
