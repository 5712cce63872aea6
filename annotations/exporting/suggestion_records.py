"""Suggestions under the keys of the command line's contract, and as lines for people."""

from collections.abc import Iterable, Iterator, Sequence

from annotations.checking.about import About
from annotations.checking.found import Finding
from annotations.checking.telling import plain, tell
from annotations.detection.found import AnyFact, Kind, Named, Suggestion
from annotations.exporting.records import Record, attribution_record, fact_record
from annotations.facts import LegalReference, Statistic
from annotations.labels import label, tag_letter
from annotations.model import Span
from annotations.showing import show_commitment, show_legal, show_statistic
from annotations.vocabulary import QuoteType
from resources import Catalogue

_QUOTE = 90


def suggestion_records(
    found: Iterable[Suggestion], text: str, findings: Sequence[Finding], words: Catalogue
) -> Iterator[Record]:
    """Write suggestions under their JSON keys, but for `article` or `path`.

    `findings` are those of the whole text; the ones that are about a passage become its `checks`.
    """
    shown = [plain(each, words) for each in findings]
    about = About(findings)
    for each in found:
        fact = each.fact
        yield {
            "kind": each.kind.value,
            "start": each.start,
            "end": each.end,
            "quote": text[each.start : each.end],
            "rule": each.rule,
            "speaker": _speaker(each.speaker),
            "facts": attribution_record(each.attribution) if fact is None else fact_record(fact),
            "checks": [shown[number] for number in about.passage(each.span)],
        }


def _speaker(named: Named) -> Record:
    return {
        "name": named.name,
        "text": named.text,
        "start": named.start if named.start >= 0 else None,
        "end": named.end if named.end >= 0 else None,
    }


def suggestion_line(suggestion: Suggestion, text: str, words: Catalogue) -> str:
    """Say a suggestion in one line: letter, place, words, what was read, who said it, the rule."""
    quote = " ".join(text[suggestion.start : suggestion.end].split())
    cut = quote if len(quote) <= _QUOTE else f"{quote[: _QUOTE - 1]}…"
    read = (
        _read(suggestion.fact, words) if suggestion.fact is not None else _said(suggestion, words)
    )
    place = f"{suggestion.start}-{suggestion.end}"
    parts = (f"{_letter(suggestion.kind, words)}  {place:<13} {cut}", read, suggestion.rule)
    return "  ".join(part for part in parts if part)


def finding_line(finding: Finding, words: Catalogue) -> str:
    """Say in one line what does not agree, where, and the working."""
    message, working = tell(finding, words)
    where = ", ".join(f"{span.start}-{span.end}" for span in _first(finding.spans))
    return f"!  {where:<13} {message}" + (f" ({working})" if working else "")


def _first(spans: Sequence[Span]) -> Sequence[Span]:
    return spans[:3]


def _letter(kind: Kind, words: Catalogue) -> str:
    if kind is Kind.QUOTE:
        return words.context("letter of a plain quote", "Q")
    return tag_letter(kind.value, words)


def _read(fact: AnyFact, words: Catalogue) -> str:
    if isinstance(fact, Statistic):
        shown = show_statistic(fact, words)
    elif isinstance(fact, LegalReference):
        shown = show_legal(fact, words)
    else:
        shown = show_commitment(fact, words)
    return f"= {shown}" if shown else ""


def _said(suggestion: Suggestion, words: Catalogue) -> str:
    said = suggestion.attribution
    role = ", ".join(part for part in (said.role, said.institution) if part)
    who = suggestion.speaker.name or words("nobody named")
    indirect = said.quote_type is QuoteType.INDIRECT
    manner = f" ({label(said.quote_type, words)})" if indirect else ""
    return f"— {who}{f' ({role})' if role else ''}{manner}"
