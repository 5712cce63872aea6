"""News pages as they are saved: a dozen layouts, each with another way of saying who and when."""

# Templates of pages are not wrapped; what goes into JSON has any type.
# ruff: noqa: E501

import html
import json

import around
from stories import Story, as_html, body_html, piece_html

HAND = "page template of the script"
MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}


def written_date(read: Story) -> str:
    """Write a story's day as its language does."""
    year, month, day = read.date[:10].split("-")
    return f"{int(day)} {MONTHS[read.lang].split()[int(month) - 1]} {year}"


def clock(read: Story, mark: str = ":") -> str:
    """Write a story's hour and minute."""
    return read.date[11:16].replace(":", mark)


def page(read: Story, head: str, body: str, *, body_class: str = "") -> str:
    """Put a head and a body together."""
    return (
        f'<!DOCTYPE html>\n<html lang="{read.lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{head}\n<style>body{{font:16px/1.5 serif}}.ad-slot{{margin:1em}}</style>\n"
        "<script>window.dataLayer=[{'event':'pageview'}];</script>\n</head>\n"
        f'<body class="{body_class}">\n{body}\n</body>\n</html>\n'
    )


def open_graph(read: Story, *, article: bool = True) -> str:
    """Write the meta lines that social networks read."""
    values = {
        "og:type": "article",
        "og:title": read.title,
        "og:site_name": read.outlet,
        "og:url": read.url,
        "og:description": read.summary,
        "og:image": f"{read.url}/photo.jpg",
    }
    if article:
        values |= {"article:published_time": read.date, "article:author": read.byline}
    return "\n".join(
        f'<meta property="{key}" content="{html.escape(value)}">' for key, value in values.items()
    )


def news_article(read: Story, *, graph: bool = False, kind: str = "NewsArticle") -> str:
    """Write JSON-LD, as one object or as a graph with the site around it."""
    authors = [{"@type": "Person", "name": name} for name in read.byline.split(", ")]
    publisher = {"@type": "NewsMediaOrganization", "@id": "#org", "name": read.outlet}
    said = {
        "@type": kind,
        "headline": read.title,
        "datePublished": read.date,
        "dateModified": "2024-12-24T00:00:00Z",
        "author": authors if len(authors) > 1 else authors[0],
        "publisher": {"@id": "#org"} if graph else publisher,
        "mainEntityOfPage": {"@type": "WebPage", "@id": read.url},
        "inLanguage": read.lang,
        "description": read.summary,
        "image": [f"{read.url}/photo.jpg"],
    }
    site = {"@type": "WebSite", "name": read.outlet, "url": read.url[:30]}
    whole = {"@context": "https://schema.org"}
    whole |= {"@graph": [publisher, site, said]} if graph else said
    return f'<script type="application/ld+json">{json.dumps(whole, ensure_ascii=False)}</script>'


def figure(read: Story) -> str:
    """Write the picture above a story."""
    return (
        f'<figure class="lead"><img src="photo.jpg" alt="" width="800"><figcaption>{read.caption} '
        f"<span>{read.credit}</span></figcaption></figure>"
    )


def with_between(read: Story, between: str, after: int = 2) -> str:
    """Put something foreign between a story's paragraphs."""
    pieces = [piece_html(piece) for piece in read.pieces]
    return "\n".join([*pieces[:after], between, *pieces[after:]])


def modern(read: Story) -> str:
    """Lay a page out as big sites do: graph, article, aside, dialogs."""
    lang = read.lang
    head = (
        f"<title>{read.title} - {read.outlet}</title>\n{open_graph(read)}\n"
        f'{news_article(read, graph=True)}\n<link rel="canonical" href="{read.url}">'
    )
    body = f"""{around.cookies(lang)}{around.header(lang, read.outlet)}
<main><article class="story"><header><p class="kicker">{around.SECTIONS[lang][2]}</p>
<h1>{read.title}</h1><p class="standfirst">{read.summary}</p>
<div class="byline">{"Oleh" if lang == "id" else "By"} <a rel="author" href="/author/1">{read.byline}</a>
<time datetime="{read.date}">{written_date(read)}</time></div>{around.share(lang)}</header>
{figure(read)}<div class="story-body">{with_between(read, around.advert(lang) + around.related(lang), 3)}</div>
{around.share(lang)}{around.newsletter(lang)}</article>{around.sidebar(lang)}</main>
{around.comments(lang)}{around.footer(lang, read.outlet)}"""
    return page(read, head, body)


def portal(read: Story) -> str:
    """Lay a page out as Indonesian portals do: "Baca juga" between the paragraphs."""
    other = around.OTHERS["id"]
    baca = f'<p><strong>Baca juga: <a href="/read/2">{other[1]}</a></strong></p>'
    head = f"<title>{read.title}</title>\n{open_graph(read, article=False)}\n{news_article(read)}"
    body = f"""{around.header("id", read.outlet)}<div class="container clearfix"><div class="breadcrumb">
<a href="/">Home</a> / <a href="/ekonomi">Ekonomi</a></div><div class="read"><h1 class="read__title">{read.title}</h1>
<div class="read__time">{read.outlet} - {written_date(read).replace(" ", "/")}, {clock(read)} WIB</div>
<div class="credit"><div class="credit-title-name">{read.byline}</div><div>Penulis</div></div>{around.share("id")}
<div class="photo"><img src="a.jpg" alt=""><div class="photo__caption">{read.caption}({read.credit})</div></div>
<div class="read__content"><div class="clearfix">{around.advert("id")}{with_between(read, baca, 4)}</div>
<div class="tag"><a href="/tag/upah">upah</a> <a href="/tag/buruh">buruh</a></div></div>
{around.related("id")}{around.newsletter("id")}</div>{around.sidebar("id")}</div>
{around.comments("id")}{around.footer("id", read.outlet)}{around.cookies("id")}"""
    return page(read, head, body)


def wordpress(read: Story) -> str:
    """Lay a page out as the themes of WordPress do."""
    head = (
        f"<title>{read.title} &#8211; {read.outlet}</title>\n{open_graph(read)}\n"
        f'<meta name="generator" content="WordPress 6.4.3">\n<link rel="canonical" href="{read.url}/">'
    )
    name = read.byline.lower().replace(" ", "-")
    body = f"""<div id="page" class="site">{around.header("id", read.outlet)}<div id="content"><main id="main">
<article id="post-4417" class="post type-post status-publish hentry"><header class="entry-header">
<h1 class="entry-title">{read.title}</h1><div class="entry-meta"><span class="posted-on">
<time class="entry-date published" datetime="{read.date}">{written_date(read)}</time></span>
<span class="byline"> oleh <span class="author vcard"><a class="url fn n" href="/author/{name}/">{read.byline}</a>
</span></span></div></header><div class="entry-content">
<figure class="wp-block-image"><img src="r.jpg" alt=""><figcaption class="wp-element-caption">{read.caption}
Foto: {read.credit}</figcaption></figure>{body_html(read)}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Bagikan artikel ini:</h3><ul><li><a href="#">X</a>
</li></ul></div><div id="jp-relatedposts" class="jp-relatedposts"><h3>Terkait</h3>{around.links(around.OTHERS["id"])}
</div></div><footer class="entry-footer"><span class="cat-links">Posted in <a href="/c/daerah">Daerah</a></span></footer>
</article><nav class="post-navigation"><a href="/p">Previous: {around.OTHERS["id"][2]}</a></nav>
{around.comments("id")}</main></div><div id="secondary" class="widget-area">{around.sidebar("id")}
{around.newsletter("id")}</div>{around.footer("id", read.outlet)}</div>{around.cookies("id")}"""
    return page(read, head, body, body_class="post-template-default single single-post")


def old_table(read: Story) -> str:
    """Lay a page out as in 2003: tables, fonts, no word about itself but on the page."""
    menu = "<br>".join(f'<a href="{word}.htm">{word}</a>' for word in around.SECTIONS["en"])
    return f"""<HTML><HEAD><TITLE>{read.title}</TITLE>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1252"></HEAD>
<BODY BGCOLOR="#FFFFFF"><TABLE WIDTH="760" BORDER="0"><TR><TD COLSPAN="3"><IMG SRC="logo.gif" ALT="{read.outlet}">
</TD></TR><TR VALIGN="top"><TD WIDTH="120"><FONT SIZE="1">{menu}</FONT></TD><TD WIDTH="500">
<FONT SIZE="5"><B>{read.title}</B></FONT><BR><FONT SIZE="2">By {read.byline}, {written_date(read)}</FONT>
{body_html(read)}</TD><TD WIDTH="140"><FONT SIZE="1">Sponsored: mattresses at half price<BR>
{around.links(around.OTHERS["en"])}</FONT></TD></TR><TR><TD COLSPAN="3"><FONT SIZE="1">&copy; {read.outlet}.
All rights reserved. <A HREF="privacy.htm">Privacy policy</A></FONT></TD></TR></TABLE></BODY></HTML>
"""


def soup(read: Story) -> str:
    """Lay a page out without paragraphs: line breaks inside a division."""
    text = "<br><br>\n".join(as_html(piece.items[0]) for piece in read.pieces)
    head = (
        f'<title>{read.outlet} | {read.title}</title>\n<meta name="author" content="{read.byline}">\n'
        f'<meta name="pubdate" content="{read.date}">\n<meta property="og:url" content="{read.url}">\n'
        f'<meta property="og:site_name" content="{read.outlet}">'
    )
    body = f"""<div id="top">{around.header("id", read.outlet)}</div><div id="wrap"><div id="left">
<h1>{read.title}</h1><div class="tgl">{written_date(read)} {clock(read)} WIB</div>{around.share("id")}
<div id="isi">{text}<br><br>{around.advert("id")}</div>{around.related("id")}{around.comments("id")}</div>
<div id="right">{around.sidebar("id")}</div></div>{around.footer("id", read.outlet)}"""
    return page(read, head, body)


def newsroom(read: Story) -> str:
    """Lay out a company's press release."""
    head = (
        f'<title>{read.title} | Newsroom | {read.outlet}</title>\n<meta name="description" '
        f'content="{read.summary}">\n<meta property="og:site_name" content="{read.outlet}">\n'
        f'<link rel="canonical" href="{read.url}">'
    )
    body = f"""{around.cookies("en")}<div class="topbar"><a href="/pay">Pay my bill</a> <a href="/outage">Report a leak</a>
</div>{around.header("en", read.outlet)}<main class="newsroom"><div class="release"><span class="label">Press release</span>
<p class="date">{written_date(read)}</p><h1>{read.title}</h1>{body_html(read)}<a class="download" href="r.pdf">Download PDF</a>
</div>{around.related("en")}</main>{around.newsletter("en")}{around.footer("en", read.outlet)}"""
    return page(read, head, body)


def weblog(read: Story) -> str:
    """Lay out a weblog with its marks for readers (h-entry)."""
    head = f'<title>{read.title}</title>\n<link rel="canonical" href="{read.url}">'
    body = f"""<header><a class="h-card p-name" href="/">{read.outlet}</a>{around.links(("About", "Archive", "Feed"))}</header>
<div class="h-entry"><h1 class="p-name">{read.title}</h1><p class="meta">by <span class="p-author h-card">{read.byline}</span>
on <time class="dt-published" datetime="{read.date}">{written_date(read)}</time></p><div class="e-content">
{body_html(read)}</div></div>{around.comments("en")}<footer><p>© {read.outlet}. All rights reserved.</p></footer>"""
    return page(read, head, body)
