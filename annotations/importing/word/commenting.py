"""Comments into a Word file, as the worker is asked for them; their library is loaded only here."""

from collections.abc import Mapping
from typing import Any


def comment(data: bytes, arguments: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Put comments into a DOCX file, see `docx_comments.comment`. Raises ImportFailed."""
    from annotations.importing.word import docx_comments

    return docx_comments.comment(data, arguments)


def warm_up() -> None:
    """Load what is loaded on first use: the confined worker can open no file."""
    from annotations.importing.word import docx_comments

    docx_comments.warm_up()
