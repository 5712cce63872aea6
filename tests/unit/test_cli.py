"""The commands, run in this process on a library of their own."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from annotations import cli
from annotations.commands.terminal import language
from annotations.errors import (
    AnnotationsError,
    BackupFailed,
    BackupFault,
    BadOutput,
    LibraryError,
    LibraryFault,
    OutputFault,
    SaveError,
    SaveFault,
)
from tests.terminal import Kutip

STORY = "# Judul\n\nIsi.\n"
WITHOUT_LIBRARY = {"templates", "verify"}
"""Commands that work on files beside the libraries."""


def test_new_makes_a_library_and_never_over_another(tmp_path: Path, kutip: Kutip) -> None:
    path = tmp_path / "a.kutip"
    assert kutip("new", path).status == cli.DONE
    before = path.read_bytes()
    again = kutip("new", path)
    assert again.status == cli.WRONG_USAGE
    assert "is there already" in again.err
    assert path.read_bytes() == before


def test_a_library_that_is_not_there_is_an_error(tmp_path: Path, kutip: Kutip) -> None:
    missing = tmp_path / "missing.kutip"
    for arguments in (
        ("--library", missing, "articles"),
        ("articles", "--library", missing),
        ("import", tmp_path, "--library", missing),
        ("articles",),
    ):
        run = kutip(*arguments)
        assert run.status == cli.NO_LIBRARY
        assert "There is no library at" in run.err
        assert run.out == ""
    assert not missing.exists()


def test_a_file_that_is_no_library_is_told_and_kept(tmp_path: Path, kutip: Kutip) -> None:
    other = tmp_path / "story.md"
    other.write_text(STORY, encoding="utf-8")
    run = kutip("articles", "--library", other)
    assert run.status == cli.NO_LIBRARY
    assert "is not a Kutip library" in run.err
    assert other.read_text(encoding="utf-8") == STORY


def test_articles_have_the_keys_of_the_contract(library: Path, kutip: Kutip) -> None:
    (record,) = kutip("articles", "--json").records
    assert list(record) == [
        "id", "uid", "kind", "title", "byline", "outlet", "place", "published", "language", "url",
        "sha256", "text_sha256", "revision", "highlights",
    ]  # fmt: skip
    assert record["title"] == "Wali Kota Janjikan 120 Pompa"
    assert "Wali Kota Janjikan" in kutip("articles").out


def test_text_is_exact_and_offsets_count_its_characters(library: Path, kutip: Kutip) -> None:
    text = kutip("text", 1).out
    assert not text.endswith("\n")
    (record,) = kutip("highlight", 1, "--quote", "310 ribu jiwa", "--json").records
    assert text[record["start"] : record["end"]] == "310 ribu jiwa"
    assert text.index("👮") < record["start"]


def test_a_highlight_has_the_keys_of_the_contract(library: Path, kutip: Kutip) -> None:
    run = kutip(
        "highlight", 1, "--quote", " 310 ribu jiwa\n", "--tag", "statistic", "--tag", "Commitment",
        "--speaker", "Ratna Wibisono", "--note", "hanya untuk saya", "--json",
    )  # fmt: skip
    (record,) = run.records
    assert run.status == cli.DONE
    assert list(record) == [
        "id", "uid", "article", "revision", "quote", "start", "end", "placement", "locator",
        "tags", "speaker", "speaker_as_written", "role", "institution", "quote_type", "cue",
        "date_said", "report_note", "starred", "wording_check", "claim_check", "evidence",
        "translations", "terms", "author", "origin", "created", "changed", "statistics", "legal",
        "commitments",
    ]  # fmt: skip
    assert record["quote"] == "310 ribu jiwa"
    assert sorted(record["tags"]) == ["commitment", "statistic"]
    assert record["speaker"] == "Ratna Wibisono"
    assert kutip("highlights", "--json").records == [record]
    (private,) = kutip("highlights", "--json", "--private").records
    assert private == record | {"note": "hanya untuk saya"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--quote", "tidak ada ini"), "does not hold “tidak ada ini”"),
        (("--quote", "Dia"), "stands more than once, at the offsets"),
        (("--quote", "  "), "does not hold"),
        (("--start", 5), "Give either --start and --end, or --quote."),
        ((), "Give either --start and --end, or --quote."),
        (("--start", 5, "--end", 9, "--quote", "x"), "Give either"),
        (("--start", 9, "--end", 5), "Characters 9 to 5 hold no words"),
        (("--start", 0, "--end", 10**9), "hold no words of this text"),
        (("--start", -5, "--end", 9), "hold no words of this text"),
        (("--start", "x", "--end", 9), "is not a valid integer"),
        (("--quote", "310 ribu", "--tag", "angka"), "There is no tag “angka”"),
    ],
)
def test_wrong_usage_is_told_and_stores_nothing(
    library: Path, kutip: Kutip, arguments: tuple[object, ...], told: str
) -> None:
    run = kutip("highlight", 1, *arguments)
    assert (run.status, run.out) == (cli.WRONG_USAGE, "")
    assert told in run.err
    assert "Traceback" not in run.err
    assert kutip("highlights", "--json").records == []


def test_offsets_of_a_quote_that_stands_twice_work(library: Path, kutip: Kutip) -> None:
    text = kutip("text", 1).out
    refused = kutip("highlight", 1, "--quote", "Dia")
    starts = [n for n in range(len(text)) if text.startswith("Dia", n)]
    assert ", ".join(map(str, starts)) in refused.err
    run = kutip("highlight", 1, "--start", starts[1] - 1, "--end", starts[1] + 4, "--json")
    assert run.records[0]["start"] == starts[1]
    assert run.records[0]["quote"] == "Dia"


def test_an_article_that_is_not_there_is_told(library: Path, kutip: Kutip) -> None:
    for arguments in (
        ("text", 99),
        ("highlight", 99, "--quote", "x"),
        ("text", 1, "--revision", 5),
    ):
        run = kutip(*arguments)
        assert run.status == cli.WRONG_USAGE
        assert run.err.startswith(("There is no article 99", "The article has no version"))


def test_an_ambiguous_speaker_is_never_guessed(library: Path, kutip: Kutip) -> None:
    from annotations.model import Speaker
    from annotations.storage import history
    from annotations.storage.history import Change
    from annotations.storage.store import Store

    two = [
        Change(None, Speaker(name="Ratna", role=role, uid=f"{role:0>32}"))
        for role in ("wali", "camat")
    ]
    with Store.open(library) as store:
        store.call(lambda opened: history.replace(opened, two, label="Add"), saving=True)
    run = kutip("highlight", 1, "--quote", "310 ribu jiwa", "--speaker", "ratna")
    assert run.status == cli.WRONG_USAGE
    assert "Ratna (wali)" in run.err
    assert "Ratna (camat)" in run.err


def test_a_known_speaker_is_found_by_name(library: Path, kutip: Kutip) -> None:
    kutip("highlight", 1, "--quote", "310 ribu jiwa", "--speaker", "Ratna Wibisono")
    (again,) = kutip(
        "highlight", 1, "--quote", "120 pompa selesai", "--speaker", "RATNA  wibisono", "--json"
    ).records
    assert again["speaker"] == "Ratna Wibisono"
    assert len(kutip("highlights", "--speaker", "ratna", "--json").records) == 2
    assert kutip("highlights", "--speaker", "bagas", "--json").records == []


def test_highlights_are_filtered(library: Path, kutip: Kutip) -> None:
    kutip("highlight", 1, "--quote", "310 ribu jiwa", "--tag", "statistic")
    kutip("highlight", 1, "--quote", "120 pompa selesai", "--tag", "commitment")

    def quotes(*filters: object) -> list[str]:
        return [each["quote"] for each in kutip("highlights", *filters, "--json").records]

    assert quotes() == ["120 pompa selesai", "310 ribu jiwa"]
    assert quotes("--tag", "statistic") == ["310 ribu jiwa"]
    assert quotes("--tag", "statistic", "--tag", "commitment") == quotes()
    assert quotes("--match", "pompa") == ["120 pompa selesai"]
    assert quotes("--article", 2) == []
    assert quotes("--trash") == []
    assert quotes("--unchecked", "--wording", "unchecked", "--claim", "unchecked") == quotes()
    assert quotes("--claim", "supported") == []
    assert quotes("--commitment-status", "kept") == []
    assert kutip("highlights", "--wording", "maybe").status == cli.WRONG_USAGE
    assert kutip("highlights", "--tag", "angka").status == cli.WRONG_USAGE
    assert kutip("highlights", "--from", "kemarin").status == cli.WRONG_USAGE


def test_help_is_there_for_each_command(kutip: Kutip) -> None:
    listed = kutip("--help")
    assert listed.status == cli.DONE
    for name, command in cli.program.commands.items():
        assert f"  {name}" in listed.out
        shown = kutip(name, "--help").out
        assert "Examples:" in shown
        assert "--library FILE" in shown or name in WITHOUT_LIBRARY
        for option in command.params:
            assert isinstance(option, click.Argument) or str(getattr(option, "help", None) or "")


def test_every_command_that_the_entry_point_knows_is_here() -> None:
    from desktop.__main__ import COMMANDS

    assert set(cli.program.commands) == COMMANDS


def test_an_unknown_option_is_wrong_usage(kutip: Kutip) -> None:
    run = kutip("articles", "--jsno")
    assert run.status == cli.WRONG_USAGE
    assert "--jsno" in run.err
    assert kutip().status == cli.WRONG_USAGE


def test_ctrl_c_ends_without_a_traceback(kutip: Kutip, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("annotations.commands.terminal.default_library", interrupted)
    run = kutip("articles")
    assert run.status == cli.STOPPED
    assert "Stopped" in run.err
    assert "Traceback" not in run.err


def test_the_runner_of_click_can_drive_it(library: Path) -> None:
    from annotations.commands.terminal import Terminal
    from resources import catalogue

    terminal = Terminal(catalogue("en"), given=str(library))
    result = CliRunner().invoke(cli.program, ["articles", "--json"], obj=terminal)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["id"] == 1


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({}, "en"),
        ({"LANG": "id_ID.UTF-8"}, "id"),
        ({"LANG": "id"}, "id"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "C.UTF-8", "LANG": "id_ID.UTF-8"}, "id"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "id_ID.UTF-8"}, "en"),
        ({"KUTIP_LANGUAGE": "id", "LANG": "en_GB.UTF-8"}, "id"),
        ({"KUTIP_LANGUAGE": "en", "LANG": "id_ID.UTF-8"}, "en"),
    ],
)
def test_the_language_is_the_one_asked_for(environment: dict[str, str], code: str) -> None:
    assert language(environment) == code


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (LibraryError(Path("a"), LibraryFault.BUSY), cli.BUSY),
        (LibraryError(Path("a"), LibraryFault.DAMAGED), cli.NO_LIBRARY),
        (SaveError(SaveFault.BUSY), cli.BUSY),
        (SaveError(SaveFault.DISK_FULL), cli.SOME_FAILED),
        (BackupFailed(Path("a"), BackupFault.LIBRARY_BUSY), cli.BUSY),
        (BadOutput(Path("a"), fault=OutputFault.DISK_FULL), cli.SOME_FAILED),
        (BadOutput(Path("a"), fault=OutputFault.EXISTS), cli.WRONG_USAGE),
    ],
)
def test_exit_statuses_are_those_of_the_contract(error: AnnotationsError, status: int) -> None:
    assert cli.status_of(error) == status
