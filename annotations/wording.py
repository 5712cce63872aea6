"""A quoted wording against the law's own words, word by word.

A quotation is a piece of a provision as a rule, so the law's words before and behind it are not
missing from it. White space and typography (kinds of quotation marks and dashes) are no
difference, but it is said that they differ; so are capitals, which are shown as a sort of their
own. What an ellipsis in the quotation stands for is left out, and said to be.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from annotations.model import Span
from annotations.revising.symbols import plain_words, symbols
from annotations.shelf import Cited
from annotations.vocabulary import ArticleKind, QuoteType

_MOST = 400_000
"""Product of two lengths in words up to which both are compared whole: a third of a second."""
_GAP = 2
"""What a word of one side alone costs; a word of both earns one, so that it is worth one gap."""
_UP, _LEFT, _BOTH = 1, 2, 3
_FEWEST = 4
"""Words between quotation marks that may be a law's."""
_ELLIPSIS = re.compile(r"[\[(]\s*(?:\.{3,}|…)\s*[\])]|\.{3,}|…")
_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]+)[”“»\"]")
_ENCLOSED = re.compile(r"\s*[“„«\"]([^“”„«»\"]*)[”“»\"]\s*")
"""Words within quotation marks that are not the law's but of whoever quotes it."""
_WORDS = re.compile(r"\w")


class WordChange(StrEnum):
    """What is to be said of some words.

    AROUND: the law's before and behind what is quoted. MISSING: the law's, not in the quotation.
    LEFT_OUT: the law's, for which the quotation has an ellipsis. ADDED: the quotation's alone.
    CASE: the same but for capitals. MARK: the ellipsis itself.
    """

    AROUND = "around"
    SAME = "same"
    CASE = "case"
    MISSING = "missing"
    LEFT_OUT = "left_out"
    ADDED = "added"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row that have the same to be said of them, with the spaces between them.

    `quoted` are they as the quotation has them, `law` as the law has them: both of what is the
    same, one of the rest.
    """

    change: WordChange
    quoted: str = ""
    law: str = ""

    @property
    def text(self) -> str:
        """The words to be shown: the quotation's where it has them."""
        return self.quoted or self.law


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Pieces in reading order, and counts of words.

    Marks such as commas are pieces too, and counted apart, in `marks`: those that differ. `folded`
    says that white space or typography differ where the words are the same.
    """

    pieces: tuple[Piece, ...]
    same: int = 0
    case: int = 0
    missing: int = 0
    left_out: int = 0
    added: int = 0
    marks: int = 0
    folded: bool = False

    @property
    def faithful(self) -> bool:
        """Whether each word that is quoted is the law's, and none between them is missing.

        The first word may begin with another letter, great or small: so a sentence is quoted
        within another one.
        """
        own = [each for each in self.pieces if each.change is not WordChange.AROUND]
        begun = bool(own) and own[0].change is WordChange.CASE
        begun = begun and own[0].quoted[1:].partition(" ")[0] == own[0].law[1:].partition(" ")[0]
        return not (self.missing or self.added or self.marks or self.case > begun)


def quoted(cited: Cited, law: str = "") -> str:
    """Tell which words of a reference are to be the law's, "" where none are quoted.

    The wording that was filled in; else the whole quote where it is of a document; else the
    longest words in quotation marks, where half of them or more are in the law at all.
    """
    if cited.reference.wording:
        return cited.reference.wording
    if cited.quote_type is QuoteType.DOCUMENT or cited.article_kind is ArticleKind.LAW:
        return cited.quote
    inner = max((found[1] for found in _QUOTED.finditer(cited.quote)), key=len, default="")
    said = _words(inner)
    known = {*_words(law)}
    if len(said) < _FEWEST or 2 * sum(word in known for word in said) < len(said):
        return ""
    return inner.strip()


@lru_cache(maxsize=256)  # a list of them, and one opened of it, are compared again and again
def compare(quotation: str, law: str) -> Compared:
    """Compare a quotation with the text of a provision; half a second for the longest."""
    whole = _ENCLOSED.fullmatch(quotation)
    ours, theirs = _Side.of(whole[1] if whole else quotation), _Side.of(law)
    return _told(ours, theirs, _aligned(ours, theirs))


@dataclass(frozen=True, slots=True)
class _Side:
    """A text cut into words and marks; `folded` compare, `ellipses` are indexes of such."""

    text: str
    spans: tuple[Span, ...]
    folded: tuple[str, ...]
    ellipses: frozenset[int]

    @classmethod
    def of(cls, text: str) -> "_Side":
        """Cut a text; an ellipsis is one mark."""
        spans: list[Span] = []
        ellipses: set[int] = set()
        last = 0
        for found in [*_ELLIPSIS.finditer(text)]:
            spans += symbols(text, last, found.start())
            ellipses.add(len(spans))
            spans.append(Span(*found.span()))
            last = found.end()
        spans += symbols(text, last, len(text))
        folded = tuple(plain_words(text[span.start : span.end]).casefold() for span in spans)
        return cls(text, tuple(spans), folded, frozenset(ellipses))

    def cut(self, first: int, last: int) -> str:
        """Give the text from one word to another, both in it."""
        return self.text[self.spans[first].start : self.spans[last].end]

    def word(self, index: int) -> str:
        """Give one word."""
        return self.cut(index, index)


def _aligned(ours: _Side, theirs: _Side) -> list[tuple[int, int]]:
    """Pair equal words, in order, so that the fewest in between differ; the law's ends are free."""
    start, end = 0, len(theirs.folded)
    if len(ours.folded) * end > _MOST:
        start, end = _window(ours.folded, theirs.folded)
    if not ours.folded or start == end:
        return []
    return [(one, start + other) for one, other in _paired(ours, theirs.folded[start:end])]


def _paired(ours: _Side, theirs: Sequence[str]) -> list[tuple[int, int]]:
    width = len(theirs) + 1
    row = [0] * width  # the law's words before the quotation cost nothing
    came: list[bytearray] = []
    for index, word in enumerate(ours.folded):
        before, row = row, [0] * width
        ways = bytearray(width)
        gap = 0 if index in ours.ellipses else _GAP
        row[0] = before[0] + gap
        ways[0] = _UP
        free = index + 1 in ours.ellipses or index in ours.ellipses
        step = 0 if free or index + 1 == len(ours.folded) else _GAP
        for place in range(1, width):
            best, way = before[place] + gap, _UP
            left = row[place - 1] + step
            if left < best:
                best, way = left, _LEFT
            if word == theirs[place - 1] and before[place - 1] - 1 <= best:
                best, way = before[place - 1] - 1, _BOTH
            row[place] = best
            ways[place] = way
        came.append(ways)
    return _way_back(came, width - 1)


def _way_back(came: list[bytearray], place: int) -> list[tuple[int, int]]:
    pairs = []
    index = len(came) - 1
    while index >= 0:
        way = came[index][place]
        if way == _BOTH:
            pairs.append((index, place - 1))
            index, place = index - 1, place - 1
        elif way == _LEFT:
            place -= 1
        else:
            index -= 1
    return pairs[::-1]


def _window(ours: Sequence[str], theirs: Sequence[str]) -> tuple[int, int]:
    """Find the stretch of a long law, twice the quotation's length, with most of its words."""
    size = max(_FEWEST, min(2 * len(ours), _MOST // max(1, len(ours))))
    wanted = {*ours}
    count = sum(word in wanted for word in theirs[:size])
    best, at = count, 0
    for start in range(1, max(1, len(theirs) - size + 1)):
        count += (theirs[start + size - 1] in wanted) - (theirs[start - 1] in wanted)
        if count > best:
            best, at = count, start
    return at, min(len(theirs), at + size)


def _told(ours: _Side, theirs: _Side, pairs: list[tuple[int, int]]) -> Compared:
    marked = [*_changes(ours, theirs, pairs)]
    counts = dict.fromkeys(WordChange, 0)
    marks = 0
    for change, one, other in marked:
        side, index = (ours, one) if one >= 0 else (theirs, other)
        if _WORDS.search(side.word(index)):
            counts[change] += 1
        elif change in {WordChange.MISSING, WordChange.ADDED}:
            marks += 1
    pieces = []
    for change, group in groupby(marked, key=lambda each: each[0]):
        some = list(group)
        quoted_ = [one for _, one, _ in some if one >= 0]
        law = [other for _, _, other in some if other >= 0]
        pieces.append(
            Piece(
                change,
                ours.cut(quoted_[0], quoted_[-1]) if quoted_ else "",
                theirs.cut(law[0], law[-1]) if law else "",
            )
        )
    return Compared(
        pieces=tuple(pieces),
        same=counts[WordChange.SAME],
        case=counts[WordChange.CASE],
        missing=counts[WordChange.MISSING],
        left_out=counts[WordChange.LEFT_OUT],
        added=counts[WordChange.ADDED],
        marks=marks,
        folded=any(
            piece.quoted != piece.law for piece in pieces if piece.change is WordChange.SAME
        ),
    )


def _changes(
    ours: _Side, theirs: _Side, pairs: list[tuple[int, int]]
) -> list[tuple[WordChange, int, int]]:
    """Say of each word what it is: (what, index in the quotation, in the law), -1 for neither."""
    found: list[tuple[WordChange, int, int]] = []
    here = there = 0
    for number, (one, other) in enumerate([*pairs, (len(ours.spans), len(theirs.spans))]):
        inner = 0 < number < len(pairs)
        between = range(here, one)
        elided = not ours.ellipses.isdisjoint(between)
        gone = WordChange.LEFT_OUT if elided else WordChange.MISSING
        law = [(gone if inner else WordChange.AROUND, -1, index) for index in range(there, other)]
        own = [
            (WordChange.MARK if index in ours.ellipses else WordChange.ADDED, index, -1)
            for index in between
        ]
        found += own + law if number == len(pairs) else law + own
        if number < len(pairs):
            same = plain_words(ours.word(one)) == plain_words(theirs.word(other))
            found.append((WordChange.SAME if same else WordChange.CASE, one, other))
        here, there = one + 1, other + 1
    return found


def _words(text: str) -> list[str]:
    return [plain_words(word).casefold() for word in re.findall(r"\w+", text)]
