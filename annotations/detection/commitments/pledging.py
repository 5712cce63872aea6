"""Words that bind: the shapes of pledges in one language, and where a sentence holds one."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from annotations.detection.commitments.shapes import shape_pattern, words_pattern
from annotations.detection.languages import NEVER, Language
from annotations.model import Span

_TABLE = "commitments"
_WORD = re.compile(r"[\w'’-]+")
_KEY_SLOT = re.compile(r"\{([\w|]+)(?::\w+)?\}")
_WORDS_BEFORE = 40
"""Characters looked at for a word that stands directly before."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A shape that fits [start, end) of a text; its act begins at `act`, -1 where there is none.

    `agent` are the words of whoever acts where they stand after the verb, or own the pledge.
    """

    shape: "Shape"
    start: int
    end: int
    act: int
    agent: Span | None = None


@dataclass(frozen=True, eq=False)
class Shape:
    """One line of a language's `shapes`, compiled.

    `keys` are words of which one must be in the sentence, so that most shapes are never tried.
    """

    rule: str
    pattern: re.Pattern[str]
    needs: frozenset[str]
    after: re.Pattern[str]
    keys: frozenset[str]


@dataclass(frozen=True, eq=False)
class Pledging:
    """What one language has to say of pledges, compiled."""

    shapes: tuple[Shape, ...]
    keys: frozenset[str]
    adverb_end: re.Pattern[str]
    requests: re.Pattern[str]
    opinions: re.Pattern[str]
    condition: re.Pattern[str]
    beneficiary: re.Pattern[str]
    speech: re.Pattern[str]
    reaffirm: re.Pattern[str]
    phrase_stop: re.Pattern[str]
    denial: re.Pattern[str]


@cache
def pledging(known: Language) -> Pledging:
    """Compile a language's table of commitments."""
    lines = known.table(_TABLE).get("shapes", ())
    shapes = tuple(_shape(known, line) for line in lines if isinstance(line, dict))
    return Pledging(
        shapes,
        frozenset().union(*(shape.keys for shape in shapes)),
        re.compile(rf"(?:(?<!\w){_any(known, 'adverb', 'auxiliary')}[\s,]+)+$", re.IGNORECASE),
        _searched(known, "requests", but="no_requests"),
        _searched(known, "opinions"),
        _searched(known, "condition"),
        _searched(known, "beneficiary"),
        _searched(known, "speech"),
        _searched(known, "reaffirm"),
        _searched(known, "phrase_stop"),
        _searched(known, "denial"),
    )


def hits(known: Language, text: str, span: Span) -> Iterator[Hit]:
    """Find the shapes that fit within a span, in the order of the language's file."""
    words = pledging(known)
    present = set(_WORD.findall(_folded(text[span.start : span.end])))
    if not present & words.keys:
        return
    for shape in words.shapes:
        if not shape.keys & present:
            continue
        for match in shape.pattern.finditer(text, span.start, span.end):
            if _is_titled(shape, text, span, match):
                continue
            if _stands_after(shape, words, text, span.start, match.start()):
                continue
            act = match.start("act") if "act" in shape.pattern.groupindex else -1
            agent = Span(*match.span("agent")) if "agent" in shape.pattern.groupindex else None
            yield Hit(shape, match.start(), match.end(), act, agent)


def _stands_after(shape: Shape, words: Pledging, text: str, first: int, start: int) -> bool:
    """Say whether a word stands directly before that takes the pledge back, or makes it a duty."""
    begin = max(first, start - _WORDS_BEFORE)
    before = text[begin:start]
    for written in {before, words.adverb_end.sub("", before)}:
        found = shape.after.search(written)
        if found and not _is_name(text, first, begin + found.start()):
            return True
    return False


def _is_titled(shape: Shape, text: str, span: Span, match: re.Match[str]) -> bool:
    """Say whether capitals make the words a name: "Keep the Promise", a fund."""
    last = match[0].split()[-1]
    if not (
        _is_name(text, span.start, match.start()) or ("small" in shape.needs and last[0].isupper())
    ):
        return False
    return not is_title(text, span)


def is_title(text: str, span: Span) -> bool:
    """Say whether a sentence writes most of its words with capitals, as headlines do."""
    words: list[str] = _WORD.findall(text, span.start, span.end)
    return 2 * sum(word[0].isupper() for word in words) > len(words)


def _is_name(text: str, first: int, start: int) -> bool:
    """Say whether a capital within a sentence makes a word a name: "Theresa May"."""
    if start == first or not text[start].isupper() or not text[start + 1 : start + 2].isalpha():
        return False  # "I" is no name
    return text[start - 1] not in _OPENING


_OPENING = '"“”„«»(\n'


def _shape(known: Language, line: dict[str, object]) -> Shape:
    form = str(line.get("form", ""))
    between = r",?\s+" if known.text(f"{_TABLE}.comma") else r"\s+"
    return Shape(
        f"commitment.{line.get('rule', 'pledge')}",
        re.compile(shape_pattern(form, known, _TABLE, _slots(known), between), re.IGNORECASE),
        frozenset(_listed(line.get("needs"))),
        re.compile(rf"(?<!\w){_any(known, *_listed(line.get('after')))}\s+$", re.IGNORECASE),
        _keys(known, form),
    )


def _folded(word: str) -> str:
    return word.casefold().replace("’", "'")


def _listed(found: object) -> tuple[str, ...]:
    return tuple(map(str, found)) if isinstance(found, list) else ()


def _keys(known: Language, form: str) -> frozenset[str]:
    slot = _KEY_SLOT.search(form)
    names = slot[1].split("|") if slot else []
    words = (word for name in names for word in known.words(f"{_TABLE}.{name}"))
    return frozenset(_folded(first[0]) for word in words if (first := _WORD.search(word)))


@cache
def _slots(known: Language) -> dict[str, str]:
    no_act = rf"(?:(?={_any(known, 'acts')}(?!\w))|(?!{_any(known, 'no_act')}(?!\w)))"
    no_ready = rf"(?!{_any(known, 'no_ready')}(?!\w))"
    word = r"[^\W\d_][\w'’-]*"
    prefixes, suffixes = (known.words(f"{_TABLE}.act_{end}") for end in ("prefixes", "suffixes"))
    act = word
    if prefixes or suffixes:
        act = (
            rf"(?:{words_pattern(prefixes)}\w{{3,}}|\w{{3,}}{words_pattern(suffixes)}(?!\w)"
            rf"|{_any(known, 'bare_act')}(?!\w))"
        )
    return {
        "act": rf"(?<!\w){no_act}(?P<act>{act})",
        "any": rf"(?<!\w){no_act}(?P<act>{word})",
        "verb": rf"(?<!\w)(?!{_any(known, 'no_verb')}(?!\w))(?P<act>{act})",
        "plain": rf"(?<!\w)(?!{_any(known, 'no_verb')}(?!\w))(?=(?-i:[a-z]))(?P<act>{act})",
        "active": rf"(?<!\w){no_act}(?!{_any(known, 'no_active')}(?!\w))(?P<act>{act})",
        "ready": rf"(?<!\w){no_act}{no_ready}(?P<act>{act})",
    }


def _any(known: Language, *lists: str) -> str:
    words = tuple(word for name in lists for word in known.words(f"{_TABLE}.{name}"))
    return words_pattern(words) if words else NEVER


def _searched(known: Language, name: str, *, but: str = "no_such_list") -> re.Pattern[str]:
    no = rf"(?!{_any(known, but)}(?!\w))"
    return re.compile(rf"(?<!\w){no}{_any(known, name)}(?!\w)", re.IGNORECASE)


def is_any(known: Language, names: Collection[str], word: str) -> bool:
    """Say whether a word is in one of the lists, "kemen*" included."""
    return any(_whole(known, name).fullmatch(word) for name in names)


@cache
def _whole(known: Language, name: str) -> re.Pattern[str]:
    return re.compile(_any(known, name), re.IGNORECASE)
