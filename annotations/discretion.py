"""What may leave the library, and under which name.

Used by every export and by the copied citation. Private notes never leave. Highlights off the
record, and those of an article under embargo, are withheld whole; so is what was asked and
answered off the record. A confidential speaker leaves only as what `shown_as` says: his names
are replaced in every field that a person or a rule filled. Words of the article itself are never
rewritten: a sentence or a title that names him is left out, and a highlight whose quote names
him is withheld.

Telephone numbers of those who write in a chat do not leave: a mark stands for each, in the quote
too, and the entry says that its quote was `shortened`. Of what is no chat only the speaker, his
name as written, the byline, the locators and the names of attached files are looked at: a number
that a story prints is its words.

Names are found as typed, whole words, in any case. What a name is worth is only as good as the
list of aliases: nobody can find a nickname that nobody wrote down.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from annotations import phones
from annotations.changed import changed
from annotations.entries import Entry
from annotations.errors import Withholding
from annotations.facts import Statistic, WrittenDate
from annotations.identities import standing
from annotations.model import Article, Evidence, Highlight, Locator, Speaker
from annotations.name_pattern import key, pattern
from annotations.vocabulary import ArticleKind, LocatorKind, Terms

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")

_OFF_RECORD = Terms.OFF_RECORD


@dataclass(frozen=True, slots=True)
class Discretion:
    """The rules of one export. Make it with `discretion`.

    `hidden` are the uids of the speakers who stay hidden, `names` finds their names. `phone`
    stands for a telephone number.
    """

    hidden: frozenset[str]
    names: re.Pattern[str] | None
    shown_as: dict[str, str]
    nobody: str
    embargoed: bool
    now: datetime
    phone: str
    # Articles as they leave, by the identity of what they are made from, which is kept with them.
    _articles: dict[int, tuple[Article, Article]] = field(default_factory=dict, init=False)

    def withheld(self, entry: Entry) -> Withholding | None:
        """Say why an entry may not leave, None where it may."""
        article = entry.article
        if _OFF_RECORD in (entry.highlight.terms, article.terms):
            return Withholding.OFF_RECORD
        if article.embargo and not self.embargoed and self._under_embargo(article):
            return Withholding.EMBARGO
        names = self.names
        if names is not None and names.search(entry.highlight.quote.exact):
            return Withholding.NAMES_SOURCE
        return None

    def withholds(self, article: Article) -> bool:
        """Whether nothing of an article may leave."""
        under_embargo = not self.embargoed and self._under_embargo(article)
        return article.terms == Terms.OFF_RECORD or under_embargo

    def released(self, entry: Entry) -> Entry:
        """Strip an entry of all that may not leave.

        The quote stays as it is, but for telephone numbers in a chat: `Entry.shortened`.
        """
        return self._without_numbers(self._without_names(_on_record(_without_sender(entry))))

    def said(self, text: str) -> str:
        """Clean what a person typed about a report: of names, and of telephone numbers."""
        return phones.without(self.clean(text), self.phone)

    def names_anyone(self, text: str) -> bool:
        """Whether a confidential speaker is named in a text."""
        return self._named(text)

    def _without_names(self, entry: Entry) -> Entry:
        speaker = entry.speaker
        secret = speaker is not None and self._hides(speaker)
        if not secret and self.names is None:
            if not entry.highlight.note:
                return entry
            return changed(entry, highlight=changed(entry.highlight, note=""))
        mask = self._mask(speaker) if speaker is not None and secret else ""
        if speaker is not None:
            speaker = (
                replace(speaker, name=mask, aliases=(), role="", institution="")
                if secret
                else self._cleaned(speaker, "name", "role", "institution")
            )
        highlight = self._highlight(entry.highlight, mask)
        article = self._article(entry.article)
        if secret and is_chat(entry):  # which is called after who writes in it
            article = replace(article, metadata=replace(article.metadata, title=""))
        # What stands around the words of somebody unnamed says as a rule who he is.
        silent = secret or self._named(entry.sentence)
        return changed(
            entry,
            highlight=highlight,
            article=article,
            speaker=speaker,
            locator=self._place(entry.locator, mask) if entry.locator else None,
            locators=tuple(self._place(each, mask) for each in entry.locators),
            sentence="" if silent else entry.sentence,
            evidence=tuple(self._evidence(each) for each in entry.evidence),
            promises=tuple(
                changed(
                    self._cleaned(each, "what", "to_whom", "deadline", "condition"),
                    steps=tuple(self._cleaned(step, "when", "who", "why") for step in each.steps),
                )
                for each in entry.promises
            ),
        )

    def _without_numbers(self, entry: Entry) -> Entry:
        if is_chat(entry):
            return self._chat_without_numbers(entry)
        highlight, article, speaker = entry.highlight, entry.article, entry.speaker
        asked = highlight.reply_requests
        if not entry.evidence and not asked:
            said, byline = highlight.attribution.speaker_as_written, article.metadata.byline
            told = (said, byline, speaker.name if speaker else "", *_labels(entry))
            if not phones.any_in(told):
                return entry  # nearly always
        return changed(
            entry,
            highlight=changed(
                highlight,
                attribution=self._unnumbered(highlight.attribution, "speaker_as_written"),
                reply_requests=tuple(self._unnumbered(a, "question", "answer") for a in asked),
            ),
            article=changed(article, metadata=self._unnumbered(article.metadata, "byline")),
            speaker=self._unnumbered(speaker, "name", "shown_as") if speaker else None,
            locator=self._unnumbered(entry.locator, "label") if entry.locator else None,
            locators=tuple(self._unnumbered(each, "label") for each in entry.locators),
            evidence=tuple(map(self._file_without_numbers, entry.evidence)),
        )

    def _unnumbered(self, fact: T, *names: str) -> T:
        return changed(
            fact, **{name: phones.without(getattr(fact, name), self.phone) for name in names}
        )

    def _file_without_numbers(self, evidence: Evidence) -> Evidence:
        return changed(
            evidence,
            file_name=phones.without_in_name(evidence.file_name, self.phone),
            held_by=phones.without(evidence.held_by, self.phone),
        )

    def _chat_without_numbers(self, entry: Entry) -> Entry:
        quote = entry.highlight.quote
        # A number may go on beyond the quote's ends: it is found with what stands around it.
        whole = quote.prefix + quote.exact + quote.suffix
        start, end = len(quote.prefix), len(quote.prefix) + len(quote.exact)
        cut = replace(
            quote,
            prefix=phones.within(whole, 0, start, self.phone),
            exact=phones.within(whole, start, end, self.phone),
            suffix=phones.within(whole, end, len(whole), self.phone),
        )
        shown = phones.without_anywhere(entry, self.phone)
        return replace(
            shown,
            evidence=tuple(map(self._file_without_numbers, shown.evidence)),
            highlight=replace(shown.highlight, quote=cut),
            shortened=cut.exact != quote.exact,
        )

    def _under_embargo(self, article: Article) -> bool:
        until = article.embargo
        if not until:
            return False
        try:
            date = datetime.fromisoformat(until)
        except ValueError:
            return True  # an embargo that nobody can read is not one that is over
        return self.now < (date.astimezone() if date.tzinfo is None else date)

    def _hides(self, speaker: Speaker) -> bool:
        return speaker.confidential or speaker.uid in self.hidden

    def _mask(self, speaker: Speaker) -> str:
        return speaker.shown_as or self.nobody

    def _named(self, text: str) -> bool:
        return self.names is not None and self.names.search(text) is not None

    def clean(self, text: str) -> str:
        """Replace the names of confidential speakers in what a person or a rule wrote."""
        if self.names is None:
            return text
        return self.names.sub(lambda found: self.shown_as.get(key(found[0]), self.nobody), text)

    def _cleaned(self, fact: T, *fields: str) -> T:
        values = [getattr(fact, name) for name in fields]
        texts = [each.words if isinstance(each, WrittenDate) else each for each in values]
        # All at once first: what is a name in one field is one between NULs as well.
        if not self._named("\0".join(texts)):
            return fact
        return changed(
            fact,
            **{
                name: replace(value, words=self.clean(value.words))
                if isinstance(value, WrittenDate)
                else self.clean(value)
                for name, value in zip(fields, values, strict=True)
            },
        )

    def _highlight(self, highlight: Highlight, mask: str) -> Highlight:
        attribution = self._cleaned(
            highlight.attribution, "speaker_as_written", "role", "institution", "cue", "date_said"
        )
        statistics = tuple(self._cleaned(each, *_STATISTIC) for each in highlight.statistics)
        commitments = tuple(self._cleaned(each, *_COMMITMENT) for each in highlight.commitments)
        if mask:
            # A role or an office names its holder as well as a name does.
            attribution = replace(
                attribution,
                speaker_as_written=mask if attribution.speaker_as_written else "",
                role="",
                institution="",
            )
            commitments = tuple(replace(each, who=mask if each.who else "") for each in commitments)
            statistics = tuple(_unsourced(each, highlight.quote.exact) for each in statistics)
        return changed(
            highlight,
            note="",
            tags=tuple(map(self.clean, highlight.tags)),
            report_note=self.clean(highlight.report_note),
            attribution=attribution,
            statistics=statistics,
            legal=tuple(self._cleaned(each, *_LEGAL) for each in highlight.legal),
            commitments=commitments,
            checks=tuple(self._cleaned(each, "who", "when", "how") for each in highlight.checks),
            translations=tuple(
                self._cleaned(each, "text", "translator") for each in highlight.translations
            ),
            assigned_to=self.clean(highlight.assigned_to),
            reply_requests=tuple(
                self._cleaned(each, "asked", "question", "due", "answered", "answer")
                for each in highlight.reply_requests
            ),
        )

    def _article(self, article: Article) -> Article:
        """Clean an article; once for all its highlights, which hold one and the same."""
        if id(article) not in self._articles:
            self._articles[id(article)] = (article, self._clean_article(article))
        return self._articles[id(article)][1]

    def _clean_article(self, article: Article) -> Article:
        about = self._cleaned(article.metadata, "byline", "outlet", "place", "published")
        return changed(
            article,
            metadata=changed(
                about,
                title="" if self._named(about.title) else about.title,
                caption="" if self._named(about.caption) else about.caption,
                url="" if self._named(about.url) else about.url,
            ),
            archived_url=""
            if self._named(about.url + article.archived_url)
            else article.archived_url,
            correction=self.clean(article.correction),
        )

    def _place(self, place: Locator, mask: str) -> Locator:
        """Name no source by the message that he sent, under whatever name he writes there."""
        sender, comma, minute = place.label.rpartition(", ")
        if mask and comma and place.kind is LocatorKind.MESSAGE:
            return replace(place, label=f"{mask}{comma}{minute}")
        return changed(place, label=f"{self.clean(sender)}{comma}{self.clean(minute)}")

    def _evidence(self, evidence: Evidence) -> Evidence:
        return self._cleaned(
            evidence, "note", "file_name", "url", "archived_url", "looked_at", "held_by"
        )


def _without_sender(entry: Entry) -> Entry:
    """Take off who sent an article, and the byline where it is the same person's.

    The name above a release is there to be printed; the one on any other mail is a source's.
    """
    article = entry.article
    if not article.received_from:
        return entry
    about = article.metadata
    if (
        about.byline
        and about.byline.casefold() in article.received_from.casefold()
        and about.kind is not ArticleKind.RELEASE
    ):
        about = replace(about, byline="", byline_url="")
    return replace(entry, article=replace(article, metadata=about, received_from=""))


def _on_record(entry: Entry) -> Entry:
    """Take out what was asked and answered off the record, and that it was asked at all."""
    asked = entry.highlight.reply_requests
    if not asked or all(each.terms is not Terms.OFF_RECORD for each in asked):
        return entry
    kept = tuple(each for each in asked if each.terms is not Terms.OFF_RECORD)
    return replace(entry, highlight=replace(entry.highlight, reply_requests=kept))


def is_chat(entry: Entry) -> bool:
    """Whether an entry is a message of a chat."""
    if not entry.locators and entry.locator is None:
        return False
    places = (*entry.locators, entry.locator)
    return any(each is not None and each.kind is LocatorKind.MESSAGE for each in places)


def _labels(entry: Entry) -> list[str]:
    return [each.label for each in (*entry.locators, entry.locator) if each is not None]


# Every field that a person or a rule may have filled; a test fills them all with a name.
_STATISTIC = ("unit", "base", "population", "period", "source", "published_in", "calculation")
_LEGAL = (
    "jurisdiction", "instrument", "number", "year", "edition", "title", "name", "article",
    "paragraph", "letter", "point", "ordinal", "court", "case_number", "decided", "page",
    "citation", "iri", "wording",
)  # fmt: skip
_COMMITMENT = ("who", "what", "beneficiary", "deadline", "condition")


def _unsourced(statistic: Statistic, quote: str) -> Statistic:
    """Drop the source of a number, which may be the office of who said it, but for the quote's."""
    return replace(
        statistic,
        source=statistic.source if statistic.source in quote else "",
        published_in=statistic.published_in if statistic.published_in in quote else "",
    )


def discretion(
    speakers: Iterable[Speaker] = (),
    *,
    nobody: str = "a confidential source",
    phone: str = "[phone number]",
    embargoed: bool = False,
    now: datetime | None = None,
) -> Discretion:
    """Set up the rules for one export.

    `speakers` are all speakers of the library; `nobody` stands for one whose `shown_as` is empty,
    `phone` for a telephone number; `embargoed` lets out what is under embargo.
    """
    known = {each.uid: each for each in speakers}
    masks: dict[str, str] = {}
    names = []
    hidden = set()
    for speaker in known.values():
        stands = standing(known.get, speaker)
        if not (speaker.confidential or stands.confidential):
            continue
        hidden.add(speaker.uid)
        shown = speaker.shown_as or stands.shown_as or nobody
        for name in (speaker.name, *speaker.aliases):
            if name.strip():
                masks[key(name)] = shown
                names.append(name)
    return Discretion(
        hidden=frozenset(hidden),
        names=pattern(names),
        shown_as=masks,
        nobody=nobody,
        embargoed=embargoed,
        now=now or datetime.now(UTC),
        phone=phone,
    )
