"""Reports: what they count, what they leave out, and that every quote stands in each of them."""

import csv
import html
import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.entries import Entry
from annotations.exporting.citations import one_line
from annotations.exporting.csv_table import COLUMNS, guarded, recovered
from annotations.exporting.report import Grouping, Report, build, withheld_total
from annotations.richtext import normalise
from annotations.vocabulary import COMMITMENT, LEGAL, STATISTIC
from resources import catalogue
from tests import read_formats
from tests.made_entries import article, changed, checked, entry, many, statistic
from tests.written_reports import TEXT_FORMATS, written

WORDS = catalogue("en")
NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
FORMATS = TEXT_FORMATS
AWKWARD = [
    "Netralitas TNI-Polri adalah harga mati",
    "36 ribu orang",
    "1:1.800",
    "Badan Pengawas Pemilu\n(Bawaslu), para camat",
    "satu\n\ndua",
    "=1+1",
    "@SUM(A1)",
    "<script>alert('x')</script> & <b>tebal</b>",
    "*tebal* _miring_ `kode` [tautan](https://x.example) ![g](g.png) \\ | ~ # 1.",
    "# bukan judul",
    "1. bukan daftar",
    "--- bukan garis",
    "```pagar```",
    "dia bilang: \"ya\", lalu 'tidak'",
    "👮🏽‍♂️ 12,5 persen\tsel kedua",
    "\u202eterbalik\u202c dan\u200btak tampak",
    "&amp; bukan entitas &#8211;",
]


def _report(entries: list[Entry], grouping: Grouping = Grouping.ARTICLE) -> Report:
    return build(entries, WORDS, grouping=grouping, now=NOW, title="Banjir")


def _text(report: Report, name: str) -> str:
    return written(report, name)


def _rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff"), "Excel needs the mark to see UTF-8"
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def _readable(name: str, text: str) -> str:
    """Undo what a format must do to letters, as its readers do."""
    if name == "html":
        return html.unescape(text)
    if name == "json":
        return "\n".join(each["quote"] for each in json.loads(text)["highlights"])
    if name == "csv":
        return "\n".join(recovered(row["quote"]) for row in _rows(text))
    if name in {"obsidian", "jsonld"}:
        return "\n".join(getattr(read_formats, name)(text).values())
    return text


def _count(name: str, text: str) -> int:
    """Count the highlights of a file as its reader would."""
    counts = {
        "markdown": lambda: len(re.findall(r"^### K-\d+", text, re.MULTILINE)),
        "html": lambda: len(re.findall(r'<article class="card"', text)),
        "csv": lambda: len(_rows(text)),
        "json": lambda: len(json.loads(text)["highlights"]),
        "obsidian": lambda: len(read_formats.obsidian(text)),
        "jsonld": lambda: len(read_formats.jsonld(text)),
        "citations": lambda: len(read_formats.citations(text)),
    }
    return counts[name]()


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("grouping", Grouping)
def test_every_format_holds_every_quote_letter_by_letter(name: str, grouping: Grouping) -> None:
    entries = [entry(number, quote) for number, quote in enumerate(AWKWARD, start=1)]
    text = _readable(name, _text(_report(entries, grouping), name))
    set_out = one_line if name == "citations" else str
    assert [quote for quote in AWKWARD if set_out(quote) not in text] == []


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("grouping", Grouping)
def test_every_format_counts_what_the_report_counts(name: str, grouping: Grouping) -> None:
    entries = many(60)
    report = _report(entries, grouping)
    assert report.total == 60
    assert _count(name, _text(report, name)) == 60


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "citations"])
def test_each_quote_carries_where_it_comes_from(name: str) -> None:
    made = entry(14, "12,5 persen warga", (STATISTIC,), of=article(7, "Debit Waduk Turun"))
    text = _text(_report([made]), name)
    told = html.unescape(text)
    for fact in (
        "K-014",
        "Debit Waduk Turun",
        "Harian Arunika",
        "https://arunika.example/berita/7",
        "Ratna Wibisono",
        str(made.highlight.quote.start),
        str(made.highlight.quote.end),
        made.highlight.quote.text_sha256,
        made.original_sha256,
        "kata dia.",
    ):
        assert fact in told, fact


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_report_is_a_whole_file(name: str) -> None:
    text = _text(_report([]), name)
    assert _count(name, text) == 0
    assert name in {"csv", "citations"} or "Banjir" in text


def test_an_entry_with_two_tags_stands_once_and_is_named_under_the_other() -> None:
    both = entry(3, tags=(STATISTIC, COMMITMENT))
    report = _report([entry(1, tags=(STATISTIC,)), both, entry(4, tags=())], Grouping.TAG)
    assert [(g.key, len(g.entries), g.also) for g in report.groups] == [
        (COMMITMENT, 1, ()),
        (STATISTIC, 1, ("K-003",)),
        ("", 1, ()),
    ]
    assert [(count.key, count.n) for count in report.tags] == [
        (COMMITMENT, 1),
        (STATISTIC, 2),
        ("", 1),
    ]


def test_what_nobody_checked_is_named_on_top() -> None:
    report = _report([entry(1), checked(entry(2))])
    assert report.unchecked == ("K-001",)
    assert [(count.key, count.n) for count in report.claims] == [("unchecked", 1), ("supported", 1)]


def test_groups_by_speaker_put_the_nameless_last() -> None:
    report = _report([entry(1, speaker=None), entry(2)], Grouping.SPEAKER)
    assert [group.heading for group in report.groups] == ["Ratna Wibisono", "No speaker"]


def test_json_holds_numbers_as_numbers() -> None:
    made = entry(1, tags=(STATISTIC,))
    made = changed(made, statistics=(statistic("12.5"), statistic("3.6E+4"), statistic("1E+999")))
    (record,) = json.loads(_text(_report([made]), "json"))["highlights"]
    assert [fact["value"] for fact in record["statistics"]] == [12.5, 36000, "1E+999"]
    assert isinstance(record["statistics"][1]["value"], int)


def test_facts_of_a_tag_that_was_taken_off_stay_at_home() -> None:
    made = changed(entry(1, tags=(STATISTIC,)), tags=())
    for name in FORMATS:
        assert "36000" not in _text(_report([made]), name)
        assert "36,000" not in _text(_report([made]), name)


def test_several_facts_keep_their_places_in_their_columns() -> None:
    facts = (statistic("-5", source="BPS | Bawaslu"), statistic("7", unit=""))
    (row,) = _rows(_text(_report([changed(entry(1, tags=(STATISTIC,)), statistics=facts)]), "csv"))
    assert recovered(row["statistic_value"]) == "-5 | 7"
    assert row["statistic_unit"] == "orang | "
    assert row["statistic_source"] == "BPS \\| Bawaslu | "
    assert row["legal_article"] == ""


def test_columns_are_the_json_keys() -> None:
    made = entry(1, tags=(COMMITMENT, STATISTIC, LEGAL))
    (record,) = json.loads(_text(_report([made]), "json"))["highlights"]
    (row,) = _rows(_text(_report([made]), "csv"))
    kinds = {"statistics": "statistic", "legal": "legal", "commitments": "commitment"}
    plain = [key for key in record if key not in kinds]
    facts = [f"{kinds[kind]}_{key}" for kind in kinds for key in record[kind][0]]
    about = ["article_title", "article_outlet", "article_published", "article_url"]
    assert sorted(COLUMNS) == sorted([*plain, *facts, *about])
    assert row["legal_article"] == "28"
    assert row["commitment_status"] == "in_progress"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+62 812", "'+62 812"),
        ("-5", "-5"),
        ("-12.5", "-12.5"),
        ("-5 | 3", "'-5 | 3"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("'Kami pastikan'", "'Kami pastikan'"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(cell: str, written: str) -> None:
    assert guarded(cell) == written
    assert recovered(written) == cell


@given(st.text(alphabet="'=-+@5.\t a", max_size=8) | st.text(max_size=20))
def test_what_was_guarded_is_recovered(cell: str) -> None:
    assert recovered(guarded(cell)) == cell
    assert guarded(cell)[:1] not in set("=+@\t\r\n")


@given(st.text(max_size=60).map(lambda text: normalise(text).strip()).filter(bool))
def test_a_csv_file_gives_any_quote_back(quote: str) -> None:
    (row,) = _rows(_text(_report([entry(1, quote)]), "csv"))
    assert recovered(row["quote"]) == quote


def test_hidden_characters_are_told_beside_the_quote() -> None:
    report = _report([entry(1, "\u202eterbalik")])
    for name in ("markdown", "html"):
        assert "U+202E RIGHT-TO-LEFT OVERRIDE" in _text(report, name)


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_does_not_tell_where_it_was_made(name: str, tmp_path: Path) -> None:
    import getpass
    import socket

    text = _text(_report([entry(1)]), name)
    assert str(tmp_path) not in text
    assert socket.gethostname() not in text
    assert "hanya untuk saya" not in text
    assert f"{getpass.getuser()}@" not in text


def test_what_is_withheld_and_what_leaves_add_up_to_the_library() -> None:
    from annotations.vocabulary import Terms

    entries = many(10)
    entries[3] = changed(entries[3], terms=Terms.OFF_RECORD)
    entries[4] = replace(entries[4], article=replace(entries[4].article, embargo="2027-01-01"))
    report = _report(entries)
    assert report.total + withheld_total(report) == 10
    assert [(count.key, count.n) for count in report.withheld] == [
        ("off_record", 1),
        ("embargo", 1),
    ]
    assert "1 highlight was left out: off the record." in _text(report, "markdown")
    assert json.loads(_text(report, "json"))["report"]["withheld"] == {
        "off_record": 1,
        "embargo": 1,
    }
