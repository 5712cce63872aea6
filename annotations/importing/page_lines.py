"""Lines within an element of a story: those that lead elsewhere, and those that run together."""

from collections.abc import Iterator

from annotations.importing.page_parts import is_around
from annotations.richtext.hypertext_tree import BLOCKS, Node

LONGEST_ROW = 120
"""Characters of a row of names and dates: a sentence is longer."""
LEAST_OF_WORD = 2
"""Letters: a first letter that is painted larger is none of two words."""
_LEVEL = frozenset(("span", "a", "time", "b", "strong", "small"))


def part_lines(node: Node) -> None:
    """Take away lines between breaks that only lead to another page."""
    if not any(isinstance(child, Node) and child.name == "br" for child in node.children):
        return
    kept: list[Node | str] = []
    for line in _lines(node):
        if any(isinstance(child, Node) and child.name in BLOCKS for child in line):
            kept += line
            continue
        text = " ".join("".join(_words(child) for child in line).split())
        linked = sum(_linked(child) for child in line)
        if not (linked and is_around(text, linked / max(1, len(text)))):
            kept += line
    node.children = kept


def _lines(node: Node) -> Iterator[list[Node | str]]:
    """Yield the parts of an element, each with the break that ends it."""
    line: list[Node | str] = []
    for child in node.children:
        line.append(child)
        if isinstance(child, Node) and child.name == "br":
            yield line
            line = []
    yield line


def _words(child: Node | str) -> str:
    return child if isinstance(child, str) else child.words()


def _linked(child: Node | str) -> int:
    if isinstance(child, str):
        return 0
    if child.name == "a":
        return len(" ".join(child.words().split()))
    return sum(_linked(inside) for inside in child.children)


def set_apart(root: Node) -> None:
    """Part the elements of a row, as a page's style sheet does: "Rina Wulandari" and "5 Mei"."""
    for node in list(root.all()):
        if len(node.children) < 2 or any(  # noqa: PLR2004 - two make a row
            isinstance(child, str) and child.strip() for child in node.children
        ):
            continue
        level = [
            child.words()
            for child in node.children
            if isinstance(child, Node) and child.name in _LEVEL
        ]
        if sum(map(len, level)) > LONGEST_ROW or any(
            len(word) < LEAST_OF_WORD and word.isalpha() for word in level
        ):
            continue
        node.children = [part for child in node.children for part in _spaced(child)]


def _spaced(child: Node | str) -> tuple[Node | str, ...]:
    return (child, " ") if isinstance(child, Node) and child.name in _LEVEL else (child,)
