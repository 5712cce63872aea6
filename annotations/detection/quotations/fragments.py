"""Clauses that a fragment between marks belongs to, and that do not stand beside it."""

from collections.abc import Iterable, Sequence

from annotations.detection.quotations.attribution import Clause, Shape
from annotations.detection.quotations.marks import Quoted
from annotations.detection.quotations.saying import Sayings, Word, span_of, words_of
from annotations.model import Span

_NOUN_WITHIN = 9
"""Words from a noun of saying to the quotation: Rina’s claim that the road was “…”."""
_OWNED = 3
"""Words from "Rina’s" to its noun."""


def hanging(text: str, said: Sayings, words: Sequence[Word], tail: Span) -> Clause | None:
    """Find the subject that follows a comma: Admitting that the road was “…”, Rina left."""
    if not words or not said.adjacent_endings:
        return None
    first = words[0]
    if first.fold not in said.verbs or not first.fold.endswith(said.adjacent_endings):
        return None
    comma = text.find(",", tail.start - 1, tail.end)
    after = words_of(text, comma, min(tail.end, comma + 120)) if comma >= 0 else []
    begin = next(
        (n for n, word in enumerate(after) if word.capital or word.fold in said.pronouns), None
    )
    if begin is None or begin > _OWNED:
        return None
    end = begin + 1
    while end < len(after) and after[end].capital and after[begin].fold not in said.pronouns:
        end += 1
    return Clause(Shape.MIXED, span_of(after[begin:end]), Span(first.start, first.end), tail.start)


def of_noun(said: Sayings, words: Sequence[Word]) -> Clause | None:
    """Find a noun of saying before a quotation, and whose it is: Rina’s claim that it was “…”."""
    for number in range(len(words) - 1, max(-1, len(words) - _NOUN_WITHIN), -1):
        if words[number].fold not in said.said_nouns:
            continue
        cue = Span(words[number].start, words[number].end)
        if said.possessives:
            owner = _owner_before(said, words[:number])
        else:
            owner = _owner_after(words[number + 1 :])
        if owner:
            return Clause(Shape.MIXED, span_of(owner), cue, words[-1].end)
    return None


def _owner_before(said: Sayings, words: Sequence[Word]) -> list[Word]:
    last = len(words) - 1
    while (
        last >= 0
        and len(words) - last <= _OWNED
        and not words[last].fold.endswith(said.possessives)
    ):
        last -= 1
    if last < 0 or not words[last].fold.endswith(said.possessives) or not words[last].capital:
        return []
    first = last
    while first and words[first - 1].capital:
        first -= 1
    return list(words[first : last + 1])


def _owner_after(words: Sequence[Word]) -> list[Word]:
    owner: list[Word] = []
    for word in words:
        if not word.capital:
            break
        owner.append(word)
    return owner


def outside(words: Iterable[Word], quoted: Sequence[Quoted]) -> list[Word]:
    """Leave out the words that stand inside quotations."""
    return [w for w in words if not any(q.start <= w.start < q.end for q in quoted)]
