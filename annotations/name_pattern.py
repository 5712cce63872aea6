"""Finding names in words, as typed or as an address writes them."""

import re
from collections.abc import Iterable

# What may stand between the words of a name: in prose a space, in an address a hyphen.
_BETWEEN = r"(?:[\s_.+-]|%20)+"


def key(name: str) -> str:
    """Write a name as names are compared."""
    return " ".join(part for part in re.split(_BETWEEN, name) if part).casefold()


def pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Make what finds whole names, in any case, the longest first; None for no name at all."""
    longest_first = sorted((key(name).split() for name in names), key=len, reverse=True)
    each = "|".join(_BETWEEN.join(map(re.escape, parts)) for parts in longest_first if parts)
    if not each:
        return None
    return re.compile(rf"(?<![^\W_])(?:{each})(?![^\W_])", re.IGNORECASE)
