"""Pages, saved pages, mails: deep, huge, lying, and full of addresses that want to be asked."""

import base64
from collections.abc import Iterator

from tests.hostile.hostile import SECRET, STORY, Hostile, filled, fixed

BODY = f"<article><h1>Dua belas pompa</h1><p>{STORY}</p><p>{STORY.replace('pompa', 'sumur')}</p></article>"
LONG = 300_000
HEAD = "From: Sekretariat <pers@kota.example>\r\nTo: r@example.org\r\nSubject: Pompa\r\nDate: Thu, 25 Jul 2024 10:00:00 +0700\r\nMIME-Version: 1.0\r\n"


def inputs() -> Iterator[Hostile]:
    """List them."""
    yield from _asking()
    yield from _asking_more()
    yield from _deep()
    yield from _many()
    yield from _lying()
    yield from _mails()
    yield from _odd_mails()


def _page(inside: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html lang=id><head><title>Judul</title>{head}</head><body>{inside}</body></html>"


def _asking() -> Iterator[Hostile]:
    remote = "".join(
        f"<{tag} {attribute}='http://ADDRESS/{tag}'></{tag}>"
        for tag, attribute in (
            ("img", "src"), ("script", "src"), ("iframe", "src"), ("object", "data"), ("embed", "src"),
            ("video", "src"), ("audio", "src"), ("link", "href"), ("source", "srcset"), ("form", "action"),
            ("input", "src"), ("frame", "src"), ("portal", "src"), ("base", "href"), ("svg", "xlink:href"),
        )
    )  # fmt: skip
    yield filled("asks-for-everything.html", _page(remote + BODY), "imports", "pompa")
    yield filled(
        "asks-in-its-head.html",
        _page(
            BODY,
            "<meta http-equiv=refresh content='0;url=http://ADDRESS/'><base href='http://ADDRESS/'>"
            "<link rel=stylesheet href='http://ADDRESS/a.css'><link rel=preload href='http://ADDRESS/b'>"
            "<style>@import url(http://ADDRESS/c);body{background:url(http://ADDRESS/d)}</style>",
        ),
        "imports",
        "pompa",
    )
    yield filled(
        "asks-for-files.html",
        _page(
            f"<iframe src='file://FILE'></iframe><object data='FILE'></object><img src='FILE'>{BODY}"
        ),
        "imports",
        "pompa",
    )
    yield filled(
        "entity-of-a-file.xhtml",
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file://FILE">]><html xmlns="http://www.w3.org/1999/xhtml"><head><title>J</title></head><body><p>&x;</p>{BODY}</body></html>',
    )
    yield filled(
        "server-side-include.html",
        _page(f'<!--#include file="FILE" --><p>{STORY}</p>{BODY}'),
        "imports",
        "pompa",
    )


def _asking_more() -> Iterator[Hostile]:
    yield fixed(
        "scripts-everywhere.html",
        _page(
            f"<p onclick=alert(1)>{STORY}</p><a href='javascript:alert(1)'>tautan</a>"
            f"<svg><script>alert(1)</script></svg><math><mtext><script>x</script></mtext></math>{BODY}"
        ).encode(),
        "imports",
        "pompa",
    )
    yield filled(
        "mhtml-of-files.mhtml",
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: file://FILE\r\nSubject: J\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n'
        f"Content-Location: http://ADDRESS/\r\n\r\n{_page(BODY + '<img src=file://FILE>')}\r\n--b--\r\n",
        "imports",
        "pompa",
    )


def _deep() -> Iterator[Hostile]:
    for tag in ("div", "b", "table><tr><td", "ul><li", "blockquote", "font", "svg><g"):
        name = tag.split(">")[0]
        opened = f"<{tag}>" * 50_000
        yield fixed(f"depth-of-{name}.html", _page(f"{opened}<p>{STORY}</p>").encode())
    yield fixed("never-closed.html", (_page(BODY)[:-14] + "<p><i>" * 60_000).encode())
    yield fixed(
        "one-attribute.html", _page(f'<p title="{"a" * 5_000_000}">{STORY}</p>{BODY}').encode()
    )
    yield fixed(
        "many-attributes.html",
        _page(f"<p {' '.join(f'a{i}=1' for i in range(60_000))}>{STORY}</p>{BODY}").encode(),
    )
    yield fixed("open-tags-without-end.html", (_page(BODY) + "<a " * LONG).encode())
    yield fixed("open-comments.html", (_page(BODY) + "<!--" * LONG).encode())
    yield fixed("cdata.html", (_page(BODY) + "<![CDATA[" * 60_000).encode())


def _many() -> Iterator[Hostile]:
    yield fixed("ampersands.html", _page(BODY + "<p>" + "&" * LONG + "</p>").encode())
    yield fixed(
        "colspan.html",
        _page(
            "<table><tr><td colspan=999999999 rowspan=999999999>a</td></tr></table>" * 50 + BODY
        ).encode(),
        "imports",
        "pompa",
    )
    yield fixed(
        "a-million-cells.html",
        _page("<table>" + ("<tr>" + "<td>a" * 100) * 10_000 + "</table>" + BODY).encode(),
    )
    yield fixed(
        "adoption-agency.html",
        _page("<a><b><i><u>" * 20_000 + "</a></b></i></u>" * 20_000 + BODY).encode(),
    )
    yield fixed(
        "deep-json-ld.html",
        _page(BODY, "<script type='application/ld+json'>" + "[" * 100_000 + "</script>").encode(),
        "imports",
        "pompa",
    )
    yield fixed(
        "long-json-number.html",
        _page(
            BODY,
            f'<script type=\'application/ld+json\'>{{"@type":"NewsArticle","x":{"9" * 100_000}}}</script>',
        ).encode(),
        "imports",
        "pompa",
    )
    yield fixed(
        "json-ld-of-surrogates.html",
        _page(
            BODY,
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":"a\\ud800b","datePublished":"9999999-99-99"}</script>',
        ).encode(),
        "imports",
        "pompa",
    )
    yield fixed(
        "huge-entity-number.html",
        _page(f"<p>&#{'9' * 5_000};&#xD800;&#0;&#x110000;</p>{BODY}").encode(),
        "imports",
        "pompa",
    )


def _lying() -> Iterator[Hostile]:
    page = _page(BODY)
    yield fixed("page-called-pdf.pdf", page.encode(), "imports", "pompa")
    yield fixed("page-called-text.txt", page.encode(), "imports", "pompa")
    yield fixed("page-of-utf16.html", page.encode("utf-16"), "imports", "pompa")
    yield fixed(
        "page-that-says-utf7.html",
        _page(BODY + "<p>+ADw-script+AD4-x</p>", "<meta charset=utf-7>").encode(),
        "imports",
        "pompa",
    )
    yield fixed(
        "page-that-says-rot13.html",
        _page(BODY, "<meta charset=rot13>").encode(),
        "imports",
        "pompa",
    )
    yield fixed(
        "page-that-says-zlib.html",
        _page(BODY, "<meta charset=zlib_codec>").encode(),
        "imports",
        "pompa",
    )
    yield fixed(
        "page-that-says-utf16.html",
        _page(BODY, "<meta charset=utf-16>").encode(),
        "imports",
        "pompa",
    )
    yield fixed("page-cut-off.html", page.encode()[: len(page) // 2])
    hidden = f"<p style='display:none'>{SECRET}-tersembunyi</p><p hidden>tersembunyi dua</p>"
    yield fixed("page-with-hidden-words.html", _page(hidden + BODY).encode(), "imports", "pompa")


def _mails() -> Iterator[Hostile]:
    yield fixed(
        "mail.eml",
        f"{HEAD}Content-Type: text/plain; charset=utf-8\r\n\r\n{STORY}\r\n".encode(),
        "imports",
        "pompa",
    )
    deep = "".join(
        f'Content-Type: multipart/mixed; boundary="b{i}"\r\n\r\n--b{i}\r\n' for i in range(5_000)
    )
    yield fixed("mail-depth.eml", f"{HEAD}{deep}Content-Type: text/plain\r\n\r\n{STORY}".encode())
    inside = f"{HEAD}Content-Type: text/plain\r\n\r\n{STORY}"
    for _ in range(300):
        inside = f"{HEAD}Content-Type: message/rfc822\r\n\r\n{inside}"
    yield fixed("mail-in-mail.eml", inside.encode())
    parts = "--b\r\nContent-Type: text/plain\r\n\r\na\r\n" * 100_000
    yield fixed(
        "mail-of-parts.eml",
        f'{HEAD}Content-Type: multipart/mixed; boundary="b"\r\n\r\n{parts}--b--'.encode(),
    )
    yield fixed("mail-of-headers.eml", (HEAD + "X-A: b\r\n" * 300_000 + f"\r\n{STORY}").encode())
    yield fixed(
        "mail-with-a-long-header.eml",
        f"{HEAD}References: {'<a@b> ' * 100_000}\r\n\r\n{STORY}".encode(),
        "imports",
        "pompa",
    )


def _odd_mails() -> Iterator[Hostile]:
    yield fixed(
        "mail-encoded-words.eml",
        f"{HEAD.replace('Pompa', '=?utf-8?q?' + '=41' * 30_000 + '?= ' * 3)}\r\n\r\n{STORY}".encode(),
    )
    yield fixed(
        "mail-of-comments.eml",
        f"{HEAD.replace('pers@kota.example', '(' * 50_000)}\r\n{STORY}".encode(),
    )
    yield filled(
        "mail-of-external-bodies.eml",
        f'{HEAD}Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n{STORY}\r\n'
        '--b\r\nContent-Type: message/external-body; access-type=local-file; name="FILE"\r\n\r\n'
        "Content-Type: text/plain\r\n\r\n--b\r\nContent-Type: message/external-body; access-type=URL;"
        ' URL="http://ADDRESS/"\r\n\r\nContent-Type: text/plain\r\n\r\n--b--',
        "imports",
        "pompa",
    )
    yield fixed(
        "mail-of-uuencode.eml",
        f"{HEAD}Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 666 a\r\n{'M' * 100_000}".encode(),
    )
    broken = base64.b64encode(STORY.encode()).decode()[:-3] + "!!*"
    yield fixed(
        "mail-broken-base64.eml",
        f"{HEAD}Content-Type: text/plain; charset=unknown-8bit\r\nContent-Transfer-Encoding: base64\r\n\r\n{broken}".encode(),
    )
    yield fixed(
        "mail-lying-charset.eml",
        f"{HEAD}Content-Type: text/plain; charset=utf-7\r\n\r\n{STORY} +ADw-".encode(),
        "imports",
        "pompa",
    )
