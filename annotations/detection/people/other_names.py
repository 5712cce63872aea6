"""Other names of one person: from headlines, in brackets, after "alias", shortened."""

from bisect import bisect_left, insort
from collections.abc import Iterator

from annotations.detection.people.people import Mention, People, Person
from annotations.detection.people.roles import words_of
from annotations.model import Span

_LEAST = 3
"""Letters of a shortened name."""
_FEW = 20
_BESIDE = 4
"""Words before "akrab disapa" in which a name stands right beside it."""
_LONGEST_ALIAS = 4


def attach(people: People, person: Person, mention: Mention) -> None:
    """Add a place where somebody is named, with the office that it says."""
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


def settle(people: People, person: Person) -> None:
    """Take a shorter name where only that one is somebody's: not "Amir Budiman Kini"."""
    forms: dict[tuple[str, ...], tuple[bool, Span]] = {}
    for mention in person.mentions:
        parts = people.parts_of(mention.name)
        known = mention.known or (parts in forms and forms[parts][0])
        forms[parts] = (known, mention.name)
    if person.parts not in forms or forms[person.parts][0]:
        return
    shorter = [
        parts
        for parts, (known, _) in forms.items()
        if known and 1 < len(parts) < len(person.parts) and person.parts[: len(parts)] == parts
    ]
    if shorter:
        best = max(shorter, key=len)
        person.name, person.parts = people.written(forms[best][1]), best


def read_headline(people: People, first: int, last: int) -> None:
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
        attach(people, person, Mention(name=name, start=name.start))


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


def add_aliases(people: People) -> None:
    """Give other names to their people: "yang akrab disapa Cak Budi", "Joko Santoso (JS)"."""
    words, lex = people.words, people.lex
    named = sorted(
        (mention.name.start, number)
        for number, one in enumerate(people.persons)
        if one.known
        for mention in one.mentions
        if not mention.quoted
    )
    beside = {
        mention.name.end: number
        for number, one in enumerate(people.persons)
        for mention in one.mentions
        if not mention.quoted
    }
    persons = list(people.persons)
    for called in lex.called:
        for number in _places(words.folds, called):
            first = number + len(called)
            if first >= len(words) or not words.is_capital(first):
                continue
            before = bisect_left(named, (words.starts[number], -1)) - 1
            whose = named[before][1] if before >= 0 else -1
            ends = (words.span(n - 1, n).end for n in range(number, max(number - _BESIDE, 0), -1))
            whose = next((beside[end] for end in ends if end in beside), whose)
            if whose >= 0:
                end = people.phrases.run(first, min(first + _LONGEST_ALIAS, len(words)))
                _call(people, persons[whose], words.span(first, end))
    for person in persons:
        for mention in person.mentions:
            end = bisect_left(words.starts, mention.name.end)
            if words.texts[end : end + 1] != ["("] or words.texts[end + 2 : end + 3] != [")"]:
                continue
            if _short_for(words.folds[end + 1], person.parts):
                _call(people, person, words.span(end + 1, end + 2))


def add_short_names(people: People) -> None:
    """Give a shortened name to its person: Alex is Alexander Wiratama, named before."""
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


def gender_of(people: People, person: Person) -> str:
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
