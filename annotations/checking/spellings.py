"""One person written two ways: a name with another letter, a rank that is none."""

import itertools
import re
from collections.abc import Iterator
from functools import cache

from annotations.checking.found import Finding, Mismatch
from annotations.detection.languages import Language
from annotations.detection.reading import Reading
from annotations.model import Span
from resources import marked

NAME = marked("“{one}” and “{other}”: one name, written two ways?")
RANK = marked("“{one}” is no known rank; is “{other}” meant?")
TWO_RANKS = marked("{name} is “{one}” here and “{other}” elsewhere")
WORKING_TIMES = marked("“{one}” {n}×, “{other}” {m}×")

_SHORTEST = 4
"""Letters: of shorter names too many differ by one letter and are two people."""
_MAY_DIFFER_BY_TWO = 9
_NAME = re.compile(
    r"(?<![\w'’-])[A-Z][^\W\d_]+(?:['’-][^\W\d_]+)*(?:\s+[A-Z][^\W\d_]+(?:['’-][^\W\d_]+)*){1,3}"
)
_ENDINGS = {"s", "a", "an", "ns", "n"}
"""What makes another word of one and no slip: Americans, Erica, Columbian."""
_MOST_NAMES = 400
"""Names compared with each other; a list of thousands is no story."""


def check_spellings(reading: Reading) -> Iterator[Finding]:
    """Look for names that differ by a letter, and for ranks that nobody holds."""
    ranks = list(_ranks(reading))
    yield from ranks
    yield from _two_ranks(reading)
    yield from _names(reading, {str(one.values["one"]).casefold() for one in ranks})


@cache
def _known_ranks(language: Language) -> tuple[dict[str, str], re.Pattern[str]]:
    known = {rank.casefold(): rank for rank in language.words("checks.ranks") if " " not in rank}
    before_name = re.compile(r"(?<![\w.])([A-Z][^\W\d_]{3,9})\.?\)?(?=\s+(?:[A-Z][^\W\d_]+))")
    return known, before_name


@cache
def _ranked(language: Language) -> re.Pattern[str]:
    """Match a rank before a name of two words, and the word before it."""
    return re.compile(
        r"(?<![\w.])(?:(?P<before>[^\W\d_]{1,30})\s+)?(?P<rank>[A-Z][^\W\d_]{2,12})\.?\s+"
        rf"(?:\(?{language.any_of('checks.rank_parts')}\b\.?\)?\s+)?"
        r"(?P<name>[A-Z][a-z][^\W\d_]*\s+[A-Z][a-z][^\W\d_]*)"
    )


def _ranks(reading: Reading) -> Iterator[Finding]:
    """Name words that stand where a rank does and are one letter off a known one."""
    known, pattern = _known_ranks(reading.language)
    if not known:
        return
    ordinary = {word.casefold() for word in reading.language.words("checks.no_ranks")}
    seen: dict[str, list[Span]] = {}
    for found in pattern.finditer(reading.text):
        seen.setdefault(found[1], []).append(Span(found.start(1), found.end(1)))
    for word, spans in seen.items():
        reading.pause()
        folded = word.casefold()
        if folded in known or folded in ordinary or _inside_names(reading.text, spans):
            continue
        near = [rank for key, rank in known.items() if _apart(folded, key, 1)]
        if near:
            yield Finding(
                kind=Mismatch.RANK, spans=tuple(spans), message=RANK,
                values={"one": word, "other": near[0]},
            )  # fmt: skip


def _two_ranks(reading: Reading) -> Iterator[Finding]:
    """Name people who hold one rank here and another there."""
    known, _ = _known_ranks(reading.language)
    if not known:
        return
    second = set(reading.language.words("checks.second_ranks"))
    held: dict[str, dict[str, Span]] = {}
    for found in _ranked(reading.language).finditer(reading.text):
        rank = found["rank"]
        if rank.casefold() not in known:
            continue
        # "Letnan Kolonel", "Lieutenant General": the second word alone is another rank.
        if rank in second and found["before"] and found["before"][0].isupper():
            continue
        held.setdefault(found["name"], {}).setdefault(
            known[rank.casefold()], Span(found.start("rank"), found.end("name"))
        )
    for name, ranks in held.items():
        if len(ranks) > 1:
            (one, here), (other, there), *_ = ranks.items()
            yield Finding(
                kind=Mismatch.RANK,
                spans=(there, here),
                message=TWO_RANKS,
                values={"name": name, "one": other, "other": one},
            )


def _inside_names(text: str, spans: list[Span]) -> bool:
    """Say whether a word stands inside names: after another capitalised word, each time."""

    def follows_name(span: Span) -> bool:
        """Say whether the word before a span has a capital letter."""
        before = re.search(r"([^\W\d_]+)\s+$", text[max(span.start - 30, 0) : span.start])
        return bool(before) and before[1][0].isupper()  # type: ignore[index]

    return all(follows_name(span) for span in spans)


def _names(reading: Reading, told_of: set[str]) -> Iterator[Finding]:
    """Name pairs of names that share a word and differ by a letter or two in another.

    `told_of` are words that another check has named, folded.
    """
    seen = _pairs_of_names(reading.text)
    names = list(seen)[:_MOST_NAMES]
    told: set[frozenset[str]] = set()
    unlike = {word.casefold() for word in reading.language.words("checks.no_slips")} | told_of
    by_word: dict[str, list[str]] = {}
    for name in names:
        for word in name.split():
            by_word.setdefault(word.casefold(), []).append(name)
    for group in by_word.values():
        for number, one in enumerate(group):
            reading.pause()
            for other in group[number + 1 :]:
                pair = frozenset(word.casefold() for word in {*one.split()} ^ {*other.split()})
                if pair in told or pair & unlike or not _one_person(one, other):
                    continue
                told.add(pair)
                yield _named_twice(one, other, seen)


def _pairs_of_names(text: str) -> dict[str, list[Span]]:
    """Find each two words of a name that follow each other; a first word may not belong to it."""
    seen: dict[str, list[Span]] = {}
    for found in _NAME.finditer(text):
        words = list(re.finditer(r"\S+", found[0]))
        for one, other in itertools.pairwise(words):
            span = Span(found.start() + one.start(), found.start() + other.end())
            seen.setdefault(f"{one[0]} {other[0]}", []).append(span)
    return seen


def _named_twice(one: str, other: str, seen: dict[str, list[Span]]) -> Finding:
    rare, often = sorted((one, other), key=lambda name: len(seen[name]))
    return Finding(
        kind=Mismatch.NAME,
        spans=(seen[rare][0], seen[often][0]),
        message=NAME,
        working=WORKING_TIMES,
        values={"one": rare, "other": often, "n": len(seen[rare]), "m": len(seen[often])},
    )


def _one_person(one: str, other: str) -> bool:
    """Say whether two names have one word in common, and the other nearly."""
    first, second = one.split(), other.split()
    if len(first) != len(second):
        return False
    unlike = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    if len(unlike) != 1:
        return False
    a, b = sorted((_bare(word) for word in unlike[0]), key=len)
    if a == b or len(a) < _SHORTEST or a[0] != b[0]:
        return False
    if b.endswith(a) or (b.startswith(a) and b[len(a) :] in _ENDINGS):
        return False
    return _apart(a, b, 2 if min(len(a), len(b)) >= _MAY_DIFFER_BY_TWO else 1)


def _bare(word: str) -> str:
    """Fold a word and take a possessive off it."""
    return re.sub(r"['’]s$", "", word).casefold()


def _apart(one: str, other: str, most: int) -> bool:
    """Say whether two words differ by 1 to `most` letters put in, left out, changed or swapped."""
    if one == other or abs(len(one) - len(other)) > most:
        return False
    if most == 1:
        return _one_apart(one, other)
    above: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, above, row = above, row, [i]
        for j, against in enumerate(other, start=1):
            cost = min(above[j] + 1, row[-1] + 1, above[j - 1] + (letter != against))
            if before and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
    return row[-1] <= most


def _one_apart(one: str, other: str) -> bool:
    """Say the same of one letter, by what is left between the parts that both have."""
    shorter = min(len(one), len(other))
    first = 0
    while first < shorter and one[first] == other[first]:
        first += 1
    last = 0
    while last < shorter - first and one[-1 - last] == other[-1 - last]:
        last += 1
    left, right = one[first : len(one) - last], other[first : len(other) - last]
    return max(len(left), len(right)) == 1 or (len(left) == len(right) == 2 and left == right[::-1])  # noqa: PLR2004
