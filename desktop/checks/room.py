"""Checks in the reading window: run when the rules have read, listed over the cards."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotations.model import Span
from annotations.queries import Hit
from desktop.checks.checking import Checked, Checker
from desktop.checks.section import ChecksSection
from desktop.jobs import OpenArticle
from desktop.theme import Theme

if TYPE_CHECKING:
    from annotations.detection.found import Suggestion
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
        self._checker = Checker(self._session.store, self)
        settings = workspace.window_.program.settings
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
        self._at.reader.selection_changed.connect(self._selection_changed)
        section.chosen.connect(self.go_to)
        section.here_wanted.connect(self.show_here)
        section.returned.connect(self._at.reader.setFocus)
        section.folded.connect(lambda folded: self._at.window_.program.change(checks_folded=folded))

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

    # ------------------------------------------------------------------ within

    def _clear(self) -> None:
        self._checker.forget()
        self._take(())

    def _look(self, found: "tuple[Suggestion, ...]") -> None:
        opened: OpenArticle | None = self._session.article
        if opened is not None:
            self._checker.check(opened, found, self._at.window_.program.languages)

    def _take(self, found: tuple[Checked, ...]) -> None:
        if found or self.found:
            self.found = found
            self._last, self._lit = None, ()
            self.section.show_findings(found)
        self.checked.emit()

    def go_to(self, checked: Checked) -> None:
        """Show the passage; of one about another article, that article at the place."""
        other = checked.finding.other_span
        if not checked.article or other is None:
            self.show_here(checked)
            return
        hit = Hit(
            article=checked.article,
            title=checked.title,
            outlet="",
            published="",
            start=other.start,
            marks=((other.start, other.end),),
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
