"""Chicago, notes: the quote, and below it the note that its figure would lead to."""

from annotations.citing.plain import left_out
from annotations.citing.source import authors, day, is_law, title
from annotations.entries import Entry
from annotations.locators import show_place
from resources import Catalogue

_MOST_NAMED = 3


def write(entry: Entry, quote: str, words: Catalogue) -> str:
    """Write the quote, and on the next line the note."""
    article = entry.article
    about = article.metadata
    law = is_law(article)
    named = title(article, words)
    writers = authors(article)
    before = f"{_joined(writers, words)}, " if writers else ""
    said = entry.speaker.name if entry.speaker else entry.highlight.attribution.speaker_as_written
    if said and said not in writers:
        before = words("{speaker}, quoted in {source}", speaker=said, source=before)
    rest = (
        about.outlet,
        _dated(day(article, words), words) or words.context("no date, short", "n.d."),
        show_place(entry, words),
        about.url,
        left_out(entry, words),
    )
    # In English the comma stands inside the marks of a title.
    titled = f"{named}, " if law else f"“{named},” " if words.language == "en" else f"“{named}”, "
    note = f"{before}{titled}{', '.join(part for part in rest if part)}"
    return f"{quote}\n{note}" + ("" if note.endswith(".") else ".")


def _dated(shown: str, words: Catalogue) -> str:
    """Write 14 October 2026 as October 14, 2026 in English."""
    parts = shown.split(" ")
    if words.language != "en" or len(parts) != len(("14", "October", "2026")):
        return shown
    return f"{parts[1]} {parts[0]}, {parts[2]}" if parts[0].isdigit() else shown


def _joined(names: list[str], words: Catalogue) -> str:
    if len(names) > _MOST_NAMED:
        return words("{name} et al.", name=names[0])
    if len(names) == 1 or not names:
        return "".join(names)
    return words("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])
