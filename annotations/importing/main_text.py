"""Which part of a page is the article: from its headline to the end of its body.

What a page says of its own parts (`page_parts`) takes away navigation, adverts, related links
and comments. Of what is left, every paragraph votes for the elements around it, the nearest most;
the winner holds the body. All between the headline and the body's end is the article, so that
byline, lead and caption stay where they stood. A page with nothing around its text is a document
and stays whole.
"""

from annotations.importing.page_headline import find_headline, place_of_title, says_title
from annotations.importing.page_lines import part_lines, set_apart
from annotations.importing.page_measures import Page, measure
from annotations.importing.page_parts import (
    is_announcement,
    is_around,
    is_correction,
    is_furniture,
    is_label,
    is_name_of_author,
    is_of_consent,
    is_print_furniture,
    is_signature,
    is_teaser,
    says_article,
)
from annotations.importing.page_pictures import take_pictures
from annotations.richtext.hypertext_tree import BLOCKS, Node

FARTHER = 0.6
"""What a vote is worth one element further out: a story cut in two by an advert still wins over
its halves, and its own element over one that holds the comments too."""
SHORTEST = 25
"""Characters of a paragraph that votes; names and labels are shorter."""
LONG = 80
"""Characters that a list item or a cell needs: lists of links have less."""
LEAST = 200
"""Characters of voting text that an article has."""
LEAST_OF_BRIEF = 80
"""What it has where the page says that it is one."""
A_BRIEF_OF_ALL = 0.3
"""The share of a page's words that lead nowhere that a brief has: else the story was missed."""
SAYS_SO = 1.6
"""How much more an element's votes count that says it is the article's body."""
MOSTLY_LINKS = 0.6
LONGEST_LINE = 400
"""Letters of an element whose words are looked at as one line."""
LINKS_OF_MENU = 4
_TRANSPARENT = frozenset(
    ("p", "ul", "ol", "li", "blockquote", "figure", "tr", "tbody", "center", "pre")
)
_SHORT_OF_ITS_KIND = frozenset(("li", "td", "th", "dd", "dt", "figcaption"))
_HEADINGS = frozenset(("h1", "h2", "h3"))
_ALL_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def choose_main_text(root: Node, title: str) -> bool:
    """Leave only the article in the tree. Returns whether there is one; else all stays.

    `title` is what the page says it is about, to know its headline by; it may be empty.
    """
    page = Page(root, title)
    measure(page, root)
    _take_furniture(page)
    page.measured.clear()
    page.count = 0
    measure(page, root)
    _vote(page)
    best = max(page.measured, key=lambda node: page.measured[node].votes)
    headline = find_headline(page, best)
    if page.measured[best].votes < _least_of(page, best, titled=says_title(page, headline)):
        return False
    if headline and not _is_heading(headline):
        headline.name = "h1"  # it was only made to look like one
    if not page.furnished and not _has_links(page):
        _take_menus(page, page.measured[headline or best].first)
        return True
    measured = page.measured
    parts = [measured[part] for part in _alike(page, best)]
    first = min(part.first for part in parts)
    last = max(*(part.last for part in parts), _corrections_after(page, headline or best, best))
    _cut(page, root, min(first, measured[headline].first) if headline else first, last)
    take_pictures(root)
    _take_links(page)
    _unlink_names(page)
    set_apart(root)
    return True


def _least_of(page: Page, best: Node, *, titled: bool) -> int:
    """Say how much voting text an article must have in this element."""
    said = titled or best.name == "main" or says_article(best)
    own, whole = page.measured[best], page.measured[page.root]
    alone = own.words - own.linked > A_BRIEF_OF_ALL * (whole.words - whole.linked)
    return LEAST_OF_BRIEF if said and alone else LEAST


def _take_furniture(page: Page) -> None:
    """Take away what says of itself that it is not the article."""
    whole = max(page.measured[page.root].words, 1)
    waiting = [page.root]
    while waiting:
        node = waiting.pop()
        kept: list[Node | str] = []
        for child in node.children:
            if isinstance(child, str):
                kept.append(child)
                continue
            if is_print_furniture(child):
                continue
            measures = page.measured.get(child)
            if measures is not None and is_furniture(child, measures.words / whole):
                page.furnished += 1
                if child.name not in BLOCKS:
                    kept.append(" ")
                continue
            kept.append(child)
            waiting.append(child)
        node.children = kept


def _vote(page: Page) -> None:
    above = place_of_title(page)
    for node, measures in page.measured.items():
        if measures.first < above and node.parent is not None:
            continue
        shortest = LONG if node.name in _SHORT_OF_ITS_KIND else SHORTEST
        if node.name not in BLOCKS and node is not page.root:
            continue
        if measures.own < shortest or node.name in _HEADINGS or is_of_consent(node):
            continue
        worth = float(measures.own)
        around: Node | None = node
        while around is not None and worth >= 1:
            if around.name not in _TRANSPARENT:
                page.measured[around].votes += worth * (SAYS_SO if says_article(around) else 1)
                worth *= FARTHER
            around = around.parent


def _alike(page: Page, best: Node) -> list[Node]:
    """Name the parts of a body that is cut in several, all of one class."""
    said = best.attributes.get("class", "")
    if not said:
        return [best]
    return [best] + [
        node
        for node, measures in page.measured.items()
        if node.name == best.name
        and node.attributes.get("class") == said
        and measures.votes >= SHORTEST
        and measures.linked < measures.words / 4
        and node is not best
    ]


def _has_links(page: Page) -> bool:
    measures = page.measured[page.root]
    return measures.linked > measures.words / 20


def _is_heading(node: Node) -> bool:
    return any(each.name in _ALL_HEADINGS for each in node.all()) or (
        node.parent is not None and node.parent.name in _ALL_HEADINGS
    )


def _corrections_after(page: Page, start: Node, body: Node) -> int:
    """Find the end of the last correction that stands below the body, in the same article."""
    measured = page.measured
    around: Node | None = body
    while around and around.parent and measured[around].first > measured[start].first:
        around = around.parent
        if around.name in {"article", "main"}:
            break
    if around is None:
        return 0
    after, end = measured[body].last, measured[around].last
    found = (
        measured[node].last
        for node in around.all()
        if node in measured and after < measured[node].first < end
        and node.name in BLOCKS and is_correction(node)
    )  # fmt: skip
    return max(found, default=0)


def _cut(page: Page, node: Node, first: int, last: int) -> None:
    """Keep what stands between two places of the document."""
    place = page.measured[node].first + 1
    kept: list[Node | str] = []
    for child in node.children:
        if isinstance(child, str):
            if first <= place <= last:
                kept.append(child)
            place += 1
            continue
        measures = page.measured.get(child)
        if measures is None:  # hidden
            if first <= place <= last:
                kept.append(child)
            continue
        place = measures.last + 1
        if measures.last < first or measures.first > last:
            continue
        kept.append(child)
        if measures.first < first or measures.last > last:
            _cut(page, child, first, last)
    node.children = kept


def _take_links(page: Page) -> None:
    """Take away what of the article is only there to be clicked on."""
    for node in list(page.root.all()):
        part_lines(node)
        kept = _without_links(page, node)
        if len(kept) < len(node.children) and all(_only_announces(child) for child in kept):
            kept = []
        node.children = kept


def _without_links(page: Page, node: Node) -> list[Node | str]:
    kept: list[Node | str] = []
    announcing = False
    in_row = not any(isinstance(child, str) and child.strip() for child in node.children)
    for child in node.children:
        if isinstance(child, str) or child not in page.measured:
            announcing = announcing and not (isinstance(child, str) and child.strip())
            kept.append(child)
        elif announcing and _leads_on(page, child):
            kept = [each for each in kept if not _announces(page, each)]
        elif in_row and is_label(child):
            continue
        elif _is_link_list(page, child):
            announcing = announcing or _announces(page, child)
        else:
            announcing = _announces(page, child) if page.measured[child].words else announcing
            kept.append(child)
    return kept


def _announces(page: Page, node: Node | str) -> bool:
    """Whether it says that what follows leads to other pages, and no more."""
    if isinstance(node, str) or node.name not in BLOCKS:
        return False
    if page.measured[node].words > LONGEST_LINE:
        return False
    return is_announcement(" ".join(node.words().split()))


def _leads_on(page: Page, node: Node) -> bool:
    """Whether what stands below such a line is links, or a few words below each."""
    measures = page.measured[node]
    return measures.linked > MOSTLY_LINKS * measures.words or (
        node.name in BLOCKS and measures.linked > 0 and is_teaser(node)
    )


def _only_announces(node: Node | str) -> bool:
    """Whether it says nothing, or is the heading of a list that is gone."""
    if isinstance(node, str):
        return not node.strip()
    return node.name in _ALL_HEADINGS - {"h1"} or not node.words().strip()


def _take_menus(page: Page, above: int) -> None:
    """Take away rows of links above a document; those below its headline are its sources."""
    for node in list(page.root.all()):
        node.children = [
            child
            for child in node.children
            if isinstance(child, str)
            or child not in page.measured
            or not _is_menu(page, child, above)
        ]


def _is_menu(page: Page, node: Node, above: int) -> bool:
    measures = page.measured[node]
    return (
        node.name in BLOCKS
        and measures.last < above
        and 0 < measures.words == measures.linked
        and sum(inside.name == "a" for inside in node.all()) >= LINKS_OF_MENU
    )


def _is_link_list(page: Page, node: Node) -> bool:
    measures = page.measured[node]
    if node.name not in BLOCKS or node.name in _HEADINGS or not measures.words:
        return False
    if measures.words <= LONGEST_LINE:
        text = " ".join(node.words().split())
        if is_around(text, measures.linked / measures.words):
            return True
    if is_signature(node):
        return False
    return (
        measures.linked > MOSTLY_LINKS * measures.words
        and measures.votes == 0
        and not any(inside.name in _HEADINGS for inside in node.all())
    )


def _unlink_names(page: Page) -> None:
    """Leave the words of a byline, and not the way to the author's other articles."""
    for node in page.root.all():
        if node.name == "a" and is_name_of_author(node):
            node.attributes.pop("href", None)
