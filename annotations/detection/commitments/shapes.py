"""Shapes: patterns that a language's file writes with the names of its own word lists.

A shape is a line of slots and words. `{list}` is a word of that list of the same table,
`{one|other}` of any of them; `[list]` up to three such words, or none; `<name>` a slot that the
code defines (a day, a year); `...5` up to five words of any kind; all else stands for itself.
"""

import re
from collections.abc import Mapping

from annotations.detection.languages import NEVER, Language

_SLOT = re.compile(
    r"\{(?P<one>[\w|:]+)\}|\[(?P<some>[\w|]+)\]|<(?P<code>\w+)>|\.\.\.(?P<gap>\d)|(?P<word>\S+)"
)
_ANY_WORDS = r"(?:[^\s.;:!?\"“”()]+\s+){0,%d}?"
_BLANKS = r"\s+"
_APOSTROPHE = re.compile(r"['’]")


def words_pattern(words: tuple[str, ...]) -> str:
    """Write a group for any of the words; "ter*" stands for all that begin so, "*nya" end so."""
    written = sorted(set(words), key=lambda word: (-len(word), word))
    if not written:
        return NEVER
    return "(?:" + "|".join(_word(word) for word in written) + ")"


def _word(word: str) -> str:
    pattern = r"\s+".join(re.escape(part) for part in word.split())
    pattern = _APOSTROPHE.sub("['’]", pattern.replace("\\'", "'"))
    return pattern.replace(r"\*", r"[\w-]*")


def shape_pattern(
    shape: str, known: Language, table: str, slots: Mapping[str, str], between: str = _BLANKS
) -> str:
    """Write the regular expression of a shape; word lists are those of `table`.

    `{list:name}` gives the words that matched that name in the match. `between` is what stands
    between two words.
    """
    parts = ""
    follows = ""
    for slot in _SLOT.finditer(shape):
        if slot["some"]:
            words = words_pattern(_lists(known, table, slot["some"]))
            parts += follows + rf"(?:{words}(?!\w),?\s+){{0,3}}"
            follows = ""
            continue
        if slot["gap"]:
            parts += follows + _ANY_WORDS % int(slot["gap"])
            follows = ""
            continue
        parts += follows + _single(slot, known, table, slots)
        follows = between
    return parts


def _single(slot: re.Match[str], known: Language, table: str, slots: Mapping[str, str]) -> str:
    if slot["code"]:
        return slots[slot["code"]]
    if slot["word"]:
        return rf"(?<!\w){_word(slot['word'])}(?!\w)"
    names, _, group = slot["one"].partition(":")
    words = words_pattern(_lists(known, table, names))
    return rf"(?<!\w)(?P<{group}>{words})(?!\w)" if group else rf"(?<!\w){words}(?!\w)"


def _lists(known: Language, table: str, names: str) -> tuple[str, ...]:
    found: list[str] = []
    for name in names.split("|"):
        key = f"{table}.{name}"
        found += known.words(key) or tuple(known.table(key))
    return tuple(found)
