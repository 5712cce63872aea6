"""How a phrase for a source is taken apart: name, office, institution. All people are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.detection.people.people import Form, find_people
from annotations.detection.people.roles import agree, words_of
from annotations.detection.reading import read
from annotations.model import Span

# language, phrase, what names him, office
PHRASES = [
    ("id", "Rahmat", "Rahmat", ""),
    ("id", "Rahmat Sudirja", "Rahmat Sudirja", ""),
    ("id", "Kapolres Garut AKBP Wirya Lesmana", "Wirya Lesmana", "Kapolres Garut"),
    (
        "id",
        "Kapolres Metro Jakarta Pusat Kombes Danu Wicaksana",
        "Danu Wicaksana",
        "Kapolres Metro Jakarta Pusat",
    ),
    (
        "id",
        "Kapolda Jawa Barat Irjen Pol Harjuna Wibisana",
        "Harjuna Wibisana",
        "Kapolda Jawa Barat",
    ),
    ("id", "Wali Kota Larasati Wijoyo", "Larasati Wijoyo", "Wali Kota"),
    ("id", "Wali Kota Bandung Larasati", "Larasati", "Wali Kota Bandung"),
    ("id", "Wali Kota Bandung Larasati Wijoyo", "Larasati Wijoyo", "Wali Kota Bandung"),
    ("id", "Kombes Pol Danu Wicaksana", "Danu Wicaksana", ""),
    ("id", "Komisaris Polisi (Kompol) Danu Wicaksana", "Danu Wicaksana", ""),
    ("id", "Mayjen TNI (Purn) Sasmita Wirya", "Sasmita Wirya", ""),
    ("id", "Pak Lesmana", "Lesmana", ""),
    ("id", "Ibu Ratih", "Ratih", ""),
    ("id", "Prof. Dr. Lukito Hadi", "Lukito Hadi", ""),
    ("id", "dr. Melati Kusuma, Sp.A", "Melati Kusuma", ""),
    ("id", "H. Rahmat Sudirja", "Rahmat Sudirja", ""),
    ("id", "M. Fikri Ananta", "M. Fikri Ananta", ""),
    ("id", "Lesmana Adiputra, S.H., M.H.", "Lesmana Adiputra", ""),
    ("id", "Gubernur BI Larasati Wijoyo", "Larasati Wijoyo", "Gubernur BI"),
    ("id", "Menteri Dalam Negeri Pandu Wirasena", "Pandu Wirasena", "Menteri Dalam Negeri"),
    ("id", "Bupati Flores Timur Yosep Lamabelawa", "Yosep Lamabelawa", "Bupati Flores Timur"),
    ("id", "Wali Kota Semarang Galih Pramudya", "Galih Pramudya", "Wali Kota Semarang"),
    ("id", "jaksa KPK, Galih Pramudya", "Galih Pramudya", "jaksa KPK"),
    (
        "id",
        "Kepala Balai Taman Nasional Gunung Wilis, Galih Pramudya,",
        "Galih Pramudya",
        "Kepala Balai Taman Nasional Gunung Wilis",
    ),
    ("id", "Ketua Umum PSSI Galih Pramudya", "Galih Pramudya", "Ketua Umum PSSI"),
    (
        "id",
        "Direktur Utama PT Samudra Abadi, Galih Pramudya",
        "Galih Pramudya",
        "Direktur Utama PT Samudra Abadi",
    ),
    ("id", "Galih Pramudya, ketua panitia", "Galih Pramudya", "ketua panitia"),
    ("id", "Galih Pramudya selaku ketua panitia", "Galih Pramudya", "ketua panitia"),
    ("id", "Galih Pramudya (45), warga Desa Sukasari", "Galih Pramudya", "warga Desa Sukasari"),
    ("id", "kuasa hukum Lesmana, Galih Pramudya", "Galih Pramudya", "kuasa hukum Lesmana"),
    ("id", "pengacara senior Galih Pramudya", "Galih Pramudya", "pengacara senior"),
    ("id", "pembasmi serangga, Galih Pramudya", "Galih Pramudya", "pembasmi serangga"),
    ("id", "Siti binti Rahmat", "Siti binti Rahmat", ""),
    ("id", "pengamat politik Galih Pramudya", "Galih Pramudya", "pengamat politik"),
    ("id", "Waketum PAN Galih Pramudya", "Galih Pramudya", "Waketum PAN"),
    (
        "id",
        "Plt Kepala BPBD Banyumas, Galih Pramudya",
        "Galih Pramudya",
        "Plt Kepala BPBD Banyumas",
    ),
    (
        "id",
        "Deputi Bidang Pemasaran Kemenpar I Gede Lanang",
        "I Gede Lanang",
        "Deputi Bidang Pemasaran Kemenpar",
    ),
    (
        "id",
        "peneliti di Bandung dan mantan Menteri Kehutanan Galih Pramudya",
        "Galih Pramudya",
        "peneliti di Bandung dan mantan Menteri Kehutanan",
    ),
    ("id", "dr.Melati Kusuma", "Melati Kusuma", ""),
    ("id", "Ketua Tim & Humas Banda Raya Galih Pramudya", "Galih Pramudya", None),
    ("en", "Rowan Ashdown", "Rowan Ashdown", ""),
    ("en", "Ashford resident Rowan Hart", "Rowan Hart", "Ashford resident"),
    ("en", "former mayor Rowan Hart", "Rowan Hart", "former mayor"),
    ("en", "Ashdown", "Ashdown", ""),
    ("en", "Mr. Ashdown", "Ashdown", ""),
    ("en", "Senator Ines Calloway", "Ines Calloway", "Senator"),
    ("en", "Sen. Ines Calloway", "Ines Calloway", "Sen."),
    ("en", "Dr. Ines Calloway", "Ines Calloway", ""),
    ("en", "harbour committee chair Ines Calloway", "Ines Calloway", "harbour committee chair"),
    (
        "en",
        "White House Press Secretary Ines Calloway",
        "Ines Calloway",
        "White House Press Secretary",
    ),
    (
        "en",
        "Senate Majority Leader Ines Calloway, R-Me.",
        "Ines Calloway",
        "Senate Majority Leader",
    ),
    ("en", "Ines Calloway, chair of the harbour board", "Ines Calloway", None),
    ("en", "Ines Calloway, a former mayor", "Ines Calloway", "former mayor"),
    ("en", "Ines Calloway, who chairs the board", "Ines Calloway", ""),
    ("en", "the harbour chief, Ines Calloway", "Ines Calloway", None),
    ("en", "Ines Calloway at the Tidewater Review", "Ines Calloway", ""),
    ("en", "Calloway spokesman Rowan Ashdown", "Rowan Ashdown", "Calloway spokesman"),
    ("en", "Calloway's", "Calloway's", ""),
    ("en", "Pieter van der Meer", "Pieter van der Meer", ""),
    ("en", "Ottilie Thomas", "Ottilie Thomas", ""),
    ("en", "Jill A. Calloway", "Jill A. Calloway", ""),
    ("en", "Rowan Ashdown Jr.", "Rowan Ashdown", ""),
    ("en", "dock worker Rowan Ashdown, 45", "Rowan Ashdown", "dock worker"),
]


@pytest.mark.parametrize(("code", "phrase", "name", "role"), PHRASES)
def test_a_phrase_is_taken_apart_into_name_and_office(
    code: str, phrase: str, name: str, role: str | None
) -> None:
    text = f"“Benar,” kata {phrase}." if code == "id" else f"“Right,” said {phrase}."
    reading = read(text, code=code)
    start = text.index(phrase)

    said = find_people(reading).parse(Span(start, start + len(phrase)))

    assert said.form is Form.NAME
    assert reading.words(said.words) == name
    if role is not None:
        assert (reading.words(said.role) if said.role else "") == role


# language, phrase, form
NAMELESS = [
    ("id", "dia", Form.PRONOUN),
    ("id", "ia", Form.PRONOUN),
    ("id", "beliau", Form.PRONOUN),
    ("id", "saksi mata", Form.ROLE),
    ("id", "seorang warga", Form.DESCRIPTION),
    ("id", "salah satu pedagang", Form.DESCRIPTION),
    ("id", "sejumlah saksi", Form.DESCRIPTION),
    ("id", "warga", Form.DESCRIPTION),
    ("id", "polisi", Form.DESCRIPTION),
    ("id", "kapolda", Form.ROLE),
    ("id", "Kapolda", Form.ROLE),
    ("id", "sang menteri", Form.ROLE),
    ("id", "kuasa hukumnya", Form.ROLE),
    ("id", "Direktur Utama PT Samudra Abadi", Form.ROLE),
    ("id", "KPK", Form.INSTITUTION),
    ("id", "Kementerian Perhubungan", Form.INSTITUTION),
    ("id", "Polda Jawa Tengah", Form.INSTITUTION),
    ("id", "pria yang akrab disapa Kang Lesmana itu", Form.DESCRIPTION),
    ("id", "istri Lesmana", Form.ROLE),
    ("id", "kuasa hukum Lesmana", Form.ROLE),
    ("id", "pengacara Galih Lesmana", Form.ROLE),
    ("en", "he", Form.PRONOUN),
    ("en", "She", Form.PRONOUN),
    ("en", "they", Form.PRONOUN),
    ("en", "it", Form.PRONOUN),
    ("en", "the senator", Form.ROLE),
    ("en", "the company's chief executive", Form.ROLE),
    ("en", "a police spokesman", Form.DESCRIPTION),
    ("en", "police", Form.DESCRIPTION),
    ("en", "officials", Form.DESCRIPTION),
    ("en", "the IMF", Form.INSTITUTION),
    ("en", "the Association of Harbour Pilots", Form.INSTITUTION),
    ("en", "the statement", Form.DESCRIPTION),
    ("en", "Calloway's office", Form.INSTITUTION),
]


@pytest.mark.parametrize(("code", "phrase", "form"), NAMELESS)
def test_what_names_nobody_says_what_it_is(code: str, phrase: str, form: Form) -> None:
    text = f"“Benar,” kata {phrase}." if code == "id" else f"“Right,” said {phrase}."
    start = text.index(phrase)

    said = find_people(read(text, code=code)).parse(Span(start, start + len(phrase)))

    assert said.form is form


@pytest.mark.parametrize(
    ("phrase", "role", "institution"),
    [
        ("wali kota", "wali kota", ""),
        ("wali kota itu", "wali kota", ""),
        ("politikus Partai Mentari ini", "politikus Partai Mentari", "Partai Mentari"),
        ("kapolda", "kapolda", ""),
    ],
)
def test_an_office_without_a_name_is_told_whole(phrase: str, role: str, institution: str) -> None:
    reading = read(f"“Benar,” kata {phrase}.", code="id")
    start = reading.text.index(phrase)
    said = find_people(reading).parse(Span(start, start + len(phrase)))
    assert said.role is not None
    assert reading.words(said.role) == role
    assert (reading.words(said.institution) if said.institution else "") == institution


# language, what is asked, an office that somebody was introduced with, does it fit
OFFICES = [
    ("id", "kapolda", "Kapolda Jateng", True),
    ("id", "Kapolda Jateng", "Kepala Polda Jawa Tengah", True),
    ("id", "Wakapolres", "Wakil Kepala Polres Malang", True),
    ("id", "kapolres", "Wakapolres Malang", False),
    ("id", "wakapolres", "Kapolres Malang", False),
    ("id", "Dirut", "Direktur Utama PT Samudra Abadi", True),
    ("id", "menkeu", "Menteri Keuangan", True),
    ("id", "sang menteri", "Menteri Keuangan", True),
    ("id", "menteri keuangan", "Menteri Pertahanan", False),
    ("id", "kasat reskrim", "Kasatreskrim Polres Garut", True),
    ("id", "jaksa", "jaksa KPK", True),
    ("id", "pengacaranya", "kuasa hukum terdakwa", True),
    ("id", "wali kota", "Walikota Solo", True),
    ("id", "gubernur", "Wakil Gubernur Banten", False),
    ("id", "jubir", "Juru Bicara KPK", True),
    ("en", "the senator", "Sen.", True),
    ("en", "the chief executive", "CEO of Tidewater", True),
    ("en", "the president", "vice president of the union", False),
    ("en", "the chairwoman", "board chair", True),
    ("en", "the spokesman", "spokeswoman for the port", True),
    ("en", "the prime minister", "PM", True),
    ("en", "the governor", "deputy governor", False),
    ("en", "the mayor", "former mayor", True),
    ("en", "the judge", "harbour master", False),
]


@pytest.mark.parametrize(("code", "asked", "known", "fits"), OFFICES)
def test_an_office_fits_one_that_is_written_otherwise(
    code: str, asked: str, known: str, *, fits: bool
) -> None:
    lex = find_people(read("", code=code)).lex

    assert agree(lex, words_of(lex, asked), words_of(lex, known)) is fits


def test_people_are_gathered_under_their_fullest_name() -> None:
    text = (
        "Kapolres Garut AKBP Wirya Lesmana datang. Wirya mengatakan jalan ditutup.\n"
        "Kasat Lantas AKP Danu menambahkan hal itu. Lesmana pulang."
    )

    persons = find_people(read(text, code="id")).persons

    assert {person.name for person in persons} == {"Wirya Lesmana", "Danu"}


def test_a_line_in_capitals_makes_no_people() -> None:
    text = "Warga Sukasari Tuntut Jembatan Segera Dibangun\n\nJembatan itu putus sejak Mei."

    assert [person.name for person in find_people(read(text, code="id")).persons] == []


def test_words_of_a_sentence_are_no_people() -> None:
    text = "Namun, jalan ditutup. Rencananya, Sabtu besok dibuka. Jembatan itu panjang."

    assert [person.name for person in find_people(read(text, code="id")).persons] == []


def test_a_language_without_a_file_finds_no_offices_and_breaks_nothing() -> None:
    text = "“Ano,” řekl Jan Dvořák."

    people = find_people(read(text, code="cs"))

    assert people.parse(Span(12, 22)).form is Form.NAME


@given(st.text(alphabet="Ketua Budi(),.\"'-&\n", max_size=200), st.sampled_from(["id", "en", "xx"]))
def test_any_text_can_be_read_and_any_phrase_taken_apart(text: str, code: str) -> None:
    people = find_people(read(text, code=code))

    said = people.parse(Span(0, len(text)))

    assert 0 <= said.words.start <= said.words.end <= len(text)
    assert all(0 <= p.starts[0] < len(text) for p in people.persons)
