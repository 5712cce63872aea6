"""W3C Web Annotation, JSON-LD: a collection whose only page holds an annotation a line.

Other programs read quote, place, tags and the note for readers as the standard has them; what
only Kutip knows stands under one key of our own, `kutip:highlight`, and is read back whole by
`annotations.exchange`. `start` and `end` count Unicode code points. What stands before and after
the quote is cut from its sentence, which discretion has looked at, and never from beyond it.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, uuid5

from annotations import plain
from annotations.anchoring import CONTEXT as LONGEST
from annotations.entries import Entry
from annotations.exchange.vocabulary import (
    ARTICLE,
    CONTEXT,
    HIGHLIGHT,
    ORIGINAL_SHA256,
    TEXT_SHA256,
    TRANSLATING,
    URN,
    WITHHELD,
)
from annotations.exporting.report import Report
from annotations.exporting.shown import around
from annotations.facts import Attribution, Commitment, LegalReference, Statistic, WrittenDate
from annotations.model import Article, Evidence, Highlight, Promise, Speaker
from annotations.vocabulary import BUILTIN_TAGS, COMMITMENT, LEGAL, STATISTIC, EvidenceKind
from resources import Catalogue, marked

name = "jsonld"
title = marked("Web Annotation (JSON-LD), for other annotation programs")
suffix = ".jsonld"
binary = False

_MEDIA = re.compile(r"[a-z]+/[a-z0-9.+-]+", re.ASCII)  # else it may say anything
Json = dict[str, Any]  # Any: a JSON value
F = TypeVar("F", Attribution, Statistic, LegalReference, Commitment)


def pieces(report: Report, words: Catalogue) -> Iterator[str]:  # noqa: ARG001 - every exporter's
    """Write the collection, an annotation a line."""
    entries = report.entries
    named = _Named(entries)
    # The same for the same annotations, wherever and whenever they are written.
    identity = f"{URN}{uuid5(NAMESPACE_URL, ' '.join(e.highlight.uid for e in entries))}"
    head = {
        "@context": CONTEXT,
        "id": identity,
        "type": "AnnotationCollection",
        "label": report.title,
        "total": report.total,
        WITHHELD: {count.key: count.n for count in report.withheld},
    }
    page = {"id": f"{identity}#1", "type": "AnnotationPage", "partOf": identity, "startIndex": 0}
    yield f'{_dumps(head)[:-1]},\n"first": {_dumps(page)[:-1]}, "items": ['
    before = "\n"
    for entry in entries:
        yield before + _dumps(_annotation(entry, named))
        before = ",\n"
    yield "\n]}}\n"


class _Named:
    """What an annotation may speak of by uid: only what stands in the same report."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.highlights: set[str] = set()
        self.articles: set[str] = set()
        self.evidence: set[str] = set()
        self.speakers: set[str] = set()
        for entry in entries:
            self.highlights.add(entry.highlight.uid)
            self.articles.add(entry.article.uid)
            self.evidence |= {each.uid for each in entry.evidence}
            if entry.speaker is not None and not entry.speaker.confidential:
                self.speakers.add(entry.speaker.uid)


def _annotation(entry: Entry, named: _Named) -> Json:
    highlight = entry.highlight
    return {
        "id": f"{URN}{highlight.uid}",
        "type": "Annotation",
        "motivation": _motivation(highlight),
        **({"creator": {"type": "Person", "name": highlight.author}} if highlight.author else {}),
        "created": highlight.created,
        "modified": highlight.changed,
        "body": list(_bodies(highlight)),  # also where it is empty: Recogito asks for it
        "target": _target(entry),
        HIGHLIGHT: _own(entry, named),
    }


def _motivation(highlight: Highlight) -> list[str]:
    found = ["highlighting"]
    if highlight.tags:
        found.append("tagging")
    if highlight.report_note:
        found.append("commenting")
    return found


def _bodies(highlight: Highlight) -> Iterator[Json]:
    for tag in sorted(highlight.tags, key=_order):
        yield {"type": "TextualBody", "purpose": "tagging", "value": tag}
    if highlight.report_note:
        yield {
            "type": "TextualBody",
            "purpose": "commenting",
            "format": "text/markdown",
            "value": highlight.report_note,
        }
    for each in highlight.translations:
        yield {
            "type": "TextualBody",
            "purpose": TRANSLATING,
            "language": each.language,
            "format": "text/plain",
            "value": each.text,
        }


def _order(tag: str) -> tuple[int, str]:
    """Sort tags by name, those that carry facts first: each library numbers its own."""
    known = BUILTIN_TAGS.index(tag) if tag in BUILTIN_TAGS else len(BUILTIN_TAGS)
    return known, tag


def _target(entry: Entry) -> Json:
    quote = entry.highlight.quote
    before, after = around(entry)
    return {
        "type": "SpecificResource",
        "source": _source(entry.article),
        "state": {
            "type": "State",
            TEXT_SHA256: quote.text_sha256,
            ORIGINAL_SHA256: entry.original_sha256,
        },
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": quote.exact,
                "prefix": before[-LONGEST:],
                "suffix": after[:LONGEST],
            },
            {"type": "TextPositionSelector", "start": quote.start, "end": quote.end},
        ],
    }


def _source(article: Article) -> Json:
    about = article.metadata
    told = {
        "kind": about.kind.value,
        "title": about.title,
        "byline": about.byline,
        "outlet": about.outlet,
        "published": about.published.start or about.published.words,
    }
    return {
        "id": f"{URN}{article.uid}",
        "type": "Text",
        **({"language": about.language} if about.language else {}),
        **({"via": about.url} if about.url else {}),
        ARTICLE: {name: value for name, value in told.items() if value},
    }


def _own(entry: Entry, named: _Named) -> Json:
    """Write what the standard has no words for; fields with nothing in them are left out."""
    highlight, tags = entry.highlight, entry.highlight.tags
    found: Json = {
        "label": highlight.label,
        "speaker": _speaker(entry.speaker),
        "attribution": plain.write(_said(highlight.attribution)),
        "statistics": _facts(highlight.statistics if STATISTIC in tags else ()),
        "legal": _facts(highlight.legal if LEGAL in tags else ()),
        "commitments": _facts(_mentions(entry) if COMMITMENT in tags else ()),
        "promises": [_promise(uid, each, named) for uid, each in _promises(entry).items()],
        "checks": plain.write(highlight.checks),
        "translations": plain.write(highlight.translations),
        "evidence": [
            _evidence(each) for each in entry.evidence if not each.trashed and _is_here(each, named)
        ],
        "terms": highlight.terms.value,
        "origin": highlight.origin.value,
        "starred": highlight.starred,
        "shortened": entry.shortened,
    }
    return {"version": 1} | {name: value for name, value in found.items() if value}


def _speaker(speaker: Speaker | None) -> Json:
    """Name a speaker; a confidential one by what he is shown as, and by nothing to find him by."""
    if speaker is None:
        return {}
    if speaker.confidential:
        return {"name": speaker.name}
    told = {"uid": speaker.uid, "name": speaker.name, "role": speaker.role}
    told |= {"institution": speaker.institution}
    shown: Json = {name: value for name, value in told.items() if value}
    return shown | ({"is_institution": True} if speaker.is_institution else {})


def _facts(facts: Iterable[F]) -> list[Json]:
    return [plain.write(_said(fact)) for fact in facts]


def _promises(entry: Entry) -> dict[str, Promise]:
    """Sort promises by the uid of the one that stands: those merged into it are one."""
    return {each.merged_into or each.uid: each for each in entry.promises if not each.trashed}


def _mentions(entry: Entry) -> Iterator[Commitment]:
    """Let commitments speak only of promises that are told along with them."""
    told = {each.uid: each.merged_into or each.uid for each in entry.promises if not each.trashed}
    for each in entry.highlight.commitments:
        yield replace(each, promise=told.get(each.promise, ""))


def _said(fact: F) -> F:
    """Keep of the words a fact was read from only those of fields that still say something."""
    empty = (None, "", WrittenDate())
    kept = tuple(each for each in fact.sources if getattr(fact, each.field, None) not in empty)
    return replace(fact, sources=kept) if kept != fact.sources else fact


def _promise(uid: str, promise: Promise, named: _Named) -> Json:
    uids = named.highlights | named.evidence
    steps = [
        replace(step, evidence=step.evidence if step.evidence in uids else "")
        for step in promise.steps
    ]
    found: Json = {
        "uid": uid,
        "kind": promise.kind.value,
        "promisor": promise.promisor if promise.promisor in named.speakers else "",
        "what": promise.what,
        "to_whom": promise.to_whom,
        "deadline": plain.write(promise.deadline),
        "condition": promise.condition,
        "steps": plain.write(steps),
    }
    return {name: value for name, value in found.items() if value}


def _is_here(evidence: Evidence, named: _Named) -> bool:
    if evidence.kind is EvidenceKind.HIGHLIGHT:
        return evidence.target in named.highlights
    return evidence.kind is not EvidenceKind.ARTICLE or evidence.target in named.articles


def _evidence(evidence: Evidence) -> Json:
    told = {
        "uid": evidence.uid,
        "kind": evidence.kind.value,
        "stance": evidence.stance.value,
        "target": evidence.target,
        "file_name": evidence.file_name,
        "media_type": evidence.media_type if _MEDIA.fullmatch(evidence.media_type) else "",
        "url": evidence.url,
        "archived_url": evidence.archived_url,
        "looked_at": evidence.looked_at,
        "held_by": evidence.held_by,
    }
    return {name: value for name, value in told.items() if value}


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
