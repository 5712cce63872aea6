"""The only package that knows where data files lie."""

import gettext
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LANGUAGES = ("en", "id")
"""Languages with a catalogue. English is what the program is written in."""


def path(name: str) -> Path:
    """Find a data file by its name from this folder, with forward slashes: "icons/app.svg"."""
    return ROOT.joinpath(*name.split("/"))


def read_text(name: str) -> str:
    """Read a data file as UTF-8."""
    return path(name).read_text(encoding="utf-8")


def marked(message: str) -> str:
    """Mark a message for the catalogue where it is written, to be looked up where it is shown."""
    return message


class Catalogue:
    """The program's words in one language; call it with the English message.

    Values fill named braces: `words("Import {name}", name=title)`. A message that is missing from
    the catalogue is shown in English.
    """

    def __init__(self, language: str, translations: gettext.NullTranslations) -> None:
        self.language = language
        self._translations = translations

    def __call__(self, message: str, /, **values: object) -> str:
        """Look up `message` and fill in `values`."""
        found = self._translations.gettext(message) if message else ""
        return found.format(**values) if values else found

    def context(self, context: str, message: str, /) -> str:
        """Look up a message that is too short to be clear alone, such as the letter of a tag.

        `context` says what it stands for; translators see it. Babel: `-k context:1c,2`.
        """
        return self._translations.pgettext(context, message)

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Look up the form for `n`; fill in `values`, and `n` with its thousands grouped."""
        found = self._translations.ngettext(one, many, n)
        return found.format(n=self.number(n), **values)

    def number(self, n: int) -> str:
        """Group thousands: 12,345 in English, 12.345 in Indonesian."""
        grouped = f"{n:,}"
        return grouped.replace(",", ".") if self.language == "id" else grouped


def catalogue(language: str) -> Catalogue:
    """Load the catalogue of a language; English for one there is none for.

    Source: `translations/LANGUAGE/LC_MESSAGES/kutip.mo`, compiled from the `.po` beside it.
    """
    known = language.split("-", maxsplit=1)[0].split("_", maxsplit=1)[0].lower()
    if known == "en" or known not in LANGUAGES:
        return Catalogue("en", gettext.NullTranslations())
    found = gettext.translation("kutip", ROOT / "translations", [known], fallback=True)
    return Catalogue(known, found)
