"""Web archives: the page, where it was taken from, and when."""

import base64
import quopri

import pytest

from annotations.errors import ImportFailed, ImportFault
from annotations.importing import IMPORTERS, mhtml
from annotations.importing.choosing import surest
from tests.made_news_pages import HEADLINE, LAYOUTS, PARAGRAPHS

URL = "https://kabar.example/2024/07/25/pompa"
PAGE = LAYOUTS["portal"]


def archive(
    page: str = PAGE,
    *,
    charset: str = "utf-8",
    coding: str = "quoted-printable",
    first: str = "",
    top: str = f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {URL}\r\n",
) -> bytes:
    data = page.encode(charset, "xmlcharrefreplace")
    if coding == "base64":
        body = base64.encodebytes(data)
    elif coding == "quoted-printable":
        body = quopri.encodestring(data)
    else:
        body = data
    head = (
        f"{top}Subject: =?utf-8?Q?Pompa?=\r\nDate: Thu, 25 Jul 2024 21:15:09 +0700\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="=_b"\r\n'
        f"\r\n{first}--=_b\r\nContent-Type: text/html; charset={charset}\r\n"
        f"Content-ID: <page@x>\r\nContent-Transfer-Encoding: {coding}\r\n"
        f"Content-Location: {URL}\r\n\r\n"
    )
    picture = (
        b"\r\n--=_b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBO\r\n"
    )
    return head.encode() + body + picture + b"--=_b--\r\n"


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-1"])
def test_the_page_of_an_archive_is_read(coding: str, charset: str) -> None:
    imported = mhtml.parse(archive(charset=charset, coding=coding), "a.mhtml")
    assert imported.text.text.startswith(HEADLINE)
    assert all(paragraph in imported.text.text for paragraph in PARAGRAPHS)
    assert (imported.importer, imported.retrieved) == ("mhtml", "2024-07-25T14:15:09Z")
    assert (imported.metadata.url, imported.metadata.byline) == (URL, "Rina Wulandari")


def test_a_frame_before_the_page_is_not_the_page() -> None:
    frame = (
        "--=_b\r\nContent-Type: text/html\r\nContent-Location: https://iklan.example/\r\n\r\n"
        "<html><body><p>Beli rumah sekarang juga.</p></body></html>\r\n"
    )
    assert mhtml.parse(archive(first=frame), "a.mht").text.text.startswith(HEADLINE)


@pytest.mark.parametrize(
    ("data", "name", "sure"),
    [
        (archive(), "a.txt", True),
        (archive(top="From: Saved by Windows Internet Explorer 10\r\n"), "a", True),
        (archive(top=""), "a.mht", True),
        (archive(top=""), "a", True),
        (archive(top="From: a@b.example\r\nTo: c@d.example\r\nMessage-ID: <1@b>\r\n"), "a", False),
        (b"From: <Saved by Blink>\r\n\r\nSurat biasa", "a.txt", False),
        (b"", "a.mhtml", False),
        (b"\x00\x01", "a.mhtml", False),
    ],
)
def test_an_archive_is_known_by_its_envelope(data: bytes, name: str, *, sure: bool) -> None:
    assert (surest(IMPORTERS, data, name) is mhtml) is sure


@pytest.mark.parametrize(
    "data",
    [
        archive()[:400],
        archive().replace(b"text/html;", b"text/plain;"),
        b"Snapshot-Content-Location: x\r\nContent-Type: multipart/related\r\n\r\n",
    ],
)
def test_an_archive_without_a_page_is_refused(data: bytes) -> None:
    with pytest.raises(ImportFailed) as failed:
        mhtml.parse(data, "a.mhtml")
    assert failed.value.fault in {ImportFault.BROKEN, ImportFault.EMPTY}


def test_a_date_that_is_none_is_not_when_it_was_taken() -> None:
    data = archive().replace(b"Date: Thu, 25 Jul 2024 21:15:09 +0700", b"Date: kemarin")
    assert mhtml.parse(data, "a.mhtml").retrieved == ""
