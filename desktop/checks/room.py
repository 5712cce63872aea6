"""Checks in the reading window: run when the rules have read, listed over the cards."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotations.model import Highlight, Span
from annotations.queries import Hit
from desktop.checks.checking import Checked, Checker, Elsewhere
from desktop.checks.library_run import LibraryRun
from desktop.checks.section import ChecksSection
from desktop.checks.told import Told
from desktop.jobs import OpenArticle
from desktop.theme import Theme

if TYPE_CHECKING:
    from annotations.detection.found import Suggestion
    from annotations.storage.store import Library
    from desktop.workspace import Workspace


class Checks(QObject):
    """The checks of one workspace's open article."""

    checked = Signal()

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__(workspace)
        self._at = workspace
        self._session = workspace.session
        self.found: tuple[Checked, ...] = ()
        self._last: tuple[Checked, int] | None = None  # the passage gone to, for the next press
        self._lit: tuple[Span, ...] = ()
        self._told = Told((), workspace.words)
        self._checker = Checker(self._session.store, self)
        self.run = LibraryRun(self._session.store, self._rules, self)
        self._rules_now = self._rules()
        settings = workspace.window_.program.settings
        self._wanted = settings.read_all
        self._asked_for = False
        self.section = ChecksSection(
            workspace.words, workspace.theme, folded=settings.checks_folded
        )
        workspace.highlights.put_above(self.section)
        self._listen()

    def _listen(self) -> None:
        section = self.section
        self._session.article_opened.connect(lambda _: self._clear())
        self._at.suggestions.looked.connect(self._look)
        self._checker.checked.connect(self._take)
        self._checker.ended.connect(self._note)
        self._at.reader.selection_changed.connect(self._selection_changed)
        section.chosen.connect(self.go_to)
        section.here_wanted.connect(self.show_here)
        section.there_wanted.connect(self.open_there)
        section.returned.connect(self._at.reader.setFocus)
        section.folded.connect(lambda folded: self._at.window_.program.change(checks_folded=folded))
        self.run.progress.connect(self._say)
        self.run.ended.connect(self._read)
        self._session.changed.connect(lambda _: self._later())
        self._at.window_.status.stop_wanted.connect(self.run.stop)
        self._later()

    @property
    def busy(self) -> bool:
        """Whether the open article is still being checked."""
        return self._checker.busy

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.section.set_theme(theme)

    def leave(self) -> None:
        """End what runs: the library or the window closes."""
        self._checker.stop()
        self.run.leave()
        self._at.window_.status.say_reading("")

    # ------------------------------------------------------------------ the whole library

    def _rules(self) -> tuple[Path | None, frozenset[str]]:
        program = self._at.window_.program
        return program.languages, frozenset(program.settings.rules_off)

    def take_settings(self) -> None:
        """Read the library anew where the rules are others; not at all where nobody wants it."""
        rules, wanted = self._rules(), self._at.window_.program.settings.read_all
        if not wanted:
            self.run.stop()
        elif rules != self._rules_now or not self._wanted:
            self.run.renew()
        self._rules_now, self._wanted = rules, wanted

    def read_anew(self) -> None:
        """Look at everything again: the user's word lists are others."""
        self._at.suggestions.read_anew()
        if self._wanted:
            self.run.renew()

    def read_all(self) -> None:
        """Read now what these rules have not read, as somebody asked."""
        self._asked_for = True
        self.run.start()

    def watch(self, window: QWidget) -> None:
        """Let the library wait while somebody is busy in a window: its keys, clicks and wheel.

        The window of the screen is watched: widgets get a hundred other events for each of these.
        """
        window.winId()  # it is made with its first showing, else
        window.windowHandle().installEventFilter(self.run)

    def _later(self) -> None:
        if self._wanted:
            self.run.later()

    def _say(self, done: int, total: int) -> None:
        words, said = self._at.words, ""
        if total:
            many = words.number(total)
            said = words("Reading {n} of {all} articles", n=words.number(done), all=many)
        self._at.window_.status.say_reading(said)

    def _read(self, count: int) -> None:
        """Show what was found in the articles that were read."""
        words = self._at.words
        if self._asked_for:
            read = words.plural("{n} article read.", "{n} articles read.", count)
            self._at.window_.notice.say(read if count else words("All articles are read."))
        self._asked_for = False
        if count:
            self._at.articles.refresh()
            if self._session.article and not self._at.suggestions.busy:
                self._look(self._at.suggestions.found())

    # ------------------------------------------------------------------ the open article

    def _clear(self) -> None:
        self._checker.forget()
        self._take(())

    def _look(self, found: "tuple[Suggestion, ...]") -> None:
        opened: OpenArticle | None = self._session.article
        if opened is not None:
            self._checker.check(opened, found, self._at.window_.program.languages)

    def _take(self, found: tuple[Checked, ...]) -> None:
        if found != self.found:
            self.found = found
            self._last, self._lit = None, ()
            self.section.show_findings(found)
            self._told = Told(found, self._at.words)
            self._at.highlights.tell_mismatches(self._about)
        self.checked.emit()

    def _about(self, highlight: Highlight) -> str:
        """Say what does not agree about a highlight, as it stands in the words that are shown."""
        place = self._session.placement(highlight)
        return self._told.about(Span(place.start, place.end)) if place.start >= 0 else ""

    def _note(self) -> None:
        """Let the list say the same of the article as is shown here."""
        opened, count = self._session.article, len(self.found)
        if opened is None or self._session.store.read_only:
            return
        revision = opened.revision.id

        def job(library: "Library") -> bool:
            from annotations.storage import suggesting

            return suggesting.note_checks(library, revision, count)

        def noted(news: bool) -> None:  # noqa: FBT001 - what the job answers
            if news:
                self._at.articles.refresh()

        self._session.read(job, noted, failed=lambda _: None)

    def go_to(self, checked: Checked) -> None:
        """Show the passage; of a finding about another article, that article at the place."""
        if checked.places:
            self.open_there(checked.places[0])
        else:
            self.show_here(checked)

    def open_there(self, place: Elsewhere) -> None:
        """Show another article at a place."""
        hit = Hit(
            article=place.article,
            title=place.title,
            outlet="",
            published="",
            start=place.span.start,
            marks=((place.span.start, place.span.end),),
        )
        self._at.open_hit(hit)

    def show_here(self, checked: Checked) -> None:
        """Select a passage of a finding and light its others; pressed again, the next one."""
        spans = checked.finding.spans
        again = self._last is not None and self._last[0] is checked
        place = (self._last[1] + 1) % len(spans) if again and self._last else 0
        self._at.reader.select(spans[place])
        self._last = (checked, place)
        self._light(tuple(span for span in spans if span != spans[place]))

    def _light(self, spans: tuple[Span, ...]) -> None:
        view = self._at.reader.view
        before, view.scene.lit = view.scene.lit, spans
        self._lit = spans
        view.repaint_spans([*before, *spans])

    def _selection_changed(self, _span: Span | None) -> None:
        """Let the lights out once somebody goes elsewhere."""
        self._last = None
        if self._lit and self._at.reader.view.scene.lit == self._lit:
            self._light(())
