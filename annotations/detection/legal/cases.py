"""Cases by the names of their parties: "Moss v. Hartley", with a citation where one follows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from annotations.detection.legal.cited import Law, Part
from annotations.detection.legal.words import Words

CASE = "legal.case"

_ABBREVIATED = r"(?:(?:Inc|Corp|Co|Ltd|Bd|Dept|Mr|St|Dr|Bros|Assn|Univ)\.|(?:[A-Z]\.)+)"
_PARTY_WORD = rf"(?:{_ABBREVIATED}|[A-Z][\w'’&-]*(?:\.[\w]+)*)"
_PARTY = (
    rf"{_PARTY_WORD}(?:(?:\s+(?:of|the|and|&|ex|de|la|for))*"
    rf"(?:\s+|,\s+(?=(?:Inc|Corp|Co|Ltd|LLC|LLP)\b))"
    rf"(?:\([A-Z][\w\s]{{0,40}}\)|{_PARTY_WORD})){{0,6}}"
)
_AROUND = 60
"""Characters around two parties in which a word may say that they are in court."""
_LAST_AND = re.compile(r",?\s+(?:and|&)(?:\s+[^\s]+){0,5}$")
LONGEST = 90
"""Characters of one party."""
_FIRST_WORD = re.compile(r"(\S+)\s+")
_FIRST_AND = re.compile(r"[\s,]*(?:(?:and|&|dan|in|or)\s+(?:the\s+)?)?")
_VERSUS = re.compile(r"(?<=[\w.)])\s+v(?P<dot>\.?)\s+(?=[A-Z(])")
_YEAR = re.compile(r"\s+\((?P<year>1[789]\d\d|20\d\d)\)")
_CROWN = re.compile(r"R(?:egina|ex)?|Re|HM[A ].*|R \(.*\).*")
"""Who stands first in a British case against the state."""


@dataclass(frozen=True, eq=False)
class _Cases:
    left: re.Pattern[str]
    right: re.Pattern[str]
    openers: frozenset[str]
    never: re.Pattern[str]
    cue: re.Pattern[str]


@cache
def _cases(words: Words) -> _Cases:
    return _Cases(
        re.compile(rf"(?<![\w.'’&-]){_PARTY}$"),
        re.compile(_PARTY),
        frozenset(words.words("acts.openers")),
        re.compile(words.any_of("acts.no_parties")),
        re.compile(rf"(?<!\w)(?i:{words.any_of('acts.case_words')})"),
    )


def find_cases(text: str, words: Words, citations: Sequence[Law]) -> Iterator[Law]:
    """Find cases, with those of the citations that follow one, and then the other citations."""
    by_start = {law.start: law for law in citations}
    after = 0
    for versus in _VERSUS.finditer(text):
        parties = _parties(_cases(words), text, versus, after)
        if parties is None:
            continue
        cite = by_start.get(_behind_comma(text, parties[1]))
        if not _is_case(_cases(words), text, versus, parties, cite):
            continue
        if cite is not None:
            del by_start[cite.start]
        case = _case(text, versus, parties, cite)
        after = case.end
        yield case
    yield from by_start.values()


def _parties(rules: _Cases, text: str, versus: re.Match[str], after: int) -> tuple[int, int] | None:
    """Find [start, end) of two parties, not before `after`."""
    left = rules.left.search(text, max(0, versus.start() - LONGEST), versus.start())
    right = rules.right.match(text, versus.end(), versus.end() + LONGEST)
    if not left or not right or "\n" in text[left.start() : right.end()]:
        return None
    start, end = max(left.start(), after), right.end()
    if _VERSUS.match(text, end):  # "Roe v. Wade and Doe v. Bolton"
        end = versus.end() + len(_LAST_AND.sub("", text[versus.end() : end]))
    if joined := _FIRST_AND.match(text, start):
        start = joined.end()
    while (opener := _FIRST_WORD.match(text, start, versus.start())) and (
        opener[1] in rules.openers or opener[1].endswith(("'s", "’s"))
    ):
        start = opener.end()
    while end > right.start() and text[end - 1] in ".'’,":
        end -= 1
    if text[end - 1 : end + 1] in {"’s", "'s"}:
        end -= 1
    return (start, end) if start < versus.start() and end > versus.end() else None


def _behind_comma(text: str, start: int) -> int:
    while start < len(text) and text[start] in ", \t\xa0":
        start += 1
    return start


def _is_case(
    rules: _Cases,
    text: str,
    versus: re.Match[str],
    parties: tuple[int, int],
    cite: Law | None,
) -> bool:
    """Say whether two parties are in court; with "v" alone something else must say so."""
    start, end = parties
    if rules.never.search(text, start, end):
        return False
    if versus["dot"] or cite or _CROWN.fullmatch(text, start, versus.start()):
        return True
    return bool(rules.cue.search(text, max(0, start - _AROUND), end + _AROUND))


def _case(text: str, versus: re.Match[str], parties: tuple[int, int], cite: Law | None) -> Law:
    start, end = parties
    crown = _CROWN.fullmatch(text, start, versus.start())
    name = Part(" ".join(text[start:end].split()), start, end)
    parts = {"instrument": Part("Case", start, end), "name": name}
    place = "us" if versus["dot"] else "gb" if crown else ""
    if cite is not None:
        parts = {**cite.parts, **parts}
        place, end = cite.jurisdiction, cite.end
    elif year := _YEAR.match(text, end):
        parts["year"] = Part(year["year"], *year.span("year"))
    return Law(
        start=start,
        end=end,
        rule=CASE,
        jurisdiction=place,
        kind="judgment",
        parts=parts,
        has_parts=False,
    )
