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
    iklan sponsor sponsored sponsors promo promos promoted promotion cookie cookies consent
    gdpr kuki newsletter newsletters buletin subscribe subscription langganan signup
    login sharer sharedaddy sharebar addtoany addthis socials sosmed sosial medsos
    bagikan related relateds terkait rekomendasi recommend recommended recommendation
    recommendations recirculation recirc outbrain taboola mgid relatedposts yarpp popular
    populer terpopuler trending trends mostread breadcrumb breadcrumbs crumb crumbs nav navbar
    navigation menu menus sidebar sidebars footer masthead topbar toolbar offcanvas hamburger
    pagination paging pager tagcloud bacajuga lihatjuga readalso readmore seealso alsoread
    moreon popup modal overlay screenreader noprint""".split()  # noqa: SIM905
)
_CONSENT = frozenset(
    """cookie cookies consent gdpr kuki cmp cmpbox onetrust didomi usercentrics cookiebot iubenda
    sourcepoint""".split()  # noqa: SIM905
)
_SMALL_FURNITURE = frozenset(
    """banner copyright download downloads facebook keyword keywords lainnya latest parallax
    pilihan poll polling privacy rating ratings share shares sharing social tag tags telegram
    terbaru toast topics twitter vote votes whatsapp widget widgets""".split()  # noqa: SIM905
)
"""What is furniture where it holds little: "tag-banjir" is said of whole articles too."""
_COMMENTS = frozenset(
    """comment comments komentar disqus respond replies discussion""".split()  # noqa: SIM905
)
"""What is furniture, as consent is, however much it holds: readers write more than reporters."""
_EMBEDDED = frozenset(("tweet", "embed", "embedded", "elementor"))
"""Words beside which "twitter", "social" and "widget" mean a part of the story."""
_WALLS = frozenset(("paywall", "regwall", "metered"))
"""What such a class is said of may be the offer, or all that is offered."""
_OFFERS_MORE = re.compile(
    r"\b(?:berlangganan|langganan|subscri\w+|free articles?|artikel gratis|log ?in|sign (?:in|up)|"
    r"register|masuk (?:di sini|untuk)|already a member|free trial|uji coba)\b",
    re.IGNORECASE,
)
_STORIES = frozenset(("hentry", "type-post", "status-publish", "node", "post"))
_FILED = re.compile(r"(?:category|tag|format|node-?)-", re.IGNORECASE)
_HAS = re.compile(r"(?:.{1,40}[-_])?(?:has|no|with|without|hide|show)[-_]", re.IGNORECASE)
"""What is said of an element beside which something stands, or of its looks."""
_BUILT = frozenset(
    """location-header location-footer nav-menu share-buttons social-icons post-navigation
    author-box search-form widget-posts""".split()  # noqa: SIM905
)
"""Parts of page builders that are no story."""
_IN_A_ROW = frozenset(
    """baca-juga lihat-juga simak-juga read-also read-more also-read see-also more-stories
    more-news most-read most-popular you-may site-header page-header global-header top-bar
    author-bio about-author author-box author-info post-navigation nav-links screen-reader
    visually-hidden sd-title follow-us berita-lain berita-terkait artikel-terkait topik-terkait
    in-read back-to skip-link article-tags sr-only inline-related left-rail right-rail app-download
    author-card author-profile author-dropdown material-icons material-icon material-symbols
    google-news post-views view-count reading-time related-post""".split()  # noqa: SIM905
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
    r"related(?: (?:stories|articles|posts))?|recommended|"
    r"more (?:stories|news)(?: (?:like this(?: one)?|for you))?|"
    r"(?:berita|artikel) (?:lainnya|pilihan|populer|terpopuler)|rekomendasi|pilihan redaksi|"
    r"you (?:may|might) (?:also )?like|watch|"
    r"continue reading|"
    r"dapatkan (?:update|berita)|ikuti (?:kami|berita)|follow us|sign up|subscribe|gabung|"
    r"berlangganan|download|unduh)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\W*(?:advertisement|advertising|iklan|ad|sponsored(?: content)?|promoted|scroll to continue "
    r"(?:reading|with content)|gulir (?:untuk|ke bawah)[\w ]*|lanjutkan membaca[\w ]*|"
    r"share(?: this)?(?: (?:article|story|post))?|bagikan(?: artikel)?(?: ini)?|print|cetak|"
    r"penulis|comments?|komentar|tags?|copy link|salin (?:link|tautan)|"
    r"(?:(?:simak|baca|lanjut)[\w ]* )?(?:di |ke )?halaman (?:selanjutnya|berikutnya)|"
    r"next page|loading|share on [\w ]+|story continues below(?: advertisement)?|"
    r"skip (?:(?:to|past) [\w ]+|advertisement)|"
    r"(?:iklan|advertisement)\W{1,4}scroll to continue[\w ]*|"
    r"video (?:pilihan|terkait|terkini)|related video|"
    r"scroll untuk (?:membaca|melanjutkan)[\w ]*|listen|dengarkan|"
    r"press enter or click to view image[\w ]*|"
    r"zoom[ -]?in|perbesar|lihat foto|hide caption|text size|now playing|share full article|"
    r"\d+ (?:min(?:ute)?s? read|menit (?:mem)?baca)|this (?:video|content) can ?not be played)\W*",
    re.IGNORECASE,
)
_SHARING = re.compile(r"\b(?:bagikan|share|salin|copy)\b", re.IGNORECASE)
_SHARES = re.compile(
    r"\W*+(?:(?:facebook|twitter|x|whats ?app|telegram|line|linkedin|pinterest|instagram|tiktok|"
    r"threads|reddit|e-?mail|surel|print|cetak|share|bagikan|salin(?: (?:link|tautan|artikel))?|"
    r"copy(?: link)?|(?:url|link|tautan) (?:telah )?(?:copied|tercopy|tersalin|disalin)|"
    r"\d++)\W*+)++",
    re.IGNORECASE,
)
"""Nothing but names of where to share."""
_OWNED = re.compile(r"(?:©|\(c\)|copyright\b|hak cipta\b).{0,150}$", re.IGNORECASE)
_INVITES = re.compile(
    r"\W*(?:dapatkan|ikuti|simak|cek|gabung|bergabung|baca|follow|get|join|sign up|subscribe|"
    r"download)\b.{0,200}?\b(?:telegram|whats ?app|google news|newsletter|channel|saluran|grup|"
    r"aplikasi|app)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r".{0,180}\bsilakan (?:kirim )?whats ?app ke (?:nomor|no)\b", re.IGNORECASE)
_OFFERS = re.compile(
    r"\W*(?:want more\b[^?]{0,80}\?\W*)?(?:dapatkan (?:update|berita|informasi)|mari bergabung|"
    r"get our|sign up (?:for|to)|subscribe to|follow us)\b.{0,200}?"
    r"\b(?:telegram|whats ?app|google news|newsletters?|channel|saluran|grup|aplikasi|app|inbox)\b",
    re.IGNORECASE,
)
_CLIP = re.compile(
    r"\W*(?:lihat|simak|saksikan|tonton)\s+(?:juga\s+)?video\b|.{0,150}\[gambas:", re.IGNORECASE
)
_OF_CONSENT = re.compile(r"\b(?:cookies?|kuki|gdpr)\b", re.IGNORECASE)
LARGE = 0.5
MUCH = 0.3
SMALL = 0.1
"""Shares of a page's words."""
LONGEST_AROUND = 260
"""Characters of a line that only leads to another page."""
PARTLY = 0.4
LONGEST_SIGNED = 120
LONGEST_CORRECTION = 1_500


def words_of(node: Node) -> tuple[list[str], set[str]]:
    """Cut class and id into words in small letters, and into neighbours joined by "-".

    What programs say of a whole story is left out: that it is promoted, what it is filed under.
    """
    said = f"{node.attributes.get('class', '')} {node.attributes.get('id', '')}".split()
    filed = not _STORIES.isdisjoint(said)
    single: list[str] = []
    rows: set[str] = set()
    for name in said:
        if _HAS.match(name) or (filed and _FILED.match(name)):
            continue
        parts = [part.lower() for part in _CUT.split(name) if part]
        single += parts
        rows.update(f"{one}-{two}" for one, two in pairwise(parts))
    return single, rows


def is_furniture(node: Node, share: float) -> bool:
    """Whether an element stands around the article, not in it.

    `share` is what it holds of the page's words: what the class says of most of a page
    ("has-sidebar") is said of the page.
    """
    if node.name in {"", "main", "h1"}:
        return False
    if share > LARGE:
        return _is_comments_or_consent(node)
    if node.name in _NAMES or node.attributes.get("role", "").lower() in _ROLES:
        return not (is_correction(node) and node.name in {"aside", "footer"})
    if node.name == "header":
        return not any(inside.name in {"h1", "h2"} for inside in node.all())
    if node.name == "article" and share < SMALL and is_teaser(node):
        return True
    if "class" not in node.attributes and "id" not in node.attributes:
        return False
    single, rows = words_of(node)
    said = set(single)
    if said & {"correction", "koreksi", "ralat"} or says_article(node):
        return False
    if any(inside.name == "h1" for inside in node.all()):
        return False
    if said & _EMBEDDED:
        return bool(rows & _BUILT)
    if said & _WALLS and share < MUCH and _OFFERS_MORE.search(node.words()):
        return node.name != "p" or any(inside.name == "a" for inside in node.all())
    if said & (_COMMENTS | _CONSENT):
        return True
    if share < SMALL:
        return bool(said & (_FURNITURE | _SMALL_FURNITURE) or rows & _IN_A_ROW)
    return bool(said & _FURNITURE or rows & _IN_A_ROW) and not _holds_body(node)


def _holds_body(node: Node) -> bool:
    """Whether an element says that the body of an article is in it."""
    return any(
        inside.attributes.get("itemprop", "").lower() == "articlebody"
        or (inside.name != "article" and says_article(inside))
        for inside in node.all()
        if inside.attributes
    )


def is_teaser(node: Node) -> bool:
    """Whether an article is only the way to another: its heading is a link."""
    return any(
        heading.name in {"h2", "h3", "h4", "h5"}
        and any(link.name == "a" for link in (*heading.all(), heading.parent) if link)
        for heading in node.all()
    ) and not any(inside.name == "h1" for inside in node.all())


def _is_comments_or_consent(node: Node) -> bool:
    single, _ = words_of(node)
    return bool((_COMMENTS | _CONSENT).intersection(single)) and not any(
        says_article(inside) or inside.name == "h1" for inside in node.all()
    )


def is_print_furniture(node: Node) -> bool:
    """Whether an element is the head or foot of the sheets that a word processor prints on."""
    return node.name == "div" and node.attributes.get("title") in {"header", "footer"}


def is_signed(node: Node) -> bool:
    """Whether the class of an element says that it holds the author's name, and little else."""
    if "class" not in node.attributes or node.name in {"article", "main", "section"}:
        return False
    return (
        bool(_NAMES_AUTHOR.intersection(words_of(node)[0])) and len(node.words()) <= LONGEST_SIGNED
    )


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


def is_of_consent(node: Node) -> bool:
    """Whether a paragraph speaks of cookies: such a notice may be longer than a story."""
    return any(isinstance(child, str) and _OF_CONSENT.search(child) for child in node.children)


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


def is_announcement(text: str) -> bool:
    """Whether a line says that others stand below it, and nothing else."""
    leads = _AROUND.match(text)
    return leads is not None and not text[leads.end() :].strip(" :»›>-–—….!")


def is_label(node: Node) -> bool:
    """Whether a piece of a row is a label of what is not there: "3 min read"."""
    return node.name in {"span", "a", "i"} and bool(
        _LABEL.fullmatch(" ".join(node.words().split()))
    )


def is_around(text: str, linked: float) -> bool:
    """Whether a line leads to other pages, or labels what is not there.

    `linked` is the share of it that can be clicked on.
    """
    if _LABEL.fullmatch(text) or _OWNED.match(text):
        return True
    if _SHARES.fullmatch(text) and (linked or _SHARING.search(text)):
        return any(letter.isalpha() for letter in text)
    if (
        _OFFERS.match(text)
        or _ASKS.match(text)
        or _CLIP.match(text)
        or (linked and _INVITES.match(text))
    ):
        return len(text) <= LONGEST_AROUND
    leads = _AROUND.match(text)
    if leads is None or len(text) > LONGEST_AROUND:
        return False
    return linked > PARTLY or not text[leads.end() :].strip(" :»›>-–—")
