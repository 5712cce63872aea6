"""What a person types into a search box, as a query of the full-text index."""

import re
import unicodedata

_TOKEN = re.compile(r'"([^"]*)"?|(\S+)')
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")  # SQLite takes UTF-8, and C strings
_OPERATORS = ("AND", "OR", "NOT")
_COUNTED = ("L", "N", "M")


def match_query(typed: str) -> str:
    """Write a query that is always valid; "" when there is no word to look for.

    Words are all asked for; "…" is a phrase, a star at the end of a word stands for any ending,
    a minus before it leaves it out, and AND, OR, NOT between words mean what they say. Anything
    else is a word, however it is written: 60/PUU-XXII/2024 is looked for as it stands.
    """
    parts: list[str] = []
    left_out: list[str] = []
    for phrase, word in _TOKEN.findall(_UNWRITABLE.sub(" ", typed)):
        if word in _OPERATORS:
            if parts and parts[-1] not in _OPERATORS:
                parts.append(word)
            continue
        minus = word.startswith("-") and len(word) > 1
        term = _term(phrase or word.lstrip("-" if minus else ""), star=word.endswith("*"))
        if not term:
            continue
        if minus:
            left_out.append(term)
            continue
        if parts and parts[-1] not in _OPERATORS:
            parts.append("AND")
        parts.append(term)
    while parts and parts[-1] in _OPERATORS:
        parts.pop()
    if not parts:
        return ""
    query = " ".join(parts)
    return f"({query}) NOT ({' OR '.join(left_out)})" if left_out else query


def _term(text: str, *, star: bool) -> str:
    if not any(unicodedata.category(char)[0] in _COUNTED or char >= "\ue000" for char in text):
        return ""
    quoted = '"' + text.rstrip("*").replace('"', '""') + '"'
    return f"{quoted}*" if star else quoted
