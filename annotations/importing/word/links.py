"""Where a link of a document may lead."""

import re

ALLOWED = re.compile(r"\s*((?:https?|mailto|ftp|tel):\S[^\x00-\x1f]{0,4000})", re.IGNORECASE)


def address(target: str) -> str:
    """Take an address of the web or of mail; "" for files, programs and places within."""
    found = ALLOWED.fullmatch(target)
    return found[1].strip() if found else ""
