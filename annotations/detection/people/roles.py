"""Offices compared: Kapolda Jateng is the Kepala Polda Jawa Tengah, a CEO a chief executive."""

import re
from collections.abc import Iterable

from annotations.detection.people.naming import Lexicon

_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")


def words_of(lex: Lexicon, role: str) -> tuple[str, ...]:
    """Write an office out in full: derived offices taken apart, abbreviations as words."""
    return tuple(
        word
        for found in _WORD.finditer(role.lower())
        for word in _written_out(lex, _POSSESSIVE.sub("", found[0]))
        if word not in lex.definite and word not in lex.prepositions
    )


def _written_out(lex: Lexicon, fold: str) -> Iterable[str]:
    for word in (fold, lex.stem(fold)):
        if word in lex.short:
            return lex.short[word]
        if chief := lex.chief_of(word):
            return (*chief[0].split(), chief[1])
        if word in lex.heads:
            return (word,)
    return (fold,)


def agree(lex: Lexicon, asked: Iterable[str], known: Iterable[str]) -> bool:
    """Say whether an office that is spoken of may be one that somebody was introduced with.

    Both are written out; all words of the shorter one are in the longer one, and a deputy is not
    his chief.
    """
    ask, know = set(asked), set(known)
    if not ask or not know or (ask & lex.deputies) - know:
        return False
    if (know & lex.deputies) - ask - lex.past:
        return False
    if ask <= know:
        return True
    return know <= ask and any(lex.is_head(word) for word in know)
