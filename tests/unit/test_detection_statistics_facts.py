"""What a sentence says about its number, each field with the words that it was read from."""

from decimal import Decimal

import pytest

from annotations.detection import statistics
from annotations.detection.engine import DETECTORS, rules
from annotations.detection.found import Kind, Suggestion
from annotations.detection.reading import read
from annotations.facts import Statistic


def found(code: str, text: str) -> list[Suggestion]:
    return sorted(statistics.find(read(text, code=code), ()), key=lambda one: one.start)


def fact(code: str, text: str, words: str) -> Statistic:
    (one,) = [one for one in found(code, text) if text[one.start : one.end] == words]
    assert isinstance(one.fact, Statistic)
    return one.fact


QUALIFIERS = [
    ("id", "Ada sekitar 24 ribu orang.", "about"),
    ("id", "Ada kurang lebih 24 ribu orang.", "about"),
    ("id", "Nilainya ditaksir mencapai 24 ribu orang.", "about"),
    ("id", "Ada hampir 24 ribu orang.", "nearly"),
    ("id", "Ada lebih dari total 24 ribu orang.", "more_than"),
    ("id", "Ada 24 ribu orang lebih.", "more_than"),
    ("id", "Ada kurang dari 24 ribu orang.", "less_than"),
    ("id", "Ada sedikitnya 24 ribu orang.", "at_least"),
    ("id", "Paling banyak 24 ribu orang.", "at_most"),
    ("id", "Tepat 24 ribu orang.", "exact"),
    ("id", "Ada 24 ribu orang.", ""),
    ("en", "About 24,000 people came.", "about"),
    ("en", "Nearly 24,000 people came.", "nearly"),
    ("en", "More than 24,000 people came.", "more_than"),
    ("en", "Fewer than 24,000 people came.", "less_than"),
    ("en", "At least 24,000 people came.", "at_least"),
    ("en", "Up to 24,000 people came.", "at_most"),
    ("en", "It adds up to 24,000 people.", ""),
]


@pytest.mark.parametrize(("code", "text", "qualifier"), QUALIFIERS)
def test_the_word_that_loosens_a_number_is_read_and_stays_outside(
    code: str, text: str, qualifier: str
) -> None:
    (one,) = found(code, text)
    assert isinstance(one.fact, Statistic)
    assert one.fact.qualifier == qualifier
    words = [source for source in one.sources if source.field == "qualifier"]
    assert bool(words) == bool(qualifier)
    assert all(word.end <= one.start or word.start >= one.end for word in words)


KINDS = [
    ("id", "Ada 24 ribu orang.", "count"),
    ("id", "Ada 12 persen warga.", "share"),
    ("id", "Tarifnya Rp 5.000.", "money"),
    ("id", "Panennya 3 ton per hari.", "rate"),
    ("id", "Rasionya 1:900.", "ratio"),
    ("id", "Inflasi naik 3 persen.", "change"),
    ("id", "Inflasi naik menjadi 3 persen.", "share"),
    ("id", "Kenaikan sebesar sekitar Rp 5.000 ditolak.", "change"),
    ("en", "Prices rose 3 percent.", "change"),
    ("en", "Prices rose by about 3 percent.", "change"),
    ("en", "A 3 percent increase came.", "change"),
    ("en", "They make up 3 percent of it.", "share"),
]


@pytest.mark.parametrize(("code", "text", "kind"), KINDS)
def test_a_number_has_its_kind(code: str, text: str, kind: str) -> None:
    (one,) = found(code, text)
    assert isinstance(one.fact, Statistic)
    assert one.fact.kind == kind


FIELDS = [
    (
        "id",
        "Jumlah penganggur naik 5 persen menjadi 7,2 juta orang dari 6,9 juta orang.",
        "5 persen",
        {"base": "6,9 juta orang"},
    ),
    ("id", "Harga naik dari Rp 9.000 menjadi Rp 12.000.", "Rp 12.000", {"base": "Rp 9.000"}),
    (
        "id",
        "Ekspor turun 6 persen dibandingkan musim yang sama.",
        "6 persen",
        {"base": "musim yang sama"},
    ),
    (
        "id",
        "Menurut data Badan Hitung Nasional (BHN), inflasi Maret 2024 mencapai 3 persen.",
        "3 persen",
        {"source": "Badan Hitung Nasional (BHN)", "period": "Maret 2024"},
    ),
    ("id", "Badan Hitung Nasional (BHN) mencatat inflasi 3 persen.", "3 persen", {
        "source": "Badan Hitung Nasional"}),
    ("id", "Ia menyebut inflasi 3 persen.", "3 persen", {"source": ""}),
    ("en", "She said inflation was 3 percent.", "3 percent", {"source": ""}),
    ("en", "The Labour Desk reported inflation of 3 percent.", "3 percent", {
        "source": "Labour Desk"}),
    ("en", "Pay rose 3 percent, the Labour Desk (LD) said.", "3 percent", {
        "source": "Labour Desk"}),
    ("id", "Ada 45 sekolah rusak di Kabupaten Tirtasari.", "45 sekolah", {
        "population": "Kabupaten Tirtasari"}),
    ("id", "Sebanyak 40 persen dari total pemilih pulang.", "40 persen", {
        "population": "pemilih pulang"}),
    ("id", "Pada 2021, desa itu menghasilkan 250 ton kopi.", "250 ton", {"period": "Pada 2021"}),
    ("id", "Lahan itu 8 hektare pada kuartal II 2025.", "8 hektare", {
        "period": "pada kuartal II 2025"}),
    ("id", "Panitia Festival 2025 mengundang 250 penari.", "250 penari", {"period": ""}),
    (
        "en",
        "Jobs rose 5 percent to 7.2 million from 6.9 million, according to the Labour Desk.",
        "5 percent",
        {"base": "6.9 million", "source": "Labour Desk"},
    ),
    ("en", "Some 60 percent of older drivers said no.", "60 percent", {
        "population": "older drivers"}),
    ("en", "There were 238,000 jobs in June 2019.", "238,000 jobs", {
        "period": "in June 2019", "population": ""}),
    ("en", "It runs in all 72 counties in North Wessex.", "72 counties", {
        "population": "North Wessex"}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "words", "fields"), FIELDS)
def test_the_sentence_fills_the_fields(
    code: str, text: str, words: str, fields: dict[str, str]
) -> None:
    statistic = fact(code, text, words)
    assert {field: getattr(statistic, field) for field in fields} == fields


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, text, *_ in FIELDS])
def test_each_field_shows_the_words_that_it_was_read_from(code: str, text: str) -> None:
    for one in found(code, text):
        assert isinstance(one.fact, Statistic)
        read_from = {source.field: text[source.start : source.end] for source in one.sources}
        for field in ("base", "population", "period", "source"):
            assert read_from.get(field, "") == getattr(one.fact, field)
        assert read_from["value"] in text[one.start : one.end]
        assert {source.rule for source in one.sources} == {one.rule}


def test_statistics_are_among_the_detectors_and_each_rule_has_its_words() -> None:
    assert statistics in DETECTORS
    own = [rule for rule in rules() if rule.kind is Kind.STATISTIC]
    assert own == list(statistics.RULES)
    assert all(rule.name.startswith("statistic.") and rule.label for rule in own)


def test_the_same_text_gives_the_same_statistics() -> None:
    text = "Ada 24 ribu orang dan 12 persen warga, sekitar Rp 5 juta per bulan."
    assert found("id", text) == found("id", text)


def test_a_number_in_words_is_no_unit() -> None:
    stated = fact("id", "Sopir minta bayaran 50 ribu satu drum.", "50 ribu")
    assert (stated.value, stated.unit) == (Decimal(50_000), "")
