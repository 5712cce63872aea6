"""Fetching the pictures of a report, once it is known what may leave."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from annotations.discretion import Discretion, discretion
from annotations.entries import Entry
from annotations.errors import NoSuchRecord
from annotations.exporting.pictures import MOST_BYTES, MOST_TOGETHER, Picture, picture
from annotations.exporting.report import Report
from annotations.model import Evidence, Speaker

if TYPE_CHECKING:
    from annotations.storage.store import Library, Store

FORMATS = frozenset({"html", "pdf", "docx"})
"""The formats that hold pictures; the others name the files."""


@dataclass(slots=True)
class Pictured:
    """The report with its pictures, once `fetch` has run to its end."""

    report: Report
    pictures: dict[str, Picture] = field(default_factory=dict)


def fetch(store: "Store", into: Pictured, speakers: Sequence[Speaker]) -> Iterator[tuple[int, int]]:
    """Read the pictures that may be shown; yield how many of how many are looked at.

    `speakers` are all of the library: an article whose text names a confidential one is shown in no
    picture. Files that are no PNG or JPEG, that are broken or too large stay names.
    """
    report = into.report
    wanted = [
        (entry, each)
        for entry in report.entries
        for each in entry.evidence
        if each.uid in report.picturable and each.media_type in {"image/png", "image/jpeg"}
    ]
    rules = discretion(speakers)
    named: dict[int, bool] = {}
    left = MOST_TOGETHER
    for number, (entry, each) in enumerate(wanted, start=1):
        made = store.call(partial(_read, entry=entry, evidence=each, rules=rules, named=named))
        if made is not None and len(made.data) <= left:
            left -= len(made.data)
            into.pictures[each.uid] = made
        yield number, len(wanted)
    into.report = replace(report, pictures=into.pictures)


def _read(
    library: "Library",
    *,
    entry: Entry,
    evidence: Evidence,
    rules: Discretion,
    named: dict[int, bool],
) -> Picture | None:
    from annotations.storage import articles
    from annotations.storage.attachments import attached, size_of

    number = entry.highlight.revision_id
    if number not in named:
        shown = articles.revision(library, entry.article.id, entry.revision_number)
        named[number] = rules.names_anyone(shown.text.text)
    if named[number]:
        return None
    try:
        if size_of(library, evidence.target) > MOST_BYTES:
            return None
        return picture(attached(library, evidence.target))
    except NoSuchRecord:
        return None  # `kutip check` names it
