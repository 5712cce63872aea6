"""Versions of the open article and its near-duplicates: what the keys, menus and pages ask of them.

The comparison itself is imported when it is first needed: a starting window does without.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QTimer
from PySide6.QtWidgets import QFileDialog

from annotations.dates import show_moment
from annotations.vocabulary import PlacementState
from desktop.arriving import PATTERNS
from desktop.jobs import OpenArticle
from desktop.theme import Theme

if TYPE_CHECKING:
    from annotations.storage.store import Library
    from desktop.revisions.alike import SameWords
    from desktop.revisions.headline import Headline
    from desktop.revisions.room import Room
    from desktop.revisions.signing import Signing
    from desktop.revisions.versions import Versions as Compared
    from desktop.workspace import Workspace

ALIKE_AFTER_MS = 700
"""Who else ran a text is looked for once it has been open for so long."""
BACKGROUND_AFTER_MS = 2_500
LONGEST_ALIKE = 400_000
"""Characters; a longer text is no press release, and would keep the window waiting."""


class Versions(QObject):
    """The hooks of one workspace."""

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__(workspace)
        self._at = workspace
        self._session = workspace.session
        self._words = workspace.words
        self._room: Room | None = None
        self._compared: Compared | None = None
        self._same: SameWords | None = None
        self._headline: Headline | None = None
        self._signing: Signing | None = None
        self._last = ""  # the highlight looked at last: a click in the text leaves it
        self._wanted = 0  # the article whose versions are compared once it is open
        self._alike_timer = QTimer(self, singleShot=True, interval=ALIKE_AFTER_MS)
        self._alike_timer.timeout.connect(self._look_for_alike)
        self._background = QTimer(self, singleShot=True, interval=BACKGROUND_AFTER_MS)
        self._background.timeout.connect(self._sign)
        self._background.start()
        self._session.article_opened.connect(self._opened)
        for chosen in (workspace.highlights.highlight_chosen, workspace.reader.mark_focused):
            chosen.connect(self._looked_at)

    def acts(self) -> dict[str, Callable[[], object]]:
        """Say what can be done here, by the names of actions."""
        return {
            "compare": self.compare,
            "similar": self.show_similar,
            "newer_version": self.ask_for_newer,
            "put_back": self.put_back,
            "confirm_place": self.confirm_place,
            "focus_reader": self.focus_text,
            "find": self.find,
        }

    def able(self) -> frozenset[str]:
        """Name what can be done now."""
        opened = self._session.article
        if opened is None:
            return frozenset()
        found = {"similar"}
        if opened.revision.number > 1:
            found.add("compare")
        if not self._session.store.read_only:
            found.add("newer_version")
            if opened.revision.number > 1:
                found |= {"put_back", "confirm_place"}
        return frozenset(found)

    # ------------------------------------------------------------------ comparing

    @property
    def room(self) -> "Room":
        """The comparison, made when it is first asked for."""
        if self._room is None:
            from desktop.revisions.room import Room

            self._room = Room(self._at)
        return self._room

    @property
    def compared(self) -> "Compared":
        """What compares versions."""
        if self._compared is None:
            from desktop.revisions.versions import Versions as Compared

            self._compared = Compared(self.room)
        return self._compared

    @property
    def same_words(self) -> "SameWords":
        """What compares articles that are alike."""
        if self._same is None:
            from desktop.revisions.alike import SameWords

            self._same = SameWords(self.room)
        return self._same

    def compare(self) -> None:
        """Compare the newest version with the one before; once more, go back to the text."""
        opened = self._session.article
        if self._room and self._room.shows(self._compared):
            self._room.close()
        elif opened:
            self.compared.open(opened.article.id)

    def compare_article(self, article_id: int) -> None:
        """Open an article and compare its two newest versions."""
        self._wanted = article_id
        self._at.articles.choose(article_id)
        self._session.open_article(article_id)  # it may show an older version still

    def show_similar(self) -> None:
        """Show who else ran the text; once more, go back to it."""
        if self._room and self._room.shows(self._same):
            self._room.close()
        else:
            self.same_words.open()

    def ask_for_newer(self) -> None:
        """Ask for a file that is a newer version of the open article."""
        opened, window = self._session.article, self._at.window_
        if opened is None or self._session.store.read_only:
            return
        words, number = self._words, opened.article.id
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        start = folder if Path(folder).is_dir() else str(Path.home())
        dialog = QFileDialog(window, words("Newer version of this article"), start)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [
                words("Articles ({pattern})", pattern=PATTERNS),
                words("All files ({pattern})", pattern="*"),
            ]
        )
        dialog.fileSelected.connect(
            lambda name: window.arrivals.bring_in_as_version(number, Path(name))
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def focus_text(self) -> None:
        """Put the keyboard on what stands in the middle."""
        if self._room and self._room.shown:
            self._room.page.take_keyboard()
        else:
            self._at.reader.setFocus()

    def find(self) -> None:
        """Find in the text, which a comparison gives its place back."""
        if self._room:
            self._room.close()
        self._at.reader.open_find()

    # ------------------------------------------------------------------ placing

    def _looked_at(self, uid: str) -> None:
        if uid:
            self._last = uid

    def _to_place(self) -> str:
        """Name the highlight in focus, else the one that was until the words were selected."""
        return self._at.highlights.focused or self._last

    def put_back(self) -> None:
        """Put the highlight in focus on the words that are selected in the text."""
        words, notice, reader = self._words, self._at.window_.notice, self._at.reader
        uid, span = self._to_place(), reader.selected_span()
        highlight = self._session.highlight(uid) if uid else None
        if (
            highlight is None
            or self._session.placement(highlight).state is PlacementState.EXACT
            or highlight.trashed
        ):
            notice.say(words("Choose a highlight that is lost, moved or to be reviewed."))
        elif span is None:
            notice.say(words("Select the words that it should stand on, then press R."))
        elif self._session.put_back(uid, span):
            reader.popup.hide()
            reader.view.clear_selection()
            self._at.show_highlight(uid)
            number = highlight.label if highlight.id else "K-…"
            said = words("{highlight} stands on these words now.", highlight=number)
            notice.say(said, words("Undo"), self._session.undo)

    def confirm_place(self) -> None:
        """Say that the highlight in focus stands where it was found."""
        uid = self._at.highlights.focused
        if not uid or not self._session.confirm_place(uid):
            self._at.window_.notice.say(self._words("Choose a highlight that is to be reviewed."))

    # ------------------------------------------------------------------ what is said

    def _opened(self, opened: OpenArticle) -> None:
        self._last = ""
        self._alike_timer.start()
        version = ""
        if opened.revision.number > 1:
            words, when = self._words, show_moment(opened.revision.imported, self._words)
            n = words.number(opened.revision.number)
            version = words("Version {n} of {n}, imported {when}", n=n, when=when)
        if version or self._headline:
            self.headline.say(version, "")
        wanted, self._wanted = self._wanted, 0
        if wanted == opened.article.id and opened.revision.number > 1:
            # The reader takes its place first, as it does with every article.
            QTimer.singleShot(0, self, lambda: self.compared.open(wanted))

    @property
    def headline(self) -> "Headline":
        """The line above the headline, made when there is something to say."""
        if self._headline is None:
            from desktop.revisions.headline import Headline

            self._headline = Headline(self._at.reader.view, self._words)
            self._headline.changes_wanted.connect(lambda: self._at.window_.do("compare"))
            self._headline.alike_wanted.connect(lambda: self._at.window_.do("similar"))
        return self._headline

    def _look_for_alike(self) -> None:
        opened = self._session.article
        if opened and opened.revision.number > 1:
            import_module("desktop.revisions.versions")  # now, not when the key is pressed
        if opened is None or len(opened.text.text) > LONGEST_ALIKE:
            return
        number = opened.article.id

        def job(library: "Library") -> int:
            from annotations.storage import similar

            return len(similar.similar(library, number))

        def take(count: int) -> None:
            here = self._session.article
            if here and here.article.id == number and (count or self._headline):
                said = self._words.plural("Also run by {n} other", "Also run by {n} others", count)
                self.headline.say_alike(said if count else "")

        self._session.read(job, take, failed=lambda _: None)

    def _sign(self) -> None:
        from desktop.revisions.signing import Signing

        self._signing = Signing(self._session, self._alike_timer.start, self)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        if self._room:
            self._room.set_theme(theme)
        if self._headline:
            self._headline.set_theme(theme)

    def leave(self) -> None:
        """End what runs: the library or the window closes."""
        self._alike_timer.stop()
        self._background.stop()
        if self._signing:
            self._signing.stop()
        if self._room:
            self._room.stop()
