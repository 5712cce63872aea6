"""A quote with where it comes from, as one copies it into a story or a mail (docs/citations.md)."""

from collections.abc import Callable, Sequence

from annotations.citing import apa, chicago, own, plain
from annotations.citing.form import CitationStyle, Form, Said
from annotations.citing.quoting import quoting
from annotations.discretion import discretion
from annotations.entries import Entry
from annotations.errors import MayNotLeave
from annotations.model import Speaker
from resources import Catalogue

__all__ = ["CitationStyle", "Form", "Said", "cite", "written"]

PLAIN = Form()
_STYLES: dict[CitationStyle, Callable[[Entry, str, Catalogue], str]] = {
    CitationStyle.PLAIN: plain.write,
    CitationStyle.APA: apa.write,
    CitationStyle.CHICAGO: chicago.write,
}


def cite(
    entry: Entry,
    words: Catalogue,
    *,
    speakers: Sequence[Speaker] = (),
    embargoed: bool = False,
    form: Form = PLAIN,
) -> str:
    """Write a quote with its citation: by itself “quote” (speaker, outlet, date, title, place …).

    The quote is verbatim, but for telephone numbers in a chat. `speakers` are those of the
    library: names of confidential ones are replaced or left out. Raises MayNotLeave for what may
    not be copied at all, where an embargo gives way to `embargoed`, and BadCitation.
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
    return written(rules.released(entry), words, form)


def written(entry: Entry, words: Catalogue, form: Form = PLAIN) -> str:
    """Write an entry that has been released already, as those of a report have."""
    quote = quoting(entry, form.said, words)
    if form.style is CitationStyle.OWN:
        return own.write(entry, quote, words, form.template)
    return _STYLES[form.style](entry, quote, words)
