"""The real window, in which somebody accepts a suggestion, rejects one, and has all articles read.

Usage: python deciding_program.py LIBRARY SEED. Says "ready", waits for a line, and decides; when
that is saved and the library is read it says "saved" and the numbers of what is left. SEED is not
looked at: it stands where `typing_program.py` has it.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from desktop.main_window import MainWindow


def main(library: Path) -> None:
    """Decide, and wait to be killed."""
    from desktop.application import make_application, make_window
    from desktop.ending import Ending

    app = make_application()
    window = make_window(app, language="en")
    Ending(window)
    window.resize(1440, 900)
    window.show()
    QTimer.singleShot(0, window, lambda: window.libraries.open(library))
    Decider(window)
    sys.exit(app.exec())


class Decider(QObject):
    """Does one thing after another, each when what it waits for has come."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._read = False
        self._steps = self._decide()
        self._wanted = next(self._steps)
        self._timer = QTimer(self)
        self._timer.setInterval(10)
        self._timer.timeout.connect(self._go_on)
        self._timer.start()

    def _go_on(self) -> None:
        if not self._wanted():
            return
        try:
            self._wanted = next(self._steps)
        except StopIteration:
            self._timer.stop()

    def _decide(self) -> Iterator[Callable[[], object]]:
        yield lambda: self._window.workspace
        at = self._window.workspace
        assert at is not None
        at.session.open_article(1)
        yield lambda: at.suggestions.pending
        print("ready", flush=True)  # noqa: T201 - the parent reads it
        sys.stdin.readline()
        for decide in (at.suggestions.accept, at.suggestions.reject):
            at.suggestions.focus(at.suggestions.pending[0].uid)
            decide()
            yield lambda: at.session.unsaved == 0
        at.checks.run.ended.connect(self._ended)
        at.checks.read_all()
        yield lambda: self._read
        print("saved", len(at.suggestions.pending), flush=True)  # noqa: T201 - the parent reads it

    def _ended(self) -> None:
        self._read = True


if __name__ == "__main__":
    main(Path(sys.argv[1]))
