"""What the worker can be asked besides parsing: a page as a picture, its words, comments in Word.

An operation is a function of a file's bytes and the request's arguments; it gives a JSON object
and raw bytes. It runs in the confined child, so its module needs a `warm_up()` where a library
loads something lazily, and raises ImportFailed where the file does not allow it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from annotations.importing import pages
from annotations.importing.word import commenting

Operation = Callable[[bytes, Mapping[str, Any]], tuple[dict[str, Any], bytes]]

OPERATIONS: tuple[tuple[str, Operation], ...] = (
    ("document", pages.document),
    ("page", pages.page),
    ("words", pages.words),
    ("word comments", commenting.comment),
)
"""Every operation by its name."""


def operation(name: str) -> Operation:
    """Find an operation. Raises KeyError."""
    return dict(OPERATIONS)[name]
