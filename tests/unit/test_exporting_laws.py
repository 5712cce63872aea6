"""Laws of every report, over any library: nothing lost, nothing changed, nothing private."""

import csv
import io
import json
import tempfile
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.anchoring import describe
from annotations.citing.quoting import quoted
from annotations.exporting.citations import one_line
from annotations.exporting.csv_table import recovered
from annotations.exporting.gathering import Gathered, gather
from annotations.exporting.layout import Layout
from annotations.exporting.report import Grouping, Report, build, withheld_total
from annotations.exporting.templates import BUILT_IN, render
from annotations.facts import ReplyRequest, Translation
from annotations.model import Evidence, Highlight, Span, Speaker
from annotations.queries import Filter
from annotations.richtext import normalise
from annotations.spans import trim
from annotations.storage import articles
from annotations.vocabulary import (
    COMMITMENT,
    LEGAL,
    STATISTIC,
    EvidenceKind,
    Terms,
)
from resources import catalogue
from tests import builders, read_formats
from tests.made_entries import SPEAKER, checked, entry
from tests.strategies import texts
from tests.written_reports import TEXT_FORMATS, written

WORDS = catalogue("en")
NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
SECRET = Speaker(
    uid="s-9", name="Bambang Sutrisno", confidential=True, shown_as="a warehouse official"
)
NAMED = "x Bambang Sutrisno y"
T = TypeVar("T")


class _Cards(HTMLParser):
    """The quote of each card, by the number of its highlight."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.quotes: dict[str, str] = {}
        self._card = ""
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "article" and given.get("class") == "card":
            self._card = str(given["id"]).upper()
        self._inside = tag == "blockquote" and self._card not in self.quotes
        if self._inside:
            self.quotes[self._card] = ""

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "blockquote"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.quotes[self._card] += data


def _csv(text: str) -> dict[str, str]:
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    return {row["label"]: recovered(row["quote"]) for row in rows}


def _json(text: str) -> dict[str, str]:
    return {each["label"]: each["quote"] for each in json.loads(text)["highlights"]}


def _html(text: str) -> dict[str, str]:
    page = _Cards()
    page.feed(text)
    page.close()
    return page.quotes


READERS: dict[str, Callable[[str], dict[str, str]]] = {
    "csv": _csv,
    "json": _json,
    "html": _html,
    "obsidian": read_formats.obsidian,
    "jsonld": read_formats.jsonld,
}


def _text(report: Report, name: str) -> str:
    return written(report, name)


@st.composite
def _libraries(draw: st.DrawFn) -> list[tuple[str, list[dict[str, Any]]]]:
    """Draw texts, each with highlights: a span, tags, terms and words in every free field."""
    found = []
    for number in range(draw(st.integers(1, 3))):
        text = f"{number}. {normalise(draw(texts(12)))} akhir."
        ends = st.integers(0, len(text) - 1)
        highlight = st.fixed_dictionaries(
            {
                "span": st.tuples(ends, ends).map(lambda two: Span(min(two), max(two) + 1)),
                "tags": st.sets(st.sampled_from((COMMITMENT, STATISTIC, LEGAL))).map(tuple),
                "terms": st.sampled_from((Terms.NONE, Terms.ON_RECORD, Terms.OFF_RECORD)),
                "words": texts(4).map(normalise),
            }
        )
        found.append((text, draw(st.lists(highlight, max_size=4))))
    return found


def _highlight(article: int, revision: int, text: str, drawn: dict[str, Any]) -> Highlight | None:
    if not text[drawn["span"].start : drawn["span"].end].strip():
        return None
    words = drawn["words"]
    return Highlight(
        uid=str(uuid4()),
        article_id=article,
        revision_id=revision,
        quote=describe(text, trim(text, drawn["span"])),
        tags=drawn["tags"],
        terms=drawn["terms"],
        note=f"rahasia-{uuid4()} {words}",
        report_note=words,
        translations=(Translation(language="en", text=words),),
    )


@settings(max_examples=25)
@given(_libraries(), st.sampled_from(Grouping))
def test_every_format_holds_the_same_highlights_word_for_word(
    drawn: list[tuple[str, list[dict[str, Any]]]], grouping: Grouping
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = builders.store(Path(folder), [])
        with store:
            made = []
            for text, highlights in drawn:
                number = builders.add_article(store, text)
                revision = store.call(partial(articles.revision, article_id=number))
                for each in highlights:
                    highlight = _highlight(number, revision.id, text, each)
                    made += [highlight] if highlight else []
            kept = builders.add(store, made) if made else []
            found = Gathered()
            for _ in gather(store, Filter(), found):
                pass
    report = build(found.entries, WORDS, grouping=grouping, speakers=found.speakers, now=NOW)
    assert report.total + withheld_total(report) == len(kept)
    quotes = {each.label: each.quote.exact for each in kept}
    leaving = {e.highlight.label: quotes[e.highlight.label] for e in report.entries}
    for form in TEXT_FORMATS:
        text = _text(report, form)
        assert all(highlight.note[:30] not in text for highlight in kept)
        if form in READERS:
            assert READERS[form](text) == leaving
        elif form == "citations":
            lines = [one_line(quoted(quote)) for quote in leaving.values()]
            written_lines = text.split("\n")[:-1]
            assert len(written_lines) == len(lines)
            assert all(map(str.startswith, written_lines, lines))
        else:
            assert all(quote in text for quote in leaving.values())
            assert [label for label in leaving if f"\n### {label}" not in text] == []


def _saturated(value: T) -> T:
    """Put the secret name into every free text below a record."""
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes: dict[str, Any] = {}
    for field in fields(value):
        held = getattr(value, field.name)
        if isinstance(held, tuple):
            changes[field.name] = tuple(
                NAMED if type(each) is str else _saturated(each) for each in held
            )
        elif is_dataclass(held):
            changes[field.name] = _saturated(held)
        elif type(held) is str and field.name not in _FIXED and not isinstance(held, Enum):
            changes[field.name] = NAMED
    return replace(value, **changes)


_FIXED = {
    # not typed by anybody: numbers of records, times, checksums, closed lists
    "uid", "speaker", "promise", "promisor", "highlight", "created", "changed", "when", "start",
    "end", "looked_at", "text_sha256", "merged_into", "trashed", "language", "state", "embargo",
    "target", "field", "rule", "correction_date", "retrieved",
    # the words of the article and the name its user gave himself
    "exact", "author",
}  # fmt: skip


def test_a_confidential_name_leaves_in_no_field_at_all() -> None:
    made = checked(entry(1, "Gudang itu kosong", (COMMITMENT, STATISTIC, LEGAL), SPEAKER))
    full = _saturated(
        replace(
            made,
            evidence=(Evidence(highlight="h-1", kind=EvidenceKind.URL),),
            highlight=replace(made.highlight, reply_requests=(ReplyRequest(),)),
            original_sha256="",
            speaker=None,
        )
    )
    highlight = replace(
        full.highlight,
        tags=(*made.highlight.tags, NAMED),
        translations=(Translation(language="en", text=NAMED, translator=NAMED),),
    )
    full = replace(
        full,
        highlight=highlight,
        speaker=_saturated(SPEAKER),
        sentence=f"Gudang itu kosong, kata {NAMED}",
        original_sha256="0" * 64,
    )
    for grouping in Grouping:
        report = build([full], WORDS, grouping=grouping, speakers=(SECRET,), now=NOW, title=NAMED)
        assert report.total == 1
        pages = {
            name: "".join(render(replace(report, layout=Layout(template=name)), WORDS))
            for name in BUILT_IN
        }
        for each, text in {**{name: _text(report, name) for name in TEXT_FORMATS}, **pages}.items():
            found = text.find("Bambang")
            assert found < 0, (each, text[max(0, found - 200) : found + 60])
