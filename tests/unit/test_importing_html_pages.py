"""Pages as newsrooms' programs build them: what of their parts is the article."""
# ruff: noqa: E501 - pages are written as sites write them

import pytest

from annotations.importing import html
from annotations.model import Imported
from tests.made_news_pages import BODY, FOOTER, HEADLINE, NAV, PARAGRAPHS, as_page

SAID = "Tiga kapal tiba dari timur pada malam yang sama."


def parse(source: str) -> Imported:
    return html.parse(source.encode(), "halaman.html")


def story(inside: str) -> str:
    """Import a page with something between the paragraphs of its story."""
    again = BODY.replace("pompa", "sumur")
    page = as_page(f"{NAV}<article><h1>{HEADLINE}</h1>{BODY}{inside}{again}</article>{FOOTER}")
    return parse(page).text.text


@pytest.mark.parametrize("size", ["large", "x-small", "medium", "inherit", "1em"])
def test_letters_whose_size_is_a_word_are_seen(size: str) -> None:
    assert SAID in story(f'<p style="font-size:{size}">{SAID}</p>')


@pytest.mark.parametrize("size", ["0", "0px", ".0em", "0.0%"])
def test_letters_without_size_are_not_seen(size: str) -> None:
    assert SAID not in story(f'<p style="font-size: {size}">{SAID}</p>')


@pytest.mark.parametrize(
    ("inside", "stays"),
    [
        ('<p class="paywall">{}</p>', True),
        ('<div class="paywall"><p>{}</p><p>Air surut pagi harinya.</p></div>', True),
        ('<div class="paywall"><p>{}</p><p>Berlangganan untuk membaca.</p></div>', False),
        ('<p class="paywall">{} <a href="/x">Subscribe now</a></p>', False),
        ('<div class="elementor-widget elementor-widget-share-buttons">{}</div>', False),
        ('<div class="elementor elementor-location-footer"><p>{}</p></div>', False),
        (
            '<div class="mb-4"><h3>{}</h3><ul><li><a href="/1">Kapal Karam</a></li></ul></div>',
            False,
        ),
        ("<div><h3>{}</h3><ul><li>Kapal Tiga Roda dari timur</li></ul></div>", True),
    ],
)
def test_a_part_is_judged_by_its_class_and_by_what_it_holds(inside: str, *, stays: bool) -> None:
    assert (SAID in story(inside.format(SAID))) is stays


@pytest.mark.parametrize(
    "label",
    [
        "ADVERTISEMENT",
        "Advertisement · Scroll to continue",
        "SKIP ADVERTISEMENT",
        "Lihat Foto",
        "zoom-in",
        "<span>2 minutes read</span><a>Share</a>",
        "Listen",
        "Scroll untuk membaca",
        "Press enter or click to view image in full size",
        '<i class="material-icons">share</i>',
        "3 min read",
        "2 menit membaca",
        "This video can not be played",
        "<span>Bagikan:</span> <a href=#>Facebook</a> <a href=#>X</a> Salin Tautan",
        "<a href=#>WhatsApp</a>",
        "Bagikan: url telah tercopy",
        "<em>Untuk mengetahui kebenaran kabar ini, silakan WhatsApp ke nomor Cek Kabar.</em>",
    ],
)
def test_labels_are_no_part_of_the_story(label: str) -> None:
    assert story(f"<div>{label}</div>") == story("")


@pytest.mark.parametrize(
    "line",
    [
        "Facebook dan WhatsApp diam.",
        "<ul><li>Facebook</li><li>Telegram</li></ul>",
        "<table><tr><td>WhatsApp</td><td>95</td></tr><tr><td>X</td><td>12</td></tr></table>",
        "<p>95</p>",
        "Warga meminta petugas silakan datang.",
    ],
)
def test_names_and_numbers_of_a_story_stay(line: str) -> None:
    assert story(line) != story("")


def test_pictures_of_a_story_say_nothing_but_where_they_are_words() -> None:
    pictures = (
        '<img src="a.jpg" alt="banjir-arunika.jpg"><figure><img src="b.jpg" alt="Warga di tanggul">'
        '<figcaption>Warga di tanggul.</figcaption></figure><p>Suhunya <img src="c.svg" class="latex" '
        'alt="T+2"> dan <img src="d.png" alt="🌧"> kata warga.</p>'
    )
    text = story(pictures)
    assert "banjir-arunika" not in text
    assert text.count("Warga di tanggul") == 1
    assert "Suhunya T+2 dan 🌧 kata warga." in text


def test_a_story_of_two_sentences_is_one_where_the_page_says_so() -> None:
    page = as_page(
        f"{NAV}<article><h1>{HEADLINE}</h1><p>Pompa kelima menyala pada hari Kamis, kata warga yang "
        f"menunggu.</p><p>Tidak ada korban.</p></article><div><h2>Kabar Lain</h2></div>{FOOTER}"
    )
    imported = parse(page)
    assert imported.warnings == ()
    assert imported.text.text.endswith("Tidak ada korban.")


def headed(head: str, above: str = "") -> Imported:
    return parse(
        f"<!DOCTYPE html><html><head>{head}</head><body>{NAV}<article><h1>{HEADLINE}</h1>{above}"
        f"{BODY}</article>{FOOTER}</body></html>"
    )


@pytest.mark.parametrize(
    ("said", "byline"),
    [
        ("Rina Wulandari, Kabar Arunika", "Rina Wulandari"),
        ("Rina Wulandari (tadi pagi)", "Rina Wulandari"),
        ("Diposting oleh Rina Wulandari", "Rina Wulandari"),
        ("Rina Wulandari, Bagus Pratama", "Rina Wulandari, Bagus Pratama"),
        ("Kabar Arunika", ""),
        ("Tim Redaksi", ""),
        ("tim", ""),
        ("Super User", ""),
    ],
)
def test_a_byline_names_people_without_their_roles(said: str, byline: str) -> None:
    head = f'<meta name="author" content="{said}"><meta property="og:site_name" content="Kabar Arunika">'
    assert headed(head).metadata.byline == byline


@pytest.mark.parametrize(
    ("above", "byline"),
    [
        ('<p class="author-name">By Kit Alderson @kitalderson Reporter</p>', "Kit Alderson"),
        (
            '<span class="post-author vcard">Diposting oleh <span class="fn">Gita Laras</span></span>',
            "Gita Laras",
        ),
        (
            "<div class=penulis-tgl><span>Agus Setyawan</span><span>Minggu, 14 Januari 2024</span></div>",
            "Agus Setyawan",
        ),
        ("<b class=author>Oleh: Dr. Retno Palupi, M.Si.</b>", "Dr. Retno Palupi, M.Si."),
        ("<b class=author>Oleh: Retno Palupi, wartawan.</b>", "Retno Palupi"),
        ("<div class=by>Rep: Rina Wulandari/ Red: Bagus Pratama</div>", "Rina Wulandari"),
    ],
)
def test_a_byline_ends_where_the_name_does(above: str, byline: str) -> None:
    assert headed("", above).metadata.byline == byline


@pytest.mark.parametrize(
    ("title", "author"),
    [
        (f"{HEADLINE} - by Rina Wulandari", "Rina Wulandari"),
        (f"{HEADLINE} | Rina Wulandari", "Rina Wulandari"),
        ("Kementerian Urusan Pompa Republik Arunika", ""),
        (f"Kabar Pesisir Arunika Timur Online - {HEADLINE}", ""),
    ],
)
def test_the_title_is_the_headline_and_nothing_else(title: str, author: str) -> None:
    head = f'<title>{title}</title><meta name="author" content="{author}">'
    assert headed(head).metadata.title == HEADLINE


@pytest.mark.parametrize(
    ("head", "above", "start"),
    [
        ("", "<p>18 September 2023 | Dibaca 1.204 kali</p>", "2023-09-18"),
        (
            "",
            "<div>Warta / Daerah</div><div>Kamis, 2 Mei 2024 19:05 WIB</div>",
            "2024-05-02T19:05+07:00",
        ),
        ('<meta name="date" content="2013-12-30T14:42:01-0700">', "", "2013-12-30T14:42-07:00"),
        (
            "",
            '<abbr class="published" title="2019-05-20T21:14:00+07:00">21.14</abbr>',
            "2019-05-20T21:14+07:00",
        ),
    ],
)
def test_the_day_of_publishing_is_found_above_the_story(head: str, above: str, start: str) -> None:
    assert headed(head, above).metadata.published.start == start


def test_the_program_that_made_a_page_is_no_outlet() -> None:
    said = '{"@type":"NewsArticle","headline":"a","publisher":{"@type":"Organization","name":"Blogger"}}'
    head = f'<script type="application/ld+json">{said}</script><meta name="application-name" content="Kabar Arunika">'
    assert headed(head).metadata.outlet == "Kabar Arunika"


def test_a_headline_of_low_rank_is_found_above_the_story() -> None:
    page = as_page(
        f"{NAV}<div><h4>{HEADLINE}</h4><p>25 Juli 2024</p><div>{BODY}</div></div>{FOOTER}"
    )
    assert parse(page.replace("<title>", "<title>Dinas Pompa ")).text.text.startswith(HEADLINE)


def test_a_headline_is_known_by_the_part_of_the_title_that_is_its_own() -> None:
    page = (
        f"<title>Kabar Pesisir Arunika Timur Online - {HEADLINE}</title>{NAV}<table><tr><td><font size=4>"
        f"<b>{HEADLINE}</b></font><br><br>{BODY}</td></tr></table>{FOOTER}"
    )
    imported = parse(page)
    assert imported.text.text.startswith(HEADLINE)
    assert imported.metadata.title == HEADLINE


def test_a_line_that_names_the_site_is_no_headline() -> None:
    page = (
        f"<title>Pompa Air - Kamus Pompa, kamus bebas berbahasa Arunika</title>{NAV}<div><h1>Pompa Air</h1>"
        f"<div>Dari Kamus Pompa, kamus bebas berbahasa Arunika</div><div>{BODY}</div></div>{FOOTER}"
    )
    assert parse(page).text.text.startswith("Pompa Air\n")


SUMMARY = "<div><a href=/1><h3>Pabrik Es Tutup</h3></a><p>Dua pabrik di jalan lintas berhenti sejak pekan lalu karena pasokan air tersendat.</p></div>"


@pytest.mark.parametrize(
    ("inside", "stays"),
    [
        (f"<h2>Baca Juga</h2><div>{SUMMARY}{SUMMARY}</div>", False),
        (f"<div>Berita Lainnya:</div><div>{SUMMARY}</div>", False),
        ("<div>Baca Juga:</div><a href=/1>Izin Sumur Lewat Provinsi</a>", False),
        ("<h3>Rekomendasi</h3><p>Panitia menulis tiga hal, dan tidak satu pun dipakai.</p>", True),
        ("<p><b>Recommended</b> <a href=/1>reading</a></p><p>Pompa itu.</p>", True),
        ("<div class='post-views'><span>Post Views:</span> <span>312</span></div>", False),
        ("<p><em>Simak berita selengkapnya di halaman selanjutnya.</em></p>", False),
        ("<p>Cek artikel yang lain di <a href=/w>WhatsApp Channel</a></p>", False),
    ],
)
def test_what_is_announced_as_other_stories_goes_with_its_heading(
    inside: str, *, stays: bool
) -> None:
    assert (story(inside) != story("")) is stays


def test_a_line_between_breaks_that_leads_elsewhere_is_left_out() -> None:
    text = story(
        f"<p>{SAID}<br><br><b>Baca juga : <a href=/y>Cara Menghemat Air</a></b><br><br>Air surut "
        "<a href=/z>pagi itu</a>.<br>Warga pulang.</p>"
    )
    assert "Cara Menghemat" not in text
    assert f"{SAID}\n\nAir surut pagi itu.\nWarga pulang." in text


def test_names_and_dates_in_a_row_stand_apart_and_letters_of_a_word_do_not() -> None:
    text = story("<div><span>Rina Wulandari</span><span>5 Oktober 2023</span></div>")
    assert "Rina Wulandari 5 Oktober 2023" in text
    assert "Pompa itu" in story("<p><span>P</span><span>ompa itu</span></p>")


@pytest.mark.parametrize(
    "said",
    [
        "node node-article node-promoted clearfix",
        "node node--type-article node--promoted",
        "post-12 post type-post category-iklan tag-newsletter hentry",
        "content no-sidebar",
        "with-ads",
        "layout-with-sidebar",
    ],
)
def test_what_a_program_says_of_a_whole_story_takes_nothing_away(said: str) -> None:
    others = "<div class=lain><p>Panitia lain menulis surat yang panjang sekali kepada dewan kota, dan tidak dijawab.</p></div>"
    page = as_page(f"{NAV}<div class='{said}'><h3>{HEADLINE}</h3>{BODY}</div>{others * 15}{FOOTER}")
    assert PARAGRAPHS[0] in parse(page).text.text


@pytest.mark.parametrize("said", ["trending-wrap", "login-state", "menu-page"])
def test_what_holds_a_body_is_no_furniture(said: str) -> None:
    others = (
        "<div class=lain><p>Panitia lain menulis surat yang panjang kepada dewan kota.</p></div>"
    )
    page = as_page(
        f"{NAV}<div class='{said}'><h3>{HEADLINE}</h3><div itemprop=articleBody>{BODY}</div></div>"
        f"{others * 20}{FOOTER}"
    )
    assert PARAGRAPHS[0] in parse(page).text.text


def test_a_story_of_two_sentences_is_one_where_its_headline_is_the_title() -> None:
    page = as_page(
        f"<div class=head><a href=/>Beranda</a></div><div><h1>{HEADLINE}</h1><p>Pompa kelima menyala pada "
        "hari Kamis, kata warga yang menunggu.</p><p>Tidak ada seorang pun yang menjadi korban.</p></div>"
        "<div><h2>Artikel Terkait</h2><a href=/1>Kapal Karam di Teluk</a></div>"
    )
    assert parse(page).text.text.endswith("menjadi korban.")


def test_a_page_that_describes_itself_says_its_address() -> None:
    said = (
        '{"@graph":[{"@type":"Article","headline":"a","isPartOf":{"@id":"u"}},{"@type":"WebPage",'
        '"@id":"u","url":"https://kabar.example/pompa/"}]}'
    )
    head = f'<script type="application/ld+json">{said}</script>'
    assert headed(head).metadata.url == "https://kabar.example/pompa/"
