"""What the styles of scholars name: authors, date, title, place.

Nothing is made up for a part that is missing; each style has its own sign for that.
"""

import re

from annotations.dates import show_date
from annotations.model import Article
from annotations.vocabulary import ArticleKind, DatePrecision
from resources import Catalogue

_BETWEEN = re.compile(r"\s*(?:[;/&|]|,\s*(?:and|dan)\s|,|\band\b|\bdan\b)\s*", re.IGNORECASE)
_MOST_WORDS = 4
# Whoever writes under such a word is no person whose name could be turned round.
_BODY = re.compile(
    r"\b(?:tim|team|redaksi|redaktur|kantor|kementerian|dinas|badan|komisi|humas|polri|polda|polres"
    r"|staff?|desk|news|press|agency|office|ministry|department|committee|commission|bureau|court"
    r"|university|institute|media|editorial|board|council|union|foundation|antara|reuters|afp|ap)\b",
    re.IGNORECASE,
)
# Son or daughter of somebody: the last word is a father's name, under which nobody looks.
_OF_A_FATHER = re.compile(r"\b(?:bin|binti|ibn|al|el)\b", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_]*)*\.?")


def authors(article: Article) -> list[str]:
    """List who wrote an article, as written; nobody for a law or a ruling."""
    about = article.metadata
    if about.kind in {ArticleKind.LAW, ArticleKind.RULING}:
        return []
    byline = " ".join(about.byline.split())
    if _BODY.search(byline):
        return [byline]
    return [name for name in _BETWEEN.split(byline) if name]


def is_body(name: str) -> bool:
    """Whether a name is an institution's, or one that cannot be turned round for certain."""
    parts = name.split()
    return (
        not 1 < len(parts) <= _MOST_WORDS
        or _BODY.search(name) is not None
        or _OF_A_FATHER.search(name) is not None
        or not all(_NAME.fullmatch(part) and part[0].isupper() for part in parts)
    )


def is_law(article: Article) -> bool:
    """Whether an article is cited by its own citation, its title, and by no author."""
    return article.metadata.kind in {ArticleKind.LAW, ArticleKind.RULING}


def title(article: Article, words: Catalogue) -> str:
    """Give the title, or say what it is that has none."""
    return article.metadata.title or words("untitled")


def year(article: Article, words: Catalogue) -> str:
    """Give the year, or the sign for none: n.d."""
    start = article.metadata.published.start
    return start[:4] if start[:4].isdigit() else words.context("no date, short", "n.d.")


def day(article: Article, words: Catalogue) -> str:
    """Say the date with as much as was written of it, the time of day left out."""
    published = article.metadata.published
    length = {DatePrecision.YEAR: 4, DatePrecision.MONTH: 7}.get(published.precision, 10)
    if not published.start:
        return published.words
    return show_date(published.start[:length], words, long=True)
