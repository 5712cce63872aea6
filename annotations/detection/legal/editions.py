"""Which edition of Indonesia's two criminal codes is meant.

Law 1/2023 (KUHP) and Law 20/2025 (KUHAP) are in force since 2 January 2026. The words decide it
("KUHP baru"), or the number of the article, or the dates; what they leave open is asked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from annotations.detection.legal.cited import Part
from annotations.detection.legal.words import Words
from annotations.detection.reading import Reading
from annotations.importing.dates import FoundDate, find_dates
from annotations.vocabulary import DatePrecision
from resources import marked

IN_FORCE = "2026-01-02"
QUESTION = marked("Which edition: the old code, or the one in force since 2 January 2026?")


@dataclass(frozen=True, slots=True)
class Code:
    """The laws that the editions of a code are, and the last article of the old one."""

    old: str
    new: str
    last: int


CODES = {"KUHP": Code("UU 1/1946", "UU 1/2023", 569), "KUHAP": Code("UU 8/1981", "UU 20/2025", 286)}


@cache
def _words(words: Words) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    new, old = words.any_of("new_edition"), words.any_of("old_edition")
    return (
        re.compile(rf"[\s(]*(?P<found>(?i:{new}))"),
        re.compile(rf"[\s(]*(?P<found>(?i:{old}))"),
        re.compile(rf"(?:(?P<new>(?i:{new}))|(?P<old>(?i:{old})))(?:\s+Indonesian)?\s+$"),
    )


def edition(
    reading: Reading, words: Words, code: str, law: tuple[int, int], article: Part | None
) -> tuple[Part | None, str]:
    """Say which edition of a code stands at `law` [start, end), or what to ask.

    Where the day of the article decides, the part points to the name of the code.
    """
    known = CODES.get(code)
    if known is None:
        return None, ""
    if by_words := _by_words(reading.text, words, known, law):
        return by_words, ""
    if article and int(re.sub(r"\D", "", article.value) or 0) > known.last:
        return Part(known.new, article.start, article.end), ""
    return _by_date(reading, known, law)


def _by_words(text: str, words: Words, code: Code, law: tuple[int, int]) -> Part | None:
    new, old, before = _words(words)
    start, end = law
    year = re.search(r"(?:19|20)\d\d$", text[start:end])
    if year:
        value = code.new if year[0] >= "2023" else code.old
        return Part(value, start + year.start(), end)
    for pattern, value in ((new, code.new), (old, code.old)):
        if found := pattern.match(text, end):
            return Part(value, *found.span("found"))
    if found := before.search(text, max(0, start - 30), start):
        group = "new" if found["new"] else "old"
        return Part(code.new if found["new"] else code.old, *found.span(group))
    return None


def _by_date(reading: Reading, code: Code, law: tuple[int, int]) -> tuple[Part | None, str]:
    """Decide by the day of the article, and by the days that it speaks of.

    A deed before the day in force is judged by the old code, unless the new one is kinder: that an
    article of today about an old deed leaves open.
    """
    days = _days(reading)
    published = reading.published[:10]
    if published and published < IN_FORCE:
        return Part(code.old, *law), ""
    early = [day for day in days if day.date.start[:10] < IN_FORCE]
    if early and len(early) == len(days) and not published:
        return Part(code.old, early[0].span.start, early[0].span.end), ""
    if not early and days:
        return Part(code.new, days[0].span.start, days[0].span.end), ""
    if not early and published:
        return Part(code.new, *law), ""
    return None, QUESTION


def _days(reading: Reading) -> Sequence[FoundDate]:
    return [
        found
        for found in find_dates(reading.text, reading.language.code)
        if found.date.precision in {DatePrecision.DAY, DatePrecision.MINUTE}
    ]
