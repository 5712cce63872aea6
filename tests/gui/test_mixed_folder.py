"""A folder as a journalist gets it, dropped on the window: thirty files of all kinds, five bad."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from pytestqt.qtbot import QtBot

from annotations.queries import Filter
from annotations.storage import articles
from annotations.vocabulary import ImportStatus
from desktop.dialogs.importing import ImportSheet
from desktop.workspace import Workspace
from tests.hostile.hostile_archives import zipped
from tests.made_window import dialogs

CORPUS = Path(__file__).resolve().parents[1] / "data" / "corpus"
GOOD = (
    "docx/harbour.docx", "docx/laporan-pandoc.docx", "docx/ferry-tracked.docx",
    "eml/tip.eml", "eml/release-html.eml",
    "epub/report-pandoc.epub", "epub/chapters-epub2.epub",
    "html/banjir-besar.html", "html/blog-letter.html", "html/harbour-singlefile.html",
    "html/wetlands-longread.html",
    "markdown/budget-yaml.md", "markdown/pelabuhan-16.md",
    "mhtml/jembatan.mht", "html/rilis-listrik-office-of-state.html",
    "odt/banjir-pandoc.odt", "odt/jembatan-libreoffice.odt",
    "pdf/putusan.pdf", "pdf/report-columns.pdf", "pdf/sekolah-watermark.pdf",
    "plain/rilis-16be.txt", "plain/russian-koi8-r.txt", "plain/chinese-gbk.txt",
    "rtf/cafe-ansi.rtf", "rtf/wetlands-pandoc.rtf",
    "scans/scan.pdf",
    "srt/interview.srt", "vtt/sidang.vtt",
    "timecoded/sidang-kurung.txt",
    "whatsapp/WhatsApp Chat - Warga RW 07.zip",
)  # fmt: skip
BAD = {
    "bad-1.docx": zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:p>"}),
    "bad-2.pdf": b"%PDF-1.4\n",
    "bad-3.md": b"\x7fELF\x02\x01\x01" + bytes(5_000),
    "bad-4.odt": zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        }
    ),
    "bad-5.txt": b"",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "from the desk"
    made.mkdir()
    for number, name in enumerate(GOOD):
        file = CORPUS / name
        # under another suffix, every third: the content decides
        called = f"{number:02d}-{file.stem}" + (".dat" if number % 3 == 2 else file.suffix)
        shutil.copy(file, made / called)
    for bad, data in BAD.items():
        (made / bad).write_bytes(data)
    return made


def test_thirty_files_of_all_kinds_arrive_and_five_bad_ones_are_named(
    reading: Workspace, folder: Path, qtbot: QtBot
) -> None:
    assert len(GOOD) == 30
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(folder))])
    reading.window_.dropEvent(
        QDropEvent(
            QPointF(10, 10),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    qtbot.waitUntil(lambda: any(isinstance(each, ImportSheet) for each in dialogs()))
    (sheet,) = [each for each in dialogs() if isinstance(each, ImportSheet)]
    qtbot.waitUntil(lambda: not sheet.running and "Done" in sheet._name.text(), timeout=60_000)
    assert sheet.counts == {ImportStatus.ADDED: 30, ImportStatus.FAILED: 5}
    said = [sheet.failures.item(row).text() for row in range(sheet.failures.count())]
    assert len(said) == 5
    for name, sentence in zip(sorted(BAD), sorted(said), strict=True):
        assert sentence.startswith(name)
        assert sentence.endswith(".")
        assert "\n" not in sentence
    sheet.copy.click()
    assert QGuiApplication.clipboard().text() == "\n".join(said)
    sheet.reject()
    ids = reading.session.store.call(lambda at: articles.ids(at, Filter()))
    assert len(ids) == 32
    rows = reading.session.store.call(lambda at: articles.rows(at, ids))
    assert all(row.title or row.opening for row in rows)
    qtbot.waitUntil(lambda: len(reading.articles.model.ids) == 32)
