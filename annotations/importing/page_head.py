"""What stands in a page for machines: meta, link, title, JSON-LD, read off the source itself.

The sanitizer takes all of it away, so it is looked for before, by patterns that never go back.
Nothing of it is trusted to be well-formed.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from annotations.richtext import normalise

MOST_JSON = 2_000_000
"""Characters of one block of JSON-LD; beyond it is no article's own."""
DEEPEST_JSON = 12
MOST_THINGS = 500
LONGEST_VALUE = 2_000

_START = re.compile(r"<(meta|link|title|html|base|script)(?=[ \t\n\f\r/>])", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""[ \t\n\f\r/]*+([^ \t\n\f\r/>=]++)(?:[ \t\n\f\r]*+=[ \t\n\f\r]*+(?:"([^"]*+)"|'([^']*+)'|"""
    r"""([^ \t\n\f\r>"']++)))?+"""
)
_PUBLISHER = re.compile(
    r"""itemprop=["']publisher["'].{0,400}?itemprop=["']name["'](?:[^>]{0,200}?content=["']([^"'<>]{1,100})"""
    r"""|[^>]{0,200}>([^<]{1,100}))""",
    re.IGNORECASE | re.DOTALL,
)
_SCRIPT_END = re.compile(r"</script", re.IGNORECASE)
_TITLE_END = re.compile(r"</title", re.IGNORECASE)
_TRAILING = re.compile(r",(\s*[}\]])")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\s*\]\]>|\]\]>)\s*$"
)
_BROKEN_VALUE = re.compile(r'"([A-Za-z]{3,30})"\s*:\s*"((?:[^"\\]|\\.){1,2000})"')
_KEPT_OF_BROKEN = ("headline", "datePublished", "dateModified", "inLanguage", "url")


@dataclass(slots=True)
class Head:
    """What a page says of itself; names in small letters, the first of each counts."""

    title: str = ""
    language: str = ""
    canonical: str = ""
    base: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    things: list[dict[str, Any]] = field(default_factory=list)

    def first(self, *names: str) -> str:
        """Return the first of these that the page says."""
        return next((self.meta[name] for name in names if self.meta.get(name)), "")


def head_of(source: str) -> Head:
    """Read the head of a page, and what of it stands in the body."""
    head = Head()
    position = 0
    while found := _START.search(source, position):
        name = found[1].lower()
        attributes, position = _attributes(source, found.end())
        if name == "title":
            end = _TITLE_END.search(source, position)
            if end is None:
                break
            if not head.title:
                head.title = _one_line(
                    unescape(source[source.find(">", position - 1) + 1 : end.start()])
                )
            position = end.end()
        elif name == "script":
            end = _SCRIPT_END.search(source, position)
            if end is None:
                break
            if "ld+json" in attributes.get("type", "").lower():
                head.things += _things(source[position : end.start()].removeprefix(">"))
            position = end.end()
        else:
            _note(head, name, attributes)
    publisher = _PUBLISHER.search(source)
    if publisher:
        head.meta.setdefault("publisher", _value(publisher[1] or publisher[2]))
    return head


def _attributes(source: str, position: int) -> tuple[dict[str, str], int]:
    read: dict[str, str] = {}
    while found := _ATTRIBUTE.match(source, position):
        value = found[2] or found[3] or found[4] or ""
        read.setdefault(found[1].lower(), value[:LONGEST_VALUE])
        position = found.end()
    return read, position


def _note(head: Head, name: str, attributes: dict[str, str]) -> None:
    if name == "html":
        head.language = head.language or _value(
            attributes.get("lang") or attributes.get("xml:lang", "")
        )
    elif name == "base":
        head.base = head.base or _value(attributes.get("href", ""))
    elif name == "link":
        if "canonical" in attributes.get("rel", "").lower().split():
            head.canonical = head.canonical or _value(attributes.get("href", ""))
    else:
        content = _value(attributes.get("content", ""))
        for key in ("property", "name", "itemprop", "http-equiv"):
            if key in attributes and content:
                head.meta.setdefault(_value(attributes[key]).lower(), content)


def _value(written: str) -> str:
    return _one_line(unescape(written))


def _one_line(text: str) -> str:
    return " ".join(normalise(text).split())


def _things(source: str) -> list[dict[str, Any]]:
    """Read the things that a block of JSON-LD describes, however it is nested or broken."""
    if len(source) > MOST_JSON:
        return []
    source = _WRAPPING.sub("", _WRAPPING.sub("", source.strip())).strip().rstrip(";")
    for attempt in (source, _TRAILING.sub(r"\1", source)):
        try:
            read = json.loads(normalise(attempt), strict=False)
        except (ValueError, RecursionError):
            continue
        return list(_nested(read))[:MOST_THINGS]
    values = {
        key: _one_line(value)
        for key, value in _BROKEN_VALUE.findall(source)
        if key in _KEPT_OF_BROKEN
    }
    return [{"@type": "Article", **values}] if "headline" in values else []


def _nested(read: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST_JSON:
        return
    if isinstance(read, list):
        for each in read[:MOST_THINGS]:
            yield from _nested(each, depth + 1)
    elif isinstance(read, dict):
        yield read
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "publisher", "author", "isPartOf"):
            if key in read:
                yield from _nested(read[key], depth + 1)
