"""kutip suggest as the program: the two real stories, a reader that goes away, Ctrl+C."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.heeding import HEEDING

ROOT = Path(__file__).resolve().parents[2]


def start(*arguments: object, folder: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [*HEEDING, sys.executable, "-m", "desktop", "suggest", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "KUTIP_LIBRARY": str(folder / "none.kutip"), "KUTIP_LANGUAGE": "en"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def suggested(story: Path, folder: Path) -> list[dict[str, Any]]:
    program = start("--file", story, "--json", folder=folder)
    out, err = program.communicate(timeout=120)
    assert (program.returncode, err) == (0, b"")
    return [json.loads(line) for line in out.splitlines()]


def of_kind(records: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [each for each in records if each["kind"] == kind]


@pytest.fixture
def stories(reference: Path) -> list[Path]:
    return sorted((reference / "articles").glob("*.txt"))


def test_the_first_story_has_its_numbers_its_law_and_one_speaker(
    stories: list[Path], tmp_path: Path
) -> None:
    text = stories[0].read_bytes().decode()
    records = suggested(stories[0], tmp_path)
    assert all(each["quote"] == text[each["start"] : each["end"]] for each in records)
    facts = [each["facts"] for each in of_kind(records, "statistic")]
    assert [each["value"] for each in facts] == [36_000, 37_000_000, None]
    assert (facts[2]["numerator"], facts[2]["denominator"]) == (1, 1_800)
    for each in of_kind(records, "statistic"):
        assert "ratio" in {one["kind"] for one in each["checks"]}
    (law,) = of_kind(records, "legal")
    keys = ("instrument", "number", "year", "article", "paragraph")
    assert [law["facts"][key] for key in keys] == ["UU", "2", "2002", "28", "1"]
    names = {each["speaker"]["name"] for each in of_kind(records, "quote")}
    assert len(names) == 1
    assert all(name and name in text for name in names)
    assert list(tmp_path.iterdir()) == []


def test_the_second_story_has_neither_a_number_nor_a_law(
    stories: list[Path], tmp_path: Path
) -> None:
    text = stories[1].read_bytes().decode()
    records = suggested(stories[1], tmp_path)
    assert of_kind(records, "statistic") == of_kind(records, "legal") == []
    direct = [each for each in of_kind(records, "quote") if each["facts"]["quote_type"] == "direct"]
    assert len(direct) == 3
    (name,) = {each["speaker"]["name"] for each in direct}
    assert len(name.split()) == 2
    assert name in text
    assert {each["facts"]["kind"] for each in of_kind(records, "commitment")} >= {"stance"}


@pytest.fixture
def many(tmp_path: Path) -> list[Path]:
    made = []
    for number in range(40):
        path = tmp_path / f"{number}.txt"
        path.write_text("Wali kota mengatakan 20 rumah akan dibangun tahun ini. " * 60)
        made.append(path)
    return made


def test_a_reader_that_goes_away_is_no_error(many: list[Path], tmp_path: Path) -> None:
    with start("--file", *many, "--json", folder=tmp_path) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.readline()
        program.stdout.close()
        assert program.stderr.read() == b""
        assert program.wait(60) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is sent in another way there")
def test_ctrl_c_says_so_in_one_line(many: list[Path], tmp_path: Path) -> None:
    with start("--file", *many * 50, "--json", folder=tmp_path) as program:
        assert program.stdout is not None
        program.stdout.readline()
        program.send_signal(signal.SIGINT)
        _, err = program.communicate(timeout=60)
    assert program.returncode == 130
    assert err.strip().count(b"\n") == 0
