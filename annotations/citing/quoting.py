"""The words that are copied: the quote, its translation, or both."""

from annotations.citing.form import Said
from annotations.entries import Entry
from annotations.facts import Translation
from resources import Catalogue

_OPENING, _CLOSING = ("“", '"', "«", "„"), ("”", '"', "»")


def quoting(entry: Entry, said: Said, words: Catalogue) -> str:
    """Write the words in quotation marks; a translation says that it is one."""
    exact = quoted(entry.highlight.quote.exact)
    translation = translated(entry, words)
    if said is Said.ORIGINAL or translation is None:
        return exact
    by = (
        words("translated by {name}", name=translation.translator)
        if translation.translator
        else words("translated")
    )
    shown = f"{quoted(translation.text)} [{by}]"
    return shown if said is Said.TRANSLATION else f"{exact} – {shown}"


def translated(entry: Entry, words: Catalogue) -> Translation | None:
    """Choose the translation in the language that is spoken here, else the first there is."""
    some = [each for each in entry.highlight.translations if each.text.strip()]
    spoken = (each for each in some if each.language.split("-")[0].lower() == words.language)
    return next(spoken, some[0] if some else None)


def quoted(quote: str) -> str:
    """Set words in quotation marks, unless they stand in some."""
    marked = quote.startswith(_OPENING) and quote.endswith(_CLOSING)
    return quote if marked else f"“{quote}”"
