"""Entries made up for tests of reports, citations and the command line."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from annotations.entries import Entry
from annotations.facts import (
    Attribution,
    Check,
    Commitment,
    LegalReference,
    Statistic,
    WrittenDate,
)
from annotations.model import (
    Article,
    Highlight,
    Metadata,
    Placement,
    Promise,
    PromiseStep,
    Quote,
    Speaker,
    text_sha256,
)
from annotations.vocabulary import (
    COMMITMENT,
    LEGAL,
    STATISTIC,
    CheckKind,
    ClaimState,
    CommitmentKind,
    DatePrecision,
    PlacementState,
    PromiseStatus,
    Qualifier,
    QuoteType,
    StatisticKind,
    WordingState,
)

SPEAKER = Speaker(id=1, uid="s-1", name="Ratna Wibisono", role="Wali Kota", institution="Pemkot")
PROMISE = Promise(
    id=1, uid="p-1", what="120 pompa", steps=(PromiseStep(status=PromiseStatus.IN_PROGRESS),)
)


def article(number: int = 1, title: str = "", **metadata: object) -> Article:
    """Make an article number `number` of a made-up paper."""
    about = Metadata(
        title=title or f"Wali Kota Janjikan {number} Pompa",
        outlet="Harian Arunika",
        byline="Sekar Lestari",
        published=WrittenDate(
            "14/10/2026", "2026-10-14T09:20", "2026-10-14T09:20", DatePrecision.MINUTE
        ),
        language="id",
        url=f"https://arunika.example/berita/{number}",
    )
    changes: dict[str, object] = dict(metadata)
    return Article(id=number, uid=f"a-{number}", metadata=replace(about, **changes))  # type: ignore[arg-type]


def entry(
    number: int = 1,
    quote: str = "Kami pastikan 120 pompa selesai",
    tags: Iterable[str] = (COMMITMENT,),
    speaker: Speaker | None = SPEAKER,
    of: Article | None = None,
    before: str = "“",
    after: str = "”, kata dia.",
) -> Entry:
    """Make one entry whose quote stands at 100 + 1000 x `number`."""
    tags = tuple(tags)
    start = 100 + 1000 * number
    home = of or article()
    highlight = _highlight(
        number,
        home,
        Quote(
            exact=quote,
            prefix=before,
            suffix=after,
            start=start,
            end=start + len(quote),
            text_sha256=text_sha256(f"text {home.id}"),
        ),
        tags,
        speaker,
    )
    return Entry(
        highlight=highlight,
        article=home,
        revision_number=1,
        speaker=speaker,
        placement=Placement(start, start + len(quote), PlacementState.EXACT),
        locator=None,
        sentence=f"{before}{quote}{after}",
        sentence_start=start - len(before),
        original_sha256=text_sha256(f"file {home.id}"),
        promises=(PROMISE,) if COMMITMENT in tags else (),
    )


def _highlight(
    number: int, home: Article, quote: Quote, tags: tuple[str, ...], speaker: Speaker | None
) -> Highlight:
    return Highlight(
        id=number,
        uid=f"h-{number}",
        article_id=home.id,
        revision_id=home.id,
        quote=quote,
        tags=tags,
        speaker=speaker.uid if speaker else "",
        attribution=Attribution(quote_type=QuoteType.DIRECT, cue="kata"),
        note="hanya untuk saya",
        statistics=(statistic(),) if STATISTIC in tags else (),
        legal=(LegalReference(instrument="UU", number="2", year="2002", article="28"),)
        if LEGAL in tags
        else (),
        commitments=(pledge(),) if COMMITMENT in tags else (),
        author="S.L.",
        created="2026-10-15T01:02:03.004Z",
        changed="2026-10-15T01:02:03.004Z",
    )


def statistic(value: str = "36000", **fields: object) -> Statistic:
    """Make a number of people."""
    made = Statistic(
        value=Decimal(value), unit="orang", qualifier=Qualifier.ABOUT, kind=StatisticKind.COUNT
    )
    changes: dict[str, object] = dict(fields)
    return replace(made, **changes)  # type: ignore[arg-type]


def pledge() -> Commitment:
    """Make a promise with a deadline."""
    return Commitment(
        kind=CommitmentKind.PROMISE,
        who="Wali Kota",
        what="120 pompa selesai",
        deadline=WrittenDate("1 Desember 2026", "2026-12-01", "2026-12-01", DatePrecision.DAY),
        promise="p-1",
    )


def changed(made: Entry, **fields: object) -> Entry:
    """Change fields of an entry's highlight."""
    changes: dict[str, object] = dict(fields)
    return replace(made, highlight=replace(made.highlight, **changes))  # type: ignore[arg-type]


def checked(made: Entry) -> Entry:
    """Let somebody check both the wording and the claim."""
    return changed(
        made,
        checks=(
            Check(kind=CheckKind.WORDING, state=WordingState.MATCHES_RECORDING, who="S.L."),
            Check(kind=CheckKind.CLAIM, state=ClaimState.SUPPORTED, when="2026-10-15T01:00:00Z"),
        ),
    )


def many(count: int) -> list[Entry]:
    """Make entries over many articles, of all tags; every fourth has a private note."""
    homes = [article(number) for number in range(1, count // 20 + 2)]
    mixes = ((COMMITMENT,), (STATISTIC,), (LEGAL,), (COMMITMENT, STATISTIC), ())
    speakers = [replace(SPEAKER, id=n, uid=f"s-{n}", name=f"Narasumber {n}") for n in range(1, 50)]
    made = [
        entry(
            number,
            f"Kami pastikan {number} pompa selesai dipasang sebelum musim hujan",
            mixes[number % len(mixes)],
            speakers[number % len(speakers)],
            homes[number // 20],
        )
        for number in range(1, count + 1)
    ]
    return [each if n % 4 == 0 else changed(each, note="") for n, each in enumerate(made)]
