"""kutip search: articles with the words around a find, highlights without what is private."""

import shlex
from pathlib import Path

import pytest

from annotations import cli
from annotations.model import Speaker
from annotations.storage.history import Change
from tests import builders
from tests.terminal import Kutip


@pytest.fixture
def full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    with builders.store(tmp_path, (builders.TEXT, "Sumur Lama\n\nSumur kedua.")) as store:
        builders.save(store, Change(None, Speaker(uid="r", name="Ratna", confidential=True)))
        builders.add(store, [builders.highlight("12 sumur", note="rahasia sumur", speaker="r")])
        path = store.path
    monkeypatch.setenv("KUTIP_LIBRARY", str(path))
    return path


@pytest.mark.usefixtures("full")
def test_what_is_found_is_listed_with_its_words(kutip: Kutip) -> None:
    run = kutip("search", "sumur")
    assert run.status == cli.DONE
    number, quote, *articles = run.out.splitlines()
    assert (number, quote) == ("K-001   Warga Menuntut Air Bersih", "        12 sumur")
    assert "Sumur Lama" in "".join(articles)
    assert "“Kami akan membangun 12 sumur sebelum" in run.out
    assert "rahasia" not in run.out
    assert "Ratna" not in kutip("search", "ratna").out
    assert "rahasia" in kutip("search", "rahasia", "--private").out


@pytest.mark.usefixtures("full")
def test_finds_are_records_the_newest_first_and_as_many_as_asked(kutip: Kutip) -> None:
    found = kutip("search", "sumur", "--newest", "--json").records
    assert [(each["article"], each["highlight"]) for each in found] == [(1, 1), (2, 0), (1, 0)]
    assert (found[0]["snippet"], found[0]["marks"]) == ("", [])
    assert [each["quote"] for each in found] == ["12 sumur", "", ""]
    (start, end) = found[2]["marks"][0]
    assert found[2]["snippet"][start:end] == "sumur"
    assert len(kutip("search", "sumur", "--limit", 1, "--json").records) == 2
    assert kutip("search", "sumur", "--", "-sumur").out == ""
    assert kutip("search", "(((").status == cli.DONE
    assert kutip("search").status == cli.WRONG_USAGE


@pytest.mark.usefixtures("full")
def test_the_commands_and_options_of_the_handbook_are_there(kutip: Kutip) -> None:
    page = (Path(__file__).parents[2] / "docs" / "search.md").read_text(encoding="utf-8")
    lines = [line for line in page.splitlines() if line.startswith("kutip ")]
    assert len(lines) == 3
    for line in lines:
        assert kutip(*shlex.split(line)[1:]).status == cli.DONE
    known = {option for each in cli.program.commands["highlights"].params for option in each.opts}
    table = page.split("## Filters", 1)[1].split("## Saved", 1)[0]
    named = {word.strip("`,") for word in table.split() if word.startswith("`--")}
    assert named <= known
    assert len(named) > 20
