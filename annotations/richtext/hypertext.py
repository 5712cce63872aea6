"""HTML -> blocks and runs: guarded, sanitized, then laid out as our own blocks.

Which words a page shows is decided in `hypertext_hidden`, what becomes of each element in
`hypertext_blocks`. Nothing here looks for the main text of a page: everything that a reader
could see of the document is its text.
"""

from dataclasses import dataclass

from annotations.model import RichText
from annotations.richtext.hypertext_blocks import blocks_of
from annotations.richtext.hypertext_guard import refuse_hostile
from annotations.richtext.hypertext_sheets import hidden_names
from annotations.richtext.hypertext_tree import Node, tree_of
from annotations.richtext.normalising import normalise
from resources import marked

HIDDEN_TEXT = marked("The page holds text that a reader of it does not see; it was left out.")


@dataclass(frozen=True, slots=True)
class Hypertext:
    """What a document shows, and catalogue messages about what it does not."""

    text: RichText
    warnings: tuple[str, ...] = ()


def parse(source: str, *, deepest: int) -> Hypertext:
    """Read a document or a fragment; see `annotations.richtext.parse_html`."""
    return laid_out(tree(source, deepest=deepest))


def tree(source: str, *, deepest: int) -> Node:
    """Guard, sanitize and read a document, for those who choose among its elements."""
    source = normalise(source)
    refuse_hostile(source, deepest=deepest)
    return tree_of(source, deepest=deepest, hidden=hidden_names(source))


def laid_out(root: Node) -> Hypertext:
    """Make blocks of a tree, or of one element of it."""
    text, hidden = blocks_of(root)
    return Hypertext(text, (HIDDEN_TEXT,) if hidden else ())
