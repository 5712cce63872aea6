"""kutip revisions, compare, similar."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from annotations import cli
from annotations.model import Highlight, Speaker
from annotations.storage import articles
from annotations.storage.history import Change
from annotations.storage.store import Store
from annotations.vocabulary import Terms
from tests.builders import TEXT, add, highlight, new_article, save
from tests.terminal import Kutip

NEWER = (
    TEXT.replace("36 ribu", "41 ribu").replace("Kami akan membangun 12 sumur", "Kami tunda dulu")
    + "\n\nRalat: jumlah warga diperbaiki, 15 Oktober 2026."
)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a library with an article in two versions and three highlights."""
    made = tmp_path / "air.kutip"
    with Store.create(made) as store:
        store.call(lambda at: articles.add_all(at, [new_article(language="id")]), saving=True)
        add(
            store,
            [
                highlight("36 ribu orang", "statistic"),
                highlight("Kami akan membangun 12 sumur sebelum musim kemarau"),
                highlight("Pasal 33 ayat 3"),
            ],
        )
        store.call(lambda at: articles.revise(at, 1, new_article(NEWER)), saving=True)
    monkeypatch.setenv("KUTIP_LIBRARY", str(made))
    return made


def changed(path: Path, index: int, **fields: object) -> None:
    from annotations.storage import highlights

    with Store.open(path) as store:
        mine: Highlight = store.call(lambda at: highlights.of_article(at, 1))[index]
        save(store, Change(mine, replace(mine, **fields)))  # type: ignore[arg-type]


def test_versions_are_listed_with_what_changed(path: Path, kutip: Kutip) -> None:
    shown = kutip("revisions", 1)
    assert shown.status == cli.DONE
    assert [line.split("\t")[0] for line in shown.out.splitlines()] == ["1", "2"]
    assert "correction announced" in shown.out.splitlines()[1]
    records = kutip("revisions", 1, "--json").records
    assert [(each["revision"], each["verdict"]) for each in records] == [
        (1, ""), (2, "correction_announced"),
    ]  # fmt: skip
    assert records[0]["characters"] == len(TEXT)


def test_a_file_read_in_another_encoding_is_no_silent_change(
    path: Path, kutip: Kutip, tmp_path: Path
) -> None:
    file = tmp_path / "kafe.txt"
    file.write_bytes("Kafe di sudut jalan, café lama, ditutup wali kota kemarin.".encode("cp1252"))
    (first,) = kutip("import", file, "--json").records
    number = first["article"]
    (again,) = kutip("import", file, "--encoding", "cp1251", "--json").records
    assert (again["status"], again["article"]) == ("revised", number)
    assert kutip("revisions", number, "--json").records[1]["verdict"] == "read_again"
    assert kutip("compare", number, "--json").records[0]["verdict"] == "read_again"
    assert "the same file, read anew" in kutip("compare", number).out
    file.write_bytes("Kafe di sudut jalan, café lama, dibuka wali kota kemarin.".encode("cp1252"))
    kutip("import", file)
    assert kutip("compare", number, "--json").records[0]["verdict"] == "silent_change"


def test_a_difference_is_shown_with_the_highlights(path: Path, kutip: Kutip) -> None:
    shown = kutip("compare", 1)
    assert shown.status == cli.DONE
    assert "[36] ribu orang" in shown.out
    assert "[41] ribu orang" in shown.out
    assert "» Ralat: jumlah warga diperbaiki" in shown.out
    assert "K-001" in shown.out
    records = kutip("compare", 1, "--from", 1, "--to", 2, "--json").records
    assert records[0]["verdict"] == "correction_announced"
    assert records[0]["notice_date"] == "2026-10-15"
    assert [each["change"] for each in records[1:]] == [
        "changed", "added", "highlight", "highlight", "highlight",
    ]  # fmt: skip
    first = records[1]
    cut = [first["old"]["text"][a - first["old"]["start"] : b - first["old"]["start"]]
           for a, b in first["old"]["changed"]]  # fmt: skip
    assert cut[0] == "36"
    assert records[3]["words_now"] == "41 ribu orang"


@pytest.mark.parametrize("suffix", [".csv", ".md", ".json"])
def test_the_list_of_highlights_is_written_to_a_file(
    path: Path, kutip: Kutip, tmp_path: Path, suffix: str
) -> None:
    output = tmp_path / f"tempat{suffix}"
    assert kutip("compare", 1, "--output", output).status == cli.DONE
    written = output.read_text(encoding="utf-8-sig")
    for words in ("K-001", "36 ribu orang", "41 ribu orang", "Pasal 33 ayat 3"):
        assert words in written
    assert kutip("compare", 1, "--output", output).status == cli.WRONG_USAGE
    assert kutip("compare", 1, "--output", output, "--force").status == cli.DONE
    if suffix == ".csv":
        rows = list(csv.DictReader(io.StringIO(written)))
        assert [row["label"] for row in rows] == ["K-001", "K-002", "K-003"]
        assert rows[0]["placement"] == "review"
        assert rows[2]["start_now"].isdigit()


@pytest.mark.parametrize("suffix", [".csv", ".md", ".json"])
def test_nothing_private_leaves_in_the_list(
    path: Path, kutip: Kutip, tmp_path: Path, suffix: str
) -> None:
    with Store.open(path) as store:
        secret = Speaker(uid="s", name="41 ribu orang", confidential=True, shown_as="sumber")
        save(store, Change(None, secret))
    changed(path, 0, note="catatan rahasia")
    changed(path, 1, terms=Terms.OFF_RECORD)
    output = tmp_path / f"tempat{suffix}"
    shown = kutip("compare", 1, "--output", output)
    assert shown.status == cli.DONE
    written = output.read_text(encoding="utf-8-sig")
    for words in ("catatan rahasia", "12 sumur", "tunda", "41 ribu orang", str(tmp_path)):
        assert words not in written
    assert "K-001" in written
    assert "K-002" not in written
    if suffix == ".json":
        assert '"off_record": 1' in written


def test_formulas_are_guarded_in_the_csv(path: Path, kutip: Kutip, tmp_path: Path) -> None:
    with Store.open(path) as store:
        save(store, Change(None, Speaker(uid="f", name="=1+1")))
    changed(path, 0, speaker="f")
    output = tmp_path / "tempat.csv"
    kutip("compare", 1, "--output", output)
    assert ",'=1+1," in output.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    "arguments",
    [
        ("compare", 1, "--from", 2),
        ("compare", 1, "--to", 9),
        ("compare", 9),
        ("compare", 1, "--output", "tempat.xlsx"),
        ("revisions", 9),
        ("similar", 9),
    ],
)
def test_what_is_not_there_is_wrong_usage(
    path: Path, kutip: Kutip, arguments: tuple[object, ...]
) -> None:
    shown = kutip(*arguments)
    assert shown.status == cli.WRONG_USAGE
    assert shown.err.strip()


def test_one_version_alone_cannot_be_compared(path: Path, kutip: Kutip) -> None:
    with Store.open(path) as store:
        store.call(lambda at: articles.add_all(at, [new_article("Lain sama sekali.")]), saving=True)
    assert "no version before version 1" in kutip("compare", 2).err
    assert "Version 2 is not the older" in kutip("compare", 1, "--from", 2, "--to", 1).err


def test_articles_alike_are_listed_alone_and_in_groups(path: Path, kutip: Kutip) -> None:
    assert "No article" in kutip("similar").err
    with Store.open(path) as store:
        other = new_article("Judul Lain\n\n" + NEWER, title="Judul Lain", outlet="Arunika")
        store.call(lambda at: articles.add_all(at, [other]), saving=True)
    (found,) = kutip("similar", 1, "--json").records
    assert (found["article"], found["title"]) == (2, "Judul Lain  (Arunika)")
    assert found["containment"] > 0.9
    assert kutip("similar", "--json").records == [{"articles": [1, 2]}]
    assert "Judul Lain" in kutip("similar").out
    assert "Judul Lain" in kutip("similar", 1).out
