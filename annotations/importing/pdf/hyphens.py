"""Words cut at a line's end, put together again.

A hyphen at a line's end either cuts a word ("peme-rintah") or belongs to it ("negara-negara",
"COVID-19"). The rest of the document knows most of them.
"""

import re

HYPHENS = "-\u2010\xad"
SOFT = "\xad"
STEM = 3
"""Letters that halves of a doubled word share: "lari-larian", "berjalan-jalan"."""
FIRST_HALVES = frozenset({"self", "well"})
"""English words that keep their hyphen before any other word: "self-employed", "well-known"."""
WITHOUT_SPACES = re.compile(
    "[\u2e80-\u30ff\u31f0-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff9f\U00020000-\U0003ffff]"
)
"""Chinese and Japanese: a line ends anywhere."""
_TOKEN = re.compile(r"[^\W\d_]+(?:[-\u2010'’][^\W\d_]+)*")
_LAST = re.compile(r"[^\s]*$")
_FIRST = re.compile(r"^[^\s]*")
_ROMAN = re.compile(r"[IVXLC]+\W*")


def known_words(texts: "set[str]") -> set[str]:
    """Collect the words of a document in small letters, those with hyphens whole."""
    known: set[str] = set()
    for text in texts:
        known.update(_TOKEN.findall(text.lower().replace("\u2010", "-")))
    return known


def join_lines(before: str, after: str, known: set[str]) -> str:
    """Join the end of one line with the next: by a space, by a hyphen, or by nothing."""
    if not before or not after:
        return before + after
    if WITHOUT_SPACES.match(before[-1]) and WITHOUT_SPACES.match(after):
        return before + after
    if before[-1] not in HYPHENS or not before[-2:-1].isalnum():
        dash = before.endswith(("-", "–", "—", "/")) and not before[-2:-1].isspace()
        # "2020–" "2024", "dan/" "atau": no space belongs after these
        return before + after if dash and len(before) > 1 else f"{before} {after}"
    cut, hyphen = before[:-1], before[-1]
    if keeps_hyphen(cut, after, known) and hyphen != SOFT:
        return f"{cut}-{after}"
    return cut + after


def keeps_hyphen(cut: str, after: str, known: set[str]) -> bool:
    """Whether the hyphen between a line's end and the next line belongs to the word."""
    first = (_LAST.search(cut) or [""])[0].lstrip("(“\"'‘[")
    second = (_FIRST.search(after) or [""])[0].rstrip(".,;:!?)”\"'’]")
    low_first, low_second = first.lower(), second.lower()
    if f"{low_first}-{low_second}" in known:
        return True
    if not first or not second or not (first[-1].isalpha() and second[0].isalpha()):
        return True
    if low_first + low_second in known:
        return False
    if low_first in FIRST_HALVES and len(second) > STEM:
        return True
    if first.isupper() and second.isupper() and len(first) > 1:
        return bool(_ROMAN.fullmatch(second)) or not second.isalpha()
    if second[0].isupper():
        return True
    if "-" in first or _doubled(low_first, low_second):
        return _doubled(low_first.rsplit("-", 1)[-1], low_second)
    return len(first) > 2 and len(second) > 2 and {low_first, low_second} <= known  # noqa: PLR2004


def _doubled(first: str, second: str) -> bool:
    """Whether the halves are one word said twice, as Indonesian makes plurals."""
    if len(first) < STEM or len(second) < STEM:
        return False
    if second.startswith(first) or first.endswith(second):
        return True
    stem = second[: max(STEM + 1, len(second) - STEM)]
    return len(stem) > STEM and first.endswith(stem)
