"""What stands beside a name and says who that is: "jaksa KPK, X", "X (45), ketua Y"."""

from dataclasses import dataclass

from annotations.detection.people.people import People

_REACH = 14
"""Words of a description that are looked at, before a name and after it."""
_SHORT = 6
"""Words of a description that ends its sentence: "kata X, ketua panitia."."""
_STOPS = frozenset(',;:()–—"“”.«»?!')
_PAUSES = frozenset(",-–—")


@dataclass(frozen=True, slots=True)
class Beside:
    """The number of the word after a name and what belongs to it; the words of its description."""

    end: int
    role: tuple[int, int] | None = None
    aged: bool = False


def before_name(people: People, number: int, limit: int) -> int:
    """Go back over the small words of an office before a name: "jaksa penuntut umum Budi"."""
    words, lex = people.words, people.lex
    first = number
    for at in range(number - 1, max(limit, number - _REACH) - 1, -1):
        fold = words.folds[at]
        if not words.is_word(at) or fold in lex.speaking or fold in lex.prepositions:
            break
        if fold in lex.definite or fold in lex.indefinite or fold in lex.common:
            break
        if lex.is_head(fold) or lex.is_title(fold):
            first = at
        elif lex.head_first:
            joins = fold in lex.joining and at > limit and words.is_capital(at - 1)
            if fold not in lex.offices and not words.is_capital(at) and not joins:
                break
        elif first < number and (words.is_capital(at) or fold in lex.offices):
            first = at
        elif fold not in lex.offices:
            break
    return first


def after_name(people: People, number: int, last: int, *, according: bool) -> Beside:
    """Look past a name: its age, ", ketua Y,", "selaku Y"; then the word that goes on.

    `according`: a comma after the name may also end "Menurut X,", so a description needs two.
    """
    words, lex = people.words, people.lex
    aged = False
    if number + 2 < last and words.texts[number] == "(":
        aged = words.texts[number + 1].isdigit()
        close = number + 1
        while close < min(last, number + 8) and words.texts[close] != ")":
            close += 1
        number = min(close + 1, last)
    if number < last and words.folds[number] in lex.as_role:
        end = _end(people, number + 1, last)
        role = _role(people, number + 1, min(end, _cut(people, number + 1, end)))
        return Beside(end if role else number, role, aged)
    role = None
    if number + 1 < last and words.texts[number] in _PAUSES:
        end = _end(people, number + 1, last)
        aged = aged or words.texts[number + 1].isdigit()
        ended = end < number + 1 + _REACH
        if according and (end >= last or words.texts[end] == "."):
            ended = end <= number + _SHORT
        # "menghubungi X, pelaku mengaku": the next clause's subject
        clause = words.folds[number + 1] in lex.parties
        clause = clause and end < last and words.folds[end] in lex.speaking
        role = _role(people, number + 1, end) if ended and not clause else None
        if end < last and words.texts[end] in _PAUSES:
            number = end + 1
        elif lex.head_first and end == number + 1 < last:
            number = end  # "seorang penulis, Beth Hartley, mengatakan"
    while number < last and words.folds[number] in lex.also:
        number += 1
    return Beside(number, role, aged)


def _role(people: People, first: int, last: int) -> tuple[int, int] | None:
    """Say whether words after a name describe him: they begin as a description does."""
    words, lex = people.words, people.lex
    begin = first
    while begin < last and (
        words.folds[begin] in lex.indefinite or words.folds[begin] in lex.definite
    ):
        begin += 1
    for at in range(begin, last):
        if words.folds[at] in lex.pointing or words.folds[at] in lex.clauses:
            last = at
            break
    while last > begin and words.folds[last - 1] in lex.prepositions:
        last -= 1
    if begin >= last:
        return None
    if lex.head_first:
        told = (
            lex.is_head(words.folds[begin]) and lex.stem(words.folds[begin]) == words.folds[begin]
        )
    else:
        opening = words.folds[begin]
        told = begin > first or lex.is_head(opening) or opening in lex.offices
        told = told or words.is_capital(begin)
        told = told and any(lex.is_head(words.folds[n]) for n in range(begin, last))
    if not told or people.phrases.split(begin, last).has_name:
        return None
    return begin, last


def _end(people: People, number: int, last: int) -> int:
    """Go to the end of a description: the next comma, dash, bracket or verb of speaking."""
    words, lex = people.words, people.lex
    end, limit = number, min(last, number + _REACH)
    while end < limit and words.texts[end] not in _STOPS and words.folds[end] not in lex.speaking:
        end += 1
    return end


def _cut(people: People, number: int, last: int) -> int:
    words, lex = people.words, people.lex
    for at in range(number + 1, last):
        if words.folds[at] in lex.prepositions and not words.is_capital(at):
            return at
    return last
