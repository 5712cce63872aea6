"""Numbers and facts as people write them; dates are in `annotations.dates`."""

from decimal import Decimal
from enum import StrEnum

from annotations.dates import show_date, show_written
from annotations.facts import Commitment, LegalReference, Statistic, WrittenDate
from annotations.labels import field_label, fields, label
from annotations.model import Article, Promise, Speaker
from annotations.units import show_unit
from annotations.vocabulary import COMMITMENT, LEGAL, STATISTIC, Qualifier
from resources import Catalogue

_NO_DATE = WrittenDate()
_BESIDE_CITATION = tuple(
    name
    for name in fields(LEGAL)
    if name
    not in {"citation", "article", "paragraph", "letter", "point", "instrument", "number", "year"}
)
_LONGEST = 40  # digits; what is longer is no number of a news story and stays as typed


def show_number(value: Decimal, words: Catalogue) -> str:
    """Group thousands and set the decimal mark as the language does: 12,345.6 or 12.345,6."""
    if not value.is_finite() or abs(value.adjusted()) > _LONGEST:
        return str(value)
    shown = f"{value.normalize():,f}"
    if words.language == "id":
        shown = shown.translate({ord(","): ".", ord("."): ","})
    return shown.replace("-", "\u2212")  # a minus sign is as wide as a plus and never breaks


def show_statistic(fact: Statistic, words: Catalogue) -> str:
    """Say a number in one line: "about 36,000 people", "1 : 1,800", "10 to 12 percent"."""
    number = _number(fact, words)
    if not number:
        return ""
    unit = show_unit(fact.unit, words)
    loose = label(fact.qualifier, words) if fact.qualifier != Qualifier.NONE else ""
    return " ".join(part for part in (loose, number, unit) if part)


def show_legal(fact: LegalReference, words: Catalogue) -> str:
    """Say a provision in one line: its canonical citation, else what is known of it."""
    if fact.citation:
        return fact.citation
    places = (
        words("Article {n}", n=fact.article) if fact.article else "",
        words("paragraph ({n})", n=fact.paragraph.strip("()")) if fact.paragraph else "",
        words("letter {n}", n=fact.letter) if fact.letter else "",
        words("point {n}", n=fact.point) if fact.point else "",
    )
    law = " ".join(part for part in (fact.instrument, _numbered(fact, words)) if part)
    named: tuple[str, ...] = (law, fact.title or fact.name, fact.court, fact.case_number)
    return ", ".join(part for part in (" ".join(filter(None, places)), *named) if part)


def show_commitment(fact: Commitment, words: Catalogue) -> str:
    """Say a commitment in one line: who, what, by when."""
    parts = (fact.who, fact.what, show_written(fact.deadline, words))
    return " \u00b7 ".join(part for part in parts if part)


def fact_rows(
    fact: Statistic | LegalReference | Commitment, words: Catalogue, promise: Promise | None = None
) -> list[tuple[str, str]]:
    """List what is known of a fact as (field, value) for people; the empty ones are left out."""
    if isinstance(fact, Statistic):
        rows = [(field_label(STATISTIC, "value", words), show_statistic(fact, words))]
        rest = ("kind", "base", "population", "period", "source", "published_in", "calculation")
        return _known([*rows, *_fields(fact, STATISTIC, rest, words)])
    if isinstance(fact, LegalReference):
        rows = [(field_label(LEGAL, "citation", words), show_legal(fact, words))]
        return _known([*rows, *_fields(fact, LEGAL, _BESIDE_CITATION, words)])
    given = ("kind", "who", "what", "beneficiary", "deadline", "condition")
    status = label(promise.status, words) if promise is not None else ""
    return _known(
        [
            *_fields(fact, COMMITMENT, given, words),
            (field_label(COMMITMENT, "status", words), status),
        ]
    )


def show_speaker(speaker: Speaker | None, role: str, institution: str) -> str:
    """Name a speaker with role and institution, as said at the time before as known in general."""
    if speaker is None:
        return ""
    known = (speaker.name, role or speaker.role, institution or speaker.institution)
    return ", ".join(dict.fromkeys(part for part in known if part))


def show_source(article: Article, words: Catalogue, *, long: bool = False) -> str:
    """Say where and when an article was published: "Harian Arunika · 14 Oct 2026"."""
    published = article.metadata.published
    shown = show_date(published.start, words, long=long) if published.start else published.words
    return " \u00b7 ".join(part for part in (article.metadata.outlet, shown) if part)


def _number(fact: Statistic, words: Catalogue) -> str:
    if fact.numerator is not None and fact.denominator is not None:
        ratio = f"{show_number(fact.numerator, words)} : {show_number(fact.denominator, words)}"
        return ratio if fact.value is None else f"{show_number(fact.value, words)} ({ratio})"
    if fact.value is None:
        return ""
    low = show_number(fact.value, words)
    if fact.value_max is None:
        return low
    return words("{low} to {high}", low=low, high=show_number(fact.value_max, words))


def _numbered(fact: LegalReference, words: Catalogue) -> str:
    if fact.number and fact.year and fact.year not in fact.number:
        return words("No. {number} of {year}", number=fact.number, year=fact.year)
    if fact.number:
        return words("No. {number}", number=fact.number)
    return fact.year


def _fields(
    fact: Statistic | LegalReference | Commitment,
    group: str,
    names: tuple[str, ...],
    words: Catalogue,
) -> list[tuple[str, str]]:
    rows = []
    for name in names:
        value = getattr(fact, name)
        if not value:
            continue
        if isinstance(value, WrittenDate):
            if value == _NO_DATE:
                continue
            value = show_written(value, words)
        elif isinstance(value, StrEnum):
            value = label(value, words)
        rows.append((field_label(group, name, words), value))
    return rows


def _known(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in rows if value]
