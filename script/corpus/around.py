"""What stands around a story on a news page, none of which is the story.

Every phrase of `NOISE` may stand in no import.
"""

# Templates of pages are not wrapped; what goes into JSON has any type.
# ruff: noqa: E501

NOISE = {
    "id": [
        "Kami memakai kuki",
        "Terpopuler",
        "Harga Cabai Naik Lagi Menjelang Lebaran",
        "Langganan buletin",
        "Bagikan artikel ini",
        "Semoga lekas surut airnya min",
        "Hak cipta dilindungi",
        "Promo akhir pekan",
        "Kebijakan Privasi",
    ],
    "en": [
        "We use cookies",
        "Most read",
        "Ten Scones, Ranked by a Retired Judge",
        "Sign up for our newsletter",
        "Share this story",
        "Typical. Same people every time",
        "All rights reserved",
        "Sponsored: mattresses at half price",
        "Privacy policy",
    ],
}
OTHERS = {
    "id": (
        "Harga Cabai Naik Lagi Menjelang Lebaran",
        "Pemkot Tunda Lelang Parkir Pasar Induk",
        "Lima Tempat Ngopi Baru di Tepi Sungai",
        "Persatuan Bulu Tangkis Cari Bibit Muda",
    ),
    "en": (
        "Ten Scones, Ranked by a Retired Judge",
        "Bypass Inquiry Adjourned Until Spring",
        "Quiz: How Well Do You Know the Bin Calendar?",
        "Swimmer, 81, Crosses Bay for Lifeboat Fund",
    ),
}
SECTIONS = {
    "id": ("Beranda", "Nasional", "Daerah", "Ekonomi", "Olahraga", "Opini", "Indeks"),
    "en": ("Home", "News", "Politics", "Business", "Sport", "Opinion", "Obituaries"),
}


def links(words: tuple[str, ...], css: str = "") -> str:
    """Write a list of links."""
    items = "".join(
        f'<li class="{css}"><a href="/{place}/{word.split()[0].lower()}">{word}</a></li>'
        for place, word in enumerate(words)
    )
    return f"<ul>{items}</ul>"


def cookies(lang: str) -> str:
    """Write a cookie notice."""
    if lang == "id":
        return (
            '<div id="cookie-consent" role="dialog" class="cookie-banner"><p>Kami memakai kuki untuk '
            "meningkatkan pengalaman Anda. Dengan melanjutkan, Anda menyetujui Kebijakan Privasi "
            "kami.</p><button>Setuju</button><button>Atur pilihan</button></div>"
        )
    return (
        '<div class="cmp-banner cookie-notice" role="dialog" aria-label="Cookies"><h2>Your privacy</h2>'
        "<p>We use cookies and similar technology to store information on your device, to measure "
        "our audience and to show you advertising. You can change your mind at any time.</p>"
        "<button>Accept all</button> <button>Reject all</button></div>"
    )


def header(lang: str, outlet: str) -> str:
    """Write the head of a page: the outlet's name and its sections."""
    search = "Cari berita" if lang == "id" else "Search"
    return (
        f'<header class="site-header"><a class="logo" href="/">{outlet}</a><form role="search">'
        f'<input placeholder="{search}"></form><nav class="main-nav">{links(SECTIONS[lang])}</nav></header>'
    )


def share(lang: str) -> str:
    """Write a bar of share buttons."""
    words = "Bagikan artikel ini" if lang == "id" else "Share this story"
    buttons = "".join(
        f'<a class="share-btn" href="#{each}">{each}</a> ' for each in ("Facebook", "WhatsApp", "X")
    )
    return f'<div class="share-bar social-share"><span>{words}</span> {buttons}</div>'


def advert(lang: str) -> str:
    """Write an advertisement with its scripts."""
    words = (
        "Promo akhir pekan: cicilan nol persen"
        if lang == "id"
        else ("Sponsored: mattresses at half price")
    )
    return (
        '<div class="ad-slot advertisement" data-ad-unit="/12345/inread"><span class="ad-label">'
        f'{"Iklan" if lang == "id" else "Advertisement"}</span><a href="https://ads.example/c?x=1">{words}</a>'
        "<script>window.adq=window.adq||[];adq.push('inread');</script></div>"
    )


def related(lang: str) -> str:
    """Write the box of other stories."""
    title = "Berita Terkait" if lang == "id" else "Related stories"
    return f'<aside class="related-articles"><h3>{title}</h3>{links(OTHERS[lang])}</aside>'


def sidebar(lang: str) -> str:
    """Write the column beside the story."""
    title = "Terpopuler" if lang == "id" else "Most read"
    return (
        f'<aside class="sidebar"><section class="most-popular"><h3>{title}</h3>{links(OTHERS[lang], "pop")}'
        f"</section>{advert(lang)}</aside>"
    )


def newsletter(lang: str) -> str:
    """Write the box that asks for an address."""
    words = (
        "Langganan buletin kami dan terima kabar pilihan setiap pagi."
        if lang == "id"
        else "Sign up for our newsletter and get the day’s stories every morning."
    )
    return (
        f'<div class="newsletter-signup"><h4>{words.split(maxsplit=1)[0]}</h4><p>{words}</p>'
        '<form><input type="email"><button>OK</button></form></div>'
    )


def comments(lang: str) -> str:
    """Write what readers say."""
    said = (
        (
            ("Budi_77", "Semoga lekas surut airnya min, kasihan warga."),
            ("ratu.kopi", "Sudah biasa begini tiap tahun, tidak ada perubahan."),
        )
        if lang == "id"
        else (
            ("harbourrat", "Typical. Same people every time, and nobody ever resigns."),
            ("MrsPotts", "My aunt said this in 2019 and no one listened to her either."),
        )
    )
    title = "Komentar (2)" if lang == "id" else "2 comments"
    each = "".join(
        f'<li class="comment"><b>{name}</b><div class="comment-body"><p>{words}</p></div>'
        '<a href="#reply">Reply</a></li>'
        for name, words in said
    )
    return f'<section id="comments" class="comments-area"><h3>{title}</h3><ol>{each}</ol></section>'


def footer(lang: str, outlet: str) -> str:
    """Write the foot of a page."""
    words = "Hak cipta dilindungi undang-undang" if lang == "id" else "All rights reserved"
    about = (
        ("Redaksi", "Pedoman Media Siber", "Kebijakan Privasi")
        if lang == "id"
        else ("About us", "Complaints", "Privacy policy")
    )
    return f'<footer class="site-footer">{links(about)}<p>© 2024 {outlet}. {words}.</p></footer>'
