"""What a page says of its article, wherever it says it."""

import pytest

from annotations.importing import html
from annotations.importing.page_dates import read_stamp
from annotations.importing.page_head import head_of
from annotations.importing.saved_pages import moment
from annotations.model import Metadata
from annotations.vocabulary import DatePrecision
from tests.made_news_pages import BODY, HEADLINE, as_page


def metadata(head: str = "", body: str = "", title: str = HEADLINE) -> Metadata:
    page = as_page(f"<article><h1>{HEADLINE}</h1>{body}{BODY}</article>", head, title=title)
    return html.parse(page.encode(), "a.html").metadata


def ld(inside: str) -> str:
    return f'<script type="application/ld+json">{inside}</script>'


NEWS = '"@type":"NewsArticle","headline":"J","datePublished":"2024-07-25T19:48:00+07:00"'
AUTHORS = '"author":[{"@type":"Person","name":"Rina"},{"@type":"Person","name":"Budi S."}]'

TWO_PEOPLE = (
    '</script><script type="application/ld+json">[{"@type":"Person","@id":"#a","name":"Rina"},'
    '{"@type":"Person","@id":"#b","name":"Budi S."}]'
)
TWO_KINDS = (
    '{"@type":["Article","NewsArticle"],"headline":"J\tk","author":"Rina, Budi S.",'
    '"datePublished":"2024-07-25T19:48:00+07:00"}'
)


@pytest.mark.parametrize(
    "inside",
    [
        f"{{{NEWS},{AUTHORS}}}",
        f"[{{{NEWS},{AUTHORS}}}]",
        f'{{"@graph":[{{"@type":"WebSite","name":"K"}},{{{NEWS},{AUTHORS}}}]}}',
        f"<!--\n{{{NEWS},{AUTHORS}}}\n-->",
        f"//<![CDATA[\n{{{NEWS},{AUTHORS},}}\n//]]>",
        f'{{"@type":"WebPage","mainEntity":{{{NEWS},{AUTHORS}}}}}',
        f'{{{NEWS},"author":[{{"@id":"#a"}},{{"@id":"#b"}}]}}{TWO_PEOPLE}',
        TWO_KINDS,
    ],
)
def test_json_ld_is_read_however_it_is_written(inside: str) -> None:
    found = metadata(ld(inside))
    assert found.byline == "Rina, Budi S."
    assert found.published.start == "2024-07-25T19:48+07:00"


@pytest.mark.parametrize(
    "inside", ["", "{", "null", "[[[[", '{"@type":1}', '{"@type":"NewsArticle"}', "[" * 9999]
)
def test_json_ld_that_is_broken_says_nothing(inside: str) -> None:
    assert metadata(ld(inside)).title == HEADLINE


@pytest.mark.parametrize(
    ("head", "field", "expected"),
    [
        ('<meta property="og:site_name" content="Kabar &amp; Kota">', "outlet", "Kabar & Kota"),
        (ld(f'{{{NEWS},"publisher":{{"name":"Kabar"}}}}'), "outlet", "Kabar"),
        ("<meta name=dc.publisher content=Kabar>", "outlet", "Kabar"),
        ("<meta name=author content='Oleh: Rina W.'>", "byline", "Rina W."),
        ("<meta name='parsely-author' content=Rina>", "byline", "Rina"),
        ("<meta name='DC.creator' content='Rina'>", "byline", "Rina"),
        ("<meta property='article:author' content='https://facebook.example/x'>", "byline", ""),
        ("<meta name=author content=admin>", "byline", ""),
        ("<link rel=canonical href=https://k.example/a>", "url", "https://k.example/a"),
        ("<link rel=canonical href=/a>", "url", ""),
        (
            "<link rel=canonical href=https://ana:rahasia@k.example/@a>",
            "url",
            "https://k.example/@a",
        ),
        ("<link rel=canonical href=file:///home/ana/a.html>", "url", ""),
        (
            "<base href=https://k.example/x/><link rel=canonical href=../a>",
            "url",
            "https://k.example/a",
        ),
        ("<meta property=og:url content='javascript:1'>", "url", ""),
        (
            "<meta property=og:url content=https://k.example/><link rel=canonical href=https://k.example/a>",
            "url",
            "https://k.example/a",
        ),
    ],
)
def test_meta_of_many_makes_is_read(head: str, field: str, expected: str) -> None:
    assert getattr(metadata(head), field) == expected


@pytest.mark.parametrize(
    "title",
    [
        f"{HEADLINE} - Kabar.com",
        f"{HEADLINE} | Kabar Arunika",
        f"Kabar | {HEADLINE}",
        f"{HEADLINE} – Daerah – Kabar",
        HEADLINE,
    ],
)
def test_a_title_is_the_headline_without_the_outlet(title: str) -> None:
    assert metadata(title=title).title == HEADLINE
    og = f'<meta property="og:title" content="{title}">'
    assert metadata(og).title == HEADLINE


def test_a_dash_within_a_headline_stays() -> None:
    title = "Pompa - Janji Lama"
    page = f"<title>{title}</title><article><h1>{title}</h1>{BODY}</article>"
    assert html.parse(f"<html>{page}".encode(), "").metadata.title == title


@pytest.mark.parametrize(
    ("head", "body", "start", "words"),
    [
        ("<meta name=pubdate content=2024-07-25>", "", "2024-07-25", "2024-07-25"),
        ("<meta name=date content='20240725T194800+0700'>", "", "2024-07-25T19:48+07:00", None),
        (
            "<meta name=date content='Thu, 25 Jul 2024 19:48:00 +0700'>",
            "",
            "2024-07-25T19:48+07:00",
            None,
        ),
        (
            "",
            "<time datetime=2024-07-25T12:48Z>Kamis, 25 Juli 2024</time>",
            "2024-07-25T12:48Z",
            None,
        ),
        ("", "<p class=date>25 Juli 2024 | 19.48 WIB</p>", "2024-07-25T19:48+07:00", None),
        (
            "<meta property=article:published_time content=2024-07-25T12:48:00Z>",
            "<p>Kamis, 25 Juli 2024 19:48 WIB</p>",
            "2024-07-25T12:48Z",
            "Kamis, 25 Juli 2024 19:48 WIB",
        ),
    ],
)
def test_the_date_is_kept_as_written_and_as_read(
    head: str, body: str, start: str, words: str | None
) -> None:
    published = metadata(head, body).published
    assert published.start == start
    assert words is None or published.words == words


@pytest.mark.parametrize(
    ("stamp", "precision"),
    [
        ("2024-07-25T19:48:00.000+07:00", DatePrecision.MINUTE),
        ("2024-07-25", DatePrecision.DAY),
        ("2024/07/25 19:48", DatePrecision.MINUTE),
        ("25 Juli 2024", DatePrecision.DAY),
        ("Juli 2024", DatePrecision.MONTH),
        ("2024-13-45", DatePrecision.NONE),
        ("kemarin", DatePrecision.NONE),
    ],
)
def test_a_stamp_says_how_precise_it_is(stamp: str, precision: DatePrecision) -> None:
    assert read_stamp(stamp, "id").precision is precision


@pytest.mark.parametrize(
    ("lang", "language"),
    [("id", "id"), ("id-ID", "id"), ("en_GB", "en"), ("in", "id"), ("x!", "id"), ("", "id")],
)
def test_the_language_is_the_one_the_page_says_or_its_words(lang: str, language: str) -> None:
    page = as_page(f"<article><h1>{HEADLINE}</h1>{BODY}</article>").replace(
        'lang="id"', f'lang="{lang}"'
    )
    assert html.parse(page.encode(), "").metadata.language == language


@pytest.mark.parametrize(
    ("stamp", "at"),
    [
        ("Thu, 25 Jul 2024 21:15:09 +0700", "2024-07-25T14:15:09Z"),
        ("Thu Jul 25 2024 21:15:09 GMT+0700", "2024-07-25T14:15:09Z"),
        ("2024-07-25T14:15:09.000Z", "2024-07-25T14:15:09Z"),
        ("kemarin", ""),
        ("", ""),
        ("0001-01-01T00:00:00+14:00", ""),
    ],
)
def test_the_moment_of_saving_is_read_as_utc(stamp: str, at: str) -> None:
    assert moment(stamp) == at


@pytest.mark.parametrize(
    "piece", ["<meta ", "<title>", "<script type=ld+json>", "<link a='", "<base x= "]
)
def test_no_head_takes_more_than_linear_time(piece: str) -> None:
    assert head_of(piece * 200_000).language == ""
