"""What a person types into a search box, as a query of the full-text index."""

import re
import unicodedata
from itertools import islice

_TOKEN = re.compile(r'(-?)"([^"]*)("?)(\*?)|(\S+)')
_QUOTES = str.maketrans("“”„‟", '""""')
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")  # SQLite takes UTF-8, and C strings
_OPERATORS = ("AND", "OR", "NOT")
_COUNTED = ("L", "N", "M")


_MOST = 200  # words; SQLite has a limit of its own for what is nested in one another


def match_query(typed: str, *, typing: bool = False) -> str:
    """Write a query that is always valid; "" when there is no word to look for.

    Words are all asked for; "…" is a phrase, a star at the end of a word or a phrase stands for any
    ending, a minus before it leaves it out, and AND, OR, NOT between words mean what they say.
    Anything else is a word, however it is written: 60/PUU-XXII/2024 is looked for as it stands.
    With `typing` the last word stands for any ending, unless a space or a quotation mark ended it.
    Of a very long text the first words are looked for.
    """
    parts: list[str] = []
    left_out: list[str] = []
    text = _UNWRITABLE.sub(" ", typed).translate(_QUOTES)
    for token in islice(_TOKEN.finditer(text), _MOST):
        if token[0] in _OPERATORS:
            _join(parts, token[0])
            continue
        last = typing and token.end() == len(text) and not token[3]
        term, minus = _read(token, last=last)
        if term and minus:
            left_out.append(term)
        elif term:
            if parts and parts[-1] not in _OPERATORS:
                parts.append("AND")
            parts.append(term)
    while parts and parts[-1] in _OPERATORS:
        parts.pop()
    if not parts:
        return ""
    query = " ".join(parts)
    return f"({query}) NOT ({' OR '.join(left_out)})" if left_out else query


def _join(parts: list[str], operator: str) -> None:
    """Write an operator after a word; AND NOT is one."""
    if operator == "NOT" and parts[-1:] == ["AND"]:
        parts.pop()
    if parts and parts[-1] not in _OPERATORS:
        parts.append(operator)


def _read(token: re.Match[str], *, last: bool) -> tuple[str, bool]:
    """Read a word or a phrase as a term, "" for none, and whether it is to be left out."""
    minus, phrase, _, star, word = token.groups()
    if word is None:
        return _term(phrase, star=bool(star) or last), bool(minus)
    left_out = word.startswith("-") and len(word) > 1
    text = word.lstrip("-") if left_out else word
    return _term(text, star=last or word.endswith("*")), left_out


def _term(text: str, *, star: bool) -> str:
    if not any(unicodedata.category(char)[0] in _COUNTED or char >= "\ue000" for char in text):
        return ""
    quoted = '"' + text.rstrip("*").replace('"', '""') + '"'
    return f"{quoted}*" if star else quoted
