"""One table of all that can be done, with its keys; menus, palette and key list read it.

A key acts in its scope: "window" wherever the focus is, "reader" only while the reader has it
(so that single letters never get in the way of typing), "list" while the list of articles has it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from resources import Catalogue, marked


class Scope(StrEnum):
    """Where a key acts."""

    WINDOW = "window"
    READER = "reader"
    LIST = "list"


class Menu(StrEnum):
    """The menus, in their order; the values are messages of the catalogue."""

    LIBRARY = marked("Library")
    EDIT = marked("Edit")
    ARTICLE = marked("Article")
    HIGHLIGHT = marked("Highlight")
    DESK = marked("Desk")
    VIEW = marked("View")
    HELP = marked("Help")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSpec:
    """One thing that can be done. `text` is a message; `keys` are Qt's portable names.

    `group` numbers the part of its menu it stands in: a line is drawn between parts.
    """

    name: str
    text: str
    menu: Menu
    keys: tuple[str, ...] = ()
    scope: Scope = Scope.WINDOW
    group: int = 0
    checkable: bool = False


def _library_specs() -> Iterable[ActionSpec]:
    spec = ActionSpec
    menu = Menu.LIBRARY
    yield spec(name="new_library", text=marked("New library…"), menu=menu)
    yield spec(name="open_library", text=marked("Open library…"), menu=menu)
    yield spec(name="import_folder", text=marked("Import folder…"), menu=menu, group=1)
    yield spec(name="import", text=marked("Import…"), menu=menu, keys=("Ctrl+I",), group=1)
    yield spec(
        name="paste_article",
        text=marked("Paste as an article"),
        menu=menu,
        keys=("Ctrl+Shift+V",),
        group=1,
    )
    yield spec(name="take_annotations", text=marked("Import annotations…"), menu=menu, group=1)
    yield spec(name="report", text=marked("Report…"), menu=menu, keys=("Ctrl+E",), group=1)
    yield spec(name="print", text=marked("Print…"), menu=menu, keys=("Ctrl+P",), group=1)
    yield spec(name="back_up", text=marked("Back up now"), menu=menu, group=2)
    yield spec(name="speakers", text=marked("Speakers…"), menu=menu, group=2)
    yield spec(
        name="read_all", text=marked("Read all articles for suggestions"), menu=menu, group=2
    )
    yield spec(name="trash", text=marked("Deleted highlights…"), menu=menu, group=2)
    yield spec(name="empty_trash", text=marked("Empty trash…"), menu=menu, group=2)
    yield spec(
        name="settings",
        text=marked("Settings…"),
        menu=menu,
        keys=("Ctrl+,",),
        group=3,
    )
    yield spec(name="quit", text=marked("Quit"), menu=menu, keys=("Ctrl+Q",), group=4)


def _edit_specs() -> Iterable[ActionSpec]:
    spec = ActionSpec
    menu = Menu.EDIT
    yield spec(name="undo", text=marked("Undo"), menu=menu, keys=("Ctrl+Z",))
    yield spec(
        name="redo",
        text=marked("Redo"),
        menu=menu,
        keys=("Ctrl+Shift+Z", "Ctrl+Y"),
    )
    yield spec(
        name="copy_citation",
        text=marked("Copy quote with citation"),
        menu=menu,
        keys=("Ctrl+Shift+C",),
        group=1,
    )
    yield spec(
        name="find",
        text=marked("Find in article"),
        menu=menu,
        keys=("Ctrl+F",),
        group=2,
    )
    yield spec(
        name="find_slash",
        text=marked("Find in the text"),
        menu=menu,
        keys=("/",),
        scope=Scope.READER,
        group=2,
    )
    yield spec(
        name="search",
        text=marked("Search everything"),
        menu=menu,
        keys=("Ctrl+Shift+F",),
        group=2,
    )


def _article_specs() -> Iterable[ActionSpec]:
    spec = ActionSpec
    menu = Menu.ARTICLE
    yield spec(
        name="next_article",
        text=marked("Next article"),
        menu=menu,
        keys=("Shift+J",),
        scope=Scope.READER,
    )
    yield spec(
        name="previous_article",
        text=marked("Previous article"),
        menu=menu,
        keys=("Shift+K",),
        scope=Scope.READER,
    )
    yield spec(name="mark_read", text=marked("Mark as read or unread"), menu=menu, group=1)
    yield spec(name="star_article", text=marked("Star article"), menu=menu, group=1)
    yield spec(
        name="article_details",
        text=marked("Article details…"),
        menu=menu,
        keys=("Ctrl+D",),
        group=1,
    )
    yield spec(
        name="compare",
        text=marked("Compare versions"),
        menu=menu,
        keys=("Ctrl+Shift+D",),
        group=2,
    )
    yield spec(name="newer_version", text=marked("Import a newer version…"), menu=menu, group=2)
    yield spec(name="similar", text=marked("Who else ran this text"), menu=menu, group=2)
    yield spec(name="word_comments", text=marked("Word file with comments…"), menu=menu, group=2)
    yield spec(
        name="trash_article",
        text=marked("Move article to trash"),
        menu=menu,
        keys=("Del",),
        scope=Scope.LIST,
        group=3,
    )
    yield spec(name="restore_article", text=marked("Take out of trash"), menu=menu, group=3)


def _highlight_specs() -> Iterable[ActionSpec]:
    menu, reader = Menu.HIGHLIGHT, Scope.READER

    def spec(name: str, text: str, *keys: str, group: int) -> ActionSpec:
        return ActionSpec(name=name, text=text, menu=menu, keys=keys, scope=reader, group=group)

    yield spec("tag_1", marked("Commitment"), "1", group=0)
    yield spec("tag_2", marked("Statistic"), "2", group=0)
    yield spec("tag_3", marked("Legal reference"), "3", group=0)
    for digit in range(4, 10):
        yield spec(f"tag_{digit}", _OWN_TAGS[digit - 4], str(digit), group=1)
    yield spec("quote", marked("Plain quote"), "Q", group=2)
    yield spec("last_tag", marked("With the last tag used"), "H", group=2)
    yield spec("note", marked("Note"), "N", group=2)
    yield spec("speaker", marked("Speaker"), "S", group=2)
    yield spec("evidence", marked("Add evidence…"), "E", group=2)
    yield spec("star", marked("Star the highlight, else the article"), "F", group=2)
    yield spec("step_claim", marked("Next state of the claim check"), "V", group=3)
    yield spec("step_wording", marked("Next state of the wording check"), "Shift+V", group=3)
    yield spec("next_highlight", marked("Next highlight"), "J", group=4)
    yield spec("previous_highlight", marked("Previous highlight"), "K", group=4)
    yield spec("accept", marked("Accept suggestion or place"), "Y", group=4)
    yield spec("reject", marked("Reject the suggestion"), "X", group=4)
    yield spec("left_out", marked("Left end: a word out"), "[", group=5)
    yield spec("left_in", marked("Left end: a word in"), "]", group=5)
    yield spec("right_out", marked("Right end: a word out"), "{", group=5)
    yield spec("right_in", marked("Right end: a word in"), "}", group=5)
    yield spec("put_back", marked("Put back on the selected words"), "R", group=5)
    yield spec("confirm_place", marked("Confirm where it was found"), group=5)
    yield spec("keep_picture", marked("Keep picture of the passage"), group=6)
    yield spec("transcribe", marked("Type a passage from the page"), "T", group=6)
    yield spec("delete", marked("Delete highlight"), "Del", group=7)


_OWN_TAGS = (
    marked("Own tag 4"),
    marked("Own tag 5"),
    marked("Own tag 6"),
    marked("Own tag 7"),
    marked("Own tag 8"),
    marked("Own tag 9"),
)


def _pane_specs() -> Iterable[ActionSpec]:
    spec, menu = ActionSpec, Menu.VIEW
    for name, text, key in (
        ("show_filters", marked("Filters"), "F8"),
        ("show_highlights", marked("Highlights"), "F9"),
        ("show_suggestions", marked("Suggestions"), "Shift+F9"),
    ):
        yield spec(name=name, text=text, menu=menu, keys=(key,), checkable=True)
    yield spec(name="focus_list", text=marked("Go to the articles"), menu=menu, keys=("F6",))
    yield spec(name="focus_reader", text=marked("Go to the text"), menu=menu, keys=("F7",))
    yield spec(
        name="original",
        text=marked("Original page"),
        menu=menu,
        keys=("O",),
        scope=Scope.READER,
        checkable=True,
    )
    yield spec(
        name="focus_original",
        text=marked("Go to the original page"),
        menu=menu,
        keys=("Shift+F7",),
    )


def _desk_specs() -> Iterable[ActionSpec]:
    for name, text, *keys in (
        ("desk_highlights", marked("All highlights"), "Ctrl+L", "Ctrl+1"),
        ("desk_people", marked("People and what they said"), "Ctrl+2"),
        ("desk_promises", marked("Ledger of promises"), "Ctrl+3"),
        ("desk_laws", marked("Laws"), "Ctrl+4"),
        ("desk_time", marked("Over time"), "Ctrl+5"),
    ):
        yield ActionSpec(name=name, text=text, menu=Menu.DESK, keys=tuple(keys), checkable=True)


def _view_specs() -> Iterable[ActionSpec]:
    spec, menu = ActionSpec, Menu.VIEW
    yield spec(name="zoom_in", text=marked("Larger"), menu=menu, keys=("Ctrl++", "Ctrl+="), group=1)
    yield spec(name="zoom_out", text=marked("Smaller"), menu=menu, keys=("Ctrl+-",), group=1)
    yield spec(name="zoom_reset", text=marked("Usual size"), menu=menu, keys=("Ctrl+0",), group=1)
    for name, text in (
        ("theme_system", marked("As the system")),
        ("theme_light", marked("Light")),
        ("theme_dark", marked("Dark")),
        ("theme_sepia", marked("Sepia")),
    ):
        yield spec(name=name, text=text, menu=menu, group=2, checkable=True)
    menu = Menu.HELP
    yield spec(name="palette", text=marked("All commands"), menu=menu, keys=("Ctrl+K",))
    yield spec(name="menu", text=marked("Menu"), menu=menu, keys=("F10",))
    yield spec(name="keys", text=marked("Keys"), menu=menu, keys=("?", "F1"))
    yield spec(name="about", text=marked("About Kutip"), menu=menu, group=1)


SPECS: tuple[ActionSpec, ...] = (
    *_library_specs(),
    *_edit_specs(),
    *_article_specs(),
    *_highlight_specs(),
    *_desk_specs(),
    *_pane_specs(),
    *_view_specs(),
)
BY_NAME: Mapping[str, ActionSpec] = {spec.name: spec for spec in SPECS}

_CONTEXTS = {
    Scope.WINDOW: Qt.ShortcutContext.WindowShortcut,
    Scope.READER: Qt.ShortcutContext.WidgetWithChildrenShortcut,
    Scope.LIST: Qt.ShortcutContext.WidgetWithChildrenShortcut,
}


def keys_of(spec: ActionSpec, changed: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Name the keys of an action, as the user changed them or as they are."""
    return changed.get(spec.name, spec.keys)


def portable(key: str) -> str:
    """Spell a key as Qt does everywhere: "ctrl + z" is "Ctrl+Z"; "" for what is no key."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def clash(name: str, key: str, changed: Mapping[str, tuple[str, ...]]) -> ActionSpec | None:
    """Find another action that `key` already sets off where action `name` acts.

    The same key may stand in the reader and in the list, which never have the focus both; a key
    of the window clashes with either.
    """
    mine = BY_NAME[name]
    wanted = portable(key)
    for other in SPECS:
        apart = Scope.WINDOW not in (mine.scope, other.scope) and mine.scope is not other.scope
        if other.name == name or apart:
            continue
        if wanted in {portable(each) for each in keys_of(other, changed)}:
            return other
    return None


def build(
    parent: QObject, words: Catalogue, changed: Mapping[str, tuple[str, ...]]
) -> dict[str, QAction]:
    """Make an action of each line of the table, by name."""
    made = {}
    for spec in SPECS:
        action = QAction(words(spec.text).replace("&", "&&"), parent)
        action.setObjectName(spec.name)
        action.setCheckable(spec.checkable)
        action.setShortcutContext(_CONTEXTS[spec.scope])
        action.setMenuRole(QAction.MenuRole.NoRole)
        made[spec.name] = action
    set_keys(made, changed)
    return made


def set_keys(actions: Mapping[str, QAction], changed: Mapping[str, tuple[str, ...]]) -> None:
    """Give the actions their keys."""
    for name, action in actions.items():
        action.setShortcuts([QKeySequence(key) for key in keys_of(BY_NAME[name], changed)])


def shown_key(action: QAction) -> str:
    """Spell an action's first key as this system writes it."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
