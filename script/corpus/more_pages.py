"""More layouts, and pages as browsers and programs save them."""

# Templates of pages are not wrapped; what goes into JSON has any type.
# ruff: noqa: E501

import json
from base64 import b64encode

import around
from kept import CORPUS, keep_story, maybe, metadata
from pages import (
    HAND,
    clock,
    figure,
    modern,
    news_article,
    newsroom,
    old_table,
    open_graph,
    page,
    portal,
    soup,
    weblog,
    with_between,
    wordpress,
    written_date,
)
from stories import Story, as_html, body_html, piece_html, plain, story, structure


def microdata(read: Story) -> str:
    """Lay a page out with schema.org's attributes."""
    head = f"<title>{read.title} | Politics | {read.outlet}</title>"
    body = f"""{around.header("en", read.outlet)}{around.cookies("en")}
<div class="content" itemscope itemtype="https://schema.org/NewsArticle">
<meta itemprop="mainEntityOfPage" content="{read.url}"><h1 itemprop="headline">{read.title}</h1>
<p itemprop="description">{read.summary}</p><p class="contributor">
<span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">{read.byline}</span></span></p>
<p><time itemprop="datePublished" datetime="{read.date}">{written_date(read)} {clock(read, ".")} GMT</time></p>
<span itemprop="publisher" itemscope itemtype="https://schema.org/Organization"><meta itemprop="name" content="{read.outlet}">
</span>{figure(read)}<div itemprop="articleBody">{with_between(read, around.newsletter("en"), 4)}</div>
<div class="submeta">{around.share("en")}</div></div>{around.sidebar("en")}{around.comments("en")}
{around.footer("en", read.outlet)}"""
    return page(read, head, body)


def long_read(read: Story) -> str:
    """Lay a page out in sections with a drop capital and a pull quote that repeats words."""
    sections, first = [], True
    for piece in read.pieces:
        made = piece_html(piece)
        if first:
            made = made.replace("<p>O", '<p><span class="dropcap">O</span>', 1)
            first = False
        if piece.kind == "h":
            sections.append("</section><section>")
        sections.append(made)
    pull = (
        '<aside class="pullquote" aria-hidden="true">There is a fence, two kilometres long</aside>'
    )
    sections.insert(4, pull)
    head = (
        f"<title>{read.title} — {read.outlet}</title>\n{open_graph(read)}\n"
        f"{news_article(read, kind='Article')}"
    )
    body = f"""{around.header("en", read.outlet)}<article class="longform"><div class="hero"><h1>{read.title}</h1>
<h2 class="dek">{read.summary}</h2><p>By {read.byline} · {written_date(read)} · 7 min read</p>
{figure(read)}</div><section>{"".join(sections)}</section></article>{around.newsletter("en")}{around.related("en")}
{around.footer("en", read.outlet)}{around.cookies("en")}"""
    return page(read, head, body)


def amp(read: Story) -> str:
    """Lay a page out as AMP."""
    head = (
        f'<script async src="https://cdn.example/v0.js"></script>\n<title>{read.title}</title>\n'
        f'<link rel="canonical" href="{read.url}">\n{news_article(read)}'
    )
    body = f"""<amp-sidebar id="s" layout="nodisplay">{around.links(around.SECTIONS["en"])}</amp-sidebar>
<amp-consent id="c" layout="nodisplay"><div>We use cookies to show you ads.</div></amp-consent>
<article class="amp-wp-article"><h1>{read.title}</h1><div class="amp-byline">{read.byline} · {written_date(read)}</div>
<amp-img src="p.jpg" width="8" height="5"></amp-img>{with_between(read, '<amp-ad type="x"></amp-ad>', 2)}
</article><amp-list><div>{around.links(around.OTHERS["en"])}</div></amp-list>{around.footer("en", read.outlet)}"""
    return page(read, head, body).replace("<html ", "<html amp ")


def application(read: Story) -> str:
    """Lay a page out as a script's framework does: classes without meaning, the data beside."""
    pieces = "".join(
        f'<div data-testid="block" class="css-1x{place}">{piece_html(piece)}</div>'
        for place, piece in enumerate(read.pieces)
    )
    data = {"props": {"pageProps": {"headline": read.title, "body": "We use cookies"}}}
    head = (
        f"<title>{read.title} | {read.outlet}</title>\n{open_graph(read, article=False)}\n"
        f'<meta name="parsely-author" content="{read.byline}">\n'
        f'<meta name="parsely-pub-date" content="{read.date}">'
    )
    body = f"""<div id="__next"><div class="css-0a">{around.header("en", read.outlet)}</div><div class="css-0b">
<div class="css-0c"><h1 class="css-0d">{read.title}</h1><div class="css-0e"><p>By {read.byline}</p>
<time datetime="{read.date}">{written_date(read)}</time></div>{around.share("en")}{pieces}
<div class="css-0f">{around.newsletter("en")}</div>{around.related("en")}</div></div>{around.footer("en", read.outlet)}</div>
<div class="paywall-overlay" style="display:none"><p>Sign up for our newsletter to go on reading.</p></div>
<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>"""
    return page(read, head, body)


def foreign(read: Story, charset: str) -> str:
    """Lay out a page in another script, its encoding said by a meta line."""
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
<title>{read.title}_{read.outlet}</title><meta name="author" content="{read.byline}">
<meta name="publishdate" content="{read.date}"></head><body><div class="nav"><a href="/">{read.outlet}</a></div>
<div class="article"><h1>{read.title}</h1><div class="info">{read.date[:10]} {read.byline}</div><div class="content">
{body_html(read)}</div></div><div class="foot">2024 {read.outlet}</div></body></html>"""


def make() -> None:
    """Write every page."""
    make_layouts()
    make_simple_layouts()
    make_saved()


def page_head(read: Story, *more: str) -> list[dict[str, str]]:
    """List what may stand between headline and story in any layout."""
    dated = (written_date(read), clock(read)) if read.lang in around.SECTIONS else (read.date[:10],)
    labels = {
        "id": ("Oleh", "WIB", "Foto:", "Penulis", read.outlet),
        "en": ("by", "on", "GMT", "7 min read"),
    }
    around_them = labels.get(read.lang, ())
    said = (read.summary, read.byline, *dated, f"{read.caption} {read.credit}")
    return maybe(*said, *around_them, *more)


def make_layouts() -> None:
    """Write the layouts that say in their heads who wrote them and when."""
    cases = (
        ("banjir", "besar", modern, ("title", "byline", "outlet", "url", "published", "language")),
        (
            "pelabuhan",
            "portal",
            portal,
            ("title", "byline", "outlet", "url", "published", "language"),
        ),
        ("jembatan", "wordpress", wordpress, ("title", "byline", "outlet", "url", "published")),
        ("sekolah", "soup", soup, ("title", "byline", "outlet", "url", "published")),
        ("budget", "microdata", microdata, ("title", "byline", "outlet", "url", "published")),
        ("wetlands", "longread", long_read, ("title", "byline", "outlet", "url", "published")),
        ("ferry", "amp", amp, ("title", "byline", "outlet", "url", "published")),
        ("harbour", "application", application, ("title", "byline", "outlet", "url", "published")),
        ("blog", "weblog", weblog, ("title", "byline", "url", "published", "language")),
    )
    for source, name, layout, keys in cases:
        read = story(source)
        counts = structure(read)
        if layout is soup:
            counts = {"headings": 1}
        noise = [*around.NOISE[read.lang], "dataLayer", "font:16px"]
        if layout is long_read:
            counts.pop("headings")  # the deck above the story is marked as a heading there
        keep_story(
            "html",
            f"{source}-{name}.html",
            layout(read).encode(),
            read,
            metadata(read, *keys),
            HAND,
            *page_head(read),
            counts=counts,
            absent=noise,
        )


def make_simple_layouts() -> None:
    """Write the layouts that say it on the page, and those in other encodings."""
    read = story("release-water")
    said = metadata(read, "title", "outlet", "url", "published", "kind")
    data = newsroom(read).encode()
    head = maybe("Press release", written_date(read))
    keep_story(
        "html", "release-newsroom.html", data, read, said, HAND, *head, absent=around.NOISE["en"]
    )
    read = story("cafe")
    said = metadata(read, "title", "byline", "published", "language")
    data = old_table(read).encode("windows-1252")
    head = maybe(f"By {read.byline}, {written_date(read)}")
    noise = [*around.OTHERS["en"], "Sponsored", "All rights reserved"]
    keep_story("html", "cafe-table.htm", data, read, said, HAND, *head, absent=noise, counts=None)
    for source, charset in (
        ("chinese", "gb2312"),
        ("japanese", "shift_jis"),
        ("russian", "windows-1251"),
    ):
        read = story(source)
        said = metadata(read, "title", "byline", "published")
        said["published"] = read.date[:10]
        encoding = "gbk" if charset == "gb2312" else charset
        data = foreign(read, charset).encode(encoding)
        head = maybe(f"{read.date[:10]} {read.byline}")
        keep_story("html", f"{source}-{charset}.html", data, read, said, HAND, *head)


def make_saved() -> None:
    """Write pages as a browser (page and folder) and as SingleFile save them."""
    read = story("budget")
    mark = f"<!-- saved from url=({len(read.url):04}){read.url} -->\n"
    source = wordpress_free(read)
    data = source.replace("<html", mark + "<html", 1).encode()
    name = "Council Cuts Night Buses to Close £4.2m Gap"
    said = metadata(read, "title", "byline", "url", "published")
    noise = [*around.NOISE["en"], "advertising frame"]
    keep_story("html", f"{name}.html", data, read, said, HAND, *page_head(read), absent=noise)
    folder = CORPUS / "html" / f"{name}_files"
    folder.mkdir(exist_ok=True)
    (folder / "style.css").write_text("body{font:16px serif}\n", "utf-8")
    (folder / "ad.html").write_text("<html><body>advertising frame</body></html>\n", "utf-8")
    (folder / "main.js.download").write_text("console.log('x')\n", "utf-8")
    for source_name, layout in (("harbour", modern), ("jembatan", wordpress)):
        read = story(source_name)
        data = single_file(layout(read), read).encode()
        keys = ("title", "byline", "outlet", "url", "published")
        retrieved = "2024-06-30T08:15:42"
        keep_story(
            "html",
            f"{source_name}-singlefile.html",
            data,
            read,
            metadata(read, *keys),
            HAND,
            *page_head(read),
            absent=around.NOISE[read.lang],
            retrieved=retrieved,
            counts=structure(read),
        )


def single_file(source: str, read: Story) -> str:
    """Do to a page what SingleFile does: everything inside, a comment on top."""
    picture = b64encode(
        b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04" * 30
    ).decode()
    comment = (
        f"<!--\n Page saved with SingleFile \n url: {read.url} \n saved date: Sun Jun 30 2024 15:15:42 "
        "GMT+0700 (Western Indonesia Time)\n-->"
    )
    source = source.replace('src="photo.jpg"', f'src="data:image/gif;base64,{picture}"')
    source = source.replace(">\n<head>", f">{comment}<meta charset=utf-8>\n<head>", 1)
    return source.replace("<style>", "<style>:root{--sf-img-1:none}.a{color:#111}" * 3)


def wordpress_free(read: Story) -> str:
    """Lay out a page whose only metadata are a time, a rel=author and the title."""
    head = f"<title>{read.title}</title>"
    body = f"""{around.header("en", read.outlet)}<div class="article"><h1>{read.title}</h1><p class="meta">By
<a rel="author" href="/staff/priya">{read.byline}</a>, <time datetime="{read.date}" pubdate>{written_date(read)}</time></p>
{body_html(read)}<iframe src="{read.title}_files/ad.html"></iframe></div>{around.sidebar("en")}{around.comments("en")}
{around.footer("en", read.outlet)}"""
    return page(read, head, body)


__all__ = ["as_html", "make", "plain"]
