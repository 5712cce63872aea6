"""The words for laws of all languages at once, as patterns.

An Indonesian article cites the Rome Statute and an English one Law No. 2/2002, so every list is
read from every language's file.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from annotations.detection.languages import NEVER, Language, codes, language


class Words:
    """The tables [legal] of all languages; compares by identity, so that patterns are cached."""

    def __init__(self, languages: tuple[Language, ...]) -> None:
        self._languages = languages

    def words(self, key: str) -> tuple[str, ...]:
        """List the words under a key of [legal], in all languages."""
        return tuple(w for one in self._languages for w in one.words(f"legal.{key}"))

    def table(self, key: str, beside: str = "") -> dict[str, tuple[str, ...]]:
        """Give lists of words by normal form, those of all languages together.

        Only of languages that also have a table `beside`, if that is named.
        """
        result: dict[str, tuple[str, ...]] = {}
        for one in self._languages:
            if beside and not one.table(f"legal.{beside}"):
                continue
            for normal, words in one.table(f"legal.{key}").items():
                kept = tuple(word for word in words if word.strip())
                result[normal] = result.get(normal, ()) + kept
        return result

    def pairs(self, key: str) -> dict[str, str]:
        """Give words by word, those of all languages together."""
        return {
            word: str(value)
            for one in self._languages
            for word, value in one.table(f"legal.{key}").items()
        }

    def any_of(self, *keys: str) -> str:
        """Write a pattern for any of the words under the keys."""
        return any_of(word for key in keys for word in self.words(key))


@cache
def words_of(extra: Path | None) -> Words:
    """Read the words of every language; `extra` is a folder of the user's."""
    known = set(codes())
    if extra is not None:
        known.update(path.stem for path in extra.glob("*.toml"))
    return Words(tuple(language(code, extra) for code in sorted(known)))


def any_of(words: Iterable[str]) -> str:
    """Write a pattern for any of the words, the longest first.

    Blanks match any blanks, a hyphen also none and a blank ("Undang Undang"); a final "*" lets a
    word go on, a final full stop is part of the word.
    """
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(flexible, longest_first)) + ")" if longest_first else NEVER


def flexible(word: str) -> str:
    """Write a pattern for one entry of a list."""
    open_end = word.endswith("*")
    written = r"\s+".join(map(re.escape, word.removesuffix("*").split()))
    written = written.replace(r"\-", r"[ ‑–-]{1,3}")
    if open_end:
        return written + r"[\w-]{2,20}"
    return written if word.endswith((".", "§")) else written + r"(?![\w])"


@cache
def first_words(words: Words) -> frozenset[str]:
    """List the words by which an instrument begins: no name of another goes over them."""
    tables = (words.table("numbered", beside="named"), words.table("codes", beside="named"))
    every = (word.split()[0] for table in tables for listed in table.values() for word in listed)
    return frozenset(word for word in every if word.isalpha() or "-" in word)
