"""Characters that change how a quote looks, or that nobody sees.

A quote is never changed; what it hides is said beside it.
"""

import re
import unicodedata
from dataclasses import dataclass

# Controls, soft hyphen, grapheme joiner, fillers, zero-width and direction marks, invisible
# operators, interlinear marks, tags. Variation selectors stay out: every second emoji has one.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)


@dataclass(frozen=True, slots=True)
class Invisible:
    """One such character: its offset in the quote, its code ("U+202E") and Unicode's name."""

    offset: int
    code: str
    name: str


def find(text: str) -> tuple[Invisible, ...]:
    """List the characters of `text` that cannot be seen or that turn its direction."""
    if (text.isascii() and text.isprintable()) or _HIDDEN.search(text) is None:
        return ()  # nearly always
    return tuple(
        Invisible(found.start(), f"U+{ord(found[0]):04X}", unicodedata.name(found[0], "control"))
        for found in _HIDDEN.finditer(text)
    )


def visible(text: str) -> str:
    """Replace such characters by their codes, for a terminal: a text must not steer it."""
    return _HIDDEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)
