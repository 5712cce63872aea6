"""The settings of suggestions: a switch for each rule, and how often it was right."""

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotations.detection import engine
from annotations.storage import decisions
from annotations.storage.decisions import Acceptance
from desktop.dialogs.settings_dialog import SettingsDialog
from desktop.dialogs.suggestions_page import SuggestionsPage
from desktop.settings import Settings
from desktop.theme import load_theme
from desktop.workspace import Workspace
from resources import catalogue
from tests.made_window import dialogs

WORDS = catalogue("en")
RULE = "statistic.count"


def _page(folder: Path | None = None, settings: Settings = Settings()) -> SuggestionsPage:  # noqa: B008 - frozen
    return SuggestionsPage(load_theme("light"), WORDS, settings, folder)


@pytest.fixture
def page(tmp_path: Path, qtbot: QtBot) -> SuggestionsPage:
    made = _page(tmp_path / "languages")
    qtbot.addWidget(made)
    return made


def test_every_rule_has_a_switch_its_label_and_its_example(page: SuggestionsPage) -> None:
    assert sorted(page.rows) == sorted(rule.name for rule in engine.rules())
    for rule in engine.rules():
        row = page.rows[rule.name]
        assert row.box.text().replace("&&", "&") == WORDS(rule.label)
        assert row.box.isChecked()
        assert row.example.text() == WORDS(rule.example)


def test_rules_stand_under_the_heading_of_their_kind(page: SuggestionsPage) -> None:
    headings = [
        label.text() for label in page.findChildren(QLabel) if label.property("role") == "heading"
    ]
    assert headings == [
        "Own word lists",
        "Rules",
        "Quotations and who said them",
        "Statistics",
        "Legal references",
        "Commitments",
    ]


def test_a_rule_that_is_off_is_shown_off_and_named(qtbot: QtBot) -> None:
    page = _page(settings=Settings(rules_off=(RULE, "gone.since")))
    qtbot.addWidget(page)
    assert not page.rows[RULE].box.isChecked()
    assert page.rules_off == (RULE,)
    page.rows[RULE].box.click()
    assert not page.rules_off


def test_it_says_how_often_a_rule_was_accepted_and_rejected(page: SuggestionsPage) -> None:
    page.show_counts({RULE: Acceptance(1200, 3), "statistic.money": Acceptance()})
    assert page.rows[RULE].counts.text() == "✓ 1,200  ✗ 3"
    told = "1,200 accepted, 3 rejected in this library"
    assert page.rows[RULE].counts.toolTip() == told
    assert page.rows[RULE].box.accessibleDescription() == told
    assert page.rows["statistic.money"].counts.text() == ""


def test_without_own_word_lists_it_says_what_they_are_for(page: SuggestionsPage) -> None:
    assert page.lists.text().startswith("A file like id.toml")
    assert page.broken.isHidden()


def test_opening_the_folder_makes_it(
    page: SuggestionsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    page.open.click()
    assert (tmp_path / "languages").is_dir()
    assert opened == [str(tmp_path / "languages")]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "file").write_text("")
    page = _page(tmp_path / "file" / "languages")
    qtbot.addWidget(page)
    page.open.click()
    assert "cannot be made" in page.broken.text()
    assert not page.broken.isHidden()


def test_a_broken_word_list_is_told_in_a_sentence_until_it_is_mended(
    tmp_path: Path, qtbot: QtBot
) -> None:
    bad = tmp_path / "id.toml"
    bad.write_text('[quotations]\nverbs = ["celetuk"\n', encoding="utf-8")
    (tmp_path / "en.toml").write_text('[quotations]\nverbs = ["quips"]\n', encoding="utf-8")
    page = _page(tmp_path)
    qtbot.addWidget(page)
    assert "id.toml could not be read and is left out" in page.broken.text()
    assert page.lists.text() == "In use: en.toml"
    bad.write_text('[quotations]\nverbs = ["celetuk"]\n', encoding="utf-8")
    with qtbot.waitSignal(page.lists_changed):
        page.again.click()
    assert page.broken.isHidden()
    assert page.lists.text() == "In use: en.toml, id.toml"


def _dialog(at: Workspace) -> SettingsDialog:
    at.window_.do("settings")
    (found,) = (each for each in dialogs() if isinstance(each, SettingsDialog))
    return found


def test_what_is_chosen_is_taken_over_when_the_settings_are_done(reading: Workspace) -> None:
    dialog = _dialog(reading)
    dialog.suggestions.rows[RULE].box.click()
    dialog.suggestions.read_all.click()
    dialog.suggestions.shown.click()
    dialog.accept()
    settings = reading.window_.program.settings
    assert settings.rules_off == (RULE,)
    assert not settings.read_all
    assert not settings.suggestions


def test_nothing_is_taken_over_when_the_settings_are_left(reading: Workspace) -> None:
    before = reading.window_.program.settings
    dialog = _dialog(reading)
    dialog.suggestions.rows[RULE].box.click()
    dialog.reject()
    assert reading.window_.program.settings == before


def test_counts_are_those_of_the_open_library(
    reading: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decisions, "acceptance", lambda _: {RULE: Acceptance(2, 1)})
    dialog = _dialog(reading)
    qtbot.waitUntil(lambda: dialog.suggestions.rows[RULE].counts.text() == "✓ 2  ✗ 1")
    dialog.reject()


def test_word_lists_read_again_are_used_at_once(
    reading: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    renewed: list[str] = []
    monkeypatch.setattr(reading.suggestions, "read_anew", lambda: renewed.append("article"))
    monkeypatch.setattr(reading.checks.run, "renew", lambda: renewed.append("library"))
    dialog = _dialog(reading)
    dialog.suggestions.again.click()
    dialog.reject()
    assert renewed == ["article", "library"]
