"""The words for whoever speaks: how far they go, and what stands around them and is not he."""

import re
from collections.abc import Sequence
from itertools import pairwise

from annotations.detection.quotations.saying import Sayings, Word, span_of, words_of
from annotations.model import Span
from annotations.spans import trim

LONGEST_SUBJECT = 26
"""Words of a phrase for a speaker, with office and institution."""
SHORT_LABEL = 9
"""Words of a label before a colon, or of a name before an apposition."""
CLAUSE_END = re.compile(r"[;:!?…\n]|\s[-–—]+\s")
_APPOSITION = 8
_LONGEST_DATELINE = 6
_DEGREE = 3
"""Letters of one part."""
_FULL_NAME = 2
_SHORTEST_GERUND = 3
"""Words."""
_LONG_GERUND = 7
"""Letters: King and Ming are names."""
_APPOSED = re.compile(r",|[–—]|\s-\s")
_DASH = re.compile(r"\s?[-–—]+\s")


def subject_after(text: str, said: Sayings, limits: Span) -> Span | None:
    """Read who stands after a word of saying, up to where a time, a place or a purpose begins."""
    stop = CLAUSE_END.search(text, limits.start, limits.end)
    end = stop.start() if stop else limits.end
    words = words_of(text, limits.start, end)
    last = 0
    for number, word in enumerate(words[:LONGEST_SUBJECT]):
        between = text[words[number - 1].end : word.start] if number else ""
        # An apposition with a small letter ends at verbs only: Rina, ketua komite di Serang.
        aged = number and text[words[number - 1].start].isdigit() and between.isspace()
        if number and word.fold in said.subject_ends and not aged:  # "pria berusia 54 tahun"
            break
        if not number and (word.fold in said.not_subject or word.fold in said.subject_ends):
            return None
        if "," in between and not _goes_on(said, words, number):
            break
        last = number + 1
    if not last:
        return None
    return _whole(text, words[:last])


def _whole(text: str, words: Sequence[Word]) -> Span:
    """Give the span of words, with the bracket that closes what they open: Kasim (R-Ohio)."""
    span = span_of(words)
    inside = text[span.start : span.end]
    if inside.count("(") > inside.count(")") and text[span.end : span.end + 1] == ")":
        return Span(span.start, span.end + 1)
    return trim(text, span)


def source_after(text: str, said: Sayings, limits: Span) -> Span | None:
    """Read who stands after "menurut" or "according to", to the comma or past an apposition."""
    comma = text.find(",", limits.start, limits.end)
    if comma >= 0:
        second = text.find(",", comma + 1, limits.end)
        beside = words_of(text, comma, second) if second >= 0 else []
        apposed = 0 < len(beside) <= _APPOSITION and _is_apposition(said, beside)
        limits = Span(limits.start, second if apposed else comma)
    first = words_of(text, limits.start, min(limits.end, limits.start + 40))[:2]
    if not first or any(word.fold in said.no_source for word in first):
        return None
    return subject_after(text, said, limits)


def _is_apposition(said: Sayings, words: Sequence[Word]) -> bool:
    if words[0].fold in said.no_first:
        return False
    return sum(word.capital for word in words) * 2 >= len(words)


def _goes_on(said: Sayings, words: Sequence[Word], number: int) -> bool:
    """Say whether the words after a comma still name the speaker."""
    word = words[number]
    if word.fold in said.openers or word.fold in said.not_subject:
        return False
    return word.fold not in said.verbs


def subject_before(
    text: str, said: Sayings, words: Sequence[Word], verb: int | None = None
) -> Span | None:
    """Read who stands before a verb of saying, without what opens the sentence.

    "Dalam rapat itu, Ketua Komite, Rina Wulandari, juga" is Ketua Komite, Rina Wulandari. `verb` is
    where the verb begins: a comma before it closes an apposition.
    """
    last = len(words)
    while last and words[last - 1].fold in said.fillers:
        last -= 1
    if not last:
        return None
    if last > 1 and words[last - 1].fold in said.pronouns and not words[last - 1].capital:
        return span_of(words[last - 1 : last])  # "hit back at Rina after she called"
    if words[last - 1].fold in said.relatives:
        return _before_relative(said, words[: last - 1])
    chunks = without_dateline(text, chunks_of(text, words[:last]))
    first = after_openers(said, chunks)
    until = words[last].start if last < len(words) else verb
    if until is not None and _APPOSED.search(text, words[last - 1].end, until) and len(chunks) > 1:
        return _apposed(text, said, chunks, first)
    if len(chunks) > 1 and len(chunks[-1]) > 1 and chunks[-1][0].fold in said.relatives:
        return _whole(text, chunks[-1][1:])  # "…, whose lawyers said"
    kept = _after_break(said, chunks[max(first, len(chunks) - 3) :])
    while kept and kept[-1][-1].fold in said.breaks:
        kept[-1] = kept[-1][:-1]
        kept = [chunk for chunk in kept if chunk]
    found = [word for chunk in kept for word in chunk][-LONGEST_SUBJECT:]
    for chunk in reversed(kept):
        if chunk[0].fold in said.pronouns:
            return span_of(chunk[:1])
    if not found or (len(kept) == 1 and found[0].fold in said.not_subject):
        return None
    return _whole(text, found)


def after_openers(said: Sayings, chunks: Sequence[list[Word]]) -> int:
    """Number the chunk after those that open a sentence: Monday in Marlow, after the vote, Rina."""
    first = 0
    while first < len(chunks) - 1 and opens(said, chunks[first]):
        if chunks[first + 1][0].fold in said.relatives and not chunks[first + 1][0].capital:
            break  # "One resident, who asked not to be named, said"
        first += 1
    if first:
        for number in range(first, len(chunks) - 1):
            if chunks[number][0].fold in said.openers:
                first = number + 1
    several = len(chunks[first]) >= _FULL_NAME
    if first and several and all(word.end - word.start <= _DEGREE for word in chunks[first]):
        return first - 1  # "Sementara itu dr. Rina Hartati, Sp.A, Direktur RSUD, berujar"
    return first


def without_fillers(text: str, said: Sayings, words: Sequence[Word]) -> Span | None:
    """Take adverbs and auxiliaries off the end: "Rina juga" is Rina."""
    last = len(words)
    while last and words[last - 1].fold in said.fillers:
        last -= 1
    return _whole(text, words[:last]) if last else None


def _apposed(text: str, said: Sayings, chunks: Sequence[list[Word]], first: int) -> Span | None:
    """Read "Rina Wulandari, ketua komite," and "Rina, who lost the vote, "."""
    if first and len(chunks[0]) > 1 and chunks[0][1].capital and chunks[0][0].fold in said.as_who:
        return span_of(chunks[0][1:])  # "As Rina Wulandari, a lawyer, noted"
    head = chunks[first]
    while head and head[0].fold in said.breaks:
        head = head[1:]
    if not head:
        return None
    if first + 1 < len(chunks) and len(head) <= SHORT_LABEL:
        beside = chunks[first + 1]
        if beside[0].fold not in said.parting:
            return _whole(text, [*head, *beside])
    return _whole(text, head)


def _before_relative(said: Sayings, words: Sequence[Word]) -> Span | None:
    """Read whom "which reported" is about: the name right before."""
    first = len(words)
    while first and words[first - 1].capital and words[first - 1].fold not in said.openers:
        first -= 1
    return span_of(words[first:]) if first < len(words) else None


def chunks_of(text: str, words: Sequence[Word]) -> list[list[Word]]:
    """Cut words at commas, dashes and colons, not within brackets."""
    chunks: list[list[Word]] = [[words[0]]]
    depth = 0
    for before, word in pairwise(words):
        between = text[before.end : word.start]
        depth += between.count("(") - between.count(")")
        if depth <= 0 and ("," in between or CLAUSE_END.search(between)):
            chunks.append([])
        chunks[-1].append(word)
    return chunks


def without_dateline(text: str, chunks: list[list[Word]]) -> list[list[Word]]:
    """Leave out "SERANG, Kabar.com - " at the head of a sentence."""
    dashes = [
        number
        for number in range(1, len(chunks))
        if _DASH.search(text, chunks[number - 1][-1].end, chunks[number][0].start)
    ]
    if len(dashes) != 1 or sum(map(len, chunks[: dashes[0]])) > _LONGEST_DATELINE:
        return chunks
    return chunks[dashes[0] :]


def opens(said: Sayings, chunk: Sequence[Word]) -> bool:
    """Say whether a chunk opens a sentence and names nobody: "Dalam rapat itu"."""
    if chunk[0].fold in said.openers or not chunk[0].capital:
        return True
    return _is_gerund(said, chunk)


def _is_gerund(said: Sayings, chunk: Sequence[Word]) -> bool:
    """Say whether a chunk tells what the speaker is doing: "Opening the debate on Friday"."""
    endings = said.adjacent_endings
    if not endings or len(chunk) < _SHORTEST_GERUND or not chunk[0].fold.endswith(endings):
        return False
    long = chunk[0].end - chunk[0].start >= _LONG_GERUND
    return long and any(not word.capital for word in chunk[1:])


def _after_break(said: Sayings, chunks: Sequence[list[Word]]) -> list[list[Word]]:
    """Leave out a clause that stands before, in the chunks or within one."""
    kept = list(chunks)
    for number in range(len(kept) - 1, 0, -1):
        if kept[number][0].fold in said.breaks and any(w.capital for w in kept[number]):
            kept = kept[number:]
            break
    if kept and kept[0][0].fold in said.breaks:
        kept[0] = kept[0][1:]
    return [chunk for chunk in kept if chunk]


def doer_of(said: Sayings, chunk: Sequence[Word]) -> Sequence[Word]:
    """Leave what somebody did off his name: "A Marlow official later walked it back"."""
    never = said.fillers | said.verbs
    last = next((n for n, word in enumerate(chunk) if n and word.fold in never), len(chunk))
    capitals = 0
    while capitals < last and chunk[capitals].capital:
        capitals += 1
    whole = capitals < _FULL_NAME or chunk[0].fold in said.not_verbs
    whole = whole or (capitals < last and chunk[capitals].fold in said.breaks | said.openers)
    return chunk[: last if whole else capitals]
