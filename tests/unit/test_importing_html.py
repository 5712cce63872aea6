"""Saved web pages: what of them is the article."""
# ruff: noqa: E501, ISC004 - pages are written as sites write them

import pytest

from annotations.errors import SCRIPTED, ImportFailed, ImportFault
from annotations.importing import IMPORTERS, html
from annotations.importing.choosing import surest
from annotations.importing.protocol import Wishes
from annotations.importing.reading_pages import NO_ARTICLE
from annotations.importing.worker import Worker
from annotations.model import Imported
from annotations.richtext.hypertext import HIDDEN_TEXT
from annotations.vocabulary import BlockKind, RunKind
from tests.made_news_pages import (
    ABSENT,
    ADVERT,
    BODY,
    COMMENTS,
    FOOTER,
    HEADLINE,
    LAYOUTS,
    NAV,
    PARAGRAPHS,
    as_page,
)


def parse(source: str, encoding: str = "utf-8") -> Imported:
    return html.parse(source.encode(encoding, "xmlcharrefreplace"), "halaman.html")


def words(text: str) -> list[str]:
    return text.split()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_article_of_a_page_is_kept_and_what_is_around_it_is_not(layout: str) -> None:
    imported = parse(LAYOUTS[layout])
    text = imported.text.text
    assert text.count(HEADLINE) == 1
    places = [text.find(paragraph) for paragraph in PARAGRAPHS]
    assert -1 not in places
    assert places == sorted(places)
    assert [word for word in ABSENT if word in text] == []
    allowed = {*words(HEADLINE), *words(" ".join(PARAGRAPHS))}
    foreign = [word for word in words(text) if word not in allowed]
    assert len(foreign) <= 0.12 * len(words(text)), foreign
    assert imported.warnings == ()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_says_who_wrote_it_where_and_when(layout: str) -> None:
    metadata = parse(LAYOUTS[layout]).metadata
    assert metadata.title == HEADLINE
    assert metadata.published.start[:10] == "2024-07-25"
    assert metadata.language == "id"
    assert metadata.byline == "Rina Wulandari"


def test_headings_lists_quotations_tables_emphasis_and_links_survive() -> None:
    inside = """<h2>Rincian</h2><ul><li>satu unit di Kelurahan Timur</li><li>dua unit</li></ul>
    <blockquote><p>Kami menunggu sejak Maret dan tidak ada yang datang kemari.</p></blockquote>
    <table><tr><th>Kota</th><th>Unit</th></tr><tr><td>Arunika</td><td>12</td></tr></table>
    <p>Menurut <em>dokumen</em> yang ada di <a href="/berkas/1">situs dinas</a>, naik.</p>"""
    page = as_page(f"{NAV}<article><h1>{HEADLINE}</h1>{BODY}{inside}</article>")
    text = parse(page.replace("</head>", '<base href="https://k.example/"></head>')).text
    kinds = [block.kind for block in text.blocks]
    assert kinds.count(BlockKind.HEADING) == 2
    assert kinds.count(BlockKind.LIST_ITEM) == 2
    assert kinds.count(BlockKind.QUOTE) == 1
    assert kinds.count(BlockKind.TABLE_CELL) == 4
    found = {(run.kind, text.text[run.start : run.end]) for run in text.runs}
    assert {(RunKind.EMPHASIS, "dokumen"), (RunKind.LINK, "situs dinas")} <= found


def test_a_link_is_completed_by_where_the_page_was() -> None:
    page = as_page(
        f'{NAV}<article><h1>{HEADLINE}</h1>{BODY}<p>Lihat <a href="../a?b=1">dokumen resmi itu</a> '
        "di situs dinas yang dibuka pekan lalu.</p></article>",
        '<link rel="canonical" href="https://kabar.example/2024/07/pompa">',
    )
    targets = [run.target for run in parse(page).text.runs if run.kind is RunKind.LINK]
    assert targets == ["https://kabar.example/2024/a?b=1"]


def test_a_document_without_anything_around_its_text_stays_whole() -> None:
    source = (
        f"<html><body><p>Kop surat</p><p>{PARAGRAPHS[0]}</p><h1>Bab</h1><p>{PARAGRAPHS[1]}</p>"
        "<p>Ttd.</p>"
    )
    imported = parse(source)
    assert imported.text.text == f"Kop surat\n\n{PARAGRAPHS[0]}\n\nBab\n\n{PARAGRAPHS[1]}\n\nTtd."
    assert imported.warnings == ()


def test_a_page_without_an_article_is_taken_whole_and_told() -> None:
    imported = parse(as_page("<ul><li><a href=/1>Satu</a><li><a href=/2>Dua</a></ul>"))
    assert imported.text.text == "Satu\nDua"
    assert imported.warnings == (NO_ARTICLE,)


def test_a_correction_below_the_article_stays() -> None:
    note = "Ralat: Versi sebelumnya menyebut dua puluh pompa. Yang benar dua belas."
    page = as_page(
        f"{NAV}<article><h1>{HEADLINE}</h1><div class=article-body>{BODY}</div>"
        f"<div class=share>Bagikan</div><aside class=correction><p>{note}</p></aside></article>"
        "<footer>Hak cipta</footer>"
    )
    assert parse(page).text.text.endswith(note)


def test_hidden_text_in_an_article_is_left_out_and_told() -> None:
    page = as_page(
        f"{NAV}<article><h1>{HEADLINE}</h1>{BODY}"
        "<p style='display:none'>Gubernur korup.</p></article>"
    )
    imported = parse(page)
    assert "korup" not in imported.text.text
    assert imported.warnings == (HIDDEN_TEXT,)


@pytest.mark.parametrize(
    ("note", "url", "retrieved"),
    [
        (
            "<!-- saved from url=(0042)https://kabar.example/2024/07/25/pompa -->",
            "https://kabar.example/2024/07/25/pompa",
            "",
        ),
        (
            """<!--
 Page saved with SingleFile
 url: https://kabar.example/pompa
 saved date: Thu Jul 25 2024 21:15:09 GMT+0700 (Waktu Indonesia Barat)
-->""",
            "https://kabar.example/pompa",
            "2024-07-25T14:15:09Z",
        ),
        (
            "<!-- saved from url=(080)https://web.archive.org/web/20240726010203/http://k.id/p -->",
            "http://k.id/p",
            "2024-07-26T01:02:03Z",
        ),
        ("<!-- saved from url=(0014)about:internet -->", "", ""),
        ("<!-- saved from url=(0024)file:///home/a/berkas.html -->", "", ""),
    ],
)
def test_the_note_of_the_program_that_saved_the_page_is_read(
    note: str, url: str, retrieved: str
) -> None:
    imported = parse(as_page(f"<article><h1>{HEADLINE}</h1>{BODY}</article>", before=note))
    assert (imported.metadata.url, imported.retrieved) == (url, retrieved)


@pytest.mark.parametrize(
    ("data", "name", "sure"),
    [
        (b"<!DOCTYPE html><html><body>a", "a.txt", True),
        (b"\xef\xbb\xbf\n<html lang=id>", "a", True),
        (
            b"<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD'><html>",
            "a.md",
            True,
        ),
        (b"<!-- catatan --><!-- lagi --><HTML>", "", True),
        ("<html><p>a".encode("utf-16"), "", True),
        (b"<p>a</p><p>b</p>", "a.bin", True),
        (b"<div>a</div>", "a.html", True),
        (b"# Judul\n\n<p>a</p>", "a.md", False),
        (b"Kata <b>dia</b>.", "a.txt", False),
        (b"", "a.html", False),
        (b"harga <5 ribu", "a.html", False),
    ],
)
def test_a_page_is_known_by_how_it_begins(data: bytes, name: str, *, sure: bool) -> None:
    assert (surest(IMPORTERS, data, name) is html) is sure


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("windows-1252", "<meta charset=windows-1252>"),
        ("utf-16", ""),
        ("koi8-r", '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">'),
        ("shift_jis", "<META CHARSET='Shift_JIS'>"),
        ("gbk", "<meta charset=gb2312>"),
    ],
)
def test_a_page_is_read_in_the_encoding_it_declares(encoding: str, declared: str) -> None:
    said = {"koi8-r": "Мэр", "shift_jis": "市長は述べた", "gbk": "市长表示"}.get(encoding, "“Café”")
    if encoding == "utf-8":
        said = "市長 “Мэр” é"
    page = as_page(f"<article><h1>{said}</h1>{BODY}</article>", declared)
    assert parse(page, encoding).text.text.startswith(said)


def test_what_a_person_says_of_the_encoding_is_taken() -> None:
    page = as_page(f"<article><h1>Мэр</h1>{BODY}</article>", "<meta charset=iso-8859-1>")
    imported = html.parse(
        page.encode("koi8-r", "xmlcharrefreplace"), "a.html", Wishes(encoding="koi8-r")
    )
    assert (imported.text.text[:3], imported.encoding) == ("Мэр", "koi8-r")


def test_a_page_that_is_too_deep_is_refused_with_its_name() -> None:
    with pytest.raises(ImportFailed) as failed:
        html.parse(b"<html>" + b"<div>" * 5000, "dalam.html")
    assert (failed.value.name, failed.value.fault) == ("dalam.html", ImportFault.TOO_DEEP)


@pytest.mark.parametrize(
    ("page", "detail"),
    [
        ("<html><head><title>Judul</title></head><body></body></html>", ""),
        ("<html><body><p hidden>Tak terlihat.</p></body></html>", ""),
        ('<html><body><div id="root"></div><script src="a.js"></script></body></html>', SCRIPTED),
    ],
)
def test_a_page_without_words_is_no_article(page: str, detail: str) -> None:
    with pytest.raises(ImportFailed) as failed:
        html.parse(page.encode(), "a.html", Wishes())
    told = failed.value
    assert (told.name, told.fault, told.detail) == ("a.html", ImportFault.EMPTY, detail)


def test_a_confined_process_reads_pages() -> None:
    with Worker() as worker:
        imported = worker.parse(LAYOUTS["portal"].encode(), "a.html")
        old = LAYOUTS["table"].replace(HEADLINE, "Мэр заявил о насосах")
        data = old.encode("koi8-r", "xmlcharrefreplace")
        assert worker.parse(data, "b.html").metadata.title == "Мэр заявил о насосах"
    assert (imported.importer, imported.metadata.title) == ("html", HEADLINE)


@pytest.mark.parametrize(
    ("inside", "stays"),
    [
        ('<div class="elementor-widget elementor-widget-text-editor"><p>{}</p></div>', True),
        ('<blockquote class="twitter-tweet"><p>{}</p></blockquote>', True),
        ('<div class="paragraph lead"><p>{}</p></div>', True),
        ('<p>Watch the harbour, they said, and <a href="/x">nobody</a> did. {}</p>', True),
        ("<p>Baca juga laporan itu pada pekan depan, begitu kata wali kota. {}</p>", True),
        ('<p class="has-text-align-left">{}</p>', True),
        ('<div class="box-related"><p>{}</p></div>', False),
        ('<p><strong>Baca juga:</strong> <a href="/x">{}</a></p>', False),
        ('<p>Read more: <a href="/x">{}</a></p>', False),
        ('<p>Lihat juga:</p><ul><li><a href="/x">{}</a></li></ul>', False),
        ('<div id="newsletter-signup"><p>{}</p></div>', False),
        ('<div class="ad-slot"><p>{}</p></div>', False),
        ("<aside><p>{}</p></aside>", False),
        ("<form><p>{}</p><input></form>", False),
        ('<div role="complementary"><p>{}</p></div>', False),
    ],
)
def test_what_stands_between_paragraphs_is_judged_by_what_it_is(
    inside: str, *, stays: bool
) -> None:
    said = "Tiga kapal tiba dari timur pada malam yang sama."
    page = as_page(
        f"{NAV}<article><h1>{HEADLINE}</h1>{BODY}{inside.format(said)}"
        f"{BODY.replace('pompa', 'sumur')}</article>{FOOTER}"
    )
    assert (said in parse(page).text.text) is stays


def test_comments_are_left_out_even_where_they_are_most_of_the_page() -> None:
    page = as_page(f"<article><h1>{HEADLINE}</h1>{BODY}</article>{COMMENTS * 5}")
    assert parse(page).text.text.endswith(PARAGRAPHS[-1])


def test_a_headline_that_is_shown_twice_is_taken_once() -> None:
    twice = f"<div class=mobile><h1>{HEADLINE}</h1></div>" * 2
    page = as_page(f"{NAV}{twice}<div class=isi>{BODY}</div>{FOOTER}")
    assert parse(page).text.text.count(HEADLINE) == 1


def test_pictures_within_a_page_do_not_count_as_its_text() -> None:
    picture = f'<img alt="" src="data:image/png;base64,{"iVBO" * 6_000_000}">'
    imported = parse(as_page(f"<article><h1>{HEADLINE}</h1>{picture}{BODY}</article>"))
    assert imported.text.text.startswith(HEADLINE)


CARD = (
    '<article class="card"><h3><a href="/x">Harga Cabai Naik Lagi</a></h3><p>Ringkasan berita lain yang '
    "cukup panjang untuk dibaca siapa saja di sini.</p></article>"
)
CONSENT = f"<p>{'Kami memakai kuki untuk menyimpan dan membaca data di perangkat Anda. ' * 40}</p>"


@pytest.mark.parametrize(
    "body",
    [
        f"{NAV}<main><article><h1>{HEADLINE}</h1>{BODY}</article><section>{CARD * 12}</section></main>",
        f"<div>{NAV}</div><div><h1>{HEADLINE}</h1>{BODY}{CARD * 12}</div>",
        f"<div class=qc><div>{CONSENT}</div></div>{NAV}<article><h1>{HEADLINE}</h1>{BODY}</article>",
        f"<div id=onetrust-sdk>{CONSENT}</div>{NAV}<article><h1>{HEADLINE}</h1>{BODY}</article>",
        f"<h1><a href=/>Kabar Arunika Harian Kota</a></h1>{NAV}<div><h2>{HEADLINE}</h2>{BODY}</div>",
        f"{NAV}<div><h1>{HEADLINE}</h1><div><div class=t>{BODY[: BODY.find('<p>Ketua')]}</div></div>{ADVERT}"
        f"<div><div class=t>{BODY[BODY.find('<p>Ketua') :]}</div></div></div>",
        f"{NAV}<article><h1>{HEADLINE}</h1>{BODY}<p>Copyright © Kabar 2024</p><p>Ikuti kabar terbaru "
        "lewat <a href=/x>saluran</a> WhatsApp kami setiap hari.</p></article>",
    ],
)
def test_the_article_is_found_among_what_is_like_it(body: str) -> None:
    text = parse(as_page(body)).text.text
    assert text == "\n\n".join((HEADLINE, *PARAGRAPHS))


@pytest.mark.parametrize(
    ("inside", "stays"),
    [
        (
            "<p>Dapatkan update <em>berita pilihan</em> dari kami. Mari bergabung di Grup Telegram.</p>",
            False,
        ),
        (
            "<div><p>Want more stories like this? Get our free weekly newsletter in your inbox.</p></div>",
            False,
        ),
        (
            "<div><strong>Lihat juga Video: Detik-detik Banjir</strong> [Gambas:Video 20detik]</div>",
            False,
        ),
        (
            "<p>Warga diminta menyimak saluran resmi, bukan grup WhatsApp yang menyebarkan kabar.</p>",
            True,
        ),
    ],
)
def test_offers_and_clips_are_no_part_of_the_story(inside: str, *, stays: bool) -> None:
    page = as_page(f"{NAV}<article><h1>{HEADLINE}</h1>{BODY}{inside}{BODY}</article>")
    before = as_page(f"{NAV}<article><h1>{HEADLINE}</h1>{BODY}{BODY}</article>")
    assert (parse(page).text.text != parse(before).text.text) is stays


def test_a_menu_above_a_document_is_no_part_of_it() -> None:
    menu = "".join(f'<a href="/{n}">Kanal{n}</a>' for n in range(6))
    page = as_page(f"<div>{menu}</div><h1>{HEADLINE}</h1>{BODY * 4}")
    assert parse(page).text.text.startswith(HEADLINE)


def test_a_list_of_sources_below_a_document_stays() -> None:
    sources = "".join(f'<li><a href="/{n}">Sumber {n}</a></li>' for n in range(6))
    page = as_page(f"<h1>{HEADLINE}</h1>{BODY * 9}<ul>{sources}</ul>")
    assert parse(page).text.text.endswith("Sumber 5")


def test_a_byline_is_read_off_what_its_class_calls_the_author() -> None:
    page = as_page(
        f'{NAV}<article><h1>{HEADLINE}</h1><div class="detail__author">Rina Wulandari - Kabar</div>'
        f"{BODY}</article>"
    )
    assert parse(page).metadata.byline == "Rina Wulandari"
