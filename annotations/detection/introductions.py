"""One way through an article that finds its names and gathers those of one person."""

from bisect import bisect_left, insort
from collections.abc import Iterator

from annotations.detection.descriptions import after_name, before_name
from annotations.detection.people import Mention, People, Person
from annotations.detection.phrases import Split
from annotations.detection.roles import words_of
from annotations.model import Span

_ADVERBIAL = 14
"""Words that may stand before the subject of a sentence: "Dalam kesempatan yang sama, …"."""
_LEAST = 3
"""Letters of a shortened name."""
_FEW = 20
_LONGEST_ALIAS = 4
_LONGEST_BRACKET = 6


def introduce(people: People) -> None:
    """Find every mention of a person and gather them by name."""
    found = list(_mentions(people))
    found.sort(key=lambda one: (-len(people.parts_of(one.name)), not one.known, one.name.start))
    for mention in found:
        _gather(people, mention)
    for first, last in people.headlines:
        _headline(people, first, last)
    for person in people.persons:
        person.mentions.sort(key=lambda one: one.name.start)
        person.roles.sort(key=lambda one: one[0])
    _aliases(people)
    _shortened(people)
    for person in people.persons:
        person.gender = _gender(people, person)


def _mentions(people: People) -> Iterator[Mention]:
    """Go through the rows of capitals, sentence by sentence; headlines have too many."""
    words = people.words
    for sentence in people.reading.sentences:
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
    return lex.is_body(fold) or (not lex.head_first and lex.is_body(words.folds[last - 1]))


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
    told = led or (beside.end < numbers.stop and words.folds[beside.end] in lex.speaking)
    name = words.span(*split.name)
    owns = words.is_possessive(split.name[1] - 1)
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
    _attach(people, person, mention)


def _attach(people: People, person: Person, mention: Mention) -> None:
    person.mentions.append(mention)
    insort(person.starts, mention.name.start)
    if (mention.speaks or mention.subject) and not mention.quoted:
        insort(person.prominent, mention.name.start)
    person.known = person.known or mention.known
    if mention.role is not None:
        role = words_of(people.lex, people.reading.words(mention.role))
        person.roles.append((mention.name.start, mention.role, role))
        if role and role[0] in people.lex.parties:
            person.party = True
        elif role:
            person.official = True


def _headline(people: People, first: int, last: int) -> None:
    """Read a line with capitals throughout: people named elsewhere, and names after titles."""
    words, lex = people.words, people.lex
    for number in range(first, last):
        if not words.is_capital(number):
            continue
        person = people.find((words.folds[number],), words.starts[number])
        if person is None:
            continue
        before = words.folds[number - 1] if number > first else ""
        end = _headline_name_end(people, number, last)
        if len(person.parts) == 1 and end - number > 1 and (lex.is_no_name(before)):
            _rename(people, person, words.span(number, end))
        name = words.span(number, number + 1)
        _attach(people, person, Mention(name=name, start=name.start))


def _headline_name_end(people: People, first: int, last: int) -> int:
    """End a name in a headline before a word that is no name: "Camat Danu Wiratama Buka Pasar"."""
    words, lex, phrases = people.words, people.lex, people.phrases
    for number in range(first + 1, min(last, first + _LONGEST_ALIAS)):
        fold = words.folds[number]
        if (
            phrases.is_small(fold)
            or lex.is_no_name(fold)
            or fold in lex.speaking | lex.spoken_by | lex.headline_verbs
            or fold.endswith(lex.verb_ends)
        ):
            return number
    return min(last, first + _LONGEST_ALIAS - 1)


def _rename(people: People, person: Person, name: Span) -> None:
    """Give a person a fuller name, which only a headline has."""
    person.name = people.written(name)
    for part in people.parts_of(name):
        if part not in person.parts:
            people.by_part.setdefault(part, []).append(person)
    person.parts = people.parts_of(name)


def _aliases(people: People) -> None:
    """Give other names to their people: "yang akrab disapa Cak Budi", "Joko Santoso (JS)"."""
    words, lex = people.words, people.lex
    named = sorted(
        (mention.name.start, number)
        for number, one in enumerate(people.persons)
        if one.known
        for mention in one.mentions
        if not mention.quoted
    )
    persons = list(people.persons)
    for called in lex.called:
        for number in _places(words.folds, called):
            first = number + len(called)
            if first >= len(words) or not words.is_capital(first):
                continue
            before = bisect_left(named, (words.starts[number], -1)) - 1
            if before >= 0:
                end = people.phrases.run(first, min(first + _LONGEST_ALIAS, len(words)))
                _call(people, persons[named[before][1]], words.span(first, end))
    for person in persons:
        for mention in person.mentions:
            end = bisect_left(words.starts, mention.name.end)
            if words.texts[end : end + 1] != ["("] or words.texts[end + 2 : end + 3] != [")"]:
                continue
            if _short_for(words.folds[end + 1], person.parts):
                _call(people, person, words.span(end + 1, end + 2))


def _shortened(people: People) -> None:
    """Give a shortened name to its person: Alex is Alexander Gunawan, named before."""
    beginnings: dict[str, list[Person]] = {}
    for person in people.persons:
        if len(person.parts) > 1:
            for part in {one[:_LEAST] for one in person.parts}:
                beginnings.setdefault(part, []).append(person)
    for person in [one for one in people.persons if len(one.parts) == 1 and not one.roles]:
        name = person.parts[0]
        fuller = [
            one
            for one in beginnings.get(name[:_LEAST], ())[:_FEW]
            if one.starts[0] < person.starts[0] and any(part.startswith(name) for part in one.parts)
        ]
        if len(fuller) == 1 and len(name) >= _LEAST:
            _call(people, fuller[0], person.mentions[0].name)


def _short_for(word: str, parts: tuple[str, ...]) -> bool:
    """Say whether a word is made of a name: its initials, or its beginning."""
    initials = "".join(part[0] for part in parts)
    return len(word) > 1 and (word == initials or (word[:3] == parts[0][:3] and word.isalpha()))


def _call(people: People, person: Person, alias: Span) -> None:
    for part in people.parts_of(alias):
        if part in person.parts or people.lex.is_title(part):
            continue
        person.aliases.add(part)
        others = people.by_part.setdefault(part, [])
        own = [one for one in others if one is not person and one.parts == (part,)]
        for one in own:
            person.mentions = sorted(person.mentions + one.mentions, key=lambda m: m.name.start)
            person.starts = sorted(person.starts + one.starts)
            person.prominent = sorted(person.prominent + one.prominent)
            if one in people.persons:
                people.persons.remove(one)
        if person not in others:
            others.append(person)
        people.by_part[part] = [one for one in others if one not in own]


def _places(folds: list[str], wanted: tuple[str, ...]) -> Iterator[int]:
    size, start = len(wanted), 0
    while True:
        try:
            start = folds.index(wanted[0], start)
        except ValueError:
            return
        if tuple(folds[start : start + size]) == wanted:
            yield start
        start += 1


def _gender(people: People, person: Person) -> str:
    """Say "he" or "she" where an office, a title or the first name tells."""
    lex, words = people.lex, people.words
    told = {word for _, span, _ in person.roles for word in people.parts_of(span)}
    for mention in person.mentions:
        told.update(words.folds[n] for n in words.within(Span(mention.start, mention.name.start)))
    given = {person.parts[0]}
    for known in (told & (lex.she_words | lex.he_words), given & (lex.female | lex.male)):
        she, he = known & (lex.she_words | lex.female), known & (lex.he_words | lex.male)
        if she and not he:
            return "she"
        if he and not she:
            return "he"
    return ""
