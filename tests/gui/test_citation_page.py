"""The page of the settings on which one chooses how a copied quote names its source."""

from pytestqt.qtbot import QtBot

from desktop.dialogs.citation_page import CitationPage
from desktop.settings import Settings
from resources import catalogue

WORDS = catalogue("en")


def test_the_example_follows_what_is_chosen(qtbot: QtBot) -> None:
    page = CitationPage(WORDS, Settings(citation_style="apa"))
    qtbot.addWidget(page)
    assert "as cited in Lestari, 2026, p. 4" in page.example.text()
    assert not page.template.isEnabled()
    page.style_.setCurrentIndex(page.style_.findData("own"))
    page.template.setText("{quote} – {speaker}")
    assert page.example.text() == "“Kami pastikan 120 pompa selesai” – Ratna Wibisono, Wali Kota"
    page.said.setCurrentIndex(page.said.findData("translation"))
    assert "[translated]" in page.example.text()
    page.template.setText("{who}")
    assert "no field “who”" in page.example.text()
    assert page.style_name == "own"
