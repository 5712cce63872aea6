"""The real window, with somebody typing into a note until the program is killed.

Usage: python typing_program.py LIBRARY SEED. Says "ready", waits for a line, and types; after each
key it prints "typed COUNT SECONDS" (of time.monotonic), whenever the window says that all is
saved "saved COUNT". The words are those of `words_of(SEED)`, a key each.
"""

import random
import string
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations.model import Span
from desktop.main_window import MainWindow

KEYS = 2000
NONE = Qt.KeyboardModifier.NoModifier


def words_of(seed: int) -> str:
    """Make up what is typed: letters and spaces."""
    chance = random.Random(seed)
    return "".join(chance.choice(string.ascii_lowercase + " ") for _ in range(KEYS))


def main(library: Path, seed: int) -> None:
    """Type until killed, as hands do: while the window's own loop runs.

    Not with QTest.qWait: it keeps Python's lock, and the store's thread waits with it.
    """
    from desktop.application import make_application, make_window
    from desktop.ending import Ending

    app = make_application()
    window = make_window(app, language="en")
    Ending(window)
    window.resize(1440, 900)
    window.show()
    QTimer.singleShot(0, window, lambda: window.libraries.open(library))
    Typist(window, seed)
    sys.exit(app.exec())


class Typist(QObject):
    """Does one thing after another, each when the one before it is done."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        super().__init__(window)
        self._window = window
        self._chance = random.Random(seed)
        self._words = words_of(seed)
        self._typed = 0
        self._uid = ""
        self._timer = QTimer(self)
        self._timer.setInterval(10)
        self._timer.timeout.connect(self._prepare)
        self._timer.start()

    def _prepare(self) -> None:
        workspace = self._window.workspace
        if workspace is None:
            return
        session = workspace.session
        if session.article is None:
            session.open_article(1)
        elif not self._uid:
            self._uid = session.add_highlight(Span(0, 14))
        elif session.unsaved == 0:
            self._timer.stop()
            self._window.activateWindow()
            workspace.highlights.focus_note(self._uid)
            session.saved.connect(lambda _: self._say_saved())
            print("ready", flush=True)  # noqa: T201 - the parent reads it
            sys.stdin.readline()
            self._type()

    def _say_saved(self) -> None:
        workspace = self._window.workspace
        highlight = workspace.session.highlight(self._uid) if workspace else None
        print("saved", len(highlight.note) if highlight else 0, flush=True)  # noqa: T201 - the parent reads it

    def _type(self) -> None:
        if not self._window.isVisible():
            return
        letter = self._words[self._typed]
        box = QApplication.focusWidget()
        assert box is not None
        QTest.sendKeyEvent(QTest.KeyAction.Click, box, Qt.Key.Key_A, letter, NONE)
        self._typed += 1
        print("typed", self._typed, time.monotonic(), flush=True)  # noqa: T201 - the parent reads it
        # Some keys in a row, a pause for thought now and then.
        pause = self._chance.choice((5, 30, 60, 90, 150, self._chance.randrange(1500)))
        QTimer.singleShot(pause, self, self._type)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
