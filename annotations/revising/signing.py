"""Signatures by which texts that share much are found among many, without comparing all pairs.

One-permutation MinHash: all runs of a text are hashed once and the least of each of `SIZE` bins
kept (Li, Owen, Zhang 2012); an empty bin borrows from another, the same for all texts (Shrivastava
2017). Texts of a likeness J agree in a share J of their bins. Bins are taken three by three into
bands: texts that agree in one band are looked at, 88 of 100 at J 0.4 and 99 at 0.5.
"""

from collections.abc import Sequence
from struct import pack, unpack

METHOD = 1
"""Counted up whenever the same text would have another signature."""

SIZE = 96
ROWS = 3
BANDS = SIZE // ROWS

_PRIME = (1 << 61) - 1


def signature(runs: frozenset[int]) -> tuple[int, ...]:
    """Make the signature of a text's runs: `SIZE` numbers below 2**32; () for no runs."""
    if not runs:
        return ()
    least: dict[int, int] = {}
    for run in sorted(runs, reverse=True):
        least[run * SIZE >> 64] = run  # the last written is the least of its bin
    # Within a bin the upper bits are the same for all; the lower ones tell runs apart.
    return tuple(
        least[place if place in least else _lender(place, least)] & 0xFFFFFFFF
        for place in range(SIZE)
    )


def _lender(place: int, least: dict[int, int]) -> int:
    """Choose for an empty bin, alike for all texts, another that is not."""
    other, attempt = place, 0
    while other not in least:
        attempt += 1
        other = ((place + 1) * 0x9E3779B97F4A7C15 + attempt * 0xC2B2AE3D27D4EB4F) % _PRIME % SIZE
    return other


def bands(signed: Sequence[int]) -> list[int]:
    """Fold each `ROWS` numbers of a signature into one below 2**32, in their order."""
    found = []
    for start in range(0, len(signed), ROWS):
        folded = 0
        for value in signed[start : start + ROWS]:
            folded = (folded * 0x9E3779B97F4A7C15 + value + 1) % _PRIME
        found.append(folded & 0xFFFFFFFF)
    return found


def estimate(one: Sequence[int], other: Sequence[int]) -> float:
    """Estimate the likeness of two texts (Jaccard) from their signatures, give or take 0.1."""
    if not one or not other:
        return 0.0
    return sum(map(int.__eq__, one, other)) / SIZE


def packed(signed: Sequence[int]) -> bytes:
    """Write a signature as bytes, little end first."""
    return pack(f"<{len(signed)}I", *signed)


def unpacked(data: bytes) -> tuple[int, ...]:
    """Read what `packed` wrote."""
    return unpack(f"<{len(data) // 4}I", data)
