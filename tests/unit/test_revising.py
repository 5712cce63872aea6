"""What changed between two states of a text, and whether it says so."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model import Block, RichText, Span
from annotations.revising.aligning import aligned
from annotations.revising.announcing import announced
from annotations.revising.comparing import CompareRow, RowChange, Verdict, compare
from annotations.revising.symbols import plain_words, symbols
from annotations.vocabulary import BlockKind
from tests.builders import rich
from tests.strategies import texts

STORY = (
    "Warga Menuntut Air Bersih\n\n"
    "Sebanyak 36 ribu orang tinggal di lereng itu sejak tahun 1998.\n\n"
    "“Kami akan membangun 12 sumur,” kata Sri Lestari, bupati.\n\n"
    "Anggarannya Rp5.000 miliar, naik 12,5% dari tahun lalu 👩🏽‍🌾.\n\n"
    "Hak atas air dijamin undang-undang, menurut kepala dinas."
)


def kinds(old: str, new: str) -> list[RowChange]:
    return [row.change for row in compare(rich(old), rich(new)).rows]


def words(old: str, new: str) -> tuple[list[str], list[str]]:
    rows = compare(rich(old), rich(new)).rows
    return (
        [old[span.start : span.end] for row in rows for span in row.old_words],
        [new[span.start : span.end] for row in rows for span in row.new_words],
    )


EDITS = [
    ("36 ribu", "41 ribu", ["36"], ["41"]),
    ("12,5%", "12,7%", ["12,5%"], ["12,7%"]),
    ("Rp5.000", "Rp5.500", ["Rp5.000"], ["Rp5.500"]),
    ("👩🏽‍🌾", "👩🏿‍🌾", ["👩🏽‍🌾"], ["👩🏿‍🌾"]),
    ("undang-undang", "undang-undang dasar", [], ["dasar"]),
    ("kata Sri Lestari, bupati", "kata bupati", ["Sri Lestari,"], []),
    ("akan membangun", "mungkin akan membangun", [], ["mungkin"]),
    ("kepala dinas", "kepála dinas", ["kepala"], ["kepála"]),
    ("kepala dinas", "kepa\u0301la dinas", ["kepala"], ["kepa\u0301la"]),
]


@pytest.mark.parametrize(("was", "now", "gone", "come"), EDITS)
def test_the_words_that_changed_are_marked_whole(
    was: str, now: str, gone: list[str], come: list[str]
) -> None:
    newer = STORY.replace(was, now)
    assert words(STORY, newer) == (gone, come)
    assert kinds(STORY, newer).count(RowChange.CHANGED) == 1
    assert compare(rich(STORY), rich(newer)).verdict is Verdict.SILENT


TYPOGRAPHY = [
    ("“Kami", '"Kami'),
    ("sumur,” kata", "sumur,”\xa0kata"),
    ("undang-undang", "undang\u2011undang"),
    ("Anggarannya", "\ufeffAnggarannya"),
    ("lereng itu sejak", "lereng  itu\u2009sejak"),
]


@pytest.mark.parametrize(("was", "now"), TYPOGRAPHY)
def test_other_quotation_marks_dashes_and_spaces_are_only_typography(was: str, now: str) -> None:
    newer = STORY.replace(was, now)
    assert newer != STORY
    difference = compare(rich(STORY), rich(newer))
    assert difference.verdict is Verdict.TYPOGRAPHY
    assert difference.count(RowChange.TYPOGRAPHY) == 1
    assert difference.count(RowChange.CHANGED) == 0


def test_a_paragraph_cut_in_two_is_only_typography_as_a_whole() -> None:
    newer = STORY.replace("lereng itu sejak", "lereng itu\n\nsejak")
    assert compare(rich(STORY), rich(newer)).verdict is Verdict.TYPOGRAPHY


def test_paragraphs_that_came_went_or_moved_are_told_apart() -> None:
    parts = STORY.split("\n\n")
    same, gone, come, moved = (
        RowChange.SAME, RowChange.REMOVED, RowChange.ADDED, RowChange.MOVED,
    )  # fmt: skip
    without = "\n\n".join([*parts[:2], *parts[3:]])
    assert kinds(STORY, without) == [same, same, gone, same, same]
    assert kinds(without, STORY) == [same, same, come, same, same]
    later = "\n\n".join([parts[0], *parts[2:], parts[1]])
    difference = compare(rich(STORY), rich(later))
    assert [row.change for row in difference.rows] == [same, moved, same, same, same, moved]
    away, here = difference.rows[1], difference.rows[5]
    assert (away.elsewhere, here.elsewhere) == (here.new, away.old)
    assert difference.count(moved) == 1


def test_the_same_text_is_identical() -> None:
    difference = compare(rich(STORY), rich(STORY))
    assert difference.verdict is Verdict.IDENTICAL
    assert {row.change for row in difference.rows} == {RowChange.SAME}


ANNOUNCED = [
    ("Ralat: jumlah warga bukan 63 ribu.", ""),
    ("Koreksi (15/10/2026): angka diperbaiki.", "2026-10-15"),
    ("KOREKSI – Jumlah sumur 12, bukan 21.", ""),
    ("Artikel ini telah diperbarui pada 15 Oktober 2026.", "2026-10-15"),
    ("Catatan redaksi: berita ini telah mengalami perubahan judul.", ""),
    ("Redaksi mohon maaf atas kekeliruan itu.", ""),
    ("Berita ini sudah kami ralat pada Rabu.", ""),
    ("Terdapat kesalahan penulisan nama dalam berita sebelumnya.", ""),
    ("Correction: the number of wells was wrong.", ""),
    ("Editor’s note: a name was changed.", ""),
    ("This article was amended on 15 October 2026 to correct a name.", "2026-10-15"),
    ("This story has since been updated to add a comment.", ""),
    ("An earlier version of this article misstated the number.", ""),
    ("We regret the error.", ""),
    ("Update, 15 October 2026: the ministry has since replied to us.", "2026-10-15"),
    ("Ralat\n\nJumlah warga 36 ribu, bukan 63 ribu.", ""),
]
SILENT = [
    "Koreksi harga saham berlanjut: indeks turun.",
    "Diperbarui: 15 Oktober 2026 10.00",
    "Updated: 15 October 2026",
    "Update 10:15 WIB",
    "Pembaruan: 15 Oktober 2026, 10.15 WIB",
    "Polisi meralat keterangan saksi.",
    "He asked for a correction of the map.",
    "Perubahan iklim mengubah pola hujan.",
    "Ia meminta maaf kepada warga.",
    "This article of the law was cited by judges.",
]


@pytest.mark.parametrize(("notice", "date"), ANNOUNCED)
def test_a_notice_of_correction_is_found_with_its_date(notice: str, date: str) -> None:
    newer = f"{STORY}\n\n{notice}"
    found = announced(rich(STORY), rich(newer), "id")
    assert found is not None
    assert found.words == newer[found.span.start : found.span.end] == notice
    assert found.date.start[:10] == date
    assert compare(rich(STORY), rich(newer)).verdict is Verdict.ANNOUNCED
    # the next state says nothing new
    assert announced(rich(newer), rich(newer + "\n\nSelesai."), "id") is None


@pytest.mark.parametrize("line", SILENT)
def test_news_about_corrections_and_bare_dates_announce_nothing(line: str) -> None:
    assert announced(rich(STORY), rich(f"{STORY}\n\n{line}"), "id") is None


@given(st.lists(st.integers(0, 6)), st.lists(st.integers(0, 6)))
def test_aligned_items_are_equal_and_in_order(one: list[int], other: list[int]) -> None:
    pairs = aligned(one, other)
    assert all(one[left] == other[right] for left, right in pairs)
    assert [left for left, _ in pairs] == sorted({left for left, _ in pairs})
    assert [right for _, right in pairs] == sorted({right for _, right in pairs})


def _without(text: str, rows: tuple[CompareRow, ...], *, new: bool) -> list[str]:
    """List what is left of paired paragraphs without the words that differ."""
    found = []
    for row in rows:
        span, cut = (row.new, row.new_words) if new else (row.old, row.old_words)
        if row.old is None or row.new is None or span is None:
            continue
        left, start = "", span.start
        for each in cut:
            assert span.start <= start <= each.start < each.end <= span.end
            left, start = left + text[start : each.start], each.end
        found.append("".join(plain_words(left + text[start : span.end]).split()))
    return found


def _edited(text: str, seed: int) -> str:
    rng = random.Random(seed)
    for _ in range(rng.randint(1, 6)):
        start = rng.randrange(len(text) + 1)
        end = min(len(text), start + rng.choice([0, 1, 7, 60]))
        text = text[:start] + rng.choice(["", "7", "kata ", "\n\n", "“", "\u0301"]) + text[end:]
    return text


def _safe(text: str) -> str:
    return "".join(char for char in text if char.isprintable() or char == "\n")


@given(texts(), texts(), st.integers(0, 10_000))
def test_without_the_marked_words_both_sides_say_the_same(one: str, other: str, seed: int) -> None:
    one = _safe(one)
    for newer in (_safe(other), _edited(one, seed), _edited(STORY, seed)):
        rows = compare(rich(one), rich(newer)).rows
        assert _without(one, rows, new=False) == _without(newer, rows, new=True)
        assert [row.new for row in rows if row.new] == sorted(row.new for row in rows if row.new)
        assert [row.old for row in rows if row.old] == sorted(row.old for row in rows if row.old)


@given(texts())
def test_symbols_never_part_what_is_read_as_one(text: str) -> None:
    found = symbols(text, 0, len(text))
    assert "".join(text[each.start : each.end] for each in found) == "".join(text.split())
    for each in found:
        assert not (
            each.start and text[each.start - 1] == "\u200d" and not text[each.start].isspace()
        )


def test_table_cells_are_compared_one_by_one() -> None:
    def table(cells: str) -> RichText:
        blocks, start = [], 0
        for number, cell in enumerate(cells.split("\n")):
            blocks.append(
                Block(
                    kind=BlockKind.TABLE_CELL,
                    start=start,
                    end=start + len(cell),
                    table=0,
                    row=number // 2,
                    column=number % 2,
                )
            )
            start += len(cell) + 1
        return RichText(cells, tuple(blocks))

    old, new = table("Desa\n36 ribu\nKota\n120"), table("Desa\n41 ribu\nKota\n120")
    rows = compare(old, new).rows
    assert [row.change for row in rows].count(RowChange.SAME) == 3
    assert rows[1].new_words == (Span(5, 7),)


def test_a_megabyte_is_compared_in_a_moment() -> None:
    rng = random.Random(7)
    vocabulary = [f"kata{number}" for number in range(3_000)] + ["di", "dan", "yang"] * 500
    story = ["".join(f"{w} " for w in rng.choices(vocabulary, k=60)) for _ in range(2_400)]
    newer = [part.replace("kata1", "kata2") if rng.random() < 0.3 else part for part in story]
    newer[100:200] = rng.sample(newer[100:200], 100)
    del newer[500:530]
    cases = [("\n\n".join(story), "\n\n".join(newer)), (" ".join(story), " ".join(newer))]
    for old, new in cases:
        assert len(old) > 1_000_000
        began = time.process_time()
        compare(rich(old), rich(new))
        assert time.process_time() - began < 5  # 0.6 s on an idle machine
