"""RTF as tokens: braces, control words with their numbers, and the bytes between them."""

import re
from collections.abc import Iterator
from enum import Enum, auto

_TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,40})(?P<number>-?[0-9]{1,10})? ?"
    rb"|\\'(?P<hex>[0-9A-Fa-f]{2})"
    rb"|\\(?P<sign>[^A-Za-z])"
    rb"|(?P<brace>[{}])"
    rb"|(?P<text>[^\\{}\r\n\x00]+)"
    rb"|[\r\n\x00]+|\\",
    re.DOTALL,
)


class Kind(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    WORD = auto()
    BYTES = auto()
    HEX = auto()


Token = tuple[Kind, str, int | None, bytes]
"""Kind; the control word ("*" and the like too); its number; bytes of text."""

_OPEN: Token = (Kind.OPEN, "", None, b"")
_CLOSE: Token = (Kind.CLOSE, "", None, b"")
_LITERAL = b"\\{}"


def tokens(data: bytes) -> Iterator[Token]:
    r"""Cut a file into tokens; binary data (`\bin`) is left out."""
    at = 0
    while found := _TOKEN.match(data, at):
        at = found.end()
        kind = found.lastgroup
        if kind == "text":
            yield Kind.BYTES, "", None, found["text"]
        elif kind == "brace":
            yield _OPEN if found["brace"] == b"{" else _CLOSE
        elif kind in {"word", "number"}:
            word = found["word"].decode("ascii")
            number = found["number"]
            value = None if number is None else int(number)
            if word == "bin" and value and value > 0:
                at += value
                continue
            yield Kind.WORD, word, value, b""
        elif kind == "hex":
            yield Kind.HEX, "", None, bytes((int(found["hex"], 16),))
        elif kind == "sign":
            sign = found["sign"]
            if sign in _LITERAL:
                yield Kind.BYTES, "", None, sign
            else:
                yield Kind.WORD, sign.decode("latin-1"), None, b""
