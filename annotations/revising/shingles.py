"""What two texts share: runs of words, each run as one number."""

import re
from functools import lru_cache
from hashlib import blake2b

SHINGLE = 3
"""Words in one run."""

_WORD = re.compile(r"[^\W_]+")
_MASK = (1 << 64) - 1
_ONE, _TWO = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F  # odd, with no pattern in their bits


@lru_cache(maxsize=200_000)
def _word_hash(word: str) -> int:
    """Hash a word the same in every process."""
    return int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def shingles(text: str) -> frozenset[int]:
    """Hash each run of `SHINGLE` words to 64 bits, whatever its case and punctuation.

    A text of fewer words is one run. Empty for a text without letters and digits.
    """
    words = [_word_hash(word) for word in _WORD.findall(text.casefold())]
    if 0 < len(words) < SHINGLE:
        words += [0] * (SHINGLE - len(words))
    return frozenset(
        ((one * _ONE + two) * _TWO + three) & _MASK
        for one, two, three in zip(words, words[1:], words[2:], strict=False)
    )


def similarity(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the share of all runs that stand in both texts (Jaccard), 0 to 1."""
    either = len(one) + len(other) - (both := len(one & other))
    return both / either if either else 0.0


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the share of the shorter text's runs that stand in the longer one, 0 to 1."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0
