"""Take the pictures of the README from the real window, light and dark, on our own samples.

Usage: .venv/bin/python script/pictures.py [FOLDER]      FOLDER is docs where none is named
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_SCALE_FACTOR"] = "1"

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations.model import Highlight, Span
from annotations.storage import articles, highlights
from annotations.storage.history import Change
from annotations.storage.store import Library, Store
from annotations.vocabulary import CheckKind, PromiseStatus
from desktop.main_window import MainWindow
from desktop.program import Program
from desktop.samples import bring_in
from desktop.theme import load_fonts

SIZE = QSize(1440, 900)
DESK = QSize(1280, 800)
TODAY = date(2026, 10, 15)  # the day after the newest sample: days left are the same each year
LANGUAGE = "id"
ROOT = Path(__file__).resolve().parents[1]
RULING = ROOT / "tests" / "data" / "corpus" / "pdf" / "putusan.pdf"
CITED = "Pasal 17 ayat (2) Undang-Undang Nomor 8 Tahun 2019"
SAMPLE = "wali-kota-janjikan-120-pompa.md"
PROPOSED = "480 ribu penduduk"
SELECTED = "Anggarannya Rp 86,4 miliar"
PROVISION = "Pasal 12 ayat (3)"
OF_THE_LAW = (  # the regulation is as invented as the city is
    "Pemerintah kota wajib memasang dan merawat pompa di setiap wilayah rawan genangan paling"
    " lambat sebelum awal musim hujan."
)
QUOTED = "wajib memasang pompa di setiap wilayah rawan genangan sebelum awal musim hujan"


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
    wait_for(
        app, lambda: bool(workspace.suggestions.pending) and workspace.checks.section.isVisible()
    )
    reader = workspace.reader
    reader.next_mark()
    while workspace.suggestions.here:
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


def show_suggestion(window: MainWindow, app: QApplication) -> None:
    """Focus a number that the rules propose and a check speaks of."""
    workspace = window.workspace
    if workspace is None:
        return
    reader = workspace.reader
    reader.popup.hide()
    start = reader.view.rich.text.index(PROPOSED)
    (offer,) = (one for one in workspace.suggestions.pending if one.of.start == start)
    workspace.suggestions.go_to(offer.uid)
    wait_for(app, lambda: workspace.suggestions.here)


def show_page(window: MainWindow, app: QApplication) -> None:
    """Read a ruling with its original page beside it, a passage tagged and boxed."""
    workspace = window.workspace
    if workspace is None:
        return
    window.arrivals.bring_in([RULING])
    wait_for(app, lambda: "PUTUSAN" in title(window))
    reader = workspace.reader
    wait_for(app, lambda: workspace.centre.currentWidget() is reader)
    start = reader.view.rich.text.index(CITED)
    reader.select(Span(start, start + len(CITED)))
    window.do("tag_3")
    window.do("original")
    originals = workspace.originals()
    wait_for(app, lambda: bool(originals.pane.canvas.focused_rects()))
    wait_for(app, lambda: workspace.session.unsaved == 0)
    window.notice.hide()


def show_versions(window: MainWindow, app: QApplication, folder: Path) -> None:
    """Compare a sample with a version in which a number was corrected."""
    window.do("original")  # the page makes room
    story = folder / SAMPLE
    words = (ROOT / "resources" / "samples" / SAMPLE).read_text(encoding="utf-8")
    story.write_text(words, encoding="utf-8")
    window.arrivals.bring_in([story])
    wait_for(app, lambda: title(window) in words and bool(title(window)))
    head, _, body = words.partition("120 pompa")
    corrected = "Ralat: jumlah pompa dalam versi sebelumnya keliru."
    story.write_text(f"{head}210 pompa{body}\n\n{corrected}\n", encoding="utf-8")
    window.arrivals.bring_in_as_version(shown(window), story)
    wait_for(app, lambda: number(window) > 1)
    window.do("compare")
    QTest.qWait(1500)
    window.notice.hide()


def show_desk(window: MainWindow, app: QApplication, folder: Path) -> None:
    """Take one picture of each part of the desk, on a library that somebody worked in."""
    workspace = window.workspace
    if workspace is None:
        return
    desk, session = workspace.desk, workspace.session
    table: Any = desk.open("highlights")
    wait_for(app, lambda: table.model.row(0) is not None)
    work_through(table)
    wait_for(app, lambda: session.unsaved == 0 and "matches_recording" in values(table))
    save(window, folder, "desk")
    window.resize(DESK)
    people: Any = desk.open("people")
    wait_for(app, lambda: bool(people.uid))
    ratna = next(each.uid for each in session.speakers if each.name == "Ratna Wibisono")
    people.show_person(ratna)
    wait_for(app, lambda: people.view.person is not None and people.uid == ratna)
    save(window, folder, "person")
    ledger: Any = desk.open("promises")
    ledger.today = lambda: TODAY
    ledger.refresh()
    wait_for(app, lambda: bool(ledger.table.chosen) and ledger.detail.opened is not None)
    QTest.keyClick(ledger.table, Qt.Key.Key_2)
    wait_for(app, lambda: bool(ledger.table.chosen[0].status == PromiseStatus.IN_PROGRESS))
    save(window, folder, "ledger")
    show_law(window, app)
    save(window, folder, "laws")
    time: Any = desk.open("time")
    wait_for(app, lambda: bool(time.chart.bars.bins))
    save(window, folder, "time")


def values(table: Any) -> set[str]:  # noqa: ANN401 - a page of the desk
    """Name the values that the table can be narrowed to."""
    return {row.value for row in table.facets.rows()}


def work_through(table: Any) -> None:  # noqa: ANN401 - a page of the desk
    """Check, star and assign some of what the table lists, as a day's work would."""
    numbers, acting = list(table.model.ids), table.deeds.acting
    acting.set_check(numbers[:3], CheckKind.WORDING, "matches_recording", "rekaman rapat")
    acting.set_check(numbers[1:5], CheckKind.CLAIM, "supported", "")
    acting.set_check(numbers[5:6], CheckKind.CLAIM, "contradicted", "laporan tahunan")
    acting.toggle_star(numbers[3:4])
    table.view.go_to(1)


def show_law(window: MainWindow, app: QApplication) -> None:
    """Paste the words of a provision, and compare with them what an article quotes."""
    workspace = window.workspace
    if workspace is None:
        return
    session = workspace.session
    shelf: Any = workspace.desk.open("laws")
    wait_for(app, lambda: bool(shelf.laws.rows.rows))

    def found(library: Library) -> Highlight:
        every = (highlights.of_article(library, number) for number in articles.ids(library))
        return next(h for some in every for h in some if PROVISION in h.quote.exact)

    cited = session.store.call(found)
    quoted = replace(cited.legal[0], wording=QUOTED)
    session.apply([Change(cited, replace(cited, legal=(quoted,)))], "Fill in")
    law = next(each.key for each in shelf.laws.rows.rows if "Perda" in each.name)
    shelf.laws.choose(law)
    wait_for(app, lambda: bool(shelf.provisions.rows.rows))
    shelf.provisions.choose(shelf.provisions.rows.rows[0].key)
    shelf.view.pasted.setFocus()
    QTest.keyClicks(shelf.view.pasted.box, OF_THE_LAW)
    session.flush()
    wait_for(app, lambda: session.unsaved == 0)
    QTest.qWait(500)
    shelf.provisions.setFocus()
    QTest.keyClick(shelf.provisions, Qt.Key.Key_Down)
    wait_for(app, lambda: shelf.view.wording.compared is not None)
    shelf.provisions.setFocus()


def save(window: MainWindow, folder: Path, name: str) -> None:
    """Take a picture once everything stands."""
    QTest.qWait(700)
    window.notice.hide()
    window.activateWindow()
    QTest.qWait(100)
    window.status.say_due("")  # it counts from the day on which this runs
    picture = folder / f"{name}-light.png"
    window.grab().save(str(picture))
    print(picture)


def title(window: MainWindow) -> str:
    """Name the article that is read."""
    opened = window.workspace.session.article if window.workspace else None
    return opened.article.metadata.title if opened else ""


def shown(window: MainWindow) -> int:
    """Tell the number of the article that is read."""
    opened = window.workspace.session.article if window.workspace else None
    return opened.article.id if opened else 0


def number(window: MainWindow) -> int:
    """Tell which version of it is read."""
    opened = window.workspace.session.article if window.workspace else None
    return opened.revision.number if opened else 0


def show_templates(library: Path, made: Path, folder: Path) -> None:
    """Press a report in each template; a page with counts and one with highlights, side by side."""
    import pypdfium2
    from PIL import Image

    for template in ("report", "fact_check", "legal_schedule", "promise_ledger"):
        pressed = made / f"{template}.pdf"
        wanted: list[str | Path] = [
            "--library",
            library,
            "--title",
            library.stem,
            "--output",
            pressed,
        ]
        wanted += ["--format", "pdf", "--template", template, "--language", LANGUAGE]
        subprocess.run(
            [sys.executable, "-m", "desktop", "export", *wanted],
            cwd=ROOT,
            check=True,
        )
        opened = pypdfium2.PdfDocument(pressed)
        pages = [opened[at].render(scale=1.1).to_pil() for at in (0, min(2, len(opened) - 1))]
        opened.close()
        size = (pages[0].width + 8 + pages[1].width, pages[0].height)
        sheet = Image.new("RGB", size, (200, 200, 200))
        sheet.paste(pages[0], (0, 0))
        sheet.paste(pages[1], (pages[0].width + 8, 0))
        name = f"template-{template.replace('_', '-')}.png"
        sheet.quantize(160).save(folder / name, optimize=True)


def main(folder: Path) -> int:
    """Take the pictures."""
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
        program.change(theme="light")
        show_suggestion(window, app)
        QTest.qWait(300)
        window.grab().save(str(folder / "suggestions-light.png"))
        show_page(window, app)
        QTest.qWait(500)
        window.grab().save(str(folder / "page-light.png"))
        show_versions(window, app, Path(made))
        window.grab().save(str(folder / "versions-light.png"))
        show_desk(window, app, folder)
        show_templates(library, Path(made), folder)
        window.close()
        QTest.qWait(1000)  # what was read in the background ends before its threads are thrown away
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "docs"))
