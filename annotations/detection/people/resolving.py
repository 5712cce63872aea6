"""Who is meant by each clause of an article, in reading order."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from annotations.detection.found import Named
from annotations.detection.people.people import Form, Mentioned, People, Person
from annotations.detection.people.roles import agree
from annotations.detection.reading import Reading
from annotations.model import Span

_LOOK_BACK = 40
"""Events of the article that are looked at for a pronoun."""
_MOST_ALIKE = 100
"""People with the same word in their office who are asked about; of more, those found last."""
_NEAR = 600
"""Characters before a paragraph in which somebody not introduced may be meant by a pronoun."""
_SENTENCES = 2
"""Before a clause with "it", in which an institution is looked for."""
_FAR = 3
"""Paragraphs after a speaker whom the subject of a sentence may follow without a verb of saying."""
_MEMORY = 3
"""Paragraphs: so far a person is meant rather than an institution that spoke after him."""


@dataclass(frozen=True, slots=True)
class _Event:
    """Somebody comes up: he is said to speak (`told`), a sentence is about him (`subject`)."""

    at: int
    person: Person
    told: bool
    subject: bool


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A speech act that was resolved; `party`: "pelaku" and the like, without a name, spoke."""

    at: int
    named: Named
    person: Person | None
    party: bool = False
    form: Form = Form.NAME


class Resolver:
    """Says whom the clauses of an article mean; ask in reading order, for each act of speech."""

    def __init__(self, reading: Reading, people: People) -> None:
        self.reading = reading
        self.people = people
        self._spoken: list[_Spoken] = []
        self._speakers: set[Person] = set()
        self._by_word: dict[str, list[Person]] = {}
        self._genders: dict[Person, str] = {}
        self._said_roles: dict[Person, Span] = {}
        self._events = sorted(
            (
                _Event(mention.start, person, mention.speaks, mention.subject)
                for person in people.persons
                if person.known
                for mention in person.mentions
                if not mention.quoted
            ),
            key=lambda one: one.at,
        )
        self._event_starts = [event.at for event in self._events]
        self._subjects = sorted(
            (
                (mention.start, person)
                for person in people.persons
                for mention in person.mentions
                if mention.subject and not mention.quoted
            ),
            key=lambda one: one[0],
        )
        self._unnamed = sorted(
            (
                person
                for person in people.persons
                if not person.roles and any(m.speaks and not m.quoted for m in person.mentions)
            ),
            key=lambda one: one.starts[0],
        )
        self._unnamed_starts = [person.starts[0] for person in self._unnamed]
        self._subject_starts = [start for start, _ in self._subjects]

    def speaks(self, subject: Span | None, at: int) -> Named:
        """Say who speaks; `subject` is the clause's phrase for him, None for "tegasnya"."""
        party, form = False, Form.NAME
        if subject is None:
            named, person = self._last(at)
        else:
            said = self.people.parse(subject)
            party = said.form is Form.ROLE and self._is_party(said)
            named, person = self._of(said, at)
            form = said.form
        if named.name:
            self._spoken.append(_Spoken(at, named, person, party, form))
        if person is not None:
            self._speakers.add(person)
        return named

    def carry(self, at: int) -> Named:
        """Say who speaks in a quotation without any clause."""
        paragraph = self.reading.paragraph_number(at)
        told = self._told_since(at)
        if told is not None and self.reading.paragraph_number(told.at) >= paragraph - 1:
            return self._who(told.person)
        if self._spoken:
            last = self._spoken[-1]
            if self.reading.paragraph_number(last.at) >= paragraph - 1:
                return self._carried(last)
        following = self._next(at)
        if following is not None and (
            not self._spoken or self.reading.paragraph_number(following.at) <= paragraph + 1
        ):
            return self._who(following.person)
        if self._spoken:
            return self._carried(self._spoken[-1])
        person = self._about(at) or self._alone()
        return self._who(person) if person else Named()

    def _alone(self) -> Person | None:
        """Give the only person whom an article introduces with an office, as a release does."""
        officials = [person for person in self.people.persons if person.official]
        return officials[0] if len(officials) == 1 else None

    def _told_since(self, at: int) -> _Event | None:
        """Find the last verb of saying with its speaker since the last words that were said."""
        number = bisect_left(self._event_starts, at)
        for event in reversed(self._events[max(0, number - _LOOK_BACK) : number]):
            if self._spoken and event.at <= self._spoken[-1].at:
                return None
            if event.told:
                return event
        return None

    def _carried(self, spoken: _Spoken) -> Named:
        if spoken.person is not None:
            return self._who(spoken.person)
        named = spoken.named
        return Named(name=named.name, role=named.role, institution=named.institution)

    def _who(
        self, person: Person, words: Span | None = None, said: Mentioned | None = None
    ) -> Named:
        reading = self.reading
        role = said.role if said and said.role and said.form is Form.NAME else person.role
        role = role or self._said_roles.get(person)
        institution = said.institution if said and said.institution else None
        if institution is None and role is not None:
            office = self.people.parse(role)
            institution = office.institution if office.form is Form.ROLE else None
        return Named(
            name=person.name,
            text=reading.words(words) if words else "",
            start=words.start if words else -1,
            end=words.end if words else -1,
            role=reading.words(role) if role else "",
            institution=reading.words(institution) if institution else "",
        )

    def _of(self, said: Mentioned, at: int) -> tuple[Named, Person | None]:
        if said.form is Form.PRONOUN:
            return self._pronoun(said, at)
        if said.form is Form.NAME:
            person = self.people.find(self.people.parts_of(said.words), said.words.start)
            if person is None:
                return self._as_written(said), None
            if said.role is not None:
                self._said_roles.setdefault(person, said.role)
            return self._who(person, said.words, said), person
        if said.form is Form.INSTITUTION:
            parts = self.people.parts_of(said.words)
            person = self.people.find(parts, said.words.start) if len(parts) == 1 else None
            if person is not None and parts[0] in person.aliases:
                return self._who(person, said.words), person
        if said.form is Form.ROLE:
            person = self._by_role(said, at)
            if person is not None:
                return self._who(person, said.words, said), person
        if self._means_last(said):
            named, person = self._last(min(at, said.words.start))
            if named.name and not self._is_deputy(person, said):
                return self._named_so(named, said.words), person
        return self._as_written(said), None

    def _is_deputy(self, person: Person | None, said: Mentioned) -> bool:
        """Say whether somebody is only the deputy of whoever has an office."""
        if person is None:
            return False
        lex, asked = self.people.lex, set(self.people.role_words(said.role or said.words))
        like = [set(words) - asked for _, _, words in person.roles if asked & set(words)]
        return bool(like) and all(rest & (lex.deputies - lex.past) for rest in like)

    def _named_so(self, named: Named, words: Span) -> Named:
        """Give somebody with other words for him: "dia", "pria 54 tahun itu"."""
        text = self.reading.words(words)
        return replace(named, text=text, start=words.start, end=words.end)

    def _means_last(self, said: Mentioned) -> bool:
        """Say whether a description means whoever was spoken of: "the 40-year-old"."""
        lex, people = self.people.lex, self.people
        numbers = people.words.within(said.words)
        folds = [people.words.folds[n] for n in numbers]
        if not folds or folds[0] in lex.indefinite:
            return False
        if lex.head_first:
            noun = lex.is_office(folds[0]) and folds[0] not in lex.collectives
            noun = noun or people.words.is_capital(numbers[0])
            person = folds[0] in lex.somebody or (said.pointed and noun)
            means = person and not lex.is_body(folds[0]) and folds[0] not in lex.places
            means = means and not people.words.is_acronym(numbers[0])
        else:
            last = folds[-1]
            means = folds[0] in lex.definite - lex.owners
            means = means and last not in lex.collectives | lex.unnamed
            means = means and (last.endswith(tuple(lex.somebody)) or lex.is_head(last))
        return means

    def _as_written(self, said: Mentioned) -> Named:
        reading = self.reading
        words = " ".join(reading.words(said.words).split())
        name = words
        if said.form is Form.NAME:
            name = self.people.written(said.words)
        elif said.form is Form.INSTITUTION:
            name = self.people.institutions.get(words.lower(), words)
        return Named(
            name=name,
            text=reading.words(said.words),
            start=said.words.start,
            end=said.words.end,
            role=reading.words(said.role) if said.role else "",
            institution=reading.words(said.institution) if said.institution else "",
        )

    def _by_role(self, said: Mentioned, at: int) -> Person | None:
        """Find the person of an office: the best match, then the one named last before."""
        lex = self.people.lex
        asked = self.people.role_words(said.role or said.words)
        best: tuple[bool, int] | None = None
        found: Person | None = None
        for person in self._with_words(asked):
            if not any(agree(lex, asked, words) for _, _, words in person.roles):
                continue
            number = bisect_left(person.starts, at)
            rank = (bool(number), person.starts[number - 1] if number else -person.starts[0])
            if best is None or rank > best:
                best, found = rank, person
        nobody = said.pointed or self._is_party(said)
        return found or (None if nobody else self._without_office(at))

    def _is_party(self, said: Mentioned) -> bool:
        lex = self.people.lex
        asked = self.people.role_words(said.role or said.words)
        return not asked or asked[0] in lex.parties | lex.collectives

    def _with_words(self, asked: tuple[str, ...]) -> tuple[Person, ...]:
        """List the people whose office shares a word with one that is spoken of."""
        if not self._by_word:
            for person in self.people.persons:
                for word in dict.fromkeys(word for _, _, role in person.roles for word in role):
                    self._by_word.setdefault(word, []).append(person)
        shared = [one for word in asked for one in self._by_word.get(word, [])[-_MOST_ALIKE:]]
        return tuple(dict.fromkeys(shared))

    def _without_office(self, at: int) -> Person | None:
        """Find the only later speaker whom nobody introduces: his name was left out before."""
        number = bisect_right(self._unnamed_starts, at)
        return self._unnamed[number] if number + 1 == len(self._unnamed) else None

    def _pronoun(self, said: Mentioned, at: int) -> tuple[Named, Person | None]:
        lex = self.people.lex
        fold = self.reading.words(said.words).lower()
        gender = "he" if fold in lex.he else "she" if fold in lex.she else ""
        named, person = self._last(min(at, said.words.start), gender)
        body = self._body_before(said.words.start) if fold in lex.things else None
        if body is not None and not (self._spoken and self._spoken[-1].at > body.start):
            named, person = body, None
        elif fold in lex.things and person is not None and person.gender:
            named, person = Named(), None
        if person is not None and gender and not person.gender:
            self._genders.setdefault(person, gender)
        return self._named_so(named, said.words), person

    def _body_before(self, at: int) -> Named | None:
        """Find the institution that the sentence before is about: "The council met … it said"."""
        reading, people = self.reading, self.people
        number = bisect_left(reading.sentences, at, key=lambda one: one.start) - 1
        paragraph = reading.paragraph_number(at)
        for sentence in reversed(reading.sentences[max(0, number - _SENTENCES) : number + 1]):
            if reading.paragraph_number(sentence.start) < paragraph - 1:
                break
            words = people.words.within(sentence)
            first = words.start
            while first < words.stop and people.words.folds[first] in people.lex.definite:
                first += 1
            if first >= words.stop or not people.words.is_capital(first):
                continue
            last = people.phrases.run(first, words.stop)
            lone = last == first + 1 and not people.words.is_acronym(first)
            if lone and not people.lex.is_body(people.words.folds[first]):
                continue  # "Still, …"
            said = people.parse(people.words.span(first, last))
            if said.form is Form.INSTITUTION:
                return self._as_written(said)
        return None

    def _last(self, at: int, gender: str = "") -> tuple[Named, Person | None]:
        """Find who was spoken of last: the last speaker, or the one that came up after him."""
        spoken = self._last_spoken(at, gender)
        number = bisect_left(self._event_starts, at)
        for event in reversed(self._events[max(0, number - _LOOK_BACK) : number]):
            if spoken is not None and event.at <= spoken.at:
                break
            if self._may_be(event.person, gender) and self._comes_up(event, spoken, at, gender):
                return self._who(event.person), event.person
        if spoken is not None:
            return self._carried(spoken), spoken.person
        person = self._about(at)
        if person is None and (following := self._next(at)) is not None:
            person = following.person
        person = person or self._alone()
        return (self._who(person), person) if person else (Named(), None)

    def _about(self, at: int) -> Person | None:
        """Find whom the sentences before are about, where nobody is introduced."""
        number = bisect_left(self._subject_starts, at)
        if (
            not number
            or self._subject_starts[number - 1] < self.reading.paragraph_at(at).start - _NEAR
        ):
            return None
        return self._subjects[number - 1][1]

    def _last_spoken(self, at: int, gender: str) -> _Spoken | None:
        """Find the last speaker; an institution between two words of one person is passed over."""
        paragraph = self.reading.paragraph_number(at)
        first: _Spoken | None = None
        for one in reversed(self._spoken[-_LOOK_BACK:]):
            if not self._may_be(one.person, gender) or (gender and one.form is Form.INSTITUTION):
                continue
            first = first or one
            if one.person is None and self._is_somebody(one):
                return one
            if self.reading.paragraph_number(one.at) < paragraph - _MEMORY:
                break
            if one.person is not None and not one.party:
                return one
        return first

    def _is_somebody(self, spoken: _Spoken) -> bool:
        """Say whether a nameless speaker is one person: "seorang warga", "a witness"."""
        first = spoken.named.name.split()[:1]
        return bool(first) and first[0].lower() in self.people.lex.indefinite

    def _comes_up(self, event: _Event, spoken: _Spoken | None, at: int, gender: str) -> bool:
        """Say whether an event takes the word from the last speaker."""
        if event.told or (event.subject and spoken is None):
            return True
        paragraph = self.reading.paragraph_number(at)
        if paragraph - self.reading.paragraph_number(event.at) > 1:
            return False
        fits = bool(gender) and self._gender(event.person) == gender
        if fits and (not self._spoken or not self._may_be(self._spoken[-1].person, gender)):
            return True
        if fits and event.subject and spoken and self._gender(spoken.person) != gender:
            return True
        if not event.subject or spoken is None:
            return False
        far = paragraph - self.reading.paragraph_number(spoken.at) >= _FAR
        return (
            (far and not event.person.party)
            or spoken.person is event.person
            or event.person.official
            or event.person in self._speakers
        )

    def _gender(self, person: Person | None) -> str:
        return self._genders.get(person, person.gender) if person else ""

    def _may_be(self, person: Person | None, gender: str) -> bool:
        known = self._gender(person)
        return not gender or not known or known == gender

    def _next(self, at: int) -> _Event | None:
        number = bisect_left(self._event_starts, at)
        return next((one for one in self._events[number : number + _LOOK_BACK] if one.told), None)
