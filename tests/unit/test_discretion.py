"""What may leave the library, in every format and in the copied citation."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from annotations.citing import cite
from annotations.discretion import discretion
from annotations.entries import Entry
from annotations.errors import MayNotLeave, Withholding
from annotations.exporting.asked import asked
from annotations.exporting.report import Grouping, build
from annotations.facts import Attribution
from annotations.model import Speaker
from annotations.queries import Filter
from annotations.vocabulary import COMMITMENT, STATISTIC, Terms
from resources import catalogue
from tests.made_entries import SPEAKER, article, changed, entry, pledge, statistic
from tests.written_reports import everywhere

WORDS = catalogue("en")
NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
SECRET = Speaker(
    uid="s-9",
    name="Bambang Sutrisno",
    aliases=("Pak Bam",),
    role="Kepala Gudang",
    institution="Bulog Muara",
    confidential=True,
    shown_as="a warehouse official",
)


def _everything(entries: list[Entry], speakers: tuple[Speaker, ...] = (SECRET,)) -> str:
    reports = [
        build(entries, WORDS, grouping=grouping, speakers=speakers, now=NOW, filters=("Pak Bam",))
        for grouping in Grouping
    ]
    return "".join(map(everywhere, reports))


def test_a_confidential_name_stands_in_no_export() -> None:
    made = changed(
        entry(
            1,
            "Gudang itu kosong",
            (COMMITMENT, STATISTIC),
            SECRET,
            of=article(1, "Pengakuan Bambang Sutrisno", url="https://x.example/bambang-sutrisno"),
            after="”, kata Bambang Sutrisno, Kepala Gudang Bulog Muara.",
        ),
        attribution=Attribution(
            speaker_as_written="Pak Bam", role="Kepala Gudang", institution="Bulog Muara"
        ),
        report_note="Menurut pak  bam, kosong",
        commitments=(replace(pledge(), who="Kepala Gudang Bulog Muara", what="Pak Bam pergi"),),
        statistics=(statistic(source="catatan BAMBANG SUTRISNO"),),
    )
    beside = entry(2, "Belum tentu", speaker=SPEAKER, after="”, katanya kepada Pak Bam.")
    told = _everything([made, beside])
    for name in ("bambang", "pak bam", "pak  bam", "kepala gudang", "bulog muara"):
        assert name not in told.casefold()
    assert "a warehouse official" in told
    assert "Gudang itu kosong" in told
    assert "hanya untuk saya" not in told


def test_the_source_of_a_confidential_speakers_number_is_told_only_where_he_tells_it() -> None:
    made = changed(
        entry(1, "Kata Bulog ada 12 ton", (STATISTIC,), SECRET),
        statistics=(statistic(source="Kepala Gudang"), statistic(source="Bulog")),
    )
    told = _everything([made])
    assert "kepala gudang" not in told.casefold()
    assert "Bulog" in told


def test_a_source_without_a_shown_name_is_a_confidential_source() -> None:
    nameless = replace(SECRET, shown_as="")
    told = _everything([entry(1, "Gudang itu kosong", speaker=nameless)], (nameless,))
    assert "a confidential source" in told


def test_a_quote_that_names_a_source_is_withheld() -> None:
    made = entry(1, "Saya, Bambang Sutrisno, menolak")
    report = build([made, entry(2)], WORDS, speakers=(SECRET,), now=NOW)
    assert report.total == 1
    assert [(count.key, count.n) for count in report.withheld] == [("names_source", 1)]


def test_a_part_of_a_name_that_was_searched_for_stays_at_home() -> None:
    searched = Filter(
        speaker="bambang", words="sutris", tags=(COMMITMENT,), laws=("Bambang", "Perda 7")
    )
    assert asked(searched, WORDS, speakers=(SECRET, SPEAKER)) == (
        "Tag: Commitment",
        "Speaker: “a warehouse official”",
        "Law: a warehouse official or Perda 7",
        "Words: “a warehouse official”",
    )
    assert asked(Filter(speaker="ratna"), WORDS, speakers=(SECRET, SPEAKER)) == (
        "Speaker: “ratna”",
    )


def test_names_are_whole_words() -> None:
    rules = discretion((replace(SECRET, name="Ali", aliases=()),))
    assert rules.clean("Ali dan Alias, juga ali.") == (
        "a warehouse official dan Alias, juga a warehouse official."
    )


def test_a_name_merged_into_a_confidential_speaker_is_hidden_too() -> None:
    merged = Speaker(uid="s-10", name="B. Sutrisno", merged_into="s-9")
    rules = discretion((SECRET, merged))
    assert rules.clean("kata B. Sutrisno") == "kata a warehouse official"


@pytest.mark.parametrize("where", ["highlight", "article"])
def test_what_is_off_the_record_never_leaves(where: str) -> None:
    made = entry(1, "Ini rahasia benar")
    if where == "highlight":
        made = changed(made, terms=Terms.OFF_RECORD)
    else:
        made = replace(made, article=replace(made.article, terms=Terms.OFF_RECORD))
    assert "Ini rahasia benar" not in _everything([made, entry(2)])
    with pytest.raises(MayNotLeave) as raised:
        cite(made, WORDS, embargoed=True)
    assert raised.value.reason == Withholding.OFF_RECORD


def test_a_sentence_does_not_carry_out_what_is_off_the_record_beside_it() -> None:
    hidden = changed(entry(1, "Ini rahasia benar"), terms=Terms.OFF_RECORD)
    start = hidden.highlight.quote.start
    beside = entry(2, "kata dia", before="“Ini rahasia benar”, ", after=".")
    quote = replace(beside.highlight.quote, start=start + 20, end=start + 28)
    beside = replace(changed(beside, quote=quote), sentence_start=start - 1)
    told = _everything([hidden, beside])
    assert "kata dia" in told
    assert "Ini rahasia benar" not in told
    alone = build([beside], WORDS, off_record=(hidden.highlight,), now=NOW)
    assert alone.entries[0].sentence == ""


def test_a_quote_that_shares_words_with_one_off_the_record_stays_too() -> None:
    hidden = changed(entry(1, "Ini rahasia benar"), terms=Terms.OFF_RECORD)
    quote = replace(hidden.highlight.quote, exact="Ini rahasia", end=hidden.highlight.quote.end - 6)
    over = replace(changed(entry(2), quote=quote), sentence_start=quote.start - 1)
    assert "Ini rahasia" not in _everything([hidden, over])
    alone = build([over], WORDS, off_record=(hidden.highlight,), now=NOW)
    assert [(count.key, count.n) for count in alone.withheld] == [("off_record", 1)]
    said = changed(over, terms=Terms.ON_RECORD)
    assert build([said], WORDS, off_record=(hidden.highlight,), now=NOW).total == 1


@pytest.mark.parametrize(
    ("until", "leaves"),
    [
        ("2026-11-01", True),
        ("2026-12-24", False),
        ("2026-11-22T04:00:00Z", True),
        ("2026-11-22T06:00:00Z", False),
        ("nanti", False),
        ("", True),
    ],
)
def test_an_embargo_holds_until_its_date(until: str, leaves: bool) -> None:
    made = entry(1)
    made = replace(made, article=replace(made.article, embargo=until))
    assert build([made], WORDS, now=NOW).total == int(leaves)
    assert build([made], WORDS, now=NOW, embargoed=True).total == 1


def test_a_citation_says_who_where_and_when() -> None:
    made = entry(14, "12,5 persen", of=article(3, "Debit Turun"))
    assert cite(made, WORDS) == (
        "“12,5 persen” (Ratna Wibisono, Wali Kota, Pemkot; Harian Arunika · 14 Oct 2026;"
        " “Debit Turun”; https://arunika.example/berita/3; K-014)"
    )


def test_a_citation_hides_a_confidential_name_even_without_the_list() -> None:
    told = cite(entry(1, speaker=SECRET), WORDS)
    assert "a warehouse official" in told
    assert "Bambang" not in told
    assert "Gudang" not in told


def test_a_quote_in_its_own_marks_gets_no_second_pair() -> None:
    assert cite(entry(1, "“Ya.”"), WORDS).startswith("“Ya.” (")
