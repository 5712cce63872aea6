"""The walls between the rooms, and their size, read off the source."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OURS = ("annotations", "desktop", "resources")
DATABASE = {"sqlite3", "sqlite_utils"}
HEAVY = DATABASE | {
    "markdown_it", "jinja2", "click", "babel", "xlsxwriter", "docx", "lxml", "typst", "nh3",
    "pypdf",
}  # fmt: skip
QT_AT_START = {"QtCore", "QtGui", "QtWidgets"}
BANNED_NAMES = {"utils", "common", "helpers", "core", "manager", "base"}
HEX_COLOUR = re.compile(r"(?<![&\w])#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b", re.IGNORECASE)

LONGEST_FILE = 400
LONGEST_FUNCTION = 50
# "folder/file.py" or "folder/file.py::function" -> why it may be longer. Best kept empty.
MAY_BE_LONGER: dict[str, str] = {}


def _sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def _relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def _imported(node: ast.AST, package: str) -> list[str]:
    """Name what an import statement asks for, each `from x import y` as x.y."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
        source = ".".join([*above, *([node.module] if node.module else [])])
        return [f"{source}.{alias.name}" for alias in node.names]
    return []


def _package(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).parent.parts)


@cache
def _nodes(path: Path) -> tuple[ast.AST, ...]:
    """List the imports and functions of a file, wherever they stand; walking is what costs."""
    kept = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef)
    return tuple(node for node in ast.walk(_tree(path)) if isinstance(node, kept))


def _imports(path: Path) -> list[str]:
    """Name all a file imports, wherever it does."""
    return [name for node in _nodes(path) for name in _imported(node, _package(path))]


def _imports_at_once(path: Path) -> list[str]:
    """Name what a file imports as soon as it is imported: not in functions, not for types."""
    found: list[str] = []
    waiting: list[ast.stmt] = list(_tree(path).body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            waiting += node.orelse
            continue
        found += _imported(node, _package(path))
        waiting += [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt)]
    return found


def _room(name: str) -> str:
    return name.partition(".")[0]


def _files_of(name: str) -> list[Path]:
    """Find our files that importing `name` runs: the module and the packages around it."""
    parts = name.split(".")
    found = []
    for end in range(1, len(parts) + 1):
        folder = ROOT.joinpath(*parts[:end])
        candidates = (folder / "__init__.py", folder.with_suffix(".py"))
        found += [candidate for candidate in candidates if candidate.is_file()]
    return found


def _loaded_by(name: str) -> set[Path]:
    """Follow imports at once from a module of ours to all the files of ours that run."""
    reached: set[Path] = set()
    waiting = _files_of(name)
    while waiting:
        path = waiting.pop()
        if path in reached:
            continue
        reached.add(path)
        for imported in _imports_at_once(path):
            if _room(imported) in OURS:
                waiting += _files_of(imported)
    return reached


def _breaches(folder: str, forbidden: set[str]) -> list[str]:
    return [
        f"{_relative(path)} imports {name}"
        for path in _sources(folder)
        for name in _imports(path)
        if _room(name) in forbidden
    ]


def test_resources_import_no_other_room() -> None:
    assert _breaches("resources", {"annotations", "desktop", "PySide6"}) == []


def test_the_domain_knows_no_window() -> None:
    assert _breaches("annotations", {"desktop", "PySide6", "shiboken6"}) == []


def test_only_storage_touches_the_database() -> None:
    everywhere = [*_breaches("annotations", DATABASE), *_breaches("desktop", DATABASE)]
    assert [each for each in everywhere if not each.startswith("annotations/storage/")] == []


def test_starting_the_window_imports_no_heavy_library() -> None:
    loaded = _loaded_by("desktop.application")
    heavy = [
        f"{_relative(path)} imports {name}"
        for path in sorted(loaded)
        for name in _imports_at_once(path)
        if _room(name) in HEAVY
    ]
    assert heavy == []


def test_starting_the_window_imports_three_qt_modules_only() -> None:
    more = [
        f"{_relative(path)} imports {name}"
        for path in sorted(_loaded_by("desktop.application"))
        for name in _imports_at_once(path)
        if _room(name) == "PySide6" and name.split(".")[1] not in QT_AT_START
    ]
    assert more == []


def test_a_command_starts_without_qt() -> None:
    loaded = _loaded_by("desktop.__main__")
    assert [_relative(path) for path in loaded if "PySide6" in map(_room, _imports(path))] == []


def test_nobody_shadows_the_name_of_the_domain() -> None:
    future = [
        _relative(path)
        for path in _sources(*OURS, "tests", "script")
        if "__future__.annotations" in _imports(path)
    ]
    assert future == []
    assert not (ROOT / "tests" / "annotations").exists()


def test_every_module_is_named_for_what_it_holds() -> None:
    named = [path for path in _sources(*OURS) if {path.stem, path.parent.name} & BANNED_NAMES]
    assert [_relative(path) for path in named] == []


def test_no_file_outgrows_its_room() -> None:
    lengths = {
        _relative(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in _sources(*OURS, "tests", "script")
    }
    too_long = {name: n for name, n in lengths.items() if n > LONGEST_FILE}
    assert {name: n for name, n in too_long.items() if name not in MAY_BE_LONGER} == {}


def test_no_function_outgrows_a_screen() -> None:
    too_long = [
        f"{_relative(path)}::{node.name}"
        for path in _sources(*OURS, "tests", "script")
        for node in _nodes(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert [name for name in too_long if name not in MAY_BE_LONGER] == []


def _words_of(path: Path) -> Iterator[str]:
    """Read the strings of a Python file, or all of another text file."""
    if path.suffix != ".py":
        yield path.read_text(encoding="utf-8")
        return
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_colours_stand_in_the_styles_only() -> None:
    looked_at = [
        path
        for room in OURS
        for path in sorted((ROOT / room).rglob("*"))
        if path.suffix in {".py", ".html", ".css", ".qss", ".svg", ".j2"}
        and not _relative(path).startswith(("resources/styles/", "resources/icons/app"))
    ]
    coloured = [
        f"{_relative(path)}: {found}"
        for path in looked_at
        for text in _words_of(path)
        for found in HEX_COLOUR.findall(text)
    ]
    assert coloured == []


@pytest.mark.parametrize(
    ("text", "colours"),
    [
        ("color: #0f6e6e;", ["#0f6e6e"]),
        ("#FFF", ["#FFF"]),
        ("an en dash is &#8211; here", []),
        ("see page.html#art_28", []),
        ("#{tag}", []),
    ],
)
def test_a_colour_is_told_from_an_entity_or_a_link(text: str, colours: list[str]) -> None:
    assert HEX_COLOUR.findall(text) == colours
