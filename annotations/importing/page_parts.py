"""What the elements of a news page say of themselves: by name, role, class, and words.

Names of classes are cut into words, so that "share" is no part of "shareholder". The lists are
those of Indonesian and English sites and of the programs that many of them run on.
"""

import re
from itertools import pairwise

from annotations.richtext.hypertext_tree import Node

_CUT = re.compile(r"[\W_]+|(?<=[a-z])(?=[A-Z])")
_NAMES = frozenset(("nav", "aside", "footer", "dialog", "menu", "form"))
_ROLES = frozenset(
    """navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar
    form tablist""".split()  # noqa: SIM905
)
_FURNITURE = frozenset(
    """ad ads adv advert adverts advertisement advertisements advertising adsense adslot adunit
    banner iklan parallax sponsor sponsored sponsors promo promos promoted promotion cookie
    cookies consent gdpr kuki privacy newsletter newsletters buletin subscribe subscription
    langganan signup paywall login regwall share sharing sharer shares sharedaddy sharebar
    addtoany addthis social socials sosmed sosial medsos bagikan whatsapp facebook twitter
    telegram related relateds terkait rekomendasi recommend recommended recommendation
    recommendations recirculation recirc outbrain taboola mgid jp relatedposts yarpp popular
    populer terpopuler trending trends terbaru latest lainnya pilihan mostread comment comments
    komentar disqus respond replies discussion breadcrumb breadcrumbs crumb crumbs nav navbar
    navigation menu menus sidebar sidebars widget widgets footer masthead topbar toolbar
    offcanvas hamburger pagination paging pager tag tags tagcloud topics keyword keywords
    bacajuga lihatjuga readalso readmore seealso alsoread moreon popup modal overlay toast skip
    sr screenreader noprint hidden rating ratings vote votes poll polling download downloads
    copyright""".split()  # noqa: SIM905
)
_IN_A_ROW = frozenset(
    """baca-juga lihat-juga simak-juga read-also read-more also-read see-also more-stories
    more-news most-read most-popular you-may site-header page-header global-header top-bar
    author-bio about-author author-box author-info post-navigation nav-links screen-reader
    visually-hidden sd-title follow-us berita-lain berita-terkait artikel-terkait topik-terkait
    in-read back-to skip-link article-tags inline-related left-rail right-rail app-download
    google-news""".split()  # noqa: SIM905
)
_ARTICLE_WORDS = frozenset(
    """article story post entry content body isi berita artikel detail text teks konten news read
    main""".split()  # noqa: SIM905
)
_BODIES = frozenset(
    """articlebody article-body article-content article-text article-detail story-body
    story-content story-text entry-content post-content post-body post-text e-content
    content-body content-article body-content body-text bodytext news-content news-text
    detail-text detail-body detail-content read-content isi-berita isi-artikel isi isiberita
    itp-bodycontent text-content main-content content-detail konten-artikel release-body""".split()  # noqa: SIM905
)
_SIGNATURES = frozenset(
    """byline author authors penulis date tanggal time waktu published dateline meta credit
    reporter editor standfirst lead deck subtitle dek summary excerpt caption correction koreksi
    ralat clarification""".split()  # noqa: SIM905
)
_NAMES_AUTHOR = frozenset(("byline", "author", "authors", "penulis", "reporter"))
_CORRECTION = re.compile(
    r"\W*(?:(?:correction|clarification|koreksi|ralat|klarifikasi|pembetulan|hak koreksi)s?\b"
    r"|editor[’']?s note|catatan (?:redaksi|editor)|this (?:article|story|report) (?:was|has been)"
    r"\b"
    r"|(?:artikel|berita) ini (?:telah|sudah)\b|an earlier version)",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"\W*(?:baca (?:juga|selengkapnya|selanjutnya|pula)|lihat (?:juga|selengkapnya)|simak (?:juga|"
    r"pula|video|selengkapnya)|tonton (?:juga|video)|artikel terkait|berita terkait|pilihan editor|"
    r"read (?:also|more|next)|also read|see also|more on this|"
    r"related(?: (?:stories|articles|posts))?|recommended|you may also like|watch|continue reading|"
    r"dapatkan (?:update|berita)|ikuti (?:kami|berita)|follow us|sign up|subscribe|gabung|"
    r"berlangganan|download|unduh)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\W*(?:advertisement|advertising|iklan|ad|sponsored(?: content)?|promoted|scroll to continue "
    r"(?:reading|with content)|gulir (?:untuk|ke bawah)[\w ]*|lanjutkan membaca[\w ]*|"
    r"share(?: this)?(?: (?:article|story|post))?|bagikan(?: artikel)?(?: ini)?|print|cetak|"
    r"penulis|comments?|komentar|tags?|copy link|salin (?:link|tautan)|halaman selanjutnya|"
    r"next page|loading|share on [\w ]+|story continues below(?: advertisement)?|"
    r"skip (?:to|past) [\w ]+)\W*",
    re.IGNORECASE,
)
LONGEST_AROUND = 260
"""Characters of a line that only leads to another page."""
LONGEST_CORRECTION = 1_500


def words_of(node: Node) -> tuple[list[str], set[str]]:
    """Cut class and id into words in small letters, and into neighbours joined by "-"."""
    said = f"{node.attributes.get('class', '')} {node.attributes.get('id', '')}"
    single: list[str] = []
    rows: set[str] = set()
    for name in said.split():
        parts = [part.lower() for part in _CUT.split(name) if part]
        single += parts
        rows.update(f"{one}-{two}" for one, two in pairwise(parts))
    return single, rows


def is_furniture(node: Node, *, small: bool) -> bool:
    """Whether an element stands around the article, not in it.

    `small` says that most of the page is elsewhere.
    """
    if not small or node.name in {"", "body", "main", "h1"}:
        return False
    if node.name in _NAMES or node.attributes.get("role", "").lower() in _ROLES:
        return not (is_correction(node) and node.name in {"aside", "footer"})
    if node.name == "header":
        return not any(inside.name in {"h1", "h2"} for inside in node.all())
    if "class" not in node.attributes and "id" not in node.attributes:
        return False
    single, rows = words_of(node)
    said = set(single)
    if said & {"correction", "koreksi", "ralat"} or says_article(node):
        return False
    if any(inside.name == "h1" for inside in node.all()):
        return False
    return bool(said & _FURNITURE or rows & _IN_A_ROW)


def is_print_furniture(node: Node) -> bool:
    """Whether an element is the head or foot of the sheets that a word processor prints on."""
    return node.name == "div" and node.attributes.get("title") in {"header", "footer"}


def is_name_of_author(node: Node) -> bool:
    """Whether a link says that it leads to the author."""
    around: Node | None = node
    for _ in range(3):
        if around is None or (around.name in {"article", "main", "p"} and around is not node):
            break
        if "author" in around.attributes.get("rel", "").split() or _NAMES_AUTHOR.intersection(
            words_of(around)[0]
        ):
            return True
        around = around.parent
    return False


def says_article(node: Node) -> bool:
    """Whether an element says that it is an article or its body."""
    if node.name == "article" or node.attributes.get("itemprop", "").lower() == "articlebody":
        return True
    if "class" not in node.attributes and "id" not in node.attributes:
        return False
    single, rows = words_of(node)
    return bool(rows & _BODIES or _BODIES.intersection(single))


def is_signature(node: Node) -> bool:
    """Whether an element says that it is byline, date, lead or caption."""
    if node.name in {"time", "figcaption"} or "author" in node.attributes.get("rel", ""):
        return True
    if any(
        inside.attributes.get("rel") == "author" or inside.name == "time" for inside in node.all()
    ):
        return True
    single, _ = words_of(node)
    return bool(_SIGNATURES.intersection(single))


def is_correction(node: Node) -> bool:
    """Whether an element tells that the article was corrected."""
    text = node.words().strip()
    return bool(_CORRECTION.match(text)) and len(text) < LONGEST_CORRECTION


def is_around(text: str, *, linked: bool) -> bool:
    """Whether a line leads to other pages, or labels what is not there."""
    if _LABEL.fullmatch(text):
        return True
    return linked and len(text) <= LONGEST_AROUND and bool(_AROUND.match(text))
