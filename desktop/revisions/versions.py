"""Two versions of the open article beside each other, and how its highlights stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from annotations.dates import show_clock, show_moment
from annotations.model import Highlight, Placement, PutBack, Span
from annotations.revising.comparing import Difference, Verdict, with_files
from annotations.vocabulary import PlacementState
from desktop.places import LOST
from desktop.revisions.export import ask_for_file
from desktop.revisions.list_rows import ListRow
from desktop.revisions.page import Side
from desktop.revisions.panel import Choice
from desktop.revisions.room import Compared, Room
from desktop.revisions.standings import ORDER, Piece, Standing, counted, inline, said, standing
from resources import Catalogue, marked

if TYPE_CHECKING:
    from annotations.storage.articles import RevisionEntry
    from annotations.storage.revisions import Pair
    from annotations.storage.store import Library

_VERDICTS = {
    Verdict.SILENT: marked("Silent change: the newer version does not say that it was changed."),
    Verdict.TYPOGRAPHY: marked("Only typography changed: quotation marks, dashes or spaces."),
    Verdict.READ_AGAIN: marked("The same file, read anew: nobody changed it."),
    Verdict.IDENTICAL: marked("Both versions have the same words."),
}
_FILTERS = {
    PlacementState.LOST: marked("Lost ({n})"),
    PlacementState.REVIEW: marked("To review ({n})"),
    PlacementState.MOVED: marked("Moved ({n})"),
    PlacementState.EXACT: marked("In place ({n})"),
}
_URGENT = {PlacementState.LOST, PlacementState.REVIEW}


@dataclass(frozen=True, slots=True)
class Read:
    """What was read: both versions, all there are, and places on the older one by uid."""

    pair: "Pair"
    entries: "tuple[RevisionEntry, ...]"
    before: Mapping[str, Placement]


def read_versions(library: "Library", article_id: int, older: int, newer: int) -> Read:
    """Read two versions. Raises NoSuchRecord."""
    from annotations.storage import articles, revisions

    pair = revisions.pair(library, article_id, older, newer)
    before = {}
    if pair.older.number > 1:
        placed = revisions.pair(library, article_id, 0, pair.older.number).placed
        before = {each.entry.highlight.uid: each.placement for each in placed}
    return Read(pair, tuple(articles.revisions(library, article_id)), before)


def verdict_of(difference: Difference, words: Catalogue) -> str:
    """Say in a sentence what a newer version is."""
    notice = difference.announcement
    if difference.verdict is Verdict.ANNOUNCED and notice:
        text = " ".join(notice.words.split())
        return words("Correction announced: “{notice}”", notice=text)
    return words(_VERDICTS.get(difference.verdict, _VERDICTS[Verdict.SILENT]))


class Versions:
    """What the comparison shows of versions. The newest one's highlights are as painted."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._page = room.page
        self._session = room.session
        self._words = room.words
        self._read: Read | None = None
        self._filter = ""
        self._rows: dict[str, tuple[object, ListRow]] = {}
        self._standings: dict[str, Standing] = {}

    def open(self, article_id: int, older: int = 0, newer: int = 0) -> None:
        """Compare two versions of an article; 0 is the newest, and the one before."""
        asked = self._room.begin(self)
        self._session.flush()

        def take(read: Read) -> None:
            if self._room.is_asked(asked):
                self._take(asked, read)

        self._session.read(
            lambda library: read_versions(library, article_id, older, newer),
            take,
            failed=self._room.fail,
        )

    @property
    def standings(self) -> list[Standing]:
        """How the highlights stand, those that are listed now."""
        return [self._standings[row.key] for row in self._page.panel.list.rows.rows]

    def _take(self, asked: int, read: Read) -> None:
        words, pair = self._words, read.pair
        self._read = read
        self._filter = ""
        self._rows.clear()
        self._page.title.setText(words("Compare versions"))
        newest = max(entry.number for entry in read.entries)
        sides = []
        for revision, numbers in (
            (pair.older, range(1, newest)),
            (pair.newer, range(2, newest + 1)),
        ):
            choices = tuple(
                (entry.number, self._name(entry))
                for entry in reversed(read.entries)
                if entry.number in numbers
            )
            when = show_clock(revision.imported, words)
            below = " · ".join(part for part in (revision.source, when) if part)
            sides.append(Side(choices, revision.number, below))
        self._page.show_sides(*sides)
        language = pair.article.metadata.language
        self._room.compare(asked, pair.older.text, pair.newer.text, language, self._compared)

    def _name(self, entry: "RevisionEntry") -> str:
        when = show_moment(entry.imported, self._words)
        return self._words("Version {n} · imported {when}", n=entry.number, when=when)

    def _compared(self, found: Compared) -> None:
        self._page.panel.set_kind(highlights=True)
        self._page.panel.hint.setText(
            self._words("J, K next and previous change · Y confirms · R puts back on a selection")
        )
        difference = found.difference
        if self._read:
            difference = with_files(difference, self._read.pair.older, self._read.pair.newer)
        said = verdict_of(difference, self._words)
        self._page.show_texts(found.texts, said, warn=difference.verdict is Verdict.SILENT)
        self._room.take(self)
        self.refresh()
        if self._page.columns.count:
            self._page.columns.go_to(0)

    # ------------------------------------------------------------------ the list

    @property
    def _newest(self) -> bool:
        """Whether the newer side is what the session shows."""
        opened = self._session.article
        return bool(self._read and opened and opened.revision.id == self._read.pair.newer.id)

    def refresh(self) -> None:
        """List the highlights as they stand now."""
        read = self._read
        if read is None:
            return
        some = self._all(read)
        self._standings = {each.uid: each for each in some}
        if all(each.state != self._filter for each in some):
            self._filter = ""  # the last one of its state was confirmed or put back
        shown = [each for each in some if self._filter in {"", each.state}]
        kept = self._rows
        rows = [self._row(each, kept) for each in shown]
        self._rows = {row.key: (each, row) for each, row in zip(shown, rows, strict=True)}
        words, counts = self._words, counted(some)
        choices = [Choice("", words("All ({n})", n=words.number(len(some))))]
        choices += [
            Choice(state.value, words(_FILTERS[state], n=words.number(counts[state])))
            for state in ORDER
            if counts[state]
        ]
        panel = self._page.panel
        panel.show_filter(choices, self._filter)
        heading = words.plural("{n} highlight", "{n} highlights", len(some))
        nothing = words("No highlights were made on an older version.")
        if some:
            nothing = words("No highlight stands like that.")
        panel.show_rows(rows, heading, nothing)
        panel.export.setEnabled(bool(some))
        self._enable()

    def _all(self, read: Read) -> list[Standing]:
        pair, text = read.pair, read.pair.newer.text.text
        found = []
        if self._newest:
            for highlight in self._session.highlights():
                if highlight.revision_id != pair.newer.id:
                    place = self._session.placement(highlight)
                    put = self._session.put_back_of(highlight.uid)
                    found.append(self._standing(read, highlight, place, text, put))
        else:
            for each in pair.placed:
                one = each.entry.highlight
                found.append(self._standing(read, one, each.placement, text, each.put_back))
        last = len(text) + len(pair.older.text.text)
        return sorted(found, key=lambda one: (one.old or one.new or Span(last, last), one.number))

    def _standing(
        self, read: Read, highlight: Highlight, place: Placement, text: str, put: PutBack | None
    ) -> Standing:
        quote = highlight.quote
        before = read.before.get(highlight.uid, LOST)
        if highlight.revision_id == read.pair.older.id:
            before = Placement(quote.start, quote.end, PlacementState.EXACT)
        return standing(highlight, place, text, before, put)

    def _row(self, each: Standing, kept: dict[str, tuple[object, ListRow]]) -> ListRow:
        """Give the same row for a highlight that stands as it stood."""
        had = kept.get(each.uid)
        if had and had[0] == each:
            return had[1]
        differs = each.now and each.state in {PlacementState.REVIEW, PlacementState.MOVED}
        return ListRow(
            key=each.uid,
            tags=each.tags or ("",),
            head=each.number,
            state=said(each, self._words),
            urgent=each.state in _URGENT,
            pieces=_inline(each.quote, each.now) if differs else (Piece(each.quote),),
        )

    def _enable(self) -> None:
        chosen = self._standings.get(self._page.panel.list.key)
        able = self._newest and not self._session.store.read_only and chosen is not None
        panel = self._page.panel
        panel.confirm.setEnabled(able and chosen.state is PlacementState.REVIEW)  # type: ignore[union-attr]
        panel.put_back.setEnabled(able and chosen.state is not PlacementState.EXACT)  # type: ignore[union-attr]

    # ------------------------------------------------------------------ what is wished

    def choose(self, key: str) -> None:
        """Show a highlight on both sides."""
        each = self._standings.get(key)
        if each:
            self._page.columns.outline(each.old, each.new)
        self._enable()

    def narrow(self, name: str) -> None:
        """List the highlights of one state."""
        self._filter = name
        self.refresh()

    def sides_chosen(self, old: int, new: int) -> None:
        """Compare two other versions; the older is the left one."""
        if self._read is None:
            return
        if old >= new:
            moved_old = old != self._read.pair.older.number
            old, new = (old, old + 1) if moved_old else (new - 1, new)
        self.open(self._read.pair.article.id, old, new)

    def typed(self, letter: str) -> None:
        """Y confirms, R puts back, E exports."""
        acts = {"Y": self.confirm, "R": self.put_back, "E": self.export}
        if letter in acts:
            acts[letter]()

    def confirm(self) -> None:
        """Say that the chosen highlight stands where it was found."""
        if self._may_place():
            each = self._standings.get(self._page.panel.list.key)
            if each is None or not self._session.confirm_place(each.uid):
                self._say(self._words("Choose a highlight that is to be reviewed."))

    def put_back(self) -> None:
        """Put the chosen highlight on the words selected on the right."""
        words, columns = self._words, self._page.columns
        if not self._may_place():
            return
        each = self._standings.get(self._page.panel.list.key)
        if each is None or each.state is PlacementState.EXACT:
            self._say(words("Choose a highlight that is lost, moved or to be reviewed."))
        elif columns.selection is None:
            self._say(words("Select the words on the right that it should stand on."))
        elif self._session.put_back(each.uid, columns.selection):
            columns.select(None)
            self.choose(each.uid)
            number = each.number
            self._room.at.window_.notice.say(
                words("{highlight} stands on these words now.", highlight=number),
                words("Undo"),
                self._session.undo,
            )

    def _may_place(self) -> bool:
        if self._session.store.read_only:
            self._say(self._words("This library is open to read only."))
            return False
        if not self._newest:
            self._say(self._words("Highlights are placed on the newest version only."))
        return self._newest

    def _say(self, sentence: str) -> None:
        self._room.at.window_.notice.say(sentence)

    def export(self) -> None:
        """Write the list of highlights to a file."""
        if self._read and self._standings:
            pair = self._read.pair
            numbers = (pair.article.id, pair.older.number, pair.newer.number)
            self._session.flush()
            ask_for_file(self._room, numbers)


_inline = lru_cache(maxsize=2_000)(inline)
