"""kutip export, check, backup and restore, run in this process."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotations import cli
from annotations.model import Evidence
from annotations.storage import articles, history
from annotations.storage.attachments import attach
from annotations.storage.history import Change
from annotations.storage.library import values
from annotations.storage.store import Library, Store
from annotations.vocabulary import EvidenceKind
from tests.made_pictures import png
from tests.terminal import Kutip


@pytest.mark.parametrize("name", ["markdown", "html", "csv", "json"])
def test_a_report_counts_what_the_library_counts(
    library: Path, kutip: Kutip, name: str, tmp_path: Path
) -> None:
    for quote in ("310 ribu jiwa", "120 pompa selesai"):
        kutip("highlight", 1, "--quote", quote, "--note", "hanya untuk saya")
    output = tmp_path / f"laporan.{name}"
    run = kutip("export", "--format", name, "--output", output)
    assert (run.status, run.out) == (cli.DONE, "")
    assert "Wrote 2 highlights" in run.err
    told = output.read_text(encoding="utf-8")
    for quote in ("310 ribu jiwa", "120 pompa selesai"):
        assert quote in told
    assert "hanya untuk saya" not in told
    assert str(library) not in told
    assert kutip("export", "--format", name, "--output", output).status == cli.WRONG_USAGE
    assert kutip("export", "--format", name, "--output", output, "--force").status == cli.DONE
    piped = kutip("export", "--format", name, "--output", "-")
    assert "310 ribu jiwa" in piped.out


def test_a_report_shows_pictures_unless_they_are_not_wanted(library: Path, kutip: Kutip) -> None:
    kutip("highlight", 1, "--quote", "310 ribu jiwa")
    with Store.open(library) as store:
        (uid,) = store.call(lambda opened: values(opened, "SELECT uid FROM highlights"))
        kept = Evidence(
            uid="e-1",
            highlight=uid,
            kind=EvidenceKind.FILE,
            file_name="K-001 p. 4.png",
            media_type="image/png",
        )

        def keep(opened: Library) -> None:
            digest = attach(opened, png())
            changes = [Change(None, replace(kept, target=digest))]
            history.replace(opened, changes, label="Keep")

        store.call(keep, saving=True)
    shown = kutip("export", "--format", "html", "--output", "-").out
    assert "data:image/png;base64," in shown
    without = kutip("export", "--format", "html", "--output", "-", "--no-pictures").out
    assert "<img" not in without
    assert "img-src" not in without
    assert "K-001 p. 4.png" in without


def test_a_report_speaks_the_language_asked_for(library: Path, kutip: Kutip) -> None:
    run = kutip("export", "--format", "html", "--output", "-", "--language", "id")
    assert '<html lang="id" ' in run.out


def test_what_is_withheld_is_said(library: Path, kutip: Kutip, tmp_path: Path) -> None:
    kutip("highlight", 1, "--quote", "310 ribu jiwa")
    with Store.open(library) as store:
        before = store.call(lambda opened: articles.read(opened, 1))
        later = [Change(before, replace(before, embargo="2999-01-01"))]
        store.call(lambda opened: history.replace(opened, later, label="Edit"), saving=True)
    output = tmp_path / "a.json"
    run = kutip("export", "--format", "json", "--output", output)
    assert "1 highlight was left out: under embargo." in run.err
    other = kutip("export", "--format", "json", "--output", "-", "--language", "id")
    assert "1 highlight was left out: under embargo." in other.err
    assert json.loads(output.read_text(encoding="utf-8"))["highlights"] == []
    kutip("export", "--format", "json", "--output", output, "--force", "--embargoed")
    assert len(json.loads(output.read_text(encoding="utf-8"))["highlights"]) == 1


def test_secrets_beside_a_quote_stay_at_home(library: Path, kutip: Kutip) -> None:
    from dataclasses import replace

    from annotations.storage import highlights, history, speakers
    from annotations.storage.history import Change
    from annotations.storage.store import Store
    from annotations.vocabulary import Terms

    kutip("highlight", 1, "--quote", "120 pompa", "--tag", "statistic")
    kutip("highlight", 1, "--quote", "Kami pastikan", "--tag", "commitment", "--speaker", "Budi")
    with Store.open(library) as store:
        (secret,) = store.call(lambda opened: highlights.read(opened, [1]))
        budi = next(one for one in store.call(speakers.every) if one.name == "Budi")
        hidden = replace(budi, confidential=True, shown_as="seorang pegawai", trashed="")
        changes = [
            Change(secret, replace(secret, terms=Terms.OFF_RECORD)),
            Change(budi, hidden),
        ]
        store.call(lambda opened: history.replace(opened, changes, label="Edit"), saving=True)
    for name in ("markdown", "html", "csv", "json"):
        told = kutip("export", "--format", name, "--output", "-", "--tag", "commitment").out
        assert "Kami pastikan" in told
        assert "seorang pegawai" in told
        assert "Budi" not in told
        assert "120 pompa selesai" not in told
    shown = [each["speaker"] for each in kutip("highlights", "--json").records]
    assert "Budi" not in shown
    assert "seorang pegawai" in shown
    assert kutip("highlights", "--json", "--private").records[0]["speaker"] == "Budi"


def test_check_backup_and_restore(library: Path, kutip: Kutip, tmp_path: Path) -> None:
    kutip("highlight", 1, "--quote", "310 ribu jiwa")
    assert kutip("check", "--json").out == ""
    copy = tmp_path / "copy.kutip"
    assert kutip("backup", "--output", copy).status == cli.DONE
    assert kutip("backup").status == cli.DONE
    assert "1 highlight" in kutip("restore").out
    kutip("highlight", 1, "--quote", "120 pompa selesai")
    assert kutip("restore", copy).status == cli.DONE
    assert len(kutip("highlights", "--json").records) == 1
    kept = [path for path in tmp_path.glob("*.kutip") if path not in {library, copy}]
    assert len(kept) == 1
    assert len(kutip("highlights", "--library", kept[0], "--json").records) == 2


def test_a_backup_that_cannot_be_written_is_told(
    library: Path, kutip: Kutip, tmp_path: Path
) -> None:
    (tmp_path / "berkas").touch()
    run = kutip("backup", "--output", tmp_path / "berkas" / "b.kutip")
    assert run.status == cli.SOME_FAILED
    assert run.err.startswith("No backup was made:")
    assert run.err.count("\n") == 1


def test_check_names_a_row_that_another_program_changed(library: Path, kutip: Kutip) -> None:
    from annotations.storage.store import Library, Store

    def change(opened: Library) -> None:
        opened.db.execute("UPDATE highlights SET quote = '999 jiwa'")

    kutip("highlight", 1, "--quote", "310 ribu jiwa")
    with Store.open(library) as store:
        store.call(change, saving=True)
    run = kutip("check", "--json")
    assert run.status == cli.SOME_FAILED
    assert {"changed_outside", "quote_differs"} & {record["kind"] for record in run.records}
    assert kutip("check").out.strip()


def test_templates_are_listed_copied_and_used(
    library: Path, kutip: Kutip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert library.is_file()
    monkeypatch.setenv("KUTIP_TEMPLATES", str(tmp_path))
    kutip("highlight", 1, "--quote", "310 ribu jiwa")
    assert kutip("templates", "copy", "legal_schedule", tmp_path / "mine.html").status == cli.DONE
    names = [line.split("\t")[0] for line in kutip("templates").out.splitlines()]
    assert names == ["report", "fact_check", "legal_schedule", "promise_ledger", "mine"]
    out = ("export", "--format", "html", "--output", "-", "--template", "mine")
    assert "310 ribu jiwa" in kutip(*out, "--columns", "words,number").out
    (tmp_path / "mine.html").write_text("{{ report.nothing }}\n{% if %}", encoding="utf-8")
    broken = kutip(*out)
    assert (broken.status, broken.out) == (cli.WRONG_USAGE, "")
    assert "The template mine cannot be used: line 2: " in broken.err
    for wrong in (
        ("export", "--format", "html", "--output", "-", "--columns", "nothing"),
        ("export", "--format", "html", "--output", "-", "--template", "nowhere"),
        ("export", "--format", "json", "--output", "-", "--template", "fact_check"),
    ):
        assert kutip(*wrong).status == cli.WRONG_USAGE
