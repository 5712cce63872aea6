"""Layouts with what editors and programs put between and below the paragraphs of a story."""

from dataclasses import replace

import around
from kept import keep_story, maybe, metadata
from more_pages import page_head
from pages import HAND, page, written_date
from stories import Story, body_html, piece_html, story, structure

# Templates of pages are not wrapped; what goes into JSON has any type.
# ruff: noqa: E501

NAV = (
    '<div class="tw-flex">'
    + "".join(
        f'<a href="/{word}">{word}</a>'
        for word in ("Home", "Money", "Culture", "Travel", "Podcasts", "Puzzles")
    )
    + "</div>"
)


def between(read: Story, inserts: dict[int, str], tag: str = "p") -> str:
    """Render the pieces with something foreign before some of them."""
    out = []
    for place, piece in enumerate(read.pieces):
        out.append(inserts.get(place, ""))
        made = piece_html(piece)
        out.append(
            f'<{tag} class="x-p">{made[3:-4]}</{tag}>' if piece.kind == "p" and tag != "p" else made
        )
    return "\n".join(out)


def teasers(lang: str) -> str:
    """Write other stories, each marked as an article too."""
    return "".join(
        f'<article class="card"><a href="/x"><img src="a.jpg"><h3>{title}</h3></a><p>Read on in the paper of today.</p>'
        "<time>3 h</time></article>"
        for title in around.OTHERS[lang]
    )


def slotted(read: Story) -> str:
    """Put calls to scroll on, a table that holds a link, a film and the initials of the desk into a story."""
    inserts = {
        2: '<div class="para">ADVERTISEMENT</div><div>SCROLL TO CONTINUE WITH CONTENT</div>',
        5: '<table class="linksisip"><tr><td><strong>Baca juga: </strong><a href="/z"><h2>Pemkot Tunda Lelang Parkir Pasar Induk</h2></a></td></tr></table>',
        9: '<div class="sisip_video"><strong>Lihat juga Video: Detik-detik Tanggul Jebol</strong> [Gambas:Video 20detik]</div>',
    }
    body = f"""{NAV}<article class="detail"><div class="detail__header"><h1 class="detail__title">{read.title}</h1>
<div class="detail__author">{read.byline} - {read.outlet}</div><div class="detail__date">Selasa, 13 Feb 2024 09:20 WIB</div></div>
<div class="detail__body"><div class="detail__body-text"><strong>Muara Sari</strong> - {between(read, inserts)}<strong>(rwd/dar)</strong>
<div class="detail__body-tag"><a>banjir</a> <a>tanggul</a></div></div></div></article>{teasers("id")}"""
    return page(read, f"<title>{read.title}</title>", body)


def appended(read: Story) -> str:
    """End a story with an invitation to follow the paper elsewhere."""
    rest = replace(read, pieces=read.pieces[1:])
    inserts = {
        3: '<p><span><strong>Baca juga: </strong><a href="/read/9">Lima Tempat Ngopi Baru di Tepi Sungai</a></span></p>'
    }
    first = piece_html(read.pieces[0])[3:]
    body = f"""{NAV}<h1 class="read__title">{read.title}</h1><div class="read__content"><p><strong>TELUK KENCANA, Niaga Timur - </strong>{first}
{between(rest, inserts)}<p>Dapatkan update <em>berita pilihan</em> dan <em>breaking news</em> setiap hari dari kami. Mari bergabung di Grup Telegram.</p>
</div><div class="latest">{teasers("id")}</div>"""
    return page(read, f"<title>{read.title}</title>", body)


def hashed(read: Story) -> str:
    """Write paragraphs as divisions, all classes without meaning."""
    inserts = {
        3: '<div class="sc-k"><p class="sc-kp">Advertisement</p></div>',
        6: '<div class="sc-nl"><p>Want more stories like this? Get our free weekly newsletter in your inbox.</p><input type="email"></div>',
        9: '<p><strong>READ MORE: </strong><a href="/y">Bypass Inquiry Adjourned Until Spring</a></p>',
    }
    others = "".join(f'<div><a href="/q">{title}</a></div>' for title in around.OTHERS["en"])
    body = f"""<div class="sc-1a">{NAV}</div><div class="sc-2b"><div class="sc-2c"><h1 class="sc-h">{read.title}</h1><p class="sc-d">{read.summary}</p>
<div class="sc-e"><span>{read.byline}</span> <span>Wed 18 Oct 2023 06.30 BST</span> <button>Share</button> <button>Save</button></div>
{between(read, inserts, "div")}</div><div class="sc-r"><h4>More from Saltmarsh</h4>{others}</div></div>
<div class="sc-f"><p>Registered in England and Wales. Company number 01234567. Registered office: 1 Quay Street, Saltmarsh.</p></div>"""
    return page(read, f"<title>{read.title}</title>", body)


def surrounded(read: Story) -> str:
    """Set a story among teasers that are articles too, with its author's life below."""
    life = f"{read.byline} covers local government for the {read.outlet}. She joined in 2016."
    body = f"""<header>{NAV}</header><main>{teasers("en")}<article><h1>{read.title}</h1><div class="byline">By {read.byline}</div>{body_html(read)}
<div class="author-bio"><p>{life}</p></div></article>{teasers("en")}<section class="disqus"><h2>Join the conversation</h2>
<p>Comments are moderated before they appear.</p><div>bob99: they should sell the town hall, honestly, all of it</div></section></main>"""
    return page(read, f"<title>{read.title}</title>", body)


def small(read: Story) -> str:
    """Drown a short story in menus."""
    sections = "".join(
        f'<li><a href="/{each}">Section {each} of the paper and all that belongs to it</a></li>'
        for each in range(60)
    )
    body = f"""<div id="menu">{NAV * 4}</div><div class="mega"><ul>{sections}</ul></div><div id="main"><h1>{read.title}</h1>{body_html(read)}</div>
<div id="ft">{NAV * 2}<p>Terms of use. Cookie policy. Contact us.</p></div>"""
    return page(read, f"<title>{read.title}</title>", body)


def office_of_state(read: Story) -> str:
    """Lay a page out as a public office does."""
    body = f"""<table width="100%"><tr><td>{NAV}</td></tr></table><div class="konten"><h2>{read.title}</h2>
<span>Senin, 19 Agustus 2024 | Dibaca 1.204 kali</span>{body_html(read)}<div>Sumber: Humas</div><div class="addthis">Bagikan: FB TW WA</div></div>
<div class="kanan"><b>Pengumuman</b><ul><li><a href="1">Lelang pengadaan kursi rapat tahun 2024</a></li><li><a href="2">Jadwal pelayanan
bulan Ramadan</a></li></ul><b>Statistik Pengunjung</b><p>Hari ini: 312</p></div>"""
    return page(read, f"<title>{read.title}</title>", body)


def letter(read: Story) -> str:
    """Lay a page out as the letters do that people subscribe to."""
    inserts = {
        3: f"<div class='subscription-widget'><p>{read.outlet} is a reader-supported publication. To receive new posts and support my work, "
        "consider becoming a free or paid subscriber.</p><form><input type='email'></form></div>"
    }
    body = f"""<div class="main-menu">{NAV}<button>Subscribe</button><button>Sign in</button></div><article class="newsletter-post post">
<div class="post-header"><h1 class="post-title">{read.title}</h1><h3 class="subtitle">{read.summary}</h3><div class="byline-wrapper">
<a href="/@m">{read.byline}</a><div>Mar 27, 2023</div></div><div class="like"><a>12</a> <a>3</a> <a>Share</a></div></div>
<div class="available-content"><div dir="auto" class="body markup">{between(read, inserts)}</div></div></article>
<div id="discussion"><h4>Discussion about this post</h4><div>Top Latest Discussions</div><p>No posts</p></div>"""
    return page(read, f"<title>{read.title}</title>", body)


def mended(read: Story) -> str:
    """Put a second picture and a film into a story, a correction below it, and nothing but links above."""
    inserts = {
        4: '<figure><img src="b.jpg" alt="Reed cutters"><figcaption>A second picture. Photo: Ana Petrić</figcaption></figure>',
        8: '<div class="embed"><iframe src="https://video.example/1"></iframe></div>',
    }
    note = "This article was amended on 9 August 2022 to correct the size of the marsh."
    body = f"""{NAV}<article><h1>{read.title}</h1>{between(read, inserts)}<p>{note}</p></article>"""
    return page(read, f"<title>{read.title}</title>", body)


def walled(read: Story) -> str:
    """End a story at a wall that asks for money."""
    inserts = {
        2: '<aside class="n-recommended"><h3>Recommended</h3><a href="1"><div>Quiz: How Well Do You Know the Bin Calendar?</div></a></aside>'
    }
    body = f"""{NAV}<div role="main"><h1>{read.title}</h1><div class="o-topper">{read.byline} {written_date(read)}</div><div id="site-content">
<div class="n-body">{between(read, inserts)}</div></div><div class="barrier"><h2>Try unlimited access</h2><p>Only €1 for 4 weeks. Then €39 per
month. Complete digital access to quality journalism on any device.</p></div></div>"""
    return page(read, f"<title>{read.title}</title>", body)


CASES = (
    (
        "banjir",
        slotted,
        ("title", "byline", "published"),
        ("Muara Sari", "rwd dar", "Selasa, 13 Feb 2024 09:20 WIB"),
        ("SCROLL", "Baca juga", "Lihat juga", "Gambas", "ADVERTISEMENT"),
    ),
    (
        "pelabuhan",
        appended,
        ("title",),
        ("TELUK KENCANA, Niaga Timur",),
        ("Grup Telegram", "Baca juga", "Ngopi"),
    ),
    (
        "harbour",
        hashed,
        ("title",),
        ("Wed 18 Oct 2023 06.30 BST",),
        ("newsletter", "READ MORE", "Advertisement", "Company number", "Swimmer"),
    ),
    (
        "budget",
        surrounded,
        ("title", "byline"),
        ("Priya Raman covers local government for the Northgate Observer. She joined in 2016.",),
        ("bob99", "Swimmer", "moderated"),
    ),
    ("ferry", small, ("title", "place"), (), ("Section 3", "Terms of use")),
    (
        "rilis-listrik",
        office_of_state,
        ("title", "published"),
        ("Senin, 19 Agustus 2024 | Dibaca 1.204 kali", "Sumber: Humas"),
        ("kursi rapat", "Bagikan", "Hari ini"),
    ),
    (
        "blog",
        letter,
        ("title", "byline", "published"),
        ("Mar 27, 2023",),
        ("reader-supported", "Discussion about", "Sign in"),
    ),
    (
        "wetlands",
        mended,
        ("title",),
        (
            "Reed cutters A second picture. Photo: Ana Petrić",
            "This article was amended on 9 August 2022 to correct the size of the marsh.",
        ),
        ("Puzzles", "Podcasts"),
    ),
    ("cafe", walled, ("title",), (), ("unlimited access", "Bin Calendar", "€39")),
)
"""Source, layout, what the page says of itself, what may be taken, what may not."""


def make() -> None:
    """Write every page."""
    for source, layout, keys, may_be, noise in CASES:
        read = story(source)
        said = metadata(read, *keys)
        counts = structure(read)
        if layout is letter:
            counts["headings"] += 1  # the line below the headline is marked as one
        if layout is mended:
            counts.pop("emphasis")
        if layout is appended:
            counts.pop("emphasis")
        keep_story(
            "html",
            f"{source}-{layout.__name__.replace('_', '-')}.html",
            layout(read).encode(),
            read,
            said,
            HAND,
            *page_head(read),
            *maybe(*may_be),
            counts=counts,
            absent=list(noise),
        )
