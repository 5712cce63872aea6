"""Articles that share most of their words with the open one, and what each changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations.dates import show_date
from annotations.model import Revision
from desktop.revisions.list_rows import ListRow
from desktop.revisions.page import Side
from desktop.revisions.room import Compared, Room
from desktop.revisions.standings import Piece

if TYPE_CHECKING:
    from annotations.queries import ArticleRow
    from annotations.storage.similar import Similar
    from annotations.storage.store import Library


@dataclass(frozen=True, slots=True)
class Alike:
    """Another article, and the share of the shorter one's words that both have, 0 to 1."""

    row: "ArticleRow"
    share: float


def read_alike(library: "Library", found: "Sequence[Similar]") -> list[Alike]:
    """Read what the list shows of articles."""
    from annotations.storage import articles

    shares = {each.article: each.containment for each in found}
    return [Alike(row, shares[row.id]) for row in articles.rows(library, list(shares))]


def read_similar(library: "Library", article_id: int) -> list[Alike]:
    """Find the articles that are alike to one, the most alike first."""
    from annotations.storage import similar

    return read_alike(library, similar.similar(library, article_id))


class SameWords:
    """What the comparison shows of near-duplicates. Nothing is merged."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._page = room.page
        self._session = room.session
        self._words = room.words
        self._found: list[Alike] = []
        self._own = 0

    def open(self) -> None:
        """List who else ran the open article's words, and compare with the most alike."""
        opened = self._session.article
        if opened is None:
            return
        self._own = opened.article.id
        asked = self._room.begin(self)

        def take(found: list[Alike]) -> None:
            if self._room.is_asked(asked):
                self._take(found)

        self._session.read(
            lambda library: read_similar(library, opened.article.id), take, failed=self._room.fail
        )

    def _take(self, found: list[Alike]) -> None:
        words, page = self._words, self._page
        self._found = found
        page.title.setText(words("Articles with the same words"))
        page.panel.set_kind(highlights=False)
        page.panel.hint.setText(words("Nothing is merged: each article stays as it came."))
        self._room.settle()
        page.show_busy(said=False)
        self._room.take(self)
        heading = words.plural("{n} other article", "{n} other articles", len(found))
        page.panel.show_rows([self._row(each) for each in found], heading, "")
        page.panel.open.setEnabled(bool(found))
        page.show_sides(self._side_of_own(), Side((), 0))
        if found:
            self._page.panel.list.choose(str(found[0].row.id))
            return
        page.say_nothing(
            "copy",
            words("Nobody else ran this text"),
            words("No other article of the library shares most of its words with this one."),
        )

    def _row(self, each: Alike) -> ListRow:
        words, row = self._words, each.row
        title = row.title or row.opening or words("Untitled")
        when = show_date(row.published, words) if row.published else row.published_words
        share = words("{n}% the same words", n=words.number(round(100 * each.share)))
        return ListRow(
            key=str(row.id),
            head=row.outlet or words("No outlet"),
            aside=when,
            state=share,
            pieces=(Piece(title),),
        )

    def refresh(self) -> None:
        """Nothing here changes with the highlights."""

    def narrow(self, name: str) -> None:
        """There is nothing to narrow."""

    def sides_chosen(self, old: int, new: int) -> None:
        """The left side stays the open article."""

    def typed(self, letter: str) -> None:
        """O opens the chosen article."""
        key = self._page.panel.list.key
        if letter == "O" and key:
            self._room.at.articles.choose(int(key))
            self._session.open_article(int(key))

    def choose(self, key: str) -> None:
        """Compare the open article with another."""
        opened = self._session.article
        each = next((one for one in self._found if str(one.row.id) == key), None)
        if opened is None or opened.article.id != self._own or each is None:
            return
        asked = self._room.begin(self)

        def job(library: "Library") -> Revision:
            from annotations.storage import articles

            return articles.revision(library, each.row.id)

        def take(other: Revision) -> None:
            if self._room.is_asked(asked):
                language = opened.article.metadata.language
                self._room.compare(
                    asked,
                    opened.text,
                    other.text,
                    language,
                    lambda found: self._show(each, found),
                    versions=False,
                )

        self._session.read(job, take, failed=self._room.fail)

    def _show(self, each: Alike, found: Compared) -> None:
        words, row = self._words, each.row
        outlet = row.outlet or words("No outlet")
        other = Side(((row.id, outlet),), row.id, row.title or row.opening)
        self._page.show_sides(self._side_of_own(), other)
        n = words.number(round(100 * each.share))
        said = words("{n}% the same words", n=n)
        if row.outlet:
            said = words("{n}% of the words are the same as in {outlet}.", n=n, outlet=outlet)
        self._page.show_texts(found.texts, said)
        if self._page.columns.count:
            self._page.columns.go_to(0)

    def _side_of_own(self) -> Side:
        opened = self._session.article
        if opened is None:
            return Side((), 0)
        about = opened.article.metadata
        outlet = about.outlet or self._words("This article")
        return Side(((opened.article.id, outlet),), opened.article.id, about.title)
