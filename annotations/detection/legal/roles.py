"""What a reference does in its sentence: somebody is charged under it, broke it, relies on it."""

import re
from functools import cache

from annotations.detection.legal.cited import Part
from annotations.detection.legal.words import Words
from annotations.detection.reading import Reading
from annotations.vocabulary import LegalRole

FAR = 300
"""Characters before a reference in which its cue may stand: chains of provisions are long."""


@cache
def _cues(words: Words) -> re.Pattern[str]:
    groups = "|".join(
        f"(?P<{role}>{words.any_of(role)})" for role in ("charged", "violated", "authority")
    )
    return re.compile(rf"(?<![\w-])(?i:{groups})")


def role(reading: Reading, words: Words, start: int) -> Part | None:
    """Find the role of a reference that begins at `start` by the words before it.

    A charge counts for all that follows in its sentence; an authority ends at a comma, as in
    "according to the police, Article 5".
    """
    sentence = reading.sentence_at(start)
    first = max(sentence.start, start - FAR)
    if not sentence.start <= start <= sentence.end:
        return None
    nearest = None
    for found in _cues(words).finditer(reading.text, first, start):
        kind = found.lastgroup or ""
        part = Part(LegalRole(kind).value, *found.span())
        if kind == "authority" and "," in reading.text[found.end() : start]:
            continue
        if kind == "charged" or nearest is None or nearest.value != LegalRole.CHARGED:
            nearest = part
    return nearest
