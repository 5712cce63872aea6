"""The plain style: everything that finds the words again, in brackets behind them."""

from annotations.entries import Entry
from annotations.locators import show_place
from annotations.showing import show_source, show_speaker
from resources import Catalogue


def write(entry: Entry, quote: str, words: Catalogue) -> str:
    """Write “quote” (speaker; outlet, date; title; place in the source; address; number)."""
    return f"{quote} ({'; '.join(_origin(entry, words))})"


def _origin(entry: Entry, words: Catalogue) -> list[str]:
    about = entry.article.metadata
    parts = (
        speaker(entry),
        show_source(entry.article, words),
        f"“{about.title}”" if about.title else "",
        show_place(entry, words),
        about.url,
        entry.highlight.label,
        left_out(entry, words),
    )
    return [part for part in parts if part]


def speaker(entry: Entry) -> str:
    """Name who spoke, with role and institution, else as the article writes it."""
    said = entry.highlight.attribution
    return show_speaker(entry.speaker, said.role, said.institution) or said.speaker_as_written


def left_out(entry: Entry, words: Catalogue) -> str:
    """Say that telephone numbers were taken out of the quote, "" where none were."""
    return words("phone numbers left out") if entry.shortened else ""
