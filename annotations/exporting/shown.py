"""A highlight as a page shows it: all in words, for the formats that people read."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from annotations import invisible
from annotations.dates import show_date, show_written
from annotations.entries import Entry
from annotations.errors import Withholding
from annotations.exporting import clearing, detail
from annotations.exporting.notices import notices
from annotations.exporting.report import Group, Report, article_heading, speaker_name
from annotations.facts import Attribution, Check
from annotations.labels import field_label, label, tag_letter, tag_name
from annotations.locators import show_place
from annotations.model import Evidence, Highlight, Speaker
from annotations.showing import fact_rows, show_check, show_source, show_speaker
from annotations.vocabulary import (
    BUILTIN_TAGS,
    COMMITMENT,
    LEGAL,
    STATISTIC,
    CheckKind,
    ClaimState,
    WordingState,
)
from resources import Catalogue

_AT_ONCE = 50

Row = tuple[str, str]
"""The name of a field and its value."""


@dataclass(frozen=True, slots=True)
class Badge:
    """A tag: `style` is the name of a built-in one, else "own"."""

    tag: str
    style: str
    letter: str
    name: str


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture kept as evidence. `alt` says it to who cannot see it, `address` holds it whole."""

    alt: str
    caption: str
    address: str
    width: int
    height: int


# Not frozen: that makes one seven times as slow, and a report makes one for each highlight.
@dataclass(slots=True, kw_only=True, eq=False)
class Shown:
    """One highlight. `before` and `after` are the rest of the sentence around the quote.

    `speaker_key` is what the speaker is counted under. `hidden` names characters in the quote
    that nobody sees. `facts` are rows under the style of their tag.
    """

    label: str
    anchor: str
    quote: str
    before: str
    after: str
    language: str
    badges: tuple[Badge, ...]
    speaker: str
    speaker_key: str
    article: str
    source: str
    url: str
    locator: str
    attribution: tuple[Row, ...]
    facts: tuple[tuple[str, tuple[Row, ...]], ...]
    checks: tuple[Row, ...]
    evidence: tuple[str, ...]
    pictures: tuple[ShownPicture, ...]
    translations: tuple[Row, ...]
    report_note: str
    notice: tuple[str, ...]
    _entry: Entry = field(repr=False)
    _words: Catalogue = field(repr=False)

    # What only some templates ask for is made when it is asked for.

    @property
    def said_on(self) -> str:
        """When it was said, "" where nobody knows."""
        return detail.said_on(self._entry, self._words)

    @property
    def place(self) -> str:
        """Where it was written from, as the article says."""
        return self._entry.article.metadata.place

    @property
    def terms(self) -> str:
        """On which terms it was said, "" where nobody has said."""
        return detail.terms(self._entry, self._words)

    @property
    def archived(self) -> tuple[str, ...]:
        """Archived addresses of the article and of the evidence."""
        return detail.archived(self._entry)

    @property
    def held(self) -> tuple[str, ...]:
        """Who has the recording or the paper, and which files are kept."""
        return detail.held(self._entry, self._words)

    @property
    def replies(self) -> tuple[detail.Reply, ...]:
        """What the speaker was asked, and what came back."""
        return detail.replies(self._entry, self._words)

    @property
    def earlier_checks(self) -> tuple[Row, ...]:
        """What both checks said before they said what they say now."""
        return detail.earlier_checks(self._entry, self._words)

    @property
    def source_words(self) -> tuple[detail.Read, ...]:
        """The words that each field of a fact was read from."""
        return detail.source_words(self._entry, self._words)

    @property
    def to_do(self) -> tuple[str, ...]:
        """What is left to do before it is printed."""
        return clearing.to_do(self._entry, self._words)


@dataclass(frozen=True, slots=True)
class ProvenText:
    """One text in the annex: its checksums and where the quotes stand in it."""

    article: str
    source: str
    revision: int
    original_sha256: str
    text_sha256: str
    places: tuple[tuple[str, int, int], ...]


class Showing:
    """Turns the entries of one report into what is shown; badges and labels are looked up once."""

    def __init__(self, report: Report, words: Catalogue) -> None:
        self._words = words
        self._pictures = report.pictures
        self._stated = report.checks
        # What evidence may name: only what stands in the report itself.
        self._named = {each.highlight.uid: each.highlight.label for each in report.entries}
        self._named |= {each.article.uid: each.article.metadata.title for each in report.entries}
        self._articles: dict[int, tuple[str, str]] = {}
        # By identity, which is quicker than by all fields; a speaker that is kept keeps its number.
        self._speakers: dict[tuple[int, str, str], tuple[Speaker, str]] = {}
        self._checks: dict[tuple[Check, ...], tuple[Row, ...]] = {}
        self._badges = {count.key: badge(count.key, words) for count in report.tags if count.key}

    def group(self, group: Group) -> Iterator[Shown]:
        """Show the entries of a group, a few at once: by turns with the page costs a tenth more."""
        entries = group.entries
        starts = range(0, len(entries), _AT_ONCE)
        return chain.from_iterable(
            [self.entry(each) for each in entries[first : first + _AT_ONCE]] for first in starts
        )

    def entry(self, entry: Entry) -> Shown:
        """Show one entry."""
        words = self._words
        highlight = entry.highlight
        said = highlight.attribution
        about = entry.article.metadata
        number = highlight.label
        before, after = around(entry)
        heading, source = self._article(entry)
        return Shown(
            label=number,
            anchor=number.lower(),
            quote=highlight.quote.exact,
            before=before,
            after=after,
            language=about.language,
            badges=tuple([self._badges[tag] for tag in highlight.tags]),
            speaker=self._speaker(entry.speaker, said) or said.speaker_as_written,
            speaker_key=speaker_name(entry),
            article=heading,
            source=source,
            url=about.url,
            locator=show_place(entry, words),
            attribution=tuple(_attribution(entry, words)),
            facts=tuple(_facts(entry, words)),
            checks=self._checked(highlight),
            evidence=tuple([self._evidence(e) for e in entry.evidence if not e.trashed]),
            pictures=tuple(self._shown_pictures(entry)) if self._pictures else (),
            translations=tuple([(t.language, t.text) for t in highlight.translations]),
            report_note=highlight.report_note,
            notice=tuple(notices(entry, self._stated, words)),
            _entry=entry,
            _words=words,
        )

    def _speaker(self, speaker: Speaker | None, said: Attribution) -> str:
        """Name a speaker; once for all the highlights with the same role and institution."""
        if speaker is None:
            return ""
        key = (id(speaker), said.role, said.institution)
        if key not in self._speakers:
            shown = show_speaker(speaker, said.role, said.institution)
            self._speakers[key] = (speaker, shown)
        return self._speakers[key][1]

    def _evidence(self, evidence: Evidence) -> str:
        words = self._words
        what = (label(evidence.kind, words), label(evidence.stance, words))
        where = (
            self._named.get(evidence.target, ""),
            invisible.visible(evidence.file_name),
            evidence.url,
            evidence.archived_url,
            show_date(evidence.looked_at, words) if evidence.looked_at else "",
        )
        return " · ".join(part for part in (*what, *where) if part)

    def _shown_pictures(self, entry: Entry) -> Iterator[ShownPicture]:
        words, place = self._words, show_place(entry, self._words)
        for each in entry.evidence:
            picture = self._pictures.get(each.uid)
            if picture is None or each.trashed:
                continue
            # A file that was kept here is called after its page already.
            name = invisible.visible(each.file_name)
            parts = (name, "" if place in name else place)
            caption = " · ".join((*filter(None, parts), label(each.stance, words)))
            yield ShownPicture(
                words("Picture: {name}", name=caption),
                caption,
                f"data:{picture.media_type};base64,{b64encode(picture.data).decode()}",
                picture.width,
                picture.height,
            )

    def _article(self, entry: Entry) -> Row:
        """Name an article and where it stood; once for all its highlights."""
        number = entry.article.id
        if number not in self._articles:
            self._articles[number] = (
                article_heading(entry, self._words),
                show_source(entry.article, self._words),
            )
        return self._articles[number]

    def _checked(self, highlight: Highlight) -> tuple[Row, ...]:
        """Say how both checks stand; most highlights of a report have had none: one row."""
        checks = highlight.checks
        if checks not in self._checks:
            rows = tuple(_check(highlight, kind, self._words) for kind in CheckKind)
            if not checks:
                rows = ((" · ".join(name for name, _ in rows), rows[0][1]),)
            self._checks[checks] = rows
        return self._checks[checks]


def badge(tag: str, words: Catalogue) -> Badge:
    """Make the badge of a tag."""
    style = tag if tag in BUILTIN_TAGS else "own"
    return Badge(tag, style, tag_letter(tag, words), tag_name(tag, words))


def show_origin(entry: Entry, words: Catalogue) -> str:
    """Say under an article's heading where, when and by whom it was published."""
    source = show_source(entry.article, words, long=True)
    return " · ".join(part for part in (source, entry.article.metadata.byline) if part)


def around(entry: Entry) -> Row:
    """Cut the sentence around the quote into what stands before and after it."""
    start = entry.highlight.quote.start - entry.sentence_start
    end = start + len(entry.highlight.quote.exact)
    sentence, quote = entry.sentence, entry.highlight.quote.exact
    if start >= 0 and sentence[start:end] == quote:
        return sentence[:start], sentence[end:]
    if sentence.count(quote) != 1:
        return "", ""
    before, _, after = sentence.partition(quote)  # what was taken out moves the offsets
    return before, after


def proven_texts(entries: Iterable[Entry], words: Catalogue) -> tuple[ProvenText, ...]:
    """Sort offsets by the text they count in, for the annex."""
    texts: dict[tuple[int, int, str], list[Entry]] = {}
    for entry in entries:
        quote = entry.highlight.quote
        key = (entry.article.id, entry.revision_number, quote.text_sha256)
        texts.setdefault(key, []).append(entry)
    return tuple(
        ProvenText(
            article_heading(found[0], words),
            show_source(found[0].article, words),
            revision,
            found[0].original_sha256,
            sha256,
            tuple(
                (e.highlight.label, e.highlight.quote.start, e.highlight.quote.end) for e in found
            ),
        )
        for (_, revision, sha256), found in texts.items()
    )


def summary(report: Report, words: Catalogue) -> str:
    """Say in one line how many highlights there are and how many nobody has checked."""
    parts = (
        words.plural("{n} highlight", "{n} highlights", report.total),
        words.plural("{n} not yet checked", "{n} not yet checked", len(report.unchecked)),
    )
    return " · ".join(parts)


def withheld_lines(report: Report, words: Catalogue) -> list[str]:
    """Say what was left out, and why; nothing where nothing was."""
    return [
        words.plural(
            "{n} highlight was left out: {reason}.",
            "{n} highlights were left out: {reason}.",
            count.n,
            reason=label(Withholding(count.key), words),
        )
        for count in report.withheld
    ]


def _attribution(entry: Entry, words: Catalogue) -> list[Row]:
    said = entry.highlight.attribution
    rows = []
    if said.speaker_as_written and entry.speaker is not None:
        name = field_label("attribution", "speaker_as_written", words)
        rows.append((name, said.speaker_as_written))
    if said.quote_type:
        shown = label(said.quote_type, words)
        cue = f" (“{said.cue}”)" if said.cue else ""
        rows.append((field_label("attribution", "quote_type", words), f"{shown}{cue}"))
    date = show_written(said.date_said, words)
    if date:
        rows.append((field_label("attribution", "date_said", words), date))
    terms = entry.highlight.terms or entry.article.terms
    if terms:
        rows.append((field_label("attribution", "terms", words), label(terms, words)))
    return rows


def _facts(entry: Entry, words: Catalogue) -> list[tuple[str, tuple[Row, ...]]]:
    highlight = entry.highlight
    tags = highlight.tags
    found = []
    if highlight.commitments and COMMITMENT in tags:
        promises = {promise.uid: promise for promise in entry.promises}
        for pledge in highlight.commitments:
            rows = fact_rows(pledge, words, promises.get(pledge.promise))
            found.append((COMMITMENT, tuple(rows)))
    if highlight.statistics and STATISTIC in tags:
        found += [(STATISTIC, tuple(fact_rows(each, words))) for each in highlight.statistics]
    if highlight.legal and LEGAL in tags:
        found += [(LEGAL, tuple(fact_rows(each, words))) for each in highlight.legal]
    return found


def _check(highlight: Highlight, kind: CheckKind, words: Catalogue) -> Row:
    last = next((each for each in reversed(highlight.checks) if each.kind == kind), None)
    unchecked = WordingState.UNCHECKED if kind == CheckKind.WORDING else ClaimState.UNCHECKED
    return label(kind, words), show_check(last, words) if last else label(unchecked, words)
