"""Libraries for tests of annotations that go from one to another, and annotations of others."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from annotations.exchange.parsing import parse
from annotations.exchange.reading import read
from annotations.exchange.taking import Outcome, Taking, take
from annotations.exporting import jsonld
from annotations.exporting.gathering import Gathered, gather
from annotations.exporting.report import build
from annotations.facts import (
    Attribution,
    Check,
    Commitment,
    LegalReference,
    Source,
    Statistic,
    Translation,
    WrittenDate,
)
from annotations.model import Evidence, Highlight, Promise, PromiseStep, Speaker, Tag
from annotations.queries import Filter
from annotations.storage import articles, check, highlights
from annotations.storage.history import Change
from annotations.storage.store import Store
from annotations.vocabulary import (
    CheckKind,
    CommitmentKind,
    DatePrecision,
    EvidenceKind,
    EvidenceStance,
    ImportStatus,
    Origin,
    PromiseStatus,
    Qualifier,
    QuoteType,
    StatisticKind,
    Terms,
    WordingState,
)
from resources import catalogue
from tests.builders import TEXT, add, highlight, new_article, save

WORDS = catalogue("en")
NOW = datetime(2026, 11, 22, tzinfo=UTC)
ADDRESS = "https://arunika.example/berita/sumur"
OTHER = "Dua Puskesmas Dibuka\n\nIa berkata “ya” 👮🏽‍♂️ lalu pulang. Ia berkata “ya” lagi."


def make_empty(path: Path) -> None:
    """Make a library with two articles and no highlights."""
    with Store.create(path) as store:
        new = [new_article(TEXT, url=ADDRESS), new_article(OTHER, "b.txt")]
        store.call(lambda library: articles.add_all(library, new), saving=True)


def _first() -> Highlight:
    """Make one with everything but commitments and laws."""
    return highlight(
        "36 ribu orang",
        "statistic",
        "air",
        "zeta",
        uid="h-1",
        speaker="s-1",
        author="S.L.",
        note="hanya untuk saya",
        report_note="Tanyakan *lagi*",
        starred=True,
        terms=Terms.ON_RECORD,
        origin=Origin.SUGGESTION,
        attribution=Attribution(
            speaker_as_written="bupati",
            quote_type=QuoteType.INDIRECT,
            cue="kata",
            date_said=WrittenDate("kemarin", "2026-10-13", "2026-10-13", DatePrecision.DAY),
            sources=(Source("cue", 120, 124, "saying", confirmed=True),),
        ),
        statistics=(
            Statistic(
                uid="f-1",
                value=Decimal(36000),
                value_max=Decimal("36000.5"),
                unit="orang",
                qualifier=Qualifier.ABOUT,
                kind=StatisticKind.COUNT,
                sources=(Source("value", 37, 45, "number"),),
            ),
            Statistic(uid="f-2", numerator=Decimal(1), denominator=Decimal(1800)),
        ),
        checks=(
            Check(uid="c-1", kind=CheckKind.WORDING, state="as_published", who="S.L.", how="surat"),
            Check(uid="c-2", kind=CheckKind.WORDING, state=WordingState.CONFIRMED),
        ),
        translations=(Translation(uid="t-1", language="en", text="36,000 people"),),
    )


def _second() -> Highlight:
    """Make one that promises something and cites a law."""
    return highlight(
        "Kami akan membangun 12 sumur",
        "commitment",
        "legal",
        uid="h-2",
        speaker="s-2",
        commitments=(
            Commitment(uid="f-3", kind=CommitmentKind.PROMISE, what="12 sumur", promise="p-1"),
        ),
        legal=(LegalReference(uid="f-4", instrument="UUD", year="1945", article="33"),),
    )


def fill(store: Store) -> None:
    """Fill a library with all that highlights can have."""
    who = Speaker(uid="s-1", name="Sri Lestari", role="bupati", institution="Pemkab")
    body = Speaker(uid="s-2", name="Bupati", is_institution=True)
    promise = Promise(
        uid="p-1",
        promisor="s-1",
        what="12 sumur",
        deadline=WrittenDate("musim kemarau"),
        steps=(PromiseStep(uid="st-1", status=PromiseStatus.BROKEN, when="2026-11-01", why="?"),),
    )
    save(store, *(Change(None, each) for each in (Tag(name="zeta"), Tag(name="air"))))
    save(store, Change(None, highlight("Hak atas air", uid="h-0")))
    save(store, Change(None, who), Change(None, body), Change(None, promise))
    third = highlight("“ya”", text=OTHER, article=2, revision=2, uid="h-3")
    add(store, [_first(), _second(), third])
    gone = next(each for each in store.call(lambda lib: highlights.read(lib, [1])))
    save(store, Change(gone, None))
    for number, (kind, target, url) in enumerate(
        [
            (EvidenceKind.URL, "", "https://x.example/bukti"),
            (EvidenceKind.HIGHLIGHT, "h-2", ""),
            (EvidenceKind.CALL, "", ""),
        ]
    ):
        stance = EvidenceStance.CONTRADICTS
        piece = Evidence(
            uid=f"e-{number}", highlight="h-1", kind=kind, target=target, url=url, stance=stance
        )
        save(store, Change(None, piece))


def out(path: Path) -> str:
    """Write all of a library as annotations."""
    found = Gathered()
    with Store.open(path) as store:
        for _ in gather(store, Filter(), found):
            pass
    report = build(found.entries, WORDS, speakers=found.speakers, now=NOW)
    return "".join(jsonld.pieces(report, WORDS))


def take_in(path: Path, *told: object) -> Taking:
    """Take annotations into a library, and see that nothing is wrong with it then."""
    text = told[0] if isinstance(told[0], str) else json.dumps(list(told))
    taking = Taking()
    with Store.open(path) as store:
        found = [read(each) for each in parse(str(text).encode(), "a.jsonld")]
        steps = list(take(store, found, taking))
        assert list(store.call(lambda library: list(check.check(library)))) == []
    assert all(done <= total for done, total in steps)
    return taking


def items(text: str) -> list[dict[str, Any]]:
    """Read the annotations of an export."""
    items: list[dict[str, Any]] = json.loads(text)["first"]["items"]
    return items


def foreign(exact: str, source: object = ADDRESS, **more: object) -> dict[str, object]:
    """Make an annotation as another program writes it."""
    selector = [{"type": "TextQuoteSelector", "exact": exact, **more}]
    return {"type": "Annotation", "target": {"source": source, "selector": selector}}


def made(path: Path, outcome: Outcome) -> Any:  # noqa: ANN401 - a highlight
    """Read the highlight that came of an annotation."""
    assert outcome.status is ImportStatus.ADDED, outcome
    with Store.open(path) as store:
        return store.call(lambda library: highlights.read(library, [outcome.highlight]))[0]


def own(**changes: object) -> dict[str, object]:
    """Make an annotation as Kutip writes it, with what is under its own key."""
    own = {"version": 1, **changes}
    return foreign("36 ribu orang") | {"id": "urn:uuid:x-1", "kutip:highlight": own}
