"""Whom the clauses of small invented articles mean, asked in reading order."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.detection.found import Named
from annotations.detection.people.people import find_people
from annotations.detection.people.resolving import Resolver
from annotations.detection.reading import read
from annotations.model import Span

_MARK = re.compile(r"\{([^{}]*)\}|\[\]|<>")
# {words}: a clause whose phrase for the speaker this is; []: a clitic alone; <>: no clause at all.


def speakers(code: str, marked: str) -> list[Named]:
    """Ask the resolver about every mark of a text, in order."""
    text, asked, last = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        span = Span(len(text), len(text) + len(mark[1])) if mark[1] else None
        asked.append((mark[0], span, len(text)))
        text += mark[1] or ""
        last = mark.end()
    reading = read(text + marked[last:], code=code)
    resolver = Resolver(reading, find_people(reading))
    return [
        resolver.carry(at) if kind == "<>" else resolver.speaks(span, at)
        for kind, span, at in asked
    ]


# language, article, the speakers in order
ARTICLES = [
    # what somebody is called, also where nothing else is known of him
    (
        "id",
        "Galih Pramudya, yang akrab disapa Kang Jaro, datang. “A,” kata {Kang Jaro}.",
        ["Galih Pramudya"],
    ),
    ("id", "Galih Pramudya yang akrab disapa Jaro datang. “A,” kata {Jaro}.", ["Galih Pramudya"]),
    # a deputy is not the chief
    ("en", "Deputy Mayor Mark Dunn came. “A,” said {the mayor}.", ["the mayor"]),
    ("en", "Mayor Mark Dunn came. “A,” said {the mayor}.", ["Mark Dunn"]),
    (
        "en",
        "Mark Dunn, CEO of Oak Inc, came. “A,” said {the firm's chief executive}.",
        ["Mark Dunn"],
    ),
    ("id", "Wakil Wali Kota Danu Wiratama hadir. “A,” ujar {wali kota}.", ["wali kota"]),
    # the same person, shorter
    ("id", "“A,” kata Camat {Danu Wiratama}. “B,” ujar {Danu}.", ["Danu Wiratama"] * 2),
    ("id", "“A,” kata Camat {Danu Wiratama}. “B,” ujar {Wiratama}.", ["Danu Wiratama"] * 2),
    ("id", "“A,” ujar {Danu}. Camat Danu Wiratama pulang.", ["Danu Wiratama"]),
    ("id", "Camat Danu Wiratama Buka Pasar\n\n“A,” ujar {Danu}.", ["Danu Wiratama"]),
    ("en", "“A,” said {Ines Calloway}. “B,” {Calloway} said.", ["Ines Calloway"] * 2),
    ("en", "“A,” said {Sen. Ines Calloway}. “B,” {Mrs. Calloway} said.", ["Ines Calloway"] * 2),
    ("en", "“A,” {Calloway} said. Mayor Ines Calloway left.", ["Ines Calloway"]),
    ("id", "“A,” kata {Alexander Wiratama}. “B,” kata {Alex}.", ["Alexander Wiratama"] * 2),
    # another name
    (
        "id",
        "Camat Danu Wiratama yang akrab disapa Kang Jaro datang. “A,” kata {Kang Jaro}.",
        ["Danu Wiratama"],
    ),
    (
        "id",
        "“A,” kata Camat {Danu Wiratama}. {Pria yang akrab disapa Jaro ini} menyebut. “B,” [].",
        ["Danu Wiratama"] * 3,
    ),
    ("id", "Ketua Adi Hari Yuda (AHY) tiba. “A,” kata {AHY}.", ["Adi Hari Yuda"]),
    # a clitic, a pronoun
    ("id", "“A,” kata Camat {Danu Wiratama}. “B,” []. “C,” [].", ["Danu Wiratama"] * 3),
    ("id", "“A,” kata {Danu Wiratama}. “B,” ujar {dia}.", ["Danu Wiratama"] * 2),
    ("id", "Camat Danu Wiratama meninjau jembatan.\n\n“A,” [].", ["Danu Wiratama"]),
    ("id", "Hal itu disampaikan Camat Danu Wiratama di kantor.\n\n“A,” [].", ["Danu Wiratama"]),
    ("id", "Hal itu disampaikan oleh Danu Wiratama.\n\n“A,” [].", ["Danu Wiratama"]),
    ("id", "Menurut Danu Wiratama, Ratih pulang.\n\n“A,” [].", ["Danu Wiratama"]),
    (
        "id",
        "“A,” kata {Danu Wiratama}.\n\nKapolsek Iptu Ratih Puspita datang.\n\n“B,” [].",
        ["Danu Wiratama", "Ratih Puspita"],
    ),
    (
        "id",
        "“A,” kata Camat {Danu Wiratama}.\n\nTersangka Bagas ditahan di kantor.\n\n“B,” [].",
        ["Danu Wiratama"] * 2,
    ),
    (
        "id",
        "“A,” kata Camat {Danu Wiratama}.\n\n{Polisi} mengimbau warga.\n\n“B,” [].",
        ["Danu Wiratama", "Polisi", "Danu Wiratama"],
    ),
    (
        "id",
        "“A,” kata Camat {Danu Wiratama}. “Saya bertemu Bupati Ratih Puspita,” [].",
        ["Danu Wiratama"] * 2,
    ),
    ("id", "“A,” kata {Danu}. Danu berharap Ratih datang.\n\n“B,” [].", ["Danu"] * 2),
    (
        "en",
        "“A,” said {Ines Calloway}.\n\nMayor Pete Ashdown disagreed. “B,” {he} said.",
        ["Ines Calloway", "Pete Ashdown"],
    ),
    (
        "en",
        "Mary Calloway met James Ashdown. “A,” {she} said. “B,” {she} added.",
        ["Mary Calloway"] * 2,
    ),
    ("en", "“A,” said {Ines Calloway}. {She} added: “B.”", ["Ines Calloway"] * 2),
    (
        "en",
        "“A,” said dock widow {Robin Calloway}. “B,” said {James Ashdown}. “C,” {she} said.",
        ["Robin Calloway", "James Ashdown", "Robin Calloway"],
    ),
    (
        "id",
        "“A,” kata Camat {Danu Wiratama}.\n\n{Pelaku} meminta uang kepada Ratih.\n\n“B,” [].",
        ["Danu Wiratama", "Pelaku", "Danu Wiratama"],
    ),
    ("id", "“A,” kata Camat {Danu}. “B,” kata {laporan} itu.", ["Danu", "laporan"]),
    ("en", "“A,” said Ashford resident {Rowan Hart}. “B,” {he} said.", ["Rowan Hart"] * 2),
    (
        "en",
        "“A,” said Sen. {Ines Calloway}, of Ashford, said nobody. “B,” {she} said.",
        ["Ines Calloway"] * 2,
    ),
    # an office
    ("id", "Kapolda Jateng Irjen Danu Wiratama tiba. “A,” ujar {kapolda}.", ["Danu Wiratama"]),
    ("id", "Kepala Polda Jawa Tengah Danu Wiratama tiba. “A,” kata {Kapolda}.", ["Danu Wiratama"]),
    (
        "id",
        "Kapolres Garut AKBP Danu dan Wakapolres Garut Kompol Ratih hadir. “A,” kata {Wakapolres}.",
        ["Ratih"],
    ),
    ("id", "“A,” kata jaksa KPK, {Danu Wiratama}. “B,” ujar {Jaksa}.", ["Danu Wiratama"] * 2),
    (
        "id",
        "Terdakwa didampingi kuasa hukum Desa, Danu Wiratama. “A,” kata {pengacaranya}.",
        ["Danu Wiratama"],
    ),
    (
        "id",
        "Menteri Keuangan Ratih Puspita dan Menteri Sosial Danu hadir. “A,” kata {Menkeu}.",
        ["Ratih Puspita"],
    ),
    ("id", "“A,” kata Danu (45), ketua panitia. “B,” ujar {ketua panitia}.", ["Danu"]),
    (
        "id",
        "“A,” kata Danu Wiratama. “B,” kata {politikus Partai Mentari} ini.",
        ["Danu Wiratama"],
    ),
    ("en", "Sen. Ines Calloway spoke. “A,” {the senator} said.", ["Ines Calloway"]),
    (
        "en",
        "Ines Calloway, the chief executive of Tidewater, spoke. “A,” {the CEO} said.",
        ["Ines Calloway"],
    ),
    ("en", "“A,” said {actor Rowan Ashdown}. {The actor} left.", ["Rowan Ashdown"] * 2),
    ("en", "“A,” said {Rowan Ashdown}. “B,” {the 40-year-old} said.", ["Rowan Ashdown"] * 2),
    # nobody's name is left out for good
    (
        "id",
        "{Direktur Utama PT (Persero)} mengungkapkan hal itu. “A,” []. {Larasati} mengatakan lain.",
        ["Larasati"] * 3,
    ),
    # institutions, and sources without a name
    ("id", "“A,” tulis {TMC}. Akun TMC Polda Banten ramai.", ["TMC Polda Banten"]),
    (
        "id",
        "Komisi Pemilihan Umum (KPU) rapat. “A,” tulis {KPU}.",
        ["Komisi Pemilihan Umum"],
    ),
    ("id", "“A,” kata {seorang warga}.", ["seorang warga"]),
    ("id", "“A,” kata {saksi mata}.", ["saksi mata"]),
    ("id", "“A,” kata {polisi}.", ["polisi"]),
    ("id", "Danu Wiratama pulang. “A,” kata {istri Danu}.", ["istri Danu"]),
    ("id", "“A,” kata {kapolres}.", ["kapolres"]),
    ("en", "“A,” said {a police spokesman}.", ["a police spokesman"]),
    ("en", "“A,” {officials} said.", ["officials"]),
    ("en", "“A,” said {the Harbour Council}.", ["the Harbour Council"]),
    ("en", "“A,” said {Calloway's campaign}. Ines Calloway left.", ["Calloway's campaign"]),
    ("en", "Ines Calloway’s claim: {Calloway’s} “A.”", ["Ines Calloway"]),
    # a quotation without a clause
    ("id", "“A,” kata Camat {Danu Wiratama}.\n\n<>“B.”", ["Danu Wiratama"] * 2),
    ("id", "<>“A.”\n\nHal itu disampaikan Camat Danu Wiratama.", ["Danu Wiratama"]),
    (
        "id",
        "“A,” kata {Ratih}.\n\nCamat Danu Wiratama menegaskan hal itu. <>“B.”",
        ["Ratih", "Danu Wiratama"],
    ),
    ("en", "“A,” said {Ines Calloway}. <>“B.”", ["Ines Calloway"] * 2),
    ("en", "<>“A.”", [""]),
    # two of one name
    (
        "en",
        "John Calloway spoke. “A,” {Calloway} said.\n\nMary Calloway spoke. “B,” {Calloway} said.",
        ["John Calloway", "Mary Calloway"],
    ),
    (
        "id",
        "Agus Lesmana menjelaskan. “A,” kata {Agus}.\n\nAgus Wira menjelaskan. “B,” kata {Agus}.",
        ["Agus Lesmana", "Agus Wira"],
    ),
]


@pytest.mark.parametrize(("code", "article", "names"), ARTICLES)
def test_a_clause_means_the_person_by_the_fullest_name(
    code: str, article: str, names: list[str]
) -> None:
    assert [named.name for named in speakers(code, article)] == names


def test_the_words_that_name_the_speaker_are_kept_with_office_and_institution() -> None:
    [first, second] = speakers(
        "id", "“A,” kata {Kepala Dinas Perhubungan Garut Danu Wiratama}. “B,” ujar {dia}."
    )

    assert (first.text, first.role) == ("Danu Wiratama", "Kepala Dinas Perhubungan Garut")
    assert first.institution == "Dinas Perhubungan Garut"
    assert (second.text, second.role) == ("dia", "Kepala Dinas Perhubungan Garut")
    assert second.end - second.start == 3


def test_a_clitic_has_no_words_of_its_own() -> None:
    [_, named] = speakers("id", "“A,” kata {Danu Wiratama}. “B,” [].")

    assert (named.text, named.start, named.end) == ("", -1, -1)


def test_the_same_article_is_resolved_alike_twice() -> None:
    text = "“A,” said {Ines Calloway}. “B,” {she} said. “C,” {the chair} said."

    assert speakers("en", text) == speakers("en", text)


@given(st.lists(st.sampled_from(["{Danu}", "{dia}", "[]", "<>", "Camat Ratih. ", "\n\n", "“A,” "])))
def test_any_order_of_clauses_is_answered(parts: list[str]) -> None:
    marked = "".join(parts)

    assert len(speakers("id", marked)) == len(_MARK.findall(marked))
