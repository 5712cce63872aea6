"""From a citation to a legal reference: its fields, each with the words it was read from."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from annotations.detection.legal.cited import Law, Part
from annotations.detection.legal.discussion import UNDER_DISCUSSION, Citation
from annotations.detection.legal.editions import edition
from annotations.detection.legal.identifiers import citation as written
from annotations.detection.legal.identifiers import iri
from annotations.detection.legal.roles import role
from annotations.detection.legal.words import Words
from annotations.detection.reading import Reading
from annotations.facts import LegalReference, Source
from annotations.importing.dates import FoundDate, find_dates
from annotations.model import Span
from annotations.vocabulary import LegalRole
from resources import marked

AT_HOME = {
    "id": {
        "Criminal Code": "KUHP",
        "Criminal Procedure Code": "KUHAP",
        "Civil Code": "KUHPerdata",
        "Constitution": "UUD",
    }
}
QUESTION = marked("Of which law is this?")


def reference(
    reading: Reading, words: Words, citation: Citation, place: Callable[[], str]
) -> tuple[LegalReference, str]:
    """Fill a legal reference; also give the question that the text leaves open, or "".

    `place` says where the article plays, for acts that tell no country themselves.
    """
    law, provision = citation.law, citation.provision
    parts: dict[str, Part] = dict(law.parts) if law else {}
    if provision is not None:
        parts.update(provision.parts)
    question = "" if law else QUESTION
    if law is None and provision is not None and provision.unit == "title_part":
        parts = {"name": Part(f"Title {parts['article'].value}", provision.start, provision.end)}
        parts["instrument"] = Part("Act", provision.start, provision.end)
        question = ""
    jurisdiction = _jurisdiction(law, parts, place)
    if law and "instrument" in parts:
        parts["instrument"] = _at_home(parts["instrument"], jurisdiction)
        found, question = edition(
            reading, words, parts["instrument"].value, (law.start, law.end), parts.get("article")
        )
        if found:
            parts["edition"] = found
    if (not law or not law.aside) and (found := role(reading, words, citation.start)):
        parts["role"] = found
    fact = _filled(parts, jurisdiction)
    if law and law.kind == "judgment" and (decided := _decided(reading, words, law.end)):
        fact = replace(fact, decided=decided.date)
        parts["decided"] = Part(decided.date.words, decided.span.start, decided.span.end)
    unit, region = provision.unit if provision else "", law.place if law else ""
    # Of no known law, but by its own word an article of an Indonesian one.
    home = replace(fact, jurisdiction="id") if not law and _is_pasal(reading, citation) else fact
    fact = replace(
        fact,
        citation=written(home, unit, region),
        iri=iri(fact, unit, region, _known(words)),
    )
    rule = law.rule if law and citation.own else UNDER_DISCUSSION
    return replace(fact, sources=_sources(fact, parts, citation, rule)), question


def _decided(reading: Reading, words: Words, end: int) -> FoundDate | None:
    """Find the day of a ruling that stands right behind it, with offsets into the text."""
    text = reading.text
    dated = _dated(words).match(text, end)
    if not dated:
        return None
    found = next(find_dates(text[dated.end() : dated.end() + 40], reading.language.code), None)
    if found is None or found.span.start:
        return None
    span = Span(dated.end(), dated.end() + found.span.end)
    return FoundDate(span, found.date)


@cache
def _dated(words: Words) -> re.Pattern[str]:
    return re.compile(rf"\s*[,(]?\s*(?i:{words.any_of('dated')})\s+")


@cache
def _known(words: Words) -> dict[str, str]:
    return words.pairs("known")


def _is_pasal(reading: Reading, citation: Citation) -> bool:
    return reading.text[citation.start : citation.start + 5].casefold() == "pasal"


def _jurisdiction(law: Law | None, parts: dict[str, Part], place: Callable[[], str]) -> str:
    if law is None:
        return "us" if "name" in parts else ""
    if law.jurisdiction or parts["instrument"].value in {"Treaty", "Case"}:
        return law.jurisdiction
    here = place()
    return here if here or "year" not in parts else "gb"


def _at_home(instrument: Part, jurisdiction: str) -> Part:
    """Call a code of Indonesia by its own name: "the Criminal Code" is the KUHP there."""
    normal = AT_HOME.get(jurisdiction, {}).get(instrument.value, instrument.value)
    return Part(normal, instrument.start, instrument.end)


def _filled(parts: dict[str, Part], jurisdiction: str) -> LegalReference:
    def text(field: str) -> str:
        """Give the words of a field, "" where nothing was read."""
        return parts[field].value if field in parts else ""

    return LegalReference(
        jurisdiction=jurisdiction,
        instrument=text("instrument"),
        number=text("number"),
        year=text("year"),
        edition=text("edition"),
        title=text("title"),
        name=text("name"),
        article=text("article"),
        paragraph=text("paragraph"),
        letter=text("letter").lower(),
        point=text("point"),
        ordinal=text("ordinal"),
        court=text("court"),
        case_number=text("case_number"),
        role=LegalRole(text("role")),
    )


def _sources(
    fact: LegalReference, parts: dict[str, Part], citation: Citation, rule: str
) -> tuple[Source, ...]:
    """Say which words each field was read from; what was put together, from the whole citation."""
    sources = [Source(field, part.start, part.end, rule) for field, part in parts.items()]
    law = parts.get("instrument")
    if fact.jurisdiction and law:
        sources.append(Source("jurisdiction", law.start, law.end, rule))
    sources.extend(
        Source(field, citation.start, citation.end, rule)
        for field in ("citation", "iri")
        if getattr(fact, field)
    )
    return tuple(sources)


def place_of(text: str, words: Words) -> str:
    """Guess the country in which an article plays, by the words in it; "" for none or a tie."""
    counts = {
        place: len(re.findall(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)", text))
        for place, listed in words.table("places").items()
    }
    best = sorted(counts.items(), key=lambda pair: -pair[1])
    if not best or not best[0][1] or (len(best) > 1 and best[0][1] == best[1][1]):
        return ""
    return best[0][0]
