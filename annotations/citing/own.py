"""A person's own form: text with named fields, and nothing that could run.

`{speaker}` is a field; `[, p. {page}]` is left out whole where a field in it is empty; a brace or
bracket that is meant stands doubled: `{{`, `]]`.
"""

import re
from collections.abc import Callable, Iterator

from annotations.citing.plain import left_out, speaker
from annotations.citing.quoting import translated
from annotations.citing.source import authors, day, title, year
from annotations.entries import Entry
from annotations.errors import BadCitation
from annotations.labels import label
from annotations.locators import show_place
from annotations.showing import show_legal
from annotations.vocabulary import LEGAL
from resources import Catalogue

EXAMPLE = "{quote} ({speaker}[, {outlet}][, {date}][, {page}], {number})"
LONGEST = 2_000

_Field = Callable[[Entry, str, Catalogue], str]

_FIELDS: dict[str, _Field] = {
    "quote": lambda _entry, quote, _words: quote,
    "original": lambda entry, _quote, _words: entry.highlight.quote.exact,
    "translation": lambda entry, _quote, words: _translation(entry, words),
    "speaker": lambda entry, _quote, _words: speaker(entry),
    "author": lambda entry, _quote, _words: ", ".join(authors(entry.article)),
    "outlet": lambda entry, _quote, _words: entry.article.metadata.outlet,
    "date": lambda entry, _quote, words: day(entry.article, words),
    "year": lambda entry, _quote, words: year(entry.article, words),
    "title": lambda entry, _quote, words: title(entry.article, words),
    "kind": lambda entry, _quote, words: label(entry.article.metadata.kind, words),
    "page": lambda entry, _quote, words: show_place(entry, words),
    "law": lambda entry, _quote, words: _laws(entry, words),
    "url": lambda entry, _quote, _words: entry.article.metadata.url,
    "archived": lambda entry, _quote, _words: entry.article.archived_url,
    "number": lambda entry, _quote, _words: entry.highlight.label,
    "left_out": lambda entry, _quote, words: left_out(entry, words),
}
FIELDS = tuple(_FIELDS)

_TOKEN = re.compile(r"\{\{|\}\}|\[\[|\]\]|\{([^{}\[\]]*)\}|[{}\[\]]")
_DOUBLED = {"{{": "{", "}}": "}", "[[": "[", "]]": "]"}


def check(template: str) -> None:
    """Look through a form. Raises BadCitation for a field there is none of, and for a brace."""
    for _ in _tokens(template):
        pass


def write(entry: Entry, quote: str, words: Catalogue, template: str) -> str:
    """Fill a form; an empty one is the example. Raises BadCitation."""
    outside: list[str] = []
    inside: list[str] | None = None
    empty = False
    for kind, text in _tokens(template or EXAMPLE):
        if kind == "[":
            inside, empty = [], False
        elif kind == "]":
            outside += [] if empty or inside is None else inside
            inside = None
        else:
            shown = text if kind == "text" else _FIELDS[text](entry, quote, words)
            empty = empty or (kind == "field" and not shown)
            (outside if inside is None else inside).append(shown)
    found = "".join(outside)
    # That a quote is not whole is said, whatever the form.
    said = left_out(entry, words)
    return found if not said or said in found else f"{found} [{said}]"


def _tokens(template: str) -> Iterator[tuple[str, str]]:
    """Cut a form into ("text" | "field" | "[" | "]", its text). Raises BadCitation."""
    end = 0
    within = False
    for found in _TOKEN.finditer(template[:LONGEST]):
        yield "text", template[end : found.start()]
        end = found.end()
        mark, name = found[0], found[1]
        if mark in _DOUBLED:
            yield "text", _DOUBLED[mark]
        elif name is not None:
            if name.strip() not in _FIELDS:
                raise BadCitation(name.strip(), FIELDS)
            yield "field", name.strip()
        elif mark == ("]" if within else "["):
            within = not within
            yield mark, ""
        else:
            raise BadCitation("")
    if within:
        raise BadCitation("")
    yield "text", template[end:LONGEST]


def _translation(entry: Entry, words: Catalogue) -> str:
    found = translated(entry, words)
    return found.text if found is not None else ""


def _laws(entry: Entry, words: Catalogue) -> str:
    if LEGAL not in entry.highlight.tags:
        return ""
    return "; ".join(filter(None, (show_legal(each, words) for each in entry.highlight.legal)))
