"""APA, seventh edition: the quote with (author, year, place), and below it the list's entry."""

from annotations.citing.plain import left_out
from annotations.citing.source import authors, day, is_body, is_law, title, year
from annotations.entries import Entry
from annotations.locators import show_place
from annotations.model import Article
from annotations.vocabulary import DatePrecision
from resources import Catalogue

_MOST_NAMED = 2  # in the text; of three and more only the first
_MOST_LISTED = 20


def write(entry: Entry, quote: str, words: Catalogue) -> str:
    """Write the quote with its source in brackets, and on the next line what that refers to."""
    return f"{quote} ({_in_text(entry, words)})\n{_listed(entry, words)}"


def _in_text(entry: Entry, words: Catalogue) -> str:
    article = entry.article
    writers = authors(article)
    short = [_surname(each) for each in writers]
    if not short:
        named = title(article, words) if is_law(article) else f"“{title(article, words)}”"
    elif len(short) > _MOST_NAMED:
        named = words("{name} et al.", name=short[0])
    else:
        named = " & ".join(short)
    said = entry.speaker.name if entry.speaker else entry.highlight.attribution.speaker_as_written
    if said and said not in writers:  # somebody else's words, as this source has them
        named = words("{speaker}, as cited in {source}", speaker=said, source=named)
    parts = (named, _of_year(article, words), show_place(entry, words), left_out(entry, words))
    return ", ".join(part for part in parts if part)


def _of_year(article: Article, words: Catalogue) -> str:
    """Give the year, unless a law's own name has it."""
    found = year(article, words)
    return "" if is_law(article) and found in article.metadata.title else found


def _listed(entry: Entry, words: Catalogue) -> str:
    article = entry.article
    about = article.metadata
    if is_law(article):
        when = "" if _of_year(article, words) == "" else f" ({year(article, words)})"
        return _ended([f"{title(article, words)}{when}", about.outlet], about.url)
    when = f"({_dated(article, words)})"
    writers = [_turned(each) for each in authors(article)[:_MOST_LISTED]]
    if writers:
        names = _ended([_joined(writers)], "")
        return _ended([f"{names} {when}", title(article, words), about.outlet], about.url)
    return _ended([f"{title(article, words)}. {when}", about.outlet], about.url)


def _dated(article: Article, words: Catalogue) -> str:
    """Write 2026, October 14 in English and 2026, 14 Oktober in Indonesian."""
    published = article.metadata.published
    if not published.start[:4].isdigit():
        return published.words or year(article, words)
    if published.precision is DatePrecision.YEAR or len(published.start) == len("2026"):
        return published.start[:4]
    whole = day(article, words)
    rest = whole.removesuffix(published.start[:4]).strip()
    if words.language == "en":
        number, _, month = rest.partition(" ")
        rest = f"{month} {number}" if month else number
    return f"{published.start[:4]}, {rest}"


def _surname(name: str) -> str:
    return name if is_body(name) else name.rsplit(maxsplit=1)[-1]


def _turned(name: str) -> str:
    """Write Sekar Ayu Lestari as Lestari, S. A.; a body's name stays."""
    if is_body(name):
        return name
    *given, last = name.split()
    return f"{last}, {' '.join(f'{part[0]}.' for part in given)}"


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, & {names[-1]}"


def _ended(parts: list[str], url: str) -> str:
    """End each part with a full stop; an address has none, which would be taken for its own."""
    shown = " ".join(
        part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part
    )
    return f"{shown} {url}".rstrip()
