"""Articles and highlights under the keys of the command line's contract.

The same keys are the columns of CSV. Absent text is "", absent numbers and places are null.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol

from annotations.entries import Entry
from annotations.facts import (
    Attribution,
    Commitment,
    LegalReference,
    Statistic,
    Translation,
    WrittenDate,
)
from annotations.locators import locators_of
from annotations.model import Article, Evidence, Highlight, Locator, Promise
from annotations.vocabulary import COMMITMENT, LEGAL, STATISTIC

Record = dict[str, Any]  # Any: a JSON value

_EXACT_UP_TO = 300  # digits that a JSON reader's float still holds the size of


def highlight_record(entry: Entry, *, private: bool = False) -> Record:
    """Write a highlight under its JSON keys; `note` only with `private`.

    `start` and `end` are of the revision that `revision` numbers. Facts of a tag that was taken
    off are left out.
    """
    highlight = entry.highlight
    said = highlight.attribution
    record: Record = {
        "id": highlight.id,
        "uid": highlight.uid,
        "article": highlight.article_id,
        "revision": entry.revision_number,
        "quote": highlight.quote.exact,
        "start": highlight.quote.start,
        "end": highlight.quote.end,
        "placement": entry.placement.state.value,
        "locator": _locator(entry),
        "tags": list(highlight.tags),
        "speaker": entry.speaker.name if entry.speaker is not None else "",
        **attribution_record(said),
        "report_note": highlight.report_note,
    }
    if private:
        record["note"] = highlight.note
    record |= {
        "starred": highlight.starred,
        "wording_check": highlight.wording.value,
        "claim_check": highlight.claim.value,
        "evidence": [evidence_record(each) for each in entry.evidence if not each.trashed],
        "translations": [translation_record(each) for each in highlight.translations],
        "terms": highlight.terms.value,
        "author": highlight.author,
        "origin": highlight.origin.value,
        "created": highlight.created,
        "changed": highlight.changed,
    }
    return record | fact_records(highlight, entry.promises)


def attribution_record(said: Attribution) -> Record:
    """Write who is said to have said it, and how."""
    return {
        "speaker_as_written": said.speaker_as_written,
        "role": said.role,
        "institution": said.institution,
        "quote_type": said.quote_type.value,
        "cue": said.cue,
        "date_said": _date(said.date_said),
    }


def fact_record(fact: Statistic | LegalReference | Commitment) -> Record:
    """Write one fact, of whichever kind, that belongs to no promise yet."""
    if isinstance(fact, Statistic):
        return _statistic(fact)
    return _legal(fact) if isinstance(fact, LegalReference) else _commitment(fact, {})


def fact_records(highlight: Highlight, promises: Sequence[Promise] = ()) -> Record:
    """Write the facts of the tags that a highlight has, each kind a list."""
    tags = highlight.tags
    by_uid = {promise.uid: promise for promise in promises}
    return {
        "statistics": [_statistic(each) for each in highlight.statistics if STATISTIC in tags],
        "legal": [_legal(each) for each in highlight.legal if LEGAL in tags],
        "commitments": [
            _commitment(each, by_uid) for each in highlight.commitments if COMMITMENT in tags
        ],
    }


def proof_record(entry: Entry) -> Record:
    """Write what a report adds to a highlight: its number, the sentence, both checksums.

    `sentence` is "" where it would name a confidential source.
    """
    return {
        "label": entry.highlight.label,
        "sentence": entry.sentence,
        "sentence_start": entry.sentence_start if entry.sentence else None,
        "sha256": entry.original_sha256,
        "text_sha256": entry.highlight.quote.text_sha256,
    }


def article_record(article: Article) -> Record:
    """Write what an article says of itself under its JSON keys, up to `url`."""
    about = article.metadata
    return {
        "id": article.id,
        "uid": article.uid,
        "kind": about.kind.value,
        "title": about.title,
        "byline": about.byline,
        "outlet": about.outlet,
        "place": about.place,
        "published": about.published.start,
        "language": about.language,
        "url": about.url,
    }


class _Revision(Protocol):
    """What an article's record says of its newest revision."""

    @property
    def number(self) -> int:
        """Which revision of its article, from 1."""
        ...

    @property
    def original_sha256(self) -> str:
        """Of the file as imported, hexadecimal."""
        ...

    @property
    def text_sha256(self) -> str:
        """Of the text's UTF-8, hexadecimal."""
        ...


def library_article_record(article: Article, revision: _Revision, highlights: int) -> Record:
    """Write an article of the library under all its JSON keys, with its newest revision."""
    return article_record(article) | {
        "sha256": revision.original_sha256,
        "text_sha256": revision.text_sha256,
        "revision": revision.number,
        "highlights": highlights,
    }


def translation_record(translation: Translation) -> Record:
    """Write a translation of a quote."""
    return {
        "language": translation.language,
        "text": translation.text,
        "translator": translation.translator,
    }


def number(value: Decimal | None) -> int | float | str | None:
    """Turn a decimal into a JSON number; one beyond what numbers hold stays text."""
    if value is None:
        return None
    if not value.is_finite() or abs(value.adjusted()) > _EXACT_UP_TO:
        return str(value)
    whole = value.to_integral_value()
    return int(whole) if whole == value else float(value)


def _locator(entry: Entry) -> Record | None:
    """Write the finest place, and `also` the others: a paragraph's page, a second page."""
    place = entry.locator
    if place is None:
        return None
    also = [_place(each) for each in locators_of(entry) if each != place]
    return _place(place) | ({"also": also} if also else {})


def _place(place: Locator) -> Record:
    shown: Record = {
        "kind": place.kind.value,
        "label": place.label,
        "ordinal": place.ordinal or None,
    }
    return shown | ({"read_by": place.read_by.value} if place.read_by else {})


def _date(date: WrittenDate) -> str:
    return date.start or date.words


def evidence_record(evidence: Evidence) -> Record:
    """Write a piece of evidence; its note is private."""
    return {
        "kind": evidence.kind.value,
        "stance": evidence.stance.value,
        "target": evidence.target,
        "file_name": evidence.file_name,
        "url": evidence.url,
        "archived_url": evidence.archived_url,
        "looked_at": evidence.looked_at,
        "held_by": evidence.held_by,
    }


def _statistic(fact: Statistic) -> Record:
    return {
        "value": number(fact.value),
        "value_max": number(fact.value_max),
        "unit": fact.unit,
        "qualifier": fact.qualifier.value,
        "kind": fact.kind.value,
        "numerator": number(fact.numerator),
        "denominator": number(fact.denominator),
        "base": fact.base,
        "population": fact.population,
        "period": fact.period,
        "source": fact.source,
        "published_in": fact.published_in,
        "calculation": fact.calculation,
    }


def _legal(fact: LegalReference) -> Record:
    return {
        "jurisdiction": fact.jurisdiction,
        "instrument": fact.instrument,
        "number": fact.number,
        "year": fact.year,
        "edition": fact.edition,
        "title": fact.title,
        "name": fact.name,
        "article": fact.article,
        "paragraph": fact.paragraph,
        "letter": fact.letter,
        "point": fact.point,
        "ordinal": fact.ordinal,
        "court": fact.court,
        "case_number": fact.case_number,
        "decided": _date(fact.decided),
        "page": fact.page,
        "role": fact.role.value,
        "citation": fact.citation,
        "iri": fact.iri,
        "wording": fact.wording,
    }


def _commitment(fact: Commitment, promises: Mapping[str, Promise]) -> Record:
    promise = promises.get(fact.promise)
    return {
        "kind": fact.kind.value,
        "who": fact.who,
        "what": fact.what,
        "beneficiary": fact.beneficiary,
        "deadline": fact.deadline.end or _date(fact.deadline),
        "condition": fact.condition,
        "promise": (promise.merged_into or promise.uid) if promise is not None else fact.promise,
        "status": promise.status.value if promise is not None else "",
        "mention": fact.mention.value,
    }
