"""A phrase for somebody, taken apart: office, rank, name."""

from collections import Counter
from dataclasses import dataclass

from annotations.detection.people.naming import LONGEST_RUN, Lexicon, Words

_OFFICE_AND_NAME = 3
"""Words of "Kota Rina Sari"."""
_SHORT = 2
"""Letters: a word so short before a full stop is an initial ("M. Yusuf")."""


@dataclass(frozen=True, slots=True)
class Split:
    """Words [first, last) of the name and of the office before it; empty where there is none."""

    name: tuple[int, int] = (0, 0)
    role: tuple[int, int] = (0, 0)
    titled: bool = False

    @property
    def has_name(self) -> bool:
        """Say whether there is a name."""
        return self.name[0] < self.name[1]

    @property
    def has_role(self) -> bool:
        """Say whether there is an office."""
        return self.role[0] < self.role[1]


class Phrases:
    """Splits phrases of one article, with what the article itself says about its words."""

    __slots__ = ("_count", "_pairs", "_small", "learned", "lex", "shorts", "words")

    def __init__(self, words: Words, lex: Lexicon) -> None:
        self.words = words
        self.lex = lex
        self.learned: set[str] = set()
        self.shorts: set[str] = set()
        self._count = Counter(words.folds)
        self._small = set(words.texts)
        self._pairs = Counter(zip(words.folds, words.folds[1:], strict=False))
        self._learn()

    def _learn(self) -> None:
        """See which words with a capital are places here, and which are used alone."""
        words, lex = self.words, self.lex
        placed: Counter[str] = Counter()
        alone: Counter[str] = Counter()
        number, total = 0, len(words)
        while number < total:
            if not words.is_capital(number):
                number += 1
                continue
            last = self.run(number, total)
            before = words.folds[number - 1] if number else ""
            if before in lex.in_place:
                self.learned.update(words.folds[number:last])
                placed.update(words.folds[number:last])
            elif last == number + 1 and self._alone(number):
                alone[words.folds[number]] += 1
            for at in range(number, last - 1):
                if words.folds[at] in lex.in_place and not self._names_holder(number, at, last):
                    self.learned.add(words.folds[at + 1])
            number = max(last, number + 1)
        self.shorts.update(fold for fold, times in alone.items() if times >= placed[fold])

    def _names_holder(self, first: int, at: int, last: int) -> bool:
        """Say whether two words after an office of a place are its holder: "Wali Kota Rina Sari".

        Three are the place and the holder. A place that is known is one.
        """
        folds, lex = self.words.folds, self.lex
        office = at > first and lex.is_head(folds[at - 1])
        return office and last - at == _OFFICE_AND_NAME and folds[at + 1] not in lex.places

    def is_small(self, fold: str) -> bool:
        """Say whether a word is written small somewhere in the article."""
        return fold in self._small

    def _alone(self, number: int) -> bool:
        """Say whether a word with a capital, alone, is used as somebody's name: beside a verb."""
        words, lex = self.words, self.lex
        if lex.is_no_name(words.folds[number]) or words.is_acronym(number):
            return False
        before = words.folds[number - 1] if number else ""
        earlier = words.folds[number - 2] if number > 1 else ""
        if before in lex.prepositions and not lex.leads((earlier, before)):
            return False
        after = words.folds[number + 1] if number + 1 < len(words) else ""
        return (
            lex.leads((earlier, before))
            or after in lex.speaking
            or lex.is_title(before)
            or words.is_possessive(number)
        )

    def run(self, first: int, limit: int) -> int:
        """Go from a word with a capital to the end of the row of such words."""
        words = self.words
        number = first
        limit = min(limit, first + LONGEST_RUN)
        while number < limit:
            joined = words.is_capital(number) or self._glues(number, limit)
            if joined or self._ampersand(number, limit):
                number += 1
            elif number > first and (after := self._after_particles(number, limit)):
                number = after
            else:
                break
        return number

    def _after_particles(self, number: int, limit: int) -> int:
        """Go past "bin" or "van der" before a capital; 0 where there is none."""
        words, lex = self.words, self.lex
        for after in range(number, min(number + 3, limit)):
            if words.is_capital(after):
                return after if after > number else 0
            if words.folds[after] not in lex.particles:
                return 0
        return 0

    def _glues(self, number: int, limit: int) -> bool:
        """Say whether a full stop belongs to the initial or title before it."""
        words, lex = self.words, self.lex
        if words.texts[number] != "." or not number or number + 1 >= limit:
            return False
        if words.ends[number - 1] != words.starts[number] or not words.is_capital(number + 1):
            return False
        before = words.texts[number - 1]
        return (len(before) <= _SHORT and before[0].isupper()) or lex.is_title(before.lower())

    def _ampersand(self, number: int, limit: int) -> bool:
        words = self.words
        return words.texts[number] == "&" and number + 1 < limit and words.is_capital(number + 1)

    def is_name_word(self, number: int) -> bool:
        """Say whether a word may be part of a person's name, as far as it goes by itself."""
        words = self.words
        if not words.is_capital(number) or words.is_acronym(number):
            return False
        fold = words.folds[number]
        if fold in self.shorts:
            return True
        return not self.lex.is_no_name(fold) and fold not in self.learned

    def name_end(self, first: int, limit: int) -> int:
        """Go to the end of the name that begins here: capitals, particles, initials, no degrees."""
        words, lex = self.words, self.lex
        last = self.run(first, limit)
        for number in range(first + 1, last):
            text, fold = words.texts[number], words.folds[number]
            if lex.degrees.fullmatch(text) and (words.texts[number - 1] != "." or "." in text):
                return number
            if words.is_possessive(number - 1) or fold in lex.area_words or text == "&":
                return number
            other = len(fold) > 1 and (fold in lex.common or fold in lex.speaking)
            if other and fold not in lex.given:
                return number
        return last

    def split(self, first: int, last: int) -> Split:
        """Take words [first, last) apart, a phrase without a comma."""
        words = self.words
        while first < last and not words.is_word(first):
            first += 1
        cut = self._before_preposition(first, last)
        found = self._cut(first, cut)
        if found.has_name or cut >= last or not found.has_role:
            return found
        # "guru di Ara dan mantan Camat Hulu Amir", "head of the agency Ann Hart"
        rest = self._cut(cut + 1, last)
        if rest.has_name and (rest.has_role or rest.titled):
            return Split(rest.name, (found.role[0], rest.name[0]), rest.titled)
        return found

    def _cut(self, first: int, last: int) -> Split:
        titled = self._titled(first, last)
        if titled.has_name:
            return titled
        if self.lex.head_first:
            return self._head_first(first, last)
        return self._head_last(first, last)

    def _before_preposition(self, first: int, last: int) -> int:
        words, prepositions = self.words, self.lex.prepositions
        for number in range(first + 1, last):
            fold = words.folds[number]
            if fold in prepositions and not words.is_capital(number):
                return number
        return last

    def _titled(self, first: int, last: int) -> Split:
        """Find a name after a rank or a form of address."""
        words, lex = self.words, self.lex
        for title in range(last - 2, first - 1, -1):
            if not lex.is_title(words.folds[title]):
                continue
            start = self._after_rank(title + 1, last)
            if start >= last or not words.is_capital(start):
                continue
            if lex.is_body(words.folds[start]) or (
                lex.is_head(words.folds[start]) and start + 1 < last
            ):
                continue
            if not lex.head_first and not words.is_capital(title):
                continue
            begin = title
            while begin > first and self._is_rank(begin - 1):
                begin -= 1
            role_first = self._role_start(first, begin)
            role_last = begin if words.folds[title] not in lex.ranks or lex.head_first else start
            end = self.name_end(start, last)
            return Split((start, end), self._bracketed(role_first, role_last), titled=True)
        return Split()

    def _is_rank(self, number: int) -> bool:
        lex, words = self.lex, self.words
        fold = words.folds[number]
        if lex.is_title(fold) or words.texts[number] == "." or words.texts[number] in "()":
            return True
        if fold not in lex.rank_parts or not words.is_capital(number):
            return False
        # "Direktur Jenderal Budi": an office's word that no rank goes before
        return number > 0 and (words.folds[number - 1] in lex.ranks or not lex.head_first)

    def _after_rank(self, number: int, last: int) -> int:
        """Skip what makes a rank longer: Pol, TNI (Purn), further titles, brackets."""
        words, lex = self.words, self.lex
        while number < last:
            text, fold = words.texts[number], words.folds[number]
            if text == "(":
                close = number + 1
                while close < last and close < number + 6 and words.texts[close] != ")":
                    close += 1
                if close >= last or words.texts[close] != ")":
                    return number
                number = close + 1
            elif text == "." or lex.is_title(fold) or fold in lex.rank_parts:
                if number + 1 >= last or (text != "." and not words.is_capital(number)):
                    return number
                number += 1
            else:
                return number
        return number

    def _role_start(self, first: int, last: int) -> int:
        """Go to the noun that an office begins with."""
        if not self.lex.head_first:
            return first
        for number in range(first, last):
            if self.lex.is_head(self.words.folds[number]):
                return number
        return last

    def _head_first(self, first: int, last: int) -> Split:
        words, lex = self.words, self.lex
        head = self._role_start(first, last)
        if head >= last:
            return self._bare(first, last)
        while last > head + 1 and words.is_word(last - 1) and not words.is_capital(last - 1):
            last -= 1
        start = last
        while start > head + 1:
            before = start - 1
            joins = start < last and (
                words.folds[before] in lex.particles
                or (words.texts[before] == "." and self._glues(before, last))
            )
            if not joins and not self.is_name_word(before):
                break
            start -= 1
        while start < last and not words.is_capital(start):
            start += 1
        start = self._trimmed(start, last)
        firm = start > first + 1 and words.folds[start - 2] in lex.firms
        if firm and last - start == 1 and words.folds[start] not in self.shorts:
            return Split(role=(head, last))
        if start >= last:
            return Split(role=(head, last))
        return Split((start, self.name_end(start, last)), self._bracketed(head, start))

    def _bracketed(self, first: int, last: int) -> tuple[int, int]:
        """Leave a bracket that is not closed, or was not opened, off the end of an office."""
        texts, folds = self.words.texts, self.words.folds
        while last > first and (texts[last - 1] == "(" or folds[last - 1] in self.lex.clauses):
            last -= 1
        if last > first and texts[last - 1] == ")" and "(" not in texts[first:last]:
            last -= 1
        return first, last

    def _trimmed(self, start: int, last: int) -> int:
        """Leave out the end of an office that looks like a name: "Perum Lestari Budi Raharjo".

        The article shows where the name begins, if it uses a part of it alone.
        """
        words, lex = self.words, self.lex
        for number in range(start, last):
            if words.folds[number] not in self.shorts:
                continue
            first = number
            while first > start and (
                words.folds[first - 1] in lex.given or len(words.folds[first - 1]) <= _SHORT
            ):
                first -= 1
            if first == start:
                return start
            if first < number and first - start > 1:
                return first
            if first - start > _SHORT:
                # used by its last part alone, a name has another one before that
                return first - (first + 1 == last)
            elsewhere = all(self._stands_elsewhere(at) for at in range(start, first))
            return first if elsewhere else start
        for first in range(last - 2, start + 1, -1):
            # "bos Mentari Utara Amir Budiman", where Mentari Utara stands elsewhere too
            if len(words.folds[first - 1]) <= _SHORT or self._stands_elsewhere(first):
                continue
            if self._stands_elsewhere(first - 1):
                known = any(one in lex.given for one in words.folds[start:first])
                return start if known else first
        return start

    def _stands_elsewhere(self, number: int) -> bool:
        """Say whether a word of a phrase occurs before another word than here."""
        fold, after = self.words.folds[number], self.words.folds[number + 1]
        return self._count[fold] > self._pairs[fold, after]

    def _after_office(self, first: int, last: int) -> int:
        """Begin after an office's or a place's word, if two words at least follow it."""
        for number in range(last - 3, first, -1):
            if not self.is_name_word(number) and self.words.is_word(number):
                return number + 1 if self.is_name_word(number + 1) else first
        return first

    def _bare(self, first: int, last: int) -> Split:
        """Find a name without any office before it."""
        words, lex = self.words, self.lex
        for number in range(first, last):
            fold = words.folds[number]
            if not self.is_name_word(number) or fold in lex.common:
                continue
            if fold in lex.spoken_by or fold in lex.speaking:
                continue
            more = number + 1 < last and words.is_capital(number + 1)
            if more and lex.stem(fold) != fold and fold not in self.shorts:
                continue
            end = self.name_end(number, last)
            return Split((self._after_office(self._trimmed(number, last), end), end))
        return Split()

    def _belongs(self, number: int) -> bool:
        """Say whether a word before a first name is one too: "Ottilie Thomas"."""
        words = self.words
        return self.is_name_word(number) and not words.is_possessive(number)

    def _head_last(self, first: int, last: int) -> Split:
        words, lex = self.words, self.lex
        for number in range(first, last):
            fold = words.folds[number]
            if (fold in lex.male or fold in lex.female) and words.is_capital(number):
                if words.is_possessive(number):
                    continue
                start = number
                if start > first and self._belongs(start - 1):
                    start -= 1
                return Split((start, self.name_end(start, last)), self._office(first, start))
        for head in range(last - 1, first - 1, -1):
            if not lex.is_head(words.folds[head]) or words.folds[head] in self.shorts:
                continue
            start = head + 1
            while start < last and not self.is_name_word(start):
                start += 1
            if start < last:
                return Split((start, self.name_end(start, last)), self._office(first, start))
            return Split(role=(first, last))
        return self._bare(first, last)

    def _office(self, first: int, last: int) -> tuple[int, int]:
        """Leave what opens a sentence off the office before a name; nothing without its noun."""
        words, lex = self.words, self.lex
        while first < last and words.folds[first] in lex.office_openers:
            first += 1
        told = any(lex.is_head(f) or lex.is_title(f) for f in words.folds[first:last])
        return (first, last) if told else (first, first)
