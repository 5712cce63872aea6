"""Take the pictures of the README from the real window, light and dark, on our own samples.

Usage: .venv/bin/python script/pictures.py [FOLDER]      FOLDER is docs where none is named
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_SCALE_FACTOR"] = "1"

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations.storage.store import Store
from desktop.main_window import MainWindow
from desktop.program import Program
from desktop.samples import bring_in
from desktop.theme import load_fonts

SIZE = QSize(1440, 900)
LANGUAGE = "id"
SELECTED = "Anggarannya Rp 86,4 miliar"


def wait_for(app: QApplication, met: Callable[[], bool]) -> None:
    """Let the program run until something is so; give up after twenty seconds."""
    for _ in range(2000):
        app.processEvents()
        if met():
            return
        QTest.qWait(10)
    sys.exit("the window did not come to show what the picture is of")


def prepare(window: MainWindow, app: QApplication) -> None:
    """Open the newest sample, focus its first highlight and drag over a few words."""
    wait_for(app, lambda: window.workspace is not None)
    workspace = window.workspace
    if workspace is None:
        return
    wait_for(app, lambda: len(workspace.articles.model.ids) > 0)
    workspace.articles.step(0)
    wait_for(app, lambda: len(workspace.session.highlights()) > 0)
    window.activateWindow()
    reader = workspace.reader
    reader.next_mark()
    view, port = reader.view, reader.view.viewport()
    start = view.rich.text.index(SELECTED)
    here, there = (
        view.to_viewport(view.geometry_.caret(offset)).center().toPoint()
        for offset in (start, start + len(SELECTED))
    )
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(port, left, none, here)
    QTest.mouseMove(port, (here + there) / 2)
    QTest.mouseMove(port, there)
    QTest.mouseRelease(port, left, none, there)
    wait_for(app, reader.popup.isVisible)


def main(folder: Path) -> int:
    """Take both pictures."""
    app = QApplication([])
    load_fonts()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        library = Path(made) / "Banjir Arunika 2026.kutip"
        with Store.create(library) as store:
            for _ in bring_in(store, "Add the sample articles"):
                pass
        program = Program(Path(made) / "settings.json", library, language=LANGUAGE)
        program.dress(app)
        window = MainWindow(program)
        window.resize(SIZE)
        window.show()
        window.libraries.open(library)
        prepare(window, app)
        for theme in ("light", "dark"):
            program.change(theme=theme)
            QTest.qWait(300)
            picture = folder / f"window-{theme}.png"
            window.grab().save(str(picture))
            print(picture)
        window.close()
    return 0


if __name__ == "__main__":
    root = Path(__file__).resolve().parents[1]
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else root / "docs"))
