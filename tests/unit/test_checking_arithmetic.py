"""Ratios, shares, totals and changes that agree with themselves, and those that do not."""

from decimal import Decimal

import pytest

from annotations.checking.arithmetic import check_arithmetic
from annotations.checking.figures import loosened, rounded
from annotations.checking.quantities import check_quantities
from annotations.checking.telling import plain, tell
from annotations.detection.engine import suggest
from annotations.detection.reading import read
from annotations.vocabulary import Qualifier
from resources import catalogue

ENGLISH, INDONESIAN = catalogue("en"), catalogue("id")

SENTENCES = [
    ("id", "Hanya ada 24 ribu perawat untuk melayani 12 juta warga, rasio 1:900.",
     "12,000,000 / 24,000 = 500"),
    ("id", "Hanya ada 24 ribu perawat untuk melayani 12 juta warga, rasio 1:500.", ""),
    ("id", "Hanya ada sekitar 24 ribu perawat untuk hampir 12 juta warga, rasio 1:480.", ""),
    ("id", "Sebanyak 310 dari 1.240 sumur (35 persen) tercemar.", "310 / 1,240 = 25 percent"),
    ("id", "Sebanyak 310 dari 1.240 sumur (25 persen) tercemar.", ""),
    ("id", "Sebanyak 310 dari 1.240 sumur atau 25,0 persen tercemar.", ""),
    ("id", "Sebanyak 310 dari 1.240 sumur tercemar, sedangkan harga naik 40 persen.", ""),
    ("id", "Total 60 bus disiapkan, terdiri dari 25 bus besar dan 30 bus kecil.",
     "25 + 30 = 55, not 60"),
    ("id", "Total 55 bus disiapkan, terdiri dari 25 bus besar dan 30 bus kecil.", ""),
    ("id", "Dari 500 responden, 200 orang atau 50 persen setuju.", "200 / 500 = 40 percent"),
    ("id", "Dari 500 responden, 200 orang (40 persen) setuju.", ""),
    ("id", "Sebanyak 10 dari 30 sumur (33 persen) tercemar.", ""),
    ("id", "Peserta naik 33 persen dari 150 orang menjadi 200 orang.", ""),
    ("id", "Anggaran naik dari Rp 100 miliar menjadi Rp 150 miliar atau naik 40 persen.",
     "(150,000,000,000 \u2212 100,000,000,000) / 100,000,000,000 = 50 percent"),
    ("id", "Korban 120 orang, terdiri dari 70 pria dan 40 wanita.", "70 + 40 = 110, not 120"),
    ("id", "Korban 110 orang, terdiri dari 70 pria dan 40 wanita.", ""),
    ("id", "Rombongan memakai 3 bus, terdiri dari 40 siswa dan 5 guru.", ""),
    ("id", "Ada 500 paket bantuan, terdiri dari 2 kg beras dan 3 bungkus mi.", ""),
    ("id", "Total 60 bus disiapkan, termasuk 25 bus besar dan 30 bus kecil.", ""),
    ("id", "Pompa melindungi 310 ribu jiwa, atau separuh dari 480 ribu penduduk.",
     "310,000 / 480,000 = 64.58 percent"),
    ("id", "Pompa melindungi 310 ribu jiwa di 24 kelurahan, atau separuh dari 480 ribu penduduk.",
     "310,000 / 480,000 = 64.58 percent"),
    ("id", "Pompa melindungi 310 ribu jiwa, atau dua pertiga dari 480 ribu penduduk.", ""),
    ("id", "Pompa melindungi 250 ribu jiwa atau separuh dari 480 ribu penduduk.", ""),
    ("id", "Sebanyak 12 bus datang. Separuh dari 480 ribu penduduk mengungsi.", ""),
    ("en", "The pumps protect 310,000 people, or half of the 480,000 residents.",
     "310,000 / 480,000 = 64.58 percent"),
    ("en", "The pumps protect 250,000 people, about half of the 480,000 residents.", ""),
    ("id", "Produksi naik 20 persen, dari 400 ton menjadi 440 ton.",
     "(440 \u2212 400) / 400 = 10 percent"),
    ("id", "Produksi naik 10 persen, dari 400 ton menjadi 440 ton.", ""),
    ("id", "Produksi turun 10 persen, dari 400 ton menjadi 360 ton.", ""),
    ("id", "Produksi turun 25 persen, dari 400 ton menjadi 360 ton.",
     "(360 \u2212 400) / 400 = \u221210 percent"),
    ("en", "There are 24,000 nurses for 12 million people, a ratio of 1:900.",
     "12,000,000 / 24,000 = 500"),
    ("en", "Inspectors found that 310 of 1,240 wells (35 percent) were polluted.",
     "310 / 1,240 = 25 percent"),
    ("en", "Inspectors found that 310 of 1,240 wells (25 percent) were polluted.", ""),
    ("en", "Some 310 of the 1,240 wells, or 35 percent, were polluted.",
     "310 / 1,240 = 25 percent"),
    ("en", "Some 310 of the 1,240 wells, or 25 percent, were polluted.", ""),
    ("en", "The loft had 310 wells under the roof, 1,240 pipes and 35 percent rust.", ""),
    ("id", "Sebanyak 310 dari sekitar 1.240 sumur (50 persen) tercemar.",
     "310 / 1,240 = 25 percent"),
    ("en", "The city bought 60 buses, made up of 25 large buses and 30 small buses.",
     "25 + 30 = 55, not 60"),
    ("en", "The city bought 60 buses, including 25 large buses and 30 small buses.", ""),
    ("en", "Output rose 20 percent from 400 tons to 440 tons.",
     "(440 \u2212 400) / 400 = 10 percent"),
    ("en", "Output rose 10 percent from 400 tons to 440 tons.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "working"), SENTENCES)
def test_numbers_of_a_sentence_are_held_against_each_other(
    code: str, text: str, working: str
) -> None:
    reading = read(text, code=code)
    found = list(check_arithmetic(reading, suggest(reading)))
    assert [tell(one, ENGLISH)[1] for one in found] == ([working] if working else [])


def test_a_finding_is_told_in_the_readers_numbers_and_as_json() -> None:
    text = "Sebanyak 310 dari 1.240 sumur (35 persen) tercemar."
    reading = read(text, code="id")
    (found,) = check_arithmetic(reading, suggest(reading))
    assert "1.240" in tell(found, INDONESIAN)[1]
    written = plain(found, ENGLISH)
    assert written["kind"] == "percentage"
    first = found.spans[0]
    assert text[first.start : first.end] == "35 persen"
    assert written["spans"] == [[span.start, span.end] for span in found.spans]


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        ("36000", "35500", "36500"),
        ("1800", "1750", "1850"),
        ("12.5", "12.45", "12.55"),
        ("120", "120", "120"),
        ("0", "0", "0"),
        ("12345", "12344.5", "12345.5"),
    ],
)
def test_a_printed_number_may_have_been_rounded(value: str, low: str, high: str) -> None:
    stretch = rounded(Decimal(value))
    assert (stretch.low, stretch.high) == (Decimal(low), Decimal(high))


def test_a_word_before_a_number_loosens_it_to_its_own_side() -> None:
    stretch = rounded(Decimal(200))
    assert loosened(stretch, Qualifier.NEARLY).low == Decimal(180)
    assert loosened(stretch, Qualifier.NEARLY).high == Decimal(200)
    assert loosened(stretch, Qualifier.MORE_THAN).high == Decimal(220)
    assert loosened(stretch, Qualifier.NONE) == stretch


WARU = "Banjir di Waru merendam 1.200 rumah warga."
FLOOD = "The flood in Waru damaged 1,200 wooden houses."
TWICE = [
    ("id", WARU, "Petugas mendata banjir di Waru merendam 1.450 rumah warga.", True),
    ("id", WARU, "Petugas mendata banjir di Waru merendam sekitar 1.200 rumah.", False),
    ("id", WARU, "Banjir di Gedangan merendam 300 rumah warga.", False),
    ("id", "Banjir merendam 1.200 rumah.", "Pemerintah membangun 300 rumah.", False),
    ("id", "Di Waru terendam 320 dari 900 rumah warga.", "Warga Waru: 320 rumah.", False),
    ("en", FLOOD, "Officials said the flood in Waru damaged 1,450 wooden houses.", True),
    ("en", FLOOD, "The city will build 300 houses.", False),
]


@pytest.mark.parametrize(("code", "first", "second", "differs"), TWICE)
def test_one_quantity_with_two_values_is_asked_about(
    code: str, first: str, second: str, *, differs: bool
) -> None:
    reading = read(f"{first}\n\n{second}", code=code)
    assert bool(list(check_quantities(reading, suggest(reading)))) is differs
