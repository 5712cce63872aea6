"""Who is said to have said it: the clause beside a quotation, or over reported words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotations.detection.quotations.marks import Quoted
from annotations.detection.quotations.saying import Sayings, Word, span_of, words_of
from annotations.detection.quotations.subjects import (
    CLAUSE_END,
    LONGEST_SUBJECT,
    SHORT_LABEL,
    chunks_of,
    doer_of,
    opens,
    source_after,
    subject_after,
    subject_before,
    without_dateline,
    without_fillers,
)
from annotations.detection.reading import Reading
from annotations.model import Span
from annotations.spans import sentence_spans

REACH = 600
"""Characters after a quotation in which its clause may stand."""
_WITHOUT_COMMA = 5
"""Words in which the verb comes where no comma leads over: “Yes” he said."""
_PAIR = 2
_GAP = re.compile(r"""[\s,.)\]"”’'*_]*(?:[-–—]+\s*)?""")
_COMMAS = re.compile(r"[,;]")


class Shape(StrEnum):
    """How a clause stands to the words said; the last part of a rule's name."""

    AFTER = "clause-after"
    BEFORE = "clause-before"
    CLITIC = "clitic"
    COLON = "colon"
    ACCORDING = "according"
    MIXED = "mixed"
    REFERRING = "referring"
    SPLIT = "split"
    CARRIED = "carried"


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of saying: who (None where only a clitic says it), by which words, where it ends."""

    shape: Shape
    subject: Span | None
    cue: Span
    end: int


def clause_after(
    reading: Reading, said: Sayings, quoted: Quoted, limit: int, *, finished: bool
) -> Clause | None:
    """Read the clause that follows a quotation: "…," kata Rina; "…," Rina said.

    `finished`: the quotation ended with a full stop, so that a capital begins a new sentence.
    """
    gap = _GAP.match(reading.text, quoted.end, limit)
    start = gap.end() if gap else quoted.end
    tail = _first_sentence(reading.text, Span(start, min(limit, quoted.end + REACH)))
    words = words_of(reading.text, tail.start, tail.end)
    if not words or words[0].start > start + 1:
        return None
    if "." in reading.text[quoted.end : start] and words[0].capital:
        # “… to the valley”. Rina left: another sentence, unless its verb comes first
        return _inverted(reading.text, said, words, tail)
    return (
        _clitic(said, words, pausing=_pauses(reading.text, quoted))
        or _inverted(reading.text, said, words, tail)
        or _according(reading.text, said, tail, words)
        or _subject_first(
            reading.text,
            said,
            words,
            tail,
            finished=finished,
            pausing=_pauses(reading.text, quoted),
        )
        or _unknown(said, words, reading.text, quoted)
    )


def _unknown(said: Sayings, words: Sequence[Word], text: str, quoted: Quoted) -> Clause | None:
    """Read a verb that no list has: “…,” agrees Rina Hartley; “…,” it recommended."""
    if len(words) < _PAIR or not _pauses(text, quoted) or words[0].capital:
        return None
    first, second = words[0], words[1]
    if text[first.end : second.start].strip():
        return None
    if first.fold in said.thus and second.capital:  # “…,” demikian Rina.
        whom = subject_after(text, said, Span(second.start, words[-1].end))
        return Clause(Shape.AFTER, whom, Span(first.start, first.end), first.end) if whom else None
    if first.fold in said.pronouns:
        if second.capital or second.fold in said.no_verb:
            return None
        subject, cue = Span(first.start, first.end), Span(second.start, second.end)
        return Clause(Shape.AFTER, subject, cue, second.end)
    if not second.capital or first.fold in said.no_unknown_verb or _is_participle(said, first):
        return None
    named = subject_after(text, said, Span(second.start, words[-1].end))
    if named is None:
        return None
    return Clause(Shape.AFTER, named, Span(first.start, first.end), named.end)


def _first_sentence(text: str, limits: Span) -> Span:
    return next(iter(sentence_spans(text, limits)), Span(limits.start, limits.start))


def _pauses(text: str, quoted: Quoted) -> bool:
    """Say whether a comma, or a question or exclamation mark, leads over to a clause."""
    return any(mark in ",?!" for mark in text[quoted.inner_end : quoted.end + 1]) or (
        text[quoted.inner_end - 1 : quoted.inner_end] in {"?", "!"}
    )


def _past(words: Sequence[Word], fillers: frozenset[str], number: int = 0) -> int:
    while number < len(words) - 1 and words[number].fold in fillers:
        number += 1
    return number


def _clitic(said: Sayings, words: Sequence[Word], *, pausing: bool) -> Clause | None:
    for word in (words[0], words[_past(words, said.fillers)]):
        if said.clitic_of(word) or (pausing and said.may_be_clitic(word)):
            return Clause(Shape.CLITIC, None, Span(word.start, word.end), word.end)
    return None


def _according(text: str, said: Sayings, tail: Span, words: Sequence[Word]) -> Clause | None:
    found = said.according.match(text, words[_past(words, said.fillers)].start, tail.end)
    found = found or said.according.match(text, words[0].start, tail.end)
    if found is None:
        return None
    subject = source_after(text, said, Span(found.end(), tail.end))
    if subject is None:
        return None
    return Clause(Shape.AFTER, subject, Span(found.start(), found.end()), subject.end)


def _inverted(text: str, said: Sayings, words: Sequence[Word], tail: Span) -> Clause | None:
    candidates = {0, _past(words, said.fillers)}
    for number in sorted(candidates):
        word = words[number]
        if word.fold not in said.inverted and word.fold not in said.passive:
            continue
        if word.fold not in said.bare and (word.capital or _is_participle(said, word)):
            continue
        after = number + 1
        if after < len(words) and words[after].fold in said.by:
            after += 1
        begin = words[after].start if after < len(words) else tail.end
        if _COMMAS.search(text, word.end, begin):
            return None
        subject = subject_after(text, said, Span(begin, tail.end))
        if subject is not None and not _is_clause(text, said, subject):
            return Clause(Shape.AFTER, subject, Span(word.start, word.end), subject.end)
    return None


def _is_clause(text: str, said: Sayings, subject: Span) -> bool:
    """Say whether what follows a verb is said, and nobody: "said the mayor could be wrong"."""
    words = words_of(text, subject.start, subject.end)
    return bool(said.adjacent_endings) and any(w.fold in said.refusals for w in words[1:])


def _subject_first(
    text: str,
    said: Sayings,
    words: Sequence[Word],
    tail: Span,
    *,
    finished: bool,
    pausing: bool,
) -> Clause | None:
    first = words[0]
    if first.fold in said.not_subject or first.fold in said.openers:
        return None
    if not pausing and not first.capital and first.fold not in said.pronouns:
        return None
    stop = CLAUSE_END.search(text, tail.start, tail.end)
    end = stop.start() if stop else tail.end
    longest = LONGEST_SUBJECT if pausing else _WITHOUT_COMMA
    for number, word in enumerate(words[:longest]):
        if word.start >= end:
            return None
        if not speaks(said, words, number):
            continue
        rest = words[number + 1 :]
        leads = text[word.end : word.end + 1] == ":"  # “It is over.” Her son said: “…”
        if finished and (rest or leads or word.fold not in said.plain):
            return None
        subject = without_fillers(text, said, words[:number])
        if subject is None:
            return None
        return Clause(Shape.AFTER, subject, Span(word.start, word.end), word.end)
    return None


def clause_before(reading: Reading, said: Sayings, head: Span) -> Clause | None:
    """Read the clause that leads to a quotation: Rina mengatakan, "…"; Kapolda: "…"."""
    text = reading.text
    body = text[head.start : head.end].rstrip()
    end = head.start + len(body)
    colon = body.endswith(":")
    words = words_of(text, head.start, end)
    if not words:
        return None
    last = len(words)
    while last and words[last - 1].fold in said.leading:
        last -= 1
    if last:
        cue = words[last - 1]
        saying = cue.fold in said.verbs | said.written and (not cue.capital or last == 1)
        saying = saying and not (last > 1 and _is_noun(said, words[last - 2], cue))
        subject = subject_before(text, said, words[: last - 1], cue.start) if saying else None
        if subject is not None or (last == 1 and (saying or said.clitic_of(cue))):
            return Clause(Shape.BEFORE, subject, Span(cue.start, cue.end), head.end)
    led = _led(text, said, words, end) or _inverted_before(text, said, words, end)
    if led is not None:
        return led
    if colon:
        return _colon(text, said, words, end)
    return None


def _led(text: str, said: Sayings, words: Sequence[Word], end: int) -> Clause | None:
    """Read "Menurut Rina, …" and "Kata Rina, …" before a quotation."""
    if not text[:end].endswith((",", ":")):
        return None
    if len(words) == 1 and words[0].fold in said.according_alone:
        return Clause(Shape.ACCORDING, None, Span(words[0].start, words[0].end), end)
    found = said.according.match(text, words[0].start, end)
    if found is None:
        return None
    subject = source_after(text, said, Span(found.end(), end))
    if subject is None:
        return None
    return Clause(Shape.ACCORDING, subject, Span(found.start(), found.end()), end)


def _inverted_before(text: str, said: Sayings, words: Sequence[Word], end: int) -> Clause | None:
    """Read "The road is closed, explained Rina Hartley, “…”"."""
    if not text[:end].endswith((",", ":")):
        return None
    first = len(words)
    while first and words[first - 1].capital:
        first -= 1
    if not first and len(words) >= _PAIR and words[0].fold in said.inverted:
        cue = Span(words[0].start, words[0].end)  # "Added Hartley, “…”"
        return Clause(Shape.BEFORE, span_of(words[1:]), cue, end)
    if first == len(words) or first < _PAIR:
        return None
    verb = words[first - 1]
    ahead = text[words[first - 2].end : verb.start]
    if verb.fold not in said.inverted or verb.capital or "," not in ahead:
        return None
    return Clause(Shape.BEFORE, span_of(words[first:]), Span(verb.start, verb.end), end)


def _colon(text: str, said: Sayings, words: Sequence[Word], end: int) -> Clause | None:
    """Read a label, "Kapolda: …", or a verb of saying anywhere before a colon."""
    clause = governing(text, said, words)
    if clause is not None:
        return Clause(Shape.BEFORE, clause.subject, clause.cue, end)
    mark = Span(end - 1, end)
    if len(words) > SHORT_LABEL:
        first = len(words)
        while first and words[first - 1].capital:
            first -= 1
        named = words[first:] if len(words) - first > 1 else []
    else:
        named = list(words) if any(word.capital for word in words) else []
        while named and named[0].fold in said.breaks | said.openers:
            named = named[1:]
        if named and named[0].fold in said.pronouns:
            named = named[:1]  # "She then turned to the crowd: …"
    named = named or _head_of(text, said, words)
    return Clause(Shape.COLON, span_of(named), mark, end) if named else None


def _head_of(text: str, said: Sayings, words: Sequence[Word]) -> list[Word]:
    """Give the name that a sentence begins with: "But Rina Hartley came to her defence: “…”"."""
    for chunk in without_dateline(text, chunks_of(text, words))[:_PAIR]:
        head = chunk
        while head and head[0].fold in said.breaks:
            head = head[1:]
        last = 0
        while last < len(head) and head[last].capital and head[last].fold not in said.openers:
            last += 1
        if last >= _PAIR:
            return head[:last]
    return []


def speaks(said: Sayings, words: Sequence[Word], number: int, *, relative: bool = False) -> bool:
    """Say whether a word is a verb of saying that somebody is the subject of.

    Not "enggan menyebut" and, unless `relative`, not "yang mengatakan", whose subject is another.
    """
    word = words[number]
    if not number or word.capital or word.fold not in said.verbs:
        return False
    if _is_participle(said, word):
        return False
    before = number - 1
    if words[before].fold in said.refusals or is_possessive(said, words[before]):
        return False
    while before and words[before].fold in said.fillers:
        before -= 1
    if relative and words[before].fold in said.relatives:
        return True
    return words[before].fold not in said.unspoken


def is_possessive(said: Sayings, word: Word) -> bool:
    """Say whether a word ends in 's: "Rina's remarks" are no remarks that she makes here."""
    return bool(said.possessives) and word.fold.endswith(said.possessives)


def _is_noun(said: Sayings, before: Word, word: Word) -> bool:
    """Say whether a word of saying is a noun: "Rina's claim", "the ruling"."""
    if is_possessive(said, before):
        return True
    may_be = _is_participle(said, word) or word.fold in said.only_adjacent
    return bool(said.adjacent_endings) and may_be and before.fold in said.not_verbs


def _is_participle(said: Sayings, word: Word) -> bool:
    return bool(said.adjacent_endings) and word.fold.endswith(said.adjacent_endings)


def governing(text: str, said: Sayings, words: Sequence[Word]) -> Clause | None:
    """Find the last verb of saying among words, with its subject before it."""
    for number in range(len(words) - 1, 0, -1):
        word = words[number]
        if word.fold in said.only_adjacent or not speaks(said, words, number, relative=True):
            continue
        subject = subject_before(text, said, words[:number], word.start)
        if subject is not None:
            return Clause(Shape.MIXED, subject, Span(word.start, word.end), word.end)
    return _participle(text, said, words)


def _participle(text: str, said: Sayings, words: Sequence[Word]) -> Clause | None:
    """Take the sentence's subject for "Rina went home, telling us the road was “…”"."""
    if not said.adjacent_endings:
        return None
    for number in range(len(words) - 1, 0, -1):
        word = words[number]
        ends = word.fold.endswith(said.adjacent_endings) and word.fold in said.verbs
        if not ends or word.capital or word.fold in said.only_adjacent:
            continue
        chunks = without_dateline(text, chunks_of(text, words[:number]))
        first = 0
        while first < len(chunks) - 1 and opens(said, chunks[first]):
            first += 1
        cue = Span(word.start, word.end)
        if chunks[first][0].fold in said.pronouns:
            return Clause(Shape.MIXED, span_of(chunks[first][:1]), cue, word.end)
        if any(each.capital for each in chunks[first]):
            return Clause(Shape.MIXED, span_of(doer_of(said, chunks[first])), cue, word.end)
    return None


def referring(text: str, said: Sayings, sentence: Span, words: Sequence[Word]) -> Clause | None:
    """Read a sentence that says whose the words beside it are: Hal itu disampaikan Rina."""
    for number, word in enumerate(words[:LONGEST_SUBJECT]):
        stem = word.fold.endswith(said.clitics) and any(
            word.fold.removesuffix(clitic) in said.passive for clitic in said.clitics
        )
        if word.fold not in said.passive and not stem:
            continue
        if number > SHORT_LABEL and not said.refers.match(text, sentence.start, sentence.end):
            return None
        cue = Span(word.start, word.end)
        if word.fold not in said.passive:
            return Clause(Shape.REFERRING, None, cue, word.end)
        after = number + 1
        if after < len(words) and words[after].fold in said.by:
            after += 1
        if after >= len(words):
            return None
        subject = subject_after(text, said, Span(words[after].start, sentence.end))
        if subject is None:
            return None
        return Clause(Shape.REFERRING, subject, cue, subject.end)
    return None
