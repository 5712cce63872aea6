"""The corpus of tests/data/corpus: its files, what is expected of each, how words are compared."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from annotations.importing import IMPORTERS
from annotations.importing.choosing import surest
from annotations.importing.protocol import Part, Wishes
from annotations.model import Imported, RichText
from annotations.vocabulary import BlockKind, RunKind

CORPUS = Path(__file__).resolve().parent / "data" / "corpus"
EXPECTED = ".expected.json"

WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
"""A word is a run of letters and digits; of Chinese and Japanese each character is one."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A file of the corpus and what an ideal import of it has."""

    path: Path
    expected: dict[str, Any]

    @property
    def format(self) -> str:
        """The folder it lies in."""
        return self.path.parent.name

    @property
    def label(self) -> str:
        """Folder and name."""
        return f"{self.format}/{self.path.name}"


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the words that must be there are, and how many that are there may be."""

    recall: float
    precision: float
    missing: str = ""
    surplus: str = ""


def samples() -> list[Sample]:
    """Read the corpus."""
    return [
        Sample(
            path.with_name(path.name.removesuffix(EXPECTED)), json.loads(path.read_text("utf-8"))
        )
        for path in sorted(CORPUS.glob(f"*/*{EXPECTED}"))
    ]


def read(data: bytes, name: str, wishes: Wishes = Wishes()) -> list[Part]:
    """Read a file by the importer that is surest of it, as parts."""
    chosen = surest(IMPORTERS, data, name)
    if hasattr(chosen, "unpack"):
        return list(chosen.unpack(data, name, wishes))
    return [Part("", chosen.parse(data, name, wishes))]


def read_one(sample: Sample) -> Imported:
    """Read a file that is one article."""
    parts = read(sample.path.read_bytes(), sample.path.name)
    whole = [part.imported for part in parts if part.imported is not None]
    assert len(whole) == 1, f"{sample.label}: {len(whole)} articles, {parts}"
    return whole[0]


def words(text: str) -> list[str]:
    """Split a text into words, without case, marks of composition or soft hyphens."""
    folded = unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold()
    return WORD.findall(folded)


def score(expected: Sequence[Any], text: str) -> Score:
    """Align the words in order, by longest common blocks.

    `expected` holds lines that must be there in this order, {"maybe": line} that may, and
    {"anywhere": line} that must, wherever the page has it: a footnote.
    """
    said = [
        (word, _required(line))
        for line in expected
        for word in words(_line(line))
        if not (isinstance(line, dict) and "anywhere" in line)
    ]
    got = words(text)
    pairs = SequenceMatcher(None, [word for word, _ in said], got, autojunk=False)
    found: set[int] = set()
    kept: set[int] = set()
    for block in pairs.get_matching_blocks():
        found.update(range(block.a, block.a + block.size))
        kept.update(range(block.b, block.b + block.size))
    required = [place for place, (_, needed) in enumerate(said) if needed]
    optional = Counter(
        word for place, (word, needed) in enumerate(said) if not needed and place not in found
    )
    missing = [said[place][0] for place in required if place not in found]
    foreign = Counter(word for place, word in enumerate(got) if place not in kept)
    foot = Counter(
        word
        for line in expected
        if isinstance(line, dict)
        for word in words(line.get("anywhere", ""))
    )
    missing += (foot - foreign).elements()
    surplus = list((foreign - optional - foot).elements())
    return Score(
        1 - len(missing) / max(1, len(required) + foot.total()),
        1 - len(surplus) / max(1, len(got)),
        " ".join(missing[:30]),
        " ".join(surplus[:30]),
    )


def _line(line: Any) -> str:  # noqa: ANN401 - a string or {"maybe": string}
    return str(line.get("maybe", "")) if isinstance(line, dict) else str(line)


def _required(line: Any) -> bool:  # noqa: ANN401
    return not isinstance(line, dict)


def structure_of(text: RichText) -> dict[str, int]:
    """Count what a text is made of, as the expected files do. The notes below it are no list."""
    notes = {run.title for run in text.runs if run.kind is RunKind.NOTE and run.target != "comment"}
    items = [
        text.text[block.start : block.end]
        for block in text.blocks
        if block.kind is BlockKind.LIST_ITEM and block.marker
    ]
    return {
        "headings": sum(block.kind is BlockKind.HEADING for block in text.blocks),
        "list_items": sum(item not in notes for item in items),
        "quotes": sum(
            block.kind is BlockKind.QUOTE
            or (block.quote_level > 0 and block.kind != BlockKind.CODE)
            for block in text.blocks
        ),
        "cells": sum(block.kind is BlockKind.TABLE_CELL for block in text.blocks),
        "links": sum(run.kind is RunKind.LINK for run in text.runs),
        "emphasis": sum(run.kind is RunKind.EMPHASIS for run in text.runs),
        "notes": sum(run.kind is RunKind.NOTE for run in text.runs),
    }


def lost_structure(sample: Sample, text: RichText) -> Iterator[str]:
    """Tell where a text has another structure than its source."""
    counts = structure_of(text)
    for kind, count in sample.expected.get("structure", {}).items():
        if counts[kind] != count:
            yield f"{kind}: {counts[kind]} and not {count}"


def wrong_metadata(sample: Sample, imported: Imported) -> Iterator[str]:
    """Tell what an article says of itself otherwise than its source does."""
    metadata = imported.metadata
    for key, value in sample.expected["metadata"].items():
        got = metadata.published.start if key == "published" else str(getattr(metadata, key))
        if not (_same_time(got, value) if key == "published" else got == value):
            yield f"{key}: {got!r} and not {value!r}"
    retrieved = sample.expected.get("retrieved", "")
    if not imported.retrieved.startswith(retrieved):
        yield f"retrieved: {imported.retrieved!r} and not {retrieved!r}"


def _same_time(got: str, wanted: str) -> bool:
    """Compare two times: the same minute where both have one, else the same day."""
    from datetime import datetime

    if "T" not in got or "T" not in wanted:
        return got[: min(10, len(wanted))] == wanted[:10]
    one, other = (datetime.fromisoformat(each) for each in (got, wanted))
    if (one.tzinfo is None) != (other.tzinfo is None):
        return got[:16] == wanted[:16]
    return one.replace(second=0) == other.replace(second=0)
