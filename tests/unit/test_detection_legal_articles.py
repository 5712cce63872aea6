"""Laws over more than a sentence: chains, the law under discussion, editions, identifiers."""

import os
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.detection import legal
from annotations.detection.found import Suggestion
from annotations.detection.reading import read
from annotations.facts import LegalReference
from annotations.vocabulary import LegalRole

REFERENCE = os.environ.get("KUTIP_REFERENCE", "")


def find(text: str, language: str = "id", published: str = "") -> list[Suggestion]:
    return list(legal.find(read(text, code=language, published=published), ()))


def facts(text: str, language: str = "id", published: str = "") -> list[LegalReference]:
    found = [one.fact for one in find(text, language, published)]
    return [fact for fact in found if isinstance(fact, LegalReference)]


CITED = [
    (
        "Pasal 9 ayat (2) UU Nomor 3 Tahun 2011.",
        "Pasal 9 ayat (2) UU No. 3 Tahun 2011",
        "/akn/id/act/uu/2011/3#art_9__para_2",
    ),
    (
        "Pasal 9 huruf b PP 12/2017.",
        "Pasal 9 huruf b PP No. 12 Tahun 2017",
        "/akn/id/act/pp/2017/12#art_9__point_b",
    ),
    (
        "Perda Kota Salak Nomor 4 Tahun 2018.",
        "Perda Kota Salak No. 4 Tahun 2018",
        "/akn/id/act/perda/kota-salak/2018/4",
    ),
    (
        "Pasal 33 ayat (3) UUD 1945.",
        "Pasal 33 ayat (3) UUD 1945",
        "/akn/id/act/uud/1945#art_33__para_3",
    ),
    (
        "Putusan MK Nomor 5/PUU-XX/2022.",
        "Putusan MK No. 5/PUU-XX/2022",
        "/akn/id/judgment/mk/2022/5-puu-xx-2022",
    ),
    ("Pasal 603 KUHP.", "Pasal 603 KUHP", "/akn/id/act/uu/2023/1#art_603"),
    ("Pasal 27 UU ITE.", "Pasal 27 UU ITE", "/akn/id/act/uu/2008/11#art_27"),
    ("RUU Sungai.", "RUU Sungai", ""),
    ("Pasal 8 Statuta Roma.", "Statuta Roma, Article 8", ""),
    (
        "section 5(2)(b) of the Harbour Act 2011, a British law",
        "Harbour Act 2011, s. 5(2)(b)",
        "/akn/gb/act/2011/harbour-act#sec_5__para_2__point_b",
    ),
    (
        "Section 7 of the Clean Harbours Act of 1990",
        "Clean Harbours Act of 1990, § 7",
        "/akn/us/act/1990/clean-harbours-act#sec_7",
    ),
    ("42 U.S.C. § 1983", "42 U.S.C. § 1983", "/akn/us/act/usc/42#sec_1983"),
    ("[2019] UKSC 41", "[2019] UKSC 41", "/akn/gb/judgment/uksc/2019/41"),
    ("[2020] EWCA Civ 1058", "[2020] EWCA Civ 1058", "/akn/gb/judgment/ewca/civ/2020/1058"),
    (
        "Article 6(1) of Regulation (EU) 2016/679",
        "Regulation (EU) 2016/679, Article 6(1)",
        "/akn/eu/act/reg/2016/679#art_6__para_1",
    ),
    ("Directive 95/46/EC", "Directive 95/46/EC", "/akn/eu/act/dir/1995/46"),
    ("Directive 2011/83/EU", "Directive 2011/83/EU", "/akn/eu/act/dir/2011/83"),
    (
        "Regulation (EC) No 1049/2001",
        "Regulation (EC) No 1049/2001",
        "/akn/eu/act/reg/2001/1049",
    ),
    ("Pasal 12 ayat (3)", "Pasal 12 ayat (3)", ""),
    (
        "the Ferry Safety Directive 2024",
        "Ferry Safety Directive 2024",
        "/akn/eu/act/2024/ferry-safety-directive",
    ),
]


@pytest.mark.parametrize(("text", "citation", "iri"), CITED, ids=[row[0] for row in CITED])
def test_a_law_has_a_citation_and_an_identifier(text: str, citation: str, iri: str) -> None:
    (fact,) = facts(text)
    assert (fact.citation, fact.iri) == (citation, iri)


def test_a_chain_takes_the_law_that_closes_it() -> None:
    text = "Ia dijerat Pasal 2 ayat (1) atau Pasal 3 jo Pasal 18 UU Nomor 31 Tahun 1999."
    assert [(f.article, f.number, f.year) for f in facts(text)] == [
        ("2", "31", "1999"),
        ("3", "31", "1999"),
        ("18", "31", "1999"),
    ]


def test_a_bare_article_takes_the_law_that_had_it_before() -> None:
    text = (
        "Warga diadili dengan Pasal 187 KUHP.\n\nPolisi juga memakai UU ITE.\n\n"
        "Pasal 28 mengatur kebencian. Menurut ahli, Pasal 187 mengatur pembakaran."
    )
    assert [(f.instrument, f.name, f.article) for f in facts(text)] == [
        ("KUHP", "", "187"),
        ("UU", "ITE", ""),
        ("UU", "ITE", "28"),
        ("KUHP", "", "187"),
    ]


def test_a_law_that_is_amended_is_not_the_one_under_discussion() -> None:
    text = (
        "UU Nomor 6 Tahun 2020 tentang Perubahan atas UU Nomor 9 Tahun 2011 berlaku.\n\n"
        "Pasal 4 melarang tambang."
    )
    assert facts(text)[-1].number == "6"


def test_a_law_whose_carrying_out_is_spoken_of_stays_under_discussion() -> None:
    text = "Pelaksanaan UU Desa dinilai lamban.\n\nPasal 4 mengatur dana."
    assert facts(text)[-1].name == "Desa"


def test_an_article_before_any_law_takes_the_one_that_follows_soon() -> None:
    text = "Nelayan Dijerat Pasal 27\n\nPolisi memakai UU ITE untuk menjeratnya."
    assert [(f.name, f.article) for f in facts(text)] == [("ITE", "27"), ("ITE", "")]


def test_an_article_without_any_law_asks_of_which_law_it_is() -> None:
    (one,) = find("Hakim membaca Pasal 12 berulang kali.")
    assert one.question
    assert isinstance(one.fact, LegalReference)
    assert (one.fact.article, one.fact.instrument) == ("12", "")


def test_a_section_takes_the_act_and_an_article_the_treaty() -> None:
    text = (
        "The Harbour Act 2011 and the Geneva Conventions were read. "
        "Article 3 is short. Section 5 is long."
    )
    assert [(f.name, f.article) for f in facts(text, "en")][2:] == [
        ("Geneva Conventions", "3"),
        ("Harbour Act", "5"),
    ]


def test_a_name_takes_the_number_that_the_article_gives_elsewhere() -> None:
    text = "UU Nomor 4 Tahun 2015 tentang Sungai (UU Sungai) baru.\n\nUU Sungai ditolak warga."
    last = find(text)[-1]
    assert isinstance(last.fact, LegalReference)
    assert (last.fact.number, last.fact.year, last.fact.name) == ("4", "2015", "Sungai")
    source = next(source for source in last.sources if source.field == "number")
    assert text[source.start : source.end] == "4"
    assert source.start < last.start


EDITIONS = [
    ("Pasal 362 KUHP dipakai.", "2024-05-01", "UU 1/1946"),
    ("Pasal 362 KUHP dipakai.", "2026-05-01", "UU 1/2023"),
    ("Pasal 362 KUHP dipakai, kata polisi, Senin (3/3/2025).", "", "UU 1/1946"),
    ("Pasal 362 KUHP dipakai, kata polisi, Senin (2/3/2026).", "", "UU 1/2023"),
    ("Pasal 362 KUHP dipakai.", "", ""),
    ("Pencurian 3 Mei 2025 itu dijerat Pasal 362 KUHP.", "2026-02-01", ""),
    ("Pasal 603 KUHP dipakai.", "2025-02-01", "UU 1/2023"),
    ("Pasal 411 KUHP baru dipakai.", "2025-02-01", "UU 1/2023"),
    ("Pasal 284 KUHP lama dipakai.", "2026-02-01", "UU 1/1946"),
    ("Pasal 433 KUHP Tahun 2023 dipakai.", "2024-02-01", "UU 1/2023"),
    ("Pasal 21 KUHAP dipakai.", "2025-06-01", "UU 8/1981"),
    ("Pasal 21 KUHAP dipakai.", "2026-06-01", "UU 20/2025"),
    ("Pasal 21 KUHAP dipakai.", "", ""),
    ("Pasal 1365 KUHPerdata dipakai.", "2026-06-01", ""),
]


@pytest.mark.parametrize(("text", "published", "edition"), EDITIONS)
def test_the_edition_of_a_criminal_code_is_decided_or_asked(
    text: str, published: str, edition: str
) -> None:
    (one,) = find(text, published=published)
    assert isinstance(one.fact, LegalReference)
    assert one.fact.edition == edition
    assert bool(one.question) == (not edition and "KUHPerdata" not in text)


ROLES = [
    ("Ia didakwa melanggar Pasal 3 UU Tipikor.", "id", LegalRole.CHARGED),
    ("Perusahaan itu melanggar Pasal 3 UU Minerba.", "id", LegalRole.VIOLATED),
    ("Izin dicabut berdasarkan Pasal 3 UU Minerba.", "id", LegalRole.AUTHORITY),
    ("Warga membaca Pasal 3 UU Minerba.", "id", LegalRole.NONE),
    ("He was charged under the Harbour Act 2011.", "en", LegalRole.CHARGED),
    ("The firm breached the Harbour Act 2011.", "en", LegalRole.VIOLATED),
    ("Boats are seized under the Harbour Act 2011.", "en", LegalRole.AUTHORITY),
    ("Many read the Harbour Act 2011.", "en", LegalRole.NONE),
]


@pytest.mark.parametrize(("text", "language", "role"), ROLES)
def test_the_words_before_a_law_say_what_it_does_there(
    text: str, language: str, role: LegalRole
) -> None:
    assert [fact.role for fact in facts(text, language)] == [role]


PIECES = (
    "Pasal|pasal|ayat|(1)|huruf|a|angka|3|ke-1|UU|Undang-Undang|Nomor|No.|Tahun|2024|2/2002|KUHP|jo|"
    "dan|,|.|tentang|Perubahan|atas|Sungai|(ITE)|Section|Article|5A|of|the|Act|Bill|Law|and|v.|R|"
    "Moss|[2020]|UKSC|Perpres|RUU|Putusan|MK|1/PUU-X/2020|Treaty|Convention|on|Regulation|(EU)|"
    "2016/679|U.S.C.|42|§|Title|IX|Amendment|First|Constitution|Konvensi|PBB|Peraturan Menteri|"
    'Keuangan|(PMK)|s.d.|–|"|(|)|\n|İ|ß|🙂|baru|TAP MPR|XI/MPR/1998|25/7/2024'
)


@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=30), st.sampled_from([" ", ""]))
def test_laws_never_overlap_and_point_into_the_text(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    found = sorted(find(text), key=lambda one: one.start)
    for one in found:
        assert text[one.start : one.end].strip() == text[one.start : one.end] != ""
        assert all(0 <= source.start < source.end <= len(text) for source in one.sources)
    for one, following in pairwise(found):
        assert one.end <= following.start
    assert found == sorted(find(text), key=lambda one: one.start)


def test_the_day_of_a_ruling_is_read_where_it_follows() -> None:
    text = "Putusan MK Nomor 5/PUU-XX/2022 tanggal 3 Mei 2022 mengikat."
    (one,) = find(text)
    assert isinstance(one.fact, LegalReference)
    assert one.fact.decided.start == "2022-05-03"
    source = next(source for source in one.sources if source.field == "decided")
    assert text[source.start : source.end] == "3 Mei 2022"


def test_spans_give_the_laws_in_order() -> None:
    found = find("Pasal 3 UU Tipikor dan Pasal 5 UU Minerba.")
    assert [span.start for span in legal.spans(reversed(found))] == [0, 23]


def test_a_text_in_a_language_that_nobody_wrote_gives_its_laws_too() -> None:
    assert [f.number for f in facts("Loi: UU Nomor 3 Tahun 2011.", "fr")] == ["3"]
    assert facts("", "") == []


@pytest.mark.parametrize(
    "piece",
    [
        '"',
        "1",
        "A",
        "A ",
        "Pasal ",
        "Pasal 1 ",
        "Pasal 1, 2, dan 3 ",
        "ayat (1), ",
        "UU ",
        "UU Aa ",
        "Undang-",
        "Peraturan Menteri A dan ",
        "Act ",
        "of the Act and ",
        "A v. ",
        "Convention on ",
        "Article 1 of the ",
        "Nomor 1/2/3/4/",
        "(",
        " ",
        "Putusan 1/2",
        "1 U.S. ",
        "Title IX ",
        "dan ",
    ],
)
def test_a_text_of_one_piece_over_and_over_is_read_in_time(piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    before = time.perf_counter()
    find(text)
    assert time.perf_counter() - before < 6


@pytest.mark.skipif(not REFERENCE, reason="KUTIP_REFERENCE names no folder with articles")
def test_the_two_stories_of_reference_hold_one_law_and_none() -> None:
    first, second = sorted((Path(REFERENCE) / "articles").glob("*.txt"))
    (law,) = facts(first.read_text(encoding="utf-8"))
    assert (law.instrument, law.number, law.year, law.article, law.paragraph) == (
        "UU",
        "2",
        "2002",
        "28",
        "1",
    )
    assert law.iri == "/akn/id/act/uu/2002/2#art_28__para_1"
    assert facts(second.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("gap", ["\n\n", "\n \n", "\n\n\n"])
def test_no_citation_goes_over_the_end_of_a_paragraph(gap: str) -> None:
    text = f"Warga membaca Pasal 5{gap}UU Nomor 3 Tahun 2011 mulai berlaku."
    found = list(legal.find(read(text, code="id"), ()))
    assert [text[one.start : one.end] for one in found] == ["Pasal 5", "UU Nomor 3 Tahun 2011"]
