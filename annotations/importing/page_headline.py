"""The headline of a page: by the title that the page gives, else by where it stands."""

import re

from annotations.importing.page_measures import Page
from annotations.richtext.hypertext_tree import Node

_PARTS = re.compile(r"\s+[|•·«»–—:-]{1,2}\s+")
TITLE_LIKE = 0.6
SHORTEST = 25
"""Letters of a headline that is known by its words or its place alone."""


def place_of_title(page: Page) -> int:
    """Find where the page says its title first, in a heading; what stands above is no body."""
    wanted = _folded(page.title)
    places = (
        measures.first
        for node, measures in page.measured.items()
        if node.name in {"h1", "h2"} and wanted and _is_title(node, wanted, page)
    )
    return min(places, default=0)


def find_headline(page: Page, body: Node) -> Node | None:
    """Find the headline: the words of the title, else the last heading above the body.

    The longest part of the title may be the headline, too: the outlet's name stands beside it.
    """
    before = [
        node
        for node, measures in page.measured.items()
        if measures.first < page.measured[body].last
    ]
    part = max(_PARTS.split(page.title), key=len)
    return (
        _titled(page, before, body, page.title, ("h1", "h2", "h3", ""))
        or _titled(page, before, body, part, ("h1", "h2", "h3"))
        or _heading_above(page, before, body)
        or _named(page, before, body)
        or (_titled(page, before, body, part, ("",)) if len(part) >= SHORTEST else None)
    )


def says_title(page: Page, headline: Node | None) -> bool:
    """Whether a headline stands for sure: it is long enough and says what the title does."""
    if headline is None or page.measured[headline].words < SHORTEST:
        return False
    part = max(_PARTS.split(page.title), key=len)
    return any(_is_title(headline, _folded(said), page) for said in (page.title, part) if said)


def _titled(
    page: Page, before: list[Node], body: Node, title: str, names: tuple[str, ...]
) -> Node | None:
    """Find the element that says the title. "" among the names is any."""
    wanted, start = _folded(title), page.measured[body].first
    for name in names if wanted else ():
        found = [
            node
            for node in before
            if (not name or node.name == name) and _is_title(node, wanted, page)
        ]
        above = [node for node in found if page.measured[node].first <= start]
        if found:
            # a page may show it twice, for narrow windows too; the last stands by the story
            return above[-1] if above and name else found[0]
    return None


def _named(page: Page, before: list[Node], body: Node) -> Node | None:
    """Find a heading, however short, that says just what stands in the title beside the outlet."""
    parts = {_folded(part) for part in _PARTS.split(page.title)} - {""}
    found = [
        node
        for node in before
        if node.name == "h1"
        and page.measured[node].first < page.measured[body].first
        and _folded(node.words()) in parts
    ]
    return found[-1] if found else None


def _heading_above(page: Page, before: list[Node], body: Node) -> Node | None:
    """Find the last heading of the highest rank above the body."""
    start = page.measured[body].first
    headings = [
        node
        for node in before
        if node.name in {"h1", "h2"}
        and page.measured[node].words > max(SHORTEST // 2, page.measured[node].linked)
        and page.measured[node].first < start
    ]
    first = [node for node in headings if node.name == "h1"]
    found = first or headings or _small_heading_above(page, before, body)
    return found[-1] if found else None


def _small_heading_above(page: Page, before: list[Node], body: Node) -> list[Node]:
    """Find a heading of a lower rank that stands right above the body, beside it."""
    around = body.parent or body
    place = page.measured[around].first
    return [
        node
        for node in before
        if node.name in {"h3", "h4"}
        and place < page.measured[node].first < page.measured[body].first
        and page.measured[node].words > max(SHORTEST, page.measured[node].linked)
    ]


def _is_title(node: Node, wanted: str, page: Page) -> bool:
    if not 0 < page.measured[node].words <= 2 * len(wanted) + 10 or node.name in {"a", "li"}:
        return False
    words = _folded(node.words())
    shorter, longer = sorted((words, wanted), key=len)
    return bool(shorter) and shorter in longer and len(shorter) >= TITLE_LIKE * len(longer)


def _folded(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
