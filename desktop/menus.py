"""Menus made of the table of actions."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from desktop.actions import SPECS, Menu
from resources import Catalogue


def all_menus(
    parent: QWidget, words: Catalogue, actions: Mapping[str, QAction]
) -> dict[Menu, QMenu]:
    """Make each menu of the table, with a line between its groups."""
    made = {}
    for menu in Menu:
        box = QMenu(words(menu.value), parent)
        group = 0
        for spec in SPECS:
            if spec.menu is not menu:
                continue
            if spec.group != group:
                box.addSeparator()
                group = spec.group
            box.addAction(actions[spec.name])
        made[menu] = box
    return made


def one_menu(parent: QWidget, menus: Iterable[QMenu], palette: QAction) -> QMenu:
    """Hang all menus into one, for a window without a menu bar."""
    box = QMenu(parent)
    for menu in menus:
        box.addMenu(menu)
    box.addSeparator()
    box.addAction(palette)
    return box


def bar(parent: QWidget, menus: Iterable[QMenu]) -> QMenuBar:
    """Make the menu bar that macOS shows at the top of the screen."""
    made = QMenuBar(parent)
    for menu in menus:
        made.addMenu(menu)
    return made


def fill_recent(
    menu: QMenu,
    words: Catalogue,
    recent: Sequence[str],
    current: Path | None,
    choose: Callable[[str], object],
    also: Iterable[QAction],
) -> None:
    """Fill the menu of recent libraries; the open one has a tick."""
    menu.clear()
    for name in recent:
        action = menu.addAction(Path(name).stem.replace("&", "&&"))
        action.setToolTip(name)
        action.setCheckable(True)
        action.setChecked(current is not None and Path(name) == current)
        action.triggered.connect(lambda _=False, each=name: choose(each))
    if not recent:
        menu.addAction(words("No recent library")).setEnabled(False)
    menu.addSeparator()
    for action in also:
        menu.addAction(action)
