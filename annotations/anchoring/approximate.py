"""Where a quote may stand when it was edited."""

from collections import Counter
from itertools import islice

from annotations.anchoring.folding import fold, symbols_of
from annotations.anchoring.myers import places_of
from annotations.model import Quote, Span
from annotations.spans import merged

LEAST = 0.70
"""Similarity below which a passage is not the quote any more."""

LONG = 2_000
"""Characters from which a quote is compared word by word: 100,000 are 15,000 words."""

_PIECE = 12
_MOST_PIECES = 60
_MOST_HITS = 12
_MOST_PLACES = 12
_BUDGET = 300_000  # columns of one machine word: a third of a second


def approximate_places(text: str, quote: Quote) -> list[Span]:
    """Find passages at least `LEAST` similar to a quote, the most similar first.

    Small texts are searched in full; in large ones only where twelve characters of the quote or of
    its context stand unchanged. An edit that leaves none of them is beyond finding there.
    """
    folded, wanted = fold(text), fold(quote.exact)
    most = int(len(wanted) * (1 - LEAST))
    if len(wanted) >= LONG:
        return _places_by_words(folded, wanted)
    if not most:
        return []
    cost = -(-len(wanted) // 60)
    windows = [Span(0, len(text))]
    if len(text) * cost > _BUDGET:
        windows = _windows(folded, quote, most, _BUDGET // cost)
    found = [
        (edits, window.start + start, window.start + end)
        for window in windows
        for start, end, edits in islice(
            places_of(wanted, folded[window.start : window.end], most), _MOST_PLACES
        )
    ]
    return [Span(start, end) for _, start, end in sorted(found)[:_MOST_PLACES]]


def _windows(folded: str, quote: Quote, most: int, budget: int) -> list[Span]:
    """Cut out where pieces of the quote and its context stand, the likeliest first."""
    whole = fold(quote.prefix + quote.exact + quote.suffix)
    step = max(_PIECE, len(whole) // _MOST_PIECES)
    votes: Counter[int] = Counter()
    slack = most + 2 * _PIECE
    for offset in range(0, len(whole) - _PIECE + 1, step):
        piece = whole[offset : offset + _PIECE]
        place = folded.find(piece)
        for _ in range(_MOST_HITS):
            if place < 0:
                break
            votes[(place - offset + len(quote.prefix)) // slack] += 1
            place = folded.find(piece, place + 1)
    chosen: list[Span] = []
    for bucket, _ in votes.most_common():
        start = max(0, (bucket - 1) * slack)
        end = min(len(folded), (bucket + 2) * slack + len(quote.exact))
        budget -= max(0, end - start)
        if budget < 0:
            break
        chosen.append(Span(start, max(start, end)))
    return merged(chosen)


def _places_by_words(folded: str, wanted: str) -> list[Span]:
    symbols = symbols_of(folded)
    pattern = [wanted[each.start : each.end] for each in symbols_of(wanted)]
    # A word with one letter changed is one whole edit: as similar texts differ in more words
    # than letters, this finds no more than a search by characters would.
    words = [folded[each.start : each.end] for each in symbols]
    places = places_of(pattern, words, int(len(pattern) * (1 - LEAST)))
    return [
        Span(symbols[start].start, symbols[end - 1].end) for start, end, _ in places[:_MOST_PLACES]
    ]
