"""Where the window's program is put together: arguments, settings, colours, words, window."""

import os
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from annotations.places import config_folder, default_library
from desktop.ending import Ending
from desktop.main_window import MainWindow
from desktop.program import Program
from desktop.qt_words import QtWords
from desktop.theme import load_fonts
from resources import path

WRONG_USAGE = 2


def run(arguments: Sequence[str]) -> int:
    """Open the window and stay until it is closed; return the exit status."""
    try:
        library = wanted_library(arguments, os.environ.get("KUTIP_LIBRARY", ""))
    except ValueError as error:
        sys.stderr.write(f"kutip: {error}\n")
        return WRONG_USAGE
    app = make_application()
    window = make_window(app)
    Ending(window)
    window.show()
    # Filled once it is to be seen: reading a library must not hold the first picture.
    QTimer.singleShot(0, window, lambda: window.libraries.begin(library))
    return app.exec()


def wanted_library(arguments: Sequence[str], named: str = "") -> Path | None:
    """Find which library is asked for. Raises ValueError for what makes no sense."""
    found, rest = named, list(arguments)
    while rest:
        argument = rest.pop(0)
        if argument == "--library":
            if not rest:
                raise ValueError("--library needs a file")
            found = rest.pop(0)
        elif argument.startswith("--library="):
            found = argument.partition("=")[2]
        elif argument.startswith("-") and argument != "-":
            raise ValueError(f"unknown option {argument}; see kutip --help")
        elif argument.endswith(".kutip"):
            found = argument
        else:
            raise ValueError(f"no command and no library: {argument}; see kutip --help")
    return Path(found).expanduser().absolute() if found else None


def make_application() -> QApplication:
    """Make Qt's application, named and signed; its menus and dialogs are our own."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("kutip")
    app.setApplicationDisplayName("Kutip")
    app.setDesktopFileName("kutip")
    icon = path("icons/app.svg")
    if icon.is_file():
        app.setWindowIcon(QIcon(str(icon)))
    load_fonts()
    return app


def make_window(app: QApplication, *, language: str = "") -> MainWindow:
    """Make the window, with nothing in it yet."""
    program = Program(config_folder() / "settings.json", default_library(), language=language)
    app.installTranslator(QtWords(program.words, app))
    program.dress(app)
    window = MainWindow(program)
    program.setParent(window)
    Alarm(window).install()
    return window


class Alarm(QObject):
    """Say on screen that something of ours went wrong; PySide6 would only print it."""

    _rung = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._rung.connect(self._say)

    def install(self) -> None:
        """Listen to every error that nobody caught, in any thread."""
        printed: Callable[..., object] = sys.__excepthook__

        def main_thread(
            kind: type[BaseException], error: BaseException, trace: TracebackType | None
        ) -> None:
            printed(kind, error, trace)
            if issubclass(kind, KeyboardInterrupt):
                QApplication.quit()
                return
            self._ring(kind.__name__)

        def other_thread(args: threading.ExceptHookArgs) -> None:
            printed(args.exc_type, args.exc_value, args.exc_traceback)
            self._ring(args.exc_type.__name__)

        sys.excepthook = main_thread
        threading.excepthook = other_thread

    def _ring(self, name: str) -> None:
        try:
            self._rung.emit(name)
        except RuntimeError:  # the window is gone already
            return

    def _say(self, name: str) -> None:
        words = self._window.words
        self._window.notice.say(
            words(
                "Something in Kutip itself went wrong ({name}). What the status bar calls saved is"
                " on the disk. If it happens again, quit and start anew.",
                name=name,
            ),
            stays=True,
        )
