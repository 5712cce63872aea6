"""Numbers and facts as people write them; dates are in `annotations.dates`."""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter

from annotations.dates import show_date, show_moment, show_written
from annotations.facts import Check, Commitment, LegalReference, Statistic, WrittenDate
from annotations.labels import field_label, fields, label
from annotations.model import Article, Promise, Speaker
from annotations.units import show_unit
from annotations.vocabulary import (
    COMMITMENT,
    LEGAL,
    STATISTIC,
    CheckKind,
    ClaimState,
    Qualifier,
    WordingState,
)
from resources import Catalogue

_BESIDE_VALUE = ("kind", "base", "population", "period", "source", "published_in", "calculation")
_BESIDE_CITATION = tuple(
    name
    for name in fields(LEGAL)
    if name
    not in {"citation", "article", "paragraph", "letter", "point", "instrument", "number", "year"}
)
_OF_COMMITMENT = ("kind", "who", "what", "beneficiary", "deadline", "condition")
_beside_value = attrgetter(*_BESIDE_VALUE)
_beside_citation = attrgetter(*_BESIDE_CITATION)
_of_commitment = attrgetter(*_OF_COMMITMENT)
_LONGEST = 40  # digits; what is longer is no number of a news story and stays as typed


def show_number(value: Decimal, words: Catalogue) -> str:
    """Group thousands and set the decimal mark as the language does: 12,345.6 or 12.345,6."""
    if not value.is_finite() or abs(value.adjusted()) > _LONGEST:
        return str(value)
    shown = f"{value.normalize():,f}"
    if words.language == "id":
        shown = shown.translate({ord(","): ".", ord("."): ","})
    return shown.replace("-", "\u2212")  # a minus sign is as wide as a plus and never breaks


def show_check(check: Check, words: Catalogue, *, here: bool = False) -> str:
    """Say one step of a check: "supported (S.L., 15 Oct 2026, a call)".

    `here` gives the time on the clock of this computer, for the window only.
    """
    kind = WordingState if check.kind is CheckKind.WORDING else ClaimState
    shown = label(kind(check.state), words)
    when = show_moment(check.when, words) if here else show_date(check.when, words)
    told = ", ".join(part for part in (check.who, when if check.when else "", check.how) if part)
    return f"{shown} ({told})" if told else shown


def show_statistic(fact: Statistic, words: Catalogue) -> str:
    """Say a number in one line: "about 36,000 people", "1 : 1,800", "10 to 12 percent"."""
    number = _number(fact, words)
    if not number:
        return ""
    unit = show_unit(fact.unit, words)
    loose = label(fact.qualifier, words) if fact.qualifier != Qualifier.NONE else ""
    return " ".join([part for part in (loose, number, unit) if part])


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
    law = " ".join(filter(None, (fact.instrument, _numbered(fact, words))))
    named: tuple[str, ...] = (law, fact.title or fact.name, fact.court, fact.case_number)
    return ", ".join(filter(None, (" ".join(filter(None, places)), *named)))


def show_commitment(fact: Commitment, words: Catalogue) -> str:
    """Say a commitment in one line: who, what, by when."""
    parts = (fact.who, fact.what, show_written(fact.deadline, words))
    return " \u00b7 ".join(part for part in parts if part)


def fact_rows(
    fact: Statistic | LegalReference | Commitment, words: Catalogue, promise: Promise | None = None
) -> list[tuple[str, str]]:
    """List what is known of a fact as (field, value) for people; the empty ones are left out."""
    if isinstance(fact, Statistic):
        rows = _fields(STATISTIC, _BESIDE_VALUE, _beside_value(fact), words)
        shown = show_statistic(fact, words)
        return [(field_label(STATISTIC, "value", words), shown), *rows] if shown else rows
    if isinstance(fact, LegalReference):
        rows = _fields(LEGAL, _BESIDE_CITATION, _beside_citation(fact), words)
        shown = show_legal(fact, words)
        return [(field_label(LEGAL, "citation", words), shown), *rows] if shown else rows
    rows = _fields(COMMITMENT, _OF_COMMITMENT, _of_commitment(fact), words)
    if promise is not None:
        rows.append((field_label(COMMITMENT, "status", words), label(promise.status, words)))
    return rows


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
    group: str, names: Sequence[str], values: Sequence[object], words: Catalogue
) -> list[tuple[str, str]]:
    """Name the fields that are filled, and write what they hold."""
    return [
        (field_label(group, name, words), shown)
        for name, value in zip(names, values, strict=True)
        # Most are text; a member of a vocabulary is a str too, but of its own type.
        if value and (shown := value if type(value) is str else _shown(value, words))
    ]


def _shown(value: object, words: Catalogue) -> str:
    if isinstance(value, WrittenDate):
        return show_written(value, words)
    return label(value, words) if isinstance(value, StrEnum) else str(value)
