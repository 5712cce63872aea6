"""What an article says of itself, and what it does not."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from annotations.importing import IMPORTERS, markdown
from annotations.importing.language import language_of
from annotations.importing.metadata import metadata_of
from annotations.model import Imported, Metadata
from annotations.richtext import parse_markdown, parse_plain
from annotations.vocabulary import ArticleKind

BODY = (
    "Pemerintah kota akan memasang pompa di semua kelurahan yang terendam pada Februari lalu, kata "
    "wali kota dalam rapat dengan warga yang berlangsung hingga malam di balai kota itu.\n"
)
ENGLISH = (
    "The council will put a pump in each of the wards that were under water in February, the mayor "
    "said at a meeting with residents that went on into the night at the town hall.\n"
)


def _plain(text: str) -> Metadata:
    return metadata_of(parse_plain(text))


def _import(name: str, data: bytes) -> Imported:
    chosen = max(IMPORTERS, key=lambda each: each.sniff(data, name))
    assert not hasattr(chosen, "unpack")
    return chosen.parse(data, name)


def test_an_article_in_the_usual_shape_is_read_whole() -> None:
    read = metadata_of(
        parse_markdown(
            "# KABAR\n\n## Pompa Tiba di Pelabuhan Pagi Ini\n\n"
            "Budi santoso - [KOTA.KABAR.COM](http://KOTA.KABAR.COM)\n\n"
            "Jul 25, 2024 - 19:48\n\nFoto: Pompa di pelabuhan, Kamis. (25/7/2024) Pagi.\n\n"
            f"KOTA ARUNIKA- {BODY}"
        )
    )
    assert read.outlet == "KABAR"
    assert read.title == "Pompa Tiba di Pelabuhan Pagi Ini"
    assert (read.byline, read.byline_url) == ("Budi santoso", "http://KOTA.KABAR.COM")
    assert (read.published.words, read.published.start) == (
        "Jul 25, 2024 - 19:48",
        "2024-07-25T19:48",
    )
    assert read.caption == "Pompa di pelabuhan, Kamis. (25/7/2024) Pagi."
    assert (read.place, read.language, read.kind) == ("KOTA ARUNIKA", "id", ArticleKind.NEWS)


def test_without_an_outlet_heading_the_bylines_host_is_the_outlet() -> None:
    read = metadata_of(
        parse_markdown(
            "## Pompa Tiba\n\nBudi - [KOTA.KABARPAGI.COM](http://KOTA.KABARPAGI.COM)\n\n"
            f"Aug 15, 2024 - 14:22\n\nARUNIKA - {BODY}"
        )
    )
    assert (read.outlet, read.title) == ("KOTA.KABARPAGI.COM", "Pompa Tiba")


def test_what_a_web_clipper_wrote_above_the_article_goes_first() -> None:
    source = (
        '---\ntitle: "Pompa Tiba"\nauthor: [[Sekar Lestari]]\ndate: 2024-07-25\n'
        "source: https://kabar.com/pompa\nsite: Kabar\ntags:\n  - banjir\n---\n"
        f"# Judul Lain\n\nARUNIKA - {BODY}"
    )
    read = _import("a.txt", source.encode())
    found = read.metadata
    assert (found.title, found.byline, found.outlet) == ("Pompa Tiba", "Sekar Lestari", "Kabar")
    assert (found.published.start, found.url) == ("2024-07-25", "https://kabar.com/pompa")
    assert found.place == "ARUNIKA"
    assert read.text.text.startswith("Judul Lain")  # the block is no part of the story


def test_front_matter_with_nothing_below_it_is_the_text() -> None:
    read = markdown.parse(b"---\ntitle: Pompa Tiba\n---\n", "a.md")
    assert "title: Pompa Tiba" in read.text.text


@pytest.mark.parametrize("source", ["---\n\nIsi\n\n---\n", "---\nIsi saja\n---\n", "---\n"])
def test_a_rule_is_no_front_matter(source: str) -> None:
    read = markdown.parse(f"{source}\n# Judul\n\n{BODY}".encode(), "a.md")
    assert read.metadata.outlet == ""
    assert read.metadata.url == ""


def test_a_heading_above_another_is_no_outlet_unless_the_story_is_signed() -> None:
    read = metadata_of(parse_markdown(f"# Banjir Arunika\n\n## Kronologi luapan sungai\n\n{BODY}"))
    assert (read.title, read.outlet) == ("Banjir Arunika", "")


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("Oleh: Sekar Lestari", "Sekar Lestari"),
        ("Penulis: Sekar Lestari dan Yohan", "Sekar Lestari dan Yohan"),
        ("By NORA WHITCOMBE, Staff Writer", "NORA WHITCOMBE"),
        ("by Ana de la Cruz", "Ana de la Cruz"),
        ("By Staff reporter", "Staff reporter"),
        ("By Nora Whitcombe, 5 July 2024", "Nora Whitcombe"),
        ("Penulis: Sekar Lestari | Editor: Budi", "Sekar Lestari"),
        ("By the numbers", ""),
        ("By 2030 all will be well", ""),
        ("Oleh karena itu warga menunggu", ""),
    ],
)
def test_a_byline_is_a_name_after_its_word(line: str, byline: str) -> None:
    read = _plain(f"Pompa Tiba di Pelabuhan\n\n{line}\n\n{BODY}")
    assert (read.title, read.byline) == ("Pompa Tiba di Pelabuhan", byline)


def test_a_linked_name_gives_the_bylines_address() -> None:
    read = metadata_of(
        parse_markdown(f"# Pumps\n\nBy [Ana Cruz](https://a.example/ana)\n\n{ENGLISH}")
    )
    assert (read.byline, read.byline_url) == ("Ana Cruz", "https://a.example/ana")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Published: Thu, 25 July 2024", "Thu, 25 July 2024"),
        ("Kamis, 25 Juli 2024 19:48 WIB", "Kamis, 25 Juli 2024 19:48 WIB"),
        ("Kabar.com - 25/07/2024, 19:48 WIB", "25/07/2024, 19:48 WIB"),
        ("Terbit Kamis (25/7/2024)", "Kamis (25/7/2024)"),
        ("Arunika, 25 Juli 2024", "25 Juli 2024"),
        ("July 25, 2024 Thursday", "July 25, 2024"),
        ("Terbit 25 Juli 2024, Diperbarui 26 Juli 2024", "25 Juli 2024"),
        ("Warga menunggu pompa sejak 25 Juli 2024", ""),
        ("Rapat 25 Juli 2024 ditunda", ""),
    ],
)
def test_a_line_that_is_a_date_says_when_it_appeared(line: str, words: str) -> None:
    assert _plain(f"Pompa Tiba di Pelabuhan\n\n{line}\n\n{BODY}").published.words == words


def test_the_date_of_an_event_in_the_body_is_not_the_date_of_the_story() -> None:
    assert _plain(f"Pompa Tiba\n\nARUNIKA - Pada Kamis (25/7/2024), {BODY}").published.words == ""


@pytest.mark.parametrize(
    ("dateline", "place", "outlet"),
    [
        ("KOTA ARUNIKA- ", "KOTA ARUNIKA", ""),
        ("MALANG - ", "MALANG", ""),
        ("SOLO, KABAR.com -- ", "SOLO", "KABAR.com"),
        ("KABAR.CO, Jakarta - ", "Jakarta", "KABAR.CO"),
        ("Kabar.com - ", "", "Kabar.com"),
        ("Jakarta, Kabar Indonesia - - ", "Jakarta", "Kabar Indonesia"),
        ("Jakarta (ANTARA News) - ", "Jakarta", ""),
        ("ORLANDO, Fla. (Reuters) - ", "ORLANDO, Fla.", ""),
        ("MEXICO CITY, Feb. 8 (UPI) — ", "MEXICO CITY", ""),
        ("PURCHASE, N.Y., April 1 (UPI) — ", "PURCHASE, N.Y.", ""),
        ("SEATTLE—", "SEATTLE", ""),
        ("BREAKING - ", "", ""),
        ("KPK - ", "", ""),
        ("BMKG - ", "", ""),
        ("On Friday, Gingrich — ", "", ""),
        ("Senator Ted Cruz (R-Texas) - ", "", ""),
        ("SIEGEL--Jerome ", "", ""),
        ("TNI-Polri ", "", ""),
    ],
)
def test_a_dateline_is_a_place_and_nothing_else_is(dateline: str, place: str, outlet: str) -> None:
    read = _plain(f"Pompa Tiba di Pelabuhan\n\n{dateline}{BODY}")
    assert (read.place, read.outlet) == (place, outlet)


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("Foto: Pompa di pelabuhan.", "Pompa di pelabuhan."),
        ("(Photo: Ana Cruz)", "Ana Cruz"),
        ("Pompa di pelabuhan. (Foto: Ana)", "Pompa di pelabuhan. (Foto: Ana)"),
        ("Fotografi adalah seni", ""),
    ],
)
def test_a_caption_is_known_by_its_word(line: str, caption: str) -> None:
    assert _plain(f"Pompa Tiba di Pelabuhan\n\n{line}\n\n{BODY}").caption == caption


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        (
            f"SIARAN PERS\nNomor: 12/HM/2024\n\nPompa Tiba\n\n{BODY}",
            ArticleKind.RELEASE,
            "Pompa Tiba",
        ),
        (
            f"FOR IMMEDIATE RELEASE\n\nPumps are here\n\n{ENGLISH}",
            ArticleKind.RELEASE,
            "Pumps are here",
        ),
        (f"P U T U S A N\n\nNomor 12/G/2024\n\n{BODY}", ArticleKind.RULING, "Nomor 12/G/2024"),
        (
            f"PERATURAN DAERAH KOTA ARUNIKA NOMOR 7 TAHUN 2021\n\n{BODY}",
            ArticleKind.LAW,
            "PERATURAN DAERAH KOTA ARUNIKA NOMOR 7 TAHUN 2021",
        ),
        (
            f"Transkrip wawancara wali kota\n\n{BODY}",
            ArticleKind.TRANSCRIPT,
            "Transkrip wawancara wali kota",
        ),
        (f"Putusan Nomor 60 Ubah Peta\n\n{BODY}", ArticleKind.NEWS, "Putusan Nomor 60 Ubah Peta"),
        (
            f"Siaran pers wali kota dikritik\n\n{BODY}",
            ArticleKind.NEWS,
            "Siaran pers wali kota dikritik",
        ),
    ],
)
def test_the_kind_is_said_by_clear_words_only(text: str, kind: ArticleKind, title: str) -> None:
    read = _plain(text)
    assert (read.kind, read.title) == (kind, title)


@pytest.mark.parametrize(
    "text", ["", "\n\n", BODY, f"ARUNIKA - {BODY}", "x", "1", "—", "Satu baris saja"]
)
def test_a_text_without_a_head_has_no_headline(text: str) -> None:
    read = _plain(text)
    assert (read.title, read.byline, read.published.words, read.caption) == ("", "", "", "")


def test_the_address_of_the_story_is_kept() -> None:
    read = _plain(f"Pompa Tiba\n\nSumber: https://kabar.example/pompa\n\n{BODY}")
    assert read.url == "https://kabar.example/pompa"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "id"),
        (ENGLISH, "en"),
        ("", ""),
        ("Pompa", ""),
        (
            "Die Stadt will in jedem Viertel eine Pumpe aufstellen, sagte sie am Abend.",
            "",
        ),
        ("De burgemeester zei dat de stad in elke wijk een pomp wil plaatsen, dat is nodig.", ""),
    ],
)
def test_the_language_is_said_only_when_its_small_words_do(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "name", "importer"),
    [
        ("# Judul\n\nIsi", "a.txt", "markdown"),
        ("Kabar\r\r# Judul\r\rIsi", "a.txt", "markdown"),
        ("Isi dengan [tautan](https://a.example)", "a.txt", "markdown"),
        ("Isi **tebal** sekali", "a", "markdown"),
        ("Selesai. (\\*)", "a.txt", "markdown"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a.txt", "markdown"),
        ("Tanpa tanda", "a.md", "markdown"),
        ("Tanpa tanda", "a.txt", "plain"),
        ("- satu\n- dua\n\n> kutip", "a.txt", "plain"),
        ("Ada di C:\\_kerja dan 3 * 4 * 5", "a.txt", "plain"),
        ("#Banjir ramai di media sosial", "a.txt", "plain"),
        ("Harga [1] naik (lihat tabel)", "a.txt", "plain"),
    ],
)
def test_the_content_says_what_is_markdown(text: str, name: str, importer: str) -> None:
    assert _import(name, text.encode()).importer == importer


def test_markdown_above_its_limit_is_read_as_plain_text_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(markdown, "LARGEST_MARKDOWN", 10)
    read = _import("a.md", b"# Judul\n\n**isi**")
    assert (read.importer, read.warnings) == ("plain", (markdown.TOO_LARGE,))
    assert read.text.text == "# Judul\n\n**isi**"


@given(st.text(max_size=400))
def test_any_text_has_metadata_that_stands_in_it(text: str) -> None:
    rich = parse_plain(text)
    read = metadata_of(rich)
    for found in (read.title, read.byline, read.published.words, read.caption, read.url):
        assert found in rich.text


SAMPLES = json.loads(resources.read_text("samples/highlights.json"))


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample["article"] for sample in SAMPLES])
def test_a_samples_highlights_each_stand_once_in_it(
    sample: dict[str, list[dict[str, str]]],
) -> None:
    name = str(sample["article"])
    text = _import(name, resources.path(f"samples/{name}").read_bytes()).text.text
    counts = {each["quote"]: text.count(each["quote"]) for each in sample["highlights"]}
    assert set(counts.values()) == {1}, counts
    assert 4 <= len(counts) <= 6


@pytest.mark.parametrize(
    ("name", "title", "outlet", "byline", "published", "place", "language"),
    [
        (
            "wali-kota-janjikan-120-pompa.md",
            "Wali Kota Janjikan 120 Pompa Air Rampung Sebelum Musim Hujan",
            "Harian Arunika",
            "Sekar Lestari",
            "2026-10-14T09:20",
            "KOTA ARUNIKA",
            "id",
        ),
        (
            "dewan-pertanyakan-anggaran-kali-sura.md",
            "Dewan Pertanyakan Anggaran Normalisasi Kali Sura",
            "Kabar Muara",
            "Yohan Siregar",
            "2026-10-13T15:05+07:00",
            "MUARA SURA",
            "id",
        ),
        (
            "ferry-line-back-by-march.md",
            "Harbour Board Pledges to Bring Back the Island Ferry by March",
            "The Ellery Courier",
            "Nora Whitcombe",
            "2026-10-08T17:45",
            "PORT ELLERY",
            "en",
        ),
        (
            "water-utility-fined.md",
            "Judge Orders Water Utility to Replace 3,800 Lead Pipes Within Two Years",
            "Calder Bay Ledger",
            "Renata Okafor",
            "2026-09-22T18:10",
            "CALDER BAY",
            "en",
        ),
    ],
)
def test_a_samples_head_is_read(
    name: str, title: str, outlet: str, byline: str, published: str, place: str, language: str
) -> None:
    read = _import(name, resources.path(f"samples/{name}").read_bytes()).metadata
    assert (read.title, read.outlet, read.byline) == (title, outlet, byline)
    assert (read.published.start, read.place, read.language) == (published, place, language)
    assert read.byline_url.startswith("https://")
    assert read.caption


def test_a_sentence_below_a_short_headline_is_none_of_an_outlets() -> None:
    body = "Harga beras naik menjadi Rp 15.000 per kilogram.\n\nOperasi pasar dimulai pekan depan."
    found = _plain(f"Beras mahal\n\n{body}\n\nPenulis: Dewi Anggraini")
    assert (found.title, found.outlet, found.byline) == ("Beras mahal", "", "Dewi Anggraini")
