"""What may leave the library, and under which name.

Used by every export and by the copied citation. Private notes never leave. Highlights off the
record, and those of an article under embargo, are withheld whole. A confidential speaker leaves
only as what `shown_as` says: his names are replaced in every field that a person or a rule
filled. Words of the article itself are never rewritten: a sentence or a title that names him is
left out, and a highlight whose quote names him is withheld.

Names are found as typed, whole words, in any case. What a name is worth is only as good as the
list of aliases: nobody can find a nickname that nobody wrote down.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from annotations.errors import Withholding
from annotations.facts import (
    Attribution,
    Check,
    Commitment,
    LegalReference,
    Statistic,
    Translation,
    WrittenDate,
)
from annotations.model import Article, Entry, Evidence, Highlight, Metadata, Speaker
from annotations.vocabulary import Terms

T = TypeVar(
    "T",
    Statistic,
    LegalReference,
    Commitment,
    Check,
    Evidence,
    Attribution,
    Translation,
    Metadata,
    Speaker,
)


@dataclass(frozen=True, slots=True)
class Discretion:
    """The rules of one export. Make it with `discretion`.

    `hidden` are the uids of the speakers who stay hidden, `names` finds their names.
    """

    hidden: frozenset[str]
    names: re.Pattern[str] | None
    shown_as: dict[str, str]
    nobody: str
    embargoed: bool
    now: datetime

    def withheld(self, entry: Entry) -> Withholding | None:
        """Say why an entry may not leave, None where it may."""
        if Terms.OFF_RECORD in {entry.highlight.terms, entry.article.terms}:
            return Withholding.OFF_RECORD
        if not self.embargoed and self._under_embargo(entry.article):
            return Withholding.EMBARGO
        names = self.names
        if names is not None and names.search(entry.highlight.quote.exact):
            return Withholding.NAMES_SOURCE
        return None

    def released(self, entry: Entry) -> Entry:
        """Strip an entry of all that may not leave; the quote stays as it is."""
        speaker = entry.speaker
        secret = speaker is not None and self._hides(speaker)
        if not secret and self.names is None:
            if not entry.highlight.note:
                return entry
            return replace(entry, highlight=replace(entry.highlight, note=""))
        mask = self._mask(speaker) if speaker is not None and secret else ""
        if speaker is not None:
            speaker = (
                replace(speaker, name=mask, aliases=(), role="", institution="")
                if secret
                else self._cleaned(speaker, "name", "role", "institution")
            )
        highlight = self._highlight(entry.highlight, mask)
        # What stands around the words of somebody unnamed says as a rule who he is.
        silent = secret or self._named(entry.sentence)
        return replace(
            entry,
            highlight=highlight,
            article=self._article(entry.article),
            speaker=speaker,
            sentence="" if silent else entry.sentence,
            evidence=tuple(self._evidence(each) for each in entry.evidence),
            promises=tuple(
                replace(
                    each,
                    what=self.clean(each.what),
                    to_whom=self.clean(each.to_whom),
                    condition=self.clean(each.condition),
                    steps=tuple(
                        replace(step, who=self.clean(step.who), why=self.clean(step.why))
                        for step in each.steps
                    ),
                )
                for each in entry.promises
            ),
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
        return self.names.sub(lambda found: self.shown_as.get(_key(found[0]), self.nobody), text)

    def _cleaned(self, fact: T, *fields: str) -> T:
        changes: dict[str, Any] = {}
        for field in fields:
            value = getattr(fact, field)
            changes[field] = (
                replace(value, words=self.clean(value.words))
                if isinstance(value, WrittenDate)
                else self.clean(value)
            )
        return replace(fact, **changes)

    def _highlight(self, highlight: Highlight, mask: str) -> Highlight:
        attribution = self._cleaned(
            highlight.attribution, "speaker_as_written", "role", "institution", "cue", "date_said"
        )
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
        return replace(
            highlight,
            note="",
            tags=tuple(map(self.clean, highlight.tags)),
            report_note=self.clean(highlight.report_note),
            attribution=attribution,
            statistics=tuple(self._cleaned(each, *_STATISTIC) for each in highlight.statistics),
            legal=tuple(self._cleaned(each, *_LEGAL) for each in highlight.legal),
            commitments=commitments,
            checks=tuple(self._cleaned(each, "who", "how") for each in highlight.checks),
            translations=tuple(
                self._cleaned(each, "text", "translator") for each in highlight.translations
            ),
        )

    def _article(self, article: Article) -> Article:
        about = self._cleaned(article.metadata, "byline", "outlet", "place", "published")
        return replace(
            article,
            metadata=replace(
                about,
                title="" if self._named(about.title) else about.title,
                caption="" if self._named(about.caption) else about.caption,
                url="" if self._named(about.url) else about.url,
            ),
            archived_url=""
            if self._named(about.url + article.archived_url)
            else article.archived_url,
            received_from="",
            correction=self.clean(article.correction),
        )

    def _evidence(self, evidence: Evidence) -> Evidence:
        return self._cleaned(evidence, "note", "file_name", "url", "archived_url")


# Every field that a person or a rule may have filled; a test fills them all with a name.
_STATISTIC = ("unit", "base", "population", "period", "source", "published_in", "calculation")
_LEGAL = (
    "jurisdiction", "instrument", "number", "year", "edition", "title", "name", "article",
    "paragraph", "letter", "point", "ordinal", "court", "case_number", "decided", "page",
    "citation", "iri", "wording",
)  # fmt: skip
_COMMITMENT = ("who", "what", "beneficiary", "deadline", "condition")


def discretion(
    speakers: Iterable[Speaker] = (),
    *,
    nobody: str = "a confidential source",
    embargoed: bool = False,
    now: datetime | None = None,
) -> Discretion:
    """Set up the rules for one export.

    `speakers` are all speakers of the library; `nobody` stands for one whose `shown_as` is empty;
    `embargoed` lets out what is under embargo.
    """
    known = {each.uid: each for each in speakers}
    masks: dict[str, str] = {}
    names = []
    hidden = set()
    for speaker in known.values():
        stands = known.get(speaker.merged_into, speaker)
        if not (speaker.confidential or stands.confidential):
            continue
        hidden.add(speaker.uid)
        shown = speaker.shown_as or stands.shown_as or nobody
        for name in (speaker.name, *speaker.aliases):
            if name.strip():
                masks[_key(name)] = shown
                names.append(name)
    return Discretion(
        hidden=frozenset(hidden),
        names=_pattern(names),
        shown_as=masks,
        nobody=nobody,
        embargoed=embargoed,
        now=now or datetime.now(UTC),
    )


# What may stand between the words of a name: in prose a space, in an address a hyphen.
_BETWEEN = r"(?:[\s_.+-]|%20)+"


def _key(name: str) -> str:
    return " ".join(part for part in re.split(_BETWEEN, name) if part).casefold()


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted((_key(name).split() for name in names), key=len, reverse=True)
    each = "|".join(_BETWEEN.join(map(re.escape, parts)) for parts in longest_first if parts)
    if not each:
        return None
    return re.compile(rf"(?<![^\W_])(?:{each})(?![^\W_])", re.IGNORECASE)
