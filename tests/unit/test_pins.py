"""The pinned dependencies: the same everywhere, each with its hashes, from no named place."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = ["requirements.txt", "requirements-dev.txt", "requirements-bundle.txt"]
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)


def _pins(name: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", FILES)
def test_each_dependency_is_pinned_with_a_hash_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]  # the first is the heading
    assert len(entries) == len(_pins(name))
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert re.findall(r"https?:|--index|--find-links|file:|@ ", text) == []


@pytest.mark.parametrize("name", FILES)
def test_all_sets_hold_what_the_program_runs_on(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.split(r"[<>=]", each)[0].lower() for each in project["dependencies"]}
    assert wanted <= set(_pins(name))


def test_the_program_is_tested_and_bundled_with_what_it_runs_on() -> None:
    runs_on = _pins("requirements.txt")
    for name in FILES[1:]:
        pins = _pins(name)
        assert {each: pins.get(each, version) for each, version in runs_on.items()} == runs_on
