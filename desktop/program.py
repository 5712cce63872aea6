"""What all parts of the running program share: settings, words, colours."""

import os
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.settings import Settings, read_settings, write_settings
from desktop.theme import Theme, load_theme, palette, resolve_theme, sans, stylesheet
from resources import Catalogue, catalogue

_REST = 400  # milliseconds


class Program(QObject):
    """Settings as they are now, the catalogue of this start, and the theme in use.

    `settings_failed` says that the settings could not be written; they hold until the end.
    """

    theme_changed = Signal(object)
    settings_changed = Signal(object)
    settings_failed = Signal()

    def __init__(self, settings_file: Path, default_library: Path, *, language: str = "") -> None:
        super().__init__()
        self._file = settings_file
        self.default_library = default_library
        self.settings = self._kept = read_settings(settings_file)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.keep)
        self.words: Catalogue = catalogue(language or self.settings.language or system_language())
        self.theme: Theme = load_theme(resolve_theme(self.settings.theme))

    @property
    def word_lists(self) -> Path:
        """The folder of the user's own words for the rules, whether it is there or not."""
        named = os.environ.get("KUTIP_LANGUAGES", "")
        return Path(named) if named else self._file.parent / "languages"

    @property
    def languages(self) -> Path | None:
        """That folder, None where there is none."""
        folder = self.word_lists
        return folder if folder.is_dir() else None

    @property
    def templates(self) -> Path:
        """The folder of the user's own templates of reports, whether it is there or not."""
        named = os.environ.get("KUTIP_TEMPLATES", "")
        return Path(named) if named else self._file.parent / "templates"

    def dress(self, app: QApplication) -> None:
        """Give the whole program its style, and follow the system's light and dark."""
        app.setStyle("Fusion")
        app.setFont(sans())
        self._paint(app)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(lambda _: self._follow())

    def change(self, **fields: object) -> None:
        """Change settings by name, keep them, and let everybody know."""
        self.take(replace(self.settings, **fields))  # type: ignore[arg-type]

    def take(self, settings: Settings) -> None:
        """Take settings as a whole."""
        if settings == self.settings:
            return
        before, self.settings = self.settings, settings
        self._rest.start()
        if before.theme != settings.theme:
            self._follow()
        self.settings_changed.emit(settings)

    def keep(self) -> None:
        """Write the settings, once they rest: a turned wheel changes them many times a second."""
        if not self._rest.isActive() and self._kept == self.settings:
            return
        self._rest.stop()
        try:
            write_settings(self._file, self.settings)
        except OSError:
            self.settings_failed.emit()
        self._kept = self.settings

    def _follow(self) -> None:
        name = resolve_theme(self.settings.theme)
        if name == self.theme.name:
            return
        self.theme = load_theme(name)
        running = QApplication.instance()
        if isinstance(running, QApplication):
            self._paint(running)
        self.theme_changed.emit(self.theme)

    def _paint(self, app: QApplication) -> None:
        app.setPalette(palette(self.theme))
        app.setStyleSheet(stylesheet(self.theme))


def system_language() -> str:
    """Name the language the system speaks: the first of those its user put in order."""
    named = QLocale.system().uiLanguages(QLocale.TagSeparator.Dash)
    return named[0] if named else "en"
