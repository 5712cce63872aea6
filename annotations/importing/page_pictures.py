"""Pictures of an article: their alternative text is no part of it, unless it stands for words.

It is written for machines that read aloud and for search engines; most often it says the caption
or the headline once more, or the name of the file. Nobody who sees the page has read it.
"""

import re

from annotations.richtext.hypertext_tree import Node

_CUT = re.compile(r"[\W_]+")
_WORDS = frozenset(
    """emoji emojione smiley smilie emoticon math mwe latex tex equation formula""".split()  # noqa: SIM905
)
"""What the class of a picture says that is read as a letter, a word or a formula."""


def take_pictures(root: Node) -> None:
    """Take away pictures but those that are words of a line."""
    for node in list(root.all()):
        if any(isinstance(child, Node) and child.name == "img" for child in node.children):
            node.children = [
                child
                for child in node.children
                if isinstance(child, str) or child.name != "img" or _is_word(child)
            ]


def _is_word(picture: Node) -> bool:
    said = picture.attributes.get("alt", "")
    classes = _CUT.split(picture.attributes.get("class", "").lower())
    return bool(_WORDS.intersection(classes)) or not any(letter.isalpha() for letter in said)
