"""When an article was published, as its page says it to machines and to people."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from itertools import islice

from annotations.facts import WrittenDate
from annotations.importing.dates import read_date
from annotations.richtext.hypertext_tree import Node
from annotations.vocabulary import DatePrecision

META = (
    *(
        "article:published_time",
        "datepublished",
        "parsely-pub-date",
        "dc.date.issued",
        "dcterms.issued",
    ),
    *("dc.date", "dcterms.date", "date", "pubdate", "publishdate", "publish-date", "sailthru.date"),
    *(
        "og:article:published_time",
        "content_publisheddate",
        "citation_publication_date",
        "dcterms.created",
    ),
    *("dc.date.created", "article:published", "published_time", "release_date"),
)
"""Names of meta elements that hold the day of publishing, the surest first."""
_COMPACT = re.compile(
    r"(\d{4})[/.]?(\d{2})[/.]?(\d{2})(?:[T ]?(\d{2}):?(\d{2})(?::?\d{2})?)?(Z|[+-]\d{2}:?\d{2})?"
)
MOST_LINES = 12
LONGEST_LINE = 110
"""Characters of a line that is no paragraph."""
_SHORT_ZONE = re.compile(r"(T\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?[+-]\d{2})(\d{2})$")
NEAR_ENOUGH = 40
"""Characters of a visible date that says no more than a date."""


def published(
    stamps: Iterable[str], marked: Sequence[tuple[str, str]], own: WrittenDate, language: str
) -> WrittenDate:
    """Choose the day of publishing.

    `stamps` are what the page says to machines, the surest first; `marked` are stamps and words of
    elements that are marked as its date; `own` is the date that stands in the text.
    """
    visible = [words for _, words in marked]
    for stamp in filter(None, (*stamps, *(stamp for stamp, _ in marked))):
        date = read_stamp(stamp, language)
        if date.start:
            return _as_written(date, visible, own, language)
    for words in visible:
        date = read_date(words, language)
        if date.start:
            return date
    return own


def above_story(lines: Iterable[str], language: str) -> WrittenDate:
    """Read a date in one of the short lines above the first paragraph."""
    for line in islice(lines, MOST_LINES):
        if len(line) > LONGEST_LINE:
            break
        date = read_date(line, language)
        if date.precision in {DatePrecision.DAY, DatePrecision.MINUTE}:
            return date
    return WrittenDate()


def _as_written(
    date: WrittenDate, visible: list[str], own: WrittenDate, language: str
) -> WrittenDate:
    """Take the words of the date that the page shows, where it shows the same day."""
    if own.start[:10] == date.start[:10]:
        return replace(date, words=own.words)
    for words in visible:
        shown = read_date(words, language)
        if shown.start[:10] == date.start[:10] and len(words) <= NEAR_ENOUGH:
            return replace(date, words=shown.words)
    return date


def marked_dates(nodes: Iterable[Node]) -> Iterator[tuple[str, str]]:
    """Yield stamp and words of each element that is marked as the day of publishing."""
    for node in nodes:
        said = node.attributes
        if not said and node.name != "time":
            continue
        classes = set(re.split(r"[\W_]+", said.get("class", "").lower()))
        if node.name == "time":
            if not {"updated", "modified"} & classes or "published" in classes:
                yield said.get("datetime", ""), " ".join(node.words().split())
        elif (
            said.get("itemprop") == "datePublished"
            or "published" in classes
            or (classes & {"date", "tanggal", "tgl", "time", "waktu", "dateline", "timestamp"})
        ):
            words = " ".join(node.words().split())
            if 0 < len(words) <= 2 * NEAR_ENOUGH:
                yield said.get("title", "") if node.name == "abbr" else "", words


def read_stamp(stamp: str, language: str = "") -> WrittenDate:
    """Read a date as machines write it: ISO 8601, without marks, or as in a mail."""
    found = _COMPACT.match(stamp)
    if found:
        year, month, day, hour, minute, zone = found.groups()
        zone = re.sub(r"(\d{2}):?(\d{2})$", r"\1:\2", zone or "")
        clock = f"T{hour}:{minute}{zone}" if hour else ""
        read = read_date(f"{year}-{month}-{day}{clock}")
    elif "," in stamp and ":" in stamp:
        read = _of_mail(stamp)
    else:
        read = WrittenDate()
    if not read.start:
        read = read_date(_SHORT_ZONE.sub(r"\1:\2", stamp.strip()), language)
    return replace(read, words=stamp)


def _of_mail(stamp: str) -> WrittenDate:
    try:
        at = parsedate_to_datetime(stamp)
    except ValueError:
        return WrittenDate()
    return written(at)


def written(at: datetime) -> WrittenDate:
    """Write a moment as a date to the minute."""
    iso = at.isoformat(timespec="minutes").replace("+00:00", "Z")
    return WrittenDate(iso, iso, iso, DatePrecision.MINUTE)
