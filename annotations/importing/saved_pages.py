"""What a browser or a program noted in a page when it saved it: from where, and when."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

LOOKED_AT = 20_000
"""Characters; the note stands at the beginning."""
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(\S{1,2000})\s*-->")
_NOTE = re.compile(r"<!--(.{0,4000}?)-->", re.DOTALL)
_URL = re.compile(
    r"^\s*(?:page saved with singlefile.*\n\s*)?url:\s*(https?://\S{1,2000})",
    re.IGNORECASE | re.MULTILINE,
)
_SAVED = re.compile(r"^\s*saved date:\s*([^\n(]{6,80})", re.IGNORECASE | re.MULTILINE)
_ZONE = re.compile(r"(?:GMT|UTC)([+-]\d{2}:?\d{2})")
_ARCHIVED = re.compile(r"FILE ARCHIVED ON\s+(\d{2}:\d{2}:\d{2} \w{3} \d{2}, \d{4})")
_ARCHIVE = re.compile(r"https?://web\.archive\.org/web/(\d{14})[a-z_]{0,4}/(https?://.+)")


@dataclass(frozen=True, slots=True)
class Saved:
    """Where a copy was taken and when (UTC, ISO 8601, as precise as was noted); "" if unsaid."""

    url: str = ""
    at: str = ""


def saved_by(source: str) -> Saved:
    """Read the notes that saving left."""
    head = source[:LOOKED_AT]
    url = at = ""
    found = _SAVED_FROM.search(head)
    if found:
        url = found[1]
    for note in _NOTE.finditer(head):
        if "saved date:" in note[1].lower():
            where, when = _URL.search(note[1]), _SAVED.search(note[1])
            url = where[1] if where else url
            at = moment(when[1]) if when else at
    archived = _ARCHIVE.match(url)
    if archived:
        stamp = archived[1]
        at = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}T{stamp[8:10]}:{stamp[10:12]}:{stamp[12:]}Z"
        url = archived[2]
    return Saved(url if url.lower().startswith(("http://", "https://")) else "", at)


def moment(written: str) -> str:
    """Turn a moment as programs and mails write it into UTC, ISO 8601; "" if it is none."""
    from email.utils import parsedate_to_datetime  # it loads what speaks to the network

    written = " ".join(_ZONE.sub(r"\1", written).split())
    for read in (parsedate_to_datetime, datetime.fromisoformat, _as_javascript):
        try:
            at = read(written)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if at.tzinfo is None:
            at = at.replace(tzinfo=UTC)
        try:
            return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        except (ValueError, OverflowError):
            return ""
    return ""


def _as_javascript(written: str) -> datetime:
    """Read "Tue Feb 13 2024 11:02:33 +0700"."""
    return datetime.strptime(written, "%a %b %d %Y %H:%M:%S %z")
