"""A quote with where it comes from, as one copies it into a story or a mail."""

from collections.abc import Sequence

from annotations.discretion import discretion
from annotations.entries import Entry
from annotations.errors import MayNotLeave
from annotations.locators import show_place
from annotations.model import Speaker
from annotations.showing import show_source, show_speaker
from resources import Catalogue


def cite(
    entry: Entry, words: Catalogue, *, speakers: Sequence[Speaker] = (), embargoed: bool = False
) -> str:
    """Write “quote” (speaker, outlet, date, title, place in the source, address, number).

    The quote is verbatim, but for telephone numbers in a chat. `speakers` are those of the
    library: names of confidential ones are replaced or left out. Raises MayNotLeave for what may
    not be copied at all; an embargo gives way to `embargoed`.
    """
    known = (*speakers, *((entry.speaker,) if entry.speaker else ()))
    rules = discretion(
        known,
        nobody=words("a confidential source"),
        phone=words("[phone number]"),
        embargoed=embargoed,
    )
    reason = rules.withheld(entry)
    if reason is not None:
        raise MayNotLeave(entry.highlight.label, reason, entry.article.embargo)
    shown = rules.released(entry)
    return f"{_quoted(shown.highlight.quote.exact)} ({'; '.join(_origin(shown, words))})"


def _quoted(quote: str) -> str:
    marked = quote.startswith(("“", '"', "«", "„")) and quote.endswith(("”", '"', "»"))
    return quote if marked else f"“{quote}”"


def _origin(entry: Entry, words: Catalogue) -> list[str]:
    about = entry.article.metadata
    attribution = entry.highlight.attribution
    speaker = show_speaker(entry.speaker, attribution.role, attribution.institution)
    parts = (
        speaker or attribution.speaker_as_written,
        show_source(entry.article, words),
        f"“{about.title}”" if about.title else "",
        show_place(entry, words),
        about.url,
        entry.highlight.label,
        words("phone numbers left out") if entry.shortened else "",
    )
    return [part for part in parts if part]
