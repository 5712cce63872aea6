"""Articles, sections and their parts: "Pasal 5 ayat (1) huruf a", "section 20(1)(b)".

One suggestion is one provision; several paragraphs of one article stay together and fill none.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from annotations.detection.languages import NEVER
from annotations.detection.legal.cited import Part, Provision
from annotations.detection.legal.scanning import Heads, Scan, heads
from annotations.detection.legal.words import Words, any_of

UNITS = ("article", "section", "title_part", "chapter", "schedule")
PARTS = {
    "paragraph": r"\d{1,3}[a-z]?",
    "letter": r"[a-zA-Z]",
    "point": r"\d{1,3}",
    "ordinal": r"\d{1,2}e?",
}
"""Parts of a provision, and how the value of each is written."""
MOST_PARAGRAPHS = 20
"""A higher number after "dan" is an article, not a paragraph: "Pasal 55 ayat 1 dan 56"."""

MOST_MEMBERS = 8
"""Of a list of bare numbers that a law closes."""

_ARTICLE = (
    r"(?:\d{1,5}(?:\s?(?:bis|ter)\b|[A-Z]{1,2}(?![a-z])|[a-z]{1,2}\b)?|[IVXLC]{1,7}\b)(?![.,]?\d)"
)
_LETTER_APART = re.compile(r"\s([A-Z])(?=\s*(?:$|[,.;)])|\s+(?:ayat|juncto|jo|KUH|UU)\b)")
_RANGE = re.compile(r"\s?(?:[-–]|s\.?[/ ]?d\.?)\s?\d{1,4}[A-Z]?\b(?![.,]?\d)")
_TO = re.compile(r"[–-]|s\.?/?d\.?(?=\d)")
_SMALL_APART = re.compile(r"\s([a-h])(?=\s+(?:ayat|juncto|jo|KUH|UU|[Uu]ndang)\b)")
_IN_BRACKETS = re.compile(
    r"[^\S\n]?\(\s*(?:(?P<number>\d{1,3}[a-z]?)|(?P<letter>[a-zA-Z]|[ivx]{1,4}))\s*\)"
)


@dataclass(frozen=True, eq=False)
class Grammar:
    """Compiled patterns for provisions."""

    head: Heads
    units: dict[str, re.Pattern[str]]
    article: re.Pattern[str]
    parts: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]
    chain: re.Pattern[str]
    brackets: re.Pattern[str]
    follows: re.Pattern[str]
    not_before: re.Pattern[str]
    before: re.Pattern[str]


def _part(key: str, word: str, joining: str) -> tuple[str, re.Pattern[str], re.Pattern[str]]:
    """Compile how one kind of part is written the first time, and how it goes on."""
    one = PARTS[key]
    return (
        key,
        re.compile(
            rf"(?:\s*,\s*|\s+)?(?P<joined>(?i:{joining})\s*)?(?<![A-Za-z])(?i:{word})\s*(?:ke)?[\s-]*"
            rf"(?P<open>\(\s*)?(?P<value>{one})(?![\w])(?(open)\s*\))"
            r"(?:\s\([a-z]{3,14}\))?"  # "ayat 2 (dua)"
        ),
        re.compile(
            rf"(?:\s*,\s*|\s*[-–]\s*|\s+)(?i:{joining}\s*)?"
            rf"(?P<open>\()?\s*(?P<value>{one})(?![\w]|[.,]\d)(?:\s*(?P<close>\)))?"
        ),
    )


@cache
def grammar(words: Words) -> Grammar:
    """Compile the patterns for provisions from the lists of all languages."""
    joining = words.any_of("joining")
    part_words = {key: words.any_of(key) for key in PARTS}
    parts = tuple(_part(key, part_words[key], joining) for key in PARTS)
    going_on = any_of(
        (
            *words.words("joining"),
            *words.words("of"),
            *words.words("about"),
            *words.words("after_article"),
        )
    )
    verbs = any_of_beginnings(words.words("verbs"))
    return Grammar(
        heads(
            rf"(?<![\w-])(?i:{words.any_of(*UNITS)})\s*(?P<article>{_ARTICLE})",
            (word for unit in UNITS for word in words.words(unit)),
        ),
        {unit: re.compile(rf"(?i:{words.any_of(unit)})") for unit in UNITS},
        re.compile(_ARTICLE),
        parts,
        re.compile(rf"(?P<comma>\s*[,;/]\s*|\s+)(?P<word>(?i:{joining})\s*)*"),
        re.compile(
            rf"(?:,?[^\S\n]+(?i:{joining})|,)[^\S\n]*\((?P<value>\d{{1,3}}[a-z]?|[a-z]|[ivx]{{1,4}})\)"
        ),
        re.compile(
            rf"\s*(?:$|[.,;:)\]\"”’'/\n(]|(?i:{going_on}|{part_words['paragraph']}|{part_words['letter']})|(?:{verbs})[a-z]{{3}})"
        ),
        re.compile(rf"(?i:{words.any_of('streets')})\.?\s*$"),
        re.compile(
            rf"(?<!\w)(?i:{part_words['paragraph']})\s*(?P<open>\()?(?P<value>\d{{1,3}})(?(open)\))"
            rf"\s+(?:(?i:{words.any_of('of')})\s+)?$"
        ),
    )


def any_of_beginnings(beginnings: tuple[str, ...]) -> str:
    """Write a pattern for the beginnings of words."""
    return "|".join(map(re.escape, beginnings)) or NEVER


def find_provisions(
    scan: Scan, words: Words, law_ends: Mapping[int, int], inside: frozenset[int]
) -> Iterator[Provision]:
    """Find provisions in order, also bare numbers that go on from one: "Pasal 310 dan 311".

    `law_ends` are the ends of laws by their starts, `inside` all offsets within laws.
    """
    rules, text = grammar(words), scan.text
    position = 0
    for head in scan.matches(rules.head):
        if (
            head.start() < position
            or head.start() in inside
            or rules.not_before.search(text, max(0, head.start() - 24), head.start())
        ):
            continue
        unit = next(unit for unit in UNITS if rules.units[unit].match(text, head.start()))
        place = (head.start(), head.start("article"), head.end())
        one = _with_parts(rules, text, unit, place, law_ends)
        one = _with_paragraph_before(rules, text, one)
        yield one
        while following := _goes_on(rules, text, one, law_ends):
            one = following
            yield one
        position = one.end


def _with_parts(
    rules: Grammar,
    text: str,
    unit: str,
    place: tuple[int, int, int],
    law_ends: Mapping[int, int],
) -> Provision:
    """Read what stands after an article's number: paragraphs, letters, points."""
    start, number, end = place
    if more := _RANGE.match(text, end):
        end = more.end()
    value = text[number:end]
    if value.isdigit() and (apart := _LETTER_APART.match(text, end)):
        end = apart.end()
        value += apart[1]
    found: dict[str, list[Part]] = {"article": [Part(_written(value), number, end)]}
    while True:
        before = end
        while bracket := _IN_BRACKETS.match(text, end):
            key = "paragraph" if bracket["number"] else "letter"
            group = "number" if bracket["number"] else "letter"
            found.setdefault(key, []).append(Part(bracket[group], *bracket.span(group)))
            end = bracket.end()
            if more := rules.brackets.match(text, end):  # "section 1(2)(a) and (b)"
                found[key].append(Part(more["value"], *more.span("value")))
                end = more.end()
        for key, first, others in rules.parts:
            while part := first.match(text, end):
                found.setdefault(key, []).append(Part(part["value"], *part.span("value")))
                end = part.end()
                while other := others.match(text, end):
                    if not _is_another(rules, text, key, part, other, law_ends):
                        break
                    found[key].append(Part(other["value"], *other.span("value")))
                    end = other.end()
        if end == before:
            break
    if "letter" not in found and (small := _SMALL_APART.match(text, end)):
        found["letter"] = [Part(small[1], *small.span(1))]
        end = small.end()
    while end > start and text[end - 1].isspace():
        end -= 1
    single = {key: values[0] for key, values in found.items() if len(values) == 1}
    if "paragraph" in found and "paragraph" not in single:
        single = {key: part for key, part in single.items() if key == "article"}
    return Provision(start=start, end=end, unit=unit, parts=single)


def _written(article: str) -> str:
    """Write an article's number, or a range of them, without blanks: "27-29"."""
    return _TO.sub("-", re.sub(r"\s", "", article))


def _with_paragraph_before(rules: Grammar, text: str, one: Provision) -> Provision:
    """Take in a paragraph that stands before its article: "ayat (2) Pasal 9"."""
    before = rules.before.search(text, max(0, one.start - 40), one.start)
    if not before or "paragraph" in one.parts:
        return one
    parts = {**one.parts, "paragraph": Part(before["value"], *before.span("value"))}
    return replace(one, start=before.start(), parts=parts)


def _is_another(
    rules: Grammar,
    text: str,
    key: str,
    first: re.Match[str],
    other: re.Match[str],
    law_ends: Mapping[int, int],
) -> bool:
    """Say whether a number after "dan" or a comma is one more of the same part."""
    if bool(other["open"]) != bool(other["close"]):
        return False
    if other["open"]:
        return True
    bracketed = first[0].rstrip().endswith(")")
    if bracketed:
        return False
    if key == "paragraph" and int(re.sub(r"\D", "", other["value"])) > MOST_PARAGRAPHS:
        return False
    if key == "letter" or _at_law(text, other.end(), law_ends):
        return True
    return bool(rules.follows.match(text, other.end()))


def _at_law(text: str, end: int, law_ends: Mapping[int, int]) -> bool:
    return _blank_end(text, end) in law_ends


def _blank_end(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def parts_after(text: str, start: int, words: Words) -> tuple[dict[str, Part], int]:
    """Read the parts that stand behind a law: "Pasal 55 KUHP ayat (1) ke-1"."""
    rules = grammar(words)
    one = _with_parts(rules, text, "article", (start, start, start), {})
    return {key: part for key, part in one.parts.items() if key != "article"}, one.end


def _goes_on(
    rules: Grammar, text: str, before: Provision, law_ends: Mapping[int, int]
) -> Provision | None:
    blank = _blank_end(text, before.end)
    behind_law = law_ends.get(blank)  # "Pasal 480 KUHP jo 55 KUHP"
    link = rules.chain.match(text, behind_law or before.end)
    if not link:
        return None
    number = rules.article.match(text, link.end())
    if not number or not number[0][0].isdigit() or text[number.end() : number.end() + 1].isalpha():
        return None
    at_law = _at_law(text, number.end(), law_ends)
    mark = link["comma"].strip()
    ends_so = at_law or (mark and _closes_at_law(rules, text, number.end(), law_ends))
    if not (link["word"] or (mark and ends_so) or ("," in mark and not behind_law)):
        return None
    if behind_law and not ends_so:
        return None
    if not at_law and not rules.follows.match(text, number.end()):
        return None
    place = (number.start(), number.start(), number.end())
    one = _with_parts(rules, text, before.unit, place, law_ends)
    return replace(one, chained=not behind_law)


def _closes_at_law(rules: Grammar, text: str, start: int, law_ends: Mapping[int, int]) -> bool:
    """Say whether a list of bare numbers goes on from `start` to a law: ", 310, dan 311 KUHP"."""
    for _ in range(MOST_MEMBERS):
        link = rules.chain.match(text, start)
        number = rules.article.match(text, link.end()) if link else None
        if not number or not number[0][0].isdigit():
            return False
        start = number.end()
        if _at_law(text, start, law_ends):
            return True
    return False
