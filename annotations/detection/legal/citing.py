"""How citations of Indonesian law are written, as patterns compiled from the language files.

A citation is an instrument, perhaps who gave it and where, then "Nomor 2 Tahun 2002" or "2/2002".
"""

import re
from dataclasses import dataclass
from functools import cache

from annotations.detection.legal.scanning import Heads, heads
from annotations.detection.legal.words import Words, any_of, flexible

GLOSS = r"\s*\([^()\n]{1,60}\)"
_CASE = (
    r"\d{1,5}(?:\s?(?:K|PK|P|B|C|G))?(?:/[\w.-]{1,20}){1,6}"
    r"(?:(?<=/P[NATM])\.?\s?[A-Z][a-z]{1,3}(?:\.[A-Z][a-z]{1,3})?|(?<=/PT)\s[A-Z]{3}(?![\w]))?"
)
"""The number of a case: "123/Pid.B/2020/PN Jkt.Pst", "15 K/Pid/2019"."""
_WITH_BODY = frozenset({"Keputusan"})
YEAR = r"(?:1[6-9]|20)\d\d(?!\d)"


@dataclass(frozen=True, eq=False)
class Patterns:
    """Compiled patterns; `normal` finds the normal form of an instrument as it is written."""

    numbered: Heads
    named: Heads
    codes: Heads
    decisions: Heads
    more: re.Pattern[str]
    number: re.Pattern[str]
    about: re.Pattern[str]
    aside: re.Pattern[str]
    year: re.Pattern[str]
    treaties: Heads
    listed: Heads
    treaty_words: str
    not_treaties: frozenset[str]
    foreign: frozenset[str]
    own: frozenset[str]
    ministries: dict[str, str]
    normal: tuple[tuple[re.Pattern[str], str], ...]
    code_normal: tuple[tuple[re.Pattern[str], str], ...]
    court_normal: tuple[tuple[re.Pattern[str], str], ...]
    freely: frozenset[str]
    with_about: frozenset[str]
    by_letters: frozenset[str]
    not_names: frozenset[str]


def _number(words: Words) -> str:
    """Write the pattern of "Nomor 2 Tahun 2002", "2/2002", "No. 17/PMK.05/2009"."""
    marker, year = words.any_of("number"), words.any_of("year")
    return (
        rf"(?:(?P<marker>(?i:{marker})\s*[:.]?\s*(?:[A-Z]{{2,4}}[ ](?=\d))?)"
        r"(?P<marked>(?=[\w./-]{0,12}\d)\w[\w./-]{0,60}(?<![./-]))"
        rf"|(?P<bare>\d{{1,4}}[A-Z]?(?=\s*/\s*\d{{4}}(?!\d)|\s+(?i:{year})\s+\d{{4}})"
        r"|(?=[\w.-]{0,20}\d)[\w.-]{1,20}/(?:[\w.-]{1,20}/){0,4}[\w.-]{0,20}\d(?=[\s,.;:)]|$)))"
        rf"(?:\s*,?\s+(?i:{year})\s+(?P<year>{YEAR})|\s*/\s*(?P<slashed>{YEAR}))?"
    )


def _normal(table: dict[str, tuple[str, ...]]) -> tuple[tuple[re.Pattern[str], str], ...]:
    every = sorted(
        ((word, normal) for normal, listed in table.items() for word in listed),
        key=lambda pair: -len(pair[0]),
    )
    return tuple((re.compile(flexible(word), re.IGNORECASE), normal) for word, normal in every)


def normal_form(table: tuple[tuple[re.Pattern[str], str], ...], written: str) -> str:
    """Look up the normal form of an instrument as it is written; what was written, if none."""
    return next((normal for pattern, normal in table if pattern.match(written)), written)


@cache
def patterns(words: Words) -> Patterns:
    """Compile the patterns from the lists of all languages."""
    numbered, ours = words.table("numbered"), words.table("numbered", beside="named")
    codes, courts = words.table("codes"), words.table("courts")
    every_head, every_code = _all(numbered), _all(codes)
    code = any_of(every_code)
    named = _named(words, ours)
    number, token, deciding = _number(words), _token(words, ours), words.words("decisions.words")
    first, listed = words.words("treaties.first"), words.words("treaties.names_id")
    return Patterns(
        numbered=heads(
            rf"(?<![\w/])(?P<head>(?i:{any_of(every_head)}))"
            rf"(?P<body>{token}{{0,16}}?)[\s,:]*{number}",
            every_head,
        ),
        named=heads(rf"(?<![\w/])(?P<head>(?i:{any_of(named)}))(?P<gloss>{GLOSS})?", named),
        codes=heads(
            rf"(?<![\w/])(?P<head>(?i:{code}))(?P<gloss>\s*\((?i:(?:{code}|RI|\s|NRI)+)\))?",
            every_code,
        ),
        decisions=heads(
            rf"(?<![\w/])(?P<head>(?i:{any_of(deciding)}))"
            rf"(?P<body>{token}{{0,10}}?)[\s,:]*(?:(?i:{words.any_of('number')})\s*[:.]?\s*)?"
            rf"(?P<case>{_CASE})",
            deciding,
        ),
        more=re.compile(rf"\s*(?:,|(?i:{words.any_of('joining')}))\s*{number}"),
        number=re.compile(rf"\s*,?\s*{number}"),
        about=re.compile(rf"\s*,?\s*(?P<about>(?i:{words.any_of('about')}))(?=\s)"),
        aside=re.compile(
            rf"(?:(?i:{words.any_of('about')})\s+(?i:{words.any_of('amended_in_titles')})"
            rf"|(?i:{words.any_of('amended')}))\s*(?:\w+\s+)?$"
        ),
        year=re.compile(rf"\s*,?\s*(?:(?i:{words.any_of('year')})\s*)?(?P<year>{YEAR})"),
        treaties=heads(rf"(?<![\w/-])(?P<head>{any_of(first)})(?:\s+PBB)?", first),
        listed=heads(rf"(?<![\w/-]){any_of(listed)}", listed),
        foreign=frozenset(words.words("foreign_codes")),
        own=frozenset(codes) - frozenset(words.words("foreign_codes")),
        ministries=words.pairs("ministries"),
        treaty_words=any_of((*first, *(name.split()[0] for name in listed))),
        not_treaties=frozenset(words.words("treaties.not_after")),
        normal=_normal(numbered),
        code_normal=_normal(codes),
        court_normal=_normal(courts),
        freely=frozenset(words.words("named.freely")),
        with_about=frozenset(words.words("named.with_about")),
        by_letters=frozenset(words.words("named.by_letters")),
        not_names=frozenset(words.words("not_names")),
    )


def _all(table: dict[str, tuple[str, ...]]) -> list[str]:
    return [word for listed in table.values() for word in listed]


def _named(words: Words, ours: dict[str, tuple[str, ...]]) -> list[str]:
    """List the instruments that are cited by name alone."""
    return [
        word
        for key in ("freely", "locally", "with_about")
        for normal in words.words(f"named.{key}")
        for word in ours.get(normal, ())
    ]


def _token(words: Words, ours: dict[str, tuple[str, ...]]) -> str:
    """Write the pattern of a word between an instrument and its number: who gave it, and where.

    It has a capital, or joins two that have; no other instrument is one.
    """
    apart = any_of(
        word
        for word in _all(ours)
        if " " not in word and word[0].isupper() and word not in _WITH_BODY
    )
    return (
        rf"(?:\s+(?!(?i:{words.any_of('number')})[\s.:\d])(?!(?:{apart})[\s.,])"
        r"(?:[A-Z][\w.&'’-]*(?![\w/])|dan|dan/atau|serta|bersama|of|the)"
        rf"|,(?=\s(?:[A-Z]|dan\s))|{GLOSS})"
    )
