"""Asking whom a name means that several may have."""

from collections.abc import Callable, Sequence
from operator import itemgetter

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from annotations.model import Speaker
from resources import Catalogue

SOMEBODY_NEW = "new"
"""The answer that it is none of those who are known; "" is none at all."""


def ask_who(
    parent: QWidget,
    name: str,
    candidates: Sequence[Speaker],
    words: Catalogue,
    then: Callable[[str], object],
) -> QMenu:
    """Make a menu of candidates; `then` takes a uid, SOMEBODY_NEW, or "" for Esc.

    It answers once, after the menu has gone; the keyboard goes from the first one on.
    """
    menu = QMenu(parent)
    menu.addAction(words("Who is “{name}”?", name=_as_text(name))).setEnabled(False)
    answers: dict[QAction, str] = {}
    for about, uid in sorted(((_about(each), each.uid) for each in candidates), key=itemgetter(0)):
        answers[menu.addAction(_as_text(about))] = uid
    first = next(iter(answers), None)
    menu.addSeparator()
    answers[menu.addAction(words("Somebody else of that name"))] = SOMEBODY_NEW
    answers[menu.addAction(words("Leave it as written"))] = ""
    said: list[str] = []

    def answer(uid: str) -> None:
        if not said:
            said.append(uid)
            then(uid)

    def gone() -> None:
        menu.deleteLater()
        # What was chosen is told after the menu has gone.
        QTimer.singleShot(0, parent, lambda: answer(""))

    menu.triggered.connect(lambda action: answer(answers.get(action, "")))
    menu.aboutToHide.connect(gone)
    if first is not None:
        menu.aboutToShow.connect(lambda: menu.setActiveAction(first))
    return menu


def _about(speaker: Speaker) -> str:
    parts = (speaker.name, speaker.role, speaker.institution)
    return ", ".join(part for part in parts if part)


def _as_text(words: str) -> str:
    """Keep a menu from taking a sign of a name for a key."""
    return words.replace("&", "&&")
