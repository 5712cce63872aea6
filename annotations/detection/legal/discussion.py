"""Which law a provision belongs to: its own, the one that closes its chain, the one discussed.

"Pasal 3 jo Pasal 18 UU 1/2000" closes with its law; a bare "Pasal 5" later on takes the law that
had an article of that number, else the last law that the article spoke of.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from annotations.detection.languages import NEVER
from annotations.detection.legal.cited import Law, Part, Provision
from annotations.detection.legal.provisions import parts_after
from annotations.detection.legal.words import Words

UNDER_DISCUSSION = "legal.under-discussion"
OF_SECTIONS = frozenset({"legal.act", "legal.bill", "legal.american", "legal.british"})
ALONE = ("article", "section")
"""Provisions that may stand without their law; a chapter alone is one of a book."""
_SOON = 600
"""Characters within which a law may follow a provision that has none before it."""
_LOOKED_AT = 50
_LETTERS = re.compile(r"\s+of\s+(?:the\s+)?(?P<name>[A-Z]{3,6})(?![\w-]|\s+[A-Z][a-z])")
_YEAR_BEFORE = re.compile(r"(?:19|20)\d\d\s+(?=[A-Z])")
_NEAR = 160
"""Characters within which a chain may name what its provisions are about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A provision with its law, or a law by itself, at [start, end).

    `own` says that the law stands within the span. `law` is None where no law can be meant.
    """

    start: int
    end: int
    provision: Provision | None = None
    law: Law | None = None
    own: bool = True


@dataclass(frozen=True, eq=False)
class _Links:
    of: re.Pattern[str]
    joined: re.Pattern[str]
    opening: re.Pattern[str]
    closing: re.Pattern[str]
    idle: re.Pattern[str]


@cache
def _links(words: Words) -> _Links:
    joining, of = words.any_of("joining"), words.any_of("of")
    verbs = "|".join(map(re.escape, words.words("verbs"))) or NEVER
    return _Links(
        re.compile(rf"\s*,?\s*(?:(?i:{of})\s*){{0,2}}"),
        re.compile(rf"[\s,;()/]*(?:(?i:{joining})[\s,;/]*)*"),
        re.compile(rf"\s*(?:\(|,?\s*(?i:{words.any_of('about')})(?=\s))"),
        re.compile(rf"(?:^|[\s,)])(?i:{joining})[\s,/]*$"),
        re.compile(
            rf"\s+(?!(?i:{words.any_of('after_article', 'joining', 'of')})|{verbs})[a-z]+s(?!\w)"
        ),
    )


def cited(
    text: str, laws: Sequence[Law], provisions: Sequence[Provision], words: Words
) -> list[Citation]:
    """Put laws and provisions together; both are in order and laws are disjoint."""
    by_start = {law.start: law for law in laws}
    by_end = {law.end: law for law in laws}
    links = _links(words)
    result: list[Citation] = []
    used: set[int] = set()
    starts = [law.start for law in laws]
    for one in provisions:
        if bisect_left(starts, one.end) > bisect_right(starts, one.start):
            continue  # a law's name took in the number: "5A Law"
        after = links.of.match(text, one.end)
        law = by_start.get(after.end()) if after else None
        if law is None and after and (year := _YEAR_BEFORE.match(text, after.end())):
            law = by_start.get(year.end())  # "Article 27 of the 2008 Information Law"
        law = law or _by_letters(text, one)
        if law is not None and law.has_parts and not law.aside:
            used.add(law.start)
            whole, end = _with_more(text, one, law, words)
            result.append(Citation(start=one.start, end=end, provision=whole, law=law))
            continue
        law = None if one.chained else _directly_before(text, one, by_end, used)
        if law is not None and law.has_parts:
            used.add(law.start)
            result.append(Citation(start=law.start, end=one.end, provision=one, law=law))
            continue
        result.append(Citation(start=one.start, end=one.end, provision=one, own=False))
    result.extend(
        Citation(start=law.start, end=law.end, law=law) for law in laws if law.start not in used
    )
    result.sort(key=lambda c: (c.start, c.end))
    return list(_with_laws(text, result, links))


def _by_letters(text: str, one: Provision) -> Law | None:
    """Read a law that only its letters name: "Section 702 of FISA"."""
    found = _LETTERS.match(text, one.end)
    if found is None or one.unit not in ALONE:
        return None
    name = Part(found["name"], *found.span("name"))
    return Law(
        start=name.start,
        end=name.end,
        rule="legal.act",
        jurisdiction="",
        parts={"instrument": Part("Act", name.start, name.end), "name": name},
    )


def _with_more(text: str, one: Provision, law: Law, words: Words) -> tuple[Provision, int]:
    """Take in the paragraph that stands behind the law: "Pasal 55 KUHP ayat (1)"."""
    if "paragraph" in one.parts or "letter" in one.parts:
        return one, law.end
    more, end = parts_after(text, law.end, words)
    return (replace(one, parts={**one.parts, **more}), end) if more else (one, law.end)


def _directly_before(
    text: str, one: Provision, by_end: dict[int, Law], used: set[int]
) -> Law | None:
    start = one.start
    while start and text[start - 1] in " \t\xa0":
        start -= 1
    if start and text[start - 1] == ",":
        start -= 1
    law = by_end.get(start)
    return law if law is not None and law.start not in used else None


def _with_laws(text: str, found: Sequence[Citation], links: _Links) -> Iterator[Citation]:
    """Give a law to each provision that has none of its own; drop those that are no citation."""
    closing = _closing(text, found, links)
    had: dict[tuple[str, str], Law] = {}
    last: dict[str, Law] = {}
    own = [one for one in found if one.own and one.law is not None]
    for number, one in enumerate(found):
        law = one.law
        if one.provision is None:
            if law is not None and not law.quiet:
                yield one
        else:
            unit = one.provision.unit
            if law is None:
                law = closing.get(number)
            if law is None and unit in ALONE:
                law = had.get(_key(one.provision)) or last.get(unit)
                law = law or _later(one, own)
            if law is None and unit == "article" and links.idle.match(text, one.end):
                continue
            if law is None and unit != "article" and not _is_name(text, one):
                continue
            if law is not None:
                had[_key(one.provision)] = law
            yield Citation(
                start=one.start, end=one.end, provision=one.provision, law=law, own=one.own
            )
        if law is not None and law.has_parts and not law.aside:
            last.update({unit: law for unit in ALONE if _fits(law, unit)})


def _is_name(text: str, one: Citation) -> bool:
    """Say whether a provision is a law by name: "Title IX" without any act."""
    return re.fullmatch(r"Title (?:VI|VII|IX|X)", text[one.start : one.end]) is not None


def _fits(law: Law, unit: str) -> bool:
    """Say whether a law has provisions of a kind: acts have sections, the others articles."""
    of_sections = law.rule in OF_SECTIONS and law.parts["instrument"].value != "Law"
    return of_sections if unit == "section" else not of_sections


def _key(provision: Provision) -> tuple[str, str]:
    article = provision.parts.get("article")
    return provision.unit, article.value if article else ""


def _later(bare: Citation, laws: Sequence[Citation]) -> Law | None:
    """Find the law for a provision before which no law was spoken of, as in a headline.

    `laws` are the citations with a law of their own, in order.
    """
    if bare.provision is None:
        return None
    first = None
    place = bisect_right(laws, bare.start, key=lambda one: one.start)
    for one in laws[place : place + _LOOKED_AT]:
        if one.law is None or not one.law.has_parts:
            continue
        if one.provision is not None and _key(one.provision) == _key(bare.provision):
            return one.law
        if one.start - bare.end <= _SOON and _fits(one.law, bare.provision.unit):
            first = first or one.law
    return first


def _closing(text: str, found: Sequence[Citation], links: _Links) -> dict[int, Law]:
    """Find the law that closes each chain: number of the citation to its law."""
    result: dict[int, Law] = {}
    for number in range(len(found) - 2, -1, -1):
        one, following = found[number], found[number + 1]
        if one.provision is None or one.own or following.provision is None:
            continue
        law = following.law if following.own else result.get(number + 1)
        if law is None or not _is_chain(text, one, following, links):
            continue
        result[number] = law
    return result


def _is_chain(text: str, one: Citation, following: Citation, links: _Links) -> bool:
    gap = text[one.end : following.start]
    if following.provision is not None and following.provision.chained:
        return True
    if links.joined.fullmatch(gap) and gap.strip():
        return True
    if len(gap) > _NEAR or re.search(r"[.!?]\s+[A-Z]|\n", gap):
        return False
    return bool(links.opening.match(gap) and links.closing.search(gap))


def disjoint(laws: Sequence[Law]) -> list[Law]:
    """Keep the laws that lie in no other, in order; of two that overlap the longer."""
    starts: list[int] = []
    kept: list[Law] = []
    for law in sorted(laws, key=lambda law: (law.start - law.end, law.start)):
        place = bisect_right(starts, law.start)
        if place and kept[place - 1].end > law.start:
            continue
        if place < len(kept) and kept[place].start < law.end:
            continue
        kept.insert(place, law)
        starts.insert(place, law.start)
    return kept
