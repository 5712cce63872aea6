"""Plain citations: one line a highlight, the quote and everything that finds it again."""

import re
from collections.abc import Iterator

from annotations.citing import PLAIN, Form, written
from annotations.exporting.report import Report
from resources import Catalogue, marked

name = "citations"
title = marked("Citations, one line a highlight")
suffix = ".txt"
binary = False

_PAGE = 200
_BREAKS = re.compile(r"[^\S\n]*[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]\s*")
"""What any program would end a line at, with the white space around it."""


def pieces(report: Report, words: Catalogue, form: Form = PLAIN) -> Iterator[str]:
    """Write the lines, some at a time."""
    entries = report.entries
    for first in range(0, len(entries), _PAGE):
        some = entries[first : first + _PAGE]
        yield "".join(f"{one_line(written(each, words, form))}\n" for each in some)


def one_line(text: str) -> str:
    """Set words on one line: breaks become spaces."""
    return _BREAKS.sub(" ", text)
