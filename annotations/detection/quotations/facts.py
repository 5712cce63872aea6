"""The facts of somebody's words: as whom, as what, by which cue, on which day."""

import re
from datetime import date, timedelta

from annotations.detection.found import Named
from annotations.detection.people.people import People
from annotations.detection.quotations.attribution import Shape
from annotations.detection.quotations.saying import Sayings, sayings
from annotations.detection.quotations.speaking import Act
from annotations.detection.reading import Reading
from annotations.facts import Attribution, Source, WrittenDate
from annotations.importing.dates import find_dates
from annotations.model import Span
from annotations.vocabulary import DatePrecision, QuoteType

_NEAR_DATE = 160
_DAY_AND_MONTH = re.compile(r"\s*\(\s*(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{2}|\d{4}))?\s*\)")
_WEEK = 7


def attribution_of(reading: Reading, people: People, act: Act, rule: str) -> Attribution:
    """Fill the facts of an act, each with the words it was read from."""
    sources: list[Source] = []
    named, clause = act.named, act.clause
    if named.start >= 0:
        sources.append(Source("speaker_as_written", named.start, named.end, rule))
    elif clause is not None and act.shape is not Shape.SPLIT:
        sources.append(Source("speaker_as_written", clause.cue.start, clause.cue.end, rule))
    cue = ""
    if clause is not None:
        cue = reading.words(clause.cue)
        sources.append(Source("cue", clause.cue.start, clause.cue.end, rule))
    role = _part(reading, people, act, "role", named.role, rule, sources)
    institution = _part(reading, people, act, "institution", named.institution, rule, sources)
    said_on, where = _date_said(reading, act)
    if where is not None:
        sources.append(Source("date_said", where.start, where.end, rule))
    return Attribution(
        speaker_as_written=_as_written(named),
        role=role,
        institution=institution,
        quote_type=quote_type(reading, act),
        cue=cue,
        date_said=said_on,
        sources=tuple(sources),
    )


def _as_written(named: Named) -> str:
    return named.text


def _part(
    reading: Reading,
    people: People,
    act: Act,
    field: str,
    known: str,
    rule: str,
    sources: list[Source],
) -> str:
    """Read a role or an institution in the clause, else take it from elsewhere in the article."""
    if act.clause is not None and act.clause.subject is not None:
        span = getattr(people.parse(act.clause.subject), field)
        if span is not None:
            sources.append(Source(field, span.start, span.end, rule))
            return reading.words(span)
    if known:
        start = reading.text.find(known)
        if start >= 0:
            sources.append(Source(field, start, start + len(known), rule))
    return known


def quote_type(reading: Reading, act: Act) -> QuoteType:
    """Say whether words are quoted whole, in part, from a paper, or reported."""
    if act.quoted is None:
        return QuoteType.INDIRECT
    said = sayings(reading.language)
    if act.clause is not None and _is_written(reading, said, act):
        return QuoteType.DOCUMENT
    if act.shape is not Shape.MIXED or _is_whole(reading.text, act):
        return QuoteType.DIRECT
    return QuoteType.MIXED


def _is_whole(text: str, act: Act) -> bool:
    """Say whether a pause and a capital show that a sentence begins: he asked them, “Why?”."""
    if act.quoted is None:
        return False
    before = text[max(act.quoted.start - 2, 0) : act.quoted.start].rstrip()
    return before.endswith((",", ":")) and text[act.words.start].isupper()


def _is_written(reading: Reading, said: Sayings, act: Act) -> bool:
    clause = act.clause
    if clause is None:
        return False
    if clause.subject is None:
        return reading.words(clause.cue).lower() in said.written
    whose = reading.words(clause.subject)
    if any(letter.isupper() for letter in act.named.name[1:]):
        return False
    return said.documents.search(whose) is not None


def _date_said(reading: Reading, act: Act) -> tuple[WrittenDate, Span | None]:
    """Read the day of saying: a date, or a weekday, in the clause's own sentence."""
    clause = act.clause
    if clause is None or act.shape is Shape.SPLIT:
        return WrittenDate(), None
    sentence = reading.sentence_at(clause.cue.start)
    if act.quoted is None:
        if act.words.start > clause.cue.start:
            limits = Span(clause.cue.end, act.words.start)
        else:
            limits = Span(clause.cue.end, sentence.end)
    elif clause.cue.start >= act.words.end:
        limits = Span(clause.cue.end, min(max(sentence.end, clause.end), clause.cue.end + 300))
    else:
        limits = Span(sentence.start, act.words.start)
    return date_within(reading, limits)


def date_within(reading: Reading, limits: Span) -> tuple[WrittenDate, Span | None]:
    """Read the first day named in a stretch: a whole date, or a weekday, with (25/7) or alone."""
    if limits.start >= limits.end:
        return WrittenDate(), None
    words = reading.words(limits)
    for found in find_dates(words, reading.language.code):
        if found.date.precision in {DatePrecision.DAY, DatePrecision.MINUTE}:
            start = limits.start + found.span.start
            return found.date, Span(start, limits.start + found.span.end)
    for number, names in enumerate(sayings(reading.language).weekdays):
        for name in names:
            match = re.search(rf"\b{re.escape(name)}(?!\w)", words)
            if match:
                return _weekday(reading, words, limits.start, match, number)
    return WrittenDate(), None


def _weekday(
    reading: Reading, words: str, offset: int, match: re.Match[str], number: int
) -> tuple[WrittenDate, Span]:
    """Read "Kamis (25/7)" and "Kamis" by the article's date; the words alone without one."""
    numbers = _DAY_AND_MONTH.match(words, match.end())
    end = numbers.end() if numbers else match.end()
    written = words[match.start() : end]
    span = Span(offset + match.start(), offset + end)
    published = _day(reading.published)
    iso = ""
    if numbers:
        iso = _numbered(numbers, published)
    elif published is not None:
        back = (published.weekday() - number) % _WEEK
        iso = (published - timedelta(days=back)).isoformat()
    precision = DatePrecision.DAY if iso else DatePrecision.NONE
    return WrittenDate(written, iso, iso, precision), span


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None


def _numbered(numbers: re.Match[str], published: date | None) -> str:
    year = numbers[3]
    if year is None:
        if published is None:
            return ""
        whole = published.year
    else:
        whole = int(year) + (2000 if len(year) < len("2000") else 0)
    try:
        day = date(whole, int(numbers[2]), int(numbers[1]))
    except ValueError:
        return ""
    if year is None and published is not None and (day - published).days > _NEAR_DATE:
        day = day.replace(year=whole - 1)
    return day.isoformat()
