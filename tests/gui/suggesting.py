"""A window on a library of one story with suggestions, and hands for it."""

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.highlights.fields import Field
from desktop.main_window import MainWindow
from desktop.program import Program
from desktop.workspace import Workspace
from tests.made_suggestions import library_with_story
from tests.made_window import saved

ALL = ["Kami pasang 120 pompa", "120 pompa", "36 ribu jiwa", "24 kelurahan"]
ALL += ["Itu terlambat", "73 pompa"]


class Desk:
    """The program on one library, which can be quit and started again."""

    def __init__(self, folder: Path, app: QApplication, qtbot: QtBot) -> None:
        self.path = library_with_story(folder / "test.kutip")
        self._folder = folder
        self._app = app
        self._qtbot = qtbot
        self._window: MainWindow | None = None

    def open(self, *, read_only: bool = False) -> Workspace:
        """Open the window, after closing the one before; the story is shown and read."""
        self.close()
        program = Program(self._folder / "settings.json", self._folder / "no.kutip", language="en")
        program.dress(self._app)
        window = self._window = MainWindow(program)
        window.resize(1440, 900)
        window.show()
        self._qtbot.waitExposed(window)
        window.libraries.open(self.path, read_only=read_only)
        self._qtbot.waitUntil(lambda: window.workspace is not None)
        workspace = window.workspace
        assert workspace is not None
        self._qtbot.waitUntil(lambda: len(workspace.articles.model.ids) == 2)
        show(self._qtbot, workspace, 1)
        return workspace

    def close(self) -> None:
        """Quit."""
        window, self._window = self._window, None
        if window is not None:
            assert window.close(), "something could not be stored"
            window.deleteLater()


def show(qtbot: QtBot, at: Workspace, number: int) -> None:
    """Open an article and wait until the rules have read it; the keyboard is in the text."""
    session = at.session
    at.articles.choose(number)
    session.open_article(number)
    qtbot.waitUntil(lambda: bool(session.article and session.article.article.id == number))
    qtbot.waitUntil(lambda: not at.suggestions.busy)
    to_text(qtbot, at)


def to_text(qtbot: QtBot, at: Workspace) -> None:
    at.window_.activateWindow()
    at.reader.setFocus()
    qtbot.waitUntil(at.reader.view.hasFocus)


def pending(at: Workspace) -> list[str]:
    text = at.session.article.text.text  # type: ignore[union-attr]
    return [text[each.of.start : each.of.end] for each in at.suggestions.pending]


def in_focus(at: Workspace) -> str:
    """Read the words of what is outlined in the text; it must be what the pane shows, too."""
    scene = at.reader.view.scene
    mark = scene.marks.get(scene.focused)
    shown = at.suggestions.focused or at.highlights.focused
    assert scene.focused == shown
    return at.reader.view.rich.text[mark.start : mark.end] if mark else ""


def quotes(at: Workspace) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.quote.exact, each.tags) for each in at.session.highlights()]


def undo(qtbot: QtBot, at: Workspace, act: str = "undo") -> None:
    at.window_.do(act)
    saved(qtbot, at)
    qtbot.waitUntil(lambda: not at.session._changing.saver.busy)


def field(at: Workspace, name: str) -> Field:
    found = at.highlights.card.field(name)
    assert found is not None
    return found
