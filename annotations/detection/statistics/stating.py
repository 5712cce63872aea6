"""Which numbers state how many, how much, what share: not dates, ages, ranks, scores and codes."""

import re
from bisect import bisect_right
from decimal import Decimal

from annotations.detection.reading import Reading
from annotations.detection.statistics.guards import WINDOW, Before, guards, parts_before
from annotations.detection.statistics.marks import counting
from annotations.detection.statistics.numbers import Number
from annotations.detection.statistics.units import Measure, Measured, is_known, is_listed

_HIDDEN = re.compile(
    r"https?://[^\s)]{1,2000}|www\.[^\s)]{1,500}|\]\([^)\s]{1,2000}\)|<[^<>\n]{1,500}>"
    r"|\[[^\]\[\n]{0,12}\d{1,3}\]|[@#]\w{1,60}|\b[\w.-]{1,60}@[\w-]{1,60}\.\w{2,10}"
    r"|\b[\w-]{1,60}\.(?:com|co|id|org|net|gov|tv|me|info)\b(?:[/.][^\s)]{0,300})?"
    r"|\b\d{2}:\d{2}:\d{2}(?:[.,]\d{1,3})?"
)
_HIDING = ("://", "www.", "[", "<", "@", "#")
_HIDING_DOT = re.compile(r"\.(?:com|co|id|org|net|gov|tv|me|info)\b|\d:\d\d:")
"""Nothing is hidden where none of these is: few articles have one, and to look takes long."""
_BEFORE = re.compile(r"(\S{1,40})[^\S\n]{1,2}$")
_LIST = re.compile(r"(?:^|\n)[^\S\n]{0,4}(?:[-*•][^\S\n])?$")
_LIST_MARK = re.compile(r"[.)](?=\s|$)")
_CODE_AFTER = re.compile(
    r"[-:/.–]\d|/[A-Z]|\+\d|['’′]|:(?=\d)|[^\S\n]?[x×][^\S\n]?\d|[_@#]|[^\W\d]"
)
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[.:][0-5]\d")
_YEAR_SHAPE = re.compile(r"1[5-9]\d\d|2[01]\d\d")
_YEAR_AFTER = re.compile(r"[^\S\n](?:19|20)\d\d(?!\d)")
_COUNTED_LINE = re.compile(r"(?:^|\n)(\d{1,3})[.)]?[^\S\n]")
_CAPITAL = re.compile(r"(?:\d{0,3}[A-Z]|[a-z]{1,3}[A-Z])[\w.'’-]*")
_PLATE_BEFORE = re.compile(r"(?<![\w])[A-Z]{1,2}[^\S\n]$")
_PLATE_AFTER = re.compile(r"[^\S\n][A-Z]{1,3}(?!\w)")
_TITLE_CASE = 0.7
LONGEST_LIFE = 120
SMALL = 10
ALL = 100
IN_A_ROW = 3
SHORT = 3
LARGE = 1000
TEN, MINUTES = 10, 60
_FAR = 400
"""Characters of a sentence in which "berusia" is said of a number."""


def is_year(number: Number) -> bool:
    """Say whether figures look like a year."""
    return number.magnitude == 1 and bool(_YEAR_SHAPE.fullmatch(number.figures))


def _counters(text: str) -> frozenset[int]:
    """Find where lines are counted: "1 …", "2 …", "3 …" one under the other."""
    heads = [(match.start(1), int(match[1])) for match in _COUNTED_LINE.finditer(text)]
    found: set[int] = set()
    run: list[tuple[int, int]] = []
    for head in [*heads, (0, -1)]:
        if run and head[1] != run[-1][1] + 1:
            found |= {start for start, _ in run} if len(run) >= IN_A_ROW else set()
            run = []
        run.append(head)
    return frozenset(found)


class Stating:
    """Decides for the numbers of one article, one after the other."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._text = reading.text
        self._language = counting(reading.language)
        self._guards = guards(self._language)
        hides = any(mark in reading.text for mark in _HIDING) or _HIDING_DOT.search(reading.text)
        matches = _HIDDEN.finditer(reading.text) if hides else ()
        self._hidden = [match.span() for match in matches]
        self._hidden_starts = [start for start, _ in self._hidden]
        self._counters = _counters(reading.text)
        self._titles: dict[int, bool] = {}
        self._judging: dict[int, bool] = {}
        self._at = -1
        self._parts: frozenset[str] = frozenset()

    def states(self, number: Number, found: Measured) -> bool:
        """Say whether a number with its unit states an amount."""
        if self._is_hidden(number.start) or self._is_code(number, found):
            return False
        if found.what is Measure.MONEY:
            return True
        if number.is_ratio:
            return self._is_ratio(number)
        if self._is_date_or_time(number, found):
            return False
        if found.what in (Measure.PERCENT, Measure.POINT):
            is_all = number.value == ALL
            return not (is_all and self._guards.idiom_after.match(self._text, found.end))
        if number.in_words and number.value is not None and number.value <= SMALL:
            return False
        if number.magnitude == 1 and self._is_labelled(number, found):
            return False
        if found.what is Measure.DURATION:
            return self._is_term(number, found)
        if number.magnitude > 1 or found.what is Measure.MEASURE:
            return not self._is_age(number, found)
        if self._is_score(number, found):
            return False
        if found.what is Measure.NOUN:
            return self._is_count(number, found) and (number.value != 0 or found.unit.islower())
        return self._is_amount(number, found)

    def then(self, number: Number) -> int:
        """Say where the words end that tie a bare number to the next ("dari", "of"); 0 if none."""
        found = self._guards.then.match(self._text, number.end)
        return found.end() if found else 0

    def _before(self, at: int, length: int = WINDOW) -> tuple[int, int]:
        return max(0, at - length), at

    def _stands(self, words: Before, number: Number) -> bool:
        at = number.start
        if at != self._at:
            self._at, self._parts = at, parts_before(self._text, at)
        return words.stands(self._text, at, self._parts)

    def _is_hidden(self, at: int) -> bool:
        index = bisect_right(self._hidden_starts, at) - 1
        return index >= 0 and at < self._hidden[index][1]

    def _is_code(self, number: Number, found: Measured) -> bool:
        text = self._text
        before = text[found.start - 1 : found.start] if found.start else ""
        signed = before == "+" and found.what in (Measure.PERCENT, Measure.POINT, Measure.NOUN)
        if (before in {"#", "@", "№", "_", "+"} and not signed) or number.in_words:
            return bool(before) and not number.in_words
        if found.end == number.end and _CODE_AFTER.match(text, number.end):
            return True
        plain = number.figures.isdigit()
        if plain and len(number.figures) > 1 and number.figures[0] == "0":
            return True
        if found.what in (Measure.MONEY, Measure.PERCENT) or number.magnitude > 1:
            return False
        if plain and len(number.figures) > 6:  # noqa: PLR2004 - a telephone's, an account's
            return found.what is not Measure.NOUN
        if _PLATE_BEFORE.search(text, *self._before(number.start, 4)):
            return bool(_PLATE_AFTER.match(text, number.end))
        if number.start in self._counters:
            return True
        in_list = _LIST.search(text, *self._before(number.start, 8))
        return bool(in_list and _LIST_MARK.match(text, number.end))

    def _is_ratio(self, number: Number) -> bool:
        """Tell "1:1.450" from the score "2:1" and the time "19:30", unless "rasio" is near."""
        if ":" not in self._text[number.start : number.end]:
            if "-" in self._text[number.start : number.end]:  # "2-to-1", not "20-to-39-year-olds"
                return min(number.numerator or 0, number.denominator or 0) <= IN_A_ROW
            if number.in_words and self._text[number.start].isupper() and not self._begins(number):
                return False
            return not is_year(number)
        if self._stands(self._guards.ratio_before, number):
            return True
        under = number.denominator or Decimal(0)
        clock = TEN <= under < MINUTES and under == int(under)  # "with 1:35 left"
        return number.numerator == 1 and under > 1 and not clock

    def _is_date_or_time(self, number: Number, found: Measured) -> bool:
        text, guards = self._text, self._guards
        if guards.clock_after.match(text, number.end):
            return True
        if found.what is Measure.PERCENT or number.magnitude > 1 or number.in_words:
            return False
        lasts = found.what is Measure.DURATION and found.unit != "night"  # "jam 7 malam"
        if not lasts and self._stands(self._guards.clock_before, number):
            return True
        if guards.days.after.match(text, number.end):
            return True
        if self._stands(guards.days.before, number):
            return True
        if not is_year(number):
            return bool(
                found.what in (Measure.NOTHING, Measure.HEAD, Measure.NOUN)
                and self._language.text("numbers.decimal") == ","
                and _CLOCK.fullmatch(number.figures)
            )
        if number.is_range or self._stands(self._guards.year_before, number):
            return True
        if found.what in (Measure.NOTHING, Measure.HEAD, Measure.DURATION):
            return True
        return found.what is Measure.NOUN and not is_listed(found.unit, self._language)

    def _is_age(self, number: Number, found: Measured) -> bool:
        text, guards = self._text, self._guards
        if found.what not in (Measure.DURATION, Measure.NOTHING, Measure.HEAD, Measure.NOUN):
            return False
        if self._stands(self._guards.age_before, number):
            return True
        alone = self._stands(self._guards.age_alone, number)
        young = number.value is not None and number.value <= LONGEST_LIFE
        if alone and young and found.what is not Measure.NOUN:
            return True
        if guards.age_after.match(text, found.end) or guards.age_after.match(text, number.end):
            return True
        if number.value is None or number.value > LONGEST_LIFE:
            return False
        around = text[number.start - 1 : number.start] + text[found.end : found.end + 1]
        if around == "()":
            return found.what is not Measure.NOUN
        opening = text[max(0, number.start - 2) : number.start]
        return (
            opening == ", "
            and text[found.end : found.end + 1] in {",", "."}
            and (found.what is not Measure.NOUN)
        )

    def _is_labelled(self, number: Number, found: Measured) -> bool:
        text = self._text
        if self._guards.ordinal_before.search(text, *self._before(number.start, 16)):
            return True
        if self._stands(self._guards.label_of_several, number):
            return found.what is not Measure.NOUN or not is_listed(found.unit, self._language)
        if not self._stands(self._guards.label, number):
            return False
        if found.what is Measure.MEASURE:
            return number.figures.isdigit()
        is_counted = found.what is Measure.NOUN and found.unit[:1].islower()
        if not is_counted or not is_listed(found.unit, self._language):
            return True
        follows = number.end <= found.unit_start <= number.end + 2
        return not (follows and self._stands(self._guards.weak_label, number))

    def _is_term(self, number: Number, found: Measured) -> bool:
        if self._is_age(number, found) or self._guards.placed_after.match(self._text, found.end):
            return False
        if _YEAR_AFTER.match(self._text, found.end):  # a decree, a model of the year
            return False
        lap = self._guards.laps.after.match(self._text, found.end)
        if lap or self._stands(self._guards.laps.before, number):
            return False
        if self._stands(self._guards.term_before, number):
            return True
        if self._guards.vague_after.match(self._text, found.end):
            return False
        if number.value is not None and number.value <= LONGEST_LIFE and found.unit == "year":
            if self._stands(self._guards.person_before, number):
                return False
            sentence = self._reading.sentence_at(number.start)
            if number.is_range and self._guards.age_word.search(
                self._text, max(sentence.start, number.start - _FAR), number.start
            ):
                return False
            if sentence.start not in self._judging:
                judged = self._guards.judged.search(self._text, sentence.start, sentence.end)
                self._judging[sentence.start] = judged is not None
            if not self._judging[sentence.start] and self._is_name(number):
                return False
        if self._text[found.unit_start].isupper() and not self._in_title(number):
            return False  # a film, a book
        return not self._stands(self._guards.placed_before, number)

    def _is_score(self, number: Number, found: Measured) -> bool:
        if not number.is_range:
            return False
        low, high = number.value or 0, number.value_max or 0
        if low >= high or low == 0:
            return True
        if self._guards.score_after.match(self._text, number.end):
            return True
        is_named = found.unit[:1].isupper() and high < LARGE
        if is_named and not is_known(found.unit, self._language):
            return True
        if self._stands(self._guards.score_before, number):
            return found.what in (Measure.NOTHING, Measure.HEAD) or high < LARGE
        return False

    def _is_count(self, number: Number, found: Measured) -> bool:
        if self._is_age(number, found):
            return False
        numbered = self._stands(self._guards.ordinal_word, number)
        if numbered and found.unit[:1].isupper():
            return False
        known = is_known(found.unit, self._language)
        return known or not self._is_name(number)

    def _is_name(self, number: Number) -> bool:
        """Say whether it is in a name, "Terminal 3 Ultimate": capitals before, not all around."""
        before = _BEFORE.search(self._text, *self._before(number.start))
        if before is None or not _CAPITAL.fullmatch(before[1]) or number.magnitude > 1:
            return False
        if not number.figures.isdigit() and (number.value or 0) >= LARGE:
            return False
        if self._stands(self._guards.lead, number):
            return False
        begins = before.start(1) <= self._reading.sentence_at(number.start).start + 1
        if begins and before[1][0].isupper():
            return False
        if not self._in_title(number):
            return True
        words = self._text[before.start(1) : number.end]
        return self._text.count(words) > 1  # a headline, and the text has the same name

    def _begins(self, number: Number) -> bool:
        """Say whether a number is the first word of its sentence, or of a quotation."""
        return not self._text[max(0, number.start - 2) : number.start].strip().isalnum()

    def _in_title(self, number: Number) -> bool:
        """Say whether nearly all words of the sentence have capitals, as headlines do."""
        sentence = self._reading.sentence_at(number.start)
        start, end = sentence.start, sentence.end
        if start not in self._titles:
            words = [
                word
                for word in self._text[start:end].split()
                if len(word) > SHORT and word[0].isalpha()
            ]
            capitals = sum(word[0].isupper() for word in words)
            self._titles[start] = bool(words) and capitals >= _TITLE_CASE * len(words)
        return self._titles[start]

    def _is_amount(self, number: Number, found: Measured) -> bool:
        """Say whether a number without a noun is one: after "sebanyak", or with "of them"."""
        if self._is_age(number, found):
            return False
        if self._is_name(number):
            return False
        if self._stands(self._guards.ordinal_word, number):
            return False
        if self._guards.some_of.match(self._text, number.end):
            return True
        follows = self._text[number.end : number.end + 2].strip()
        if found.what is Measure.HEAD and not number.is_range and not follows.isupper():
            return True
        if self._stands(self._guards.lead, number):
            return True
        value = number.value or 0
        return bool(not number.figures.isdigit() and value >= LARGE and value == int(value))
