"""One law cited in several ways: its title, and the name that it is called by from then on."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from annotations.detection.legal.cited import Law, Part
from annotations.detection.legal.words import Words

_BETWEEN = re.compile(r"\s*(?:\w{1,8}\s+)?")
"""What may stand between a title and a law within it: "Perubahan Kedua atas UU"."""
_BRACKET = re.compile(r"\s*\([^()]{0,30}")


def with_titles(text: str, laws: Sequence[Law], words: Words) -> list[Law]:
    """End each title before the next law, unless that is the one the title speaks of."""
    joining = re.compile(rf"[\s,]*(?:(?<!\w)(?i:{words.any_of('joining')})[\s,]*)*$")
    result: list[Law] = []
    for number, law in enumerate(laws):
        title = law.parts.get("title")
        if title is None:
            result.append(law)
            continue
        end = _end_of_title(text, title, islice(laws, number + 1, None), joining)
        parts = {key: part for key, part in law.parts.items() if key != "title"}
        if end > title.start:
            words_of_title = " ".join(text[title.start : end].split())
            parts["title"] = Part(words_of_title, title.start, end)
        result.append(replace(law, parts=parts))
    return result


def _end_of_title(text: str, title: Part, after: Iterable[Law], joining: re.Pattern[str]) -> int:
    end = title.end
    for law in after:
        if law.start > end and not _BETWEEN.fullmatch(text, end, law.start):
            break
        if law.aside or law.rule == "legal.code":
            own = law.parts.get("title")
            end = max(end, own.end if own else law.end)
            continue
        if law.start > end:
            break
        return title.start + len(joining.sub("", text[title.start : law.start]))
    return end


def without_titles(laws: Sequence[Law]) -> list[Law]:
    """Leave out a code that is the title of another law: "UU 1/2023 tentang KUHP"."""
    titles = {law.parts["title"].start for law in laws if "title" in law.parts}
    return [law for law in laws if law.rule != "legal.code" or law.start not in titles]


def with_numbers(text: str, laws: Sequence[Law]) -> list[Law]:
    """Give a law that is cited by name the number that the article gave it elsewhere.

    "UU Nomor 3 Tahun 2011 tentang Sungai (UU Sungai)" says so by brackets, or by the same title.
    """
    numbered: dict[str, Law] = {}
    for number, law in enumerate(laws):
        title = law.parts.get("title")
        if "number" not in law.parts or law.aside:
            continue
        if title:
            numbered.setdefault(_key(law, title.value), law)
        following = laws[number + 1] if number + 1 < len(laws) else None
        name = following.parts.get("name") if following else None
        if following and name:
            between = text[title.end if title else law.end : following.start]
            if _BRACKET.fullmatch(between):
                numbered.setdefault(_key(following, name.value), law)
    return [_numbered(law, numbered) for law in laws] if numbered else list(laws)


def _key(law: Law, name: str) -> str:
    return f"{law.parts['instrument'].value} {name.lower()}"


def _numbered(law: Law, numbered: dict[str, Law]) -> Law:
    name = law.parts.get("name")
    if not name or "number" in law.parts:
        return law
    known = numbered.get(_key(law, name.value))
    if known is None:
        return law
    more = {key: part for key, part in known.parts.items() if key in {"number", "year", "title"}}
    return replace(law, parts={**more, **law.parts})
