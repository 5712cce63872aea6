"""Workbooks: typed cells, whole quotes, nothing that runs, and the same bytes each time."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.exporting import xlsx
from annotations.exporting.csv_table import COLUMNS
from annotations.exporting.layout import Layout
from annotations.exporting.report import Report, build
from annotations.exporting.spreadsheet.cells import LONGEST, parts, shown
from annotations.exporting.spreadsheet.sheets import safe_name
from annotations.facts import Check, LegalReference, WrittenDate
from annotations.model import Speaker
from annotations.vocabulary import (
    COMMITMENT,
    LEGAL,
    STATISTIC,
    CheckKind,
    ClaimState,
    DatePrecision,
    Terms,
    WordingState,
)
from resources import catalogue
from tests.made_entries import changed, entry, many, pledge, statistic
from tests.read_workbook import Read, read, table

WORDS = catalogue("en")
NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
INJECTIONS = (
    "=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x.example")', "'=1",
    "＝1+1", "http://x.example/a", "mailto:a@b.example", "internal:Sheet1!A1", "12", "1e5",
    "TRUE", "2026-10-14", "{=1}", "_x0041_", "<b>&amp;</b>", "\u202eabc", "a\x07b\x00c", "\n=1",
    'DDE("cmd")', "cmd|' /C calc'!A0", "👮🏽‍♂️", "\ufffe", "]]>",
)  # fmt: skip


def _report(entries: list, **given: object) -> Report:  # type: ignore[type-arg]  # of entries
    return build(entries, WORDS, now=NOW, title="Banjir", **given)  # type: ignore[arg-type]


def _book(report: Report) -> dict[str, list[dict[str, Read]]]:
    return read(b"".join(xlsx.pieces(report, WORDS)))


def test_a_workbook_has_a_summary_all_highlights_and_a_sheet_a_tag() -> None:
    book = _book(_report(many(20)))
    assert [*book] == ["Summary", "All", "Commitment", "Statistic", "Legal reference"]
    rows = table(book["All"])
    assert len(rows) == 20
    assert [cell.value for cell in book["All"][0].values()] == [*COLUMNS]
    told = {row["A"].value: row["B"].value for row in book["Summary"] if "B" in row}
    assert told["Commitment"] == "8"
    assert told["Legal reference"] == "4"


def test_the_summary_tells_failed_checks_and_what_is_not_cleared_uncut() -> None:
    denied = Check(kind=CheckKind.WORDING, state=WordingState.DENIED)
    cleared = (
        Check(kind=CheckKind.WORDING, state=WordingState.AS_PUBLISHED),
        Check(kind=CheckKind.CLAIM, state=ClaimState.SUPPORTED),
    )
    some = [changed(entry(at), checks=() if at % 3 else cleared) for at in range(1, 100)]
    some[0] = changed(some[0], checks=(denied,))
    lines = [row["A"].value for row in _book(_report(some))["Summary"] if "A" in row]
    assert "K-001 Wording: denied by speaker" in lines
    told = lines[lines.index("66 highlights are not cleared for print:") + 1 :]
    assert ", ".join(told).startswith("K-001–K-002, K-004–K-005, ")
    assert ", ".join(told).endswith("K-097–K-098")
    assert max(map(len, told)) <= 60, "a line of the sheet shows it whole"


def test_numbers_and_dates_are_typed_and_a_date_shows_what_was_written() -> None:
    said = WrittenDate("Oktober 2026", "2026-10-01", "2026-10-31", DatePrecision.MONTH)
    made = entry(1, tags=(STATISTIC, COMMITMENT))
    made = changed(
        made,
        statistics=(statistic("36000.5", value_max=Decimal("1E+20")),),
        attribution=replace(made.highlight.attribution, date_said=said),
    )
    (row,) = table(_book(_report([made]))["All"])
    assert (row["id"], row["start"]) == (Read("n", "1", ""), Read("n", "1100", ""))
    assert (row["statistic_value"].kind, row["statistic_value"].value) == ("n", "36000.5")
    assert row["statistic_unit"].value == "orang"
    assert row["statistic_value_max"] == Read("s", f"1{'0' * 20}", "")
    assert row["starred"].kind == "b"
    for name, shape, day in (
        ("date_said", "yyyy-mm", "2026-10-01"),
        ("commitment_deadline", "yyyy-mm-dd", "2026-12-01"),
        ("article_published", "yyyy-mm-dd hh:mm", "2026-10-14"),
        ("created", "yyyy-mm-dd hh:mm:ss", "2026-10-15"),
    ):
        assert (row[name].kind, row[name].format) == ("n", shape), name
        when = datetime(1899, 12, 30, tzinfo=UTC) + timedelta(days=float(row[name].value))
        assert when.date().isoformat() == day, name


def test_the_sheet_of_a_tag_has_a_row_a_fact() -> None:
    two = changed(entry(1, tags=(STATISTIC,)), statistics=(statistic("1"), statistic("2")))
    none = changed(entry(2, tags=(STATISTIC,)), statistics=())
    off = changed(entry(3, tags=()), statistics=(statistic("3"),))
    own = entry(4, tags=("banjir: bandang?",))
    book = _book(_report([two, none, off, own]))
    rows = table(book["Statistic"])
    assert [(row["label"].value, row.get("statistic_value")) for row in rows] == [
        ("K-001", Read("n", "1", "")),
        ("K-001", Read("n", "2", "")),
        ("K-002", None),
    ]
    (joined,) = [row for row in table(book["All"]) if row["label"].value == "K-001"]
    assert joined["statistic_value"] == Read("s", "1 | 2", "")
    assert [row["label"].value for row in table(book["banjir bandang"])] == ["K-004"]


@pytest.mark.parametrize("nasty", INJECTIONS)
def test_text_is_text_whatever_it_begins_with(nasty: str) -> None:
    made = changed(
        entry(1, nasty, (LEGAL, nasty)),
        report_note=nasty,
        legal=(LegalReference(citation=nasty, wording=nasty),),
    )
    report = replace(_report([replace(made, sentence=nasty)]), title=nasty)
    book = _book(report)
    assert book["Summary"][0]["A"].value == shown(nasty)
    for row in (table(book["All"])[0], table(book["Legal reference"])[0]):
        for name in ("quote", "report_note", "legal_citation", "legal_wording"):
            assert (row[name].kind, row[name].value) == ("s", shown(nasty)), name


@settings(max_examples=10)
@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1), max_size=5))
def test_every_quote_stands_in_the_workbook_once_letter_by_letter(quotes: list[str]) -> None:
    report = _report([entry(n, quote) for n, quote in enumerate(quotes, start=1)])
    rows = table(_book(report)["All"])
    assert [row["quote"].value for row in rows] == [shown(quote) for quote in quotes]


def test_a_quote_longer_than_a_cell_goes_on_in_the_next_column_and_nothing_is_cut_unsaid() -> None:
    long = "😀" * 20_000 + "kata " * 10_000
    pledged = replace(pledge(), deadline=WrittenDate("y" * 40_000))
    made = changed(entry(1, long), report_note="x" * 40_000, commitments=(pledged,))
    book = _book(_report([made, entry(2)]))
    row, other = table(book["All"])
    whole = "".join(row[name].value for name in ("quote", "quote_2", "quote_3"))
    assert whole == long
    assert "quote_2" not in other
    assert row["report_note"].value.startswith("xxx")
    assert "cut here" in row["report_note"].value
    assert row["commitment_deadline"].value.startswith("yyy")
    assert "cut here" in table(book["Commitment"])[0]["quote"].value
    told = " ".join(cell.value for line in book["Summary"] for cell in line.values())
    assert "cells were longer than a spreadsheet holds" in told
    assert all(len(c.value.encode("utf-16-le")) <= 2 * LONGEST for c in row.values())


@given(st.text(st.sampled_from("a😀"), max_size=60), st.integers(2, 9))
def test_pieces_fit_and_are_the_text(text: str, longest: int) -> None:
    found = parts(text, longest)
    assert "".join(found) == text
    assert all(len(piece.encode("utf-16-le")) <= 2 * longest for piece in found)


def test_two_runs_give_the_same_bytes_and_tell_nothing_of_the_machine() -> None:
    report = _report(many(5))
    first = b"".join(xlsx.pieces(report, WORDS))
    assert b"".join(xlsx.pieces(report, WORDS)) == first
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        core = package.read("docProps/core.xml").decode()
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        sheet = package.read("xl/worksheets/sheet2.xml").decode()
        book = package.read("xl/workbook.xml").decode()
    assert "<dc:creator></dc:creator>" in core
    assert "2026-11-22T00:00:00Z" in core
    for told in ('state="frozen"', "<autoFilter", 'paperSize="9"', 'orientation="landscape"'):
        assert told in sheet
    assert "_xlnm.Print_Titles" in book


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("air: [1]/2*?", "air 1 2"),
        ("'kutip'", "kutip"),
        ("History", "History_"),
        ("x" * 40, "x" * 31),
        ("\x07\u202e", "_"),
        ("ALL", "ALL (2)"),
        ("all" + " " * 30, "all (2)"),
        ("👮" * 20, "👮" * 15),
    ],
)
def test_the_name_of_a_sheet_is_one_that_every_program_takes(name: str, safe: str) -> None:
    assert safe_name(name, {"all"}) == safe


def test_only_the_chosen_columns_are_written() -> None:
    report = _report(many(3), layout=Layout(columns=("label", "statistic_value", "nonsense")))
    book = _book(report)
    assert [cell.value for cell in book["All"][0].values()] == ["label", "statistic_value"]
    assert [cell.value for cell in book["Statistic"][0].values()] == [
        "label",
        "quote",
        "statistic_value",
    ]


def test_what_may_not_leave_stands_in_no_sheet() -> None:
    secret = Speaker(uid="s-9", name="Bambang Sutrisno", confidential=True, shown_as="a clerk")
    hidden = changed(entry(2, "Ini rahasia"), terms=Terms.OFF_RECORD)
    report = _report([entry(1, "Gudang kosong", speaker=secret), hidden], speakers=(secret,))
    book = _book(report)
    told = " ".join(c.value for rows in book.values() for row in rows for c in row.values())
    assert "a clerk" in told
    for word in ("Bambang", "rahasia", "hanya untuk saya"):
        assert word not in told
    assert "1 highlight was left out" in told
