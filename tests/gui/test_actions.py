"""One table of actions: every key once, single letters only in the text."""

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence

from desktop.actions import BY_NAME, SPECS, Menu, Scope, build, clash, keys_of, portable, set_keys
from resources import catalogue

PROMISED = {
    "tag_1": "1",
    "tag_2": "2",
    "tag_3": "3",
    "tag_4": "4",
    "tag_9": "9",
    "quote": "Q",
    "last_tag": "H",
    "next_highlight": "J",
    "previous_highlight": "K",
    "next_article": "Shift+J",
    "previous_article": "Shift+K",
    "note": "N",
    "speaker": "S",
    "star": "F",
    "step_claim": "V",
    "step_wording": "Shift+V",
    "left_out": "[",
    "left_in": "]",
    "right_out": "{",
    "right_in": "}",
    "delete": "Del",
    "undo": "Ctrl+Z",
    "redo": "Ctrl+Shift+Z",
    "find_slash": "/",
    "find": "Ctrl+F",
    "search": "Ctrl+Shift+F",
    "copy_citation": "Ctrl+Shift+C",
    "import": "Ctrl+I",
    "report": "Ctrl+E",
    "print": "Ctrl+P",
    "palette": "Ctrl+K",
    "keys": "?",
}


def test_names_are_used_once() -> None:
    assert len(BY_NAME) == len(SPECS)


@pytest.mark.parametrize(("name", "key"), PROMISED.items())
def test_the_promised_keys_are_there(name: str, key: str) -> None:
    assert portable(key) in {portable(each) for each in BY_NAME[name].keys}


def test_no_two_actions_share_a_key_where_both_act() -> None:
    clashes = [
        (spec.name, key, other.name)
        for spec in SPECS
        for key in spec.keys
        if (other := clash(spec.name, key, {}))
    ]
    assert clashes == []


def test_single_letters_act_only_in_the_text() -> None:
    single = {
        spec.name
        for spec in SPECS
        for key in spec.keys
        if len(key) == 1 and key.isalnum() and spec.scope is not Scope.READER
    }
    assert single == set()


def test_every_key_is_one_that_qt_knows() -> None:
    keys = [key for spec in SPECS for key in spec.keys]
    assert [key for key in keys if not portable(key)] == []


def test_every_menu_has_something_in_it() -> None:
    assert {spec.menu for spec in SPECS} == set(Menu)


@pytest.mark.parametrize(
    ("name", "key", "other"),
    [
        ("quote", "1", "tag_1"),
        ("import", "ctrl+z", "undo"),
        ("quote", "Ctrl+Z", "undo"),
        ("undo", "Q", "quote"),
        ("quote", "W", None),
        ("quote", "Q", None),
        ("trash_article", "Del", None),
    ],
)
def test_a_key_that_is_taken_where_it_would_act_is_a_clash(
    name: str, key: str, other: str | None
) -> None:
    found = clash(name, key, {})
    assert (found.name if found else None) == other


def test_a_changed_key_frees_the_usual_one() -> None:
    assert clash("quote", "1", {"tag_1": ("W",)}) is None
    assert clash("quote", "W", {"tag_1": ("W",)}) is BY_NAME["tag_1"]
    assert keys_of(BY_NAME["tag_1"], {"tag_1": ("W",)}) == ("W",)


def test_actions_take_their_keys_and_scopes_from_the_table(qapp: QObject) -> None:
    actions = build(qapp, catalogue("en"), {"quote": ("W",), "note": ()})
    assert set(actions) == set(BY_NAME)
    assert actions["quote"].shortcuts() == [QKeySequence("W")]
    assert actions["note"].shortcuts() == []
    scope = actions["tag_1"].shortcutContext()
    assert scope is Qt.ShortcutContext.WidgetWithChildrenShortcut
    assert actions["undo"].shortcutContext() is Qt.ShortcutContext.WindowShortcut
    set_keys(actions, {})
    assert actions["quote"].shortcut() == QKeySequence("Q")
