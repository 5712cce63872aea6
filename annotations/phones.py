"""Telephone numbers in words, as Indonesians and others write them.

`+62 812-3456-7890`, `0812 3456 7890`, `(021) 555 1234`, `0274-512345`, `wa.me/6281234567890`,
`+1 (555) 010-0199`. No dates, times, amounts, percentages, articles or case numbers: those have
other marks between their digits, fewer digits, or a currency before them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from annotations.model import Quote, Span

Record = TypeVar("Record")

_HIDDEN = "\u200b-\u200f\u202a-\u202e\u2060-\u2069"
_GAP = rf"[ \t\u00a0\u2007\u202f.\u2010-\u2015\u2212{_HIDDEN}()-]{{0,3}}"
"""What may stand between two digits: a space, a hyphen of any kind, a full stop, brackets."""
_TIGHT = rf"[ \u00a0\u202f\u2010-\u2013{_HIDDEN}-]{{0,2}}"
"""The same where no plus says that it is a number to call: no full stops, as amounts have."""
_HYPHEN = r"[-\u2010-\u2013]"
_BEFORE = (
    r"(?<![\w+])(?<!\d[.,:/-])(?<!Rp)(?<!Rp\.)(?<!Rp\s)(?<!Rp\.\s)(?<!IDR\s)(?<!USD\s)(?<!US\$)"
    r"(?<![$€£¥])"
)
_AFTER = r"(?!\d|[.,:/]\d|/[A-Za-z]|\s?%|-\d)"

NUMBER = re.compile(
    "|".join(
        f"{_BEFORE}(?:{form}){_AFTER}"
        for form in (
            # abroad and at home: plus or 00, the country, 7 to 14 digits more
            rf"(?:\+|00{_GAP}(?=[1-9]))[ \u00a0]?[1-9](?:{_GAP}\d){{7,14}}",
            # a mobile number, with the country and no plus: 62812…
            rf"62{_TIGHT}8[1-9](?:{_TIGHT}\d){{7,11}}",
            # a mobile number: 0812…; full stops only between groups of three and more
            rf"(?:\(08[1-9]\d\)|08[1-9]\d)(?:{_TIGHT}\d){{6,10}}",
            r"08[1-9]\d\.\d{3,4}\.\d{3,5}(?:\.\d{1,3})?",
            rf"8[1-9]\d{_HYPHEN}\d{{3,4}}{_HYPHEN}\d{{3,5}}",
            # a telephone with its area: (021) 555 1234, 0274-512345, 021 5551234
            rf"\(0[2-9]\d{{1,2}}\)[ \u00a0]?\d{{2,4}}(?:{_TIGHT}\d){{2,6}}",
            rf"0[2-9]\d{{1,2}}(?:{_HYPHEN}|[ \u00a0])\d{{3,4}}(?:{_TIGHT}\d){{2,5}}",
            # North America's
            r"\(\d{3}\)[ \u00a0]?\d{3}[-. ]\d{4}",
            r"\d{3}([-.])\d{3}\1\d{4}",
        )
    )
)
ENOUGH = re.compile(rf"\d(?:{_GAP}\d){{6}}")
"""Fewer than seven digits are never a number to call."""
AMOUNT = re.compile(r"\+?\s?\d{1,3}(?:[.]\d{3})+")
IN_NAMES = re.compile(
    r"(?<!\d)(?:(?:\+|00)[1-9](?:[ ._()-]{0,2}\d){7,13}|(?:62[ ._-]?|0)8[1-9](?:[ ._-]?\d){6,10})"
)
"""Numbers to call as the names of files hold them."""
DATE = re.compile(
    r"(?<!\d)(?:19|20)\d\d[-.](?:0?[1-9]|1[0-2])[-.](?:0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<!\d)(?:0?[1-9]|[12]\d|3[01])[-.](?:0?[1-9]|1[0-2])[-.](?:19|20)\d\d(?!\d)"
)


def find(text: str) -> Iterator[Span]:
    """Find the telephone numbers of a text, in order."""
    if not ENOUGH.search(text):
        return
    for found in NUMBER.finditer(text):
        if AMOUNT.fullmatch(found[0]) or DATE.search(found[0]):
            continue
        yield Span(found.start(), found.end())


def any_in(texts: Sequence[str]) -> bool:
    """Whether a telephone number stands in one of some texts, whole."""
    # All at once first: no number goes on over a NUL.
    return bool(ENOUGH.search("\0".join(texts))) and any(
        next(find(each), None) is not None for each in texts
    )


def without(text: str, mark: str) -> str:
    """Set `mark` in the place of every telephone number."""
    if not ENOUGH.search(text):
        return text
    return within(text, 0, len(text), mark)


def without_in_name(name: str, mark: str) -> str:
    """Set `mark` for the telephone numbers in the name of a file.

    Programs that record calls and keep chats set any sign around them, and days and hours behind:
    "rekaman_081234567890-20261014.m4a". A name is no quotation: too much is better than too little.
    """
    return without(IN_NAMES.sub(mark, name), mark)


def within(text: str, start: int, end: int, mark: str) -> str:
    """Cut [start, end) out of a text, with `mark` for every number that it touches.

    A number that goes on beyond the ends is none the less one.
    """
    parts, at = [], start
    for span in find(text):
        if span.end <= start or span.start >= end:
            continue
        parts += [text[at : max(span.start, at)], mark]
        at = span.end
    return "".join([*parts, text[at:end]]) if at < end else "".join(parts)


def without_anywhere(record: Record, mark: str) -> Record:
    """Set `mark` in all texts of a record and of what it holds, but not in what was captured.

    What a machine wrote stays: a uid or checksum may look like a number to call.
    """
    found: Record = _everywhere(record, mark)
    return found


def _everywhere(value: Any, mark: str) -> Any:  # noqa: ANN401 - of any field
    if type(value) is str:  # no member of a vocabulary, which is a str too
        return without(value, mark)
    if isinstance(value, tuple):
        return tuple(_everywhere(each, mark) for each in value)
    if not is_dataclass(value) or isinstance(value, type | Quote):
        return value
    changes = {
        field.name: _everywhere(getattr(value, field.name), mark)
        for field in fields(value)
        if not _of_machine(field.name, getattr(value, field.name))
    }
    return replace(value, **changes)


def _of_machine(name: str, value: object) -> bool:
    return name in _OF_MACHINES or (name in _REFERENCES and isinstance(value, str))


_OF_MACHINES = frozenset(
    """uid author created changed retrieved embargo correction_date start end precision iri target
    text_sha256 original_sha256 looked_at when promisor merged_into language""".split()  # noqa: SIM905 - a list of words reads best as one
)
_REFERENCES = frozenset(("speaker", "highlight", "promise"))
