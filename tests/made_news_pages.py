"""News pages in the layouts that real sites have, all of them of one invented story."""
# ruff: noqa: E501, ISC004 - a page is written as sites write it, in lines of any length

HEADLINE = "Dua Belas Pompa Dijanjikan Sebelum Musim Hujan"
TEASERS = ("Harga Cabai Naik Lagi", "Lima Warung Soto Terbaik", "Jadwal Kereta Berubah Mulai Besok")
ABSENT = (
    *TEASERS,
    "Beranda",
    "kuki",
    "Bagikan",
    "Langganan",
    "Iklan",
    "Komentar",
    "Hak cipta",
    "Baca juga",
    "Terpopuler",
    "dataLayer",
    "Mantap",
    "SCROLL",
)
PARAGRAPHS = (
    "Wali Kota Arunika berjanji memasang dua belas pompa air sebelum musim hujan tiba, sesudah tiga "
    "kelurahan terendam pada bulan Februari lalu.",
    "“Semua pompa akan menyala paling lambat akhir Oktober,” kata wali kota di hadapan warga yang "
    "memenuhi balai kelurahan pada Kamis siang.",
    "Biayanya Rp18,4 miliar dan diambil dari dana cadangan. Dewan kota menyetujui dua pertiganya; "
    "sisanya dibahas lagi pada bulan September.",
    "Ketua rukun warga meragukan janji itu.",
    "“Tahun lalu juga ada janji yang sama, dan yang datang hanya petugas ukur,” ujarnya sambil "
    "menunjukkan salinan surat yang ia kirim pada bulan Maret.",
    "Dinas pekerjaan umum menyatakan lelang sudah dibuka dan diikuti oleh empat perusahaan, dua di "
    "antaranya dari luar provinsi.",
    "Hingga berita ini ditulis, belum ada pemenang yang diumumkan oleh panitia lelang kepada publik.",
)
BODY = "".join(f"<p>{paragraph}</p>\n" for paragraph in PARAGRAPHS)
DAY = "25 Juli 2024"
STAMP = "2024-07-25T19:48:00+07:00"


def teasers(tag: str = "li") -> str:
    return "".join(f'<{tag}><a href="/{n}">{each}</a></{tag}>' for n, each in enumerate(TEASERS))


NAV = f"<nav><ul>{''.join(f'<li><a href=/{n}>{n}</a>' for n in ('Beranda', 'Daerah', 'Opini'))}</ul></nav>"
COOKIES = '<div class="cookie-consent"><p>Kami memakai kuki agar situs ini lebih cepat dan lebih sesuai bagi Anda.</p></div>'
SHARE = (
    '<div class="share-buttons"><span>Bagikan</span><a href="#">WhatsApp</a><a href="#">X</a></div>'
)
ADVERT = '<div class="ads-on-body"><p>Iklan</p><a href="https://iklan.example">Beli rumah sekarang juga tanpa uang muka</a></div>'
COMMENTS = (
    '<section id="comments"><h3>Komentar</h3><ol>'
    + "<li><p>Mantap sekali berita ini, semoga pompa itu sungguh dipasang sebelum hujan turun.</p>"
    * 6
    + "</ol></section>"
)
FOOTER = "<footer><p>Hak cipta © 2024 Kabar Arunika. Dilarang mengutip tanpa izin tertulis dari redaksi kami.</p></footer>"
LD = (
    '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"'
    f'{HEADLINE}","datePublished":"{STAMP}","author":{{"@type":"Person","name":"Rina Wulandari"}},'
    '"publisher":{"@type":"Organization","name":"Kabar Arunika"}}</script>'
)
AUTHOR = '<meta name="author" content="Rina Wulandari">'
WHEN = f'<meta property="article:published_time" content="{STAMP}">'


def as_page(body: str, head: str = "", *, before: str = "", title: str = HEADLINE) -> str:
    return (
        f'<!DOCTYPE html>\n{before}<html lang="id"><head><title>{title}</title>{head}'
        f"<script>window.dataLayer=[]</script></head><body>{body}</body></html>"
    )


def _half(first: bool) -> str:
    chosen = PARAGRAPHS[:4] if first else PARAGRAPHS[4:]
    return "".join(f"<p>{each}</p>" for each in chosen)


def _layouts() -> dict[str, str]:
    baca = f'<p><strong>Baca juga: <a href="/7">{TEASERS[0]}</a></strong></p>'
    popular = f'<div class="terpopuler"><h3>Terpopuler</h3><ul>{teasers()}</ul></div>'
    byline = f'<div class="read__author">Penulis <a href="/penulis/rina">Rina Wulandari</a></div><div class="read__time">{DAY}, 19:48 WIB</div>'
    wrapped = "".join(
        f'<div data-component="text-block" class="ssrcss-{n}"><div class="RichText">{"<p>" + each + "</p>"}</div></div>'
        + (ADVERT if n == 2 else "")
        for n, each in enumerate(PARAGRAPHS)
    )
    spans = "".join(
        f'<div class="css-x{n}"><div><span>{each}</span></div></div>'
        for n, each in enumerate(PARAGRAPHS)
    )
    return {
        "portal": as_page(
            f'{COOKIES}<header class="site-header"><a href="/">Kabar</a>{NAV}</header><div class="container has-sidebar">'
            f'<h1 class="read__title">{HEADLINE}</h1>{byline}{SHARE}<div class="read__content"><div class="clearfix">'
            f"{_half(True)}{baca}{ADVERT}{_half(False)}</div></div>{popular}</div>{COMMENTS}{FOOTER}",
            LD,
        ),
        "detail": as_page(
            f'<div class="header_nav"><a href=/>Beranda</a></div><article class="detail"><h1 class="detail__title">{HEADLINE}</h1>'
            f'<div class="detail__author">Rina Wulandari - kabarNews</div><div class="detail__date">Kamis, {DAY} 19:48 WIB</div>'
            f'<div class="detail__body itp_bodycontent_wrapper"><div class="detail__body-text itp_bodycontent">{_half(True)}'
            '<div class="parallaxindetail"><div class="scroll">ADVERTISEMENT</div><p class="para_caption">SCROLL TO CONTINUE WITH CONTENT</p></div>'
            f'{_half(False)}<table class="linksisip"><tr><td><div class="lihatjg"><strong>Baca juga: </strong><a href="/9">{TEASERS[1]}</a></div></table>'
            f'</div><div class="detail__body-tag"><a href=/t>pompa</a></div></div></article>{COMMENTS}{popular}{FOOTER}',
            LD,
            title=f"{HEADLINE} - Kabar.com",
        ),
        "wrapped": as_page(
            f'<div id="root"><div><header role="banner">{NAV}</header><main id="main-content"><article><h1>{HEADLINE}</h1>'
            f'<div data-component="byline-block"><span class="TextContributorName">Oleh Rina Wulandari</span></div>'
            f'<time datetime="{STAMP}">{DAY}</time>{wrapped}<section data-component="related-internet-links" class="related">'
            f"<ul>{teasers()}</ul></section></article></main></div>{COOKIES}{FOOTER}</div>",
            AUTHOR + WHEN,
            title=f"{HEADLINE} - Kabar News",
        ),
        "spans": as_page(
            f'<div class="a"><div class="b">{NAV}</div><div class="c"><h1>{HEADLINE}</h1><div class="d">{spans}</div></div>'
            f'<div class="e"><h3>Terpopuler</h3>{teasers("div")}</div></div>{FOOTER}',
            AUTHOR + WHEN,
        ),
    }


def _old_layouts() -> dict[str, str]:
    popular = f'<div class="terpopuler"><h3>Terpopuler</h3><ul>{teasers()}</ul></div>'
    blank = "<br><br>\n".join(PARAGRAPHS)
    menu = "<br>".join(
        f'<a href="{n}.htm">{each}</a>' for n, each in enumerate(("Beranda", *TEASERS))
    )
    return {
        "soup": as_page(
            f'<div id="top">{NAV}</div><div id="wrap"><div id="kiri"><h1>{HEADLINE}</h1><div class="tgl">{DAY} 19:48 WIB</div>{SHARE}'
            f'<div id="isi">{blank}<br><br>{ADVERT}</div><div id="komentar">Komentar<br>Mantap sekali berita ini ya kawan semua.</div></div>'
            f'<div id="kanan"><b>Terpopuler</b>{menu}</div></div><div id="bawah">Hak cipta Kabar</div>',
            AUTHOR + WHEN,
        ),
        "table": as_page(
            f"<table width=760><tr><td colspan=3><img src=logo.gif></td></tr><tr><td width=120>{menu}</td><td width=500>"
            f"<font size=5><b>{HEADLINE}</b></font><br><font size=2>Oleh Rina Wulandari, {DAY}</font>{BODY}</td><td><font size=1>Iklan<br>{menu}"
            "</font></td></tr><tr><td colspan=3>Hak cipta Kabar</td></tr></table>",
        ),
        "wordpress": as_page(
            f'<div id="page"><header id="masthead">{NAV}</header><main><article id="post-1" class="post hentry tag-pompa category-daerah">'
            f'<header class="entry-header"><h1 class="entry-title">{HEADLINE}</h1><div class="entry-meta"><time class="entry-date published" '
            f'datetime="{STAMP}">{DAY}</time> <span class="author vcard"><a class="url fn n" href="/author/rina">Rina Wulandari</a></span></div></header>'
            f'<div class="entry-content">{_half(True)}{ADVERT}{_half(False)}<div class="sharedaddy"><h3>Bagikan ini:</h3><ul><li><a href="#">X</a></ul></div>'
            f'<div class="jp-relatedposts"><h3>Terkait</h3><ul>{teasers()}</ul></div></div></article>{COMMENTS}</main>'
            f"<aside>{popular}</aside>{FOOTER}</div>",
            title=f"{HEADLINE} &#8211; Kabar Arunika",
        ),
        "government": as_page(
            f'<div class="wrapper"><div class="menu-atas">{NAV}</div><section class="content"><div class="row"><div class="col-md-8"><h2>{HEADLINE}</h2>'
            f'<p class="meta">{DAY} | Rina Wulandari</p>{BODY}<div class="social">Bagikan</div></div><div class="col-md-4"><h4>Terpopuler</h4><ul>'
            f'{teasers()}</ul></div></div></section><div class="footer-bawah">Hak cipta Pemerintah Kota</div></div>',
            AUTHOR,
            title=f"Pemerintah Kota Arunika | {HEADLINE}",
        ),
        "broken": as_page(
            f'{NAV}<div class=content><h1>{HEADLINE}<div class="byline">Oleh Rina Wulandari<p>{DAY}'
            + "".join(f"<p>{each}" for each in PARAGRAPHS)
            + f'<ul class="related-links">{teasers()}</ul><div class=footer>Hak cipta',
            '<script type="application/ld+json">{"@type":"NewsArticle","headline":"'
            f'{HEADLINE}","datePublished":"{STAMP}", "author": {{"name":"Rina Wulandari"}},}}</script>',
        ),
    }


LAYOUTS = _layouts() | _old_layouts()
