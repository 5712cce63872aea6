"""Libraries made by chance and stored: every field filled with what is hard to write and to keep.

A seed gives one library. Each free text of a record holds one of `PAYLOADS`, letters that are hard
to keep, and the name of a confidential speaker; no payload misses any field over 40 highlights.
`SECRETS` are words that stand only where nothing may leave.
"""

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from annotations.anchoring import describe
from annotations.facts import (
    Check,
    Commitment,
    LegalReference,
    ReplyRequest,
    Source,
    Statistic,
    Translation,
    WrittenDate,
)
from annotations.importing import plain
from annotations.model import (
    Block,
    Evidence,
    Highlight,
    Locator,
    Metadata,
    Promise,
    PromiseStep,
    RichText,
    Span,
    Speaker,
    Tag,
)
from annotations.richtext import normalise
from annotations.spans import trim
from annotations.storage import articles
from annotations.storage.attachments import attach
from annotations.storage.history import Change
from annotations.storage.store import Library, Store
from annotations.vocabulary import (
    BUILTIN_TAGS,
    COMMITMENT,
    STATISTIC,
    BlockKind,
    CheckKind,
    ClaimState,
    CommitmentKind,
    EvidenceKind,
    LocatorKind,
    PromiseStatus,
    QuoteType,
    Terms,
    WordingState,
)
from tests import builders
from tests.made_pictures import png
from tests.payloads import LETTERS, PAYLOADS

T = TypeVar("T")

NOTE, UNSAID, EMBARGOED, UNSPOKEN, TRASHED, SENDER, ASKED, STAYED = SECRETS = (
    "zrahasiaz", "ztutupz", "zembargoz", "zjanjiz", "zbuangz", "zkirimz", "ztanyaz", "zdiamz",
)  # fmt: skip
"""Private notes, words off the record, under embargo, of a promise that was made off the record,
in the trash, of who sent an article, of a reply off the record, withheld for the name in them."""
NAME, ALIAS, FORMER = "Zbambang Sutrisnoz", "Zbengbeng", "Zbambang Lamaz"
SHOWN_AS = "a warehouse official"
PHONE = "+62 812-9347-6056"
PLACED = "[phone number]"
AUTHOR = "S.L."

# Not typed by anybody, or of a form of their own.
_FIXED = {
    "uid", "speaker", "promise", "promisor", "highlight", "created", "changed", "merged_into",
    "trashed", "start", "end", "precision", "target", "media_type", "author", "exact", "prefix",
    "suffix", "text_sha256", "note", "evidence", "language", "state", "field", "rule", "embargo",
    "received_from", "confidential", "retrieved",
}  # fmt: skip


@dataclass(slots=True)
class Made:
    """A library, and what must leave of it: quotes by the numbers of their highlights."""

    store: Store
    leaving: dict[str, str] = field(default_factory=dict)
    staying: set[str] = field(default_factory=set)
    pledges: set[str] = field(default_factory=set)
    title: str = ""


def make(folder: Path, seed: int, *, size: int = 40) -> Made:
    """Make the library of a seed with about `size` highlights that may leave. Close its store."""
    return _Maker(folder, seed).make(size)


class _Maker:
    def __init__(self, folder: Path, seed: int) -> None:
        self._random = random.Random(seed)
        self._next = seed
        self._folder = folder
        self._changes: list[Change] = []
        self._highlights: list[tuple[Highlight, str | None]] = []

    def make(self, size: int) -> Made:
        store = builders.store(self._folder, [], "zperpustakaanz.kutip")
        made = Made(store, title=self._words())
        speakers = self._speakers()
        promises = self._promises(speakers[0].uid)
        while len(self._highlights) < size:
            self._article(store, speakers, promises)
        self._secrets(store, speakers, promises)
        picture = store.call(lambda library: attach(library, png()), saving=True)
        evidence = self._evidence([each.uid for each, _ in self._highlights], picture)
        tags = {tag for each, _ in self._highlights for tag in each.tags} - set(BUILTIN_TAGS)
        some = (*speakers, *promises, *(Tag(uid=self._uid(), name=tag) for tag in sorted(tags)))
        builders.save(store, *(Change(None, each) for each in some))
        kept = builders.add(store, [each for each, _ in self._highlights])
        builders.save(store, *(Change(None, each) for each in evidence))
        for (_, leaves), each in zip(self._highlights, kept, strict=True):
            if leaves is None:
                made.staying.add(each.label)
                continue
            made.leaving[each.label] = leaves
            kinds = {fact.kind for fact in each.commitments} - {CommitmentKind.STANCE}
            if COMMITMENT in each.tags and kinds:
                made.pledges.add(each.label)
        return made

    def _uid(self) -> str:
        return str(UUID(int=self._random.getrandbits(128), version=4))

    def _words(self) -> str:
        """Give the next payload among letters that are hard to keep, with the secret name."""
        self._next += 1
        parts = [PAYLOADS[self._next % len(PAYLOADS)], self._random.choice(LETTERS)]
        parts.append(self._random.choice((NAME, ALIAS, FORMER, NAME.upper())))
        if self._random.random() < 0.5:
            parts[1:] = reversed(parts[1:])
        return normalise(" ".join(parts))

    def _filled(self, value: T) -> T:
        """Fill every free text of a record, and of what it holds."""
        if not is_dataclass(value) or isinstance(value, type):
            return value
        changes: dict[str, Any] = {}
        for each in fields(value):
            held = getattr(value, each.name)
            if each.name in _FIXED or isinstance(held, Enum):
                continue
            if isinstance(held, tuple):
                changes[each.name] = tuple(
                    self._words() if type(one) is str else self._filled(one) for one in held
                )
            elif is_dataclass(held):
                changes[each.name] = self._filled(held)
            elif type(held) is str:
                changes[each.name] = self._words()
        return replace(value, **changes)

    def _speakers(self) -> list[Speaker]:
        secret = Speaker(
            uid=self._uid(), name=NAME, aliases=(ALIAS,), confidential=True, shown_as=SHOWN_AS
        )
        return [
            self._filled(Speaker(uid=self._uid(), name="", aliases=("",))),
            secret,
            Speaker(uid=self._uid(), name=FORMER, merged_into=secret.uid),
        ]

    def _promises(self, who: str) -> list[Promise]:
        """Make one that is told of, and two that are one, of which one was made off the record."""
        step = PromiseStep(uid=self._uid(), status=PromiseStatus.KEPT, when="2026-10-14")
        told = Promise(uid=self._uid(), promisor=who, steps=(step,))
        stands = Promise(uid=self._uid(), promisor=who, what=f"{UNSPOKEN} pompa")
        merged = replace(stands, uid=self._uid(), merged_into=stands.uid, to_whom=UNSPOKEN)
        return [self._filled(told), stands, merged]

    def _about(self, **fixed: Any) -> Metadata:  # noqa: ANN401 - of any field
        """Fill what an article says of itself; half of the articles name nobody."""
        about = self._filled(Metadata())
        if self._random.random() < 0.7:
            about = replace(about, title=_unnamed(about.title), url=_unnamed(about.url))
        return replace(about, **{"language": "id", "byline_url": "", **fixed})

    def _text(self, count: int) -> str:
        """Write paragraphs; each has words of its own and names nobody."""
        return "\n\n".join(
            f"Alinea {n} {_unnamed(self._words())} selesai {self._random.randint(1, 99)}."
            for n in range(count)
        )

    def _stored(self, store: Store, text: RichText | str, about: Metadata) -> tuple[int, int, str]:
        """Import a text; give the number of its article and of its revision, and what was read."""
        data = (text if isinstance(text, str) else text.text).encode()
        read = plain.parse(data, "x.txt")
        read = replace(read, metadata=about, received_from=f"{SENDER} <{SENDER}@x.test>")
        if isinstance(text, RichText):
            read = replace(read, text=text)
        new = articles.NewArticle(imported=read, original=data, source=f"{SENDER}.txt")
        added = store.call(lambda library: articles.add_all(library, [new]), saving=True)
        number = added[0].article
        revision = store.call(partial(articles.revision, article_id=number))
        return number, revision.id, read.text.text

    def _article(self, store: Store, speakers: list[Speaker], promises: list[Promise]) -> None:
        about = self._about()
        if self._random.random() < 0.5:  # one that may leave whole
            about, speakers = replace(_nameless(about), byline=SENDER), speakers[:1]
        written = self._text(self._random.randint(1, 6))
        number, revision, text = self._stored(store, written, about)
        starts = [found.start() for found in re.finditer(r"Alinea \d ", text)]
        for span in map(Span, starts, (*starts[1:], len(text))):
            for _ in range(self._random.randint(0, 3)):
                part = span
                if self._random.random() < 0.6:
                    ends = [self._random.randrange(span.start, span.end) for _ in range(2)]
                    part = Span(min(ends), max(ends) + 1)
                if text[part.start : part.end].strip():
                    made = self._highlight(number, revision, text, part, speakers, promises[:1])
                    self._highlights.append((made, made.quote.exact))

    def _highlight(
        self,
        article: int,
        revision: int,
        text: str,
        span: Span,
        speakers: list[Speaker],
        promises: list[Promise],
        **fixed: Any,  # noqa: ANN401 - of any field
    ) -> Highlight:
        choose = self._random.choice
        promise = choose([*promises, None])
        made = Highlight(
            article_id=article,
            revision_id=revision,
            quote=describe(text, trim(text, span)),
            statistics=(Statistic(uid=self._uid()),) * choose((0, 1)),
            legal=(LegalReference(uid=self._uid()),) * choose((0, 1)),
            commitments=(
                Commitment(uid=self._uid(), kind=choose(list(CommitmentKind))),
                Commitment(
                    uid=self._uid(),
                    kind=CommitmentKind.PROMISE,
                    promise=promise.uid if promise else "",
                ),
            )[: choose((0, 1, 2))],
            checks=(
                Check(uid=self._uid(), kind=CheckKind.WORDING, state=choose(list(WordingState))),
                Check(uid=self._uid(), kind=CheckKind.CLAIM, state=choose(list(ClaimState))),
            )[: choose((0, 1, 2))],
            translations=(Translation(uid=self._uid(), language="en", text=""),) * choose((0, 1)),
            reply_requests=(ReplyRequest(uid=self._uid()),) * choose((0, 1)),
        )
        made = self._filled(made)
        tags = [tag for tag in BUILTIN_TAGS if self._random.random() < 0.6]
        tags += [self._words()] * choose((0, 1))
        asked = ReplyRequest(uid=self._uid(), question=ASKED, answer=ASKED, terms=Terms.OFF_RECORD)
        speaker = choose([*speakers, None])
        return replace(
            made,
            uid=self._uid(),
            tags=tuple(tags),
            speaker=speaker.uid if speaker else "",
            attribution=replace(made.attribution, quote_type=choose(list(QuoteType))),
            note=f"{NOTE} {self._words()}",
            terms=choose((Terms.NONE, Terms.ON_RECORD, Terms.BACKGROUND)),
            reply_requests=(*made.reply_requests, asked),
            author=AUTHOR,
            **fixed,
        )

    def _secrets(self, store: Store, speakers: list[Speaker], promises: list[Promise]) -> None:
        """Store what may not leave, beside what may."""
        make = partial(self._highlight, speakers=speakers[:1])
        says = partial(self._stored, store)
        # words off the record within a text, and a promise that was made by them
        text = f"Awal ini boleh. Lalu {UNSAID} pompa bocor, kata dia. Akhir ini boleh juga."
        number, revision, _ = says(text, self._about())
        for quote, terms in (
            ("Awal ini boleh", Terms.NONE),
            (f"{UNSAID} pompa", Terms.OFF_RECORD),
            ("pompa bocor", Terms.NONE),
            ("kata dia", Terms.NONE),
            ("Akhir ini boleh", Terms.NONE),
        ):
            made = make(number, revision, text, _span(text, quote), promises=[])
            secret = terms is Terms.OFF_RECORD
            told = Commitment(uid=self._uid(), kind=CommitmentKind.PROMISE, what="pompa")
            told = replace(told, promise=promises[2 if secret else 1].uid)
            made = replace(made, terms=terms, commitments=(told,), tags=(COMMITMENT,))
            read = _span(text, UNSAID)
            source = Source("population", read.start, read.end, "x")
            fact = Statistic(uid=self._uid(), population=UNSAID, sources=(source,))
            made = replace(made, statistics=(fact,), tags=(COMMITMENT, STATISTIC))
            if secret:
                made = replace(made, report_note=UNSAID)
            leaves = None if secret or quote == "pompa bocor" else quote
            self._highlights.append((made, leaves))
        # an article off the record, one under embargo, and one that names the source
        for words, changes in (
            (UNSAID, {"terms": Terms.OFF_RECORD}),
            (EMBARGOED, {"embargo": "2999-01-01T00:00:00Z"}),
        ):
            text = f"Seluruh {words} naskah ini."
            number, revision, _ = says(text, self._about(title=words, byline=words, url=words))
            self._change(store, number, **changes)
            made = make(number, revision, text, _span(text, text[:-1]), promises=[])
            self._highlights.append((replace(made, report_note=words), None))
        text = f"Kata {STAYED} {NAME} begitu. Yang lain tidak."
        number, revision, _ = says(text, self._about(title=f"Judul {NAME}"))
        for quote, leaves in ((f"{STAYED} {NAME}", None), ("Yang lain tidak", "Yang lain tidak")):
            made = make(number, revision, text, _span(text, quote), promises=[])
            self._highlights.append((made, leaves))
        self._chat(store, speakers)

    def _chat(self, store: Store, speakers: list[Speaker]) -> None:
        text = f"Hubungi {PHONE} untuk pompa."
        place = Locator(LocatorKind.MESSAGE, f"{PHONE}, 2024-07-25 10:31", 1)
        block = Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text), locator=place)
        about = self._about(title=f"Obrolan dengan {PHONE}", byline=PHONE)
        number, revision, _ = self._stored(store, RichText(text, (block,)), about)
        made = self._highlight(number, revision, text, Span(0, len(text)), speakers[:1], [])
        said = replace(made.attribution, speaker_as_written=PHONE, cue=f"kata {PHONE}")
        made = replace(made, attribution=said, report_note=f"Telepon {PHONE}")
        self._highlights.append((made, made.quote.exact.replace(PHONE, PLACED)))

    def _change(self, store: Store, number: int, **changes: Any) -> None:  # noqa: ANN401 - of any field
        def job(library: Library) -> Any:  # noqa: ANN401 - an article
            return articles.read(library, number)

        before = store.call(job)
        builders.save(store, Change(before, replace(before, **changes)))

    def _evidence(self, highlights: list[str], picture: str) -> Iterable[Evidence]:
        """Hang evidence of every kind on highlights, some of it in the trash."""
        some = self._random.sample(highlights, min(len(highlights), 24))
        for at, uid in enumerate(some):
            kind = list(EvidenceKind)[at % len(EvidenceKind)]
            target = {
                EvidenceKind.HIGHLIGHT: highlights[-(at % 9 + 1)],
                EvidenceKind.FILE: picture,
            }.get(kind, "")
            made = self._filled(Evidence(highlight=uid, kind=kind))
            if kind is EvidenceKind.FILE:
                made = replace(made, media_type="image/png", file_name=f"{made.file_name}.png")
            made = replace(made, uid=self._uid(), target=target, note=f"{NOTE} x")
            yield made
            yield replace(made, uid=self._uid(), url=TRASHED, held_by=TRASHED, trashed=_WHEN)


_WHEN = "2026-10-15T01:00:00.000Z"


def _span(text: str, quote: str) -> Span:
    start = text.index(quote)
    return Span(start, start + len(quote))


def _nameless(about: Metadata) -> Metadata:
    """Take the secret names out of all that an article says of itself."""
    changes: dict[str, Any] = {}
    for each in fields(about):
        held = getattr(about, each.name)
        if type(held) is str:
            changes[each.name] = _unnamed(held)
    return replace(about, published=WrittenDate("kemarin"), **changes)


def _unnamed(words: str) -> str:
    for each in (NAME, ALIAS, FORMER, NAME.upper()):
        words = words.replace(each, "Orang Lain")
    return words
