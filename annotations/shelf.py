"""The law shelf: who cites which provision, by instrument and article, and what it really says."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotations.facts import LegalReference
from annotations.provisions import ProvisionText
from annotations.vocabulary import ArticleKind, QuoteType
from resources import Catalogue

_NUMBERS = re.compile(r"\d+|\D+")
_STEPS = ("art", "para", "point", "item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A legal reference of a highlight, in a few columns, and where it stands.

    `date` is the ISO date of when it was said where that is known, else published; `quote` is
    whole, `speaker` the name of who stands for the speaker.
    """

    reference: LegalReference
    highlight: int
    uid: str
    quote: str = ""
    quote_type: QuoteType = QuoteType.NONE
    speaker: str = ""
    date: str = ""
    article: int = 0
    article_kind: ArticleKind = ArticleKind.NEWS
    title: str = ""
    outlet: str = ""
    published: str = ""
    language: str = ""

    @property
    def label(self) -> str:
        """The number people say: K-014."""
        return f"K-{self.highlight:03d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One provision of an instrument, or the instrument as a whole (`article` is "").

    `key` is what pasted text is kept by (`ProvisionText.iri`); `citation` names it with its law.
    """

    key: str
    article: str = ""
    paragraph: str = ""
    letter: str = ""
    point: str = ""
    citation: str = ""
    references: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A law with its provisions in the order in which they stand in it.

    `keys` are what `law_key` gives for its references: one, or a second for those that nobody
    gave an identifier. `articles` counts the articles of the library that cite it.
    """

    key: str
    keys: tuple[str, ...]
    name: str
    provisions: tuple[Provision, ...] = ()
    count: int = 0
    articles: int = 0


def law_key(law: LegalReference) -> str:
    """Give what references to one instrument share: its identifier, else its name, folded."""
    if law.iri:
        return law.iri.partition("#")[0]
    return _plain_key(law)


def within(key: str) -> list[str]:
    """List the keys of a provision and of all that it stands in, the nearest first."""
    work, _, place = key.partition("#")
    steps = place.split("__") if place else []
    return [f"{work}#{'__'.join(steps[:count])}" for count in range(len(steps), 0, -1)] + [work]


def shelf(references: Iterable[Cited]) -> tuple[Instrument, ...]:
    """Group references by instrument, the most cited first, and by provision in natural order."""
    some = list(references)
    heads = _identified(each.reference for each in some)
    by_law: dict[str, list[Cited]] = {}
    for each in some:
        key = law_key(each.reference)
        by_law.setdefault(heads.get(key, key), []).append(each)
    found = [_instrument(key, group) for key, group in by_law.items()]
    return tuple(sorted(found, key=lambda each: (-each.count, natural(each.name), each.key)))


def natural(text: str) -> tuple[tuple[bool, int, str], ...]:
    """Give what sorts 5, 12, 12A, 27 so, and words by their letters."""
    parts = _NUMBERS.findall(text)
    # By length, then by digits: Python makes no number of thousands of them.
    numbers = (part.lstrip("0") if part.isdecimal() else "" for part in parts)
    return tuple(
        (not part.isdecimal(), len(number), number or part.casefold())
        for part, number in zip(parts, numbers, strict=True)
    )


def in_force(texts: Iterable[ProvisionText], day: str = "") -> ProvisionText | None:
    """Pick the version of a provision that was in force on a day (ISO), "" for the newest.

    Where none says that it was, it is the nearest one before, else the oldest.
    """
    some = sorted(texts, key=lambda each: (each.valid_from, each.id))
    if not some:
        return None
    if not day:
        return some[-1]
    begun = [each for each in some if each.valid_from[: len(day)] <= day]
    held = [each for each in begun if not each.valid_to or day <= each.valid_to[: len(day)]]
    return (held or begun or some[:1])[-1]


def texts_for(key: str, texts: Sequence[ProvisionText]) -> list[ProvisionText]:
    """List what was pasted for a provision, else for the nearest that it stands in, by date."""
    for each in within(key):
        found = [text for text in texts if text.iri == each]
        if found:
            return sorted(found, key=lambda text: (text.valid_from, text.id))
    return []


def show_place(provision: Provision, words: Catalogue) -> str:
    """Name a provision within its law, as its country does: "Pasal 28 ayat (1)", "section 20"."""
    if not provision.article:
        return words("The law as a whole")
    law = provision.references[0].reference if provision.references else LegalReference()
    cited = provision.citation
    if cited.startswith("Pasal ") and law.instrument:
        return cited.partition(f" {law.instrument}")[0]
    named = cited.rpartition(", ")[2]
    if provision.article in named and named != cited:
        return named
    places = (
        words("Article {n}", n=provision.article),
        words("paragraph ({n})", n=provision.paragraph.strip("()")) if provision.paragraph else "",
        words("letter {n}", n=provision.letter) if provision.letter else "",
        words("point {n}", n=provision.point) if provision.point else "",
    )
    return " ".join(filter(None, places))


def _instrument(key: str, group: list[Cited]) -> Instrument:
    by_place: dict[str, list[Cited]] = {}
    for each in group:
        by_place.setdefault(_place(each.reference), []).append(each)
    provisions = [_provision(key + place, some) for place, some in by_place.items()]
    return Instrument(
        key=key,
        keys=tuple(dict.fromkeys([key, *(law_key(each.reference) for each in group)])),
        name=max((law_name(each.reference) for each in group), key=len),
        provisions=tuple(sorted(provisions, key=_in_order)),
        count=len(group),
        articles=len({each.article for each in group}),
    )


def _provision(key: str, some: list[Cited]) -> Provision:
    first = some[0].reference
    return Provision(
        key=key,
        article=first.article,
        paragraph=first.paragraph,
        letter=first.letter,
        point=first.point or first.ordinal,
        citation=next((each.reference.citation for each in some if each.reference.citation), ""),
        references=tuple(sorted(some, key=lambda each: (not each.date, each.date, each.highlight))),
    )


def _in_order(provision: Provision) -> tuple[object, ...]:
    parts = (provision.article, provision.paragraph, provision.letter, provision.point)
    return (*(natural(each) for each in parts), provision.key)


def _place(law: LegalReference) -> str:
    """Write where in its instrument a provision stands: "#art_28__para_1", "" for the whole."""
    if "#" in law.iri:
        return "#" + law.iri.partition("#")[2]
    values = (law.article, law.paragraph, law.letter, law.point or law.ordinal)
    steps = (
        f"{step}_{value.strip().strip('()')}"
        for step, value in zip(_STEPS, values, strict=True)
        if value.strip()
    )
    return "#" + "__".join(steps) if law.article else ""


def _plain_key(law: LegalReference) -> str:
    key = "|".join(
        (
            law.instrument,
            law.number or law.case_number,
            law.year,
            law.name or law.title or law.court,
        )
    ).casefold()
    return key if key.strip("|") else law.citation.casefold()


def _identified(laws: Iterable[LegalReference]) -> dict[str, str]:
    """Find the identifier of laws that some references give one for, and others name alike."""
    found: dict[str, str] = {}
    for law in laws:
        if law.iri and law.instrument and (law.number or law.name or law.case_number):
            found.setdefault(_plain_key(law), law_key(law))
    return found


def law_name(law: LegalReference) -> str:
    """Name an instrument for people: its citation without the provision."""
    number = law.case_number or law.number
    sort = law.instrument
    indonesian = law.jurisdiction.casefold() == "id"  # as typed: ID
    if law.name and (not indonesian or sort in law.name):
        sort = ""  # "Public Records Act" says by itself that it is an act
    known = [sort, law.court if not law.number else "", law.name]
    if number:
        known.append(f"No. {number}" if indonesian else number)
    if law.year and law.year not in number and law.year not in law.name:
        known.append(f"Tahun {law.year}" if indonesian and number else law.year)
    return " ".join(part for part in known if part) or law.title or law.citation
