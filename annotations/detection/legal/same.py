"""One law cited in several ways: its title, and the name that it is called by from then on."""

import re
from collections.abc import Sequence
from dataclasses import replace

from annotations.detection.legal.cited import Law, Part
from annotations.detection.legal.words import Words


def with_titles(text: str, laws: Sequence[Law], words: Words) -> list[Law]:
    """End each title before the next law, unless that is the one the title speaks of."""
    joining = re.compile(rf"[\s,]*(?:(?<!\w)(?i:{words.any_of('joining')})[\s,]*)*$")
    result = []
    for number, law in enumerate(laws):
        title = law.parts.get("title")
        following = laws[number + 1] if number + 1 < len(laws) else None
        if (
            title
            and following
            and title.start < following.start < title.end
            and not following.aside
        ):
            words_of_title = joining.sub("", text[title.start : following.start])
            end = title.start + len(words_of_title)
            parts = dict(law.parts)
            if words_of_title:
                parts["title"] = Part(" ".join(words_of_title.split()), title.start, end)
            else:
                del parts["title"]
            law = replace(law, parts=parts)  # noqa: PLW2901 - the same law
        result.append(law)
    return result


def with_numbers(text: str, laws: Sequence[Law]) -> list[Law]:
    """Give a law that is cited by name the number that the article gave it elsewhere.

    "UU Nomor 3 Tahun 2011 tentang Sungai (UU Sungai)" says so by brackets, or by the same title.
    """
    numbered: dict[str, Law] = {}
    for number, law in enumerate(laws):
        title = law.parts.get("title")
        if not title or "number" not in law.parts or law.aside:
            continue
        numbered.setdefault(_key(law, title.value), law)
        following = laws[number + 1] if number + 1 < len(laws) else None
        name = following.parts.get("name") if following else None
        if (
            following
            and name
            and re.fullmatch(r"\s*\([^()]{0,30}", text[title.end : following.start])
        ):
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
