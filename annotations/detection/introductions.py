"""One way through an article that finds its names and gathers those of one person."""

from collections.abc import Iterator

from annotations.detection.people import Mention, People, Person
from annotations.detection.phrases import Split
from annotations.detection.roles import words_of
from annotations.model import Span

_BACK = 12
"""Words of a description that are looked at before a name, and after it."""
_ADVERBIAL = 14
"""Words that may stand before the subject of a sentence: "Dalam kesempatan yang sama, …"."""


def introduce(people: People) -> None:
    """Find every mention of a person and gather them by name."""
    found = list(_mentions(people))
    found.sort(key=lambda one: (-len(people.parts_of(one.name)), one.name.start))
    for mention in found:
        _gather(people, mention)
    for person in people.persons:
        person.mentions.sort(key=lambda one: one.name.start)
        person.roles.sort(key=lambda one: one[0])
    _aliases(people)
    for person in people.persons:
        person.gender = _gender(people, person)


def _mentions(people: People) -> Iterator[Mention]:
    """Go through the rows of capitals, sentence by sentence."""
    words = people.words
    for sentence in people.reading.sentences:
        numbers = words.within(sentence)
        number, last = numbers.start, numbers.stop
        pending: tuple[int, int] | None = None
        while number < last:
            if not words.is_capital(number):
                number += 1
                continue
            end = max(people.phrases.run(number, last), number + 1)
            first = _from_description(people, number, numbers.start)
            split = _split(people, first, end, last)
            if split.has_name and not _unlikely(people, split):
                role = split.role if split.has_role else None
                if role is None and pending and pending[1] == first - 1:
                    role = pending if words.texts[first - 1] == "," else None
                yield _mention(people, numbers, split, role, first)
                end = max(end, split.name[1])
                pending = None
            elif split.has_role:
                pending = (split.role[0], end)
            else:
                _institution(people, number, end)
                pending = None
            number = end


def _from_description(people: People, number: int, limit: int) -> int:
    """Go back over the small words of an office before a name: "jaksa penuntut umum Budi"."""
    words, lex = people.words, people.lex
    first = number
    for at in range(number - 1, max(limit, number - _BACK) - 1, -1):
        fold = words.folds[at]
        if not words.is_word(at) or fold in lex.speaking or fold in lex.prepositions:
            break
        if lex.is_head(fold) or lex.is_title(fold):
            first = at
        elif fold not in lex.offices and not words.is_capital(at):
            if lex.head_first or fold in lex.definite or fold in lex.indefinite:
                break
            if fold in lex.common:
                break
    return first


def _split(people: People, first: int, end: int, last: int) -> Split:
    """Take a row of capitals apart; an office that a comma and a clean name follow has none."""
    words, lex, phrases = people.words, people.lex, people.phrases
    limit = end
    if end < last and words.texts[end] == "(":
        close = end + 1
        while close < min(last, end + 6) and words.texts[close] != ")":
            close += 1
        if close + 1 < last and words.texts[close] == ")" and words.is_capital(close + 1):
            limit = phrases.run(close + 1, last)
    split = phrases.split(first, limit)
    if not split.has_name or split.titled or not split.has_role or not lex.head_first:
        return split
    if words.folds[split.name[0]] in phrases.shorts:
        return split
    if limit + 1 < last and words.texts[limit] == "," and words.is_capital(limit + 1):
        following = phrases.run(limit + 1, last)
        after = phrases.split(limit + 1, following)
        if after.titled or (after.name[0] == limit + 1 and not after.has_role):
            return Split(role=(split.role[0], limit))
    return split


def _unlikely(people: People, split: Split) -> bool:
    """Say whether a row of capitals is no person's name, as far as its own words tell."""
    words, lex = people.words, people.lex
    first, last = split.name
    if split.titled:
        return False
    fold = words.folds[first]
    if last - first == 1 and (fold in lex.common or fold in lex.area_words):
        return True
    return not split.has_role and (
        lex.is_body(fold) or (not lex.head_first and lex.is_body(words.folds[last - 1]))
    )


def _mention(
    people: People, numbers: range, split: Split, role: tuple[int, int] | None, first: int
) -> Mention:
    words, lex = people.words, people.lex
    start = min(role[0] if role else first, split.name[0], first)
    if first < split.name[0] and not split.has_role and not split.titled:
        start = split.name[0] if role is None else start
    after, appositive, known = _after(people, split.name[1], numbers.stop)
    if appositive and (role is None or role[1] - role[0] < appositive[1] - appositive[0]):
        role = appositive
    before = start - 1
    told_before = before >= 0 and (
        words.folds[before] in lex.speaking or words.folds[before] in lex.according
    )
    told_after = after < numbers.stop and words.folds[after] in lex.speaking
    name = words.span(*split.name)
    return Mention(
        name=name,
        start=words.starts[start],
        role=words.span(*role) if role else None,
        speaks=told_before or told_after,
        subject=_is_subject(people, numbers.start, start),
        quoted=people.quoted(name.start),
        known=bool(split.titled or role or known or told_before or told_after),
    )


def _is_subject(people: People, sentence: int, start: int) -> bool:
    words = people.words
    while sentence < start and not words.is_word(sentence):
        sentence += 1
    if start == sentence:
        return True
    return start - sentence <= _ADVERBIAL and words.texts[start - 1] == ","


def _after(people: People, number: int, last: int) -> tuple[int, tuple[int, int] | None, bool]:
    """Look past a name: its age, ", ketua Y,", "selaku Y"; then the word that goes on.

    Gives the number of that word, the words of the description, and whether an age was there.
    """
    words, lex = people.words, people.lex
    role: tuple[int, int] | None = None
    aged = False
    if number + 2 < last and words.texts[number] == "(":
        aged = words.texts[number + 1][0].isdigit()
        close = number + 1
        while close < min(last, number + 8) and words.texts[close] != ")":
            close += 1
        number = min(close + 1, last)
    if number < last and words.folds[number] in lex.as_role:
        end = _description_end(people, number + 1, last)
        if any(lex.is_head(words.folds[n]) for n in range(number + 1, min(number + 5, end))):
            return end, (number + 1, end), aged
        return number, None, aged
    if number + 1 < last and words.texts[number] in ",-–—":
        end = _description_end(people, number + 1, last)
        inside = range(number + 1, end)
        if words.texts[number + 1][0].isdigit():
            aged = True
        if lex.head_first:
            inside = inside[:1]
        told = any(lex.is_head(words.folds[n]) for n in inside)
        if told and not people.phrases.split(number + 1, end).has_name:
            role = (number + 1, end)
        number = end + 1 if end < last and words.texts[end] in ",-–—" else number
    while number < last and words.folds[number] in ("juga", "pun", "sendiri", "also", "then"):
        number += 1
    return number, role, aged


def _description_end(people: People, number: int, last: int) -> int:
    """Go to the end of a description: the next comma, dash, bracket or verb of speaking."""
    words, lex = people.words, people.lex
    end = number
    limit = min(last, number + _BACK)
    while end < limit:
        if words.texts[end] in ',;:()–—"“”.' or words.folds[end] in lex.speaking:
            break
        end += 1
    return end


def _institution(people: People, first: int, last: int) -> None:
    """Remember a row of capitals under each of its words in capitals, the longest one."""
    words = people.words
    span = words.span(first, last)
    for number in range(first, last):
        if words.is_acronym(number):
            key = words.folds[number]
            if len(people.written(span)) > len(people.institutions.get(key, "")):
                people.institutions[key] = people.written(span)


def _gather(people: People, mention: Mention) -> None:
    parts = people.parts_of(mention.name)
    person = people.find(parts, mention.name.start)
    if person is not None and len(parts) > 1 and not set(parts) <= set(person.parts):
        person = None
    if person is None:
        person = Person(people.written(mention.name), parts)
        people.persons.append(person)
        for part in dict.fromkeys(parts):
            people.by_part.setdefault(part, []).append(person)
    person.mentions.append(mention)
    person.known = person.known or mention.known
    if mention.role is not None:
        role = people.reading.words(mention.role)
        person.roles.append((mention.name.start, mention.role, words_of(people.lex, role)))


def _aliases(people: People) -> None:
    """Give other names to their people: "yang akrab disapa Cak Budi"."""
    words, lex = people.words, people.lex
    folds = words.folds
    for called in lex.called:
        for number in _places(folds, called):
            first = number + len(called)
            if first >= len(words) or not words.is_capital(first):
                continue
            end = people.phrases.run(first, min(first + 4, len(words)))
            named = _named_before(people, words.starts[number])
            if named is None:
                continue
            for part in people.parts_of(Span(words.starts[first], words.ends[end - 1])):
                if part in named.parts or lex.is_title(part):
                    continue
                named.aliases.add(part)
                others = people.by_part.setdefault(part, [])
                own = [one for one in others if one is not named and one.parts == (part,)]
                for one in own:
                    named.mentions = sorted(
                        named.mentions + one.mentions, key=lambda m: m.name.start
                    )
                    people.persons.remove(one)
                people.by_part[part] = [one for one in others if one not in own] + [named]


def _places(folds: list[str], wanted: tuple[str, ...]) -> Iterator[int]:
    size = len(wanted)
    start = 0
    while True:
        try:
            start = folds.index(wanted[0], start)
        except ValueError:
            return
        if tuple(folds[start : start + size]) == wanted:
            yield start
        start += 1


def _named_before(people: People, offset: int) -> Person | None:
    """Find the person of a role or a verb of speaking who is named last before an offset."""
    best: tuple[int, Person] | None = None
    for person in people.persons:
        if not person.known:
            continue
        for mention in person.mentions:
            if mention.name.start >= offset:
                break
            if best is None or mention.name.start > best[0]:
                best = (mention.name.start, person)
    return best[1] if best else None


def _gender(people: People, person: Person) -> str:
    """Say "he" or "she" where a title, an office or the first name tells."""
    lex = people.lex
    told = {one for _, _, role in person.roles for one in role} | {person.parts[0]}
    for mention in person.mentions:
        numbers = people.words.within(Span(mention.start, mention.name.start))
        told.update(people.words.folds[n] for n in numbers)
    if told & lex.female:
        return "she"
    return "he" if told & lex.male else ""
