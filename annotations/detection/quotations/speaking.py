"""Everything an article has somebody say, in reading order, with the speaker resolved."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, pairwise

from annotations.detection.found import Named
from annotations.detection.people.people import Form, People, find_people
from annotations.detection.people.resolving import Resolver
from annotations.detection.quotations.attribution import (
    REACH,
    Clause,
    Shape,
    clause_after,
    clause_before,
    governing,
    referring,
)
from annotations.detection.quotations.fragments import hanging, of_noun, outside
from annotations.detection.quotations.marks import Quoted
from annotations.detection.quotations.reported import Reported, find_reported
from annotations.detection.quotations.saying import Sayings, sayings, words_of
from annotations.detection.quotations.subjects import source_after
from annotations.detection.quotations.utterance import Worth, worth_of
from annotations.detection.reading import Reading
from annotations.model import Span

_PAUSE = re.compile(r"[,?!](?=\s)")
_LABEL = re.compile(r"([A-Z][A-Z.'’-]{2,20}(?: [A-Z][A-Z.'’-]{1,20}){0,2}):\s")
_PAUSES = 12
_LONGEST_DESCRIPTION = 8
_LONGEST_LABEL = 2


@dataclass(frozen=True, slots=True)
class Act:
    """Words that somebody says: a quotation, or a clause that reports. `words` is what is said.

    `limits` is where the clause and the date of saying stand. `quoted` is None for reported words.
    """

    words: Span
    clause: Clause | None
    shape: Shape
    limits: Span
    quoted: Quoted | None = None
    named: Named = Named()

    @property
    def begins(self) -> int:
        """Where it stands in reading order."""
        return self.limits.start


@lru_cache(maxsize=4)
def acts(reading: Reading) -> tuple[Act, ...]:
    """Find who says what in an article, quoted and reported, in reading order."""
    said = sayings(reading.language)
    found = [*_quotations(reading, said), *_reports(reading, said)]
    found.sort(key=lambda act: (act.begins, act.words.start))
    return tuple(_resolved(reading, found))


@lru_cache(maxsize=4)
def people_of(reading: Reading) -> People:
    """Find the people of an article, once for all rules that ask."""
    return find_people(reading)


def _resolved(reading: Reading, found: Sequence[Act]) -> Iterator[Act]:
    people = people_of(reading)
    resolver, aside = Resolver(reading, people), Resolver(reading, people)
    persons = {person.name for person in people.persons}
    before: Act | None = None
    spoken = False
    closing = _closing_acts(found)
    for number, act in enumerate(found):
        closer = closing.get(number)
        if closer is not None and closer.clause is not None:
            named = resolver.speaks(closer.clause.subject, closer.clause.cue.start)
            named = replace(named, text="", start=-1, end=-1)
        elif act.shape is Shape.SPLIT and before is not None:
            named = before.named
        elif act.clause is not None:
            subject, at = act.clause.subject, act.clause.cue.start
            named = aside.speaks(subject, at) if spoken and _bodiless(people, act) else Named()
            if not named.name or named.name in persons:
                named = resolver.speaks(subject, at)
                spoken = spoken or named.name in persons
        else:
            named = resolver.carry(act.words.start)
        before = replace(act, named=named)
        yield before


def _closing_acts(found: Sequence[Act]) -> dict[int, Act]:
    """Find the end of each quotation that goes on over paragraphs and names its speaker there.

    Gives the last part by the numbers of the parts before it.
    """
    result: dict[int, Act] = {}
    numbers = [number for number, act in enumerate(found) if act.quoted is not None]
    for here, following in reversed([*pairwise(numbers)]):
        one, then = found[here].quoted, found[following].quoted
        if one is None or then is None or one.closed or not then.continued:
            continue
        closer = result.get(following, found[following])
        if found[here].clause is None and found[here].shape is Shape.CARRIED and closer.clause:
            result[here] = closer
    return result


def _bodiless(people: People, act: Act) -> bool:
    """Say whether an office or a body reports, which "tegasnya" then does not mean."""
    if act.quoted is not None or act.clause is None or act.clause.subject is None:
        return False
    form = people.parse(act.clause.subject).form
    return form in {Form.INSTITUTION, Form.ROLE}


def _quotations(reading: Reading, said: Sayings) -> Iterator[Act]:
    quoted = [_mended(reading, said, one) for one in reading.quoted]
    before: Act | None = None
    for number in range(len(quoted)):
        act = _quotation(reading, said, quoted, number, before)
        if act is not None:
            yield act
            before = act


def _mended(reading: Reading, said: Sayings, one: Quoted) -> Quoted:
    """End a quotation that nobody closed where its clause begins: "…, kata Rina."""
    if one.closed:
        return one
    text = reading.text
    for comma in islice(_PAUSE.finditer(text, one.inner_start, one.inner_end), _PAUSES):
        ended = replace(one, end=comma.end(), inner_end=comma.start() + (comma[0] != ","))
        clause = clause_after(reading, said, ended, one.end, finished=False)
        if clause is not None and (
            clause.subject is None or clause.cue.start < clause.subject.start
        ):
            return ended
    return one


def _quotation(
    reading: Reading, said: Sayings, quoted: Sequence[Quoted], number: int, before: Act | None
) -> Act | None:
    one = quoted[number]
    paragraph = reading.paragraph_at(one.start)
    follows = quoted[number + 1].start if number + 1 < len(quoted) else len(reading.text)
    words = Span(one.inner_start, one.inner_end)
    after = clause_after(
        reading,
        said,
        one,
        min(paragraph.end, follows),
        finished=reading.text[one.inner_end - 1 : one.inner_end] == ".",
    )
    head = _head(reading, quoted, number, paragraph)
    lead = clause_before(reading, said, head) if after is None else None
    if lead is not None and lead.shape is Shape.COLON and _labels(reading, lead):
        lead = None
    if lead and before and before.clause and before.clause.cue == lead.cue:
        lead = None  # “The bridge,” said Rina, “will open”: her clause is the first part's already
    clause = after or lead or _labelled(reading.text, one)
    worth = worth_of(reading, said, one, head, paragraph, attributed=clause is not None)
    if worth is Worth.NOTHING:
        return None
    if clause is not None:
        start = min(one.start, clause.cue.start, (clause.subject or clause.cue).start)
        return Act(words, clause, clause.shape, Span(start, max(one.end, clause.end)), one)
    if before is not None and _divides(reading, before, head, paragraph):
        return Act(words, before.clause, Shape.SPLIT, Span(one.start, one.end), one)
    if worth is Worth.FRAGMENT:
        clause = _mixed(reading, said, quoted, number, paragraph) if one.closed else None
        if clause is None:
            return None
        return Act(words, clause, Shape.MIXED, Span(one.start, max(one.end, clause.end)), one)
    clause = _pointing(reading, said, one)
    if clause is not None:
        return Act(words, clause, Shape.REFERRING, Span(one.start, max(one.end, clause.end)), one)
    return Act(words, None, Shape.CARRIED, Span(one.start, one.end), one)


def _labelled(text: str, one: Quoted) -> Clause | None:
    """Read whoever a transcript names within the marks, “HARTLEY: We will come”."""
    label = _LABEL.match(text, one.inner_start, one.inner_end)
    if label is None:
        return None
    end = label.end(1)
    return Clause(Shape.COLON, Span(*label.span(1)), Span(end, end + 1), one.end)


def _labels(reading: Reading, lead: Clause) -> bool:
    """Say whether words before a colon name the text that follows, and nobody."""
    if lead.subject is None:
        return False
    form = people_of(reading).parse(lead.subject).form
    words = words_of(reading.text, lead.subject.start, lead.subject.end)
    if len(words) <= _LONGEST_LABEL:
        return False
    small = not any(word.capital for word in words[1:])  # "Readers are asked to say: …"
    return form is Form.DESCRIPTION or (form is Form.INSTITUTION and small)


def _divides(reading: Reading, before: Act, head: Span, paragraph: Span) -> bool:
    """Say whether a quotation goes on after a clause: "…," said Rina. "…"; "…," she said, "…"."""
    if before.quoted is None or before.limits.start < paragraph.start:
        return False
    between = reading.text[head.start : head.end].rstrip()
    if not between or between.endswith((".", "!", "?", ")", "”", '"', "'")):
        return True
    clause = before.clause
    return between.endswith((",", "-", "–", "—")) and (
        clause is not None and head.start <= clause.cue.start < head.end
    )


def _head(reading: Reading, quoted: Sequence[Quoted], number: int, paragraph: Span) -> Span:
    """Give what stands before a quotation in its sentence, or the line that leads to it."""
    one = quoted[number]
    text = reading.text
    if one.start == paragraph.start:
        place = reading.paragraph_number(one.start)
        if place > 0:
            above = reading.paragraphs[place - 1]
            if text[above.start : above.end].endswith((":", ",")):
                first = reading.sentence_at(above.end - 1).start
                return Span(max(first, above.end - REACH), above.end)
        return Span(one.start, one.start)
    start = max(reading.sentence_at(one.start).start, paragraph.start, one.start - REACH)
    if number and quoted[number - 1].end > start:
        start = quoted[number - 1].end
    return Span(min(start, one.start), one.start)


def _mixed(
    reading: Reading, said: Sayings, quoted: Sequence[Quoted], number: int, paragraph: Span
) -> Clause | None:
    """Find the clause that governs a fragment: the last verb before it, or one after it."""
    one = quoted[number]
    sentence = reading.sentence_at(one.start)
    if not sentence.start <= one.start < sentence.end:
        sentence = paragraph
    sentence = Span(max(sentence.start, one.start - REACH), min(sentence.end, one.end + REACH))
    text = reading.text
    inside = [q for q in quoted[max(0, number - 6) : number + 6] if q is not one]
    head = outside(words_of(text, sentence.start, one.start), inside)
    clause = governing(text, said, head) or of_noun(said, head)
    clause = clause or hanging(text, said, head, Span(one.end, sentence.end))
    if clause is not None:
        return clause
    if head and head[0].fold in said.according_alone:
        return Clause(Shape.MIXED, None, Span(head[0].start, head[0].end), one.start)
    led = said.according.search(text, sentence.start, one.start)
    if led is not None:
        subject = source_after(text, said, Span(led.end(), one.start))
        if subject is not None:
            return Clause(Shape.MIXED, subject, Span(led.start(), led.end()), one.start)
    return _closing(reading, said, one, sentence)


def _closing(reading: Reading, said: Sayings, one: Quoted, sentence: Span) -> Clause | None:
    """Find "…, kata Rina." and "…, Rina said." at the end of a sentence."""
    text = reading.text
    comma = text.rfind(",", one.end, sentence.end)
    tries = 3
    while comma >= 0 and tries:
        clause = clause_after(
            reading,
            said,
            Quoted(one.start, comma + 1, one.inner_start, comma),
            sentence.end,
            finished=False,
        )
        if clause is not None:
            return clause
        comma = text.rfind(",", one.end, comma)
        tries -= 1
    return None


def _pointing(reading: Reading, said: Sayings, one: Quoted) -> Clause | None:
    """Find the next sentence that says whose the words were: Demikian disampaikan Rina."""
    sentences = reading.sentences
    number = bisect_left(sentences, one.end, key=lambda s: s.start)
    if number >= len(sentences):
        return None
    sentence = sentences[number]
    if not said.refers.match(reading.text, sentence.start, sentence.end):
        return None
    if reading.paragraph_number(sentence.start) > reading.paragraph_number(one.start) + 1:
        return None
    words = words_of(reading.text, sentence.start, sentence.end)
    return referring(reading.text, said, sentence, words)


def _says_nothing(reading: Reading, people: People, report: Reported, subject: Span) -> bool:
    """Say whether a subject is too long, or too vague, to be somebody who speaks."""
    if people.parse(subject).form is not Form.DESCRIPTION:
        return False
    words = words_of(reading.text, subject.start, subject.end)
    return report.words.start == report.words.end or len(words) > _LONGEST_DESCRIPTION


def _reports(reading: Reading, said: Sayings) -> Iterator[Act]:
    people = people_of(reading)
    for report in find_reported(reading, said):
        subject = report.clause.subject
        if subject is not None and _says_nothing(reading, people, report, subject):
            continue
        yield Act(report.words, report.clause, report.clause.shape, report.sentence)
