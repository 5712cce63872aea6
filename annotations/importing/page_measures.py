"""A page while its article is looked for: what was counted of each of its elements."""

from dataclasses import dataclass, field

from annotations.richtext.hypertext_hidden import is_hidden
from annotations.richtext.hypertext_tree import BLOCKS, Node

_WIDE = 0x2E80
"""From here on a letter is a syllable or a word."""


@dataclass(slots=True)
class Measures:
    """What was counted of one element and all in it."""

    own: int = 0
    """Words directly in it, in letters, without those of links and of blocks inside."""
    words: int = 0
    linked: int = 0
    votes: float = 0.0
    first: int = 0
    last: int = 0


@dataclass(slots=True)
class Page:
    """A page while its article is looked for."""

    root: Node
    title: str
    measured: dict[Node, Measures] = field(default_factory=dict)
    furnished: int = 0
    count: int = 0


def _letters(text: str) -> int:
    if text.isascii():
        return len(" ".join(text.split()))
    return sum(3 if ord(letter) >= _WIDE else 1 for letter in " ".join(text.split()))


def measure(page: Page, node: Node, *, linked: bool = False) -> Measures:
    """Count the words of an element and number it and all in it, in the order of the document."""
    measures = page.measured[node] = Measures(first=page.count)
    page.count += 1
    linked = linked or node.name == "a"
    for child in node.children:
        if isinstance(child, str):
            letters = _letters(child)
            measures.words += letters
            measures.linked += letters if linked else 0
            measures.own += 0 if linked else letters
            page.count += 1
        elif not is_hidden(child):
            inside = measure(page, child, linked=linked)
            measures.words += inside.words
            measures.linked += inside.linked
            measures.own += 0 if child.name in BLOCKS else inside.own
    measures.last = page.count
    page.count += 1
    return measures
