"""Whether words between marks are somebody's words, or a title, a nickname, a term, irony."""

from enum import Enum

from annotations.detection.quotations.marks import Quoted
from annotations.detection.quotations.saying import Sayings, Word, words_of
from annotations.detection.reading import Reading
from annotations.model import Span

FEWEST = 3
"""Words of a fragment, or of a quotation that no clause claims."""
_ALONE = 5
_LONG_WORD = 4
_NEAR = 30
"""Characters beside a quotation that say whether it stands alone."""
_TITLE_SHARE = 0.75


class Worth(Enum):
    """What the words between marks may be."""

    NOTHING = 0
    FRAGMENT = 1
    WHOLE = 2


def worth_of(
    reading: Reading,
    said: Sayings,
    quoted: Quoted,
    head: Span,
    paragraph: Span,
    *,
    attributed: bool,
) -> Worth:
    """Weigh words between marks; `attributed`: a clause of saying stands directly beside them."""
    text = reading.text
    inside = words_of(text, quoted.inner_start, quoted.inner_end)
    if not inside:
        return Worth.NOTHING
    if attributed:
        if _named_before(text, said, quoted, head) and (
            len(inside) < _ALONE or is_title(text, quoted, inside)
        ):
            return Worth.NOTHING
        short = len(inside) < FEWEST
        return Worth.NOTHING if short and _amid(text, quoted, head) else Worth.WHOLE
    if len(inside) < FEWEST or _named_before(text, said, quoted, head):
        return Worth.NOTHING
    if _stands_alone(reading, quoted, inside, paragraph):
        return Worth.WHOLE
    if is_title(text, quoted, inside):
        return Worth.NOTHING
    return Worth.FRAGMENT


def _amid(text: str, quoted: Quoted, head: Span) -> bool:
    """Say whether words stand within a sentence of the article, with no pause before them."""
    before = text[head.start : quoted.start].rstrip()
    return bool(before) and before[-1] not in '.,:!?)”"—–-'


def _named_before(text: str, said: Sayings, quoted: Quoted, head: Span) -> bool:
    """Say whether a word that gives a name stands right before: bertajuk "…", the film "…"."""
    before = words_of(text, max(head.start, quoted.start - 60), quoted.start)
    if not before or "," in text[before[-1].end : quoted.start]:
        return False
    return before[-1].fold in said.titles


def is_title(text: str, quoted: Quoted, inside: list[Word]) -> bool:
    """Say whether words are written as titles are: capitals, and no sentence."""
    long = [word for word in inside if word.end - word.start >= _LONG_WORD]
    if any(mark in text[quoted.inner_start : quoted.inner_end - 1] for mark in ".,;"):
        return False
    capitals = sum(word.capital for word in long)
    return len(long) > 1 and capitals >= _TITLE_SHARE * len(long)


def _stands_alone(reading: Reading, quoted: Quoted, inside: list[Word], paragraph: Span) -> bool:
    """Say whether words are a sentence of their own, not a part of the article's."""
    text = reading.text
    utters = quoted.start == paragraph.start and text[quoted.inner_end - 1] in ".!?…"
    if len(inside) < _ALONE and not quoted.continued and not utters:
        return False
    if is_title(text, quoted, inside):
        return False
    starts = quoted.start == paragraph.start or quoted.continued
    if not starts:
        before = text[max(paragraph.start, quoted.start - _NEAR) : quoted.start].rstrip()
        starts = before.endswith((".", "!", "?", ":", '"', "”", "…"))
    if not starts:
        return False
    ends = text[quoted.inner_end - 1] in ".!?…" or not quoted.closed
    after = text[quoted.end : min(paragraph.end, quoted.end + _NEAR)].lstrip(" .,)")
    return ends or not after or after[0].isupper() or after[0] in '"“'
