"""The two real stories, from file to report, by the command line alone."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
LEGAL = "Pasal 28 ayat 1 Undang-Undang Nomor 2 Tahun 2002 tentang Polri"
STANCE = "Netralitas TNI-Polri adalah harga mati"
FORMATS = ("markdown", "html", "csv", "json")


class Terminal:
    """A terminal with a library of its own."""

    def __init__(self, library: Path) -> None:
        self.library = library

    def run(self, *arguments: str, status: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "desktop", *arguments],
            cwd=ROOT,
            env={**os.environ, "KUTIP_LIBRARY": str(self.library), "KUTIP_LANGUAGE": "en"},
            capture_output=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == status, done.stderr.decode()
        return done.stdout.decode()

    def lines(self, *arguments: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.run(*arguments, "--json").splitlines()]


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    found = Terminal(tmp_path / "stories.kutip")
    found.run("new", str(found.library))
    return found


@pytest.fixture
def stories(reference: Path) -> list[Path]:
    return sorted((reference / "articles").glob("*.txt"))


def headline(story: Path) -> str:
    """Read it off the line where both stories have it; their words stay out of this project."""
    (line,) = re.findall(r"^## (.+)$", story.read_text(encoding="utf-8"), re.MULTILINE)
    return str(line)


def test_the_two_stories_become_articles_with_their_metadata(
    terminal: Terminal, stories: list[Path]
) -> None:
    outcomes = terminal.lines("import", *map(str, stories))
    assert [o["status"] for o in outcomes] == ["added", "added"]
    first, second = sorted(terminal.lines("articles"), key=lambda article: article["id"])
    assert first["outlet"] == "IWO"
    assert first["title"] == headline(stories[0])
    assert first["byline"] == "Agung widodo"
    assert first["published"] == "2024-07-25T19:48"
    assert first["place"] == "KOTA SEMARANG"
    assert first["language"] == "id"
    assert second["title"] == headline(stories[1])
    assert second["byline"] == "Achmad Sarjono"
    assert second["published"] == "2024-08-15T14:22"
    assert second["place"] == "MALANG"
    assert second["outlet"] == "MALANG.KLIKPUBLIK.COM"
    again = terminal.lines("import", *map(str, stories))
    assert [o["status"] for o in again] == ["duplicate", "duplicate"]


def test_quotes_highlighted_by_command_are_in_every_report(
    terminal: Terminal, stories: list[Path], tmp_path: Path
) -> None:
    terminal.lines("import", *map(str, stories))
    wanted = [
        ("1", "36 ribu orang", "statistic", ""),
        ("1", "1:1.800", "statistic", ""),
        ("1", LEGAL, "legal", ""),
        ("2", "Badan Pengawas Pemilu\n\n(Bawaslu), para camat", "", ""),
        ("2", STANCE, "commitment", "Imam Mustolih"),
    ]
    for article, quote, tag, speaker in wanted:
        tags = ["--tag", tag] if tag else []
        speakers = ["--speaker", speaker] if speaker else []
        terminal.lines("highlight", article, "--quote", quote, *tags, *speakers)
    held = terminal.lines("highlights")
    assert [h["quote"] for h in held] == [quote for _, quote, _, _ in wanted]
    assert held[4]["speaker"] == "Imam Mustolih"
    text = {n: terminal.run("text", n) for n in ("1", "2")}
    for highlight in held:
        words = text[str(highlight["article"])]
        assert words[highlight["start"] : highlight["end"]] == highlight["quote"]
    for name in FORMATS:
        output = tmp_path / f"report.{name}"
        terminal.run("export", "--format", name, "--output", str(output))
        check_report(name, output.read_text(encoding="utf-8-sig"), [q for _, q, _, _ in wanted])
    assert terminal.lines("check") == []


def check_report(name: str, report: str, quotes: list[str]) -> None:
    if name == "json":
        held = [h["quote"] for h in json.loads(report)["highlights"]]
        assert sorted(held) == sorted(quotes)
        return
    for quote in quotes:
        for part in quote.split("\n\n"):
            assert part in report, (name, quote)


def test_a_quote_that_stands_twice_or_never_is_wrong_usage(
    terminal: Terminal, stories: list[Path]
) -> None:
    terminal.lines("import", *map(str, stories))
    terminal.run("highlight", "1", "--quote", "Kapolda", status=2)
    terminal.run("highlight", "1", "--quote", "these words stand nowhere", status=2)
    terminal.run("highlight", "9", "--quote", "Kapolda", status=2)
    assert terminal.lines("highlights") == []
