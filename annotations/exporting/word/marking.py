"""How words look in Word, and words as XML can hold them.

A character that XML cannot hold is shown by its code, <U+0008>: it is neither dropped nor does it
break the file.
"""

import re
import unicodedata
from dataclasses import dataclass

_UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks. `is_serif` is for words that were captured; `language` is BCP 47."""

    is_bold: bool = False
    is_italic: bool = False
    is_struck: bool = False
    is_marked: bool = False
    is_serif: bool = False
    is_fixed: bool = False
    is_muted: bool = False
    is_small: bool = False
    style: str = ""
    language: str = ""
    direction: str = ""


PLAIN = Look()


def shown(words: str) -> str:
    """Show characters that XML cannot hold by their codes."""
    return _UNHELD.sub(lambda found: f"<U+{ord(found[0]):04X}>", words)


def language_of(tag: str) -> str:
    """Take a language's tag if it is one."""
    return tag if _LANGUAGE.fullmatch(tag) else ""


def is_rtl(words: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    for letter in words:
        direction = unicodedata.bidirectional(letter)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False
