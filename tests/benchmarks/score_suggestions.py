"""Print what the rules suggest for annotated articles, a JSON line each, for a scorer to read.

python -m tests.benchmarks.score_suggestions GOLD.jsonl > predictions.jsonl

A line of GOLD is {"doc_id", "text", "lang"?, "published"?}; annotations in it are not looked at.
Direct quotations only are printed: indirect speech is no quotation to the scorer.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotations.detection.engine import suggest
from annotations.detection.found import Kind, Suggestion
from annotations.detection.reading import read
from annotations.facts import LegalReference, Statistic
from annotations.vocabulary import QuoteType

_NORMAL = ("instrument", "number", "year", "name", "article", "paragraph", "letter")


def predictions(path: Path) -> Iterator[dict[str, Any]]:
    """Read articles and yield the prediction lines of each."""
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        reading = read(
            article["text"],
            code=article.get("lang", ""),
            published=article.get("published") or "",
        )
        for found in suggest(reading):
            if found.attribution.quote_type is not QuoteType.INDIRECT:
                yield {"doc_id": article["doc_id"], **_line(found)}


def _line(found: Suggestion) -> dict[str, Any]:
    line: dict[str, Any] = {
        "kind": found.kind.name,
        "start": found.start,
        "end": found.end,
        "rule": found.rule,
    }
    if found.kind is Kind.QUOTE:
        named = found.speaker
        line["speaker"] = named.name
        line["speaker_start"] = named.start if named.start >= 0 else None
        line["speaker_end"] = named.end if named.end >= 0 else None
    if isinstance(found.fact, Statistic):
        line["value"] = _value(found.fact)
        line["unit"] = found.fact.unit
    if isinstance(found.fact, LegalReference):
        line["normalised"] = {key: value for key in _NORMAL if (value := getattr(found.fact, key))}
    return line


def _value(fact: Statistic) -> object:
    if fact.numerator is not None and fact.denominator is not None:
        return {"ratio": [float(fact.numerator), float(fact.denominator)]}
    if fact.value is None:
        return None
    if fact.value_max is not None:
        return [float(fact.value), float(fact.value_max)]
    return float(fact.value)


if __name__ == "__main__":
    for prediction in predictions(Path(sys.argv[1])):
        print(json.dumps(prediction, ensure_ascii=False))
