"""Numbers as people type them."""

import re
from decimal import Decimal

_SPACES = re.compile(r"[\s_\u00a0\u202f]+")
_PLAIN = re.compile(r"-?\d+(\.\d+)?")
_WORDS = {
    "ribu": 3,
    "rb": 3,
    "thousand": 3,
    "juta": 6,
    "jt": 6,
    "million": 6,
    "miliar": 9,
    "milyar": 9,
    "billion": 9,
    "triliun": 12,
    "trillion": 12,
}
_GROUP = 3
_LONGEST = 40
"""Digits; what is longer is a slip of the keyboard, and no number of a news story."""


def parse_number(text: str, language: str) -> Decimal | None:
    """Read a number kindly: "36 ribu", "310.000" or "12,5" in Indonesian, "12.5" in English.

    A mark that can only group or only divide is read so in either language. Raises ValueError for
    what is no number; gives None for nothing.
    """
    words = text.replace("\u2212", "-").replace("\u2013", "-").strip().casefold()
    if not words:
        return None
    match = re.fullmatch(r"([-\d.,\s_\u00a0\u202f]*\d)\s*([a-z]*)", words)
    if match is None or (match[2] and match[2] not in _WORDS):
        raise ValueError(text)
    digits = _SPACES.sub("", match[1])
    plain = _with_point(digits, "," if language == "id" else ".")
    if len(plain) > _LONGEST or not _PLAIN.fullmatch(plain):
        raise ValueError(text)
    value = Decimal(plain)
    if match[2]:
        value = (value * 10 ** _WORDS[match[2]]).normalize()
    return Decimal(f"{value:f}")


def _with_point(digits: str, decimal: str) -> str:
    """Drop the marks that group and make the one that divides a point."""
    marks = [mark for mark in digits if mark in ".,"]
    if not marks:
        return digits
    group = "." if decimal == "," else ","
    last = marks[-1]
    if len(set(marks)) > 1:
        decimal, group = last, ({".", ","} - {last}).pop()
    elif len(marks) > 1 or (last == group and _groups(digits, group)):
        decimal, group = "", last
    else:
        decimal, group = last, ""
    whole, _, part = digits.rpartition(decimal) if decimal else (digits, "", "")
    if group and group in whole and not _groups(whole, group):
        raise ValueError(digits)
    if group and group in part:
        raise ValueError(digits)
    whole = whole.replace(group, "") if group else whole
    return f"{whole or '0'}.{part}" if decimal else whole


def _groups(digits: str, mark: str) -> bool:
    """Whether a mark stands at every third digit: 1.234.567."""
    first, *rest = digits.lstrip("-").split(mark)
    return 0 < len(first) <= _GROUP and all(len(each) == _GROUP for each in rest)
