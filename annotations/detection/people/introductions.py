"""One way through an article that finds its names and gathers those of one person."""

from collections.abc import Iterator

from annotations.detection.people.descriptions import after_name, before_name
from annotations.detection.people.other_names import (
    add_aliases,
    add_short_names,
    attach,
    gender_of,
    read_headline,
    settle,
)
from annotations.detection.people.people import Mention, People, Person
from annotations.detection.people.phrases import Split

_ADVERBIAL = 14
"""Words that may stand before the subject of a sentence: "Dalam kesempatan yang sama, …"."""
_LONGEST_BRACKET = 6


def introduce(people: People) -> None:
    """Find every mention of a person and gather them by name."""
    found = list(_mentions(people))
    found.sort(key=lambda one: (-len(people.parts_of(one.name)), not one.known, one.name.start))
    for mention in found:
        people.reading.pause()
        _gather(people, mention)
    for first, last in people.headlines:
        read_headline(people, first, last)
    for person in people.persons:
        people.reading.pause()
        settle(people, person)
        person.mentions.sort(key=lambda one: one.name.start)
        person.roles.sort(key=lambda one: one[0])
    add_aliases(people)
    add_short_names(people)
    for person in people.persons:
        person.gender = gender_of(people, person)


def _mentions(people: People) -> Iterator[Mention]:
    """Go through the rows of capitals, sentence by sentence; headlines have too many."""
    words = people.words
    for sentence in people.reading.sentences:
        people.reading.pause()
        if people.is_headline(sentence.start):
            continue
        numbers = words.within(sentence)
        number, last = numbers.start, numbers.stop
        while number < last:
            if not words.is_capital(number):
                number += 1
                continue
            end = max(people.phrases.run(number, last), number + 1)
            first = before_name(people, number, numbers.start)
            split = _split(people, first, end, last)
            if split.has_name and not _unlikely(people, split, numbers.start):
                yield _mention(people, numbers, split, first)
                end = max(end, split.name[1])
            else:
                _institution(people, number, end)
            number = end


def _split(people: People, first: int, end: int, last: int) -> Split:
    """Take a row of capitals apart; where a comma and a clean name follow, it is an office."""
    words, lex, phrases = people.words, people.lex, people.phrases
    limit = end
    if end < last and words.texts[end] == "(":
        close = _closing(people, end, last)
        if close + 1 < last and words.is_capital(close + 1):
            limit = phrases.run(close + 1, last)
    split = phrases.split(first, limit)
    if not split.has_name or split.titled or not split.has_role or not lex.head_first:
        return split
    if _office_goes_on(people, split, limit, last):
        return Split(role=(split.role[0], limit))
    if limit + 1 < last and words.texts[limit] == "," and words.is_capital(limit + 1):
        following = phrases.run(limit + 1, last)
        used = words.folds[split.name[0]] in phrases.shorts
        if used and not _goes_on(people, following, last):
            return split
        after = phrases.split(limit + 1, following)
        clean = after.titled or (after.name[0] == limit + 1 and not after.has_role)
        if after.has_name and clean:
            return Split(role=(split.role[0], limit))
    return split


def _office_goes_on(people: People, split: Split, number: int, last: int) -> bool:
    """Say whether "dan" and more of an office follow: "Asisten Bidang Niaga dan Wisata Amir"."""
    words, lex = people.words, people.lex
    if number + 1 >= last or words.folds[number] not in lex.joining:
        return False
    name = split.name
    alone = name[1] - name[0] == 1 and words.folds[name[0]] not in people.phrases.shorts
    return alone and words.is_capital(number + 1) and not lex.is_head(words.folds[number + 1])


def _goes_on(people: People, number: int, last: int) -> bool:
    """Say whether what follows a name in commas shows that it is meant: a comma, an age, a verb."""
    words, lex = people.words, people.lex
    if number >= last:
        return False
    return words.texts[number] in ",(" or words.folds[number] in lex.speaking | lex.also


def _closing(people: People, number: int, last: int) -> int:
    """Find the bracket that closes the one at a number; `last` where it is far away."""
    texts = people.words.texts
    for close in range(number + 1, min(last, number + _LONGEST_BRACKET)):
        if texts[close] == ")":
            return close
    return last


def _unlikely(people: People, split: Split, sentence: int) -> bool:
    """Say whether a row of capitals is no person's name, as far as its own words tell."""
    words, lex = people.words, people.lex
    first, last = split.name
    if not any(len(words.folds[n]) > 1 for n in range(first, last)):
        return True
    if any(char.isdigit() for n in range(first, last) for char in words.texts[n]):
        return True
    if split.titled:
        return False
    after = words.folds[last] if last < len(words) else ""
    if split.has_role and after in lex.pointing:
        return True
    if last - first == 1 and _modifies(people, last):
        return True
    fold = words.folds[first]
    if last - first == 1:
        if fold in lex.common or fold in lex.area_words:
            return True
        begins = first <= sentence + 1
        if begins and fold not in people.phrases.shorts:
            return people.phrases.is_small(fold) or lex.stem(fold) != fold
    if words.folds[last - 1] in lex.body_ends and last - first > 1:
        return True
    if split.has_role:
        return False
    ending = words.folds[last - 1].rpartition("-")[2]
    return lex.is_body(fold) or (not lex.head_first and lex.is_body(ending))


def _modifies(people: People, number: int) -> bool:
    """Say whether a noun before a number only tells which: "Ashford resident", "Hart campaign"."""
    words, lex = people.words, people.lex
    if lex.head_first or number >= len(words) or not words.texts[number].islower():
        return False
    fold = words.folds[number]
    return not words.is_possessive(number - 1) and (lex.is_head(fold) or lex.is_body(fold))


def _mention(people: People, numbers: range, split: Split, first: int) -> Mention:
    words, lex = people.words, people.lex
    role = split.role if split.has_role else None
    if role and not split.titled and words.folds[role[0]] in lex.kin | lex.serving:
        role, first = None, split.name[0]
    start = min(first, split.name[0])
    if role is None and start > numbers.start + 1 and words.texts[start - 1] == ",":
        role = people.role_before(start - 1, numbers.start)
        start = role[0] if role else start
    if role is None and not split.titled:
        start = split.name[0]
    led = lex.leads(_two_before(people, start, numbers.start))
    beside = after_name(people, split.name[1], numbers.stop, according=led)
    if beside.role and (role is None or role[1] - role[0] < beside.role[1] - beside.role[0]):
        role = beside.role
    # "a nurse of Ashford, said": the place does not speak
    placed = start > numbers.start and words.folds[start - 1] in lex.prepositions | lex.in_place
    told = led or (
        not placed and beside.end < numbers.stop and words.folds[beside.end] in lex.speaking
    )
    name = words.span(*split.name)
    owns = words.is_possessive(split.name[1] - 1) or _modifies(people, split.name[1])
    return Mention(
        name=name,
        start=words.starts[start],
        role=words.span(*role) if role else None,
        speaks=told and not owns,
        subject=not owns and _is_subject(people, numbers.start, start),
        quoted=people.quoted(name.start),
        known=bool(split.titled or role or beside.aged or told or _is_given(people, split.name)),
    )


def _is_given(people: People, name: tuple[int, int]) -> bool:
    first = people.words.folds[name[0]]
    return name[1] - name[0] > 1 and (first in people.lex.male or first in people.lex.female)


def _two_before(people: People, number: int, limit: int) -> tuple[str, str]:
    folds = people.words.folds
    return (
        folds[number - 2] if number - 2 >= limit else "",
        folds[number - 1] if number - 1 >= limit else "",
    )


def _is_subject(people: People, sentence: int, start: int) -> bool:
    words = people.words
    while sentence < start and not words.is_word(sentence):
        sentence += 1
    if start == sentence:
        return True
    if people.lex.leads(("", words.folds[sentence])):
        return False
    return start - sentence <= _ADVERBIAL and words.texts[start - 1] in ",-–—"


def _institution(people: People, first: int, last: int) -> None:
    """Remember an institution's fullest name under its abbreviation.

    "Komisi Pemilihan Umum (KPU)", and "KPU Kota Serang" for KPU.
    """
    words = people.words
    if last - first == 1 and words.texts[first - 1 : first] == ["("]:
        begin = first - 2
        while begin >= 0 and words.is_capital(begin) and first - begin < _ADVERBIAL:
            begin -= 1
        while begin + 1 < first and _leads_to_body(people, begin + 1):
            begin += 1
        if first - begin > len(words.texts[first]) // 2 and words.is_acronym(first):
            span = words.span(begin + 1, first - 1) if begin + 1 < first - 1 else None
            if span is not None:
                people.institutions[words.folds[first]] = people.written(span)
        return
    for begin in range(first, last):
        if words.is_acronym(begin):
            _widest(people, begin, last)


def _leads_to_body(people: People, number: int) -> bool:
    fold = people.words.folds[number]
    return people.lex.is_head(fold) and not people.lex.is_body(fold)


def _widest(people: People, first: int, last: int) -> None:
    words, lex = people.words, people.lex
    end = first + 1
    while end < last and (
        words.folds[end] in lex.places
        or words.folds[end] in lex.bodies
        or words.folds[end] in lex.offices
    ):
        end += 1
    known = people.institutions.get(words.folds[first], "")
    written = people.written(words.span(first, end))
    if len(written) > len(known):
        people.institutions[words.folds[first]] = written


def _gather(people: People, mention: Mention) -> None:
    parts = people.parts_of(mention.name)
    person = people.find(parts, mention.name.start)
    if person is not None and len(parts) > 1 and not set(parts) <= set(person.parts):
        person = None
    if person is None:
        if len(parts) == 1 and not mention.known and parts[0] not in people.phrases.shorts:
            return
        person = Person(people.written(mention.name), parts)
        people.add(person)
    attach(people, person, mention)
