"""kutip highlight: what is not said of a highlight is filled from what the rules read there."""

from pathlib import Path

import pytest

from annotations import cli
from annotations.detection import engine
from tests.terminal import Kutip

TEXT = (
    "Arunika, 14 Oktober 2026\n\n"
    "“Kami akan membangun 12 sumur tahun ini,” kata Kepala Dinas Air Rina Hartati kepada warga"
    " yang datang ke balai desa itu.\n\n"
    "Sebanyak 36 ribu orang mengungsi dan belum bisa pulang ke rumah mereka di tepi sungai.\n"
)


@pytest.fixture
def article(kutip: Kutip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KUTIP_LIBRARY", str(tmp_path / "filled.kutip"))
    (tmp_path / "air.txt").write_text(TEXT, encoding="utf-8")
    assert kutip("new", tmp_path / "filled.kutip").status == cli.DONE
    assert kutip("import", tmp_path / "air.txt").status == cli.DONE


@pytest.mark.usefixtures("article")
def test_a_number_brings_its_facts(kutip: Kutip) -> None:
    run = kutip("highlight", 1, "--quote", "36 ribu orang", "--tag", "statistic", "--json")
    (number,) = run.records[0]["statistics"]
    assert (number["value"], number["unit"]) == (36000, "orang")
    assert run.records[0]["speaker"] == ""
    assert run.records[0]["origin"] == "hand"


@pytest.mark.usefixtures("article")
def test_the_speaker_is_the_quotations_and_becomes_one_of_the_library(kutip: Kutip) -> None:
    for words in ("12 sumur", "Kami akan membangun"):
        (made,) = kutip("highlight", 1, "--quote", words, "--json").records
        assert (made["speaker"], made["role"]) == ("Rina Hartati", "Kepala Dinas Air")
    assert len(kutip("highlights", "--speaker", "Rina Hartati", "--json").records) == 2


@pytest.mark.usefixtures("article")
def test_what_is_said_is_not_written_over(kutip: Kutip) -> None:
    (made,) = kutip(
        "highlight", 1, "--quote", "12 sumur", "--tag", "statistic", "--speaker", "Bagas", "--json"
    ).records
    assert (made["speaker"], made["role"]) == ("Bagas", "")
    assert made["statistics"][0]["value"] == 12


@pytest.mark.usefixtures("article")
def test_a_rule_that_breaks_costs_no_highlight(
    kutip: Kutip, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "DETECTORS", (None,))
    run = kutip("highlight", 1, "--quote", "36 ribu orang", "--tag", "statistic", "--json")
    assert run.status == cli.DONE
    assert run.records[0]["statistics"] == []
